//! `pofit keys`: the key table in words, for people and for the README.

use super::{Done, environment, print};
use crate::app::keys::{Context, rows};
use crate::cli::{KeysArgs, LookArgs};
use std::fmt::Write;
use std::process::ExitCode;

pub(super) fn run(args: &KeysArgs, look: &LookArgs) -> Done {
    let glyphs = environment::look(look).glyphs;
    print(&if args.markdown {
        markdown()
    } else {
        glyphs.key_name(&text())
    })?;
    Ok(ExitCode::SUCCESS)
}

fn text() -> String {
    let mut text = String::new();
    for context in Context::ALL {
        let _ = writeln!(text, "{}", context.name());
        for row in rows(context) {
            let _ = writeln!(text, "  {:<15} {}", row.key_names(), row.help);
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
            let _ = writeln!(text, "| {} | {} |", row.key_names(), row.help);
        }
        text.push('\n');
    }
    text
}
