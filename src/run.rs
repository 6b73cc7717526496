//! The run room: one sitting as a state machine.
//!
//! It owns which item comes next, the order in which options are shown, what an answer does, and
//! when the sitting is finished. It must not know of screens, clocks or files: time comes in as
//! seconds, chance as a seed. Everything that happened can be told again from the plan and
//! [`Run::log`].

mod exam;
mod kept;
mod plan;
mod shuffle;

pub use exam::{ExamPlan, ExamState, ExamTaken};
pub use kept::{Keeping, Row, RunKey, Summary};
pub use plan::{DEFAULT_QUIZ_ITEMS, Feedback, Form, Length, Plan, PlanFault, expected_minutes};
pub use shuffle::{Seed, display_order, next_seed};

use crate::bank::{
    Answer, Bank, Certainty, Item, ItemId, OptionId, Response, ResponseFault, Subject,
};
use crate::score::{self, Outcome};
use std::sync::Arc;

/// One sitting: a bank, a plan, the order shown, the answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    bank: Arc<Bank>,
    plan: Plan,
    slots: Vec<Slot>,
    at: usize,
    finished: bool,
    log: Vec<Answer>,
    exam: ExamState,
}

/// One item of a run, as it is shown and as far as it has got.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// Where the item stands in [`Bank::items`].
    item: usize,
    /// Options, steps or cards in the order shown.
    pub order: Vec<OptionId>,
    /// How far it has got.
    pub state: SlotState,
    /// How sure the person said to be of the answer; `None` when nothing was said.
    pub certainty: Option<Certainty>,
    /// Time spent on it, in seconds; `None` when nothing was measured.
    pub seconds: Option<f64>,
}

/// How far an item has got.
#[derive(Debug, Clone, PartialEq)]
pub enum SlotState {
    /// Not answered yet.
    Open,
    /// Passed over on purpose.
    Skipped,
    /// Answered.
    Answered(Response),
}

impl Slot {
    /// The answer that counts.
    pub fn response(&self) -> Option<&Response> {
        match &self.state {
            SlotState::Answered(response) => Some(response),
            SlotState::Open | SlotState::Skipped => None,
        }
    }
}

/// Why a run did not take an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunFault {
    /// The answer is not possible for the item.
    #[error(transparent)]
    Response(#[from] ResponseFault),
    /// The item's key has been shown, or the run is over: its answer stands.
    #[error("this answer stands: its explanation has been shown")]
    Locked,
}

impl Run {
    /// Begins a sitting.
    ///
    /// # Errors
    /// [`PlanFault`] when the plan leaves no item to ask or names what the bank does not have.
    pub fn new(bank: Arc<Bank>, plan: Plan) -> Result<Self, PlanFault> {
        let slots = plan
            .choose(&bank)?
            .into_iter()
            .filter_map(|item| {
                let order = display_order(plan.seed, bank.items.get(item)?);
                Some(Slot {
                    item,
                    order,
                    state: SlotState::Open,
                    certainty: None,
                    seconds: None,
                })
            })
            .collect();
        Ok(Self {
            bank,
            plan,
            slots,
            at: 0,
            finished: false,
            log: Vec::new(),
            exam: ExamState::default(),
        })
    }

    /// The bank that is asked.
    pub fn bank(&self) -> &Arc<Bank> {
        &self.bank
    }

    /// What was planned.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The items in the order shown; never empty.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Index of the item on show, `0..len`.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Number of items in this run, at least 1.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// A run always has an item; this is here for company to [`Self::len`].
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The item on show with its slot. `None` cannot happen: a run is never empty.
    pub fn current(&self) -> Option<(&Item, &Slot)> {
        self.nth(self.at)
    }

    /// The item at a place with its slot.
    pub fn nth(&self, place: usize) -> Option<(&Item, &Slot)> {
        let slot = self.slots.get(place)?;
        Some((self.bank.items.get(slot.item)?, slot))
    }

    /// Whether the sitting is over.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// Every answer in the order it was given, changed ones included.
    pub fn log(&self) -> &[Answer] {
        &self.log
    }

    /// How many items have an answer.
    pub fn answered(&self) -> usize {
        self.slots
            .iter()
            .filter(|slot| slot.response().is_some())
            .count()
    }

    /// How many items have no answer.
    pub fn unanswered(&self) -> usize {
        self.len() - self.answered()
    }

    /// Whether right and wrong are shown after each answer, so that an answer given stands.
    pub fn explains_at_once(&self) -> bool {
        matches!(self.bank.subject, Subject::Quiz { .. })
            && self.plan.feedback == Feedback::AfterEach
    }

    /// Whether the item's answer stands and its explanation may be shown.
    pub fn is_locked(&self, place: usize) -> bool {
        let answered = self
            .slots
            .get(place)
            .is_some_and(|slot| slot.response().is_some());
        self.finished || (answered && self.explains_at_once())
    }

    /// Takes an answer to the item on show, and how sure the person says to be of it, which only
    /// the items of a quiz take. `seconds` is the time that it took on this visit.
    ///
    /// # Errors
    /// [`RunFault`] when the answer is impossible or a given one stands; nothing changes then.
    pub fn answer(
        &mut self,
        response: Response,
        certainty: Option<Certainty>,
        seconds: Option<f64>,
    ) -> Result<(), RunFault> {
        if let Some((item, _)) = self.current() {
            response.check(item)?;
            if certainty.is_some() && !item.kind.is_marked() {
                return Err(ResponseFault::Certainty.into());
            }
        }
        self.settle(SlotState::Answered(response), certainty, seconds)
    }

    /// Passes over the item on show; an answer that it had is taken back.
    ///
    /// # Errors
    /// [`RunFault::Locked`] when its answer stands.
    pub fn skip(&mut self, seconds: Option<f64>) -> Result<(), RunFault> {
        self.settle(SlotState::Skipped, None, seconds)
    }

    fn settle(
        &mut self,
        state: SlotState,
        certainty: Option<Certainty>,
        seconds: Option<f64>,
    ) -> Result<(), RunFault> {
        if self.is_locked(self.at) {
            return Err(RunFault::Locked);
        }
        let Some(slot) = self.slots.get_mut(self.at) else {
            return Ok(());
        };
        let Some(item) = self.bank.items.get(slot.item) else {
            return Ok(());
        };
        slot.seconds = match (slot.seconds, seconds.filter(|s| s.is_finite() && *s >= 0.0)) {
            (Some(before), Some(now)) => Some(before + now),
            (before, now) => now.or(before),
        };
        slot.state = state;
        slot.certainty = certainty;
        let response = slot.response().cloned();
        self.log.push(Answer {
            item: item.id.clone(),
            response,
            certainty,
            seconds: slot.seconds,
        });
        Ok(())
    }

    /// Shows the next item; `false` at the last one.
    pub fn onward(&mut self) -> bool {
        let more = self.at + 1 < self.len();
        self.at += usize::from(more);
        more
    }

    /// Shows the item before; `false` at the first one.
    pub fn back(&mut self) -> bool {
        let more = self.at > 0;
        self.at -= usize::from(more);
        more
    }

    /// Shows the item at `place`, or the last one when there is no such place.
    pub fn go(&mut self, place: usize) {
        self.at = place.min(self.len().saturating_sub(1));
    }

    /// The first item without an answer.
    pub fn first_unanswered(&self) -> Option<usize> {
        self.slots.iter().position(|slot| slot.response().is_none())
    }

    /// Ends the sitting: no answer changes any more.
    pub fn finish(&mut self) {
        self.finished = true;
    }

    /// One answer for each item in the order shown; `None` inside for what was not answered.
    pub fn answers(&self) -> Vec<Answer> {
        let answer = |slot: &Slot| {
            let item = self.bank.items.get(slot.item)?.id.clone();
            Some(Answer {
                item,
                response: slot.response().cloned(),
                certainty: slot.certainty,
                seconds: slot.seconds,
            })
        };
        self.slots.iter().filter_map(answer).collect()
    }

    /// What scoring makes of the answers so far.
    pub fn outcome(&self) -> Outcome {
        score::outcome(&self.bank, &self.answers())
    }

    /// Items of a quiz without full credit, those not answered included.
    pub fn missed(&self) -> Vec<ItemId> {
        let full = |item: &Item, slot: &Slot| {
            let mark = slot
                .response()
                .and_then(|response| score::mark(item, response));
            mark.is_some_and(|mark| mark.verdict() == score::Correctness::Right)
        };
        (0..self.len())
            .filter_map(|place| self.nth(place))
            .filter(|(item, slot)| !full(item, slot))
            .map(|(item, _)| item.id.clone())
            .collect()
    }
}

impl Run {
    /// A finished run from answers that were collected elsewhere, in the order they were given; the
    /// last answer to an item counts.
    ///
    /// Items that an assessment's form has but the answers do not name count as skipped, so that a
    /// scale is never scored from a corner of it. The form is the short one when only its items
    /// are named. A quiz consists of the items named.
    ///
    /// # Errors
    /// The place in `answers` of the first that is impossible, with its fault; `None` inside for an
    /// item that the bank does not have.
    pub fn from_answers(
        bank: Arc<Bank>,
        seed: Seed,
        answers: &[Answer],
    ) -> Result<Self, (usize, Option<ResponseFault>)> {
        let mut named: Vec<usize> = Vec::new();
        for (place, answer) in answers.iter().enumerate() {
            let item = bank.items.iter().position(|item| item.id == answer.item);
            let item = item.ok_or((place, None))?;
            if let Some(known) = bank.items.get(item) {
                answer.check(known).map_err(|fault| (place, Some(fault)))?;
            }
            if !named.contains(&item) {
                named.push(item);
            }
        }
        let only_short = !named.is_empty()
            && named
                .iter()
                .all(|item| bank.items.get(*item).is_some_and(|item| item.short));
        let form = if only_short { Form::Short } else { Form::Full };
        let plan = Plan {
            form,
            length: Length::All,
            feedback: Feedback::AtTheEnd,
            ..Plan::new(seed)
        };
        if bank.assessment().is_some() {
            let rest = plan.choose(&bank).unwrap_or_default();
            named.extend(
                rest.into_iter()
                    .filter(|item| !named.contains(item))
                    .collect::<Vec<_>>(),
            );
        }
        let slot = |item: usize| {
            let known = bank.items.get(item)?;
            let last = answers.iter().rev().find(|answer| answer.item == known.id);
            Some(Slot {
                item,
                order: display_order(seed, known),
                state: match last.map(|answer| &answer.response) {
                    Some(Some(response)) => SlotState::Answered(response.clone()),
                    Some(None) => SlotState::Skipped,
                    None => SlotState::Open,
                },
                certainty: last.and_then(|answer| answer.certainty),
                seconds: last.and_then(|answer| answer.seconds),
            })
        };
        let slots = named.into_iter().filter_map(slot).collect();
        Ok(Self {
            bank,
            plan,
            slots,
            at: 0,
            finished: true,
            log: answers.to_vec(),
            exam: ExamState::default(),
        })
    }

    /// The same run in the form, with the feedback and as the exam that it is known to have been.
    #[must_use]
    pub fn as_taken(
        mut self,
        form: Option<Form>,
        feedback: Option<Feedback>,
        exam: Option<ExamTaken>,
    ) -> Self {
        self.plan.form = form.unwrap_or(self.plan.form);
        self.plan.feedback = feedback.unwrap_or(self.plan.feedback);
        if let Some(ExamTaken { plan, seconds_used }) = exam {
            self.plan.exam = Some(plan.cleaned());
            self.exam.used = seconds_used.saturating_mul(1000);
        }
        self
    }
}
