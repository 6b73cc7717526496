//! QTI: one item of IMS QTI 2.1 (2.x) or 1EdTech QTI 3.0 (imsglobal.org/question).
//!
//! Read are `choiceInteraction`, `orderInteraction`, `matchInteraction` and `textEntryInteraction`, one an
//! item. An item in a package or a test has to be unpacked first. Names of 3.0 are read as those of 2.1.

mod put;
mod said;

pub(super) use put::{Version, write};

use super::loss::{Imported, Loss, Unreadable, quoted};
use super::neutral::{Body, NeutralItem, Part};
use super::xml::{Node, tree};
use said::{Said, feedback, said};
use std::collections::BTreeMap;

/// Credits are the same within this.
const SAME: f64 = 1e-3;

/// More options or answers are no item; each is looked for among the others.
const MOST: usize = 200;

/// Reads an item.
///
/// # Errors
/// What is not well-formed, or no single item.
pub(super) fn read(text: &str) -> Result<Imported, Unreadable> {
    let root = tree(text)?;
    let Some(node) = root.first("assessmentItem") else {
        return Err(Unreadable::new(
            1,
            "this is no single QTI item: it begins with <assessmentItem> or <qti-assessment-item>; \
             a package has each of its items in a file of its own",
        ));
    };
    let mut found = Imported::default();
    let mut item = NeutralItem {
        line: node.line,
        id: node
            .attribute("identifier")
            .or_else(|| node.attribute("title"))
            .map(|id| id.trim_start_matches('_').to_owned()),
        ..NeutralItem::default()
    };
    match one(node, &mut item, &mut found.losses) {
        Ok(body) => {
            item.body = body;
            found.items.push(item);
        }
        Err(why) => found.losses.push(Loss::of(&item, why).leaving_out()),
    }
    Ok(found)
}

fn one(node: &Node, item: &mut NeutralItem, losses: &mut Vec<Loss>) -> Result<Body, String> {
    let body = node.first("itemBody").ok_or("it has no body")?;
    let mut said = Said::default();
    said.node(body);
    item.stem = said.finish(item, losses);
    let mut interactions = said.interactions;
    let Some(interaction) = interactions.pop() else {
        return Err("there is nothing to answer".to_owned());
    };
    if !interactions.is_empty() {
        let n = interactions.len() + 1;
        return Err(format!(
            "it asks {n} things at once, which no kind here holds"
        ));
    }
    if node.attribute("adaptive") == Some("true") || node.first("templateDeclaration").is_some() {
        losses.push(Loss::of(
            item,
            "that it changes with the answers or is made from a template",
        ));
    }
    beside(node, item, losses);
    let name = interaction
        .attribute("responseIdentifier")
        .unwrap_or("RESPONSE");
    let declared = node
        .all("responseDeclaration")
        .find(|it| it.attribute("identifier") == Some(name));
    let response = declared.map(Response::of).unwrap_or_default();
    item.fixed_order = interaction.attribute("shuffle") == Some("false")
        && interaction.name == "choiceInteraction";
    let choices = |name: &str| interaction.within(name).len();
    let n = choices("simpleChoice") + choices("simpleAssociableChoice");
    if n.max(response.correct.len()).max(response.mapped.len()) > MOST {
        return Err(format!("it has more than {MOST} options or answers"));
    }
    let reasons = feedback(node, interaction, item, losses);
    match interaction.name.as_str() {
        "choiceInteraction" => choice(interaction, &response, &reasons, item, losses),
        "orderInteraction" => order(interaction, &response, &reasons, item, losses),
        "matchInteraction" => matching(interaction, &response, &reasons, item, losses),
        "textEntryInteraction" => short_text(&response, item, losses),
        other => Err(format!(
            "the interaction {} has no kind here",
            quoted(other)
        )),
    }
}

/// What an item has beside its question that has no place here.
fn beside(node: &Node, item: &NeutralItem, losses: &mut Vec<Loss>) {
    const READ: [&str; 5] = [
        "responseDeclaration",
        "outcomeDeclaration",
        "itemBody",
        "responseProcessing",
        "modalFeedback",
    ];
    /// Of these, a key's, a mapping's and a feedback's usual processing is made.
    const USUAL: [&str; 10] = [
        "responseProcessing",
        "setOutcomeValue",
        "mapResponse",
        "variable",
        "match",
        "correct",
        "responseCondition",
        "responseIf",
        "responseElse",
        "baseValue",
    ];
    let mut others: Vec<&str> = node.nodes().map(|node| node.name.as_str()).collect();
    others.retain(|name| !READ.contains(name));
    others.dedup();
    if !others.is_empty() {
        let others: Vec<String> = others.into_iter().map(quoted).collect();
        let what = format!("what it has beside its question: {}", others.join(", "));
        losses.push(Loss::of(item, what));
    }
    let mut open: Vec<&Node> = node.all("responseProcessing").collect();
    while let Some(step) = open.pop() {
        if !USUAL.contains(&step.name.as_str()) {
            let what = format!("its own rules of scoring ({})", quoted(&step.name));
            losses.push(Loss::of(item, what));
            break;
        }
        open.extend(step.nodes());
    }
}

/// A response's key and credits.
#[derive(Default)]
struct Response {
    correct: Vec<String>,
    /// The credit of each value, where the item says it.
    mapped: Vec<(String, f64)>,
    case: bool,
    is_single: bool,
}

impl Response {
    fn of(node: &Node) -> Self {
        let correct = node.first("correctResponse");
        let values = correct.into_iter().flat_map(|it| it.all("value"));
        let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut response = Self {
            correct: values.map(|value| words(value.text())).collect(),
            is_single: node.attribute("cardinality") == Some("single"),
            ..Self::default()
        };
        for entry in node.within("mapEntry") {
            let value = entry.attribute("mappedValue").unwrap_or_default();
            if let (Some(key), Ok(value)) = (entry.attribute("mapKey"), value.trim().parse()) {
                response.mapped.push((words(key.to_owned()), value));
                response.case |= entry.attribute("caseSensitive").unwrap_or("true") == "true";
            }
        }
        if response.correct.is_empty() {
            let keys = response.mapped.iter().filter(|(_, value)| *value > 0.0);
            response.correct = keys.map(|(key, _)| key.clone()).collect();
        }
        response
    }
}

impl Response {
    /// What a value is worth; 0 where the item does not say.
    fn credit(&self, value: &str) -> f64 {
        let found = self.mapped.iter().find(|(key, _)| key == value);
        found.map_or(0.0, |(_, credit)| *credit)
    }
}

fn parts(
    node: &Node,
    name: &str,
    reasons: &BTreeMap<String, String>,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Vec<(String, Part)> {
    node.all(name)
        .map(|choice| {
            let id = choice.attribute("identifier").unwrap_or_default();
            let part = Part {
                id: Some(own(id)),
                why: reasons.get(id).cloned(),
                ..Part::new(said(choice, item, losses))
            };
            (id.to_owned(), part)
        })
        .collect()
}

/// An identifier as the id that it was made of.
fn own(id: &str) -> String {
    let bare = ["C_", "G_", "_"]
        .into_iter()
        .find_map(|sign| id.strip_prefix(sign));
    bare.unwrap_or(id).to_owned()
}

fn choice(
    node: &Node,
    response: &Response,
    reasons: &BTreeMap<String, String>,
    item: &mut NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let mut options = parts(node, "simpleChoice", reasons, item, losses);
    for (id, option) in &mut options {
        option.key = response.correct.contains(id);
    }
    let ids: Vec<&str> = options.iter().map(|(id, _)| id.as_str()).collect();
    let said: Vec<String> = options
        .iter()
        .map(|(_, it)| it.text.trim().to_lowercase())
        .collect();
    if ids == ["true", "false"] && said == ["true", "false"] {
        let mut options = options.into_iter().map(|(_, option)| option);
        let (yes, no) = (options.next(), options.next());
        item.fixed_order = false;
        return match (yes, no) {
            (Some(yes), Some(no)) if yes.key != no.key => Ok(Body::TrueFalse {
                answer: yes.key,
                why_true: yes.why,
                why_false: no.why,
            }),
            _ => Err("it has no key".to_owned()),
        };
    }
    let single = response.is_single || node.attribute("maxChoices") == Some("1");
    if !response.mapped.is_empty() {
        let keys = options.iter().filter(|(_, option)| option.key).count();
        let of = |n: usize| 1.0 / f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX));
        let is_ours = options.iter().all(|(id, option)| {
            let ours = match (option.key, single) {
                (true, _) => of(keys),
                (false, true) => 0.0,
                (false, false) => -of(options.len() - keys),
            };
            (response.credit(id) - ours).abs() < SAME
        });
        if !is_ours {
            losses.push(Loss::of(
                item,
                "the credits of its options, which are others here",
            ));
        }
    }
    let options: Vec<Part> = options.into_iter().map(|(_, option)| option).collect();
    match Body::by_keys(options) {
        Some(Body::Single(options)) if !single => Ok(Body::Multiple(options)),
        Some(body) => Ok(body),
        None => Err("it has no key".to_owned()),
    }
}

fn order(
    node: &Node,
    response: &Response,
    reasons: &BTreeMap<String, String>,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let steps = parts(node, "simpleChoice", reasons, item, losses);
    let place = |id: &str| response.correct.iter().position(|known| known == id);
    let placed: Option<Vec<(usize, Part)>> = steps
        .into_iter()
        .map(|(id, step)| Some((place(&id)?, step)))
        .collect();
    let mut placed = placed.ok_or("its key does not name every step")?;
    placed.sort_by_key(|(place, _)| *place);
    Ok(Body::Order(
        placed.into_iter().map(|(_, step)| step).collect(),
    ))
}

fn matching(
    node: &Node,
    response: &Response,
    reasons: &BTreeMap<String, String>,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let mut sets = node.all("simpleMatchSet");
    let (Some(cards), Some(groups)) = (sets.next(), sets.next()) else {
        return Err("it has no two sets to match".to_owned());
    };
    let name = "simpleAssociableChoice";
    let cards = parts(cards, name, reasons, item, losses);
    let groups = parts(groups, name, reasons, item, losses);
    let mut placed = Vec::new();
    for (id, card) in cards {
        let mut of: Vec<usize> = Vec::new();
        for pair in &response.correct {
            if let Some((left, right)) = pair.split_once(' ')
                && left == id
            {
                of.extend(groups.iter().position(|(group, _)| group == right));
            }
        }
        match of.as_slice() {
            [group] => placed.push((card, *group)),
            [] => return Err("its key leaves a card without a group".to_owned()),
            _ => {
                return Err("a card belongs to several groups, which no kind here holds".to_owned());
            }
        }
    }
    // Each card counts alike here, and a wrong group costs nothing.
    let (keys, others): (Vec<_>, Vec<_>) = response
        .mapped
        .iter()
        .partition(|(pair, _)| response.correct.contains(pair));
    let first = keys.first().map(|(_, credit)| *credit);
    let alike = |(_, credit): &&(String, f64)| first.is_some_and(|one| (credit - one).abs() < SAME);
    if !keys.iter().all(alike) || others.iter().any(|(_, credit)| credit.abs() > SAME) {
        let what = "the credits of its pairs, which are others here";
        losses.push(Loss::of(item, what));
    }
    let groups = groups.into_iter().map(|(_, group)| group).collect();
    Ok(Body::Sort {
        groups,
        cards: placed,
    })
}

fn short_text(
    response: &Response,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let mut accept = response.correct.clone();
    let full = |value: f64| value > 1.0 - SAME;
    for (text, value) in &response.mapped {
        if full(*value) && !accept.contains(text) {
            accept.push(text.clone());
        } else if !full(*value) && *value > 0.0 && !response.correct.contains(text) {
            let text = quoted(text);
            let what = format!("answers that are not fully right: {text}");
            losses.push(Loss::of(item, what));
        }
    }
    if response.case {
        losses.push(Loss::of(item, "that upper and lower case differ"));
    }
    if accept.is_empty() {
        return Err("it has no key".to_owned());
    }
    Ok(Body::ShortText(accept))
}
