//! Reading a document with links: which one is pointed at, which row is at the top, the way back.
//!
//! Pages that read share it; what a link leads to, each page knows for itself.

use super::{Action, Viewport};
use crate::report::Document;

/// What is being read, and what was read before it.
#[derive(Debug, Clone)]
pub struct Reader<T> {
    /// What is on show.
    pub at: At<T>,
    /// What was on show before, the latest last.
    trail: Vec<At<T>>,
}

/// Something as it is read.
#[derive(Debug, Clone)]
pub struct At<T> {
    /// Which thing.
    pub what: T,
    /// It in words.
    pub document: Document,
    /// The link pointed at, from 0.
    pub link: Option<usize>,
    /// First row on show; `None` when the link decides.
    pub scroll: Option<usize>,
}

/// What an action asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing more.
    Stay,
    /// To open the link with this place, from 0.
    Follow(usize),
    /// To leave: nothing was read before this.
    Back,
}

impl<T> Reader<T> {
    /// Begins to read.
    pub fn new(what: T, document: Document) -> Self {
        Self {
            at: At::new(what, document),
            trail: Vec::new(),
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, view: &Viewport) -> Step {
        let top = self.at.scroll.unwrap_or(view.top);
        if let Some(top) = view.scrolled(top, action) {
            self.at.scroll = Some(top);
            return Step::Stay;
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
            Action::Pick(link) if link < links => return Step::Follow(link),
            Action::Confirm => {
                if let Some(link) = self.at.link {
                    return Step::Follow(link);
                }
            }
            Action::Back => match self.trail.pop() {
                Some(before) => self.at = before,
                None => return Step::Back,
            },
            _ => {}
        }
        Step::Stay
    }

    /// Whether an action would do anything.
    pub fn can(&self, action: Action) -> bool {
        match action {
            Action::Next | Action::Pick(_) => !self.at.document.targets.is_empty(),
            Action::Confirm => self.at.link.is_some(),
            _ => true,
        }
    }

    /// Points at a link and brings it into sight.
    pub fn point(&mut self, link: usize) {
        self.at.link = Some(link);
        self.at.scroll = None;
    }

    /// Opens what the link with this place leads to; the way back leads here.
    pub fn open(&mut self, link: usize, what: T, document: Document) {
        self.at.link = Some(link);
        let next = At::new(what, document);
        self.trail.push(std::mem::replace(&mut self.at, next));
    }
}

impl<T> At<T> {
    fn new(what: T, document: Document) -> Self {
        Self {
            what,
            document,
            link: None,
            scroll: Some(0),
        }
    }
}
