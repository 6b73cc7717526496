//! The chance to reach a pass mark on another draw from the same blueprint.
//!
//! A person's topics resemble each other, so they are pooled: overall ability p on 50 midpoints with
//! equal prior, each topic's ability Beta(16p, 16(1-p)), the posterior predictive of each topic a
//! beta-binomial, convolved over the blueprint and averaged over p.
//!
//! Tried on 5,000 simulated candidates a population (`tests/simulation_exam.rs`): logit ability as
//! named, six topics about it with N(0, 0.4), seven questions a topic, mark 80 %. By fifths of the chance
//! told: how many were told so, the mean told, and the share that passed another draw, in percent.
//!
//! ```text
//! ability        N(1.3, 0.7)          N(0.3, 0.7), weaker    N(2.3, 0.7), stronger
//! told           number  told passed   number  told passed   number  told passed
//! 0-20  %          1768   5.9    8.5     4015   2.7    2.3      257   9.1   22.2
//! 20-40 %           759  28.8   36.5      426  27.9   18.8      310  29.4   54.2
//! 40-60 %           623  48.2   52.6      251  46.7   34.3      419  48.8   72.6
//! 60-80 %           783  68.3   67.7      181  68.1   49.7      748  69.4   84.5
//! 80-100 %         1067  90.8   87.9      127  89.0   69.3     3266  93.8   96.5
//! ```

use super::numbers::float;
use statrs::function::gamma::ln_gamma;

/// Midpoints of overall ability.
const MIDPOINTS: usize = 50;
/// How alike topics are: the prior counts as many answers in each topic.
pub const CONCENTRATION: f64 = 16.0;
/// The share of a topic's items right that counts as mastering it: nine in ten.
pub const MASTERED: f64 = 0.9;

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
    /// Mean of overall ability, given the answers, 0..=1.
    pub ability: f64,
    /// 5th and 95th percentile of the total, in items.
    pub total_90: (usize, usize),
}

/// The chance to have at least `need` items right; `None` when the exam has no items.
pub fn readiness(topics: &[TopicTally], need: usize) -> Option<Readiness> {
    let abilities = abilities(topics);
    let total = averaged(topics, &abilities, None)?;
    let items = total.len() - 1;
    let expected: f64 = total
        .iter()
        .enumerate()
        .map(|(right, chance)| float(right) * chance)
        .sum();
    Some(Readiness {
        chance: reaches(&total, need),
        mean: expected / float(items),
        ability: abilities.iter().map(|(p, weight)| p * weight).sum(),
        total_90: (quantile(&total, 0.05), quantile(&total, 0.95)),
    })
}

/// The same chance if the topic at `place` were mastered to [`MASTERED`]: its part of the exam is
/// then binomial with that share, while what the answers say of overall ability, and so of the other
/// topics, stays as it is. `None` when there is no such topic or the exam has no items.
pub fn chance_if_mastered(topics: &[TopicTally], need: usize, place: usize) -> Option<f64> {
    topics.get(place)?;
    let total = averaged(topics, &abilities(topics), Some(place))?;
    Some(reaches(&total, need))
}

/// The expected share of a topic right on another draw: (c p + right) / (c + asked), where p is the mean
/// of overall ability and c = 16. It is linear in p, so the mean is enough.
pub fn expected_share(topic: &TopicTally, ability: f64) -> f64 {
    (CONCENTRATION * ability + float(topic.right)) / (CONCENTRATION + float(topic.of))
}

fn reaches(total: &[f64], need: usize) -> f64 {
    total.iter().skip(need).sum::<f64>().clamp(0.0, 1.0)
}

/// The midpoints of overall ability, each with its weight given the answers; the weights sum to 1.
fn abilities(topics: &[TopicTally]) -> Vec<(f64, f64)> {
    let likelihoods: Vec<(f64, f64)> = (0..MIDPOINTS)
        .map(|n| (float(n) + 0.5) / float(MIDPOINTS))
        .map(|p| (p, log_likelihood(topics, p)))
        .collect();
    let logs = likelihoods.iter().map(|(_, log)| *log);
    let most = logs.fold(f64::NEG_INFINITY, f64::max);
    let weights = likelihoods.iter().map(|(p, log)| (*p, (log - most).exp()));
    let weights: Vec<(f64, f64)> = weights.collect();
    let all: f64 = weights.iter().map(|(_, weight)| weight).sum();
    let share = |(p, weight): (f64, f64)| (p, weight / all);
    weights.into_iter().map(share).collect()
}

/// The distribution of the exam's total, averaged over overall ability by its weights.
fn averaged(
    topics: &[TopicTally],
    abilities: &[(f64, f64)],
    mastered: Option<usize>,
) -> Option<Vec<f64>> {
    let items: usize = topics.iter().map(|topic| topic.exam_items).sum();
    if items == 0 {
        return None;
    }
    let mut total = vec![0.0; items + 1];
    for (p, weight) in abilities {
        for (sum, chance) in total.iter_mut().zip(exam(topics, *p, mastered)) {
            *sum += weight * chance;
        }
    }
    Some(total)
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
fn exam(topics: &[TopicTally], p: f64, mastered: Option<usize>) -> Vec<f64> {
    let mut total = vec![1.0];
    for (place, topic) in topics.iter().enumerate() {
        let n = topic.exam_items;
        let part: Vec<f64> = if mastered == Some(place) {
            (0..=n).map(|k| binomial(n, k, MASTERED)).collect()
        } else {
            let a = CONCENTRATION * p + float(topic.right);
            let b = CONCENTRATION * (1.0 - p) + float(topic.of.saturating_sub(topic.right));
            let chance = |k: usize| {
                (ln_choose(n, k) + ln_beta(a + float(k), b + float(n - k)) - ln_beta(a, b)).exp()
            };
            (0..=n).map(chance).collect()
        };
        total = convolved(&total, &part);
    }
    total
}

fn binomial(n: usize, k: usize, p: f64) -> f64 {
    (ln_choose(n, k) + float(k) * p.ln() + float(n - k) * (1.0 - p).ln()).exp()
}

fn ln_choose(n: usize, k: usize) -> f64 {
    -ln_beta(float(k + 1), float(n - k + 1)) - float(n + 1).ln()
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
