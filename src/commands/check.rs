//! `pofit check`: mistakes of data files and advice on them, drawn at their place or as data.

mod fix;
mod watch;

use super::shelf::{Shelf, read};
use super::{Done, Failure, NO, print};
use crate::bank::text::clean;
use crate::bank::{Bank, Mistakes, Rule, Severity, SourceText, lint};
use crate::cli::{CheckArgs, FindingsArg, LookArgs};
use crate::coverage::untested;
use crate::report;
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::fmt::Write;
use std::io::IsTerminal;
use std::process::ExitCode;

/// The width of a page, in columns.
const WIDTH: usize = 100;

pub(super) fn run(args: &CheckArgs, look: &LookArgs) -> Done {
    if let Some(code) = &args.explain {
        return explain(code.as_deref());
    }
    if args.watch {
        return watch::run(args, look);
    }
    let shelf = Shelf::of(look)?;
    if args.coverage {
        return self::coverage(args, &shelf);
    }
    if args.fix {
        for path in &args.files {
            fix::run(path, shelf.library())?;
        }
    }
    look_at(args, &shelf)
}

/// Checks the files once, and tells what was found.
fn look_at(args: &CheckArgs, shelf: &Shelf) -> Done {
    let mut found = Vec::new();
    for path in &args.files {
        let source = read(path)?;
        let mistakes = lint(&source, shelf.library());
        if args.format == FindingsArg::Text {
            print(&text(&source, &mistakes))?;
        }
        found.push((source, mistakes));
    }
    let written = match args.format {
        FindingsArg::Text => Ok(String::new()),
        FindingsArg::Json => report::checked_json(&found),
        FindingsArg::Sarif => report::sarif(&found),
        FindingsArg::Github => Ok(report::github(&found)),
    };
    print(&written.map_err(|error| Failure::Failed(error.to_string()))?)?;
    let counts = |(_, found): &(SourceText, Mistakes)| {
        let told = if args.strict {
            found.len()
        } else {
            found.number(Severity::Mistake)
        };
        told > 0
    };
    Ok(if found.iter().any(counts) {
        ExitCode::from(NO)
    } else {
        ExitCode::SUCCESS
    })
}

/// What was found in one file, for a person.
fn text(source: &SourceText, found: &Mistakes) -> String {
    let name = &source.name;
    let Some(first) = found.iter().next() else {
        return format!("{name}: no mistakes\n");
    };
    let mut text = drawn(found);
    let code = first.rule.code();
    let fixes = found.fixes().len();
    if fixes > 0 {
        let places = if fixes == 1 { "place" } else { "places" };
        let _ = writeln!(
            text,
            "pofit check --fix mends what has one right answer only: {fixes} {places} at most."
        );
    }
    text + &format!("pofit check --explain {code} tells more of the first.\n")
}

/// What a code means, or all of them with a line each.
fn explain(code: Option<&str>) -> Done {
    let Some(code) = code else {
        let all = Rule::ALL.map(|rule| rule.heading() + "\n").concat();
        print(&format!(
            "{all}\npofit check --explain CODE tells more of one.\n"
        ))?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some(rule) = Rule::of_code(code) else {
        return Err(Failure::Usage(format!(
            "there is no rule {}; pofit check --explain lists all",
            clean(code)
        )));
    };
    let page = rule.page();
    let reason = textwrap::fill(page.reason, WIDTH);
    let rest = page.text();
    let rest = rest.strip_prefix(page.reason).unwrap_or(&rest);
    print(&format!("{}\n\n{reason}{rest}", rule.heading()))?;
    Ok(ExitCode::SUCCESS)
}

fn coverage(args: &CheckArgs, shelf: &Shelf) -> Done {
    let mut banks = Vec::new();
    for file in &args.files {
        banks.push(shelf.named(&file.display().to_string())?);
    }
    let mut faults = Vec::new();
    if banks.is_empty() {
        banks = shelf.all()?;
        let quizzes: Vec<&Bank> = banks
            .iter()
            .map(|bank| &**bank)
            .filter(|bank| bank.assessment().is_none())
            .collect();
        faults = untested(&shelf.learn()?.handbook, &quizzes);
    }
    let mut tables = Vec::new();
    for bank in &banks {
        let found = crate::coverage::coverage(bank);
        tables.push(found.table);
        let of = |fault| format!("{}: {fault}", bank.head.id);
        faults.extend(found.faults.into_iter().map(of));
    }
    print(&tables.join("\n"))?;
    if faults.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    Err(Failure::Failed(format!(
        "what falls short:\n  {}",
        faults.join("\n  ")
    )))
}

/// Mistakes with their lines, for a person.
pub(super) fn drawn(mistakes: &Mistakes) -> String {
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = match (colours, std::io::stdout().is_terminal()) {
        (true, _) => GraphicalTheme::unicode(),
        (false, true) => GraphicalTheme::unicode_nocolor(),
        (false, false) => GraphicalTheme::none(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_links(false);
    let mut text = String::new();
    for mistake in mistakes {
        // Writing to a string does not fail; a mistake that could not be drawn is told in a line.
        if handler.render_report(&mut text, mistake).is_err() {
            text.push_str(&mistake.to_string());
        }
        text.push('\n');
    }
    let first = mistakes.iter().next();
    let file = first
        .map(|mistake| mistake.source.name.to_string())
        .unwrap_or_default();
    let [n, advice] = [Severity::Mistake, Severity::Advice].map(|of| mistakes.number(of));
    let count = match n {
        0 => "no mistakes".to_owned(),
        1 => "1 mistake".to_owned(),
        n => format!("{n} mistakes"),
    };
    let advice = match advice {
        0 => String::new(),
        1 => ", advice once".to_owned(),
        2 => ", advice twice".to_owned(),
        n => format!(", advice {n} times"),
    };
    text + &format!("{file}: {count}{advice}\n")
}

impl From<Mistakes> for Failure {
    fn from(mistakes: Mistakes) -> Self {
        Self::Mistakes(Box::new(mistakes))
    }
}
