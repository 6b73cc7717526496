//! How far scores lie from a role's profile, and the fit that it makes.

use crate::bank::{Demand, DemandKind};

/// A fit needs scores on at least this share of the profile's weight.
pub const NEEDED_WEIGHT: f64 = 0.75;

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
    let (worst, known_weight, weight) = farthest_sums(profile, known);
    (worst > 0.0 && known_weight >= NEEDED_WEIGHT * weight - 1e-9).then_some(worst)
}

/// sum w dmax^2 and sum w over the scales that are `known`, and sum w over all.
fn farthest_sums(profile: &[Demand], known: impl Iterator<Item = bool>) -> (f64, f64, f64) {
    let (mut worst, mut known_weight, mut weight) = (0.0, 0.0, 0.0);
    for (demand, known) in profile.iter().zip(known) {
        weight += demand.weight;
        if known {
            known_weight += demand.weight;
            worst += demand.weight * farthest(demand).powi(2);
        }
    }
    (worst, known_weight, weight)
}

/// A fit, 0..=100, from sum w d^2 and sum w dmax^2.
pub(super) fn nearness(far: f64, worst: f64) -> f64 {
    100.0 * (1.0 - (far / worst).sqrt())
}

/// Fit of scores (in the profile's order, `None` without a score) with a profile, 0..=100:
/// 100 (1 - sqrt(sum w d^2 / sum w dmax^2)). `None` when over a quarter of the weight is missing.
pub fn role_fit(profile: &[Demand], scores: &[Option<f64>]) -> Option<f64> {
    fit_sum(profile, scores).fit
}

/// How far one scale lies from what a profile asks of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distance {
    /// d, in points.
    pub points: f64,
    /// How far it could lie at most, in points.
    pub most: f64,
    /// w d^2: what it adds to the sum.
    pub adds: f64,
    /// w dmax^2: what it could add at most.
    pub could_add: f64,
}

/// The sums on the way to a fit.
#[derive(Debug, Clone, PartialEq)]
pub struct FitSum {
    /// In the profile's order; `None` for a scale without a score.
    pub distances: Vec<Option<Distance>>,
    /// sum w d^2.
    pub far: f64,
    /// sum w dmax^2 over the scales with a score.
    pub worst: f64,
    /// sum w over the scales with a score.
    pub known_weight: f64,
    /// sum w over all.
    pub weight: f64,
    /// What comes of it, as [`role_fit`] has it.
    pub fit: Option<f64>,
}

/// The sums on the way to [`role_fit`].
pub fn fit_sum(profile: &[Demand], scores: &[Option<f64>]) -> FitSum {
    let distance = |(demand, score): (&Demand, &Option<f64>)| {
        let (points, most) = (distance(demand, (*score)?), farthest(demand));
        Some(Distance {
            points,
            most,
            adds: demand.weight * points.powi(2),
            could_add: demand.weight * most.powi(2),
        })
    };
    let distances: Vec<_> = profile.iter().zip(scores).map(distance).collect();
    let far = distances.iter().flatten().map(|found| found.adds).sum();
    let known = || scores.iter().map(Option::is_some);
    let (worst, known_weight, weight) = farthest_sums(profile, known());
    FitSum {
        distances,
        far,
        worst,
        known_weight,
        weight,
        fit: farthest_of_all(profile, known()).map(|worst| nearness(far, worst)),
    }
}
