//! An exam in the real binary: it ends by itself, survives being killed with its flags and its clock,
//! stands while it is suspended, can be taken line by line, and stays an exam as data and in reports.
//! Time that must pass is slept; all else is waited for by condition.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::terminal::{Settings, Terminal, wait_for};
use pofit::run::Run;
use pofit::store::Store;
use rustix::process::Signal;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn exam(home: &Path, seconds: &str, args: &[&str]) -> Terminal {
    let data = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
    let mut all = vec!["quiz", "--bank", "tiny-quiz", "--exam", "--seed", "2"];
    all.extend(["--data", &data]);
    all.extend(args);
    let home = home.to_string_lossy();
    Terminal::with(&Settings {
        args: &all,
        env: &[
            ("POFIT_DATA_HOME", &*home),
            ("POFIT_TEST_EXAM_SECONDS", seconds),
        ],
        // A dialogue is read whole: it does not scroll away.
        rows: if args.contains(&"--plain") { 250 } else { 24 },
        ..Settings::default()
    })
}

fn resumed(home: &Path) -> Terminal {
    let home = home.to_string_lossy();
    Terminal::with(&Settings {
        args: &["resume"],
        env: &[("POFIT_DATA_HOME", &*home)],
        ..Settings::default()
    })
}

/// The run that was kept last.
fn kept(home: &Path) -> Run {
    let store = Store::open(&home.join("history.db")).unwrap();
    let row = &store.list(0, 1).unwrap()[0];
    store.run(row.key).unwrap().run
}

/// Milliseconds on the clock that is on show.
fn shown(terminal: &Terminal) -> u64 {
    clock(&terminal.text()).unwrap_or_else(|| panic!("no clock in\n{}", terminal.text()))
}

fn clock(text: &str) -> Option<u64> {
    let head = text.lines().next()?.trim_end();
    let (minutes, seconds) = head.rsplit(' ').next()?.split_once(':')?;
    let (minutes, seconds): (u64, u64) = (minutes.parse().ok()?, seconds.parse().ok()?);
    Some(1000 * (60 * minutes + seconds))
}

/// Waits until the clock on show has so much left, or less.
fn until_left(terminal: &mut Terminal, millis: u64) {
    terminal.until("for the clock to run down", |screen| {
        clock(&screen.contents()).is_some_and(|left| left <= millis)
    });
}

/// Answers questions with a first choice until `number` are answered; whatever comes in between.
fn answered(terminal: &mut Terminal, number: usize) {
    for _ in 0..number {
        terminal.keys("1");
        terminal.keys("\r");
    }
}

#[test]
fn at_zero_the_exam_ends_by_itself_with_its_answers_in_the_store() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = exam(home.path(), "3", &[]);
    terminal.see("1 Start");
    terminal.keys("\r");
    terminal.see("1 of 6");
    answered(&mut terminal, 2);
    until_left(&mut terminal, 1000);
    // No key is pressed: the end comes by the clock alone.
    terminal.see("The time (3 seconds) was up");
    let run = kept(home.path());
    assert!(run.is_finished() && run.is_time_up());
    assert!(run.answered() >= 1, "{:?}", run.log());
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn a_killed_exam_goes_on_with_its_flags_and_its_time() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = exam(home.path(), "600", &[]);
    terminal.see("1 Start");
    terminal.keys("\r");
    terminal.see("1 of 6");
    until_left(&mut terminal, 598_000);
    terminal.keys("\x06"); // the flag of a text
    terminal.keys("m"); // the flag of anything else
    terminal.see("flagged");
    until_left(&mut terminal, 597_000);
    terminal.signal(Signal::KILL);
    terminal.ended();
    let run = kept(home.path());
    assert!(run.is_flagged(0));
    let left = run.remaining().unwrap();
    assert!((570_000..=598_500).contains(&left), "{left}");

    let mut terminal = resumed(home.path());
    terminal.see("flagged");
    assert!(shown(&terminal) <= left + 999, "time came back");
    // Left in order, the clock is kept as it was.
    until_left(&mut terminal, left - 2000);
    let last = shown(&terminal);
    terminal.keys("\x1b");
    terminal.see("Continue:");
    let left = kept(home.path()).remaining().unwrap();
    assert!(left <= last, "{left} {last}");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn the_clock_stands_while_pofit_is_suspended() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = exam(home.path(), "600", &[]);
    terminal.see("1 Start");
    terminal.keys("\r");
    until_left(&mut terminal, 599_000);
    let before = shown(&terminal);
    terminal.keys("\x1a");
    let pid = terminal.pid();
    let state = || {
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
        stat.rsplit(") ").next().unwrap().chars().next()
    };
    wait_for("the program to be stopped", || state() == Some('T'));
    std::thread::sleep(Duration::from_secs(6));
    terminal.signal(Signal::CONT);
    until_left(&mut terminal, before - 1000);
    let gone = before - shown(&terminal);
    assert!(gone <= 4000, "{gone} ms went by while it was suspended");
}

#[test]
fn line_by_line_the_time_is_told_and_a_line_after_the_end_is_not_counted() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = exam(home.path(), "2", &["--plain"]);
    terminal.see("Time left: 0:02.");
    std::thread::sleep(Duration::from_millis(2100));
    terminal.keys("1\r");
    terminal.see("The time is up");
    terminal.until("to see the result", |screen| {
        screen.contents().contains("Why?") || screen.contents().contains("missed")
    });
    let run = kept_or_none(home.path());
    assert!(run.is_none_or(|run| run.answered() == 0));
}

#[test]
fn line_by_line_an_exam_can_be_flagged_and_gone_through() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = exam(home.path(), "600", &["--plain"]);
    terminal.see("Item 1 of 6");
    terminal.keys(":m\r");
    terminal.see("Flagged.");
    for n in 2..=6 {
        terminal.keys(":s\r");
        terminal.see(&format!("Item {n} of 6"));
    }
    terminal.keys(":s\r");
    terminal.see("6 questions have no answer yet, and would count as not right. 1 is flagged.");
    terminal.keys("l\r");
    terminal.see("skipped (flagged)");
    terminal.keys("f\r");
    terminal.see("What was missed");
    assert!(kept(home.path()).is_finished());
}

fn kept_or_none(home: &Path) -> Option<Run> {
    home.join("history.db").exists().then(|| kept(home))
}

/// Runs the program with this on its standard input.
fn fed(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pofit"))
        .args(args)
        .env("POFIT_DATA_HOME", "/nonexistent")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read to the end is none of our business here.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn an_exam_stays_one_as_data_and_in_reports() {
    let exam = [
        "quiz",
        "--exam=psm-i",
        "--items",
        "12",
        "--seed",
        "5",
        "--json",
        "--plain",
    ];
    let done = fed(&exam, &"1\n".repeat(40));
    assert!(done.status.success());
    let json = String::from_utf8(done.stdout).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let schema = serde_json::from_str(&pofit::report::result_schema().unwrap()).unwrap();
    let valid = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = valid.iter_errors(&value).map(|it| it.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(
        value["exam"]["seconds"],
        9 * 60,
        "12 of 80 questions, so 9 minutes of 60"
    );
    assert_eq!(value["exam"]["result"]["needed"], 11);

    let report = fed(&["report", "--from", "-"], &json);
    let report = String::from_utf8(report.stdout).unwrap();
    assert!(report.contains("Exam: PSM I (Scrum.org)"), "{report}");
    assert!(report.contains("pass mark: 11 of 12"), "{report}");
    // A hostile name is made harmless.
    let hostile = json.replace("PSM I (Scrum.org)", "\\u001b[31mred");
    let report = fed(&["report", "--from", "-"], &hostile);
    assert!(report.status.success() && !report.stdout.contains(&0x1b));
}

#[test]
fn what_cannot_be_is_said_with_what_can() {
    for (args, told) in [
        (vec!["--exam=nonsense"], "the exams are `short`, `pspo-i`"),
        (vec!["--exam=cspo"], "The CSPO has no exam"),
        (vec!["--minutes", "5"], "--exam"),
        (vec!["--exam", "--pass", "101"], "1..=100"),
        (vec!["--exam", "--topic", "nonsense"], "the topics are"),
    ] {
        let mut all = vec!["quiz"];
        all.extend(&args);
        let done = fed(&all, "");
        let error = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(told), "{args:?}: {error}");
    }
    let list = fed(&["quiz", "--exam=list"], "");
    assert!(list.status.success());
    assert!(
        String::from_utf8(list.stdout)
            .unwrap()
            .contains("80 questions, 60 minutes")
    );
}
