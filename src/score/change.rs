//! What changed between two assessments beyond their errors, and what chance alone would bring.
//!
//! A scale changed when the reliable change index (Jacobson and Truax 1991) with each run's own error
//! lies beyond 1.96 either way. In 500 simulated pairs of sittings of one and the same person this
//! called 4 to 7 % of the scales changed, whatever the profile and the forms: as many as it says.
//!
//! A fit has no such index. It moves only because scales do, so it adds no evidence, and its error is
//! lopsided, since scatter only ever leads away from a profile: in the same sittings the index called
//! 1 to 13 % of the fits changed, and a fit by the short form lies up to 5 points below the full
//! form's. So a fit changed only when its two intervals lie apart, which happened in 0 to 6 %.

use super::fit::{FitEstimate, FitResult};
use super::numbers::{float, two_sided};
use super::scale::Estimate;
use crate::bank::{Assessment, Demand, Role, RoleId, ScaleId};
use serde::Serialize;

/// The index beyond which a score changed: 95 % of unchanged ones lie within.
const CHANGED: f64 = 1.96;

/// How far two scores of one person lie apart, beside their errors.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ReliableChange {
    /// (S2 - S1)/sqrt(SE1^2 + SE2^2); over 0 for a rise.
    pub index: f64,
    /// How often chance alone would bring one as far from 0, 0..=1.
    pub chance: f64,
    /// Whether it lies beyond 1.96 either way.
    pub changed: bool,
}

/// What changed between two assessments.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// Scales with a score in both, in the order of the later one.
    pub scales: Vec<ScaleChange>,
    /// Scales of both that have no score in one of them.
    pub unscored: Vec<ScaleId>,
    /// How many of the compared scales chance alone would call changed.
    pub by_chance: f64,
    /// Roles with the same profile in both and a fit in both, in the order of the later one.
    pub fits: Vec<FitChange>,
    /// Roles of both whose profile is another one now: their fits cannot be compared.
    pub reprofiled: Vec<RoleId>,
}

/// One scale, then and now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleChange {
    /// Which scale.
    pub scale: ScaleId,
    /// Its score then.
    pub before: Estimate,
    /// Its score now.
    pub after: Estimate,
    /// How far apart.
    pub change: ReliableChange,
}

/// One fit, then and now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FitChange {
    /// Which role.
    pub role: RoleId,
    /// The fit then.
    pub before: FitEstimate,
    /// The fit now.
    pub after: FitEstimate,
    /// Whether the two 90 % intervals lie apart.
    pub changed: bool,
}

/// The reliable change between two scores, each with its error over 0, in points.
pub fn reliable_change(before: (f64, f64), after: (f64, f64)) -> ReliableChange {
    let index = (after.0 - before.0) / before.1.hypot(after.1);
    ReliableChange {
        index,
        chance: two_sided(index),
        changed: index.abs() > CHANGED,
    }
}

/// How many of so many unchanged scales chance alone would call changed: each is one more look.
pub fn changes_by_chance(scales: usize) -> f64 {
    float(scales) * two_sided(CHANGED)
}

/// Whether two intervals have no value in common.
pub fn apart(one: (f64, f64), other: (f64, f64)) -> bool {
    one.1 < other.0 || other.1 < one.0
}

/// What changed between two results, each with the frame that it was scored by.
pub fn changes(
    (frame_before, before): (&Assessment, &FitResult),
    (frame_after, after): (&Assessment, &FitResult),
) -> Changes {
    let (mut scales, mut unscored) = (Vec::new(), Vec::new());
    for now in &after.scales {
        let Some(then) = before.scales.iter().find(|then| then.scale == now.scale) else {
            continue;
        };
        let scale = now.scale.clone();
        match (then.estimate.clone(), now.estimate.clone()) {
            (Some(before), Some(after)) => scales.push(ScaleChange {
                scale,
                change: reliable_change((before.score, before.se), (after.score, after.se)),
                before,
                after,
            }),
            _ => unscored.push(scale),
        }
    }
    let (mut fits, mut reprofiled) = (Vec::new(), Vec::new());
    for role in &frame_after.roles {
        let Some(then) = frame_before.role(&role.id) else {
            continue;
        };
        if !asks_the_same(then, role) {
            reprofiled.push(role.id.clone());
            continue;
        }
        if let Some((before, after)) = fit_of(before, role).zip(fit_of(after, role)) {
            fits.push(FitChange {
                role: role.id.clone(),
                changed: apart(interval(&before), interval(&after)),
                before,
                after,
            });
        }
    }
    Changes {
        by_chance: changes_by_chance(scales.len()),
        scales,
        unscored,
        fits,
        reprofiled,
    }
}

fn fit_of(result: &FitResult, role: &Role) -> Option<FitEstimate> {
    let mut fits = result.roles.iter();
    fits.find(|fit| fit.role == role.id)?.fit.clone()
}

/// The interval of a fit, widened to the fit itself where that lies outside.
fn interval(fit: &FitEstimate) -> (f64, f64) {
    (fit.low.min(fit.fit), fit.high.max(fit.fit))
}

/// Whether a role asks the same of the same scales, whatever reasons it gives.
fn asks_the_same(one: &Role, other: &Role) -> bool {
    let same = |(one, other): (&Demand, &Demand)| {
        one.scale == other.scale
            && one.level.total_cmp(&other.level).is_eq()
            && one.weight.total_cmp(&other.weight).is_eq()
            && one.kind == other.kind
    };
    one.profile.len() == other.profile.len() && one.profile.iter().zip(&other.profile).all(same)
}
