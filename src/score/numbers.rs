//! Small sums that the formulas share, and the quantiles they need.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

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

/// The value below which a share of the values lies, between neighbours by proportion; 0 of
/// nothing. Reorders the values: finding two of them costs less than sorting all.
pub(super) fn percentile(values: &mut [f64], share: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else {
        return 0.0;
    };
    let at = share.clamp(0.0, 1.0) * float(last);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 0..=last
    let below = at.floor() as usize;
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
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

/// Quantile of the F distribution, which exists for every two degrees of freedom over 0.
pub(super) fn fisher(share: f64, above: f64, below: f64) -> f64 {
    FisherSnedecor::new(above, below).map_or(f64::NAN, |f| f.inverse_cdf(share))
}

/// Standard normal quantile.
pub(super) fn normal(share: f64) -> f64 {
    Normal::standard().inverse_cdf(share)
}

/// Share of a standard normal distribution at least as far from 0, either way; 0..=1.
pub(super) fn two_sided(z: f64) -> f64 {
    2.0 * Normal::standard().sf(z.abs())
}
