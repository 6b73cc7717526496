//! Writes a bank as Moodle XML.

use super::super::gift::path_of;
use super::super::loss::{Exported, Loss};
use super::super::neutral::{Body, NeutralItem, Part};
use super::super::tags;
use super::super::write::{Holds, no_reasons, of_bank, starred, weights};
use super::super::xml::escaped;
use crate::bank::Bank;
use std::fmt::Write as _;

/// Writes a bank.
pub(in super::super) fn write(bank: &Bank, items: &[NeutralItem]) -> Exported {
    let holds = Holds {
        comment: true,
        labels: true,
        ..Holds::default()
    };
    let mut losses = of_bank(bank, items, holds);
    let head = &bank.head;
    let authors: Vec<&str> = head.authors.iter().map(AsRef::as_ref).collect();
    let about = format!(
        "{}, version {}; licence {}; by {}",
        head.title,
        head.version,
        head.licence,
        authors.join(", ")
    );
    // A comment must not hold two hyphens.
    let about = about.replace('-', "\u{2010}");
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {about} -->\n<quiz>\n");
    let mut topic: Option<Option<&str>> = None;
    for item in items {
        if topic != Some(item.topic.as_deref()) {
            topic = Some(item.topic.as_deref());
            let path = escaped(&path_of(item.topic.as_deref()));
            // Writing to a string does not fail.
            let _ = writeln!(
                out,
                "  <question type=\"category\">\n    <category><text>{path}</text></category>\n  \
                 </question>"
            );
        }
        one(&mut out, item, &mut losses);
    }
    out.push_str("</quiz>\n");
    Exported { text: out, losses }
}

/// An element with a plain text.
fn text(name: &str, attributes: &str, text: &str, more: &str) -> String {
    let text = escaped(&text.replace("\n\n", "\n"));
    format!("<{name}{attributes} format=\"plain_text\"><text>{text}</text>{more}</{name}>")
}

fn feedback(why: Option<&String>) -> String {
    why.map_or_else(String::new, |why| text("feedback", "", why, ""))
}

fn one(out: &mut String, item: &NeutralItem, losses: &mut Vec<Loss>) {
    let kind = match &item.body {
        Body::Single(_) | Body::Multiple(_) => "multichoice",
        Body::TrueFalse { .. } => "truefalse",
        Body::ShortText(_) => "shortanswer",
        Body::Sort { .. } => "matching",
        Body::Order(_) => "ordering",
    };
    let id = escaped(item.id.as_deref().unwrap_or_default());
    let mut lines = vec![
        format!("<name><text>{id}</text></name>"),
        text("questiontext", "", &item.stem, ""),
    ];
    lines.extend(
        item.explanation
            .as_ref()
            .map(|it| text("generalfeedback", "", it, "")),
    );
    lines.push("<defaultgrade>1</defaultgrade>".to_owned());
    lines.push(format!("<idnumber>{id}</idnumber>"));
    let shuffle = usize::from(!item.fixed_order);
    let answer = |fraction: &str, part: &Part| {
        let fraction = format!(" fraction=\"{fraction}\"");
        text(
            "answer",
            &fraction,
            &part.text,
            &feedback(part.why.as_ref()),
        )
    };
    match &item.body {
        Body::Single(options) => {
            lines.push("<single>true</single>".to_owned());
            lines.push(format!("<shuffleanswers>{shuffle}</shuffleanswers>"));
            let fraction = |option: &Part| if option.key { "100" } else { "0" };
            lines.extend(options.iter().map(|it| answer(fraction(it), it)));
        }
        Body::Multiple(options) => {
            lines.push("<single>false</single>".to_owned());
            lines.push(format!("<shuffleanswers>{shuffle}</shuffleanswers>"));
            let weighed = options.iter().zip(weights(options));
            lines.extend(weighed.map(|(it, weight)| answer(&weight, it)));
        }
        Body::TrueFalse {
            answer: key,
            why_true,
            why_false,
        } => {
            for (word, is_true, why) in [("true", true, why_true), ("false", false, why_false)] {
                let part = Part {
                    why: why.clone(),
                    ..Part::new(word)
                };
                lines.push(answer(if *key == is_true { "100" } else { "0" }, &part));
            }
        }
        Body::ShortText(accept) => {
            lines.push("<usecase>0</usecase>".to_owned());
            lines.extend(
                accept
                    .iter()
                    .map(|text| answer("100", &Part::new(starred(text)))),
            );
        }
        Body::Sort { groups, cards } => {
            no_reasons(item, losses);
            lines.push("<shuffleanswers>1</shuffleanswers>".to_owned());
            for (card, place) in cards {
                let group = escaped(Body::group(groups, *place));
                let group = format!("<answer><text>{group}</text></answer>");
                lines.push(text("subquestion", "", &card.text, &group));
            }
        }
        Body::Order(steps) => {
            no_reasons(item, losses);
            lines.push("<layouttype>VERTICAL</layouttype>".to_owned());
            lines.push("<selecttype>ALL</selecttype>".to_owned());
            lines.push("<gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype>".to_owned());
            for (n, step) in steps.iter().enumerate() {
                let fraction = format!(" fraction=\"{}\"", n + 1);
                lines.push(text("answer", &fraction, &step.text, ""));
            }
        }
    }
    let tags = tags::of(item).into_iter();
    let tags: Vec<String> = tags
        .filter(|tag| tag != "fixed-order" || !matches!(kind, "multichoice"))
        .map(|tag| format!("<tag><text>{}</text></tag>", escaped(&tag)))
        .collect();
    if !tags.is_empty() {
        lines.push(format!("<tags>{}</tags>", tags.concat()));
    }
    let _ = writeln!(
        out,
        "  <question type=\"{kind}\">\n    {}\n  </question>",
        lines.join("\n    ")
    );
}
