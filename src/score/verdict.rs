//! Verdicts between roles: only what the errors support.

use super::distance::{Distance, FitSum, fit_sum};
use super::draws::DRAWS;
use super::fit::RoleFit;
use super::numbers::{chi_square, float};
use crate::bank::{Assessment, Role, RoleId, ScaleId};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Ordering;

/// With both fits below this, which is nearer means little.
pub const STANDS_OUT: f64 = 75.0;
/// From where a lead is clear.
pub const CLEAR: Least = Least {
    share: 0.90,
    lead: 3.0,
};
/// From where a lead leans.
pub const LEANING: Least = Least {
    share: 0.70,
    lead: 1.5,
};
/// The percentile of chi-square under which a profile has no shape.
pub const SHAPELESS: f64 = 0.95;
/// At most so many reasons for a verdict.
const REASONS: usize = 4;
/// A scale that makes less than this part of the difference is no reason.
pub const SLIGHT: f64 = 0.05;

/// What a lead must reach at the least.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Least {
    /// Share of draws in which the leader fits better, 0..=1.
    pub share: f64,
    /// Its fit less the other's, in points.
    pub lead: f64,
}

/// One of the two roles that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The role asked about.
    Role,
    /// The other one.
    Other,
}

/// What can be said of two roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "word", content = "for", rename_all = "kebab-case")]
pub enum Verdict {
    /// One is clearly nearer.
    Clear(Side),
    /// One is rather nearer.
    Leaning(Side),
    /// The error does not tell them apart.
    TooClose,
    /// Neither is near.
    Neither,
    /// Too few answers.
    Unknown,
}

/// The role asked about beside another one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// The role asked about.
    pub role: RoleId,
    /// The other role.
    pub other: RoleId,
    /// Share of draws in which `role` fits better, 0..=1; ties count half.
    #[schemars(range(min = 0, max = 1))]
    pub share: f64,
    /// Fit of `role` less fit of `other`, in points.
    pub margin: f64,
    /// What can be said.
    pub verdict: Verdict,
    /// The scales that make the difference, the weightiest first.
    pub reasons: Vec<Reason>,
}

impl Comparison {
    /// Draws, of [`DRAWS`], in which a side fits better; ties count half. Exact, since that number
    /// is a power of two.
    pub fn wins_of(&self, side: Side) -> f64 {
        let wins = self.share * float(DRAWS);
        match side {
            Side::Role => wins,
            Side::Other => float(DRAWS) - wins,
        }
    }
}

/// A scale that makes a difference between two roles.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reason {
    /// Which scale.
    pub scale: ScaleId,
    /// Which role it speaks for.
    pub pulls: Side,
    /// Its part of all differences, 0..=1.
    #[schemars(range(min = 0, max = 1))]
    pub part: f64,
}

/// Whether the scales differ from each other (Holland's differentiation).
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Shape {
    /// Whether the answers point anywhere in particular.
    pub differentiated: bool,
    /// sum((S - weighted mean)^2 / SE^2) over the scales with a score.
    pub statistic: f64,
    /// What it must reach: the 95th percentile of chi-square with `df` degrees of freedom.
    pub critical: f64,
    /// Scales with a score less one.
    pub df: usize,
}

/// The sums on the way to a [`Shape`].
#[derive(Debug, Clone, PartialEq)]
pub struct ShapeSum {
    /// sum(S/SE^2), and sum(1/SE^2).
    pub weighted: (f64, f64),
    /// The one over the other: the mean, to which a surer scale adds more.
    pub mean: f64,
    /// Of each scale ((S - mean)/SE)^2; `None` without a score.
    pub squares: Vec<Option<f64>>,
    /// What comes of it.
    pub shape: Shape,
}

/// Whether scales differ, by their scores and errors in points; `None` for one without a score.
/// `None` with fewer than two scores.
pub fn shape_sum(scales: &[Option<(f64, f64)>]) -> Option<ShapeSum> {
    let known: Vec<(f64, f64)> = scales.iter().flatten().copied().collect();
    let df = known.len().checked_sub(1).filter(|df| *df > 0)?;
    let (weighted, weights) = weighted(&known);
    let mean = weighted / weights;
    let square = |(score, error): (f64, f64)| ((score - mean) / error).powi(2);
    let squares: Vec<Option<f64>> = scales.iter().map(|scale| scale.map(square)).collect();
    let statistic = squares.iter().flatten().sum::<f64>();
    let critical = chi_square(SHAPELESS, float(df));
    Some(ShapeSum {
        weighted: (weighted, weights),
        mean,
        squares,
        shape: Shape {
            differentiated: statistic >= critical,
            statistic,
            critical,
            df,
        },
    })
}

pub(super) fn shape(scales: &[Option<(f64, f64)>]) -> Shape {
    shape_sum(scales).map_or(
        Shape {
            differentiated: false,
            statistic: 0.0,
            critical: 0.0,
            df: 0,
        },
        |sum| sum.shape,
    )
}

/// sum(S/SE^2) and sum(1/SE^2) of (score, error) pairs.
fn weighted(scales: &[(f64, f64)]) -> (f64, f64) {
    let weights: f64 = scales.iter().map(|(_, error)| error.powi(-2)).sum();
    let weighted = scales.iter().map(|(score, error)| score / error.powi(2));
    (weighted.sum(), weights)
}

/// The mean of (score, error) pairs weighted by 1/SE^2, in points.
pub(super) fn weighted_mean(scales: &[(f64, f64)]) -> f64 {
    let (weighted, weights) = weighted(scales);
    weighted / weights
}

/// The role asked about beside each other one: its rival first, then in the frame's order. The fits
/// and their draws are in the frame's order of roles.
pub(super) fn comparisons(
    frame: &Assessment,
    fits: &[RoleFit],
    scores: &[Option<f64>],
    drawn: &[Vec<f64>],
    shape: &Shape,
) -> Vec<Comparison> {
    let known = || {
        let fit = |fit: &RoleFit| fit.fit.as_ref().map(|found| found.fit);
        let roles = frame.roles.iter().zip(fits).zip(drawn);
        roles.map(move |((role, found), drawn)| (role, fit(found), drawn))
    };
    let Some((role, own, own_drawn)) = known().find(|(role, ..)| role.id == frame.role) else {
        return Vec::new();
    };
    let rival = known().filter(|(other, ..)| other.id == frame.rival);
    let rest = known().filter(|(other, ..)| other.id != frame.rival && other.id != role.id);
    rival
        .chain(rest)
        .map(|(other, theirs, drawn)| {
            let fits = own.zip(theirs);
            let share = compare_draws(own_drawn, drawn).unwrap_or(0.5);
            Comparison {
                role: role.id.clone(),
                other: other.id.clone(),
                share,
                margin: fits.map_or(0.0, |(own, theirs)| own - theirs),
                verdict: fits.map_or(Verdict::Unknown, |fits| {
                    verdict(fits, share, shape.differentiated)
                }),
                reasons: reasons(role, other, scores),
            }
        })
        .collect()
}

/// Share of draws whose first fit is the better one, 0..=1; ties count half. `None` when there is
/// not a fit of both for each draw.
pub fn compare_draws(first: &[f64], second: &[f64]) -> Option<f64> {
    if first.is_empty() || first.len() != second.len() {
        return None;
    }
    let win = |(first, second): (&f64, &f64)| match first.total_cmp(second) {
        Ordering::Greater => 1.0,
        Ordering::Equal => 0.5,
        Ordering::Less => 0.0,
    };
    let wins: f64 = first.iter().zip(second).map(win).sum();
    Some(wins / float(first.len()))
}

/// What can be said of two roles by their fits (points), the share of draws in which the first fits
/// better (0..=1), and whether the profile has a shape; see [`Shape`].
pub fn verdict(fits: (f64, f64), share: f64, differentiated: bool) -> Verdict {
    grounds(fits, share, differentiated).verdict
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grounds {
    /// Who fits better in most draws.
    pub leader: Side,
    /// In which share of them, 0.5..=1.
    pub share: f64,
    /// The leader's fit less the other's, in points; the fits themselves may say the reverse.
    pub lead: f64,
    /// Whether a fit reaches 75.
    pub stands_out: bool,
    /// Whether share and lead reach [`CLEAR`].
    pub clear: (bool, bool),
    /// Whether share and lead reach [`LEANING`].
    pub leaning: (bool, bool),
    /// What can be said.
    pub verdict: Verdict,
}

/// What [`verdict`] rests on.
pub fn grounds((own, other): (f64, f64), share: f64, differentiated: bool) -> Grounds {
    let leader = if share >= 0.5 {
        Side::Role
    } else {
        Side::Other
    };
    let (share, lead) = match leader {
        Side::Role => (share, own - other),
        Side::Other => (1.0 - share, other - own),
    };
    let reached = |least: Least| (share >= least.share, lead >= least.lead);
    let (clear, leaning) = (reached(CLEAR), reached(LEANING));
    let stands_out = own >= STANDS_OUT || other >= STANDS_OUT;
    let verdict = if !stands_out {
        Verdict::Neither
    } else if clear == (true, true) && differentiated {
        Verdict::Clear(leader)
    } else if leaning == (true, true) {
        Verdict::Leaning(leader)
    } else {
        Verdict::TooClose
    };
    Grounds {
        leader,
        share,
        lead,
        stands_out,
        clear,
        leaning,
        verdict,
    }
}

/// What one scale adds to the difference between two roles.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What it adds to the distance from the other role, w d^2 / sum w dmax^2, less what it adds to
    /// that from the role asked about: over 0 where it speaks for the latter.
    pub difference: f64,
    /// The same as a reason.
    pub reason: Reason,
}

/// The scales by what each adds to the one distance and not to the other, as parts of all
/// differences: the weightiest first.
pub fn differences(role: &Role, other: &Role, scores: &[Option<f64>]) -> Vec<Difference> {
    let parts = |role: &Role| -> Vec<f64> {
        let FitSum {
            distances, worst, ..
        } = fit_sum(&role.profile, scores);
        let part = |found: &Option<Distance>| found.map_or(0.0, |found| found.adds / worst);
        distances.iter().map(part).collect()
    };
    let pairs: Vec<(f64, f64)> = parts(role).into_iter().zip(parts(other)).collect();
    let all: f64 = pairs.iter().map(|(own, other)| (other - own).abs()).sum();
    let demands = role.profile.iter().zip(pairs);
    let mut found: Vec<Difference> = demands
        .map(|(demand, (own, other))| {
            let difference = other - own;
            Difference {
                difference,
                reason: Reason {
                    scale: demand.scale.clone(),
                    pulls: if difference >= 0.0 {
                        Side::Role
                    } else {
                        Side::Other
                    },
                    part: difference.abs() / all,
                },
            }
        })
        .collect();
    found.sort_by(|a, b| b.reason.part.total_cmp(&a.reason.part));
    found
}

fn reasons(role: &Role, other: &Role, scores: &[Option<f64>]) -> Vec<Reason> {
    let found = differences(role, other, scores).into_iter();
    let reasons = found.map(|found| found.reason);
    reasons
        .filter(|reason| reason.part >= SLIGHT)
        .take(REASONS)
        .collect()
}
