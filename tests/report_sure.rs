//! "How sure?" in words: what is said for how many answers, and that the answers named are those found.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;

use banks::{quarters, small};
use pofit::bank::{Answer, Bank, Kind, Response};
use pofit::report::{AGREEMENT, Block, Document, Tone, sure};
use pofit::run::Run;
use pofit::score::{Needed, Outcome, robustness};
use std::sync::Arc;

fn page(bank: &Arc<Bank>, answers: &[Answer]) -> (Run, Document) {
    let run = Run::from_answers(Arc::clone(bank), 1, answers).unwrap();
    let page = sure(&run);
    (run, page)
}

/// What stands under a heading, as texts with their tones; bullets with a star in front.
fn under(page: &Document, heading: &str) -> Vec<(Tone, String)> {
    let blocks = page.blocks.iter();
    let after = blocks.skip_while(|block| **block != Block::Heading(heading.to_owned()));
    let section = after
        .skip(1)
        .take_while(|block| !matches!(block, Block::Heading(_)));
    let told = |block: &Block| match block {
        Block::Text(tone, text) => Some((*tone, text.clone())),
        Block::Bullet(tone, text) => Some((*tone, format!("* {text}"))),
        _ => None,
    };
    section.filter_map(told).collect()
}

/// One scale whose score is the fit with `own`, and so far the fit with `rest` the other way.
fn told(given: &[u8]) -> Vec<String> {
    let bank = small(
        &[("a", given.len())],
        &[
            ("own", &[(100.0, 1.0, "at-least")]),
            ("rest", &[(0.0, 1.0, "near")]),
        ],
        "",
    );
    let (_, page) = page(&bank, &quarters(&bank, "a", given));
    let told = under(&page, "own and rest");
    told.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn one_answer_that_decides_is_named() {
    // 71.9 points: one step of 3.125 makes 75. The last statement is reverse-keyed.
    assert_eq!(
        told(&[3, 3, 3, 3, 3, 3, 3, 2]),
        [
            "Your verdict: neither stands out.",
            "One answer decides this. One step different, it would make it: leaning to own.",
            "* \"Text.\" You said: Neither. One step from it: Disagree.",
        ]
    );
}

#[test]
fn two_answers_that_decide_are_named() {
    let told = told(&[3, 3, 3, 3, 3, 3, 2, 2]);
    assert_eq!(
        told[1],
        "Two answers decide this. One step different, they would make it: leaning to own."
    );
    assert_eq!(told.len(), 4);
}

#[test]
fn with_more_answers_it_says_how_many_leave_the_verdict() {
    let four = told(&[3, 3, 3, 3, 2, 2, 2, 2]);
    assert_eq!(
        four[1],
        "Your verdict would stand even if 3 answers had been one step different, whichever they \
         are. 4 could change it. One step different, these would make it: leaning to own."
    );
    assert_eq!(four.len(), 2 + 4);
    let three = told(&[3, 3, 3, 3, 3, 2, 2, 2]);
    assert!(three[1].starts_with("Your verdict would stand even if 2 answers"));
    assert_eq!(
        told(&[2; 8])[1..],
        [
            "Your verdict would stand even if 6 answers had been one step different, whichever they \
          are."
        ]
    );
}

#[test]
fn few_answers_are_told_with_care_and_many_as_good_news() {
    let tone = |given: &[u8]| {
        let bank = small(
            &[("a", given.len())],
            &[
                ("own", &[(100.0, 1.0, "at-least")]),
                ("rest", &[(0.0, 1.0, "near")]),
            ],
            "",
        );
        let (_, page) = page(&bank, &quarters(&bank, "a", given));
        under(&page, "own and rest")[1].0
    };
    assert_eq!(tone(&[3, 3, 3, 3, 3, 3, 3, 2]), Tone::Caution);
    assert_eq!(tone(&[3, 3, 3, 3, 3, 3, 2, 2]), Tone::Caution);
    assert_eq!(tone(&[3, 3, 3, 3, 3, 2, 2, 2]), Tone::Plain);
    assert_eq!(tone(&[2; 8]), Tone::Good);
}

#[test]
fn without_enough_answers_it_says_so() {
    let bank = banks::tiny_fit();
    let (_, page) = page(&bank, &[]);
    for other in ["Project Manager", "Scrum Master"] {
        assert_eq!(
            under(&page, &format!("Product Owner and {other}")),
            [(Tone::Muted, "Not enough answers to compare.".to_owned())]
        );
    }
}

#[test]
fn a_quiz_has_no_verdict_to_be_sure_of() {
    let quiz = banks::quiz();
    let answers: Vec<Answer> = quiz
        .items
        .iter()
        .map(|item| banks::skipped(item.id.as_ref()))
        .collect();
    assert_eq!(page(&quiz, &answers).1, Document::default());
}

/// Answers to the whole assessment: a step that varies, the first option of each situation.
fn answers(bank: &Bank, turn: usize) -> Vec<Answer> {
    let answer = |(n, item): (usize, &pofit::bank::Item)| Answer {
        item: item.id.clone(),
        response: Some(match &item.kind {
            Kind::Agreement { .. } => {
                banks::step_for(item, [4, 3, 3, 2, 4][(n * turn + n / 7) % 5])
            }
            Kind::Situation { options } => Response::Choice(options[n * turn % 4].id.clone()),
            _ => Response::Step(3),
        }),
        certainty: None,
        seconds: None,
    };
    bank.items.iter().enumerate().map(answer).collect()
}

#[test]
fn every_comparison_is_told_with_the_answers_that_were_found() {
    let bank = banks::assessment();
    let mut named = 0;
    for turn in 1..6 {
        let answers = answers(&bank, turn);
        let (run, page) = page(&bank, &answers);
        let Outcome::Fit(result) = run.outcome() else {
            panic!("an assessment gives a fit");
        };
        assert_eq!(result.comparisons.len(), 3);
        for comparison in &result.comparisons {
            let frame = bank.assessment().unwrap();
            let name = |id| frame.role(id).unwrap().name.to_string();
            let heading = format!("{} and {}", name(&comparison.role), name(&comparison.other));
            let told = under(&page, &heading);
            let bullets: Vec<&String> = told
                .iter()
                .map(|(_, text)| text)
                .filter(|text| text.starts_with('*'))
                .collect();
            let found = robustness(&bank, &run.answers(), &comparison.other).unwrap();
            let changes = match &found.needed {
                Needed::These { changes, .. } => changes.as_slice(),
                Needed::MoreThan(_) => &[],
            };
            assert_eq!(bullets.len(), changes.len());
            for (bullet, change) in bullets.iter().zip(changes) {
                let word = |step: u8| AGREEMENT[usize::from(step) - 1];
                let stem = &bank.item(&change.item).unwrap().stem;
                assert_eq!(
                    **bullet,
                    format!(
                        "* \"{stem}\" You said: {}. One step from it: {}.",
                        word(change.from),
                        word(change.to)
                    )
                );
                named += 1;
            }
        }
    }
    assert!(named > 0);
}

#[test]
fn the_page_reads_well_line_by_line() {
    let bank = banks::tiny_fit();
    let mut answers = Vec::new();
    for (scale, given) in [
        ("vision", [4, 3, 3, 3]),
        ("trust", [3; 4]),
        ("delivery", [1, 2, 1, 0]),
    ] {
        answers.extend(quarters(&bank, scale, &given));
    }
    let (_, page) = page(&bank, &answers);
    insta::assert_snapshot!("how-sure-plain", pofit::plain::document(&page));
}
