//! What an assessment covers: statements by keying, situations and pairs by scale, reading level.

use super::{Coverage, reading::grade};
use crate::bank::{Assessment, Bank, Item, Kind, ScaleId};
use std::fmt::Write;
use std::ops::RangeInclusive;

/// Statements of a scale in the full form.
const STATEMENTS: RangeInclusive<usize> = 6..=8;
/// Situations and pairs of the whole.
const CASES: usize = 16;
/// The highest reading level of a statement.
const GRADE: f64 = 8.0;

/// What scores a scale.
#[derive(Debug, Default)]
struct Tally {
    keyed: usize,
    reverse: usize,
    short: usize,
    situations: usize,
    pairs: usize,
    hardest: f64,
}

pub(super) fn coverage(bank: &Bank, frame: &Assessment) -> Coverage {
    let mut table = format!("**{}**\n\n", bank.head.title);
    table.push_str(
        "| scale | statements | keyed | reverse-keyed | short form | situations | pairs | hardest \
         reading grade |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let mut faults = Vec::new();
    let tallies: Vec<(&ScaleId, Tally)> = frame
        .scales
        .iter()
        .map(|scale| (&scale.id, tally(bank, &scale.id)))
        .collect();
    for ((id, tally), scale) in tallies.iter().zip(&frame.scales) {
        let statements = tally.keyed + tally.reverse;
        let _ = writeln!(
            table,
            "| {} | {statements} | {} | {} | {} | {} | {} | {:.1} |",
            scale.name,
            tally.keyed,
            tally.reverse,
            tally.short,
            tally.situations,
            tally.pairs,
            tally.hardest,
        );
        if !STATEMENTS.contains(&statements) {
            faults.push(format!(
                "scale `{id}` has {statements} statements; 6 to 8 are planned"
            ));
        }
        if tally.keyed.abs_diff(tally.reverse) > 1 {
            faults.push(format!(
                "scale `{id}` has {} keyed and {} reverse-keyed statements: balance them",
                tally.keyed, tally.reverse
            ));
        }
    }
    let count = |wanted: fn(&Kind) -> bool| {
        let items = bank.items.iter();
        items.filter(|item| wanted(&item.kind)).count()
    };
    for (what, found) in [
        (
            "situations",
            count(|kind| matches!(kind, Kind::Situation { .. })),
        ),
        ("pairs", count(|kind| matches!(kind, Kind::Pair { .. }))),
    ] {
        if found < CASES {
            faults.push(format!("there are {found} {what}; {CASES} are planned"));
        }
    }
    for (what, number) in [
        (
            "situations",
            (|tally| tally.situations) as fn(&Tally) -> usize,
        ),
        ("pairs", |tally| tally.pairs),
    ] {
        let numbers = || tallies.iter().map(|(_, tally)| number(tally));
        let spread = numbers().max().unwrap_or(0) - numbers().min().unwrap_or(0);
        if spread > 1 {
            faults.push(format!("{what} are spread unevenly over the scales"));
        }
    }
    faults.extend(bank.items.iter().filter_map(statement));
    Coverage { table, faults }
}

fn tally(bank: &Bank, id: &ScaleId) -> Tally {
    let mut tally = Tally {
        hardest: f64::NEG_INFINITY,
        ..Tally::default()
    };
    for item in &bank.items {
        match &item.kind {
            Kind::Agreement { scale, reverse, .. } if scale == id => {
                tally.keyed += usize::from(!reverse);
                tally.reverse += usize::from(*reverse);
                tally.short += usize::from(item.short);
                tally.hardest = tally.hardest.max(grade(item.stem.as_str()));
            }
            Kind::Situation { options } => {
                let scores = options
                    .first()
                    .is_some_and(|option| option.scores.contains_key(id));
                tally.situations += usize::from(scores);
            }
            Kind::Pair { left, right } => {
                tally.pairs += usize::from(left.scale == *id || right.scale == *id);
            }
            _ => {}
        }
    }
    tally
}

/// What is hard to answer about a statement: long words, or two things said at once.
fn statement(item: &Item) -> Option<String> {
    let Kind::Agreement { .. } = item.kind else {
        return None;
    };
    let stem = item.stem.as_str();
    let found = grade(stem);
    if found > GRADE {
        return Some(format!(
            "statement `{}` reads at grade {found:.1}; plain language stays at {GRADE:.0} or below",
            item.id
        ));
    }
    let mut words = stem.split_whitespace();
    words
        .any(|word| word == "and" || word == "or")
        .then(|| format!("statement `{}` may say two things at once: {stem}", item.id))
}
