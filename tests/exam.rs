//! An exam: its draw, its clock, its flags and map, and what its result says, without a terminal.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::{Stage, exam_plan, library, tiny_quiz};
use pofit::app::{Effect, Overlay, Screen};
use pofit::bank::{Bank, Library, Response, SourceText, builtin, check, exams, load};
use pofit::report::{self, Number, clock, result};
use pofit::run::{ExamState, Length, Plan, Run};
use pofit::score::{TopicTally, chance_if_mastered, needed, readiness};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

fn run(stage: &Stage) -> &Run {
    match &stage.app.screen {
        Screen::Sitting(sitting) => &sitting.run,
        Screen::Review(review) => &review.sitting.run,
        Screen::Result(result) => &result.run,
        other => panic!("no run on show: {other:?}"),
    }
}

/// A built-in bank, read once.
fn built_in(id: &str) -> Arc<Bank> {
    static BANKS: LazyLock<BTreeMap<&str, Arc<Bank>>> = LazyLock::new(|| {
        let read = |found: &builtin::Builtin| {
            let text = SourceText::new(found.file, found.text);
            let bank = Arc::new(load(&text, &builtin::library()).unwrap());
            (found.id, bank)
        };
        builtin::banks().iter().map(read).collect()
    });
    Arc::clone(&BANKS[id])
}

/// How many questions of each topic an exam of `items` asks.
fn drawn(bank: &Arc<Bank>, items: usize, seed: u64) -> BTreeMap<String, usize> {
    let plan = Plan {
        length: Length::AtMost(items),
        seed,
        ..exam_plan(60, None)
    };
    let run = Run::new(Arc::clone(bank), plan).unwrap();
    let mut found = BTreeMap::new();
    for place in 0..run.len() {
        let topic = run.nth(place).unwrap().0.topic.as_ref().unwrap();
        *found.entry(topic.to_string()).or_insert(0) += 1;
    }
    found
}

#[test]
fn each_draw_follows_the_blueprint_by_the_largest_remainder() {
    let bank = built_in("before-your-cspo");
    // 40 of 192: 36 -> 7.5, 36 -> 7.5, 24 -> 5, 24 -> 5, 20 -> 4.17, 40 -> 8.33, 12 -> 2.5. Whole parts
    // make 38; the two left go to the first of the three halves in the bank's order.
    let by_hand = [
        ("foundations", 8),
        ("core", 8),
        ("goals", 5),
        ("customers", 5),
        ("validating", 4),
        ("backlog", 8),
        ("course", 2),
    ];
    let by_hand = by_hand.map(|(topic, n)| (topic.to_owned(), n)).into();
    for seed in 1..20 {
        assert_eq!(drawn(&bank, 40, seed), by_hand);
    }
    let items = |seed| {
        let plan = Plan {
            length: Length::AtMost(40),
            seed,
            ..exam_plan(60, None)
        };
        plan.choose(&bank).unwrap()
    };
    assert_ne!(items(1), items(2), "another seed is another draw");
    assert_eq!(items(1), items(1));
}

proptest! {
    #[test]
    fn a_draw_has_the_number_asked_for_and_no_topic_is_off_by_one(items in 1usize..400, seed in 0u64..9) {
        for (bank, all) in [("before-your-cspo", 192), ("po-or-product-manager", 36)] {
            let bank = built_in(bank);
            let found = drawn(&bank, items, seed);
            let asked = items.min(all);
            prop_assert_eq!(found.values().sum::<usize>(), asked);
            for topic in bank.topics() {
                // Both banks have as many items as they plan.
                let exact = asked * usize::from(topic.planned.unwrap());
                let got = found.get(topic.id.as_ref()).copied().unwrap_or_default();
                prop_assert!(got * all + all > exact && got * all < exact + all);
            }
        }
    }
}

#[test]
fn the_clock_asks_to_be_woken_each_second_and_only_where_it_is_on_show() {
    let mut stage = Stage::exam(60, None);
    assert_eq!(stage.app.wake_at(), Some(1000));
    stage.now = 250;
    stage.press("m"); // three seconds later: 56.75 s are left, so the next change is in 750 ms
    assert_eq!(run(&stage).remaining(), Some(56_750));
    assert_eq!(stage.app.wake_at(), Some(4000));
    stage.press("Esc");
    assert_eq!(stage.app.wake_at(), None, "nothing runs at home");
    assert_eq!(Stage::after("1 Enter").app.wake_at(), None);
}

#[test]
fn the_clock_stands_while_the_exam_waits_at_home() {
    let mut stage = Stage::exam(600, None);
    stage.press("m Esc");
    let left = |stage: &Stage| stage.app.parked[0].run.remaining();
    assert_eq!(left(&stage), Some(594_000));
    stage.now += 500_000;
    stage.press("Enter");
    assert_eq!(run(&stage).remaining(), Some(594_000));
    assert!(run(&stage).is_flagged(0));
    // Over help and over the map it runs.
    stage.press("?");
    stage.wait(10_000);
    stage.press("Esc r");
    stage.wait(10_000);
    assert_eq!(run(&stage).remaining(), Some(594_000 - 9000 - 20_000));
}

#[test]
fn at_zero_it_ends_by_itself_with_everything_that_was_whole() {
    let mut stage = Stage::exam(100, Some(80));
    stage.app.keep.place = Some("somewhere".to_owned());
    stage.go_to("order-decider");
    stage.press("1");
    stage.go_to("team-members");
    stage.press("Space j");
    // Help lies over it, and a tick is given but not yet confirmed.
    stage.press("?");
    stage.wait(100_000);
    let run = run(&stage).clone();
    assert!(run.is_finished() && run.is_time_up());
    assert_eq!(run.answered(), 2);
    assert_eq!(stage.app.overlay, None);
    assert!(stage.text().contains("Exam: Tiny exam"));
    let kept = stage.kept.last().unwrap();
    assert!(kept.finished.is_some());
    let answers: usize = stage.kept.iter().map(|kept| kept.answers.len()).sum();
    assert_eq!(answers, run.log().len());
}

#[test]
fn a_key_that_comes_after_zero_means_nothing_any_more_but_leaving_leaves() {
    let mut stage = Stage::exam(60, None);
    stage.go_to("order-decider");
    stage.now += 60_000;
    stage.press("1");
    assert!(run(&stage).is_finished());
    assert_eq!(run(&stage).answered(), 0);
    assert!(matches!(stage.app.screen, Screen::Result(_)));
    let mut stage = Stage::exam(60, None);
    stage.app.keep.place = Some("somewhere".to_owned());
    stage.go_to("order-decider");
    stage.press("1");
    stage.now += 60_000;
    stage.press("C-c");
    assert_eq!(stage.effects, [Effect::Quit]);
    assert!(stage.kept.last().unwrap().finished.is_some(), "kept first");
}

#[test]
fn flags_and_the_clock_are_kept_with_the_answers() {
    let mut stage = Stage::exam(600, None);
    stage.app.keep.place = Some("somewhere".to_owned());
    stage.press("Esc Enter m");
    let state = |stage: &Stage| stage.kept.last().unwrap().exam.clone().unwrap();
    assert_eq!(state(&stage).flags, [0].into());
    // A clock alone is written now and then, and exactly when the exam is left.
    let before = stage.kept.len();
    stage.wait(9000);
    assert_eq!(stage.kept.len(), before);
    stage.wait(2000);
    assert_eq!(stage.kept.len(), before + 1);
    stage.press("Esc");
    assert_eq!(
        state(&stage).used,
        stage.app.parked[0].run.exam_state().used
    );
    // Told again from what is kept.
    let (plan, state) = (stage.kept[0].plan.clone(), state(&stage));
    let again = Run::restored(tiny_quiz(), plan, Vec::new(), 0, false).unwrap();
    let again = again.with_exam_state(state.clone());
    assert_eq!(again.exam_state(), &state);
    assert_eq!(again.remaining(), Some(600_000 - state.used));
}

#[test]
fn a_plan_that_was_kept_before_there_were_exams_is_read_as_none() {
    let old = r#"{"seed":7,"form":"full","length":{"at-most":20},"topics":[],"only":null,"feedback":"at-the-end"}"#;
    let plan: Plan = serde_json::from_str(old).unwrap();
    assert_eq!(plan.exam, None);
    assert_eq!(serde_json::to_string(&plan).unwrap(), old);
    let exam = exam_plan(60, Some(80));
    let json = serde_json::to_string(&exam).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), exam);
    let run = Run::new(tiny_quiz(), exam).unwrap();
    let strange = ExamState {
        flags: [2, 400].into(),
        flag_moves: 1,
        used: u64::MAX,
    };
    let run = run.with_exam_state(strange);
    assert_eq!(run.remaining(), Some(0));
    assert!(run.is_flagged(2) && !run.is_flagged(400));
}

#[test]
fn on_the_map_keys_lead_where_they_say() {
    // Six questions, five in a row while nothing is known of the page, ten on a page of 72 columns.
    let at = |keys: &str, columns: u16| {
        let mut stage = Stage::new();
        stage.size = (columns, 24);
        stage.paint();
        stage
            .app
            .begin(tiny_quiz(), exam_plan(6000, None), stage.now);
        stage.press("C-r r");
        stage.paint();
        stage.press(keys);
        match &stage.app.screen {
            Screen::Review(review) => format!("map {}", review.cursor),
            Screen::Sitting(sitting) => format!("item {}", sitting.run.at() + 1),
            Screen::Result(_) => "result".to_owned(),
            other => panic!("{other:?}"),
        }
    };
    for (keys, expected) in [
        ("", "map 1"),
        ("l l", "map 3"),
        ("Right Left", "map 1"),
        ("Left", "map 0"),
        ("k", "map 0"),
        ("k j", "map 1"),
        ("j", "map 6"),
        ("j k", "map 1"),
        ("End", "map 6"),
        ("l l m", "map 3"),
        ("l Enter", "item 2"),
        ("4", "item 4"),
        ("9", "map 1"),
        ("n", "item 1"),
        ("Esc", "item 1"),
        ("f", "result"),
        ("k Enter", "result"),
    ] {
        assert_eq!(at(keys, 60), expected, "after `{keys}`");
    }
    assert_eq!(at("j", 80), "map 1", "all six stand in one row");
}

#[test]
fn a_flag_is_nothing_but_a_sign_and_only_in_an_exam() {
    let mut stage = Stage::exam(600, None);
    stage.go_to("goal-name");
    stage.type_text("Product Goal");
    stage.press("C-f Enter");
    let place = (0..6).find(|at| run(&stage).nth(*at).unwrap().0.id.as_ref() == "goal-name");
    assert!(run(&stage).is_flagged(place.unwrap()));
    assert_eq!(run(&stage).answered(), 1);
    let stage = Stage::after("1 Enter m m 4");
    assert_eq!(run(&stage).exam_state(), &ExamState::default());
}

#[test]
fn the_result_counts_full_credit_and_open_questions_as_not_right() {
    let mut stage = Stage::exam(600, Some(50));
    for (item, keys) in [("order-decider", "1"), ("team-members", "Space Enter")] {
        stage.go_to(item);
        let right = run(&stage)
            .current()
            .unwrap()
            .1
            .order
            .iter()
            .position(|id| id.as_ref() == "po");
        stage.press(&match (item, right) {
            ("order-decider", Some(row)) => (row + 1).to_string(),
            _ => keys.to_owned(),
        });
    }
    stage.press("r f");
    let found = run(&stage).exam_result().unwrap();
    // One right, one partly right, the rest open; half of six would be three.
    assert_eq!((found.asked, found.right, found.needed), (6, 1, Some(3)));
    assert_eq!(found.passed, Some(false));
    let partly = run(&stage)
        .answers()
        .into_iter()
        .filter(|answer| matches!(&answer.response, Some(Response::Choices(_))));
    assert_eq!(partly.count(), 1);
    assert_eq!(
        found.topics.iter().map(|topic| topic.asked).sum::<usize>(),
        6
    );
    let text = stage.text();
    assert!(
        text.contains("Not passed: 1 of 6 right, 3 needed."),
        "{text}"
    );
}

#[test]
fn practice_of_a_weak_topic_is_one_key_away_and_is_no_exam() {
    let mut stage = Stage::exam(600, Some(50));
    stage.go_to("order-decider");
    stage.press("2");
    stage.go_to("team-members");
    stage.press("r f");
    let Screen::Result(page) = &stage.app.screen else {
        panic!("no result")
    };
    assert!(!page.document.targets.is_empty(), "{:?}", page.document);
    stage.press("1");
    assert!(!run(&stage).is_exam());
    assert!(run(&stage).explains_at_once());
    assert!(stage.app.overlay.is_none() || matches!(stage.app.overlay, Some(Overlay::Help { .. })));
    // Only what was missed is no exam either.
    let mut stage = Stage::exam(600, Some(50));
    stage.go_to("order-decider");
    stage.press("2");
    stage.go_to("team-members");
    stage.press("r f m");
    assert!(!run(&stage).is_exam());
    // Once more is one, with the whole time.
    let mut stage = Stage::exam(600, Some(50));
    stage.press("r f a");
    assert_eq!(run(&stage).remaining(), Some(600_000));
}

#[test]
fn whoever_is_far_from_the_mark_is_told_where_most_is_to_be_gained() {
    for pass in [Some(100), None] {
        let mut stage = Stage::exam(600, pass);
        stage.go_to("team-members");
        stage.press("s");
        stage.go_to("team-members");
        stage.press("r f");
        let Screen::Result(page) = &stage.app.screen else {
            panic!("no result")
        };
        let words = pofit::plain::document(&page.document);
        assert!(words.contains("Where most is to be gained"), "{words}");
        assert!(
            words.contains("0 of 3 right now; then about 2 more."),
            "{words}"
        );
        assert!(words.contains("[1] Practise:"), "{words}");
        for topic in page.run.exam_result().unwrap().topics {
            let asked = f64::from(u16::try_from(topic.asked).unwrap());
            assert!((topic.room - asked * (0.9 - topic.expected)).abs() < 1e-12);
        }
    }
}

#[test]
fn marks_are_rounded_up_to_whole_questions() {
    for (items, pass, expected) in [
        (80, 85, 68),
        (50, 74, 37),
        (40, 85, 34),
        (3, 50, 2),
        (36, 85, 31),
        (7, 100, 7),
    ] {
        assert_eq!(needed(items, pass), expected);
    }
}

#[test]
fn a_topic_mastered_raises_the_chance_by_what_the_formula_says() {
    // One topic alone, mastered: binomial(10, 0.9), P(>= 9) = 0.7361 (tables).
    let one = [TopicTally {
        right: 3,
        of: 10,
        exam_items: 10,
    }];
    let found = chance_if_mastered(&one, 9, 0).unwrap();
    assert!((found - 0.736_098_930_1).abs() < 1e-9, "{found}");
    // The weak topic is the one to learn, though the strong one is larger.
    let two = [
        TopicTally {
            right: 9,
            of: 10,
            exam_items: 10,
        },
        TopicTally {
            right: 2,
            of: 7,
            exam_items: 7,
        },
    ];
    let now = readiness(&two, 14).unwrap().chance;
    let [strong, weak] = [0, 1].map(|place| chance_if_mastered(&two, 14, place).unwrap() - now);
    assert!(weak > 0.3 && weak > 2.0 * strong, "{strong} {weak}");
    assert_eq!(chance_if_mastered(&two, 14, 2), None);
    assert_eq!(chance_if_mastered(&[], 0, 0), None);
}

#[test]
fn the_clock_reads_as_people_read_clocks() {
    for (millis, text, is_short) in [
        (0, "0:00", true),
        (1, "0:01", true),
        (1000, "0:01", true),
        (1001, "0:02", true),
        (299_999, "5:00", true),
        (300_000, "5:00", false),
        (3_600_000, "1:00:00", false),
        (13_799_001, "3:50:00", false),
    ] {
        let found = clock(millis);
        assert_eq!((found.text.as_str(), found.is_short), (text, is_short));
    }
}

#[test]
fn the_built_in_forms_are_facts_with_a_year_and_a_source() {
    let exams = exams(&builtin::library()).unwrap();
    assert_eq!(exams[0].id.as_ref(), "short", "taken when none is named");
    for exam in &exams {
        let own = exam.body.as_str() == "pofit";
        assert!(own || !exam.sources.is_empty(), "{} has no source", exam.id);
    }
    let form = |id: &str| {
        let exam = exams.iter().find(|exam| exam.id.as_ref() == id).unwrap();
        exam.form.map(|form| (form.items, form.minutes, form.pass))
    };
    assert_eq!(form("pspo-i"), Some((80, 60, Some(85))));
    assert_eq!(form("csm"), Some((50, 60, Some(74))));
    assert_eq!(form("pmp"), Some((180, 230, None)));
    assert_eq!(form("cspo"), None, "there is no exam, and that is said");
}

#[test]
fn mistakes_in_forms_of_exams_are_told_at_their_place() {
    let told = |text: &str| {
        let library = Library {
            sources: builtin::library().sources,
            ..library()
        };
        check(&SourceText::new("exams.toml", text), &library).to_string()
    };
    let head = "[[exam]]\nid = \"e\"\nname = \"E\"\nbody = \"B\"\nas_of = 2024\n";
    assert_eq!(
        told(&format!("{head}items = 40\nminutes = 60\npass = 85\n")),
        ""
    );
    assert_eq!(told(&format!("{head}note = \"It has none.\"\n")), "");
    for (rest, expected) in [
        ("", "exams.toml:1:1: this exam has no form"),
        ("items = 40\n", "exams.toml:1:1: `minutes` is missing"),
        (
            "items = 0\nminutes = 9\n",
            "exams.toml:6:9: this is outside 1 to 1000",
        ),
        (
            "items = 9\nminutes = 9\npass = 101\n",
            "exams.toml:8:8: this is outside 1 to 100",
        ),
        (
            "items = 9\nminutes = 9\nsources = [\"x\"]\n",
            "exams.toml:8:12: there is no source `x`",
        ),
        (
            "items = 9\nminuts = 9\nminutes = 9\n",
            "exams.toml:7:1: `minuts` is not known here",
        ),
    ] {
        let found = told(&format!("{head}{rest}"));
        assert!(found.starts_with(expected), "{rest}: {found}");
    }
}

#[test]
fn a_word_for_the_chance_is_rough_and_never_none_or_all() {
    let mut stage = Stage::exam(600, Some(100));
    stage.press("r f");
    let words = format!("{:?}", result(run(&stage)));
    assert!(words.contains("less than 1 time in 20"), "{words}");
}

#[test]
fn how_the_chance_came_about_can_be_followed_and_sums_to_what_is_told() {
    let mut stage = Stage::exam(600, Some(50));
    stage.go_to("order-decider");
    stage.press("1");
    stage.go_to("team-members");
    stage.press("r f w");
    let text = stage.text();
    assert!(text.contains("Another draw: your chance to pass"), "{text}");
    let found = {
        let Screen::Why(why) = &stage.app.screen else {
            panic!("no why: {text}")
        };
        why.run.exam_result().unwrap()
    };
    // The expected shares, weighed by the questions, are the mean of the whole spread.
    let asked = |n: usize| f64::from(u16::try_from(n).unwrap());
    let parts = found.topics.iter();
    let sum: f64 = parts.map(|topic| asked(topic.asked) * topic.expected).sum();
    assert!((sum - found.mean * asked(found.asked)).abs() < 1e-9);
    // By hand from the mean ability that is shown: (16 p + right) / (16 + asked).
    for topic in &found.topics {
        let by_hand = (16.0 * found.ability + asked(topic.right)) / (16.0 + asked(topic.asked));
        assert!((by_hand - topic.expected).abs() < 1e-12);
    }
    let page = report::why(
        &Run::new(tiny_quiz(), exam_plan(60, Some(50))).unwrap(),
        &Number::Draw,
    );
    let words = pofit::plain::document(&page);
    for told in [
        "(16 x 0.",
        "told as",
        "The part with 3 of 6 or more right",
        "What would raise it",
    ] {
        assert!(words.contains(told), "{told} in {words}");
    }
    // A quiz that is no exam has no such number.
    let quiz = Run::new(tiny_quiz(), Plan::new(1)).unwrap();
    assert!(!report::numbers(&quiz).contains(&Number::Draw));
}
