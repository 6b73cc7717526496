//! The credit of one answer to a quiz item.

use super::numbers::float;
use crate::bank::{Choice, Item, Kind, OptionId, Response, Text};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// Words shorter than this take no typing slip: "PO" and "PM" are one slip apart.
const SLIP_LETTERS: usize = 5;
/// Credit from which an answer is right, and down to which it is wrong: rounding, no more.
const HAIR: f64 = 1e-9;

/// What an answer is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// 0..=1.
    pub credit: f64,
    /// The accepted answer that a typing slip was forgiven for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slip: Option<String>,
}

/// A credit in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Correctness {
    /// Full credit.
    Right,
    /// Some credit.
    Partly,
    /// None.
    Wrong,
}

impl Mark {
    /// The credit in a word.
    pub fn verdict(&self) -> Correctness {
        if self.credit >= 1.0 - HAIR {
            Correctness::Right
        } else if self.credit <= HAIR {
            Correctness::Wrong
        } else {
            Correctness::Partly
        }
    }
}

/// Marks an answer; `None` for items of an assessment and for answers that do not fit the item.
pub fn mark(item: &Item, response: &Response) -> Option<Mark> {
    response.check(item).ok()?;
    let credit = match (&item.kind, response) {
        (Kind::Single(options) | Kind::TrueFalse(options), Response::Choice(id)) => {
            share(options.iter().any(|option| option.key && option.id == *id))
        }
        (Kind::Multiple(options), Response::Choices(ids)) => {
            let number = |wanted: fn(&Choice) -> bool, chosen: bool| {
                let found = options.iter().filter(|option| wanted(option));
                found
                    .filter(|option| !chosen || ids.contains(&option.id))
                    .count()
            };
            let (keys, distractors) = (number(|o| o.key, false), number(|o| !o.key, false));
            multiple_credit(
                number(|o| o.key, true),
                keys,
                number(|o| !o.key, true),
                distractors,
            )
        }
        (Kind::Order(steps), Response::Order(ids)) => {
            let place = |id: &OptionId| steps.iter().position(|step| step.id == *id);
            order_credit(&ids.iter().filter_map(place).collect::<Vec<_>>())
        }
        (Kind::Sort { cards, .. }, Response::Groups(map)) => {
            let right = cards
                .iter()
                .filter(|card| map.get(&card.id) == Some(&card.group))
                .count();
            float(right) / float(cards.len())
        }
        (Kind::ShortText { accept }, Response::Text(typed)) => {
            return Some(short_text(accept, typed));
        }
        _ => return None,
    };
    Some(Mark { credit, slip: None })
}

fn share(right: bool) -> f64 {
    if right { 1.0 } else { 0.0 }
}

/// Credit of a multiple choice: the share of keys found less the share of distractors taken, at
/// least 0. Everything ticked and nothing ticked both give 0.
pub fn multiple_credit(hits: usize, keys: usize, false_hits: usize, distractors: usize) -> f64 {
    let part = |of: usize, all: usize| {
        if all == 0 {
            0.0
        } else {
            float(of) / float(all)
        }
    };
    (part(hits, keys) - part(false_hits, distractors)).max(0.0)
}

/// Credit of an order: Kendall's tau between it and 0, 1, 2 …, at least 0. Every number stands once.
pub fn order_credit(order: &[usize]) -> f64 {
    let mut balance = 0.0;
    let mut pairs = 0.0;
    for (n, first) in order.iter().enumerate() {
        for second in order.iter().skip(n + 1) {
            pairs += 1.0;
            balance += if first < second { 1.0 } else { -1.0 };
        }
    }
    if pairs == 0.0 {
        0.0
    } else {
        f64::max(balance / pairs, 0.0)
    }
}

fn short_text(accept: &[Text], typed: &str) -> Mark {
    let typed = folded(typed);
    if accept
        .iter()
        .any(|accepted| folded(accepted.as_str()) == typed)
    {
        return Mark {
            credit: 1.0,
            slip: None,
        };
    }
    let slipped = accept
        .iter()
        .find(|accepted| is_slip(&folded(accepted.as_str()), &typed));
    Mark {
        credit: share(slipped.is_some()),
        slip: slipped.map(ToString::to_string),
    }
}

/// Unicode NFKC, case folded, words only, without an article in front. By way of upper case, since
/// some letters differ in lower case alone (ß and ss, the two small sigmas).
fn folded(text: &str) -> Vec<String> {
    let upper = text.nfkc().flat_map(char::to_uppercase);
    let text: String = upper.flat_map(char::to_lowercase).collect();
    let mut words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(ToOwned::to_owned)
        .collect();
    let article = words
        .first()
        .is_some_and(|word| matches!(word.as_str(), "the" | "a" | "an"));
    if article && words.len() > 1 {
        words.remove(0);
    }
    words
}

/// One slip (a letter wrong, missing, too many, or two swapped: Damerau 1964) in one long word.
fn is_slip(accepted: &[String], typed: &[String]) -> bool {
    if accepted.len() != typed.len() {
        return false;
    }
    let mut slips = accepted
        .iter()
        .zip(typed)
        .filter(|(accepted, typed)| accepted != typed);
    let (Some((accepted, typed)), None) = (slips.next(), slips.next()) else {
        return false;
    };
    accepted.chars().count() >= SLIP_LETTERS && strsim::damerau_levenshtein(accepted, typed) == 1
}
