//! A finished run as JSON: the answers and what scoring made of them, the same bytes every time.

use crate::bank::Answer;
use crate::run::{Feedback, Form, Run, Seed};
use crate::score::Outcome;
use serde::Serialize;

/// Names the shape of [`Record`]; it changes when a reader would have to.
pub const SCHEMA: &str = "pofit-result/1";

/// What `--json` prints and `pofit score` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    schema: &'static str,
    bank: BankRecord,
    seed: Seed,
    #[serde(flatten)]
    plan: PlanRecord,
    /// One for each item asked, in the order shown.
    answers: Vec<Answer>,
    result: Outcome,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct BankRecord {
    id: String,
    title: String,
    version: String,
    sha256: String,
}

/// The part of the plan that matters for the kind of bank.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
enum PlanRecord {
    Assessment { form: Form },
    Quiz { feedback: Feedback },
}

impl Record {
    /// The record of a run.
    pub fn new(run: &Run) -> Self {
        let (bank, plan) = (run.bank(), run.plan());
        Self {
            schema: SCHEMA,
            bank: BankRecord {
                id: bank.head.id.to_string(),
                title: bank.head.title.to_string(),
                version: bank.head.version.to_string(),
                sha256: bank.hash.to_string(),
            },
            seed: plan.seed,
            plan: if bank.assessment().is_some() {
                PlanRecord::Assessment { form: plan.form }
            } else {
                PlanRecord::Quiz {
                    feedback: plan.feedback,
                }
            },
            answers: run.answers(),
            result: run.outcome(),
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
