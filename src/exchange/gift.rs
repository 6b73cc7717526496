//! Moodle's GIFT: questions as text, blocks apart by empty lines.
//!
//! Read as Moodle reads it (docs.moodle.org, *GIFT format*): `::name::`, `[format]`, a question with its
//! answers in braces, `=` right, `~` wrong, `%n%` weights, `#` feedback, `####` general feedback, `->`
//! for matching, `//` comments with `[id:...]` and `[tag:...]`, `$CATEGORY:`, and the escapes
//! `\~ \= \# \{ \} \: \\ \n`. With any `=` among `~` one answer is asked for, without it several.

mod answers;
mod scan;

use super::loss::{Exported, Imported, Loss};
use super::neutral::{Body, NeutralItem};
use super::tags;
use super::write::{Holds, no_reasons, of_bank, starred, weights};
use crate::bank::Bank;
use scan::{Scanned, find, shown, strip};
use std::fmt::Write as _;

/// A longer block of lines is no question.
const LONGEST_BLOCK: usize = 100_000;

/// Whether a text without a telling name may be GIFT.
pub(super) fn looks_like(text: &str) -> bool {
    let begins = ["::", "//", "$CATEGORY:"];
    begins.iter().any(|sign| text.starts_with(sign))
        || (text.contains('{') && text.contains('}') && text.contains(['=', '~']))
}

/// Reads a file.
pub(super) fn read(text: &str) -> Imported {
    let mut found = Imported::default();
    let mut topic = None;
    let mut block = Block::default();
    for (n, line) in text.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            block.close(topic.as_ref(), &mut found);
            block = Block::default();
            if found.is_full(n + 1) {
                return found;
            }
        } else if let Some(comment) = trimmed.strip_prefix("//") {
            block.labels(comment);
        } else if let Some(category) = trimmed.strip_prefix("$CATEGORY:") {
            topic = topic_of(category);
        } else {
            if block.text.is_empty() {
                block.line = n + 1;
            }
            block.text.push_str(line);
            block.text.push('\n');
        }
    }
    block.close(topic.as_ref(), &mut found);
    found
}

/// The last part of a category's path that is no place of Moodle's; `//` stands for a slash.
pub(super) fn topic_of(path: &str) -> Option<String> {
    let path = path.trim().replace("//", "\u{0}");
    let last = path.rsplit('/').next().unwrap_or_default().trim();
    let is_place = last.is_empty() || last == "top" || last.starts_with('$');
    (!is_place).then(|| last.replace('\u{0}', "/"))
}

/// The path of a topic.
pub(super) fn path_of(topic: Option<&str>) -> String {
    match topic {
        Some(name) => format!("$course$/top/{}", name.replace('/', "//")),
        None => "$course$/top".to_owned(),
    }
}

#[derive(Default)]
struct Block {
    line: usize,
    text: String,
    id: Option<String>,
    tags: Vec<String>,
}

impl Block {
    /// Takes `[id:...]` and `[tag:...]` from a comment.
    fn labels(&mut self, comment: &str) {
        let mut rest = comment;
        while let Some((_, from)) = rest.split_once('[') {
            let Some((label, after)) = from.split_once(']') else {
                break;
            };
            if let Some(id) = label.strip_prefix("id:") {
                self.id.get_or_insert_with(|| id.trim().to_owned());
            } else if let Some(tag) = label.strip_prefix("tag:") {
                self.tags.push(tag.trim().to_owned());
            }
            rest = after;
        }
    }

    fn close(&mut self, topic: Option<&String>, found: &mut Imported) {
        if self.text.trim().is_empty() {
            return;
        }
        let mut item = NeutralItem {
            line: self.line,
            id: self.id.take(),
            topic: topic.cloned(),
            ..NeutralItem::default()
        };
        if self.text.len() > LONGEST_BLOCK {
            item.stem = self.text.chars().take(80).collect();
            let what = "more lines without an empty one between than any question has";
            found.losses.push(Loss::of(&item, what).leaving_out());
            return;
        }
        let is_order = self.tags.iter().any(|tag| tag == tags::ORDER);
        let others = self.tags.iter().filter(|tag| *tag != tags::ORDER);
        tags::take(&mut item, others.map(String::as_str), &mut found.losses);
        match question(&self.text, &mut item, &mut found.losses) {
            Ok(body) => {
                item.body = if is_order {
                    tags::unfold_order(body)
                } else {
                    body
                };
                found.items.push(item);
            }
            Err(why) => found.losses.push(Loss::of(&item, why).leaving_out()),
        }
    }
}

/// Reads one question into `item`; the error says why there is none.
fn question(text: &str, item: &mut NeutralItem, losses: &mut Vec<Loss>) -> Result<Body, String> {
    let scanned = Scanned::new(text);
    let mut rest = strip(&scanned.signs);
    if let [a, b, after @ ..] = rest
        && a.is(':')
        && b.is(':')
        && let Some(end) = find(after, "::")
    {
        let (name, after) = after.split_at(end);
        let name = shown(name);
        if !name.trim().is_empty() {
            item.id.get_or_insert(name.trim().to_owned());
        }
        rest = strip(after.get(2..).unwrap_or_default());
    }
    let format = answers::format_of(&mut rest);
    let reads = answers::Reads { format };
    let open = find(rest, "{");
    let (before, body, after) = match open.map(|open| rest.split_at(open)) {
        None => (rest, None, rest.get(rest.len()..).unwrap_or_default()),
        Some((before, from)) => match find(from, "}") {
            None => {
                item.stem = reads.text(before, item, losses);
                return Err("its answers have no closing brace `}`".to_owned());
            }
            Some(close) => {
                let (body, after) = from.split_at(close);
                let (body, after) = (body.get(1..), after.get(1..).unwrap_or_default());
                (before, Some(body.unwrap_or_default()), after)
            }
        },
    };
    let mut stem = shown(before);
    let after = shown(after);
    if !after.trim().is_empty() {
        stem.push_str(if stem.ends_with(char::is_whitespace) || stem.is_empty() {
            "_____"
        } else {
            " _____"
        });
        stem.push_str(&after);
    }
    // As it is named while it is read.
    item.stem.clone_from(&stem);
    item.stem = reads.string(&stem, item, losses);
    let Some(body) = body else {
        return Err("a description: there is nothing to answer".to_owned());
    };
    let (body, general) = match find(body, "####") {
        Some(at) => (body.get(..at), body.get(at + 4..)),
        None => (Some(body), None),
    };
    item.explanation = general
        .map(|general| reads.text(general, item, losses))
        .filter(|text| !text.trim().is_empty());
    answers::body(strip(body.unwrap_or_default()), &reads, item, losses)
}

/// Writes a bank.
pub(super) fn write(bank: &Bank, items: &[NeutralItem]) -> Exported {
    let holds = Holds {
        comment: true,
        labels: true,
        ..Holds::default()
    };
    let mut losses = of_bank(bank, items, holds);
    let head = &bank.head;
    let mut text = String::new();
    let authors: Vec<&str> = head.authors.iter().map(AsRef::as_ref).collect();
    for line in [
        format!("{}, version {}", head.title, head.version),
        format!("Licence: {}; by {}", head.licence, authors.join(", ")),
    ] {
        let _ = writeln!(text, "// {}", line.replace(['\n', '[', ']'], " "));
    }
    let mut topic: Option<Option<&str>> = None;
    for item in items {
        if topic != Some(item.topic.as_deref()) {
            topic = Some(item.topic.as_deref());
            let _ = writeln!(text, "\n$CATEGORY: {}", path_of(item.topic.as_deref()));
        }
        text.push('\n');
        text.push_str(&block(item, &mut losses));
    }
    Exported { text, losses }
}

fn block(item: &NeutralItem, losses: &mut Vec<Loss>) -> String {
    let mut labels: Vec<String> = item.id.iter().map(|id| format!("[id:{id}]")).collect();
    if matches!(item.body, Body::Order(_)) {
        labels.push(format!("[tag:{}]", tags::ORDER));
    }
    labels.extend(tags::of(item).into_iter().map(|tag| format!("[tag:{tag}]")));
    let mut text = format!("// {}\n", labels.join(" "));
    let id = item.id.as_deref().unwrap_or_default();
    let _ = writeln!(text, "::{}::[plain]{} {{", escaped(id), escaped(&item.stem));
    let feedback = |why: &Option<String>| match why {
        Some(why) => format!("#{}", escaped(why)),
        None => String::new(),
    };
    match &item.body {
        Body::Single(options) => {
            for option in options {
                let sign = if option.key { '=' } else { '~' };
                let weight = match (starts_like_a_weight(&option.text), option.key) {
                    (false, _) => "",
                    (true, true) => "%100%",
                    (true, false) => "%0%",
                };
                let said = answer(&option.text);
                let _ = writeln!(text, "{sign}{weight}{said}{}", feedback(&option.why));
            }
        }
        Body::Multiple(options) => {
            for (option, weight) in options.iter().zip(weights(options)) {
                let said = answer(&option.text);
                let _ = writeln!(text, "~%{weight}%{said}{}", feedback(&option.why));
            }
        }
        Body::TrueFalse {
            answer,
            why_true,
            why_false,
        } => {
            let (word, wrong, right) = if *answer {
                ("TRUE", why_false, why_true)
            } else {
                ("FALSE", why_true, why_false)
            };
            let wrong = wrong.as_deref().map(escaped).unwrap_or_default();
            let _ = writeln!(text, "{word}#{wrong}{}", feedback(right));
        }
        Body::Order(steps) => {
            no_reasons(item, losses);
            for (n, step) in steps.iter().enumerate() {
                let step = without_arrow(item, &step.text, losses);
                let _ = writeln!(text, "={} -> {}", answer(&step), n + 1);
            }
        }
        Body::Sort { groups, cards } => {
            no_reasons(item, losses);
            for (card, place) in cards {
                let card = without_arrow(item, &card.text, losses);
                let group = escaped(Body::group(groups, *place));
                let _ = writeln!(text, "={} -> {group}", answer(&card));
            }
        }
        Body::ShortText(accept) => {
            for accepted in accept {
                let accepted = without_arrow(item, &starred(accepted), losses);
                let weight = if starts_like_a_weight(&accepted) {
                    "%100%"
                } else {
                    ""
                };
                let _ = writeln!(text, "={weight}{}", answer(&accepted));
            }
        }
    }
    if let Some(explanation) = &item.explanation {
        let _ = writeln!(text, "####{}", escaped(explanation));
    }
    text.push_str("}\n");
    text
}

fn starts_like_a_weight(text: &str) -> bool {
    text.starts_with('%')
}

/// An answer's text; one that begins like a format is told to be plain.
fn answer(text: &str) -> String {
    let format = if text.starts_with('[') { "[plain]" } else { "" };
    format!("{format}{}", escaped(text))
}

/// `->` would part a matching; it cannot be escaped.
fn without_arrow(item: &NeutralItem, text: &str, losses: &mut Vec<Loss>) -> String {
    if text.contains("->") {
        losses.push(Loss::of(
            item,
            "`->` in an answer, which GIFT takes for a match: \u{2192} stands there",
        ));
    }
    text.replace("->", "\u{2192}")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let folded = text.replace("\n\n", "\n");
    for c in folded.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_of_a_category_is_the_topic() {
        assert_eq!(
            topic_of(" $course$/top/Maths/Sums").as_deref(),
            Some("Sums")
        );
        assert_eq!(topic_of("$course$/top/In//out").as_deref(), Some("In/out"));
        assert_eq!(topic_of("$course$/top"), None);
        assert_eq!(topic_of(&path_of(Some("a/b"))).as_deref(), Some("a/b"));
    }
}
