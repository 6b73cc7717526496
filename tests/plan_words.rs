//! The plan told: the same numbers in every format, and a calendar that calendars can read.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;

use pofit::bank::{builtin, handbook};
use pofit::learn::Learn;
use pofit::practice::{Aim, DAY, DEFAULT_PARAMETERS, Deck, Plan, Scope, Settings, plan};
use pofit::report::{self, Dates, DayName, Planned};
use serde_json::Value;

const BEGIN: i64 = 20_000 * DAY;

/// A plan for the six kinds of items over five days, and what it takes to tell it.
struct Told {
    deck: Deck,
    plan: Plan,
    dates: Dates,
    learn: Learn,
}

impl Told {
    fn new(minutes: u16, begins: bool) -> Self {
        let deck = Deck::new(
            vec![banks::quiz()],
            Vec::new(),
            &DEFAULT_PARAMETERS,
            Settings::default(),
            BEGIN,
        );
        let aim = Aim {
            scope: Scope::default(),
            days: 5,
            minutes,
        };
        let day = |number: usize| DayName {
            iso: format!("2026-11-{}", 25 + number),
            words: format!("{} Nov", 25 + number),
            begins: begins.then(|| format!("202611{}T173000Z", 25 + number)),
        };
        Self {
            plan: plan(&deck, &aim, BEGIN + DAY / 2),
            deck,
            dates: Dates {
                days: (0..5).map(day).collect(),
                course: DayName {
                    words: "30 Nov 2026".to_owned(),
                    ..day(5)
                },
                made: "20261125T014500Z".to_owned(),
                edition: 29_000_000,
            },
            learn: Learn {
                handbook: handbook(&builtin::library()).unwrap(),
                quizzes: Vec::new(),
            },
        }
    }

    fn planned(&self) -> Planned<'_> {
        Planned {
            plan: &self.plan,
            dates: &self.dates,
            banks: self.deck.banks(),
            learn: &self.learn,
        }
    }

    fn text(&self) -> String {
        pofit::plain::document(&report::plan(self.planned()))
    }

    fn json(&self) -> Value {
        serde_json::from_str(&report::PlanRecord::new(self.planned()).to_json().unwrap()).unwrap()
    }
}

/// A calendar's lines, unfolded.
fn lines(calendar: &str) -> Vec<String> {
    let unfolded = calendar.replace("\r\n ", "");
    unfolded.split("\r\n").map(ToOwned::to_owned).collect()
}

/// The values of a property, unescaped.
fn values(calendar: &str, name: &str) -> Vec<String> {
    let value = |line: String| {
        let (head, value) = line.split_once(':')?;
        (head.split(';').next() == Some(name)).then(|| {
            value
                .replace("\\,", ",")
                .replace("\\;", ";")
                .replace("\\n", "\n")
        })
    };
    lines(calendar).into_iter().filter_map(value).collect()
}

#[test]
fn a_plan_as_text() {
    insta::assert_snapshot!("plan-short", Told::new(1, false).text());
    insta::assert_snapshot!("plan-enough", Told::new(30, false).text());
}

#[test]
fn every_format_holds_the_same_numbers() {
    for minutes in [1, 2, 30] {
        let told = Told::new(minutes, false);
        let (text, json) = (told.text().replace("\n    ", " "), told.json());
        let markdown = report::markdown(&report::plan(told.planned()));
        let calendar = report::calendar(told.planned());
        let (summaries, dates) = (values(&calendar, "SUMMARY"), values(&calendar, "DTSTART"));
        let mut events = summaries.iter().zip(&dates);
        for (name, day) in told.dates.days.iter().zip(json["days"].as_array().unwrap()) {
            let number = |field: &str| day[field].as_u64().unwrap();
            let mut work = Vec::new();
            for (count, what) in [(number("new"), "new"), (number("repeats"), "to repeat")] {
                if count > 0 {
                    work.push(format!("{count} {what}"));
                }
            }
            if let Some(exam) = day["exam"]["items"].as_u64() {
                work.push(format!("an exam of {exam}"));
            }
            if work.is_empty() {
                assert!(text.contains(&format!("{}: free", name.words)), "{text}");
                continue;
            }
            let many = if number("minutes") == 1 { "" } else { "s" };
            let light = if day["light"] == true {
                ", a light day"
            } else {
                ""
            };
            let words = format!(
                "{}; about {} minute{many}{light}",
                work.join(", "),
                number("minutes")
            );
            assert!(
                text.contains(&format!("{}: {words}.", name.words)),
                "{words}\n{text}"
            );
            assert!(
                markdown.contains(&format!("{}: {words}.", name.words)),
                "{words}\n{markdown}"
            );
            let (summary, date) = events.next().unwrap();
            assert_eq!(summary, &format!("pofit: {words}"));
            assert_eq!(date, &name.iso.replace('-', ""));
        }
        assert_eq!(events.next(), None, "no event for a free day");
        let recall = &json["recall"];
        let figures = format!(
            "about {:.0} of {} ({} to {})",
            recall["at_course"].as_f64().unwrap(),
            json["items"]["all"],
            recall["low"],
            recall["high"]
        );
        assert!(
            text.contains(&figures) && markdown.contains(&figures),
            "{figures}\n{text}"
        );
    }
}

#[test]
fn the_record_fits_its_schema() {
    let schema: Value = serde_json::from_str(&report::plan_schema().unwrap()).unwrap();
    assert_eq!(schema["properties"]["schema"]["const"], "pofit-plan/1");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut json = Told::new(5, false).json();
    assert!(
        validator.is_valid(&json),
        "{:?}",
        validator.iter_errors(&json).next()
    );
    json["days"][0]["nwe"] = 1.into();
    assert!(!validator.is_valid(&json), "a slip in a name is found");
}

#[test]
fn a_calendar_is_folded_escaped_and_ends_its_lines_as_the_standard_says() {
    let told = Told::new(5, true);
    let calendar = report::calendar(told.planned());
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(
        calendar.matches('\n').count(),
        calendar.matches("\r\n").count()
    );
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    // Commas and semicolons of a text have a backslash before them.
    let summary = lines(&calendar)
        .into_iter()
        .find(|line| line.starts_with("SUMMARY"))
        .unwrap();
    assert!(
        summary.contains("\\;") && !summary.replace("\\;", "").contains(';'),
        "{summary}"
    );
    let minutes: Vec<String> = told
        .plan
        .days
        .iter()
        .filter(|day| !day.is_free())
        .map(|day| format!("PT{}M", day.minutes()))
        .collect();
    assert_eq!(values(&calendar, "DURATION"), minutes);
    assert_eq!(values(&calendar, "DTSTART")[0], "20261125T173000Z");
    assert!(
        values(&calendar, "DTSTAMP")
            .iter()
            .all(|made| made == "20261125T014500Z")
    );
}

#[test]
fn a_later_plan_replaces_the_days_that_both_have() {
    let (first, later) = (Told::new(5, false), Told::new(30, true));
    let (first, later) = (
        report::calendar(first.planned()),
        report::calendar(later.planned()),
    );
    let uids = values(&first, "UID");
    assert_eq!(uids[0], "2026-11-25.all-six-kinds@pofit.invalid");
    assert_eq!(uids[0], values(&later, "UID")[0]);
    let mut once = uids.clone();
    once.dedup();
    assert_eq!(once, uids, "one event a day");
    assert_eq!(
        values(&first, "TRANSP")[0],
        "TRANSPARENT",
        "a day is not blocked"
    );
}
