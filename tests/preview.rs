//! `pofit preview`: what is saved is seen, the item on show stays, and mistakes never hide it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::{ASCII, SIZES, Stage, bank};
use common::terminal::{Settings, Terminal};
use pofit::app::{Action, Effect, Message, Preview, Screen};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const QUIZ: &str = include_str!("data/quiz/tiny-quiz.toml");

fn page(stage: &Stage) -> &Preview {
    match &stage.app.screen {
        Screen::Preview(page) => page,
        other => panic!("no preview is on show: {other:?}"),
    }
}

fn item(stage: &Stage) -> String {
    let sitting = page(stage).sitting.as_ref().unwrap();
    sitting.run.current().unwrap().0.id.to_string()
}

fn preview() -> Stage {
    let mut stage = Stage::new();
    stage.app.preview("my bank.toml", Ok(bank(QUIZ)));
    stage.paint();
    stage
}

fn look(stage: &mut Stage, found: pofit::app::preview::Found) {
    stage.send(Message::Looked(Some(found)));
}

/// Everything from the n-th item on, before the items that stand first.
fn turned(n: usize) -> String {
    let mut parts: Vec<&str> = QUIZ.split("[[item]]").collect();
    let head = parts.remove(0);
    parts.rotate_left(n);
    format!("{head}[[item]]{}", parts.join("\n[[item]]"))
}

#[test]
fn the_item_on_show_stays_wherever_it_stands_after_a_save() {
    let mut stage = preview();
    stage.press("n n");
    let shown = item(&stage);
    assert_eq!(page(&stage).place, 2);
    look(&mut stage, Ok(bank(&turned(1))));
    assert_eq!(item(&stage), shown);
    assert_eq!(page(&stage).place, 1);
    // An item that is gone leaves the one in its place.
    let others: Vec<&str> = QUIZ.split("[[item]]").collect();
    let two = others[..3].join("[[item]]");
    look(&mut stage, Ok(bank(&two)));
    assert_eq!(page(&stage).len(), 2);
    assert!(page(&stage).place < 2);
}

#[test]
fn mistakes_are_told_below_the_item_as_it_was_and_go_with_the_next_good_save() {
    let mut stage = preview();
    stage.press("n");
    let shown = item(&stage);
    let mistakes: Vec<String> = (1..=7)
        .map(|n| format!("{n}:1 mistake number {n}"))
        .collect();
    look(&mut stage, Err(mistakes));
    assert_eq!(item(&stage), shown);
    let text = stage.text_at((80, 40));
    assert!(
        text.contains("7 mistakes in the file now") && text.contains("5:1 mistake"),
        "{text}"
    );
    assert!(!text.contains("6:1"), "{text}");
    look(&mut stage, Ok(bank(QUIZ)));
    assert!(!stage.text().contains("mistake"));
}

#[test]
fn items_are_answered_and_passed_through_by_the_usual_keys() {
    let mut stage = preview();
    assert_eq!(item(&stage), "order-decider");
    stage.press("1");
    assert!(stage.text().contains("right"), "the explanation is on show");
    stage.press("Enter");
    assert_eq!(item(&stage), "team-members");
    stage.press("Left");
    assert_eq!(item(&stage), "order-decider");
    for _ in 0..20 {
        stage.press("n");
    }
    assert_eq!(page(&stage).place, 5, "it stops at the last one");
    assert!(stage.kept.is_empty(), "nothing of a preview is kept");
    stage.press("Up Esc");
    assert!(matches!(stage.app.screen, Screen::Home));
    assert_eq!(stage.app.wake_at(), None);
}

#[test]
fn the_file_is_looked_at_again_and_again_only_while_it_is_on_show() {
    let mut stage = preview();
    let at = stage.app.wake_at().unwrap();
    stage.now = at;
    stage.send(Message::Woken);
    assert_eq!(stage.effects, [Effect::Look]);
    assert!(stage.app.wake_at().unwrap() > at);
}

#[test]
fn a_bank_with_mistakes_from_the_start_is_shown_once_they_are_mended() {
    let mut stage = Stage::new();
    stage
        .app
        .preview("x\u{1b}[2J.toml", Err(vec!["1:1 no bank".to_owned()]));
    let text = stage.text();
    assert!(
        text.contains("No item can be shown yet.") && !text.contains('\u{1b}'),
        "{text}"
    );
    for action in [Action::Next, Action::Confirm, Action::Pick(3), Action::Up] {
        stage.send(Message::Act(action));
    }
    look(&mut stage, Ok(bank(QUIZ)));
    assert_eq!(item(&stage), "order-decider");
}

#[test]
fn the_page_at_the_four_sizes() {
    let mut stage = preview();
    stage.press("n");
    look(
        &mut stage,
        Err(vec![
            "12:7 `multipel` is none of the words allowed here".to_owned(),
        ]),
    );
    let mut all = String::new();
    for (width, height) in SIZES {
        let text = stage.text_at((width, height));
        let _ = writeln!(all, "{width}x{height}\n{text}\n");
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("preview-mistake", all);
    });
    stage.look = ASCII;
    assert!(stage.text().is_ascii());
}

fn on_terminal(file: &Path) -> Terminal {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
    Terminal::with(&Settings {
        args: &[
            "preview",
            &file.to_string_lossy(),
            "--data",
            data,
            "--no-store",
        ],
        ..Settings::default()
    })
}

#[test]
fn each_save_shows_however_the_editor_saves() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bank.toml");
    fs::write(&file, QUIZ).unwrap();
    let mut terminal = on_terminal(&file);
    terminal.see("Who decides the order of the Product Backlog?");
    // In place.
    let text = QUIZ.replace("Who decides the order", "Who puts in order");
    fs::write(&file, &text).unwrap();
    terminal.see("Who puts in order of the Product Backlog?");
    // Beside it, then renamed; for a moment there is no file at all.
    fs::remove_file(&file).unwrap();
    terminal.see("mistake in the file now");
    let beside = folder.path().join("bank.toml.new");
    fs::write(&beside, text.replace("Who puts in order of", "Who orders")).unwrap();
    fs::rename(&beside, &file).unwrap();
    terminal.see("Who orders the Product Backlog?");
    fs::write(
        &file,
        text.replace("kind = \"single\"", "kind = \"singel\""),
    )
    .unwrap();
    terminal.see("did you mean");
    terminal.see("Who orders the Product Backlog?");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn without_a_terminal_or_a_file_it_says_what_to_do() {
    let run = |args: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_pofit"))
            .args(args)
            .output()
            .unwrap()
    };
    let output = run(&["preview", "bank.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("pofit check"));
}
