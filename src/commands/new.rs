//! `pofit new`: a bank to begin with, and beside it the schema by which editors complete it.

use super::{Done, Failure, print};
use crate::bank::text::clean;
use crate::bank::{BankId, Slug, bank_schema};
use crate::cli::{KindArg, NewArgs};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// The schema's file, which the first line of a starter names: an editor needs no network for it.
const SCHEMA: &str = "pofit-bank.schema.json";
/// The starters; what they are called in them is replaced by the file's own name.
const QUIZ: &str = include_str!("new/quiz.toml");
const ASSESSMENT: &str = include_str!("new/assessment.toml");
const PLACEHOLDER: &str = "id = \"my-bank\"";

pub(super) fn run(args: &NewArgs) -> Done {
    let path = &args.file;
    let starter = match args.kind {
        KindArg::Quiz => QUIZ,
        KindArg::Assessment => ASSESSMENT,
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let id = BankId::new(&stem).map_or_else(|_| "my-bank".to_owned(), |id| id.to_string());
    let text = starter.replacen(PLACEHOLDER, &format!("id = \"{id}\""), 1);
    let shown = clean(&path.display().to_string());
    create(path, &text).map_err(|error| {
        Failure::Failed(match error.kind() {
            io::ErrorKind::AlreadyExists => {
                format!("{shown} is there already, and stays as it is: name another file")
            }
            io::ErrorKind::NotFound => format!("{shown}: there is no such folder"),
            _ => format!("{shown}: {error}"),
        })
    })?;
    let schema = path.with_file_name(SCHEMA);
    let text = bank_schema().map_err(|error| Failure::Failed(error.to_string()))?;
    let beside = match create(&schema, &text) {
        Ok(()) => format!(
            "{SCHEMA} beside it lets editors with Taplo complete and check what you type.\n"
        ),
        // Of another bank, most likely; the bank is good without.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => String::new(),
        Err(error) => format!("{SCHEMA} could not be written beside it: {error}\n"),
    };
    let asks = match args.kind {
        KindArg::Quiz => "pofit quiz --bank",
        KindArg::Assessment => "pofit fit --bank",
    };
    print(&format!(
        "{shown} is yours to change. {asks} asks it, pofit check looks at it.\n{beside}"
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a file that must not be there yet.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}
