//! What the program has kept of its runs, and what is still to be kept.
//!
//! Nothing is written here: after each message the app asks the outside to keep what is new, before
//! anything is painted. What the outside could not keep is tried again with the next answer.

use super::{App, Effect};
use crate::run::{Keeping, Row, Run, RunKey};

/// So many milliseconds of an exam's clock are kept without an answer at the latest; so much of it may
/// come back when the program is killed.
const CLOCK_STEP: u64 = 10_000;

/// Whether and where runs are kept.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keep {
    /// Where, in words; `None` when nothing is kept.
    pub place: Option<String>,
    /// Runs that earlier sittings left open, the latest first.
    pub waiting: Vec<Row>,
    /// The key of the next run; each further one is the next number.
    pub next_key: u64,
    /// Whether the last attempt failed, so that answers would be lost by leaving.
    pub failed: bool,
}

/// How much of a run is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// The run's key, once something of it was to be kept.
    pub key: Option<RunKey>,
    /// Answers of the log that are kept.
    pub answers: usize,
    /// The place in the run that is kept.
    pub at: usize,
    /// Whether its end is kept.
    pub finished: bool,
    /// How often an exam's flags had moved.
    pub flag_moves: usize,
    /// Time on an exam's clock, in milliseconds.
    pub used: u64,
}

/// Why something could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepFault {
    /// What is wrong, for the person.
    pub why: String,
    /// Whether another pofit has gone on with this run meanwhile.
    pub elsewhere: bool,
}

impl Kept {
    /// A run that was read from where it is kept.
    pub fn whole(key: RunKey, run: &Run) -> Self {
        Self {
            key: Some(key),
            answers: run.log().len(),
            at: run.at(),
            finished: run.is_finished(),
            flag_moves: run.exam_state().flag_moves,
            used: run.exam_state().used,
        }
    }

    /// Whether all there is of a run is kept.
    pub fn has_all(&self, run: &Run) -> bool {
        self.answers >= run.log().len()
    }

    /// What is new in a run; gives it a key when it has none. A run without any answer is not
    /// worth keeping, unless it is an exam whose clock runs. A clock alone is news when the run is
    /// left, and now and then before.
    pub fn news(&mut self, run: &Run, next_key: &mut u64, leaves: bool) -> Option<Keeping> {
        let exam = run.exam_state();
        let step = if leaves { 1 } else { CLOCK_STEP };
        let is_begun = !run.log().is_empty() || exam.flag_moves > 0 || exam.used >= CLOCK_STEP;
        let is_new = self.answers < run.log().len()
            || self.at != run.at()
            || self.finished != run.is_finished()
            || self.flag_moves != exam.flag_moves
            || exam.used >= self.used.saturating_add(step);
        if !is_begun || !is_new {
            return None;
        }
        let key = *self.key.get_or_insert_with(|| {
            let key = RunKey(*next_key);
            *next_key = next_key.wrapping_add(1);
            key
        });
        Some(Keeping::new(key, run, self.answers))
    }

    /// Notes what became of an attempt to keep.
    pub fn learn(&mut self, keeping: &Keeping, result: &Result<(), KeepFault>) {
        if self.key != Some(keeping.key) {
            return;
        }
        match result {
            Ok(()) => {
                self.answers = keeping.before + keeping.answers.len();
                self.at = keeping.at;
                self.finished = keeping.finished.is_some();
                if let Some(exam) = &keeping.exam {
                    (self.flag_moves, self.used) = (exam.flag_moves, exam.used);
                }
            }
            // The other pofit's run stays; this one is kept whole under a key of its own.
            Err(fault) if fault.elsewhere => *self = Self::default(),
            Err(_) => {}
        }
    }
}

impl App {
    /// What is to be kept now: of the run on show, of the one just left, of the one just finished.
    /// `leaves` says that the run may be left by this.
    pub(super) fn keeping(&mut self, leaves: bool) -> Vec<Effect> {
        if self.keep.place.is_none() {
            return Vec::new();
        }
        let next_key = &mut self.keep.next_key;
        let on_show = self.screen.sitting_mut();
        let sittings = on_show.into_iter().chain(self.parked.first_mut());
        let mut news: Vec<Keeping> = sittings
            .filter_map(|sitting| sitting.kept.news(&sitting.run, next_key, leaves))
            .collect();
        if let Some((run, kept)) = &mut self.finished {
            news.extend(kept.news(run, next_key, leaves));
        }
        let keep = |keeping| Effect::Keep(Box::new(keeping));
        news.into_iter().map(keep).collect()
    }

    /// Notes what became of an attempt to keep.
    pub(super) fn kept(&mut self, keeping: &Keeping, result: Result<(), KeepFault>) {
        let on_show = self.screen.sitting_mut();
        let all = on_show.into_iter().chain(&mut self.parked);
        let all = all.map(|sitting| &mut sitting.kept);
        let finished = self.finished.as_mut().map(|(_, kept)| kept);
        for kept in all.chain(finished) {
            kept.learn(keeping, &result);
        }
        let failed = std::mem::replace(&mut self.keep.failed, result.is_err());
        if let Err(fault) = result
            && !failed
        {
            self.overlay = Some(super::Overlay::Fault(crate::report::not_kept(&fault.why)));
        }
    }
}
