//! The page of practice: one item, then its explanation with the grade that decides when it comes
//! again.

use super::desk::Desk;
use super::keys::Context;
use super::{Action, Input, Millis, Sitting, Viewport, sitting};
use crate::learn::Entry;
use crate::practice::{
    CardId, Deck, Evidence, Grade, Review, Session, State, Why, expected_seconds, proposed,
};
use crate::report::Number;
use crate::run::{Feedback, Length, Plan, Run, next_seed};
use crate::score;
use std::sync::Arc;

/// An item of practice on show.
#[derive(Debug, Clone)]
pub struct Recall {
    /// The item as a run of its own.
    pub sitting: Sitting,
    /// Which item.
    pub card: CardId,
    /// Why it is asked.
    pub why: Why,
    /// The sitting of practice.
    pub session: Session,
    /// Its memory before the answer.
    pub before: Option<State>,
    /// What the answer was taken for, once there is one.
    pub graded: Option<Graded>,
    /// Answers of this sitting of practice that were right.
    pub right: usize,
    /// Items that are to be asked after this one, as things stand.
    pub left: usize,
}

/// What an answer was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Graded {
    /// The grade that counts.
    pub grade: Grade,
    /// The one that the answer spoke for.
    pub proposed: Grade,
}

/// Where to go from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the next item.
    Next,
    /// To the item before, whose answer was taken back.
    Before(CardId),
    /// To something to read about the item.
    Read(Entry),
    /// To how the credit of the item came about.
    Why(Number),
    /// To the page of practice.
    Back,
}

impl Recall {
    /// The next item of a sitting of practice; the sitting itself when there is none.
    pub fn next(
        session: Session,
        right: usize,
        desk: &Desk,
        now: Millis,
    ) -> Result<Self, Box<Session>> {
        match session.next(&desk.deck, desk.at(now)) {
            Some((card, why)) => Self::of(session, right, card, why, desk, now),
            None => Err(Box::new(session)),
        }
    }

    /// A certain item.
    pub fn of(
        session: Session,
        right: usize,
        card: CardId,
        why: Why,
        desk: &Desk,
        now: Millis,
    ) -> Result<Self, Box<Session>> {
        let Some(run) = alone(&desk.deck, &card) else {
            return Err(Box::new(session));
        };
        let left = session.left(&desk.deck, desk.at(now));
        Ok(Self {
            left: left.saturating_sub(1),
            sitting: Sitting::new(run, now),
            before: desk.deck.card(&card).and_then(|card| card.state),
            card,
            why,
            session,
            graded: None,
            right,
        })
    }

    /// Which rows of the key table hold.
    pub fn context(&self) -> Context {
        match self.sitting.input {
            Input::Explained { .. } => Context::Graded,
            _ => self.sitting.input.context(),
        }
    }

    /// Applies an action at a time.
    pub fn update(
        &mut self,
        action: Action,
        now: Millis,
        view: &Viewport,
        desk: &mut Desk,
    ) -> Turn {
        match action {
            Action::Back => return Turn::Back,
            Action::Undo => return self.undo(desk, now),
            Action::Skip => {
                self.session.put_off(self.card.clone());
                return Turn::Next;
            }
            Action::Previous | Action::Next | Action::Review | Action::Flag => return Turn::Stay,
            _ => {}
        }
        if self.graded.is_some() {
            match action {
                Action::Confirm | Action::Toggle => return Turn::Next,
                Action::Pick(place) => {
                    if let Some(grade) = Grade::ALL.get(place) {
                        self.regrade(*grade, desk, now);
                    }
                    return Turn::Stay;
                }
                _ => {}
            }
        }
        match self.sitting.update(action, now, view) {
            sitting::Turn::Read(entry) => Turn::Read(entry),
            sitting::Turn::Why(number) => Turn::Why(number),
            _ => {
                self.grade(desk, now);
                Turn::Stay
            }
        }
    }

    /// Once the item is answered, takes the answer into the memory.
    fn grade(&mut self, desk: &mut Desk, now: Millis) {
        if self.graded.is_some() {
            return;
        }
        let Some(review) = reviewed(&self.sitting.run, &self.card, self.why, desk, now) else {
            return;
        };
        self.graded = Some(Graded {
            grade: review.grade,
            proposed: review.proposed,
        });
        self.right += usize::from(review.credit >= 1.0);
        self.session.asked(self.card.clone(), self.why);
        desk.deck.record(review);
    }

    fn regrade(&mut self, grade: Grade, desk: &mut Desk, now: Millis) {
        if let Some(graded) = &mut self.graded
            && graded.grade != grade
        {
            graded.grade = grade;
            desk.deck.regrade(grade, desk.at(now));
        }
    }

    /// Takes the last answer back: this item's, or the one before's.
    fn undo(&mut self, desk: &mut Desk, now: Millis) -> Turn {
        let Some(review) = desk.deck.undo(desk.at(now)) else {
            self.sitting.notice = Some(crate::report::NOTHING_TO_UNDO);
            return Turn::Stay;
        };
        self.session.unasked();
        self.right = self.right.saturating_sub(usize::from(review.credit >= 1.0));
        Turn::Before(review.card)
    }
}

/// A run over one item, its options in an order of their own each time.
pub fn alone(deck: &Deck, id: &CardId) -> Option<Run> {
    let card = deck.card(id)?;
    let (bank, item) = deck.item_of(card)?;
    let times = u64::try_from(card.reviews.len()).unwrap_or_default();
    let plan = Plan {
        only: Some(vec![item.id.clone()]),
        length: Length::All,
        feedback: Feedback::AfterEach,
        ..Plan::new(next_seed(bank.hash.seed() ^ card.key.0 ^ times))
    };
    Run::new(Arc::clone(bank), plan).ok()
}

/// What the answer of a run over one item is for its memory; `None` as long as it is not answered.
pub fn reviewed(run: &Run, card: &CardId, why: Why, desk: &Desk, now: Millis) -> Option<Review> {
    let (item, slot) = run.current()?;
    let credit = score::mark(item, slot.response()?)?.credit;
    let evidence = Evidence {
        credit,
        certainty: slot.certainty,
        seconds: slot.seconds,
        expected: expected_seconds(item),
    };
    let grade = proposed(&evidence);
    Some(Review {
        card: card.clone(),
        at: desk.at(now),
        grade,
        proposed: grade,
        credit,
        seconds: slot.seconds,
        certainty: evidence.certainty,
        key: desk.deck.card(card)?.key,
        scheduled: why.is_scheduled(),
    })
}
