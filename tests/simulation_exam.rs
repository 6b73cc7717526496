//! The stated chance of passing tried on simulated candidates: who was told what, and who passed then.
//!
//! Each candidate has an overall ability (logits) and, about it, one for each of six topics, N(0, 0.4);
//! sits an exam of seven questions a topic, is told a chance, and sits another draw with the same
//! abilities. The mark is 80 %, 34 of 42. The table of what was measured stands in the docs of
//! `src/score/readiness.rs`.
//!
//! The ordinary population, N(1.3, 0.7), is kept within ten points, within six above 40 %. In a weaker one
//! too much is told, in a stronger one too little: the model takes every overall ability to be equally
//! likely beforehand, and knows of no population. So the words stay rough.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "helpers of tests fail by panicking"
)]

use pofit::score::{TopicTally, needed, readiness};
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use statrs::distribution::{ContinuousCDF, Normal};
use std::collections::BTreeMap;

const CANDIDATES: usize = 5000;
const TOPICS: usize = 6;
const ITEMS: usize = 7;
const PASS: u8 = 80;

struct Chance(ChaCha8Rng);

impl Chance {
    /// A number inside 0..1.
    fn uniform(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 0.5) / (f64::from(u32::MAX) + 1.0)
    }

    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let normal = Normal::new(mean, deviation).unwrap();
        normal.inverse_cdf(self.uniform())
    }

    /// Questions right in one topic, of those asked.
    fn sitting(&mut self, ability: f64) -> usize {
        let chance = 1.0 / (1.0 + (-ability).exp());
        (0..ITEMS).filter(|_| self.uniform() < chance).count()
    }
}

/// A fifth of the scale: who was told a chance in it.
#[derive(Debug, Clone, Copy, Default)]
struct Fifth {
    number: usize,
    told: f64,
    passed: usize,
}

impl Fifth {
    /// The mean chance told and the share that passed, in percent.
    fn shares(self) -> (f64, f64) {
        let number = self.number as f64;
        (
            100.0 * self.told / number,
            100.0 * self.passed as f64 / number,
        )
    }
}

fn population(mean: f64, seed: u64) -> [Fifth; 5] {
    let mut chance = Chance(ChaCha8Rng::seed_from_u64(seed));
    let need = needed(TOPICS * ITEMS, PASS);
    let mut fifths = [Fifth::default(); 5];
    // The order of topics changes nothing: the chance of each set of tallies is worked out once.
    let mut known: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
    for _ in 0..CANDIDATES {
        let overall = chance.normal(mean, 0.7);
        let abilities: Vec<f64> = (0..TOPICS)
            .map(|_| overall + chance.normal(0.0, 0.4))
            .collect();
        let mut first: Vec<usize> = abilities.iter().map(|it| chance.sitting(*it)).collect();
        let second: usize = abilities.iter().map(|it| chance.sitting(*it)).sum();
        first.sort_unstable();
        let told = *known.entry(first).or_insert_with_key(|first| {
            let tally = |right: &usize| TopicTally {
                right: *right,
                of: ITEMS,
                exam_items: ITEMS,
            };
            let tallies: Vec<TopicTally> = first.iter().map(tally).collect();
            readiness(&tallies, need).unwrap().chance
        });
        let fifth = &mut fifths[((5.0 * told) as usize).min(4)];
        fifth.number += 1;
        fifth.told += told;
        fifth.passed += usize::from(second >= need);
    }
    fifths
}

#[test]
fn the_stated_chance_of_passing_is_kept() {
    for (at, fifth) in population(1.3, 20_261_125).into_iter().enumerate() {
        let (told, passed) = fifth.shares();
        assert!(fifth.number >= 100, "too few to say anything: {fifth:?}");
        let bound = if at >= 2 { 6.0 } else { 10.0 };
        assert!(
            (told - passed).abs() <= bound,
            "told {told:.1} %, {passed:.1} % passed ({} candidates)",
            fifth.number
        );
    }
}

#[test]
fn for_other_populations_it_drifts_as_the_words_say() {
    let overall = |mean: f64, seed: u64| {
        let fifths = population(mean, seed);
        // Where it matters: told between two and eight in ten.
        let middle = &fifths[1..4];
        let number: usize = middle.iter().map(|fifth| fifth.number).sum();
        let told: f64 = middle.iter().map(|fifth| fifth.told).sum();
        let passed: usize = middle.iter().map(|fifth| fifth.passed).sum();
        100.0 * (told - passed as f64) / number as f64
    };
    let (weaker, stronger) = (overall(0.3, 1), overall(2.3, 2));
    // Measured 12.0 and -19.6 points, with a standard error of about 1.5.
    assert!((8.0..16.0).contains(&weaker), "weaker: {weaker:.1}");
    assert!(
        (-24.0..-15.0).contains(&stronger),
        "stronger: {stronger:.1}"
    );
}
