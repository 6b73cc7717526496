//! One note: its front and back.

use super::super::loss::{Loss, quoted};
use super::super::neutral::{Body, NeutralItem, Part};
use super::super::write::one_line;
use std::fmt::Write as _;

/// Between the key with its reasons and the explanation.
const RULE: &str = "---";
const ARROW: &str = " \u{2192} ";
const LETTERS: std::ops::RangeInclusive<char> = 'A'..='Z';

/// Writes a note's front and back.
pub(super) fn write(item: &NeutralItem, losses: &mut Vec<Loss>) -> (String, String) {
    let mut front = vec![item.stem.replace("\n\n", "\n")];
    let (mut key, mut reasons) = (Vec::new(), Vec::new());
    let mut says = |part: &Part| one_line(item, &part.text, losses);
    let mut because = Vec::new();
    match &item.body {
        Body::Single(options) | Body::Multiple(options) => {
            for (letter, option) in LETTERS.zip(options) {
                let line = format!("{letter}. {}", says(option));
                if option.key {
                    key.push(line.clone());
                }
                front.push(line);
                because.push((letter.to_string(), option.why.clone()));
            }
        }
        Body::TrueFalse {
            answer,
            why_true,
            why_false,
        } => {
            key.push(if *answer { "True" } else { "False" }.to_owned());
            because.push(("True".to_owned(), why_true.clone()));
            because.push(("False".to_owned(), why_false.clone()));
        }
        Body::Order(steps) => {
            for (step, n) in steps.iter().zip(1..) {
                key.push(format!("{n}. {}", says(step)));
                because.push((format!("{n}"), step.why.clone()));
            }
            // In an order that tells nothing.
            let mut mixed: Vec<String> = steps.iter().map(says).collect();
            mixed.sort();
            front.extend(mixed.into_iter().map(|step| format!("- {step}")));
        }
        Body::Sort { groups, cards } => {
            for ((card, place), n) in cards.iter().zip(1..) {
                let group = groups.get(*place).map(&mut says).unwrap_or_default();
                let card_says = says(card);
                front.push(format!("- {card_says}"));
                key.push(format!("{card_says}{ARROW}{group}"));
                because.push((format!("{n}"), card.why.clone()));
            }
        }
        Body::ShortText(accept) => {
            key.extend(accept.iter().map(|text| says(&Part::new(text))));
        }
    }
    for (label, why) in because {
        if let Some(why) = why {
            reasons.push(format!("{label}: {}", one_line(item, &why, losses)));
        }
    }
    let mut back = key.join("\n");
    if !reasons.is_empty() {
        let _ = write!(back, "\n\n{}", reasons.join("\n"));
    }
    if let Some(explanation) = &item.explanation {
        let _ = write!(back, "\n{RULE}\n{}", explanation.replace("\n\n", "\n"));
    }
    (front.join("\n"), back)
}

/// Reads a note; `kind` is empty for one of others. The error says why it makes no item.
pub(super) fn read(
    kind: &str,
    front: &str,
    back: &str,
    item: &mut NeutralItem,
) -> Result<Body, String> {
    if front.contains("{{c") {
        return gap(front, back, item);
    }
    if kind.is_empty() {
        front.clone_into(&mut item.stem);
        return Ok(Body::ShortText(vec![back.to_owned()]));
    }
    let front = lines(front);
    let mut back = lines(back).into_iter();
    let head: Vec<String> = back.by_ref().take_while(|line| line != RULE).collect();
    let explanation: Vec<String> = back.collect();
    if !explanation.is_empty() {
        item.explanation = Some(explanation.join("\n\n"));
    }
    match kind {
        "single" | "multiple" => {
            let (stem, mut options) = options(&front);
            item.stem = stem;
            let labels: Vec<String> = LETTERS.map(String::from).take(options.len()).collect();
            let lines: Vec<String> = labels
                .iter()
                .zip(&options)
                .map(|(letter, option)| format!("{letter}. {}", option.text))
                .collect();
            let number = head.iter().take_while(|line| lines.contains(line)).count();
            let (keys, whys) = with_reasons(head, number, &labels);
            for ((option, line), why) in options.iter_mut().zip(&lines).zip(whys) {
                option.key = keys.contains(line);
                option.why = why;
            }
            match Body::by_keys(options) {
                Some(Body::Single(options)) if kind == "multiple" => Ok(Body::Multiple(options)),
                Some(body) => Ok(body),
                None => Err("its back names none of its options".to_owned()),
            }
        }
        "true-false" => {
            item.stem = front.join("\n\n");
            let (keys, mut whys) = with_reasons(head, 1, &["True".to_owned(), "False".to_owned()]);
            let answer = match keys.first().map(String::as_str) {
                Some("True") => true,
                Some("False") => false,
                _ => return Err("its back is neither `True` nor `False`".to_owned()),
            };
            let why_false = whys.pop().flatten();
            Ok(Body::TrueFalse {
                answer,
                why_true: whys.pop().flatten(),
                why_false,
            })
        }
        "short-text" => {
            item.stem = front.join("\n\n");
            Ok(Body::ShortText(head))
        }
        "order" | "sort" => {
            let keeps = |line: &String| !line.starts_with("- ");
            let stem: Vec<String> = front
                .iter()
                .take_while(|line| keeps(line))
                .cloned()
                .collect();
            item.stem = stem.join("\n\n");
            let number = front.len() - stem.len();
            let labels: Vec<String> = (1..=number).map(|n| n.to_string()).collect();
            let (keys, whys) = with_reasons(head, number, &labels);
            ordered(kind, keys, whys)
        }
        other => Err(format!("the kind {} is none of pofit's", quoted(other))),
    }
}

/// The first lines, and the reasons that follow them, each by its label.
fn with_reasons(
    mut lines: Vec<String>,
    keys: usize,
    labels: &[String],
) -> (Vec<String>, Vec<Option<String>>) {
    let mut whys: Vec<Option<String>> = vec![None; labels.len()];
    for line in lines.split_off(keys.min(lines.len())) {
        if let Some((label, why)) = line.split_once(": ")
            && let Some(place) = labels.iter().position(|known| known == label)
            && let Some(slot) = whys.get_mut(place)
        {
            *slot = Some(why.to_owned());
        }
    }
    (lines, whys)
}

fn ordered(kind: &str, keys: Vec<String>, whys: Vec<Option<String>>) -> Result<Body, String> {
    let parts = keys.into_iter().zip(whys);
    if kind == "order" {
        let step = |(line, why): (String, _)| {
            let (_, text) = line.split_once(". ")?;
            Some(Part {
                why,
                ..Part::new(text)
            })
        };
        let steps: Option<Vec<Part>> = parts.map(step).collect();
        return steps
            .map(Body::Order)
            .ok_or("its back has no numbered steps".to_owned());
    }
    let card = |(line, why): (String, _)| {
        let (text, group) = line.rsplit_once(ARROW)?;
        let card = Part {
            why,
            ..Part::new(text)
        };
        Some((card, group.to_owned()))
    };
    let cards: Option<Vec<(Part, String)>> = parts.map(card).collect();
    cards
        .map(Body::sorted)
        .ok_or("its back has a card without a group".to_owned())
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(ToOwned::to_owned).collect()
}

/// The question, and the options at its end, by letter from A on.
fn options(lines: &[String]) -> (String, Vec<Part>) {
    let letter = |line: &str, letter: char| {
        let rest = line.strip_prefix(letter)?.strip_prefix(". ")?;
        Some(rest.to_owned())
    };
    // The last line that begins with A, and all after it in the order of letters.
    let start = lines.iter().rposition(|line| letter(line, 'A').is_some());
    let (stem, rest) = lines.split_at(start.unwrap_or(lines.len()));
    let found: Option<Vec<String>> = rest
        .iter()
        .zip(LETTERS)
        .map(|(line, sign)| letter(line, sign))
        .collect();
    let options = found.unwrap_or_default().into_iter().map(Part::new);
    (stem.join("\n\n"), options.collect())
}

/// A note with one gap.
fn gap(front: &str, back: &str, item: &mut NeutralItem) -> Result<Body, String> {
    front.clone_into(&mut item.stem);
    let several = || "a text with several gaps, which no kind here holds".to_owned();
    let (before, rest) = front.split_once("{{c").ok_or_else(several)?;
    let (inner, after) = rest.split_once("}}").ok_or("its gap is not closed")?;
    let (_, inner) = inner.split_once("::").ok_or("its gap has no text")?;
    if after.contains("{{c") {
        return Err(several());
    }
    let (text, hint) = inner.split_once("::").unwrap_or((inner, ""));
    let hint = if hint.is_empty() {
        String::new()
    } else {
        format!(" ({hint})")
    };
    item.stem = format!("{before}_____{hint}{after}");
    if !back.trim().is_empty() {
        item.explanation = Some(back.to_owned());
    }
    Ok(Body::ShortText(vec![text.to_owned()]))
}
