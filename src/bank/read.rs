//! Reads TOML tables with the place of every key and value, noting every mistake on the way.
//!
//! A getter answers `None` when it noted a mistake (or the key is optional and absent), so that one
//! mistake hides no other; [`Table::finish`] notes the keys that nobody asked for.

use super::id::Slug;
use super::mistake::{Log, quoted};
use super::names::nearest;
use super::pieces::{Pieces, shifted};
use super::rule::Rule;
use super::text::Text;
use super::value::{At, Value, as_str, bare, id, number, text, whole, wrong_type};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeTable;

/// A table that is being read.
pub(super) struct Table<'a> {
    values: &'a DeTable<'a>,
    /// Where the table stands: its header, or the whole inline table.
    pub(super) span: Range<usize>,
    /// The keys that lead here, as in its header: `item.option`.
    path: String,
    asked: RefCell<Vec<&'static str>>,
    /// Of a root table: where the rest of a large text is.
    pieces: Option<&'a Pieces<'a>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(table: &'a Spanned<DeTable<'a>>, log: &Log) -> Self {
        Self::of(table.get_ref(), log.place(table.span()), String::new())
    }

    /// The root table of a text whose further items are read in pieces.
    pub(super) fn in_pieces(
        table: &'a Spanned<DeTable<'a>>,
        pieces: &'a Pieces<'a>,
        log: &Log,
    ) -> Self {
        Self {
            pieces: Some(pieces),
            ..Self::new(table, log)
        }
    }

    fn of(values: &'a DeTable<'a>, span: Range<usize>, path: String) -> Self {
        Self {
            values,
            span,
            path,
            asked: RefCell::new(Vec::new()),
            pieces: None,
        }
    }

    /// Whether the key is there; does not count as asking for it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// The value of a key that may be absent.
    pub(super) fn get(&self, key: &'static str) -> Option<&'a Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.values.get(key)
    }

    /// The path of a table under a key.
    fn path_to(&self, key: &str) -> String {
        if self.path.is_empty() {
            return key.to_owned();
        }
        format!("{}.{key}", self.path)
    }

    /// Notes a key that must be there and is not.
    pub(super) fn missing(&self, key: &str, value: &str, log: &mut Log) {
        log.add(
            Rule::MissingKey,
            self.span.clone(),
            format!("`{key}` is missing"),
            format!("add `{key} = {value}` to this table"),
        );
    }

    fn required(&self, key: &'static str, value: &str, log: &mut Log) -> Option<&'a Value<'a>> {
        let found = self.get(key);
        if found.is_none() {
            self.missing(key, value, log);
        }
        found
    }

    /// All keys with their values, as in a map whose keys are the author's; counts as asking.
    pub(super) fn entries(
        &self,
        base: usize,
    ) -> impl Iterator<Item = (At<&'a str>, &'a Value<'a>)> {
        self.values.iter().map(move |(key, value)| {
            (
                At {
                    value: key.get_ref().as_ref(),
                    span: shifted(key.span(), base),
                },
                value,
            )
        })
    }

    pub(super) fn str(&self, key: &'static str, log: &mut Log) -> Option<At<&'a str>> {
        as_str(self.required(key, "\"...\"", log)?, log)
    }

    pub(super) fn opt_str(&self, key: &'static str, log: &mut Log) -> Option<At<&'a str>> {
        as_str(self.get(key)?, log)
    }

    pub(super) fn text(&self, key: &'static str, most: usize, log: &mut Log) -> Option<Text> {
        let found = self.str(key, log)?;
        text(&found, most, log)
    }

    /// A text with its place.
    pub(super) fn text_at(
        &self,
        key: &'static str,
        most: usize,
        log: &mut Log,
    ) -> Option<At<Text>> {
        let found = self.str(key, log)?;
        let value = text(&found, most, log)?;
        Some(At {
            value,
            span: found.span,
        })
    }

    pub(super) fn opt_text(&self, key: &'static str, most: usize, log: &mut Log) -> Option<Text> {
        let found = self.opt_str(key, log)?;
        text(&found, most, log)
    }

    pub(super) fn id<I: Slug>(&self, key: &'static str, log: &mut Log) -> Option<At<I>> {
        let found = self.str(key, log)?;
        id(&found, log)
    }

    pub(super) fn opt_id<I: Slug>(&self, key: &'static str, log: &mut Log) -> Option<At<I>> {
        let found = self.opt_str(key, log)?;
        id(&found, log)
    }

    /// A list of ids; absent means empty.
    pub(super) fn ids<I: Slug>(&self, key: &'static str, log: &mut Log) -> Vec<At<I>> {
        let found = self.strings(key, log);
        found.iter().filter_map(|found| id(found, log)).collect()
    }

    /// A list of strings; absent means empty.
    pub(super) fn strings(&self, key: &'static str, log: &mut Log) -> Vec<At<&'a str>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            let raw = log.source().text.get(log.place(value.span()));
            let alone = raw.filter(|_| value.get_ref().is_str());
            let help = "write it as [\"...\", \"...\"]";
            let list = alone.map(|raw| format!("[{raw}]"));
            wrong_type(value, "a list of texts", help, list, log);
            return Vec::new();
        };
        list.iter().filter_map(|value| as_str(value, log)).collect()
    }

    pub(super) fn opt_bool(&self, key: &'static str, log: &mut Log) -> Option<At<bool>> {
        let value = self.get(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            let text = value.get_ref().as_str().map(str::to_ascii_lowercase);
            let meant = text.filter(|text| text == "true" || text == "false");
            let help = "write the word here, without quotes";
            wrong_type(value, "true or false", help, meant, log);
        }
        Some(At {
            value: found?,
            span: log.place(value.span()),
        })
    }

    pub(super) fn bool(&self, key: &'static str, log: &mut Log) -> Option<At<bool>> {
        if !self.has(key) {
            self.missing(key, "true", log);
        }
        self.opt_bool(key, log)
    }

    /// A number in a range; whole numbers and decimals alike.
    pub(super) fn number(
        &self,
        key: &'static str,
        range: std::ops::RangeInclusive<f64>,
        log: &mut Log,
    ) -> Option<At<f64>> {
        number(self.required(key, "...", log)?, range, log)
    }

    /// A number without decimals in a range.
    pub(super) fn whole(
        &self,
        key: &'static str,
        range: std::ops::RangeInclusive<f64>,
        log: &mut Log,
    ) -> Option<u16> {
        whole(self.required(key, "...", log)?, range, log)
    }

    /// The same of a key that may be absent.
    pub(super) fn opt_whole(
        &self,
        key: &'static str,
        range: std::ops::RangeInclusive<f64>,
        log: &mut Log,
    ) -> Option<u16> {
        whole(self.get(key)?, range, log)
    }

    /// A table under a key.
    pub(super) fn table(&self, key: &'static str, log: &mut Log) -> Option<Table<'a>> {
        let value = self.required(key, "{ ... }", log)?;
        as_table(value, self.path_to(key), log)
    }

    /// Whether a key is absent or holds tables alone: with anything else, their number says nothing.
    pub(super) fn is_list(&self, key: &str) -> bool {
        self.values.get(key).is_none_or(|value| {
            let list = value.get_ref().as_array();
            list.is_some_and(|list| list.iter().all(|value| value.get_ref().is_table()))
        })
    }

    /// The tables `[[key]]`; absent means none.
    pub(super) fn tables(&self, key: &'static str, log: &mut Log) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            wrong_type(
                value,
                "a list of tables",
                &format!(
                    "head each with [[{}]] in double brackets",
                    self.path_to(key)
                ),
                None,
                log,
            );
            return Vec::new();
        };
        list.iter()
            .filter_map(|value| as_table(value, self.path_to(key), log))
            .collect()
    }

    /// Reads one after the other of the tables `[[key]]`, and says how many there are.
    pub(super) fn each(
        &self,
        key: &'static str,
        log: &mut Log,
        mut read: impl FnMut(&Table<'_>, &mut Log),
    ) -> usize {
        let tables = self.tables(key, log);
        for table in &tables {
            read(table, log);
        }
        let rest = self.pieces.map(|pieces| pieces.each(log, read));
        tables.len() + rest.unwrap_or_default()
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(&self, log: &mut Log) {
        let asked: BTreeSet<&'static str> = self.asked.borrow().iter().copied().collect();
        let keys = self.values.keys();
        for key in keys.filter(|key| !asked.contains(key.get_ref().as_ref())) {
            let name: &str = key.get_ref().as_ref();
            let help = if log.is_full() {
                String::new()
            } else if let Some(near) = nearest(name, asked.iter().copied()) {
                format!("did you mean `{near}`?")
            } else {
                let known: Vec<&str> = asked.iter().copied().collect();
                let above = self.key_above(log);
                format!("take it out{above}; known here: {}", known.join(", "))
            };
            let message = format!("{} is not known here", quoted(name));
            // A header may stand many times: all would have to change together.
            let span = log.place(key.span());
            let rest = log.source().text.get(span.end..).unwrap_or_default();
            let is_line = rest.trim_start_matches([' ', '\t']).starts_with('=');
            let known = asked.iter().filter(|_| is_line);
            let meant = known.into_iter().find(|known| self.is_meant(name, known));
            let fix = meant.map(|meant| (span.clone(), (*meant).to_owned()));
            log.note(Rule::UnknownField, span, message, help, fix);
        }
    }

    /// Whether a key that is not known is another spelling of one that is, and free.
    fn is_meant(&self, name: &str, known: &str) -> bool {
        let spelt = bare(name).replace("license", "licence");
        spelt == bare(known) && !self.has(known)
    }

    /// Where a key goes that was meant for the table around this one.
    fn key_above(&self, log: &Log) -> String {
        let header = log.source().text.get(self.span.clone());
        match self.path.rsplit_once('.') {
            Some((outer, _)) if header.is_some_and(|text| text.starts_with("[[")) => {
                format!(", or move it up to [[{outer}]], above [[{}]]", self.path)
            }
            _ => String::new(),
        }
    }
}

fn as_table<'a>(value: &'a Value<'a>, path: String, log: &mut Log) -> Option<Table<'a>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        wrong_type(
            value,
            "a table",
            "write { key = value }, or a header and its keys below",
            None,
            log,
        );
    }
    Some(Table::of(table?, log.place(value.span()), path))
}
