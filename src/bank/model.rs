//! What a bank is, once it is checked: plain values that keep their promises.
//!
//! Nothing here can be built from a file but through the validator, so the rest of the program
//! relies on it: ids resolve, a single choice has one key, weights are in range, scales have
//! keyed and reverse-keyed items.

mod exam;
mod frame;
mod handbook;
mod narrative;

pub use exam::*;
pub use frame::*;
pub use handbook::*;
pub use narrative::*;

use super::{BankId, FaqId, ItemId, OptionId, ScaleId, SourceId, Text, TopicId};
use serde::Serialize;
use std::collections::BTreeMap;

/// SHA-256 of the texts that a bank was made from; the same bytes give the same hash everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash(pub [u8; 32]);

/// One checked bank.
#[derive(Debug, Clone, PartialEq)]
pub struct Bank {
    /// What the file says of itself.
    pub head: Head,
    /// Hash of the bank and of the traits, roles and sources that it was read with.
    pub hash: ContentHash,
    /// The items in the file's order; never empty, ids unique.
    pub items: Vec<Item>,
    /// What the items measure or teach.
    pub subject: Subject,
    /// The sources that its items and questions cite.
    pub sources: BTreeMap<SourceId, Source>,
}

/// The `[bank]` table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Names the bank.
    pub id: BankId,
    /// Shown as the heading.
    pub title: Text,
    /// The author's version of the content.
    pub version: Text,
    /// BCP 47 tag of the content's language.
    pub language: Text,
    /// SPDX licence of the content.
    pub licence: Text,
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// One or two sentences for the start page.
    pub description: Option<Text>,
}

/// What a bank is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A self-assessment against role profiles.
    Assessment(Box<Assessment>),
    /// A quiz over topics.
    Quiz {
        /// The topics in the file's order; may be empty.
        topics: Vec<Topic>,
    },
}

/// A subject area of a quiz.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Names it.
    pub id: TopicId,
    /// Shown in results.
    pub name: Text,
    /// How many items the bank's blueprint plans for it, at least 1; `None` without a blueprint.
    pub planned: Option<u16>,
}

/// One question or statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Names it; unique in the bank.
    pub id: ItemId,
    /// The question or statement.
    pub stem: Text,
    /// How it is answered and scored.
    pub kind: Kind,
    /// Whether it belongs to the short form too (assessments).
    pub short: bool,
    /// The subject area (quizzes).
    pub topic: Option<TopicId>,
    /// How hard it is (quizzes).
    pub difficulty: Difficulty,
    /// Whether it is about a concrete case (quizzes).
    pub scenario: bool,
    /// Whether options keep the file's order.
    pub fixed_order: bool,
    /// What to take away, shown after the answer.
    pub explanation: Option<Text>,
    /// What the key rests on.
    pub sources: Vec<SourceId>,
    /// Questions of the article that it touches.
    pub faq: Vec<FaqId>,
}

/// How hard an item is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difficulty {
    /// Knowing it.
    #[default]
    Recall,
    /// Using it in a plain case.
    Apply,
    /// Weighing it in an unclear case.
    Judge,
}

/// How an item is answered and scored.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A statement to agree with in five steps.
    Agreement {
        /// The scale it scores.
        scale: ScaleId,
        /// Whether agreeing means less of the scale.
        reverse: bool,
        /// How much it counts on its scale, over 0 and at most 10.
        weight: f64,
    },
    /// What would you do: four options scored by an expert key.
    Situation {
        /// Exactly four; each scores the same scales.
        options: Vec<SituationOption>,
    },
    /// Which is more like you, in five steps from left to right.
    Pair {
        /// Step 1.
        left: Side,
        /// Step 5.
        right: Side,
    },
    /// One key.
    Single(Vec<Choice>),
    /// One or more keys, at least one distractor.
    Multiple(Vec<Choice>),
    /// Two options with the ids `true` and `false`, in that order, one of them the key.
    TrueFalse(Vec<Choice>),
    /// Steps, in the right order.
    Order(Vec<Step>),
    /// Cards to sort into groups.
    Sort {
        /// Two to four.
        groups: Vec<Group>,
        /// Three to eight.
        cards: Vec<Card>,
    },
    /// A word or two, compared with what is accepted.
    ShortText {
        /// Accepted answers; the first is shown as the key.
        accept: Vec<Text>,
    },
}

impl Kind {
    /// Its name in words.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Agreement { .. } => "agreement",
            Self::Situation { .. } => "situation",
            Self::Pair { .. } => "pair",
            Self::Single(_) => "single choice",
            Self::Multiple(_) => "multiple choice",
            Self::TrueFalse(_) => "true or false",
            Self::Order(_) => "put in order",
            Self::Sort { .. } => "sort into groups",
            Self::ShortText { .. } => "short text",
        }
    }

    /// Whether an answer is right or wrong, as in a quiz; an assessment's is neither.
    pub fn is_marked(&self) -> bool {
        match self {
            Self::Agreement { .. } | Self::Situation { .. } | Self::Pair { .. } => false,
            Self::Single(_)
            | Self::Multiple(_)
            | Self::TrueFalse(_)
            | Self::Order(_)
            | Self::Sort { .. }
            | Self::ShortText { .. } => true,
        }
    }
}

/// An option of a situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SituationOption {
    /// Names it.
    pub id: OptionId,
    /// What one would do.
    pub text: Text,
    /// What the choice shows.
    pub why: Text,
    /// Expert score 0..=3 for each scale of the situation.
    pub scores: BTreeMap<ScaleId, u8>,
}

/// One side of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The scale that it stands for.
    pub scale: ScaleId,
    /// What it says.
    pub text: Text,
}

/// An option of a choice item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Names it.
    pub id: OptionId,
    /// The option.
    pub text: Text,
    /// Whether it is a key.
    pub key: bool,
    /// Why it is right or wrong.
    pub why: Option<Text>,
}

/// One step of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Names it.
    pub id: OptionId,
    /// The step.
    pub text: Text,
    /// Why it stands here.
    pub why: Option<Text>,
}

/// A group that cards are sorted into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Names it.
    pub id: OptionId,
    /// Shown as its heading.
    pub name: Text,
}

/// A card to sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Names it.
    pub id: OptionId,
    /// What it says.
    pub text: Text,
    /// The group where it belongs.
    pub group: OptionId,
    /// Why it belongs there.
    pub why: Option<Text>,
}

impl Bank {
    /// The item with this id.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == *id)
    }

    /// The assessment's frame, when it is one.
    pub fn assessment(&self) -> Option<&Assessment> {
        match &self.subject {
            Subject::Assessment(frame) => Some(frame),
            Subject::Quiz { .. } => None,
        }
    }

    /// The topics of a quiz; empty for an assessment.
    pub fn topics(&self) -> &[Topic] {
        match &self.subject {
            Subject::Quiz { topics } => topics,
            Subject::Assessment(_) => &[],
        }
    }
}

impl ContentHash {
    /// The first 64 bits, to seed a generator.
    pub fn seed(&self) -> u64 {
        let bytes = self.0.first_chunk().copied().unwrap_or_default();
        u64::from_be_bytes(bytes)
    }
}

impl std::fmt::Display for ContentHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
