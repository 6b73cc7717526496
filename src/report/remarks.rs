//! What the answers say about themselves: said as a possibility, kindly, never as an accusation.

use super::document::{Document, Tone};
use crate::score::{FitResult, Quality, Remark};

/// Adds the section about the answers.
pub(super) fn quality(page: &mut Document, result: &FitResult) {
    page.heading("What your answers say about themselves");
    if result.quality.remarks.is_empty() {
        page.text(
            Tone::Plain,
            "Nothing unusual: they vary, and they agree with each other.",
        );
        return;
    }
    for remark in &result.quality.remarks {
        page.bullet(Tone::Caution, words(*remark, &result.quality));
    }
    page.text(
        Tone::Muted,
        "Each of these can have a good reason. If one rings true, taking it again another day \
         will tell you more.",
    );
}

/// A remark in words.
pub(super) fn words(remark: Remark, quality: &Quality) -> String {
    let plain = match remark {
        Remark::LongString => {
            return format!(
                "One and the same answer was given {} times in a row. It may be meant, or it may \
                 have been the quickest way through.",
                quality.longest_string,
            );
        }
        Remark::ManySkipped => {
            return format!(
                "{} of {} items were skipped, so some scales rest on little.",
                quality.skipped, quality.asked,
            );
        }
        Remark::TooFast => {
            "Many answers came within a second or two. Perhaps you know yourself well; perhaps \
             the statements went by unread."
        }
        Remark::Contradictions => {
            "Some statements that say opposite things were answered alike. Maybe it depends on \
             the situation, or a turn of phrase was easy to misread."
        }
        Remark::Scatter => {
            "Answers about the same trait lie far apart, so its score is a rough average."
        }
        Remark::YesSaying => {
            "You agreed with most statements, even with opposite ones. Many people lean towards \
             yes; it blurs the picture a little."
        }
        Remark::NoSaying => {
            "You disagreed with most statements, even with opposite ones. That blurs the picture a \
             little."
        }
    };
    plain.to_owned()
}
