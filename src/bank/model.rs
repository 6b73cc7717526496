//! What a bank is, once it is checked: plain values that keep their promises.
//!
//! Nothing here can be built from a file but through the validator, so the rest of the program
//! relies on it: ids resolve, a single choice has one key, weights are in range, scales have
//! keyed and reverse-keyed items.

use super::{BankId, FaqId, ItemId, OptionId, RoleId, ScaleId, SourceId, Text, TopicId};
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

/// The frame of an assessment: what is measured and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The scales that the items score, in the order they are shown.
    pub scales: Vec<Scale>,
    /// The roles, each with a profile over all scales.
    pub roles: Vec<Role>,
    /// The role that the assessment asks about.
    pub role: RoleId,
    /// The role it is compared with first.
    pub rival: RoleId,
    /// Where the words for a fit change.
    pub cuts: Cuts,
    /// Questions worth reading, that scales and roles refer to.
    pub faq: Vec<Question>,
}

/// Fit (0..=100) from which each word holds, in falling order; below the last it is "not now".
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cuts {
    /// From here on: strong.
    pub strong: f64,
    /// From here on: good with some growth.
    pub good: f64,
    /// From here on: mixed.
    pub mixed: f64,
}

/// A trait that the assessment measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Names it.
    pub id: ScaleId,
    /// Short name, fit for the label of a bar.
    pub name: Text,
    /// What is measured, in a sentence.
    pub definition: Text,
    /// What a low score looks like.
    pub low: Text,
    /// What a high score looks like.
    pub high: Text,
    /// How to use it where it is high.
    pub strength: Text,
    /// Three ways to grow: a habit, a thing to try this week, something to read.
    pub grow: Vec<Growth>,
    /// Questions worth reading about it.
    pub faq: Vec<FaqId>,
}

/// One way to grow a trait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// What sort of step.
    pub kind: GrowthKind,
    /// What to do.
    pub text: Text,
    /// What to read, for [`GrowthKind::Read`].
    pub source: Option<SourceId>,
}

/// What sort of step a way to grow is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrowthKind {
    /// Something to do again and again.
    Habit,
    /// One concrete thing for this week.
    Try,
    /// Something to read.
    Read,
}

/// A role and its profile over the scales.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Names it.
    pub id: RoleId,
    /// Its full name.
    pub name: Text,
    /// At most four characters.
    pub short: Text,
    /// What it is, in a sentence.
    pub summary: Text,
    /// A day in its life.
    pub day: Text,
    /// What it rewards.
    pub rewards: Text,
    /// What it costs.
    pub costs: Text,
    /// Ways into it.
    pub routes_in: Text,
    /// Ways on from it.
    pub routes_out: Text,
    /// Questions worth reading about it.
    pub faq: Vec<FaqId>,
    /// What the profile rests on.
    pub sources: Vec<SourceId>,
    /// One entry for each scale of the assessment, in the scales' order.
    pub profile: Vec<Demand>,
}

/// What a role asks of one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Which scale.
    pub scale: ScaleId,
    /// The level, 0..=100.
    pub level: f64,
    /// How much it counts, 0..=3.
    pub weight: f64,
    /// Whether too much counts as well.
    pub kind: DemandKind,
    /// Why this number.
    pub reason: Text,
}

/// Which side of a level counts as distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DemandKind {
    /// Only falling short counts.
    AtLeast,
    /// Both sides count.
    Near,
}

/// A subject area of a quiz.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Names it.
    pub id: TopicId,
    /// Shown in results.
    pub name: Text,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Names it.
    pub id: SourceId,
    /// Who wrote it.
    pub author: Text,
    /// Its title.
    pub title: Text,
    /// The year it appeared; `None` when it bears no date.
    pub year: Option<u16>,
    /// Where to find it.
    pub url: Option<Text>,
    /// What to know about it.
    pub note: Option<Text>,
}

impl Source {
    /// "Author, Title (year)".
    pub fn citation(&self) -> String {
        let year = self
            .year
            .map_or("undated".to_owned(), |year| year.to_string());
        format!("{}, {} ({year})", self.author, self.title)
    }
}

/// A frequently asked question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Names it.
    pub id: FaqId,
    /// Which part of the article it comes from.
    pub group: FaqGroup,
    /// The question.
    pub question: Text,
    /// The answer in a sentence.
    pub short: Text,
    /// The answer.
    pub answer: Text,
    /// What it rests on.
    pub sources: Vec<SourceId>,
    /// Questions near to it.
    pub related: Vec<FaqId>,
    /// The year for which facts that age hold, and where to check them.
    pub as_of: Option<(u16, Text)>,
}

/// The two parts of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaqGroup {
    /// About the role.
    ProductOwner,
    /// About the training.
    Training,
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

impl Assessment {
    /// The role with this id.
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// The scale with this id.
    pub fn scale(&self, id: &ScaleId) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == *id)
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
