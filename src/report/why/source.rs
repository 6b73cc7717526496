//! Whose formulas these are.

use crate::report::document::{Block, Document, Tone};

/// A formula that somebody published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Pomp,
    Brennan,
    Sampling,
    Differentiation,
    Careless,
    Wilson,
    Kendall,
    Slips,
    Certainty,
    Brier,
    /// No paper: what pofit decided, in a sentence.
    Own(&'static str),
    /// A source of the bank.
    Cited(String),
}

impl Source {
    /// Author, title, year.
    fn citation(&self) -> &str {
        match self {
            Self::Pomp => {
                "The score as a percentage of the most possible: Patricia Cohen, Jacob Cohen, Leona \
                 S. Aiken and Stephen G. West, The Problem of Units and the Circumstance for POMP \
                 (1999)."
            }
            Self::Brennan => {
                "The error of one person's score from the scatter of that person's answers: Robert \
                 L. Brennan, Raw-Score Conditional Standard Errors of Measurement (1998)."
            }
            Self::Sampling => {
                "The redraws (Latin hypercube sampling): Michael D. McKay, Richard J. Beckman and \
                 William J. Conover, A Comparison of Three Methods for Selecting Values of Input \
                 Variables (1979)."
            }
            Self::Differentiation => {
                "Whether a profile has a shape: after the differentiation of John L. Holland, \
                 Making Vocational Choices (1973)."
            }
            Self::Careless => {
                "Answers too fast for reading: Jason L. Huang and others, Detecting and Deterring \
                 Insufficient Effort Responding to Surveys (2012)."
            }
            Self::Wilson => {
                "The interval: Edwin B. Wilson, Probable Inference, the Law of Succession, and \
                 Statistical Inference (1927)."
            }
            Self::Kendall => {
                "Pairs in order less pairs out of order (tau): Maurice G. Kendall, A New Measure of \
                 Rank Correlation (1938)."
            }
            Self::Slips => {
                "What counts as one slip: Fred J. Damerau, A Technique for Computer Detection and \
                 Correction of Spelling Errors (1964)."
            }
            Self::Certainty => {
                "The marks: A. R. Gardner-Medwin, Confidence Assessment in the Teaching of Basic \
                 Science (1995)."
            }
            Self::Brier => {
                "The score of what was said: Glenn W. Brier, Verification of Forecasts Expressed in \
                 Terms of Probability (1950)."
            }
            Self::Own(words) => words,
            Self::Cited(words) => words,
        }
    }
}

/// Whether something is worked out in a block.
fn is_worked(block: &Block) -> bool {
    let text = match block {
        Block::Bullet(_, text) => text,
        Block::Link(link) => link.note.as_ref().unwrap_or(&link.text),
        _ => return false,
    };
    text.contains(" = ")
}

/// Adds where the formulas come from, and what to know about the digits.
pub(super) fn sources(page: &mut Document, sources: &[Source]) {
    page.heading("Where this comes from");
    for source in sources {
        page.bullet(Tone::Muted, source.citation());
    }
    if !page.blocks.iter().any(is_worked) {
        return;
    }
    page.text(
        Tone::Muted,
        "Numbers are rounded to be shown, never before: the last digits may differ from yours.",
    );
}
