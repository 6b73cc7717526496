//! What of a run is kept, so that it can be told again: a key, the plan, the log of its answers.
//!
//! Plain values only; `store` writes and reads them, `app` asks for that by effects.

use super::{ExamState, Plan, PlanFault, Run, Slot, SlotState};
use crate::bank::{Answer, Bank, ContentHash};
use crate::score::Outcome;
use std::sync::Arc;

/// Names a run wherever it is kept; drawn by chance at the edge, so that no two meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunKey(pub u64);

/// What there is to keep since the last time.
#[derive(Debug, Clone, PartialEq)]
pub struct Keeping {
    /// Which run.
    pub key: RunKey,
    /// The bank that is asked.
    pub bank: Arc<Bank>,
    /// What was planned.
    pub plan: Plan,
    /// Items in the run.
    pub asked: usize,
    /// How many answers of the log were kept before.
    pub before: usize,
    /// The answers since then, in order.
    pub answers: Vec<Answer>,
    /// Index of the item on show.
    pub at: usize,
    /// Items that have an answer.
    pub answered: usize,
    /// The flags and the clock of an exam; `None` for anything else.
    pub exam: Option<ExamState>,
    /// What came out, once the run is finished.
    pub finished: Option<Summary>,
}

/// A result in a line, so that a list needs no scoring.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// The fit with the role asked about, or the mean credit in percent; `None` when there were
    /// too few answers.
    pub score: Option<f64>,
    /// The lower end of its interval.
    pub low: Option<f64>,
    /// The upper end of its interval.
    pub high: Option<f64>,
}

/// A run in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which run.
    pub key: RunKey,
    /// The bank's id.
    pub bank: String,
    /// The bank's title.
    pub title: String,
    /// Hash of the bank's content.
    pub hash: ContentHash,
    /// Whether it is an assessment.
    pub is_assessment: bool,
    /// When it began, in words.
    pub when: String,
    /// Items that have an answer.
    pub answered: usize,
    /// Items in the run.
    pub asked: usize,
    /// What came out; `None` while it is open.
    pub summary: Option<Summary>,
}

impl Keeping {
    /// What is new in a run of which `before` answers of the log were kept.
    pub fn new(key: RunKey, run: &Run, before: usize) -> Self {
        Self {
            key,
            bank: Arc::clone(run.bank()),
            plan: run.plan().clone(),
            asked: run.len(),
            before,
            answers: run.log().get(before..).unwrap_or_default().to_vec(),
            at: run.at(),
            answered: run.answered(),
            exam: run.is_exam().then(|| run.exam_state().clone()),
            finished: run.is_finished().then(|| Summary::of(run)),
        }
    }
}

impl Summary {
    /// The result of a run in a line.
    pub fn of(run: &Run) -> Self {
        let (score, interval) = match run.outcome() {
            Outcome::Quiz(quiz) => (quiz.percent, quiz.interval),
            Outcome::Fit(fit) => {
                let role = run.bank().assessment().map(|frame| &frame.role);
                let found = fit.roles.iter().find(|fit| Some(&fit.role) == role);
                let found = found.and_then(|found| found.fit.as_ref());
                (
                    found.map(|found| found.fit),
                    found.map(|found| (found.low, found.high)),
                )
            }
        };
        Self {
            score,
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
        }
    }
}

impl Run {
    /// A run told again from its plan and the log of its answers, at the item `at`. Answers to
    /// items that the run does not ask are passed over: they cannot be shown.
    ///
    /// # Errors
    /// [`PlanFault`] when the bank cannot be asked so.
    pub fn restored(
        bank: Arc<Bank>,
        plan: Plan,
        log: Vec<Answer>,
        at: usize,
        finished: bool,
    ) -> Result<Self, PlanFault> {
        let mut run = Self::new(bank, plan)?;
        for answer in &log {
            let bank = Arc::clone(&run.bank);
            let of_item = |slot: &&mut Slot| {
                let item = bank.items.get(slot.item);
                item.is_some_and(|item| item.id == answer.item)
            };
            if let Some(slot) = run.slots.iter_mut().find(of_item) {
                slot.state = match &answer.response {
                    Some(response) => SlotState::Answered(response.clone()),
                    None => SlotState::Skipped,
                };
                slot.certainty = answer.certainty;
                slot.seconds = answer.seconds;
            }
        }
        run.log = log;
        run.go(at);
        run.finished = finished;
        Ok(run)
    }
}
