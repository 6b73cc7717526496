//! `pofit plan`: the real binary, its dates, its files, and what it counts of the practice so far.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/process.rs"]
mod process;

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde_json::Value;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");

/// Runs the program in a folder that is its home, too, in a time zone.
fn in_zone(zone: &str, home: &Path, args: &[&str], input: &str) -> Output {
    process::fed(
        Command::new(env!("CARGO_BIN_EXE_pofit"))
            .args(args)
            .args(["--data", DATA])
            .env_clear()
            .env("LANG", "C.UTF-8")
            .env("TZ", zone)
            .env("POFIT_DATA_HOME", home)
            .env("POFIT_CONFIG_HOME", home)
            .current_dir(home),
        input.as_bytes(),
    )
}

fn pofit(home: &Path, args: &[&str]) -> Output {
    in_zone("UTC", home, args, "")
}

/// Plans for the tiny quiz until a day, and must succeed.
fn plan(home: &Path, until: &str, more: &[&str]) -> String {
    let args = [&["plan", "--until", until, "--bank", "tiny-quiz"], more].concat();
    let output = pofit(home, &args);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    out(&output)
}

fn json(home: &Path, until: &str) -> Value {
    serde_json::from_str(&plan(home, until, &["--json"])).unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn today() -> Date {
    Timestamp::now().to_zoned_datetime(TimeZone::UTC).date()
}

fn in_days(days: i32) -> String {
    today().saturating_add(days.days()).to_string()
}

#[test]
fn a_plan_is_printed_in_each_format_and_the_ending_of_the_file_says_which() {
    let home = tempfile::tempdir().unwrap();
    let until = in_days(12);
    let text = plan(home.path(), &until, &[]);
    assert!(text.starts_with("The plan until "), "{text}");
    assert!(
        text.contains("6 questions of") && text.contains("Today, "),
        "{text}"
    );
    assert!(plan(home.path(), &until, &["--format", "md"]).starts_with("# The plan until "));
    assert!(plan(home.path(), &until, &["--format", "ics"]).starts_with("BEGIN:VCALENDAR\r\n"));
    let json = json(home.path(), &until);
    assert_eq!(json["schema"], "pofit-plan/1");
    assert_eq!(json["until"], *until);
    assert_eq!(json["days"].as_array().unwrap().len(), 12);
    assert_eq!(json["days"][0]["date"], *today().to_string());
    for (name, begins) in [
        ("a.md", "# The plan"),
        ("a.ics", "BEGIN:VCALENDAR"),
        ("a.json", "{"),
        ("a.txt", "The plan"),
    ] {
        let told = plan(home.path(), &until, &["--output", name]);
        let path = home.path().join(name);
        let full = fs::canonicalize(&path).unwrap();
        assert_eq!(told, format!("The plan is in {}\n", full.display()));
        assert!(
            fs::read_to_string(&path).unwrap().starts_with(begins),
            "{name}"
        );
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    let args = ["plan", "--until", &until, "--output", "a.ics"];
    let refused = pofit(home.path(), &args);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        err(&refused).contains("a.ics is there already: --force"),
        "{}",
        err(&refused)
    );
    plan(home.path(), &until, &["--output", "a.ics", "--force"]);
    // To plan keeps nothing.
    assert!(!home.path().join("history.db").exists());
    assert!(!home.path().join("settings.toml").exists());
}

#[test]
fn a_day_that_cannot_be_is_refused_with_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let example = "write the day as YYYY-MM-DD, for example ";
    let (past, now, far) = (in_days(-2), in_days(0), in_days(367));
    for (until, why) in [
        ("tomorrow", example),
        ("", example),
        (" ", example),
        ("2026", example),
        ("2026-12", example),
        ("2026-1-5", example),
        ("26-12-15", example),
        ("20261215", example),
        ("15.12.2026", example),
        ("12/15/2026", example),
        ("2026-12-15T10:00", example),
        ("2026-12-15 ", example),
        ("+026-12-15", example),
        ("２０２６-12-15", example),
        ("2026-W50-2", example),
        ("2026-02-30", "there is no such day"),
        ("2027-02-29", "there is no such day"),
        ("2026-13-01", "there is no such day"),
        ("2026-00-10", "there is no such day"),
        ("2026-12-00", "there is no such day"),
        ("0000-01-01", "this day has passed"),
        ("1999-12-31", "this day has passed"),
        (&past, "this day has passed"),
        (&now, "this is today: no day is left to plan"),
        (&far, "this is more than a year ahead; plan until "),
        ("9999-12-31", "this is more than a year ahead"),
    ] {
        let output = pofit(home.path(), &["plan", "--until", until]);
        assert_eq!(output.status.code(), Some(2), "{until:?}: {}", err(&output));
        assert!(err(&output).contains(why), "{until:?}: {}", err(&output));
        assert_eq!(out(&output), "");
    }
    // The last day that can be.
    assert_eq!(
        json(home.path(), &in_days(366))["days"]
            .as_array()
            .unwrap()
            .len(),
        366
    );
    assert_eq!(
        json(home.path(), &in_days(1))["days"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn times_and_banks_that_cannot_be_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let until = in_days(5);
    let mut refused: Vec<(Vec<&str>, &str)> = vec![
        (
            vec!["--at", "18:30"],
            "--at is for a calendar: it needs --format ics",
        ),
        (vec!["--minutes", "0"], "1..=240"),
        (vec!["--minutes", "241"], "1..=240"),
        (
            vec!["--bank", "nothing"],
            "there is no bank or file `nothing`",
        ),
        (vec!["--bank", "tiny-fit"], "is an assessment"),
        (vec!["--topic", "nothing"], "there is no topic `nothing`"),
        (vec!["--json", "--format", "md"], "cannot be used with"),
    ];
    for time in [
        "6pm", "24:00", "18:60", "1830", "18:30:00", "8:30", "+8:30", "",
    ] {
        refused.push((
            vec!["--format", "ics", "--at", time],
            "write the time as HH:MM",
        ));
    }
    for (more, why) in refused {
        let output = pofit(
            home.path(),
            &[&["plan", "--until", &until], &more[..]].concat(),
        );
        assert_eq!(output.status.code(), Some(2), "{more:?}: {}", err(&output));
        assert!(err(&output).contains(why), "{more:?}: {}", err(&output));
    }
    assert_eq!(pofit(home.path(), &["plan"]).status.code(), Some(2));
}

#[test]
fn a_time_of_day_stays_the_same_where_the_person_is_when_the_clocks_change() {
    let home = tempfile::tempdir().unwrap();
    let until = in_days(300);
    let args = [
        "plan",
        "--until",
        &until,
        "--format",
        "ics",
        "--at",
        "18:30",
        "--minutes",
        "5",
    ];
    let summer = "CET-1CEST,M3.5.0,M10.5.0/3";
    let calendar = out(&in_zone(summer, home.path(), &args, ""));
    let starts: Vec<&str> = calendar
        .lines()
        .filter_map(|line| line.strip_prefix("DTSTART:"))
        .collect();
    // Half past six is an hour earlier in universal time while it is summer.
    for start in &starts {
        assert!(
            start.ends_with("T173000Z") || start.ends_with("T163000Z"),
            "{start}"
        );
    }
    assert!(starts.iter().any(|start| start.ends_with("T173000Z")));
    assert!(starts.iter().any(|start| start.ends_with("T163000Z")));
}

#[test]
fn what_was_practised_counts_and_the_plan_is_another_one() {
    let home = tempfile::tempdir().unwrap();
    let until = in_days(9);
    let before = json(home.path(), &until);
    assert_eq!(before["items"]["begun"], 0);
    // Answers through a pipe are kept where it is asked for.
    let args = ["practise", "--bank", "tiny-quiz", "--store", "history.db"];
    let practised = in_zone("UTC", home.path(), &args, "1\n\n1\n\nq\n");
    assert_eq!(practised.status.code(), Some(0), "{}", err(&practised));
    let after = json(home.path(), &until);
    let begun = after["items"]["begun"].as_u64().unwrap();
    assert!(begun > 0, "{}", out(&practised));
    assert_eq!(after["done_today"], begun);
    let text = plan(home.path(), &until, &[]);
    assert!(
        text.contains(&format!(": {begun} answers given; still ")),
        "{text}"
    );
    let new = |plan: &Value| -> u64 {
        let days = plan["days"].as_array().unwrap();
        days.iter().map(|day| day["new"].as_u64().unwrap()).sum()
    };
    assert_eq!(new(&before), new(&after) + begun);
}

#[test]
fn set_sets_practice_for_the_day_and_changes_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join("settings.toml");
    fs::write(&settings, "# mine\n[practice]\nretention = 85 # enough\n").unwrap();
    let until = in_days(7);
    let args = [
        "plan",
        "--until",
        &until,
        "--bank",
        "tiny-quiz",
        "--json",
        "--set",
    ];
    let output = pofit(home.path(), &args);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let plan: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(plan["set_for_course"], true);
    let days = plan["days"].as_array().unwrap().iter();
    let most = days
        .map(|day| day["answers"].as_u64().unwrap())
        .max()
        .unwrap();
    let told = format!("Practice is set for {until}, with {most} answers a day.\n");
    assert_eq!(err(&output), told);
    let text = fs::read_to_string(&settings).unwrap();
    assert!(
        text.contains("# mine") && text.contains("retention = 85 # enough"),
        "{text}"
    );
    assert!(text.contains(&format!("until = {until}")), "{text}");
    assert!(text.contains(&format!("goal = {most}")), "{text}");
    // From then on the plan is made for it.
    assert_eq!(json(home.path(), &until)["set_for_course"], true);
    // Settings with a mistake are told, not written over.
    fs::write(&settings, "[practice]\nretention = many\n").unwrap();
    let output = pofit(home.path(), &args);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("settings.toml:2:"),
        "{}",
        err(&output)
    );
    assert!(fs::read_to_string(&settings).unwrap().contains("many"));
}

#[test]
fn the_schema_of_a_plan_is_printed() {
    let home = tempfile::tempdir().unwrap();
    let schema: Value =
        serde_json::from_str(&out(&pofit(home.path(), &["schema", "plan"]))).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let plan = json(home.path(), &in_days(20));
    let wrong = validator.iter_errors(&plan).next();
    assert!(wrong.is_none(), "{wrong:?}");
}
