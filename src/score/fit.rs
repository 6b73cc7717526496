//! Fit with roles: how near the scales lie to a profile, how sure that is, and where the gaps are.

use super::distance::{distance, role_fit};
use super::draws::Draws;
use super::hash::content_hash;
use super::numbers::{deviation, mean, percentile};
use super::pairs::{self, PairSummary};
use super::quality::{self, Quality};
use super::scale::{ScaleScore, asked_among, estimate, ordinary_error};
use super::settled;
use super::verdict::{self, Comparison, Shape};
use crate::bank::{
    Answer, Assessment, Band, Bank, Cuts, Demand, DemandKind, Role, RoleId, ScaleId,
};
use schemars::JsonSchema;
use serde::Serialize;

/// Draws for a mark, which is shown in whole points: its error is below 0.1.
pub const MARK_DRAWS: usize = 1024;
/// Half-way on a scale, in points.
const HALFWAY: f64 = 50.0;
/// At most so many strengths and ways to grow: what is to be done must be doable.
const FEW: usize = 3;

/// A scored assessment.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FitResult {
    /// In the frame's order.
    pub scales: Vec<ScaleScore>,
    /// In the frame's order.
    pub roles: Vec<RoleFit>,
    /// Whether the role asked about is a fit; `None` when it has no fit.
    pub standing: Option<Standing>,
    /// Values to compare that fit with.
    pub marks: Vec<ReferenceMark>,
    /// The role asked about beside each other one, the rival first.
    pub comparisons: Vec<Comparison>,
    /// Where the profile of the role asked about is missed, the weightiest first.
    pub gaps: Vec<Gap>,
    /// Up to three scales that meet what the role asks at the least, the weightiest first.
    pub strengths: Vec<ScaleId>,
    /// Up to three scales of the gaps.
    pub grow: Vec<ScaleId>,
    /// What the pairs say.
    pub pairs: PairSummary,
    /// Whether the scales differ from each other at all.
    pub shape: Shape,
    /// What the answers say about themselves.
    pub quality: Quality,
}

/// The fit with one role.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RoleFit {
    /// Which role.
    pub role: RoleId,
    /// `None` when more than a quarter of the profile's weight has no score.
    pub fit: Option<FitEstimate>,
    /// Scales that the profile weighs but that have no score.
    pub missing: Vec<ScaleId>,
}

/// A fit with its 90 % interval, in points 0..=100.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FitEstimate {
    /// 100 is the profile itself, 0 the farthest possible.
    #[schemars(range(min = 0, max = 100))]
    pub fit: f64,
    /// 5th percentile of the draws.
    #[schemars(range(min = 0, max = 100))]
    pub low: f64,
    /// 95th percentile of the draws.
    #[schemars(range(min = 0, max = 100))]
    pub high: f64,
}

/// The words for a fit: of the value, and of the ends of its interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// Of the fit itself.
    pub at: Band,
    /// Of the interval's lower end.
    pub low: Band,
    /// Of the interval's upper end.
    pub high: Band,
}

/// A value to compare a fit with; computed, never typed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReferenceMark {
    /// Whose answers it stands for.
    pub kind: MarkKind,
    /// The fit that they would have, in points.
    #[schemars(range(min = 0, max = 100))]
    pub value: f64,
    /// How far it varies (standard deviation), for answers with scatter.
    pub deviation: f64,
}

/// Whose answers a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// Half-way on every scale.
    Halfway,
    /// The rival's profile.
    Rival,
    /// The role's own profile, answered with ordinary scatter.
    AsPeopleAnswer,
}

/// A scale that misses the profile of the role asked about.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Gap {
    /// Which scale.
    pub scale: ScaleId,
    /// What the profile asks, in points.
    #[schemars(range(min = 0, max = 100))]
    pub level: f64,
    /// On which side.
    pub direction: Direction,
    /// How sure.
    pub certainty: Certainty,
}

/// On which side a level is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Below the level.
    Short,
    /// Above a level that asks for no more.
    TooMuch,
}

/// Whether a gap lies beyond the error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// The whole band misses the level.
    Real,
    /// The band touches the level.
    Possible,
}

/// Scores an assessment.
pub fn fit(bank: &Bank, frame: &Assessment, answers: &[Answer]) -> FitResult {
    let scales = scale_scores(bank, frame, answers);
    let estimates: Vec<Option<(f64, f64)>> = scales
        .iter()
        .map(|scale| scale.estimate.as_ref().map(|found| (found.score, found.se)))
        .collect();
    let drawn = Draws::new(&estimates, content_hash(bank, answers).seed());
    let scores: Vec<Option<f64>> = estimates
        .iter()
        .map(|found| found.map(|(score, _)| score))
        .collect();
    let drawn: Vec<Vec<f64>> = frame
        .roles
        .iter()
        .map(|role| drawn.fits(&role.profile))
        .collect();
    let roles: Vec<RoleFit> = frame
        .roles
        .iter()
        .zip(&drawn)
        .map(|(role, drawn)| fit_with(role, &scales, &scores, drawn))
        .collect();
    let shape = verdict::shape(&estimates);
    let asked = frame.role(&frame.role);
    let own_fit = roles
        .iter()
        .find(|fit| fit.role == frame.role)
        .and_then(|fit| fit.fit.as_ref());
    let gaps = asked.map(|role| gaps(role, &scales)).unwrap_or_default();
    FitResult {
        standing: own_fit.map(|fit| standing(fit, frame.cuts)),
        marks: asked
            .map(|role| marks(bank, frame, role, &scales))
            .unwrap_or_default(),
        comparisons: verdict::comparisons(frame, &roles, &scores, &drawn, &shape),
        strengths: asked
            .map(|role| strengths(role, &scales))
            .unwrap_or_default(),
        grow: gaps.iter().take(FEW).map(|gap| gap.scale.clone()).collect(),
        pairs: pairs::summary(bank, frame, answers, &scales),
        quality: quality::quality(bank, answers),
        gaps,
        scales,
        roles,
        shape,
    }
}

fn scale_scores(bank: &Bank, frame: &Assessment, answers: &[Answer]) -> Vec<ScaleScore> {
    let settled = settled(answers);
    let score = |scale: &ScaleId| {
        let asked = asked_among(bank, &settled, scale);
        let given: Vec<_> = asked.iter().filter_map(|asked| asked.adds).collect();
        ScaleScore {
            scale: scale.clone(),
            asked: asked.len(),
            answered: given.len(),
            estimate: estimate(&given, asked.len()),
        }
    };
    frame.scales.iter().map(|scale| score(&scale.id)).collect()
}

fn fit_with(role: &Role, scales: &[ScaleScore], scores: &[Option<f64>], drawn: &[f64]) -> RoleFit {
    let missing = role
        .profile
        .iter()
        .zip(scales)
        .filter(|(demand, scale)| demand.weight > 0.0 && scale.estimate.is_none())
        .map(|(demand, _)| demand.scale.clone())
        .collect();
    let fit = role_fit(&role.profile, scores).map(|fit| {
        let (low, high) = fit_interval(drawn);
        FitEstimate { fit, low, high }
    });
    RoleFit {
        role: role.id.clone(),
        fit,
        missing,
    }
}

/// The 90 % interval of a fit from its draws: their 5th and 95th percentile, in points.
pub fn fit_interval(drawn: &[f64]) -> (f64, f64) {
    let mut fits = drawn.to_vec();
    (percentile(&mut fits, 0.05), percentile(&mut fits, 0.95))
}

impl FitEstimate {
    /// The ends of the interval, stretched to the fit itself: it may lie outside, since scatter
    /// only ever adds distance.
    pub fn ends(&self) -> (f64, f64) {
        (self.low.min(self.fit), self.high.max(self.fit))
    }
}

fn standing(fit: &FitEstimate, cuts: Cuts) -> Standing {
    let band = |value: f64| Band::of(value, cuts);
    let (low, high) = fit.ends();
    Standing {
        at: band(fit.fit),
        low: band(low),
        high: band(high),
    }
}

fn marks(
    bank: &Bank,
    frame: &Assessment,
    role: &Role,
    scales: &[ScaleScore],
) -> Vec<ReferenceMark> {
    let exact = |kind: MarkKind| {
        let value = role_fit(&role.profile, &mark_scores(frame, kind))?;
        Some(ReferenceMark {
            kind,
            value,
            deviation: 0.0,
        })
    };
    let (halfway, rival) = (exact(MarkKind::Halfway), exact(MarkKind::Rival));
    let scattered: Vec<Option<(f64, f64)>> = mark_scores(frame, MarkKind::AsPeopleAnswer)
        .iter()
        .zip(scales)
        .map(|(level, scale)| level.map(|level| (level, ordinary_error(scale.asked))))
        .collect();
    // Seeded by the bank alone: the mark must not move with a person's answers.
    let fits = Draws::so_many(MARK_DRAWS, &scattered, bank.hash.seed()).fits(&role.profile);
    let answered = mean(&fits).map(|value| ReferenceMark {
        kind: MarkKind::AsPeopleAnswer,
        value,
        deviation: deviation(&fits).unwrap_or_default(),
    });
    [halfway, rival, answered].into_iter().flatten().collect()
}

/// The scores that a mark stands for, in points and in the frame's order of scales.
pub fn mark_scores(frame: &Assessment, kind: MarkKind) -> Vec<Option<f64>> {
    let levels = |role: &RoleId| {
        let profile = frame.role(role).map(|role| role.profile.iter());
        let levels = profile.into_iter().flatten();
        levels.map(|demand| Some(demand.level)).collect()
    };
    match kind {
        MarkKind::Halfway => frame.scales.iter().map(|_| Some(HALFWAY)).collect(),
        MarkKind::Rival => levels(&frame.rival),
        MarkKind::AsPeopleAnswer => levels(&frame.role),
    }
}

fn gaps(role: &Role, scales: &[ScaleScore]) -> Vec<Gap> {
    let mut found: Vec<(f64, Gap)> = Vec::new();
    for (demand, scale) in role.profile.iter().zip(scales) {
        let Some(band) = &scale.estimate else {
            continue;
        };
        let direction = if band.score < demand.level {
            Direction::Short
        } else {
            Direction::TooMuch
        };
        let real = match direction {
            Direction::Short => band.high < demand.level,
            Direction::TooMuch => band.low > demand.level,
        };
        let weighed = demand.weight * distance(demand, band.score).powi(2);
        // "Possibly a little too much of it" helps nobody.
        if weighed <= 0.0 || (direction == Direction::TooMuch && !real) {
            continue;
        }
        let certainty = if real {
            Certainty::Real
        } else {
            Certainty::Possible
        };
        let scale = demand.scale.clone();
        found.push((
            weighed,
            Gap {
                scale,
                level: demand.level,
                direction,
                certainty,
            },
        ));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, gap)| gap).collect()
}

fn strengths(role: &Role, scales: &[ScaleScore]) -> Vec<ScaleId> {
    let mut found: Vec<(&Demand, f64)> = role
        .profile
        .iter()
        .zip(scales)
        .filter_map(|(demand, scale)| Some((demand, scale.estimate.as_ref()?.score)))
        .filter(|(demand, score)| {
            demand.kind == DemandKind::AtLeast && demand.weight > 0.0 && *score >= demand.level
        })
        .collect();
    found.sort_by(|a, b| b.0.weight.total_cmp(&a.0.weight).then(b.1.total_cmp(&a.1)));
    found
        .into_iter()
        .take(FEW)
        .map(|(demand, _)| demand.scale.clone())
        .collect()
}
