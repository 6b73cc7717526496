//! The narrative says what the numbers support, of every sort of profile, and no more.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

use pofit::bank::{Answer, Bank, Kind, Part, Response, ScaleId, Slug, SourceText, builtin, load};
use pofit::report::narrative;
use pofit::score::{FitResult, Outcome, outcome};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn bank() -> Bank {
    let found = builtin::banks()
        .iter()
        .find(|bank| bank.id == "product-owner-fit")
        .unwrap();
    load(
        &SourceText::new(found.file, found.text),
        &builtin::library(),
    )
    .unwrap()
}

/// Answers of somebody with these levels (0..=1), and a shift in steps for each statement in turn.
fn answers(bank: &Bank, levels: &BTreeMap<ScaleId, f64>, shifts: &[i8]) -> Vec<Answer> {
    let level = |scale: &ScaleId| levels.get(scale).copied().unwrap_or(0.5);
    let mut shifts = shifts.iter().cycle();
    let step = |share: f64, shift: i8| {
        let step = (share * 4.0).round() + 1.0 + f64::from(shift);
        Response::Step(step.clamp(1.0, 5.0) as u8)
    };
    bank.items
        .iter()
        .map(|item| {
            let response = match &item.kind {
                Kind::Agreement { scale, reverse, .. } => {
                    let share = level(scale);
                    let share = if *reverse { 1.0 - share } else { share };
                    step(share, *shifts.next().unwrap())
                }
                Kind::Situation { options } => {
                    let far = |scores: &BTreeMap<ScaleId, u8>| -> f64 {
                        let one = |(scale, score): (&ScaleId, &u8)| {
                            (level(scale) - f64::from(*score) / 3.0).abs()
                        };
                        scores.iter().map(one).sum()
                    };
                    let nearest = options
                        .iter()
                        .min_by(|a, b| far(&a.scores).total_cmp(&far(&b.scores)));
                    Response::Choice(nearest.unwrap().id.clone())
                }
                Kind::Pair { left, right } => {
                    step(0.5 + (level(&right.scale) - level(&left.scale)) / 2.0, 0)
                }
                _ => unreachable!("an assessment has no other kinds"),
            };
            Answer {
                item: item.id.clone(),
                response: Some(response),
                certainty: None,
                seconds: None,
            }
        })
        .collect()
}

fn fit(bank: &Bank, answers: &[Answer]) -> FitResult {
    match outcome(bank, answers) {
        Outcome::Fit(result) => *result,
        Outcome::Quiz(_) => unreachable!("an assessment gives a fit"),
    }
}

fn told(bank: &Bank, result: &FitResult) -> Vec<String> {
    let frame = bank.assessment().unwrap();
    narrative(frame, result)
        .iter()
        .map(|passage| passage.id.to_string())
        .collect()
}

fn levels(high: &[&str], low: &[&str]) -> BTreeMap<ScaleId, f64> {
    let all = |names: &[&str], level: f64| -> Vec<(ScaleId, f64)> {
        names
            .iter()
            .map(|name| (ScaleId::new(name).unwrap(), level))
            .collect()
    };
    all(high, 1.0).into_iter().chain(all(low, 0.0)).collect()
}

#[test]
fn very_different_people_are_told_different_things() {
    let bank = bank();
    let no_shift = [0];
    let profile = |id: &str| -> BTreeMap<ScaleId, f64> {
        let frame = bank.assessment().unwrap();
        let role = frame
            .roles
            .iter()
            .find(|role| role.id.as_ref() == id)
            .unwrap();
        role.profile
            .iter()
            .map(|demand| (demand.scale.clone(), demand.level / 100.0))
            .collect()
    };
    let frame = bank.assessment().unwrap();
    let all: Vec<&str> = frame.scales.iter().map(|scale| scale.id.as_ref()).collect();
    let people = [
        (
            "product owner",
            profile("product-owner"),
            "rival-project-manager-clear-role",
        ),
        (
            "project manager",
            profile("project-manager"),
            "rival-project-manager-clear-other",
        ),
        (
            "scrum master",
            profile("scrum-master"),
            "rival-scrum-master",
        ),
        (
            "who checks everything",
            levels(&["ownership"], &["trust"]),
            "mix-ownership-trust",
        ),
        (
            "who cannot choose",
            levels(&["vision"], &["priorities"]),
            "mix-vision-priorities",
        ),
        (
            "who looks at no one",
            levels(&["vision"], &["customers"]),
            "mix-vision-customers",
        ),
        (
            "who plans",
            levels(&["delivery"], &["uncertainty"]),
            "mix-delivery-uncertainty",
        ),
        (
            "who decides for nobody",
            levels(&["trust"], &["ownership"]),
            "mix-trust-ownership",
        ),
        ("who says yes to all", levels(&all, &[]), "care-all-high"),
        ("who says no to all", levels(&[], &all), "care-all-low"),
    ];
    let mut seen = BTreeSet::new();
    for (who, levels, expected) in people {
        let result = fit(&bank, &answers(&bank, &levels, &no_shift));
        let told = told(&bank, &result);
        assert!(told.iter().any(|id| id == expected), "{who}: {told:?}");
        assert!(
            seen.insert(told.clone()),
            "{who} is told what another was: {told:?}"
        );
    }
}

#[test]
fn every_passage_can_be_told_to_somebody() {
    let bank = bank();
    let frame = bank.assessment().unwrap();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    // All pairs of scales at the ends, each profile, and steps between them.
    let ids: Vec<&ScaleId> = frame.scales.iter().map(|scale| &scale.id).collect();
    let mut people: Vec<BTreeMap<ScaleId, f64>> = Vec::new();
    for first in &ids {
        for second in &ids {
            for (a, b) in [(1.0, 0.0), (1.0, 1.0), (0.0, 0.0)] {
                people.push([((*first).clone(), a), ((*second).clone(), b)].into());
            }
        }
    }
    let profiles: Vec<Vec<f64>> = frame
        .roles
        .iter()
        .map(|role| {
            role.profile
                .iter()
                .map(|demand| demand.level / 100.0)
                .collect()
        })
        .collect();
    for a in &profiles {
        for b in &profiles {
            for part in [0.0, 0.2, 0.35, 0.5, 0.65, 0.8] {
                for lift in [-0.15, 0.0, 0.15] {
                    let level = |(a, b): (&f64, &f64)| (a + (b - a) * part + lift).clamp(0.0, 1.0);
                    let levels = a.iter().zip(b).map(level);
                    people.push(ids.iter().map(|id| (*id).clone()).zip(levels).collect());
                }
            }
        }
    }
    for everything in [0.0, 0.1, 1.0] {
        people.push(ids.iter().map(|id| ((*id).clone(), everything)).collect());
    }
    for levels in &people {
        for shifts in [&[0][..], &[1, -1, 0], &[2, -2, 2, -1, 0]] {
            let result = fit(&bank, &answers(&bank, levels, shifts));
            seen.extend(told(&bank, &result));
        }
    }
    let silent: Vec<String> = frame
        .narrative
        .iter()
        .map(|passage| passage.id.to_string())
        .filter(|id| !seen.contains(id))
        .collect();
    assert_eq!(silent, Vec::<String>::new(), "told to nobody");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_passage_says_more_than_the_numbers(
        levels in prop::collection::vec(0.0..=1.0f64, 10),
        shifts in prop::collection::vec(-2i8..=2, 60),
        skipped in prop::collection::vec(any::<bool>(), 92),
    ) {
        let bank = bank();
        let frame = bank.assessment().unwrap();
        let levels = frame.scales.iter().map(|scale| scale.id.clone()).zip(levels).collect();
        let mut answers = answers(&bank, &levels, &shifts);
        for (answer, skip) in answers.iter_mut().zip(skipped) {
            if skip && shifts[0] == 0 {
                answer.response = None;
            }
        }
        let result = fit(&bank, &answers);
        let passages = narrative(frame, &result);
        let estimate = |id: &ScaleId| {
            let score = result.scales.iter().find(|score| score.scale == *id);
            score.and_then(|score| score.estimate.clone())
        };
        for passage in &passages {
            // A trait is named only when its whole band lies on that side of the middle.
            for id in &passage.when.high {
                prop_assert!(estimate(id).is_some_and(|found| found.low > 50.0), "{}", passage.id);
            }
            for id in &passage.when.low {
                prop_assert!(estimate(id).is_some_and(|found| found.high < 50.0), "{}", passage.id);
            }
            prop_assert!(passage.when.standing.is_empty() || result.standing.is_some());
        }
        for part in Part::ALL {
            let number = passages.iter().filter(|passage| passage.part == part).count();
            prop_assert!(number <= part.most());
        }
        let mixes = passages.iter().any(|passage| passage.part == Part::Mix);
        prop_assert!(!mixes || result.shape.differentiated, "single traits of a profile without shape");
        // A fit that is known has an opening and a close.
        let has = |part| passages.iter().any(|passage| passage.part == part);
        prop_assert_eq!(result.standing.is_some(), has(Part::Opening));
        prop_assert_eq!(result.standing.is_some(), has(Part::Closing));
    }
}
