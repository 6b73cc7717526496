//! The result of a quiz: credit with its interval, over all and by topic.

use super::certainty::{Confidence, confidence};
use super::interval::{WilsonSum, wilson_sum};
use super::mark::{Correctness, mark};
use super::numbers::float;
use super::settled;
use crate::bank::{Answer, Bank, ItemId, TopicId};
use schemars::JsonSchema;
use serde::Serialize;

/// Below this many answers a percentage misleads: the count is shown instead.
pub const FEWEST: usize = 5;

/// A scored quiz. Skipped items move no number.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct QuizResult {
    /// Items asked.
    pub asked: usize,
    /// Items answered.
    pub answered: usize,
    /// Items without an answer.
    pub skipped: usize,
    /// Summed credit, 0..=answered.
    pub credit: f64,
    /// Mean credit in percent; `None` under five answers.
    #[schemars(range(min = 0, max = 100))]
    pub percent: Option<f64>,
    /// Wilson's 95 % interval in percent; `None` under five answers.
    pub interval: Option<(f64, f64)>,
    /// By topic, in the bank's order; topics that were not asked are left out.
    pub topics: Vec<TopicScore>,
    /// By item, in the order shown.
    pub items: Vec<ItemMark>,
    /// How well the person judged the answers; left out when no certainty was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Box<Confidence>>,
}

/// The score of one topic.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TopicScore {
    /// Which topic.
    pub topic: TopicId,
    /// Items answered.
    pub answered: usize,
    /// Summed credit, 0..=answered.
    pub credit: f64,
    /// Mean credit in percent; `None` under five answers.
    pub percent: Option<f64>,
    /// Wilson's 95 % interval in percent; `None` under five answers.
    pub interval: Option<(f64, f64)>,
}

/// The credit of one item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ItemMark {
    /// Which item.
    pub item: ItemId,
    /// 0..=1; `None` when it was skipped.
    #[schemars(range(min = 0, max = 1))]
    pub credit: Option<f64>,
}

/// Scores the answers to a quiz.
pub fn quiz(bank: &Bank, answers: &[Answer]) -> QuizResult {
    let mut judged = Vec::new();
    let items: Vec<ItemMark> = settled(answers)
        .into_iter()
        .map(|answer| {
            let item = bank.item(&answer.item);
            let mark = item
                .zip(answer.response.as_ref())
                .and_then(|(item, given)| mark(item, given));
            let right = mark
                .as_ref()
                .map(|mark| mark.verdict() == Correctness::Right);
            judged.extend(answer.certainty.zip(right));
            ItemMark {
                item: answer.item.clone(),
                credit: mark.map(|mark| mark.credit),
            }
        })
        .collect();
    let credits: Vec<f64> = sorted(items.iter().filter_map(|mark| mark.credit));
    let of_topic =
        |topic: &TopicId| sorted(marks_of(bank, &items, topic).filter_map(|mark| mark.credit));
    let topics = bank
        .topics()
        .iter()
        .map(|topic| (topic, of_topic(&topic.id)))
        .filter(|(_, credits)| !credits.is_empty())
        .map(|(topic, credits)| {
            let (percent, interval) = percent(&credits);
            TopicScore {
                topic: topic.id.clone(),
                answered: credits.len(),
                credit: credits.iter().sum(),
                percent,
                interval,
            }
        })
        .collect();
    let (percent, interval) = percent(&credits);
    QuizResult {
        asked: items.len(),
        answered: credits.len(),
        skipped: items.len() - credits.len(),
        credit: credits.iter().sum(),
        percent,
        interval,
        topics,
        items,
        confidence: confidence(&judged).map(Box::new),
    }
}

/// The marks of a topic's items.
pub fn marks_of<'a>(
    bank: &'a Bank,
    marks: &'a [ItemMark],
    topic: &'a TopicId,
) -> impl Iterator<Item = &'a ItemMark> {
    marks.iter().filter(|mark| {
        bank.item(&mark.item)
            .is_some_and(|item| item.topic.as_ref() == Some(topic))
    })
}

/// In a fixed order, so that the order of answers does not even move the last bit of a sum.
fn sorted(credits: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut credits: Vec<f64> = credits.collect();
    credits.sort_by(f64::total_cmp);
    credits
}

fn percent(credits: &[f64]) -> (Option<f64>, Option<(f64, f64)>) {
    let credit = credits.iter().sum::<f64>();
    let Some(sum) = interval_sum(credit, credits.len()) else {
        return (None, None);
    };
    let interval = (100.0 * sum.low, 100.0 * sum.high);
    (Some(100.0 * credit / float(credits.len())), Some(interval))
}

/// The sums on the way to the interval of a summed credit; `None` under five answers.
pub fn interval_sum(credit: f64, answered: usize) -> Option<WilsonSum> {
    (answered >= FEWEST).then(|| wilson_sum(credit, float(answered)))?
}
