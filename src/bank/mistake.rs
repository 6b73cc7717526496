//! A mistake in a data file: what is wrong, where, and what to do.

use super::rule::Rule;
use super::text::{clean, is_hazard};
use miette::{Diagnostic, LabeledSpan, NamedSource, SourceCode};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// At most so many mistakes of a file are told: nobody mends more in one go.
const MOST: usize = 100;

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

    /// Line and column (both from 1, columns in characters) of a byte offset.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = self
            .text
            .get(..at.min(self.text.len()))
            .unwrap_or(&self.text);
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
    /// The text for drawing: hazards replaced byte by byte, so that spans stay right.
    drawn: Arc<NamedSource<String>>,
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
        let label = LabeledSpan::new_primary_with_span(Some("here".to_owned()), self.span.clone());
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
    drawn: Option<Arc<NamedSource<String>>>,
    found: Vec<Mistake>,
}

impl Log {
    pub(super) fn new(source: &SourceText) -> Self {
        Self {
            source: source.clone(),
            drawn: None,
            found: Vec::new(),
        }
    }

    pub(super) fn source(&self) -> &SourceText {
        &self.source
    }

    /// Notes a mistake. Texts from the file in `message` must have gone through [`quoted`].
    pub(super) fn add(
        &mut self,
        rule: Rule,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let source = &self.source;
        let drawn = self.drawn.get_or_insert_with(|| {
            Arc::new(NamedSource::new(&*source.name, harmless(&source.text)))
        });
        let end = source.text.len();
        let span = span.start.min(end)..span.end.min(end);
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
        let more = self.found.len().saturating_sub(MOST);
        if more > 0 {
            self.found.truncate(MOST);
            let span = self.found.last().map_or(0..0, |last| last.span.clone());
            self.add(
                Rule::TooMany,
                span,
                format!("and {more} more"),
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

/// The text with every hazard replaced by as many bytes, and tabs by a space.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\r' => out.push(' '),
            c if is_hazard(c) => (0..c.len_utf8()).for_each(|_| out.push('?')),
            c => out.push(c),
        }
    }
    out
}
