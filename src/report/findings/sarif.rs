//! SARIF 2.1.0 (OASIS), which code hosts and editors read.

use crate::bank::{Fix, Mistake, Mistakes, Rule, Severity, SourceText};
use serde_json::{Value, json};
use std::fmt::Write;
use std::ops::Range;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What was found in some files as one SARIF run, indented, with a line break at the end.
///
/// # Errors
/// None in practice: all keys are text.
pub fn sarif(files: &[(SourceText, Mistakes)]) -> Result<String, serde_json::Error> {
    let results: Vec<Value> = files
        .iter()
        .flat_map(|(_, found)| found)
        .map(result)
        .collect();
    let rules: Vec<Value> = Rule::ALL.into_iter().map(rule).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "pofit",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            // Columns are counted in characters, not in UTF-16.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&log)? + "\n")
}

fn level(rule: Rule) -> &'static str {
    match rule.severity() {
        Severity::Mistake => "error",
        Severity::Advice => "note",
    }
}

fn rule(rule: Rule) -> Value {
    let page = rule.page();
    json!({
        "id": rule.code(),
        "name": page.name,
        "shortDescription": { "text": page.title },
        "fullDescription": { "text": page.reason },
        "help": { "text": page.text() },
        "defaultConfiguration": { "level": level(rule) },
    })
}

fn result(found: &Mistake) -> Value {
    let index = Rule::ALL.iter().position(|rule| *rule == found.rule);
    let help = if found.help.is_empty() { "" } else { "; " };
    let mut result = json!({
        "ruleId": found.rule.code(),
        "ruleIndex": index,
        "level": level(found.rule),
        "message": { "text": format!("{}{help}{}", found.message, found.help) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&found.source.name) },
            "region": region(&found.source, &found.span),
        } }],
    });
    if let (Some(fix), Value::Object(result)) = (&found.fix, &mut result) {
        result.insert("fixes".to_owned(), json!([mend(&found.source, fix)]));
    }
    result
}

fn mend(source: &SourceText, fix: &Fix) -> Value {
    json!({
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(&source.name) },
            "replacements": [{
                "deletedRegion": region(source, &fix.span),
                "insertedContent": { "text": fix.with },
            }],
        }],
    })
}

fn region(source: &SourceText, span: &Range<usize>) -> Value {
    let (start_line, start_column) = source.line_column(span.start);
    let (end_line, end_column) = source.line_column(span.end);
    json!({
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "byteOffset": span.start,
        "byteLength": span.len(),
    })
}

/// A path as a relative URI reference (RFC 3986): all but what a path may hold is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            // Writing to a string does not fail.
            other => drop(write!(uri, "%{other:02X}")),
        }
    }
    uri
}
