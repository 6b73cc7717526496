//! The report room: tells a run and its result to a person, as a [`Document`] of plain blocks.
//!
//! It owns the words. The screen, `--plain` and every later format draw the same document, so the
//! same number is told in the same words everywhere. It must not know of terminals or files, nor
//! compute a score: sums come from [`crate::score`].

mod about;
mod compare;
mod document;
mod feedback;
mod fit;
mod json;
mod learn;
mod narrative;
mod next;
mod quiz;
mod remarks;
mod trend;
mod why;
mod words;

pub use about::{about, feedback_words, form_words, length_words, topic_words};
pub use compare::compare;
pub use document::{Block, Document, Link, Mark, Meter, Target, Tone};
pub use feedback::{Explained, Explanation, Sign, explain};
pub use json::{Record, SCHEMA};
pub use learn::article;
pub use narrative::narrative;
pub use trend::trend;
pub use why::{Number, Whys, numbers, why};
pub use words::{
    AGREEMENT, PAIR, before_deleting, before_finishing, before_leaving, not_kept, one_line, prompt,
    row_result, said, step_words, store_trouble, text_of,
};

use crate::run::Run;
use crate::score::Outcome;

/// What came out of a run, as far as it has got.
pub fn result(run: &Run) -> Document {
    match (run.outcome(), run.bank().assessment()) {
        (Outcome::Fit(result), Some(frame)) => fit::document(run, frame, &result),
        (Outcome::Fit(_), None) => Document::default(), // scoring a quiz gives no fit
        (Outcome::Quiz(result), _) => quiz::document(run, &result),
    }
}
