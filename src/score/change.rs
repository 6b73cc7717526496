//! What changed between two assessments beyond the error of measurement.

use super::fit::FitResult;
use super::numbers::{float, normal};
use crate::bank::ScaleId;

/// Share of scales that chance alone calls changed.
const CHANCE: f64 = 0.05;

/// The change of one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleChange {
    /// Which scale.
    pub scale: ScaleId,
    /// Points then.
    pub before: f64,
    /// Points now.
    pub after: f64,
    /// The reliable change index.
    pub index: f64,
    /// Whether it lies beyond the error.
    pub changed: bool,
}

/// The changes of the scales that both assessments score.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// In the order of the later assessment.
    pub scales: Vec<ScaleChange>,
    /// How many of them chance alone would call changed, on average.
    pub by_chance: f64,
}

/// The reliable change index of two scores with their standard errors, in points:
/// (S2 - S1) / sqrt(SE1^2 + SE2^2) (Jacobson and Truax 1991, with each run's own error).
pub fn reliable_change((before, se_before): (f64, f64), (after, se_after): (f64, f64)) -> f64 {
    let difference = after - before;
    let error = se_before.hypot(se_after);
    // Two scores without any error differ or do not.
    if error > 0.0 {
        difference / error
    } else if difference == 0.0 {
        0.0
    } else {
        f64::INFINITY.copysign(difference)
    }
}

/// Whether an index lies beyond the error: two-sided, 5 %.
pub fn is_reliable(index: f64) -> bool {
    index.abs() > normal(1.0 - CHANCE / 2.0)
}

/// What changed from one assessment to a later one. Scales that either lacks are left out.
pub fn change(before: &FitResult, after: &FitResult) -> Change {
    let scales: Vec<ScaleChange> = after
        .scales
        .iter()
        .filter_map(|now| {
            let then = before.scales.iter().find(|then| then.scale == now.scale)?;
            let (then, estimate) = (then.estimate.as_ref()?, now.estimate.as_ref()?);
            let index = reliable_change((then.score, then.se), (estimate.score, estimate.se));
            Some(ScaleChange {
                scale: now.scale.clone(),
                before: then.score,
                after: estimate.score,
                index,
                changed: is_reliable(index),
            })
        })
        .collect();
    let by_chance = CHANCE * float(scales.len());
    Change { scales, by_chance }
}
