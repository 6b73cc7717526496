//! How long answers take and how the first ones turn out: from the person's own log where it has
//! enough of them.

use crate::bank::{Item, Kind};
use crate::practice::grade::{WORDS_A_SECOND, expected_seconds};
use crate::practice::{Deck, Grade, Instant, MINUTE, Scope};
use std::collections::BTreeSet;

/// With fewer answers of a sort the log tells nothing of it.
pub const FEW: usize = 20;
/// A longer time between two answers was a break.
const BREAK: i64 = 5 * MINUTE;
/// Without a log, half of the new items are taken to be answered right.
const HALF: f64 = 0.5;
/// Seconds to look at what was right after a repeat.
const TO_LOOK: f64 = 4.0;

/// How long answers take and how the first ones turn out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// Seconds for a new item: to answer it and to read why.
    pub fresh: f64,
    /// Seconds for each further answer.
    pub repeat: f64,
    /// Share of new items that are answered right, 0..=1.
    pub right: f64,
    /// Own answers that `fresh` rests on; 0 when it is reckoned from the length of the texts.
    pub fresh_of: usize,
    /// Own answers that `repeat` rests on; 0 likewise.
    pub repeat_of: usize,
    /// Own first answers that `right` rests on; 0 when half is assumed.
    pub right_of: usize,
    /// New items of today so far.
    pub(super) today_fresh: usize,
    /// Further answers of today so far.
    pub(super) today_again: usize,
    /// Seconds that today's answers took so far.
    pub(super) today: f64,
}

/// A mean that is still being made.
#[derive(Default)]
struct Mean {
    sum: f64,
    of: usize,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.of += 1;
    }

    fn value(&self) -> f64 {
        #[expect(clippy::cast_precision_loss)] // fewer than 2^52
        let of = self.of.max(1) as f64;
        self.sum / of
    }

    /// With the number of answers behind it, or `otherwise` with 0 where they are too few.
    fn or(&self, otherwise: f64) -> (f64, usize) {
        if self.of < FEW {
            (otherwise, 0)
        } else {
            (self.value(), self.of)
        }
    }
}

impl Pace {
    /// Seconds until a new item is learnt: one further answer where the first was right, two where
    /// it was not.
    pub(super) fn to_learn(self) -> f64 {
        self.fresh + self.repeat * (2.0 - self.right)
    }

    pub(super) fn of(deck: &Deck, scope: &Scope, now: Instant) -> Self {
        let (mut fresh, mut repeat) = (Mean::default(), Mean::default());
        let mut right = Mean::default();
        let (mut begun, mut again) = (0usize, 0usize);
        let mut before: Option<Instant> = None;
        let mut met = BTreeSet::new();
        for review in deck.standing() {
            let is_new = met.insert(&review.card);
            // From one answer to the next: with the reading of what was right in between.
            let gap = before.map(|before| review.at.saturating_sub(before));
            before = Some(review.at);
            if let Some(gap) = gap.filter(|gap| (1..=BREAK).contains(gap)) {
                #[expect(clippy::cast_precision_loss)] // at most five minutes
                let seconds = gap as f64 / 1000.0;
                if is_new { &mut fresh } else { &mut repeat }.add(seconds);
            }
            if is_new {
                right.add(f64::from(u8::from(review.grade != Grade::Again)));
            }
            if deck.day(review.at) == deck.day(now) {
                *if is_new { &mut begun } else { &mut again } += 1;
            }
        }
        let (mut to_meet, mut to_repeat) = (Mean::default(), Mean::default());
        for (_, card) in deck.within(scope) {
            if let Some((_, item)) = deck.item_of(card) {
                to_meet.add(expected_seconds(item) + seconds_to_learn_why(item));
                to_repeat.add(expected_seconds(item) + TO_LOOK);
            }
        }
        let (fresh, fresh_of) = fresh.or(to_meet.value());
        let (repeat, repeat_of) = repeat.or(to_repeat.value().max(1.0));
        let (right, right_of) = right.or(HALF);
        #[expect(clippy::cast_precision_loss)] // a day's answers
        let today = begun as f64 * fresh + again as f64 * repeat;
        Self {
            fresh,
            repeat,
            right,
            fresh_of,
            repeat_of,
            right_of,
            today_fresh: begun,
            today_again: again,
            today,
        }
    }
}

/// Seconds to read an item's explanation and why each option is right or wrong.
fn seconds_to_learn_why(item: &Item) -> f64 {
    let whys: Vec<_> = match &item.kind {
        Kind::Single(options) | Kind::Multiple(options) | Kind::TrueFalse(options) => {
            options.iter().map(|option| &option.why).collect()
        }
        Kind::Order(steps) => steps.iter().map(|step| &step.why).collect(),
        Kind::Sort { cards, .. } => cards.iter().map(|card| &card.why).collect(),
        _ => Vec::new(),
    };
    let texts = whys.into_iter().chain([&item.explanation]).flatten();
    let words: usize = texts
        .map(|text| text.as_str().split_whitespace().count())
        .sum();
    #[expect(clippy::cast_precision_loss)] // a text has fewer than 2^52 words
    let seconds = words as f64 / WORDS_A_SECOND;
    seconds
}
