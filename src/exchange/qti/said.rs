//! What an item says: its question and its feedback, as text.

use super::super::html;
use super::super::loss::Loss;
use super::super::neutral::NeutralItem;
use super::super::xml::{Child, Node, escaped};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Interactions that have a kind here.
const KNOWN: [&str; 4] = [
    "choiceInteraction",
    "orderInteraction",
    "matchInteraction",
    "textEntryInteraction",
];

/// What a body says, and where it asks.
#[derive(Default)]
pub(super) struct Said<'a> {
    /// As HTML, so that all markup is treated alike.
    html: String,
    /// In the order in which they stand.
    pub(super) interactions: Vec<&'a Node>,
}

impl<'a> Said<'a> {
    pub(super) fn node(&mut self, node: &'a Node) {
        for child in &node.children {
            match child {
                Child::Text(text) => self.html.push_str(&escaped(text)),
                Child::Node(node) if node.name.ends_with("Interaction") => {
                    self.interactions.push(node);
                    if node.name == "textEntryInteraction" || !KNOWN.contains(&node.name.as_str()) {
                        self.html.push_str("_____");
                    }
                    if let Some(prompt) = node.first("prompt") {
                        self.html.push_str("<p>");
                        self.node(prompt);
                        self.html.push_str("</p>");
                    }
                }
                Child::Node(node) if is_feedback(node) || node.name == "rubricBlock" => {}
                Child::Node(node) => {
                    let name = escaped(&node.name);
                    let _ = write!(self.html, "<{name}>");
                    self.node(node);
                    let _ = write!(self.html, "</{name}>");
                }
            }
        }
    }

    pub(super) fn finish(&mut self, item: &NeutralItem, losses: &mut Vec<Loss>) -> String {
        let text = html::into_plain(&self.html, item, losses);
        // A gap at the end is only the place for the answer.
        let text = text.trim_end();
        let gap = text
            .strip_suffix("_____")
            .filter(|text| text.ends_with('\n'));
        gap.unwrap_or(text).to_owned()
    }
}

fn is_feedback(node: &Node) -> bool {
    matches!(
        node.name.as_str(),
        "feedbackInline" | "feedbackBlock" | "modalFeedback"
    )
}

/// The text of a node without its feedback.
pub(super) fn said(node: &Node, item: &NeutralItem, losses: &mut Vec<Loss>) -> String {
    let mut said = Said::default();
    said.node(node);
    said.finish(item, losses)
}

/// Reasons by the identifier that they speak of; what speaks of none is the explanation.
pub(super) fn feedback(
    node: &Node,
    interaction: &Node,
    item: &mut NeutralItem,
    losses: &mut Vec<Loss>,
) -> BTreeMap<String, String> {
    let mut known: Vec<&str> = Vec::new();
    for name in ["simpleChoice", "simpleAssociableChoice"] {
        let choices = interaction.within(name).into_iter();
        known.extend(choices.filter_map(|choice| choice.attribute("identifier")));
    }
    let mut reasons = BTreeMap::new();
    let mut others = Vec::new();
    for name in ["feedbackInline", "feedbackBlock", "modalFeedback"] {
        for feedback in node.within(name) {
            let text = said(feedback, item, losses);
            let identifier = feedback.attribute("identifier").unwrap_or_default();
            if text.trim().is_empty() {
                continue;
            }
            if known.contains(&identifier) && !reasons.contains_key(identifier) {
                reasons.insert(identifier.to_owned(), text);
            } else {
                others.push(text);
            }
        }
    }
    if !others.is_empty() {
        item.explanation = Some(others.join("\n\n"));
    }
    if node
        .within("rubricBlock")
        .iter()
        .any(|it| !it.text().trim().is_empty())
    {
        losses.push(Loss::of(item, "its notes for other readers (rubrics)"));
    }
    reasons
}
