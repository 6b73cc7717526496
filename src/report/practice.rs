//! Practice in words: what there is to do, when an item comes again, what is known over the weeks.

use super::document::{Document, Meter, Tone};
use super::words::count;
use crate::practice::{
    Band, Counts, DAY, Grade, MINUTE, Settings, Today, TopicMastery, Tuned, Week, Why,
};

/// What the page before practice tells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PracticeNow {
    /// What there is to do.
    pub today: Today,
    /// Items to repeat tomorrow.
    pub tomorrow: usize,
    /// Answers of the sitting that was just ended, and the right ones among them.
    pub done: Option<(usize, usize)>,
    /// Whether the log is kept.
    pub keeps: bool,
    /// Items that were asked at least once.
    pub seen: usize,
    /// All items.
    pub all: usize,
    /// The share of them that the scheduler expects to be recalled on the day of the course, 0..=1.
    pub on_the_day: Option<f64>,
}

/// What there is to do, for the page before practice.
pub fn practice(now: PracticeNow) -> Document {
    let mut page = Document::default();
    page.title("Practice");
    if let Some((answers, right)) = now.done {
        page.text(Tone::Good, ended(answers, right, now.today));
    } else {
        page.text(Tone::Strong, to_do(now.today));
    }
    if now.seen == 0 {
        let back = if now.today.course.is_some() {
            "what you miss comes back when that helps most for the day."
        } else {
            "what you miss comes back within minutes, what you know after days."
        };
        page.text(
            Tone::Plain,
            format!(
                "A few questions a day, each asked again shortly before you would forget it. Answer \
                 from memory; {back}"
            ),
        );
    } else {
        let seen = format!("{} of {} questions met so far.", now.seen, now.all);
        let tomorrow = match now.tomorrow {
            _ if now.on_the_day.is_some() => String::new(),
            0 => "Nothing comes back tomorrow.".to_owned(),
            due => format!("Tomorrow {due} to repeat."),
        };
        page.text(Tone::Muted, format!("{seen} {tomorrow}").trim_end());
    }
    if let Some(share) = now.on_the_day {
        page.text(
            Tone::Muted,
            format!(
                "Without any more practice about {:.0} % of all questions would be recalled on the \
                 day: the scheduler's estimate, which can be far too high.",
                100.0 * share
            ),
        );
    }
    if !now.keeps {
        page.text(
            Tone::Caution,
            "Nothing is kept: the schedule is forgotten when you leave pofit.",
        );
    }
    page
}

/// The line of the home page; what is due shows even where there is no room for more.
pub fn practise_title(due: usize, course: Option<i64>) -> String {
    match (due, course) {
        (_, Some(days)) => format!("Practise: your course is {}", in_days(days)),
        (0, None) => "Practise".to_owned(),
        (due, None) => format!("Practise: {due} to repeat"),
    }
}

/// A day ahead in words.
fn in_days(days: i64) -> String {
    match days {
        ..=1 => "tomorrow".to_owned(),
        days => format!("in {days} days"),
    }
}

/// What there is to do, in a sentence.
pub fn to_do(today: Today) -> String {
    let what = match (today.course, today.due, today.fresh) {
        (Some(days), ..) => format!(
            "Your course is {}: what helps most on that day comes first",
            in_days(days)
        ),
        (None, 0, 0) => "Nothing is due".to_owned(),
        (None, due, 0) => format!("{due} to repeat"),
        (None, 0, fresh) => format!("{fresh} new"),
        (None, due, fresh) => format!("{due} to repeat and {fresh} new"),
    };
    let done = match (today.done, today.goal) {
        (0, 0) => return format!("{what}."),
        (done, 0) => count(done, "answer", "answers"),
        (done, goal) if done >= goal => {
            format!(
                "{}: the goal of {goal} is reached",
                count(done, "answer", "answers")
            )
        }
        (done, goal) => format!("{done} of {goal} answers"),
    };
    format!("{what}. Today: {done}.")
}

/// Said where there is nothing to take back.
pub const NOTHING_TO_UNDO: &str = "There is no answer of this sitting to take back.";

/// Why an item is asked, where that is not plain.
pub fn asked_because(why: Why) -> Option<&'static str> {
    match why {
        Why::Due => None,
        Why::Fresh => Some("New to you."),
        Why::Changed => Some("Its right answer has been changed since you met it."),
        Why::Anyway => Some("Off the schedule: what you answer does not move it."),
    }
}

/// A span of time, roughly: minutes, days, weeks, months or years.
pub fn span(millis: i64) -> String {
    let rounded = |unit: i64| (millis + unit / 2) / unit;
    let told = |number: i64, one: &str, many: &str| {
        count(usize::try_from(number.max(1)).unwrap_or(1), one, many)
    };
    match millis {
        ..DAY => told(rounded(MINUTE), "minute", "minutes"),
        _ if millis < 21 * DAY => told(rounded(DAY), "day", "days"),
        _ if millis < 60 * DAY => told(rounded(7 * DAY), "week", "weeks"),
        _ if millis < 700 * DAY => told(rounded(30 * DAY), "month", "months"),
        _ => told(rounded(365 * DAY), "year", "years"),
    }
}

/// A grade with what it means.
pub fn grade_words(grade: Grade) -> &'static str {
    match grade {
        Grade::Again => "again (not recalled)",
        Grade::Hard => "hard (recalled with effort)",
        Grade::Good => "good (recalled)",
        Grade::Easy => "easy (known at once)",
    }
}

/// When an item comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// After so many milliseconds.
    In(i64),
    /// When that helps most for the course.
    ForCourse,
    /// As if it had not been asked.
    Unmoved,
}

/// What an answer was taken for, and when its item comes again.
pub fn graded(grade: Grade, is_own: bool, back: Back) -> String {
    let whose = if is_own { "Your grade" } else { "Grade" };
    let when = match back {
        Back::In(wait) => format!("it comes back in {}", span(wait)),
        Back::ForCourse => "it comes back when that helps most for your course".to_owned(),
        Back::Unmoved => "the schedule stays as it is".to_owned(),
    };
    format!("{whose}: {}; {when}.", grade.name())
}

/// The figures of a topic.
pub fn topic_figures(counts: Counts) -> String {
    let Counts {
        known,
        shaky,
        unseen,
    } = counts;
    match counts.band() {
        Band::Unseen => format!("{unseen} unseen"),
        _ => format!("{known} known, {shaky} shaky, {unseen} unseen"),
    }
}

/// Shares as a bar: the value is what is known, the band reaches to all that was asked.
fn meter(label: String, counts: Counts) -> Meter {
    #[expect(clippy::cast_precision_loss)] // a bank has fewer than 2^52 items
    let percent = |number: usize| 100.0 * number as f64 / counts.all().max(1) as f64;
    let known = percent(counts.known);
    Meter {
        label,
        value: Some((known, known, percent(counts.known + counts.shaky))),
        marks: Vec::new(),
        figures: topic_figures(counts),
    }
}

/// A setting in words: what it is called and how it stands.
pub fn setting_words(settings: Settings, course: Option<i64>) -> [(&'static str, String); 4] {
    let goal = match settings.goal {
        0 => "none".to_owned(),
        goal => goal.to_string(),
    };
    [
        ("New questions a day", settings.new_per_day.to_string()),
        ("Recall to aim at", format!("{} %", settings.retention)),
        ("Answers a day to aim at", goal),
        (
            "Day of your course or exam",
            course.map_or_else(|| "none".to_owned(), in_days),
        ),
    ]
}

/// What is known by topic, what is answered wrong again and again, and how much was known week by
/// week.
pub fn mastery_map(topics: &[TopicMastery], leeches: &[String], weeks: &[Week]) -> Document {
    let mut page = Document::default();
    page.title("What is known, by topic");
    for topic in topics {
        page.meter(meter(topic.name.clone(), topic.counts));
    }
    page.text(Tone::Muted, known_words());
    if !leeches.is_empty() {
        page.heading("Answered wrong again and again");
        for stem in leeches {
            page.bullet(Tone::Caution, stem);
        }
    }
    page.heading("Week by week");
    tell_weeks(&mut page, weeks);
    page
}

/// How much was known at the end of each week.
pub fn over_weeks(weeks: &[Week]) -> Document {
    let mut page = Document::default();
    page.title("What is known, week by week");
    tell_weeks(&mut page, weeks);
    page.text(Tone::Muted, known_words());
    page
}

fn tell_weeks(page: &mut Document, weeks: &[Week]) {
    let (Some(first), Some(last)) = (weeks.first(), weeks.last()) else {
        page.text(
            Tone::Plain,
            "After the first answers there will be something to see here.",
        );
        return;
    };
    for (back, week) in weeks
        .iter()
        .enumerate()
        .map(|(n, week)| (weeks.len() - 1 - n, week))
    {
        let label = match back {
            0 => "Now".to_owned(),
            1 => "A week ago".to_owned(),
            back => format!("{back} weeks ago"),
        };
        page.meter(meter(label, week.counts));
    }
    page.text(
        Tone::Muted,
        "The mark is the share that is known, the band beside it what is shaky; the rest is unseen.",
    );
    if weeks.len() > 1 {
        page.text(
            Tone::Plain,
            format!(
                "Known then {}, now {}. Memory fades between answers: a week without practice shows \
                 as fewer known.",
                first.counts.known, last.counts.known
            ),
        );
    }
}

/// What known, shaky and unseen mean.
pub fn known_words() -> &'static str {
    "Known: learnt, and the scheduler expects you to recall it with a chance of 80 % or more now. \
     Shaky: asked, but not learnt yet, or likely forgotten by now. Unseen: never asked."
}

/// What a fit of the schedule came to.
pub fn tuned(tuned: &Tuned) -> String {
    let numbers = format!(
        "Fitted on your {} earlier answers, judged by the {} latest: log loss {:.3} before, {:.3} \
         after (less is better).",
        tuned.trained_on, tuned.held_out, tuned.before, tuned.after
    );
    let taken = if tuned.is_better() {
        "It predicts you better: the schedule uses it from now on."
    } else {
        "It does not predict you better: the schedule stays as it is."
    };
    format!("{numbers}\n{taken}")
}

/// Why nothing was fitted.
pub fn too_few_to_tune(usable: usize) -> String {
    format!(
        "There are {usable} answers that came a day or more after another; {} are needed before a \
         fit can rest on them. The schedule stays as it is.",
        crate::practice::ENOUGH
    )
}

/// An answer in practice could not be kept.
pub fn review_not_kept(why: &str) -> String {
    format!(
        "Your answer could not be kept: {why}. pofit holds it and tries again with the next answer."
    )
}

/// What leaving would lose of practice.
pub fn before_leaving_practice() -> &'static str {
    "Your latest answers in practice could not be kept. They are lost when you leave now."
}

/// What a sitting of practice came to, and what is left.
pub fn ended(answers: usize, right: usize, today: Today) -> String {
    let done = if answers == 0 {
        "No answer this time.".to_owned()
    } else {
        format!(
            "Done: {}, {right} right.",
            count(answers, "answer", "answers")
        )
    };
    format!("{done} {}", to_do(today))
}
