//! `pofit history` and `pofit resume`: the runs that are kept.

use super::environment::plain;
use super::keeper::{self, Keeper};
use super::shelf::Shelf;
use super::{Done, Failure, environment, outside, print, sitting};
use crate::app::{App, History, Screen, history::PAGE};
use crate::cli::{HistoryArgs, LookArgs};
use crate::report;
use crate::run::{Row, RunKey};
use crate::store;
use serde::Serialize;
use std::fmt::Write as _;
use std::io;
use std::process::ExitCode;

/// How a run's key is typed and shown: eight letters and digits tell a person's runs apart.
const SHORT_KEY: usize = 8;

pub(super) fn run(args: &HistoryArgs, look: &LookArgs) -> Done {
    if args.r#where {
        return print_place(look);
    }
    if args.move_aside {
        return move_aside(look);
    }
    let mut keeper = Keeper::at_hand(look)?;
    if let Some(which) = &args.delete {
        return delete(&mut keeper, which, args.yes);
    }
    if let [first, second] = args.compare.as_slice() {
        let (first, second) = (named(&mut keeper, first)?, named(&mut keeper, second)?);
        let told = compared(&mut keeper, first, second)?;
        print(&crate::plain::document(&told))?;
        return Ok(ExitCode::SUCCESS);
    }
    if args.json || plain(look) {
        let (rows, _) = keeper.list(0, usize::MAX)?;
        print(&if args.json { json(&rows)? } else { text(&rows) })?;
        return Ok(ExitCode::SUCCESS);
    }
    let (rows, total) = keeper.list(0, PAGE)?;
    let shelf = Shelf::of(look)?;
    let mut app = App::new(environment::chance(), shelf.entries());
    app.keep = keeper.keep();
    app.screen = Screen::History(Box::new(History::new(rows, total)));
    outside::screen(app, &shelf, keeper, look, false)
}

/// Goes on with the run that was left open last.
pub(super) fn resume(look: &LookArgs) -> Done {
    let mut keeper = Keeper::at_hand(look)?;
    let waiting = keeper.keep().waiting;
    let Some(row) = waiting.first() else {
        return Err(Failure::Failed("no run waits to be continued".to_owned()));
    };
    let key = row.key;
    let run = keeper.run(key)?;
    let shelf = Shelf::of(look)?;
    if plain(look) {
        return sitting::go_on(run, key, &shelf, keeper);
    }
    let mut app = App::new(environment::chance(), shelf.entries());
    app.keep = keeper.keep();
    app.resume(key, run);
    outside::screen(app, &shelf, keeper, look, false)
}

/// What changed between two runs.
///
/// # Errors
/// A run that cannot be told again.
pub(super) fn compared(
    keeper: &mut Keeper,
    first: RunKey,
    second: RunKey,
) -> Result<report::Document, Failure> {
    let (first, second) = (keeper.run(first)?, keeper.run(second)?);
    Ok(report::compare(&first, &second))
}

fn print_place(look: &LookArgs) -> Done {
    let words = match keeper::place(look) {
        Some(place) if place.exists() => format!(
            "Runs and their answers are kept in\n  {}\nwith the questions as they were. The folder \
             and the file can be read by you alone; beside the file SQLite may keep two more of the \
             same name (-wal, -shm) while pofit runs. Nothing else is written but the reports that you \
             ask for, where you ask for them, and nothing is sent \
             anywhere.\n",
            keeper::told(&place)
        ),
        Some(place) => format!(
            "Nothing is kept yet. The first answer will make\n  {}\n",
            keeper::told(&place)
        ),
        None => "Nothing is kept.\n".to_owned(),
    };
    print(&words)?;
    Ok(ExitCode::SUCCESS)
}

fn move_aside(look: &LookArgs) -> Done {
    let place = keeper::place(look)
        .filter(|place| place.exists())
        .ok_or_else(|| Failure::Failed("there is no history to move".to_owned()))?;
    let to = store::move_aside(&place)?;
    print(&format!(
        "It lies in\n  {}\nnow; a new one is begun.\n",
        keeper::told(&to)
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn delete(keeper: &mut Keeper, which: &str, yes: bool) -> Done {
    if !yes {
        return Err(Failure::Usage(
            "deleting cannot be undone: say it again with --yes".to_owned(),
        ));
    }
    let key = match which {
        "all" => None,
        which => Some(named(keeper, which)?),
    };
    keeper.delete(key)?;
    print("Deleted.\n")?;
    Ok(ExitCode::SUCCESS)
}

/// The run that a few letters of its key, or `last`, name.
///
/// # Errors
/// None such, or several.
pub(super) fn named(keeper: &mut Keeper, name: &str) -> Result<RunKey, Failure> {
    let (rows, _) = keeper.list(0, usize::MAX)?;
    if name == "last" {
        let row = rows.first().map(|row| row.key);
        return row.ok_or_else(|| Failure::Failed("no run is kept yet".to_owned()));
    }
    let name = crate::bank::text::clean(name);
    let found: Vec<&Row> = rows
        .iter()
        .filter(|row| !name.is_empty() && long_key(row.key).starts_with(&name))
        .collect();
    match found.as_slice() {
        [one] => Ok(one.key),
        [] => Err(Failure::Usage(format!(
            "there is no run `{name}`; pofit history --plain lists them"
        ))),
        _ => Err(Failure::Usage(format!("several runs begin with `{name}`"))),
    }
}

fn long_key(key: RunKey) -> String {
    format!("{:016x}", key.0)
}

fn short_key(key: RunKey) -> String {
    long_key(key).chars().take(SHORT_KEY).collect()
}

fn text(rows: &[Row]) -> String {
    if rows.is_empty() {
        return "No run is kept yet.\n".to_owned();
    }
    let mut text = String::new();
    for row in rows {
        let (key, result) = (short_key(row.key), report::row_result(row));
        let _ = writeln!(text, "{key}  {}  {}: {result}", row.when, row.title);
    }
    text
}

/// A run as `--json` lists it.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    run: String,
    bank: &'a str,
    title: &'a str,
    sha256: String,
    began: &'a str,
    answered: usize,
    asked: usize,
    finished: bool,
    score: Option<f64>,
}

fn json(rows: &[Row]) -> Result<String, Failure> {
    let listed = rows.iter().map(|row| Listed {
        run: long_key(row.key),
        bank: &row.bank,
        title: &row.title,
        sha256: row.hash.to_string(),
        began: &row.when,
        answered: row.answered,
        asked: row.asked,
        finished: row.summary.is_some(),
        score: row.summary.and_then(|summary| summary.score),
    });
    let listed: Vec<Listed<'_>> = listed.collect();
    Ok(serde_json::to_string_pretty(&listed).map_err(io::Error::from)? + "\n")
}
