//! Whatever is pressed, however large the window: no panic, and nothing answered gets lost.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::{ASCII, Stage, UNICODE};
use pofit::app::keys::{Context, Key, lookup, rows};
use pofit::app::{Action, Effect, Keep, Message, Screen, Viewport};
use pofit::run::Run;
use proptest::prelude::*;

/// 500 sittings of 200 messages: 100,000.
const SITTINGS: u32 = 500;
const MESSAGES: usize = 200;

fn action() -> impl Strategy<Value = Action> {
    let fixed = [
        Action::Up,
        Action::Down,
        Action::PageUp,
        Action::PageDown,
        Action::First,
        Action::Last,
        Action::Less,
        Action::More,
        Action::Confirm,
        Action::Toggle,
        Action::CarryUp,
        Action::CarryDown,
        Action::Previous,
        Action::Next,
        Action::Skip,
        Action::Certainty,
        Action::Review,
        Action::Finish,
        Action::Again,
        Action::Missed,
        Action::Section,
        Action::Back,
        Action::Help,
        Action::Quit,
        Action::Interrupt,
        Action::Suspend,
        Action::Erase,
        Action::Search,
        Action::Read,
        Action::Flag,
        Action::Why,
        Action::Undo,
        Action::Trend,
    ];
    prop_oneof![
        4 => prop::sample::select(fixed.to_vec()),
        3 => (0usize..12).prop_map(Action::Pick),
        1 => any::<usize>().prop_map(Action::Pick),
        1 => any::<usize>().prop_map(Action::Point),
        1 => any::<char>().prop_map(Action::Type),
        // Going on is what most people do most of the time.
        6 => Just(Action::Confirm),
    ]
}

fn message() -> impl Strategy<Value = Message> {
    prop_oneof![
        40 => action().prop_map(Message::Act),
        1 => ".{0,300}".prop_map(Message::Paste),
        1 => (any::<bool>(), any::<bool>()).prop_map(|(failed, elsewhere)| {
            Message::Moved(if failed { Err("no".to_owned()) } else {
                Ok(Keep { place: elsewhere.then(|| "here".to_owned()), next_key: 7, ..Keep::default() })
            })
        }),
        1 => (0usize..200, 0usize..60, 0usize..200).prop_map(|(rows, height, top)| {
            let (sections, columns) = (vec![0, rows / 2], top);
            Message::Painted(Viewport { rows, height, top, sections, columns })
        }),
        1 => Just(Message::Woken),
        1 => Just(Message::Opened(Err("there is no such bank".to_owned()))),
    ]
}

fn open_run(stage: &Stage) -> Option<&Run> {
    match &stage.app.screen {
        Screen::Sitting(sitting) => Some(&sitting.run),
        Screen::Review(review) => Some(&review.sitting.run),
        Screen::Result(result) => Some(&result.run),
        _ => None,
    }
}

/// What must hold at every moment.
fn holds(stage: &Stage) {
    if let Some(run) = open_run(stage) {
        assert!(run.at() < run.len());
        assert!(run.answered() <= run.len());
        for slot in run.slots() {
            if let Some(seconds) = slot.seconds {
                assert!(seconds.is_finite() && seconds >= 0.0);
            }
        }
        // The last answer logged for an item is the one that counts.
        for answer in run.answers() {
            let last = run
                .log()
                .iter()
                .rev()
                .find(|logged| logged.item == answer.item);
            assert_eq!(
                last.and_then(|logged| logged.response.as_ref()),
                answer.response.as_ref()
            );
            assert_eq!(last.and_then(|logged| logged.certainty), answer.certainty);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: SITTINGS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_message_ever_panics_or_loses_an_answer(
        messages in prop::collection::vec(message(), MESSAGES),
        start in prop::sample::select(vec![
            "", "1 Enter", "2 Enter", "2 End Up Right Home Enter", "3", "3 1", "practise", "exam",
        ]),
    ) {
        let mut stage = match start {
            "practise" => Stage::practising(0),
            // Two hundred messages take longer than this exam has.
            "exam" => Stage::exam(100, Some(80)),
            keys => Stage::after(keys),
        };
        for (n, message) in messages.into_iter().enumerate() {
            let before = stage.app.parked.len();
            let quits = |effects: &[Effect]| effects.contains(&Effect::Quit);
            stage.now += 700;
            let mut open = Vec::new();
            for effect in stage.app.update(message, stage.now) {
                match effect {
                    Effect::Open(_) | Effect::Learn(_) => open.push(effect),
                    Effect::Keep(keeping) => stage.kept.push(*keeping),
                    other => stage.effects.push(other),
                }
            }
            if !open.is_empty() {
                // The stage knows how to open a bank.
                stage.press("Enter");
            }
            // Whoever goes on after "leave" simply stays: the state must bear it.
            prop_assert!(!quits(&stage.effects) || before <= stage.app.parked.len() + 1);
            holds(&stage);
            if n % 20 == 0 {
                stage.paint();
            }
        }
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    let screens = [
        "",
        "?",
        "1",
        "2",
        "1 Enter",
        "1 Enter 4 q",
        "1 Enter 4 5 2 2 1 4 5 4 2 1 2 4",
        "1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 1",
        "1 Enter 4 r",
        "1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 1 2 f",
        "2 Enter",
        "2 Enter n",
        "2 Enter n n",
        "2 Enter n n n",
        "2 Enter n n n n",
        "2 Enter n n n n n",
        "2 Enter Enter",
        "2 Enter n Enter",
        "2 Enter n n n n Enter",
        "3",
        "3 / g o a l",
        "3 1 Tab",
        "3 3",
        "2 Enter r f",
        "2 Enter r f w",
        "1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 1 2 f w Enter",
        "1 Enter 4 Esc",
        "exam",
        "exam r j m l",
        "exam r f",
    ];
    for keys in screens {
        let mut stage = match keys.strip_prefix("exam") {
            Some(_) => Stage::exam(6000, Some(80)),
            None => Stage::new(),
        };
        stage.press(keys.trim_start_matches("exam"));
        for width in 0..=90 {
            for height in 0..=30 {
                stage.look = if (width + height) % 2 == 0 {
                    UNICODE
                } else {
                    ASCII
                };
                stage.size = (width, height);
                let buffer = stage.paint();
                assert_eq!((buffer.area.width, buffer.area.height), (width, height));
                for (place, _) in &stage.painted.clicks {
                    assert!(
                        place.right() <= width && place.bottom() <= height,
                        "{keys}: {place:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn below_the_smallest_size_a_line_says_so_and_the_run_waits() {
    let mut stage = Stage::after("1 Enter 4 5");
    for size in [(39, 24), (80, 11), (20, 5)] {
        let text = stage.text_at(size);
        let words: Vec<&str> = text.split_whitespace().collect();
        assert!(
            words.join(" ").starts_with("pofit needs 40x12"),
            "{size:?}: {text}"
        );
    }
    assert!(stage.text().contains("3 of 14"));
}

#[test]
fn every_key_of_the_table_does_what_it_says_where_it_holds() {
    // A key that is told in a context is found there, whatever stands before it in the table.
    for context in Context::ALL {
        for row in rows(context) {
            for key in row.keys {
                let pressed = match key {
                    Key::Digit => Key::Char('1'),
                    Key::AnyChar => Key::Char('z'),
                    key => *key,
                };
                let found = lookup(context, pressed);
                let same = found.map(|action| std::mem::discriminant(&action))
                    == Some(std::mem::discriminant(&row.action));
                assert!(same, "{context:?} {key:?}: {found:?} for {:?}", row.action);
            }
        }
    }
}

#[test]
fn long_words_wide_characters_and_long_lists_stay_in_their_column() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverleihungsurkunde";
    let wide = "製品責任者は製品の価値を最大化する責任を負います。優先順位を決めるのは一人です。";
    let bank = format!(
        "[bank]\nid = \"t\"\nkind = \"quiz\"\ntitle = \"{long}\"\n[[item]]\nid = \"x\"\nkind = \"single\"\n\
         stem = \"{wide} {long}\"\n[[item.option]]\nid = \"a\"\ntext = \"{wide}\"\nkey = true\n\
         [[item.option]]\nid = \"b\"\ntext = \"{long}{long}\"\n"
    );
    let mut stage = Stage::new();
    stage.app.introduce(common::stage::bank(&bank));
    for keys in ["", "Enter", "1"] {
        stage.press(keys);
        for size in [(40, 12), (60, 20), (80, 24)] {
            let text = stage.text_at(size);
            for line in text.lines() {
                let width = unicode_width::UnicodeWidthStr::width(line);
                assert!(
                    width <= usize::from(size.0),
                    "{size:?}: {width} columns\n{line}"
                );
            }
        }
    }
}
