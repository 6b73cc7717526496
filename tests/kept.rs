//! Nothing lost: the real binary is killed, starved of disk and given broken files, and what was
//! answered is there afterwards.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::terminal::{Settings, Terminal};
use pofit::store::Store;
use rustix::process::Signal;
use std::path::Path;
use std::time::Duration;

/// How often the program is killed in the midst of a run.
const KILLS: usize = 200;

fn start(home: &Path, args: &[&str], env: &[(&str, &str)]) -> Terminal {
    let data = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
    let mut all = args.to_vec();
    all.extend(["--data", &data]);
    let home = home.to_string_lossy();
    let mut vars = vec![("POFIT_DATA_HOME", &*home)];
    vars.extend(env);
    Terminal::with(&Settings {
        args: &all,
        env: &vars,
        ..Settings::default()
    })
}

fn fit(home: &Path, env: &[(&str, &str)]) -> Terminal {
    let mut terminal = start(home, &["fit", "--bank", "tiny-fit", "--seed", "1"], env);
    terminal.see("1 Start");
    terminal.keys("\r");
    terminal.see("1 of 14");
    terminal
}

/// What is on screen, without blanks at the ends of lines.
fn lines(terminal: &Terminal) -> Vec<String> {
    let text = terminal.text();
    text.lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn store(home: &Path) -> Store {
    Store::open(&home.join("history.db")).unwrap()
}

/// Whether the file is whole, by the database's own word.
fn assert_whole(home: &Path) {
    let db = rusqlite::Connection::open(home.join("history.db")).unwrap();
    let word: String = db
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(word, "ok");
}

/// A number that jumps about; the same every time.
fn random(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[test]
fn killed_at_any_moment_no_acknowledged_answer_is_missing() {
    let home = tempfile::tempdir().unwrap();
    let mut state = 20_261_124;
    for kill in 0..KILLS {
        let mut terminal = fit(home.path(), &[]);
        let answers = 1 + usize::try_from(random(&mut state) % 11).unwrap();
        for n in 1..=answers {
            terminal.keys("4");
            terminal.see(&format!("{} of 14", n + 1));
        }
        // One more answer is on its way when the power fails.
        terminal.keys("5");
        std::thread::sleep(Duration::from_micros(random(&mut state) % 3000));
        terminal.signal(Signal::KILL);
        terminal.ended();
        let store = store(home.path());
        let row = &store.list(0, 1).unwrap()[0];
        let run = store.run(row.key).unwrap().run;
        let kept = run.log().len();
        assert!(
            kept == answers || kept == answers + 1,
            "kill {kill}: {kept} of {answers} are kept"
        );
        assert_eq!(store.count().unwrap(), kill + 1);
    }
    assert_whole(home.path());
}

#[test]
fn a_killed_run_goes_on_at_the_very_item() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = fit(home.path(), &[]);
    for n in 2..=5 {
        terminal.keys("4");
        terminal.see(&format!("{n} of 14"));
    }
    // Back to the third item: that is where it goes on.
    terminal.keys("bb");
    terminal.see("3 of 14");
    let item = lines(&terminal);
    terminal.signal(Signal::KILL);
    terminal.ended();

    let mut terminal = start(home.path(), &[], &[]);
    terminal.see("Continue: A tiny assessment");
    terminal.see("4 of 14 answered");
    terminal.keys("1");
    terminal.see("3 of 14");
    assert_eq!(lines(&terminal), item, "not as it was left");
    // Kept as it is, Ctrl-C needs no question.
    terminal.keys("\x03");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();

    let mut terminal = start(home.path(), &["resume"], &[]);
    terminal.see("3 of 14");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let empty = tempfile::tempdir().unwrap();
    let mut nothing = start(empty.path(), &["resume"], &[]);
    assert_eq!(nothing.ended(), 1);
    assert!(
        nothing.text().contains("no run waits"),
        "{}",
        nothing.text()
    );
}

#[test]
fn signals_and_hang_ups_lose_nothing_either() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = fit(home.path(), &[]);
        terminal.keys("4");
        terminal.see("2 of 14");
        terminal.signal(signal);
        terminal.ended();
        let store = store(home.path());
        let row = &store.list(0, 1).unwrap()[0];
        assert_eq!(store.run(row.key).unwrap().run.log().len(), 1, "{signal:?}");
    }
}

#[cfg(debug_assertions)]
#[test]
fn a_full_disk_is_told_and_the_run_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = fit(home.path(), &[("POFIT_TEST_PAGES", "1")]);
    terminal.keys("4");
    terminal.see("The disk is full");
    terminal.see("The run goes on");
    terminal.keys("\x1b");
    terminal.see("I let people");
    // It is told once; each answer tries again.
    for n in 3..=14 {
        terminal.keys("4");
        terminal.see(&format!("{n} of 14"));
    }
    // What is not kept would be lost by leaving.
    terminal.keys("q");
    terminal.see("Leave pofit?");
    terminal.keys("\x1b");
    terminal.see("Which is more like you?");
    terminal.keys("4");
    terminal.see("14 of 14 answered");
    terminal.keys("\r");
    terminal.see("Is Product Owner a fit?");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
    assert_whole(home.path());
}

#[test]
fn a_file_that_is_no_history_is_told_and_moved_aside_when_wished() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("history.db");
    std::fs::write(&file, "a shopping list, and a long one").unwrap();
    // Go on without.
    let args = ["fit", "--bank", "tiny-fit"];
    let mut terminal = start(home.path(), &args, &[]);
    terminal.see("Your history cannot be used");
    terminal.keys("\r");
    terminal.see("What is kept: nothing");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert!(std::fs::read_to_string(&file).unwrap().contains("shopping"));
    // Move it aside.
    let mut terminal = start(home.path(), &["fit", "--bank", "tiny-fit"], &[]);
    terminal.see("Your history cannot be used");
    terminal.keys("m");
    terminal.see("1 Start");
    terminal.keys("\r");
    terminal.see("1 of 14");
    terminal.keys("4");
    terminal.see("2 of 14");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(store(home.path()).count().unwrap(), 1);
    let aside = home.path().join("history.db.aside-1");
    assert!(std::fs::read_to_string(aside).unwrap().contains("shopping"));
}

#[test]
fn nothing_is_written_when_nothing_is_to_be_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(
        home.path(),
        &["fit", "--bank", "tiny-fit", "--no-store"],
        &[],
    );
    terminal.see("What is kept: nothing");
    terminal.keys("\r");
    terminal.see("1 of 14");
    terminal.keys("4");
    terminal.see("2 of 14");
    terminal.keys("qq");
    assert_eq!(terminal.ended(), 0);
    // Nor by looking about.
    let mut terminal = start(home.path(), &[], &[]);
    terminal.see("History");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn the_history_shows_opens_and_deletes_after_asking_twice() {
    let home = tempfile::tempdir().unwrap();
    for answers in 1..=2 {
        let mut terminal = fit(home.path(), &[]);
        for n in 1..=answers {
            terminal.keys("4");
            terminal.see(&format!("{} of 14", n + 1));
        }
        terminal.keys("rf");
        terminal.see("Is Product Owner a fit?");
        terminal.keys("q");
        assert_eq!(terminal.ended(), 0);
    }
    let mut terminal = start(home.path(), &["history"], &[]);
    terminal.see("2 in all");
    terminal.see("2 of 14 answered");
    terminal.keys("\r");
    terminal.see("Not enough answers");
    terminal.keys("\x1b");
    terminal.see("2 in all");
    // Twice yes; once no.
    terminal.keys("d");
    terminal.see("Delete this run");
    terminal.keys("\r");
    terminal.see("Really?");
    terminal.keys("\x1b");
    terminal.see("2 in all");
    terminal.keys("d");
    terminal.see("Delete this run");
    terminal.keys("\r");
    terminal.see("Really?");
    terminal.keys("\r");
    terminal.see("1 in all");
    terminal.keys("D");
    terminal.see("Delete all 1 runs");
    terminal.keys("\r");
    terminal.see("Really?");
    terminal.keys("\r");
    terminal.see("No run is kept yet");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(store(home.path()).count().unwrap(), 0);
}

#[test]
fn how_sure_somebody_was_is_in_the_result_and_in_the_history() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = start(
        home.path(),
        &["quiz", "--bank", "tiny-quiz", "--seed", "1"],
        &[],
    );
    terminal.see("1 Start");
    terminal.keys("\r");
    terminal.see("How sure are you? Say it if you like.");
    terminal.keys("cc");
    terminal.see("How sure: fairly sure (right +2, else -2)");
    // A click means the key.
    terminal.click_on("How sure: fairly sure");
    terminal.see("How sure: sure (right +3, else -6)");
    terminal.keys("1");
    terminal.see("Sure and right: +3.");
    terminal.keys("r");
    terminal.see("1 of 6 answered");
    terminal.keys("f");
    terminal.see("1 of 1 point");
    terminal.keys("\t\t");
    terminal.see("You said how sure you were of 1 answer");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);

    let store = store(home.path());
    let run = store.run(store.list(0, 1).unwrap()[0].key).unwrap().run;
    let said: Vec<_> = run.log().iter().map(|answer| answer.certainty).collect();
    assert_eq!(said, [Some(pofit::bank::Certainty::Sure)]);
    let mut terminal = start(home.path(), &["history"], &[]);
    terminal.see("A tiny quiz");
    terminal.keys("\r");
    terminal.see("1 of 1 point");
    terminal.keys("\t\t");
    terminal.see("Certainty-based mark: +3 from 1 answer");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}
