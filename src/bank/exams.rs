//! The forms of exams, and their reading.

use super::id::{ExamId, SourceId};
use super::library::Library;
use super::mistake::{Log, Mistakes};
use super::model::{Exam, ExamForm};
use super::names::{Found, Names, unique};
use super::read::Table;
use super::rule::Rule;
use super::shelf::Shelf;
use super::value::longest;
use std::collections::BTreeMap;

/// Reads the forms of exams, in the file's order; the first is taken when none is named.
///
/// # Errors
/// All mistakes of the files that they stand in.
pub fn exams(library: &Library) -> Result<Vec<Exam>, Mistakes> {
    let shelf = Shelf::exams(library, Log::new);
    let mistakes = Mistakes::joined(shelf.mistakes);
    if mistakes.is_empty() {
        Ok(shelf.exams.list)
    } else {
        Err(mistakes)
    }
}

/// The forms of exams.
pub(super) fn forms(root: &Table<'_>, known: &Names<'_>, log: &mut Log) -> Found<Exam, ExamId> {
    let mut seen = BTreeMap::new();
    let tables = root.tables("exam", log);
    let list = tables
        .into_iter()
        .filter_map(|table| {
            let id = table.id::<ExamId>("id", log);
            if let Some(id) = &id {
                unique(id, &mut seen, log);
            }
            let name = table.text("name", longest::TOPIC, log);
            let body = table.text("body", longest::NAME, log);
            let form = form(&table, log);
            let as_of = table.whole("as_of", 2000.0..=2200.0, log);
            let sources = known.sources(table.ids::<SourceId>("sources", log), log);
            let note = table.opt_text("note", longest::STEM, log);
            table.finish(log);
            Some(Exam {
                id: id?.value,
                name: name?,
                body: body?,
                form: form.ok()?,
                as_of: as_of?,
                sources,
                note,
            })
        })
        .collect();
    Found::new(list, seen)
}

/// A mistake was noted.
struct Noted;

/// Length, time and mark; `None` for a certificate without a test, which needs a note.
fn form(table: &Table<'_>, log: &mut Log) -> Result<Option<ExamForm>, Noted> {
    let pass = table.opt_whole("pass", 1.0..=100.0, log);
    if !["items", "minutes", "pass"]
        .iter()
        .any(|key| table.has(key))
    {
        // Asked for, so that a slip in their names is told as such.
        let _ = (table.get("items"), table.get("minutes"));
        if table.has("note") {
            return Ok(None);
        }
        log.add(
            Rule::MissingKey,
            table.span.clone(),
            "this exam has no form",
            "add `items = ...` and `minutes = ...`, or a `note` that says why it has neither",
        );
        return Err(Noted);
    }
    let items = table.whole("items", 1.0..=1000.0, log);
    let minutes = table.whole("minutes", 1.0..=600.0, log);
    if table.has("pass") && pass.is_none() {
        return Err(Noted);
    }
    Ok(Some(ExamForm {
        items: items.ok_or(Noted)?,
        minutes: minutes.ok_or(Noted)?,
        pass: pass.and_then(|pass| u8::try_from(pass).ok()),
    }))
}
