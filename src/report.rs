//! The report room: tells a run and its result to a person, as a [`Document`] of plain blocks.
//!
//! It owns the words. The screen, `--plain`, Markdown, HTML and the picture draw the same document,
//! so the same number is told in the same words everywhere; [`written`] makes them. It must not know
//! of terminals or files, nor compute a score: sums come from [`crate::score`].

mod about;
mod certainty;
mod compare;
mod document;
mod exam;
mod feedback;
mod findings;
mod fit;
mod forms;
mod html;
mod items;
mod json;
mod learn;
mod markdown;
mod narrative;
mod next;
mod outline;
mod plan;
mod practice;
mod quiz;
mod remarks;
mod schema;
mod sure;
mod svg;
mod table;
mod trend;
mod why;
mod words;
mod written;

pub use about::{about, feedback_words, form_words, length_words, topic_words};
pub use certainty::{certainty_told, certainty_words};
pub use compare::compare;
pub use document::{
    Axis, Block, Document, Link, Mark, Meter, Plane, Point, Table, Target, Tone, cell,
};
pub use exam::{Clock, TIME_UP, before_closing, before_dialogue, clock};
pub use feedback::{Explained, Explanation, Sign, explain};
pub use findings::{Checked, check_schema, checked_json, github, sarif};
pub use forms::{exam_note, exams};
pub use html::html;
pub use items::{ANALYSIS_SCHEMA, AnalysisRecord, Detail, Gathered, analysis};
pub use json::{Record, SCHEMA};
pub use learn::article;
pub use markdown::markdown;
pub use narrative::narrative;
pub use plan::{Dates, DayName, PLAN_SCHEMA, PlanRecord, Planned, calendar, plan};
pub use practice::{
    Back, NOTHING_TO_UNDO, PracticeNow, asked_because, before_leaving_practice, ended, grade_words,
    graded, known_words, mastery_map, over_weeks, practice, practise_title, review_not_kept,
    setting_words, span, to_do, too_few_to_tune, topic_figures, tuned,
};
pub use schema::{analysis_schema, plan_schema, result_schema};
pub use sure::sure;
pub use svg::profile_picture;
pub use trend::trend;
pub use why::{Number, Whys, numbers, why};
pub use words::{
    AGREEMENT, PAIR, before_deleting, before_finishing, before_leaving, mistakes_now, not_kept,
    one_line, prompt, row_result, said, step_words, store_trouble, text_of,
};

pub use written::{Format, Unwritten, written};

use crate::run::Run;
use crate::score::Outcome;

/// The heads of a table of bars: what is measured, its figures, what to compare them with.
const COLUMNS: [&str; 3] = ["What", "Result", "To compare"];

/// What came out of a run, as far as it has got.
pub fn result(run: &Run) -> Document {
    match (run.outcome(), run.bank().assessment()) {
        (Outcome::Fit(result), Some(frame)) => fit::document(run, frame, &result),
        (Outcome::Fit(_), None) => Document::default(), // scoring a quiz gives no fit
        (Outcome::Quiz(result), _) => quiz::document(run, &result),
    }
}
