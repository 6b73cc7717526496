//! Two runs side by side in words: what changed and what did not, how much of it chance would bring,
//! and what cannot be compared.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;

use banks::{TINY_FIT, quarters, tiny_fit, with_small_library};
use pofit::bank::{Answer, Bank, Kind};
use pofit::plain;
use pofit::report::{Block, Document, Meter, compare};
use pofit::run::Run;
use std::sync::Arc;

fn run(bank: &Arc<Bank>, answers: &[Answer]) -> Run {
    Run::from_answers(Arc::clone(bank), 1, answers).unwrap()
}

/// A sitting of the small assessment: so many quarters for each statement of the three scales.
fn fit(bank: &Arc<Bank>, vision: u8, trust: u8, delivery: u8) -> Run {
    let mut answers = Vec::new();
    for (scale, given) in [("vision", vision), ("trust", trust), ("delivery", delivery)] {
        answers.extend(quarters(bank, scale, &[given; 4]));
    }
    answers.push(banks::choice("the-fair", "ask"));
    run(bank, &answers)
}

/// A paragraph for each block, without wrapping.
fn words(page: &Document) -> String {
    let told = |block: &Block| match block {
        Block::Title(text) | Block::Heading(text) | Block::Text(_, text) => text.clone(),
        Block::Bullet(_, text) => format!("* {text}"),
        Block::Link(link) => link.text.clone(),
        Block::Meter(meter) => format!("{}: {}", meter.label, meter.figures),
        Block::Table(_) | Block::Plane(_) => format!("{block:?}"), // has none of these
    };
    page.blocks.iter().map(told).collect::<Vec<_>>().join("\n")
}

fn meters(page: &Document) -> Vec<&Meter> {
    let blocks = page.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Meter(meter) => Some(meter),
            _ => None,
        })
        .collect()
}

#[test]
fn a_run_beside_itself_has_not_changed() {
    let bank = tiny_fit();
    for levels in [(4, 3, 2), (0, 0, 0), (2, 2, 2), (1, 4, 4)] {
        let same = fit(&bank, levels.0, levels.1, levels.2);
        let page = compare(&same, &same);
        let words = words(&page);
        assert!(words.contains("Nothing beyond the error"), "{words}");
        assert!(
            words.contains("none has changed beyond its error"),
            "{words}"
        );
        assert!(
            !words.contains(" is up: ") && !words.contains(" is down: "),
            "{words}"
        );
        assert_eq!(words.matches(", as then.").count(), 2, "{words}");
        let meters = meters(&page);
        assert_eq!(meters.len(), 3 + 3);
        for meter in meters {
            let (now, ..) = meter.value.unwrap();
            assert_eq!(meter.marks.len(), 1);
            assert!((meter.marks[0].at - now).abs() < 1e-12, "{meter:?}");
        }
    }
}

#[test]
fn a_scale_that_moved_is_told_with_both_scores() {
    // Four alike answers: SE = 100 sqrt(0.25/7/4) = 9.45, so 50 points are 3.7 errors of a difference.
    let bank = tiny_fit();
    let (before, after) = (fit(&bank, 3, 3, 1), fit(&bank, 3, 3, 3));
    let told = words(&compare(&before, &after));
    assert!(
        told.contains(
            "This scale moved further than the error explains:\n\
             * Delivery is up: 25 then, 75 now. The difference is 3.7 times its error.\n\
             Within the error: Vision and Trust.\n"
        ),
        "{told}"
    );
    assert!(told.contains("Delivery: 25 then, 75 now  ("), "{told}");
    let back = words(&compare(&after, &before));
    let down = "* Delivery is down: 75 then, 25 now. The difference is 3.7 times its error.";
    assert!(back.contains(down), "{back}");
    let two = words(&compare(&before, &fit(&bank, 0, 3, 3)));
    assert!(two.contains("These scales moved further"), "{two}");
    assert!(two.contains("* Vision is down: "), "{two}");
    assert!(two.contains("Within the error: Trust."), "{two}");
}

#[test]
fn the_bar_is_now_and_the_mark_is_then() {
    let bank = tiny_fit();
    let page = compare(&fit(&bank, 3, 3, 1), &fit(&bank, 3, 3, 3));
    let meters = meters(&page);
    let delivery = meters
        .iter()
        .find(|meter| meter.label == "Delivery")
        .unwrap();
    let (now, low, high) = delivery.value.unwrap();
    assert!((now - 75.0).abs() < 1e-9 && low < now && now < high);
    assert_eq!(delivery.marks.len(), 1);
    assert!((delivery.marks[0].at - 25.0).abs() < 1e-9);
    assert_eq!(delivery.marks[0].letter, 'T');
}

#[test]
fn what_chance_would_bring_is_told() {
    // Three scales at 5 %: 0.15 changes, one in every seven comparisons.
    let bank = tiny_fit();
    let before = fit(&bank, 3, 3, 1);
    let chance = "With 3 scales compared, chance alone would show one change in about every 7 \
                  comparisons like this";
    let none = words(&compare(&before, &before));
    assert!(none.contains(&format!("{chance}.")), "{none}");
    let one = words(&compare(&before, &fit(&bank, 3, 3, 3)));
    assert!(
        one.contains(&format!("{chance}; a single one may be just that.")),
        "{one}"
    );
    let two = words(&compare(&before, &fit(&bank, 0, 3, 3)));
    assert!(two.contains(&format!("{chance}.")), "{two}");
}

#[test]
fn a_verdict_that_changed_is_told_then_and_now() {
    let bank = tiny_fit();
    let told = words(&compare(&fit(&bank, 4, 4, 2), &fit(&bank, 2, 2, 4)));
    assert!(
        told.contains(
            "* Product Owner and Project Manager: clearly Product Owner then, clearly Project \
             Manager now."
        ),
        "{told}"
    );
    assert!(
        told.contains("Beyond the error, the intervals lying apart: "),
        "{told}"
    );
}

#[test]
fn a_scale_without_enough_answers_is_named_and_left_out() {
    let bank = tiny_fit();
    let whole = fit(&bank, 3, 3, 1);
    let mut answers = whole.answers();
    for answer in &mut answers {
        if answer.item.as_ref().starts_with("delivery") {
            answer.response = None;
        }
    }
    let part = run(&bank, &answers);
    for (before, after) in [(&whole, &part), (&part, &whole)] {
        let page = compare(before, after);
        let told = words(&page);
        let left_out = "Not compared, since one of the two has too few answers: Delivery.";
        assert!(told.contains(left_out), "{told}");
        assert!(told.contains("With 2 scales compared"), "{told}");
        assert!(meters(&page).iter().all(|meter| meter.label != "Delivery"));
    }
    let nothing = words(&compare(&whole, &run(&bank, &[])));
    assert!(
        nothing.contains("No scale has a score in both"),
        "{nothing}"
    );
    assert!(!nothing.contains("Your scales, then and now"), "{nothing}");
}

#[test]
fn the_short_form_beside_the_full_one_is_told() {
    let bank = tiny_fit();
    let full = fit(&bank, 3, 3, 1);
    let short: Vec<Answer> = full
        .answers()
        .into_iter()
        .filter(|answer| bank.item(&answer.item).unwrap().short)
        .collect();
    let short = run(&bank, &short);
    let told = words(&compare(&short, &full));
    assert!(
        told.contains("the short form then and the full one now"),
        "{told}"
    );
    let told = words(&compare(&full, &short));
    assert!(
        told.contains("the full form then and the short one now"),
        "{told}"
    );
    assert!(!words(&compare(&full, &full)).contains("one now"));
}

#[test]
fn content_that_was_changed_in_between_is_told() {
    let (old, new) = (
        tiny_fit(),
        with_small_library(&TINY_FIT.replace("version = \"1\"", "version = \"2\"")),
    );
    let told = words(&compare(&fit(&old, 3, 3, 1), &fit(&new, 3, 3, 1)));
    let edited = "The content has been changed in between (version 1 then, 2 now).";
    assert!(told.contains(edited), "{told}");
    // Scales and roles are the same, so they are compared as ever.
    assert!(told.contains("Nothing beyond the error"), "{told}");
    assert!(told.contains("none has changed beyond its error"), "{told}");
    let silent = with_small_library(&TINY_FIT.replace("dates", "days"));
    let told = words(&compare(&fit(&old, 3, 3, 1), &fit(&silent, 3, 3, 1)));
    assert!(told.contains("changed in between. "), "{told}");
    let same = words(&compare(&fit(&old, 3, 3, 1), &fit(&old, 3, 3, 3)));
    assert!(!same.contains("changed in between"), "{same}");
}

#[test]
fn answers_that_may_say_little_are_told() {
    // Agreeing with everything, opposites included: contradictions and yes-saying.
    let bank = tiny_fit();
    let yes: Vec<Answer> = bank
        .items
        .iter()
        .filter(|item| matches!(item.kind, Kind::Agreement { .. }))
        .map(|item| banks::step(item.id.as_ref(), 5))
        .collect();
    let (yes, calm) = (run(&bank, &yes), fit(&bank, 3, 3, 1));
    for (before, after, told) in [
        (&yes, &calm, true),
        (&calm, &yes, true),
        (&calm, &calm, false),
    ] {
        let words = words(&compare(before, after));
        assert_eq!(words.contains("read this with care"), told, "{words}");
    }
}

#[test]
fn what_is_not_the_same_bank_is_not_compared() {
    let other = with_small_library(&TINY_FIT.replace("id = \"tiny-fit\"", "id = \"other\""));
    let (one, two) = (fit(&tiny_fit(), 3, 3, 1), fit(&other, 3, 3, 3));
    let page = compare(&one, &two);
    assert_eq!(page.blocks.len(), 2);
    assert!(words(&page).contains("These two cannot be compared"));
    let quiz = quiz(&[]);
    assert_eq!(compare(&one, &quiz).blocks.len(), 2);
    assert_eq!(compare(&quiz, &one).blocks.len(), 2);
}

/// A quiz with so many questions, answered in their order: right or wrong.
fn quiz(right: &[bool]) -> Run {
    quiz_from(0, right)
}

/// As [`quiz`], beginning at another question.
fn quiz_from(first: usize, right: &[bool]) -> Run {
    let item = |n: usize| {
        format!(
            "[[item]]\nid = \"q-{n}\"\nkind = \"true-false\"\ntopic = \"{}\"\nstem = \"So?\"\n\
             answer = true\nwhy_true = \"So.\"\nwhy_false = \"So.\"\n",
            if n.is_multiple_of(2) { "even" } else { "odd" }
        )
    };
    let items: Vec<String> = (0..40).map(item).collect();
    let bank = with_small_library(&format!(
        "bank = {{ id = \"quiz\", kind = \"quiz\", title = \"Quiz\" }}\n\
         [[topic]]\nid = \"even\"\nname = \"Even\"\n[[topic]]\nid = \"odd\"\nname = \"Odd\"\n{}",
        items.join("")
    ));
    let answers: Vec<Answer> = right
        .iter()
        .enumerate()
        .map(|(n, right)| {
            let id = format!("q-{}", n + first);
            banks::choice(&id, if *right { "true" } else { "false" })
        })
        .collect();
    run(&bank, &answers)
}

#[test]
fn two_quizzes_are_told_with_their_intervals() {
    // 4 of 20 beside 16 of 20: 8.1 to 41.6 beside 58.4 to 91.9 (Wilson).
    let share = |right: usize| -> Vec<bool> { (0..20).map(|n| n < right).collect() };
    let page = compare(&quiz(&share(4)), &quiz(&share(16)));
    let told = words(&page);
    assert!(
        told.contains("All questions: 20 % then, 80 % now  (58 to 92)"),
        "{told}"
    );
    assert!(told.contains("lie apart: more is right now"), "{told}");
    assert!(
        told.contains("4 of 20 points then, 16 of 20 points now."),
        "{told}"
    );
    assert!(told.contains("Even: 20 % then, 80 % now"), "{told}");
    let all = meters(&page)[0];
    assert!((all.marks[0].at - 20.0).abs() < 1e-9);
    let back = words(&compare(&quiz(&share(16)), &quiz(&share(4))));
    assert!(back.contains("lie apart: less is right now"), "{back}");
    let near = words(&compare(&quiz(&share(10)), &quiz(&share(16))));
    assert!(
        near.contains("The two intervals overlap: the difference may be chance."),
        "{near}"
    );
    let same = words(&compare(&quiz(&share(10)), &quiz(&share(10))));
    assert!(same.contains("The two intervals overlap"), "{same}");
}

#[test]
fn questions_that_were_asked_then_too_are_told() {
    let ten = [true; 10];
    let all = words(&compare(&quiz(&ten), &quiz(&ten)));
    assert!(
        all.contains("The 10 questions now had been asked then too."),
        "{all}"
    );
    let some = words(&compare(&quiz(&ten), &quiz_from(7, &ten)));
    assert!(
        some.contains("3 of the 10 questions now had been asked then too."),
        "{some}"
    );
    let none = words(&compare(&quiz(&ten), &quiz_from(10, &ten)));
    assert!(!none.contains("asked then too"), "{none}");
}

#[test]
fn under_five_questions_there_is_no_percentage_to_compare() {
    let page = compare(&quiz(&[true; 4]), &quiz(&[true; 20]));
    let told = words(&page);
    assert!(
        told.contains(
            "4 of 4 points then, 20 of 20 points now: too few in one of the two for a percentage."
        ),
        "{told}"
    );
    assert!(
        told.contains("Even: 2 of 2 then, 10 of 10 now; too few for a percentage"),
        "{told}"
    );
    assert!(meters(&page).iter().all(|meter| meter.value.is_none()));
}

#[test]
fn the_page_reads_well_line_by_line() {
    let bank = tiny_fit();
    let page = compare(&fit(&bank, 3, 3, 1), &fit(&bank, 3, 2, 3));
    insta::assert_snapshot!("then-and-now-plain", plain::document(&page));
}
