//! Scoring by example: small numbers that were worked by hand.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;

use banks::{choice, fit_of, item, quarters, skipped, small, step, step_for, two_scales};
use pofit::bank::{Answer, Demand, DemandKind, Text};
use pofit::score::{
    Contribution, Estimate, FitResult, Outcome, QuizResult, Verdict, estimate, outcome, role_fit,
};
use std::sync::Arc;

/// Worked with ten digits.
const WORKED: f64 = 1e-6;

fn score_of(result: &FitResult, scale: &str) -> Option<f64> {
    let scales = &result.scales;
    let found = scales.iter().find(|found| found.scale.as_ref() == scale);
    found.unwrap().estimate.as_ref().map(|found| found.score)
}

fn close(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < WORKED,
        "{found} instead of {expected}"
    );
}

#[test]
fn a_scale_is_the_share_of_the_maximum_with_the_error_of_these_answers() {
    // Agree strongly, agree, disagree, and disagree with the reverse-keyed one:
    // c = 1, 0.75, 0.25, 0.75; mean 2.75/4 = 0.6875.
    // Squared deviations 0.09765625 + 0.00390625 + 0.19140625 + 0.00390625 = 0.296875.
    // s2 = (4 x 0.0625 + 0.296875) / (4 + 3) = 0.078125; SE = 100 sqrt(0.078125/4) = 13.975425.
    // t(0.95; 7) = 1.894579, so the band reaches 26.477540 either way.
    let bank = small(
        &[("a", 4)],
        &[
            ("own", &[(80.0, 1.0, "at-least")]),
            ("rest", &[(50.0, 1.0, "near")]),
        ],
        "",
    );
    let answers = [
        step("a-1", 5),
        step("a-2", 4),
        step("a-3", 2),
        step("a-4", 2),
    ];
    let result = fit_of(&bank, &answers);
    let found = result.scales[0].estimate.as_ref().unwrap();
    close(found.score, 68.75);
    close(found.se, 13.975_424_9);
    close(found.low, 68.75 - 26.477_540_4);
    close(found.high, 68.75 + 26.477_540_4);
    close(found.df, 7.0);
}

#[test]
fn a_weight_counts_an_answer_so_many_times() {
    // c = 1 (weight 2), 0.5, 0: mean (2 + 0.5)/4 = 0.625; effective number 16/6 = 8/3.
    // Weighted spread (2 x 0.140625 + 0.015625 + 0.390625)/4 = 0.171875.
    // df = 4 + 8/3 - 1 = 17/3; s2 = (0.25 + 8/3 x 0.171875)/(17/3) = 0.125.
    // SE = 100 sqrt(0.125/(8/3)) = 21.650635.
    let answers = [(1.0, 2.0), (0.5, 1.0), (0.0, 1.0)];
    let given = answers.map(|(share, weight)| Contribution { share, weight });
    let Estimate { score, se, df, .. } = estimate(&given, 3).unwrap();
    close(score, 62.5);
    close(se, 21.650_635_1);
    close(df, 17.0 / 3.0);
}

#[test]
fn a_score_needs_two_thirds_of_the_answers() {
    let bank = two_scales();
    let with_skipped = |answered_a: usize, answered_b: usize| {
        let mut answers = quarters(&bank, "a", &[3; 8]);
        answers.extend(quarters(&bank, "b", &[2; 9]));
        for (n, answer) in answers.iter_mut().enumerate() {
            let left_out = if n < 8 {
                n >= answered_a
            } else {
                n >= 8 + answered_b
            };
            if left_out {
                answer.response = None;
            }
        }
        let result = fit_of(&bank, &answers);
        (score_of(&result, "a"), score_of(&result, "b"))
    };
    // Two thirds of 8 are 5.33, of 9 exactly 6.
    assert_eq!(with_skipped(5, 5), (None, None));
    assert_eq!(with_skipped(6, 6), (Some(75.0), Some(50.0)));
}

const SITUATION: &str = r#"
[[item]]
id = "situation"
kind = "situation"
stem = "What would you do?"
[[item.option]]
id = "most"
text = "one"
why = "text"
scores = { a = 2, b = 0 }
[[item.option]]
id = "more"
text = "two"
why = "text"
scores = { a = 3, b = 1 }
[[item.option]]
id = "less"
text = "three"
why = "text"
scores = { a = 1, b = 2 }
[[item.option]]
id = "least"
text = "four"
why = "text"
scores = { a = 0, b = 3 }
[[item]]
id = "pair"
kind = "pair"
left = { scale = "a", text = "one" }
right = { scale = "b", text = "two" }
"#;

fn with_situation() -> Arc<pofit::bank::Bank> {
    let own = [(80.0, 1.0, "at-least"), (80.0, 1.0, "at-least")];
    let other = [(40.0, 1.0, "near"), (40.0, 1.0, "near")];
    small(
        &[("a", 3), ("b", 3)],
        &[("own", &own), ("rest", &other)],
        SITUATION,
    )
}

#[test]
fn a_situation_adds_a_third_of_its_expert_score_to_each_of_its_scales() {
    let bank = with_situation();
    let mut answers = quarters(&bank, "a", &[2, 2, 2]);
    answers.extend(quarters(&bank, "b", &[2, 2, 2]));
    answers.push(choice("situation", "most"));
    let result = fit_of(&bank, &answers);
    // (3 x 0.5 + 2/3)/4 = 13/24, and (3 x 0.5 + 0)/4 = 3/8.
    close(score_of(&result, "a").unwrap(), 100.0 * 13.0 / 24.0);
    close(score_of(&result, "b").unwrap(), 37.5);
    assert_eq!(result.scales[0].asked, 4);
}

#[test]
fn pairs_never_move_a_level_but_say_what_comes_first() {
    let bank = with_situation();
    let mut answers = quarters(&bank, "a", &[4, 4, 4]);
    answers.extend(quarters(&bank, "b", &[0, 0, 0]));
    let without = fit_of(&bank, &answers);
    for (pair, first, contradictions) in [(1, "a", 0), (2, "a", 0), (4, "b", 1), (5, "b", 1)] {
        answers.push(step("pair", pair));
        let with = fit_of(&bank, &answers);
        answers.pop();
        assert_eq!(with.scales, without.scales);
        for (with, without) in with.roles.iter().zip(&without.roles) {
            let fits = [with, without].map(|role| role.fit.as_ref().unwrap().fit);
            assert_eq!(fits[0].to_bits(), fits[1].to_bits());
        }
        assert_eq!(with.pairs.order[0].scale.as_ref(), first);
        // Preferring what scores 100 below the other contradicts the levels: the errors are about
        // 100 sqrt(0.25/6/3) = 11.8 each, and 1.65 x sqrt(2) x 11.8 = 27.5.
        assert_eq!(with.pairs.contradictions.len(), contradictions);
    }
}

fn demand(level: f64, weight: f64, kind: DemandKind) -> Demand {
    Demand {
        scale: banks::scale("a"),
        level,
        weight,
        kind,
        reason: Text::new("text").unwrap(),
    }
}

#[test]
fn a_fit_needs_three_quarters_of_the_weight() {
    let profile = |weight: f64| {
        vec![
            demand(80.0, 3.0, DemandKind::AtLeast),
            demand(50.0, weight, DemandKind::Near),
        ]
    };
    // Exactly a quarter is missing: the rest decides, 100 (1 - 40/80).
    close(role_fit(&profile(1.0), &[Some(40.0), None]).unwrap(), 50.0);
    assert_eq!(role_fit(&profile(1.1), &[Some(40.0), None]), None);
    // What has no weight may be missing.
    close(role_fit(&profile(0.0), &[Some(80.0), None]).unwrap(), 100.0);
}

#[test]
fn a_role_without_a_fit_names_the_scales_that_are_missing() {
    let bank = two_scales();
    let mut answers = quarters(&bank, "a", &[4; 8]);
    answers.extend((1..=9).map(|n| skipped(&format!("b-{n}"))));
    let result = fit_of(&bank, &answers);
    // `own` weighs the missing scale with one third.
    assert!(result.roles.iter().all(|role| role.fit.is_none()));
    assert_eq!(result.roles[0].missing, [banks::scale("b")]);
    assert_eq!(result.standing, None);
    assert_eq!(result.comparisons[0].verdict, Verdict::Unknown);
}

#[test]
fn at_least_forgives_too_much_and_near_does_not() {
    let at_least = [demand(60.0, 1.0, DemandKind::AtLeast)];
    let near = [demand(60.0, 1.0, DemandKind::Near)];
    let fit = |profile: &[Demand], score: f64| role_fit(profile, &[Some(score)]).unwrap();
    // At least: d of at most 60. Near: d of at most max(60, 40) = 60.
    close(fit(&at_least, 45.0), 75.0);
    close(fit(&at_least, 75.0), 100.0);
    close(fit(&near, 45.0), 75.0);
    close(fit(&near, 75.0), 75.0);
    close(fit(&near, 0.0), 0.0);
    // Where the level lies below the middle, too much is the farther side: 1 - 35/70.
    close(fit(&[demand(30.0, 1.0, DemandKind::Near)], 65.0), 50.0);
    // Two scales: sum w d^2 = 3 x 20^2 + 1 x 10^2 = 1300, sum w dmax^2 = 3 x 80^2 + 60^2 = 22800.
    let both = [
        demand(80.0, 3.0, DemandKind::AtLeast),
        demand(60.0, 1.0, DemandKind::Near),
    ];
    let found = role_fit(&both, &[Some(60.0), Some(70.0)]).unwrap();
    close(found, 100.0 * (1.0 - (1300.0_f64 / 22800.0).sqrt()));
}

fn quiz_of(answers: &[Answer]) -> QuizResult {
    match outcome(&banks::quiz(), answers) {
        Outcome::Quiz(result) => result,
        Outcome::Fit(_) => panic!("a quiz gives no fit"),
    }
}

#[test]
fn under_five_answers_there_is_a_count_and_no_percentage() {
    let mut answers = vec![
        choice("single", "a"),
        choice("true-false", "false"),
        choice("single-more", "a"),
        choice("true-false-more", "true"),
        skipped("order"),
    ];
    let four = quiz_of(&answers);
    assert_eq!((four.asked, four.answered, four.skipped), (5, 4, 1));
    close(four.credit, 3.0);
    assert_eq!((four.percent, four.interval), (None, None));
    answers.push(step_text("short-text", "Product Owner"));
    let five = quiz_of(&answers);
    close(five.percent.unwrap(), 80.0);
    // Wilson by hand: z2 = 3.841459, centre (0.8 + 0.3841459)/1.7682917, reach
    // 1.959964 sqrt(0.16/5 + 3.841459/100)/1.7682917.
    let (low, high) = five.interval.unwrap();
    assert!((low - 37.55).abs() < 0.01 && (high - 96.38).abs() < 0.01);
    // No topic has five.
    assert_eq!(five.topics.len(), 2);
    assert!(five.topics.iter().all(|topic| topic.percent.is_none()));
}

fn step_text(item: &str, typed: &str) -> Answer {
    banks::answer(item, pofit::bank::Response::Text(typed.to_owned()))
}

#[test]
fn a_changed_mind_counts_once() {
    let bank = two_scales();
    let mut answers = quarters(&bank, "a", &[0; 8]);
    answers.extend(quarters(&bank, "a", &[4; 8]));
    assert_eq!(score_of(&fit_of(&bank, &answers), "a"), Some(100.0));
    // Taking an answer back is a changed mind too.
    for n in 1..=3 {
        answers.push(skipped(&format!("a-{n}")));
    }
    let result = fit_of(&bank, &answers);
    assert_eq!(score_of(&result, "a"), None);
    assert_eq!((result.scales[0].asked, result.scales[0].answered), (8, 5));
    answers.push(banks::answer("a-1", step_for(item(&bank, "a-1"), 4)));
    assert_eq!(score_of(&fit_of(&bank, &answers), "a"), Some(100.0));
}
