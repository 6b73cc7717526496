//! Keys in, state out: what a person does at each page, without a terminal.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::Stage;
use pofit::app::{Effect, KeepFault, Overlay, Screen};
use pofit::bank::{Certainty, Response};
use pofit::run::{Feedback, Run, SlotState};

/// Where the program is, in short.
fn place(stage: &Stage) -> String {
    let page = match &stage.app.screen {
        Screen::Home => format!("home {}", stage.app.home.cursor),
        Screen::Intro(intro) => format!("intro {} {}", intro.bank.head.id, intro.cursor),
        Screen::Sitting(sitting) => {
            let kind = format!("{:?}", sitting.input.context()).to_lowercase();
            format!("{kind} {} of {}", sitting.run.at() + 1, sitting.run.len())
        }
        Screen::Review(review) => format!("review {}", review.cursor),
        Screen::Result(result) => format!("result of {}", result.run.answered()),
        Screen::Find(find) => format!("find {} of {}", find.cursor + 1, find.hits.len()),
        Screen::History(history) => format!("history {}", history.cursor),
        Screen::Told(told) => format!("told {}", told.document.title_text()),
        Screen::Read(read) => format!("read {}", read.learn.title(&read.reader.at.what)),
        Screen::Preview(page) => format!("preview {}", page.place),
        Screen::Practice(page) => format!("practice {}", page.cursor),
        Screen::Recall(page) => format!("recall of {}", page.card.item),
        Screen::Why(why) => format!("why {}", why.reader.at.document.title_text()),
    };
    match &stage.app.overlay {
        None => page,
        Some(Overlay::Help { .. }) => format!("help over {page}"),
        Some(Overlay::Leave) => format!("leaving from {page}"),
        Some(Overlay::Delete { sure, .. }) => format!("deleting (sure: {sure}) from {page}"),
        Some(Overlay::Store { .. }) => format!("store over {page}"),
        Some(Overlay::Fault(_)) => format!("fault over {page}"),
        Some(Overlay::Notice(_)) => format!("notice over {page}"),
    }
}

fn run(stage: &Stage) -> &Run {
    match &stage.app.screen {
        Screen::Sitting(sitting) => &sitting.run,
        Screen::Review(review) => &review.sitting.run,
        Screen::Result(result) => &result.run,
        _ => panic!("no run at {}", place(stage)),
    }
}

fn steps(stage: &Stage) -> Vec<Option<u8>> {
    let step = |response: Option<&Response>| match response {
        Some(Response::Step(step)) => Some(*step),
        _ => None,
    };
    run(stage)
        .slots()
        .iter()
        .map(|slot| step(slot.response()))
        .collect()
}

#[test]
fn keys_lead_where_the_table_says() {
    let cases = [
        // Home: arrows, letters and digits choose alike, and stop at the ends.
        ("", "home 0"),
        ("Down", "home 1"),
        ("j j j j", "home 2"),
        ("j k", "home 0"),
        ("End", "home 2"),
        ("j Enter", "intro tiny-quiz 0"),
        ("2", "intro tiny-quiz 0"),
        ("1", "intro tiny-fit 0"),
        ("9", "home 0"),
        ("3", "find 1 of 4"),
        ("3 Esc", "home 0"),
        ("3 j Enter", "read How does one learn it?"),
        ("3 1 1", "read Product Backlog"),
        ("3 1 3", "read How does one learn it?"),
        ("3 1 1 Esc", "read What do they do?"),
        ("3 1 1 Esc Esc", "find 1 of 4"),
        ("3 1 Tab Tab Enter", "read Product Goal"),
        ("3 1 p p Enter", "read How does one learn it?"),
        ("3 1 4", "choose 1 of 1"),
        ("3 / b a c k Down Down", "find 1 of 1"),
        ("3 / g o a l Enter", "read Product Goal"),
        ("3 / z z z z Enter", "find 1 of 0"),
        ("3 / z z Esc", "find 1 of 4"),
        ("3 / z z Esc Esc", "home 0"),
        ("1 Esc", "home 0"),
        // Before a run.
        ("1 Enter", "steps 1 of 14"),
        ("1 Down Enter Up Enter", "steps 1 of 7"),
        ("1 2 Up Enter", "steps 1 of 7"),
        ("1 2 2 1", "steps 1 of 14"),
        ("2 3 1", "tick 1 of 3"),
        ("2 5", "intro tiny-quiz 0"),
        ("2 5 Enter", "choose 1 of 6"),
        // In a run: answer, back, onward, skip.
        ("1 Enter 4", "steps 2 of 14"),
        ("1 Enter 4 Left", "steps 1 of 14"),
        ("1 Enter Left", "steps 1 of 14"),
        ("1 Enter s s", "steps 3 of 14"),
        ("1 Enter n", "steps 2 of 14"),
        ("1 Enter PgDn PgDn PgUp", "steps 2 of 14"),
        ("1 Enter 6", "steps 1 of 14"),
        ("1 Enter 0", "steps 1 of 14"),
        // All answers, and back.
        ("1 Enter 4 r", "review 0"),
        ("1 Enter 4 r Esc", "steps 2 of 14"),
        ("1 Enter 4 r j Enter", "steps 1 of 14"),
        ("1 Enter 4 r n", "steps 2 of 14"),
        ("1 Enter 4 r f", "result of 1"),
        ("1 Enter 4 r Enter", "result of 1"),
        // The last item leads to the page with all answers, not past it.
        ("1 2 Up Enter 4 4 4 4 4 4 4", "review 0"),
        // Esc never destroys: the run waits at home.
        ("1 Enter 4 Esc", "home 0"),
        ("1 Enter 4 Esc Enter", "steps 2 of 14"),
        ("1 Enter 4 Esc 1 Left", "steps 1 of 14"),
        ("1 Enter 4 r f Esc", "home 0"),
        ("1 Enter 4 r f Esc 1", "result of 1"),
        // Help lies over everything and closes by any of its keys.
        ("?", "help over home 0"),
        ("? ?", "home 0"),
        ("1 Enter ? j j Esc", "steps 1 of 14"),
        ("1 Enter F1 Esc", "steps 1 of 14"),
        // Leaving asks only when something would be lost.
        ("1 Enter 4 q", "leaving from steps 2 of 14"),
        ("1 Enter 4 q Esc", "steps 2 of 14"),
        ("1 Enter 4 C-c", "leaving from steps 2 of 14"),
        ("1 Enter 4 Esc q", "leaving from home 0"),
    ];
    for (keys, expected) in cases {
        let stage = Stage::after(keys);
        assert_eq!(place(&stage), expected, "after `{keys}`");
        assert!(
            stage.effects.is_empty(),
            "after `{keys}`: {:?}",
            stage.effects
        );
    }
}

#[test]
fn leaving_happens_when_it_is_meant() {
    for (keys, effect) in [
        ("q", Effect::Quit),
        ("C-c", Effect::Quit),
        ("1 Enter q", Effect::Quit),
        ("1 Enter 4 q Enter", Effect::Quit),
        ("1 Enter 4 q q", Effect::Quit),
        ("1 Enter 4 C-c C-c", Effect::Quit),
        ("1 Enter 4 r f q", Effect::Quit),
        ("? C-c", Effect::Quit),
        ("1 Enter 4 C-z", Effect::Suspend),
    ] {
        assert_eq!(Stage::after(keys).effects, [effect], "after `{keys}`");
    }
}

#[test]
fn an_answer_given_is_there_after_every_detour() {
    let mut stage = Stage::after("1 Enter 4 2 5");
    let given = [Some(4), Some(2), Some(5)];
    for detour in [
        "Left Left Right",
        "r Esc",
        "r End Esc",
        "Esc 1",
        "? Esc",
        "q Esc",
        "C-c n",
        "n n b b",
        "Esc 2 Esc 1",
    ] {
        stage.press(detour);
        assert_eq!(steps(&stage)[..3], given, "after `{detour}`");
    }
}

#[test]
fn a_changed_mind_is_a_new_answer_and_the_last_one_counts() {
    let stage = Stage::after("1 Enter 4 Left 1 Left s");
    assert_eq!(run(&stage).log().len(), 3);
    assert_eq!(run(&stage).slots()[0].state, SlotState::Skipped);
    let stage = Stage::after("1 Enter 4 Left 1 Left 5");
    assert_eq!(steps(&stage)[0], Some(5));
}

#[test]
fn moving_over_a_statement_answers_nothing() {
    let stage = Stage::after("1 Enter Down Down Right Up Right");
    assert_eq!(run(&stage).answered(), 0);
    assert!(run(&stage).log().is_empty());
}

#[test]
fn an_answer_whose_explanation_was_seen_stands() {
    let mut stage = Stage::after("2 Enter");
    stage.go_to("order-decider");
    stage.press("1");
    let before = run(&stage).answers();
    stage.press("2 3 s Space Left Right");
    assert_eq!(
        run(&stage).answers()[..],
        before[..],
        "the answer changed after it was explained"
    );
}

#[test]
fn in_an_exam_answers_can_change_until_the_end() {
    let mut stage = Stage::after("2 End Up Right Home Enter");
    assert_eq!(run(&stage).plan().feedback, Feedback::AtTheEnd);
    stage.go_to("order-decider");
    stage.press("1");
    stage.go_to("order-decider");
    stage.press("2");
    let order = run(&stage)
        .slots()
        .iter()
        .find(|slot| matches!(slot.response(), Some(Response::Choice(_))));
    let slot = order.unwrap();
    assert_eq!(
        slot.response(),
        Some(&Response::Choice(slot.order[1].clone()))
    );
    // What was ticked, sorted or typed is kept when one goes elsewhere.
    stage.go_to("team-members");
    stage.press("Space r Esc");
    stage.go_to("goal-name");
    stage.type_text("Product Goal");
    stage.press("Up");
    assert_eq!(run(&stage).answered(), 3);
}

#[test]
fn order_and_sort_do_what_the_keys_say() {
    let mut stage = Stage::after("2 Enter");
    stage.go_to("sprint-order");
    let before = run(&stage).current().unwrap().1.order.clone();
    // Take the first step, carry it to the end, put it down, answer.
    stage.press("Space j j j Space Enter");
    let mut expected = before.clone();
    expected.rotate_left(1);
    let given = run(&stage).current().unwrap().1.response().cloned();
    assert_eq!(given, Some(Response::Order(expected)));

    let mut stage = Stage::after("2 Enter");
    stage.go_to("sprint-order");
    // By digits: the third step to the first place.
    stage.press("3 1 Enter");
    let mut expected = before;
    expected[..3].rotate_right(1);
    let given = run(&stage).current().unwrap().1.response().cloned();
    assert_eq!(given, Some(Response::Order(expected)));

    let mut stage = Stage::after("2 Enter");
    stage.go_to("whose-job");
    stage.press("1 2 Enter");
    assert_eq!(
        run(&stage).answered(),
        0,
        "a card without a group is asked for"
    );
    stage.press("1 Enter");
    assert_eq!(run(&stage).answered(), 1);
}

#[test]
fn again_asks_the_whole_bank_and_missed_only_what_was_missed() {
    let mut stage = Stage::after("2 Enter");
    stage.go_to("daily-for-developers");
    stage.press("1 r f");
    assert_eq!(run(&stage).missed().len(), 5);
    let seed = run(&stage).plan().seed;
    stage.press("m");
    assert_eq!(run(&stage).len(), 5);
    assert_ne!(run(&stage).plan().seed, seed);
    stage.press("r f a");
    assert_eq!(run(&stage).len(), 6);
}

#[test]
fn several_runs_can_wait_at_once() {
    let mut stage = Stage::after("1 Enter 4 Esc 3 Enter");
    stage.go_to("order-decider");
    stage.press("1 Esc");
    assert_eq!(stage.app.parked.len(), 2);
    stage.press("2");
    assert_eq!(place(&stage), "steps 2 of 14");
    stage.press("Esc q");
    assert_eq!(place(&stage), "leaving from home 0");
}

#[test]
fn time_is_counted_while_an_item_is_in_sight() {
    // Three seconds a key: the first answer after one key, the second visit adds its own.
    let stage = Stage::after("1 Enter 4 Left 5");
    assert_eq!(run(&stage).slots()[0].seconds, Some(6.0));
}

#[test]
fn a_wheel_or_a_click_means_what_the_key_means() {
    use pofit::app::{Action, Message};
    let mut stage = Stage::new();
    let (place_of_quiz, action) = stage
        .painted
        .clicks
        .iter()
        .find(|(_, action)| *action == Action::Pick(1))
        .copied()
        .unwrap();
    assert!(place_of_quiz.width > 20);
    stage.send(Message::Act(action));
    assert_eq!(place(&stage), "intro tiny-quiz 0");
    // Every hint in the footer that names one key can be clicked.
    let hints = stage
        .painted
        .clicks
        .iter()
        .filter(|(area, _)| area.y >= 22)
        .count();
    assert!(hints >= 4, "{hints}");
}

#[test]
fn what_was_begun_is_there_when_one_comes_back() {
    let mut stage = Stage::after("2 Enter");
    stage.go_to("goal-name");
    stage.type_text("Product Go");
    stage.press("Up n");
    assert!(stage.text().contains("Product Go"), "{}", stage.text());
    stage.go_to("team-members");
    stage.press("j Space r Esc");
    assert!(stage.text().contains("2 [x]"), "{}", stage.text());
    // Even through the home page; and it is no answer yet.
    stage.press("Esc 1");
    assert!(stage.text().contains("2 [x]"), "{}", stage.text());
    assert_eq!(run(&stage).answered(), 0);
    // In an exam, half a sorting is kept too.
    let mut stage = Stage::after("2 End Up Right Home Enter");
    stage.go_to("whose-job");
    stage.press("2 n b");
    assert_eq!(run(&stage).answered(), 0);
    assert!(
        stage.text().matches("Project manager").count() > 1,
        "{}",
        stage.text()
    );
}

/// How sure somebody said to be of each answer, by item.
fn certainties(stage: &Stage) -> Vec<(String, u8)> {
    let answers = run(stage).answers().into_iter();
    let said =
        answers.filter_map(|answer| Some((answer.item.to_string(), answer.certainty?.level())));
    said.collect()
}

#[test]
fn how_sure_one_is_goes_with_the_answer_and_with_no_other() {
    let said = |level| format!("How sure: {level}");
    let mut stage = Stage::after("2 Enter");
    stage.go_to("daily-for-developers");
    for level in ["unsure", "fairly sure", "sure"] {
        stage.press("c");
        assert!(stage.text().contains(&said(level)), "{}", stage.text());
    }
    stage.press("c");
    assert!(
        stage.text().contains("How sure are you?"),
        "after the last, none"
    );
    stage.press("c c 1");
    assert!(
        stage.text().contains("Fairly sure and right: +2."),
        "{}",
        stage.text()
    );
    // Once explained, it stands; and the next item begins with nothing said.
    stage.press("c Enter");
    assert!(
        stage.text().contains("How sure are you?"),
        "{}",
        stage.text()
    );
    let all = [("daily-for-developers".to_owned(), 2)];
    assert_eq!(certainties(&stage), all);
    // Where letters type, another key says it.
    stage.go_to("goal-name");
    stage.type_text("c");
    stage.press("C-g");
    assert!(stage.text().contains(&said("unsure")), "{}", stage.text());
    // Skipping takes it back; what was not said is not asked for.
    stage.press("Tab Esc");
    assert!(
        stage.text().contains("How sure are you?"),
        "{}",
        stage.text()
    );
    stage.go_to("order-decider");
    stage.press("1");
    assert_eq!(certainties(&stage), all);
    // A statement is neither right nor wrong: the key does nothing, and is not offered.
    let mut stage = Stage::after("1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 c c");
    assert_eq!(place(&stage), "choose 13 of 14");
    assert!(!stage.text().contains("sure"), "{}", stage.text());
    stage.press("1");
    assert!(
        run(&stage)
            .answers()
            .iter()
            .all(|answer| answer.certainty.is_none())
    );
}

#[test]
fn how_sure_one_is_survives_a_detour() {
    // Before an answer, as a draft.
    let mut stage = Stage::after("2 Enter");
    stage.go_to("order-decider");
    stage.press("c c c r Esc Esc 1");
    assert!(stage.text().contains("How sure: sure"), "{}", stage.text());
    assert_eq!(run(&stage).answered(), 0);
    // In an exam, of an answer that stays: its last word counts, and is logged.
    let mut stage = Stage::after("2 End Up Right Home Enter");
    stage.go_to("daily-for-developers");
    stage.press("c 1");
    stage.go_to("daily-for-developers");
    stage.press("j c c n");
    assert_eq!(
        certainties(&stage),
        [("daily-for-developers".to_owned(), 3)]
    );
    let log = run(&stage).log();
    let said: Vec<_> = log
        .iter()
        .map(|answer| answer.certainty.map(Certainty::level))
        .collect();
    assert_eq!(said, [Some(1), Some(3)]);
    assert_eq!(
        log[0].response, log[1].response,
        "moving over an option answers nothing"
    );
    // Looking again answers nothing anew.
    stage.go_to("daily-for-developers");
    stage.press("n");
    assert_eq!(run(&stage).log().len(), 2);
    // A click on the line means the key.
    stage.go_to("order-decider");
    stage.paint();
    let click = stage
        .painted
        .clicks
        .iter()
        .any(|(_, action)| *action == pofit::app::Action::Certainty);
    assert!(click);
}

/// A stage whose runs are kept.
fn keeping() -> Stage {
    let mut stage = Stage::new();
    stage.app.keep.place = Some("somewhere".to_owned());
    stage.app.keep.next_key = 100;
    stage
}

#[test]
fn every_answer_is_kept_as_it_is_given_and_once_only() {
    let mut stage = keeping();
    stage.press("1 Enter 4 5 s Left 2 r f");
    let run = stage.app.finished.clone().unwrap().0;
    let kept: Vec<_> = stage
        .kept
        .iter()
        .flat_map(|keeping| keeping.answers.clone())
        .collect();
    assert_eq!(kept, run.log());
    for keeping in &stage.kept {
        assert_eq!(keeping.key.0, 100);
        assert!(keeping.answers.len() <= 1, "an answer waited");
    }
    assert!(stage.kept.last().unwrap().finished.is_some());
    // Nothing more happens afterwards.
    let before = stage.kept.len();
    stage.press("j k Esc Enter Esc");
    assert_eq!(stage.kept.len(), before);
}

#[test]
fn what_could_not_be_kept_is_kept_with_the_next_answer() {
    let mut stage = keeping();
    stage.keep_result = Err(KeepFault {
        why: "no room".to_owned(),
        elsewhere: false,
    });
    stage.press("1 Enter 4");
    assert_eq!(place(&stage), "fault over steps 2 of 14");
    stage.press("Esc 5");
    assert_eq!(
        place(&stage),
        "steps 3 of 14",
        "the same trouble is told once"
    );
    stage.press("q");
    assert_eq!(
        place(&stage),
        "leaving from steps 3 of 14",
        "unkept answers would be lost"
    );
    stage.press("Esc");
    stage.keep_result = Ok(());
    stage.press("3");
    assert_eq!(stage.kept.last().unwrap().answers.len(), 3);
    stage.press("q");
    assert_eq!(stage.effects, [Effect::Quit]);
}

#[test]
fn a_run_that_went_on_elsewhere_is_kept_whole_under_its_own_key() {
    let mut stage = keeping();
    stage.press("1 Enter 4");
    stage.keep_result = Err(KeepFault {
        why: "continued elsewhere".to_owned(),
        elsewhere: true,
    });
    let message = pofit::app::Message::Act(pofit::app::Action::Pick(4));
    // The outside refuses once.
    let effects = stage.app.update(message, 10_000);
    stage.keep_result = Ok(());
    for effect in effects {
        if let Effect::Keep(keeping) = effect {
            let fault = KeepFault {
                why: "continued elsewhere".to_owned(),
                elsewhere: true,
            };
            stage.send(pofit::app::Message::Kept(keeping, Err(fault)));
        }
    }
    let last = stage.kept.last().unwrap();
    assert_eq!((last.key.0, last.before, last.answers.len()), (101, 0, 2));
}

#[test]
fn leaving_needs_no_question_when_all_is_kept() {
    let mut stage = keeping();
    stage.press("1 Enter 4 q");
    assert_eq!(stage.effects, [Effect::Quit]);
}
