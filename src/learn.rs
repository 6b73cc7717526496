//! The learn room: what there is to read, found by a few letters, with its ways from one to another.
//!
//! It owns the index over questions, glossary and the items that test them, the search, and the
//! finding of terms in a text. It must not know of screens or words around them: `report` tells an
//! entry, `app` leads through them.

mod search;
mod terms;

pub use terms::{Marked, marked};

use crate::bank::{Bank, BankId, FaqId, Handbook, ItemId, Question, Term, TermId};
use std::sync::Arc;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// One of the article's questions.
    Question(FaqId),
    /// A term of the glossary.
    Term(TermId),
}

/// What there is to read, and the quizzes that ask about it.
#[derive(Debug, Clone)]
pub struct Learn {
    /// Questions and terms.
    pub handbook: Handbook,
    /// The quizzes.
    pub quizzes: Vec<Arc<Bank>>,
}

impl Learn {
    /// All entries: the questions in the article's order, then the terms.
    pub fn entries(&self) -> Vec<Entry> {
        let questions = self.handbook.questions.iter();
        let terms = self.handbook.terms.iter();
        questions
            .map(|question| Entry::Question(question.id.clone()))
            .chain(terms.map(|term| Entry::Term(term.id.clone())))
            .collect()
    }

    /// The entries that a few words find, the best first; all of them for no words.
    pub fn search(&self, words: &str) -> Vec<Entry> {
        if words.trim().is_empty() {
            return self.entries();
        }
        search::search(self, words)
    }

    /// The question of an entry.
    pub fn question(&self, entry: &Entry) -> Option<&Question> {
        match entry {
            Entry::Question(id) => self.handbook.question(id),
            Entry::Term(_) => None,
        }
    }

    /// The term of an entry.
    pub fn term(&self, entry: &Entry) -> Option<&Term> {
        match entry {
            Entry::Term(id) => self.handbook.term(id),
            Entry::Question(_) => None,
        }
    }

    /// An entry in a line: the question, or the term.
    pub fn title(&self, entry: &Entry) -> &str {
        let question = self.question(entry).map(|found| found.question.as_str());
        let term = self.term(entry).map(|found| found.term.as_str());
        question.or(term).unwrap_or_default()
    }

    /// An entry in a sentence or two: the short answer, or the definition.
    pub fn summary(&self, entry: &Entry) -> &str {
        let question = self.question(entry).map(|found| found.short.as_str());
        let term = self.term(entry).map(|found| found.definition.as_str());
        question.or(term).unwrap_or_default()
    }

    /// The items that test a question, by quiz; quizzes without any are left out.
    pub fn items(&self, question: &FaqId) -> Vec<(&Bank, Vec<ItemId>)> {
        let of = |bank: &Bank| -> Vec<ItemId> {
            let items = bank.items.iter();
            items
                .filter(|item| item.faq.contains(question))
                .map(|item| item.id.clone())
                .collect()
        };
        let quizzes = self.quizzes.iter().map(|bank| (&**bank, of(bank)));
        quizzes.filter(|(_, items)| !items.is_empty()).collect()
    }

    /// The quiz with this id.
    pub fn quiz(&self, id: &BankId) -> Option<&Arc<Bank>> {
        self.quizzes.iter().find(|bank| bank.head.id == *id)
    }
}
