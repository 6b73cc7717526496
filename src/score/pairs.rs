//! Pairs: what a person puts first. They are ipsative and never move a scale's level.

use super::scale::ScaleScore;
use super::settled;
use crate::bank::{Answer, Assessment, Bank, Item, ItemId, Kind, Response, ScaleId, Side};
use schemars::JsonSchema;
use serde::Serialize;

/// A pair contradicts the levels beyond this many standard errors of their difference (90 %).
pub const CONTRADICTS: f64 = 1.65;

/// What the pairs say.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PairSummary {
    /// Scales by how often they were preferred, the most preferred first.
    pub order: Vec<PairShare>,
    /// Pairs that say the reverse of the scales' levels, in the order shown.
    pub contradictions: Vec<PairContradiction>,
}

/// How often a scale was preferred.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PairShare {
    /// Which scale.
    pub scale: ScaleId,
    /// Pairs in which it was preferred; "rather" counts three quarters, "alike" a half.
    pub preferred: f64,
    /// Pairs answered in which it stood.
    pub of: usize,
}

/// A pair whose preferred side has the clearly lower level.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PairContradiction {
    /// Which pair.
    pub item: ItemId,
    /// The scale that was preferred.
    pub preferred: ScaleId,
    /// The scale whose level is higher.
    pub other: ScaleId,
}

impl PairShare {
    /// The share of its pairs in which the scale was preferred, 0..=1.
    pub fn part(&self) -> f64 {
        self.preferred / super::numbers::float(self.of)
    }
}

/// A pair as it was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct PairAnswer<'a> {
    /// The pair.
    pub item: &'a Item,
    /// Step 1 of it.
    pub left: &'a Side,
    /// Step 5 of it.
    pub right: &'a Side,
    /// 1..=5.
    pub step: u8,
    /// What it adds to the scale of its left side, 0..=1.
    pub to_left: f64,
    /// What it adds to the scale of its right side, 0..=1.
    pub to_right: f64,
}

/// The pairs that were answered, in the order shown.
pub fn pair_answers<'a>(bank: &'a Bank, answers: &'a [Answer]) -> Vec<PairAnswer<'a>> {
    let pair = |answer: &'a Answer| {
        let item = bank.item(&answer.item)?;
        let (Kind::Pair { left, right }, Some(Response::Step(step))) =
            (&item.kind, &answer.response)
        else {
            return None;
        };
        let to_right = super::keyed(*step, false);
        Some(PairAnswer {
            item,
            left,
            right,
            step: *step,
            to_left: 1.0 - to_right,
            to_right,
        })
    };
    settled(answers).into_iter().filter_map(pair).collect()
}

/// How far the level of a scale that was not preferred lies above the preferred one's, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LevelGap {
    /// The difference of the levels; below 0 when the preferred one's is higher.
    pub difference: f64,
    /// The standard error of the difference.
    pub error: f64,
    /// Beyond this the pair contradicts the levels.
    pub limit: f64,
}

pub(super) fn summary(
    bank: &Bank,
    frame: &Assessment,
    answers: &[Answer],
    scales: &[ScaleScore],
) -> PairSummary {
    let mut order: Vec<PairShare> = frame
        .scales
        .iter()
        .map(|scale| PairShare {
            scale: scale.id.clone(),
            preferred: 0.0,
            of: 0,
        })
        .collect();
    let mut contradictions = Vec::new();
    for pair in pair_answers(bank, answers) {
        let (left, right) = (pair.left, pair.right);
        for (scale, part) in [(&left.scale, pair.to_left), (&right.scale, pair.to_right)] {
            if let Some(share) = order.iter_mut().find(|share| share.scale == *scale) {
                share.preferred += part;
                share.of += 1;
            }
        }
        let (preferred, other) = match pair.step {
            1 | 2 => (&left.scale, &right.scale),
            4 | 5 => (&right.scale, &left.scale),
            _ => continue,
        };
        if level_gap(scales, preferred, other).is_some_and(|gap| gap.difference > gap.limit) {
            contradictions.push(PairContradiction {
                item: pair.item.id.clone(),
                preferred: preferred.clone(),
                other: other.clone(),
            });
        }
    }
    order.retain(|share| share.of > 0);
    // A stable sort: ties stay in the scales' own order.
    order.sort_by(|a, b| b.part().total_cmp(&a.part()));
    PairSummary {
        order,
        contradictions,
    }
}

/// How far the levels of two scales lie apart; `None` where one has no score.
pub fn level_gap(scales: &[ScaleScore], preferred: &ScaleId, other: &ScaleId) -> Option<LevelGap> {
    let find = |id: &ScaleId| {
        scales
            .iter()
            .find(|score| score.scale == *id)?
            .estimate
            .as_ref()
    };
    let (preferred, other) = (find(preferred)?, find(other)?);
    let error = preferred.se.hypot(other.se);
    Some(LevelGap {
        difference: other.score - preferred.score,
        error,
        limit: CONTRADICTS * error,
    })
}
