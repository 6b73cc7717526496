//! `pofit check`: mistakes of data files, drawn at their place.

use super::shelf::{Shelf, read};
use super::{Done, Failure, NO, print};
use crate::bank::{Bank, Mistakes, check};
use crate::cli::{CheckArgs, LookArgs};
use crate::coverage::untested;
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::io::IsTerminal;
use std::process::ExitCode;

pub(super) fn run(args: &CheckArgs, look: &LookArgs) -> Done {
    let shelf = Shelf::of(look)?;
    if args.coverage {
        return self::coverage(args, &shelf);
    }
    let mut clean = true;
    for path in &args.files {
        let mistakes = check(&read(path)?, shelf.library());
        if mistakes.is_empty() {
            print(&format!("{}: no mistakes\n", path.display()))?;
        } else {
            clean = false;
            print(&drawn(&mistakes))?;
        }
    }
    Ok(if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(NO)
    })
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
        .with_width(100)
        .with_links(false);
    let mut text = String::new();
    for mistake in mistakes {
        // Writing to a string does not fail; a mistake that could not be drawn is told in a line.
        if handler.render_report(&mut text, mistake).is_err() {
            text.push_str(&mistake.to_string());
        }
        text.push('\n');
    }
    let (first, n) = (mistakes.iter().next(), mistakes.iter().count());
    let file = first
        .map(|mistake| mistake.source.name.to_string())
        .unwrap_or_default();
    let count = if n == 1 {
        "1 mistake".to_owned()
    } else {
        format!("{n} mistakes")
    };
    text + &format!("{file}: {count}\n")
}

impl From<Mistakes> for Failure {
    fn from(mistakes: Mistakes) -> Self {
        Self::Mistakes(Box::new(mistakes))
    }
}
