//! A document: what is to be told, in order, without saying how it looks.

use super::why::Number;
use crate::bank::{BankId, ItemId};
use crate::learn::Entry;

/// Blocks in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// Where its links lead, in the order of their numbers.
    pub targets: Vec<Target>,
}

/// A link with what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its number, from 1.
    pub number: usize,
    /// What it leads to.
    pub text: String,
    /// What one finds there, where that helps.
    pub note: Option<String>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To something to read.
    Entry(Entry),
    /// To a run over these items of a quiz.
    Items(BankId, Vec<ItemId>),
    /// To how a number of the same result came about.
    Number(Number),
}

/// One piece of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// What the document is about; the first block.
    Title(String),
    /// Begins a section.
    Heading(String),
    /// A paragraph.
    Text(Tone, String),
    /// One entry of a list; the sign stands in front of it.
    Bullet(Tone, String),
    /// Leads elsewhere.
    Link(Link),
    /// A value on 0..=100 with its band.
    Meter(Meter),
    /// Figures in rows and columns.
    Table(Table),
    /// Points between two axes; what they are is told beside it in words or a table.
    Plane(Plane),
}

impl Block {
    /// Whether air belongs between this block and the one before it: entries of a list stand
    /// together, and with the line that introduces them.
    pub fn stands_apart(&self, before: Option<&Self>) -> bool {
        let Some(before) = before else { return false };
        let introduces = match before {
            Self::Bullet(..) | Self::Text(Tone::Strong, _) => matches!(self, Self::Bullet(..)),
            Self::Link(..) => matches!(self, Self::Link(..)),
            _ => false,
        };
        !(matches!(before, Self::Heading(_)) || introduces)
    }
}

/// How a piece of text is meant. A tone with a meaning is doubled by a sign wherever it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// As it is.
    Plain,
    /// What matters most.
    Strong,
    /// Beside the point, but worth knowing.
    Muted,
    /// Right, or a strength.
    Good,
    /// Wrong, or missing.
    Bad,
    /// To be careful about.
    Caution,
}

/// A value on 0..=100 with its band, for a bar; the figures are told beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Meter {
    /// What it measures.
    pub label: String,
    /// The value and its band; `None` when there is none.
    pub value: Option<(f64, f64, f64)>,
    /// Values to compare with.
    pub marks: Vec<Mark>,
    /// The figures, or why there are none.
    pub figures: String,
}

/// Figures in rows and columns: the first column says what, the others are figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it has.
    pub caption: String,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The cells, as many in a row as there are heads.
    pub rows: Vec<Vec<String>>,
}

/// Points between two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// What it shows.
    pub caption: String,
    /// The axis from left to right.
    pub across: Axis,
    /// The axis from the bottom up.
    pub up: Axis,
    /// The points.
    pub points: Vec<Point>,
}

/// One axis of a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// What it measures.
    pub label: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends, beyond where it begins.
    pub to: f64,
    /// Limits drawn across the plane.
    pub limits: Vec<f64>,
}

/// One point of a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// On the axis across.
    pub across: f64,
    /// On the axis up.
    pub up: f64,
    /// The number by which a table knows it.
    pub number: usize,
    /// What it is.
    pub label: String,
    /// Whether it stands out: it has a form of its own, and shows its number.
    pub noted: bool,
}

/// A value to compare with, drawn on the bar by its letter and explained below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// 0..=100.
    pub at: f64,
    /// What stands on the bar.
    pub letter: char,
    /// What it means.
    pub meaning: String,
}

impl Mark {
    /// What it means, or where it lies when a text beside the bar says what it means.
    pub fn told(&self) -> String {
        if self.meaning.is_empty() {
            format!("{} at {:.0}", self.letter, self.at)
        } else {
            self.meaning.clone()
        }
    }
}

impl Plane {
    /// What it shows, in a sentence or two.
    pub fn told(&self) -> String {
        let (across, up) = (&self.across.label, &self.up.label);
        let noted = self.points.iter().filter(|point| point.noted);
        let number = |point: &Point| point.number.to_string();
        let numbers: Vec<String> = noted.map(number).collect();
        let noted = match numbers.as_slice() {
            [] => "none stands out".to_owned(),
            [one] => format!("number {one} stands out"),
            several => format!("these stand out: {}", several.join(", ")),
        };
        let n = self.points.len();
        format!(
            "{}: {across} across and {up} upwards, {n} in all; {noted}.",
            self.caption
        )
    }
}

/// Where a value of 0..=100 lies on a bar of so many cells, from 0.
pub fn cell(value: f64, cells: usize) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    let at = (value.clamp(0.0, 100.0) / 100.0 * cells.saturating_sub(1) as f64).round() as usize;
    at
}

impl Document {
    /// Adds the title.
    pub fn title(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Title(text.into()));
    }

    /// What the document is about; empty without a title.
    pub fn title_text(&self) -> &str {
        match self.blocks.first() {
            Some(Block::Title(title)) => title,
            _ => "",
        }
    }

    /// Begins a section.
    pub fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    /// Adds a paragraph; each line of a text with several becomes one.
    pub fn text(&mut self, tone: Tone, text: impl AsRef<str>) {
        for paragraph in text.as_ref().lines() {
            self.blocks.push(Block::Text(tone, paragraph.to_owned()));
        }
    }

    /// Adds an entry of a list.
    pub fn bullet(&mut self, tone: Tone, text: impl Into<String>) {
        self.blocks.push(Block::Bullet(tone, text.into()));
    }

    /// Adds a link.
    pub fn link(&mut self, text: impl Into<String>, note: Option<&str>, target: Target) {
        self.targets.push(target);
        self.blocks.push(Block::Link(Link {
            number: self.targets.len(),
            text: text.into(),
            note: note.map(ToOwned::to_owned),
        }));
    }

    /// Adds a table.
    pub fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    /// Adds points between two axes.
    pub fn plane(&mut self, plane: Plane) {
        self.blocks.push(Block::Plane(plane));
    }

    /// Adds a bar.
    pub fn meter(&mut self, meter: Meter) {
        self.blocks.push(Block::Meter(meter));
    }
}
