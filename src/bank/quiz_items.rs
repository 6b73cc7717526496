//! The items of a quiz: single, multiple, true-false, order, sort, short-text.

use super::advice;
use super::fit_items::{Head, repeated};
use super::id::{ItemId, OptionId, Slug, TopicId};
use super::mistake::{Log, quoted};
use super::model::{Card, Choice, Difficulty, Group, Item, Kind, Step, Topic};
use super::names::{Found, Names, resolve, unique};
use super::read::Table;
use super::rule::Rule;
use super::text::Text;
use super::value::{self, At, Value, longest, text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// How many options, steps, groups and cards read well on one screen.
pub(super) const OPTIONS: RangeInclusive<usize> = 2..=8;
pub(super) const STEPS: RangeInclusive<usize> = 3..=7;
pub(super) const GROUPS: RangeInclusive<usize> = 2..=4;
pub(super) const CARDS: RangeInclusive<usize> = 3..=8;

/// Reads one item of a quiz; `None` when a mistake was noted.
pub(super) fn item(
    table: &Table<'_>,
    kind: &str,
    head: Head,
    (topics, known): (&Found<Topic, TopicId>, &Names<'_>),
    log: &mut Log,
) -> Option<(Item, At<ItemId>)> {
    let topic = table.opt_id::<TopicId>("topic", log);
    if let Some(topic) = &topic {
        let home = "a [[topic]] table of this file";
        resolve(topic, topics.ids.as_ref(), home, log);
    }
    let difficulty = match table.opt_whole("difficulty", 1.0..=3.0, log) {
        Some(3) => Difficulty::Judge,
        Some(2) => Difficulty::Apply,
        _ => Difficulty::Recall,
    };
    let sources = known.sources(table.ids("sources", log), log);
    let faq = known.faq(table.ids("faq", log), log);
    let scenario = table
        .opt_bool("scenario", log)
        .is_some_and(|found| found.value);
    let fixed_order = table
        .opt_bool("fixed_order", log)
        .is_some_and(|found| found.value);
    let must_explain = matches!(kind, "order" | "short-text");
    let explanation = if must_explain {
        table.text("explanation", longest::PROSE, log)
    } else {
        table.opt_text("explanation", longest::PROSE, log)
    };
    let body = match kind {
        "single" | "multiple" => Some(choice(table, kind == "single", log)),
        "true-false" => true_false(table, log),
        "order" => Some(order(table, log)),
        "sort" => Some(sort(table, log)),
        _ => Some(short_text(table, log)),
    };
    table.finish(log);
    let id = head.id?;
    let item = Item {
        id: id.value.clone(),
        stem: head.stem?,
        kind: body?,
        short: false,
        topic: topic.map(|topic| topic.value),
        difficulty,
        scenario,
        fixed_order,
        explanation,
        sources,
        faq,
    };
    Some((item, id))
}

/// The `[[topic]]` tables.
pub(super) fn topics(root: &Table<'_>, log: &mut Log) -> Found<Topic, TopicId> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for table in root.tables("topic", log) {
        let id = table.id::<TopicId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let name = table.text("name", longest::TOPIC, log);
        let planned = table.opt_whole("items", 1.0..=10_000.0, log);
        table.finish(log);
        if let (Some(id), Some(name)) = (id, name) {
            let id = id.value;
            found.push(Topic { id, name, planned });
        }
    }
    Found::new(found, seen)
}

fn count(
    table: &Table<'_>,
    found: usize,
    range: &RangeInclusive<usize>,
    (what, header): (&str, &str),
    log: &mut Log,
) {
    if !range.contains(&found) && table.is_list(header) {
        log.add(
            Rule::WrongCount,
            table.span.clone(),
            format!(
                "there must be {} to {} {what} here; there {} {found}",
                range.start(),
                range.end(),
                if found == 1 { "is" } else { "are" }
            ),
            format!("add or take out [[item.{header}]] tables"),
        );
    }
}

fn choice(table: &Table<'_>, single: bool, log: &mut Log) -> Kind {
    let tables = table.tables("option", log);
    count(table, tables.len(), &OPTIONS, ("options", "option"), log);
    let mut seen = BTreeMap::new();
    let mut keys = Vec::new();
    let mut texts = Vec::new();
    let mut options = Vec::new();
    let mut all_told = !tables.is_empty();
    for table in &tables {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let said = table.text_at("text", longest::OPTION, log);
        let key = table.opt_bool("key", log);
        let why = table.opt_text("why", longest::STEM, log);
        table.finish(log);
        all_told &= key.is_some() || !table.has("key");
        if let Some(key) = key.as_ref().filter(|key| key.value) {
            keys.push(key.span.clone());
        }
        texts.extend(said.clone());
        if let (Some(id), Some(text)) = (id, said) {
            let key = key.is_some_and(|key| key.value);
            options.push(Choice {
                id: id.value,
                text: text.value,
                key,
                why,
            });
        }
    }
    repeated(&texts, log);
    advice::about_options(&texts, log);
    if options.len() == tables.len() {
        advice::choice((single, &table.span), &options, &texts, log);
    }
    match (single, keys.as_slice()) {
        // Nobody knows the keys while one of them could not be read.
        _ if !all_told => {}
        (_, []) => log.add(
            Rule::Keys,
            table.span.clone(),
            "no option is the key",
            "mark the right one with key = true",
        ),
        (true, [_, others @ ..]) => {
            for other in others {
                log.add(
                    Rule::Keys,
                    other.clone(),
                    "a single choice has one key; this is another",
                    "keep one, or make the item kind = \"multiple\"",
                );
            }
        }
        (false, all) if all.len() == tables.len() => log.add(
            Rule::Keys,
            table.span.clone(),
            "every option is a key",
            "add a distractor: an option that is wrong",
        ),
        _ => {}
    }
    if single {
        Kind::Single(options)
    } else {
        Kind::Multiple(options)
    }
}

fn true_false(table: &Table<'_>, log: &mut Log) -> Option<Kind> {
    let answer = table.bool("answer", log);
    let why = [
        ("true", "True", "why_true"),
        ("false", "False", "why_false"),
    ]
    .map(|(id, text, key)| (id, text, table.text(key, longest::STEM, log)));
    let answer = answer?.value;
    let option = |(id, text, why): (&str, &str, Option<Text>)| {
        Some(Choice {
            id: OptionId::new(id).ok()?,
            text: Text::new(text).ok()?,
            key: (id == "true") == answer,
            why,
        })
    };
    Some(Kind::TrueFalse(
        why.into_iter().filter_map(option).collect(),
    ))
}

fn order(table: &Table<'_>, log: &mut Log) -> Kind {
    let tables = table.tables("step", log);
    count(table, tables.len(), &STEPS, ("steps", "step"), log);
    let mut seen = BTreeMap::new();
    let mut texts = Vec::new();
    let mut steps = Vec::new();
    for table in &tables {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let said = table.text_at("text", longest::NAME, log);
        let why = table.opt_text("why", longest::STEM, log);
        table.finish(log);
        texts.extend(said.clone());
        if let (Some(id), Some(text)) = (id, said) {
            steps.push(Step {
                id: id.value,
                text: text.value,
                why,
            });
        }
    }
    repeated(&texts, log);
    Kind::Order(steps)
}

fn sort(table: &Table<'_>, log: &mut Log) -> Kind {
    let (group_tables, card_tables) = (table.tables("group", log), table.tables("card", log));
    count(table, group_tables.len(), &GROUPS, ("groups", "group"), log);
    count(table, card_tables.len(), &CARDS, ("cards", "card"), log);
    let groups = groups(&group_tables, log);
    let mut seen = BTreeMap::new();
    let mut texts = Vec::new();
    let mut cards: Vec<Card> = Vec::new();
    for table in &card_tables {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let said = table.text_at("text", longest::NAME, log);
        let group = table.id::<OptionId>("group", log);
        let why = table.opt_text("why", longest::STEM, log);
        table.finish(log);
        if let Some(group) = &group {
            in_group(group, &groups, log);
        }
        texts.extend(said.clone());
        if let (Some(id), Some(text), Some(group)) = (id, said, group) {
            cards.push(Card {
                id: id.value,
                text: text.value,
                group: group.value,
                why,
            });
        }
    }
    repeated(&texts, log);
    if cards.len() == card_tables.len() && groups.list.len() == group_tables.len() {
        let used: BTreeSet<&OptionId> = cards.iter().map(|card| &card.group).collect();
        for (table, group) in group_tables.iter().zip(&groups.list) {
            if !used.contains(&group.id) {
                log.add(
                    Rule::WrongCount,
                    table.span.clone(),
                    format!("no card belongs to `{}`", group.id),
                    "add a card, or take the group out",
                );
            }
        }
    }
    Kind::Sort {
        groups: groups.list,
        cards,
    }
}

fn groups(tables: &[Table<'_>], log: &mut Log) -> Found<Group, OptionId> {
    let mut seen = BTreeMap::new();
    let mut texts = Vec::new();
    let mut found = Vec::new();
    let mut all_named = true;
    for table in tables {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        all_named &= id.is_some();
        let name = table.text_at("name", longest::NAME, log);
        table.finish(log);
        texts.extend(name.clone());
        if let (Some(id), Some(name)) = (id, name) {
            found.push(Group {
                id: id.value,
                name: name.value,
            });
        }
    }
    repeated(&texts, log);
    let mut found = Found::new(found, seen);
    // A card may well name the group whose id could not be read.
    found.ids = found.ids.filter(|_| all_named);
    found
}

/// Notes a card's group that the item does not have.
fn in_group(group: &At<OptionId>, groups: &Found<Group, OptionId>, log: &mut Log) {
    let Some(known) = &groups.ids else { return };
    if known.contains(&group.value) {
        return;
    }
    // So many fit in an item.
    let list = known.iter().take(*GROUPS.end());
    let list: Vec<String> = list.map(|id| format!("`{id}`")).collect();
    log.add(
        Rule::UnknownName,
        group.span.clone(),
        format!(
            "there is no group {} in this item",
            quoted(group.value.as_ref())
        ),
        if list.is_empty() {
            "define it in an [[item.group]] table".to_owned()
        } else {
            format!("there is {}", list.join(", "))
        },
    );
}

fn short_text(table: &Table<'_>, log: &mut Log) -> Kind {
    let found = table.strings("accept", log);
    let is_empty = |value: &Value<'_>| value.get_ref().as_array().is_some_and(|l| l.is_empty());
    match table.get("accept") {
        None => table.missing("accept", "[\"...\"]", log),
        Some(value) if is_empty(value) => log.add(
            Rule::WrongCount,
            log.place(value.span()),
            "nothing is accepted as an answer",
            "write the right answer first, then other ways to say it",
        ),
        Some(_) => {}
    }
    let mut seen = BTreeSet::new();
    let mut accept: Vec<Text> = Vec::new();
    for (n, at) in found.iter().enumerate() {
        let Some(text) = text(at, longest::NAME, log) else {
            continue;
        };
        if !seen.insert(text.as_str().to_lowercase()) {
            let before = n.checked_sub(1).and_then(|n| found.get(n));
            log.note(
                Rule::Repeated,
                at.span.clone(),
                "this answer is accepted already",
                "case makes no difference: take it out",
                before.and_then(|before| value::taken_out(before, at, log.source())),
            );
        }
        accept.push(text);
    }
    Kind::ShortText { accept }
}
