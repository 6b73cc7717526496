//! An analysis of a bank's items as a document: first what it rests on, then how reliable the sums
//! are, what is worth a look, and the figures of each item.

mod answers;
mod basis;
mod flagged;
mod record;
mod words;

pub use basis::Gathered;
pub use record::{ANALYSIS_SCHEMA, AnalysisRecord};

use super::document::{Axis, Document, Plane, Point, Table, Tone};
use super::words::{count, listed};
use crate::bank::Bank;
use crate::score::{
    Analysis, FLAGS, FOR_DISCRIMINATION, FOR_FACILITY, FOR_RELIABILITY, Flag, FlagCode, FlagRule,
    ItemAnalysis, Part, PartAnalysis, Reliability,
};
use words::{NONE, between, correlation, percent, ratio};

/// How much of an analysis is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detail {
    /// The answers to all items, and the limits; else those to items that are worth a look.
    pub all: bool,
    /// Pictures, and bars in place of tables.
    pub pictures: bool,
}

/// What many answers say about a bank.
pub fn analysis(bank: &Bank, gathered: &Gathered, found: &Analysis, detail: Detail) -> Document {
    let mut told = Document::default();
    told.title(format!("The items of: {}", bank.head.title));
    told.heading("What this rests on");
    basis::basis(&mut told, bank, gathered, found);
    told.heading("How reliable the sums are");
    parts(&mut told, bank, found);
    told.heading("Worth a look");
    flags(&mut told, bank, found);
    told.heading("The items");
    items(&mut told, bank, found, detail);
    answers::answers(&mut told, bank, found, detail);
    if detail.all {
        limits(&mut told);
    }
    told
}

/// The name of a part.
fn name(bank: &Bank, part: &Part) -> String {
    match part {
        Part::Quiz => "All items".to_owned(),
        Part::Topic(id) => {
            let found = bank.topics().iter().find(|topic| topic.id == *id);
            found.map_or_else(|| id.to_string(), |topic| topic.name.to_string())
        }
        Part::Scale(id) => {
            let scales = bank.assessment().map(|frame| frame.scales.iter());
            let found = scales.and_then(|mut scales| scales.find(|scale| scale.id == *id));
            found.map_or_else(|| id.to_string(), |scale| scale.name.to_string())
        }
    }
}

fn parts(told: &mut Document, bank: &Bank, found: &Analysis) {
    let row = |part: &PartAnalysis| {
        let of = part.reliability.as_ref();
        let figures =
            |tell: &dyn Fn(&Reliability) -> String| of.map_or_else(|| NONE.to_owned(), tell);
        vec![
            name(bank, &part.part),
            of.map_or(part.items, |found| found.items).to_string(),
            part.complete.to_string(),
            figures(&|found| with_interval(Some(found.alpha), Some(found.alpha_interval))),
            figures(&|found| with_interval(found.omega, found.omega_interval)),
            figures(&|found| {
                #[expect(clippy::cast_precision_loss)] // items of one scale
                let points = 100.0 * found.sem / found.items as f64;
                format!("{points:.1}")
            }),
        ]
    };
    told.table(Table {
        caption: "Reliability, with 95 % intervals".to_owned(),
        heads: ["Of", "items", "people", "alpha", "omega", "error"]
            .map(ToOwned::to_owned)
            .to_vec(),
        rows: found.parts.iter().map(row).collect(),
    });
    let lacking = found.parts.iter().any(|part| part.reliability.is_none());
    if lacking {
        told.text(
            Tone::Muted,
            format!(
                "A dash stands where nothing can be told: it takes {FOR_RELIABILITY} people who answered \
                 all of two items or more, and whose sums differ. An item that fewer than half of \
                 the people answered does not count."
            ),
        );
    }
    let known: Vec<&Reliability> = found
        .parts
        .iter()
        .filter_map(|part| part.reliability.as_ref())
        .collect();
    if known.is_empty() {
        return;
    }
    let kr_20 = match known.iter().filter(|found| found.kr_20.is_some()).count() {
        0 => "",
        n if n == known.len() => {
            " It is KR-20 here (Kuder & Richardson 1937): all is right or wrong."
        }
        _ => " Where all is right or wrong it is KR-20 (Kuder & Richardson 1937).",
    };
    told.text(
        Tone::Muted,
        format!(
            "Alpha (Cronbach 1951, interval by Feldt 1965) is the share of the differences between \
             people's sums that other such items would show again, if all items measure one thing \
             equally well.{kr_20} Omega (McDonald 1999; one factor by unweighted least squares, \
             interval by the jackknife) lets them measure it more or less well. The error is the \
             standard error of measurement of a person's score, in points out of 100."
        ),
    );
}

/// A value with its interval.
fn with_interval(value: Option<f64>, interval: Option<(f64, f64)>) -> String {
    let interval = interval.map(|ends| format!(" {}", between(ends)));
    correlation(value) + &interval.unwrap_or_default()
}

/// The items that have flags, each with its number in the table.
fn flagged(found: &Analysis) -> impl Iterator<Item = (usize, &ItemAnalysis)> {
    let numbered = found.items.iter().enumerate();
    numbered
        .filter(|(_, item)| !item.flags.is_empty())
        .map(|(n, item)| (n + 1, item))
}

fn flags(told: &mut Document, bank: &Bank, found: &Analysis) {
    let named: Vec<(usize, &ItemAnalysis, &Flag)> = flagged(found)
        .flat_map(|(number, item)| item.flags.iter().map(move |flag| (number, item, flag)))
        .collect();
    // What chance does not explain goes before what it may; then the gravest first.
    for beyond_chance in [true, false] {
        for rule in FLAGS {
            let of = |(_, _, flag): &&(usize, &ItemAnalysis, &Flag)| {
                flag.code == rule.code && flag.beyond_chance == beyond_chance
            };
            for (number, item, flag) in named.iter().filter(of) {
                let text = flagged::told(item, flag);
                told.bullet(
                    flagged::tone(flag),
                    format!("{}: {text}", label(bank, *number, item)),
                );
            }
        }
    }
    let most = found
        .items
        .iter()
        .map(|item| item.answered)
        .max()
        .unwrap_or_default();
    let short: Vec<String> = [
        (FOR_FACILITY, "how hard it is and how fast it is answered"),
        (FOR_DISCRIMINATION, "how it tells people apart"),
    ]
    .into_iter()
    .filter(|(least, _)| most < *least)
    .map(|(least, what)| format!("{what} from {least}"))
    .collect();
    if !short.is_empty() {
        told.text(
            Tone::Plain,
            format!(
                "No item has more than {}. Of an item it is told {} on.",
                count(most, "answer", "answers"),
                listed(&short)
            ),
        );
    } else if named.is_empty() {
        told.text(Tone::Good, "Nothing, by the limits that are used here.");
    }
}

/// How an item is called: its number in the table, its id, and its scale where there are several.
fn label(bank: &Bank, number: usize, item: &ItemAnalysis) -> String {
    match &item.part {
        Part::Scale(_) => format!("{number} {} ({})", item.item, name(bank, &item.part)),
        _ => format!("{number} {}", item.item),
    }
}

fn items(told: &mut Document, bank: &Bank, found: &Analysis, detail: Detail) {
    if let Some(plane) = plane(bank, found).filter(|_| detail.pictures) {
        told.plane(plane);
    }
    let all = detail.pictures;
    let row = |(n, item): (usize, &ItemAnalysis)| {
        let by = item.discrimination;
        let facility = item.facility.map_or_else(
            || NONE.to_owned(),
            |found| {
                let ends = format!(" ({:.0}, {:.0})", 100.0 * found.low, 100.0 * found.high);
                percent(found.mean) + if all { &ends } else { "" }
            },
        );
        let interval = by.and_then(|found| found.interval).filter(|_| all);
        vec![
            label(bank, n + 1, item),
            item.answered.to_string(),
            facility,
            with_interval(by.and_then(|found| found.item_rest), interval),
            by.map_or_else(|| NONE.to_owned(), |found| ratio(found.upper_lower)),
            item.seconds
                .map_or_else(|| NONE.to_owned(), |found| format!("{:.1}", found.median)),
        ]
    };
    told.table(Table {
        caption: "Each item, with 95 % intervals".to_owned(),
        heads: [
            "Item",
            "answers",
            "facility",
            "item-rest",
            "upper-lower",
            "seconds",
        ]
        .map(ToOwned::to_owned)
        .to_vec(),
        rows: found.items.iter().enumerate().map(row).collect(),
    });
    told.text(
        Tone::Muted,
        format!(
            "Facility is the mean credit of those who answered, told from {FOR_FACILITY} answers; on \
             a scale it is how far the answers lie towards its upper end. Item-rest is the \
             correlation of an item with all others that the same person answered; upper-lower the \
             credit of the highest 27 % less that of the lowest 27 % (Kelley 1939): both from \
             {FOR_DISCRIMINATION}. Seconds are the median. A second look is meant for all of these, \
             not a verdict."
        ),
    );
}

/// How hard the items are and how well they tell people apart; `None` when no item has both.
fn plane(bank: &Bank, found: &Analysis) -> Option<Plane> {
    let point = |(n, item): (usize, &ItemAnalysis)| {
        Some(Point {
            across: 100.0 * item.facility?.mean,
            up: item.discrimination?.item_rest?,
            number: n + 1,
            label: match &item.part {
                Part::Scale(_) => format!("{} ({})", item.item, name(bank, &item.part)),
                _ => item.item.to_string(),
            },
            noted: item.flags.iter().any(|flag| flag.beyond_chance),
        })
    };
    let points: Vec<Point> = found.items.iter().enumerate().filter_map(point).collect();
    let least = points.iter().map(|point| point.up).fold(0.0, f64::min);
    // Down to the next fifth, so that the figures of the axis are round.
    let from = (least * 5.0).floor() / 5.0;
    // A statement is neither hard nor easy.
    let hard_and_easy = match bank.assessment() {
        Some(_) => Vec::new(),
        None => [FlagCode::TooHard, FlagCode::TooEasy]
            .map(|code| 100.0 * code.rule().limit)
            .to_vec(),
    };
    (!points.is_empty()).then(|| Plane {
        caption: "Items by facility and discrimination".to_owned(),
        across: Axis {
            label: "facility in percent".to_owned(),
            from: 0.0,
            to: 100.0,
            limits: hard_and_easy,
        },
        up: Axis {
            label: "item-rest correlation".to_owned(),
            from: if from < 0.0 { -1.0 } else { 0.0 },
            to: 1.0,
            limits: vec![FlagCode::LowDiscrimination.rule().limit],
        },
        points,
    })
}

/// All flags with their limits and whose these are.
fn limits(told: &mut Document) {
    told.heading("The limits");
    let row = |rule: FlagRule| {
        let (what, limit) = flagged::rule_words(rule.code);
        vec![
            what.to_owned(),
            limit.to_owned(),
            rule.least.to_string(),
            rule.source.to_owned(),
        ]
    };
    told.table(Table {
        caption: "When an item is named above".to_owned(),
        heads: ["What", "limit", "from answers", "after"]
            .map(ToOwned::to_owned)
            .to_vec(),
        rows: FLAGS.into_iter().map(row).collect(),
    });
    told.text(
        Tone::Muted,
        "Where the whole 95 % interval lies beyond the limit, an item is marked; where it does not, \
         the words say that it may be chance. Many items are many looks: of a hundred sound ones, a \
         few will be named by chance alone.",
    );
}
