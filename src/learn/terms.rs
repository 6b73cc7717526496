//! Terms in a text: where a word of the glossary stands for the first time.

use super::Entry;
use crate::bank::{Handbook, Term, TermId};

/// So many terms are marked in a text: a digit opens each.
const MOST: usize = 9;

/// A text in pieces; after a piece stands the number of the term that it ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Pieces in order; joined they are the text.
    pub pieces: Vec<(String, Option<usize>)>,
}

/// Marks each term where it stands first in the paragraphs, at most nine, numbered from 1 in
/// reading order. The entry itself is not marked in its own text.
pub fn marked(handbook: &Handbook, own: &Entry, paragraphs: &[&str]) -> (Vec<Marked>, Vec<TermId>) {
    let mut found: Vec<(usize, usize, &Term)> = Vec::new();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        for (end, term) in terms_in(handbook, paragraph) {
            let known = found.iter().any(|(_, _, other)| other.id == term.id);
            if !known && *own != Entry::Term(term.id.clone()) {
                found.push((n, end, term));
            }
        }
    }
    // Where there are too many, everyday words give way to the words of the field.
    while found.len() > MOST {
        let everyday = found.iter().rposition(|(_, _, term)| is_everyday(term));
        found.remove(everyday.unwrap_or(found.len() - 1));
    }
    let terms = found.iter().map(|(_, _, term)| term.id.clone()).collect();
    let mark = |(n, text): (usize, &&str)| {
        let mut pieces = Vec::new();
        let mut from = 0;
        for (number, (_, end, _)) in found.iter().enumerate().filter(|(_, (at, ..))| *at == n) {
            let piece = text.get(from..*end).unwrap_or_default().to_owned();
            pieces.push((piece, Some(number + 1)));
            from = *end;
        }
        let rest = text.get(from..).unwrap_or_default();
        if !rest.is_empty() {
            pieces.push((rest.to_owned(), None));
        }
        Marked { pieces }
    };
    (paragraphs.iter().enumerate().map(mark).collect(), terms)
}

/// A single word without a capital.
fn is_everyday(term: &Term) -> bool {
    !term
        .term
        .as_str()
        .contains(|c: char| c == ' ' || c.is_uppercase())
}

/// Terms in a text with the offset where each ends, the longest name first where several fit.
fn terms_in<'h>(handbook: &'h Handbook, text: &str) -> Vec<(usize, &'h Term)> {
    let mut names: Vec<(&str, &Term)> = handbook
        .terms
        .iter()
        .flat_map(|term| term.names().map(move |name| (name, term)))
        .collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut found = Vec::new();
    let mut at = 0;
    let mut before = None;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let starts_word = !is_in_word(before);
        let hit = names
            .iter()
            .filter(|_| starts_word)
            .find(|(name, _)| stands_at(text, at, name));
        if let Some((name, term)) = hit {
            at += name.len();
            found.push((at, *term));
            before = text.get(..at).and_then(|text| text.chars().next_back());
        } else {
            at += c.len_utf8();
            before = Some(c);
        }
    }
    found
}

/// Whether a name stands at an offset as whole words, whatever the case.
fn stands_at(text: &str, at: usize, name: &str) -> bool {
    let end = at + name.len();
    text.get(at..end)
        .is_some_and(|there| there.eq_ignore_ascii_case(name))
        && !is_in_word(text.get(end..).and_then(|rest| rest.chars().next()))
}

fn is_in_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() || c == '-')
}
