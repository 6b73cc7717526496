//! The home page: what one can do here, the main thing first.

use super::Action;
use crate::bank::BankId;

/// What an entry of the home page opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opens {
    /// The page before a run of this bank.
    Bank(BankId),
    /// What there is to read.
    Learn,
    /// The runs that are kept.
    History,
    /// What there is to practise.
    Practice,
}

/// What the home page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it opens.
    pub opens: Opens,
    /// Its title.
    pub title: String,
    /// What one gets, in a line.
    pub about: String,
}

/// The home page's list: the runs that were left open, the last result, then the entries.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Home {
    /// What is offered.
    pub entries: Vec<Entry>,
    /// Which row is chosen, counting what stands above the entries.
    pub cursor: usize,
}

/// What stands above the entries: work of this sitting that one can come back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Above {
    /// Runs that were left open in this sitting.
    pub parked: usize,
    /// Runs that earlier sittings left open.
    pub waiting: usize,
    /// Whether a run was finished.
    pub finished: bool,
}

/// What a row of the home page does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Go on with the n-th of the runs that were left open.
    Continue(usize),
    /// Go on with the n-th of the runs that earlier sittings left open.
    Fetch(usize),
    /// See the last result again.
    Result,
    /// What the entry opens.
    Open(Opens),
}

impl Home {
    /// Moves the cursor or chooses a row.
    pub fn update(&mut self, action: Action, above: Above) -> Option<Chosen> {
        let Above {
            parked,
            waiting,
            finished,
        } = above;
        let before_entries = parked + waiting + usize::from(finished);
        let rows = before_entries + self.entries.len();
        match action {
            Action::Pick(row) if row < rows => self.cursor = row,
            Action::Confirm => {}
            _ => {
                self.cursor = moved(self.cursor, rows, action);
                return None;
            }
        }
        if self.cursor < parked {
            return Some(Chosen::Continue(self.cursor));
        }
        if self.cursor < parked + waiting {
            return Some(Chosen::Fetch(self.cursor - parked));
        }
        let Some(row) = self.cursor.checked_sub(before_entries) else {
            return Some(Chosen::Result);
        };
        let entry = self.entries.get(row)?;
        Some(Chosen::Open(entry.opens.clone()))
    }
}

/// The cursor of a list of `rows` after `action`; it stops at the ends.
pub fn moved(cursor: usize, rows: usize, action: Action) -> usize {
    let last = rows.saturating_sub(1);
    match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => (cursor + 1).min(last),
        Action::PageUp => cursor.saturating_sub(5),
        Action::PageDown => (cursor + 5).min(last),
        Action::First => 0,
        Action::Last => last,
        Action::Point(row) => row.min(last),
        _ => cursor.min(last),
    }
}
