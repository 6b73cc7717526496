//! `pofit report`, `pofit schema` and the key `e`: what is written where, and what never is.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;
#[path = "common/process.rs"]
mod process;

use common::stage::Stage;
use common::terminal::{Settings, Terminal};
use pofit::app::{Effect, Message, Overlay, Screen};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in a folder, with the tiny banks.
fn pofit(folder: &Path, args: &[&str], input: &str) -> Output {
    let data = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
    process::fed(
        Command::new(env!("CARGO_BIN_EXE_pofit"))
            .args(args)
            .args(["--data", &data])
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("POFIT_DATA_HOME", folder.join("home"))
            .current_dir(folder),
        input.as_bytes(),
    )
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with `result.json`, as `pofit fit --json` prints it.
fn with_result() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let answers = "4\n5\n2\n2\n1\n4\n5\n4\n2\n1\n2\n4\n1\n2\n\n";
    let made = pofit(
        folder.path(),
        &["fit", "--bank", "tiny-fit", "--seed", "3", "--json"],
        answers,
    );
    assert!(out(&made).contains("pofit-result/1"), "{}", err(&made));
    fs::write(folder.path().join("result.json"), made.stdout).unwrap();
    folder
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_result_can_be_made_into_each_format() {
    let folder = with_result();
    let report = |args: &[&str]| {
        let all: Vec<&str> = ["report", "--from", "result.json"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        let output = pofit(folder.path(), &all, "");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    };
    assert!(report(&[]).starts_with("# Your result: A tiny assessment\n\n## Is Product Owner"));
    assert!(report(&["--format", "html"]).starts_with("<!DOCTYPE html>"));
    assert!(report(&["--format", "svg"]).starts_with("<svg "));
    // The data are those that were read, byte for byte: form, seed and feedback with them.
    let result = fs::read_to_string(folder.path().join("result.json")).unwrap();
    assert_eq!(report(&["--format", "json"]), result);
}

#[test]
fn a_quiz_keeps_its_feedback_and_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let args = [
        "quiz",
        "--bank",
        "tiny-quiz",
        "--seed",
        "5",
        "--exam",
        "--json",
    ];
    let made = pofit(folder.path(), &args, "1\n1\n");
    let again = pofit(
        folder.path(),
        &["report", "--from", "-", "--format", "json"],
        &out(&made),
    );
    assert_eq!(out(&made), out(&again), "{}", err(&again));
}

#[test]
fn the_ending_of_the_file_says_the_format() {
    let folder = with_result();
    for (name, begins) in [
        ("a.html", "<!DOCTYPE"),
        ("a.svg", "<svg"),
        ("a.json", "{"),
        ("a.md", "# "),
        ("a.txt", "# "),
    ] {
        let output = pofit(
            folder.path(),
            &["report", "--from", "result.json", "--output", name],
            "",
        );
        let path = folder.path().join(name);
        let told = out(&output);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        // It tells where it is, in full.
        let full = fs::canonicalize(&path).unwrap();
        assert_eq!(told, format!("The report is in {}\n", full.display()));
        assert!(
            fs::read_to_string(&path).unwrap().starts_with(begins),
            "{name}"
        );
        assert_eq!(mode(&path), 0o600, "{name}");
    }
}

#[test]
fn a_file_that_is_there_stays_as_it_is_unless_forced() {
    let folder = with_result();
    let path = folder.path().join("kept.md");
    fs::write(&path, "mine").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let args = ["report", "--from", "result.json", "--output", "kept.md"];
    let refused = pofit(folder.path(), &args, "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        err(&refused).contains("kept.md is there already: --force"),
        "{}",
        err(&refused)
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    let forced = pofit(folder.path(), &[&args[..], &["--force"]].concat(), "");
    assert_eq!(forced.status.code(), Some(0), "{}", err(&forced));
    assert!(
        fs::read_to_string(&path)
            .unwrap()
            .starts_with("# Your result")
    );
    assert_eq!(mode(&path), 0o600);
    // A device takes it, and keeps its rights.
    let rights = mode(Path::new("/dev/null"));
    let args = [
        "report",
        "--from",
        "result.json",
        "--output",
        "/dev/null",
        "--force",
    ];
    assert_eq!(pofit(folder.path(), &args, "").status.code(), Some(0));
    assert_eq!(mode(Path::new("/dev/null")), rights);
    // Where nothing can be written, that is said.
    let args = [
        "report",
        "--from",
        "result.json",
        "--output",
        "no/such/folder.md",
    ];
    let lost = pofit(folder.path(), &args, "");
    assert_eq!(lost.status.code(), Some(1));
    assert!(
        err(&lost).contains("no/such/folder.md: No such file"),
        "{}",
        err(&lost)
    );
}

#[test]
fn answers_need_a_bank_and_a_result_the_bank_it_was_made_with() {
    let folder = with_result();
    let answers = r#"{"answers": [{"item": "order-decider", "answer": "po"}]}"#;
    let no_bank = pofit(folder.path(), &["report", "--from", "-"], answers);
    assert_eq!(no_bank.status.code(), Some(2));
    assert!(
        err(&no_bank).contains("name it with --bank"),
        "{}",
        err(&no_bank)
    );
    let named = pofit(
        folder.path(),
        &["report", "--from", "-", "--bank", "tiny-quiz"],
        answers,
    );
    assert_eq!(named.status.code(), Some(0), "{}", err(&named));
    // A bank that has changed since never rescores a result silently.
    let mut result: Value =
        serde_json::from_slice(&fs::read(folder.path().join("result.json")).unwrap()).unwrap();
    result["bank"]["sha256"] = "0".repeat(64).into();
    let changed = pofit(
        folder.path(),
        &["report", "--from", "-"],
        &result.to_string(),
    );
    assert_eq!(changed.status.code(), Some(1));
    assert!(
        err(&changed).contains("another state of the bank `tiny-fit`"),
        "{}",
        err(&changed)
    );
    let args = ["report", "--from", "-", "--bank", "tiny-fit"];
    assert_eq!(
        pofit(folder.path(), &args, &result.to_string())
            .status
            .code(),
        Some(0)
    );
}

#[test]
fn the_schema_of_a_result_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let output = pofit(folder.path(), &["schema", "result"], "");
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["properties"]["schema"]["const"], "pofit-result/1");
    assert_eq!(
        pofit(folder.path(), &["schema", "nothing"], "")
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn e_on_a_result_asks_for_a_report_and_tells_where_it_is() {
    for keys in ["1 Enter 4 r f e", "2 Enter r f e"] {
        let mut stage = Stage::after(keys);
        let Screen::Result(page) = &stage.app.screen else {
            panic!("no result after {keys}")
        };
        assert_eq!(stage.effects, [Effect::Export(Box::new(page.run.clone()))]);
        stage.send(Message::Exported(Ok(
            "The report is in /home/somebody/a.html".to_owned(),
        )));
        assert!(
            stage.text().contains("/home/somebody/a.html"),
            "{}",
            stage.text()
        );
        stage.press("Esc");
        assert_eq!(stage.app.overlay, None);
        let why = "The report could not be written to this folder: no.";
        stage.send(Message::Exported(Err(why.to_owned())));
        assert_eq!(stage.app.overlay, Some(Overlay::Fault(why.to_owned())));
        stage.press("Enter");
        assert!(matches!(stage.app.screen, Screen::Result(_)));
    }
}

#[test]
fn a_report_that_cannot_be_written_is_told_and_the_result_stays() {
    let folder = tempfile::tempdir().unwrap();
    let data = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
    let mut terminal = Terminal::with(&Settings {
        args: &["fit", "--bank", "tiny-fit", "--data", &data],
        folder: Some(folder.path()),
        ..Settings::default()
    });
    terminal.see("A tiny assessment");
    terminal.keys("\r");
    terminal.see("1 of 14");
    // Nothing can be written to a folder that is gone.
    drop(folder);
    terminal.keys("4r");
    terminal.see("no answer yet");
    terminal.keys("f");
    terminal.see("Is Product Owner a fit?");
    terminal.keys("e");
    terminal.see("The report could not be written to this folder");
    terminal.keys("\r");
    terminal.see("Is Product Owner a fit?");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn reports_by_key_are_numbered_and_only_their_owner_can_read_them() {
    let folder = tempfile::tempdir().unwrap();
    let data = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
    let mut terminal = Terminal::with(&Settings {
        args: &["fit", "--bank", "tiny-fit", "--data", &data],
        folder: Some(folder.path()),
        ..Settings::default()
    });
    terminal.see("A tiny assessment");
    terminal.keys("\r");
    terminal.see("1 of 14");
    terminal.keys("4r");
    terminal.see("no answer yet");
    terminal.keys("f");
    terminal.see("Is Product Owner a fit?");
    for ending in [".html", "-2.html", "-3.html"] {
        terminal.keys("e");
        terminal.until("the file's name", |screen| {
            let text: String = screen.contents().split_whitespace().collect();
            text.contains(&format!("{ending}Anybrowser"))
        });
        terminal.keys("\x1b");
        terminal.see("Is Product Owner a fit?");
    }
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names.len(), 3, "{names:?}");
    for name in &names {
        let path = folder.path().join(name);
        assert_eq!(mode(&path), 0o600, "{name}");
        assert!(
            fs::read_to_string(&path)
                .unwrap()
                .starts_with("<!DOCTYPE html>")
        );
        // pofit-tiny-fit-2026-01-31.html, pofit-tiny-fit-2026-01-31-2.html
        let day = name.strip_prefix("pofit-tiny-fit-").unwrap();
        let day: Vec<usize> = day.split(['-', '.']).take(3).map(str::len).collect();
        assert_eq!(day, [4, 2, 2], "{name}");
    }
}
