//! What changed between two runs, held against independent numbers, and told in words.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::{tiny_fit, tiny_quiz};
use pofit::bank::Response;
use pofit::report::{Block, Document, compare};
use pofit::run::{Feedback, Plan, Run};
use pofit::score::{is_reliable, reliable_change};
use serde_json::Value;

fn text(page: &Document) -> String {
    pofit::plain::document(page)
}

fn fit(steps: &[u8]) -> Run {
    let mut run = Run::new(tiny_fit(), Plan::new(1)).unwrap();
    for step in steps {
        run.answer(Response::Step(*step), None).unwrap();
        run.onward();
    }
    run.finish();
    run
}

#[test]
fn the_index_is_that_of_an_independent_program() {
    let oracle: Value = serde_json::from_str(include_str!("oracles/change.json")).unwrap();
    let cases = oracle["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 8);
    for case in cases {
        let number = |key: &str| case[key].as_f64().unwrap();
        let before = (number("before"), number("se_before"));
        let after = (number("after"), number("se_after"));
        let index = reliable_change(before, after);
        assert!(
            (index - number("expect_rci")).abs() < 1e-9,
            "{case}: {index}"
        );
        assert_eq!(
            is_reliable(index),
            case["expect_changed"].as_bool().unwrap(),
            "{case}"
        );
        // The other way round it is the same change with the other sign.
        assert!((index + reliable_change(after, before)).abs() < 1e-12);
    }
}

#[test]
fn a_run_beside_itself_has_not_changed() {
    let run = fit(&[4, 5, 2, 2, 1, 4, 5, 4, 2, 1, 2, 4]);
    let told = text(&compare(&run, &run));
    assert!(told.contains("Nothing beyond the error"), "{told}");
    assert!(!told.contains("now: changed"), "{told}");
}

#[test]
fn a_turn_of_mind_shows_and_says_what_chance_would_bring() {
    // The statements alternate: vision, trust, delivery; keyed first, then reversed.
    let low = fit(&[1, 3, 3, 5, 3, 3, 1, 3, 3, 5, 3, 3]);
    let high = fit(&[5, 3, 3, 1, 3, 3, 5, 3, 3, 1, 3, 3]);
    let told = text(&compare(&low, &high));
    assert!(
        told.contains("Beyond the error of measurement: Vision (up)."),
        "{told}"
    );
    assert!(told.contains("chance alone would call about"), "{told}");
    assert!(
        told.contains("Trust: 50 then, 50 now: within the error"),
        "{told}"
    );
    assert!(text(&compare(&high, &low)).contains("Vision (down)"));
}

#[test]
fn what_cannot_be_compared_is_told_as_that() {
    let fit_run = fit(&[4; 12]);
    let plan = Plan {
        feedback: Feedback::AtTheEnd,
        ..Plan::new(1)
    };
    let mut quiz = Run::new(tiny_quiz(), plan).unwrap();
    quiz.finish();
    assert!(text(&compare(&fit_run, &quiz)).contains("different banks"));
    assert!(text(&compare(&quiz, &quiz)).contains("five answers or more"));
    assert!(text(&compare(&fit(&[4]), &fit_run)).contains("too few answers"));
    let has_meters = |page: &Document| {
        page.blocks
            .iter()
            .any(|block| matches!(block, Block::Meter(_)))
    };
    assert!(has_meters(&compare(&fit_run, &fit_run)));
    let changed =
        include_str!("data/fit/tiny-fit.toml").replacen("A tiny assessment", "A tiny one", 1);
    let mut other = Run::new(common::stage::bank(&changed), Plan::new(1)).unwrap();
    other.finish();
    assert!(text(&compare(&fit_run, &other)).contains("questions were changed"));
}
