//! The interval of a share.

use super::numbers::normal;

/// Wilson's 95 % interval (1927) of a share, `successes` of `of`; both ends in 0..=1. Credit may be
/// partial. `None` of nothing.
pub fn wilson(successes: f64, of: f64) -> Option<(f64, f64)> {
    if of <= 0.0 {
        return None;
    }
    let z = normal(0.975);
    let (p, z2) = ((successes / of).clamp(0.0, 1.0), z * z);
    let centre = p + z2 / (2.0 * of);
    let reach = z * (p * (1.0 - p) / of + z2 / (4.0 * of * of)).sqrt();
    let scale = 1.0 + z2 / of;
    Some((
        ((centre - reach) / scale).clamp(0.0, 1.0),
        ((centre + reach) / scale).clamp(0.0, 1.0),
    ))
}
