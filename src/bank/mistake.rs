//! A mistake in a data file: what is wrong, where, and what to do.

use super::drawn::{Drawn, char_start};
use super::pieces::shifted;
use super::rule::{Rule, Severity};
use super::text::clean;
use miette::{Diagnostic, LabeledSpan, SourceCode};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// At most so many mistakes of a file are told, and as much advice: nobody mends more in one go.
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

/// What mends a mistake that can be mended in one way only: other bytes in a place of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The rule that is broken there.
    pub rule: Rule,
    /// The bytes of the file that go.
    pub span: Range<usize>,
    /// What comes instead.
    pub with: String,
}

/// One mistake, or one piece of advice.
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
    /// What mends it, where that is beyond doubt.
    pub fix: Option<Fix>,
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
        let code = self.rule.code();
        Some(match self.rule.severity() {
            Severity::Mistake => Box::new(code),
            // The sign and colour before the message say so too, but not to everybody.
            Severity::Advice => Box::new(format!("{code} (advice)")),
        })
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.rule.severity() {
            Severity::Mistake => miette::Severity::Error,
            Severity::Advice => miette::Severity::Advice,
        })
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

/// All mistakes that were found, and the advice where it was asked for, in the order of their places.
#[derive(Debug, Clone, Default, PartialEq, Eq, thiserror::Error)]
pub struct Mistakes {
    list: Vec<Mistake>,
    /// Of all mistakes, told or not.
    fixes: Vec<Fix>,
    /// How many there are of each rule, told or not.
    tally: BTreeMap<Rule, usize>,
}

impl Mistakes {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many are told.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many of this weight are told.
    pub fn number(&self, severity: Severity) -> usize {
        let of = |mistake: &&Mistake| mistake.rule.severity() == severity;
        self.iter().filter(of).count()
    }

    /// One after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Mistake> {
        self.list.iter()
    }

    /// What mends those that can be mended in one way only.
    pub fn fixes(&self) -> &[Fix] {
        &self.fixes
    }

    /// How often a rule is broken.
    pub(super) fn times(&self, rule: Rule) -> usize {
        self.tally.get(&rule).copied().unwrap_or_default()
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
        for (n, mistake) in self.list.iter().enumerate() {
            let (line, column) = mistake.source.line_column(mistake.span.start);
            let (name, code) = (&mistake.source.name, mistake.rule.code());
            let end = if n + 1 < self.list.len() { "\n" } else { "" };
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

/// Mistakes, or advice, as they are found.
#[derive(Debug, Default)]
struct Pile {
    found: Vec<Mistake>,
    /// Those beyond what is kept.
    beyond: usize,
}

impl Pile {
    /// The first in the file, and how many more there are.
    fn first(mut self) -> (Vec<Mistake>, usize) {
        self.found
            .sort_by_key(|mistake| (mistake.span.start, mistake.rule));
        self.found.dedup_by(|a, b| {
            (a.span.start, a.rule, &a.message) == (b.span.start, b.rule, &b.message)
        });
        let more = self.found.len().saturating_sub(MOST) + self.beyond;
        self.found.truncate(MOST);
        (self.found, more)
    }
}

/// Collects the mistakes of one file.
#[derive(Debug)]
pub(super) struct Log {
    source: SourceText,
    drawn: Option<Arc<Drawn>>,
    mistakes: Pile,
    /// `None` when nobody asks for it.
    advice: Option<Pile>,
    /// Whether the file's words are those that advice knows.
    is_english: bool,
    fixes: Vec<Fix>,
    tally: BTreeMap<Rule, usize>,
    /// Where each line ends; empty until a line is asked for.
    line_ends: Vec<usize>,
    /// Where the piece begins that is being read.
    base: usize,
}

impl Log {
    pub(super) fn new(source: &SourceText) -> Self {
        Self {
            source: source.clone(),
            drawn: None,
            mistakes: Pile::default(),
            advice: None,
            is_english: true,
            fixes: Vec::new(),
            tally: BTreeMap::new(),
            line_ends: Vec::new(),
            base: 0,
        }
    }

    /// One that takes advice too.
    pub(super) fn advising(source: &SourceText) -> Self {
        Self {
            advice: Some(Pile::default()),
            ..Self::new(source)
        }
    }

    /// Where the piece of the text begins that is being read.
    pub(super) fn base(&self) -> usize {
        self.base
    }

    /// From here on, places are told from this byte.
    pub(super) fn begin(&mut self, base: usize) {
        self.base = base;
    }

    /// The place in the whole text of one in the piece that is being read.
    pub(super) fn place(&self, span: Range<usize>) -> Range<usize> {
        shifted(span, self.base)
    }

    pub(super) fn source(&self) -> &SourceText {
        &self.source
    }

    /// Whether anybody asks for advice.
    pub(super) fn advises(&self) -> bool {
        self.advice.is_some()
    }

    /// Whether anybody asks for advice on the words.
    pub(super) fn advises_on_words(&self) -> bool {
        self.advises() && self.is_english
    }

    /// Tells the language of the texts that follow, by its BCP 47 tag.
    pub(super) fn speaks(&mut self, language: &str) {
        let primary = language.split('-').next().unwrap_or_default();
        self.is_english = primary.eq_ignore_ascii_case("en");
    }

    /// Whether a further mistake is only counted, so that its words need no care.
    pub(super) fn is_full(&self) -> bool {
        self.mistakes.found.len() >= MOST_KEPT
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

    /// Notes a mistake, or advice. Texts from the file in `message` must have gone through [`quoted`].
    pub(super) fn add(
        &mut self,
        rule: Rule,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.note(rule, span, message, help, None);
    }

    /// The same with what mends it: the bytes that go and what comes instead.
    pub(super) fn note(
        &mut self,
        rule: Rule,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
        fix: Option<(Range<usize>, String)>,
    ) {
        let source = &self.source;
        let pile = match (rule.severity(), &mut self.advice) {
            (Severity::Mistake, _) => &mut self.mistakes,
            (Severity::Advice, Some(advice)) => advice,
            (Severity::Advice, None) => return,
        };
        *self.tally.entry(rule).or_default() += 1;
        let fix = fix.map(|(span, with)| Fix { rule, span, with });
        self.fixes.extend(fix.clone());
        if pile.found.len() >= MOST_KEPT {
            pile.beyond += 1;
            return;
        }
        let drawn = self
            .drawn
            .get_or_insert_with(|| Arc::new(Drawn::new(source)));
        let [start, end] = [span.start, span.end].map(|at| char_start(&source.text, at));
        pile.found.push(Mistake {
            source: source.clone(),
            span: start..end.max(start),
            rule,
            message: message.into(),
            help: help.into(),
            fix,
            drawn: Arc::clone(drawn),
        });
    }

    pub(super) fn into_mistakes(mut self) -> Mistakes {
        let (mut list, more) = std::mem::take(&mut self.mistakes).first();
        let (advice, more_advice) = self.advice.take().unwrap_or_default().first();
        let last = |found: &[Mistake]| found.last().map_or(0..0, |last| last.span.clone());
        let ends = [last(&list), last(&advice)];
        let fixes = std::mem::take(&mut self.fixes);
        let tally = std::mem::take(&mut self.tally);
        list.extend(advice);
        list.sort_by_key(|mistake| (mistake.span.start, mistake.rule)); // both parts are sorted: one merge
        let [of_mistakes, of_advice] = ends;
        self.advice = Some(Pile::default());
        if more > 0 {
            let said = if more == 1 {
                "there is 1 more mistake".to_owned()
            } else {
                format!("there are {more} more mistakes")
            };
            self.add(Rule::TooMany, of_mistakes, said, "mend these first");
        }
        if more_advice > 0 {
            let said = format!("there is more advice: {more_advice} times");
            self.add(Rule::MoreAdvice, of_advice, said, "heed these first");
        }
        list.extend(self.mistakes.found);
        list.extend(self.advice.unwrap_or_default().found);
        Mistakes { list, fixes, tally }
    }
}

impl Mistakes {
    /// The same without what mends them: they are of a file that is not being mended.
    pub(super) fn unmended(mut self) -> Self {
        self.fixes.clear();
        for mistake in &mut self.list {
            mistake.fix = None;
        }
        self
    }

    /// Those of several files, one file after the other.
    pub(super) fn joined(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.list.extend(part.list);
            all.fixes.extend(part.fixes);
            for (rule, times) in part.tally {
                *all.tally.entry(rule).or_default() += times;
            }
        }
        all
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
