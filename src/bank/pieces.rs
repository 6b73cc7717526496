//! Large texts, read in pieces: a tree of the whole would take twenty times the text's room.
//!
//! A header `[[item]]` at the begin of a line ends whatever stood before it, so a text may be cut there
//! and each piece be parsed by itself. Where that does not hold (a syntax error, items that are
//! not all headed so, another table after them) the whole is parsed at once, as small texts are; of a
//! text that is too large for that, the first piece that is otherwise is told.

use super::mistake::{Log, SourceText};
use super::read::Table;
use super::rule::Rule;
use super::shelf::NewLog;
use super::syntax::{LARGEST, WHOLE, parse, tell, with_root};
use std::cell::Cell;
use std::ops::Range;

/// Pieces have about so many bytes; a text of fewer than a few of them is read as a whole.
pub(super) const PIECE: usize = 512 * 1024;
/// What a text is cut at.
const HEADER: &[u8] = b"[[item]]";

/// The rest of a text, in which there are items alone.
pub(super) struct Pieces<'a> {
    text: &'a str,
    ranges: Vec<Range<usize>>,
    /// How far they were read.
    state: Cell<State>,
}

/// How far pieces were read.
#[derive(Clone, Copy)]
enum State {
    /// Nobody asked for them.
    Unread,
    /// All of them, and they held items alone.
    Done,
    /// One of them holds something else: then nothing that was read counts.
    Failed(usize),
}

impl Pieces<'_> {
    /// Reads one item after the other, and says how many there are.
    pub(super) fn each(&self, log: &mut Log, mut read: impl FnMut(&Table<'_>, &mut Log)) -> usize {
        let mut number = 0;
        for (n, range) in self.ranges.iter().enumerate() {
            if range.len() > WHOLE {
                self.state.set(State::Failed(n));
                return number;
            }
            let piece = self.text.get(range.clone()).unwrap_or_default();
            let (root, errors) = parse(piece);
            if !errors.is_empty() || root.get_ref().len() != 1 {
                self.state.set(State::Failed(n));
                return number;
            }
            log.begin(range.start);
            let root = Table::new(&root, log);
            let tables = root.tables("item", log);
            for table in &tables {
                read(table, log);
            }
            number += tables.len();
            log.begin(0);
        }
        self.state.set(State::Done);
        number
    }
}

/// Parses a text and hands its root table on, with its items in pieces of so many bytes where it is
/// large; with syntax errors it notes these alone.
pub(super) fn in_pieces<T>(
    source: &SourceText,
    piece: usize,
    new: NewLog,
    read: impl Fn(&Table<'_>, &mut Log) -> T,
) -> (Log, Option<T>) {
    let text = &source.text;
    let mut log = new(source);
    let is_large = text.len() > WHOLE;
    if text.len() / 4 < piece || text.len() > LARGEST {
        let found = with_root(source, &mut log, read);
        return (log, found);
    }
    let ranges = cut(text, piece);
    let head = 0..ranges.first().map_or(text.len(), |first| first.start);
    let mut faulty = head.clone();
    if head.len() <= WHOLE && !ranges.is_empty() {
        let (root, errors) = parse(text.get(head).unwrap_or_default());
        if errors.is_empty() && !root.get_ref().contains_key("item") {
            let state = Cell::new(State::Unread);
            let pieces = Pieces {
                text,
                ranges,
                state,
            };
            let root = Table::in_pieces(&root, &pieces, &log);
            let found = read(&root, &mut log);
            match pieces.state.get() {
                State::Done => return (log, Some(found)),
                // Without a [bank] nobody looks at items, and their number changes nothing.
                State::Unread if is_large => return (log, Some(found)),
                State::Unread => {}
                State::Failed(n) => faulty = pieces.ranges.get(n).cloned().unwrap_or(faulty),
            }
        }
    }
    let mut log = new(source);
    if is_large {
        fault(text, faulty, &mut log);
        return (log, None);
    }
    let found = with_root(source, &mut log, read);
    (log, found)
}

/// Tells what is wrong with a piece of a text that is too large to be parsed at once.
fn fault(text: &str, range: Range<usize>, log: &mut Log) {
    let start = range.start;
    if range.len() <= WHOLE {
        let piece = text.get(range).unwrap_or_default();
        let (_, errors) = parse(piece);
        log.begin(start);
        tell(&errors, piece, log);
        log.begin(0);
        if !errors.is_empty() {
            return;
        }
        log.add(
            Rule::TooLong,
            start..start,
            "this file is larger than 4 MiB, and something but items stands from here on",
            "put it above the first item, or split the file; head each item with [[item]]",
        );
        return;
    }
    log.add(
        Rule::TooLong,
        start..start,
        "from here on 4 MiB and more stand without a header [[item]] at the begin of a line",
        "look for a text or list that is not closed; head each item so, or split the file",
    );
}

/// A place, as much further on.
pub(super) fn shifted(span: Range<usize>, by: usize) -> Range<usize> {
    span.start + by..span.end + by
}

/// The pieces from the first header on, cut at headers that stand at the begin of a line and are
/// within nothing; exact for every text that is TOML.
fn cut(text: &str, piece: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let is_far = starts.last().is_none_or(|last| at - last >= piece);
        if is_far && rest.starts_with(HEADER) {
            starts.push(at);
        }
        at += statement(rest);
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| *start..end)
        .collect()
}

/// How many bytes a statement takes, with the end of its line: as many lines as its value has.
fn statement(bytes: &[u8]) -> usize {
    let (mut at, mut open) = (0, 0_usize);
    let is_header = bytes.starts_with(b"[");
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'\n' if open == 0 => return at + 1,
            b'"' | b'\'' => string(bytes.get(at..).unwrap_or_default(), *byte),
            b'#' => line(bytes.get(at..).unwrap_or_default()),
            b'[' | b'{' if !is_header => {
                open += 1;
                1
            }
            b']' | b'}' => {
                open = open.saturating_sub(1);
                1
            }
            _ => 1,
        };
    }
    at
}

/// How many bytes there are before the end of the line.
fn line(bytes: &[u8]) -> usize {
    let end = bytes.iter().position(|byte| *byte == b'\n');
    end.unwrap_or(bytes.len())
}

/// How many bytes the string takes that begins here; one of a line ends with its line.
fn string(bytes: &[u8], quote: u8) -> usize {
    let is_long = bytes.starts_with(&[quote; 3]);
    let mut at = if is_long { 3 } else { 1 };
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 2,
            b'\n' if !is_long => return at,
            byte if *byte == quote && !is_long => return at + 1,
            byte if *byte == quote => {
                let rest = bytes.get(at..).unwrap_or_default();
                let quotes = rest.iter().take_while(|byte| **byte == quote).count();
                at += quotes;
                // One or two belong to the text; up to five are two of them and the end.
                if quotes >= 3 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}
