//! The chance to reach a pass mark on another draw from the same blueprint.
//!
//! A person's topics resemble each other, so they are pooled: overall ability p on 50 midpoints with
//! equal prior, each topic's ability Beta(16p, 16(1-p)), the posterior predictive of each topic a
//! beta-binomial, convolved over the blueprint and averaged over p.

use super::numbers::float;
use statrs::function::gamma::ln_gamma;

/// Midpoints of overall ability.
const MIDPOINTS: usize = 50;
/// How alike topics are: the prior counts as many answers in each topic.
const CONCENTRATION: f64 = 16.0;

/// What is known of one topic, and how many items the exam asks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicTally {
    /// Answers with full credit.
    pub right: usize,
    /// Answers.
    pub of: usize,
    /// Items of the exam.
    pub exam_items: usize,
}

/// What the answers so far say of an exam.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// Chance that the total reaches what is needed, 0..=1.
    pub chance: f64,
    /// Expected share of the exam's items right, 0..=1.
    pub mean: f64,
    /// 5th and 95th percentile of the total, in items.
    pub total_90: (usize, usize),
}

/// The chance to have at least `need` items right; `None` when the exam has no items.
pub fn readiness(topics: &[TopicTally], need: usize) -> Option<Readiness> {
    let items: usize = topics.iter().map(|topic| topic.exam_items).sum();
    if items == 0 {
        return None;
    }
    let abilities: Vec<f64> = (0..MIDPOINTS)
        .map(|n| (float(n) + 0.5) / float(MIDPOINTS))
        .collect();
    let likelihoods: Vec<f64> = abilities
        .iter()
        .map(|p| log_likelihood(topics, *p))
        .collect();
    let most = likelihoods
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = likelihoods.iter().map(|log| (log - most).exp()).collect();
    let all: f64 = weights.iter().sum();
    let mut total = vec![0.0; items + 1];
    for (p, weight) in abilities.iter().zip(weights) {
        for (sum, chance) in total.iter_mut().zip(exam(topics, *p)) {
            *sum += weight / all * chance;
        }
    }
    let expected: f64 = total
        .iter()
        .enumerate()
        .map(|(right, chance)| float(right) * chance)
        .sum();
    Some(Readiness {
        chance: total.iter().skip(need).sum::<f64>().clamp(0.0, 1.0),
        mean: expected / float(items),
        total_90: (quantile(&total, 0.05), quantile(&total, 0.95)),
    })
}

fn log_likelihood(topics: &[TopicTally], p: f64) -> f64 {
    let (a, b) = (CONCENTRATION * p, CONCENTRATION * (1.0 - p));
    let one = |topic: &TopicTally| {
        let (right, wrong) = (
            float(topic.right),
            float(topic.of.saturating_sub(topic.right)),
        );
        ln_beta(a + right, b + wrong) - ln_beta(a, b)
    };
    topics.iter().map(one).sum()
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// The distribution of the exam's total for an overall ability.
fn exam(topics: &[TopicTally], p: f64) -> Vec<f64> {
    let mut total = vec![1.0];
    for topic in topics {
        let a = CONCENTRATION * p + float(topic.right);
        let b = CONCENTRATION * (1.0 - p) + float(topic.of.saturating_sub(topic.right));
        let n = topic.exam_items;
        let chance = |k: usize| {
            let choose = -ln_beta(float(k + 1), float(n - k + 1)) - float(n + 1).ln();
            (choose + ln_beta(a + float(k), b + float(n - k)) - ln_beta(a, b)).exp()
        };
        let part: Vec<f64> = (0..=n).map(chance).collect();
        total = convolved(&total, &part);
    }
    total
}

fn convolved(first: &[f64], second: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; first.len() + second.len() - 1];
    for (n, a) in first.iter().enumerate() {
        for (slot, b) in sum.iter_mut().skip(n).zip(second) {
            *slot += a * b;
        }
    }
    sum
}

/// The smallest total at which the distribution reaches a share.
fn quantile(total: &[f64], share: f64) -> usize {
    let mut reached = 0.0;
    for (right, chance) in total.iter().enumerate() {
        reached += chance;
        if reached >= share {
            return right;
        }
    }
    total.len().saturating_sub(1)
}
