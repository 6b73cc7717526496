//! The result of a quiz: credit with its interval, over all and by topic.

use super::interval::wilson;
use super::mark::mark;
use super::numbers::float;
use super::settled;
use crate::bank::{Answer, Bank, ItemId, TopicId};
use serde::Serialize;

/// Below this many answers a percentage misleads: the count is shown instead.
const FEWEST: usize = 5;

/// A scored quiz. Skipped items move no number.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    pub percent: Option<f64>,
    /// Wilson's 95 % interval in percent; `None` under five answers.
    pub interval: Option<(f64, f64)>,
    /// By topic, in the bank's order; topics that were not asked are left out.
    pub topics: Vec<TopicScore>,
    /// By item, in the order shown.
    pub items: Vec<ItemMark>,
}

/// The score of one topic.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemMark {
    /// Which item.
    pub item: ItemId,
    /// 0..=1; `None` when it was skipped.
    pub credit: Option<f64>,
}

/// Scores the answers to a quiz.
pub fn quiz(bank: &Bank, answers: &[Answer]) -> QuizResult {
    let items: Vec<ItemMark> = settled(answers)
        .into_iter()
        .map(|answer| {
            let item = bank.item(&answer.item);
            let mark = item
                .zip(answer.response.as_ref())
                .and_then(|(item, given)| mark(item, given));
            ItemMark {
                item: answer.item.clone(),
                credit: mark.map(|mark| mark.credit),
            }
        })
        .collect();
    let credits: Vec<f64> = sorted(items.iter().filter_map(|mark| mark.credit));
    let of_topic = |topic: &TopicId| {
        let asked = items.iter().filter(|mark| {
            bank.item(&mark.item)
                .is_some_and(|item| item.topic.as_ref() == Some(topic))
        });
        sorted(asked.filter_map(|mark| mark.credit))
    };
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
    }
}

/// In a fixed order, so that the order of answers does not even move the last bit of a sum.
fn sorted(credits: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut credits: Vec<f64> = credits.collect();
    credits.sort_by(f64::total_cmp);
    credits
}

fn percent(credits: &[f64]) -> (Option<f64>, Option<(f64, f64)>) {
    if credits.len() < FEWEST {
        return (None, None);
    }
    let (credit, of) = (credits.iter().sum::<f64>(), float(credits.len()));
    let interval = wilson(credit, of).map(|(low, high)| (100.0 * low, 100.0 * high));
    (Some(100.0 * credit / of), interval)
}
