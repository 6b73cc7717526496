//! Whatever comes in by a door of the program, in whatever bytes: no panic, and what is told of it is
//! harmless to show and not without end.
//!
//! `tests/bad_banks.rs` holds the places of mistakes; here are changes of whole lines and of types,
//! the doors beside the banks', and rows of a history that pofit did not write.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

use pofit::bank::text::is_hazard;
use pofit::bank::{Library, SourceText, builtin, check, exams, handbook, load};
use pofit::commands::doors;
use pofit::run::{Keeping, Plan, Run, RunKey};
use pofit::store::{Store, Texts};
use proptest::prelude::*;
use rusqlite::Connection;
use std::sync::Arc;

/// The most that is told of a text, in bytes: a hundred mistakes and one, drawn with their lines.
const LONGEST: usize = 500_000;
/// A mistake is told of a file so many times at most, and then that there are more.
const MOST: usize = 101;

const QUIZ: &str = include_str!("good-banks/small-quiz.toml");
const FIT: &str = include_str!("../data/fit/product-owner.toml");
const ANSWERS: &str = r#"{"seed": 1, "form": "full", "feedback": "at-once", "answers": [
    {"item": "ITEM", "answer": "ANSWER", "certainty": 2, "seconds": 3.5},
    {"item": "ITEM", "answer": false, "seconds": 0},
    {"item": "ITEM", "answer": null}]}"#;
const TABLE: &str =
    "respondent,item,response,seconds\nann,ITEM,true,3\nbob,ITEM,false,\ncarl,ITEM,-,1.5\n";
const SETTINGS: &str =
    "[practice]\nnew-per-day = 10\nretention = 90\ngoal = 20\nuntil = 2030-01-31 # the course\n";
const INDEX: &str = r#"[{"id": "a", "title": "T", "about": "A", "assessment": false, "items": 3,
    "hash": "00ff", "file": "a.d/a.toml", "package": "a.d"}]"#;

/// The doors' own kinds of text, with the names of real items.
fn good() -> Vec<(&'static str, String)> {
    let bank = builtin::banks()
        .iter()
        .find(|bank| bank.id == "po-or-project-manager");
    let bank = SourceText::new("quiz.toml", bank.unwrap().text);
    let bank = load(&bank, &builtin::library()).unwrap();
    let item = bank
        .items
        .iter()
        .find(|item| item.kind.name().contains("true"))
        .unwrap();
    let named = |text: &str| text.replace("ITEM", item.id.as_ref());
    vec![
        ("bank", QUIZ.to_owned()),
        ("library", include_str!("../data/exams.toml").to_owned()),
        ("library", include_str!("../data/sources.toml").to_owned()),
        ("answers", named(ANSWERS).replace("\"ANSWER\"", "true")),
        ("responses", named(ANSWERS).replace("\"ANSWER\"", "true")),
        ("responses", named(TABLE)),
        ("settings", SETTINGS.to_owned()),
        ("index", INDEX.to_owned()),
    ]
}

#[track_caller]
fn assert_harmless(told: &str) {
    assert!(!told.chars().any(|c| is_hazard(c) || c == '\r'), "{told:?}");
    assert!(told.len() < LONGEST, "{} bytes", told.len());
}

#[track_caller]
fn enter(door: &str, bytes: &[u8]) -> String {
    let (_, enter) = doors::ALL.iter().find(|(name, _)| *name == door).unwrap();
    let told = enter(bytes);
    assert_harmless(&told);
    told
}

#[test]
fn what_is_good_comes_in_by_its_door() {
    // Else the changes to it below would all stop at the same place.
    for (door, text) in good() {
        let told = enter(door, text.as_bytes());
        let wanted = match door {
            "bank" => "Tiere: 6 items",
            "answers" => "\"answers\"",
            "responses" => "people",
            "settings" => "course: Some",
            "index" => "a T",
            _ => "",
        };
        assert!(
            told.to_lowercase().contains(&wanted.to_lowercase()),
            "{door}: {told}"
        );
    }
}

/// What stands in the place of a value, or of a line.
fn odd() -> impl Strategy<Value = String> {
    let fixed = [
        "",
        "0",
        "-1",
        "1e999",
        "nan",
        "9999999999999999999999",
        "0x7fff_ffff_ffff_ffff",
        "true",
        "null",
        "\"\"",
        "\"\\u001b[2J\\u202e\"",
        "\"\\ud800\"",
        "[]",
        "[[]]",
        "{}",
        "[1, \"a\", {}]",
        "{ a = 1 }",
        "{\"a\": 1}",
        "2020-02-30",
        "1979-05-27T07:32:00Z",
        "07:32:00",
        "\u{202e}",
        "\u{1b}[2J",
        "\u{9b}",
        "\0",
        "\u{200b}",
        "\r",
        "\u{2028}",
        "'''",
        "\"\"\"",
        "#",
        ",",
        "]",
        "}",
        "-",
        "a=b a=c",
    ];
    prop_oneof![
        4 => prop::sample::select(fixed.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => (0..3000_usize).prop_map(|n| "[".repeat(n)),
        1 => (0..3000_usize).prop_map(|n| "é".repeat(n)),
    ]
}

/// One change to the lines of a text.
#[derive(Debug, Clone)]
enum Change {
    Delete(usize),
    Duplicate(usize),
    Swap(usize, usize),
    Truncate(usize, usize),
    /// What stands after `=` or `:` is something else.
    Value(usize, String),
    Insert(usize, String),
    /// The text ends here.
    End(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let line = any::<usize>;
    prop_oneof![
        line().prop_map(Change::Delete),
        line().prop_map(Change::Duplicate),
        (line(), line()).prop_map(|(a, b)| Change::Swap(a, b)),
        (line(), line()).prop_map(|(line, at)| Change::Truncate(line, at)),
        (line(), odd()).prop_map(|(line, value)| Change::Value(line, value)),
        (line(), odd()).prop_map(|(line, value)| Change::Value(line, value)),
        (line(), odd()).prop_map(|(line, value)| Change::Insert(line, value)),
        line().prop_map(Change::End),
    ]
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(change(), 1..6)
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for change in changes {
        if lines.is_empty() {
            break;
        }
        let place = |at: &usize| at % lines.len();
        match change {
            Change::Delete(at) => drop(lines.remove(place(at))),
            Change::Duplicate(at) => {
                let at = place(at);
                let line = lines.get(at).cloned().unwrap();
                lines.insert(at, line);
            }
            Change::Swap(a, b) => {
                let (a, b) = (place(a), place(b));
                lines.swap(a, b);
            }
            Change::Truncate(at, column) => {
                let at = place(at);
                let line = lines.get_mut(at).unwrap();
                let kept = line.chars().count().max(1);
                *line = line.chars().take(column % kept).collect();
            }
            Change::Value(at, value) => {
                let at = place(at);
                let line = lines.get_mut(at).unwrap();
                let sign = line.find(['=', ':']).map_or(0, |sign| sign + 1);
                *line = format!("{} {value}", line.get(..sign).unwrap());
            }
            Change::Insert(at, line) => {
                let at = place(at);
                lines.insert(at, line.clone());
            }
            Change::End(at) => {
                let at = place(at);
                lines.truncate(at);
            }
        }
    }
    lines.join("\n")
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn no_bytes_make_any_door_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (door, _) in doors::ALL {
            enter(door, &bytes);
        }
    }

    #[test]
    fn no_change_of_lines_makes_a_door_panic(changes in changes()) {
        for (door, text) in good() {
            enter(door, changed(&text, &changes).as_bytes());
        }
    }

    #[test]
    fn no_answer_makes_scoring_panic(
        item in "[a-z-]{1,20}",
        answer in odd(),
        certainty in odd(),
        seconds in odd(),
        real in any::<bool>(),
    ) {
        let (_, text) = good().into_iter().find(|(door, _)| *door == "answers").unwrap();
        let mut text = text
            .replacen("true", &answer, 1)
            .replacen("2,", &format!("{certainty},"), 1)
            .replacen("3.5", &seconds, 1);
        if !real {
            text = text.replacen("\"item\": \"", &format!("\"item\": \"{item}"), 1);
        }
        enter("answers", text.as_bytes());
        enter("responses", text.as_bytes());
        enter("responses", text.replace('\n', " ").as_bytes());
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn no_change_of_lines_makes_the_assessment_or_what_it_rests_on_panic(
        of_bank in changes(),
        of_library in changes(),
        part in 0..8_usize,
    ) {
        let mut library = builtin::library();
        {
            let Library { traits, roles, narrative, faq, glossary, sources, exams } = &mut library;
            let parts = [traits, roles, narrative, faq, glossary, sources, exams];
            if let Some(part) = parts.into_iter().nth(part) {
                *part = SourceText::new("part.toml", &changed(&part.text, &of_library));
            }
        }
        let file = SourceText::new("fit.toml", &changed(FIT, &of_bank));
        let all = [
            Some(check(&file, &library)),
            load(&file, &library).err(),
            handbook(&library).err(),
            exams(&library).err(),
        ];
        for mistakes in all.iter().flatten() {
            assert_harmless(&mistakes.to_string());
            for source in ["fit.toml", "part.toml"] {
                let of_file = mistakes.iter().filter(|mistake| &*mistake.source.name == source);
                assert!(of_file.count() <= MOST);
            }
            for mistake in mistakes {
                prop_assert!(mistake.source.text.get(mistake.span.clone()).is_some());
            }
        }
    }

    #[test]
    fn no_row_of_a_history_makes_it_panic(
        table in 0..4_usize,
        column in any::<prop::sample::Index>(),
        text in odd(),
        changes in changes(),
        mode in 0..3_u8,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        history(&path);
        let (table, columns) = [
            ("bank", &["id", "title", "texts", "assessment"][..]),
            ("run", &["plan", "began", "ended", "at", "asked", "answered", "score", "low", "high", "exam"]),
            ("answer", &["item", "response", "seconds", "at", "certainty", "seq"]),
            ("run", &["plan"]),
        ][table];
        let column = columns[column.index(columns.len())];
        {
            let db = Connection::open(&path).unwrap();
            db.execute_batch("DROP TRIGGER answer_stays").unwrap();
            let sql = format!("SELECT CAST({column} AS TEXT) FROM {table} LIMIT 1");
            let old: Option<String> = db.query_row(&sql, [], |row| row.get(0)).unwrap();
            let new = match mode {
                0 => text,
                1 => changed(&old.unwrap_or_default(), &changes),
                _ => old.unwrap_or_default().replace(|c: char| c.is_ascii_digit(), "9"),
            };
            // What does not fit the column's type is refused by the file itself.
            let _ = db.execute(&format!("UPDATE {table} SET {column} = ?1"), [&new]);
        }
        let store = Store::open(&path).unwrap();
        let rows = store.list(0, 10);
        let told = [
            store.run(RunKey(7)).map(drop).err(),
            store.open_runs(3).map(drop).err(),
            store.count().map(drop).err(),
            rows.as_ref().map(drop).err().map(|_| store.list(0, 1).unwrap_err()),
        ];
        for trouble in told.into_iter().flatten() {
            assert_harmless(&trouble.to_string());
        }
        for row in rows.into_iter().flatten() {
            assert_harmless(&row.title);
        }
    }
}

/// A history with one run of two answers.
fn history(path: &std::path::Path) {
    let text = SourceText::new("small-quiz.toml", QUIZ);
    let bank = Arc::new(load(&text, &builtin::library()).unwrap());
    let texts = Texts {
        bank: text,
        library: builtin::library(),
    };
    let mut run = Run::new(bank, Plan::new(1)).unwrap();
    for _ in 0..2 {
        run.skip(Some(1.5)).unwrap();
        run.onward();
    }
    let mut store = Store::open(path).unwrap();
    store
        .keep(
            &Keeping::new(RunKey(7), &run, 0),
            Some(&texts),
            1_700_000_000_000,
        )
        .unwrap();
}
