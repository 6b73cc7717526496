//! The page of a run: one item at a time, its answer in the making, then its explanation.

use super::input::Took;
use super::keep::Kept;
use super::{Action, Input, Millis, Viewport};
use crate::bank::{Certainty, FaqId};
use crate::learn::Entry;
use crate::report::Number;
use crate::run::Run;
use std::collections::BTreeMap;

/// A run on show.
#[derive(Debug, Clone)]
pub struct Sitting {
    /// The run.
    pub run: Run,
    /// The answer in the making.
    pub input: Input,
    /// How sure the person says to be of it. It is said anew for each item: what was true of one
    /// answer says nothing about the next.
    pub certainty: Option<Certainty>,
    /// How much of the run is kept.
    pub kept: Kept,
    /// What was begun and not answered where an answer would be explained at once, by place.
    drafts: BTreeMap<usize, (Input, Option<Certainty>)>,
    /// When the item came into sight.
    shown_at: Millis,
    /// Up to when time was counted on an exam's clock.
    counted_to: Millis,
    /// A remark under the item, until the next key.
    pub notice: Option<&'static str>,
}

/// Where to go from a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the page with all answers.
    Review,
    /// To the result.
    Finish,
    /// To something to read about the item.
    Read(Entry),
    /// To how the credit of the item came about.
    Why(Number),
    /// To the home page; the run stays open.
    Leave,
}

impl Sitting {
    /// Shows a run at its current item.
    pub fn new(run: Run, now: Millis) -> Self {
        let mut sitting = Self {
            run,
            input: Input::Explained { scroll: 0 },
            certainty: None,
            kept: Kept::default(),
            drafts: BTreeMap::new(),
            shown_at: now,
            counted_to: now,
            notice: None,
        };
        sitting.show(now);
        sitting
    }

    /// Whether there is anything worth coming back to.
    pub fn is_begun(&self) -> bool {
        !self.run.log().is_empty() || !self.drafts.is_empty() || self.run.is_exam()
    }

    /// Brings the current item into sight, with the clock set anew.
    pub fn show(&mut self, now: Millis) {
        let locked = self.run.is_locked(self.run.at());
        let draft = self.drafts.remove(&self.run.at());
        if let Some((item, slot)) = self.run.current() {
            let fresh = || (Input::new(item, slot, locked), slot.certainty);
            (self.input, self.certainty) = draft.filter(|_| !locked).unwrap_or_else(fresh);
        }
        self.shown_at = now;
        self.counted_to = now;
        self.notice = None;
    }

    /// The last row that can be at the top, as the explanation was painted.
    pub(super) fn painted(&mut self, last: usize) {
        if let Input::Explained { scroll } = &mut self.input {
            *scroll = (*scroll).min(last);
        }
    }

    /// Counts the time on an exam's clock since the last count; `true` when it is up.
    pub fn count_time(&mut self, now: Millis) -> bool {
        self.run.spend(now.saturating_sub(self.counted_to));
        self.counted_to = self.counted_to.max(now);
        self.run.is_time_up() && !self.run.is_finished()
    }

    /// When the clock on show changes next; `None` when there is none.
    pub fn wake_at(&self) -> Option<Millis> {
        let left = self.run.remaining()?;
        let until = left.checked_sub(1).map_or(0, |left| left % 1000 + 1);
        Some(self.counted_to.saturating_add(until))
    }

    /// Keeps what is whole of the answer in the making, before an exam ends by itself.
    pub fn close(&mut self, now: Millis) {
        self.keep(now);
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
            Action::Certainty if self.takes_certainty() => {
                self.certainty = next(self.certainty);
            }
            Action::Read => {
                if let Some(question) = self.reading() {
                    return Turn::Read(Entry::Question(question.clone()));
                }
            }
            Action::Why => {
                if let Some(credit) = self.explained() {
                    return Turn::Why(credit);
                }
            }
            Action::Flag => self.run.flag(self.run.at()),
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

    /// Whether one can say how sure one is: only while answering, and only where there is a right
    /// and a wrong.
    pub fn takes_certainty(&self) -> bool {
        let is_open = !matches!(self.input, Input::Explained { .. });
        let current = self.run.current().filter(|_| is_open);
        current.is_some_and(|(item, _)| item.kind.is_marked())
    }

    /// The question that explains more of the item whose explanation is on show.
    pub fn reading(&self) -> Option<&FaqId> {
        let is_explained = matches!(self.input, Input::Explained { .. });
        let (item, _) = self.run.current().filter(|_| is_explained)?;
        item.faq.first()
    }

    /// The credit of the item whose explanation is on show.
    fn explained(&self) -> Option<Number> {
        let is_explained = matches!(self.input, Input::Explained { .. });
        let (item, _) = self.run.current().filter(|_| is_explained)?;
        Some(Number::Credit(item.id.clone()))
    }

    fn answer(&mut self, now: Millis) -> Turn {
        let response = match self.input.response() {
            Ok(response) => response,
            Err(what_first) => {
                self.notice = Some(what_first);
                return Turn::Stay;
            }
        };
        let seconds = Some(self.elapsed(now));
        if self.run.answer(response, self.certainty, seconds).is_err() {
            self.notice = Some("This answer stands.");
            return Turn::Stay;
        }
        if self.run.explains_at_once() {
            self.show(now);
            return Turn::Stay;
        }
        self.onward(now)
    }

    /// Going elsewhere keeps what was ticked, ordered, sorted or typed, and how sure one said to be,
    /// since leaving a page must not lose work: as the answer when it is whole, but as a draft where
    /// answering would show right and wrong.
    fn keep(&mut self, now: Millis) {
        let Some((_, slot)) = self.run.current() else {
            return;
        };
        let worked = match &self.input {
            Input::Tick { .. } | Input::Sort { .. } | Input::Write { .. } => true,
            Input::Arrange { order, .. } => slot.order != *order,
            Input::Steps { .. } | Input::Choose { .. } | Input::Explained { .. } => false,
        };
        let given = slot.response().cloned();
        let same = slot.certainty == self.certainty;
        if !worked && same {
            return;
        }
        let response = if worked {
            self.input.response().ok()
        } else {
            given.clone()
        };
        match response {
            Some(response) if given.as_ref() == Some(&response) && same => {}
            Some(response) if !self.run.explains_at_once() => {
                // Cannot be refused: the run is open and the input fits its item.
                let seconds = Some(self.elapsed(now));
                let _ = self.run.answer(response, self.certainty, seconds);
            }
            // What is not whole does not unsay a whole answer that was given before.
            _ if given.is_none() => {
                let draft = (self.input.clone(), self.certainty);
                self.drafts.insert(self.run.at(), draft);
            }
            _ => {}
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

/// The level after this one; after the last, none.
fn next(said: Option<Certainty>) -> Option<Certainty> {
    match said {
        None => Some(Certainty::Low),
        Some(Certainty::Low) => Some(Certainty::Fair),
        Some(Certainty::Fair) => Some(Certainty::Sure),
        Some(Certainty::Sure) => None,
    }
}
