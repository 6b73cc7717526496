//! The result of a quiz in words: the score with its interval, by topic, and what was missed.

use super::certainty::{self, certainty_told};
use super::document::{Document, Meter, Tone};
use super::feedback::{Sign, explain};
use super::words::{count, points, said, tenths};
use crate::bank::{Item, Text};
use crate::run::{Run, Slot};
use crate::score::{Correctness, QuizResult, TopicScore};

/// From this share (percent) on, the result suggests harder ground.
const FIRM: f64 = 85.0;
/// Below this share (percent), the result suggests reading first.
const SHAKY: f64 = 60.0;

/// Tells the result of a quiz.
pub(super) fn document(run: &Run, result: &QuizResult) -> Document {
    let mut page = Document::default();
    page.title(format!("Your result: {}", run.bank().head.title));
    if let (Some(exam), Some(result)) = (&run.plan().exam, run.exam_result()) {
        super::exam::result(&mut page, run, exam, &result);
    }
    score(&mut page, result, run.is_exam());
    topics(&mut page, run, result);
    if let Some(found) = &result.confidence {
        certainty::section(&mut page, found);
    }
    missed(&mut page, run);
    page.heading("What this number means");
    page.text(
        Tone::Plain,
        "The score is the share of credit over the questions you answered. The interval (Wilson, \
         95 %) is what your score could be if other questions of the same sort had been drawn: \
         with few questions it is wide, and that is honest. It is not a percentile, and no \
         prediction of a certificate.",
    );
    page.text(
        Tone::Muted,
        format!(
            "Seed {}: the same seed asks the same way again.",
            run.plan().seed
        ),
    );
    page
}

fn score(page: &mut Document, result: &QuizResult, is_exam: bool) {
    page.heading("Score");
    if is_exam {
        page.text(
            Tone::Muted,
            "With partial credit, over the questions you answered: an exam counts neither.",
        );
    }
    let answered = score_words(result);
    match score_meter(result) {
        Some((percent, meter)) => {
            page.meter(meter);
            page.text(Tone::Plain, format!("{answered}. {}", next_step(percent)));
        }
        _ => page.text(
            Tone::Plain,
            format!("{answered}: too few for a percentage."),
        ),
    }
    if result.skipped > 0 && !is_exam {
        let skipped = count(result.skipped, "question was", "questions were");
        page.text(
            Tone::Muted,
            format!("{skipped} skipped, which does not move the score."),
        );
    }
}

/// The summed credit in words.
pub(super) fn score_words(result: &QuizResult) -> String {
    format!(
        "{} of {}",
        tenths(result.credit),
        count(result.answered, "point", "points"),
    )
}

/// The score in percent with its interval; `None` where there are too few answers for one.
pub(super) fn score_meter(result: &QuizResult) -> Option<(f64, Meter)> {
    let (percent, (low, high)) = result.percent.zip(result.interval)?;
    let figures = format!(
        "{} %  ({} to {})",
        points(percent),
        points(low),
        points(high)
    );
    let meter = Meter {
        label: "All questions".to_owned(),
        value: Some((percent, low, high)),
        marks: Vec::new(),
        figures,
    };
    Some((percent, meter))
}

fn next_step(percent: f64) -> &'static str {
    if percent >= FIRM {
        "That stands well. Next: the reasons behind your few misses, or a discussion with somebody \
         who would answer differently."
    } else if percent >= SHAKY {
        "A good base. Next: read the reasons below, then press m to take only what you missed."
    } else {
        "Plenty to gain here. Next: read the reasons below at leisure, look into one source, and \
         come back tomorrow."
    }
}

fn topics(page: &mut Document, run: &Run, result: &QuizResult) {
    if result.topics.is_empty() {
        return;
    }
    page.heading("By topic");
    for topic in &result.topics {
        page.meter(topic_meter(run, topic));
    }
}

/// A topic's credit, with its interval where there are enough answers.
pub(super) fn topic_meter(run: &Run, topic: &TopicScore) -> Meter {
    let name = run
        .bank()
        .topics()
        .iter()
        .find(|known| known.id == topic.topic);
    let label = name.map_or_else(|| topic.topic.to_string(), |topic| topic.name.to_string());
    let tally = format!("{} of {}", tenths(topic.credit), topic.answered);
    let value = topic
        .percent
        .zip(topic.interval)
        .map(|(p, (low, high))| (p, low, high));
    let figures = match value {
        Some((percent, low, high)) => {
            format!(
                "{tally}, {} %  ({} to {})",
                points(percent),
                points(low),
                points(high)
            )
        }
        None => format!("{tally}; too few for a percentage"),
    };
    Meter {
        label,
        value,
        marks: Vec::new(),
        figures,
    }
}

fn missed(page: &mut Document, run: &Run) {
    let missed = run.missed();
    page.heading("What was missed");
    if missed.is_empty() {
        page.text(Tone::Good, "Nothing: every question has full credit.");
        return;
    }
    let slots = (0..run.len()).filter_map(|place| run.nth(place));
    for (item, slot) in slots.filter(|(item, _)| missed.contains(&item.id)) {
        missed_item(page, run, item, slot);
    }
}

fn missed_item(page: &mut Document, run: &Run, item: &Item, slot: &Slot) {
    let told = explain(run.bank(), item, &slot.order, slot.response());
    page.text(
        Tone::Strong,
        format!("{}: {}", sentence_case(item.kind.name()), item.stem),
    );
    let answer = slot.response().map(|response| said(item, response));
    let sure = slot.certainty.zip(told.correctness);
    let sure = sure.map_or_else(String::new, |(level, found)| {
        format!(" {}.", certainty_told(level, found))
    });
    match (answer, told.correctness) {
        (Some(answer), Some(Correctness::Partly)) => {
            page.bullet(
                Tone::Caution,
                format!("You said: {answer}. {}{sure}", told.verdict),
            );
        }
        (Some(answer), _) => page.bullet(Tone::Bad, format!("You said: {answer}.{sure}")),
        (None, _) => page.bullet(Tone::Muted, "You skipped it."),
    }
    for option in told
        .options
        .iter()
        .filter(|option| option.sign != Sign::Left)
    {
        let tone = match option.sign {
            Sign::Hit | Sign::Missed => Tone::Good,
            Sign::False => Tone::Bad,
            Sign::Left => Tone::Plain,
        };
        let remark = option
            .remark
            .as_ref()
            .map(|remark| format!(" ({remark})"))
            .unwrap_or_default();
        let why = option
            .why
            .as_ref()
            .map(|why| format!(". {why}"))
            .unwrap_or_default();
        page.bullet(tone, format!("{}{remark}{why}", option.text));
    }
    if let Some(takeaway) = item.explanation.as_ref().map(Text::as_str) {
        page.text(Tone::Plain, takeaway);
    }
    if !told.sources.is_empty() {
        page.text(Tone::Muted, format!("Source: {}", told.sources.join("; ")));
    }
}

fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    first + chars.as_str()
}
