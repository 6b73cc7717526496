//! What a run will ask: which items, how many, in which order, and when right and wrong are shown.

use super::exam::{ExamPlan, quotas};
use super::shuffle::{self, Seed};
use crate::bank::{Bank, Item, ItemId, Kind, Subject, TopicId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many items a quiz asks when nothing else is said: about ten minutes with explanations.
pub const DEFAULT_QUIZ_ITEMS: usize = 20;

/// Seconds that a statement or a pair takes a calm reader.
const SECONDS_STATEMENT: f64 = 4.0;
/// Seconds for one of two sentences.
const SECONDS_PAIR: f64 = 7.0;
/// Seconds for a situation with four options.
const SECONDS_SITUATION: f64 = 13.0;
/// Seconds for a quiz item with its explanation.
const SECONDS_QUIZ: f64 = 30.0;

/// What a sitting asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Decides the order of items (quiz) and of options.
    pub seed: Seed,
    /// Which form of an assessment.
    pub form: Form,
    /// How many items of a quiz.
    pub length: Length,
    /// Only items of these topics; empty for all.
    pub topics: Vec<TopicId>,
    /// Only these items (the ones missed before); `None` for all.
    pub only: Option<Vec<ItemId>>,
    /// When right and wrong are shown.
    pub feedback: Feedback,
    /// The clock and the mark of an exam; `None` for anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exam: Option<ExamPlan>,
}

/// Which form of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Every item.
    #[default]
    Full,
    /// The items marked as short.
    Short,
}

/// How many items of a quiz are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Length {
    /// All that the topics leave.
    All,
    /// At most so many, at least 1.
    AtMost(usize),
}

/// When right and wrong are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Feedback {
    /// After each answer, which then stands.
    #[default]
    AfterEach,
    /// Only in the result, as in an exam.
    AtTheEnd,
}

/// Why a plan cannot be carried out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanFault {
    /// A topic that the bank does not have.
    #[error("there is no topic `{topic}` in this bank; it has {known}")]
    UnknownTopic {
        /// What was asked for.
        topic: String,
        /// What there is.
        known: String,
    },
    /// Nothing is left to ask.
    #[error("this leaves no item to ask")]
    Nothing,
}

impl Plan {
    /// The plan for a bank when nothing but the seed is known.
    pub fn new(seed: Seed) -> Self {
        Self {
            seed,
            form: Form::Full,
            length: Length::AtMost(DEFAULT_QUIZ_ITEMS),
            topics: Vec::new(),
            only: None,
            feedback: Feedback::AfterEach,
            exam: None,
        }
    }

    /// Indices into [`Bank::items`] in the order they will be shown; never empty.
    ///
    /// An assessment keeps its author's order, since neighbours were chosen with care; a quiz is
    /// shuffled by the seed. An exam takes of each topic its share by the bank's blueprint.
    ///
    /// # Errors
    /// [`PlanFault`] when a topic is unknown or nothing is left.
    pub fn choose(&self, bank: &Bank) -> Result<Vec<usize>, PlanFault> {
        let missing = |topic: &&TopicId| !bank.topics().iter().any(|known| known.id == **topic);
        if let Some(topic) = self.topics.iter().find(missing) {
            let known: Vec<String> = bank
                .topics()
                .iter()
                .map(|topic| format!("`{}`", topic.id))
                .collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            return Err(PlanFault::UnknownTopic {
                topic: topic.to_string(),
                known,
            });
        }
        let mut places: Vec<usize> = (0..bank.items.len())
            .filter(|place| {
                bank.items
                    .get(*place)
                    .is_some_and(|item| self.wants(bank, item))
            })
            .collect();
        if matches!(bank.subject, Subject::Quiz { .. }) {
            shuffle::shuffle(&mut places, self.seed, "items");
            if let Length::AtMost(most) = self.length {
                if self.exam.is_some() {
                    let mut quotas = quotas(bank, &places, most.max(1));
                    places.retain(|place| quotas.take(bank, *place));
                }
                places.truncate(most.max(1));
            }
        }
        if places.is_empty() {
            Err(PlanFault::Nothing)
        } else {
            Ok(places)
        }
    }

    fn wants(&self, bank: &Bank, item: &Item) -> bool {
        let by_form = match bank.subject {
            Subject::Assessment(_) => self.form == Form::Full || item.short,
            Subject::Quiz { .. } => true,
        };
        let by_topic = self.topics.is_empty()
            || item
                .topic
                .as_ref()
                .is_some_and(|topic| self.topics.contains(topic));
        let by_name = self
            .only
            .as_ref()
            .is_none_or(|only| only.contains(&item.id));
        by_form && by_topic && by_name
    }
}

/// About how many minutes the plan takes, at least 1; an editor's estimate, not a measurement.
///
/// # Errors
/// [`PlanFault`] when the plan cannot be carried out.
pub fn expected_minutes(bank: &Bank, plan: &Plan) -> Result<u32, PlanFault> {
    let seconds = |item: &Item| match item.kind {
        Kind::Agreement { .. } => SECONDS_STATEMENT,
        Kind::Pair { .. } => SECONDS_PAIR,
        Kind::Situation { .. } => SECONDS_SITUATION,
        _ => SECONDS_QUIZ,
    };
    let places = plan.choose(bank)?;
    let total: f64 = places
        .iter()
        .filter_map(|place| bank.items.get(*place))
        .map(seconds)
        .sum();
    let minutes = (total / 60.0).round().clamp(1.0, f64::from(u16::MAX));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped above
    Ok(minutes as u32)
}
