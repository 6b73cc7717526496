//! An exam: a clock, a pass mark, flags, and a draw by the bank's blueprint.
//!
//! The clock counts the time in which the exam is on show. It stands while the exam waits (at the home
//! page, suspended, closed): pofit cannot know what happened then, and says so beforehand.

use super::Run;
use crate::bank::{Bank, TopicId, text};
use crate::score::{self, ExamResult};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What makes a run an exam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExamPlan {
    /// What it is modelled on, such as "PSPO I (Scrum.org)".
    pub name: String,
    /// The time for all questions, in seconds.
    pub seconds: u64,
    /// The share of questions to have right, in percent; `None` where no mark is known.
    #[schemars(range(min = 1, max = 100))]
    pub pass: Option<u8>,
    /// What else to know of it: fewer questions than the test it is modelled on, and the like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl ExamPlan {
    /// The same plan, whatever it was read from: its words harmless, its mark possible.
    #[must_use]
    pub fn cleaned(self) -> Self {
        Self {
            name: text::clean(&self.name),
            pass: self.pass.filter(|pass| (1..=100).contains(pass)),
            note: self.note.as_deref().map(text::clean),
            ..self
        }
    }
}

/// An exam as it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExamTaken {
    /// What was planned.
    #[serde(flatten)]
    pub plan: ExamPlan,
    /// Time that ran on its clock, in whole seconds.
    pub seconds_used: u64,
}

/// What changes in an exam beside its answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamState {
    /// Places of the items that carry a flag.
    pub flags: BTreeSet<usize>,
    /// How often a flag was put or taken away.
    pub flag_moves: usize,
    /// Time that ran on its clock, in milliseconds.
    pub used: u64,
}

impl Run {
    /// Whether this is an exam.
    pub fn is_exam(&self) -> bool {
        self.plan.exam.is_some()
    }

    /// Its flags and its clock; empty for anything but an exam.
    pub fn exam_state(&self) -> &ExamState {
        &self.exam
    }

    /// The same run with the flags and the clock that it was left with.
    #[must_use]
    pub fn with_exam_state(mut self, state: ExamState) -> Self {
        if self.is_exam() {
            self.exam = state;
            let items = self.len();
            self.exam.flags.retain(|place| *place < items);
        }
        self
    }

    /// Lets time pass on an exam's clock, in milliseconds.
    pub fn spend(&mut self, millis: u64) {
        if let Some(exam) = &self.plan.exam
            && !self.finished
        {
            let most = exam.seconds.saturating_mul(1000);
            self.exam.used = self.exam.used.saturating_add(millis).min(most);
        }
    }

    /// What is left on an exam's clock, in milliseconds; `None` for anything but an exam.
    pub fn remaining(&self) -> Option<u64> {
        let exam = self.plan.exam.as_ref()?;
        Some(
            exam.seconds
                .saturating_mul(1000)
                .saturating_sub(self.exam.used),
        )
    }

    /// Whether an exam's time is up.
    pub fn is_time_up(&self) -> bool {
        self.remaining() == Some(0)
    }

    /// Puts a flag on the item at `place`, or takes it away; only in an exam.
    pub fn flag(&mut self, place: usize) {
        if !self.is_exam() || place >= self.len() {
            return;
        }
        self.exam.flag_moves += 1;
        if !self.exam.flags.remove(&place) {
            self.exam.flags.insert(place);
        }
    }

    /// Whether the item at `place` carries a flag.
    pub fn is_flagged(&self, place: usize) -> bool {
        self.exam.flags.contains(&place)
    }

    /// The exam as it was taken; `None` for anything else.
    pub fn exam_taken(&self) -> Option<ExamTaken> {
        let plan = self.plan.exam.clone()?;
        let seconds_used = self.exam.used / 1000;
        Some(ExamTaken { plan, seconds_used })
    }

    /// What scoring makes of the exam; `None` for anything else.
    pub fn exam_result(&self) -> Option<ExamResult> {
        let exam = self.plan.exam.as_ref()?;
        score::exam(&self.bank, &self.answers(), exam.pass)
    }
}

/// How many items of each topic an exam still takes.
#[derive(Debug)]
pub(super) struct Quotas(BTreeMap<Option<TopicId>, usize>);

impl Quotas {
    /// Whether the item at this place of the bank is taken; counts it then.
    pub(super) fn take(&mut self, bank: &Bank, place: usize) -> bool {
        let topic = bank.items.get(place).and_then(|item| item.topic.clone());
        let Some(left) = self.0.get_mut(&topic).filter(|left| **left > 0) else {
            return false;
        };
        *left -= 1;
        true
    }
}

/// A topic's claim on an exam.
#[derive(Debug, Clone)]
struct Claim {
    topic: Option<TopicId>,
    /// Its part of the blueprint.
    weight: usize,
    /// Items there are.
    there: usize,
}

/// Shares `most` items out among the topics of those at `places`, by the bank's blueprint: the largest
/// remainder, ties in the bank's order. Where a topic plans no number of items, it and all others count
/// by the items they have. A topic with fewer items than its share gives all, and the rest is shared
/// out among the others.
pub(super) fn quotas(bank: &Bank, places: &[usize], most: usize) -> Quotas {
    let mut claims = claims(bank, places);
    let mut taken = BTreeMap::new();
    let mut left = most.min(places.len());
    while left > 0 && !claims.is_empty() {
        let all: usize = claims.iter().map(|claim| claim.weight).sum();
        let (small, large): (Vec<Claim>, Vec<Claim>) = claims
            .into_iter()
            .partition(|claim| left * claim.weight >= claim.there * all);
        if small.is_empty() {
            taken.extend(shared(large, left, all));
            break;
        }
        for claim in small {
            left -= claim.there;
            taken.insert(claim.topic, claim.there);
        }
        claims = large;
    }
    Quotas(taken)
}

fn claims(bank: &Bank, places: &[usize]) -> Vec<Claim> {
    let topic_of = |place: &usize| bank.items.get(*place).and_then(|item| item.topic.as_ref());
    let known = bank.topics().iter();
    let known = known.map(|topic| (Some(&topic.id), topic.planned));
    let mut planned = true;
    let mut claims = Vec::new();
    for (topic, plan) in known.chain([(None, None)]) {
        let there = places.iter().filter(|at| topic_of(at) == topic).count();
        if there > 0 {
            planned &= plan.is_some();
            let weight = plan.map_or(there, usize::from);
            let topic = topic.cloned();
            claims.push(Claim {
                topic,
                weight,
                there,
            });
        }
    }
    if !planned {
        for claim in &mut claims {
            claim.weight = claim.there;
        }
    }
    claims
}

/// Shares by the largest remainder, all of them smaller than what there is.
fn shared(claims: Vec<Claim>, left: usize, all: usize) -> Vec<(Option<TopicId>, usize)> {
    let floor: usize = claims.iter().map(|claim| left * claim.weight / all).sum();
    let mut by_remainder: Vec<usize> = (0..claims.len()).collect();
    let remainder = |at: &usize| claims.get(*at).map(|claim| left * claim.weight % all);
    by_remainder.sort_by_key(|at| std::cmp::Reverse(remainder(at)));
    by_remainder.truncate(left - floor);
    let share = |(at, claim): (usize, Claim)| {
        let more = usize::from(by_remainder.contains(&at));
        (claim.topic, left * claim.weight / all + more)
    };
    claims.into_iter().enumerate().map(share).collect()
}
