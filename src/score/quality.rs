//! What the answers say about themselves: too fast, one long string, contradictions. Each sign is
//! told as a possibility, never as an accusation.

use super::numbers::{deviation, float, mean, median};
use super::scale::keyed;
use super::settled;
use crate::bank::{Answer, Bank, Kind, Response, ScaleId};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Beyond these a remark is made.
pub mod limit {
    /// A run of one answer longer than this, and than a third of the items, is worth a remark.
    pub const LONG_STRING: usize = 8;
    /// Difference of keyed and reverse-keyed means beyond which answers contradict each other.
    pub const INCONSISTENT: f64 = 0.35;
    /// Spread within scales beyond ordinary scatter: random clicking gives about 0.35, care about
    /// 0.2.
    pub const SCATTERED: f64 = 0.30;
    /// Half the signed difference, beyond which someone agrees (or disagrees) with everything.
    pub const ACQUIESCENT: f64 = 0.20;
    /// Median seconds an item below which reading is unlikely (Huang et al. 2012).
    pub const FAST_MEDIAN: f64 = 2.0;
    /// Share of answers under a second beyond which reading is unlikely.
    pub const FAST_SHARE: f64 = 0.30;
    /// Share of skipped items beyond which a result rests on little.
    pub const SKIPPED: f64 = 0.20;

    /// The longest run of one answer, among so many items, that is no remark.
    pub fn long_string(items: usize) -> usize {
        // Over a whole third or over the third itself: for whole numbers that is the same.
        LONG_STRING.max(items / 3)
    }
}

use limit::{ACQUIESCENT, FAST_MEDIAN, FAST_SHARE, INCONSISTENT, SCATTERED, SKIPPED};

/// From so many remarks on, the whole result may say little.
const DOUBTFUL: usize = 2;

/// Indices over the agreement items answered, in the order shown, and what is worth a remark.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Quality {
    /// Longest run of one and the same raw answer.
    pub longest_string: usize,
    /// Standard deviation (n-1) of raw answers 1..=5 (Dunn et al. 2018); `None` under two.
    pub irv: Option<f64>,
    /// Mean over scales of |keyed mean - reverse-keyed mean|, 0..=1.
    pub inconsistency: Option<f64>,
    /// Half the signed mean of that: over 0 for yes-sayers.
    pub acquiescence: Option<f64>,
    /// Mean over scales of the standard deviation (n-1) of contributions.
    pub scatter: Option<f64>,
    /// Median seconds an item; `None` when times were not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median_seconds: Option<f64>,
    /// Share of answers under one second; `None` when times were not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_under_1s: Option<f64>,
    /// Items skipped, of all asked.
    pub skipped: usize,
    /// Items asked, of all kinds.
    pub asked: usize,
    /// What is worth a remark.
    pub remarks: Vec<Remark>,
}

/// Something that the answers may say about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// Median time or many single times under what reading takes.
    TooFast,
    /// One answer many times in a row.
    LongString,
    /// Opposite statements answered alike.
    Contradictions,
    /// Answers about one trait far apart.
    Scatter,
    /// Agreement with opposite statements.
    YesSaying,
    /// Disagreement with opposite statements.
    NoSaying,
    /// Many items skipped.
    ManySkipped,
}

impl Quality {
    /// The share of the items asked that were skipped, 0..=1.
    pub fn skipped_share(&self) -> f64 {
        float(self.skipped) / float(self.asked.max(1))
    }

    /// Whether a sentence above the result should say that it may say little.
    pub fn doubtful(&self) -> bool {
        self.remarks.len() >= DOUBTFUL
    }
}

/// One answered agreement item.
#[derive(Debug, Clone, PartialEq)]
pub struct QualityItem {
    /// Its scale.
    pub scale: ScaleId,
    /// Whether agreeing means less of it.
    pub reverse: bool,
    /// 1..=5.
    pub step: u8,
    /// Seconds it took, when measured.
    pub seconds: Option<f64>,
}

pub(super) fn quality(bank: &Bank, answers: &[Answer]) -> Quality {
    let settled = settled(answers);
    let skipped = settled
        .iter()
        .filter(|answer| answer.response.is_none())
        .count();
    quality_of(&items_of(bank, &settled), skipped, settled.len())
}

/// The agreement items answered, in the order shown.
pub fn quality_items(bank: &Bank, answers: &[Answer]) -> Vec<QualityItem> {
    items_of(bank, &settled(answers))
}

fn items_of(bank: &Bank, settled: &[&Answer]) -> Vec<QualityItem> {
    let item = |answer: &&Answer| {
        let item = bank.item(&answer.item)?;
        match (&item.kind, &answer.response) {
            (Kind::Agreement { scale, reverse, .. }, Some(Response::Step(step))) => {
                let (scale, seconds) = (scale.clone(), answer.seconds);
                Some(QualityItem {
                    scale,
                    reverse: *reverse,
                    step: *step,
                    seconds,
                })
            }
            _ => None,
        }
    };
    settled.iter().filter_map(item).collect()
}

/// What the answers to one scale say about themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleSpread {
    /// Which scale.
    pub scale: ScaleId,
    /// What its statements add that agreeing means more of, 0..=1 each, in the order shown.
    pub forward: Vec<f64>,
    /// What those add that agreeing means less of.
    pub backward: Vec<f64>,
    /// The mean of each; `None` where there is none.
    pub means: (Option<f64>, Option<f64>),
    /// The mean of them all; `None` of nothing.
    pub mean: Option<f64>,
    /// The first mean less the second.
    pub difference: Option<f64>,
    /// The standard deviation (n-1) of them all; `None` under two.
    pub deviation: Option<f64>,
}

/// What the answers say about themselves, scale by scale.
pub fn spreads(items: &[QualityItem]) -> Vec<ScaleSpread> {
    let mut scales: BTreeMap<&ScaleId, [Vec<f64>; 2]> = BTreeMap::new();
    for item in items {
        let [forward, backward] = scales.entry(&item.scale).or_default();
        let side = if item.reverse { backward } else { forward };
        side.push(keyed(item.step, item.reverse));
    }
    let spread = |(scale, sides): (&ScaleId, [Vec<f64>; 2])| {
        let all = sides.concat();
        let [forward, backward] = sides;
        let means = (mean(&forward), mean(&backward));
        ScaleSpread {
            scale: scale.clone(),
            difference: means.0.zip(means.1).map(|(forward, back)| forward - back),
            means,
            mean: mean(&all),
            deviation: deviation(&all),
            forward,
            backward,
        }
    };
    scales.into_iter().map(spread).collect()
}

/// The indices of answered agreement items in the order shown, beside items skipped of all asked.
pub fn quality_of(items: &[QualityItem], skipped: usize, asked: usize) -> Quality {
    let raw: Vec<f64> = items.iter().map(|item| f64::from(item.step)).collect();
    let scales = spreads(items);
    let differences: Vec<f64> = scales.iter().filter_map(|scale| scale.difference).collect();
    let spreads: Vec<f64> = scales.iter().filter_map(|scale| scale.deviation).collect();
    let absolute: Vec<f64> = differences
        .iter()
        .map(|difference| difference.abs())
        .collect();
    let times: Vec<f64> = items.iter().filter_map(|item| item.seconds).collect();
    let quick = quick(items);
    let mut quality = Quality {
        longest_string: longest_string(items).len(),
        irv: deviation(&raw),
        inconsistency: mean(&absolute),
        acquiescence: mean(&differences).map(|signed| signed / 2.0),
        scatter: mean(&spreads),
        median_seconds: median(&times),
        share_under_1s: (!times.is_empty()).then(|| float(quick) / float(times.len())),
        skipped,
        asked,
        remarks: Vec::new(),
    };
    quality.remarks = remarks(&quality, items.len());
    quality
}

/// How many answers came within a second.
pub fn quick(items: &[QualityItem]) -> usize {
    let seconds = items.iter().filter_map(|item| item.seconds);
    seconds.filter(|seconds| *seconds < 1.0).count()
}

/// The first of the longest runs of one and the same raw answer.
pub fn longest_string(items: &[QualityItem]) -> &[QualityItem] {
    let runs = items.chunk_by(|before, after| before.step == after.step);
    runs.rev().max_by_key(|run| run.len()).unwrap_or_default()
}

fn remarks(quality: &Quality, items: usize) -> Vec<Remark> {
    let over = |value: Option<f64>, limit: f64| value.is_some_and(|value| value > limit);
    let fast = quality
        .median_seconds
        .is_some_and(|median| median < FAST_MEDIAN)
        || over(quality.share_under_1s, FAST_SHARE);
    let long = quality.longest_string > limit::long_string(items);
    let skipped = quality.asked > 0 && float(quality.skipped) > SKIPPED * float(quality.asked);
    [
        (fast, Remark::TooFast),
        (long, Remark::LongString),
        (
            over(quality.inconsistency, INCONSISTENT),
            Remark::Contradictions,
        ),
        (over(quality.scatter, SCATTERED), Remark::Scatter),
        (over(quality.acquiescence, ACQUIESCENT), Remark::YesSaying),
        (
            over(quality.acquiescence.map(|signed| -signed), ACQUIESCENT),
            Remark::NoSaying,
        ),
        (skipped, Remark::ManySkipped),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, remark)| remark)
    .collect()
}
