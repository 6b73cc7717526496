//! Markdown: a bank for reading, with its keys and reasons. It is not read back.

use super::loss::{Exported, Loss};
use super::neutral::{Body, NeutralItem, Part};
use super::write::no_reasons;
use crate::bank::Bank;
use std::fmt::Write as _;

/// Writes a bank.
pub(super) fn write(bank: &Bank, items: &[NeutralItem]) -> Exported {
    let head = &bank.head;
    let authors: Vec<&str> = head.authors.iter().map(AsRef::as_ref).collect();
    let mut text = format!("# {}\n\n", escaped(head.title.as_str()));
    if let Some(about) = &head.description {
        let _ = write!(text, "{}\n\n", escaped(about.as_str()));
    }
    let by = if authors.is_empty() {
        String::new()
    } else {
        format!("; by {}", authors.join(", "))
    };
    let line = format!("Version {}; licence {}{by}", head.version, head.licence);
    let _ = writeln!(text, "{}", escaped(&line));
    let mut losses = vec![Loss::of_all(
        "ids, fixed orders, sources and questions of the article; this is for reading and cannot be \
         read back",
    )];
    let mut topic = None;
    for (item, number) in items.iter().zip(1..) {
        if item.topic != topic {
            topic.clone_from(&item.topic);
            let name = topic.as_deref().unwrap_or("Without a topic");
            let _ = writeln!(text, "\n## {}", escaped(name));
        }
        text.push_str(&one(item, number, &mut losses));
    }
    Exported { text, losses }
}

fn one(item: &NeutralItem, number: usize, losses: &mut Vec<Loss>) -> String {
    let mut out = format!("\n**{number}.** {}\n\n", escaped(&item.stem));
    let why = |why: &Option<String>| match why {
        Some(why) => format!(" \u{2014} {}", escaped(&inline(why))),
        None => String::new(),
    };
    let line = |mark: &str, part: &Part| {
        format!(
            "{mark} {}{}\n",
            escaped(&inline(&part.text)),
            why(&part.why)
        )
    };
    match &item.body {
        Body::Single(options) | Body::Multiple(options) => {
            for option in options {
                out.push_str(&line(if option.key { "- [x]" } else { "- [ ]" }, option));
            }
        }
        Body::TrueFalse {
            answer,
            why_true,
            why_false,
        } => {
            for (word, is_true, reason) in [("True", true, why_true), ("False", false, why_false)] {
                let mark = if *answer == is_true { "- [x]" } else { "- [ ]" };
                let _ = writeln!(out, "{mark} {word}{}", why(reason));
            }
        }
        Body::Order(steps) => {
            for (step, n) in steps.iter().zip(1..) {
                out.push_str(&line(&format!("{n}."), step));
            }
        }
        Body::Sort { groups, cards } => {
            for (place, group) in groups.iter().enumerate() {
                let _ = writeln!(out, "- **{}**", escaped(&inline(&group.text)));
                for (card, _) in cards.iter().filter(|(_, of)| *of == place) {
                    out.push_str(&line("  -", card));
                }
            }
        }
        Body::ShortText(accept) => {
            no_reasons(item, losses);
            let list: Vec<String> = accept.iter().map(|text| escaped(&inline(text))).collect();
            let _ = writeln!(out, "Answer: {}", list.join("; or "));
        }
    }
    if let Some(explanation) = &item.explanation {
        let _ = writeln!(out, "\n> {}", escaped(explanation).replace('\n', "\n> "));
    }
    out
}

fn inline(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text whose signs are no Markdown or HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut rest = line;
        // What begins a list or a rule does so only at a line's begin.
        if let Some(after) = line.strip_prefix(['-', '+']) {
            out.push('\\');
            out.push_str(line.get(..line.len() - after.len()).unwrap_or_default());
            rest = after;
        } else {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = line.split_at(digits);
            if digits > 0 && after.starts_with(['.', ')']) {
                out.push_str(number);
                out.push('\\');
                rest = after;
            }
        }
        for c in rest.chars() {
            if matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!'
            ) {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}
