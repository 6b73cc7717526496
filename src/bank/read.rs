//! Reads TOML tables with the place of every key and value, noting every mistake on the way.
//!
//! A getter answers `None` when it noted a mistake (or the key is optional and absent), so that one
//! mistake hides no other; [`Table::finish`] notes the keys that nobody asked for.

use super::id::Slug;
use super::mistake::{Log, quoted};
use super::names::nearest;
use super::rule::Rule;
use super::text::Text;
use super::value::{At, Value, as_str, id, number, text, whole, wrong_type};
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
}

impl<'a> Table<'a> {
    pub(super) fn new(table: &'a Spanned<DeTable<'a>>) -> Self {
        Self::of(table.get_ref(), table.span(), String::new())
    }

    fn of(values: &'a DeTable<'a>, span: Range<usize>, path: String) -> Self {
        Self {
            values,
            span,
            path,
            asked: RefCell::new(Vec::new()),
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
    pub(super) fn entries(&self) -> impl Iterator<Item = (At<&'a str>, &'a Value<'a>)> {
        self.values.iter().map(|(key, value)| {
            (
                At {
                    value: key.get_ref().as_ref(),
                    span: key.span(),
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
            wrong_type(
                value,
                "a list of texts",
                "write it as [\"...\", \"...\"]",
                log,
            );
            return Vec::new();
        };
        list.iter().filter_map(|value| as_str(value, log)).collect()
    }

    pub(super) fn opt_bool(&self, key: &'static str, log: &mut Log) -> Option<At<bool>> {
        let value = self.get(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            wrong_type(
                value,
                "true or false",
                "write the word here, without quotes",
                log,
            );
        }
        Some(At {
            value: found?,
            span: value.span(),
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
                log,
            );
            return Vec::new();
        };
        list.iter()
            .filter_map(|value| as_table(value, self.path_to(key), log))
            .collect()
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
            log.add(Rule::UnknownField, key.span(), message, help);
        }
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
            log,
        );
    }
    Some(Table::of(table?, value.span(), path))
}
