//! Pairs: what a person puts first. They are ipsative and never move a scale's level.

use super::scale::ScaleScore;
use super::settled;
use crate::bank::{Answer, Assessment, Bank, ItemId, Kind, Response, ScaleId};
use serde::Serialize;

/// A pair contradicts the levels beyond this many standard errors of their difference (90 %).
const CONTRADICTS: f64 = 1.65;

/// What the pairs say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairSummary {
    /// Scales by how often they were preferred, the most preferred first.
    pub order: Vec<PairShare>,
    /// Pairs that say the reverse of the scales' levels, in the order shown.
    pub contradictions: Vec<PairContradiction>,
}

/// How often a scale was preferred.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairShare {
    /// Which scale.
    pub scale: ScaleId,
    /// Pairs in which it was preferred; "rather" counts three quarters, "alike" a half.
    pub preferred: f64,
    /// Pairs answered in which it stood.
    pub of: usize,
}

/// A pair whose preferred side has the clearly lower level.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairContradiction {
    /// Which pair.
    pub item: ItemId,
    /// The scale that was preferred.
    pub preferred: ScaleId,
    /// The scale whose level is higher.
    pub other: ScaleId,
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
    for answer in settled(answers) {
        let item = bank.item(&answer.item);
        let (Some(item), Some(Response::Step(step))) = (item, &answer.response) else {
            continue;
        };
        let Kind::Pair { left, right } = &item.kind else {
            continue;
        };
        let towards_right = super::keyed(*step, false);
        for (scale, part) in [
            (&left.scale, 1.0 - towards_right),
            (&right.scale, towards_right),
        ] {
            if let Some(share) = order.iter_mut().find(|share| share.scale == *scale) {
                share.preferred += part;
                share.of += 1;
            }
        }
        let (preferred, other) = match step {
            1 | 2 => (&left.scale, &right.scale),
            4 | 5 => (&right.scale, &left.scale),
            _ => continue,
        };
        if reverse_of_levels(scales, preferred, other) {
            contradictions.push(PairContradiction {
                item: item.id.clone(),
                preferred: preferred.clone(),
                other: other.clone(),
            });
        }
    }
    order.retain(|share| share.of > 0);
    let part = |share: &PairShare| share.preferred / super::numbers::float(share.of);
    // A stable sort: ties stay in the scales' own order.
    order.sort_by(|a, b| part(b).total_cmp(&part(a)));
    PairSummary {
        order,
        contradictions,
    }
}

fn reverse_of_levels(scales: &[ScaleScore], preferred: &ScaleId, other: &ScaleId) -> bool {
    let find = |id: &ScaleId| {
        scales
            .iter()
            .find(|score| score.scale == *id)?
            .estimate
            .as_ref()
    };
    let (Some(preferred), Some(other)) = (find(preferred), find(other)) else {
        return false;
    };
    let error = preferred.se.hypot(other.se);
    other.score - preferred.score > CONTRADICTS * error
}
