//! The page with one thing to read: the text, and links to what is near.

use super::{Action, Screen, Viewport};
use crate::learn::{Entry, Learn};
use crate::report::{self, Document, Target};
use std::sync::Arc;

/// Something to read.
#[derive(Debug, Clone)]
pub struct Read {
    /// What there is.
    pub learn: Arc<Learn>,
    /// What is on show.
    pub at: At,
    /// What was on show before, the latest last.
    trail: Vec<At>,
    /// The page that one came from.
    pub behind: Box<Screen>,
}

/// An entry as it is read.
#[derive(Debug, Clone)]
pub struct At {
    /// Which one.
    pub entry: Entry,
    /// It in words.
    pub document: Document,
    /// The link pointed at, from 0.
    pub link: Option<usize>,
    /// First row on show; `None` when the link decides.
    pub scroll: Option<usize>,
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
        let at = At::new(&learn, entry);
        Self {
            learn,
            at,
            trail: Vec::new(),
            behind: Box::new(behind),
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, view: &Viewport) -> Turn {
        let top = self.at.scroll.unwrap_or(view.top);
        if let Some(top) = view.scrolled(top, action) {
            self.at.scroll = Some(top);
            return Turn::Stay;
        }
        let links = self.at.document.targets.len();
        match action {
            Action::Next if links > 0 => {
                let next = self.at.link.map_or(0, |link| (link + 1) % links);
                self.point(next);
            }
            Action::Previous if links > 0 => {
                let last = links - 1;
                let before = self.at.link.and_then(|link| link.checked_sub(1));
                self.point(before.unwrap_or(last));
            }
            Action::Pick(link) => return self.follow(link),
            Action::Confirm => {
                if let Some(link) = self.at.link {
                    return self.follow(link);
                }
            }
            Action::Back => match self.trail.pop() {
                Some(before) => self.at = before,
                None => return Turn::Back,
            },
            _ => {}
        }
        Turn::Stay
    }

    fn point(&mut self, link: usize) {
        self.at.link = Some(link);
        self.at.scroll = None;
    }

    fn follow(&mut self, link: usize) -> Turn {
        match self.at.document.targets.get(link) {
            None => Turn::Stay,
            Some(Target::Entry(entry)) => {
                let next = At::new(&self.learn, entry.clone());
                self.at.link = Some(link);
                self.trail.push(std::mem::replace(&mut self.at, next));
                Turn::Stay
            }
            Some(target) => Turn::Run(target.clone()),
        }
    }
}

impl At {
    fn new(learn: &Learn, entry: Entry) -> Self {
        let document = report::article(learn, &entry);
        Self {
            entry,
            document,
            link: None,
            scroll: Some(0),
        }
    }
}
