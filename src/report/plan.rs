//! The plan until a course, told day by day.

mod calendar;
mod record;

pub use calendar::calendar;
pub use record::{PLAN_SCHEMA, PlanRecord};

use super::document::{Document, Mark, Meter, Tone};
use super::words::{count, listed, points};
use crate::bank::{Bank, FaqId};
use crate::learn::{Entry, Learn};
use crate::practice::{DRAWN, Exam, Pace, Plan, PlanDay, TopicCount};
use std::sync::Arc;

/// So many topics of a day are named; the others are counted.
const NAMED: usize = 3;

/// A day as people and programs write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayName {
    /// Year, month and day: `2026-12-15`.
    pub iso: String,
    /// For reading: `Tue 15 Dec`.
    pub words: String,
    /// When practice begins on it, in universal time (`20261215T173000Z`); `None` for any time.
    pub begins: Option<String>,
}

/// The dates of a plan, which knows days by their number alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// The plan's days, today first.
    pub days: Vec<DayName>,
    /// The day of the course.
    pub course: DayName,
    /// When the plan was made, in universal time (`20261125T014500Z`).
    pub made: String,
    /// The same in whole minutes since 1970: a later plan has a larger number.
    pub edition: u32,
}

/// A plan with all that it takes to tell it.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its dates.
    pub dates: &'a Dates,
    /// The banks that it practises.
    pub banks: &'a [Arc<Bank>],
    /// What there is to read.
    pub learn: &'a Learn,
}

impl<'a> Planned<'a> {
    /// Each day with its name.
    fn days(self) -> impl Iterator<Item = (&'a DayName, &'a PlanDay)> {
        self.dates.days.iter().zip(&self.plan.days)
    }

    /// A question of the article.
    fn question(self, id: &FaqId) -> &'a str {
        self.learn.title(&Entry::Question(id.clone()))
    }
}

/// The plan as a document.
pub fn plan(planned: Planned<'_>) -> Document {
    let (plan, course) = (planned.plan, &planned.dates.course);
    let mut page = Document::default();
    page.title(format!("The plan until {}", course.words));
    let days = count(plan.days.len(), "day", "days");
    let minutes = count(plan.minutes.into(), "minute", "minutes");
    page.text(
        Tone::Plain,
        format!(
            "{days} with up to about {minutes} each, for {} of {}. {} now. The plan is made from what \
             you answered so far, so it changes as you go: make it anew every day.",
            count(plan.items, "question", "questions"),
            listed(&titles(planned.banks)),
            if plan.begun == 0 {
                "You have not met any by".to_owned()
            } else {
                format!("You have met {} by", plan.begun)
            }
        ),
    );
    outcome(&mut page, planned);
    for (number, week) in planned.days().collect::<Vec<_>>().chunks(7).enumerate() {
        let from = week.first().map_or("", |(name, _)| &name.words);
        page.heading(format!("Week {}, from {from}", number + 1));
        for (place, (name, day)) in week.iter().enumerate() {
            let mut words = day_words(planned, day);
            let mut today = "";
            if number == 0 && place == 0 {
                today = "Today, ";
                words = today_words(plan.done, day, words);
            }
            page.bullet(Tone::Plain, format!("{today}{}: {words}", name.words));
        }
    }
    reckoned(&mut page, plan);
    page
}

fn titles(banks: &[Arc<Bank>]) -> Vec<String> {
    let title = |bank: &Arc<Bank>| format!("\"{}\"", bank.head.title);
    banks.iter().map(title).collect()
}

/// What the plan comes to, and what it leaves out.
fn outcome(page: &mut Document, planned: Planned<'_>) {
    let plan = planned.plan;
    page.heading("When the course begins");
    #[expect(clippy::cast_precision_loss)] // numbers of items
    let share = |items: f64| 100.0 * items / plan.items.max(1) as f64;
    #[expect(clippy::cast_precision_loss)]
    let (low, high) = (plan.between.0 as f64, plan.between.1 as f64);
    page.meter(Meter {
        label: "Recalled".to_owned(),
        value: Some((share(plan.recalled), share(low), share(high))),
        marks: vec![Mark {
            at: share(plan.recalled_now),
            letter: 'n',
            meaning: format!("now, about {}", points(plan.recalled_now)),
        }],
        figures: format!(
            "about {} of {} ({} to {})",
            points(plan.recalled),
            plan.items,
            plan.between.0,
            plan.between.1
        ),
    });
    let missed = plan.left_out_items();
    if missed == 0 {
        page.text(Tone::Good, "You will have met every question by then.");
    } else {
        page.text(
            Tone::Caution,
            format!(
                "{} will not have come up by then: {}. Of each topic the easier ones come first.",
                count(missed, "question", "questions"),
                listed(&plan.left_out.iter().map(topic_words).collect::<Vec<_>>())
            ),
        );
        let all = match plan.enough {
            Some(minutes) => format!("About {minutes} minutes a day would do for all of them."),
            None => "Even four hours a day would not do for all of them.".to_owned(),
        };
        let largest = planned.banks.iter().max_by_key(|bank| bank.items.len());
        let one_bank = largest.filter(|_| planned.banks.len() > 1).map(|bank| {
            let items = bank.items.len();
            format!(" --bank {} plans for its {items} alone.", bank.head.id)
        });
        page.text(Tone::Plain, all + &one_bank.unwrap_or_default());
    }
    let waiting = plan.days.iter().filter(|day| day.waiting > 0).count();
    if waiting > 0 {
        let days = count(waiting, "day", "days");
        page.text(
            Tone::Caution,
            format!("On {days} the minutes do not do for all that is due: the rest waits."),
        );
    }
    let needed = plan.new_per_day;
    if !plan.for_course && needed > 0 && needed != usize::from(plan.allowed) {
        page.text(
            Tone::Plain,
            format!(
                "The plan takes up to {} a day; practice is set to {}, which its page changes.",
                count(needed, "new question", "new questions"),
                plan.allowed
            ),
        );
    }
    if let Some(recalled) = plan.if_set.filter(|recalled| *recalled > plan.recalled) {
        page.text(
            Tone::Strong,
            format!(
                "Set for this day, practice asks what helps most on it, and with the same minutes \
                 about {} of {} would be recalled: pofit plan --set does that.",
                points(recalled),
                plan.items
            ),
        );
    }
}

/// The same for today, of which something may be done already.
fn today_words(done: usize, day: &PlanDay, words: String) -> String {
    match (count(done, "answer", "answers"), day.is_free()) {
        _ if done == 0 => words,
        (done, true) => format!("{done} given, nothing more to do"),
        (done, false) => format!("{done} given; still {words}"),
    }
}

/// What to do on a day, in a line.
fn day_words(planned: Planned<'_>, day: &PlanDay) -> String {
    if day.is_free() {
        return "free".to_owned();
    }
    let mut words = vec![work(day)];
    if !day.fresh.is_empty() {
        words.push(format!("New: {}", topics_words(&day.fresh)));
    }
    if let Some(exam) = &day.exam {
        words.push(format!("Mock exam: {}", exam_command(exam)));
    }
    if let Some(id) = &day.reading {
        let question = planned.question(id);
        words.push(format!(
            "Worth reading first: {}",
            question.trim_end_matches('.')
        ));
    }
    if day.waiting > 0 {
        words.push(format!("{} due beyond the minutes", day.waiting));
    }
    let sentence = |part: &String| {
        let end = if part.ends_with('?') { "" } else { "." };
        format!("{part}{end}")
    };
    words.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// "8 new, 5 to repeat, an exam of 6; about 16 minutes".
fn work(day: &PlanDay) -> String {
    let mut work = Vec::new();
    let fresh = day.fresh_items();
    if fresh > 0 {
        work.push(format!("{fresh} new"));
    }
    if day.repeats > 0 {
        work.push(format!("{} to repeat", day.repeats));
    }
    if let Some(exam) = &day.exam {
        work.push(format!("an exam of {}", exam.items));
    }
    let light = if day.is_light { ", a light day" } else { "" };
    let minutes = count(day.minutes().into(), "minute", "minutes");
    format!("{}; about {minutes}{light}", work.join(", "))
}

fn topics_words(topics: &[TopicCount]) -> String {
    let named = topics.iter().take(NAMED).map(topic_words);
    let mut words: Vec<String> = named.collect();
    let others = topics.len().saturating_sub(NAMED);
    if others > 0 {
        words.push(count(others, "other topic", "other topics"));
    }
    listed(&words)
}

fn topic_words(topic: &TopicCount) -> String {
    format!("{} ({})", topic.name, topic.items)
}

/// What to type for a mock exam.
fn exam_command(exam: &Exam) -> String {
    format!(
        "pofit quiz --bank {} --exam --items {}",
        exam.bank, exam.items
    )
}

/// What the numbers rest on.
fn reckoned(page: &mut Document, plan: &Plan) {
    page.heading("What the numbers rest on");
    let order = if plan.for_course {
        "each time the question comes that adds most to what is recalled on the course's day for \
         the seconds it takes, new or met before, as far as the minutes go."
    } else {
        "what is due is repeated first, then new questions come, as many each day as it takes to \
         meet all in time, as far as the minutes go."
    };
    page.bullet(
        Tone::Plain,
        format!("Practice (pofit practise) is tried out ahead: {order}"),
    );
    if plan.quiet > 0 {
        let days = count(plan.quiet, "day", "days");
        page.bullet(
            Tone::Plain,
            format!(
                "On the last {days} nothing new comes: it could not be repeated before the course."
            ),
        );
    }
    if plan.days.iter().any(|day| day.exam.is_some()) {
        page.bullet(
            Tone::Plain,
            "The mock exam shows right and wrong only at its end. It comes late enough to be one \
             and early enough to repeat what it shows.",
        );
    }
    page.bullet(Tone::Plain, pace_words(&plan.pace, plan.for_course));
    page.bullet(
        Tone::Plain,
        format!(
            "What is forgotten is a matter of chance. Of {DRAWN} drawn courses of events nine in \
             ten end within the range above, and on nine days in ten the repeats lie within {} of \
             the plan's. How well the model of memory suits you is not in these ranges; a day left \
             out is not either.",
            plan.repeats_off_by
        ),
    );
    page.bullet(
        Tone::Plain,
        "A question that never came up counts as not recalled, though you may know it. Reading is \
         not in the minutes.",
    );
}

fn pace_words(pace: &Pace, for_course: bool) -> String {
    let seconds = |seconds: f64, of: usize| {
        let basis = if of > 0 {
            format!("as in {of} answers of yours")
        } else {
            "by the length of the texts".to_owned()
        };
        format!("{} seconds ({basis})", points(seconds))
    };
    let right = points(100.0 * pace.right);
    let right = if pace.right_of > 0 {
        format!(
            "{right} % of first answers are right, as in {} of yours",
            pace.right_of
        )
    } else {
        format!("{right} % of first answers are taken to be right")
    };
    let again = if for_course {
        ""
    } else {
        " A new question is answered until it is learnt, twice or more."
    };
    format!(
        "A new question takes {}, each further answer {}; {right}.{again}",
        seconds(pace.fresh, pace.fresh_of),
        seconds(pace.repeat, pace.repeat_of),
    )
}
