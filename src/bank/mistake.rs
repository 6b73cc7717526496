//! A mistake in a data file: what is wrong, where, and what to do.

use super::drawn::{Drawn, char_start};
use super::rule::Rule;
use super::text::clean;
use miette::{Diagnostic, LabeledSpan, SourceCode};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// At most so many mistakes of a file are told: nobody mends more in one go.
const MOST: usize = 100;
/// At most so many are kept until the first in the file are known; more are only counted.
const MOST_KEPT: usize = 1000;

/// A file's text under the name that messages call it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    /// A path, or what stands for one.
    pub name: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
}

impl SourceText {
    /// A text and its name; the name is made harmless, since messages print it.
    pub fn new(name: &str, text: &str) -> Self {
        Self {
            name: clean(name).into(),
            text: text.into(),
        }
    }

    /// Line and column (both from 1, columns in characters) of a byte offset. A byte order mark at
    /// the file's begin takes no column: no editor shows one.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = self
            .text
            .get(..at.min(self.text.len()))
            .unwrap_or(&self.text);
        let before = before.strip_prefix('\u{feff}').unwrap_or(before);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let column = 1 + before.get(line_start..).unwrap_or_default().chars().count();
        (line, column)
    }
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file.
    pub source: SourceText,
    /// The bytes of the file that it is about.
    pub span: Range<usize>,
    /// Which rule is broken.
    pub rule: Rule,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    drawn: Arc<Drawn>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

impl Diagnostic for Mistake {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.rule.code()))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.help.is_empty()).then(|| Box::new(&self.help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&*self.drawn)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_primary_with_span(
            Some("here".to_owned()),
            self.drawn.marked(&self.span),
        );
        Some(Box::new(std::iter::once(label)))
    }
}

/// All mistakes that were found, in the order of their places.
#[derive(Debug, Clone, Default, PartialEq, Eq, thiserror::Error)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// One after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Mistakes {
    type Item = &'a Mistake;
    type IntoIter = std::slice::Iter<'a, Mistake>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One line a mistake: `file:line:column: what is wrong; what to do (PF000)`.
impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, mistake) in self.0.iter().enumerate() {
            let (line, column) = mistake.source.line_column(mistake.span.start);
            let (name, code) = (&mistake.source.name, mistake.rule.code());
            let end = if n + 1 < self.0.len() { "\n" } else { "" };
            let help = if mistake.help.is_empty() { "" } else { "; " };
            write!(
                f,
                "{name}:{line}:{column}: {mistake}{help}{} ({code}){end}",
                mistake.help
            )?;
        }
        Ok(())
    }
}

/// Collects the mistakes of one file.
#[derive(Debug)]
pub(super) struct Log {
    source: SourceText,
    drawn: Option<Arc<Drawn>>,
    found: Vec<Mistake>,
    /// Mistakes beyond those kept.
    beyond: usize,
    /// Where each line ends; empty until a line is asked for.
    line_ends: Vec<usize>,
}

impl Log {
    pub(super) fn new(source: &SourceText) -> Self {
        Self {
            source: source.clone(),
            drawn: None,
            found: Vec::new(),
            beyond: 0,
            line_ends: Vec::new(),
        }
    }

    pub(super) fn source(&self) -> &SourceText {
        &self.source
    }

    /// Whether a further mistake is only counted, so that its words need no care.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= MOST_KEPT
    }

    /// The line (from 1) of a byte offset; quick for many of them.
    pub(super) fn line(&mut self, at: usize) -> usize {
        if self.line_ends.is_empty() {
            let ends = self.source.text.bytes().enumerate();
            self.line_ends = ends
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at)
                .collect();
        }
        1 + self.line_ends.partition_point(|end| *end < at)
    }

    /// Notes a mistake. Texts from the file in `message` must have gone through [`quoted`].
    pub(super) fn add(
        &mut self,
        rule: Rule,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        if self.is_full() {
            self.beyond += 1;
            return;
        }
        let source = &self.source;
        let drawn = self
            .drawn
            .get_or_insert_with(|| Arc::new(Drawn::new(source)));
        let [start, end] = [span.start, span.end].map(|at| char_start(&source.text, at));
        let span = start..end.max(start);
        self.found.push(Mistake {
            source: source.clone(),
            span,
            rule,
            message: message.into(),
            help: help.into(),
            drawn: Arc::clone(drawn),
        });
    }

    pub(super) fn into_mistakes(mut self) -> Mistakes {
        self.found
            .sort_by_key(|mistake| (mistake.span.start, mistake.rule));
        self.found.dedup_by(|a, b| {
            (a.span.start, a.rule, &a.message) == (b.span.start, b.rule, &b.message)
        });
        let more = self.found.len().saturating_sub(MOST) + self.beyond;
        if more > 0 {
            self.found.truncate(MOST);
            let span = self.found.last().map_or(0..0, |last| last.span.clone());
            self.add(
                Rule::TooMany,
                span,
                if more == 1 {
                    "there is 1 more mistake".to_owned()
                } else {
                    format!("there are {more} more mistakes")
                },
                "mend these first",
            );
        }
        Mistakes(self.found)
    }
}

impl Mistakes {
    /// Those of several files, one file after the other.
    pub(super) fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(parts.into_iter().flat_map(|part| part.0).collect())
    }
}

/// A text from a file as it may be quoted in a message: harmless, and not too long.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = clean(text).replace('\n', " ");
    if text.chars().count() <= LONGEST {
        return format!("`{text}`");
    }
    let kept: String = text.chars().take(LONGEST).collect();
    format!("`{kept}...`")
}
