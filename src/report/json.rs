//! A finished run as JSON: the answers and what scoring made of them, the same bytes every time.

use crate::bank::{Answer, BankId};
use crate::run::{ExamTaken, Feedback, Form, Run, Seed};
use crate::score::{ExamResult, Outcome};
use schemars::JsonSchema;
use serde::Serialize;

/// Names the shape of [`Record`]; it changes when a reader would have to.
pub const SCHEMA: &str = "pofit-result/1";

/// What `--json` prints and `pofit score` prints.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Record {
    /// Names this shape.
    #[schemars(extend("const" = SCHEMA))]
    schema: &'static str,
    /// What was asked.
    bank: BankRecord,
    /// Decided the order of items and options.
    seed: Seed,
    #[serde(flatten)]
    plan: PlanRecord,
    /// The exam, where it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    exam: Option<ExamRecord>,
    /// One for each item asked, in the order shown.
    answers: Vec<Answer>,
    /// What scoring made of them.
    result: Outcome,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct BankRecord {
    id: BankId,
    title: String,
    version: String,
    /// Of the bank's content and of what it was read with.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    sha256: String,
}

/// An exam: how it was taken, and what came out.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct ExamRecord {
    #[serde(flatten)]
    taken: ExamTaken,
    /// What scoring made of it; null when nothing was asked.
    result: Option<ExamResult>,
}

/// The part of the plan that matters for the kind of bank.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
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
                id: bank.head.id.clone(),
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
            exam: run.exam_taken().map(|taken| ExamRecord {
                taken,
                result: run.exam_result(),
            }),
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
