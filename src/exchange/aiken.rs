//! Aiken: single choices in plain lines, by letter (docs.moodle.org, *Aiken format*).
//!
//! A question on one line, options as `A. text` or `A) text`, then `ANSWER: A`. Nothing else fits in.

use super::loss::{Exported, Imported, Loss};
use super::neutral::{Body, NeutralItem, Part};
use super::write::{no_reasons, one_line};

/// Options have one letter each.
const MOST: usize = 26;

/// Whether a text without a telling name is Aiken.
pub(super) fn looks_like(text: &str) -> bool {
    text.lines().any(|line| key(line.trim()).is_some())
        && text.lines().any(|line| option(line.trim()).is_some())
}

/// The letter and the text of an option's line.
fn option(line: &str) -> Option<(char, &str)> {
    let mut chars = line.chars();
    let letter = chars.next().filter(char::is_ascii_uppercase)?;
    let rest = chars.as_str().strip_prefix(['.', ')'])?;
    rest.starts_with(char::is_whitespace)
        .then(|| (letter, rest.trim()))
}

fn key(line: &str) -> Option<&str> {
    line.strip_prefix("ANSWER:").map(str::trim)
}

/// Reads a file.
pub(super) fn read(text: &str) -> Imported {
    let mut found = Imported::default();
    let mut item = NeutralItem::default();
    let mut options: Vec<(char, Part)> = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if found.is_full(n + 1) {
            return found;
        }
        if item.line == 0 {
            item.line = n + 1;
        }
        if let Some(key) = key(line) {
            let whole = std::mem::take(&mut item);
            close(whole, std::mem::take(&mut options), key, &mut found);
        } else if let Some((letter, text)) = option(line)
            && !item.stem.is_empty()
        {
            options.push((letter, Part::new(text)));
        } else if options.is_empty() {
            if !item.stem.is_empty() {
                item.stem.push('\n');
            }
            item.stem.push_str(line);
        } else {
            let lost = std::mem::replace(
                &mut item,
                NeutralItem {
                    line: n + 1,
                    stem: line.to_owned(),
                    ..NeutralItem::default()
                },
            );
            options.clear();
            let what = "there is no line `ANSWER:` after its options";
            found.losses.push(Loss::of(&lost, what).leaving_out());
        }
    }
    if item.line > 0 {
        let what = "there is no line `ANSWER:` after it";
        found.losses.push(Loss::of(&item, what).leaving_out());
    }
    found
}

fn close(mut item: NeutralItem, mut options: Vec<(char, Part)>, key: &str, found: &mut Imported) {
    for (letter, option) in &mut options {
        option.key = key.len() == 1 && key.starts_with(*letter);
    }
    let options: Vec<Part> = options.into_iter().map(|(_, option)| option).collect();
    let Some(body) = Body::by_keys(options) else {
        let key = super::loss::quoted(key);
        let what = format!("its answer {key} is none of its options");
        found.losses.push(Loss::of(&item, what).leaving_out());
        return;
    };
    item.body = body;
    found.items.push(item);
}

/// Writes what fits.
pub(super) fn write(items: &[NeutralItem]) -> Exported {
    let mut out = Exported::default();
    out.losses.push(Loss::of_all(
        "everything but questions, options and keys: ids, topics, difficulty, sources, and what the \
         bank says of itself",
    ));
    for item in items {
        let options = match &item.body {
            Body::Single(options) => options.clone(),
            Body::TrueFalse { answer, .. } => {
                let what = "that it is true or false: it becomes a single choice";
                out.losses.push(Loss::of(item, what));
                [("True", true), ("False", false)]
                    .map(|(word, is_true)| Part {
                        key: is_true == *answer,
                        ..Part::new(word)
                    })
                    .into()
            }
            other => {
                let what = format!("Aiken has no {}", other.kind());
                out.losses.push(Loss::of(item, what).leaving_out());
                continue;
            }
        };
        let stem = one_line(item, &item.stem, &mut out.losses);
        if key(&stem).is_some() || options.len() > MOST {
            let what = "it reads like an answer, or has more options than letters";
            out.losses.push(Loss::of(item, what).leaving_out());
            continue;
        }
        no_reasons(item, &mut out.losses);
        if item.explanation.is_some() {
            out.losses.push(Loss::of(item, "its explanation"));
        }
        let mut key = 'A';
        let mut lines = vec![stem];
        for (letter, option) in ('A'..='Z').zip(&options) {
            if option.key {
                key = letter;
            }
            let text = one_line(item, &option.text, &mut out.losses);
            lines.push(format!("{letter}. {text}"));
        }
        lines.push(format!("ANSWER: {key}\n\n"));
        out.text.push_str(&lines.join("\n"));
    }
    out
}
