//! Writes a bank as a table.

use super::super::loss::{Exported, Unreadable};
use super::super::neutral::{Body, NeutralItem, Part};
use super::super::write::{Holds, of_bank};
use super::{FORMULA, text};
use crate::bank::Bank;

/// Writes a bank.
pub(in super::super) fn write(
    bank: &Bank,
    items: &[NeutralItem],
    separator: u8,
) -> Result<Exported, Unreadable> {
    let holds = Holds {
        ids: true,
        groups: true,
        labels: true,
        tau: true,
        ..Holds::default()
    };
    let losses = of_bank(bank, items, holds);
    let number = |item: &NeutralItem| match &item.body {
        Body::TrueFalse { .. } => 2,
        Body::ShortText(accept) => accept.len(),
        body => body.parts().len(),
    };
    let most = items.iter().map(number).max().unwrap_or_default();
    let mut header: Vec<String> = [
        "id",
        "kind",
        "topic",
        "topic_name",
        "difficulty",
        "scenario",
        "fixed_order",
        "stem",
        "key",
    ]
    .map(ToOwned::to_owned)
    .into();
    for n in 1..=most {
        header.extend(["option", "group", "why"].map(|name| format!("{name}_{n}")));
    }
    header.extend(["explanation", "sources", "faq", "ids", "groups"].map(ToOwned::to_owned));
    let mut rows = vec![header];
    rows.extend(items.iter().map(|item| row(item, most)));
    let text = text(&rows, separator)?;
    Ok(Exported { text, losses })
}

fn row(item: &NeutralItem, most: usize) -> Vec<String> {
    let flag = |holds: bool| if holds { "true" } else { "" }.to_owned();
    let some = |text: &Option<String>| text.clone().unwrap_or_default();
    let (mut key, mut groups) = (String::new(), String::new());
    let mut parts: Vec<[String; 3]> = Vec::new();
    let of_part = |part: &Part| [part.text.clone(), String::new(), some(&part.why)];
    match &item.body {
        Body::Single(options) | Body::Multiple(options) => {
            let keys = options.iter().zip(1..).filter(|(option, _)| option.key);
            let keys: Vec<String> = keys.map(|(_, n): (_, usize)| n.to_string()).collect();
            key = keys.join(";");
            parts.extend(options.iter().map(of_part));
        }
        Body::TrueFalse {
            answer,
            why_true,
            why_false,
        } => {
            key = answer.to_string();
            parts
                .extend([why_true, why_false].map(|why| [String::new(), String::new(), some(why)]));
        }
        Body::Order(steps) => parts.extend(steps.iter().map(of_part)),
        Body::Sort {
            groups: list,
            cards,
        } => {
            let line = |group: &Part| {
                let name: Vec<&str> = group.text.split_whitespace().collect();
                format!("{}: {}", some(&group.id), name.join(" "))
            };
            groups = list.iter().map(line).collect::<Vec<_>>().join("\n");
            parts.extend(cards.iter().map(|(card, place)| {
                let [text, _, why] = of_part(card);
                let group = list.get(*place).and_then(|group| group.id.clone());
                [text, group.unwrap_or_default(), why]
            }));
        }
        Body::ShortText(accept) => {
            let part = |text: &String| [text.clone(), String::new(), String::new()];
            parts.extend(accept.iter().map(part));
        }
    }
    parts.resize(most, Default::default());
    let ids: Vec<String> = item
        .body
        .parts()
        .iter()
        .filter_map(|part| part.id.clone())
        .collect();
    let mut row = vec![
        some(&item.id),
        item.body.kind().to_owned(),
        some(&item.topic_id),
        some(&item.topic),
        item.difficulty.to_string(),
        flag(item.scenario),
        flag(item.fixed_order),
        item.stem.clone(),
        key,
    ];
    row.extend(parts.into_iter().flatten());
    row.extend([
        some(&item.explanation),
        item.sources.join(" "),
        item.faq.join(" "),
        ids.join(" "),
        groups,
    ]);
    row.iter().map(|text| cell(text)).collect()
}

/// A text as a cell holds it.
pub(in super::super) fn cell(text: &str) -> String {
    let sign = if text.starts_with(FORMULA) { "'" } else { "" };
    format!("{sign}{}", text.replace("\n\n", "\n"))
}
