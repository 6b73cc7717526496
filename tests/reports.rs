//! Reports: the same numbers in the same words everywhere, text from a bank harmless in each format,
//! a page that is sound and needs nothing, data that keep to the published schema.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "helpers of tests fail by panicking"
)]

mod common;
#[path = "common/confident.rs"]
mod confident;
#[path = "common/page.rs"]
mod page;
#[path = "common/runs.rs"]
mod runs;

use common::stage::{Stage, bank, tiny_fit, tiny_quiz};
use page::Page;
use pofit::app::{ResultPage, Screen};
use pofit::bank::{Answer, Kind, Library, Response, SourceText, load};
use pofit::plain;
use pofit::report::{Block, Document, Format, result, result_schema, written};
use pofit::run::{Feedback, Plan, Run};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The ten runs, two of the tiny banks, whose every kind of item was answered, and quizzes with words
/// about how well somebody judged their answers.
fn all_runs() -> Vec<(&'static str, Run)> {
    let mut all = runs::ten();
    all.push(("tiny-fit", tiny(tiny_fit())));
    all.push(("tiny-quiz", tiny(tiny_quiz())));
    all.extend(confident::each_judgement());
    all
}

/// A run of a small bank, with answers that differ from item to item.
fn tiny(bank: Arc<pofit::bank::Bank>) -> Run {
    let mut run = Run::new(
        bank,
        Plan {
            feedback: Feedback::AtTheEnd,
            ..Plan::new(1)
        },
    )
    .unwrap();
    for place in 0..run.len() {
        run.go(place);
        let (item, slot) = run.nth(place).unwrap();
        let response = match &item.kind {
            Kind::Agreement { .. } => Response::Step(1 + u8::try_from(place * 7 % 5).unwrap()),
            Kind::Pair { .. } => Response::Step(2),
            Kind::Multiple(_) => Response::Choices(slot.order[..1].iter().cloned().collect()),
            Kind::Order(_) => Response::Order(slot.order.clone()),
            Kind::Sort { groups, .. } => {
                let first = |card: &pofit::bank::OptionId| (card.clone(), groups[0].id.clone());
                Response::Groups(slot.order.iter().map(first).collect())
            }
            Kind::ShortText { .. } => Response::Text("the prodcut goal".to_owned()),
            _ => Response::Choice(slot.order[0].clone()),
        };
        run.answer(response, None, Some(4.0)).unwrap();
    }
    run.finish();
    run
}

fn format(run: &Run, format: Format) -> String {
    written(run, format).unwrap()
}

/// The words that a document tells, in order; each must stand in each output.
fn told(document: &Document) -> Vec<String> {
    let mut told = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Title(_) => {} // the screen has it in its header
            Block::Heading(text) | Block::Text(_, text) | Block::Bullet(_, text) => {
                told.push(text.clone());
            }
            Block::Link(link) => {
                told.push(link.text.clone());
                told.extend(link.note.clone());
            }
            Block::Meter(meter) => {
                told.push(meter.label.clone());
                told.push(meter.figures.clone());
                let marks = meter.marks.iter().map(|mark| mark.meaning.clone());
                told.extend(marks.filter(|_| meter.value.is_some()));
            }
            Block::Table(_) | Block::Plane(_) => panic!("a result has none of these"),
        }
    }
    told.retain(|text| !text.is_empty());
    told
}

/// Without blanks, since each output breaks lines in its own way.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The words of a Markdown text: backslashes that stand before a sign are taken away.
fn unescaped(markdown: &str) -> String {
    let mut plain = String::new();
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        let escapes = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        plain.extend((!escapes).then_some(c));
        plain.extend(escapes.then(|| chars.next()).flatten());
    }
    plain
}

/// The whole result as it is painted, on a screen that is high enough.
fn screen(run: &Run) -> String {
    let mut stage = Stage::new();
    stage.app.screen = Screen::Result(Box::new(ResultPage::new(run.clone())));
    stage.text_at((80, 700))
}

#[track_caller]
fn assert_tells(what: &str, output: &str, told: &[String]) {
    let output = solid(output);
    let mut at = 0;
    for text in told {
        let found = output[at..].find(&solid(text));
        let Some(found) = found else {
            panic!("{what} does not tell, or not in its place: {text}");
        };
        at += found + solid(text).len();
    }
}

#[test]
fn each_output_tells_the_same_numbers_in_the_same_words() {
    for (name, run) in all_runs() {
        let document = result(&run);
        let told = told(&document);
        assert!(told.len() > 15, "{name}: {told:?}");
        let outputs = [
            ("screen", screen(&run)),
            ("plain text", plain::document(&document)),
            ("Markdown", unescaped(&format(&run, Format::Markdown))),
            ("HTML", Page::read(&format(&run, Format::Html)).text()),
        ];
        for (output, text) in outputs {
            assert_tells(&format!("{name}: {output}"), &text, &told);
        }
    }
}

#[test]
fn the_picture_and_the_data_have_the_numbers_that_the_words_tell() {
    let mut seen = 0;
    for (name, run) in all_runs() {
        let document = result(&run);
        let figures = |label: &str| {
            let mut blocks = document.blocks.iter().rev();
            let meter = blocks.find_map(|block| match block {
                Block::Meter(meter) if meter.label == label => Some(meter),
                _ => None,
            });
            meter.unwrap().figures.clone()
        };
        let Some(frame) = run.bank().assessment() else {
            continue;
        };
        let data: Value = serde_json::from_str(&format(&run, Format::Json)).unwrap();
        let picture = Page::read(&format(&run, Format::Svg)).text();
        for (scale, known) in data["result"]["fit"]["scales"]
            .as_array()
            .unwrap()
            .iter()
            .zip(&frame.scales)
        {
            let told = figures(known.name.as_str());
            assert!(picture.contains(&told), "{name}: {told}");
            let Value::Object(found) = &scale["estimate"] else {
                continue;
            };
            let whole = |field: &str| found[field].as_f64().unwrap().round();
            let numbers = format!(
                "{}  ({} to {})",
                whole("score"),
                whole("low"),
                whole("high")
            );
            assert_eq!(told, numbers, "{name}: {}", known.name);
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

/// Whatever might be markup somewhere.
const HOSTILE: &str = "<script>alert(1)</script> <img src=x onerror=alert(1)> [go](javascript:alert(1)) \
    ![p](https://evil.example/p.png) a | b `tick` **bold** __bold__ ~~gone~~ --> &lt;b&gt; & \
    \"><svg onload=alert(1)> ]]> </title> </style> {{x}} $1$ https://evil.example \\";

/// As much of it as fits where little does.
const SHORT: &str = "<b>|`[x](y)` *_&";

/// Makes the texts of these fields hostile; numbered, since a bank may not say the same twice.
fn made_hostile(toml: &str, fields: &[&str]) -> String {
    let line = |(n, line): (usize, &str)| {
        let (field, value) = line.split_once(" = ").unwrap_or_default();
        let text = match field {
            "name" => SHORT,
            "text" | "title" | "author" => &HOSTILE[..100],
            _ => HOSTILE,
        };
        let keep = !fields.contains(&field) || !value.starts_with('"');
        if keep {
            line.to_owned()
        } else {
            format!("{field} = {}", json!(format!("{n} {text}")))
        }
    };
    toml.lines()
        .enumerate()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// A run of a small bank whose every text is hostile.
fn hostile(bank: &str) -> Run {
    let known = common::stage::library();
    let made = |source: &SourceText, fields: &[&str]| {
        SourceText::new(&source.name, &made_hostile(&source.text, fields))
    };
    let mut library = Library {
        traits: made(
            &known.traits,
            &["definition", "low", "high", "strength", "text"],
        ),
        roles: made(&known.roles, &["name", "summary", "day", "reason"]),
        faq: made(&known.faq, &["question", "short", "answer"]),
        narrative: made(&known.narrative, &["text"]),
        sources: made(&known.sources, &["author", "title"]),
        ..known
    };
    // A scale's name has room for an element and little else.
    let traits = library.traits.text.replace("\"Vision\"", "\"<b>|`x`&*_\"");
    library.traits = SourceText::new("traits.toml", &traits);
    let fields = ["title", "stem", "text", "why", "explanation", "name"];
    match load(
        &SourceText::new("hostile.toml", &made_hostile(bank, &fields)),
        &library,
    ) {
        Ok(bank) => tiny(Arc::new(bank)),
        Err(mistakes) => panic!("{mistakes}"),
    }
}

#[test]
fn hostile_text_of_a_bank_never_gets_through_raw() {
    let banks = [
        include_str!("data/fit/tiny-fit.toml"),
        include_str!("data/quiz/tiny-quiz.toml"),
    ];
    for bank in banks {
        let run = hostile(bank);
        let told = told(&result(&run));
        let hostile = told.iter().filter(|text| text.contains("<script>")).count();
        assert!(hostile > 5, "{hostile} hostile texts of {}", told.len());

        // A page: everything is text, and nothing but the known elements is there.
        let html = format(&run, Format::Html);
        let page = Page::read(&html);
        page.assert_sound();
        assert_tells("HTML", &page.text(), &told);

        // The picture.
        let svg = format(&run, Format::Svg);
        assert!(
            Page::read(&svg)
                .names()
                .is_subset(&page::SVG.iter().copied().collect()),
            "{svg}"
        );

        // Markdown: what could be markup has a backslash before it, but for our own.
        let markdown = format(&run, Format::Markdown);
        assert_tells("Markdown", &unescaped(&markdown), &told);
        for line in markdown.lines() {
            let mut raw = String::new();
            let mut chars = line.chars();
            while let Some(c) = chars.next() {
                if c == '\\' {
                    chars.next()
                } else {
                    raw.push(c);
                    None
                };
            }
            // Our own code spans hold bars and letters.
            for (n, part) in raw.split('`').enumerate() {
                let bar = part
                    .chars()
                    .all(|c| "─▒█".contains(c) || c.is_ascii_alphabetic());
                assert!(n % 2 == 0 || bar, "{line}");
            }
            for sign in ["<", ">", "[", "](", "&", "~", "_", "$", "://"] {
                assert!(!raw.contains(sign), "{sign} in {line}");
            }
            let cells = raw.matches('|').count();
            assert!([0, 3, 4, 5].contains(&cells), "{line}");
            // Ours stand at the ends of a line, or around the label before a figure.
            let ours = raw.matches('*').count();
            assert!(
                [0, 2, 4].contains(&ours) && (ours == 0 || raw.starts_with('*')),
                "{line}"
            );
        }

        // Data: the same text comes back.
        let data: Value = serde_json::from_str(&format(&run, Format::Json)).unwrap();
        assert_eq!(data["bank"]["title"], json!(run.bank().head.title.as_str()));
    }
}

#[test]
fn a_page_is_sound_runs_nothing_and_refers_to_nothing_outside() {
    for (name, run) in all_runs() {
        let html = format(&run, Format::Html);
        assert!(
            html.starts_with("<!DOCTYPE html><html lang=\"en\">"),
            "{name}"
        );
        Page::read(&html).assert_sound();
        for outside in [
            "http:",
            "https:",
            "//",
            "url(",
            "@import",
            "javascript:",
            "expression(",
        ] {
            let found = html.match_indices(outside).next();
            assert!(found.is_none(), "{name}: {outside}");
        }
        // No page is heavy: it goes by mail.
        assert!(html.len() < 64 * 1024, "{name} has {} bytes", html.len());
    }
}

#[test]
fn a_page_speaks_the_language_of_its_bank() {
    let german = include_str!("data/quiz/tiny-quiz.toml").replacen(
        "[bank]",
        "[bank]\nlanguage = \"de-CH\"",
        1,
    );
    let html = format(&tiny(bank(&german)), Format::Html);
    assert!(html.contains("<html lang=\"de-CH\">"), "{}", &html[..80]);
}

#[test]
fn what_a_report_looks_like() {
    let run = tiny(tiny_fit());
    let html = format(&run, Format::Html);
    let (start, end) = (
        html.find("<style>").unwrap(),
        html.find("</style>").unwrap(),
    );
    // A line for each element; the style sheets are files of their own.
    let html = format!("{}<style>{}", &html[..start], &html[end..]).replace("><", ">\n<");
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("report-html", html);
        insta::assert_snapshot!("report-markdown", format(&tiny(tiny_quiz()), Format::Markdown));
    });
}

#[test]
fn results_keep_to_the_published_schema_and_nothing_else_does() {
    let schema: Value = serde_json::from_str(&result_schema().unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for (name, run) in all_runs() {
        let data: Value = serde_json::from_str(&format(&run, Format::Json)).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&data)
            .map(|error| error.to_string())
            .collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
        let mut fields = BTreeSet::new();
        paths(&data, "", &mut fields);
        assert!(fields.len() > 20, "{name}: {fields:?}");
        for path in &fields {
            let mut renamed = data.clone();
            rename(&mut renamed, path);
            assert!(
                !validator.is_valid(&renamed),
                "{name}: {path} may be called otherwise"
            );
        }
        for (path, value) in [
            ("/schema", json!("pofit-result/0")),
            ("/seed", json!(-1)),
            ("/bank/sha256", json!("abc")),
            ("/answers/0/item", json!("No Id")),
            ("/answers/0/answer", json!(6)),
            ("/result", json!({})),
        ] {
            let mut changed = data.clone();
            *changed.pointer_mut(path).unwrap() = value;
            assert!(!validator.is_valid(&changed), "{name}: {path}");
        }
    }
}

/// The places of all fields, one of each list; a sorting's cards are no fields.
fn paths(data: &Value, at: &str, found: &mut BTreeSet<String>) {
    match data {
        Value::Object(_) if at.ends_with("/answer") => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = format!("{at}/{name}");
                paths(value, &path, found);
                found.insert(path);
            }
        }
        Value::Array(list) => list
            .iter()
            .take(1)
            .for_each(|first| paths(first, &format!("{at}/0"), found)),
        _ => {}
    }
}

fn rename(data: &mut Value, path: &str) {
    let (parent, name) = path.rsplit_once('/').unwrap();
    let Some(Value::Object(fields)) = data.pointer_mut(parent) else {
        panic!("{path}");
    };
    let value = fields.remove(name).unwrap();
    fields.insert(format!("{name}x"), value);
}

/// The words of the section about confidence, without its bars.
fn confidence(run: &Run) -> Vec<String> {
    let document = result(run);
    let from = |block: &&Block| **block != Block::Heading("Confidence".to_owned());
    let section = document.blocks.iter().skip_while(from).skip(1);
    let section = section.take_while(|block| !matches!(block, Block::Heading(_)));
    let words = section.filter_map(|block| match block {
        Block::Text(_, text) | Block::Bullet(_, text) => Some(text.clone()),
        _ => None,
    });
    words.collect()
}

#[test]
fn how_well_somebody_judged_is_told_with_what_it_rests_on() {
    let told: Vec<(&str, Vec<String>)> = confident::each_judgement()
        .iter()
        .map(|(name, run)| (*name, confidence(run)))
        .collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_debug_snapshot!("confidence-words", told);
    });
    // Whoever said nothing is told nothing.
    assert!(confidence(&confident::run((0, 0), (0, 0), (0, 0), (9, 3))).is_empty());
    // Bars of certainty are no profile, however few topics there are.
    let (_, run) = &confident::each_judgement()[0];
    let picture = Page::read(&format(run, Format::Svg)).text();
    assert!(picture.contains("All of them"), "{picture}");
}

#[test]
fn a_result_without_bars_has_no_picture_and_says_so() {
    let all = tiny_quiz();
    let one: Vec<Answer> = tiny(Arc::clone(&all))
        .answers()
        .into_iter()
        .take(1)
        .collect();
    let mut none = (*all).clone();
    none.subject = pofit::bank::Subject::Quiz { topics: Vec::new() };
    let run = Run::from_answers(Arc::new(none), 1, &one).unwrap();
    let why = written(&run, Format::Svg).unwrap_err().to_string();
    assert!(why.contains("no bars to draw"), "{why}");
    // The other formats tell it all the same.
    for other in [Format::Markdown, Format::Html, Format::Json] {
        assert!(written(&run, other).is_ok(), "{other:?}");
    }
}
