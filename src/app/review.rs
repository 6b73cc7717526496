//! The page with all answers before a run is finished: look, go back to any, or finish.

use super::home::moved;
use super::{Action, Sitting};

/// The page before finishing.
#[derive(Debug, Clone)]
pub struct Review {
    /// The run it is about; it stays open.
    pub sitting: Sitting,
    /// Row pointed at: row 0 is "finish", row n is the n-th item.
    pub cursor: usize,
}

/// Where to go from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the item at this place.
    Open(usize),
    /// To the result.
    Finish,
    /// To the first item without an answer.
    Unanswered,
    /// Back to the item that was on show.
    Back,
}

impl Review {
    /// The page over a run.
    pub fn new(sitting: Sitting) -> Self {
        Self { sitting, cursor: 0 }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action) -> Turn {
        match action {
            Action::Pick(row) if row <= self.sitting.run.len() => {
                self.cursor = row;
                self.chosen()
            }
            Action::Confirm => self.chosen(),
            Action::Finish => Turn::Finish,
            Action::Next => Turn::Unanswered,
            Action::Back | Action::Previous => Turn::Back,
            action => {
                self.cursor = moved(self.cursor, self.sitting.run.len() + 1, action);
                Turn::Stay
            }
        }
    }

    fn chosen(&self) -> Turn {
        match self.cursor.checked_sub(1) {
            None => Turn::Finish,
            Some(place) => Turn::Open(place),
        }
    }
}
