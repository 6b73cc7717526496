//! Documents, items and explanations as lines of text.

use crate::bank::{Item, Kind};
use crate::report::{self, Block, Document, Explanation, Meter, Tone};
use crate::run::Slot;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Columns of a line: reads well, and fits a terminal of 80.
const WIDTH: usize = 76;

/// A document as text, wrapped.
pub fn document(document: &Document) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        // Bars need no air here: they are lines.
        let bars = matches!((before, block), (Some(Block::Meter(_)), Block::Meter(_)));
        if block.stands_apart(before) && !bars {
            text.push('\n');
        }
        before = Some(block);
        match block {
            Block::Title(title) => {
                let _ = writeln!(text, "{title}\n{}", "=".repeat(title.width()));
            }
            Block::Heading(heading) => {
                let _ = write!(text, "## {heading}\n\n");
            }
            Block::Text(tone, paragraph) => {
                let lead = if *tone == Tone::Caution { "! " } else { "" };
                wrapped(&mut text, lead, "", paragraph);
            }
            Block::Bullet(tone, entry) => {
                let lead = match tone {
                    Tone::Good => "  + ",
                    Tone::Bad => "  x ",
                    Tone::Caution => "  ! ",
                    Tone::Plain | Tone::Strong | Tone::Muted => "  * ",
                };
                wrapped(&mut text, lead, "    ", entry);
            }
            Block::Link(link) => {
                let lead = format!("  [{}] ", link.number);
                wrapped(&mut text, &lead, "      ", &link.text);
                if let Some(note) = &link.note {
                    wrapped(&mut text, "      ", "      ", note);
                }
            }
            Block::Meter(meter) => self::meter(&mut text, meter),
            Block::Table(table) => text.push_str(&table.drawn(WIDTH)),
            // Its words say what stands out, its table the rest.
            Block::Plane(plane) => wrapped(&mut text, "", "", &plane.told()),
        }
    }
    text
}

fn meter(text: &mut String, meter: &Meter) {
    wrapped(
        text,
        "",
        "  ",
        &format!("{}: {}", meter.label, meter.figures),
    );
    for mark in &meter.marks {
        wrapped(text, "    - ", "      ", &mark.told());
    }
}

fn wrapped(text: &mut String, lead: &str, indent: &str, paragraph: &str) {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(lead)
        .subsequent_indent(indent);
    for line in textwrap::wrap(paragraph, options) {
        let _ = writeln!(text, "{line}");
    }
}

/// An item with its numbered options, in the order shown.
pub(super) fn item(item: &Item, slot: &Slot) -> String {
    let mut text = format!("{}\n", report::prompt(&item.kind));
    wrapped(&mut text, "", "", item.stem.as_str());
    if let Kind::Pair { left, right } = &item.kind {
        wrapped(&mut text, "  First: ", "    ", left.text.as_str());
        wrapped(&mut text, "  Second: ", "    ", right.text.as_str());
    }
    if let Some(words) = report::step_words(&item.kind) {
        let steps: Vec<String> = words
            .iter()
            .enumerate()
            .map(|(n, word)| format!("{} {word}", n + 1))
            .collect();
        wrapped(&mut text, "  ", "  ", &steps.join(", "));
    }
    if let Kind::Sort { groups, .. } = &item.kind {
        for (n, group) in groups.iter().enumerate() {
            wrapped(
                &mut text,
                &format!("  Group {}: ", n + 1),
                "     ",
                group.name.as_str(),
            );
        }
    }
    for (n, id) in slot.order.iter().enumerate() {
        let what = if matches!(item.kind, Kind::Sort { .. }) {
            "Card "
        } else {
            ""
        };
        let lead = format!("  {what}{}. ", n + 1);
        wrapped(&mut text, &lead, "     ", &report::text_of(&item.kind, id));
    }
    text
}

/// Why an answer is right or wrong; `sure` is what the certainty earned, in words.
pub(super) fn explanation(told: &Explanation, sure: Option<&str>) -> String {
    let mut text = format!("{}\n", told.verdict);
    if let Some(sure) = sure {
        let _ = writeln!(text, "{sure}.");
    }
    for option in &told.options {
        let words = option.remark.as_deref().unwrap_or(option.sign.words());
        let remark = if words.is_empty() {
            String::new()
        } else {
            format!(" ({words})")
        };
        let why = option
            .why
            .as_ref()
            .map(|why| format!(": {why}"))
            .unwrap_or_default();
        wrapped(
            &mut text,
            "  * ",
            "    ",
            &format!("{}{remark}{why}", option.text),
        );
    }
    if let Some(takeaway) = &told.takeaway {
        wrapped(&mut text, "", "", takeaway);
    }
    if !told.sources.is_empty() {
        wrapped(&mut text, "Source: ", "  ", &told.sources.join("; "));
    }
    text
}
