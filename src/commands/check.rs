//! `pofit check`: mistakes of data files, drawn at their place.

use super::shelf::{Shelf, read};
use super::{Done, Failure, NO, print};
use crate::bank::{Mistakes, check};
use crate::cli::{CheckArgs, LookArgs};
use miette::{GraphicalReportHandler, GraphicalTheme};
use std::io::IsTerminal;
use std::process::ExitCode;

pub(super) fn run(args: &CheckArgs, look: &LookArgs) -> Done {
    let shelf = Shelf::new(look.data.as_deref())?;
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
