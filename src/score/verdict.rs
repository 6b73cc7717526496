//! Verdicts between roles: only what the errors support.

use super::distance::{distance, farthest};
use super::fit::RoleFit;
use super::numbers::{chi_square, float};
use crate::bank::{Assessment, Role, RoleId, ScaleId};
use serde::Serialize;
use std::cmp::Ordering;

/// With both fits below this, which is nearer means little.
const STANDS_OUT: f64 = 75.0;
/// Share of draws and margin (points) from which a lead is clear.
const CLEAR: (f64, f64) = (0.90, 3.0);
/// Share of draws and margin (points) from which a lead leans.
const LEANING: (f64, f64) = (0.70, 1.5);
/// The percentile of chi-square under which a profile has no shape.
const SHAPELESS: f64 = 0.95;
/// At most so many reasons for a verdict.
const REASONS: usize = 4;
/// A scale that makes less than this part of the difference is no reason.
const SLIGHT: f64 = 0.05;

/// One of the two roles that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The role asked about.
    Role,
    /// The other one.
    Other,
}

/// What can be said of two roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The role asked about.
    pub role: RoleId,
    /// The other role.
    pub other: RoleId,
    /// Share of draws in which `role` fits better, 0..=1; ties count half.
    pub share: f64,
    /// Fit of `role` less fit of `other`, in points.
    pub margin: f64,
    /// What can be said.
    pub verdict: Verdict,
    /// The scales that make the difference, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// A scale that makes a difference between two roles.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Which scale.
    pub scale: ScaleId,
    /// Which role it speaks for.
    pub pulls: Side,
    /// Its part of all differences, 0..=1.
    pub part: f64,
}

/// Whether the scales differ from each other (Holland's differentiation).
#[derive(Debug, Clone, PartialEq, Serialize)]
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

pub(super) fn shape(scales: &[Option<(f64, f64)>]) -> Shape {
    let known: Vec<(f64, f64)> = scales.iter().flatten().copied().collect();
    let df = known.len().saturating_sub(1);
    if df == 0 {
        return Shape {
            differentiated: false,
            statistic: 0.0,
            critical: 0.0,
            df,
        };
    }
    let weights: f64 = known.iter().map(|(_, error)| error.powi(-2)).sum();
    let mean = known
        .iter()
        .map(|(score, error)| score / error.powi(2))
        .sum::<f64>()
        / weights;
    let statistic = known
        .iter()
        .map(|(score, error)| ((score - mean) / error).powi(2))
        .sum::<f64>();
    let critical = chi_square(SHAPELESS, float(df));
    Shape {
        differentiated: statistic >= critical,
        statistic,
        critical,
        df,
    }
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
pub fn verdict((own, other): (f64, f64), share: f64, differentiated: bool) -> Verdict {
    let side = if share >= 0.5 {
        Side::Role
    } else {
        Side::Other
    };
    let (share, lead) = match side {
        Side::Role => (share, own - other),
        Side::Other => (1.0 - share, other - own),
    };
    let reaches =
        |(least_share, least_lead): (f64, f64)| share >= least_share && lead >= least_lead;
    if own < STANDS_OUT && other < STANDS_OUT {
        Verdict::Neither
    } else if reaches(CLEAR) && differentiated {
        Verdict::Clear(side)
    } else if reaches(LEANING) {
        Verdict::Leaning(side)
    } else {
        Verdict::TooClose
    }
}

/// The scales by what each adds to the one distance and not to the other: the difference of
/// w d^2 / sum w dmax^2, as parts of all differences.
fn reasons(role: &Role, other: &Role, scores: &[Option<f64>]) -> Vec<Reason> {
    let parts = |role: &Role| -> Vec<f64> {
        let known = || role.profile.iter().zip(scores);
        let worst: f64 = known()
            .filter(|(_, score)| score.is_some())
            .map(|(demand, _)| demand.weight * farthest(demand).powi(2))
            .sum();
        known()
            .map(|(demand, score)| {
                score.map_or(0.0, |score| {
                    demand.weight * distance(demand, score).powi(2) / worst
                })
            })
            .collect()
    };
    let differences: Vec<f64> = parts(other)
        .iter()
        .zip(parts(role))
        .map(|(other, own)| other - own)
        .collect();
    let all: f64 = differences.iter().map(|difference| difference.abs()).sum();
    let mut found: Vec<Reason> = role
        .profile
        .iter()
        .zip(differences)
        .map(|(demand, difference)| Reason {
            scale: demand.scale.clone(),
            pulls: if difference >= 0.0 {
                Side::Role
            } else {
                Side::Other
            },
            part: difference.abs() / all,
        })
        .filter(|reason| reason.part >= SLIGHT)
        .collect();
    found.sort_by(|a, b| b.part.total_cmp(&a.part));
    found.truncate(REASONS);
    found
}
