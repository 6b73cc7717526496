//! How well somebody judged their own answers: the mark, Brier's score, the bias, and the word.

use super::super::certainty::{claimed, level_meter, level_words, signed};
use super::super::document::{Document, Tone};
use super::super::words::{capitalised, count, points};
use super::source::{Source, sources};
use super::sum::{POINTS, SHARE, formula, line, shown, terms};
use crate::score::{Confidence, JUDGED, LevelShare, QuizResult, certainty_mark, stands_for};

pub(super) fn confidence(page: &mut Document, result: &QuizResult) {
    let Some(found) = &result.confidence else {
        return;
    };
    for level in &found.levels {
        page.meter(level_meter(level));
    }
    page.text(
        Tone::Plain,
        "All that follows is about the answers of which you said how sure you were. Right means full \
         credit: the marks are made for answers that are right or wrong.",
    );
    mark(page, found);
    brier(page, found);
    bias(page, found);
    word(page, found);
    sources(
        page,
        &[
            Source::Certainty,
            Source::Brier,
            Source::Wilson,
            Source::Own(
                "What a level stands for: pofit's own values, within where the level pays.",
            ),
        ],
    );
}

/// The levels that were used.
fn used(found: &Confidence) -> impl Iterator<Item = &LevelShare> {
    found.levels.iter().filter(|level| level.answers > 0)
}

fn mark(page: &mut Document, found: &Confidence) {
    page.heading("The mark");
    for level in used(found) {
        let [right, wrong] = [true, false].map(|right| certainty_mark(level.level, right));
        let missed = level.answers - level.right;
        line(
            page,
            &format!(
                "{}, {} or {}: {} right and {missed} not",
                capitalised(level_words(level.level)),
                signed(right),
                signed(wrong),
                level.right,
            ),
            &format!("{} x {right} - {missed} x {}", level.right, -wrong),
            &level.marks().to_string(),
        );
    }
    let marks: Vec<f64> = used(found).map(|level| level.marks().into()).collect();
    let total = found.total.to_string();
    let sum = super::sum::worked(&terms(marks, 0), &total);
    page.bullet(Tone::Strong, format!("The mark: {sum}"));
    let each = shown(found.mean, POINTS);
    let of = count(found.answers, "answer", "answers");
    line(
        page,
        &format!("For each of {of}"),
        &format!("{total} / {}", found.answers),
        &each,
    );
    page.text(
        Tone::Plain,
        "With a chance of p to be right, unsure earns p on average, fairly sure 4p - 2, sure 9p - 6. \
         The second passes the first at two in three, the third the second at four in five: honest \
         is what pays.",
    );
}

fn brier(page: &mut Document, found: &Confidence) {
    page.heading("Brier score");
    page.text(
        Tone::Plain,
        "How far what each level stands for lies from what was, 1 for right and 0 for not, squared so \
         that far counts more.",
    );
    let squares: Vec<String> = used(found)
        .flat_map(|level| {
            let stated = shown(stands_for(level.level), SHARE);
            [
                (level.right, format!("(1 - {stated})^2")),
                (level.answers - level.right, format!("{stated}^2")),
            ]
        })
        .filter(|(times, _)| *times > 0)
        .map(|(times, square)| format!("{times} x {square}"))
        .collect();
    line(
        page,
        "The mean of the squares",
        &format!("({}) / {}", squares.join(" + "), found.answers),
        &shown(found.brier, SHARE),
    );
    formula(page, "the mean of (stated - was)^2");
}

fn bias(page: &mut Document, found: &Confidence) {
    page.heading("Bias");
    let percent = |share: f64| shown(100.0 * share, POINTS);
    let stated: Vec<String> = used(found)
        .map(|level| format!("{} x {}", level.answers, percent(stands_for(level.level))))
        .collect();
    let (said, answers) = (percent(found.stated), found.answers);
    line(
        page,
        "What your levels stand for on average, in percent",
        &format!("({}) / {answers}", stated.join(" + ")),
        &said,
    );
    let was = percent(found.stated - found.bias);
    let share = format!("100 x {} / {answers}", found.right);
    line(page, "What was right, in percent", &share, &was);
    page.bullet(
        Tone::Strong,
        format!("The bias: {said} - {was} = {}", percent(found.bias)),
    );
    if let Some((low, high)) = found.bias_interval {
        let [far, near] = [low, high].map(|end| percent(found.stated - end));
        page.bullet(
            Tone::Plain,
            format!(
                "Its interval, from that of what was right, {near} to {far} (Wilson, 95 %): from \
                 {said} - {far} = {} to {said} - {near} = {}",
                percent(low),
                percent(high),
            ),
        );
    }
}

fn word(page: &mut Document, found: &Confidence) {
    page.heading("The word");
    page.text(
        Tone::Plain,
        format!(
            "Over-confident means right so seldom that the whole interval lies below where what was \
             said pays; under-confident is the same from above. Both need {JUDGED} answers. Where the \
             interval holds that limit, but not what the levels stand for, the word is perhaps.",
        ),
    );
    for (claim, side) in [(&found.over, "above"), (&found.under, "up to")] {
        if let Some(claim) = claim {
            page.bullet(
                Tone::Plain,
                format!(
                    "{} The limits of these levels come to {} on average: they pay {side} that.",
                    claimed(claim),
                    points(claim.limit)
                ),
            );
        }
    }
    page.text(
        Tone::Muted,
        "Somebody who is right just as often as the limits ask is told otherwise in at most 1 of 12 \
         such quizzes (worked out for up to 40 answers).",
    );
}
