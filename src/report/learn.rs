//! An entry to read, in words: the answer with its terms numbered, what is near, what tests it.

use super::document::{Document, Target, Tone};
use super::words::count;
use crate::bank::{Question, SourceId, Term};
use crate::learn::{Entry, Learn, Marked, marked};

/// Tells a question or a term.
pub fn article(learn: &Learn, entry: &Entry) -> Document {
    let mut page = Document::default();
    if let Some(question) = learn.question(entry) {
        self::question(&mut page, learn, entry, question);
    } else if let Some(term) = learn.term(entry) {
        self::term(&mut page, learn, entry, term);
    }
    page
}

fn question(page: &mut Document, learn: &Learn, entry: &Entry, question: &Question) {
    page.title(question.question.as_str());
    page.text(Tone::Strong, question.short.as_str());
    let paragraphs: Vec<&str> = question.answer.as_str().lines().collect();
    let (texts, terms) = marked(&learn.handbook, entry, &paragraphs);
    for text in &texts {
        page.text(Tone::Plain, numbered(text));
    }
    if let Some((year, check)) = &question.as_of {
        page.text(Tone::Caution, format!("True as of {year}. {check}"));
    }
    links(
        page,
        learn,
        "Words used here",
        terms.into_iter().map(Entry::Term),
    );
    let near = question.related.iter().cloned().map(Entry::Question);
    links(page, learn, "Related questions", near);
    let quizzes = learn.items(&question.id);
    if !quizzes.is_empty() {
        page.heading("Asked in the quizzes");
    }
    for (bank, items) in quizzes {
        let number = count(items.len(), "question", "questions");
        let bank_id = bank.head.id.clone();
        let text = format!("{number} of \"{}\"", bank.head.title);
        page.link(text, None, Target::Items(bank_id, items));
    }
    sources(page, learn, &question.sources);
}

fn term(page: &mut Document, learn: &Learn, entry: &Entry, term: &Term) {
    page.title(term.term.as_str());
    let (texts, terms) = marked(&learn.handbook, entry, &[term.definition.as_str()]);
    for text in &texts {
        page.text(Tone::Plain, numbered(text));
    }
    if !term.also.is_empty() {
        let also: Vec<&str> = term.also.iter().map(AsRef::as_ref).collect();
        page.text(Tone::Muted, format!("Also: {}.", also.join(", ")));
    }
    let named = terms.clone();
    links(
        page,
        learn,
        "Words used here",
        terms.into_iter().map(Entry::Term),
    );
    let see = term.see.iter().filter(|id| !named.contains(id)).cloned();
    links(page, learn, "See also", see.map(Entry::Term));
    let faq = term.faq.iter().cloned().map(Entry::Question);
    links(page, learn, "Where it matters", faq);
    sources(page, learn, &term.sources);
}

/// A text with the number of each term behind it.
fn numbered(text: &Marked) -> String {
    let piece = |(piece, number): &(String, Option<usize>)| match number {
        Some(number) => format!("{piece} [{number}]"),
        None => piece.clone(),
    };
    text.pieces.iter().map(piece).collect()
}

fn links(page: &mut Document, learn: &Learn, heading: &str, entries: impl Iterator<Item = Entry>) {
    let mut begun = false;
    for entry in entries {
        if !begun {
            page.heading(heading);
            begun = true;
        }
        page.link(learn.title(&entry), None, Target::Entry(entry.clone()));
    }
}

fn sources(page: &mut Document, learn: &Learn, ids: &[SourceId]) {
    let found: Vec<_> = ids
        .iter()
        .filter_map(|id| learn.handbook.sources.get(id))
        .collect();
    if found.is_empty() {
        return;
    }
    page.heading("Sources");
    for source in found {
        let url = source.url.as_ref();
        let url = url.map(|url| format!(". {url}")).unwrap_or_default();
        page.bullet(Tone::Muted, format!("{}{url}", source.citation()));
    }
}
