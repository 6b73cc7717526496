//! From a text to its root table; what is not TOML is told in plain words.
//!
//! The parser goes on after an error, so that all are found in one go; errors that only follow from
//! another one are left out. The parser keeps its recursion within bounds of its own.

use super::brackets::left_open;
use super::mistake::{Log, SourceText, quoted};
use super::read::Table;
use super::rule::Rule;
use super::text::{clean, is_hazard};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, Error};

/// The largest file that is read: a bank of a hundred thousand items is smaller.
pub(super) const LARGEST: usize = 64 * 1024 * 1024;
/// The most that is parsed at once: a tree of it takes up to eighty times its room.
pub(super) const WHOLE: usize = 4 * 1024 * 1024;
/// In more bytes only the first place that is not TOML is told: to go on after it costs hundreds of
/// bytes for each.
const RECOVERED: usize = 512 * 1024;
/// So many dots make a key that the parser refuses, without telling where it stands.
const MOST_DOTS: usize = 80;

/// What the parser says, with what is wrong and what to do in plain words.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "key with no value",
        "`=` is missing here",
        "write key = value",
    ),
    (
        "missing assignment between key-value pairs",
        "`=` is missing here",
        "write key = value",
    ),
    (
        "extra `=`",
        "one `=` is too many",
        "write key = value with a single `=`",
    ),
    (
        "invalid unquoted key",
        "this cannot stand in a key",
        "a key has letters, digits, `-` and `_`; `=` and its value follow",
    ),
    (
        "unquoted keys cannot be empty",
        "a key is missing here",
        "write key = value, or a header such as [bank] or [[item]] without spaces",
    ),
    (
        "invalid key-value pair",
        "this begins neither a key nor a header",
        "write key = value, [table] or # comment",
    ),
    (
        "missing table open",
        "this closes a list that is not open",
        "take it out",
    ),
    (
        "unclosed table",
        "this header is not closed",
        "close it with ]",
    ),
    (
        "unclosed array table",
        "this header is not closed",
        "close it with ]]",
    ),
    (
        "unclosed array",
        "this list is not closed",
        "close it with ]",
    ),
    (
        "unclosed inline table",
        "this table is not closed",
        "close it with }",
    ),
    (
        "missing comma between array elements",
        "a comma is missing before this",
        "put commas between the values of a list",
    ),
    (
        "missing comma between key-value pairs",
        "a comma is missing before this",
        "put commas between the keys of a table in braces",
    ),
    (
        "extra comma in array",
        "one comma is too many",
        "put a single comma between two values",
    ),
    (
        "extra comma in inline table",
        "one comma is too many",
        "put a single comma between two keys",
    ),
    (
        "missing escaped value",
        "this backslash begins nothing that TOML knows",
        "write \\\\ for a backslash, or put the text in 'single quotes'",
    ),
    (
        "too few unicode value digits",
        "this escape is too short",
        "write \\u and four hexadecimal digits, or the character itself",
    ),
    (
        "invalid value",
        "this escape names no character",
        "write the character itself",
    ),
    (
        "invalid basic string",
        "this text is not closed",
        "end it with \" on its line, or write \"\"\" at both ends of a text of several lines",
    ),
    (
        "invalid literal string",
        "this text is not closed",
        "end it with ' on its line, or write ''' at both ends of a text of several lines",
    ),
    (
        "invalid multi-line basic string",
        "this text is not closed",
        "end it with \"\"\"",
    ),
    (
        "invalid multi-line literal string",
        "this text is not closed",
        "end it with '''",
    ),
    (
        "carriage return must be followed by newline",
        "a carriage return stands alone here",
        "end lines with a line feed, or with both",
    ),
    (
        "cannot recurse further; max recursion depth met",
        "this is nested too deeply",
        "no data file needs more than a few levels",
    ),
    (
        "recursion limit",
        "this key has too many parts",
        "no data file needs more than a few levels",
    ),
    (
        "`_` may only go between digits",
        "this is no number",
        "write numbers as 3, 0.5 or -1",
    ),
    (
        "unexpected leading zero",
        "a number cannot begin with 0",
        "take the 0 out, or put a text in \"double quotes\"",
    ),
];

/// Parses a text and hands its root table on; with syntax errors it notes these alone.
pub(super) fn with_root<T>(
    source: &SourceText,
    log: &mut Log,
    read: impl FnOnce(&Table<'_>, &mut Log) -> T,
) -> Option<T> {
    if source.text.len() > LARGEST {
        log.add(
            Rule::TooLong,
            0..0,
            "this file is larger than 64 MiB",
            "no bank is: split it",
        );
        return None;
    }
    if source.text.len() > WHOLE {
        log.add(
            Rule::TooLong,
            0..0,
            "this file is larger than 4 MiB",
            "only a bank may be, with its items last, each headed [[item]] at the begin of a line",
        );
        return None;
    }
    let (root, errors) = parse(&source.text);
    if errors.is_empty() {
        let root = Table::new(&root, log);
        return Some(read(&root, log));
    }
    tell(&errors, &source.text, log);
    None
}

/// The root of a text, with what is wrong with it.
pub(super) fn parse(text: &str) -> (Spanned<DeTable<'_>>, Vec<Error>) {
    if text.len() <= RECOVERED {
        return DeTable::parse_recoverable(text);
    }
    match DeTable::parse(text) {
        Ok(root) => (root, Vec::new()),
        Err(first) => (Spanned::new(0..0, DeTable::new()), vec![first]),
    }
}

/// Notes the syntax errors of a text, which is the piece that the log reads.
pub(super) fn tell(errors: &[Error], text: &str, log: &mut Log) {
    // What a broken part means is a guess: its own mistakes would mislead.
    let mut long = None;
    let errors = errors.iter().map(|error| {
        let span = error
            .span()
            .or_else(|| long.get_or_insert_with(|| long_key(text)).clone())
            .unwrap_or(0..0);
        Fault::new(span, error.message(), text)
    });
    for fault in causes(errors.collect(), text) {
        let (what, help) = fault.words(text);
        log.add(
            Rule::Syntax,
            log.place(fault.span),
            format!("this is not TOML: {what}"),
            help,
        );
    }
}

/// One error of the parser.
struct Fault<'e> {
    span: Range<usize>,
    /// What the parser says, without what it expected.
    said: &'e str,
}

impl<'e> Fault<'e> {
    fn new(span: Range<usize>, message: &'e str, text: &str) -> Self {
        let (said, expected) = message.split_once(", expected ").unwrap_or((message, ""));
        let opened = |quotes: &str| text.rfind(quotes).map(|at| at..at + quotes.len());
        let span = match (said, expected) {
            // The end of the file says little: show where the text began.
            ("invalid multi-line basic string", "`\"`") => opened("\"\"\"").unwrap_or(span),
            ("invalid multi-line literal string", "`'`") => opened("'''").unwrap_or(span),
            ("missing escaped value" | "too few unicode value digits" | "invalid value", _) => {
                let backslash = text.get(..span.start).and_then(|text| text.rfind('\\'));
                backslash.unwrap_or(span.start)..span.end
            }
            _ => span,
        };
        Self { span, said }
    }

    /// Whether this is a key that stands twice, in a header.
    fn is_header_again(&self, text: &str) -> bool {
        let line = text.get(..self.span.start).unwrap_or_default();
        let line = line.rsplit('\n').next().unwrap_or_default();
        self.said == "duplicate key" && line.trim_start().starts_with('[')
    }

    /// What is wrong and what to do.
    fn words(&self, text: &str) -> (String, String) {
        let rest = text.get(self.span.start..).unwrap_or_default();
        if let Some(c) = rest.chars().next().filter(|c| is_odd(*c)) {
            return (
                format!("the character U+{:04X} cannot stand here", u32::from(c)),
                "take it out, or use a plain space".to_owned(),
            );
        }
        if self.said == "unexpected key or value" {
            let (what, help) = too_much(text.get(..self.span.start).unwrap_or_default(), rest);
            return (what.to_owned(), help.to_owned());
        }
        if self.said.starts_with("cannot extend value") {
            let name = quoted(text.get(self.span.clone()).unwrap_or_default());
            return (
                format!("the key {name} has a value already"),
                "give one of the two another name".to_owned(),
            );
        }
        if self.said == "duplicate key" {
            let name = quoted(text.get(self.span.clone()).unwrap_or_default());
            return if self.is_header_again(text) {
                (
                    format!("the table {name} has two headers"),
                    "keep one; where several are meant, head each with [[double brackets]]".into(),
                )
            } else {
                (format!("the key {name} stands twice"), "keep one".into())
            };
        }
        if let Some((_, what, help)) = WORDS.iter().find(|(said, ..)| *said == self.said) {
            return ((*what).to_owned(), (*help).to_owned());
        }
        let is_value = ["string values must be quoted", "missing opening quote"];
        let is_number = [
            "fraction", "mantissa", "exponent", "number", "float", "boolean",
        ];
        if is_value.contains(&self.said) || is_number.iter().any(|kind| self.said.ends_with(kind)) {
            let (what, help) = no_value(rest, self.said);
            return (what.to_owned(), help.to_owned());
        }
        let said = clean(self.said).replace('\n', "; ");
        (said, "write it as https://toml.io shows".to_owned())
    }
}

/// A character that looks like none, or like a plain space.
fn is_odd(c: char) -> bool {
    is_hazard(c) || (c.is_whitespace() && !c.is_ascii())
}

/// What is wrong with what stands after a value or a header.
fn too_much(before: &str, rest: &str) -> (&'static str, &'static str) {
    let what = "more stands on this line than belongs here";
    if rest.starts_with(',') {
        (
            "no comma belongs here",
            "take it out; decimals have a point",
        )
    } else if before.ends_with('"') {
        (
            what,
            "begin a new line, or write \\\" for a quotation mark within a text",
        )
    } else if before.ends_with('\'') {
        (
            what,
            "begin a new line, or put a text that holds ' in \"double quotes\"",
        )
    } else {
        (what, "begin a new line")
    }
}

/// What is wrong with what stands where a value should.
fn no_value(rest: &str, said: &str) -> (&'static str, &'static str) {
    let word = rest
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    match rest.chars().next() {
        None | Some('\n' | '\r' | '#' | ',') if said == "string values must be quoted" => (
            "a value is missing here",
            "write one; a text stands in \"double quotes\"",
        ),
        Some('\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}') => (
            "this quotation mark is not the plain one",
            "put the text in \"double\" or 'single' quotes",
        ),
        None | Some('0'..='9' | '.' | '+' | '-' | '\n' | '\r') => (
            "this is no number",
            "write numbers as 3, 0.5 or -1; a text stands in \"double quotes\"",
        ),
        _ if word.eq_ignore_ascii_case("true") || word.eq_ignore_ascii_case("false") => (
            "this is neither true nor false",
            "write true or false in small letters",
        ),
        _ => (
            "this text is not in quotes",
            "put it in \"double quotes\"; only numbers, true and false stand without",
        ),
    }
}

/// Leaves out what only follows from another error: the first one on a line counts.
fn causes<'e>(mut found: Vec<Fault<'e>>, text: &str) -> Vec<Fault<'e>> {
    let is_open =
        |fault: &Fault<'_>| fault.said == "unclosed array" || fault.said == "unclosed inline table";
    // A bracket that stays open swallows the rest of the file.
    if let Some(open) = found.iter().any(is_open).then(|| left_open(text)).flatten() {
        found.retain(|fault| fault.span.start < open);
        let is_list = text.as_bytes().get(open) == Some(&b'[');
        found.push(Fault {
            span: open..open + 1,
            said: if is_list {
                "unclosed array"
            } else {
                "unclosed inline table"
            },
        });
    }
    found.sort_by_key(|fault| fault.span.start);
    let mut kept: Vec<Fault<'e>> = Vec::new();
    let (mut line_ends, mut table_ends) = (0, 0);
    for fault in found {
        let start = fault.span.start;
        let end_of = |mark: &str| {
            let rest = text.get(start..).unwrap_or_default();
            rest.find(mark).map_or(text.len() + 1, |at| start + at + 1)
        };
        if start < line_ends || (start < table_ends && fault.said == "duplicate key") {
            continue;
        }
        line_ends = end_of("\n");
        if fault.is_header_again(text) {
            table_ends = end_of("\n[");
        }
        kept.push(fault);
    }
    kept
}

/// The first line that holds a key of too many parts.
fn long_key(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split(['=', ']']).next().unwrap_or_default();
        if key.matches('.').count() >= MOST_DOTS {
            return Some(start..start + key.trim_end().len());
        }
        start += line.len();
    }
    None
}
