//! From what was read to a bank's text.
//!
//! Texts are made harmless, ids are made where there are none, what pofit asks for beyond the other
//! format is filled in with a plain sentence, and each item is put before the validator of
//! [`crate::bank`]: one that it refuses is left out, with its reason. What comes out is a bank.

mod toml;

use super::loss::{Imported, Loss, quoted};
use super::neutral::{Body, NeutralItem, Part};
use super::write::letter;
use crate::bank::id::{MAX_LEN, is_slug};
use crate::bank::text::{clean, is_hazard};
use crate::bank::{Handbook, Library, SourceText, load};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The longest name of a topic and the longest title, in characters; the validator has them too.
const TOPIC: usize = 24;
const TITLE: usize = 120;
/// With no item that a bank can hold among so many, none is looked for in the rest: it is another file.
const HOPELESS: usize = 1000;
/// What is said where a reason or an explanation has to be, and the file has none.
const NO_REASON: &str = "no reason was given.";
const NO_EXPLANATION: &str = "No explanation was given.";

/// How the bank is to be called.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// Its id; without it one is made of the title.
    pub id: Option<String>,
    /// Its title; without it the file's own, or `fallback`.
    pub title: Option<String>,
    /// The file's name, without its ending.
    pub fallback: String,
}

/// A bank's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// TOML that [`load`] takes, unless there are no items.
    pub text: String,
    /// How many items it has.
    pub items: usize,
    /// What got lost in reading and here.
    pub losses: Vec<Loss>,
}

/// A topic: its id and name.
type Topic = (String, String);

/// Makes a bank of what was read; `known` are the sources and questions that items may name.
pub fn settle(found: Imported, naming: &Naming, known: &Handbook) -> Settled {
    let mut losses = found.losses;
    let title = naming.title.as_ref().or(found.title.as_ref());
    let title = tidy(title.unwrap_or(&naming.fallback)).0;
    let title = shortened(if title.is_empty() { "Imported" } else { &title }, TITLE);
    let id = naming.id.clone().filter(|id| is_slug(id));
    let id = id.unwrap_or_else(|| slug(&title).unwrap_or_else(|| "imported".to_owned()));
    let head = (id, title);

    let mut topics = Topics::default();
    let mut ids = Ids::default();
    let mut items = Vec::new();
    for (n, mut item) in found.items.into_iter().enumerate() {
        if n >= HOPELESS && items.is_empty() {
            let what = format!("no question is among the first {n}: the rest is not looked at");
            losses.push(Loss::at(item.line, what));
            break;
        }
        let topic = topics.of(&item, &mut losses);
        tidy_item(&mut item, &mut losses);
        references(&mut item, known, &mut losses);
        fill(&mut item, &mut losses);
        name(&mut item, &mut ids);
        if let Some(item) = fitting(item, topic.as_ref(), &mut losses) {
            items.push((item, topic));
        }
    }
    // Where each loss of a file stands tells more than when it was noticed.
    losses.sort_by_key(|loss| loss.line.unwrap_or_default());
    let used: BTreeSet<&Topic> = items
        .iter()
        .filter_map(|(_, topic)| topic.as_ref())
        .collect();
    let topics: Vec<Topic> = topics
        .list
        .into_iter()
        .filter(|it| used.contains(it))
        .collect();
    let text = toml::bank(
        &head,
        &topics,
        items.iter().map(|(item, topic)| (item, topic.as_ref())),
    );
    Settled {
        text,
        items: items.len(),
        losses,
    }
}

/// The topics so far, in the order in which items name them.
#[derive(Default)]
struct Topics {
    list: Vec<Topic>,
    ids: Ids,
    /// By the id and name that a file gives.
    known: BTreeMap<(Option<String>, Option<String>), Option<Topic>>,
}

impl Topics {
    fn of(&mut self, item: &NeutralItem, losses: &mut Vec<Loss>) -> Option<Topic> {
        let key = (item.topic_id.clone(), item.topic.clone());
        if let Some(topic) = self.known.get(&key) {
            return topic.clone();
        }
        let (id, name) = &key;
        let full = tidy(name.as_ref().or(id.as_ref()).map_or("", String::as_str)).0;
        let topic = (!full.is_empty()).then(|| {
            let name = shortened(&full, TOPIC);
            if name != full {
                let what = format!("the end of the topic's name {}", quoted(&full));
                losses.push(Loss::at(item.line, what));
            }
            let wanted = id
                .as_deref()
                .filter(|id| is_slug(id))
                .map(ToOwned::to_owned);
            let wanted = wanted.or_else(|| slug(&full));
            (self.ids.free(wanted.as_deref().unwrap_or("topic")), name)
        });
        self.list.extend(topic.clone());
        self.known.insert(key, topic.clone());
        topic
    }
}

/// A harmless text, and whether it had to be changed beyond its white space.
fn tidy(raw: &str) -> (String, bool) {
    (clean(raw), raw.chars().any(is_hazard))
}

fn tidy_item(item: &mut NeutralItem, losses: &mut Vec<Loss>) {
    let mut changed = false;
    let mut each = |text: &mut String| {
        let (tidied, hazard) = tidy(text);
        changed |= hazard;
        *text = tidied;
    };
    each(&mut item.stem);
    item.explanation.iter_mut().for_each(&mut each);
    let part = |part: &mut Part| {
        each(&mut part.text);
        part.why.iter_mut().for_each(&mut each);
        part.why.take_if(|why| why.is_empty());
    };
    match &mut item.body {
        Body::Single(parts) | Body::Multiple(parts) | Body::Order(parts) => {
            parts.iter_mut().for_each(part);
        }
        Body::Sort { groups, cards } => {
            let cards = cards.iter_mut().map(|(card, _)| card);
            groups.iter_mut().chain(cards).for_each(part);
        }
        Body::TrueFalse {
            why_true,
            why_false,
            ..
        } => {
            for why in [why_true, why_false] {
                why.iter_mut().for_each(&mut each);
                why.take_if(|why| why.is_empty());
            }
        }
        Body::ShortText(accept) => accept.iter_mut().for_each(&mut each),
    }
    item.explanation.take_if(|text| text.is_empty());
    if changed {
        let what = "characters that cannot be seen or steer a terminal: \u{fffd} stands there";
        losses.push(Loss::of(item, what));
    }
}

/// Takes out names that stand for nothing here.
fn references(item: &mut NeutralItem, known: &Handbook, losses: &mut Vec<Loss>) {
    let mut lost = Vec::new();
    let mut keep = |ids: &mut Vec<String>, what: &str, is_known: &dyn Fn(&str) -> bool| {
        let mut seen = BTreeSet::new();
        ids.retain(|id| {
            let keeps = is_known(id) && seen.insert(id.clone());
            if !keeps {
                lost.push(format!("the {what} {}", quoted(id)));
            }
            keeps
        });
    };
    keep(&mut item.sources, "source", &|id| {
        known.sources.keys().any(|known| known.as_ref() == id)
    });
    keep(&mut item.faq, "question of the article", &|id| {
        known
            .questions
            .iter()
            .any(|question| question.id.as_ref() == id)
    });
    losses.extend(lost.into_iter().map(|what| Loss::of(item, what)));
}

/// Fills in what a bank must have and a file need not.
fn fill(item: &mut NeutralItem, losses: &mut Vec<Loss>) {
    let mut notes = Vec::new();
    if matches!(item.body, Body::Order(_) | Body::ShortText(_)) && item.explanation.is_none() {
        item.explanation = Some(NO_EXPLANATION.to_owned());
        notes.push("it has no explanation: a sentence says so".to_owned());
    }
    match &mut item.body {
        Body::TrueFalse {
            answer,
            why_true,
            why_false,
        } => {
            let is = if *answer { "true" } else { "false" };
            let missing: Vec<_> = [why_true, why_false]
                .into_iter()
                .filter(|why| why.is_none())
                .collect();
            if !missing.is_empty() {
                notes.push("it lacks a reason for true or false: a sentence says so".to_owned());
            }
            for why in missing {
                *why = Some(format!("The statement is {is}; {NO_REASON}"));
            }
        }
        Body::ShortText(accept) => {
            let mut seen = BTreeSet::new();
            accept.retain(|text| {
                let is_new = seen.insert(text.to_lowercase());
                if !is_new {
                    notes.push(format!("the answer {} for a second time", quoted(text)));
                }
                is_new
            });
        }
        Body::Single(parts) | Body::Multiple(parts) | Body::Order(parts) => {
            letters(parts.iter_mut());
        }
        Body::Sort { groups, cards } => {
            letters(groups.iter_mut());
            letters(cards.iter_mut().map(|(card, _)| card));
        }
    }
    losses.extend(notes.into_iter().map(|what| Loss::of(item, what)));
}

/// Gives ids to parts: their own where all have one that serves, else letters.
fn letters<'a>(parts: impl Iterator<Item = &'a mut Part>) {
    let mut parts: Vec<&mut Part> = parts.collect();
    let own: BTreeSet<&str> = parts
        .iter()
        .filter_map(|part| part.id.as_deref().filter(|id| is_slug(id)))
        .collect();
    if own.len() == parts.len() {
        return;
    }
    for (n, part) in parts.iter_mut().enumerate() {
        part.id = Some(letter(n));
    }
}

/// Gives an item an id that no other has.
fn name(item: &mut NeutralItem, ids: &mut Ids) {
    let own = item.id.as_deref();
    let wanted = match own.filter(|id| is_slug(id)) {
        Some(id) => Some(id.to_owned()),
        None => own.and_then(slug).or_else(|| slug(&item.stem)),
    };
    let wanted = wanted.unwrap_or_else(|| "item".to_owned());
    item.id = Some(ids.free(&wanted));
}

/// Ids that are taken, and where counting goes on for those that are asked for again and again.
#[derive(Default)]
struct Ids {
    taken: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// The id, or the same with a number when it is taken.
    fn free(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let number = self.next.entry(wanted.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let end = format!("-{number}");
            let start: String = wanted.chars().take(MAX_LEN - end.len()).collect();
            let id = format!("{}{end}", start.trim_end_matches('-'));
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// An id made of words; `None` when none of their letters can stand in one.
fn slug(text: &str) -> Option<String> {
    /// A question's first words are enough.
    const ENOUGH: usize = 40;
    let mut out = String::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}') {
        let letters: String = word
            .nfkd()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if letters.is_empty() {
            continue;
        }
        if !out.is_empty() && out.len() + letters.len() >= ENOUGH {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.extend(letters.chars().take(MAX_LEN));
    }
    (!out.is_empty()).then_some(out)
}

fn shortened(text: &str, longest: usize) -> String {
    let one_line = text.replace('\n', " ");
    let kept: String = one_line.chars().take(longest).collect();
    kept.trim_end().to_owned()
}

/// The item if the validator takes it, if need be without its reasons; else `None`.
fn fitting(
    mut item: NeutralItem,
    topic: Option<&Topic>,
    losses: &mut Vec<Loss>,
) -> Option<NeutralItem> {
    let Err(why) = accepted(&item, topic) else {
        return Some(item);
    };
    let with = item.clone();
    match &mut item.body {
        Body::Single(parts) | Body::Multiple(parts) | Body::Order(parts) => {
            for part in parts {
                part.why = None;
            }
        }
        Body::Sort { cards, .. } => {
            for (card, _) in cards {
                card.why = None;
            }
        }
        Body::TrueFalse { .. } | Body::ShortText(_) => {}
    }
    if with != item && accepted(&item, topic).is_ok() {
        losses.push(Loss::of(&with, format!("its reasons: {why}")));
        return Some(item);
    }
    losses.push(Loss::of(&with, why).leaving_out());
    None
}

/// Puts one item before the validator; the error is what it says.
fn accepted(item: &NeutralItem, topic: Option<&Topic>) -> Result<(), String> {
    // An item may name what stands in other files; those names are known to be right.
    let alone = NeutralItem {
        sources: Vec::new(),
        faq: Vec::new(),
        ..item.clone()
    };
    let head = ("a".to_owned(), "A".to_owned());
    let topics: Vec<Topic> = topic.cloned().into_iter().collect();
    let text = toml::bank(&head, &topics, std::iter::once((&alone, topic)));
    let empty = || SourceText::new("none", "");
    let library = Library {
        traits: empty(),
        roles: empty(),
        narrative: empty(),
        faq: empty(),
        glossary: empty(),
        sources: empty(),
        exams: empty(),
    };
    let Err(mistakes) = load(&SourceText::new("item", &text), &library) else {
        return Ok(());
    };
    let mut told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    told.dedup();
    Err(told.join("; "))
}
