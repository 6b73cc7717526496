//! Why an answer is right or wrong: each option with its sign, its reason, and the source.

use super::words::{key_words, text_of};
use crate::bank::{Bank, Item, Kind, OptionId, Response, Text};
use crate::score::{self, Correctness};

/// The explanation of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// How the answer did; `None` for a skipped item and for an assessment's.
    pub correctness: Option<Correctness>,
    /// That in words: "Right", "Partly right: 60 % of the credit" …
    pub verdict: String,
    /// Each option, step, card or accepted answer.
    pub options: Vec<Explained>,
    /// What to take away.
    pub takeaway: Option<String>,
    /// Where it stands.
    pub sources: Vec<String>,
}

/// One option with its sign and reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What it says.
    pub text: String,
    /// How it relates to the key and to the answer.
    pub sign: Sign,
    /// What was answered here, where a word helps: the group chosen, the place given.
    pub remark: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// How an option relates to the key and to the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Chosen, and right.
    Hit,
    /// Chosen, and wrong.
    False,
    /// Not chosen, though right.
    Missed,
    /// Not chosen, and rightly so.
    Left,
}

impl Sign {
    /// The sign in words, so that colour and glyph are never the only signal.
    pub fn words(self) -> &'static str {
        match self {
            Self::Hit => "your answer, right",
            Self::False => "your answer, wrong",
            Self::Missed => "right, not chosen",
            Self::Left => "",
        }
    }

    fn of(key: bool, chosen: bool) -> Self {
        match (key, chosen) {
            (true, true) => Self::Hit,
            (false, true) => Self::False,
            (true, false) => Self::Missed,
            (false, false) => Self::Left,
        }
    }
}

/// Explains an item of a quiz; `order` is the order in which its options were shown.
pub fn explain(
    bank: &Bank,
    item: &Item,
    order: &[OptionId],
    response: Option<&Response>,
) -> Explanation {
    let mark = response.and_then(|response| score::mark(item, response));
    let correctness = mark.as_ref().map(score::Mark::verdict);
    let verdict = match (&mark, correctness) {
        (Some(mark), Some(Correctness::Right)) => match &mark.slip {
            Some(accepted) => format!("Right: taken as \"{accepted}\", with a slip forgiven."),
            None => "Right.".to_owned(),
        },
        (Some(mark), Some(Correctness::Partly)) => {
            format!("Partly right: {:.0} % of the credit.", mark.credit * 100.0)
        }
        (Some(_), _) => "Not right.".to_owned(),
        (None, _) => "Skipped: it does not count.".to_owned(),
    };
    let sources = item.sources.iter().filter_map(|id| bank.sources.get(id));
    Explanation {
        correctness,
        verdict,
        options: options(item, order, response),
        takeaway: item.explanation.as_ref().map(ToString::to_string),
        sources: sources.map(crate::bank::Source::citation).collect(),
    }
}

fn options(item: &Item, order: &[OptionId], response: Option<&Response>) -> Vec<Explained> {
    match &item.kind {
        Kind::Single(options) | Kind::Multiple(options) | Kind::TrueFalse(options) => order
            .iter()
            .filter_map(|id| options.iter().find(|option| option.id == *id))
            .map(|option| {
                let chosen = match response {
                    Some(Response::Choice(id)) => *id == option.id,
                    Some(Response::Choices(ids)) => ids.contains(&option.id),
                    _ => false,
                };
                Explained {
                    text: option.text.to_string(),
                    sign: Sign::of(option.key, chosen),
                    remark: None,
                    why: option.why.as_ref().map(Text::to_string),
                }
            })
            .collect(),
        Kind::Order(steps) => steps
            .iter()
            .enumerate()
            .map(|(place, step)| {
                let given = match response {
                    Some(Response::Order(ids)) => ids.iter().position(|id| *id == step.id),
                    _ => None,
                };
                let elsewhere = given.filter(|given| *given != place);
                Explained {
                    text: format!("{}. {}", place + 1, step.text),
                    sign: match (given, elsewhere) {
                        (None, _) => Sign::Missed,
                        (_, None) => Sign::Hit,
                        _ => Sign::False,
                    },
                    remark: elsewhere.map(|given| format!("you put it in place {}", given + 1)),
                    why: step.why.as_ref().map(Text::to_string),
                }
            })
            .collect(),
        Kind::Sort { groups, cards } => {
            let name = |id: &OptionId| {
                groups
                    .iter()
                    .find(|group| group.id == *id)
                    .map(|group| group.name.to_string())
            };
            order
                .iter()
                .filter_map(|id| cards.iter().find(|card| card.id == *id))
                .map(|card| {
                    let given = match response {
                        Some(Response::Groups(map)) => map.get(&card.id),
                        _ => None,
                    };
                    let wrong = given.filter(|given| **given != card.group);
                    let right = name(&card.group).unwrap_or_default();
                    Explained {
                        text: format!("{}: {right}", card.text),
                        sign: match (given, wrong) {
                            (None, _) => Sign::Missed,
                            (_, None) => Sign::Hit,
                            _ => Sign::False,
                        },
                        remark: wrong
                            .and_then(name)
                            .map(|group| format!("you said {group}")),
                        why: card.why.as_ref().map(Text::to_string),
                    }
                })
                .collect()
        }
        Kind::ShortText { .. } => {
            let right = response
                .and_then(|response| score::mark(item, response))
                .is_some_and(|mark| mark.verdict() == Correctness::Right);
            let typed = match response {
                Some(Response::Text(text)) => Some(format!("you typed \"{text}\"")),
                _ => None,
            };
            vec![Explained {
                text: key_words(item),
                sign: if right { Sign::Hit } else { Sign::Missed },
                remark: typed,
                why: None,
            }]
        }
        Kind::Situation { options } => order
            .iter()
            .filter_map(|id| options.iter().find(|option| option.id == *id))
            .map(|option| Explained {
                text: text_of(&item.kind, &option.id),
                sign: Sign::Left,
                remark: None,
                why: Some(option.why.to_string()),
            })
            .collect(),
        Kind::Agreement { .. } | Kind::Pair { .. } => Vec::new(),
    }
}
