//! The scores of a bank over time: a bar each with its interval, so that a wobble is not taken for
//! progress.

use super::document::{Document, Meter, Tone};
use super::words::{count, points};
use crate::run::Row;

/// Tells the finished runs of one bank, given from the latest to the earliest.
pub fn trend(rows: &[Row]) -> Document {
    let mut page = Document::default();
    let Some(latest) = rows.first() else {
        page.title("Over time");
        page.text(Tone::Plain, "No run of this bank is finished yet.");
        return page;
    };
    page.title(format!("Over time: {}", latest.title));
    let percent = if latest.is_assessment { "" } else { " %" };
    let scored: Vec<(&Row, f64, f64, f64)> = rows
        .iter()
        .rev()
        .filter_map(|row| {
            let summary = row.summary?;
            Some((row, summary.score?, summary.low?, summary.high?))
        })
        .collect();
    for (row, score, low, high) in &scored {
        let (low_told, high_told) = (points(*low), points(*high));
        page.meter(Meter {
            label: row.when.clone(),
            value: Some((*score, *low, *high)),
            marks: Vec::new(),
            figures: format!("{}{percent}  ({low_told} to {high_told})", points(*score)),
        });
    }
    let without = rows.len() - scored.len();
    if without > 0 {
        let without = count(without, "run has", "runs have");
        page.text(
            Tone::Muted,
            format!("{without} too few answers for a score."),
        );
    }
    let words = match (scored.first(), scored.last()) {
        (Some((_, first, _, first_high)), Some((_, last, last_low, _))) if scored.len() > 1 => {
            if last_low > first_high {
                "The last interval lies above the first one: that is more than a wobble."
            } else if last > first {
                "The last score is higher than the first, but their intervals overlap: it may be \
                 progress, and it may be the draw of the questions."
            } else {
                "The last score is not higher than the first. Other questions, another day: \
                 the intervals show how much of that is the draw."
            }
        }
        _ => "With a second run there will be something to compare.",
    };
    page.text(Tone::Plain, words);
    page
}
