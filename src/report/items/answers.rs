//! How often each option of an item was chosen, as bars.

use super::words::{NONE, percent};
use super::{Detail, flagged, label};
use crate::bank::{Bank, Item, Kind, OptionId, Slug};
use crate::report::document::{Document, Mark, Meter, Table, Tone};
use crate::report::words::{AGREEMENT, text_of};
use crate::score::{
    Analysis, FOR_DISCRIMINATION, GROUP, ItemAnalysis, OptionFigures, Part, wilson,
};

/// The options of the items; of those worth a look alone, or of all.
pub(super) fn answers(told: &mut Document, bank: &Bank, found: &Analysis, detail: Detail) {
    let numbered = found.items.iter().enumerate();
    let wanted = numbered
        .filter(|(_, item)| !item.options.is_empty() && (detail.all || !item.flags.is_empty()));
    let mut begun = false;
    for (n, analysis) in wanted {
        let Some(item) = bank.item(&analysis.item) else {
            continue;
        };
        if !begun {
            told.heading("The answers");
            told.text(Tone::Muted, explained(detail));
            begun = true;
        }
        let label = label(bank, n + 1, analysis);
        told.text(Tone::Strong, format!("{label}. {}", item.stem));
        if !detail.pictures {
            told.table(table(item, analysis));
            continue;
        }
        for flag in &analysis.flags {
            told.bullet(flagged::tone(flag), flagged::told(analysis, flag));
        }
        for option in &analysis.options {
            told.meter(bar(item, analysis, option));
        }
    }
}

fn explained(detail: Detail) -> String {
    let groups = format!(
        "The upper group are the {:.0} % of its people with the highest totals, the lower group the \
         {:.0} % with the lowest; they are told from {FOR_DISCRIMINATION} answers.",
        100.0 * GROUP,
        100.0 * GROUP
    );
    if detail.pictures {
        let bars = "The band of a bar is the 95 % interval of the share (Wilson 1927); U is the \
                    share of the upper group, L that of the lower.";
        format!("{bars} {groups}")
    } else {
        groups
    }
}

fn table(item: &Item, analysis: &ItemAnalysis) -> Table {
    let of = analysis.answered;
    let group = analysis.discrimination.map(|found| found.group);
    let in_group = |chosen: usize| group.map_or_else(|| NONE.to_owned(), |_| chosen.to_string());
    let row = |option: &OptionFigures| {
        vec![
            words(item, &analysis.part, option),
            option.chosen.to_string(),
            percent(OptionFigures::share(option.chosen, of)),
            in_group(option.upper),
            in_group(option.lower),
        ]
    };
    let head = |name: &str| match group {
        Some(group) => format!("{name} of {group}"),
        None => name.to_owned(),
    };
    let heads = [
        "Option".to_owned(),
        format!("of {of}"),
        "share".to_owned(),
        head("upper"),
        head("lower"),
    ];
    Table {
        caption: "How often each was chosen".to_owned(),
        heads: heads.to_vec(),
        rows: analysis.options.iter().map(row).collect(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn bar(item: &Item, analysis: &ItemAnalysis, option: &OptionFigures) -> Meter {
    let of = analysis.answered;
    let band = wilson(option.chosen as f64, of as f64);
    let share = 100.0 * OptionFigures::share(option.chosen, of);
    let group = analysis.discrimination.map_or(0, |found| found.group);
    let mark = |letter: char, chosen: usize| Mark {
        at: 100.0 * OptionFigures::share(chosen, group),
        letter,
        meaning: format!("{letter} {chosen} of {group}"),
    };
    let marks = match group {
        0 => Vec::new(),
        _ => vec![mark('U', option.upper), mark('L', option.lower)],
    };
    let interval = band.map(|(low, high)| format!(", {:.0} to {:.0}", 100.0 * low, 100.0 * high));
    Meter {
        label: words(item, &analysis.part, option),
        value: band.map(|(low, high)| (share, 100.0 * low, 100.0 * high)),
        marks,
        figures: format!(
            "{} of {of} ({share:.0} %{})",
            option.chosen,
            interval.unwrap_or_default()
        ),
    }
}

/// An option with its text, and whether it is the key or what it scores on the scale.
fn words(item: &Item, part: &Part, option: &OptionFigures) -> String {
    if let Kind::Agreement { .. } = item.kind {
        let step = option.option.parse::<usize>().unwrap_or_default();
        let words = step.checked_sub(1).and_then(|step| AGREEMENT.get(step));
        return format!("{} {}", option.option, words.copied().unwrap_or_default());
    }
    let text = OptionId::new(&option.option).map(|id| text_of(&item.kind, &id));
    let key = match (&item.kind, part) {
        (Kind::Situation { options }, Part::Scale(scale)) => {
            let found = options.iter().find(|one| one.id.as_ref() == option.option);
            let score = found.and_then(|found| found.scores.get(scale));
            score.map_or_else(String::new, |score| format!(" (scores {score})"))
        }
        _ if option.key == Some(true) => " (key)".to_owned(),
        _ => String::new(),
    };
    format!("{}{key}: {}", option.option, text.unwrap_or_default())
}
