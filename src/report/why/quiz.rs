//! A quiz's score and a topic's: the credits, their mean, and Wilson's interval.

use super::super::document::{Document, Target, Tone};
use super::super::quiz::{score_meter, score_words, topic_meter};
use super::super::words::{one_line, points, tenths};
use super::source::{Source, sources};
use super::sum::{POINTS, SHARE, VARIANCE, counted, formula, line, shown, worked};
use super::{Number, Whys};
use crate::bank::{Item, TopicId};
use crate::score::{FEWEST, ItemMark, QuizResult, WilsonSum, interval_sum, marks_of};

/// A question is told in about so many characters where it is one of many.
const LABEL: usize = 56;

/// A score, over all items or over a topic's.
struct Scored<'a> {
    marks: Vec<&'a ItemMark>,
    answered: usize,
    credit: f64,
    percent: Option<f64>,
    interval: Option<(f64, f64)>,
}

pub(super) fn score(page: &mut Document, whys: &Whys<'_>, result: &QuizResult) {
    match score_meter(result) {
        Some((_, meter)) => page.meter(meter),
        None => page.text(Tone::Strong, format!("{}.", score_words(result))),
    }
    page.text(
        Tone::Plain,
        "The score is the share of credit over the questions that you answered, in percent. A \
         skipped question moves nothing.",
    );
    let scored = Scored {
        marks: result.items.iter().collect(),
        answered: result.answered,
        credit: result.credit,
        percent: result.percent,
        interval: result.interval,
    };
    told(page, whys, &scored);
}

pub(super) fn topic(page: &mut Document, whys: &Whys<'_>, result: &QuizResult, id: &TopicId) {
    let Some(topic) = result.topics.iter().find(|topic| topic.topic == *id) else {
        return;
    };
    page.meter(topic_meter(whys.run, topic));
    page.text(
        Tone::Plain,
        "The score of a topic is the share of credit over those of its questions that you \
         answered.",
    );
    let scored = Scored {
        marks: marks_of(whys.run.bank(), &result.items, id).collect(),
        answered: topic.answered,
        credit: topic.credit,
        percent: topic.percent,
        interval: topic.interval,
    };
    told(page, whys, &scored);
}

fn told(page: &mut Document, whys: &Whys<'_>, scored: &Scored<'_>) {
    page.heading("The score");
    let credits = scored.marks.iter().filter_map(|mark| mark.credit);
    let (credit, of) = (shown(scored.credit, SHARE), scored.answered);
    if of == 0 {
        page.text(
            Tone::Plain,
            "No question was answered, so there is no score.",
        );
    } else {
        let mut credits: Vec<f64> = credits.collect();
        credits.sort_by(|a, b| b.total_cmp(a));
        let added = counted(credits.into_iter().map(|credit| shown(credit, SHARE)));
        page.bullet(
            Tone::Plain,
            format!(
                "The credits, taken together: {}, told as {} of {of}",
                worked(&added, &credit),
                tenths(scored.credit)
            ),
        );
    }
    let sum = interval_sum(scored.credit, of);
    match sum.zip(scored.percent).zip(scored.interval) {
        None if of > 0 => page.text(
            Tone::Plain,
            format!("Under {FEWEST} answers a percentage would mislead, so the count is all."),
        ),
        None => {}
        Some(((sum, percent), ends)) => {
            page.bullet(
                Tone::Strong,
                format!(
                    "In percent, the score: 100 x {credit} / {of} = {}, told as {}",
                    shown(percent, POINTS),
                    points(percent),
                ),
            );
            interval_of(page, of, &sum, ends);
        }
    }
    page.heading("Question by question");
    for mark in &scored.marks {
        if let Some(item) = whys.run.bank().item(&mark.item) {
            page.link(
                credit_label(item, mark.credit),
                None,
                Target::Number(Number::Credit(item.id.clone())),
            );
        }
    }
    let interval = sum.map(|_| Source::Wilson);
    let own = Source::Own("The mean of the credits, with every question alike: the usual way.");
    sources(
        page,
        &[Some(own), interval]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>(),
    );
}

fn interval_of(page: &mut Document, of: usize, sum: &WilsonSum, (low, high): (f64, f64)) {
    page.heading("The interval");
    page.text(
        Tone::Plain,
        "Other questions of the same sort would have given another score. The interval holds the \
         shares from which yours would be no surprise, nineteen times in twenty.",
    );
    let (p, z) = (shown(sum.share, SHARE), shown(sum.z, SHARE));
    let (centre, reach) = (shown(sum.centre, VARIANCE), shown(sum.reach, VARIANCE));
    let scale = shown(sum.scale, VARIANCE);
    line(
        page,
        &format!("Its middle, before scaling (z is {z} for 95 %)"),
        &format!("{p} + {z}^2 / (2 x {of})"),
        &centre,
    );
    line(
        page,
        "How far it reaches either way",
        &format!("{z} x sqrt({p} x (1 - {p}) / {of} + {z}^2 / (4 x {of}^2))"),
        &reach,
    );
    line(page, "The scale", &format!("1 + {z}^2 / {of}"), &scale);
    let end = |sign: &str, end: f64| {
        format!(
            "100 x ({centre} {sign} {reach}) / {scale} = {}",
            shown(end, POINTS)
        )
    };
    page.bullet(
        Tone::Strong,
        format!(
            "The interval: from {}, told as {}, to {}, told as {}",
            end("-", low),
            points(low),
            end("+", high),
            points(high),
        ),
    );
    formula(
        page,
        "(p + z^2/2n +- z sqrt(p(1 - p)/n + z^2/4n^2)) / (1 + z^2/n), where p is the share and n \
         the number of questions answered",
    );
}

/// The credit of a question in a line, with as much of the question as tells it apart.
pub(super) fn credit_label(item: &Item, credit: Option<f64>) -> String {
    let credit = credit.map_or_else(|| "skipped".to_owned(), |credit| shown(credit, POINTS));
    let question = one_line(item);
    let mut words = question.split(' ');
    let mut label = format!("{credit}:");
    for word in words.by_ref() {
        label.push(' ');
        label.push_str(word);
        if label.chars().count() >= LABEL {
            break;
        }
    }
    if words.next().is_some() {
        label.push_str(" ...");
    }
    label
}
