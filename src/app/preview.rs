//! The page that shows a bank while it is being written: its items one by one, and its mistakes.

use super::keys::Context;
use super::{Action, Millis, Sitting, Viewport, sitting};
use crate::bank::{Bank, ItemId, SourceText};
use crate::learn::Entry;
use crate::run::{Feedback, Length, Plan, Run};
use std::sync::Arc;

/// How long the file is left alone between two looks at it.
const EVERY: Millis = 300;

/// A bank as it stands in its file: checked, or the mistakes in it, each in a line with its place.
pub type Found = Result<Arc<Bank>, Vec<String>>;

/// A bank on show.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The file's name.
    pub name: String,
    /// The bank as it was when it had no mistakes last.
    pub bank: Option<Arc<Bank>>,
    /// The item on show, as a run of its own.
    pub sitting: Option<Box<Sitting>>,
    /// Where it stands in the bank.
    pub place: usize,
    /// The mistakes of the file as it is now.
    pub mistakes: Vec<String>,
    /// When to look at the file again.
    pub look_at: Millis,
}

/// Where to go from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To something to read about the item.
    Read(Entry),
    /// To the home page.
    Back,
}

impl Preview {
    /// The page over a file.
    pub fn new(name: &str, found: Found, now: Millis) -> Self {
        let mut page = Self {
            name: SourceText::new(name, "").name.to_string(),
            bank: None,
            sitting: None,
            place: 0,
            mistakes: Vec::new(),
            look_at: now + EVERY,
        };
        page.found(found, now);
        page
    }

    /// Notes that the file was looked at.
    pub fn looked(&mut self, now: Millis) {
        self.look_at = now + EVERY;
    }

    /// Takes the file as it is now; the item on show stays, wherever it stands by now.
    pub fn found(&mut self, found: Found, now: Millis) {
        match found {
            Ok(bank) => {
                let shown = self.item().cloned();
                let stands = |id: ItemId| bank.items.iter().position(|item| item.id == id);
                let place = shown.and_then(stands).unwrap_or(self.place);
                self.bank = Some(bank);
                self.mistakes.clear();
                self.show(place, now);
            }
            Err(mistakes) => self.mistakes = mistakes,
        }
    }

    /// The item on show.
    fn item(&self) -> Option<&ItemId> {
        let sitting = self.sitting.as_ref()?;
        Some(&sitting.run.current()?.0.id)
    }

    fn show(&mut self, place: usize, now: Millis) {
        let Some(bank) = &self.bank else { return };
        self.place = place.min(bank.items.len().saturating_sub(1));
        let plan = Plan {
            only: bank.items.get(self.place).map(|item| vec![item.id.clone()]),
            length: Length::All,
            feedback: Feedback::AfterEach,
            ..Plan::new(bank.hash.seed())
        };
        let run = Run::new(Arc::clone(bank), plan).ok();
        self.sitting = run.map(|run| Box::new(Sitting::new(run, now)));
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.bank.as_ref().map_or(0, |bank| bank.items.len())
    }

    /// Whether there is no item to show.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The last row that can be at the top, as the explanation was painted.
    pub(super) fn painted(&mut self, last: usize) {
        if let Some(sitting) = &mut self.sitting {
            sitting.painted(last);
        }
    }

    /// Takes a pasted text.
    pub(super) fn paste(&mut self, text: &str) {
        if let Some(sitting) = &mut self.sitting {
            sitting.input.paste(text);
        }
    }

    /// Which rows of the key table hold.
    pub fn context(&self) -> Context {
        let sitting = self.sitting.as_ref();
        sitting.map_or(Context::Explained, |sitting| sitting.input.context())
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, now: Millis, view: &Viewport) -> Turn {
        match action {
            Action::Back => return Turn::Back,
            Action::Previous => self.show(self.place.saturating_sub(1), now),
            Action::Next | Action::Skip => self.show(self.place + 1, now),
            Action::Review | Action::Flag | Action::Undo => {}
            action => {
                let turn = self
                    .sitting
                    .as_mut()
                    .map(|open| open.update(action, now, view));
                match turn {
                    Some(sitting::Turn::Read(entry)) => return Turn::Read(entry),
                    // The answer was taken without an explanation, or it was read: onward.
                    Some(sitting::Turn::Review | sitting::Turn::Finish) => {
                        self.show(self.place + 1, now);
                    }
                    _ => {}
                }
            }
        }
        Turn::Stay
    }
}
