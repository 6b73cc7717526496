//! The pages of practice: what the keys do, what is kept at each moment, what is seen.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::{ASCII, SIZES, Stage, tiny_quiz};
use pofit::app::{Action, Effect, Input, Message, Overlay, Recall, Screen};
use pofit::bank::{Choice, Item, Kind, Response};
use pofit::practice::{CardId, Event, Grade, KeyPrint, Review, Tuned};
use std::fmt::Write as _;

/// Milliseconds of a day.
const DAY: i64 = pofit::practice::DAY;
/// Eight in the morning of the day on which the stage begins.
const BEGIN: i64 = 20_000 * DAY + DAY / 3;

fn recall(stage: &Stage) -> &Recall {
    match &stage.app.screen {
        Screen::Recall(page) => page,
        other => panic!("no item of practice is on show: {other:?}"),
    }
}

fn is_at_practice(stage: &Stage) -> bool {
    matches!(stage.app.screen, Screen::Practice(_))
}

/// What answers an item in full.
fn right_response(item: &Item) -> Response {
    let keys = |options: &[Choice]| {
        let keys = options.iter().filter(|option| option.key);
        keys.map(|option| option.id.clone()).collect::<Vec<_>>()
    };
    match &item.kind {
        Kind::Single(options) | Kind::TrueFalse(options) => {
            Response::Choice(keys(options)[0].clone())
        }
        Kind::Multiple(options) => Response::Choices(keys(options).into_iter().collect()),
        Kind::Order(steps) => Response::Order(steps.iter().map(|step| step.id.clone()).collect()),
        Kind::Sort { cards, .. } => {
            let groups = cards
                .iter()
                .map(|card| (card.id.clone(), card.group.clone()));
            Response::Groups(groups.collect())
        }
        Kind::ShortText { accept } => Response::Text(accept[0].to_string()),
        other => panic!("{} is not practised", other.name()),
    }
}

/// Answers the item on show, whatever its kind, in full or not, three seconds after the last key.
fn answer(stage: &mut Stage, right: bool) {
    stage.now += 3000;
    let Screen::Recall(page) = &mut stage.app.screen else {
        panic!("no item of practice is on show");
    };
    let (item, slot) = page.sitting.run.current().unwrap();
    let full = right_response(item);
    let given = match full {
        full if right => full,
        Response::Choice(key) => {
            Response::Choice(slot.order.iter().find(|id| **id != key).unwrap().clone())
        }
        Response::Choices(_) => Response::Choices(slot.order.iter().cloned().collect()),
        Response::Text(_) => Response::Text("something else".to_owned()),
        Response::Order(ids) => Response::Order(ids.into_iter().rev().collect()),
        Response::Groups(groups) => {
            let one = groups.values().next().unwrap().clone();
            let cards = groups.into_keys();
            Response::Groups(cards.map(|card| (card, one.clone())).collect())
        }
        Response::Step(_) => panic!("a quiz has no steps"),
    };
    match (&mut page.sitting.input, given) {
        (
            Input::Choose {
                cursor, options, ..
            },
            Response::Choice(id),
        ) => {
            *cursor = options.iter().position(|known| *known == id).unwrap();
        }
        (Input::Tick { ticked, .. }, Response::Choices(ids)) => *ticked = ids,
        (Input::Arrange { order, .. }, Response::Order(ids)) => *order = ids,
        (Input::Sort { placed, .. }, Response::Groups(groups)) => *placed = groups,
        (Input::Write { text }, Response::Text(words)) => *text = words,
        (input, given) => panic!("{input:?} does not take {given:?}"),
    }
    stage.send(Message::Act(Action::Confirm));
}

fn kept(stage: &Stage) -> Vec<Option<Grade>> {
    let grade = |event: &Event| match event {
        Event::Review(review) => Some(review.grade),
        Event::Undo(_) => None,
    };
    stage.reviews.iter().map(grade).collect()
}

/// A history of answers: the n-th item with these grades, a day apart.
fn log(grades: &[(usize, &[Grade])]) -> Vec<Event> {
    let bank = tiny_quiz();
    let mut log = Vec::new();
    for (n, grades) in grades {
        let item = &bank.items[*n];
        for (day, grade) in grades.iter().enumerate() {
            log.push(Event::Review(Review {
                card: CardId {
                    bank: bank.head.id.clone(),
                    item: item.id.clone(),
                },
                at: BEGIN - 10 * DAY + i64::try_from(day).unwrap() * DAY,
                grade: *grade,
                proposed: *grade,
                credit: if *grade == Grade::Again { 0.0 } else { 1.0 },
                seconds: Some(4.0),
                certainty: None,
                key: KeyPrint::of(item),
                scheduled: true,
            }));
        }
    }
    log
}

/// With some items known, one shaky, one answered wrong again and again.
fn with_history() -> Stage {
    let mut stage = Stage::new();
    stage.reviews = log(&[
        (0, &[Grade::Good, Grade::Good]),
        (1, &[Grade::Good, Grade::Easy]),
        (2, &[Grade::Again; 6]),
    ]);
    stage.practise(0);
    stage
}

#[test]
fn each_answer_is_kept_before_the_page_moves_on() {
    let mut stage = Stage::practising(0);
    stage.press("Enter");
    assert!(recall(&stage).graded.is_none());
    answer(&mut stage, true);
    assert_eq!(kept(&stage), [Some(Grade::Good)]);
    stage.press("Enter");
    answer(&mut stage, false);
    assert_eq!(kept(&stage), [Some(Grade::Good), Some(Grade::Again)]);
}

#[test]
fn a_grade_can_be_overruled_and_an_answer_taken_back_and_the_log_says_so() {
    let mut stage = Stage::practising(0);
    stage.press("Enter");
    let first = recall(&stage).card.clone();
    answer(&mut stage, true);
    stage.press("2");
    assert_eq!(kept(&stage), [Some(Grade::Good), None, Some(Grade::Hard)]);
    stage.press("2 2");
    assert_eq!(stage.reviews.len(), 3, "the same grade again is no news");
    stage.press("u");
    assert_eq!(kept(&stage).last(), Some(&None));
    assert_eq!(recall(&stage).card, first, "it is asked again");
    assert!(recall(&stage).graded.is_none());
    // From the next item the answer before is taken back too.
    answer(&mut stage, true);
    stage.press("Enter");
    let second = recall(&stage).card.clone();
    assert_ne!(second, first);
    stage.send(Message::Act(Action::Undo));
    assert_eq!(recall(&stage).card, first);
    // What is kept tells the same memory as the page has.
    let desk = stage.app.desk.as_ref().unwrap();
    assert_eq!(desk.deck.log(), stage.reviews);
    stage.send(Message::Act(Action::Undo));
    let notice = recall(&stage).sitting.notice;
    assert!(notice.is_some_and(|words| words.contains("no answer")));
}

#[test]
fn how_sure_one_was_counts_for_the_grade_and_stays_in_the_log() {
    for (keys, grade) in [
        ("c", Grade::Hard),
        ("c c", Grade::Good),
        ("c c c", Grade::Easy),
    ] {
        let mut stage = Stage::practising(0);
        stage.press("Enter");
        // Certainty is said while the item is on show, and takes no time here.
        for _ in keys.split(' ') {
            stage.send(Message::Act(Action::Certainty));
        }
        answer(&mut stage, true);
        assert_eq!(kept(&stage), [Some(grade)], "{keys}");
        let Event::Review(review) = &stage.reviews[0] else {
            panic!()
        };
        assert!(review.certainty.is_some());
    }
}

#[test]
fn the_sitting_ends_by_itself_with_a_count_and_nothing_due_leaves_a_way_on() {
    let mut stage = Stage::practising(0);
    stage.press("Enter");
    for _ in 0..40 {
        if is_at_practice(&stage) {
            break;
        }
        answer(&mut stage, true);
        stage.press("4 Enter");
    }
    assert!(is_at_practice(&stage));
    let text = stage.text();
    assert!(
        text.contains("Done: 6 answers, 6 right. Nothing is due."),
        "{text}"
    );
    assert!(text.contains("Practise anyway"), "{text}");
    let before = stage.app.desk.clone().unwrap();
    stage.press("Enter");
    answer(&mut stage, false);
    let page = recall(&stage);
    let (old, new) = (
        before.deck.card(&page.card).unwrap(),
        stage
            .app
            .desk
            .as_ref()
            .unwrap()
            .deck
            .card(&page.card)
            .unwrap(),
    );
    assert_eq!(old.state, new.state, "practised anyway");
    assert!(stage.text().contains("the schedule stays as it is"));
    stage.press("Enter");
    assert_ne!(
        stage.app.desk.as_ref().unwrap().deck.log().len(),
        before.deck.log().len()
    );
}

#[test]
fn what_cannot_be_kept_is_told_once_held_and_tried_again() {
    let mut stage = Stage::practising(0);
    stage.log_result = Err("the disk is full".to_owned());
    stage.press("Enter");
    answer(&mut stage, true);
    assert!(
        matches!(&stage.app.overlay, Some(Overlay::Fault(why)) if why.contains("disk is full"))
    );
    stage.press("Esc Enter");
    answer(&mut stage, true);
    assert_eq!(stage.app.overlay, None, "told once");
    assert!(stage.reviews.is_empty());
    // Leaving asks, and coming back from home loses nothing.
    stage.press("Esc Esc q");
    assert_eq!(stage.app.overlay, Some(Overlay::Leave));
    assert!(
        stage.text().contains("could not be kept"),
        "{}",
        stage.text()
    );
    stage.press("Esc");
    stage.log_result = Ok(());
    stage.press("Down");
    assert_eq!(kept(&stage), [Some(Grade::Good), Some(Grade::Good)]);
    stage.press("q");
    assert!(stage.effects.contains(&Effect::Quit));
}

#[test]
fn settings_change_with_the_arrows_are_kept_and_hold_at_once() {
    let mut stage = Stage::practising(0);
    stage.press("End Up Up Up Right Left Left Left");
    assert_eq!(stage.settings.new_per_day, 8);
    stage.press("Down Right");
    assert_eq!(stage.settings.retention, 91);
    stage.press("Down");
    for _ in 0..10 {
        stage.press("h");
    }
    assert_eq!(stage.settings.goal, 0);
    let text = stage.text_at((80, 60));
    assert!(text.contains("Answers a day to aim at: none"), "{text}");
    for _ in 0..200 {
        stage.press("Up Up Left Down Down");
    }
    assert_eq!(stage.settings.new_per_day, 0, "it stops at its end");
    assert!(stage.text_at((80, 60)).contains("Nothing is due."));
    // The day of a course: first a fortnight ahead, then by days, and none before tomorrow.
    stage.press("Down Left");
    assert_eq!(stage.settings.course, None);
    stage.press("Right Right");
    assert!(
        stage
            .text_at((80, 60))
            .contains("Day of your course or exam: in 15 days")
    );
    assert!(
        stage
            .text_at((80, 60))
            .contains("Your course is in 15 days")
    );
    for _ in 0..15 {
        stage.press("Left");
    }
    assert_eq!(stage.settings.course, None);
}

#[test]
fn with_a_day_set_the_plan_until_then_is_a_line_away() {
    let mut stage = Stage::practising(0);
    stage.settings.course = Some(BEGIN - DAY / 3 + 9 * DAY);
    stage.practise(0);
    let Screen::Practice(page) = &stage.app.screen else {
        panic!()
    };
    let is_plan = |row: &pofit::app::practice::Row| *row == pofit::app::practice::Row::Plan;
    let at = page.rows.iter().position(is_plan).unwrap();
    stage.send(Message::Act(Action::Pick(at)));
    let asked = stage.effects.pop();
    assert!(
        matches!(asked, Some(Effect::Tell(pofit::app::Tell::Plan(_)))),
        "{asked:?}"
    );
}

#[test]
fn a_program_that_slept_overnight_takes_the_time_anew() {
    let mut stage = Stage::practising(0);
    stage.press("Enter");
    stage.send(Message::Resumed(BEGIN + DAY));
    answer(&mut stage, true);
    let Event::Review(review) = &stage.reviews[0] else {
        panic!()
    };
    assert!((BEGIN + DAY..BEGIN + DAY + 10_000).contains(&review.at));
}

#[test]
fn put_off_is_not_asked_again_and_moves_nothing() {
    let mut stage = Stage::practising(0);
    stage.press("Enter");
    let mut seen = Vec::new();
    while let Screen::Recall(page) = &stage.app.screen {
        assert!(!seen.contains(&page.card));
        seen.push(page.card.clone());
        assert!(seen.len() < 20);
        stage.send(Message::Act(Action::Skip));
    }
    assert_eq!(seen.len(), 6);
    assert!(stage.reviews.is_empty());
}

#[test]
fn reading_and_why_lead_back_to_the_item() {
    let mut stage = Stage::practising(0);
    stage.press("Enter");
    answer(&mut stage, true);
    let card = recall(&stage).card.clone();
    stage.press("w");
    assert!(matches!(stage.app.screen, Screen::Why(_)));
    stage.press("Esc");
    assert_eq!(recall(&stage).card, card);
    stage.press("o");
    if matches!(stage.app.screen, Screen::Read(_)) {
        stage.press("Esc");
    }
    assert_eq!(recall(&stage).card, card);
    assert!(recall(&stage).graded.is_some());
}

#[test]
fn a_topic_alone_is_practised_and_a_leech_leads_to_learn() {
    let mut stage = with_history();
    let Screen::Practice(page) = &stage.app.screen else {
        panic!()
    };
    assert_eq!(page.leeches.len(), 1);
    let topic = page
        .rows
        .iter()
        .position(|row| matches!(row, pofit::app::practice::Row::Topic(1)));
    let name = page.topics[1].topic.clone();
    stage.send(Message::Act(Action::Pick(topic.unwrap())));
    let (item, _) = recall(&stage).sitting.run.current().unwrap();
    assert_eq!(item.topic, name);
    stage.press("Esc");
    let Screen::Practice(page) = &stage.app.screen else {
        panic!()
    };
    let leech = page
        .rows
        .iter()
        .position(|row| matches!(row, pofit::app::practice::Row::Leech(0)));
    stage.send(Message::Act(Action::Pick(leech.unwrap())));
    assert!(matches!(
        stage.app.screen,
        Screen::Read(_) | Screen::Find(_)
    ));
}

#[test]
fn a_fit_is_never_silent_and_taken_only_when_it_predicts_better() {
    for (after, words) in [(0.35, "uses it from now on"), (0.45, "stays as it is")] {
        let mut stage = with_history();
        let before = stage.app.desk.clone().unwrap();
        let mut parameters = pofit::practice::DEFAULT_PARAMETERS.to_vec();
        parameters[2] = 0.5;
        let tuned = Tuned {
            parameters,
            trained_on: 320,
            held_out: 80,
            before: 0.4,
            after,
        };
        stage.send(Message::Tuned(Ok(tuned)));
        let text = stage.text();
        assert!(
            text.contains("320") && text.contains("80") && text.contains("0.400"),
            "{text}"
        );
        assert!(text.replace('\n', " ").contains(words), "{text}");
        let now = stage.app.desk.as_ref().unwrap();
        let moved = now
            .deck
            .cards()
            .zip(before.deck.cards())
            .any(|(a, b)| a.1.state != b.1.state);
        assert_eq!(moved, after < 0.4);
    }
}

fn screens() -> Vec<(&'static str, Stage)> {
    let mut asked = Stage::practising(0);
    asked.press("Enter");
    let mut graded = Stage::practising(0);
    graded.press("Enter");
    answer(&mut graded, true);
    let mut end_of_graded = graded_end();
    end_of_graded.press("End");
    let mut weeks = with_history();
    weeks.press("t");
    let mut settings = with_history();
    settings.press("End");
    let mut course = with_history();
    course.settings.course = Some(BEGIN - DAY / 3 + 20 * DAY);
    course.practise(0);
    let mut for_course = Stage::practising(0);
    for_course.settings.course = Some(BEGIN - DAY / 3 + DAY);
    for_course.practise(0);
    for_course.press("Enter");
    answer(&mut for_course, true);
    vec![
        ("practice-new", Stage::practising(0)),
        ("practice", with_history()),
        ("practice-settings", settings),
        ("practice-asked", asked),
        ("practice-graded", graded),
        ("practice-graded-end", end_of_graded),
        ("practice-weeks", weeks),
        ("practice-course", course),
        ("practice-course-graded", for_course),
    ]
}

fn graded_end() -> Stage {
    let mut stage = Stage::practising(0);
    stage.press("Enter");
    answer(&mut stage, false);
    stage.press("2");
    stage
}

#[test]
fn every_page_of_practice_at_the_four_sizes() {
    for (name, mut stage) in screens() {
        let mut all = String::new();
        for (width, height) in SIZES {
            let text = stage.text_at((width, height));
            let _ = writeln!(all, "{width}x{height}\n{text}\n");
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, all);
        });
        stage.look = ASCII;
        for size in SIZES {
            let text = stage.text_at(size);
            assert!(text.is_ascii(), "{name} at {size:?}:\n{text}");
        }
    }
}
