//! The pages that tell why: what they look like, where the keys lead, that each can be read to its end,
//! and the same without a screen.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::{ASCII, SIZES, Stage};
use pofit::app::{Action, Effect, Message, Overlay, Screen};
use pofit::plain::{self, Talk};
use pofit::report::{Block, Number, Whys};
use pofit::run::Run;
use std::fmt::Write as _;

/// A whole assessment, finished.
const FIT: &str = "1 Enter 4 5 2 2 1 4 5 4 2 1 2 4 1 2 f";

/// One of each kind, with a slip, a part, a miss; finished.
fn quiz() -> Stage {
    let mut stage = Stage::after("2 Enter");
    stage.go_to("order-decider");
    stage.press("3");
    stage.go_to("team-members");
    tick(&mut stage, &["po", "devs", "boss"]);
    stage.go_to("daily-for-developers");
    stage.press("1");
    stage.go_to("goal-name");
    stage.type_text("the prodcut goal");
    stage.press("Enter");
    stage.go_to("whose-job");
    stage.press("1 2 2 Enter");
    stage.go_to("sprint-order");
    stage.press("Enter r f");
    stage
}

/// Ticks options by their ids and answers, whatever their order is.
fn tick(stage: &mut Stage, ids: &[&str]) {
    let Screen::Sitting(page) = &stage.app.screen else {
        panic!("{}", place(stage));
    };
    let order = page.run.current().unwrap().1.order.clone();
    for (row, _) in order
        .iter()
        .enumerate()
        .filter(|(_, id)| ids.contains(&id.as_ref()))
    {
        stage.send(Message::Act(Action::Pick(row)));
    }
    stage.press("Enter");
}

/// Where the program is, in short.
fn place(stage: &Stage) -> String {
    let page = match &stage.app.screen {
        Screen::Why(why) => format!("why {}", why.reader.at.document.title_text()),
        Screen::Result(page) => format!("result at {}", page.scroll),
        Screen::Sitting(page) => format!("{:?}", page.input.context()),
        Screen::Home => "home".to_owned(),
        _ => "elsewhere".to_owned(),
    };
    match &stage.app.overlay {
        None => page,
        Some(Overlay::Help { .. }) => format!("help over {page}"),
        Some(_) => format!("asked over {page}"),
    }
}

fn run(stage: &Stage) -> &Run {
    match &stage.app.screen {
        Screen::Why(why) => &why.run,
        Screen::Result(page) => &page.run,
        _ => panic!("no result at {}", place(stage)),
    }
}

/// Opens the why of a number from the result's list.
fn open(stage: &mut Stage, number: &Number) {
    stage.press("w");
    let at = Whys::new(run(stage))
        .numbers()
        .iter()
        .position(|known| known == number);
    stage.send(Message::Act(Action::Pick(at.unwrap())));
}

fn why_of(mut stage: Stage, wanted: impl Fn(&Number) -> bool) -> Stage {
    let number = Whys::new(run(&stage)).numbers().into_iter().find(wanted);
    open(&mut stage, &number.unwrap());
    stage
}

fn is_scale(number: &Number) -> bool {
    matches!(number, Number::Scale(_))
}

fn is_credit(wanted: &'static str) -> impl Fn(&Number) -> bool {
    move |number| matches!(number, Number::Credit(item) if item.as_ref() == wanted)
}

/// Each screen by its name.
fn screens() -> Vec<(&'static str, Stage)> {
    let fit = || Stage::after(FIT);
    vec![
        ("why-list-fit", Stage::after(&format!("{FIT} w"))),
        ("why-list-quiz", {
            let mut stage = quiz();
            stage.press("w Tab");
            stage
        }),
        ("why-scale", why_of(fit(), is_scale)),
        ("why-scale-band", {
            let mut stage = why_of(fit(), is_scale);
            stage.press("PgDn");
            stage
        }),
        (
            "why-fit",
            why_of(fit(), |number| matches!(number, Number::Fit(_))),
        ),
        (
            "why-comparison",
            why_of(fit(), |number| matches!(number, Number::Comparison(_))),
        ),
        (
            "why-quiz-score",
            why_of(quiz(), |number| *number == Number::Score),
        ),
        ("why-credit", why_of(quiz(), is_credit("team-members"))),
        (
            "why-credit-order",
            why_of(quiz(), is_credit("sprint-order")),
        ),
    ]
}

#[test]
fn every_page_at_the_four_sizes() {
    for (name, mut stage) in screens() {
        let mut all = String::new();
        for (width, height) in SIZES {
            let text = stage.text_at((width, height));
            let _ = writeln!(all, "{width}x{height}\n{text}\n");
        }
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, all);
        });
    }
}

/// A stage for each number of both results, at its why.
fn whys() -> Vec<Stage> {
    let all = |make: fn() -> Stage| -> Vec<Stage> {
        let numbers = Whys::new(run(&make())).numbers();
        let one = |number: Number| why_of(make(), move |known| *known == number);
        numbers.into_iter().map(one).collect()
    };
    let mut stages = all(|| Stage::after(FIT));
    stages.extend(all(quiz));
    // One answer, the rest skipped: what there is to say when there is no score.
    stages.extend(all(|| Stage::after("1 Enter 4 r f")));
    // Clicked through, within a second each, all alike: the remarks.
    stages.extend(all(|| {
        let mut stage = Stage::after("1 Enter");
        for key in "5 5 5 5 5 5 5 5 5 5 5 5 1 3 f".split(' ') {
            stage.now -= 2900;
            stage.press(key);
        }
        stage
    }));
    stages
}

#[test]
fn ascii_paints_nothing_but_ascii() {
    let listed = screens().into_iter().map(|(_, stage)| stage);
    for mut stage in listed.chain(whys()) {
        stage.look = ASCII;
        for size in SIZES {
            let text = stage.text_at(size);
            assert!(text.is_ascii(), "{} at {size:?}:\n{text}", place(&stage));
        }
    }
}

/// The text of a page as one reads it from its first row to its last, scrolling.
fn read_through(stage: &mut Stage) -> String {
    let mut rows: Vec<String> = Vec::new();
    stage.send(Message::Act(Action::First));
    loop {
        let text = stage.text();
        let view = stage.app.view.clone();
        let body = text.lines().skip(3).take(view.height);
        for (n, row) in body.enumerate() {
            if view.top + n >= rows.len() {
                rows.push(row.replace(['▲', '▼'], " "));
            }
        }
        if view.top >= view.last_top() {
            break;
        }
        stage.send(Message::Act(Action::PageDown));
    }
    words(&rows.join(" "))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_why_can_be_read_to_its_end() {
    for mut stage in whys() {
        for size in [(60, 20), (40, 12)] {
            stage.size = size;
            stage.paint();
            let seen = read_through(&mut stage);
            let Screen::Why(why) = &stage.app.screen else {
                panic!("{}", place(&stage));
            };
            for block in &why.reader.at.document.blocks {
                let told = match block {
                    Block::Table(_) | Block::Plane(_) => panic!("no page of why has these"),
                    Block::Title(_) | Block::Meter(_) => continue,
                    Block::Heading(text) | Block::Text(_, text) | Block::Bullet(_, text) => {
                        vec![text]
                    }
                    Block::Link(link) => std::iter::once(&link.text).chain(&link.note).collect(),
                };
                for text in told {
                    let lost = !seen.contains(&words(text));
                    assert!(!lost, "{size:?} {}: \"{text}\" in\n{seen}", place(&stage));
                }
            }
        }
    }
}

#[test]
fn keys_lead_into_a_number_and_back() {
    let vision = "why Vision: 90 (73 to 100)";
    let fit = "why Product Owner: 83 (71 to 93)";
    let cases = [
        ("w", "why Why?"),
        ("w Esc", "result at 0"),
        ("w 2", fit),
        ("w Tab Enter", fit),
        ("w j 2", fit),
        ("w 2 Esc", "why Why?"),
        ("w 2 Esc Esc", "result at 0"),
        // A fit is made of its scales.
        ("w 2 1", vision),
        ("w 2 Tab Enter", vision),
        ("w 2 1 Esc", fit),
        ("w 2 1 Esc Esc Esc", "result at 0"),
        // A scale goes into the fits.
        ("w 2 1 1 Backspace", vision),
        // A number that is not there opens nothing.
        ("w 2 9", fit),
        ("w ?", "help over why Why?"),
        ("w ? Esc", "why Why?"),
        ("w Enter", "why In a word: a good fit with some growth"),
    ];
    for (keys, expected) in cases {
        let stage = Stage::after(&format!("{FIT} {keys}"));
        assert_eq!(place(&stage), expected, "after `{keys}`");
    }
}

#[test]
fn one_comes_back_to_the_very_place() {
    for keys in ["Tab Tab Tab", "j j j", "End", "PgDn j"] {
        let mut stage = Stage::after(&format!("{FIT} {keys}"));
        let (before, text) = (place(&stage), stage.text());
        assert_ne!(before, "result at 0", "`{keys}` went nowhere");
        stage.press("w Tab Enter Tab PgDn j Esc End Esc");
        assert_eq!(place(&stage), before, "after `{keys}`");
        assert_eq!(stage.text(), text);
    }
}

#[test]
fn the_list_begins_at_the_section_that_was_read() {
    // Each section of the result in turn; the cursor stands on its first number.
    let pointed_at = |keys: &str| {
        let mut stage = Stage::after(FIT);
        stage.size = (60, 20);
        stage.paint();
        stage.press(keys);
        stage.press("w");
        let text = stage.text();
        let line = text.lines().find(|line| line.contains('▸')).unwrap();
        line.split_once("] ").unwrap().1.to_owned()
    };
    assert!(pointed_at("").starts_with("In a word"));
    // "In words" has no number: the first of all.
    assert!(pointed_at("Tab").starts_with("In a word"));
    assert!(pointed_at("Tab Tab").starts_with("Project Manager"));
    assert!(pointed_at("Tab Tab Tab").starts_with("Vision"));
}

#[test]
fn an_explanation_opens_the_credit_of_its_item() {
    let mut stage = Stage::after("2 Enter");
    stage.go_to("team-members");
    tick(&mut stage, &["po"]);
    assert_eq!(place(&stage), "Explained");
    let text = stage.text();
    stage.press("w");
    assert!(
        place(&stage).starts_with("why 0.5: Who belongs"),
        "{}",
        place(&stage)
    );
    assert!(
        stage.text().contains("1 / 2 - 0 / 2 = 0.5"),
        "{}",
        stage.text()
    );
    // Other items' keys are not told while the quiz goes on.
    let Screen::Why(why) = &stage.app.screen else {
        panic!("{}", place(&stage));
    };
    assert!(why.reader.at.document.targets.is_empty());
    // The run is behind it: leaving asks first, and going back loses nothing.
    stage.press("q");
    assert!(place(&stage).starts_with("asked over why "));
    stage.press("Esc Esc");
    assert_eq!(place(&stage), "Explained");
    assert_eq!(stage.text(), text);
    stage.press("Enter r f");
    assert_eq!(place(&stage), "result at 0");
    assert!(stage.effects.is_empty());
    // Before an answer there is nothing to explain.
    let mut stage = Stage::after("2 Enter");
    let before = place(&stage);
    stage.send(Message::Act(Action::Why));
    assert_eq!(place(&stage), before);
}

#[test]
fn the_footer_names_the_key() {
    let mut stage = Stage::after(FIT);
    assert!(stage.text().contains("w why?"), "{}", stage.text());
    stage.press("w");
    let text = stage.text();
    assert!(
        text.contains("1-9 open") && text.contains("Esc back"),
        "{text}"
    );
    stage.press("q");
    assert_eq!(stage.effects, [Effect::Quit]);
}

fn told(input: &str, clock: bool) -> String {
    let run = run(&Stage::after(FIT)).clone();
    let now = || 0;
    let (mut input, mut output) = (input.as_bytes(), Vec::new());
    let mut talk = Talk {
        input: &mut input,
        output: &mut output,
        clock: clock.then_some(&now),
        kept: None,
    };
    plain::why(&run, &mut talk).unwrap();
    String::from_utf8(output).unwrap()
}

#[test]
fn a_person_without_a_screen_may_ask_and_a_pipe_is_not_asked() {
    assert_eq!(told("w\nw 2\n", false), "");
    let list = told("w\n", true);
    assert!(list.contains("[2] Product Owner: 83 (71 to 93)"), "{list}");
    // By the list's numbers at first, then by those of the page on show; w lists again.
    assert!(told("w 2\n\n", true).contains("100 x (1 - sqrt("));
    assert!(told("w 2\nw 1\n\n", true).contains("You said Agree (4) to"));
    let twice = told("w 2\nw\n2\nq\n", true);
    assert_eq!(twice.matches("## The interval").count(), 2, "{twice}");
    let odd = told("w 99\nwhat?\nw\n", true);
    assert!(odd.contains("There is no number 99 here."), "{odd}");
    assert!(odd.contains("\"what?\" opens nothing here."), "{odd}");
}
