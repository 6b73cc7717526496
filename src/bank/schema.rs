//! The published shape of a bank as JSON Schema, for editors that complete and check while one types.
//!
//! The types here are of that shape alone: nothing is read with them. What a schema cannot say (that
//! names exist, that a choice has one key) is the validator's, and a bank that it takes the schema
//! takes too. Draft 7, which is what editors of TOML know best.

#![expect(dead_code, reason = "the types are never made: their shape is derived")]

mod items;

use super::id::{BankId, RoleId, SourceId, TopicId};
use items::{FitItem, QuizItem};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// The JSON Schema (draft 7) of a bank, indented, with a line break at the end.
///
/// # Errors
/// None in practice: a schema has only text for keys.
pub fn bank_schema() -> Result<String, serde_json::Error> {
    let settings = SchemaSettings::draft07();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<BankFile>()
        .to_value();
    plain(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.insert("title".to_owned(), json!("A bank of pofit"));
    }
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// TOML has no null: what may be left out is left out.
fn plain(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(plain);
            if let Some(Value::Array(types)) = fields.get_mut("type") {
                types.retain(|name| name != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    fields.insert("type".to_owned(), one);
                }
            }
            if let Some(Value::Array(parts)) = fields.get_mut("anyOf") {
                parts.retain(|part| part != &json!({ "type": "null" }));
                if let [one] = parts.as_slice() {
                    let one = one.clone();
                    fields.remove("anyOf");
                    alone(fields, one);
                }
            }
        }
        Value::Array(parts) => parts.iter_mut().for_each(plain),
        _ => {}
    }
}

/// Draft 7 ignores what stands beside a `$ref`: a description keeps its place around it.
fn alone(fields: &mut Map<String, Value>, part: Value) {
    if fields.is_empty() {
        if let Value::Object(part) = part {
            *fields = part;
        }
    } else {
        fields.insert("allOf".to_owned(), json!([part]));
    }
}

/// Words that are shown: at least one character that is not blank.
struct Words;

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "Words".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "\\S" })
    }
}

/// A bank: a quiz or an assessment.
struct BankFile;

impl JsonSchema for BankFile {
    fn schema_name() -> Cow<'static, str> {
        "Bank".into()
    }

    fn json_schema(all: &mut SchemaGenerator) -> Schema {
        let kinds = [
            ("quiz", all.subschema_for::<Quiz>()),
            ("assessment", all.subschema_for::<Assessment>()),
        ];
        by_kind(Some("bank"), &kinds)
    }
}

/// A table whose shape its `kind` decides, or that of a table in it.
///
/// By conditions rather than by a choice of shapes: then a mistake is told at its place, and not as
/// one of the whole table. The choice beside them, which anything passes, is what editors complete from.
fn by_kind(within: Option<&str>, kinds: &[(&str, Schema)]) -> Schema {
    let wrapped = |of_kind: Value| {
        let table =
            json!({ "type": "object", "required": ["kind"], "properties": { "kind": of_kind } });
        match within {
            None => table,
            Some(key) => {
                json!({ "type": "object", "required": [key], "properties": { key: table } })
            }
        }
    };
    let words: Vec<&str> = kinds.iter().map(|(word, _)| *word).collect();
    let mut schema = wrapped(json!({ "enum": words }));
    let conditions: Vec<Value> = kinds
        .iter()
        .map(|(word, shape)| json!({ "if": wrapped(json!({ "const": word })), "then": shape }))
        .collect();
    let mut shapes: Vec<Value> = kinds.iter().map(|(_, shape)| json!(shape)).collect();
    shapes.push(json!({}));
    if let Value::Object(fields) = &mut schema {
        fields.insert("allOf".to_owned(), Value::Array(conditions));
        fields.insert("anyOf".to_owned(), Value::Array(shapes));
    }
    Schema::try_from(schema).unwrap_or_default()
}

/// A quiz over topics.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Quiz {
    /// What the file says of itself.
    bank: QuizHead,
    /// The subject areas, in the order of the results.
    topic: Option<Vec<Topic>>,
    /// Sources that items cite, beside those of pofit.
    source: Option<Vec<Source>>,
    /// The questions.
    #[schemars(length(min = 1))]
    item: Vec<QuizItem>,
}

/// A self-assessment against the profiles of roles.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Assessment {
    /// What the file says of itself.
    bank: AssessmentHead,
    /// Sources, beside those of pofit.
    source: Option<Vec<Source>>,
    /// The statements, situations and pairs.
    #[schemars(length(min = 1))]
    item: Vec<FitItem>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum QuizWord {
    Quiz,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AssessmentWord {
    Assessment,
}

/// The `[bank]` table of a quiz.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct QuizHead {
    kind: QuizWord,
    id: BankId,
    /// Shown as the heading; at most 120 characters.
    title: Words,
    /// Your version of the content.
    version: Option<Words>,
    language: Option<Language>,
    /// The SPDX licence of the content, such as CC-BY-4.0.
    licence: Option<Words>,
    /// Who wrote it.
    authors: Option<Vec<Words>>,
    /// One or two sentences for the start page.
    description: Option<Words>,
}

/// The `[bank]` table of an assessment.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct AssessmentHead {
    kind: AssessmentWord,
    id: BankId,
    /// Shown as the heading; at most 120 characters.
    title: Words,
    /// Your version of the content.
    version: Option<Words>,
    language: Option<Language>,
    /// The SPDX licence of the content, such as CC-BY-4.0.
    licence: Option<Words>,
    /// Who wrote it.
    authors: Option<Vec<Words>>,
    /// One or two sentences for the start page.
    description: Option<Words>,
    /// The role that the assessment is about.
    role: RoleId,
    /// The role that it is compared with.
    rival: RoleId,
    /// From which fit in percent on it is called strong, good or mixed; they fall.
    cuts: Cuts,
}

/// The BCP 47 tag of the content's language, such as en or pt-BR.
#[derive(JsonSchema)]
#[schemars(transparent)]
struct Language(#[schemars(regex(pattern = r"^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$"))] String);

#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Cuts {
    #[schemars(range(min = 0, max = 100))]
    strong: f64,
    #[schemars(range(min = 0, max = 100))]
    good: f64,
    #[schemars(range(min = 0, max = 100))]
    mixed: f64,
}

/// A subject area.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Topic {
    id: TopicId,
    /// Shown in results; at most 24 characters.
    name: Words,
    /// How many items are planned for it.
    #[schemars(range(min = 1, max = 10_000))]
    items: Option<u16>,
}

/// What a fact rests on.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Source {
    id: SourceId,
    author: Words,
    title: Words,
    /// When it was published; left out with `undated = true`.
    #[schemars(range(min = 1800, max = 2200))]
    year: Option<u16>,
    /// Whether nothing says when it was published.
    undated: Option<bool>,
    #[schemars(regex(pattern = r"^https://"))]
    url: Option<String>,
    note: Option<Words>,
}
