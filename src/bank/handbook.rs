//! The handbook: the article's questions with their answers, and a glossary, read together.

use super::id::{FaqId, SourceId, TermId};
use super::library::Library;
use super::mistake::{Log, Mistakes};
use super::model::{Handbook, Term};
use super::names::{Found, Names, resolve, unique};
use super::read::Table;
use super::rule::Rule;
use super::shelf::Shelf;
use super::text::Text;
use super::value::{At, longest, text};
use std::collections::BTreeMap;

/// Reads the questions and the glossary.
///
/// # Errors
/// All mistakes of the files that they stand in.
pub fn handbook(library: &Library) -> Result<Handbook, Mistakes> {
    let shelf = Shelf::handbook(library, Log::new);
    let mistakes = Mistakes::joined(shelf.mistakes);
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let sources = shelf.sources.list.into_iter();
    Ok(Handbook {
        questions: shelf.faq.list,
        terms: shelf.terms.list,
        sources: sources
            .map(|source| (source.id.clone(), source))
            .collect::<BTreeMap<SourceId, _>>(),
    })
}

/// The glossary.
pub(super) fn terms(root: &Table<'_>, known: &Names<'_>, log: &mut Log) -> Found<Term, TermId> {
    let mut seen = BTreeMap::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut near: Vec<At<TermId>> = Vec::new();
    let mut found = Vec::new();
    for table in root.tables("term", log) {
        let id = table.id::<TermId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let term = name(table.str("term", log), &mut names, log);
        let also = table.strings("also", log);
        let also = also
            .into_iter()
            .filter_map(|at| name(Some(at), &mut names, log))
            .collect();
        let definition = table.text("definition", longest::STEM, log);
        let sources = known.sources(table.ids("sources", log), log);
        let faq: Vec<FaqId> = known.faq(table.ids("faq", log), log);
        let see = table.ids::<TermId>("see", log);
        table.finish(log);
        let ids = see.iter().map(|at| at.value.clone()).collect();
        near.extend(see);
        let (Some(id), Some(term), Some(definition)) = (id, term, definition) else {
            continue;
        };
        found.push(Term {
            id: id.value,
            term,
            also,
            definition,
            sources,
            faq,
            see: ids,
        });
    }
    let found = Found::new(found, seen);
    for used in &near {
        resolve(used, found.ids.as_ref(), "this file", log);
    }
    found
}

/// A name by which a term is found in texts; each belongs to one term.
fn name(
    found: Option<At<&str>>,
    names: &mut BTreeMap<String, usize>,
    log: &mut Log,
) -> Option<Text> {
    let found = found?;
    let name = text(&found, longest::NAME, log)?;
    let first = *names
        .entry(name.as_str().to_lowercase())
        .or_insert(found.span.start);
    if first != found.span.start {
        let line = log.line(first);
        log.add(
            Rule::Repeated,
            found.span,
            format!("the name `{name}` stands twice"),
            format!("the first is in line {line}; a name leads to one term"),
        );
    }
    Some(name)
}
