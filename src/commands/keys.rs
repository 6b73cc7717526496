//! `pofit keys`: the key table in words, for people and for the README.

use super::{Done, print};
use crate::app::keys::{Context, rows};
use crate::cli::KeysArgs;
use std::fmt::Write;
use std::process::ExitCode;

pub(super) fn run(args: &KeysArgs) -> Done {
    print(&if args.markdown { markdown() } else { text() })?;
    Ok(ExitCode::SUCCESS)
}

fn text() -> String {
    let mut text = String::new();
    for context in Context::ALL {
        let _ = writeln!(text, "{}", context.name());
        for row in rows(context) {
            let _ = writeln!(text, "  {:<10} {}", row.shown, row.help);
        }
        text.push('\n');
    }
    text
}

/// One table for each place; the README holds it and a test compares them.
fn markdown() -> String {
    let mut text = String::new();
    for context in Context::ALL {
        let _ = write!(
            text,
            "**{}**\n\n| key | what it does |\n|---|---|\n",
            context.name()
        );
        for row in rows(context) {
            let _ = writeln!(text, "| {} | {} |", row.shown, row.help);
        }
        text.push('\n');
    }
    text
}
