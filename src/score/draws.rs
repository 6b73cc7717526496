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
        let mut generator = ChaCha8Rng::seed_from_u64(seed);
        let mut deviates: Vec<f64> = (0..draws)
            .map(|part| normal((float(part) + 0.5) / float(draws)))
            .collect();
        let mut draw = |scale: &Option<(f64, f64)>| {
            // Shuffled for every scale, so that a missing one does not move the others.
            shuffle(&mut deviates, &mut generator);
            scale.map(|(score, error)| {
                let drawn = deviates.iter().map(|z| score + error * z);
                drawn.map(|score| score.clamp(0.0, 100.0)).collect()
            })
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

/// Shuffles by Fisher and Yates. Written out, because a library may change its own between versions
/// and a result must stay the same (multiply and shift; the bias is below 2^-20 for 4,096).
fn shuffle(list: &mut [f64], generator: &mut ChaCha8Rng) {
    for last in (1..list.len()).rev() {
        let wide = u64::from(generator.next_u32()) * (last as u64 + 1);
        list.swap(last, usize::try_from(wide >> 32).unwrap_or(0));
    }
}
