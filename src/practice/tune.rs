//! Fitting the scheduler's parameters to a person's own log, and judging whether that helps.
//!
//! The earlier four fifths of the answers train, the latest fifth judges: by the log loss of the
//! recall that was predicted, -mean(ln p of what happened). Parameters that do not predict the
//! held-out answers better are not taken.

use super::memory::days_between;
use super::{Deck, Instant, Review};
use fsrs::{ComputeParametersInput, FSRS, FSRSItem, FSRSReview, compute_parameters};

/// With fewer answers after a day or more nothing is fitted: 21 parameters need something to rest on.
pub const ENOUGH: usize = 300;
/// The share of the answers, the latest, that judges.
const HELD_OUT: usize = 5;
/// A predicted recall of 0 or 1 would make one surprise infinitely bad.
const SUREST: f64 = 1e-4;

/// What a fit came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Tuned {
    /// The parameters that were fitted.
    pub parameters: Vec<f32>,
    /// Answers that trained.
    pub trained_on: usize,
    /// Answers that judged.
    pub held_out: usize,
    /// Log loss on the held-out answers with the parameters in use, over 0.
    pub before: f64,
    /// The same with the fitted ones.
    pub after: f64,
}

impl Tuned {
    /// Whether the fitted parameters predict better.
    pub fn is_better(&self) -> bool {
        self.after < self.before
    }
}

/// Fits the parameters to the log. `Err` holds the number of usable answers, when there are fewer
/// than [`ENOUGH`] or the fit did not come to anything.
pub fn tune(deck: &Deck, in_use: &[f32]) -> Result<Tuned, usize> {
    let mut histories = histories(deck);
    histories.sort_by_key(|(at, _)| *at);
    let usable = histories.len();
    if usable < ENOUGH {
        return Err(usable);
    }
    let judges = histories.split_off(usable - usable / HELD_OUT);
    let trained_on = histories.len();
    let input = ComputeParametersInput {
        train_set: histories.into_iter().map(|(_, history)| history).collect(),
        num_relearning_steps: Some(1),
        ..ComputeParametersInput::default()
    };
    let parameters = compute_parameters(input).map_err(|_| usable)?;
    let loss = |parameters: &[f32]| log_loss(parameters, &judges).ok_or(usable);
    Ok(Tuned {
        trained_on,
        held_out: judges.len(),
        before: loss(in_use)?,
        after: loss(&parameters)?,
        parameters,
    })
}

/// How many answers a fit could rest on.
pub fn usable(deck: &Deck) -> usize {
    histories(deck).len()
}

/// Each answer that came a day or more after another, with all before it.
fn histories(deck: &Deck) -> Vec<(Instant, FSRSItem)> {
    let mut found = Vec::new();
    for (_, card) in deck.cards() {
        let mut reviews: Vec<FSRSReview> = Vec::new();
        let mut before: Option<&Review> = None;
        for review in &card.reviews {
            let delta_t = before.map_or(0, |before| days_between(before.at, review.at));
            let rating = review.grade.number();
            reviews.push(FSRSReview { rating, delta_t });
            if delta_t > 0 {
                let reviews = reviews.clone();
                found.push((review.at, FSRSItem { reviews }));
            }
            before = Some(review);
        }
    }
    found
}

fn log_loss(parameters: &[f32], judges: &[(Instant, FSRSItem)]) -> Option<f64> {
    let fsrs = FSRS::new(parameters).ok()?;
    let decay = parameters.get(20).copied()?;
    let mut sum = 0.0;
    for (_, item) in judges {
        let (last, before) = item.reviews.split_last()?;
        let history = FSRSItem {
            reviews: before.to_vec(),
        };
        let state = fsrs.memory_state(history, None).ok()?;
        #[expect(clippy::cast_precision_loss)] // fewer than 2^24 days
        let recall = fsrs::current_retrievability(state, last.delta_t as f32, decay);
        let recall = f64::from(recall).clamp(SUREST, 1.0 - SUREST);
        let happened = if last.rating > 1 {
            recall
        } else {
            1.0 - recall
        };
        sum -= happened.ln();
    }
    #[expect(clippy::cast_precision_loss)] // a log has fewer than 2^52 entries
    let mean = sum / judges.len() as f64;
    Some(mean)
}
