//! The result of an exam: how many questions count as right beside the pass mark, and what that says
//! of another draw from the same blueprint.
//!
//! A question counts when it has full credit; one without an answer counts as not right. So an exam is
//! stricter than the score of a quiz, which gives partial credit and leaves open questions out.

use super::mark::is_full;
use super::numbers::float;
use super::quiz::quiz;
use super::readiness::{MASTERED, TopicTally, chance_if_mastered, expected_share, readiness};
use crate::bank::{Answer, Bank, TopicId};
use schemars::JsonSchema;
use serde::Serialize;

/// A scored exam.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExamResult {
    /// Questions asked.
    pub asked: usize,
    /// Questions with full credit.
    pub right: usize,
    /// Questions that must be right to pass; `None` where no mark is known.
    pub needed: Option<usize>,
    /// Whether the mark is reached; `None` where no mark is known.
    pub passed: Option<bool>,
    /// Mean of overall ability, given the answers, 0..=1.
    #[schemars(range(min = 0, max = 1))]
    pub ability: f64,
    /// Expected share of questions right on another draw, 0..=1.
    #[schemars(range(min = 0, max = 1))]
    pub mean: f64,
    /// 5th and 95th percentile of the number right on another draw.
    pub total_90: (usize, usize),
    /// The chance to reach the mark on another draw, 0..=1, good to about six hundredths, below 0.4 to
    /// about a tenth; `None` where no mark is known.
    #[schemars(range(min = 0, max = 1))]
    pub chance: Option<f64>,
    /// By topic, in the bank's order; questions without a topic stand last.
    pub topics: Vec<ExamTopic>,
}

/// A topic's part of an exam.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ExamTopic {
    /// Which topic; `None` for questions without one.
    pub topic: Option<TopicId>,
    /// Questions of it that were asked.
    pub asked: usize,
    /// Those with full credit.
    pub right: usize,
    /// Expected share of the topic right on another draw, 0..=1.
    #[schemars(range(min = 0, max = 1))]
    pub expected: f64,
    /// How many more questions another draw would bring, on average, if nine in ten of this topic's were
    /// right; 0 where more are expected already.
    pub room: f64,
    /// How much the chance would be higher if nine in ten of this topic's questions were right; `None`
    /// where no mark is known or it would not be higher.
    pub gain: Option<f64>,
}

/// How many of `items` questions must be right for a mark in percent: rounded up.
pub fn needed(items: usize, pass: u8) -> usize {
    (items * usize::from(pass)).div_ceil(100)
}

/// Scores an exam: one answer for each item asked; `pass` is its mark in percent. `None` when nothing
/// was asked.
pub fn exam(bank: &Bank, answers: &[Answer], pass: Option<u8>) -> Option<ExamResult> {
    let marks = quiz(bank, answers).items;
    let ids = bank.topics().iter().map(|topic| Some(&topic.id));
    let mut topics: Vec<ExamTopic> = ids
        .chain([None])
        .map(|topic| {
            let of_topic = marks.iter().filter(|mark| {
                let item = bank.item(&mark.item);
                item.and_then(|item| item.topic.as_ref()) == topic
            });
            let full: Vec<bool> = of_topic
                .map(|mark| mark.credit.is_some_and(is_full))
                .collect();
            ExamTopic {
                topic: topic.cloned(),
                asked: full.len(),
                right: full.into_iter().filter(|full| *full).count(),
                expected: 0.0, // below, once all topics are known
                room: 0.0,
                gain: None,
            }
        })
        .filter(|topic| topic.asked > 0)
        .collect();
    let tallies: Vec<TopicTally> = topics
        .iter()
        .map(|topic| TopicTally {
            right: topic.right,
            of: topic.asked,
            exam_items: topic.asked,
        })
        .collect();
    let needed = pass.map(|pass| needed(marks.len(), pass));
    let found = readiness(&tallies, needed.unwrap_or_default())?;
    for (place, (topic, tally)) in topics.iter_mut().zip(&tallies).enumerate() {
        topic.expected = expected_share(tally, found.ability);
        topic.room = float(topic.asked) * (MASTERED - topic.expected).max(0.0);
        let mastered = needed.and_then(|needed| chance_if_mastered(&tallies, needed, place));
        topic.gain = mastered
            .map(|mastered| mastered - found.chance)
            .filter(|gain| *gain > 0.0);
    }
    let right = topics.iter().map(|topic| topic.right).sum();
    Some(ExamResult {
        asked: marks.len(),
        right,
        needed,
        passed: needed.map(|needed| right >= needed),
        ability: found.ability,
        mean: found.mean,
        total_90: found.total_90,
        chance: needed.map(|_| found.chance),
        topics,
    })
}
