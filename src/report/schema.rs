//! The published shape of what is written as JSON Schema, derived from the types that are written.

use super::{AnalysisRecord, PlanRecord, Record};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The JSON Schema (2020-12) of [`Record`], indented, with a line break at the end.
///
/// It is strict: a field that it does not name is refused, so that a slip in a name is found.
///
/// # Errors
/// None in practice: a schema has only text for keys.
pub fn result_schema() -> Result<String, serde_json::Error> {
    strict::<Record>("A result of pofit")
}

/// The JSON Schema of [`PlanRecord`], likewise.
///
/// # Errors
/// None in practice.
pub fn plan_schema() -> Result<String, serde_json::Error> {
    strict::<PlanRecord>("A plan of pofit")
}

/// The same of [`AnalysisRecord`].
///
/// # Errors
/// None in practice: a schema has only text for keys.
pub fn analysis_schema() -> Result<String, serde_json::Error> {
    strict::<AnalysisRecord>("An analysis by pofit of a bank's items")
}

/// The strict schema of a type under a title.
pub(super) fn strict<T: JsonSchema>(title: &str) -> Result<String, serde_json::Error> {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    let mut schema = schema.to_value();
    if let Value::Object(root) = &mut schema {
        for part in ["$defs", "properties"] {
            root.get_mut(part).map(close);
        }
        // The root's own fields stand in several parts: it sees those only when all were looked at.
        root.insert("unevaluatedProperties".to_owned(), json!(false));
        root.insert("title".to_owned(), json!(title));
    }
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// Lets no object have fields that its schema does not name; words that are Rust's become JSON's.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            if let Some(Value::String(text)) = fields.get_mut("description") {
                *text = text
                    .replace("`None`", "null")
                    .replace("[`", "`")
                    .replace("`]", "`");
            }
            if fields.get("properties").is_some_and(Value::is_object) {
                close_one(fields);
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(close),
        _ => {}
    }
}

fn close_one(fields: &mut Map<String, Value>) {
    fields.insert("additionalProperties".to_owned(), json!(false));
}
