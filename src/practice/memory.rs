//! The memory of an item and what a review makes of it: FSRS-6, with the short steps of learning.
//!
//! Stability, difficulty and recall are computed by the crate `fsrs`. The steps (one and ten
//! minutes while an item is learnt, ten minutes after it was forgotten) and the days are counted as
//! the reference scheduler does (py-fsrs, `oracles/fsrs.json`).

use super::{DAY, Grade, Instant, MINUTE};
pub use fsrs::DEFAULT_PARAMETERS;
use fsrs::{FSRS, MemoryState, NextStates};

/// Steps while an item is learnt.
const LEARNING: [i64; 2] = [MINUTE, 10 * MINUTE];
/// Steps after an item was forgotten.
const RELEARNING: [i64; 1] = [10 * MINUTE];
/// The chance taken for an item to be recalled before it was ever asked; a lucky guess is no recall.
pub const UNSEEN: f64 = 0.1;
/// The longest interval, in days.
const LONGEST: f32 = 36_500.0;

/// How well an item is remembered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days after which recall has fallen to 90 %, over 0.
    pub stability: f64,
    /// How hard the item is, 1..=10.
    pub difficulty: f64,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Being learnt, at this step.
    Learning(usize),
    /// Known well enough to wait for days.
    Review,
    /// Forgotten and being learnt again, at this step.
    Relearning(usize),
}

/// The state of an item that was reviewed at least once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    /// How well it is remembered.
    pub memory: Memory,
    /// Where it stands.
    pub phase: Phase,
    /// When it was reviewed last.
    pub last: Instant,
    /// When it is to be asked again.
    pub due: Instant,
    /// How often it was forgotten after it had been learnt.
    pub lapses: u32,
}

/// Decides when an item is asked again.
#[derive(Debug, Clone)]
pub struct Scheduler {
    fsrs: FSRS,
    decay: f32,
    retention: f32,
}

impl Default for Scheduler {
    fn default() -> Self {
        Self::new(&DEFAULT_PARAMETERS, 0.9)
    }
}

impl Scheduler {
    /// A scheduler that asks again when recall has fallen to `retention` (0.70..=0.97; others are
    /// brought into it). Parameters that FSRS-6 refuses are replaced by the default ones.
    pub fn new(parameters: &[f32], retention: f64) -> Self {
        #[expect(clippy::cast_possible_truncation)] // the crate reckons in single precision
        let retention = retention.clamp(0.70, 0.97) as f32;
        let own = (parameters.len() == DEFAULT_PARAMETERS.len())
            .then(|| FSRS::new(parameters).ok())
            .flatten();
        let decay = match &own {
            Some(_) => parameters.get(20).copied(),
            None => None,
        };
        Self {
            fsrs: own.unwrap_or_default(),
            decay: decay.unwrap_or(fsrs::FSRS6_DEFAULT_DECAY),
            retention,
        }
    }

    /// The state after a review at a time. A clock that was set back counts as no time passed.
    pub fn review(&self, before: Option<&State>, grade: Grade, at: Instant) -> State {
        let next = self.next_states(before, at);
        let (memory, interval) = next.map_or((Memory::UNKNOWN, 1.0), |next| {
            let next = match grade {
                Grade::Again => next.again,
                Grade::Hard => next.hard,
                Grade::Good => next.good,
                Grade::Easy => next.easy,
            };
            (next.memory.into(), next.interval)
        });
        let phase = before.map_or(Phase::Learning(0), |state| state.phase);
        let (phase, wait) = match phase {
            Phase::Learning(step) => steps(&LEARNING, step, grade, Phase::Learning),
            Phase::Relearning(step) => steps(&RELEARNING, step, grade, Phase::Relearning),
            Phase::Review if grade == Grade::Again => {
                (Phase::Relearning(0), RELEARNING.first().copied())
            }
            Phase::Review => (Phase::Review, None),
        };
        let was_known = before.is_some_and(|state| state.phase == Phase::Review);
        let lapsed = was_known && grade == Grade::Again;
        State {
            memory,
            phase,
            last: at,
            due: at.saturating_add(wait.unwrap_or_else(|| whole_days(interval) * DAY)),
            lapses: before.map_or(0, |state| state.lapses) + u32::from(lapsed),
        }
    }

    /// What each grade would make of a memory.
    fn next_states(&self, before: Option<&State>, at: Instant) -> Option<NextStates> {
        let days = before.map_or(0, |state| days_between(state.last, at));
        let memory = before.map(|state| state.memory.into());
        let next = self.fsrs.next_states(memory, self.retention, days);
        // The crate refuses a state that is not finite, and none comes out of finite ones.
        next.or_else(|_| self.fsrs.next_states(None, self.retention, 0))
            .ok()
    }

    /// The chance that the item is recalled at a time, 0..=1.
    pub fn recall(&self, state: &State, at: Instant) -> f64 {
        self.recall_of(state.memory.into(), state.last, at)
    }

    fn recall_of(&self, memory: MemoryState, last: Instant, at: Instant) -> f64 {
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation)]
        let days = (at.saturating_sub(last).max(0) as f64 / DAY as f64) as f32;
        let recall = fsrs::current_retrievability(memory, days, self.decay);
        f64::from(recall).clamp(0.0, 1.0)
    }

    /// What asking an item `now` can be expected to add to the chance that it is recalled `then`,
    /// -1..=1: `p * R(then | good) + (1 - p) * R(then | again) - R(then | not asked)`, with `p` the
    /// chance that it is recalled now. Of an item that was never asked both chances are taken to be
    /// [`UNSEEN`].
    pub fn gain(&self, before: Option<&State>, now: Instant, then: Instant) -> f64 {
        let recall = |at| before.map_or(UNSEEN, |state| self.recall(state, at));
        let after = self.next_states(before, now).map(|next| {
            let [good, again] =
                [next.good, next.again].map(|next| self.recall_of(next.memory, now, then));
            let known = recall(now);
            known * good + (1.0 - known) * again
        });
        after.map_or(0.0, |after| after - recall(then))
    }
}

/// Whole days of 24 hours, as the reference counts them.
pub(super) fn days_between(from: Instant, to: Instant) -> u32 {
    u32::try_from(to.saturating_sub(from).max(0) / DAY).unwrap_or(u32::MAX)
}

fn whole_days(interval: f32) -> i64 {
    #[expect(clippy::cast_possible_truncation)] // at most 36,500
    let days = interval.round_ties_even().clamp(1.0, LONGEST) as i64;
    days
}

/// The next of the short steps and its wait; none where the item is learnt and waits for days.
fn steps(
    waits: &[i64],
    step: usize,
    grade: Grade,
    phase: impl Fn(usize) -> Phase,
) -> (Phase, Option<i64>) {
    let to = |step: usize| (phase(step), waits.get(step).copied());
    let learnt = (Phase::Review, None);
    match grade {
        Grade::Again => to(0),
        _ if step >= waits.len() => learnt,
        Grade::Hard => {
            let wait = match (step, waits) {
                (0, [only]) => Some(only * 3 / 2),
                (0, [first, second, ..]) => Some((first + second) / 2),
                _ => waits.get(step).copied(),
            };
            (phase(step), wait)
        }
        Grade::Good if step + 1 < waits.len() => to(step + 1),
        Grade::Good | Grade::Easy => learnt,
    }
}

impl Memory {
    /// What stands where nothing could be reckoned.
    const UNKNOWN: Self = Self {
        stability: 1.0,
        difficulty: 5.0,
    };
}

impl From<Memory> for MemoryState {
    fn from(memory: Memory) -> Self {
        #[expect(clippy::cast_possible_truncation)] // they came from single precision
        Self {
            stability: memory.stability as f32,
            difficulty: memory.difficulty as f32,
        }
    }
}

impl From<MemoryState> for Memory {
    fn from(memory: MemoryState) -> Self {
        Self {
            stability: memory.stability.into(),
            difficulty: memory.difficulty.into(),
        }
    }
}
