//! What a person can answer to an item, and the check that an answer is possible for it.

use super::{Item, ItemId, Kind, OptionId, Slug};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The lowest and the highest step of an agreement item or a pair.
pub const STEPS: std::ops::RangeInclusive<u8> = 1..=5;

/// The longest short answer that is kept, in characters: more is no short answer.
pub const LONGEST_TEXT: usize = 200;

/// One response to one item. Its JSON form is the plain value: `4`, `"po"`, `["a", "b"]`,
/// `{"card": "group"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Response {
    /// A step 1..=5: agreement, or left (1) to right (5) of a pair.
    Step(#[schemars(range(min = 1, max = 5))] u8),
    /// The one option chosen: situation, single choice, true/false (`true`, `false`).
    Choice(OptionId),
    /// The options ticked, in no particular order: multiple choice.
    Choices(BTreeSet<OptionId>),
    /// All steps in the order given: put in order.
    Order(Vec<OptionId>),
    /// Group of each card: sort into groups. Cards may be missing: they count as not placed.
    Groups(BTreeMap<OptionId, OptionId>),
    /// What was typed: short text, at most [`LONGEST_TEXT`] characters.
    Text(#[schemars(length(max = LONGEST_TEXT))] String),
}

/// How sure a person said to be of an answer, before it was shown right or wrong: the three levels of
/// certainty-based marking (Gardner-Medwin). Its JSON form is the level's number.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(into = "u8", try_from = "u8")]
#[schemars(inline, extend("enum" = [1, 2, 3]))]
pub enum Certainty {
    /// Level 1: unsure, a guess or little more.
    Low,
    /// Level 2: fairly sure.
    Fair,
    /// Level 3: sure.
    Sure,
}

impl Certainty {
    /// All levels, rising.
    pub const ALL: [Self; 3] = [Self::Low, Self::Fair, Self::Sure];

    /// The level's number, 1..=3.
    pub fn level(self) -> u8 {
        match self {
            Self::Low => 1,
            Self::Fair => 2,
            Self::Sure => 3,
        }
    }
}

impl From<Certainty> for u8 {
    fn from(certainty: Certainty) -> Self {
        certainty.level()
    }
}

impl TryFrom<u8> for Certainty {
    type Error = ResponseFault;

    fn try_from(level: u8) -> Result<Self, ResponseFault> {
        let found = Self::ALL.into_iter().find(|known| known.level() == level);
        found.ok_or_else(|| ResponseFault::Level(level.to_string()))
    }
}

/// One answer: immutable. A changed mind is a new answer, and the last one counts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Answer {
    /// Which item.
    pub item: ItemId,
    /// What was answered; `None` when the item was skipped.
    #[serde(rename = "answer")]
    pub response: Option<Response>,
    /// How sure the person said to be; `None` when nothing was said, as always of a skipped item and
    /// of an assessment's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certainty: Option<Certainty>,
    /// Time from showing the item to the answer, in seconds; `None` when it was not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
}

/// Why a value is no answer to an item.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResponseFault {
    /// The value's form does not fit the item's kind.
    #[error("{kind} takes {wanted}")]
    Form {
        /// The item's kind in words.
        kind: &'static str,
        /// What it takes, in words.
        wanted: &'static str,
    },
    /// A step outside 1..=5.
    #[error("{0} is outside 1 to 5")]
    Step(String),
    /// An option, step, card or group that the item does not have.
    #[error("there is no {what} `{id}` here; there is {known}")]
    Unknown {
        /// option, step, card, group
        what: &'static str,
        /// What was given.
        id: String,
        /// What there is.
        known: String,
    },
    /// A list that names something twice.
    #[error("`{0}` stands twice")]
    Twice(String),
    /// An order that leaves out a step.
    #[error("the step `{0}` is missing")]
    Missing(String),
    /// A certainty of something that is not right or wrong.
    #[error("only the answer to a quiz's question takes a certainty")]
    Certainty,
    /// A level of certainty that there is not.
    #[error("{0} is no certainty; there is 1 (unsure), 2 (fairly sure) and 3 (sure)")]
    Level(String),
    /// A text that is too long.
    #[error("a short answer has at most {LONGEST_TEXT} characters")]
    TooLong,
}

impl Answer {
    /// Whether this answer is possible for `item`.
    ///
    /// # Errors
    /// [`ResponseFault`] that says what is wrong.
    pub fn check(&self, item: &Item) -> Result<(), ResponseFault> {
        if let Some(response) = &self.response {
            response.check(item)?;
        }
        let is_answered = self.response.is_some() && item.kind.is_marked();
        if self.certainty.is_some() && !is_answered {
            return Err(ResponseFault::Certainty);
        }
        Ok(())
    }
}

impl Response {
    /// Reads a response to `item` from its JSON form; `null` is a skipped item.
    ///
    /// # Errors
    /// [`ResponseFault`] when the value is no possible answer to the item.
    pub fn from_json(item: &Item, value: &Value) -> Result<Option<Self>, ResponseFault> {
        let form = |wanted| ResponseFault::Form {
            kind: item.kind.name(),
            wanted,
        };
        let response = match (&item.kind, value) {
            (_, Value::Null) => return Ok(None),
            (Kind::Agreement { .. } | Kind::Pair { .. }, Value::Number(number)) => {
                let step = number.as_u64().and_then(|step| u8::try_from(step).ok());
                Self::Step(step.ok_or_else(|| ResponseFault::Step(number.to_string()))?)
            }
            (Kind::Agreement { .. } | Kind::Pair { .. }, _) => {
                return Err(form("a whole number from 1 to 5"));
            }
            (Kind::TrueFalse(_), Value::Bool(yes)) => {
                Self::Choice(known(if *yes { "true" } else { "false" }, item)?)
            }
            (Kind::Situation { .. } | Kind::Single(_) | Kind::TrueFalse(_), Value::String(id)) => {
                Self::Choice(known(id, item)?)
            }
            (Kind::Situation { .. } | Kind::Single(_), _) => return Err(form("an option's id")),
            (Kind::TrueFalse(_), _) => return Err(form("true or false")),
            (Kind::Multiple(_), Value::Array(list)) => {
                let list = id_list(list, item, form("a list of option ids"))?;
                if let Some(twice) = first_twice(&list) {
                    return Err(ResponseFault::Twice(twice.to_string()));
                }
                Self::Choices(list.into_iter().collect())
            }
            (Kind::Multiple(_), _) => return Err(form("a list of option ids")),
            (Kind::Order(_), Value::Array(list)) => Self::Order(id_list(
                list,
                item,
                form("a list of all step ids in order"),
            )?),
            (Kind::Order(_), _) => return Err(form("a list of all step ids in order")),
            (Kind::Sort { .. }, Value::Object(map)) => {
                let wanted = "a map from card ids to group ids";
                let place = |(card, group): (&String, &Value)| {
                    let group = group.as_str().ok_or_else(|| form(wanted))?;
                    Ok((known(card, item)?, parsed(group, "group", item)?))
                };
                Self::Groups(
                    map.iter()
                        .map(place)
                        .collect::<Result<_, ResponseFault>>()?,
                )
            }
            (Kind::Sort { .. }, _) => return Err(form("a map from card ids to group ids")),
            (Kind::ShortText { .. }, Value::String(text)) => Self::Text(super::text::clean(text)),
            (Kind::ShortText { .. }, _) => return Err(form("a text")),
        };
        response.check(item)?;
        Ok(Some(response))
    }

    /// Whether this response is possible for `item`.
    ///
    /// # Errors
    /// [`ResponseFault`] that says what is wrong.
    pub fn check(&self, item: &Item) -> Result<(), ResponseFault> {
        let form = |wanted| {
            Err(ResponseFault::Form {
                kind: item.kind.name(),
                wanted,
            })
        };
        match (&item.kind, self) {
            (Kind::Agreement { .. } | Kind::Pair { .. }, Self::Step(step)) => {
                if STEPS.contains(step) {
                    Ok(())
                } else {
                    Err(ResponseFault::Step(step.to_string()))
                }
            }
            (Kind::Agreement { .. } | Kind::Pair { .. }, _) => form("a whole number from 1 to 5"),
            (Kind::Situation { .. } | Kind::Single(_) | Kind::TrueFalse(_), Self::Choice(id)) => {
                exists(id, "option", &item.kind.option_ids())
            }
            (Kind::Situation { .. } | Kind::Single(_) | Kind::TrueFalse(_), _) => {
                form("an option's id")
            }
            (Kind::Multiple(_), Self::Choices(ids)) => ids
                .iter()
                .try_for_each(|id| exists(id, "option", &item.kind.option_ids())),
            (Kind::Multiple(_), _) => form("a list of option ids"),
            (Kind::Order(steps), Self::Order(ids)) => {
                ids.iter()
                    .try_for_each(|id| exists(id, "step", &item.kind.option_ids()))?;
                if let Some(twice) = first_twice(ids) {
                    return Err(ResponseFault::Twice(twice.to_string()));
                }
                match steps.iter().find(|step| !ids.contains(&step.id)) {
                    Some(step) => Err(ResponseFault::Missing(step.id.to_string())),
                    None => Ok(()),
                }
            }
            (Kind::Order(_), _) => form("a list of all step ids in order"),
            (Kind::Sort { groups, .. }, Self::Groups(map)) => {
                let groups: Vec<&OptionId> = groups.iter().map(|group| &group.id).collect();
                map.iter().try_for_each(|(card, group)| {
                    exists(card, "card", &item.kind.option_ids())?;
                    exists(group, "group", &groups)
                })
            }
            (Kind::Sort { .. }, _) => form("a map from card ids to group ids"),
            (Kind::ShortText { .. }, Self::Text(text)) => {
                let fits = text.chars().count() <= LONGEST_TEXT;
                if fits {
                    Ok(())
                } else {
                    Err(ResponseFault::TooLong)
                }
            }
            (Kind::ShortText { .. }, _) => form("a text"),
        }
    }
}

impl Kind {
    /// Ids of what is chosen, ordered or sorted (options, steps, cards), in the bank's order.
    pub fn option_ids(&self) -> Vec<&OptionId> {
        match self {
            Self::Agreement { .. } | Self::Pair { .. } | Self::ShortText { .. } => Vec::new(),
            Self::Situation { options } => options.iter().map(|option| &option.id).collect(),
            Self::Single(options) | Self::Multiple(options) | Self::TrueFalse(options) => {
                options.iter().map(|option| &option.id).collect()
            }
            Self::Order(steps) => steps.iter().map(|step| &step.id).collect(),
            Self::Sort { cards, .. } => cards.iter().map(|card| &card.id).collect(),
        }
    }

    /// What [`Self::option_ids`] names, in words.
    fn option_word(&self) -> &'static str {
        match self {
            Self::Order(_) => "step",
            Self::Sort { .. } => "card",
            _ => "option",
        }
    }
}

fn exists(id: &OptionId, what: &'static str, all: &[&OptionId]) -> Result<(), ResponseFault> {
    if all.contains(&id) {
        Ok(())
    } else {
        Err(unknown(id.as_ref(), what, all))
    }
}

fn unknown(id: &str, what: &'static str, all: &[&OptionId]) -> ResponseFault {
    let known: Vec<String> = all.iter().map(|id| format!("`{id}`")).collect();
    ResponseFault::Unknown {
        what,
        id: super::text::clean(id),
        known: known.join(", "),
    }
}

fn parsed(id: &str, what: &'static str, item: &Item) -> Result<OptionId, ResponseFault> {
    OptionId::new(id).map_err(|_| unknown(id, what, &item.kind.option_ids()))
}

fn known(id: &str, item: &Item) -> Result<OptionId, ResponseFault> {
    parsed(id, item.kind.option_word(), item)
}

fn id_list(
    list: &[Value],
    item: &Item,
    form: ResponseFault,
) -> Result<Vec<OptionId>, ResponseFault> {
    let texts: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
    texts
        .ok_or(form)?
        .into_iter()
        .map(|id| known(id, item))
        .collect()
}

fn first_twice(ids: &[OptionId]) -> Option<&OptionId> {
    let mut seen = BTreeSet::new();
    ids.iter().find(|id| !seen.insert(*id))
}
