//! Makes texts, numbers and ids of TOML values, noting every mistake at its very place.

use super::advice;
use super::id::{MAX_LEN, Slug};
use super::mistake::{Log, SourceText, quoted};
use super::rule::Rule;
use super::text::{Text, TextFault, is_unseen};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

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

/// A value with its place.
#[derive(Debug, Clone)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// A value as it is read.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Makes a string of a value.
pub(super) fn as_str<'a>(value: &'a Value<'a>, log: &mut Log) -> Option<At<&'a str>> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        let raw = log.source().text.get(log.place(value.span()));
        let scalar = match value.get_ref() {
            DeValue::Array(_) | DeValue::Table(_) | DeValue::String(_) => None,
            _ => raw.map(|raw| format!("\"{raw}\"")),
        };
        let help = "put a text in \"double quotes\" here";
        wrong_type(value, "a text", help, scalar, log);
    }
    Some(At {
        value: text?,
        span: log.place(value.span()),
    })
}

/// Makes a number of a value, whatever it is.
pub(super) fn any_number(value: &Value<'_>, log: &mut Log) -> Option<At<f64>> {
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
            let is_number = |text: &&str| {
                let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
                let digits = |text: &str| {
                    (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
                };
                let is_canonical = whole == "0" || !whole.starts_with('0');
                digits(whole) && digits(part) && is_canonical
            };
            let text = value.get_ref().as_str().filter(is_number);
            let help = "write a number here, without quotes";
            wrong_type(value, "a number", help, text.map(str::to_owned), log);
            return None;
        }
    };
    Some(At {
        value: found.unwrap_or(f64::INFINITY),
        span: log.place(value.span()),
    })
}

/// Makes a number of a value, and notes one outside its range.
pub(super) fn number(
    value: &Value<'_>,
    range: std::ops::RangeInclusive<f64>,
    log: &mut Log,
) -> Option<At<f64>> {
    let found = any_number(value, log)?;
    if !range.contains(&found.value) {
        let message = format!("this is outside {} to {}", range.start(), range.end());
        log.add(
            Rule::OutOfRange,
            found.span,
            message,
            "choose a number in that range",
        );
        return None;
    }
    Some(found)
}

/// Makes a number without decimals of a value.
pub(super) fn whole(
    value: &Value<'_>,
    range: std::ops::RangeInclusive<f64>,
    log: &mut Log,
) -> Option<u16> {
    let found = number(value, range.clone(), log)?;
    if found.value.fract() != 0.0 {
        log.add(
            Rule::OutOfRange,
            found.span,
            "this is no whole number",
            format!("use one from {} to {}", range.start(), range.end()),
        );
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked by its range
    let whole = found.value as u16;
    Some(whole)
}

/// Notes a value of another type; `meant` is what it must be, where that is beyond doubt.
pub(super) fn wrong_type(
    value: &Value<'_>,
    wanted: &str,
    help: &str,
    meant: Option<String>,
    log: &mut Log,
) {
    let found = match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let message = format!("this must be {wanted}, not {found}");
    let span = log.place(value.span());
    let fix = meant.map(|meant| (span.clone(), meant));
    log.note(Rule::WrongType, span, message, help, fix);
}

/// Makes an id of a string, and notes what is none.
pub(super) fn id<I: Slug>(found: &At<&str>, log: &mut Log) -> Option<At<I>> {
    match I::new(found.value) {
        Ok(value) => Some(At {
            value,
            span: found.span.clone(),
        }),
        Err(why) => {
            let message = format!("{} cannot be an id", quoted(found.value));
            let near = slug_like(found.value);
            let help = if near.is_empty() {
                why.to_string()
            } else {
                format!("{why}: such as `{near}`")
            };
            let raw = log.source().text.get(found.span.clone());
            let is_quoted = raw.is_some_and(|raw| raw.starts_with(['"', '\'']));
            // Letters that no id can hold would be lost, and with them what tells two ids apart.
            let keeps_all = found.value.is_ascii() && found.value.len() <= MAX_LEN;
            let fix = (keeps_all && !near.is_empty()).then(|| {
                let with = if is_quoted {
                    format!("\"{near}\"")
                } else {
                    near
                };
                (found.span.clone(), with)
            });
            log.note(Rule::NotAnId, found.span.clone(), message, help, fix);
            None
        }
    }
}

/// What takes a value out of a list, with the comma before it; `None` where a comment is between.
pub(super) fn taken_out(
    before: &At<&str>,
    at: &At<&str>,
    source: &SourceText,
) -> Option<(Range<usize>, String)> {
    let between = source.text.get(before.span.end..at.span.start)?;
    let is_bare = between.chars().all(|c| c == ',' || c.is_ascii_whitespace());
    is_bare.then(|| (before.span.end..at.span.end, String::new()))
}

/// A word without what is often mistaken in it: case, hyphens, underscores, blanks.
pub(super) fn bare(word: &str) -> String {
    let letters = word.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

/// An id that looks like the text; empty when the text has nothing that an id may hold.
fn slug_like(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut slug = words.join("-");
    slug.truncate(MAX_LEN); // ASCII alone
    slug.trim_end_matches('-').to_owned()
}

/// Makes a text of a string, and notes what cannot be shown or is too long.
pub(super) fn text(found: &At<&str>, most: usize, log: &mut Log) -> Option<Text> {
    match Text::new(found.value) {
        Ok(text) => {
            advice::text(found, log);
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
        Err(fault @ TextFault::Hazard { what, .. }) => {
            let span = hazard_span(found, what, log);
            let raw = log.source().text.get(found.span.clone());
            let seen = raw.map(|raw| (raw, without_unseen(raw)));
            let fix = seen.filter(|(raw, seen)| raw != seen);
            let fix = fix.map(|(_, seen)| (found.span.clone(), seen));
            let help = "take it out; plain text only";
            log.note(Rule::Hazard, span, fault.to_string(), help, fix);
            None
        }
    }
}

/// A string as the file has it, without what cannot be seen and says nothing, be it as an escape.
fn without_unseen(raw: &str) -> String {
    let mut seen = raw.replace(is_unseen, "");
    // Where a backslash may itself be escaped, an escape is not looked for.
    if raw.starts_with('"') && !raw.contains("\\\\") {
        for escape in [
            "\\u00ad", "\\u00AD", "\\u200b", "\\u200B", "\\u2060", "\\ufeff", "\\uFEFF",
        ] {
            seen = seen.replace(escape, "");
        }
    }
    seen
}

/// The first place within a string where it holds a character, be it as an escape.
fn hazard_span(found: &At<&str>, what: char, log: &Log) -> Range<usize> {
    let raw = log.source().text.get(found.span.clone());
    let raw = raw.unwrap_or_default();
    let has_escapes = raw.starts_with('"');
    let mut at = 0;
    while let Some(c) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        let (shown, len) = if c == '\\' && has_escapes {
            escape(raw.get(at..).unwrap_or_default())
        } else {
            (Some(c), c.len_utf8())
        };
        if shown == Some(what) {
            let start = found.span.start + at;
            return start..start + len;
        }
        at += len;
    }
    found.span.clone()
}

/// The unusual character that an escape stands for, and the escape's length.
fn escape(text: &str) -> (Option<char>, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'b') => return (Some('\u{8}'), 2),
        Some(b'e') => return (Some('\u{1b}'), 2),
        Some(b'f') => return (Some('\u{c}'), 2),
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => return (None, 2),
    };
    let code = text.get(2..2 + digits);
    let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
    (code.and_then(char::from_u32), 2 + digits)
}
