//! Words that stand for steps, answers and numbers, wherever they are shown.

use crate::bank::{Choice, Item, Kind, OptionId, Response};
use crate::run::{Row, Run};
use crate::score::{Side, Verdict};

/// The five steps of an agreement item, from 1.
pub const AGREEMENT: [&str; 5] = [
    "Strongly disagree",
    "Disagree",
    "Neither",
    "Agree",
    "Strongly agree",
];

/// The five steps of a pair, from 1.
pub const PAIR: [&str; 5] = [
    "Clearly the first",
    "Rather the first",
    "Both alike",
    "Rather the second",
    "Clearly the second",
];

/// The words of the five steps of an item that has them.
pub fn step_words(kind: &Kind) -> Option<&'static [&'static str; 5]> {
    match kind {
        Kind::Agreement { .. } => Some(&AGREEMENT),
        Kind::Pair { .. } => Some(&PAIR),
        _ => None,
    }
}

/// An answer in words.
pub fn said(item: &Item, response: &Response) -> String {
    match (&item.kind, response) {
        (kind, Response::Step(step)) => {
            let words = step_words(kind).and_then(|words| words.get(usize::from(*step) - 1));
            words.map_or_else(|| step.to_string(), |words| (*words).to_owned())
        }
        (kind, Response::Choice(id)) => text_of(kind, id),
        (kind, Response::Choices(ids)) => list(
            kind.option_ids().into_iter().filter(|id| ids.contains(*id)),
            kind,
            "; ",
        ),
        (kind, Response::Order(ids)) => list(ids.iter(), kind, ", then "),
        (Kind::Sort { groups, cards }, Response::Groups(map)) => {
            let name = |id: &OptionId| groups.iter().find(|group| group.id == *id);
            let placed: Vec<String> = cards
                .iter()
                .filter_map(|card| Some((card, name(map.get(&card.id)?)?)))
                .map(|(card, group)| format!("{}: {}", card.text, group.name))
                .collect();
            placed.join("; ")
        }
        (_, Response::Groups(_)) => String::new(), // only a sort takes groups
        (_, Response::Text(text)) => text.clone(),
    }
}

/// The key of a quiz item in words; empty for an assessment's item.
pub(super) fn key_words(item: &Item) -> String {
    match &item.kind {
        Kind::Single(options) | Kind::Multiple(options) | Kind::TrueFalse(options) => {
            let keys: Vec<&str> = keys(options).map(|option| option.text.as_str()).collect();
            keys.join("; ")
        }
        Kind::Order(steps) => list(steps.iter().map(|step| &step.id), &item.kind, ", then "),
        Kind::Sort { cards, .. } => {
            let right = cards
                .iter()
                .map(|card| (card.id.clone(), card.group.clone()))
                .collect();
            said(item, &Response::Groups(right))
        }
        Kind::ShortText { accept } => accept.first().map(ToString::to_string).unwrap_or_default(),
        Kind::Agreement { .. } | Kind::Situation { .. } | Kind::Pair { .. } => String::new(),
    }
}

fn keys(options: &[Choice]) -> impl Iterator<Item = &Choice> {
    options.iter().filter(|option| option.key)
}

fn list<'a>(ids: impl Iterator<Item = &'a OptionId>, kind: &Kind, between: &str) -> String {
    let texts: Vec<String> = ids.map(|id| text_of(kind, id)).collect();
    texts.join(between)
}

/// What an option, step or card says; its id when the item has no such thing.
pub fn text_of(kind: &Kind, id: &OptionId) -> String {
    let text = match kind {
        Kind::Situation { options } => options
            .iter()
            .find(|option| option.id == *id)
            .map(|option| &option.text),
        Kind::Single(options) | Kind::Multiple(options) | Kind::TrueFalse(options) => options
            .iter()
            .find(|option| option.id == *id)
            .map(|option| &option.text),
        Kind::Order(steps) => steps
            .iter()
            .find(|step| step.id == *id)
            .map(|step| &step.text),
        Kind::Sort { cards, .. } => cards
            .iter()
            .find(|card| card.id == *id)
            .map(|card| &card.text),
        Kind::Agreement { .. } | Kind::Pair { .. } | Kind::ShortText { .. } => None,
    };
    text.map_or_else(|| id.to_string(), ToString::to_string)
}

/// A verdict between two roles in a few words, to stand after a colon or in a sentence's middle.
pub(super) fn verdict_words(verdict: Verdict, role: &str, other: &str) -> String {
    let nearer = |side| match side {
        Side::Role => role,
        Side::Other => other,
    };
    match verdict {
        Verdict::Clear(side) => format!("clearly {}", nearer(side)),
        Verdict::Leaning(side) => format!("leaning to {}", nearer(side)),
        Verdict::TooClose => "too close to call".to_owned(),
        Verdict::Neither => "neither stands out".to_owned(),
        Verdict::Unknown => "not enough answers".to_owned(),
    }
}

/// A number of points as it is told: whole, since the error is larger than any decimal.
pub(super) fn points(value: f64) -> String {
    format!("{:.0}", value.round())
}

/// "1 item", "2 items".
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {many}")
    }
}

/// "a", "a and b", "a, b and c".
pub(super) fn listed<S: AsRef<str>>(words: &[S]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A sum of credits or halves without needless decimals: "7", "7.3".
pub(super) fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0 + 0.0; // no "-0": an empty sum is one
    if tenths.fract() == 0.0 {
        format!("{tenths:.0}")
    } else {
        format!("{tenths:.1}")
    }
}

/// What to do with an item of this kind.
pub fn prompt(kind: &Kind) -> &'static str {
    match kind {
        Kind::Agreement { .. } => "How far is this true of you?",
        Kind::Situation { .. } => "What would you do?",
        Kind::Pair { .. } => "Two sentences",
        Kind::Single(_) => "Choose one",
        Kind::Multiple(_) => "Choose all that apply",
        Kind::TrueFalse(_) => "True or false?",
        Kind::Order(_) => "Put in order, the first at the top",
        Kind::Sort { .. } => "Put each card into a group",
        Kind::ShortText { .. } => "Type a word or two",
    }
}

/// An item in one line, for lists.
pub fn one_line(item: &Item) -> String {
    match &item.kind {
        Kind::Pair { left, right } => format!("{} / {}", left.text, right.text),
        _ => item.stem.as_str().replace('\n', " "),
    }
}

/// What to know before a run is finished.
pub fn before_finishing(run: &Run) -> String {
    let open = run.unanswered();
    if open == 0 {
        return "Every item has an answer. You can still change any, or finish.".to_owned();
    }
    let open = count(open, "item has", "items have");
    format!("{open} no answer yet. Unanswered items never move a score; you can finish as it is.")
}

/// What came out of a run of the history, in a few words.
pub fn row_result(row: &Row) -> String {
    match row.summary {
        None => format!("open, {} of {}", row.answered, row.asked),
        Some(summary) => {
            let told = |score: f64| {
                if row.is_assessment {
                    format!("fit {}", points(score))
                } else {
                    format!("{} %", points(score))
                }
            };
            let score = summary.score.map(told);
            score.unwrap_or_else(|| format!("{} of {} answered", row.answered, row.asked))
        }
    }
}

/// What to know when answers could not be kept.
pub fn not_kept(why: &str) -> String {
    format!(
        "{}.\nThe run goes on, and nothing you see is lost while pofit runs. Each further answer \
         tries again to keep all that is not kept yet.",
        capitalised(why)
    )
}

/// What to know when the history cannot be used.
pub fn store_trouble(why: &str, can_move: bool) -> String {
    let aside = if can_move {
        " m moves the file aside and begins a new history; nothing is deleted."
    } else {
        ""
    };
    format!(
        "{}.\nEnter goes on without keeping anything.{aside}",
        capitalised(why)
    )
}

/// What is asked before something is deleted, the first and the second time.
pub fn before_deleting(what: &str, sure: bool) -> String {
    if sure {
        format!("Really? Once {what} is deleted, nothing brings it back. Enter deletes, Esc keeps.")
    } else {
        format!("Delete {what}? Enter goes on to a last question, Esc keeps.")
    }
}

/// The text with a capital at its beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// What to know before the program is left with a run open.
pub fn before_leaving(run: &Run) -> String {
    let answers = count(run.answered(), "answer", "answers");
    format!(
        "{answers} of \"{}\" would be gone: pofit keeps them in memory only. Enter leaves, Esc stays.",
        run.bank().head.title,
    )
}

/// The head of the list of mistakes in a file that is being written.
pub fn mistakes_now(number: usize) -> String {
    format!("{} in the file now", count(number, "mistake", "mistakes"))
}
