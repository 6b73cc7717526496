//! `pofit analyse`: every sort of file that answers come in, what is wrong in them and where, and the
//! same numbers in every format.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/page.rs"]
mod page;
#[path = "common/process.rs"]
mod process;

use page::Page;
use pofit::report::analysis_schema;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};
use unicode_width::UnicodeWidthStr;

/// Runs the program in a folder, with the tiny banks.
fn pofit(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let data = format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"));
    process::fed(
        Command::new(env!("CARGO_BIN_EXE_pofit"))
            .args(args)
            .args(["--data", &data])
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("POFIT_DATA_HOME", folder.join("home"))
            .current_dir(folder),
        input,
    )
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with one file, and what `analyse` says of it.
struct Told {
    folder: tempfile::TempDir,
    output: Output,
}

fn analysed(name: &str, text: impl AsRef<[u8]>, args: &[&str]) -> Told {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    let args: Vec<&str> = ["analyse", name].iter().chain(args).copied().collect();
    let output = pofit(folder.path(), &args, b"");
    Told { folder, output }
}

const TINY: [&str; 3] = ["--bank", "tiny-quiz", "--json"];

impl Told {
    fn json(&self) -> Value {
        assert_eq!(self.output.status.code(), Some(0), "{}", err(&self.output));
        serde_json::from_slice(&self.output.stdout).unwrap()
    }
}

/// Rows of the tiny quiz for so many people, with answers of all six kinds.
fn long(people: usize) -> String {
    let mut csv = String::from("respondent,item,response,seconds\n");
    for n in 0..people {
        for (item, answers) in [
            ("order-decider", ["po", "sm", "po"]),
            ("team-members", ["po devs", "po", "-"]),
            ("daily-for-developers", ["TRUE", "false", "true"]),
            (
                "sprint-order",
                [
                    "planning daily review retro",
                    "retro|review|daily|planning",
                    "",
                ],
            ),
            (
                "whose-job",
                [
                    "goal=po charter=pj order=po",
                    "goal=pj",
                    "{\"\"goal\"\": \"\"po\"\"}",
                ],
            ),
            ("goal-name", ["the product goal", "Prodcut Goal", "no idea"]),
        ] {
            let answer = answers[n % 3];
            let answer = if answer.contains('"') {
                format!("\"{answer}\"")
            } else {
                answer.to_owned()
            };
            writeln!(csv, "p{n},{item},{answer},{}.5", n % 7 + 3).unwrap();
        }
    }
    csv
}

#[test]
fn a_long_table_is_taken_in_with_every_kind_of_answer() {
    let told = analysed("a.csv", long(60), &TINY);
    assert_eq!(err(&told.output), "");
    let json = told.json();
    assert_eq!(json["schema"], "pofit-analysis/1");
    assert_eq!(json["analysis"]["respondents"], 60);
    assert_eq!(json["analysis"]["skipped"], 20);
    let facility = |n: usize| {
        json["analysis"]["items"][n]["facility"]["mean"]
            .as_f64()
            .unwrap()
    };
    let expected = [
        2.0 / 3.0,
        (1.0 + 0.5 + 0.0) / 3.0,
        2.0 / 3.0,
        0.5,
        (1.0 + 0.0 + 1.0 / 3.0) / 3.0,
        2.0 / 3.0,
    ];
    for (n, expected) in expected.iter().enumerate() {
        assert!(
            (facility(n) - expected).abs() < 1e-12,
            "item {n}: {} for {expected}",
            facility(n)
        );
    }
    let median = json["analysis"]["items"][0]["seconds"]["median"]
        .as_f64()
        .unwrap();
    assert!((median / 6.5 - 1.0).abs() < 0.006, "{median}");
}

#[test]
fn a_wide_table_a_long_one_and_results_give_the_same_numbers() {
    let rows = [
        ("po", "po devs", "true"),
        ("sm", "po", "false"),
        ("dev", "-", "true"),
    ];
    let ids = ["order-decider", "team-members", "daily-for-developers"];
    let (mut long, mut lines) = (String::from("respondent;item;response\n"), String::new());
    let mut wide = format!("respondent\t{}\tremarks\n", ids.join("\t"));
    let mut plain = format!("{}\n", ids.join(","));
    for n in 0..36 {
        let (a, b, c) = rows[n * n % 7 % 3];
        for (id, answer) in ids.iter().zip([a, b, c]) {
            writeln!(long, "p{n};{id};{answer}").unwrap();
        }
        writeln!(wide, "p{n}\t{a}\t{b}\t{c}\tnice").unwrap();
        writeln!(plain, "{a},{b},{c}").unwrap();
        let ticked: Vec<&str> = b.split(' ').filter(|id| *id != "-").collect();
        let answers = json!([
            { "item": ids[0], "answer": a },
            { "item": ids[1], "answer": ticked },
            { "item": ids[2], "answer": c == "true" },
        ]);
        writeln!(lines, "{}", json!({ "answers": answers })).unwrap();
    }
    let analysis = |name: &str, text: &str| analysed(name, text, &TINY).json()["analysis"].clone();
    let expected = analysis("long.csv", &long);
    assert_eq!(expected["respondents"], 36);
    assert_eq!(analysis("wide.tsv", &wide), expected);
    assert_eq!(analysis("plain.csv", &plain), expected);
    assert_eq!(analysis("results.jsonl", &lines), expected);
    assert_eq!(
        analysis(
            "windows.csv",
            &format!("\u{feff}{}", plain.replace('\n', "\r\n"))
        ),
        expected
    );
    // Records over several lines, one after the other.
    let pretty: String = lines
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(line).unwrap();
            serde_json::to_string_pretty(&record).unwrap() + "\n"
        })
        .collect();
    assert_eq!(analysis("results.json", &pretty), expected);
    let passed_over = &analysed("wide.tsv", &wide, &TINY).json()["gathered"]["passed_over"];
    assert_eq!(*passed_over, json!(["`remarks`"]));
}

#[test]
fn the_whole_program_agrees_with_scipy() {
    let oracle: Value = serde_json::from_str(include_str!("oracles/item-analysis.json")).unwrap();
    let case = &oracle["cases"][0];
    let folder = tempfile::tempdir().unwrap();
    let mut bank = String::from("bank = { id = \"many\", kind = \"quiz\", title = \"Many\" }\n");
    for n in 1..=case["items"].as_array().unwrap().len() {
        write!(
            bank,
            "[[item]]\nid = \"q-{n}\"\nkind = \"single\"\nstem = \"Which?\"\noption = [\n\
             {{ id = \"a\", text = \"A\", key = true, why = \"x\" }},\n\
             {{ id = \"b\", text = \"B\", why = \"x\" }} ]\n"
        )
        .unwrap();
    }
    let mut csv = String::from("respondent,item,response\n");
    for (n, row) in case["matrix"].as_array().unwrap().iter().enumerate() {
        for (item, credit) in row.as_array().unwrap().iter().enumerate() {
            let answer = if credit == 1.0 { "a" } else { "b" };
            writeln!(csv, "person {n},q-{},{answer}", item + 1).unwrap();
        }
    }
    fs::write(folder.path().join("bank.toml"), bank).unwrap();
    let args = ["analyse", "-", "--bank", "bank.toml", "--json"];
    let output = pofit(folder.path(), &args, csv.as_bytes());
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let near = |found: &Value, expected: &Value| {
        let off = (found.as_f64().unwrap() - expected.as_f64().unwrap()).abs();
        assert!(off <= 1e-9, "{found} instead of {expected}");
    };
    for (item, expected) in found["analysis"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .zip(case["items"].as_array().unwrap())
    {
        near(&item["facility"]["mean"], &expected["facility"]);
        near(
            &item["discrimination"]["item_rest"],
            &expected["corrected_item_total"],
        );
        near(
            &item["discrimination"]["upper_lower"],
            &expected["upper_lower_27"],
        );
    }
    let part = &found["analysis"]["parts"][0]["reliability"];
    near(&part["alpha"], &case["alpha"]);
    near(&part["kr_20"], &case["alpha"]);
    near(&part["alpha_interval"][0], &case["alpha_ci95_feldt"][0]);
    near(&part["sem"], &case["sem"]);
}

/// A table of mistakes: what stands in the file, and what is said of it and where.
#[test]
fn each_row_that_cannot_be_taken_is_named_with_its_place() {
    let head = "respondent,item,response,seconds\n";
    let good = "ann,order-decider,po,2\n";
    for (row, said) in [
        (
            "bob,order-decider,boss,2\n",
            "a.csv:3:3 (response): there is no option `boss` here; there is `po`, `sm`, `dev`",
        ),
        (
            "bob,no-such-item,po,2\n",
            "a.csv:3:2 (item): the bank has no item `no-such-item`",
        ),
        ("bob,,po,2\n", "a.csv:3:2 (item): the bank has no item ``"),
        (
            ",order-decider,po,2\n",
            "a.csv:3:1 (respondent): nobody is named here",
        ),
        (
            "bob,order-decider,po,soon\n",
            "a.csv:3:4 (seconds): `soon` is no number of seconds",
        ),
        (
            "bob,order-decider,po,-1\n",
            "a.csv:3:4 (seconds): `-1` is no number of seconds",
        ),
        (
            "bob,order-decider,po,inf\n",
            "a.csv:3:4 (seconds): `inf` is no number of seconds",
        ),
        (
            "bob,goal-name,well, no idea,2\n",
            "a.csv:3:5: the row has more than 4 cells",
        ),
        (
            "bob,order-decider\n",
            "a.csv:3:3 (response): the row ends before this column",
        ),
        (
            "bob,daily-for-developers,yes,2\n",
            "a.csv:3:3 (response): there is no option `yes` here; there is `true`, `false`",
        ),
        (
            "bob,team-members,po po,2\n",
            "a.csv:3:3 (response): `po` stands twice",
        ),
        (
            "bob,team-members,po pm,2\n",
            "a.csv:3:3 (response): there is no option `pm`",
        ),
        (
            "bob,team-members,\"[1]\",2\n",
            "a.csv:3:3 (response): multiple choice takes a list of option ids",
        ),
        (
            "bob,sprint-order,planning daily,2\n",
            "a.csv:3:3 (response): the step `review` is missing",
        ),
        (
            "bob,whose-job,goal,2\n",
            "a.csv:3:3 (response): sort into groups takes a map from card ids to group ids",
        ),
        (
            "bob,whose-job,goal=po goal=pj,2\n",
            "a.csv:3:3 (response): sort into groups takes",
        ),
        (
            "bob,whose-job,goal=nobody,2\n",
            "a.csv:3:3 (response): there is no group `nobody`",
        ),
        (
            "bob,whose-job,\"{\",2\n",
            "a.csv:3:3 (response): sort into groups takes",
        ),
        (
            "bob,goal-name,\u{1b}[31mred,x\n",
            "a.csv:3:4 (seconds): `x` is no number of seconds",
        ),
    ] {
        let told = analysed("a.csv", format!("{head}{good}{row}"), &TINY);
        let errors = err(&told.output);
        assert!(errors.contains(said), "{row:?} gives {errors:?}");
        assert!(!errors.contains('\u{1b}'), "{errors:?}");
        let json = told.json();
        assert_eq!(json["gathered"]["refused"], 1, "{row:?}");
        assert_eq!(json["analysis"]["answers"], 1, "{row:?}");
    }
    let latin = [
        head.as_bytes(),
        good.as_bytes(),
        b"b\xf6b,order-decider,po,2\n",
    ]
    .concat();
    let told = analysed("a.csv", latin, &TINY);
    assert!(
        err(&told.output).contains("a.csv:3:1 (respondent): this is not UTF-8"),
        "{}",
        err(&told.output)
    );
    let long = format!("goal-name,{}", "x".repeat(500));
    let told = analysed("a.csv", format!("{head}{good}bob,{long},1\n"), &TINY);
    assert!(err(&told.output).contains("at most 200 characters"));
}

#[test]
fn mistakes_in_results_are_named_with_line_and_column() {
    let good = r#"{"answers": [{"item": "order-decider", "answer": "po"}]}"#;
    for (record, said) in [
        (
            r#"{"answers": [{"item": "order-decider", "answer": "boss"}]}"#,
            "a.json:2:14: item `order-decider`: there is no option `boss`",
        ),
        (
            r#"{"answers": [{"item": "nothing", "answer": "po"}]}"#,
            "a.json:2:14: item `nothing`: the bank has no such item",
        ),
        (
            r#"{"answers": [{"item": "order-decider", "answer": "po", "seconds": -3}]}"#,
            "a.json:2:14: seconds cannot be negative",
        ),
        (
            r#"{"answers": [ {"itme": "order-decider", "answer": "po"}]}"#,
            "a.json:2:15: unknown field `itme`",
        ),
        (
            r#"{"answers": [7]}"#,
            "a.json:2:14: invalid type: integer `7`",
        ),
        (
            r#"{"answers": 7}"#,
            "a.json:2:13: invalid type: integer `7`",
        ),
        (r#"{"answers": [{}"#, "a.json:2:"),
        (r#"{"seed": 3}"#, "missing field `answers`"),
        (
            r#"{"bank": {"id": "other"}, "answers": []}"#,
            "a.json:2:1: these are answers to another bank, `other`",
        ),
        ("nonsense", "a.json:2:"),
        ("[]", "a.json:2:"),
    ] {
        let told = analysed("a.json", format!("{good}\n{record}\n{good}\n"), &TINY);
        let errors = err(&told.output);
        assert!(errors.contains(said), "{record} gives {errors:?}");
        let json = told.json();
        assert_eq!(json["gathered"]["refused"], 1, "{record}");
        // The lines around it count.
        assert_eq!(json["analysis"]["respondents"], 2, "{record}: {errors}");
    }
    // Over several lines the place is found too.
    let pretty = "{\n  \"answers\": [\n    {\"item\": \"order-decider\", \"answer\": \"po\"},\n    {\"item\": \"goal-name\", \"answer\": 5}\n  ]\n}\n";
    let told = analysed("a.json", pretty, &TINY);
    assert!(
        err(&told.output).contains("a.json:4:5: item `goal-name`: short text takes a text"),
        "{}",
        err(&told.output)
    );
    let broken = "{\n  \"answers\": [\n    {\"item\": }\n  ]\n}\n{}\n";
    let told = analysed("a.json", broken, &TINY);
    assert!(
        err(&told.output)
            .contains("a.json:3:14: expected value; what follows in this file is left out"),
        "{}",
        err(&told.output)
    );
}

#[test]
fn tables_of_other_countries_and_spreadsheets_are_read() {
    let csv = "Respondent;Item;Response;Seconds\nann;daily-for-developers;WAHR;2,5\n\
               ann;order-decider; po ;3,25\nbob;\"order-decider\";\"po\";4\n";
    let told = analysed("a.csv", csv, &TINY);
    let json = told.json();
    assert_eq!(json["analysis"]["answers"], 2);
    assert!(err(&told.output).contains("a.csv:2:3 (Response): there is no option"));
    // A quote that is never closed swallows what follows: one row, and it is named.
    let open = "respondent,item,response\nann,order-decider,po\nbob,order-decider,\"po\ncy,order-decider,po\n";
    let told = analysed("a.csv", open, &TINY);
    assert_eq!(told.json()["analysis"]["answers"], 1);
    assert!(
        err(&told.output).starts_with("a.csv:3:3 (response): "),
        "{}",
        err(&told.output)
    );
}

/// Bytes of any sort are refused or taken, and never a panic.
#[test]
fn noise_never_panics() {
    let signs = b"respondent,item\n\"{}[]:;po\xff\x00\xc3 answers";
    let mut state = 20_261_125_usize;
    for round in 0..25 {
        let noise: Vec<u8> = (0..=round * 31)
            .map(|_| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                signs[(state >> 33) % signs.len()]
            })
            .collect();
        for head in [
            &b""[..],
            b"respondent,item,response\n",
            b"{\"answers\": [",
            b"order-decider\n",
            b"SQLite format 3\0",
        ] {
            let told = analysed("noise", [head, &noise].concat(), &TINY);
            let code = told.output.status.code();
            assert!(
                matches!(code, Some(0 | 1)),
                "{code:?}: {}",
                err(&told.output)
            );
            assert!(
                !err(&told.output).contains("panicked"),
                "{}",
                err(&told.output)
            );
        }
    }
}

#[test]
fn many_mistakes_are_counted_and_a_few_shown() {
    let mut csv = String::from("respondent,item,response\nann,order-decider,po\n");
    for n in 0..500 {
        writeln!(csv, "p{n},order-decider,nobody").unwrap();
    }
    let told = analysed("a.csv", &csv, &TINY);
    assert_eq!(err(&told.output).lines().count(), 21);
    assert!(err(&told.output).ends_with("and 480 more\n"));
    assert_eq!(told.json()["gathered"]["refused"], 500);
    let text = analysed("a.csv", csv, &["--bank", "tiny-quiz"]);
    assert!(out(&text.output).contains("! 500 rows or answers had to be left out"));
}

#[test]
fn what_cannot_be_analysed_is_said_with_what_to_do() {
    let long = "respondent,item,response\nann,order-decider,po\n";
    for (name, text, args, code, said) in [
        (
            "a.csv",
            long,
            &[][..],
            2,
            "does not say to which bank its answers belong: name it with --bank",
        ),
        (
            "a.csv",
            long,
            &["--bank", "nothing"],
            2,
            "there is no bank or file `nothing`",
        ),
        ("a.csv", "", &["--bank", "tiny-quiz"], 1, "a.csv is empty"),
        (
            "a.csv",
            "order-decider,goal-name,order-decider\npo,x,po\n",
            &["--bank", "tiny-quiz"],
            1,
            "a.csv:1:3: the item `order-decider` has two columns",
        ),
        (
            "a.csv",
            " \n",
            &["--bank", "tiny-quiz"],
            1,
            "a.csv is empty",
        ),
        (
            "a.csv",
            "name,mail\nann,a@b\n",
            &["--bank", "tiny-quiz"],
            1,
            "nor any item of the bank `tiny-quiz`",
        ),
        (
            "a.csv",
            "item,response\norder-decider,po\n",
            &["--bank", "tiny-quiz"],
            1,
            "needs a column `respondent`",
        ),
        (
            "a.csv",
            "respondent,item,response\n",
            &["--bank", "tiny-quiz"],
            1,
            "no answer that could be taken in",
        ),
        ("a.json", "{\"answers\": []}", &[], 2, "name it with --bank"),
        (
            "a.json",
            "{\"bank\": {\"id\": \"gone\"}, \"answers\": []}",
            &[],
            2,
            "there is no bank or file `gone`",
        ),
    ] {
        let told = analysed(name, text, args);
        assert_eq!(
            told.output.status.code(),
            Some(code),
            "{text:?}: {}",
            err(&told.output)
        );
        assert!(
            err(&told.output).contains(said),
            "{text:?}: {}",
            err(&told.output)
        );
        assert_eq!(out(&told.output), "");
    }
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| pofit(folder.path(), args, b"");
    assert!(err(&run(&["analyse", "gone.csv"])).contains("gone.csv: No such file"));
    assert!(err(&run(&["analyse", "."])).contains("is a folder: name the files in it"));
    assert!(err(&run(&["analyse"])).contains("no run is kept yet"));
    assert_eq!(
        run(&["analyse", "a", "--json", "--format", "md"])
            .status
            .code(),
        Some(2)
    );
}

/// A history with so many finished runs of the tiny assessment; what each printed.
fn history(folder: &Path, runs: usize) -> Vec<u8> {
    let mut printed = Vec::new();
    for _ in 0..runs {
        let fit = ["fit", "--bank", "tiny-fit", "--json", "--seed", "3"];
        let args = [&fit[..], &["--store", "history.db"]].concat();
        let answers = b"4\n5\n2\n2\n1\n4\n5\n4\n2\n1\n2\n4\n1\n2\n\n";
        let made = pofit(folder, &args, answers);
        assert!(out(&made).contains("pofit-result/1"), "{}", err(&made));
        printed.extend(made.stdout);
    }
    printed
}

#[test]
fn a_history_is_one_persons_unless_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    history(folder.path(), 3);
    let analysis = |args: &[&str]| -> Value {
        let args: Vec<&str> = ["analyse", "--json"].iter().chain(args).copied().collect();
        let output = pofit(folder.path(), &args, b"");
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let one = analysis(&["history.db"]);
    assert_eq!(one["analysis"]["respondents"], 1);
    assert_eq!(one["gathered"]["histories"], 1);
    assert_eq!(one["gathered"]["runs"], 3);
    assert!(one["gathered"]["repeated"] == 28);
    // The store that is in use anyway.
    assert_eq!(analysis(&["--store", "history.db"]), one);
    let each = analysis(&["history.db", "--each-run"]);
    assert_eq!(each["analysis"]["respondents"], 3);
    assert_eq!(each["gathered"]["repeated"], 0);
    let output = pofit(folder.path(), &["analyse", "history.db"], b"");
    let text = out(&output)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        text.contains("only the first answer to each item counts"),
        "{text}"
    );
    assert!(text.contains("No item has more than 1 answer"), "{text}");
    // Runs of two banks: which is meant must be said.
    let quiz = [
        "quiz",
        "--bank",
        "tiny-quiz",
        "--seed",
        "1",
        "--store",
        "history.db",
    ];
    pofit(folder.path(), &quiz, b"1\n\ns\ns\ns\ns\ns\n\n");
    let output = pofit(folder.path(), &["analyse", "history.db"], b"");
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    assert!(
        err(&output).contains("--bank (tiny-fit, tiny-quiz)"),
        "{}",
        err(&output)
    );
    let other = analysis(&["history.db", "--bank", "tiny-quiz"]);
    assert_eq!(other["bank"]["id"], "tiny-quiz");
    assert_eq!(other["analysis"]["respondents"], 1);
}

#[test]
fn results_that_the_program_printed_are_taken_and_know_their_bank() {
    let folder = tempfile::tempdir().unwrap();
    let printed = history(folder.path(), 2);
    fs::write(folder.path().join("two.json"), &printed).unwrap();
    let analysis = |args: &[&str], input: &[u8]| -> Value {
        let args: Vec<&str> = ["analyse", "--json"].iter().chain(args).copied().collect();
        serde_json::from_slice(&pofit(folder.path(), &args, input).stdout).unwrap()
    };
    let two = analysis(&["two.json"], b"");
    assert_eq!(two["bank"]["id"], "tiny-fit");
    assert_eq!(two["gathered"]["records"], 2);
    assert_eq!(two["gathered"]["changed"], 0);
    // With another state of the bank they count, and it is told.
    let text = String::from_utf8(printed).unwrap();
    let at = text.find("\"sha256\": \"").unwrap() + 11;
    let mut changed = text.clone();
    changed.replace_range(
        at..=at,
        if text.as_bytes()[at] == b'0' {
            "1"
        } else {
            "0"
        },
    );
    assert_eq!(
        analysis(&["-"], changed.as_bytes())["gathered"]["changed"],
        1
    );
    // Without measured times nothing tells a copy from another person.
    assert_eq!(
        analysis(&["two.json", "two.json"], b"")["gathered"]["records"],
        4
    );
    let timed =
        r#"{"seed": 5, "answers": [{"item": "order-decider", "answer": "po", "seconds": 3.25}]}"#;
    let same = analysis(
        &["-", "--bank", "tiny-quiz"],
        format!("{timed}\n{timed}\n").as_bytes(),
    );
    assert_eq!(
        (&same["gathered"]["same"], &same["analysis"]["respondents"]),
        (&json!(1), &json!(1))
    );
}

#[test]
fn every_format_tells_the_same_and_a_file_is_its_owners_alone() {
    let told = analysed(
        "a.csv",
        long(90),
        &["--bank", "tiny-quiz", "--output", "a.html"],
    );
    let path = told.folder.path().join("a.html");
    assert!(
        out(&told.output).starts_with("The report is in "),
        "{}",
        err(&told.output)
    );
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let html = fs::read_to_string(&path).unwrap();
    let page = Page::read(&html);
    page.assert_sound();
    for word in [
        "order-decider",
        "Facility is the mean credit",
        "Alpha (Cronbach 1951",
        "The limits",
    ] {
        assert!(page.text().contains(word), "{word}");
    }
    assert!(html.contains("rect class=\"noted\"") && html.contains("circle class=\"point\""));
    let run = |args: &[&str]| {
        let args: Vec<&str> = ["analyse", "a.csv", "--bank", "tiny-quiz"]
            .iter()
            .chain(args)
            .copied()
            .collect();
        pofit(told.folder.path(), &args, b"")
    };
    let again = run(&["--output", "a.html"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("is there already: --force overwrites it"));
    assert_eq!(
        run(&["--output", "a.html", "--force"]).status.code(),
        Some(0)
    );
    let text = out(&run(&[]));
    for line in text.lines() {
        assert!(line.width() <= 76, "{} columns: {line}", line.width());
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        insta::assert_snapshot!("analysis-text", text);
        insta::assert_snapshot!("analysis-markdown", out(&run(&["--format", "md"])));
    });
}

#[test]
fn the_numbers_keep_to_the_published_schema() {
    let folder = tempfile::tempdir().unwrap();
    let printed = pofit(folder.path(), &["schema", "analysis"], b"");
    assert_eq!(out(&printed), analysis_schema().unwrap());
    let schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for people in [1, 12, 35, 60] {
        let json = analysed("a.csv", long(people), &TINY).json();
        let wrong: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert!(wrong.is_empty(), "{people}: {wrong:#?}");
        let mut other = json.clone();
        other["analysis"]["itmes"] = json!([]);
        assert!(!validator.is_valid(&other));
    }
}

#[test]
fn answers_that_say_how_sure_somebody_was_are_taken_like_others() {
    let folder = tempfile::tempdir().unwrap();
    let answer = |more: &str| {
        format!(
            "{{\"bank\": {{\"id\": \"tiny-quiz\"}}, \"answers\": [{{\"item\": \"order-decider\", \
             \"answer\": \"po\"{more}}}]}}\n"
        )
    };
    let both = answer("") + &answer(", \"certainty\": 3");
    std::fs::write(folder.path().join("r.jsonl"), both).unwrap();
    let output = pofit(folder.path(), &["analyse", "r.jsonl", "--json"], b"");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(err(&output), "");
    assert!(out(&output).contains("\"answers\": 2"), "{}", out(&output));
}
