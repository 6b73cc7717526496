//! Loading and checking: the one way from a text to a [`Bank`], and the one validator.
//!
//! All mistakes of a file are found in one go; with any, there is no bank.

use super::builtin::KINDS_OF_ITEMS;
use super::fit_items::{self, Head as ItemHead};
use super::id::{BankId, FaqId, ItemId, RoleId, SourceId};
use super::library::{self, Library, Names, Use, resolve, unique};
use super::mistake::{Log, Mistakes, SourceText, quoted};
use super::model::{
    Assessment, Bank, ContentHash, Cuts, Head, Item, Question, Role, Scale, Source, Subject,
};
use super::quiz_items;
use super::read::{At, Table, longest, text};
use super::rule::Rule;
use super::text::Text;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::de::DeTable;

/// The largest file that is read: a bank of fifty thousand items is smaller.
const LARGEST: usize = 64 * 1024 * 1024;

/// Reads a bank with the files that it rests on.
///
/// # Errors
/// All mistakes of the bank's file and of the library's files that it needs.
pub fn load(bank: &SourceText, library: &Library) -> Result<Bank, Mistakes> {
    let mut shelf = Shelf::read(bank, library);
    let mut log = Log::new(bank);
    let read = with_root(bank, &mut log, |root, log| read_bank(root, &shelf, log)).flatten();
    shelf.mistakes.insert(0, log.into_mistakes());
    let mistakes = Mistakes::joined(shelf.mistakes);
    match read {
        Some(draft) if mistakes.is_empty() => Ok(draft.finish(bank, library)),
        _ => Err(mistakes),
    }
}

/// Checks any data file: what it is shows by its tables.
pub fn check(file: &SourceText, library: &Library) -> Mistakes {
    let mut log = Log::new(file);
    let known = with_root(file, &mut Log::new(file), |root, _| {
        ["bank", "scale", "role", "question", "source"]
            .into_iter()
            .find(|key| root.has(key))
    });
    let instead = |replace: fn(&mut Library, SourceText)| {
        let mut library = library.clone();
        replace(&mut library, file.clone());
        library
    };
    match known.flatten() {
        Some("bank") => match load(file, library) {
            Ok(_) => return Mistakes::default(),
            Err(mistakes) => return mistakes,
        },
        Some("scale") => return own(Shelf::full(&instead(|l, file| l.traits = file)), file),
        Some("role") => return own(Shelf::full(&instead(|l, file| l.roles = file)), file),
        Some("question") => return own(Shelf::full(&instead(|l, file| l.faq = file)), file),
        Some("source") => return own(Shelf::full(&instead(|l, file| l.sources = file)), file),
        _ => {}
    }
    // A file that is not even TOML says so; anything else is none of ours.
    let parsed = with_root(file, &mut log, |_, _| ());
    let mistakes = log.into_mistakes();
    if parsed.is_none() || !mistakes.is_empty() {
        return mistakes;
    }
    let mut log = Log::new(file);
    log.add(
        Rule::WrongFile,
        0..0,
        "this is no data file of pofit",
        "a bank begins with [bank]; traits, roles, questions and sources with [[scale]], [[role]], \
         [[question]], [[source]]",
    );
    log.into_mistakes()
}

/// The mistakes of one file among those of all.
fn own(shelf: Shelf, file: &SourceText) -> Mistakes {
    let of_file = |part: &Mistakes| part.iter().all(|mistake| mistake.source.name == file.name);
    Mistakes::joined(shelf.mistakes.into_iter().filter(of_file))
}

/// Parses a text and hands its root table on; syntax errors are noted first.
fn with_root<T>(
    source: &SourceText,
    log: &mut Log,
    read: impl FnOnce(&Table<'_>, &mut Log) -> T,
) -> Option<T> {
    if source.text.len() > LARGEST {
        log.add(
            Rule::TooLong,
            0..0,
            "this file is larger than 64 MiB",
            "no bank is: split it",
        );
        return None;
    }
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        let message = format!("this is not TOML: {}", error.message().trim_end());
        let message = super::text::clean(&message).replace('\n', "; ");
        log.add(
            Rule::Syntax,
            error.span().unwrap_or(0..0),
            message,
            String::new(),
        );
    }
    // What a broken part means is a guess: its own mistakes would mislead.
    errors.is_empty().then(|| read(&Table::new(&root), log))
}

/// What a bank rests on, read as far as it needs it.
#[derive(Default)]
struct Shelf {
    scales: Vec<Scale>,
    roles: Vec<Role>,
    faq: Vec<Question>,
    sources: Vec<Source>,
    /// Of each file that was read.
    mistakes: Vec<Mistakes>,
}

impl Shelf {
    /// A quiz needs the sources, and the questions only where it names some.
    fn read(bank: &SourceText, library: &Library) -> Self {
        let mut shelf = Self::default();
        let is_quiz = with_root(bank, &mut Log::new(bank), |root, log| {
            let head = root.table("bank", log)?;
            Some(head.str("kind", log)?.value == "quiz")
        });
        shelf.read_sources(library);
        if is_quiz.flatten() == Some(false) {
            shelf.read_faq(library);
            shelf.read_traits(library);
            shelf.read_roles(library);
        } else if bank.text.contains("faq") {
            shelf.read_faq(library);
        }
        shelf
    }

    fn full(library: &Library) -> Self {
        let mut shelf = Self::default();
        shelf.read_sources(library);
        shelf.read_faq(library);
        shelf.read_traits(library);
        shelf.read_roles(library);
        shelf
    }

    fn part<T: Default>(
        &mut self,
        source: &SourceText,
        read: impl FnOnce(&Table<'_>, &mut Log) -> T,
    ) -> T {
        let mut log = Log::new(source);
        let found = with_root(source, &mut log, |root, log| {
            let found = read(root, log);
            root.finish(log);
            found
        });
        self.mistakes.push(log.into_mistakes());
        found.unwrap_or_default()
    }

    fn read_sources(&mut self, library: &Library) {
        self.sources = self.part(&library.sources, library::sources);
    }

    fn read_faq(&mut self, library: &Library) {
        let sources = self.source_ids();
        self.faq = self.part(&library.faq, |root, log| {
            library::questions(root, &sources, log)
        });
    }

    fn read_traits(&mut self, library: &Library) {
        let (faq, sources) = (self.faq_ids(), self.source_ids());
        let known = Names {
            faq: &faq,
            sources: &sources,
        };
        self.scales = self.part(&library.traits, |root, log| {
            library::scales(root, &known, log)
        });
    }

    fn read_roles(&mut self, library: &Library) {
        let (faq, sources) = (self.faq_ids(), self.source_ids());
        let known = Names {
            faq: &faq,
            sources: &sources,
        };
        let scales = self.scales.clone();
        self.roles = self.part(&library.roles, |root, log| {
            library::roles(root, &scales, &known, log)
        });
    }

    fn faq_ids(&self) -> Vec<FaqId> {
        self.faq
            .iter()
            .map(|question| question.id.clone())
            .collect()
    }

    fn source_ids(&self) -> Vec<SourceId> {
        self.sources
            .iter()
            .map(|source| source.id.clone())
            .collect()
    }
}

/// A bank but for its hash.
struct Draft {
    head: Head,
    items: Vec<Item>,
    subject: Subject,
    sources: BTreeMap<SourceId, Source>,
}

impl Draft {
    /// The hash is over all texts used, each with its length before it.
    fn finish(self, bank: &SourceText, library: &Library) -> Bank {
        let mut texts = vec![bank, &library.sources];
        if matches!(self.subject, Subject::Assessment(_)) {
            texts.extend([&library.traits, &library.roles]);
        }
        let mut hash = Sha256::new();
        for source in texts {
            hash.update((source.text.len() as u64).to_be_bytes());
            hash.update(source.text.as_bytes());
        }
        let Self {
            head,
            items,
            subject,
            sources,
        } = self;
        Bank {
            head,
            hash: ContentHash(hash.finalize().into()),
            items,
            subject,
            sources,
        }
    }
}

fn read_bank(root: &Table<'_>, shelf: &Shelf, log: &mut Log) -> Option<Draft> {
    let table = root.table("bank", log)?;
    let words = [("assessment", true), ("quiz", false)];
    let kind = table.str("kind", log);
    let is_assessment = kind.and_then(|found| library::word(&found, &words, log));
    let head = head(&table, log);
    let frame = (is_assessment == Some(true)).then(|| frame(&table, shelf, log));
    table.finish(log);

    let own = library::sources(root, log);
    let mut sources: BTreeMap<SourceId, Source> = shelf
        .sources
        .iter()
        .map(|source| (source.id.clone(), source.clone()))
        .collect();
    sources.extend(own.into_iter().map(|source| (source.id.clone(), source)));
    let (faq, source_ids) = (shelf.faq_ids(), sources.keys().cloned().collect::<Vec<_>>());
    let known = Names {
        faq: &faq,
        sources: &source_ids,
    };
    let topics = if is_assessment == Some(true) {
        Vec::new()
    } else {
        quiz_items::topics(root, log)
    };

    let mut found: Vec<(Item, Range<usize>)> = Vec::new();
    let mut seen = BTreeMap::new();
    let tables = root.tables("item", log);
    let number = tables.len();
    for table in &tables {
        let item = is_assessment.and_then(|is| read_item(table, is, &topics, &known, log));
        if let Some((item, id)) = item {
            unique(&id, &mut seen, log);
            found.push((item, table.span.start..id.span.end));
        }
    }
    root.finish(log);
    if number == 0 {
        log.add(
            Rule::WrongCount,
            table.span.clone(),
            "this bank has no items",
            "add [[item]] tables",
        );
        return None;
    }
    let subject = match frame {
        Some(frame) => {
            if found.len() == number {
                fit_items::together(&found, &shelf.scales, &table.span, log);
            }
            Subject::Assessment(Box::new(frame?))
        }
        None => Subject::Quiz { topics },
    };
    let items: Vec<Item> = found.into_iter().map(|(item, _)| item).collect();
    Some(Draft {
        head: head?,
        items,
        subject,
        sources,
    })
}

fn head(table: &Table<'_>, log: &mut Log) -> Option<Head> {
    let id = table.id::<BankId>("id", log);
    let title = table.text("title", longest::NAME, log);
    let or = |found: Option<Text>, default: &str| found.or_else(|| Text::new(default).ok());
    let version = or(table.opt_text("version", longest::TOPIC, log), "0");
    let language = table.opt_str("language", log);
    if let Some(language) = &language {
        let part = |part: &str| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if !language.value.split('-').all(part) {
            log.add(
                Rule::WrongWord,
                language.span.clone(),
                format!("{} is no language tag", quoted(language.value)),
                "write it as in BCP 47, such as en or pt-BR",
            );
        }
    }
    let language = or(
        language.and_then(|found| text(&found, longest::TOPIC, log)),
        "en",
    );
    let licence = or(table.opt_text("licence", longest::NAME, log), "unstated");
    let authors = table.strings("authors", log);
    let authors = authors
        .iter()
        .filter_map(|at| text(at, longest::NAME, log))
        .collect();
    let description = table.opt_text("description", longest::STEM, log);
    Some(Head {
        id: id?.value,
        title: title?,
        version: version?,
        language: language?,
        licence: licence?,
        authors,
        description,
    })
}

fn frame(table: &Table<'_>, shelf: &Shelf, log: &mut Log) -> Option<Assessment> {
    let roles: Vec<&RoleId> = shelf.roles.iter().map(|role| &role.id).collect();
    let role = table.id::<RoleId>("role", log);
    let rival = table.id::<RoleId>("rival", log);
    if let (Some(role), Some(rival)) = (&role, &rival)
        && role.value == rival.value
    {
        log.add(
            Rule::Repeated,
            rival.span.clone(),
            "a role cannot be compared with itself",
            "name another role",
        );
    }
    let uses: Vec<Use<RoleId>> = [&role, &rival]
        .into_iter()
        .flatten()
        .map(|at| Use {
            id: at.value.clone(),
            span: at.span.clone(),
        })
        .collect();
    // With a broken roles.toml every name would look unknown.
    if !roles.is_empty() {
        resolve(&uses, &roles, "roles.toml", log);
    }
    let cuts = table.table("cuts", log).and_then(|cuts| {
        let [strong, good, mixed] =
            ["strong", "good", "mixed"].map(|key| cuts.number(key, 0.0..=100.0, log));
        cuts.finish(log);
        let (strong, good, mixed) = (strong?.value, good?.value, mixed?.value);
        if strong > good && good > mixed {
            return Some(Cuts {
                strong,
                good,
                mixed,
            });
        }
        log.add(
            Rule::OutOfRange,
            cuts.span.clone(),
            "the cuts must fall: strong, good, mixed",
            "such as strong = 85, good = 75, mixed = 60",
        );
        None
    });
    Some(Assessment {
        scales: shelf.scales.clone(),
        roles: shelf.roles.clone(),
        role: role?.value,
        rival: rival?.value,
        cuts: cuts?,
        faq: shelf.faq.clone(),
    })
}

fn read_item(
    table: &Table<'_>,
    is_assessment: bool,
    topics: &[super::model::Topic],
    known: &Names<'_>,
    log: &mut Log,
) -> Option<(Item, At<ItemId>)> {
    let id = table.id::<ItemId>("id", log);
    let kind = table.str("kind", log);
    let [of_assessments, of_quizzes] = KINDS_OF_ITEMS;
    let kinds = if is_assessment {
        of_assessments
    } else {
        of_quizzes
    };
    let allowed: Vec<(&str, &str)> = kinds.iter().map(|kind| (*kind, *kind)).collect();
    let kind = kind.and_then(|found| library::word(&found, &allowed, log));
    let head = ItemHead {
        id,
        stem: fit_items::stem(table, kind, log),
    };
    // Without a kind nobody knows which further keys belong here.
    let kind = kind?;
    if is_assessment {
        fit_items::item(table, kind, head, log)
    } else {
        quiz_items::item(table, kind, head, (topics, known), log)
    }
}
