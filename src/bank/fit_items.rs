//! The items of an assessment: agreement, situation, pair; and what they must be together.

use super::id::{ItemId, OptionId, ScaleId};
use super::library::{Use, resolve, unique, whole};
use super::mistake::Log;
use super::model::{Difficulty, Item, Kind, Scale, Side, SituationOption};
use super::read::{At, Table, longest, number, text};
use super::rule::Rule;
use super::text::Text;
use std::collections::BTreeMap;
use std::ops::Range;

/// Options of a situation.
const OPTIONS: usize = 4;
/// Statements of a scale in the short form, at least: fewer could not even contradict each other.
const SHORT_STATEMENTS: usize = 2;
/// What a pair asks when it does not say so itself.
const PAIR_STEM: &str = "Which is more like you?";

/// What is common to all items: id, stem, and the table it stands in.
pub(super) struct Head {
    pub(super) id: Option<At<ItemId>>,
    pub(super) stem: Option<Text>,
}

/// Reads one item of an assessment; `None` when a mistake was noted.
pub(super) fn item(
    table: &Table<'_>,
    kind: &str,
    head: Head,
    log: &mut Log,
) -> Option<(Item, At<ItemId>)> {
    let kind = match kind {
        "agreement" => agreement(table, log),
        "situation" => situation(table, log),
        _ => pair(table, log),
    };
    let short = table
        .opt_bool("short", log)
        .is_some_and(|short| short.value);
    table.finish(log);
    let id = head.id?;
    let item = Item {
        id: id.value.clone(),
        stem: head.stem?,
        kind: kind?,
        short,
        topic: None,
        difficulty: Difficulty::default(),
        fixed_order: false,
        explanation: None,
        sources: Vec::new(),
        faq: Vec::new(),
    };
    Some((item, id))
}

/// The stem of an item; a pair may leave it out.
pub(super) fn stem(table: &Table<'_>, kind: Option<&str>, log: &mut Log) -> Option<Text> {
    if kind == Some("pair") && !table.has("stem") {
        return Text::new(PAIR_STEM).ok();
    }
    table.text("stem", longest::STEM, log)
}

fn agreement(table: &Table<'_>, log: &mut Log) -> Option<Kind> {
    let scale = table.id::<ScaleId>("scale", log);
    let reverse = table
        .opt_bool("reverse", log)
        .is_some_and(|reverse| reverse.value);
    let weight = if table.has("weight") {
        let found = table.opt_number("weight", 0.0..=10.0, log)?;
        if found.value <= 0.0 {
            log.add(
                Rule::OutOfRange,
                found.span,
                "a weight is over 0",
                "leave the item out if it should not count",
            );
            return None;
        }
        found.value
    } else {
        1.0
    };
    Some(Kind::Agreement {
        scale: scale?.value,
        reverse,
        weight,
    })
}

fn situation(table: &Table<'_>, log: &mut Log) -> Option<Kind> {
    let tables = table.tables("option", log);
    if tables.len() != OPTIONS {
        log.add(
            Rule::WrongCount,
            table.span.clone(),
            format!("a situation has {OPTIONS} options, not {}", tables.len()),
            "add or take out [[item.option]] tables",
        );
    }
    let mut seen = BTreeMap::new();
    let found: Vec<Option<SituationOption>> = tables
        .iter()
        .map(|table| situation_option(table, &mut seen, log))
        .collect();
    let options: Vec<SituationOption> = found.iter().flatten().cloned().collect();
    same_scales(&tables, &found, log);
    repeated(
        &tables,
        &options
            .iter()
            .map(|option| &option.text)
            .collect::<Vec<_>>(),
        log,
    );
    (options.len() == OPTIONS).then_some(Kind::Situation { options })
}

fn situation_option(
    table: &Table<'_>,
    seen: &mut BTreeMap<String, usize>,
    log: &mut Log,
) -> Option<SituationOption> {
    let id = table.id::<OptionId>("id", log);
    if let Some(id) = &id {
        unique(id, seen, log);
    }
    let text = table.text("text", longest::OPTION, log);
    let why = table.text("why", longest::STEM, log);
    let mut scores = BTreeMap::new();
    if let Some(map) = table.table("scores", log) {
        for (key, value) in map.entries() {
            let scale = super::read::id::<ScaleId>(&key, log);
            let score = number(value, 0.0..=3.0, log);
            if let (Some(scale), Some(score)) = (scale, score) {
                if score.value.fract() == 0.0 {
                    scores.insert(scale.value, u8::try_from(whole(score.value)).unwrap_or(3));
                } else {
                    log.add(
                        Rule::OutOfRange,
                        score.span,
                        "an expert score is 0, 1, 2 or 3",
                        "use a whole number",
                    );
                }
            }
        }
        if map.entries().next().is_none() {
            log.add(
                Rule::WrongCount,
                map.span.clone(),
                "this option scores no scale",
                "name at least one, such as { vision = 2 }",
            );
        }
    }
    table.finish(log);
    Some(SituationOption {
        id: id?.value,
        text: text?,
        why: why?,
        scores,
    })
}

/// Options must score the same scales, or a choice would decide which scale is measured.
fn same_scales(tables: &[Table<'_>], options: &[Option<SituationOption>], log: &mut Log) {
    let Some(first) = options.iter().flatten().next() else {
        return;
    };
    for (table, option) in tables.iter().zip(options) {
        let Some(option) = option else { continue };
        if !option.scores.keys().eq(first.scores.keys()) {
            let scales: Vec<String> = first
                .scores
                .keys()
                .map(|scale| format!("`{scale}`"))
                .collect();
            log.add(
                Rule::UnevenScores,
                table.span.clone(),
                "this option scores other scales than the first one",
                format!(
                    "score {} in every option, with 0 where it shows none",
                    scales.join(", ")
                ),
            );
        }
    }
}

/// Two options that say the same cannot be told apart.
pub(super) fn repeated(tables: &[Table<'_>], texts: &[&Text], log: &mut Log) {
    if tables.len() != texts.len() {
        return; // some could not be read: which is which is not known
    }
    for (n, (table, said)) in tables.iter().zip(texts).enumerate() {
        let before = texts
            .iter()
            .take(n)
            .any(|text| text.as_str().eq_ignore_ascii_case(said.as_str()));
        if before {
            log.add(
                Rule::Repeated,
                table.span.clone(),
                "this says the same as one before it",
                "say something else, or take it out",
            );
        }
    }
}

fn pair(table: &Table<'_>, log: &mut Log) -> Option<Kind> {
    let left = side(table, "left", log);
    let right = side(table, "right", log);
    let (left, right) = (left?, right?);
    if left.scale == right.scale {
        log.add(
            Rule::Repeated,
            table.span.clone(),
            format!("both sides stand for `{}`", left.scale),
            "a pair weighs two different scales",
        );
        return None;
    }
    Some(Kind::Pair { left, right })
}

fn side(table: &Table<'_>, key: &'static str, log: &mut Log) -> Option<Side> {
    let side = table.table(key, log)?;
    let scale = side.id::<ScaleId>("scale", log);
    let said = side
        .str("text", log)
        .and_then(|found| text(&found, longest::OPTION, log));
    side.finish(log);
    Some(Side {
        scale: scale?.value,
        text: said?,
    })
}

/// What the items of an assessment must be together: scales known, scored, and balanced.
pub(super) fn together(
    items: &[(Item, Range<usize>)],
    scales: &[Scale],
    bank: &Range<usize>,
    log: &mut Log,
) {
    let known: Vec<&ScaleId> = scales.iter().map(|scale| &scale.id).collect();
    for (item, span) in items {
        let named: Vec<&ScaleId> = match &item.kind {
            Kind::Agreement { scale, .. } => vec![scale],
            Kind::Situation { options } => options
                .first()
                .map(|option| option.scores.keys().collect())
                .unwrap_or_default(),
            Kind::Pair { left, right } => vec![&left.scale, &right.scale],
            _ => Vec::new(),
        };
        let uses: Vec<Use<ScaleId>> = named
            .into_iter()
            .map(|scale| Use {
                id: scale.clone(),
                span: scale_span(scale, span, log),
            })
            .collect();
        resolve(&uses, &known, "traits.toml", log);
    }
    let has_short = items.iter().any(|(item, _)| item.short);
    for scale in known {
        balance(scale, items, bank, has_short, log);
    }
}

/// Where an item names a scale: the first time after its header that the name stands there.
fn scale_span(scale: &ScaleId, item: &Range<usize>, log: &Log) -> Range<usize> {
    let rest = log.source().text.get(item.start..).unwrap_or_default();
    // The item ends where the next one begins.
    let end = rest
        .get(1..)
        .and_then(|rest| rest.find("\n[[item]]"))
        .map_or(rest.len(), |at| at + 1);
    let within = rest.get(..end).unwrap_or(rest);
    let quoted = format!("\"{scale}\"");
    let at = within.find(&quoted).or_else(|| within.find(scale.as_ref()));
    at.map_or_else(
        || item.clone(),
        |at| item.start + at..item.start + at + scale.as_ref().len(),
    )
}

fn balance(
    scale: &ScaleId,
    items: &[(Item, Range<usize>)],
    bank: &Range<usize>,
    has_short: bool,
    log: &mut Log,
) {
    let statements: Vec<(bool, bool, &Range<usize>)> = items
        .iter()
        .filter_map(|(item, span)| match &item.kind {
            Kind::Agreement {
                scale: scored,
                reverse,
                ..
            } if scored == scale => Some((*reverse, item.short, span)),
            _ => None,
        })
        .collect();
    let Some((_, _, first)) = statements.first() else {
        log.add(
            Rule::NotScored,
            bank.clone(),
            format!("no statement scores `{scale}`"),
            "add agreement items for it, or take the scale out of traits.toml",
        );
        return;
    };
    for (reverse, what) in [(false, "keyed"), (true, "reverse-keyed")] {
        if statements.iter().all(|(found, ..)| *found != reverse) {
            log.add(
                Rule::Balance,
                (*first).clone(),
                format!("`{scale}` has no {what} statement"),
                "agreeing with everything must not look like a trait: add one",
            );
        }
    }
    let short = statements.iter().filter(|(_, short, _)| *short).count();
    if has_short && short < SHORT_STATEMENTS {
        log.add(
            Rule::WrongCount,
            (*first).clone(),
            format!("`{scale}` has {short} statements in the short form"),
            format!("mark at least {SHORT_STATEMENTS} of them with short = true"),
        );
    }
}
