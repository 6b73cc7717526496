//! Draws of the scales within their errors: how far a number would move if asked again.

use super::numbers::normal;
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};

/// So many draws put a share within about one point (the standard error at one half is 0.8).
const DRAWS: usize = 4096;

/// Scores drawn N(score, error) and cut to 0..=100, one list of scales a draw. The same seed gives
/// the same draws; `None` scores stay so.
pub(super) fn draws(scales: &[Option<(f64, f64)>], seed: u64) -> Vec<Vec<Option<f64>>> {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    let draw = |scale: &Option<(f64, f64)>, generator: &mut ChaCha8Rng| {
        // A number is taken for every scale, so that a missing one does not move the others.
        let z = normal(uniform(generator));
        scale.map(|(score, error)| (score + error * z).clamp(0.0, 100.0))
    };
    (0..DRAWS)
        .map(|_| {
            scales
                .iter()
                .map(|scale| draw(scale, &mut generator))
                .collect()
        })
        .collect()
}

/// A number inside 0..1 with 53 random bits, never 0 or 1. Written out, because a library may
/// change how it makes them and a result must stay the same.
fn uniform(generator: &mut ChaCha8Rng) -> f64 {
    #[expect(clippy::cast_precision_loss)] // 53 bits fit
    let bits = (generator.next_u64() >> 11) as f64;
    (bits + 0.5) / 9_007_199_254_740_992.0
}
