//! A file's text as it may be drawn around a mistake: harmless, with columns in characters, and
//! never more of a long line than reads well.

use super::mistake::SourceText;
use super::text::is_hazard;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::ops::Range;

/// The longest place that is marked, in bytes.
const MARKED: usize = 100;
/// With more bytes around a mistake than this, only a part of its line is drawn.
const WIDE: usize = 2000;
/// So many bytes of a long line are drawn before and after a mistake's begin.
const AROUND: usize = 120;

/// The text for drawing: every place in it is the same as in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Drawn {
    source: SourceText,
    text: String,
}

impl Drawn {
    pub(super) fn new(source: &SourceText) -> Self {
        Self {
            source: source.clone(),
            text: harmless(&source.text),
        }
    }

    /// What is marked of a place: as much as stands on its first line.
    pub(super) fn marked(&self, span: &Range<usize>) -> Range<usize> {
        let text = &self.text;
        let end = span.end.min(span.start + MARKED);
        let end = char_start(text, end).max(span.start);
        let marked = text.get(span.start..end).unwrap_or_default();
        let len = marked.find('\n').unwrap_or(marked.len());
        span.start..span.start + len
    }

    /// The part of a line around a place.
    fn part(&self, at: usize) -> (usize, &str) {
        let text = &self.text;
        let before = char_start(text, at.saturating_sub(AROUND));
        let line = text.get(before..at).and_then(|text| text.rfind('\n'));
        let start = line.map_or(before, |at| before + at + 1);
        let rest = text.get(at..char_start(text, at + AROUND));
        let rest = rest.unwrap_or_default();
        let end = at + rest.find('\n').unwrap_or(rest.len());
        (start, text.get(start..end).unwrap_or_default())
    }
}

impl SourceCode for Drawn {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.as_str().read_span(span, before, after)?;
        let (line, column) = self.source.line_column(span.offset());
        let name = self.source.name.to_string();
        let (data, place, line, column) = if contents.data().len() > WIDE {
            let (start, part) = self.part(span.offset());
            let place = SourceSpan::from((start, part.len()));
            (part.as_bytes(), place, line - 1, column - 1)
        } else if contents.column() == 0 {
            (contents.data(), *contents.span(), contents.line(), 0)
        } else {
            let line = contents.line();
            (contents.data(), *contents.span(), line, column - 1)
        };
        let count = contents.line_count();
        Ok(Box::new(MietteSpanContents::new_named(
            name, data, place, line, column, count,
        )))
    }
}

/// The place itself, or the begin of the character that it lies within.
pub(super) fn char_start(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text with every hazard replaced by as many bytes, and tabs by a space.
fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '\t' | '\r' => out.push(' '),
            // A byte order mark is no mistake: it keeps its place, but nothing shows it.
            '\u{feff}' if at == 0 => out.push_str("   "),
            c if is_hazard(c) => (0..c.len_utf8()).for_each(|_| out.push('?')),
            c => out.push(c),
        }
    }
    out
}
