//! Draws of the scales within their errors: how far a number would move if asked again.

use super::distance::{distance, farthest_of_all, nearness};
use super::numbers::{float, normal};
use crate::bank::Demand;
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};

/// So many draws put a share within about one point (the standard error at one half is at most
/// 0.8).
pub const DRAWS: usize = 4096;

/// Scores drawn N(score, error) and cut to 0..=100, 4,096 times.
///
/// The deviates of a scale are the quantiles at the middles of equal parts, in an order drawn for each
/// scale (Latin hypercube sampling: `McKay`, Beckman and Conover 1979). Every scale then has
/// exactly its distribution, so that shares vary less than with free draws, and the costly
/// quantile function is asked once a part instead of once a draw and scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Draws {
    draws: usize,
    /// Of each scale its score in every draw; `None` for a scale without a score.
    scales: Vec<Option<Vec<f64>>>,
}

impl Draws {
    /// Draws (score, error) pairs, both in points; `None` for a scale without a score. The same seed
    /// gives the same draws.
    pub fn new(scales: &[Option<(f64, f64)>], seed: u64) -> Self {
        Self::so_many(DRAWS, scales, seed)
    }

    /// As [`Self::new`], with another number of draws.
    pub(super) fn so_many(draws: usize, scales: &[Option<(f64, f64)>], seed: u64) -> Self {
        let mut deviates = Deviates::so_many(draws, seed);
        let mut draw = |scale: &Option<(f64, f64)>| {
            // Shuffled for every scale, so that a missing one does not move the others.
            let deviates = deviates.of_the_next();
            scale.map(|found| deviates.iter().map(|z| drawn(found, *z)).collect())
        };
        let scales = scales.iter().map(&mut draw).collect();
        Self { draws, scales }
    }

    /// The fit of each draw with a profile, in points, as [`role_fit`](super::role_fit) has it; empty
    /// when the profile has no fit.
    pub fn fits(&self, profile: &[Demand]) -> Vec<f64> {
        let Some(worst) = farthest_of_all(profile, self.scales.iter().map(Option::is_some)) else {
            return Vec::new();
        };
        // Scale by scale instead of draw by draw: that is three times as fast.
        let mut far = vec![0.0; self.draws];
        for (demand, drawn) in profile.iter().zip(&self.scales) {
            for (sum, score) in far.iter_mut().zip(drawn.iter().flatten()) {
                *sum += demand.weight * distance(demand, *score).powi(2);
            }
        }
        far.into_iter().map(|far| nearness(far, worst)).collect()
    }
}

/// What a scale's draws are made of, scale by scale.
pub(super) struct Deviates {
    quantiles: Vec<f64>,
    generator: ChaCha8Rng,
}

impl Deviates {
    /// Those of [`Draws::new`] with this seed.
    pub(super) fn new(seed: u64) -> Self {
        Self::so_many(DRAWS, seed)
    }

    fn so_many(draws: usize, seed: u64) -> Self {
        let quantile = |part| normal((float(part) + 0.5) / float(draws));
        Self {
            quantiles: (0..draws).map(quantile).collect(),
            generator: ChaCha8Rng::seed_from_u64(seed),
        }
    }

    /// The standard deviates of the next scale, one a draw.
    pub(super) fn of_the_next(&mut self) -> &[f64] {
        shuffle(&mut self.quantiles, &mut self.generator);
        &self.quantiles
    }
}

/// The score that a standard deviate makes of (score, error), in points 0..=100.
pub(super) fn drawn((score, error): (f64, f64), deviate: f64) -> f64 {
    (score + error * deviate).clamp(0.0, 100.0)
}

/// Shuffles by Fisher and Yates. Written out, because a library may change its own between versions
/// and a result must stay the same (multiply and shift; the bias is below 2^-20 for 4,096).
fn shuffle(list: &mut [f64], generator: &mut ChaCha8Rng) {
    for last in (1..list.len()).rev() {
        let wide = u64::from(generator.next_u32()) * (last as u64 + 1);
        list.swap(last, usize::try_from(wide >> 32).unwrap_or(0));
    }
}
