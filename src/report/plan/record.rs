//! The plan as data.

use super::Planned;
use crate::bank::{BankId, FaqId, TopicId};
use crate::practice::{DRAWN, TopicCount};
use schemars::JsonSchema;
use serde::Serialize;

/// Names the shape of [`PlanRecord`]; it changes when a reader would have to.
pub const PLAN_SCHEMA: &str = "pofit-plan/1";

/// What `pofit plan --json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PlanRecord {
    /// Names this shape.
    #[schemars(extend("const" = PLAN_SCHEMA))]
    schema: &'static str,
    /// When it was made, in universal time: `20261125T014500Z`.
    made: String,
    /// The day of the course: `2026-12-15`.
    until: String,
    /// What is practised.
    banks: Vec<BankId>,
    /// Minutes a day, at most.
    minutes: u16,
    /// Minutes a day with which no item would be left out; `None` when none is, or when four hours
    /// are too few.
    enough_minutes: Option<u16>,
    /// Whether practice is set for a course's day, so that what helps most on it is asked.
    set_for_course: bool,
    /// New items a day that practice must allow for the plan.
    new_per_day: usize,
    /// New items a day that it allows as it is set.
    new_per_day_set: u16,
    /// Days before the course without new items.
    quiet_days: usize,
    /// Items by what becomes of them.
    items: ItemsRecord,
    /// Items that would be recalled.
    recall: RecallRecord,
    /// How long answers take.
    pace: PaceRecord,
    /// Answers of today so far.
    done_today: usize,
    /// One for each day until the course.
    days: Vec<DayRecord>,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct ItemsRecord {
    all: usize,
    /// Asked at least once by now.
    begun: usize,
    /// Not asked by the course.
    left_out: usize,
    /// The same by topic.
    left_out_topics: Vec<TopicRecord>,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct RecallRecord {
    /// Expected now.
    now: f64,
    /// Expected when the course begins; an item that was never asked counts as not recalled.
    at_course: f64,
    /// The same if practice were set for that day; `None` when it is set for one.
    if_set: Option<f64>,
    /// Nine in ten of the drawn courses of events end at this or higher, and at `high` or lower.
    low: usize,
    /// See `low`.
    high: usize,
    /// Courses of events that were drawn.
    drawn: usize,
    /// On nine in ten of their days the repeats lie no further from the plan's.
    repeats_off_by: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct PaceRecord {
    /// Seconds for a new item.
    new_seconds: f64,
    /// Own answers behind it; 0 when it is reckoned from the texts.
    new_answers: usize,
    /// Seconds for each further answer.
    repeat_seconds: f64,
    /// Own answers behind it; 0 when it is reckoned from the texts.
    repeat_answers: usize,
    /// Share of first answers that are right, 0..=1.
    first_right: f64,
    /// Own first answers behind it; 0 when it is assumed.
    first_answers: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct DayRecord {
    /// `2026-11-25`.
    date: String,
    /// New items.
    new: usize,
    /// The same by topic, in the order in which they come.
    topics: Vec<TopicRecord>,
    /// Items to repeat.
    repeats: usize,
    /// Due items for which the minutes do not suffice.
    waiting: usize,
    /// Answers in all.
    answers: usize,
    /// Whole minutes; at least 1 where there is anything to do.
    minutes: u16,
    /// Whether it takes less than half of a usual day.
    light: bool,
    /// A mock exam.
    exam: Option<ExamRecord>,
    /// A question of the article to read first.
    reading: Option<FaqId>,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct TopicRecord {
    bank: BankId,
    /// `None` for items without a topic.
    topic: Option<TopicId>,
    name: String,
    items: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct ExamRecord {
    bank: BankId,
    items: usize,
}

impl PlanRecord {
    /// The record of a plan.
    pub fn new(planned: Planned<'_>) -> Self {
        let (plan, dates) = (planned.plan, planned.dates);
        Self {
            schema: PLAN_SCHEMA,
            made: dates.made.clone(),
            until: dates.course.iso.clone(),
            banks: planned
                .banks
                .iter()
                .map(|bank| bank.head.id.clone())
                .collect(),
            minutes: plan.minutes,
            enough_minutes: plan.enough,
            set_for_course: plan.for_course,
            new_per_day: plan.new_per_day,
            new_per_day_set: plan.allowed,
            quiet_days: plan.quiet,
            items: ItemsRecord {
                all: plan.items,
                begun: plan.begun,
                left_out: plan.left_out_items(),
                left_out_topics: topics(&plan.left_out),
            },
            recall: RecallRecord {
                now: plan.recalled_now,
                at_course: plan.recalled,
                if_set: plan.if_set,
                low: plan.between.0,
                high: plan.between.1,
                drawn: DRAWN,
                repeats_off_by: plan.repeats_off_by,
            },
            pace: PaceRecord {
                new_seconds: plan.pace.fresh,
                new_answers: plan.pace.fresh_of,
                repeat_seconds: plan.pace.repeat,
                repeat_answers: plan.pace.repeat_of,
                first_right: plan.pace.right,
                first_answers: plan.pace.right_of,
            },
            done_today: plan.done,
            days: planned
                .days()
                .map(|(name, day)| DayRecord {
                    date: name.iso.clone(),
                    new: day.fresh_items(),
                    topics: topics(&day.fresh),
                    repeats: day.repeats,
                    waiting: day.waiting,
                    answers: day.answers,
                    minutes: day.minutes(),
                    light: day.is_light,
                    exam: day.exam.as_ref().map(|exam| ExamRecord {
                        bank: exam.bank.clone(),
                        items: exam.items,
                    }),
                    reading: day.reading.clone(),
                })
                .collect(),
        }
    }

    /// The record as indented JSON with a line break at the end.
    ///
    /// # Errors
    /// None in practice: the record has no map with keys that are not text.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

fn topics(counts: &[TopicCount]) -> Vec<TopicRecord> {
    let record = |count: &TopicCount| TopicRecord {
        bank: count.bank.clone(),
        topic: count.topic.clone(),
        name: count.name.clone(),
        items: count.items,
    };
    counts.iter().map(record).collect()
}
