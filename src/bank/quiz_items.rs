//! The items of a quiz: single, multiple, true-false, order, sort, short-text.

use super::fit_items::{Head, repeated};
use super::id::{ItemId, OptionId, Slug, TopicId};
use super::library::{Names, Use, resolve, unique};
use super::mistake::{Log, quoted};
use super::model::{Card, Choice, Difficulty, Group, Item, Kind, Step, Topic};
use super::read::{At, Table, longest, text};
use super::rule::Rule;
use super::text::Text;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How many options, steps, groups and cards read well on one screen.
const OPTIONS: RangeInclusive<usize> = 2..=8;
const STEPS: RangeInclusive<usize> = 3..=7;
const GROUPS: RangeInclusive<usize> = 2..=4;
const CARDS: RangeInclusive<usize> = 3..=8;

/// Reads one item of a quiz; `None` when a mistake was noted.
pub(super) fn item(
    table: &Table<'_>,
    kind: &str,
    head: Head,
    (topics, known): (&[Topic], &Names<'_>),
    log: &mut Log,
) -> Option<(Item, At<ItemId>)> {
    let topic = table.opt_id::<TopicId>("topic", log);
    let topic: Vec<Use<TopicId>> = topic.into_iter().map(Use::from).collect();
    resolve(
        &topic,
        &topics.iter().map(|topic| &topic.id).collect::<Vec<_>>(),
        "a [[topic]] table of this file",
        log,
    );
    let difficulty = table
        .opt_number("difficulty", 1.0..=3.0, log)
        .map_or(1.0, |found| found.value);
    let difficulty = match difficulty {
        d if d < 2.0 => Difficulty::Recall,
        d if d < 3.0 => Difficulty::Apply,
        _ => Difficulty::Judge,
    };
    let sources = known.sources(table.ids("sources", log), log);
    let faq = known.faq(table.ids("faq", log), log);
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
        topic: topic.into_iter().next().map(|used| used.id),
        difficulty,
        fixed_order,
        explanation,
        sources,
        faq,
    };
    Some((item, id))
}

/// The `[[topic]]` tables.
pub(super) fn topics(root: &Table<'_>, log: &mut Log) -> Vec<Topic> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for table in root.tables("topic", log) {
        let id = table.id::<TopicId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let name = table.text("name", longest::TOPIC, log);
        table.finish(log);
        if let (Some(id), Some(name)) = (id, name) {
            found.push(Topic { id: id.value, name });
        }
    }
    found
}

fn count(
    table: &Table<'_>,
    found: usize,
    range: &RangeInclusive<usize>,
    (what, header): (&str, &str),
    log: &mut Log,
) {
    if !range.contains(&found) {
        log.add(
            Rule::WrongCount,
            table.span.clone(),
            format!(
                "this has {found} {what}; it takes {} to {}",
                range.start(),
                range.end()
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
    let mut options = Vec::new();
    for table in &tables {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let said = table.text("text", longest::OPTION, log);
        let key = table.opt_bool("key", log);
        let why = table.opt_text("why", longest::STEM, log);
        table.finish(log);
        if let Some(key) = key.as_ref().filter(|key| key.value) {
            keys.push(key.span.clone());
        }
        if let (Some(id), Some(text)) = (id, said) {
            let key = key.is_some_and(|key| key.value);
            options.push(Choice {
                id: id.value,
                text,
                key,
                why,
            });
        }
    }
    repeated(
        &tables,
        &options
            .iter()
            .map(|option| &option.text)
            .collect::<Vec<_>>(),
        log,
    );
    match (single, keys.as_slice()) {
        (_, []) => log.add(
            Rule::Keys,
            table.span.clone(),
            "no option is the key",
            "mark the right one with key = true",
        ),
        (true, [_, second, ..]) => log.add(
            Rule::Keys,
            second.clone(),
            "a single choice has one key; this is another",
            "keep one, or make the item kind = \"multiple\"",
        ),
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
    let mut steps = Vec::new();
    for table in &tables {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let said = table.text("text", longest::NAME, log);
        let why = table.opt_text("why", longest::STEM, log);
        table.finish(log);
        if let (Some(id), Some(text)) = (id, said) {
            steps.push(Step {
                id: id.value,
                text,
                why,
            });
        }
    }
    repeated(
        &tables,
        &steps.iter().map(|step| &step.text).collect::<Vec<_>>(),
        log,
    );
    Kind::Order(steps)
}

fn sort(table: &Table<'_>, log: &mut Log) -> Kind {
    let (groups, cards) = (table.tables("group", log), table.tables("card", log));
    count(table, groups.len(), &GROUPS, ("groups", "group"), log);
    count(table, cards.len(), &CARDS, ("cards", "card"), log);
    let mut seen = BTreeMap::new();
    let mut found_groups: Vec<Group> = Vec::new();
    for table in &groups {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let name = table.text("name", longest::NAME, log);
        table.finish(log);
        if let (Some(id), Some(name)) = (id, name) {
            found_groups.push(Group { id: id.value, name });
        }
    }
    let ids: Vec<&OptionId> = found_groups.iter().map(|group| &group.id).collect();
    let mut seen = BTreeMap::new();
    let mut found_cards: Vec<Card> = Vec::new();
    for table in &cards {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let said = table.text("text", longest::NAME, log);
        let group = table.id::<OptionId>("group", log);
        let why = table.opt_text("why", longest::STEM, log);
        table.finish(log);
        if let Some(group) = group.as_ref().filter(|group| !ids.contains(&&group.value)) {
            let list: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
            log.add(
                Rule::UnknownName,
                group.span.clone(),
                format!(
                    "there is no group {} in this item",
                    quoted(group.value.as_ref())
                ),
                format!("there is {}", list.join(", ")),
            );
        }
        if let (Some(id), Some(text), Some(group)) = (id, said, group) {
            found_cards.push(Card {
                id: id.value,
                text,
                group: group.value,
                why,
            });
        }
    }
    repeated(
        &cards,
        &found_cards
            .iter()
            .map(|card| &card.text)
            .collect::<Vec<_>>(),
        log,
    );
    for (table, group) in groups.iter().zip(&found_groups) {
        if found_groups.len() == groups.len()
            && found_cards.len() == cards.len()
            && found_cards.iter().all(|card| card.group != group.id)
        {
            log.add(
                Rule::WrongCount,
                table.span.clone(),
                format!("no card belongs to `{}`", group.id),
                "add a card, or take the group out",
            );
        }
    }
    Kind::Sort {
        groups: found_groups,
        cards: found_cards,
    }
}

fn short_text(table: &Table<'_>, log: &mut Log) -> Kind {
    let found = table.strings("accept", log);
    if found.is_empty() {
        log.add(
            Rule::MissingKey,
            table.span.clone(),
            "nothing is accepted as an answer",
            "add accept = [\"...\"] with the right answer first",
        );
    }
    let mut accept: Vec<Text> = Vec::new();
    for at in &found {
        let Some(text) = text(at, longest::NAME, log) else {
            continue;
        };
        let folded = text.as_str().to_lowercase();
        if accept
            .iter()
            .any(|known| known.as_str().to_lowercase() == folded)
        {
            log.add(
                Rule::Repeated,
                at.span.clone(),
                "this answer is accepted already",
                "case makes no difference: take it out",
            );
        }
        accept.push(text);
    }
    Kind::ShortText { accept }
}
