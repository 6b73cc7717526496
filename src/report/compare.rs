//! Two runs side by side: what changed beyond the error, and what did not.

use super::document::{Document, Mark, Meter, Tone};
use super::words::{count, listed, points};
use crate::bank::Assessment;
use crate::run::Run;
use crate::score::{FitResult, Outcome, QuizResult, change};

/// Tells two runs, the earlier first.
pub fn compare(before: &Run, after: &Run) -> Document {
    let mut page = Document::default();
    page.title("Then and now");
    if before.bank().head.id != after.bank().head.id {
        page.text(
            Tone::Plain,
            format!(
                "These runs are of different banks (\"{}\", \"{}\"): there is nothing to compare.",
                before.bank().head.title,
                after.bank().head.title
            ),
        );
        return page;
    }
    if before.bank().hash != after.bank().hash {
        page.text(
            Tone::Caution,
            "The questions were changed between the two runs. Each run is scored against its own; \
             a change may come from the questions.",
        );
    }
    match (before.outcome(), after.outcome(), after.bank().assessment()) {
        (Outcome::Fit(then), Outcome::Fit(now), Some(frame)) => {
            assessments(&mut page, frame, &then, &now);
        }
        (Outcome::Quiz(then), Outcome::Quiz(now), _) => quizzes(&mut page, &then, &now),
        _ => page.text(
            Tone::Plain,
            "An assessment and a quiz cannot be compared with each other.",
        ),
    }
    page
}

fn assessments(page: &mut Document, frame: &Assessment, then: &FitResult, now: &FitResult) {
    let found = change(then, now);
    let name = |id| {
        frame
            .scale(id)
            .map_or_else(|| format!("{id}"), |scale| scale.name.to_string())
    };
    if found.scales.is_empty() {
        page.text(
            Tone::Plain,
            "No scale has a score in both runs: too few answers.",
        );
        return;
    }
    page.heading("What changed");
    let changed: Vec<String> = found
        .scales
        .iter()
        .filter(|change| change.changed)
        .map(|change| {
            let way = if change.after > change.before {
                "up"
            } else {
                "down"
            };
            format!("{} ({way})", name(&change.scale))
        })
        .collect();
    let chance = super::words::tenths(found.by_chance);
    let scales = count(found.scales.len(), "scale", "scales");
    if changed.is_empty() {
        page.text(
            Tone::Plain,
            format!("Nothing beyond the error of measurement, over {scales}."),
        );
    } else {
        page.text(
            Tone::Strong,
            format!("Beyond the error of measurement: {}.", listed(&changed)),
        );
        page.text(
            Tone::Muted,
            format!(
                "Looking at {scales}, chance alone would call about {chance} of them changed. \
                 Whether the change is yours or the day's, a third look would tell."
            ),
        );
    }
    page.heading("Each scale");
    page.text(
        Tone::Muted,
        "The bar is now; the letter t is then. A change counts when it is beyond 1.96 times the \
         error of the difference (Jacobson and Truax 1991).",
    );
    for change in &found.scales {
        let score = now.scales.iter().find(|score| score.scale == change.scale);
        let band = score.and_then(|score| score.estimate.as_ref());
        let (then, now) = (points(change.before), points(change.after));
        let word = if change.changed {
            "changed"
        } else {
            "within the error"
        };
        page.meter(Meter {
            label: name(&change.scale),
            value: band.map(|band| (band.score, band.low, band.high)),
            marks: vec![Mark {
                at: change.before,
                letter: 't',
                meaning: String::new(),
            }],
            figures: format!("{then} then, {now} now: {word}"),
        });
    }
    page.heading("Fits");
    for role in &frame.roles {
        let fit = |result: &FitResult| {
            let fit = result.roles.iter().find(|fit| fit.role == role.id);
            fit.and_then(|fit| fit.fit.clone())
        };
        if let (Some(then), Some(now)) = (fit(then), fit(now)) {
            page.meter(Meter {
                label: role.name.to_string(),
                value: Some((now.fit, now.low, now.high)),
                marks: vec![Mark {
                    at: then.fit,
                    letter: 't',
                    meaning: String::new(),
                }],
                figures: format!("{} then, {} now", points(then.fit), points(now.fit)),
            });
        }
    }
    page.text(
        Tone::Muted,
        "A fit follows from the scales, and moves with all of them: look for the change there.",
    );
}

fn quizzes(page: &mut Document, then: &QuizResult, now: &QuizResult) {
    let figures = |result: &QuizResult| match (result.percent, result.interval) {
        (Some(percent), Some((low, high))) => {
            format!(
                "{} %  ({} to {})",
                points(percent),
                points(low),
                points(high)
            )
        }
        _ => "too few answers".to_owned(),
    };
    page.heading("Scores");
    for (label, result) in [("Then", then), ("Now", now)] {
        let value = result.percent.zip(result.interval);
        page.meter(Meter {
            label: label.to_owned(),
            value: value.map(|(percent, (low, high))| (percent, low, high)),
            marks: Vec::new(),
            figures: figures(result),
        });
    }
    let words = match (then.interval, now.interval) {
        (Some((_, then_high)), Some((now_low, _))) if now_low > then_high => {
            "The intervals do not overlap: that is more than the draw of the questions."
        }
        (Some((then_low, _)), Some((_, now_high))) if now_high < then_low => {
            "The intervals do not overlap, and the score is lower now. The review of what was \
             missed tells where."
        }
        (Some(_), Some(_)) => {
            "The intervals overlap: the difference may be the draw of the questions."
        }
        _ => "With five answers or more in each there would be something to compare.",
    };
    page.text(Tone::Plain, words);
}
