//! Loading and checking: the one way from a text to a [`Bank`], and the one validator.
//!
//! All mistakes of a file are found in one go; with any, there is no bank.

use super::builtin::KINDS_OF_ITEMS;
use super::fit_items::{self, Head as ItemHead};
use super::id::{BankId, ItemId, RoleId, SourceId, TopicId};
use super::library::{self, Library};
use super::mistake::{Log, Mistakes, SourceText, quoted};
use super::model::{Assessment, Bank, ContentHash, Cuts, Head, Item, Source, Subject, Topic};
use super::names::{Found, Names, resolve, unique, word};
use super::pieces::{PIECE, in_pieces};
use super::quiz_items;
use super::read::Table;
use super::rule::Rule;
use super::shelf::{NewLog, Shelf};
use super::text::Text;
use super::value::{At, longest, text};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Reads a bank with the files that it rests on.
///
/// # Errors
/// All mistakes of the bank's file and of the library's files that it needs.
pub fn load(bank: &SourceText, library: &Library) -> Result<Bank, Mistakes> {
    let (log, read) = in_pieces(bank, PIECE, Log::new, |root, log| {
        of_root(bank, root, library, log)
    });
    let (draft, of_library) = read.unwrap_or_default();
    let mistakes = Mistakes::joined(std::iter::once(log.into_mistakes()).chain(of_library));
    match draft {
        Some(draft) if mistakes.is_empty() => Ok(draft.finish(bank, library)),
        _ => Err(mistakes),
    }
}

/// A bank's root table, read; and the mistakes of the library's files that it needs.
fn of_root(
    bank: &SourceText,
    root: &Table<'_>,
    library: &Library,
    log: &mut Log,
) -> (Option<Draft>, Vec<Mistakes>) {
    if !root.has("bank") {
        log.add(
            Rule::WrongFile,
            0..0,
            "this is no bank",
            "a bank has a [bank] table with its id, kind and title",
        );
        return (None, Vec::new());
    }
    let shelf = Shelf::read(bank, root, library);
    let draft = read_bank(root, &shelf, log);
    let others = shelf.mistakes.into_iter().map(Mistakes::unmended);
    (draft, others.collect())
}

/// Checks any data file for mistakes: what it is shows by its tables.
pub fn check(file: &SourceText, library: &Library) -> Mistakes {
    looked_at(file, library, Log::new, PIECE)
}

/// The same, with advice.
pub fn lint(file: &SourceText, library: &Library) -> Mistakes {
    looked_at(file, library, Log::advising, PIECE)
}

fn looked_at(file: &SourceText, library: &Library, new: NewLog, piece: usize) -> Mistakes {
    let instead = |replace: fn(&mut Library, SourceText)| {
        let mut library = library.clone();
        replace(&mut library, file.clone());
        library
    };
    // A file that is not even TOML says so; anything else is none of ours.
    let (log, found) = in_pieces(file, piece, new, |root, log| {
        let known = [
            "bank", "scale", "role", "passage", "question", "term", "exam", "source",
        ];
        let shelf = match known.into_iter().find(|key| root.has(key)) {
            Some("bank") => return of_root(file, root, library, log).1,
            Some("scale") => Shelf::full(&instead(|l, file| l.traits = file), new),
            Some("role") => Shelf::full(&instead(|l, file| l.roles = file), new),
            Some("question") => Shelf::full(&instead(|l, file| l.faq = file), new),
            Some("passage") => Shelf::full(&instead(|l, file| l.narrative = file), new),
            Some("term") => Shelf::handbook(&instead(|l, file| l.glossary = file), new),
            Some("exam") => Shelf::exams(&instead(|l, file| l.exams = file), new),
            Some("source") => Shelf::full(&instead(|l, file| l.sources = file), new),
            _ => {
                log.add(
                    Rule::WrongFile,
                    0..0,
                    "this is no data file of pofit",
                    "a bank has a [bank] table; traits, roles, passages, questions, terms, \
                     exams and sources are headed [[scale]], [[role]], [[passage]], [[question]], \
                     [[term]], [[exam]], [[source]]",
                );
                return Vec::new();
            }
        };
        own(shelf, file)
    });
    let others = found.unwrap_or_default();
    Mistakes::joined(std::iter::once(log.into_mistakes()).chain(others))
}

/// The mistakes of one file among those of all.
fn own(shelf: Shelf, file: &SourceText) -> Vec<Mistakes> {
    let of_file = |part: &Mistakes| part.iter().all(|mistake| mistake.source.name == file.name);
    shelf.mistakes.into_iter().filter(of_file).collect()
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
    let is_assessment = kind.and_then(|found| word(&found, &words, log));
    let head = head(&table, log);
    let frame = (is_assessment == Some(true)).then(|| frame(&table, shelf, log));
    if is_assessment.is_some() {
        table.finish(log); // without a kind nobody knows which keys belong here
    }

    let own = library::sources(root, log);
    let source_ids: Option<BTreeSet<SourceId>> = shelf.sources.ids.as_ref().map(|ids| {
        let own = own.ids.iter().flatten();
        ids.iter().chain(own).cloned().collect()
    });
    let mut sources: BTreeMap<SourceId, Source> = shelf
        .sources
        .list
        .iter()
        .map(|source| (source.id.clone(), source.clone()))
        .collect();
    let own = own.list.into_iter();
    sources.extend(own.map(|source| (source.id.clone(), source)));
    let names = Names {
        faq: shelf.faq.ids.as_ref(),
        sources: source_ids.as_ref(),
    };
    let topics = if is_assessment == Some(true) {
        Found::default()
    } else {
        quiz_items::topics(root, log)
    };

    let mut found: Vec<(Item, Range<usize>)> = Vec::new();
    let mut items = Items {
        is_assessment,
        topics: &topics,
        names: &names,
        scales: shelf.scales.ids.as_ref(),
        seen: BTreeMap::new(),
    };
    let number = root.each("item", log, |table, log| {
        if let Some((item, id)) = items.read(table, log) {
            found.push((item, table.span.start..id.span.end));
        }
    });
    root.finish(log);
    if number == 0 {
        if root.is_list("item") {
            log.add(
                Rule::WrongCount,
                table.span.clone(),
                "this bank has no items",
                "add [[item]] tables",
            );
        }
        return None;
    }
    let subject = match frame {
        Some(frame) => {
            if found.len() == number {
                fit_items::together(&found, &shelf.scales.list, &table.span, log);
            }
            Subject::Assessment(Box::new(frame?))
        }
        None => Subject::Quiz {
            topics: topics.list,
        },
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
        let is_tag = |tag: &str| tag.split('-').all(part);
        let hyphens = language.value.replace('_', "-");
        if !is_tag(language.value) {
            log.note(
                Rule::WrongWord,
                language.span.clone(),
                format!("{} is no language tag", quoted(language.value)),
                "write it as in BCP 47, such as en or pt-BR",
                is_tag(&hyphens).then(|| (language.span.clone(), format!("\"{hyphens}\""))),
            );
        }
        log.speaks(&hyphens);
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
    for named in [&role, &rival].into_iter().flatten() {
        resolve(named, shelf.roles.ids.as_ref(), "roles.toml", log);
    }
    let cuts = table
        .table("cuts", log)
        .and_then(|cuts| read_cuts(&cuts, log));
    Some(Assessment {
        scales: shelf.scales.list.clone(),
        roles: shelf.roles.list.clone(),
        role: role?.value,
        rival: rival?.value,
        cuts: cuts?,
        faq: shelf.faq.list.clone(),
        narrative: shelf.narrative.clone(),
    })
}

fn read_cuts(table: &Table<'_>, log: &mut Log) -> Option<Cuts> {
    let [strong, good, mixed] =
        ["strong", "good", "mixed"].map(|key| table.number(key, 0.0..=100.0, log));
    table.finish(log);
    let (strong, good, mixed) = (strong?, good?, mixed?);
    for (above, below, names) in [
        (&strong, &good, "`good` must be below `strong`"),
        (&good, &mixed, "`mixed` must be below `good`"),
    ] {
        if below.value >= above.value {
            log.add(
                Rule::OutOfRange,
                below.span.clone(),
                names,
                "the cuts fall, such as strong = 85, good = 75, mixed = 60",
            );
        }
    }
    Some(Cuts {
        strong: strong.value,
        good: good.value,
        mixed: mixed.value,
    })
}

/// What the items of one bank are read with.
struct Items<'a> {
    is_assessment: Option<bool>,
    topics: &'a Found<Topic, TopicId>,
    names: &'a Names<'a>,
    scales: fit_items::Known<'a>,
    seen: BTreeMap<ItemId, usize>,
}

impl Items<'_> {
    fn read(&mut self, table: &Table<'_>, log: &mut Log) -> Option<(Item, At<ItemId>)> {
        let id = table.id::<ItemId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut self.seen, log);
        }
        // Without a kind nobody knows which further keys belong here.
        let is_assessment = self.is_assessment?;
        let kind = table
            .str("kind", log)
            .and_then(|found| kind_of_item(&found, is_assessment, log));
        let stem = fit_items::stem(table, kind, log);
        let kind = kind?;
        let head = ItemHead { id, stem };
        if is_assessment {
            fit_items::item(table, kind, head, self.scales, log)
        } else {
            quiz_items::item(table, kind, head, (self.topics, self.names), log)
        }
    }
}

/// Makes an item's kind of a word, and notes one that this bank cannot hold.
fn kind_of_item(found: &At<&str>, is_assessment: bool, log: &mut Log) -> Option<&'static str> {
    let [of_assessments, of_quizzes] = KINDS_OF_ITEMS;
    let (kinds, others, this, other) = if is_assessment {
        (of_assessments, of_quizzes, "an assessment", "a quiz")
    } else {
        (of_quizzes, of_assessments, "a quiz", "an assessment")
    };
    if others.contains(&found.value) {
        let list: Vec<String> = kinds.iter().map(|kind| format!("`{kind}`")).collect();
        log.add(
            Rule::WrongWord,
            found.span.clone(),
            format!("`{}` items belong in {other}; this is {this}", found.value),
            format!("use one of {}", list.join(", ")),
        );
        return None;
    }
    let allowed: Vec<(&str, &'static str)> = kinds.iter().map(|kind| (*kind, *kind)).collect();
    word(found, &allowed, log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::builtin;

    /// Texts that are cut anywhere must be found to hold what the whole holds, mistakes and places alike.
    #[test]
    fn pieces_are_read_as_the_whole_is() {
        let library = builtin::library();
        let small = include_str!("../../tests/good-banks/small-quiz.toml");
        let long = "\n[[item]]\nid = \"long\"\nkind = \"short-text\"\nstem = \"\"\"\nA \"quoted\"\n[[item]]\n\\\"\"\"\"\"\nexplanation = '''\n[[item]]''' # [[item]]\naccept = [\n\"[[item]]\",\n[[item]]\n]\n";
        let mut texts: Vec<String> = builtin::banks()
            .iter()
            .map(|bank| bank.text.to_owned())
            .collect();
        let late = "\n[[topic]]\nid = \"late\"\nname = \"Late\"\n";
        texts.extend([
            small.to_owned(),
            small.replace('\n', "\r\n"),
            format!("\u{feff}{small}"),
            small.replace("[[item]]", "  [[ item ]]"),
            small.to_owned() + long,
            small.to_owned() + &long.replace("\n[[item]]\n]", "]"),
            small.to_owned() + late,
            late.to_owned() + small,
            "item = []\n".to_owned() + small,
            small.to_owned() + small,
        ]);
        for at in (0..small.len())
            .step_by(13)
            .filter(|at| small.is_char_boundary(*at))
        {
            let (before, after) = small.split_at(at);
            let bit = ["\"", "[", "\n[[item]]\n", "'''", "#", "\nid = 1\n", "}"][at % 7];
            texts.push(format!("{before}{bit}{after}"));
        }
        for text in texts {
            let file = SourceText::new("any.toml", &text);
            let whole = looked_at(&file, &library, Log::advising, PIECE);
            for piece in [1, 300] {
                let found = looked_at(&file, &library, Log::advising, piece);
                assert!(found == whole, "{found}\ninstead of\n{whole}\nin\n{text}");
            }
        }
    }
}
