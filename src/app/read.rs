//! The page with one thing to read: the text, and links to what is near.

use super::reader::{Reader, Step};
use super::{Action, Screen, Viewport};
use crate::learn::{Entry, Learn};
use crate::report::{self, Target};
use std::sync::Arc;

/// Something to read.
#[derive(Debug, Clone)]
pub struct Read {
    /// What there is.
    pub learn: Arc<Learn>,
    /// Which entry is on show, and what was before.
    pub reader: Reader<Entry>,
    /// The page that one came from.
    pub behind: Box<Screen>,
}

/// Where to go from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the page that one came from.
    Back,
    /// To where a link leads outside: a run over items.
    Run(Target),
}

impl Read {
    /// An entry, opened from the page `behind`.
    pub fn new(learn: Arc<Learn>, entry: Entry, behind: Screen) -> Self {
        let document = report::article(&learn, &entry);
        Self {
            learn,
            reader: Reader::new(entry, document),
            behind: Box::new(behind),
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, view: &Viewport) -> Turn {
        match self.reader.update(action, view) {
            Step::Stay => Turn::Stay,
            Step::Back => Turn::Back,
            Step::Follow(link) => self.follow(link),
        }
    }

    fn follow(&mut self, link: usize) -> Turn {
        match self.reader.at.document.targets.get(link) {
            None => Turn::Stay,
            Some(Target::Entry(entry)) => {
                let entry = entry.clone();
                let document = report::article(&self.learn, &entry);
                self.reader.open(link, entry, document);
                Turn::Stay
            }
            Some(target) => Turn::Run(target.clone()),
        }
    }
}
