//! The GIFT that is written means the same to a parser that is not ours: gift-pegjs.
//!
//! It needs node and `npm ci` in `tests/gift`; `.ci/run` sees to it. Without them it says that it is
//! left out, unless `POFIT_GIFT=1` asks for it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

use pofit::bank::{SourceText, builtin, handbook, load};
use pofit::exchange::{Body, Format, Imported, Naming, NeutralItem, Part, neutral, settle, write};
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::Command;

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gift"))
}

fn missing() -> Option<&'static str> {
    let node = Command::new("node").arg("--version").output();
    if !node.is_ok_and(|output| output.status.success()) {
        Some("there is no node")
    } else if !folder().join("node_modules/gift-pegjs").exists() {
        Some("tests/gift has no packages: run npm ci there")
    } else {
        None
    }
}

/// What the other parser finds, without categories.
fn seen(gift: &str) -> Vec<Value> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), gift).unwrap();
    let output = Command::new("node")
        .arg(folder().join("look.mjs"))
        .arg(file.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let all: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    all.into_iter()
        .filter(|found| found["type"] != "Category")
        .collect()
}

/// Paragraphs are told by line breaks there.
fn folded(text: &str) -> String {
    text.replace("\n\n", "\n")
}

fn text(value: &Value) -> Option<String> {
    value["text"].as_str().map(ToOwned::to_owned)
}

fn why(part: Option<&String>) -> Option<String> {
    part.map(|text| folded(text))
}

fn same(item: &NeutralItem, found: &Value) {
    let about = format!("{item:#?}\n{found:#}");
    assert_eq!(found["title"].as_str(), item.id.as_deref(), "{about}");
    assert_eq!(found["id"].as_str(), item.id.as_deref(), "{about}");
    assert_eq!(text(&found["stem"]), Some(folded(&item.stem)), "{about}");
    assert_eq!(
        text(&found["globalFeedback"]),
        why(item.explanation.as_ref()),
        "{about}"
    );
    match &item.body {
        Body::Single(options) | Body::Multiple(options) => {
            assert_eq!(found["type"], "MC", "{about}");
            let multiple = matches!(item.body, Body::Multiple(_));
            let choices = found["choices"].as_array().unwrap();
            assert_eq!(choices.len(), options.len(), "{about}");
            for (option, choice) in options.iter().zip(choices) {
                assert_eq!(text(&choice["text"]), Some(folded(&option.text)), "{about}");
                assert_eq!(
                    text(&choice["feedback"]),
                    why(option.why.as_ref()),
                    "{about}"
                );
                let key = if multiple {
                    choice["weight"].as_f64().unwrap() > 0.0
                } else {
                    choice["isCorrect"].as_bool().unwrap()
                };
                assert_eq!(key, option.key, "{about}");
            }
        }
        Body::TrueFalse {
            answer,
            why_true,
            why_false,
        } => {
            assert_eq!(found["type"], "TF", "{about}");
            assert_eq!(found["isTrue"].as_bool(), Some(*answer), "{about}");
            // It names the two by their place: first what a wrong answer is told, then a right one.
            let (right, wrong) = if *answer {
                (why_true, why_false)
            } else {
                (why_false, why_true)
            };
            assert_eq!(text(&found["trueFeedback"]), why(wrong.as_ref()), "{about}");
            assert_eq!(
                text(&found["falseFeedback"]),
                why(right.as_ref()),
                "{about}"
            );
        }
        Body::ShortText(accept) => {
            assert_eq!(found["type"], "Short", "{about}");
            let said: Vec<Option<String>> = found["choices"]
                .as_array()
                .unwrap()
                .iter()
                .map(|choice| text(&choice["text"]))
                .collect();
            let wanted: Vec<Option<String>> =
                accept.iter().map(|text| Some(folded(text))).collect();
            assert_eq!(said, wanted, "{about}");
        }
        Body::Order(steps) => {
            let pairs = steps.iter().zip(1..);
            let wanted = pairs.map(|(step, n): (&Part, usize)| (step.text.clone(), n.to_string()));
            matched(found, &wanted.collect::<Vec<_>>());
        }
        Body::Sort { groups, cards } => {
            let pair =
                |(card, place): &(Part, usize)| (card.text.clone(), groups[*place].text.clone());
            matched(found, &cards.iter().map(pair).collect::<Vec<_>>());
        }
    }
}

fn matched(found: &Value, wanted: &[(String, String)]) {
    assert_eq!(found["type"], "Matching");
    let pairs = found["matchPairs"].as_array().unwrap().iter();
    let said: Vec<(String, String)> = pairs
        .map(|pair| {
            let group = pair["subanswer"].as_str().unwrap().to_owned();
            (text(&pair["subquestion"]).unwrap(), group)
        })
        .collect();
    assert_eq!(said, wanted);
}

#[test]
fn another_parser_reads_the_same_questions() {
    if let Some(why) = missing() {
        assert!(
            std::env::var_os("POFIT_GIFT").is_none(),
            "POFIT_GIFT is set, but {why}"
        );
        // Past the harness, which would keep it to itself.
        let _ = writeln!(
            std::io::stderr(),
            "LEFT OUT: GIFT read by gift-pegjs: {why}"
        );
        return;
    }
    let library = builtin::library();
    let mut banks = Vec::new();
    for bank in builtin::banks() {
        let bank = load(&SourceText::new(bank.file, bank.text), &library).unwrap();
        if bank.assessment().is_none() {
            banks.push(bank);
        }
    }
    // The signs of the format in every place, too.
    let signs = "a ~ b = c # d { e } f : g \\ h % i [html] // j";
    let part = |n: usize, key: bool| Part {
        text: format!("{signs} {n}"),
        why: Some(signs.to_owned()),
        key,
        id: None,
    };
    let bodies = [
        Body::Single(vec![part(1, true), part(2, false)]),
        Body::Multiple(vec![part(1, true), part(2, true), part(3, false)]),
        Body::ShortText(vec![signs.to_owned()]),
        Body::Order(vec![part(1, false), part(2, false), part(3, false)]),
    ];
    let items = bodies.into_iter().map(|body| NeutralItem {
        stem: format!("{signs}\n\nand more"),
        explanation: Some(signs.to_owned()),
        body,
        ..NeutralItem::default()
    });
    let found = Imported {
        items: items.collect(),
        ..Imported::default()
    };
    let settled = settle(found, &Naming::default(), &handbook(&library).unwrap());
    assert_eq!(settled.items, 4, "{:?}", settled.losses);
    banks.push(load(&SourceText::new("signs", &settled.text), &library).unwrap());
    let mut compared = 0;
    for bank in &banks {
        let items = neutral(bank);
        let found = seen(&write(Format::Gift, bank).unwrap().text);
        assert_eq!(found.len(), items.len());
        for (item, found) in items.iter().zip(&found) {
            same(item, found);
            compared += 1;
        }
    }
    assert_eq!(compared, 316);
}
