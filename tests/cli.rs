//! The command line without a screen: exit codes, the dialogue, JSON, scoring answers from a file.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::Stage;
use pofit::app::{Action, Input, Message, Screen};
use pofit::bank::{Bank, SourceText, builtin, load};
use pofit::run::{Plan, Run};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

fn pofit(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pofit"))
        .args(args)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .env(
            "POFIT_DATA_HOME",
            std::env::temp_dir().join("pofit-no-such-folder"),
        )
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A program that leaves early closes the pipe: no failure of ours.
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&out(output)).unwrap_or_else(|why| panic!("{why}\n{}", err(output)))
}

fn bank(id: &str) -> Arc<Bank> {
    let found = builtin::banks().iter().find(|bank| bank.id == id).unwrap();
    Arc::new(
        load(
            &SourceText::new(found.file, found.text),
            &builtin::library(),
        )
        .unwrap(),
    )
}

/// Lines that answer every item of a run, by what was shown: numbers that differ from item to item.
fn lines(run: &Run) -> String {
    let mut lines = String::new();
    for place in 0..run.len() {
        let (item, slot) = run.nth(place).unwrap();
        let kind = item.kind.name();
        let line = match kind {
            "agreement" | "pair" => (1 + place * 7 % 5).to_string(),
            "multiple choice" => "1 3".to_owned(),
            "put in order" => {
                let all: Vec<String> = (1..=slot.order.len())
                    .rev()
                    .map(|n| n.to_string())
                    .collect();
                all.join(" ")
            }
            "sort into groups" => vec!["1"; slot.order.len()].join(" "),
            "short text" => "Product Goal".to_owned(),
            _ => (1 + place % slot.order.len()).to_string(),
        };
        let _ = writeln!(lines, "{line}");
    }
    lines
}

fn run(id: &str, seed: u64) -> Run {
    Run::new(bank(id), Plan::new(seed)).unwrap()
}

#[test]
fn exit_codes_say_well_no_and_wrong_usage() {
    let good = "data/quiz/po-or-project-manager.toml";
    let cases: &[(&[&str], i32)] = &[
        (&["--help"], 0),
        (&["--version"], 0),
        (&["keys"], 0),
        (&["check", good], 0),
        (
            &[
                "check",
                "data/traits.toml",
                "data/roles.toml",
                "data/faq.toml",
                "data/sources.toml",
            ],
            0,
        ),
        (&["check", "README.md"], 1),
        (&["check", "no-such-file.toml"], 1),
        (&["check", "data"], 1),
        (&["check"], 2),
        (&["--no-such-flag"], 2),
        (&["no-such-command"], 2),
        (&["quiz", "--items", "0"], 2),
        (&["quiz", "--items", "many"], 2),
        (&["quiz", "--topic", "no-such-topic"], 2),
        (&["quiz", "--bank", "no-such-bank"], 2),
        (&["quiz", "--bank", "product-owner-fit"], 2),
        (&["fit", "--bank", "po-or-project-manager"], 2),
        (&["fit", "--data", "no-such-folder"], 2),
        (&["score", "--bank", "product-owner-fit"], 2),
        (
            &[
                "score",
                "--bank",
                "product-owner-fit",
                "--answers",
                "no-such-file",
            ],
            1,
        ),
        // The end of the input ends the run as it stands.
        (&["fit", "--plain"], 0),
    ];
    for (args, code) in cases {
        let output = pofit(args, "");
        assert_eq!(
            output.status.code(),
            Some(*code),
            "{args:?}\n{}",
            err(&output)
        );
        if *code != 0 {
            let said = err(&output) + &out(&output);
            assert!(said.len() > 10, "{args:?} says nothing");
            assert!(!said.contains("panicked"), "{args:?}: {said}");
        }
    }
    let left = pofit(&["fit", "--plain"], "q\n");
    assert_eq!(left.status.code(), Some(1));
}

#[test]
fn a_name_that_is_not_known_is_told_with_those_that_are() {
    let output = pofit(&["quiz", "--topic", "nonsense"], "");
    assert!(err(&output).contains("`authority`"), "{}", err(&output));
    let output = pofit(&["quiz", "--bank", "nonsense"], "");
    assert!(
        err(&output).contains("`po-or-project-manager`"),
        "{}",
        err(&output)
    );
}

#[test]
fn the_dialogue_moves_no_cursor_and_uses_no_colour() {
    for id in ["product-owner-fit", "po-or-project-manager"] {
        let command = if id == "product-owner-fit" {
            "fit"
        } else {
            "quiz"
        };
        let output = pofit(&[command, "--seed", "1"], &lines(&run(id, 1)));
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let text = out(&output);
        assert!(
            !text.contains(|c: char| c.is_control() && c != '\n'),
            "a control character"
        );
        assert!(text.contains("Your result"), "{text}");
        assert!(text.contains("What th"), "{text}");
        for line in text.lines().filter(|line| !line.contains(": ")) {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}

#[test]
fn the_same_answers_give_the_same_bytes_every_time() {
    for (command, id) in [
        ("fit", "product-owner-fit"),
        ("quiz", "po-or-project-manager"),
    ] {
        let lines = lines(&run(id, 1));
        let args = [command, "--plain", "--json", "--seed", "1"];
        let first = pofit(&args, &lines);
        assert_eq!(first.status.code(), Some(0), "{}", err(&first));
        assert!(!first.stdout.is_empty());
        for _ in 0..3 {
            assert_eq!(pofit(&args, &lines).stdout, first.stdout, "{command}");
        }
    }
}

/// The same answers on the screen: the state machine with the keys that a person would press.
fn on_screen(id: &str, seed: u64) -> Run {
    let mut stage = Stage::new();
    let run = run(id, seed);
    stage
        .app
        .begin(Arc::clone(run.bank()), run.plan().clone(), 0);
    for line in lines(&run).lines() {
        let Screen::Sitting(sitting) = &stage.app.screen else {
            panic!("the run ended early")
        };
        let numbers: Vec<usize> = line
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .collect();
        match sitting.input.clone() {
            Input::Steps { .. } | Input::Choose { .. } => {
                stage.send(Message::Act(Action::Pick(numbers[0] - 1)));
            }
            Input::Tick { .. } => {
                for number in numbers {
                    stage.send(Message::Act(Action::Pick(number - 1)));
                }
                stage.send(Message::Act(Action::Confirm));
            }
            Input::Arrange { order, .. } => {
                // All numbers in falling order: each step in turn goes to the top.
                for place in 1..order.len() {
                    stage.send(Message::Act(Action::Pick(place)));
                    stage.send(Message::Act(Action::Pick(0)));
                }
                stage.send(Message::Act(Action::Confirm));
            }
            Input::Sort { cards, .. } => {
                for _ in &cards {
                    stage.send(Message::Act(Action::Pick(0)));
                }
                stage.send(Message::Act(Action::Confirm));
            }
            Input::Write { .. } => {
                stage.type_text(line);
                stage.send(Message::Act(Action::Confirm));
            }
            Input::Explained { .. } => panic!("an explanation where an item was expected"),
        }
        if let Screen::Sitting(sitting) = &stage.app.screen
            && matches!(sitting.input, Input::Explained { .. })
        {
            stage.send(Message::Act(Action::Confirm));
        }
    }
    if matches!(stage.app.screen, Screen::Review(_)) {
        stage.send(Message::Act(Action::Finish));
    }
    stage.app.finished.unwrap().0
}

#[test]
fn the_dialogue_and_the_screen_give_the_same_result() {
    for (command, id) in [
        ("fit", "product-owner-fit"),
        ("quiz", "po-or-project-manager"),
    ] {
        let plain = json(&pofit(
            &[command, "--plain", "--json", "--seed", "7"],
            &lines(&run(id, 7)),
        ));
        let screen = pofit::report::Record::new(&on_screen(id, 7))
            .to_json()
            .unwrap();
        let mut screen: Value = serde_json::from_str(&screen).unwrap();
        // Only the screen measures times; they enter no score, but the remarks about the answers.
        for answer in screen["answers"].as_array_mut().unwrap() {
            answer.as_object_mut().unwrap().remove("seconds");
        }
        let mut plain = plain;
        for result in [&mut screen, &mut plain] {
            if let Some(fit) = result["result"].get_mut("fit") {
                fit.as_object_mut().unwrap().remove("quality");
            }
        }
        assert_eq!(screen, plain, "{command}");
    }
}

#[test]
fn answers_from_elsewhere_score_as_if_given_here() {
    for (command, id) in [
        ("fit", "product-owner-fit"),
        ("quiz", "po-or-project-manager"),
    ] {
        let given = pofit(
            &[command, "--plain", "--json", "--seed", "3"],
            &lines(&run(id, 3)),
        );
        // A result is an answer file too.
        let again = pofit(
            &["score", "--bank", id, "--answers", "-", "--json"],
            &out(&given),
        );
        assert_eq!(again.status.code(), Some(0), "{}", err(&again));
        assert_eq!(json(&again)["result"], json(&given)["result"], "{command}");
        assert_eq!(
            json(&again)["answers"],
            json(&given)["answers"],
            "{command}"
        );
        let told = pofit(&["score", "--bank", id, "--answers", "-"], &out(&given));
        assert!(out(&told).contains("Your result"));
    }
}

#[test]
fn the_dialogue_takes_how_sure_somebody_is_behind_an_answer() {
    let tiny = |input: &str| {
        let args = [
            "quiz",
            "--bank",
            "tiny-quiz",
            "--data",
            "tests/data",
            "--seed",
            "1",
            "--plain",
        ];
        pofit(&[&args[..], &["--json"]].concat(), input)
    };
    // In the order of seed 1: true or false, order, sort, multiple choice, single choice, short text.
    let output = tiny("1 !\n3 2 4 1!!\n1 2 1 !!!\n1 2\n1!!!!\ns\nproduct goal!!\n");
    let told = json(&output);
    let said: Vec<Value> = told["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| answer["certainty"].clone())
        .collect();
    let level = |n: u8| Value::from(n);
    assert_eq!(
        said,
        [
            level(1),
            level(2),
            level(3),
            Value::Null,
            Value::Null,
            level(2)
        ]
    );
    assert_eq!(told["answers"][5]["answer"], "product goal");
    let confidence = &told["result"]["quiz"]["confidence"];
    assert_eq!(confidence["answers"], 4);
    let said = err(&output);
    assert!(said.contains("Unsure and right: +1."), "{said}");
    // Four say nothing that is known; and the help says what does.
    assert!(said.contains("\"1!!!!\" is no answer here"), "{said}");
    assert!(
        said.contains("! (unsure), !! (fairly sure) or !!! (sure)"),
        "{said}"
    );
    // The data score as they were given.
    let again = pofit(
        &[
            "score",
            "--bank",
            "tests/data/quiz/tiny-quiz.toml",
            "--data",
            "tests/data",
            "--answers",
            "-",
            "--json",
        ],
        &out(&output),
    );
    assert_eq!(json(&again)["result"], told["result"]);
    // A statement is neither right nor wrong.
    let fit = pofit(&["fit", "--plain", "--json"], "4!\n4\n");
    assert!(
        err(&fit).contains("\"4!\" is no answer here"),
        "{}",
        err(&fit)
    );
    assert!(!err(&fit).contains("unsure"), "{}", err(&fit));
}

#[test]
fn an_impossible_answer_is_an_error_that_names_it() {
    let cases = [
        (
            r#"{"answers": [{"item": "vision-1", "answer": 6}]}"#,
            "vision-1",
            "outside 1 to 5",
        ),
        (
            r#"{"answers": [{"item": "vision-1", "answer": "yes"}]}"#,
            "vision-1",
            "1 to 5",
        ),
        (
            r#"{"answers": [{"item": "vision-1", "answer": 2.5}]}"#,
            "vision-1",
            "2.5",
        ),
        (
            r#"{"answers": [{"item": "vision-999", "answer": 3}]}"#,
            "vision-999",
            "no such item",
        ),
        (
            r#"{"answers": [{"item": "vision-1", "answer": 3, "seconds": -1}]}"#,
            "vision-1",
            "negative",
        ),
        (
            r#"{"answers": [{"item": "vision-1", "answer": 3, "certainty": 2}]}"#,
            "vision-1",
            "takes a certainty",
        ),
        (
            r#"{"answers": [{"item": "vision-1", "answer": 3, "certainty": "\u001b[2J"}]}"#,
            "vision-1",
            "1 (unsure), 2 (fairly sure) and 3 (sure)",
        ),
        (
            r#"{"answers": [{"item": "vision-1", "answr": 3}]}"#,
            "answr",
            "unknown field",
        ),
        (r#"{"answers": 3}"#, "line 1", "answer file looks like"),
        ("", "line 1", "answer file looks like"),
        (
            "{\"answers\": [{\"item\": \"\\u001b[2J\", \"answer\": 3}]}",
            "no such item",
            "item",
        ),
    ];
    for (answers, first, second) in cases {
        let output = pofit(
            &["score", "--bank", "product-owner-fit", "--answers", "-"],
            answers,
        );
        let said = err(&output);
        assert_eq!(output.status.code(), Some(1), "{answers}\n{said}");
        assert!(
            said.contains(first) && said.contains(second),
            "{answers}\n{said}"
        );
        assert!(!said.contains('\u{1b}'), "an escape sequence came through");
    }
}

#[test]
fn every_kind_of_answer_has_its_json_form() {
    let answers = r#"{"seed": 1, "answers": [
        {"item": "order-decider", "answer": "po", "seconds": 3.2},
        {"item": "team-members", "answer": ["devs", "po"]},
        {"item": "daily-for-developers", "answer": true},
        {"item": "sprint-order", "answer": ["planning", "daily", "review", "retro"]},
        {"item": "whose-job", "answer": {"goal": "po", "charter": "pj", "order": "pj"}},
        {"item": "goal-name", "answer": null}
    ]}"#;
    let output = pofit(
        &[
            "score",
            "--data",
            "tests/data",
            "--bank",
            "tiny-quiz",
            "--answers",
            "-",
            "--json",
        ],
        answers,
    );
    let result = json(&output);
    let quiz = &result["result"]["quiz"];
    assert_eq!(quiz["answered"], 5);
    assert_eq!(quiz["skipped"], 1);
    let credit = quiz["credit"].as_f64().unwrap();
    assert!((credit - (4.0 + 2.0 / 3.0)).abs() < 1e-9, "{credit}");
}

#[test]
fn a_topic_and_a_number_limit_what_is_asked() {
    let output = pofit(
        &[
            "quiz",
            "--plain",
            "--json",
            "--items",
            "5",
            "--topic",
            "authority",
        ],
        "",
    );
    let result = json(&output);
    assert_eq!(result["answers"].as_array().unwrap().len(), 5);
    let short = json(&pofit(&["fit", "--plain", "--json", "--short"], ""));
    let full = json(&pofit(&["fit", "--plain", "--json"], ""));
    assert!(
        short["answers"].as_array().unwrap().len() * 2 < full["answers"].as_array().unwrap().len()
    );
    assert_eq!(short["form"], "short");
}

#[test]
fn the_dialogue_goes_back_skips_helps_and_shows_all() {
    // 1: back is refused, help, an impossible answer, then 4; 2: back to 1, 5; s; then the end.
    let text = out(&pofit(
        &[
            "fit",
            "--plain",
            "--data",
            "tests/data",
            "--bank",
            "tiny-fit",
        ],
        "b\n?\n9\n4\nb\n5\ns\n",
    ));
    for said in [
        "This is the first item.",
        "a number from 1 to 5",
        "\"9\" is no answer here.",
        "Item 2 of 14",
        "items have no answer yet",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let listed = out(&pofit(
        &[
            "fit",
            "--plain",
            "--data",
            "tests/data",
            "--bank",
            "tiny-fit",
            "--short",
        ],
        "4\n4\n4\n4\n4\n4\n2\nl\n7\n5\n\n",
    ));
    assert!(
        listed.contains("7. I would rather say where we go."),
        "{listed}"
    );
    assert!(listed.contains("Rather the first"), "{listed}");
    assert!(listed.contains("Your result"), "{listed}");
}

#[test]
fn hostile_input_to_the_dialogue_is_no_answer_and_no_harm() {
    let long = "9".repeat(100_000);
    let input = format!("\u{1b}[2J\n{long}\n\u{0}\n-1\n99999999999999999999\n4\n");
    let output = pofit(
        &[
            "fit",
            "--plain",
            "--data",
            "tests/data",
            "--bank",
            "tiny-fit",
        ],
        &input,
    );
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    assert!(!text.contains('\u{1b}') && !text.contains('\0'));
    assert!(
        text.contains("Item 2 of 14"),
        "the answer after the rubbish counts"
    );
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pofit"))
        .args(["fit", "--plain"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_keys_in_the_readme_are_those_of_the_table() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let keys = out(&pofit(&["keys", "--markdown"], ""));
    assert!(
        readme.contains(keys.trim()),
        "put `pofit keys --markdown` into the README"
    );
}

#[test]
fn the_coverage_in_the_readme_is_what_is_printed() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let output = pofit(&["check", "--coverage"], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        readme.contains(out(&output).trim()),
        "put what `pofit check --coverage` prints into the README"
    );
}

#[test]
fn learn_prints_the_best_match_as_text_and_as_json() {
    let text = out(&pofit(&["learn", "daily", "scrum"], ""));
    assert!(
        text.starts_with("Do Product Owners attend Daily Scrums?"),
        "{text}"
    );
    assert!(text.contains("## Sources"), "{text}");
    let found = json(&pofit(&["learn", "--json", "daily scrum"], ""));
    let entry = &found["entries"][0];
    assert_eq!(entry["id"], "daily-scrum");
    assert!(!entry["items"].as_array().unwrap().is_empty());
    let all = json(&pofit(&["learn", "--json"], ""));
    assert!(all["entries"].as_array().unwrap().len() > 90);
    let dated = all["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["as_of"].is_number());
    assert!(dated.count() >= 3);
    assert_eq!(pofit(&["learn", "zzzzq"], "").status.code(), Some(1));
}

#[test]
fn learn_as_a_dialogue_searches_reads_and_follows_links() {
    let output = pofit(
        &["learn", "--plain"],
        "sprint review\n1\n999\nzzzzq\nl\nq\n",
    );
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    for said in [
        "1. What is the difference",
        "Sprint Review",
        "There is no number 999",
        "Nothing found",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(pofit(&["learn", "--plain"], "").status.code(), Some(0));
}

#[test]
fn the_bank_in_the_readme_is_a_bank() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let toml = readme
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let found = load(&SourceText::new("README.md", toml), &builtin::library());
    let bank = found.unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert_eq!(bank.items.len(), 1);
}

#[test]
fn what_the_home_page_says_of_a_bank_is_true() {
    for built_in in builtin::banks() {
        let bank = bank(built_in.id);
        assert_eq!(bank.head.id.as_ref(), built_in.id);
        assert_eq!(bank.head.title.as_str(), built_in.title);
    }
}
