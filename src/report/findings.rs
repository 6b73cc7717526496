//! What `pofit check` found, for other programs: JSON of a shape of its own, SARIF, and the words by
//! which a GitHub workflow marks lines.

mod github;
mod sarif;

pub use github::github;
pub use sarif::sarif;

use super::schema::strict;
use crate::bank::{Mistake, Mistakes, Severity, SourceText};
use schemars::JsonSchema;
use serde::Serialize;

/// Names the shape of [`Checked`]; it changes when a reader would have to.
const SCHEMA: &str = "pofit-check/1";

/// What was found in some files.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Checked {
    /// Names this shape.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: &'static str,
    /// The files in the order in which they were named.
    pub files: Vec<CheckedFile>,
    /// How many mistakes are told.
    pub mistakes: usize,
    /// How often advice is told.
    pub advice: usize,
}

/// What was found in one file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckedFile {
    /// Its name, as it was given.
    pub file: String,
    /// In the order of their places, those of files that it rests on last; of each file at most 100
    /// mistakes and as much advice, and one that counts the rest.
    pub findings: Vec<Finding>,
}

/// A mistake or advice.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The code of the rule, such as `PF012`; `pofit check --explain` tells what it means.
    pub code: String,
    /// The name of the rule in words with hyphens.
    pub name: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The file that it is in: the one that was checked, or one that it rests on.
    pub file: String,
    /// What it is about.
    pub place: Place,
    /// What mends it, where that is beyond doubt; `--fix` does it.
    pub fix: Option<Mend>,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    /// The first byte, from 0.
    pub byte: usize,
    /// How many bytes it takes.
    pub bytes: usize,
    /// The line of the first character, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
    /// The line of the character after the last.
    pub end_line: usize,
    /// Its column.
    pub end_column: usize,
}

/// A change of the file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Mend {
    /// What goes.
    pub place: Place,
    /// What comes instead.
    pub with: String,
}

/// What was found in some files, each with its source, as JSON, indented, with a line break at the end.
///
/// # Errors
/// None in practice: all keys are text.
pub fn checked_json(files: &[(SourceText, Mistakes)]) -> Result<String, serde_json::Error> {
    let number = |severity| files.iter().map(|(_, found)| found.number(severity)).sum();
    let checked = Checked {
        schema: SCHEMA,
        files: files.iter().map(checked_file).collect(),
        mistakes: number(Severity::Mistake),
        advice: number(Severity::Advice),
    };
    Ok(serde_json::to_string_pretty(&checked)? + "\n")
}

/// The JSON Schema of [`Checked`], indented, with a line break at the end.
///
/// # Errors
/// None in practice: a schema has only text for keys.
pub fn check_schema() -> Result<String, serde_json::Error> {
    strict::<Checked>("What pofit check found")
}

fn checked_file((source, found): &(SourceText, Mistakes)) -> CheckedFile {
    CheckedFile {
        file: source.name.to_string(),
        findings: found.iter().map(finding).collect(),
    }
}

fn finding(found: &Mistake) -> Finding {
    let place = |span: &std::ops::Range<usize>| place(&found.source, span);
    Finding {
        code: found.rule.code().to_owned(),
        name: found.rule.page().name.to_owned(),
        severity: found.rule.severity(),
        message: found.message.clone(),
        help: found.help.clone(),
        file: found.source.name.to_string(),
        place: place(&found.span),
        fix: found.fix.as_ref().map(|fix| Mend {
            place: place(&fix.span),
            with: fix.with.clone(),
        }),
    }
}

fn place(source: &SourceText, span: &std::ops::Range<usize>) -> Place {
    let (line, column) = source.line_column(span.start);
    let (end_line, end_column) = source.line_column(span.end);
    Place {
        byte: span.start,
        bytes: span.len(),
        line,
        column,
        end_line,
        end_column,
    }
}
