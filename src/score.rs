//! The score room: numbers from answers, and nothing else.
//!
//! It owns every formula: scales with their error, fit with a role, verdicts between roles and how
//! sure these are, what the answers say about themselves, what changed between two results, marks and
//! intervals of a quiz, and what many people's answers say about the items. It must not know of runs, words, screens, files or clocks; the draws come from
//! a generator that the answers' own hash seeds, so that the same answers give the same bytes.
//!
//! A score is a percentage of the maximum possible, with its error. It is no percentile: there are
//! no norms.

mod certainty;
mod change;
mod distance;
mod draws;
mod exam;
mod fit;
mod hash;
mod interval;
mod items;
mod mark;
mod numbers;
mod pairs;
mod quality;
mod quiz;
mod readiness;
mod robustness;
mod scale;
mod verdict;

pub use certainty::{
    Claim, Confidence, JUDGED, Judgement, LevelShare, certainty_mark, confidence, pays, stands_for,
};
pub use change::{
    Changes, FitChange, ReliableChange, ScaleChange, apart, changes, changes_by_chance,
    reliable_change,
};
pub use distance::{Distance, FitSum, NEEDED_WEIGHT, fit_sum, role_fit};
pub use draws::{DRAWS, Draws};
pub use exam::{ExamResult, ExamTopic, exam, needed};
pub use fit::{
    Certainty, Direction, FitEstimate, FitResult, Gap, MARK_DRAWS, MarkKind, ReferenceMark,
    RoleFit, Standing, fit, fit_interval, mark_scores,
};
pub use hash::content_hash;
pub use interval::{WilsonSum, wilson, wilson_sum};
pub use items::{
    Analysis, Code, Column, Credits, Discrimination, FLAGS, FOR_DISCRIMINATION, FOR_FACILITY,
    FOR_RELIABILITY, Facility, Flag, FlagCode, FlagRule, GROUP, ItemAnalysis, ItemFigures,
    MOST_CELLS, OptionFigures, Part, PartAnalysis, Reliability, Responses, Seconds, TooMany,
    analyse, item_figures, reliability,
};
pub use mark::{
    Correctness, CreditSum, Mark, PlacePair, credit_sum, mark, multiple_credit, order_credit,
    order_pairs,
};
pub use pairs::{
    CONTRADICTS, LevelGap, PairAnswer, PairContradiction, PairShare, PairSummary, level_gap,
    pair_answers,
};
pub use quality::{
    Quality, QualityItem, Remark, ScaleSpread, limit, longest_string, quality_items, quality_of,
    quick, spreads,
};
pub use quiz::{FEWEST, ItemMark, QuizResult, TopicScore, interval_sum, marks_of, quiz};
pub use readiness::{
    CONCENTRATION, MASTERED, Readiness, TopicTally, chance_if_mastered, expected_share, readiness,
};
pub use robustness::{AnswerChange, MOST_CHANGES, Needed, Robustness, robustness};
pub use scale::{
    AskedItem, Contribution, Estimate, NEEDED_ANSWERS, PRIOR_DEVIATION, PRIOR_FREEDOM, ScaleScore,
    ScaleSum, asked_of, estimate, keyed, ordinary_error, scale_sum,
};
pub use verdict::{
    CLEAR, Comparison, Difference, Grounds, LEANING, Least, Reason, SHAPELESS, SLIGHT, STANDS_OUT,
    Shape, ShapeSum, Side, Verdict, compare_draws, differences, grounds, shape_sum, verdict,
};

pub use crate::bank::Band;

use crate::bank::{Answer, Bank, Subject};
use schemars::JsonSchema;
use serde::Serialize;

/// What came out of a run.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Of an assessment.
    Fit(Box<FitResult>),
    /// Of a quiz.
    Quiz(QuizResult),
}

/// Scores answers against the bank that they were given to: one answer for each item asked, in the
/// order shown. Where an item is answered twice the last answer counts.
pub fn outcome(bank: &Bank, answers: &[Answer]) -> Outcome {
    match &bank.subject {
        Subject::Assessment(frame) => Outcome::Fit(Box::new(fit(bank, frame, answers))),
        Subject::Quiz { .. } => Outcome::Quiz(quiz(bank, answers)),
    }
}

/// Each item asked once, in the order shown, with its last answer.
pub(crate) fn settled(answers: &[Answer]) -> Vec<&Answer> {
    let mut last: Vec<&Answer> = Vec::with_capacity(answers.len());
    let mut place = std::collections::BTreeMap::new();
    for answer in answers {
        if let Some(slot) = place.get(&answer.item).and_then(|at| last.get_mut(*at)) {
            *slot = answer;
        } else {
            place.insert(&answer.item, last.len());
            last.push(answer);
        }
    }
    last
}
