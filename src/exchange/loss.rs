//! What a format could not hold.

use super::neutral::NeutralItem;
use crate::bank::text::clean;
use std::fmt;

/// So much of a text is quoted.
const QUOTED: usize = 60;

/// Something that got lost, was changed or had to be added on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The line of the file that was read, from 1; `None` where a bank is written, or for a whole file.
    pub line: Option<usize>,
    /// The item that it is about: its id or name, harmless; `None` for all.
    pub item: Option<String>,
    /// What it is, in a few words.
    pub what: String,
    /// Whether the whole item is left out.
    pub left_out: bool,
}

impl Loss {
    /// About the whole file or bank.
    pub(super) fn of_all(what: impl Into<String>) -> Self {
        Self {
            line: None,
            item: None,
            what: what.into(),
            left_out: false,
        }
    }

    /// About a line that belongs to no item.
    pub(super) fn at(line: usize, what: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            ..Self::of_all(what)
        }
    }

    /// About one item.
    pub(super) fn of(item: &NeutralItem, what: impl Into<String>) -> Self {
        let named = item.id.as_deref().unwrap_or(&item.stem);
        Self {
            line: (item.line > 0).then_some(item.line),
            item: (!named.trim().is_empty()).then(|| quoted(named)),
            what: what.into(),
            left_out: false,
        }
    }

    /// The same, and the item is not there any more.
    pub(super) fn leaving_out(self) -> Self {
        Self {
            left_out: true,
            ..self
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(item) = &self.item {
            write!(f, "{item}: ")?;
        }
        if self.left_out {
            f.write_str("left out: ")?;
        }
        f.write_str(&self.what)
    }
}

/// Notes a loss that several texts of an item may have, once.
pub(super) fn once(item: &NeutralItem, what: &str, losses: &mut Vec<Loss>) {
    let loss = Loss::of(item, what);
    let mut of_item = losses.iter().rev().take_while(|it| it.line == loss.line);
    if !of_item.any(|known| *known == loss) {
        losses.push(loss);
    }
}

/// What is told of Markdown, whose signs nobody takes away.
pub(super) const MARKDOWN: &str = "that it is Markdown: its signs stand as they are";

/// A text of a file as a message may show it: harmless, on one line, not too long.
pub(super) fn quoted(text: &str) -> String {
    // Only so much is cleaned: a text may be a whole file.
    let start: String = text.chars().take(4 * QUOTED).collect();
    let text = clean(&start).replace('\n', " ");
    if text.chars().count() <= QUOTED {
        return format!("`{text}`");
    }
    let kept: String = text.chars().take(QUOTED).collect();
    format!("`{kept}...`")
}

/// What was read from a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Imported {
    /// What the file says its title is.
    pub title: Option<String>,
    /// In the file's order.
    pub items: Vec<NeutralItem>,
    /// In the order in which they were found.
    pub losses: Vec<Loss>,
}

/// A bank of more questions, or a file with more losses, is read no further.
const MOST: usize = 100_000;

impl Imported {
    /// Whether there is room for no more; then it is told from which line on nothing was read.
    pub(super) fn is_full(&mut self, line: usize) -> bool {
        let full = self.items.len() >= MOST || self.losses.len() >= MOST;
        if full {
            let what = format!("everything from here on: {MOST} questions or losses are enough");
            self.losses.push(Loss::at(line, what).leaving_out());
        }
        full
    }
}

/// What is to be written into a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exported {
    /// The whole text.
    pub text: String,
    /// What is not in it.
    pub losses: Vec<Loss>,
}

/// Why a file cannot be read, or a bank not be written, at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The line, from 1; 0 when it is about the whole.
    pub line: usize,
    /// What is wrong and what to do.
    pub why: String,
}

impl Unreadable {
    pub(super) fn new(line: usize, why: impl Into<String>) -> Self {
        Self {
            line,
            // A reader's own words may quote the file.
            why: clean(&why.into()),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}: ", self.line)?;
        }
        f.write_str(&self.why)
    }
}

impl std::error::Error for Unreadable {}
