//! The page with all answers before a run is finished: look, go back to any, or finish. In an exam it
//! is a map: the numbers of all questions, with signs.

use super::home::moved;
use super::keys::Context;
use super::{Action, Sitting, Viewport};

/// Questions in a row of the map, where there is room and where there is not.
const PER_ROW: [usize; 2] = [10, 5];
/// Columns that a question takes on the map.
pub const CELL: usize = 7;

/// How many questions stand in a row of the map on a page of so many columns.
pub fn per_row(columns: usize) -> usize {
    let [roomy, narrow] = PER_ROW;
    if columns >= roomy * CELL {
        roomy
    } else {
        narrow
    }
}

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
        let on_map = sitting.run.is_exam().then(|| sitting.run.at() + 1);
        let cursor = on_map.unwrap_or_default();
        Self { sitting, cursor }
    }

    /// Which rows of the key table hold.
    pub fn context(&self) -> Context {
        if self.sitting.run.is_exam() {
            Context::Map
        } else {
            Context::Review
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, view: &Viewport) -> Turn {
        if self.sitting.run.is_exam()
            && let Some(turn) = self.update_map(action, per_row(view.columns))
        {
            return turn;
        }
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

    /// What an action does on the map alone; `None` when it means the same as in a list.
    fn update_map(&mut self, action: Action, per_row: usize) -> Option<Turn> {
        let last = self.sitting.run.len();
        let at = self.cursor;
        self.cursor = match action {
            Action::Flag => {
                self.sitting.run.flag(at.checked_sub(1)?);
                at
            }
            // "Finish" stands above the first row.
            Action::Up => at.saturating_sub(per_row),
            Action::Down if at == 0 => 1,
            Action::Down if at + per_row <= last => at + per_row,
            // Below the last whole row, the last question.
            Action::Down if (at - 1) / per_row < (last - 1) / per_row => last,
            Action::Down => at,
            Action::Less => at.saturating_sub(1),
            Action::More => (at + 1).min(last),
            Action::PageUp => at.saturating_sub(5 * per_row),
            Action::PageDown => (at + 5 * per_row).min(last),
            Action::Pick(row) if row < last => return Some(Turn::Open(row)),
            _ => return None,
        };
        Some(Turn::Stay)
    }

    fn chosen(&self) -> Turn {
        match self.cursor.checked_sub(1) {
            None => Turn::Finish,
            Some(place) => Turn::Open(place),
        }
    }
}
