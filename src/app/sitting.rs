//! The page of a run: one item at a time, its answer in the making, then its explanation.

use super::input::Took;
use super::{Action, Input, Millis, Viewport};
use crate::run::Run;

/// A run on show.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The run.
    pub run: Run,
    /// The answer in the making.
    pub input: Input,
    /// When the item came into sight.
    shown_at: Millis,
    /// A remark under the item, until the next key.
    pub notice: Option<&'static str>,
}

/// Where to go from a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the page with all answers.
    Review,
    /// To the result.
    Finish,
    /// To the home page; the run stays open.
    Leave,
}

impl Sitting {
    /// Shows a run at its current item.
    pub fn new(run: Run, now: Millis) -> Self {
        let mut sitting = Self {
            run,
            input: Input::Explained { scroll: 0 },
            shown_at: now,
            notice: None,
        };
        sitting.show(now);
        sitting
    }

    /// Brings the current item into sight, with the clock set anew.
    pub fn show(&mut self, now: Millis) {
        let locked = self.run.is_locked(self.run.at());
        if let Some((item, slot)) = self.run.current() {
            self.input = Input::new(item, slot, locked);
        }
        self.shown_at = now;
        self.notice = None;
    }

    /// Applies an action at a time.
    pub fn update(&mut self, action: Action, now: Millis, view: &Viewport) -> Turn {
        self.notice = None;
        if let Input::Explained { scroll } = &mut self.input {
            if let Some(top) = view.scrolled(*scroll, action) {
                *scroll = top;
                return Turn::Stay;
            }
            if matches!(action, Action::Confirm | Action::Toggle) {
                return self.onward(now);
            }
        }
        match self.input.update(action) {
            Took::Changed => return Turn::Stay,
            Took::Answer => return self.answer(now),
            Took::No => {}
        }
        match action {
            Action::Previous | Action::Less => {
                self.keep(now);
                if self.run.back() {
                    self.show(now);
                }
            }
            Action::Next | Action::More => {
                self.keep(now);
                return self.onward(now);
            }
            Action::Skip if self.run.skip(Some(self.elapsed(now))).is_ok() => {
                return self.onward(now);
            }
            Action::Review => {
                self.keep(now);
                return Turn::Review;
            }
            Action::Back => {
                self.keep(now);
                return Turn::Leave;
            }
            _ => {}
        }
        Turn::Stay
    }

    fn answer(&mut self, now: Millis) -> Turn {
        let response = match self.input.response() {
            Ok(response) => response,
            Err(what_first) => {
                self.notice = Some(what_first);
                return Turn::Stay;
            }
        };
        if self.run.answer(response, Some(self.elapsed(now))).is_err() {
            self.notice = Some("This answer stands.");
            return Turn::Stay;
        }
        if self.run.explains_at_once() {
            self.show(now);
            return Turn::Stay;
        }
        self.onward(now)
    }

    /// Going elsewhere keeps what was ticked, ordered, sorted or typed as the answer, when it is
    /// whole and right and wrong are not shown at once: leaving a page must not lose work.
    fn keep(&mut self, now: Millis) {
        let worked = match &self.input {
            Input::Tick { .. } | Input::Sort { .. } | Input::Write { .. } => true,
            Input::Arrange { order, .. } => self
                .run
                .current()
                .is_some_and(|(_, slot)| slot.order != *order),
            Input::Steps { .. } | Input::Choose { .. } | Input::Explained { .. } => false,
        };
        if worked
            && !self.run.explains_at_once()
            && let Ok(response) = self.input.response()
            && self.run.current().and_then(|(_, slot)| slot.response()) != Some(&response)
        {
            // Cannot be refused: the run is open and the input fits its item.
            let _ = self.run.answer(response, Some(self.elapsed(now)));
        }
    }

    fn onward(&mut self, now: Millis) -> Turn {
        if self.run.onward() {
            self.show(now);
            return Turn::Stay;
        }
        if self.run.explains_at_once() && self.run.unanswered() == 0 {
            return Turn::Finish;
        }
        Turn::Review
    }

    /// Seconds since the item came into sight.
    fn elapsed(&self, now: Millis) -> f64 {
        super::seconds(now.saturating_sub(self.shown_at))
    }
}
