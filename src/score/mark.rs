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
        if is_full(self.credit) {
            Correctness::Right
        } else if self.credit <= HAIR {
            Correctness::Wrong
        } else {
            Correctness::Partly
        }
    }
}

/// Whether a credit is all there is to get.
pub(super) fn is_full(credit: f64) -> bool {
    credit >= 1.0 - HAIR
}

/// What a credit is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum CreditSum {
    /// One of several: the key or not.
    Choice {
        /// Whether it is the key.
        right: bool,
    },
    /// Any of several, as [`multiple_credit`] takes them.
    Multiple {
        /// Keys ticked.
        hits: usize,
        /// Keys in all.
        keys: usize,
        /// Distractors ticked.
        false_hits: usize,
        /// Distractors in all.
        distractors: usize,
    },
    /// Put in order: the right place of each step, in the order given.
    Order(Vec<usize>),
    /// Sorted into groups.
    Sort {
        /// Cards in their group.
        right: usize,
        /// Cards in all.
        cards: usize,
    },
    /// A short text.
    Text {
        /// What was typed, as it was compared: folded, without an article.
        typed: String,
        /// The accepted answer that it was taken as.
        taken_as: Option<String>,
        /// Whether a typing slip was forgiven for that.
        slip: bool,
    },
}

impl CreditSum {
    /// The credit, 0..=1.
    pub fn credit(&self) -> f64 {
        self.balance().max(0.0)
    }

    /// The same before it is kept from falling below 0: -1..=1.
    pub fn balance(&self) -> f64 {
        match self {
            Self::Choice { right } => share(*right),
            Self::Multiple {
                hits,
                keys,
                false_hits,
                distractors,
            } => multiple_balance(*hits, *keys, *false_hits, *distractors),
            Self::Order(order) => tau(order),
            Self::Sort { right, cards } => float(*right) / float(*cards),
            Self::Text { taken_as, .. } => share(taken_as.is_some()),
        }
    }
}

/// Marks an answer; `None` for items of an assessment and for answers that do not fit the item.
pub fn mark(item: &Item, response: &Response) -> Option<Mark> {
    let sum = credit_sum(item, response)?;
    let credit = sum.credit();
    let slip = match sum {
        CreditSum::Text {
            taken_as,
            slip: true,
            ..
        } => taken_as,
        _ => None,
    };
    Some(Mark { credit, slip })
}

/// What the credit of an answer is made of; `None` where [`mark`] is.
pub fn credit_sum(item: &Item, response: &Response) -> Option<CreditSum> {
    response.check(item).ok()?;
    let sum = match (&item.kind, response) {
        (Kind::Single(options) | Kind::TrueFalse(options), Response::Choice(id)) => {
            CreditSum::Choice {
                right: options.iter().any(|option| option.key && option.id == *id),
            }
        }
        (Kind::Multiple(options), Response::Choices(ids)) => {
            let number = |wanted: fn(&Choice) -> bool, chosen: bool| {
                let found = options.iter().filter(|option| wanted(option));
                found
                    .filter(|option| !chosen || ids.contains(&option.id))
                    .count()
            };
            CreditSum::Multiple {
                hits: number(|o| o.key, true),
                keys: number(|o| o.key, false),
                false_hits: number(|o| !o.key, true),
                distractors: number(|o| !o.key, false),
            }
        }
        (Kind::Order(steps), Response::Order(ids)) => {
            let place = |id: &OptionId| steps.iter().position(|step| step.id == *id);
            CreditSum::Order(ids.iter().filter_map(place).collect())
        }
        (Kind::Sort { cards, .. }, Response::Groups(map)) => {
            let right = cards
                .iter()
                .filter(|card| map.get(&card.id) == Some(&card.group))
                .count();
            CreditSum::Sort {
                right,
                cards: cards.len(),
            }
        }
        (Kind::ShortText { accept }, Response::Text(typed)) => short_text(accept, typed),
        _ => return None,
    };
    Some(sum)
}

fn share(right: bool) -> f64 {
    if right { 1.0 } else { 0.0 }
}

/// Credit of a multiple choice: the share of keys found less the share of distractors taken, at
/// least 0. Everything ticked and nothing ticked both give 0.
pub fn multiple_credit(hits: usize, keys: usize, false_hits: usize, distractors: usize) -> f64 {
    multiple_balance(hits, keys, false_hits, distractors).max(0.0)
}

fn multiple_balance(hits: usize, keys: usize, false_hits: usize, distractors: usize) -> f64 {
    let part = |of: usize, all: usize| {
        if all == 0 {
            0.0
        } else {
            float(of) / float(all)
        }
    };
    part(hits, keys) - part(false_hits, distractors)
}

/// Credit of an order: Kendall's tau between it and 0, 1, 2 …, at least 0. Every number stands once.
pub fn order_credit(order: &[usize]) -> f64 {
    tau(order).max(0.0)
}

fn tau(order: &[usize]) -> f64 {
    let (right, wrong) = order_pairs(order);
    let (right, wrong) = (float(right.len()), float(wrong.len()));
    if right + wrong == 0.0 {
        0.0
    } else {
        (right - wrong) / (right + wrong)
    }
}

/// The right places of two steps, in the order in which the two stand.
pub type PlacePair = (usize, usize);

/// All pairs of an order: those with the smaller number first, and those without.
pub fn order_pairs(order: &[usize]) -> (Vec<PlacePair>, Vec<PlacePair>) {
    let after = |n: usize| order.iter().skip(n + 1).copied();
    let pairs = order
        .iter()
        .enumerate()
        .flat_map(|(n, first)| after(n).map(|second| (*first, second)));
    pairs.partition(|(first, second)| first < second)
}

fn short_text(accept: &[Text], typed: &str) -> CreditSum {
    let typed = folded(typed);
    let find = |test: &dyn Fn(&[String]) -> bool| {
        let found = accept.iter().find(|text| test(&folded(text.as_str())));
        found.map(ToString::to_string)
    };
    let exact = find(&|accepted| accepted == typed);
    let slip = exact.is_none();
    let taken_as = exact.or_else(|| find(&|accepted| is_slip(accepted, &typed)));
    CreditSum::Text {
        slip: slip && taken_as.is_some(),
        taken_as,
        typed: typed.join(" "),
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
