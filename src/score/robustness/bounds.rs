//! What a verdict rests on as sums over the scales, and whether sums within a range can give it.

use crate::score::verdict::{STANDS_OUT, Side};

/// Points, or parts of chi-square: far above rounding, far below what moves a verdict. Where a bound
/// only just holds, the verdict itself is asked.
const SLACK: f64 = 1e-9;

/// Something that another verdict needs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Need {
    /// Both fits below the one from which a role stands out.
    Below,
    /// The fit of this side there or above.
    Reaches(Side),
    /// This side ahead by so many points; below 0 it may be behind by so many.
    Ahead(Side, f64),
    /// This side nearer in such a share of the draws.
    Wins(Side, f64),
    /// Whether the profile has a shape.
    Shape(bool),
}

impl Need {
    /// How far a choice with these sums helps, for the order in which choices are tried.
    pub(super) fn helped_by(self, sums: &Sums) -> f64 {
        match self {
            Self::Below => sums.own + sums.other,
            Self::Reaches(Side::Role) => -sums.own,
            Self::Reaches(Side::Other) => -sums.other,
            Self::Ahead(Side::Role, _) | Self::Wins(Side::Role, _) => sums.lead,
            Self::Ahead(Side::Other, _) | Self::Wins(Side::Other, _) => -sums.lead,
            Self::Shape(true) => sums.square,
            Self::Shape(false) => -sums.square,
        }
    }
}

/// What a scale adds, or several together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sums {
    /// w d^2 / sum w dmax^2 of the role asked about, 0..=1 over all scales.
    pub(super) own: f64,
    /// The same of the other role.
    pub(super) other: f64,
    /// `other` less `own`: over 0 where the role asked about is nearer.
    pub(super) lead: f64,
    /// 1/SE^2.
    pub(super) precision: f64,
    /// (S - M)/SE^2, with M the weighted mean of the answers as given.
    pub(super) lean: f64,
    /// (S - M)^2/SE^2.
    pub(super) square: f64,
}

impl Sums {
    fn with(self, other: Self, each: fn(f64, f64) -> f64) -> Self {
        Self {
            own: each(self.own, other.own),
            other: each(self.other, other.other),
            lead: each(self.lead, other.lead),
            precision: each(self.precision, other.precision),
            lean: each(self.lean, other.lean),
            square: each(self.square, other.square),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        self.with(other, |one, other| one + other)
    }
}

/// The least and the most of each sum.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Range {
    low: Sums,
    high: Sums,
}

impl Range {
    pub(super) fn shifted(self, by: Sums) -> Self {
        Self {
            low: self.low.plus(by),
            high: self.high.plus(by),
        }
    }

    /// The range that covers both.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            low: self.low.with(other.low, f64::min),
            high: self.high.with(other.high, f64::max),
        }
    }

    /// Whether sums in this range may meet a need; draws are left to [`super::wins`]. `critical` is
    /// what the shape's statistic must reach.
    pub(super) fn may(&self, need: Need, critical: f64) -> bool {
        let (low, high) = (&self.low, &self.high);
        match need {
            Need::Below => fit(high.own.min(high.other)) < STANDS_OUT + SLACK,
            Need::Reaches(Side::Role) => fit(low.own) >= STANDS_OUT - SLACK,
            Need::Reaches(Side::Other) => fit(low.other) >= STANDS_OUT - SLACK,
            Need::Ahead(Side::Role, least) => {
                let most = fit(low.own) - fit(high.other);
                self.most(high.lead).min(most) >= least - SLACK
            }
            Need::Ahead(Side::Other, least) => {
                let most = fit(low.other) - fit(high.own);
                self.most(-low.lead).min(most) >= least - SLACK
            }
            Need::Wins(..) => true,
            // The statistic, sum (S - mean)^2/SE^2, is square - lean^2/precision.
            Need::Shape(true) => {
                let lean = low.lean.max(-high.lean).max(0.0);
                high.square - lean.powi(2) / high.precision >= critical - SLACK
            }
            Need::Shape(false) => {
                let lean = high.lean.max(-low.lean);
                low.square - lean.powi(2) / low.precision < critical + SLACK
            }
        }
    }

    /// The most points ahead by a difference of sums: sqrt b - sqrt a = (b - a)/(sqrt b + sqrt a).
    fn most(&self, lead: f64) -> f64 {
        let of = if lead > 0.0 { &self.low } else { &self.high };
        let roots = of.own.max(0.0).sqrt() + of.other.max(0.0).sqrt();
        if roots > 0.0 {
            100.0 * lead / roots
        } else {
            f64::INFINITY
        }
    }
}

/// The fit that goes with a sum of distances.
fn fit(far: f64) -> f64 {
    100.0 * (1.0 - far.max(0.0).sqrt())
}
