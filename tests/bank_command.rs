//! `pofit bank`: banks of one's own are copied, checked, listed, asked and taken out again.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/process.rs"]
mod process;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

const QUIZ: &str = include_str!("data/quiz/tiny-quiz.toml");

fn pofit(home: &Path, args: &[&str], input: &str) -> Output {
    process::fed(
        Command::new(env!("CARGO_BIN_EXE_pofit"))
            .args(args)
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("POFIT_DATA_HOME", home.join("data"))
            .env("POFIT_CONFIG_HOME", home.join("config")),
        input.as_bytes(),
    )
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", err(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A file with a bank that rests on nothing but itself.
fn bank(home: &Path, id: &str) -> String {
    let text = QUIZ
        .lines()
        .filter(|line| !line.starts_with("sources =") && !line.starts_with("faq ="))
        .collect::<Vec<_>>()
        .join("\n")
        .replacen("tiny-quiz", id, 1);
    let file = home.join(format!("{id}-as-sent.toml"));
    fs::write(&file, text).unwrap();
    file.to_string_lossy().into_owned()
}

#[test]
fn a_bank_is_added_listed_asked_and_taken_out() {
    let home = tempfile::tempdir().unwrap();
    let file = bank(home.path(), "of-a-friend");
    let added = out(&pofit(home.path(), &["bank", "add", &file], ""));
    assert!(
        added.contains("a quiz of 6 items: pofit quiz --bank of-a-friend"),
        "{added}"
    );
    fs::remove_file(&file).unwrap();
    let list = out(&pofit(home.path(), &["bank", "list"], ""));
    assert!(
        list.contains("of-a-friend  A tiny quiz (quiz, 6 items, "),
        "{list}"
    );
    assert!(list.contains("before-your-cspo"), "{list}");
    let json = out(&pofit(home.path(), &["bank", "list", "--json"], ""));
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json[0]["hash"].as_str().unwrap().len(), 64);
    let quiz = pofit(home.path(), &["quiz", "--bank", "of-a-friend"], "q\n");
    assert!(String::from_utf8_lossy(&quiz.stdout).contains("Item 1 of 6"));
    let home_page = pofit(home.path(), &["--plain"], "q\n");
    assert!(String::from_utf8_lossy(&home_page.stdout).contains("A tiny quiz"));
    let due = out(&pofit(
        home.path(),
        &["practise", "--bank", "of-a-friend", "--due"],
        "",
    ));
    assert!(due.starts_with("6 new"), "{due}");
    // Only the person may read it.
    let copy = home.path().join("data/banks/of-a-friend.toml");
    assert_eq!(
        fs::metadata(&copy).unwrap().permissions().mode() & 0o777,
        0o600
    );
    out(&pofit(home.path(), &["bank", "remove", "of-a-friend"], ""));
    assert!(!copy.exists());
    let gone = pofit(home.path(), &["quiz", "--bank", "of-a-friend"], "");
    assert_eq!(gone.status.code(), Some(2));
}

#[test]
fn an_id_is_never_taken_over_silently() {
    let home = tempfile::tempdir().unwrap();
    let file = bank(home.path(), "mine");
    out(&pofit(home.path(), &["bank", "add", &file], ""));
    let again = pofit(home.path(), &["bank", "add", &file], "");
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("--replace"));
    out(&pofit(
        home.path(),
        &["bank", "add", &file, "--replace"],
        "",
    ));
    let built_in = bank(home.path(), "before-your-cspo");
    let refused = pofit(home.path(), &["bank", "add", &built_in, "--replace"], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("built-in"));
    let unknown = pofit(home.path(), &["bank", "remove", "no-such"], "");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        err(&unknown).contains("yours are `mine`"),
        "{}",
        err(&unknown)
    );
}

#[test]
fn a_folder_comes_with_what_its_banks_rest_on() {
    let home = tempfile::tempdir().unwrap();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
    let added = out(&pofit(home.path(), &["bank", "add", data], ""));
    assert!(
        added.contains("--bank tiny-fit") && added.contains("--bank tiny-quiz"),
        "{added}"
    );
    let fit = pofit(home.path(), &["fit", "--bank", "tiny-fit"], "q\n");
    assert!(
        String::from_utf8_lossy(&fit.stdout).contains("Item 1 of 14"),
        "{}",
        err(&fit)
    );
    let package = home.path().join("data/banks/data.d");
    assert!(package.join("traits.toml").exists());
    out(&pofit(home.path(), &["bank", "remove", "tiny-fit"], ""));
    assert!(package.exists(), "the quiz still rests on it");
    out(&pofit(home.path(), &["bank", "remove", "tiny-quiz"], ""));
    assert!(!package.exists());
}

#[test]
fn what_is_no_bank_is_told_with_its_place_and_nothing_is_kept_of_it() {
    let home = tempfile::tempdir().unwrap();
    let path = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    fs::write(
        path("broken.toml"),
        "[bank]\nid = \"a b\"\nkind = \"quiz\"\n",
    )
    .unwrap();
    fs::write(path("nul.toml"), "[bank]\nid = \"a\0b\"\n").unwrap();
    fs::write(path("latin1.toml"), b"[bank]\ntitle = \"caf\xe9\"\n").unwrap();
    fs::write(
        path("escape.toml"),
        "[bank]\nid = \"x\"\ntitle = \"\u{1b}[2J\"\n",
    )
    .unwrap();
    fs::create_dir(path("empty")).unwrap();
    std::os::unix::fs::symlink(path("loop.toml"), path("loop.toml")).unwrap();
    for (file, words) in [
        ("broken.toml", "2:6"),
        ("nul.toml", "nul.toml"),
        ("latin1.toml", "line 2 is not UTF-8"),
        ("escape.toml", "escape.toml"),
        ("empty", "has no bank"),
        ("loop.toml", "loop.toml"),
        ("not-there.toml", "not-there.toml"),
    ] {
        let output = pofit(home.path(), &["bank", "add", &path(file)], "");
        assert_eq!(output.status.code(), Some(1), "{file}");
        let told = err(&output);
        assert!(told.contains(words), "{file}: {told}");
        assert!(!told.contains(['\u{1b}', '\0']), "{file}: {told:?}");
    }
    assert!(!home.path().join("data").exists());
}

#[test]
fn a_copy_that_was_changed_or_a_list_that_is_broken_is_told() {
    let home = tempfile::tempdir().unwrap();
    let file = bank(home.path(), "mine");
    out(&pofit(home.path(), &["bank", "add", &file], ""));
    let copy = home.path().join("data/banks/mine.toml");
    let mut text = fs::read_to_string(&copy).unwrap();
    text.push('\n');
    fs::write(&copy, text).unwrap();
    let changed = pofit(home.path(), &["quiz", "--bank", "mine"], "");
    assert_eq!(changed.status.code(), Some(1));
    assert!(err(&changed).contains("was changed after it was added"));
    fs::write(home.path().join("data/banks/index.json"), "{").unwrap();
    let broken = pofit(home.path(), &["bank", "list"], "");
    assert_eq!(broken.status.code(), Some(1));
    assert!(err(&broken).contains("index.json"), "{}", err(&broken));
    let none = pofit(home.path(), &["bank", "add", &file, "--no-store"], "");
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn a_bank_of_one_s_own_is_exported_by_its_id() {
    let home = tempfile::tempdir().unwrap();
    let file = bank(home.path(), "mine");
    out(&pofit(home.path(), &["bank", "add", &file], ""));
    let text = out(&pofit(
        home.path(),
        &["export", "mine", "--format", "gift"],
        "",
    ));
    assert!(
        text.contains("Who decides the order of the Product Backlog?"),
        "{text}"
    );
}
