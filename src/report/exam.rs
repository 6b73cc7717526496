//! An exam in words: its clock, what to know before it begins and before it ends, and its result: the
//! mark, what it says of another draw, and the topics that would raise the chance most.

use super::document::{Document, Mark, Meter, Target, Tone};
use super::words::{count, points};
use crate::bank::{Bank, ItemId};
use crate::learn::Entry;
use crate::run::{ExamPlan, Plan, Run};
use crate::score::{ExamResult, ExamTopic, MASTERED, needed};

/// Heads what an exam says of another draw.
pub(super) const MEANS: &str = "What your score means";
/// Below this much time the clock is told with a sign: five minutes, in milliseconds.
const SHORT: u64 = 5 * 60 * 1000;
/// At most so many topics are named as those that would raise the chance most.
const TOPICS: usize = 3;
/// A gain below this (chance) is lost in the error and not named.
const SLIGHT_GAIN: f64 = 0.02;

/// What is left on a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Minutes and seconds, with hours where there are any; a begun second counts as whole.
    pub text: String,
    /// Whether little is left.
    pub is_short: bool,
}

/// What is left on a clock, from milliseconds.
pub fn clock(millis: u64) -> Clock {
    let seconds = millis.div_ceil(1000);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let text = if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    };
    let is_short = millis < SHORT;
    Clock { text, is_short }
}

/// A span of seconds in words: "30 minutes", "1 minute 30 seconds".
fn span(seconds: u64) -> String {
    let part = |n: u64, one: &str, many: &str| {
        let n = usize::try_from(n).unwrap_or(usize::MAX);
        (n > 0).then(|| count(n, one, many))
    };
    let parts = [
        part(seconds / 60, "minute", "minutes"),
        part(seconds % 60, "second", "seconds"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// What an exam asks for, before it begins.
pub(super) fn about(page: &mut Document, bank: &Bank, plan: &Plan, exam: &ExamPlan) {
    let items = plan.choose(bank).map_or(0, |places| places.len());
    let mark = exam.pass.map_or_else(
        || "no pass mark is known".to_owned(),
        |pass| format!("passed with {} right ({pass} %)", needed(items, pass)),
    );
    page.bullet(
        Tone::Plain,
        format!(
            "{}: {} in {}, {mark}.",
            exam.name,
            count(items, "question", "questions"),
            span(exam.seconds)
        ),
    );
    if let Some(note) = &exam.note {
        page.bullet(Tone::Plain, note.as_str());
    }
    page.bullet(
        Tone::Plain,
        "Right and wrong are shown at the end only. Until then you can change any answer, flag \
         questions and see them all on a map. What has no answer counts as not right.",
    );
    page.bullet(
        Tone::Plain,
        "The clock runs while the exam is on show, and stands while it waits (home page, suspended, \
         closed); a certification test would not. At zero the exam ends by itself, with everything you \
         answered.",
    );
}

/// What is told when an exam ends by itself.
pub const TIME_UP: &str = "The time is up: the exam ends here, with every answer you gave before. This line is not counted.";

/// What to know of the clock before an exam as a dialogue; `runs` says whether a person answers.
pub fn before_dialogue(millis: u64, runs: bool) -> String {
    if runs {
        format!(
            "Time: {}. It is told at each question and runs on while pofit is suspended; a line that \
             comes after the end is not counted.",
            clock(millis).text
        )
    } else {
        "No clock runs, since the answers do not come from a person at a terminal.".to_owned()
    }
}

/// What to know before an exam is finished.
pub fn before_closing(run: &Run) -> String {
    let open = run.unanswered();
    let answered = if open == 0 {
        "Every question has an answer.".to_owned()
    } else {
        let open = count(open, "question has", "questions have");
        format!("{open} no answer yet, and would count as not right.")
    };
    match run.exam_state().flags.len() {
        0 => answered,
        flags => format!("{answered} {} flagged.", count(flags, "is", "are")),
    }
}

/// A chance as it may be told: roughly.
pub(super) fn about_in_ten(chance: f64) -> String {
    if chance < 0.05 {
        "less than 1 time in 20".to_owned()
    } else if chance >= 0.95 {
        "more than 19 times in 20".to_owned()
    } else {
        let tenths = (chance * 10.0).round().clamp(1.0, 9.0);
        let times = if tenths < 2.0 { "time" } else { "times" };
        format!("about {tenths:.0} {times} in 10")
    }
}

/// The result of an exam, above the score of the quiz.
pub(super) fn result(page: &mut Document, run: &Run, exam: &ExamPlan, result: &ExamResult) {
    mark(page, run, exam, result);
    another_draw(page, result);
    topics(page, run, result);
}

fn share(part: usize, of: usize) -> f64 {
    #[expect(clippy::cast_precision_loss)] // far fewer than 2^52 questions
    let share = 100.0 * part as f64 / of.max(1) as f64;
    share
}

fn mark(page: &mut Document, run: &Run, exam: &ExamPlan, result: &ExamResult) {
    let (right, asked) = (result.right, result.asked);
    page.heading(format!("Exam: {}", exam.name));
    let (low, high) = result.total_90;
    let mark = |needed: usize| Mark {
        at: share(needed, asked),
        letter: 'P',
        meaning: format!("pass mark: {needed} of {asked}"),
    };
    page.meter(Meter {
        label: "Questions right".to_owned(),
        value: Some((share(right, asked), share(low, asked), share(high, asked))),
        marks: result.needed.map(mark).into_iter().collect(),
        figures: format!("{right} of {asked}  (another draw: {low} to {high})"),
    });
    match (result.passed, result.needed) {
        (Some(true), Some(needed)) => page.bullet(
            Tone::Good,
            format!("Passed: {right} of {asked} right, {needed} needed."),
        ),
        (_, Some(needed)) => page.bullet(
            Tone::Bad,
            format!("Not passed: {right} of {asked} right, {needed} needed."),
        ),
        (_, None) => page.bullet(
            Tone::Plain,
            format!(
                "{right} of {asked} right. No pass mark is known, so there is no pass or fail."
            ),
        ),
    }
    if run.is_time_up() {
        page.bullet(
            Tone::Caution,
            format!(
                "The time ({}) was up: the exam ended by itself, with every answer you had given.",
                span(exam.seconds)
            ),
        );
    } else if run.exam_state().used > 0 {
        let used = run.exam_state().used / 1000;
        page.bullet(
            Tone::Plain,
            format!(
                "Time: {} of {}.",
                clock(used * 1000).text,
                clock(exam.seconds * 1000).text
            ),
        );
    }
    let open = run.unanswered();
    let open = if open > 0 {
        format!(" {} without an answer.", count(open, "was", "were"))
    } else {
        String::new()
    };
    page.text(
        Tone::Muted,
        format!(
            "A question counts when it has full credit; partly right or without an answer, it counts \
             as not right.{open}"
        ),
    );
    if let Some(note) = &exam.note {
        page.text(Tone::Muted, note);
    }
}

fn another_draw(page: &mut Document, result: &ExamResult) {
    page.heading(MEANS);
    let asked = count(result.asked, "question", "questions");
    let (low, high) = result.total_90;
    let range = format!("in nine draws of ten, between {low} and {high} right");
    match result.chance {
        Some(chance) => page.text(
            Tone::Strong,
            format!(
                "On another draw of {asked} from the same blueprint you would pass {}; {range}.",
                about_in_ten(chance)
            ),
        ),
        None => page.text(
            Tone::Strong,
            format!("On another draw of {asked} from the same blueprint: {range}."),
        ),
    }
    page.text(
        Tone::Plain,
        "It rests on these answers alone, with your topics taken as alike, and holds if you know as \
         much as today and saw the questions for the first time: any that you had met before make it \
         look better than it is. It is about this bank's questions, and no prediction of anybody's \
         certificate.",
    );
    if result.chance.is_some() {
        page.text(
            Tone::Muted,
            "Kept on 5,000 simulated candidates: the share that passed lay within ten points of the \
             chance told, within six where more than 40 % was told. For groups much weaker or stronger \
             than those it drifts, so it is told roughly.",
        );
    }
}

fn topics(page: &mut Document, run: &Run, result: &ExamResult) {
    let by = |value: fn(&ExamTopic) -> f64, least: f64| {
        let mut topics: Vec<&ExamTopic> = result.topics.iter().collect();
        topics.retain(|topic| value(topic) >= least);
        topics.sort_by(|a, b| value(b).total_cmp(&value(a)));
        topics.truncate(TOPICS);
        topics
    };
    let raising = by(|topic| topic.gain.unwrap_or_default(), SLIGHT_GAIN);
    let mastered = points(10.0 * MASTERED);
    if let Some(chance) = result.chance.filter(|_| !raising.is_empty()) {
        page.heading("What would raise the chance most");
        page.text(
            Tone::Plain,
            format!(
                "If {mastered} in 10 of one topic's questions were right, and all else stayed as it \
                 is:"
            ),
        );
        for topic in &raising {
            let gain = topic.gain.unwrap_or_default();
            page.bullet(
                Tone::Plain,
                format!(
                    "{}: {} of {} right now; then {} (up by {} points).",
                    name(run, topic),
                    topic.right,
                    topic.asked,
                    about_in_ten(chance + gain),
                    points(100.0 * gain)
                ),
            );
        }
        links(page, run, &raising);
        return;
    }
    let room = by(|topic| topic.room, 1.0);
    page.heading("Where most is to be gained");
    if room.is_empty() {
        page.text(
            Tone::Good,
            format!("Nowhere by much: {mastered} in 10 are to be expected in every topic."),
        );
        return;
    }
    let no_single = if result.chance.is_some() {
        "No single topic moves the chance by much. "
    } else {
        ""
    };
    page.text(
        Tone::Plain,
        format!(
            "{no_single}If {mastered} in 10 of one topic's questions were right, another draw would \
             bring, on average:"
        ),
    );
    for topic in &room {
        page.bullet(
            Tone::Plain,
            format!(
                "{}: {} of {} right now; then about {} more.",
                name(run, topic),
                topic.right,
                topic.asked,
                points(topic.room)
            ),
        );
    }
    links(page, run, &room);
}

pub(super) fn name(run: &Run, topic: &ExamTopic) -> String {
    let known = run.bank().topics().iter();
    let known = known.filter(|known| Some(&known.id) == topic.topic.as_ref());
    let mut names = known.map(|known| known.name.to_string());
    names.next().unwrap_or_else(|| "Without a topic".to_owned())
}

fn links(page: &mut Document, run: &Run, topics: &[&ExamTopic]) {
    for topic in topics {
        links_of(page, run, topic);
    }
}

/// Leads to practice of a topic, and to what there is to read about the first question missed in it.
fn links_of(page: &mut Document, run: &Run, topic: &ExamTopic) {
    let bank = run.bank();
    let of_topic = bank.items.iter().filter(|item| item.topic == topic.topic);
    let items: Vec<ItemId> = of_topic.map(|item| item.id.clone()).collect();
    let name = name(run, topic);
    let has = count(items.len(), "question", "questions");
    let missed = run.missed();
    let mut readings = items
        .iter()
        .filter(|id| missed.contains(id))
        .filter_map(|id| bank.item(id)?.faq.first());
    let reading = readings.next().cloned();
    page.link(
        format!("Practise: {name}"),
        Some(&format!(
            "The bank has {has} on it, explained one by one, without a clock."
        )),
        Target::Items(bank.head.id.clone(), items),
    );
    if let Some(question) = reading {
        page.link(
            format!("Read: {name}"),
            Some("What stands behind a question that you missed there."),
            Target::Entry(Entry::Question(question)),
        );
    }
}
