//! An answer in a cell of a table, as it would stand in JSON.

use crate::bank::{Item, Kind};
use serde_json::{Map, Value};

/// What parts a list in a cell; ids have none of these.
const BETWEEN: [char; 5] = [' ', ',', ';', '|', '+'];
/// Nothing ticked, since an empty cell is a skipped item.
const NOTHING: &str = "-";

/// The value that a cell's text means for an item; an empty cell is a skipped one. What cannot be
/// read stays a text, so that the item says what it takes.
pub(super) fn value(item: &Item, text: &str) -> Value {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Value::Null;
    }
    let as_text = || Value::String(trimmed.to_owned());
    let found = match &item.kind {
        Kind::Agreement { .. } | Kind::Pair { .. } => number(trimmed),
        Kind::TrueFalse(_) => trimmed.to_ascii_lowercase().parse().ok().map(Value::Bool),
        Kind::Multiple(_) | Kind::Order(_) if trimmed.starts_with('[') => {
            serde_json::from_str(trimmed).ok()
        }
        Kind::Sort { .. } if trimmed.starts_with('{') => serde_json::from_str(trimmed).ok(),
        Kind::Multiple(_) if trimmed == NOTHING => Some(Value::Array(Vec::new())),
        Kind::Multiple(_) | Kind::Order(_) => Some(
            parts(trimmed)
                .map(|id| Value::String(id.to_owned()))
                .collect(),
        ),
        Kind::Sort { .. } => groups(trimmed),
        Kind::Situation { .. } | Kind::Single(_) | Kind::ShortText { .. } => None,
    };
    found.unwrap_or_else(as_text)
}

/// A whole number; spreadsheets write 4 as 4.0 too.
fn number(text: &str) -> Option<Value> {
    let whole = text.strip_suffix(".0").unwrap_or(text);
    whole.parse::<i64>().ok().map(Value::from)
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(BETWEEN).filter(|part| !part.is_empty())
}

/// `card=group` for each card; `None` when a card stands twice or without a group.
fn groups(text: &str) -> Option<Value> {
    let mut map = Map::new();
    for part in parts(text) {
        let (card, group) = part.split_once('=')?;
        if map.insert(card.to_owned(), group.into()).is_some() {
            return None;
        }
    }
    Some(Value::Object(map))
}
