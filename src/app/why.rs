//! The page that tells how a number came about: a list of the numbers, then one, then what it is made
//! of.

use super::reader::{Reader, Step};
use super::{Action, Screen, Viewport};
use crate::report::{Block, Number, Target, Whys};
use crate::run::Run;

/// How the numbers of a run came about.
#[derive(Debug, Clone)]
pub struct Why {
    /// The run that they are of.
    pub run: Run,
    /// Which number is on show, `None` for the list of all; and what was before.
    pub reader: Reader<Option<Number>>,
    /// The page that one came from.
    pub behind: Box<Screen>,
}

/// Where to go from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the page that one came from.
    Back,
}

impl Why {
    /// The list of all numbers; the first of the section with this heading is pointed at, or the first
    /// of all.
    pub fn list(run: Run, section: Option<&str>, behind: Screen) -> Self {
        let list = Whys::new(&run).list();
        let in_section = list
            .blocks
            .iter()
            .skip_while(|block| section != heading(block))
            .find_map(link);
        let first = in_section.or_else(|| list.blocks.iter().find_map(link));
        let mut reader = Reader::new(None, list);
        if let Some(link) = first {
            reader.point(link);
        }
        Self {
            run,
            reader,
            behind: Box::new(behind),
        }
    }

    /// One number.
    pub fn number(run: Run, number: Number, behind: Screen) -> Self {
        let document = Whys::new(&run).why(&number);
        Self {
            run,
            reader: Reader::new(Some(number), document),
            behind: Box::new(behind),
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, view: &Viewport) -> Turn {
        match self.reader.update(action, view) {
            Step::Stay => {}
            Step::Back => return Turn::Back,
            Step::Follow(link) => {
                // A why leads nowhere but to other numbers.
                if let Some(Target::Number(number)) = self.reader.at.document.targets.get(link) {
                    let number = number.clone();
                    let document = Whys::new(&self.run).why(&number);
                    self.reader.open(link, Some(number), document);
                }
            }
        }
        Turn::Stay
    }
}

fn heading(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(text) => Some(text),
        _ => None,
    }
}

fn link(block: &Block) -> Option<usize> {
    match block {
        Block::Link(link) => link.number.checked_sub(1),
        _ => None,
    }
}
