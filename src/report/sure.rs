//! How sure the verdicts between roles are of the answers, in words: how many would have to be one
//! step different, and which.

use super::document::{Document, Tone};
use super::fit::Telling;
use super::words::{AGREEMENT, one_line, verdict_words};
use crate::run::Run;
use crate::score::{AnswerChange, Comparison, MOST_CHANGES, Needed, Outcome, robustness};

/// Up to so many answers, a verdict hangs on them rather than stands.
const DECIDE: usize = 2;

/// Tells how sure each verdict of an assessment is; empty for a quiz, which has none.
///
/// This searches, which takes a few milliseconds and up to some thirty: it is for when somebody asks.
pub fn sure(run: &Run) -> Document {
    let mut page = Document::default();
    let (Outcome::Fit(result), Some(frame)) = (run.outcome(), run.bank().assessment()) else {
        return page;
    };
    let told = Telling {
        run,
        frame,
        result: &result,
    };
    page.title("How sure?");
    page.text(
        Tone::Muted,
        "On another day an answer might have been one step higher or lower. How many of yours would \
         have to be, before a verdict becomes another?",
    );
    for comparison in &result.comparisons {
        told.sure(&mut page, comparison);
    }
    page.heading("How this was found");
    page.text(
        Tone::Plain,
        format!(
            "Each statement that you answered was tried one step up and one step down, alone and \
             together with others, up to {MOST_CHANGES} at once, and each time the verdict was made \
             anew from the same redraws. Where answers are named, no fewer would do; others might do \
             as well. Skipped statements stay skipped, situations have no steps, and pairs move no \
             score."
        ),
    );
    page.text(
        Tone::Plain,
        "Where few answers decide, take the verdict as a hint and look at the scales instead: that is \
         where you are, whatever it is called.",
    );
    page
}

impl Telling<'_> {
    fn sure(&self, page: &mut Document, comparison: &Comparison) {
        let role = self.role_name(&comparison.role);
        let other = self.role_name(&comparison.other);
        page.heading(format!("{role} and {other}"));
        let answers = self.run.answers();
        let Some(found) = robustness(self.run.bank(), &answers, &comparison.other) else {
            page.text(Tone::Muted, "Not enough answers to compare.");
            return;
        };
        let now = verdict_words(found.verdict, &role, &other);
        page.text(Tone::Strong, format!("Your verdict: {now}."));
        let (changes, then) = match &found.needed {
            Needed::These { changes, then } => (changes, verdict_words(*then, &role, &other)),
            Needed::MoreThan(most) => {
                if *most > 0 {
                    page.text(Tone::Good, stands(*most));
                }
                if *most < MOST_CHANGES {
                    page.text(
                        Tone::Muted,
                        "More could not be tried: too many statements of this bank differ in weight.",
                    );
                }
                return;
            }
        };
        match changes.len() {
            1 => page.text(
                Tone::Caution,
                format!("One answer decides this. One step different, it would make it: {then}."),
            ),
            DECIDE => page.text(
                Tone::Caution,
                format!("Two answers decide this. One step different, they would make it: {then}."),
            ),
            many => page.text(
                Tone::Plain,
                format!(
                    "{} {many} could change it. One step different, these would make it: {then}.",
                    stands(many - 1)
                ),
            ),
        }
        for change in changes {
            if let Some(words) = self.changed(change) {
                page.bullet(Tone::Plain, words);
            }
        }
    }

    fn changed(&self, change: &AnswerChange) -> Option<String> {
        let item = self.run.bank().item(&change.item)?;
        let word = |step: u8| AGREEMENT.get(usize::from(step).checked_sub(1)?);
        Some(format!(
            "\"{}\" You said: {}. One step from it: {}.",
            one_line(item),
            word(change.from)?,
            word(change.to)?,
        ))
    }
}

fn stands(answers: usize) -> String {
    match answers {
        1 => "Your verdict would stand even if any one answer had been one step different."
            .to_owned(),
        many => format!(
            "Your verdict would stand even if {many} answers had been one step different, whichever \
             they are."
        ),
    }
}
