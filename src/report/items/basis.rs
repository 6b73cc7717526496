//! What an analysis rests on: who answered, and what was left out.

use crate::bank::Bank;
use crate::report::document::{Document, Tone};
use crate::report::words::count;
use crate::score::Analysis;
use schemars::JsonSchema;
use serde::Serialize;

/// What was taken in for an analysis, and what was not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Gathered {
    /// Rows, answers or records that had to be left out.
    pub refused: usize,
    /// Second answers of one person to one item; the first counts.
    pub repeated: usize,
    /// Results that were given twice and count once.
    pub same: usize,
    /// Results or runs that were made with another state of the bank than the one at hand.
    pub changed: usize,
    /// Results taken in, each as another person's.
    pub records: usize,
    /// Runs of histories taken in.
    pub runs: usize,
    /// Histories taken in as one person's each.
    pub histories: usize,
    /// Columns of tables that name no item of the bank.
    pub passed_over: Vec<String>,
}

/// What the numbers rest on.
pub(super) fn basis(told: &mut Document, bank: &Bank, gathered: &Gathered, found: &Analysis) {
    let mut items: Vec<_> = found.items.iter().map(|item| &item.item).collect();
    items.dedup();
    let skipped = match found.skipped {
        0 => String::new(),
        n => format!(
            " {} passed over, which counts as no answer.",
            count(n, "was", "were")
        ),
    };
    told.text(
        Tone::Plain,
        format!(
            "{} gave {} to {} of the bank's {}.{skipped}",
            count(found.respondents, "person", "people"),
            count(found.answers, "answer", "answers"),
            items.len(),
            count(bank.items.len(), "item", "items"),
        ),
    );
    if gathered.refused > 0 {
        told.text(
            Tone::Caution,
            format!(
                "{} had to be left out; each is named on standard error, as far as they are few.",
                count(gathered.refused, "row or answer", "rows or answers")
            ),
        );
    }
    let mut more: Vec<String> = Vec::new();
    if gathered.records > 0 {
        more.push("Each result is taken as another person's.".to_owned());
    }
    if gathered.histories > 0 {
        more.push(
            "A history is taken as one person's: of their runs only the first answer to each item \
             counts, since later ones are not independent of it."
                .to_owned(),
        );
    } else if gathered.runs > 0 {
        more.push("Each run is taken as another person's.".to_owned());
    }
    if gathered.repeated > 0 {
        more.push(format!(
            "{} to an item by the same person left out: the first counts.",
            count(gathered.repeated, "later answer", "later answers")
        ));
    }
    if gathered.same > 0 {
        more.push(format!(
            "{} given twice and counted once.",
            count(gathered.same, "result was", "results were")
        ));
    }
    if gathered.changed > 0 {
        more.push(format!(
            "{} made with another state of the bank; they are counted by the one at hand.",
            count(gathered.changed, "result was", "results were")
        ));
    }
    if !gathered.passed_over.is_empty() {
        more.push(format!(
            "Columns that name no item are passed over: {}.",
            gathered.passed_over.join("; ")
        ));
    }
    if !more.is_empty() {
        told.text(Tone::Muted, more.join(" "));
    }
}
