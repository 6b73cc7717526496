//! The page with all runs that are kept: open one, compare two, see a trend, delete.

use super::home::moved;
use super::{Action, Screen};
use crate::report::Document;
use crate::run::{Row, RunKey};

/// How many rows are asked for at a time.
pub const PAGE: usize = 200;
/// With so few rows left below the cursor more are asked for.
const AHEAD: usize = 50;

/// The list of runs, as far as it has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The latest first.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: usize,
    /// Row pointed at.
    pub cursor: usize,
    /// The run chosen to be compared with another.
    pub marked: Option<RunKey>,
}

/// What there is to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doomed {
    /// One run, told in a line.
    One(RunKey, String),
    /// All of them.
    All(usize),
}

/// Where to go from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// Read more rows, after the first so many.
    More(usize),
    /// To a run: its result, or on with it.
    Open(RunKey),
    /// To what changed between two runs, the earlier first.
    Compare(RunKey, RunKey),
    /// To the scores of a bank over time.
    Trend(String),
    /// To the question whether to delete.
    Delete(Doomed),
    /// To the home page.
    Back,
}

impl History {
    /// The page with its first rows.
    pub fn new(rows: Vec<Row>, total: usize) -> Self {
        Self {
            rows,
            total,
            cursor: 0,
            marked: None,
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action) -> Turn {
        let row = self.rows.get(self.cursor);
        match (action, row) {
            (Action::Back, _) if self.marked.is_some() => self.marked = None,
            (Action::Back, _) => return Turn::Back,
            (Action::Pick(at), _) => {
                if let Some(row) = self.rows.get(at) {
                    self.cursor = at;
                    return Turn::Open(row.key);
                }
            }
            (Action::Confirm, Some(row)) => return Turn::Open(row.key),
            (Action::Compare, Some(row)) => return self.compare(row.key),
            (Action::Trend, Some(row)) => return Turn::Trend(row.bank.clone()),
            (Action::Delete, Some(row)) => {
                return Turn::Delete(Doomed::One(row.key, format!("{}, {}", row.title, row.when)));
            }
            (Action::DeleteAll, Some(_)) => return Turn::Delete(Doomed::All(self.total)),
            (action, _) => {
                self.cursor = moved(self.cursor, self.rows.len(), action);
                let more = self.rows.len() < self.total;
                if more && self.cursor + AHEAD > self.rows.len() {
                    return Turn::More(self.rows.len());
                }
            }
        }
        Turn::Stay
    }

    fn compare(&mut self, chosen: RunKey) -> Turn {
        let place = |key| self.rows.iter().position(|row| row.key == key);
        match self.marked.take() {
            None => self.marked = Some(chosen),
            // Choosing the same one again takes the choice back.
            Some(marked) if marked == chosen => {}
            Some(marked) => {
                // The list runs from the latest to the earliest.
                let (earlier, later) = if place(marked) > place(chosen) {
                    (marked, chosen)
                } else {
                    (chosen, marked)
                };
                return Turn::Compare(earlier, later);
            }
        }
        Turn::Stay
    }

    /// Adds rows that were read.
    pub fn extend(&mut self, from: usize, rows: Vec<Row>, total: usize) {
        self.rows.truncate(from);
        self.rows.extend(rows);
        self.total = total;
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
    }
}

/// A document to scroll through, over the page that it was opened from.
#[derive(Debug, Clone)]
pub struct Told {
    /// What is told.
    pub document: Document,
    /// First row on show.
    pub scroll: usize,
    /// The page that one came from.
    pub behind: Box<Screen>,
}
