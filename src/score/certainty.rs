//! How well somebody judged their own answers: certainty-based marks, the share right at each level,
//! Brier score, bias, and whether that is enough for a word.
//!
//! Right means full credit. The marks are made for answers that are right or wrong, and only then do
//! the limits hold from which a level pays; somebody who says to be sure of an answer that is partly
//! right was sure of something that is not so.

use super::interval::wilson_sum;
use super::numbers::float;
use super::quiz::interval_sum;
use crate::bank::Certainty;
use schemars::JsonSchema;
use serde::Serialize;

/// Below this many answers nothing is said about over- or under-confidence. From here on, somebody
/// who is right exactly as often as the limits ask is told otherwise in at most 1 run of 12; who is
/// right as often as the levels stand for, in at most 1 of 80 (`tests/certainty.rs` works both out).
pub const JUDGED: usize = 10;

/// What somebody's certainties come to; only of answers that have one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Confidence {
    /// Answers with a certainty, at least 1.
    pub answers: usize,
    /// Those with full credit.
    pub right: usize,
    /// Summed marks, from -6 to 3 for each answer.
    pub total: i32,
    /// The mean mark, -6..=3.
    pub mean: f64,
    /// Mean squared distance between what a level stands for and what was (1 right, 0 not): lower is
    /// better (Brier 1950), 0.01..=0.81 with these levels.
    #[schemars(range(min = 0, max = 1))]
    pub brier: f64,
    /// Mean of what the levels stand for, 0.5..=0.9.
    #[schemars(range(min = 0, max = 1))]
    pub stated: f64,
    /// That less the share right: over 0, less was right than was said.
    #[schemars(range(min = -1, max = 1))]
    pub bias: f64,
    /// The 95 % interval of the bias, by Wilson's of the share right; `None` under five answers.
    #[schemars(length(equal = 2))]
    pub bias_interval: Option<(f64, f64)>,
    /// By level, rising; all three.
    pub levels: Vec<LevelShare>,
    /// Of the answers called sure, or fairly sure or sure, whether too few were right; `None` under
    /// ten.
    pub over: Option<Claim>,
    /// Of the answers called low, or low or fairly sure, whether too many were right; `None` under
    /// ten.
    pub under: Option<Claim>,
    /// That in a word.
    pub judgement: Judgement,
}

/// How often somebody was right at a level.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct LevelShare {
    /// Which level.
    pub level: Certainty,
    /// Answers at this level.
    pub answers: usize,
    /// Those with full credit.
    pub right: usize,
    /// Share right in percent; `None` under five answers.
    #[schemars(range(min = 0, max = 100))]
    pub percent: Option<f64>,
    /// Wilson's 95 % interval in percent; `None` under five answers.
    pub interval: Option<(f64, f64)>,
}

/// Whether the share right of some answers lies beyond what their levels pay for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Claim {
    /// The levels of these answers, rising.
    pub levels: Vec<Certainty>,
    /// How many answers, at least ten.
    pub answers: usize,
    /// Those with full credit.
    pub right: usize,
    /// Share right in percent.
    #[schemars(range(min = 0, max = 100))]
    pub percent: f64,
    /// Wilson's 95 % interval in percent.
    pub interval: (f64, f64),
    /// The mean of their levels' limits, in percent.
    #[schemars(range(min = 0, max = 100))]
    pub limit: f64,
    /// Whether the whole interval lies beyond the limit.
    pub holds: bool,
    /// Whether it holds the limit, but not what the levels stand for.
    pub leans: bool,
}

/// How somebody judges their own answers, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// Not enough answers for a word.
    TooFew,
    /// Right less often than what was said pays for.
    OverConfident,
    /// Right more often than what was said pays for.
    UnderConfident,
    /// The first where more was said, the second where less was.
    Both,
    /// Nothing in the answers speaks for either.
    WellJudged,
    /// Something speaks for one of them, but not beyond chance.
    Unclear,
}

/// The mark of an answer: level 1 gives 1 or 0, level 2 gives 2 or -2, level 3 gives 3 or -6
/// (Gardner-Medwin 1995).
pub fn certainty_mark(level: Certainty, right: bool) -> i32 {
    match (level, right) {
        (Certainty::Low, true) => 1,
        (Certainty::Low, false) => 0,
        (Certainty::Fair, true) => 2,
        (Certainty::Fair, false) => -2,
        (Certainty::Sure, true) => 3,
        (Certainty::Sure, false) => -6,
    }
}

/// Between which chances of being right a level earns more than the others, 0..=1: up to 2/3, up to
/// 4/5, and above. They are where the expected marks p, 4p - 2 and 9p - 6 cross.
pub fn pays(level: Certainty) -> (f64, f64) {
    match level {
        Certainty::Low => (0.0, 2.0 / 3.0),
        Certainty::Fair => (2.0 / 3.0, 0.8),
        Certainty::Sure => (0.8, 1.0),
    }
}

/// The chance of being right that a level stands for in Brier score and bias, 0..=1.
pub fn stands_for(level: Certainty) -> f64 {
    match level {
        Certainty::Low => 0.50,
        Certainty::Fair => 0.74,
        Certainty::Sure => 0.90,
    }
}

/// What certainties come to, each with whether its answer was right; `None` of nothing. Their order
/// moves nothing.
pub fn confidence(given: &[(Certainty, bool)]) -> Option<Confidence> {
    let levels = Certainty::ALL.map(|level| LevelShare::new(level, given));
    let [low, fair, sure] = levels;
    let answers = given.len();
    let right: usize = levels.iter().map(|found| found.right).sum();
    if answers == 0 {
        return None;
    }
    let mean = |of: fn(&LevelShare) -> f64| levels.iter().map(of).sum::<f64>() / float(answers);
    let stated = mean(|found| float(found.answers) * stands_for(found.level));
    let told = interval_sum(float(right), answers);
    let (over, under) = (Claim::over(fair, sure), Claim::under(low, fair));
    let judgement = Judgement::of(over.as_ref(), under.as_ref());
    Some(Confidence {
        answers,
        right,
        total: levels.iter().map(LevelShare::marks).sum(),
        mean: mean(|found| f64::from(found.marks())),
        brier: mean(LevelShare::squares),
        stated,
        bias: stated - float(right) / float(answers),
        bias_interval: told.map(|sum| (stated - sum.high, stated - sum.low)),
        levels: levels.to_vec(),
        over,
        under,
        judgement,
    })
}

impl LevelShare {
    fn new(level: Certainty, given: &[(Certainty, bool)]) -> Self {
        let here = given.iter().filter(|(known, _)| *known == level);
        let answers = here.clone().count();
        let right = here.filter(|(_, right)| *right).count();
        let told = interval_sum(float(right), answers);
        Self {
            level,
            answers,
            right,
            percent: told.map(|sum| 100.0 * sum.share),
            interval: told.map(|sum| (100.0 * sum.low, 100.0 * sum.high)),
        }
    }

    /// The summed marks of this level.
    pub fn marks(&self) -> i32 {
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let of = |n: usize, right| count(n).saturating_mul(certainty_mark(self.level, right));
        of(self.right, true).saturating_add(of(self.answers - self.right, false))
    }

    /// The summed squares of this level for Brier's score.
    pub fn squares(&self) -> f64 {
        let stated = stands_for(self.level);
        let wrong = self.answers - self.right;
        float(self.right) * (1.0 - stated).powi(2) + float(wrong) * stated.powi(2)
    }
}

impl Claim {
    /// Of the level that asks for most alone where that speaks for itself, else of both.
    fn over(fair: LevelShare, sure: LevelShare) -> Option<Self> {
        let claim = |levels: &[LevelShare]| Self::new(levels, -1.0, |(from, _)| from);
        let alone = claim(&[sure]).filter(|claim| claim.holds);
        alone.or_else(|| claim(&[fair, sure]))
    }

    /// The same from below.
    fn under(low: LevelShare, fair: LevelShare) -> Option<Self> {
        let claim = |levels: &[LevelShare]| Self::new(levels, 1.0, |(_, to)| to);
        let alone = claim(&[low]).filter(|claim| claim.holds);
        alone.or_else(|| claim(&[low, fair]))
    }

    /// Takes levels together, with the mean of their limits; `side` is -1 where shares below it would
    /// speak against them, and 1 where shares above it would.
    fn new(levels: &[LevelShare], side: f64, limit: fn((f64, f64)) -> f64) -> Option<Self> {
        let answers = levels.iter().map(|found| found.answers).sum();
        let right = levels.iter().map(|found| found.right).sum();
        let sum = wilson_sum(float(right), float(answers)).filter(|_| answers >= JUDGED)?;
        let mean = |of: &dyn Fn(Certainty) -> f64| {
            let all = levels
                .iter()
                .map(|found| float(found.answers) * of(found.level));
            all.sum::<f64>() / float(answers)
        };
        let limit = mean(&|level| limit(pays(level)));
        // The end that is nearer to what was said.
        let near = if side < 0.0 { sum.high } else { sum.low };
        let far = if side < 0.0 { sum.low } else { sum.high };
        let holds = side * (near - limit) > 0.0;
        let given = levels.iter().filter(|found| found.answers > 0);
        Some(Self {
            levels: given.map(|found| found.level).collect(),
            answers,
            right,
            percent: 100.0 * sum.share,
            interval: (100.0 * sum.low, 100.0 * sum.high),
            limit: 100.0 * limit,
            holds,
            leans: !holds && side * (near - mean(&stands_for)) > 0.0 && side * (far - limit) >= 0.0,
        })
    }
}

impl Judgement {
    fn of(over: Option<&Claim>, under: Option<&Claim>) -> Self {
        let any = |of: fn(&Claim) -> bool, claim: Option<&Claim>| claim.is_some_and(of);
        let holds = |claim| any(|claim| claim.holds, claim);
        let leans = |claim| any(|claim| claim.leans, claim);
        match (holds(over), holds(under)) {
            (true, true) => Self::Both,
            (true, false) => Self::OverConfident,
            (false, true) => Self::UnderConfident,
            (false, false) if over.or(under).is_none() => Self::TooFew,
            (false, false) if leans(over) || leans(under) => Self::Unclear,
            (false, false) => Self::WellJudged,
        }
    }
}
