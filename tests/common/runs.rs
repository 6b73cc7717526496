//! Ten finished runs that differ as much as reports can: by fit, by certainty, by length, by gaps.
//!
//! Included by path, so that tests without a terminal do not build the terminal's helpers.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests: each file uses some of them, and they fail by panicking"
)]

use pofit::bank::{
    Answer, Bank, Choice, Item, Kind, OptionId, Response, RoleId, ScaleId, Slug, SourceText,
    builtin, load,
};
use pofit::run::{Run, next_seed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A built-in bank.
pub fn built_in(id: &str) -> Arc<Bank> {
    let found = builtin::banks().iter().find(|bank| bank.id == id).unwrap();
    let text = SourceText::new(found.file, found.text);
    Arc::new(load(&text, &builtin::library()).unwrap())
}

/// The runs by name.
pub fn ten() -> Vec<(&'static str, Run)> {
    let all = |_: &Item| true;
    let calm = Some(6.0);
    let uneven = |scale: &ScaleId| match scale.as_ref() {
        "vision" | "coaching" => 95.0,
        "priorities" | "trust" => 10.0,
        _ => 55.0,
    };
    let mut skips = 0;
    let mut some = |_: &Item| {
        skips += 1;
        skips % 11 != 0
    };
    vec![
        (
            "near-the-role",
            fit(1, |s| level("product-owner", s) + 8.0, 12.0, calm, all),
        ),
        (
            "near-the-rival",
            fit(2, |s| level("project-manager", s), 18.0, calm, all),
        ),
        ("half-way", fit(3, |_| 50.0, 0.0, calm, all)),
        ("yes-in-haste", yes_in_haste()),
        (
            "too-few",
            fit(
                5,
                |s| level("product-owner", s),
                10.0,
                None,
                |item| item.id.as_ref().ends_with("-1"),
            ),
        ),
        (
            "short-form",
            fit(
                6,
                |s| level("product-owner", s),
                22.0,
                calm,
                |item| item.short,
            ),
        ),
        ("uneven", fit(7, uneven, 25.0, calm, &mut some)),
        (
            "quiz-well",
            quiz("po-or-project-manager", 8, 20, |n| n % 9 != 4),
        ),
        (
            "quiz-badly",
            quiz("before-your-cspo", 9, 20, |n| n % 4 == 0),
        ),
        (
            "quiz-four",
            quiz("po-or-product-manager", 10, 4, |n| n % 2 == 0),
        ),
    ]
}

/// What a role's profile asks of a scale.
fn level(role: &str, scale: &ScaleId) -> f64 {
    let bank = built_in("product-owner-fit");
    let role = bank
        .assessment()
        .unwrap()
        .role(&RoleId::new(role).unwrap())
        .unwrap();
    role.profile
        .iter()
        .find(|demand| demand.scale == *scale)
        .unwrap()
        .level
}

/// The assessment, answered by somebody with these levels and so much scatter (both in points).
fn fit(
    seed: u64,
    levels: impl Fn(&ScaleId) -> f64,
    scatter: f64,
    seconds: Option<f64>,
    mut answers: impl FnMut(&Item) -> bool,
) -> Run {
    let bank = built_in("product-owner-fit");
    let scales = &bank.assessment().unwrap().scales;
    let levels: BTreeMap<ScaleId, f64> = scales
        .iter()
        .map(|scale| (scale.id.clone(), levels(&scale.id)))
        .collect();
    let mut chance = seed;
    let mut jitter = || {
        chance = next_seed(chance);
        (f64::from((chance % 1000) as u32) / 500.0 - 1.0) * scatter
    };
    let mut given = Vec::new();
    for item in &bank.items {
        let off = jitter();
        if answers(item) {
            given.push(answer(item, Some(as_levels(item, &levels, off)), seconds));
        }
    }
    Run::from_answers(Arc::clone(&bank), seed, &given).unwrap()
}

fn as_levels(item: &Item, levels: &BTreeMap<ScaleId, f64>, off: f64) -> Response {
    match &item.kind {
        Kind::Agreement { scale, reverse, .. } => {
            let quarters = ((levels[scale] + off) / 25.0).round().clamp(0.0, 4.0) as u8;
            Response::Step(if *reverse { 5 - quarters } else { 1 + quarters })
        }
        Kind::Situation { options } => {
            let misses = |scores: &BTreeMap<ScaleId, u8>| -> f64 {
                let miss = |(scale, score): (&ScaleId, &u8)| {
                    (f64::from(*score) / 3.0 * 100.0 - levels[scale]).abs()
                };
                scores.iter().map(miss).sum()
            };
            let best = options
                .iter()
                .min_by(|a, b| misses(&a.scores).total_cmp(&misses(&b.scores)));
            Response::Choice(best.unwrap().id.clone())
        }
        Kind::Pair { left, right } => {
            let lead = levels[&right.scale] - levels[&left.scale] + off;
            Response::Step((3.0 + lead / 15.0).round().clamp(1.0, 5.0) as u8)
        }
        other => panic!("{} is no item of an assessment", other.name()),
    }
}

/// Agreement with everything, each within a second.
fn yes_in_haste() -> Run {
    let bank = built_in("product-owner-fit");
    let given: Vec<Answer> = bank
        .items
        .iter()
        .map(|item| {
            let response = match &item.kind {
                Kind::Situation { options } => Response::Choice(options[0].id.clone()),
                _ => Response::Step(5),
            };
            answer(item, Some(response), Some(0.7))
        })
        .collect();
    Run::from_answers(bank, 4, &given).unwrap()
}

/// The first questions of a quiz; each seventh is skipped, and of the others those are right whose
/// number `right` names.
fn quiz(bank: &str, seed: u64, items: usize, right: impl Fn(usize) -> bool) -> Run {
    let bank = built_in(bank);
    let count = bank.items.len();
    let spread = |n: usize| &bank.items[n * 37 % count];
    let given: Vec<Answer> = (0..items)
        .map(|n| {
            let response = (n % 7 != 6).then(|| marked(spread(n), right(n)));
            answer(spread(n), response, None)
        })
        .collect();
    Run::from_answers(Arc::clone(&bank), seed, &given).unwrap()
}

fn marked(item: &Item, right: bool) -> Response {
    let pick = |options: &[Choice]| {
        let found = options.iter().find(|option| option.key == right);
        found.unwrap_or(&options[0]).id.clone()
    };
    match &item.kind {
        Kind::Single(options) | Kind::TrueFalse(options) => Response::Choice(pick(options)),
        Kind::Multiple(options) => {
            let keys = options.iter().filter(|option| option.key || !right);
            Response::Choices(keys.map(|option| option.id.clone()).collect())
        }
        Kind::Order(steps) => {
            let mut ids: Vec<OptionId> = steps.iter().map(|step| step.id.clone()).collect();
            if !right {
                ids.rotate_left(1);
            }
            Response::Order(ids)
        }
        Kind::Sort { groups, cards } => {
            let group = |own: &OptionId| {
                if right {
                    own.clone()
                } else {
                    groups[0].id.clone()
                }
            };
            let placed = cards
                .iter()
                .map(|card| (card.id.clone(), group(&card.group)));
            Response::Groups(placed.collect())
        }
        Kind::ShortText { accept } => Response::Text(if right {
            accept[0].to_string()
        } else {
            "no idea".to_owned()
        }),
        other => panic!("{} is no question of a quiz", other.name()),
    }
}

fn answer(item: &Item, response: Option<Response>, seconds: Option<f64>) -> Answer {
    Answer {
        item: item.id.clone(),
        response,
        certainty: None,
        seconds,
    }
}
