//! Reads a typed line as an answer to an item: numbers as shown, `#id`s, or a command.

use crate::bank::{Certainty, Item, Kind, OptionId, Response, text};
use std::collections::BTreeSet;

/// What a typed line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// An answer, and how sure the person says to be of it.
    Answer(Response, Option<Certainty>),
    /// Pass over the item.
    Skip,
    /// To the item before.
    Back,
    /// Put a flag on the item, or take it away.
    Flag,
    /// Leave.
    Leave,
    /// How to answer.
    Help,
    /// Nothing that could be understood, and why.
    Unclear(String),
}

/// What else can be typed in an exam; the colon works everywhere.
pub(super) const FLAG: &str = " :m flags the question, or takes its flag away.";

/// What to type, in a few words.
pub(super) fn prompt(item: &Item) -> String {
    let how = match &item.kind {
        Kind::Agreement { .. } | Kind::Pair { .. } => "1 to 5",
        Kind::Situation { options } => return format!("1 to {}, or ?", options.len()),
        Kind::Single(options) | Kind::TrueFalse(options) => {
            return format!("1 to {}, or ?", options.len());
        }
        Kind::Multiple(_) => "numbers with spaces",
        Kind::Order(_) => "all numbers in the right order",
        Kind::Sort { .. } => "a group's number for each card in turn",
        Kind::ShortText { .. } => return "Your answer, or :? for help".to_owned(),
    };
    format!("{how}, or ?")
}

/// All that can be typed.
pub(super) fn help(item: &Item) -> String {
    let colon = if matches!(item.kind, Kind::ShortText { .. }) {
        ":"
    } else {
        ""
    };
    let sure = if item.kind.is_marked() {
        " If you like, say how sure you are by ! (unsure), !! (fairly sure) or !!! (sure) behind it."
    } else {
        ""
    };
    format!(
        "Type {}.{sure} Or {colon}s to skip, {colon}b for the item before, {colon}q to leave.",
        match &item.kind {
            Kind::Agreement { .. } | Kind::Pair { .. } => "a number from 1 to 5",
            Kind::Situation { .. } | Kind::Single(_) | Kind::TrueFalse(_) => "an option's number",
            Kind::Multiple(_) => "the numbers of all that apply, such as 1 3",
            Kind::Order(_) => "all numbers in the right order, such as 2 1 3",
            Kind::Sort { .. } => "one group number for each card, such as 1 2 1",
            Kind::ShortText { .. } => "a word or two",
        }
    )
}

/// Reads a line as an answer to `item`, whose options were shown in `order`.
pub(super) fn read(item: &Item, order: &[OptionId], line: &str) -> Typed {
    let is_text = matches!(item.kind, Kind::ShortText { .. });
    match line {
        "s" | "b" | "m" | "q" | "?" if is_text => {}
        "s" | ":s" => return Typed::Skip,
        "b" | ":b" => return Typed::Back,
        "m" | ":m" => return Typed::Flag,
        "q" | ":q" => return Typed::Leave,
        "?" | ":?" => return Typed::Help,
        _ => {}
    }
    let (answer, certainty) = certainty(item, line);
    let words: Vec<&str> = answer
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let unclear = || {
        Typed::Unclear(format!(
            "\"{}\" is no answer here. {}",
            text::clean(line),
            help(item)
        ))
    };
    let response = match &item.kind {
        Kind::Agreement { .. } | Kind::Pair { .. } => answer.parse().ok().map(Response::Step),
        Kind::Situation { .. } | Kind::Single(_) | Kind::TrueFalse(_) => match words.as_slice() {
            [word] => pick(word, order).map(Response::Choice),
            _ => None,
        },
        Kind::Multiple(_) if words.is_empty() => None,
        Kind::Multiple(_) => all(&words, order)
            .map(|ids| Response::Choices(ids.into_iter().collect::<BTreeSet<_>>())),
        Kind::Order(_) => all(&words, order).map(Response::Order),
        Kind::Sort { groups, .. } => {
            let groups: Vec<OptionId> = groups.iter().map(|group| group.id.clone()).collect();
            all(&words, &groups)
                .filter(|chosen| chosen.len() == order.len())
                .map(|chosen| Response::Groups(order.iter().cloned().zip(chosen).collect()))
        }
        Kind::ShortText { .. } => {
            let typed = text::clean(answer);
            (!typed.is_empty()).then_some(Response::Text(typed))
        }
    };
    match response {
        Some(response) if response.check(item).is_ok() => Typed::Answer(response, certainty),
        _ => unclear(),
    }
}

/// The answer without the exclamation marks behind it, and what these say; where a right answer ends
/// in one, it is left alone.
fn certainty<'a>(item: &Item, line: &'a str) -> (&'a str, Option<Certainty>) {
    let answer = line.trim_end_matches('!');
    let level = u8::try_from(line.len() - answer.len()).ok();
    let level = level.and_then(|level| Certainty::try_from(level).ok());
    let is_own = match &item.kind {
        Kind::ShortText { accept } => accept.iter().any(|text| text.as_str().ends_with('!')),
        kind => !kind.is_marked(),
    };
    if level.is_some() && !is_own {
        (answer.trim_end(), level)
    } else {
        (line, None)
    }
}

/// The option that a number (as shown, from 1) or `#id` names; a bare id could be a command.
fn pick(word: &str, order: &[OptionId]) -> Option<OptionId> {
    let by_number = word
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    let named = word.strip_prefix('#');
    by_number
        .and_then(|row| order.get(row))
        .or_else(|| order.iter().find(|id| named == Some(id.as_ref())))
        .cloned()
}

fn all(words: &[&str], order: &[OptionId]) -> Option<Vec<OptionId>> {
    words.iter().map(|word| pick(word, order)).collect()
}
