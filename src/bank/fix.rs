//! Mending: what can be put right in one way only is, and nothing else of the file moves.
//!
//! A fix replaces the bytes of one value or key, so that comments, order and layout stay by
//! construction. Fixes that would break a rule which held before (two ids made the same) are left.

use super::library::Library;
use super::load::lint;
use super::mistake::{Fix, SourceText};
use super::rule::Rule;
use super::text::is_hazard;

/// What one fix reveals another may mend: an unseen character goes, then the blanks around it.
const ROUNDS: usize = 8;
/// At most so many characters of a value are told.
const LONGEST: usize = 60;

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The rule that was broken.
    pub rule: Rule,
    /// The line (from 1), counted before the change.
    pub line: usize,
    /// What stood there; harmless, and not too long.
    pub old: String,
    /// What stands there now; empty where it was taken out.
    pub new: String,
}

/// A file that was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The whole text.
    pub text: String,
    /// What was changed, in the order of lines; empty when nothing was.
    pub changes: Vec<Change>,
}

/// Mends what can be mended in one way only; mending the outcome changes nothing more.
pub fn fixed(file: &SourceText, library: &Library) -> Fixed {
    let mut file = file.clone();
    let mut changes = Vec::new();
    let mut found = lint(&file, library);
    for _ in 0..ROUNDS {
        let before = changes.len();
        // Ids by themselves: whether two became one can then be told from what another fix revealed.
        for of_ids in [false, true] {
            let is_of = |fix: &&Fix| (fix.rule == Rule::NotAnId) == of_ids;
            let fixes = apart(found.fixes().iter().filter(is_of).collect());
            if fixes.is_empty() {
                continue;
            }
            let (text, made) = with(&file, &fixes);
            let text = SourceText {
                text: text.into(),
                ..file.clone()
            };
            let then = lint(&text, library);
            let more = |rule| then.times(rule) > found.times(rule);
            if more(Rule::Syntax) || (of_ids && more(Rule::DuplicateId)) {
                continue;
            }
            (file, found) = (text, then);
            changes.extend(made);
        }
        if changes.len() == before {
            break;
        }
    }
    changes.sort_by_key(|change| change.line);
    Fixed {
        text: file.text.to_string(),
        changes,
    }
}

/// In the order of their places, without those that lie within another.
fn apart(mut fixes: Vec<&Fix>) -> Vec<&Fix> {
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut end = 0;
    fixes.retain(|fix| {
        let is_apart = fix.span.start >= end;
        if is_apart {
            end = fix.span.end;
        }
        is_apart
    });
    fixes
}

/// The text with the fixes made, which are in order and apart.
fn with(file: &SourceText, fixes: &[&Fix]) -> (String, Vec<Change>) {
    let mut text = String::with_capacity(file.text.len());
    let mut changes = Vec::new();
    let (mut at, mut line) = (0, 1);
    for fix in fixes {
        let before = file.text.get(at..fix.span.start).unwrap_or_default();
        let old = file.text.get(fix.span.clone()).unwrap_or_default();
        text.push_str(before);
        text.push_str(&fix.with);
        line += before.matches('\n').count();
        changes.push(Change {
            rule: fix.rule,
            line,
            old: told(old),
            new: told(&fix.with),
        });
        line += old.matches('\n').count();
        at = fix.span.end;
    }
    text.push_str(file.text.get(at..).unwrap_or_default());
    (text, changes)
}

fn told(text: &str) -> String {
    // Blanks stay as they are: they may be what was changed.
    let harmless = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_hazard(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let text: String = text.chars().map(harmless).collect();
    let text = text.trim_start_matches([',', ' ']);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
