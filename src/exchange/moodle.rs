//! Moodle XML: all of Moodle's own types, of which pofit holds those with a key.
//!
//! Written as `multichoice`, `truefalse`, `shortanswer`, `matching` and `ordering`, texts plain, tags and
//! `idnumber` beside; docs.moodle.org, *Moodle XML format*.

mod put;

pub(super) use put::write;

use super::gift::topic_of;
use super::html;
use super::loss::{Imported, Loss, MARKDOWN, Unreadable, once, quoted};
use super::neutral::{Body, NeutralItem, Part};
use super::tags;
use super::write::{unstarred, weighed};
use super::xml::{Node, tree};
use std::collections::BTreeSet;

/// Elements that say nothing that would be missed here, at their usual values.
const USUAL: &[(&str, &str)] = &[("defaultgrade", "1"), ("hidden", "0"), ("usecase", "0")];

/// Elements of a question that are read, or whose loss is told of each question.
const UNDERSTOOD: &[&str] = &[
    "name",
    "questiontext",
    "generalfeedback",
    "idnumber",
    "tags",
    "shuffleanswers",
    "single",
    "answer",
    "subquestion",
    "defaultgrade",
    "hidden",
    "usecase",
    "correctfeedback",
    "partiallycorrectfeedback",
    "incorrectfeedback",
    "hint",
    "layouttype",
    "selecttype",
    "gradingtype",
];

/// Reads a file.
///
/// # Errors
/// What is not well-formed, or no quiz.
pub(super) fn read(text: &str) -> Result<Imported, Unreadable> {
    let root = tree(text)?;
    let Some(quiz) = root.first("quiz") else {
        return Err(Unreadable::new(1, "Moodle's XML begins with <quiz>"));
    };
    let mut found = Imported::default();
    let mut topic = None;
    let mut settings = BTreeSet::new();
    for node in quiz.all("question") {
        if found.is_full(node.line) {
            break;
        }
        let kind = node.attribute("type").unwrap_or_default();
        if kind == "category" {
            let path = node.first("category").map(Node::text);
            topic = path.and_then(|path| topic_of(&path));
            let info = node.first("info").map(Node::text).unwrap_or_default();
            if !info.trim().is_empty() {
                found
                    .losses
                    .push(Loss::at(node.line, "what a category says of itself"));
            }
            continue;
        }
        let unknown = node.nodes().map(|child| child.name.as_str());
        settings.extend(unknown.filter(|name| !UNDERSTOOD.contains(name)));
        let mut item = NeutralItem {
            line: node.line,
            topic: topic.clone(),
            ..NeutralItem::default()
        };
        match question(node, kind, &mut item, &mut found.losses) {
            Ok(body) => {
                item.body = body;
                found.items.push(item);
            }
            Err(why) => found.losses.push(Loss::of(&item, why).leaving_out()),
        }
    }
    if !settings.is_empty() {
        let list: Vec<String> = settings.into_iter().map(quoted).collect();
        let what = format!("settings that mean nothing here: {}", list.join(", "));
        found.losses.push(Loss::of_all(what));
    }
    Ok(found)
}

/// The text of a field: `<text>` in its own format.
fn field(node: &Node, item: &NeutralItem, losses: &mut Vec<Loss>) -> String {
    if node.first("file").is_some() {
        losses.push(Loss::of(item, "a file that is embedded"));
    }
    let text = node.first("text").map(Node::text).unwrap_or_default();
    match node.attribute("format") {
        Some("plain_text") => text.replace('\n', "\n\n"),
        Some("markdown") => {
            once(item, MARKDOWN, losses);
            text
        }
        _ => html::into_plain(&text, item, losses),
    }
}

fn some(node: Option<&Node>, item: &NeutralItem, losses: &mut Vec<Loss>) -> Option<String> {
    let text = field(node?, item, losses);
    (!text.trim().is_empty()).then_some(text)
}

fn question(
    node: &Node,
    kind: &str,
    item: &mut NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let text = |name: &str| {
        let found = node.first(name).map(|node| node.text().trim().to_owned());
        found.filter(|text| !text.is_empty())
    };
    item.id = text("idnumber").or_else(|| text("name"));
    if let Some(node) = node.first("questiontext") {
        item.stem = field(node, item, losses);
    }
    item.explanation = some(node.first("generalfeedback"), item, losses);
    if let Some(list) = node.first("tags") {
        let list: Vec<String> = list
            .all("tag")
            .map(|tag| tag.text().trim().to_owned())
            .collect();
        tags::take(item, list.iter().map(String::as_str), losses);
    }
    item.fixed_order |= text("shuffleanswers").is_some_and(|word| matches!(&*word, "0" | "false"))
        && matches!(kind, "multichoice");
    let body = match kind {
        "multichoice" => {
            let single = text("single").is_none_or(|word| matches!(&*word, "1" | "true"));
            let (body, lost) = weighed(answers(node, item, losses), single)?;
            losses.extend(lost.map(|what| Loss::of(item, what)));
            body
        }
        "truefalse" => true_false(answers(node, item, losses))?,
        "shortanswer" => short_text(bare_answers(node, item, losses), item, losses)?,
        "matching" => matching(node, item, losses),
        "ordering" => {
            // Each answer's fraction is its place.
            let mut steps = answers(node, item, losses);
            steps.sort_by(|(_, a), (_, b)| a.total_cmp(b));
            Body::Order(steps.into_iter().map(|(step, _)| step).collect())
        }
        other => return Err(no_kind(other)),
    };
    rest(node, item, losses);
    Ok(body)
}

/// Why a type has no kind here.
fn no_kind(name: &str) -> String {
    match name {
        "essay" => "an essay: there is no key".to_owned(),
        "description" => "a description: there is nothing to answer".to_owned(),
        "numerical" | "calculated" | "calculatedsimple" | "calculatedmulti" => {
            "a number with a tolerance, which no kind here compares".to_owned()
        }
        "cloze" | "multianswer" => "a text with several gaps, which no kind here holds".to_owned(),
        other => format!("the type {} has no kind here", quoted(other)),
    }
}

/// The answers with their fractions in percent.
fn answers(node: &Node, item: &NeutralItem, losses: &mut Vec<Loss>) -> Vec<(Part, f64)> {
    let mut found = Vec::new();
    for answer in node.all("answer") {
        let part = Part {
            why: some(answer.first("feedback"), item, losses),
            ..Part::new(field(answer, item, losses))
        };
        found.push((part, fraction(answer)));
    }
    found
}

/// A text that Moodle compares or lists as it stands, without markup.
fn bare(node: &Node) -> String {
    node.first("text").map(Node::text).unwrap_or_default()
}

/// Answers that are typed.
fn bare_answers(node: &Node, item: &NeutralItem, losses: &mut Vec<Loss>) -> Vec<(Part, f64)> {
    let mut found = Vec::new();
    for answer in node.all("answer") {
        let part = Part {
            why: some(answer.first("feedback"), item, losses),
            ..Part::new(bare(answer))
        };
        found.push((part, fraction(answer)));
    }
    found
}

/// An answer's fraction in percent; 0 where there is none.
fn fraction(answer: &Node) -> f64 {
    let fraction = answer.attribute("fraction").unwrap_or_default();
    let fraction = fraction.trim().parse::<f64>().ok();
    fraction
        .filter(|number| number.is_finite())
        .unwrap_or_default()
}

fn true_false(answers: Vec<(Part, f64)>) -> Result<Body, String> {
    let (mut key, mut why_true, mut why_false) = (None, None, None);
    for (part, fraction) in answers {
        let is_true = match part.text.trim().to_ascii_lowercase().as_str() {
            "true" => true,
            "false" => false,
            _ => return Err("its answers are not `true` and `false`".to_owned()),
        };
        if fraction > 0.0 {
            key = Some(is_true);
        }
        *(if is_true {
            &mut why_true
        } else {
            &mut why_false
        }) = part.why;
    }
    Ok(Body::TrueFalse {
        answer: key.ok_or("no answer gives full credit")?,
        why_true,
        why_false,
    })
}

fn short_text(
    answers: Vec<(Part, f64)>,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let feedback = answers
        .iter()
        .filter(|(part, _)| part.why.is_some())
        .count();
    if feedback > 0 {
        losses.push(Loss::of(
            item,
            format!("the feedback of its answers ({feedback})"),
        ));
    }
    let (right, partly): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .partition(|(_, fraction)| *fraction > 99.99);
    if !partly.is_empty() {
        let list: Vec<String> = partly.iter().map(|(part, _)| quoted(&part.text)).collect();
        let what = format!("answers that are not fully right: {}", list.join(", "));
        losses.push(Loss::of(item, what));
    }
    let (mut accept, mut wild) = (Vec::new(), false);
    for (part, _) in right {
        let (text, has_wild) = unstarred(&part.text);
        wild |= has_wild;
        accept.push(text);
    }
    if wild {
        losses.push(Loss::of(
            item,
            "that `*` stands for any text: here it is itself",
        ));
    }
    if accept.is_empty() {
        return Err("no answer gives full credit".to_owned());
    }
    Ok(Body::ShortText(accept))
}

fn matching(node: &Node, item: &NeutralItem, losses: &mut Vec<Loss>) -> Body {
    let mut pairs = Vec::new();
    let mut extra = 0;
    for pair in node.all("subquestion") {
        let card = field(pair, item, losses);
        let group = pair.first("answer").map(bare);
        if card.trim().is_empty() {
            extra += 1;
        } else {
            pairs.push((Part::new(card), group.unwrap_or_default()));
        }
    }
    if extra > 0 {
        let what = format!("answers that match nothing ({extra}): every group here has a card");
        losses.push(Loss::of(item, what));
    }
    Body::sorted(pairs)
}

/// What else a question says, and no item can.
fn rest(node: &Node, item: &NeutralItem, losses: &mut Vec<Loss>) {
    let mut lost = Vec::new();
    for (name, usual) in USUAL {
        let Some(found) = node.first(name) else {
            continue;
        };
        let text = found.text();
        let text = text.trim();
        let same = match (text.parse::<f64>(), usual.parse::<f64>()) {
            (Ok(a), Ok(b)) => (a - b).abs() < 1e-6,
            _ => text.is_empty() || text == *usual,
        };
        if !same {
            lost.push(match *name {
                "defaultgrade" => "its grade",
                "hidden" => "that it is hidden",
                _ => "that upper and lower case differ",
            });
        }
    }
    let combined = [
        "correctfeedback",
        "partiallycorrectfeedback",
        "incorrectfeedback",
    ];
    let says = |name: &&str| {
        node.first(name)
            .is_some_and(|node| !node.text().trim().is_empty())
    };
    if combined.iter().any(says) {
        lost.push("what it says to any right, partly right or wrong answer");
    }
    if node.all("hint").any(|hint| !hint.text().trim().is_empty()) {
        lost.push("its hints");
    }
    if !lost.is_empty() {
        losses.push(Loss::of(item, lost.join(", ")));
    }
}
