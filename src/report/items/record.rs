//! An analysis as data.

use super::Gathered;
use crate::bank::{Bank, BankId};
use crate::score::Analysis;
use schemars::JsonSchema;
use serde::Serialize;

/// Names the shape of [`AnalysisRecord`]; it changes when a reader would have to.
pub const ANALYSIS_SCHEMA: &str = "pofit-analysis/1";

/// What `pofit analyse --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AnalysisRecord<'a> {
    /// Names this shape.
    #[schemars(extend("const" = ANALYSIS_SCHEMA))]
    schema: &'static str,
    /// Whose items were answered.
    bank: AnalysedBank<'a>,
    /// What was taken in, and what was not.
    gathered: &'a Gathered,
    /// What the answers say.
    analysis: &'a Analysis,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct AnalysedBank<'a> {
    id: &'a BankId,
    title: &'a str,
    version: &'a str,
    /// Of the bank's content and of what it was read with.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    sha256: String,
}

impl<'a> AnalysisRecord<'a> {
    /// The record of an analysis.
    pub fn new(bank: &'a Bank, gathered: &'a Gathered, analysis: &'a Analysis) -> Self {
        Self {
            schema: ANALYSIS_SCHEMA,
            bank: AnalysedBank {
                id: &bank.head.id,
                title: bank.head.title.as_str(),
                version: bank.head.version.as_str(),
                sha256: bank.hash.to_string(),
            },
            gathered,
            analysis,
        }
    }

    /// The record as indented JSON with a line break at the end.
    ///
    /// # Errors
    /// None in practice: the record has no map with keys that are not text.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}
