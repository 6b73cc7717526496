//! Items as TOML, laid out as the built-in banks are.

use super::super::neutral::{Body, NeutralItem, Part};
use super::Topic;
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value, value};

/// Lines of a long text are broken at this many characters.
const WIDTH: usize = 100;

/// A bank's text; texts are clean, ids are slugs.
pub(super) fn bank<'a>(
    (id, title): &(String, String),
    topics: &[Topic],
    items: impl Iterator<Item = (&'a NeutralItem, Option<&'a Topic>)>,
) -> String {
    let mut head = Table::new();
    put(&mut head, "id", id);
    put(&mut head, "kind", "quiz");
    put(&mut head, "title", title);
    let mut bank = DocumentMut::new();
    bank.insert("bank", Item::Table(head));
    let topics = topics.iter().map(|(id, name)| {
        let mut table = Table::new();
        put(&mut table, "id", id);
        put(&mut table, "name", name);
        table
    });
    tables(&mut bank, "topic", topics);
    let mut text = bank.to_string();
    // One by one: a document of all items takes far more room than their text.
    for (it, topic) in items {
        let mut one = DocumentMut::new();
        tables(&mut one, "item", std::iter::once(item(it, topic)));
        text.push('\n');
        text.push_str(&one.to_string());
    }
    text
}

fn tables(parent: &mut Table, key: &str, list: impl Iterator<Item = Table>) {
    let list: ArrayOfTables = list.collect();
    if !list.is_empty() {
        parent.insert(key, Item::ArrayOfTables(list));
    }
}

fn put(table: &mut Table, key: &str, text: &str) {
    table.insert(key, Item::Value(string(text)));
}

fn strings(table: &mut Table, key: &str, list: &[String]) {
    if !list.is_empty() {
        let list: Array = list.iter().map(|text| string(text)).collect();
        table.insert(key, value(list));
    }
}

fn item(item: &NeutralItem, topic: Option<&Topic>) -> Table {
    let mut table = Table::new();
    put(&mut table, "id", item.id.as_deref().unwrap_or_default());
    put(&mut table, "kind", item.body.kind());
    put(&mut table, "stem", &item.stem);
    if let Some((id, _)) = topic {
        put(&mut table, "topic", id);
    }
    if (2..=3).contains(&item.difficulty) {
        table.insert("difficulty", value(i64::from(item.difficulty)));
    }
    for (key, holds) in [
        ("scenario", item.scenario),
        ("fixed_order", item.fixed_order),
    ] {
        if holds {
            table.insert(key, value(true));
        }
    }
    strings(&mut table, "sources", &item.sources);
    strings(&mut table, "faq", &item.faq);
    if let Some(explanation) = &item.explanation {
        put(&mut table, "explanation", explanation);
    }
    match &item.body {
        Body::Single(options) | Body::Multiple(options) => {
            tables(
                &mut table,
                "option",
                options.iter().map(|it| part(it, "text")),
            );
        }
        Body::TrueFalse {
            answer,
            why_true,
            why_false,
        } => {
            table.insert("answer", value(*answer));
            for (key, why) in [("why_true", why_true), ("why_false", why_false)] {
                if let Some(why) = why {
                    put(&mut table, key, why);
                }
            }
        }
        Body::Order(steps) => {
            tables(&mut table, "step", steps.iter().map(|it| part(it, "text")));
        }
        Body::Sort { groups, cards } => {
            tables(
                &mut table,
                "group",
                groups.iter().map(|it| part(it, "name")),
            );
            let cards = cards.iter().map(|(card, place)| {
                let mut table = part(card, "text");
                let group = groups.get(*place).and_then(|group| group.id.as_deref());
                put(&mut table, "group", group.unwrap_or_default());
                table
            });
            tables(&mut table, "card", cards);
        }
        Body::ShortText(accept) => {
            let list: Array = accept.iter().map(|text| string(text)).collect();
            table.insert("accept", value(list));
        }
    }
    table
}

fn part(part: &Part, says: &str) -> Table {
    let mut table = Table::new();
    put(&mut table, "id", part.id.as_deref().unwrap_or_default());
    put(&mut table, says, &part.text);
    if part.key {
        table.insert("key", value(true));
    }
    if let Some(why) = &part.why {
        put(&mut table, "why", why);
    }
    table
}

/// A short text as it is, a long one over several lines that read as one.
fn string(text: &str) -> Value {
    if text.chars().count() <= WIDTH && !text.contains('\n') {
        return Value::from(text);
    }
    let mut out = String::from("\"\"\"\\\n");
    for (n, paragraph) in text.split('\n').enumerate() {
        if n > 0 {
            // The empty line that parts paragraphs.
            out.push_str("\\n\\n\\\n");
        }
        let mut column = 0;
        for word in paragraph.split(' ') {
            let word = word.replace('\\', "\\\\").replace('"', "\\\"");
            let width = word.chars().count();
            if column > 0 && column + width >= WIDTH {
                out.push_str(" \\\n");
                column = 0;
            } else if column > 0 {
                out.push(' ');
            }
            out.push_str(&word);
            column += width + 1;
        }
        out.push_str("\\\n");
    }
    out.push_str("\"\"\"");
    // A text that TOML would not take back in this form is written in its plainest.
    out.parse()
        .unwrap_or_else(|_| Value::from(text.replace('\n', "\n\n")))
}
