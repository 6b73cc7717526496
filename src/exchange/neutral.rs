//! A quiz item as all formats see it: texts that nobody has checked yet.

use crate::bank::{Bank, Choice, Item, Kind, Text};

/// One question, read from somewhere or about to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NeutralItem {
    /// The line where it begins in the file that it was read from; 0 for one of a bank.
    pub line: usize,
    /// Its id, or a name that one can be made of.
    pub id: Option<String>,
    /// The question; paragraphs are separated by empty lines.
    pub stem: String,
    /// What is asked for.
    pub body: Body,
    /// What to take away.
    pub explanation: Option<String>,
    /// The id of its topic, where the format tells.
    pub topic_id: Option<String>,
    /// The name of its topic.
    pub topic: Option<String>,
    /// 1 to 3; 0 when nobody said.
    pub difficulty: u8,
    /// Whether it is about a case.
    pub scenario: bool,
    /// Whether the options keep their order.
    pub fixed_order: bool,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// Ids of questions of the article.
    pub faq: Vec<String>,
}

/// An option, step, card or group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Its id, where the format has one.
    pub id: Option<String>,
    /// What it says.
    pub text: String,
    /// Why it is right or wrong.
    pub why: Option<String>,
    /// Whether it is a key (options).
    pub key: bool,
}

impl Part {
    /// A part that says this.
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// What an item asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// One key.
    Single(Vec<Part>),
    /// One or more keys.
    Multiple(Vec<Part>),
    /// Is it so?
    TrueFalse {
        /// Whether it is.
        answer: bool,
        /// The reason beside *true*.
        why_true: Option<String>,
        /// The reason beside *false*.
        why_false: Option<String>,
    },
    /// Steps in the right order.
    Order(Vec<Part>),
    /// Cards, each with the place of its group.
    Sort {
        /// The groups.
        groups: Vec<Part>,
        /// The cards.
        cards: Vec<(Part, usize)>,
    },
    /// What is accepted, the key first.
    ShortText(Vec<String>),
}

impl Default for Body {
    fn default() -> Self {
        Self::ShortText(Vec::new())
    }
}

impl Body {
    /// The kind as a bank's file calls it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Single(_) => "single",
            Self::Multiple(_) => "multiple",
            Self::TrueFalse { .. } => "true-false",
            Self::Order(_) => "order",
            Self::Sort { .. } => "sort",
            Self::ShortText(_) => "short-text",
        }
    }

    /// Single or multiple by the number of keys; `None` when no option is one.
    pub(super) fn by_keys(options: Vec<Part>) -> Option<Self> {
        match options.iter().filter(|option| option.key).count() {
            0 => None,
            1 => Some(Self::Single(options)),
            _ => Some(Self::Multiple(options)),
        }
    }

    /// Cards with the names of their groups; the groups in the order in which cards name them.
    pub(super) fn sorted(pairs: Vec<(Part, String)>) -> Self {
        let mut groups: Vec<Part> = Vec::new();
        let mut cards = Vec::new();
        let mut known = std::collections::HashMap::new();
        for (card, name) in pairs {
            let place = *known.entry(name.clone()).or_insert_with(|| {
                groups.push(Part::new(name));
                groups.len() - 1
            });
            cards.push((card, place));
        }
        Self::Sort { groups, cards }
    }

    /// The name of a group by its place.
    pub(super) fn group(groups: &[Part], place: usize) -> &str {
        groups.get(place).map_or("", |group| &group.text)
    }

    /// The parts that have reasons: options, steps, cards.
    pub(super) fn parts(&self) -> Vec<&Part> {
        match self {
            Self::Single(parts) | Self::Multiple(parts) | Self::Order(parts) => {
                parts.iter().collect()
            }
            Self::Sort { cards, .. } => cards.iter().map(|(card, _)| card).collect(),
            Self::TrueFalse { .. } | Self::ShortText(_) => Vec::new(),
        }
    }
}

/// The items of a quiz; those of an assessment are not for exchange.
pub fn neutral(bank: &Bank) -> Vec<NeutralItem> {
    bank.items
        .iter()
        .filter_map(|item| of_item(bank, item))
        .collect()
}

/// A text with its paragraphs apart, as it would stand in a file.
fn spread(text: &Text) -> String {
    text.as_str().replace('\n', "\n\n")
}

fn part(id: &impl ToString, text: &Text, why: Option<&Text>, key: bool) -> Part {
    Part {
        id: Some(id.to_string()),
        text: spread(text),
        why: why.map(spread),
        key,
    }
}

fn options(choices: &[Choice]) -> Vec<Part> {
    let option = |it: &Choice| part(&it.id, &it.text, it.why.as_ref(), it.key);
    choices.iter().map(option).collect()
}

fn of_item(bank: &Bank, item: &Item) -> Option<NeutralItem> {
    let body = match &item.kind {
        Kind::Single(choices) => Body::Single(options(choices)),
        Kind::Multiple(choices) => Body::Multiple(options(choices)),
        Kind::TrueFalse(choices) => {
            let why = |id: &str| {
                let found = choices.iter().find(|choice| choice.id.as_ref() == id);
                found.and_then(|choice| choice.why.as_ref()).map(spread)
            };
            let key = choices.iter().find(|choice| choice.key)?;
            Body::TrueFalse {
                answer: key.id.as_ref() == "true",
                why_true: why("true"),
                why_false: why("false"),
            }
        }
        Kind::Order(steps) => {
            let step = steps.iter();
            Body::Order(
                step.map(|it| part(&it.id, &it.text, it.why.as_ref(), false))
                    .collect(),
            )
        }
        Kind::Sort { groups, cards } => Body::Sort {
            cards: cards
                .iter()
                .map(|it| {
                    let place = groups.iter().position(|group| group.id == it.group);
                    let card = part(&it.id, &it.text, it.why.as_ref(), false);
                    (card, place.unwrap_or_default())
                })
                .collect(),
            groups: groups
                .iter()
                .map(|group| part(&group.id, &group.name, None, false))
                .collect(),
        },
        Kind::ShortText { accept } => Body::ShortText(accept.iter().map(spread).collect()),
        Kind::Agreement { .. } | Kind::Situation { .. } | Kind::Pair { .. } => return None,
    };
    let topic = bank
        .topics()
        .iter()
        .find(|topic| Some(&topic.id) == item.topic.as_ref());
    Some(NeutralItem {
        line: 0,
        id: Some(item.id.to_string()),
        stem: spread(&item.stem),
        body,
        explanation: item.explanation.as_ref().map(spread),
        topic_id: topic.map(|topic| topic.id.to_string()),
        topic: topic.map(|topic| topic.name.to_string()),
        difficulty: 1 + item.difficulty as u8,
        scenario: item.scenario,
        fixed_order: item.fixed_order,
        sources: item.sources.iter().map(ToString::to_string).collect(),
        faq: item.faq.iter().map(ToString::to_string).collect(),
    })
}
