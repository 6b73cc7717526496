//! One scale: its score as a percentage of the maximum possible, and the error of one person's.

use super::numbers::{float, student};
use super::settled;
use crate::bank::{Answer, Bank, Item, Kind, Response, ScaleId};
use schemars::JsonSchema;
use serde::Serialize;

/// How many answers the prior spread is worth: eight alike answers alone must not claim certainty.
pub const PRIOR_FREEDOM: f64 = 4.0;
/// Prior standard deviation of contributions within a scale (share of the range).
pub const PRIOR_DEVIATION: f64 = 0.25;
/// The share of a scale's items that must be answered for a score.
pub const NEEDED_ANSWERS: f64 = 2.0 / 3.0;
/// Upper tail of the 90 % band.
const BAND_TAIL: f64 = 0.95;

/// What one answer adds to a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contribution {
    /// Share of the maximum, 0..=1, after keying.
    pub share: f64,
    /// Weight of the item on its scale, over 0.
    pub weight: f64,
}

/// A scale's score with its error, all in points 0..=100 but the degrees of freedom.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Estimate {
    /// Percentage of the maximum possible (Cohen, Cohen, Aiken and West 1999).
    #[schemars(range(min = 0, max = 100))]
    pub score: f64,
    /// Conditional standard error (Brennan 1998), pulled towards a prior spread.
    pub se: f64,
    /// Lower end of the 90 % band, cut at 0.
    #[schemars(range(min = 0, max = 100))]
    pub low: f64,
    /// Upper end of the 90 % band, cut at 100.
    #[schemars(range(min = 0, max = 100))]
    pub high: f64,
    /// Degrees of freedom of the band.
    pub df: f64,
}

/// A scale of a result.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScaleScore {
    /// Which scale.
    pub scale: ScaleId,
    /// Items asked that score it.
    pub asked: usize,
    /// Those of them that were answered.
    pub answered: usize,
    /// `None` when fewer than two thirds were answered.
    pub estimate: Option<Estimate>,
}

impl ScaleScore {
    /// The share of its items that were answered, 0..=1; `None` when none was asked.
    pub fn answered_share(&self) -> Option<f64> {
        (self.asked > 0).then(|| float(self.answered) / float(self.asked))
    }
}

/// An agreement answer as a share of its scale, 0..=1; `step` is 1..=5.
///
/// Reverse-keying twice is the identity.
pub fn keyed(step: u8, reverse: bool) -> f64 {
    let share = (f64::from(step.clamp(1, 5)) - 1.0) / 4.0;
    if reverse { 1.0 - share } else { share }
}

/// The scales that an item scores; pairs score none, since they are ipsative.
pub(super) fn scales_of(item: &Item) -> Vec<&ScaleId> {
    match &item.kind {
        Kind::Agreement { scale, .. } => vec![scale],
        Kind::Situation { options } => options
            .first()
            .map(|option| option.scores.keys().collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// What an answer adds to a scale; `None` when it says nothing of it.
pub(super) fn contribution(item: &Item, response: &Response, on: &ScaleId) -> Option<Contribution> {
    match (&item.kind, response) {
        (
            Kind::Agreement {
                scale,
                reverse,
                weight,
            },
            Response::Step(step),
        ) if scale == on => Some(Contribution {
            share: keyed(*step, *reverse),
            weight: *weight,
        }),
        (Kind::Situation { options }, Response::Choice(id)) => {
            let score = options
                .iter()
                .find(|option| option.id == *id)?
                .scores
                .get(on)?;
            Some(Contribution {
                share: f64::from(*score) / 3.0,
                weight: 1.0,
            })
        }
        _ => None,
    }
}

/// An item that scores a scale, as it was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedItem<'a> {
    /// The item.
    pub item: &'a Item,
    /// What was answered; `None` when it was skipped.
    pub response: Option<&'a Response>,
    /// What that adds to the scale.
    pub adds: Option<Contribution>,
}

/// The items asked that score a scale, in the order shown, with what each answer adds.
pub fn asked_of<'a>(bank: &'a Bank, answers: &'a [Answer], scale: &ScaleId) -> Vec<AskedItem<'a>> {
    asked_among(bank, &settled(answers), scale)
}

/// As [`asked_of`], of answers that are settled.
pub(super) fn asked_among<'a>(
    bank: &'a Bank,
    settled: &[&'a Answer],
    scale: &ScaleId,
) -> Vec<AskedItem<'a>> {
    let asked = |answer: &&'a Answer| {
        let item = bank.item(&answer.item)?;
        let response = answer.response.as_ref();
        scales_of(item).contains(&scale).then(|| AskedItem {
            item,
            response,
            adds: response.and_then(|response| contribution(item, response, scale)),
        })
    };
    settled.iter().filter_map(asked).collect()
}

/// The sums on the way to a scale's score and band.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleSum {
    /// sum(w) over the answers.
    pub weights: f64,
    /// sum(wc): the contributions, each times its weight.
    pub weighted: f64,
    /// sum(wc)/sum(w), 0..=1.
    pub mean: f64,
    /// The effective number of answers m, (sum w)^2 / sum w^2; with equal weights their number.
    pub number: f64,
    /// SS: m sum(w (c - mean)^2)/sum(w); with equal weights the squared deviations added up.
    pub deviations: f64,
    /// s2: the deviations with the prior's, over the degrees of freedom.
    pub variance: f64,
    /// Student's t that the band reaches either way, in standard errors.
    pub quantile: f64,
    /// The ends of the band before they are cut to 0..=100.
    pub ends: (f64, f64),
    /// What comes of it.
    pub estimate: Estimate,
}

/// A scale's score from what the answers add; `None` when too few of the `asked` were answered.
pub fn estimate(answers: &[Contribution], asked: usize) -> Option<Estimate> {
    scale_sum(answers, asked).map(|sum| sum.estimate)
}

/// The sums on the way to [`estimate`].
///
/// S = 100 sum(wc)/sum(w); s2 = (4 x 0.25^2 + SS)/(4 + m - 1) with SS the squared deviations and m
/// the effective number of answers, (sum w)^2 / sum w^2; SE = 100 sqrt(s2/m).
pub fn scale_sum(answers: &[Contribution], asked: usize) -> Option<ScaleSum> {
    let point = point(answers, asked)?;
    let Point { score, se, df, .. } = point;
    let quantile = student(BAND_TAIL, df);
    let reach = quantile * se;
    let ends = (score - reach, score + reach);
    Some(ScaleSum {
        weights: point.weights,
        weighted: point.weighted,
        mean: point.mean,
        number: point.number,
        deviations: point.deviations,
        variance: point.variance,
        quantile,
        ends,
        estimate: Estimate {
            score,
            se,
            low: ends.0.clamp(0.0, 100.0),
            high: ends.1.clamp(0.0, 100.0),
            df,
        },
    })
}

/// A [`ScaleSum`] without the band, which costs far more than the rest: for searches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    weights: f64,
    weighted: f64,
    mean: f64,
    number: f64,
    deviations: f64,
    variance: f64,
    df: f64,
    pub(super) score: f64,
    pub(super) se: f64,
}

/// The score and error of [`estimate`].
pub(super) fn point(answers: &[Contribution], asked: usize) -> Option<Point> {
    // Sums in a fixed order, whatever the order of answers: the same run gives the same bits.
    let mut answers = answers.to_vec();
    answers.sort_by(|a, b| {
        a.share
            .total_cmp(&b.share)
            .then(a.weight.total_cmp(&b.weight))
    });
    if answers.is_empty() || float(answers.len()) < NEEDED_ANSWERS * float(asked) - 1e-9 {
        return None;
    }
    let weights: f64 = answers.iter().map(|answer| answer.weight).sum();
    let squares: f64 = answers.iter().map(|answer| answer.weight.powi(2)).sum();
    let weighted: f64 = answers
        .iter()
        .map(|answer| answer.weight * answer.share)
        .sum();
    let mean = weighted / weights;
    let spread = answers
        .iter()
        .map(|a| a.weight * (a.share - mean).powi(2))
        .sum::<f64>()
        / weights;
    let number = weights.powi(2) / squares;
    let df = PRIOR_FREEDOM + number - 1.0;
    let deviations = number * spread;
    let variance = (PRIOR_FREEDOM * PRIOR_DEVIATION.powi(2) + deviations) / df;
    Some(Point {
        weights,
        weighted,
        mean,
        number,
        deviations,
        variance,
        df,
        score: 100.0 * mean,
        se: 100.0 * (variance / number).sqrt(),
    })
}

/// The error that a scale with `items` items has when answered with ordinary scatter, in points.
pub fn ordinary_error(items: usize) -> f64 {
    100.0 * PRIOR_DEVIATION / float(items.max(1)).sqrt()
}
