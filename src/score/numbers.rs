//! Small sums that the formulas share, and the quantiles they need.

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal, StudentsT};

/// A count as a number: counts here are far below 2^52.
pub(super) fn float(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss)]
    let float = count as f64;
    float
}

/// The mean; `None` of nothing.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / float(values.len()))
}

/// The standard deviation with n-1; `None` under two values.
pub(super) fn deviation(values: &[f64]) -> Option<f64> {
    let centre = mean(values).filter(|_| values.len() > 1)?;
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    Some((squares / float(values.len() - 1)).sqrt())
}

/// The median; `None` of nothing.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*sorted.get(sorted.len() / 2 - 1)?, upper))
}

/// The value below which a share of the sorted values lies, between neighbours by proportion.
pub(super) fn percentile(sorted: &[f64], share: f64) -> f64 {
    let last = sorted.len().saturating_sub(1);
    let at = share.clamp(0.0, 1.0) * float(last);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 0..=last
    let below = at.floor() as usize;
    let low = sorted.get(below).copied().unwrap_or_default();
    let high = sorted.get((below + 1).min(last)).copied().unwrap_or(low);
    low + (high - low) * at.fract()
}

/// Student's t quantile. The distribution exists for every `freedom` over 0.
pub(super) fn student(share: f64, freedom: f64) -> f64 {
    StudentsT::new(0.0, 1.0, freedom).map_or(f64::NAN, |t| t.inverse_cdf(share))
}

/// Chi-square quantile. The distribution exists for every `freedom` over 0.
pub(super) fn chi_square(share: f64, freedom: f64) -> f64 {
    ChiSquared::new(freedom).map_or(f64::NAN, |chi| chi.inverse_cdf(share))
}

/// Standard normal quantile.
pub(super) fn normal(share: f64) -> f64 {
    Normal::standard().inverse_cdf(share)
}
