//! How far scores lie from a role's profile, and the fit that it makes.

use crate::bank::{Demand, DemandKind};

/// A fit needs scores on at least this share of the profile's weight.
const NEEDED_WEIGHT: f64 = 0.75;

/// How far a score lies from a demand, in points.
pub(super) fn distance(demand: &Demand, score: f64) -> f64 {
    match demand.kind {
        DemandKind::AtLeast => (demand.level - score).max(0.0),
        DemandKind::Near => (demand.level - score).abs(),
    }
}

/// How far a score could lie from a demand at most, in points.
pub(super) fn farthest(demand: &Demand) -> f64 {
    match demand.kind {
        DemandKind::AtLeast => demand.level,
        DemandKind::Near => demand.level.max(100.0 - demand.level),
    }
}

/// The farthest that scores can lie from a profile, sum w dmax^2 over the scales that are `known`
/// (in the profile's order). `None` when over a quarter of the weight is not known.
pub(super) fn farthest_of_all(
    profile: &[Demand],
    known: impl Iterator<Item = bool>,
) -> Option<f64> {
    let (mut worst, mut known_weight, mut weight) = (0.0, 0.0, 0.0);
    for (demand, known) in profile.iter().zip(known) {
        weight += demand.weight;
        if known {
            known_weight += demand.weight;
            worst += demand.weight * farthest(demand).powi(2);
        }
    }
    (worst > 0.0 && known_weight >= NEEDED_WEIGHT * weight - 1e-9).then_some(worst)
}

/// A fit, 0..=100, from sum w d^2 and sum w dmax^2.
pub(super) fn nearness(far: f64, worst: f64) -> f64 {
    100.0 * (1.0 - (far / worst).sqrt())
}

/// Fit of scores (in the profile's order, `None` without a score) with a profile, 0..=100:
/// 100 (1 - sqrt(sum w d^2 / sum w dmax^2)). `None` when over a quarter of the weight is missing.
pub fn role_fit(profile: &[Demand], scores: &[Option<f64>]) -> Option<f64> {
    let worst = farthest_of_all(profile, scores.iter().map(Option::is_some))?;
    let far = |(demand, score): (&Demand, &Option<f64>)| {
        Some(demand.weight * distance(demand, (*score)?).powi(2))
    };
    let far: f64 = profile.iter().zip(scores).filter_map(far).sum();
    Some(nearness(far, worst))
}
