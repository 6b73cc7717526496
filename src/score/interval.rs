//! The interval of a share.

use super::numbers::normal;

/// The sums on the way to an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WilsonSum {
    /// The share itself, 0..=1.
    pub share: f64,
    /// The standard normal quantile z of the interval.
    pub z: f64,
    /// p + z^2/(2n).
    pub centre: f64,
    /// z sqrt(p(1-p)/n + z^2/(4n^2)).
    pub reach: f64,
    /// 1 + z^2/n, which both are divided by.
    pub scale: f64,
    /// The lower end, 0..=1.
    pub low: f64,
    /// The upper end, 0..=1.
    pub high: f64,
}

/// Wilson's 95 % interval (1927) of a share, `successes` of `of`; both ends in 0..=1. Credit may be
/// partial. `None` of nothing.
pub fn wilson(successes: f64, of: f64) -> Option<(f64, f64)> {
    wilson_sum(successes, of).map(|sum| (sum.low, sum.high))
}

/// The sums on the way to [`wilson`].
pub fn wilson_sum(successes: f64, of: f64) -> Option<WilsonSum> {
    if of <= 0.0 {
        return None;
    }
    let z = normal(0.975);
    let (p, z2) = ((successes / of).clamp(0.0, 1.0), z * z);
    let centre = p + z2 / (2.0 * of);
    let reach = z * (p * (1.0 - p) / of + z2 / (4.0 * of * of)).sqrt();
    let scale = 1.0 + z2 / of;
    Some(WilsonSum {
        share: p,
        z,
        centre,
        reach,
        scale,
        low: ((centre - reach) / scale).clamp(0.0, 1.0),
        high: ((centre + reach) / scale).clamp(0.0, 1.0),
    })
}
