//! `pofit learn`: the questions and the glossary, on the screen, as a dialogue, or the best match.

use super::environment::plain;
use super::shelf::Shelf;
use super::{Done, Failure, outside, print, sitting};
use crate::app::{App, Find, Screen};
use crate::cli::{LearnArgs, LookArgs};
use crate::learn::{Entry, Learn};
use crate::plain as dialogue;
use crate::report;
use serde::Serialize;
use std::io;
use std::process::ExitCode;

/// Names the shape of what `--json` prints.
const SCHEMA: &str = "pofit-learn/1";

pub(super) fn run(args: &LearnArgs, look: &LookArgs) -> Done {
    let shelf = Shelf::of(look)?;
    let learn = shelf.learn()?;
    let words = args.words.join(" ");
    if args.json {
        return json(&learn, &words);
    }
    if !words.is_empty() {
        let entry = best(&learn, &words)?;
        print(&dialogue::document(&report::article(&learn, &entry)))?;
        return Ok(ExitCode::SUCCESS);
    }
    if plain(look) {
        return sitting::talk(|talk| dialogue::learn(&learn, talk));
    }
    let mut app = App::new(super::environment::chance(), shelf.entries());
    app.learn = Some(learn.clone());
    let keeper = sitting::opened(&mut app, look);
    app.screen = Screen::Find(Box::new(Find::new(learn)));
    outside::screen(app, &shelf, keeper, look, false)
}

fn best(learn: &Learn, words: &str) -> Result<Entry, Failure> {
    learn.search(words).into_iter().next().ok_or_else(|| {
        let words = crate::bank::text::clean(words);
        Failure::Failed(format!(
            "nothing is found for \"{words}\"; pofit learn lists all there is"
        ))
    })
}

/// What is printed: one entry, or all of them.
#[derive(Debug, Serialize)]
struct Printed<'a> {
    schema: &'static str,
    entries: Vec<PrintedEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct PrintedEntry<'a> {
    kind: &'static str,
    id: &'a str,
    title: &'a str,
    short: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<&'a str>,
    sources: Vec<String>,
    related: Vec<&'a str>,
    items: Vec<PrintedItems<'a>>,
}

#[derive(Debug, Serialize)]
struct PrintedItems<'a> {
    bank: &'a str,
    items: Vec<String>,
}

fn json(learn: &Learn, words: &str) -> Done {
    let entries = if words.is_empty() {
        learn.entries()
    } else {
        vec![best(learn, words)?]
    };
    let printed = Printed {
        schema: SCHEMA,
        entries: entries
            .iter()
            .filter_map(|entry| printed(learn, entry))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&printed).map_err(io::Error::from)?;
    print(&(text + "\n"))?;
    Ok(ExitCode::SUCCESS)
}

fn printed<'a>(learn: &'a Learn, entry: &'a Entry) -> Option<PrintedEntry<'a>> {
    let citations = |ids: &[crate::bank::SourceId]| {
        ids.iter()
            .filter_map(|id| learn.handbook.sources.get(id))
            .map(crate::bank::Source::citation)
            .collect()
    };
    match entry {
        Entry::Question(id) => {
            let question = learn.handbook.question(id)?;
            let items = learn.items(id);
            Some(PrintedEntry {
                kind: "question",
                id: id.as_ref(),
                title: question.question.as_str(),
                short: question.short.as_str(),
                text: Some(question.answer.as_str()),
                as_of: question.as_of.as_ref().map(|(year, _)| *year),
                check: question.as_of.as_ref().map(|(_, check)| check.as_str()),
                sources: citations(&question.sources),
                related: question.related.iter().map(AsRef::as_ref).collect(),
                items: items
                    .into_iter()
                    .map(|(bank, items)| PrintedItems {
                        bank: bank.head.id.as_ref(),
                        items: items.iter().map(ToString::to_string).collect(),
                    })
                    .collect(),
            })
        }
        Entry::Term(id) => {
            let term = learn.handbook.term(id)?;
            Some(PrintedEntry {
                kind: "term",
                id: id.as_ref(),
                title: term.term.as_str(),
                short: term.definition.as_str(),
                text: None,
                as_of: None,
                check: None,
                sources: citations(&term.sources),
                related: term.see.iter().map(AsRef::as_ref).collect(),
                items: Vec::new(),
            })
        }
    }
}
