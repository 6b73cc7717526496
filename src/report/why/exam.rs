//! What an exam says of another draw: overall ability, each topic's part, the chance, and the gains.

use super::super::document::{Document, Tone};
use super::super::exam::{about_in_ten, name};
use super::super::words::{count, points};
use super::source::{Source, sources};
use super::sum::{POINTS, SHARE, formula, line, shown};
use crate::run::Run;
use crate::score::{CONCENTRATION, ExamResult, MASTERED};

pub(super) fn draw(page: &mut Document, run: &Run) {
    let Some(found) = run.exam_result() else {
        return;
    };
    page.text(
        Tone::Plain,
        "Another draw asks as many questions of each topic. What would come out is no single number \
         but a spread; the chance to pass is the part of it that reaches the mark.",
    );
    page.heading("Overall ability");
    let ability = shown(found.ability, SHARE);
    page.text(
        Tone::Plain,
        format!(
            "Fifty values between 0 and 1 are tried, none favoured beforehand. Each is weighed by how \
             well it explains what was right in every topic, whose own ability lies about it as if \
             {} answers had been given before. The weighted mean: {ability}.",
            shown(CONCENTRATION, 0)
        ),
    );
    topics(page, run, &found, &ability);
    chance(page, &found);
    gains(page, run, &found);
    sources(
        page,
        &[Source::Own(
            "Topics pooled by a beta-binomial model on a grid: pofit's own choice among usual ways, kept \
             since it did best on simulated candidates, where treating topics apart was too gloomy.",
        )],
    );
}

fn topics(page: &mut Document, run: &Run, found: &ExamResult, ability: &str) {
    page.heading("What each topic is expected to bring");
    let prior = shown(CONCENTRATION, 0);
    for topic in &found.topics {
        let (right, asked) = (topic.right, topic.asked);
        line(
            page,
            &name(run, topic),
            &format!("({prior} x {ability} + {right}) / ({prior} + {asked})"),
            &shown(topic.expected, SHARE),
        );
    }
    formula(
        page,
        "(c p + right) / (c + asked), where p is the mean overall ability and c = 16: few answers stay \
         near p, many speak for themselves",
    );
    let parts: Vec<String> = found
        .topics
        .iter()
        .map(|topic| format!("{} x {}", topic.asked, shown(topic.expected, SHARE)))
        .collect();
    #[expect(clippy::cast_precision_loss)] // far fewer than 2^52 questions
    let expected = found.mean * found.asked as f64;
    line(
        page,
        "Questions right on another draw, on average",
        &parts.join(" + "),
        &shown(expected, POINTS),
    );
}

fn chance(page: &mut Document, found: &ExamResult) {
    page.heading("The spread, and the part that passes");
    let (low, high) = found.total_90;
    page.text(
        Tone::Plain,
        format!(
            "For each overall ability, the number right in each topic follows a beta-binomial spread; \
             the topics are put together number by number, and the abilities by their weights: work for a machine rather than a pencil. One draw \
             in twenty brings fewer than {low} right, and one in twenty more than {high}, or as near \
             to that as whole questions allow."
        ),
    );
    match found.chance.zip(found.needed) {
        Some((chance, needed)) => page.bullet(
            Tone::Strong,
            format!(
                "The part with {needed} of {} or more right: {}, told as {}",
                found.asked,
                shown(chance, SHARE),
                about_in_ten(chance)
            ),
        ),
        None => page.text(Tone::Plain, "No mark is known, so no part of it is a pass."),
    }
}

fn gains(page: &mut Document, run: &Run, found: &ExamResult) {
    let Some(chance) = found.chance else { return };
    page.heading("What would raise it");
    let share = shown(MASTERED, SHARE);
    page.text(
        Tone::Plain,
        format!(
            "One topic at a time is taken as mastered: each of its questions right with chance {share}, \
             all else as above. The gain is that chance less the one before; where it is none, nothing \
             is told."
        ),
    );
    for topic in &found.topics {
        let Some(gain) = topic.gain else { continue };
        let asked = count(topic.asked, "question", "questions");
        line(
            page,
            &format!("{} ({asked})", name(run, topic)),
            &format!("{} - {}", shown(chance + gain, SHARE), shown(chance, SHARE)),
            &format!(
                "{}, told as {} points",
                shown(gain, SHARE),
                points(100.0 * gain)
            ),
        );
    }
}
