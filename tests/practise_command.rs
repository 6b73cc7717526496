//! `pofit practise`: the real binary on a terminal and through a pipe, its log and its settings.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;
#[path = "common/process.rs"]
mod process;

use common::terminal::{Settings, Terminal};
use pofit::practice::Event;
use pofit::store::Store;
use rustix::process::Signal;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");

/// Runs the program on a pipe.
fn pofit(home: &Path, args: &[&str], input: &str) -> Output {
    process::fed(
        Command::new(env!("CARGO_BIN_EXE_pofit"))
            .args(args)
            .args(["--data", DATA])
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("POFIT_DATA_HOME", home)
            .env("POFIT_CONFIG_HOME", home),
        input.as_bytes(),
    )
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn on_terminal(home: &Path, args: &[&str]) -> Terminal {
    let mut all = args.to_vec();
    all.extend(["--data", DATA]);
    let home = home.to_string_lossy();
    Terminal::with(&Settings {
        args: &all,
        env: &[("POFIT_DATA_HOME", &*home), ("POFIT_CONFIG_HOME", &*home)],
        ..Settings::default()
    })
}

fn log(home: &Path) -> Vec<Event> {
    Store::open(&home.join("history.db"))
        .unwrap()
        .reviews()
        .unwrap()
}

const TINY: [&str; 3] = ["practise", "--bank", "tiny-quiz"];

#[test]
fn an_answer_in_practice_survives_a_kill_and_the_home_page_says_what_is_due() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = on_terminal(home.path(), &TINY);
    terminal.see("1 Practise");
    terminal.keys("\r");
    terminal.see("1, 5 to go");
    terminal.keys("1");
    terminal.see("Grade:");
    terminal.signal(Signal::KILL);
    terminal.ended();
    assert_eq!(log(home.path()).len(), 1);

    let mut terminal = on_terminal(home.path(), &[]);
    terminal.click_on("Practise: 1 to repeat");
    terminal.see("What is known, by topic");
    terminal.keys("\x1b");
    terminal.see("Before your CSPO");
    terminal.see("Practise: 1 to repeat");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn a_whole_sitting_on_the_terminal_is_led_by_keys_alone() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = on_terminal(home.path(), &[&TINY[..], &["--topic", "how"]].concat());
    terminal.see("Practise");
    terminal.keys("\r");
    terminal.see("to go");
    terminal.keys("s");
    terminal.see("to go");
    terminal.keys("\x1b");
    terminal.see("What is known, by topic");
    terminal.keys("t");
    terminal.see("week by week");
    terminal.keys("\x1b");
    terminal.see("What is known, by topic");
    terminal.keys("?");
    terminal.see("Here: Practice");
    terminal.keys("\x1b");
    terminal.resize(40, 12);
    terminal.resize(38, 10);
    terminal.see("pofit needs 40x12");
    terminal.resize(80, 24);
    terminal.see("What is known, by topic");
    terminal.keys("\x03");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn as_a_dialogue_it_asks_grades_takes_back_and_says_what_is_left() {
    let home = tempfile::tempdir().unwrap();
    let store = home.path().join("history.db");
    let store = store.to_string_lossy();
    let args = [&TINY[..], &["--store", &store]].concat();
    // Answer the first, call it easy, put the next off, leave.
    let output = pofit(home.path(), &args, "1\n4\n\ns\nq\n");
    let told = out(&output);
    assert!(output.status.success(), "{}", err(&output));
    for words in [
        "10 new",
        "Question 1. New to you.",
        "Your grade: easy",
        "Done: 1 answer",
    ] {
        let words = if words == "10 new" { "6 new" } else { words };
        assert!(told.contains(words), "{words:?} is not in\n{told}");
    }
    let map = out(&pofit(home.path(), &[&args[..], &["--map"]].concat(), ""));
    for words in [
        "What is known, by topic",
        "1 known, 0 shaky, 2 unseen",
        "Now: 1 known",
    ] {
        assert!(map.contains(words), "{words:?} is not in\n{map}");
    }
    let Event::Review(last) = log(home.path()).pop().unwrap() else {
        panic!()
    };
    assert_eq!(last.grade, pofit::practice::Grade::Easy);

    // The answer before is taken back, asked again and answered; the input ends there.
    let output = pofit(home.path(), &args, "1\n\nb\n1\n");
    let told = out(&output);
    assert!(output.status.success(), "{told}");
    let entries = log(home.path());
    let undone = entries
        .iter()
        .filter(|event| matches!(event, Event::Undo(_)))
        .count();
    assert_eq!(
        undone, 2,
        "one by the grade, one by going back: {entries:?}"
    );
    assert!(told.contains("Done: 1 answer"), "{told}");
}

#[test]
fn what_is_due_is_told_to_a_script() {
    let home = tempfile::tempdir().unwrap();
    let output = pofit(home.path(), &[&TINY[..], &["--due", "--json"]].concat(), "");
    assert_eq!(
        out(&output),
        "{\"due\":0,\"new\":6,\"done\":0,\"goal\":20,\"course_in_days\":null}\n"
    );
    assert!(output.status.success());
    fs::write(
        home.path().join("settings.toml"),
        "[practice]\nnew-per-day = 0\n",
    )
    .unwrap();
    let output = pofit(home.path(), &[&TINY[..], &["--due"]].concat(), "");
    assert_eq!(out(&output), "Nothing is due. Today: 0 of 20 answers.\n");
    assert_eq!(output.status.code(), Some(1), "the answer is no");
}

#[test]
fn a_bank_from_a_file_is_practised_by_its_id() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("mine.toml");
    let text = include_str!("data/quiz/tiny-quiz.toml");
    fs::write(&file, text.replacen("tiny-quiz", "my-own-quiz", 1)).unwrap();
    let file = file.to_string_lossy();
    let store = home.path().join("history.db");
    let store = store.to_string_lossy();
    let output = pofit(
        home.path(),
        &["practise", "--bank", &file, "--store", &store],
        "1\n\nq\n",
    );
    assert!(output.status.success(), "{}", err(&output));
    let log = log(home.path());
    assert!(matches!(&log[..], [Event::Review(one)] if one.card.bank.as_ref() == "my-own-quiz"));
}

#[test]
fn what_cannot_be_practised_is_said_before_anything_opens() {
    let home = tempfile::tempdir().unwrap();
    for (args, words) in [
        (vec!["practise", "--bank", "tiny-fit"], "is an assessment"),
        (
            vec!["practise", "--bank", "no-such"],
            "there is no bank or file",
        ),
        (
            vec!["practise", "--topic", "no-such"],
            "there is no topic `no-such`",
        ),
        (
            vec!["practice", "--topic", "\u{1b}[31m"],
            "there is no topic",
        ),
        (vec!["practise", "--json"], "--due"),
        (vec!["practise", "--due", "--anyway"], "cannot be used with"),
    ] {
        let output = pofit(home.path(), &args, "");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let told = err(&output);
        assert!(told.contains(words), "{args:?}: {told}");
        assert!(!told.contains('\u{1b}'), "{told:?}");
    }
    let output = pofit(home.path(), &["practise", "--tune"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("300 are needed"), "{}", err(&output));
}

#[test]
fn a_mistake_in_the_settings_is_told_with_its_place_and_the_file_left_alone() {
    for (text, place, word) in [
        (
            "[practice]\nretention = \"high\"\n",
            ":2:13:",
            "invalid type",
        ),
        ("[practice]\n\nnew-per-dy = 3\n", ":3:1:", "new-per-dy"),
        ("[practice\n", ":1:10:", ""),
        ("[practise]\ngoal = 3\n", ":1:", "practise"),
        ("[practice]\ngoal = -1\n", ":2:8:", ""),
    ] {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("settings.toml");
        fs::write(&file, text).unwrap();
        let output = pofit(home.path(), &TINY, "q\n");
        assert_eq!(output.status.code(), Some(1), "{text:?}");
        let told = err(&output);
        assert!(
            told.contains(place) && told.contains(word),
            "{text:?}: {told}"
        );
        // On the screen it is told too, practice goes on, and a change does not destroy the file.
        let mut terminal = on_terminal(home.path(), &TINY);
        terminal.see("settings.toml");
        terminal.keys("\r");
        terminal.see("1 Practise");
        terminal.keys("GkkkKl");
        terminal.see("settings.toml");
        terminal.keys("\rq");
        terminal.ended();
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
    }
}

#[test]
fn a_setting_is_written_beside_what_the_person_wrote() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("settings.toml");
    let text = "# mine\n[practice]\nnew-per-day = 7 # enough\n";
    fs::write(&file, text).unwrap();
    let mut terminal = on_terminal(home.path(), &TINY);
    terminal.see("1 Practise");
    terminal.keys("Gkkk");
    terminal.see("New questions a day: 7");
    terminal.keys("l");
    terminal.see("New questions a day: 8");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("# mine\n[practice]\nnew-per-day = 8 # enough\n"),
        "{text}"
    );
    assert!(text.contains("retention = 90"), "{text}");
}

#[test]
fn the_day_of_a_course_is_a_date_in_the_settings_and_leads_practice_until_then() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("settings.toml");
    fs::write(
        &file,
        "[practice]\nuntil = 2099-12-15 # the course\ngoal = 2\n",
    )
    .unwrap();
    let due = |args: &[&str]| pofit(home.path(), &[&TINY[..], &["--due"], args].concat(), "");
    let told = out(&due(&[]));
    assert!(told.starts_with("Your course is in 2"), "{told}");
    let store = home.path().join("history.db");
    let store = store.to_string_lossy();
    let args = [&TINY[..], &["--store", &store]].concat();
    let told = out(&pofit(home.path(), &args, "1\n\n1\n\n1\n\n"));
    assert!(
        told.contains("when that helps most for your course"),
        "{told}"
    );
    assert_eq!(
        log(home.path()).len(),
        2,
        "the sitting ends with the goal of the day"
    );
    assert_eq!(due(&[]).status.code(), Some(1), "the goal is reached");

    // On the screen it moves by days; a course that is over means nothing.
    let mut terminal = on_terminal(home.path(), &TINY);
    terminal.see("Your course is in");
    terminal.keys("Gh");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("until = 2099-12-14 # the course"), "{text}");
    fs::write(&file, "[practice]\nuntil = 2001-01-01\n").unwrap();
    let told = out(&due(&[]));
    assert!(
        told.starts_with("4 new") || told.contains("to repeat"),
        "{told}"
    );
    fs::write(&file, "[practice]\nuntil = \"soon\"\n").unwrap();
    assert!(
        err(&due(&[])).contains("settings.toml:2:9"),
        "{}",
        err(&due(&[]))
    );
}

#[test]
fn without_a_store_practice_works_and_says_that_nothing_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = on_terminal(home.path(), &[&TINY[..], &["--no-store"]].concat());
    terminal.see("Nothing is kept");
    terminal.keys("\r");
    terminal.see("1, 5 to go");
    terminal.keys("1");
    terminal.see("Grade:");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(!home.path().join("history.db").exists());
}
