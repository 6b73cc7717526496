//! What there is to learn: the article's questions, the glossary, and what they rest on.

use super::{Question, Source};
use crate::bank::{FaqId, SourceId, TermId, Text};
use std::collections::BTreeMap;

/// Questions and terms with their sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handbook {
    /// The article's questions in its order.
    pub questions: Vec<Question>,
    /// The glossary in the file's order.
    pub terms: Vec<Term>,
    /// What they rest on.
    pub sources: BTreeMap<SourceId, Source>,
}

/// A word of the field with its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Names it.
    pub id: TermId,
    /// The word itself.
    pub term: Text,
    /// Other forms by which it stands in texts; no two terms share a name, whatever the case.
    pub also: Vec<Text>,
    /// What it means.
    pub definition: Text,
    /// What that rests on.
    pub sources: Vec<SourceId>,
    /// Questions where it matters.
    pub faq: Vec<FaqId>,
    /// Terms near to it.
    pub see: Vec<TermId>,
}

impl Term {
    /// All names of the term, the word itself first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.term)
            .chain(&self.also)
            .map(Text::as_str)
    }
}

impl Handbook {
    /// The question with this id.
    pub fn question(&self, id: &FaqId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The term with this id.
    pub fn term(&self, id: &TermId) -> Option<&Term> {
        self.terms.iter().find(|term| term.id == *id)
    }
}
