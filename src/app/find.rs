//! The page that finds what there is to read: a list, and a search as one types.

use super::home::moved;
use super::keys::Context;
use super::{Action, input};
use crate::learn::{Entry, Learn};
use std::sync::Arc;

/// The list of what there is to read.
#[derive(Debug, Clone)]
pub struct Find {
    /// What there is.
    pub learn: Arc<Learn>,
    /// What is searched for.
    pub words: String,
    /// Whether letters are typed into the search.
    pub typing: bool,
    /// What is found, the best first.
    pub hits: Vec<Entry>,
    /// Row pointed at, into the hits.
    pub cursor: usize,
}

/// Where to go from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To an entry.
    Open(Entry),
    /// To the home page.
    Back,
}

impl Find {
    /// The page with all entries.
    pub fn new(learn: Arc<Learn>) -> Self {
        let hits = learn.entries();
        Self {
            learn,
            words: String::new(),
            typing: false,
            hits,
            cursor: 0,
        }
    }

    /// Which rows of the key table hold.
    pub fn context(&self) -> Context {
        if self.typing {
            Context::Search
        } else {
            Context::Find
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action) -> Turn {
        match action {
            Action::Search => self.typing = true,
            Action::Type(_) | Action::Erase if self.typing => {
                input::edit(&mut self.words, action);
                self.look();
            }
            // One step back: from typing, from what was found, from the page.
            Action::Back if self.typing && self.words.is_empty() => self.typing = false,
            Action::Back if self.typing || !self.words.is_empty() => {
                self.typing = false;
                self.words.clear();
                self.look();
            }
            Action::Back => return Turn::Back,
            Action::Pick(row) if row < self.hits.len() => {
                self.cursor = row;
                return self.chosen();
            }
            Action::Confirm => return self.chosen(),
            action => self.cursor = moved(self.cursor, self.hits.len(), action),
        }
        Turn::Stay
    }

    /// Adds pasted text to the search.
    pub fn paste(&mut self, pasted: &str) {
        if self.typing {
            input::insert(&mut self.words, pasted);
            self.look();
        }
    }

    fn look(&mut self) {
        self.hits = self.learn.search(&self.words);
        self.cursor = 0;
    }

    fn chosen(&self) -> Turn {
        let entry = self.hits.get(self.cursor);
        entry.map_or(Turn::Stay, |entry| Turn::Open(entry.clone()))
    }
}
