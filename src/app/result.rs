//! The page that tells what came out: a document to scroll through, and what to do next.

use super::keys::Context;
use super::{Action, Screen, Viewport};
use crate::bank::{ItemId, Subject};
use crate::learn::Entry;
use crate::report::{self, Block, Document, Target};
use crate::run::{Plan, Run, next_seed};

/// The result of a run.
#[derive(Debug, Clone)]
pub struct ResultPage {
    /// The finished run.
    pub run: Run,
    /// What came out, in words and bars.
    pub document: Document,
    /// First row on show.
    pub scroll: usize,
    /// The page that one came from, when it was not the run itself.
    pub behind: Option<Box<Screen>>,
}

/// Where to go from the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the home page.
    Back,
    /// To something to read.
    Read(Entry),
    /// To how its numbers came about, those of the section with this heading first.
    Why(Option<String>),
    /// A report of this run in a file.
    Export,
    /// Another run with this plan.
    Run(Box<Plan>),
}

impl ResultPage {
    /// The result of a run, which is finished by this.
    pub fn new(mut run: Run) -> Self {
        run.finish();
        let document = report::result(&run);
        Self {
            run,
            document,
            scroll: 0,
            behind: None,
        }
    }

    /// Which rows of the key table hold.
    pub fn context(&self) -> Context {
        match self.run.bank().subject {
            Subject::Assessment(_) => Context::FitResult,
            Subject::Quiz { .. } => Context::QuizResult,
        }
    }

    /// The heading of the section that the first row on show belongs to.
    fn section(&self, view: &Viewport) -> Option<String> {
        let begun = view.sections.iter().filter(|row| **row <= self.scroll);
        let heading = |block: &Block| match block {
            Block::Heading(text) => Some(text.clone()),
            _ => None,
        };
        let mut headings = self.document.blocks.iter().filter_map(heading);
        headings.nth(begun.count().checked_sub(1)?)
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, view: &Viewport) -> Turn {
        if let Some(top) = view.scrolled(self.scroll, action) {
            self.scroll = top;
            return Turn::Stay;
        }
        let seed = next_seed(self.run.plan().seed);
        match action {
            Action::Back | Action::Confirm => Turn::Back,
            Action::Pick(link) => match self.document.targets.get(link) {
                Some(Target::Entry(entry)) => Turn::Read(entry.clone()),
                Some(Target::Items(bank, items)) if *bank == self.run.bank().head.id => {
                    self.practise(items.clone())
                }
                _ => Turn::Stay,
            },
            Action::Why => Turn::Why(self.section(view)),
            Action::Export => Turn::Export,
            Action::Again => {
                let plan = Plan {
                    seed,
                    only: None,
                    ..self.run.plan().clone()
                };
                Turn::Run(Box::new(plan))
            }
            Action::Missed => {
                let missed = self.run.missed();
                if missed.is_empty() {
                    return Turn::Stay;
                }
                if self.run.is_exam() {
                    return self.practise(missed);
                }
                Turn::Run(Box::new(Plan {
                    seed,
                    only: Some(missed),
                    ..self.run.plan().clone()
                }))
            }
            _ => Turn::Stay,
        }
    }

    /// Another run over these items, explained one by one and without a clock.
    fn practise(&self, items: Vec<ItemId>) -> Turn {
        Turn::Run(Box::new(Plan {
            only: Some(items),
            ..Plan::new(next_seed(self.run.plan().seed))
        }))
    }
}
