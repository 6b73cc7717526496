//! The coverage room: what a bank covers, and what in it gives answers away or is missing.
//!
//! It owns the counts over a whole bank and the checks that no single item can fail: blueprint,
//! balance, reading level, tell-tale keys. What one item must be is the validator's, in `bank`. It
//! must not know of files or screens.

mod assessment;
mod hints;
mod reading;

pub use reading::grade;

use crate::bank::{Bank, Difficulty, Handbook, Item, Kind, Subject};
use std::collections::BTreeSet;
use std::fmt::Write;

/// What a bank covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// A table in Markdown, for people.
    pub table: String,
    /// What falls short, a sentence each; empty when all is well.
    pub faults: Vec<String>,
}

/// The kinds of quiz items in the table's order.
const KINDS: [&str; 6] = [
    "single choice",
    "multiple choice",
    "true or false",
    "put in order",
    "sort into groups",
    "short text",
];

/// Counts and checks a bank.
pub fn coverage(bank: &Bank) -> Coverage {
    match &bank.subject {
        Subject::Assessment(frame) => assessment::coverage(bank, frame),
        Subject::Quiz { .. } => quiz(bank),
    }
}

/// The article's questions that no item of the quizzes tests.
pub fn untested(handbook: &Handbook, quizzes: &[&Bank]) -> Vec<String> {
    let tested: BTreeSet<_> = quizzes
        .iter()
        .flat_map(|bank| &bank.items)
        .flat_map(|item| &item.faq)
        .collect();
    let questions = handbook.questions.iter();
    questions
        .filter(|question| !tested.contains(&question.id))
        .map(|question| format!("no item tests the question `{}`", question.id))
        .collect()
}

fn quiz(bank: &Bank) -> Coverage {
    let mut table = format!("**{}**\n\n", bank.head.title);
    table.push_str(
        "| topic | items | single | multiple | true/false | order | sort | short text | level 1 | \
         level 2 | level 3 | scenarios | sources |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let mut faults = Vec::new();
    for topic in bank.topics() {
        let items: Vec<&Item> = bank
            .items
            .iter()
            .filter(|item| item.topic.as_ref() == Some(&topic.id))
            .collect();
        if let Some(planned) = topic.planned
            && items.len() < usize::from(planned)
        {
            faults.push(format!(
                "topic `{}` has {} items; its blueprint plans {planned}",
                topic.id,
                items.len()
            ));
        }
        row(&mut table, topic.name.as_str(), &items);
    }
    let all: Vec<&Item> = bank.items.iter().collect();
    row(&mut table, "all", &all);
    for item in &bank.items {
        if item.sources.is_empty() {
            faults.push(format!("item `{}` has no source", item.id));
        }
        if item.topic.is_none() && !bank.topics().is_empty() {
            faults.push(format!("item `{}` has no topic", item.id));
        }
    }
    faults.extend(hints::faults(bank));
    Coverage { table, faults }
}

fn row(table: &mut String, name: &str, items: &[&Item]) {
    let count = |wanted: &dyn Fn(&Item) -> bool| items.iter().filter(|item| wanted(item)).count();
    let _ = write!(table, "| {name} | {} |", items.len());
    for kind in KINDS {
        let _ = write!(table, " {} |", count(&|item| item.kind.name() == kind));
    }
    for level in [Difficulty::Recall, Difficulty::Apply, Difficulty::Judge] {
        let _ = write!(table, " {} |", count(&|item| item.difficulty == level));
    }
    let sources: BTreeSet<_> = items.iter().flat_map(|item| &item.sources).collect();
    let scenarios = count(&|item| item.scenario);
    let _ = writeln!(table, " {scenarios} | {} |", sources.len());
}

/// Options of a choice with whether each is a key; empty for other kinds and for true or false,
/// whose options say nothing.
fn options(item: &Item) -> Vec<(&str, bool, bool)> {
    match &item.kind {
        Kind::Single(options) | Kind::Multiple(options) => options
            .iter()
            .map(|option| (option.text.as_str(), option.key, option.why.is_some()))
            .collect(),
        _ => Vec::new(),
    }
}
