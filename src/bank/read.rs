//! Reads TOML tables with the place of every key and value, noting every mistake on the way.
//!
//! A getter answers `None` when it noted a mistake (or the key is optional and absent), so that one
//! mistake hides no other; [`Table::finish`] notes the keys that nobody asked for.

use super::id::Slug;
use super::mistake::{Log, quoted};
use super::rule::Rule;
use super::text::{Text, TextFault};
use std::cell::RefCell;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The longest texts, in characters, by the place they take.
pub(super) mod longest {
    pub(in crate::bank) const SHORT: usize = 4;
    pub(in crate::bank) const SCALE: usize = 14;
    pub(in crate::bank) const TOPIC: usize = 24;
    pub(in crate::bank) const NAME: usize = 120;
    pub(in crate::bank) const OPTION: usize = 300;
    pub(in crate::bank) const STEM: usize = 600;
    pub(in crate::bank) const PROSE: usize = 4000;
}

/// A table that is being read.
pub(super) struct Table<'a> {
    values: &'a DeTable<'a>,
    /// Where the table stands: its header, or the whole inline table.
    pub(super) span: Range<usize>,
    asked: RefCell<Vec<&'static str>>,
}

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

impl<'a> Table<'a> {
    pub(super) fn new(table: &'a Spanned<DeTable<'a>>) -> Self {
        Self::of(table.get_ref(), table.span())
    }

    fn of(values: &'a DeTable<'a>, span: Range<usize>) -> Self {
        Self {
            values,
            span,
            asked: RefCell::new(Vec::new()),
        }
    }

    /// Whether the key is there; does not count as asking for it.
    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// The value of a key that may be absent.
    pub(super) fn get(&self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().push(key);
        self.values.get(key)
    }

    fn required(&self, key: &'static str, log: &mut Log) -> Option<&'a Spanned<DeValue<'a>>> {
        let value = self.get(key);
        if value.is_none() {
            let help = format!("add `{key} = ...` to this table");
            log.add(
                Rule::MissingKey,
                self.span.clone(),
                format!("`{key}` is missing"),
                help,
            );
        }
        value
    }

    /// All keys with their values, as in a map whose keys are the author's; counts as asking.
    pub(super) fn entries(&self) -> impl Iterator<Item = (At<&'a str>, &'a Spanned<DeValue<'a>>)> {
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
        as_str(self.required(key, log)?, log)
    }

    pub(super) fn opt_str(&self, key: &'static str, log: &mut Log) -> Option<At<&'a str>> {
        as_str(self.get(key)?, log)
    }

    pub(super) fn text(&self, key: &'static str, most: usize, log: &mut Log) -> Option<Text> {
        let found = self.str(key, log)?;
        text(&found, most, log)
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
            wrong_type(value, "a list of texts", log);
            return Vec::new();
        };
        list.iter().filter_map(|value| as_str(value, log)).collect()
    }

    pub(super) fn opt_bool(&self, key: &'static str, log: &mut Log) -> Option<At<bool>> {
        let value = self.get(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            wrong_type(value, "true or false", log);
        }
        Some(At {
            value: found?,
            span: value.span(),
        })
    }

    pub(super) fn bool(&self, key: &'static str, log: &mut Log) -> Option<At<bool>> {
        if !self.has(key) {
            self.required(key, log);
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
        number(self.required(key, log)?, range, log)
    }

    pub(super) fn opt_number(
        &self,
        key: &'static str,
        range: std::ops::RangeInclusive<f64>,
        log: &mut Log,
    ) -> Option<At<f64>> {
        number(self.get(key)?, range, log)
    }

    /// A table under a key.
    pub(super) fn table(&self, key: &'static str, log: &mut Log) -> Option<Table<'a>> {
        let value = self.required(key, log)?;
        as_table(value, log)
    }

    /// The tables `[[key]]`; absent means none.
    pub(super) fn tables(&self, key: &'static str, log: &mut Log) -> Vec<Table<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            wrong_type(
                value,
                &format!("a list of tables, each headed [[{key}]]"),
                log,
            );
            return Vec::new();
        };
        list.iter()
            .filter_map(|value| as_table(value, log))
            .collect()
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(&self, log: &mut Log) {
        let asked = self.asked.borrow();
        for (key, _) in self
            .values
            .iter()
            .filter(|(key, _)| !asked.contains(&key.get_ref().as_ref()))
        {
            let name: &str = key.get_ref().as_ref();
            let help = nearest(name, asked.iter().copied()).map_or_else(
                || format!("take it out; known here: {}", unique(&asked).join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            log.add(
                Rule::UnknownField,
                key.span(),
                format!("{} is not known here", quoted(name)),
                help,
            );
        }
    }
}

fn unique(asked: &[&'static str]) -> Vec<&'static str> {
    let mut names = asked.to_vec();
    names.sort_unstable();
    names.dedup();
    names
}

/// The name that was probably meant.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // Jaro-Winkler: 0.8 lets one or two slips pass in words of usual length.
    known
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(alike, _)| *alike >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

pub(super) fn as_table<'a>(value: &'a Spanned<DeValue<'a>>, log: &mut Log) -> Option<Table<'a>> {
    let table = value.get_ref().as_table();
    if table.is_none() {
        wrong_type(value, "a table", log);
    }
    Some(Table::of(table?, value.span()))
}

fn as_str<'a>(value: &'a Spanned<DeValue<'a>>, log: &mut Log) -> Option<At<&'a str>> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        wrong_type(value, "a text in quotes", log);
    }
    Some(At {
        value: text?,
        span: value.span(),
    })
}

/// Makes a number of a value, and notes one outside its range.
pub(super) fn number(
    value: &Spanned<DeValue<'_>>,
    range: std::ops::RangeInclusive<f64>,
    log: &mut Log,
) -> Option<At<f64>> {
    let found = match value.get_ref() {
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix())
                .ok()
                .and_then(|whole| {
                    // Every range here is far inside what an f64 holds exactly.
                    i32::try_from(whole)
                        .ok()
                        .map(f64::from)
                        .or(Some(f64::INFINITY))
                })
        }
        DeValue::Float(float) => float.as_str().parse::<f64>().ok(),
        _ => {
            wrong_type(value, "a number", log);
            return None;
        }
    };
    let found = found.unwrap_or(f64::INFINITY);
    if !range.contains(&found) {
        let message = format!("this is outside {} to {}", range.start(), range.end());
        log.add(
            Rule::OutOfRange,
            value.span(),
            message,
            "choose a number in that range",
        );
        return None;
    }
    Some(At {
        value: found,
        span: value.span(),
    })
}

fn wrong_type(value: &Spanned<DeValue<'_>>, wanted: &str, log: &mut Log) {
    let found = value.get_ref().type_str();
    let message = format!("this must be {wanted}, not of type {found}");
    log.add(Rule::WrongType, value.span(), message, String::new());
}

/// Makes an id of a string, and notes what is none.
pub(super) fn id<I: Slug>(found: &At<&str>, log: &mut Log) -> Option<At<I>> {
    match I::new(found.value) {
        Ok(value) => Some(At {
            value,
            span: found.span.clone(),
        }),
        Err(why) => {
            let message = format!("{} is no {} id", quoted(found.value), I::WHAT);
            log.add(Rule::NotAnId, found.span.clone(), message, why.to_string());
            None
        }
    }
}

/// Makes a text of a string, and notes what cannot be shown or is too long.
pub(super) fn text(found: &At<&str>, most: usize, log: &mut Log) -> Option<Text> {
    match Text::new(found.value) {
        Ok(text) => {
            let length = text.as_str().chars().count();
            if length > most {
                let message = format!("this is {length} characters long; here fit {most}");
                log.add(Rule::TooLong, found.span.clone(), message, "say it shorter");
                return None;
            }
            Some(text)
        }
        Err(TextFault::Empty) => {
            log.add(
                Rule::EmptyText,
                found.span.clone(),
                "this text is empty",
                "write something, or take the key out if it is optional",
            );
            None
        }
        Err(fault @ TextFault::Hazard { at, what }) => {
            let span = hazard_span(found, at, what, log);
            log.add(
                Rule::Hazard,
                span,
                fault.to_string(),
                "take it out; plain text only",
            );
            None
        }
    }
}

/// The very character, unless an escape in the file makes its place differ.
fn hazard_span(found: &At<&str>, at: usize, what: char, log: &Log) -> Range<usize> {
    let quotes = if log
        .source()
        .text
        .get(found.span.clone())
        .is_some_and(|raw| raw.starts_with("\"\"\"") || raw.starts_with("'''"))
    {
        3
    } else {
        1
    };
    let start = found.span.start + quotes + at;
    let span = start..start + what.len_utf8();
    let there = log
        .source()
        .text
        .get(span.clone())
        .is_some_and(|text| text.starts_with(what));
    if there { span } else { found.span.clone() }
}
