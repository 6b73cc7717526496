//! What a bank rests on, read as far as it needs it.

use super::exams;
use super::handbook;
use super::id::{ExamId, FaqId, RoleId, ScaleId, SourceId, TermId};
use super::library::{self, Library};
use super::mistake::{Log, Mistakes, SourceText};
use super::model::{Exam, Passage, Question, Role, Scale, Source, Term};
use super::names::{Found, Names};
use super::narrative::{self, Known};
use super::read::Table;
use super::syntax::with_root;
use std::collections::BTreeSet;

/// Makes the log of a file: one for mistakes alone, or for advice too.
pub(super) type NewLog = fn(&SourceText) -> Log;

/// The files of a library, read.
#[derive(Default)]
pub(super) struct Shelf {
    pub(super) scales: Found<Scale, ScaleId>,
    pub(super) roles: Found<Role, RoleId>,
    pub(super) faq: Found<Question, FaqId>,
    pub(super) terms: Found<Term, TermId>,
    pub(super) narrative: Vec<Passage>,
    pub(super) sources: Found<Source, SourceId>,
    pub(super) exams: Found<Exam, ExamId>,
    /// Of each file that was read.
    pub(super) mistakes: Vec<Mistakes>,
}

impl Shelf {
    /// What a bank with this root table needs: a quiz the sources, and the questions only where
    /// it names some.
    pub(super) fn read(bank: &SourceText, root: &Table<'_>, library: &Library) -> Self {
        // Mistakes are noted when the bank itself is read.
        let log = &mut Log::new(bank);
        let head = root.table("bank", log);
        let kind = head.and_then(|head| head.str("kind", log));
        if kind.is_some_and(|kind| kind.value != "quiz") {
            return Self::full(library, Log::new);
        }
        let mut shelf = Self::default();
        shelf.read_sources(library, Log::new);
        if bank.text.contains("faq") {
            shelf.read_faq(library, Log::new);
        } else {
            shelf.faq.ids = Some(BTreeSet::new());
        }
        shelf
    }

    /// All files.
    pub(super) fn full(library: &Library, new: NewLog) -> Self {
        let mut shelf = Self::default();
        shelf.read_sources(library, new);
        shelf.read_faq(library, new);
        let names = Names {
            faq: shelf.faq.ids.as_ref(),
            sources: shelf.sources.ids.as_ref(),
        };
        let mistakes = &mut shelf.mistakes;
        shelf.scales = part(new(&library.traits), mistakes, |root, log| {
            library::scales(root, &names, log)
        });
        shelf.roles = part(new(&library.roles), mistakes, |root, log| {
            library::roles(root, &shelf.scales, &names, log)
        });
        let known = Known {
            scales: shelf.scales.ids.as_ref(),
            roles: shelf.roles.ids.as_ref(),
        };
        shelf.narrative = part(new(&library.narrative), mistakes, |root, log| {
            narrative::passages(root, &known, log)
        });
        shelf
    }

    /// What there is to learn.
    pub(super) fn handbook(library: &Library, new: NewLog) -> Self {
        let mut shelf = Self::default();
        shelf.read_sources(library, new);
        shelf.read_faq(library, new);
        let names = Names {
            faq: shelf.faq.ids.as_ref(),
            sources: shelf.sources.ids.as_ref(),
        };
        let mistakes = &mut shelf.mistakes;
        shelf.terms = part(new(&library.glossary), mistakes, |root, log| {
            handbook::terms(root, &names, log)
        });
        shelf
    }

    /// The forms of exams.
    pub(super) fn exams(library: &Library, new: NewLog) -> Self {
        let mut shelf = Self::default();
        shelf.read_sources(library, new);
        let names = Names {
            faq: None,
            sources: shelf.sources.ids.as_ref(),
        };
        shelf.exams = part(new(&library.exams), &mut shelf.mistakes, |root, log| {
            exams::forms(root, &names, log)
        });
        shelf
    }

    fn read_sources(&mut self, library: &Library, new: NewLog) {
        let log = new(&library.sources);
        self.sources = part(log, &mut self.mistakes, library::sources);
    }

    fn read_faq(&mut self, library: &Library, new: NewLog) {
        let sources = self.sources.ids.as_ref();
        self.faq = part(new(&library.faq), &mut self.mistakes, |root, log| {
            library::questions(root, sources, log)
        });
    }
}

/// Reads one file; nothing is known of one that is not TOML.
fn part<T: Default>(
    mut log: Log,
    mistakes: &mut Vec<Mistakes>,
    read: impl FnOnce(&Table<'_>, &mut Log) -> T,
) -> T {
    let source = log.source().clone();
    let found = with_root(&source, &mut log, |root, log| {
        let found = read(root, log);
        root.finish(log);
        found
    });
    mistakes.push(log.into_mistakes());
    found.unwrap_or_default()
}
