//! Workflow commands: GitHub shows each as a mark at its line of a change.

use crate::bank::{Mistake, Mistakes, Severity, SourceText};
use std::fmt::Write;

/// One line a finding, as a GitHub workflow reads it from a step's output.
///
/// See "Workflow commands for GitHub Actions"; mistakes are errors, advice is notices.
pub fn github(files: &[(SourceText, Mistakes)]) -> String {
    let mut text = String::new();
    for found in files.iter().flat_map(|(_, found)| found) {
        command(found, &mut text);
    }
    text
}

fn command(found: &Mistake, text: &mut String) {
    let (line, column) = found.source.line_column(found.span.start);
    let (end_line, end_column) = found.source.line_column(found.span.end);
    let word = match found.rule.severity() {
        Severity::Mistake => "error",
        Severity::Advice => "notice",
    };
    let title = format!("{} {}", found.rule.code(), found.rule.page().name);
    let _ = write!(
        text,
        "::{word} file={},line={line},endLine={end_line},col={column}",
        property(&found.source.name)
    );
    // GitHub takes an end of columns only within a line.
    if end_line == line {
        let _ = write!(text, ",endColumn={end_column}");
    }
    let help = if found.help.is_empty() { "" } else { "; " };
    let said = format!("{}{help}{}", found.message, found.help);
    let _ = writeln!(text, ",title={}::{}", property(&title), data(&said));
}

/// A message as `toolkit` escapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property's value, where colons and commas would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
