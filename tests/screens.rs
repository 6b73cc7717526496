//! What every screen looks like, at the four sizes; that colour is never the only signal; that the
//! README's picture is what the program paints.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;
#[path = "common/confident.rs"]
mod confident;

use common::picture::svg;
use common::stage::{ASCII, SIZES, Stage, UNICODE, exam_plan};
use pofit::app::{Action, KeepFault, Message, Overlay, ResultPage, Screen};
use pofit::bank::{ContentHash, Kind, SourceText, builtin, load};
use pofit::run::{Row, RunKey, Summary};
use pofit::tui::{Glyphs, Look, Palette, Theme};
use ratatui::style::Modifier;
use std::fmt::Write as _;
use std::sync::Arc;

const QUIZ: &str = "2 Enter";
const FIT: &str = "1 Enter";

/// A whole assessment: everything but the situation and the pair answered with one step each.
const WHOLE_FIT: &str = "1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 1 2";

fn quiz_at(item: &str, keys: &str) -> Stage {
    let mut stage = Stage::after(QUIZ);
    stage.go_to(item);
    stage.press(keys);
    stage
}

/// A quiz with one answer wrong, one partly right, one skipped, the rest right.
fn quiz_result() -> Stage {
    let mut stage = quiz_at("order-decider", "3");
    stage.go_to("team-members");
    stage.press("Space Enter");
    stage.go_to("daily-for-developers");
    stage.press("1");
    stage.go_to("goal-name");
    stage.type_text("the prodcut goal");
    stage.press("Enter");
    stage.go_to("whose-job");
    stage.press("1 2 1 Enter");
    stage.go_to("sprint-order");
    stage.press("s r f");
    stage
}

/// An exam with its order's item answered, after these keys.
fn exam(keys: &str) -> Stage {
    let mut stage = Stage::exam(60 * 40, Some(80));
    stage.go_to("order-decider");
    stage.press("1");
    stage.go_to("team-members");
    stage.press(keys);
    stage
}

/// An exam with two questions right, some wrong and some open.
fn exam_result(keys: &str) -> Stage {
    let mut stage = exam("Space Enter");
    stage.go_to("daily-for-developers");
    stage.press("1");
    stage.go_to("goal-name");
    stage.type_text("Product Goal");
    stage.press("C-r f");
    stage.press(keys);
    stage
}

/// A run of the history: the n-th before today.
fn row(n: u64) -> Row {
    let is_assessment = n.is_multiple_of(3);
    let score = 60.0 + f64::from(u8::try_from(n).unwrap()) * 4.0;
    let summary = Summary {
        score: Some(score),
        low: Some(score - 15.0),
        high: Some(score + 10.0),
    };
    Row {
        key: RunKey(n),
        bank: if is_assessment {
            "tiny-fit"
        } else {
            "tiny-quiz"
        }
        .to_owned(),
        title: if is_assessment {
            "A tiny assessment"
        } else {
            "A tiny quiz"
        }
        .to_owned(),
        hash: ContentHash([0; 32]),
        is_assessment,
        when: format!("2026-11-{:02} 09:30", 20 - n),
        answered: 6,
        asked: 14,
        summary: (n != 1).then_some(summary),
    }
}

fn kept() -> Stage {
    let mut stage = Stage::new();
    stage.app.keep.place = Some("/home/you/.local/share/pofit/history.db".to_owned());
    stage.app.keep.waiting = vec![row(1)];
    stage
}

fn history(rows: u64, keys: &str) -> Stage {
    let mut stage = kept();
    let total = usize::try_from(rows).unwrap();
    stage.send(Message::Listed(
        0,
        Ok(((0..rows).map(row).collect(), total)),
    ));
    stage.press(keys);
    stage
}

fn trend() -> Stage {
    let mut stage = history(6, "");
    let rows: Vec<Row> = (0..6).map(row).filter(|row| !row.is_assessment).collect();
    stage.send(Message::Told(Ok(pofit::report::trend(&rows))));
    stage
}

/// The screens of the history.
fn history_screens() -> Vec<(&'static str, Stage)> {
    vec![
        ("home-waiting", kept()),
        ("intro-kept", {
            let mut stage = kept();
            stage.press("2");
            stage
        }),
        ("history", history(9, "j c j")),
        ("history-empty", history(0, "")),
        ("history-delete", history(3, "d Enter")),
        ("history-trend", trend()),
        ("store-trouble", {
            let mut stage = Stage::new();
            stage.app.overlay = Some(Overlay::Store {
                why: "this file is no history of pofit".to_owned(),
                can_move: true,
            });
            stage
        }),
        ("not-kept", {
            let mut stage = kept();
            stage.keep_result = Err(KeepFault {
                why: "the disk is full".to_owned(),
                elsewhere: false,
            });
            stage.press("2 Enter 4");
            stage
        }),
    ]
}

/// Screens with what somebody said about how sure they were.
fn certain_screens() -> Vec<(&'static str, Stage)> {
    let mut typed = quiz_at("goal-name", "");
    typed.type_text("sprint goal");
    typed.press("C-g C-g C-g");
    let result = |name: &str, keys: &str| {
        let all = confident::each_judgement();
        let (_, run) = all.into_iter().find(|(known, _)| *known == name).unwrap();
        let mut stage = Stage::new();
        stage.app.screen = Screen::Result(Box::new(ResultPage::new(run)));
        stage.paint();
        stage.press(keys);
        stage
    };
    vec![
        ("item-single-unsure", quiz_at("order-decider", "j c")),
        ("item-order-fairly-sure", quiz_at("sprint-order", "c c")),
        ("item-short-text-sure", typed),
        (
            "explained-sure-right",
            quiz_at("daily-for-developers", "c c c 1"),
        ),
        ("explained-sure-wrong", quiz_at("order-decider", "c c c 3")),
        (
            "explained-sure-partly",
            quiz_at("team-members", "c c j Space Enter"),
        ),
        ("result-over-confident", result("over", "Tab Tab")),
        ("result-well-judged", result("well-judged", "Tab Tab")),
    ]
}

/// The screens of an exam.
fn exam_screens() -> Vec<(&'static str, Stage)> {
    vec![
        ("exam-intro", {
            let mut stage = Stage::new();
            stage.app.defaults = exam_plan(60 * 7, Some(80));
            stage.press("2");
            stage
        }),
        ("exam-item", exam("m j Space")),
        ("exam-map", exam("m r Right Right m")),
        ("exam-map-last-minutes", {
            let mut stage = Stage::exam(600, Some(80));
            stage.go_to("order-decider");
            stage.press("1 C-r r End");
            stage.wait(6 * 60 * 1000);
            stage
        }),
        ("exam-result", exam_result("")),
        ("exam-result-chance", exam_result("Tab Tab")),
        ("exam-time-up", {
            let mut stage = Stage::exam(60, None);
            stage.go_to("order-decider");
            stage.press("1");
            stage.wait(60 * 1000);
            stage
        }),
    ]
}

/// All screens by their names.
fn all_screens() -> impl Iterator<Item = (&'static str, Stage)> {
    screens()
        .into_iter()
        .chain(exam_screens())
        .chain(history_screens())
        .chain(certain_screens())
}

/// Each screen by its name.
fn screens() -> Vec<(&'static str, Stage)> {
    let mut fault = Stage::new();
    fault.send(Message::Opened(Err(
        "bank.toml:3:1: `id` is missing".to_owned()
    )));
    let mut typed = quiz_at("goal-name", "");
    typed.type_text("sprint gaol");
    vec![
        ("home", Stage::new()),
        (
            "home-open-run",
            Stage::after(&format!("{FIT} 4 5 2 Esc Down")),
        ),
        ("home-result", Stage::after(&format!("{WHOLE_FIT} f Esc"))),
        ("intro-fit", Stage::after("1")),
        ("intro-quiz", Stage::after("2 Down Down Right")),
        ("item-agreement", Stage::after(FIT)),
        (
            "item-agreement-answered",
            Stage::after(&format!("{FIT} 4 Left j")),
        ),
        (
            "item-situation",
            Stage::after("1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 j"),
        ),
        (
            "item-pair",
            Stage::after("1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 1"),
        ),
        ("item-single", quiz_at("order-decider", "j")),
        ("item-multiple", quiz_at("team-members", "Space j j")),
        (
            "item-multiple-nothing-ticked",
            quiz_at("team-members", "Enter"),
        ),
        ("item-true-false", quiz_at("daily-for-developers", "")),
        ("item-order", quiz_at("sprint-order", "j Space")),
        ("item-sort", quiz_at("whose-job", "2")),
        ("item-short-text", typed),
        ("explained-right", quiz_at("daily-for-developers", "1")),
        ("explained-wrong", quiz_at("order-decider", "3")),
        ("explained-partly", quiz_at("team-members", "Space Enter")),
        ("explained-order", quiz_at("sprint-order", "Enter")),
        ("explained-sort", quiz_at("whose-job", "1 1 1 Enter")),
        ("explained-slip", {
            let mut stage = quiz_at("goal-name", "");
            stage.type_text("prodcut goal");
            stage.press("Enter");
            stage
        }),
        ("review", Stage::after(&format!("{FIT} 4 5 s 2 r j j"))),
        ("result-fit", Stage::after(&format!("{WHOLE_FIT} f"))),
        (
            "result-fit-scales",
            Stage::after(&format!("{WHOLE_FIT} f Tab Tab")),
        ),
        (
            "result-fit-end",
            Stage::after(&format!("{WHOLE_FIT} f End")),
        ),
        (
            "result-fit-too-few",
            Stage::after(&format!("{FIT} 4 5 r f")),
        ),
        ("result-quiz", quiz_result()),
        ("result-quiz-end", {
            let mut stage = quiz_result();
            stage.press("End");
            stage
        }),
        ("learn", Stage::after("3 j")),
        ("learn-search", Stage::after("3 / g o a l")),
        ("learn-search-nothing", Stage::after("3 / z z z")),
        ("learn-question", Stage::after("3 1 Tab")),
        ("learn-question-that-ages", Stage::after("3 2")),
        ("learn-term", Stage::after("3 3")),
        ("help", Stage::after(&format!("{FIT} ?"))),
        ("leave", Stage::after(&format!("{FIT} 4 q"))),
        ("notice", {
            let mut stage = Stage::after(&format!("{WHOLE_FIT} f e"));
            let told = "The report is in /home/somebody/pofit-tiny-fit-2026-01-31.html\nAnd more.";
            stage.send(Message::Exported(Ok(told.to_owned())));
            stage
        }),
        ("fault", fault),
    ]
}

#[test]
fn every_screen_at_the_four_sizes() {
    for (name, mut stage) in all_screens() {
        let mut all = String::new();
        for (width, height) in SIZES {
            let _ = writeln!(
                all,
                "{width}x{height}\n{}\n",
                stage.text_at((width, height))
            );
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, all);
        });
    }
}

#[test]
fn ascii_paints_nothing_but_ascii() {
    for (name, mut stage) in all_screens() {
        stage.look = ASCII;
        for size in SIZES {
            let text = stage.text_at(size);
            assert!(text.is_ascii(), "{name} at {size:?}:\n{text}");
        }
    }
}

#[test]
fn without_colours_what_is_chosen_still_shows() {
    for (name, mut stage) in all_screens() {
        stage.look = Look {
            theme: Theme::new(Palette::Mono),
            glyphs: Glyphs::UNICODE,
        };
        let buffer = stage.paint();
        for cell in buffer.content() {
            let style = cell.style();
            let plain = |colour| matches!(colour, None | Some(ratatui::style::Color::Reset));
            assert!(
                plain(style.fg) && plain(style.bg),
                "{name}: {cell:?} has a colour"
            );
        }
        let text = stage.text();
        let has_cursor = text.contains(Glyphs::UNICODE.cursor);
        let reversed = |cell: &ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
        let shows = buffer.content().iter().any(reversed);
        let writes = name.starts_with("item-short-text");
        assert!(
            !has_cursor || shows || writes,
            "{name}: the chosen line is not marked\n{text}"
        );
    }
}

#[test]
fn right_and_wrong_are_said_by_sign_and_word() {
    for (look, right, wrong) in [(UNICODE, "✓", "✗"), (ASCII, "+", "-")] {
        let mut stage = quiz_at("order-decider", "3");
        stage.look = look;
        let text = stage.text();
        assert!(text.contains(&format!("{wrong} Not right.")), "{text}");
        assert!(text.contains("(your answer, wrong)"), "{text}");
        assert!(text.contains("(right, not chosen)"), "{text}");
        let mut stage = quiz_at("daily-for-developers", "1");
        stage.look = look;
        let text = stage.text();
        assert!(text.contains(&format!("{right} Right.")), "{text}");
    }
}

#[test]
fn a_page_that_does_not_fit_can_be_read_to_its_end() {
    for size in [(40, 12), (60, 20), (80, 24)] {
        let mut stage = Stage::after(&format!("{WHOLE_FIT} f"));
        stage.size = size;
        stage.paint();
        let mut seen = stage.text();
        for _ in 0..200 {
            stage.send(Message::Act(Action::PageDown));
            seen += &stage.text();
        }
        assert!(
            seen.contains("Seed 1."),
            "{size:?}: the last line was never seen"
        );
        // Above the choices of a small page before a run there is text: a page up shows it.
        let mut stage = Stage::after("1");
        stage.size = (40, 12);
        stage.paint();
        assert!(!stage.text().contains("Three scales, for tests."));
        stage.press("PgUp PgUp PgUp PgUp");
        assert!(
            stage.text().contains("Three scales, for tests."),
            "{}",
            stage.text()
        );
    }
}

/// A page of the built-in banks, as the README shows it.
fn built_in(id: &str, keys: &str) -> Stage {
    let found = builtin::banks().iter().find(|bank| bank.id == id).unwrap();
    let bank = load(
        &SourceText::new(found.file, found.text),
        &builtin::library(),
    )
    .unwrap();
    let mut stage = Stage::new();
    stage.app.introduce(Arc::new(bank));
    stage.press("Enter");
    stage.press(keys);
    stage
}

/// The README shows these files; they are drawn anew with `POFIT_DRAW=1 cargo test`.
#[test]
fn the_pictures_in_the_readme_are_what_is_painted() {
    let mut item = built_in("product-owner-fit", "4 2 5 j");
    item.size = (80, 18);
    // Somebody who agrees with what a statement keys forwards, and disagrees with what is reversed.
    let mut result = built_in("product-owner-fit", "");
    while let Screen::Sitting(sitting) = &result.app.screen {
        let (item, _) = sitting.run.current().unwrap();
        let key = match &item.kind {
            Kind::Agreement { scale, reverse, .. } => {
                match (matches!(scale.as_ref(), "delivery" | "coaching"), reverse) {
                    (true, true) | (false, false) if item.short => "5",
                    (true, true) | (false, false) => "4",
                    _ => "2",
                }
            }
            _ => "1",
        };
        result.press(key);
    }
    result.press("f");
    result.size = (80, 36);
    let mut explained = built_in("po-or-project-manager", "");
    explained.go_to("project-or-product");
    explained.press("1");
    explained.size = (80, 24);
    let pictures = [
        ("item", &mut item),
        ("result", &mut result),
        ("explained", &mut explained),
    ];
    for (name, stage) in pictures {
        let drawn = svg(&stage.paint(), &format!("pofit in a terminal: {name}"));
        let path = format!("{}/tests/pictures/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("POFIT_DRAW").is_some() {
            std::fs::write(&path, &drawn).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            drawn == kept,
            "{path} is not what is painted: POFIT_DRAW=1 draws it anew"
        );
    }
}
