//! The items of an assessment: agreement, situation, pair; and what they must be together.

use super::advice;
use super::id::{ItemId, OptionId, ScaleId};
use super::mistake::Log;
use super::model::{Difficulty, Item, Kind, Scale, Side, SituationOption};
use super::names::{resolve, unique};
use super::read::Table;
use super::rule::Rule;
use super::text::Text;
use super::value::{At, Value, any_number, longest, whole};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Options of a situation.
pub(super) const OPTIONS: usize = 4;
/// The most that a statement counts, and the most that an expert gives an option.
pub(super) const MOST_WEIGHT: f64 = 10.0;
pub(super) const MOST_SCORE: f64 = 3.0;
/// Statements of a scale in the short form, at least: fewer could not even contradict each other.
const SHORT_STATEMENTS: usize = 2;
/// What a pair asks when it does not say so itself.
const PAIR_STEM: &str = "Which is more like you?";

/// What is common to all items: id, stem, and the table it stands in.
pub(super) struct Head {
    pub(super) id: Option<At<ItemId>>,
    pub(super) stem: Option<Text>,
}

/// The scales that exist; `None` when nobody knows.
pub(super) type Known<'a> = Option<&'a BTreeSet<ScaleId>>;

/// Reads one item of an assessment; `None` when a mistake was noted.
pub(super) fn item(
    table: &Table<'_>,
    kind: &str,
    head: Head,
    known: Known<'_>,
    log: &mut Log,
) -> Option<(Item, At<ItemId>)> {
    let kind = match kind {
        "agreement" => agreement(table, known, log),
        "situation" => situation(table, known, log),
        _ => pair(table, known, log),
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
        scenario: false,
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
    let stem = table.text_at("stem", longest::STEM, log)?;
    advice::stem(kind, &stem, log);
    Some(stem.value)
}

/// A scale that exists.
fn scale(table: &Table<'_>, known: Known<'_>, log: &mut Log) -> Option<At<ScaleId>> {
    let scale = table.id::<ScaleId>("scale", log)?;
    resolve(&scale, known, "traits.toml", log).then_some(scale)
}

fn agreement(table: &Table<'_>, known: Known<'_>, log: &mut Log) -> Option<Kind> {
    let scale = scale(table, known, log);
    let reverse = table
        .opt_bool("reverse", log)
        .is_some_and(|reverse| reverse.value);
    let weight = match table.get("weight") {
        Some(value) => weight(value, log),
        None => Some(1.0),
    };
    Some(Kind::Agreement {
        scale: scale?.value,
        reverse,
        weight: weight?,
    })
}

fn weight(value: &Value<'_>, log: &mut Log) -> Option<f64> {
    let found = any_number(value, log)?;
    if (f64::MIN_POSITIVE..=MOST_WEIGHT).contains(&found.value) {
        return Some(found.value);
    }
    log.add(
        Rule::OutOfRange,
        found.span,
        format!("a weight is over 0 and at most {MOST_WEIGHT}"),
        "choose another, or take the item out if it should not count",
    );
    None
}

fn situation(table: &Table<'_>, known: Known<'_>, log: &mut Log) -> Option<Kind> {
    let tables = table.tables("option", log);
    if tables.len() != OPTIONS && table.is_list("option") {
        log.add(
            Rule::WrongCount,
            table.span.clone(),
            format!(
                "a situation has {OPTIONS} options; this one has {}",
                tables.len()
            ),
            "add or take out [[item.option]] tables",
        );
    }
    let mut seen = BTreeMap::new();
    let mut texts = Vec::new();
    let mut scores = Vec::new();
    let mut options = Vec::new();
    for table in &tables {
        let id = table.id::<OptionId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let text = table.text_at("text", longest::OPTION, log);
        let why = table.text("why", longest::STEM, log);
        let scored = table.table("scores", log);
        let scored = scored.and_then(|map| option_scores(&map, known, log));
        table.finish(log);
        texts.extend(text.clone());
        scores.extend(scored.clone());
        if let (Some(id), Some(text), Some(why), Some(scores)) = (id, text, why, scored) {
            options.push(SituationOption {
                id: id.value,
                text: text.value,
                why,
                scores: scores.value,
            });
        }
    }
    let even = same_scales(&scores, log);
    repeated(&texts, log);
    advice::about_options(&texts, log);
    (even && options.len() == OPTIONS).then_some(Kind::Situation { options })
}

/// What an option scores; `None` when a mistake was noted.
fn option_scores(
    map: &Table<'_>,
    known: Known<'_>,
    log: &mut Log,
) -> Option<At<BTreeMap<ScaleId, u8>>> {
    let mut scores = BTreeMap::new();
    let mut found = 0;
    for (key, value) in map.entries(log.base()) {
        found += 1;
        let scale = super::value::id::<ScaleId>(&key, log);
        let scale = scale.filter(|scale| resolve(scale, known, "traits.toml", log));
        let score = whole(value, 0.0..=MOST_SCORE, log);
        if let (Some(scale), Some(score)) = (scale, score.and_then(|s| u8::try_from(s).ok())) {
            scores.insert(scale.value, score);
        }
    }
    if found == 0 {
        log.add(
            Rule::WrongCount,
            map.span.clone(),
            "this option scores no scale",
            "name at least one, such as { vision = 2 }",
        );
        return None;
    }
    (scores.len() == found).then(|| At {
        value: scores,
        span: map.span.clone(),
    })
}

/// Options must score the same scales, or a choice would decide which scale is measured.
fn same_scales(found: &[At<BTreeMap<ScaleId, u8>>], log: &mut Log) -> bool {
    let Some(first) = found.first() else {
        return true;
    };
    let mut even = true;
    for other in found {
        if !other.value.keys().eq(first.value.keys()) {
            even = false;
            let scales: Vec<String> = first
                .value
                .keys()
                .map(|scale| format!("`{scale}`"))
                .collect();
            log.add(
                Rule::UnevenScores,
                other.span.clone(),
                "this option scores other scales than the first one",
                format!(
                    "score {} in every option, with 0 where it shows none",
                    scales.join(", ")
                ),
            );
        }
    }
    even
}

/// Two options that say the same cannot be told apart.
pub(super) fn repeated(texts: &[At<Text>], log: &mut Log) {
    let mut seen = BTreeSet::new();
    for text in texts {
        if !seen.insert(text.value.as_str().to_lowercase()) {
            log.add(
                Rule::Repeated,
                text.span.clone(),
                "this says the same as one before it",
                "say something else, or take it out",
            );
        }
    }
}

fn pair(table: &Table<'_>, known: Known<'_>, log: &mut Log) -> Option<Kind> {
    let left = side(table, "left", known, log);
    let right = side(table, "right", known, log);
    let ((left, left_scale), (right, right_scale)) = (left?, right?);
    if left_scale.value == right_scale.value {
        log.add(
            Rule::Repeated,
            right_scale.span,
            format!("both sides stand for `{}`", right_scale.value),
            "a pair weighs two different scales",
        );
        return None;
    }
    Some(Kind::Pair {
        left: Side {
            scale: left_scale.value,
            text: left?,
        },
        right: Side {
            scale: right_scale.value,
            text: right?,
        },
    })
}

/// What a side says and the scale that it stands for.
fn side(
    table: &Table<'_>,
    key: &'static str,
    known: Known<'_>,
    log: &mut Log,
) -> Option<(Option<Text>, At<ScaleId>)> {
    let side = table.table(key, log)?;
    let scale = scale(&side, known, log);
    let said = side.text("text", longest::OPTION, log);
    side.finish(log);
    Some((said, scale?))
}

/// What the items of an assessment must be together: every scale scored and balanced.
pub(super) fn together(
    items: &[(Item, Range<usize>)],
    scales: &[Scale],
    bank: &Range<usize>,
    log: &mut Log,
) {
    let has_short = items.iter().any(|(item, _)| item.short);
    for scale in scales {
        balance(&scale.id, items, bank, has_short, log);
    }
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
    for (reverse, what, with) in [
        (false, "keyed", "without `reverse`"),
        (true, "reverse-keyed", "with reverse = true"),
    ] {
        if statements.iter().all(|(found, ..)| *found != reverse) {
            log.add(
                Rule::Balance,
                (*first).clone(),
                format!("`{scale}` has no {what} statement"),
                format!("add one {with}: agreeing with everything must not look like a trait"),
            );
        }
    }
    let reverse = statements.iter().filter(|(reverse, ..)| *reverse).count();
    let keying = (statements.len() - reverse, reverse);
    advice::keying(scale.as_ref(), keying, first, log);
    let short = statements.iter().filter(|(_, short, _)| *short).count();
    if has_short && short < SHORT_STATEMENTS {
        log.add(
            Rule::WrongCount,
            (*first).clone(),
            format!(
                "{short} of the statements on `{scale}` {} in the short form",
                if short == 1 { "is" } else { "are" }
            ),
            format!("mark at least {SHORT_STATEMENTS} of them with short = true"),
        );
    }
}
