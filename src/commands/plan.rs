//! `pofit plan`: what to do on each day until a course, printed or written.

use super::keeper::Keeper;
use super::report::{Output, write};
use super::shelf::Shelf;
use super::{Done, Failure, practise, settings};
use crate::bank::{Bank, text::clean};
use crate::cli::{LookArgs, PlanArgs, PlanFormatArg};
use crate::learn::Learn;
use crate::plain::document;
use crate::practice::{self, Aim, Deck, Instant, Plan, Scope, Settings};
use crate::report::{self, Dates, DayName, Document, PlanRecord, Planned};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan, ZonedDateTime, tz::TimeZone};
use std::io::{self, Write};
use std::sync::Arc;

/// A plan goes no further: by then the forecast says little.
const LONGEST: i32 = 366;
/// Minutes a day when nothing is said.
const USUAL_MINUTES: u16 = 15;
/// Universal time as calendars write it.
const UNIVERSAL: &str = "%Y%m%dT%H%M%SZ";

pub(super) fn run(args: &PlanArgs, look: &LookArgs) -> Done {
    let format = format(args);
    let time = args.at.as_deref().map(time_of_day).transpose()?;
    if time.is_some() && format != Some(PlanFormatArg::Ics) {
        return Err(Failure::Usage(
            "--at is for a calendar: it needs --format ics".to_owned(),
        ));
    }
    let today = ZonedDateTime::now().date();
    let course = course(&args.until, today)?;
    let shelf = Shelf::of(look)?;
    let (scope, extra) = practise::scope(&args.bank, &args.topic, &shelf)?;
    let keeper = Keeper::at_hand(look)?;
    let opened = practise::strictly(practise::opened(&shelf, &keeper, &extra)?)?;
    let (mut deck, now) = (opened.deck, opened.at);
    if args.set {
        let settings = Settings {
            course: Some(begin_of(course)?),
            ..deck.settings()
        };
        deck.reschedule(&opened.parameters, settings);
    }
    let aim = Aim {
        scope,
        days: days_between(today, course),
        minutes: args.minutes,
    };
    let dates = dates(today, course, time, now)?;
    let made = Made::new(&shelf, &deck, &aim, now, dates)?;
    if args.set {
        set(&made.plan, course, deck.settings())?;
    }
    let planned = made.planned();
    let text = match format {
        None => document(&report::plan(planned)),
        Some(PlanFormatArg::Md) => report::markdown(&report::plan(planned)),
        Some(PlanFormatArg::Ics) => report::calendar(planned),
        Some(PlanFormatArg::Json) => {
            let json = PlanRecord::new(planned).to_json();
            json.map_err(io::Error::from)?
        }
    };
    write(
        "plan",
        &text,
        Output::of(args.output.as_deref(), args.force),
    )
}

/// The plan until the day that practice is set for, with the usual minutes.
///
/// # Errors
/// That no day is set, or a bank or log that cannot be read.
pub(super) fn told(
    shelf: &Shelf,
    keeper: &mut Keeper,
    extra: &[Arc<Bank>],
    scope: &Scope,
) -> Result<Document, Failure> {
    let opened = practise::opened(shelf, keeper, extra)?;
    let (deck, now) = (opened.deck, opened.at);
    let course = deck.settings().course_ahead(now).ok_or_else(|| {
        Failure::Failed(
            "Set the day of your course or exam first; the plan leads to it.".to_owned(),
        )
    })?;
    let today = ZonedDateTime::now().date();
    let course = settings::date_of(course)
        .ok_or_else(|| Failure::Failed("this day cannot be told".to_owned()))?;
    let aim = Aim {
        scope: scope.clone(),
        days: days_between(today, course).max(1),
        minutes: USUAL_MINUTES,
    };
    let dates = dates(today, course, None, now)?;
    let made = Made::new(shelf, &deck, &aim, now, dates)?;
    Ok(report::plan(made.planned()))
}

/// A plan with what its words need.
struct Made {
    plan: Plan,
    dates: Dates,
    banks: Vec<Arc<Bank>>,
    learn: Arc<Learn>,
}

impl Made {
    fn new(
        shelf: &Shelf,
        deck: &Deck,
        aim: &Aim,
        now: Instant,
        dates: Dates,
    ) -> Result<Self, Failure> {
        let practised = |bank: &&Arc<Bank>| {
            let mut cards = deck.within(&aim.scope);
            cards.any(|(id, _)| id.bank == bank.head.id)
        };
        Ok(Self {
            plan: practice::plan(deck, aim, now),
            dates,
            banks: deck.banks().iter().filter(practised).cloned().collect(),
            learn: shelf.learn()?,
        })
    }

    fn planned(&self) -> Planned<'_> {
        Planned {
            plan: &self.plan,
            dates: &self.dates,
            banks: &self.banks,
            learn: &self.learn,
        }
    }
}

/// How it is written; `None` for text.
fn format(args: &PlanArgs) -> Option<PlanFormatArg> {
    let ending = args.output.as_ref().and_then(|path| path.extension());
    let by_ending = match ending.and_then(|ending| ending.to_str()) {
        Some("md") => Some(PlanFormatArg::Md),
        Some("ics") => Some(PlanFormatArg::Ics),
        Some("json") => Some(PlanFormatArg::Json),
        _ => None,
    };
    let asked = args.json.then_some(PlanFormatArg::Json).or(args.format);
    asked.or(by_ending)
}

/// The day of the course.
fn course(text: &str, today: Date) -> Result<Date, Failure> {
    let usage = |why: String| Failure::Usage(format!("--until {}: {why}", clean(text)));
    let example = || today.saturating_add(21.days());
    let shaped = |text: &str| {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let parts: Vec<&str> = text.split('-').collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        lengths == [4, 2, 2] && parts.iter().all(|part| digits(part))
    };
    if !shaped(text) {
        return Err(usage(format!(
            "write the day as YYYY-MM-DD, for example {}",
            example()
        )));
    }
    let date: Date = text
        .parse()
        .map_err(|_| usage("there is no such day".to_owned()))?;
    let ahead = days_between(today, date);
    let latest = today.saturating_add(LONGEST.days());
    if date < today {
        Err(usage(
            "this day has passed; name the day on which the course begins".to_owned(),
        ))
    } else if ahead == 0 {
        Err(usage(
            "this is today: no day is left to plan. pofit practise asks what is due".to_owned(),
        ))
    } else if date > latest {
        Err(usage(format!(
            "this is more than a year ahead; plan until {latest} at the latest"
        )))
    } else {
        Ok(date)
    }
}

fn time_of_day(text: &str) -> Result<Time, Failure> {
    let parts = text.split_once(':');
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let time = parts
        .filter(|(hour, minute)| two_digits(hour) && two_digits(minute))
        .and_then(|(hour, minute)| Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok());
    time.ok_or_else(|| {
        Failure::Usage(format!(
            "--at {}: write the time as HH:MM, from 00:00 to 23:59, for example 18:30",
            clean(text)
        ))
    })
}

/// Whole days from one to a later one.
fn days_between(from: Date, to: Date) -> usize {
    let days = from.duration_until(to).as_hours() / 24;
    usize::try_from(days).unwrap_or_default()
}

/// The dates of the plan's days.
fn dates(today: Date, course: Date, time: Option<Time>, now: Instant) -> Result<Dates, Failure> {
    let unclear = |error: jiff::Error| Failure::Failed(format!("the dates are unclear: {error}"));
    let zone = TimeZone::system();
    let named = |date: Date, words: &str| -> Result<DayName, Failure> {
        // Where clocks jump over this time it is the one after the jump.
        let begins = time.map(|time| date.to_datetime(time).to_zoned_datetime(zone.clone()));
        let begins = begins.transpose().map_err(unclear)?;
        Ok(DayName {
            iso: date.to_string(),
            words: date.strftime(words).to_string(),
            begins: begins.map(|begins| begins.timestamp().strftime(UNIVERSAL).to_string()),
        })
    };
    let days = today.series(1.day()).take_while(|date| *date < course);
    let days = days.map(|date| named(date, "%a %-d %b"));
    let made = Timestamp::from_millisecond(now).map_err(unclear)?;
    Ok(Dates {
        days: days.collect::<Result<_, _>>()?,
        course: named(course, "%a %-d %b %Y")?,
        made: made.strftime(UNIVERSAL).to_string(),
        edition: u32::try_from(now / practice::MINUTE).unwrap_or_default(),
    })
}

/// When the day of the course begins where the person is.
fn begin_of(course: Date) -> Result<Instant, Failure> {
    settings::begin_of(course)
        .map_err(|error| Failure::Failed(format!("this day's begin is unclear: {error}")))
}

/// Sets practice for the course, with as many answers a day as the plan takes at most.
fn set(plan: &Plan, course: Date, settings: Settings) -> Result<(), Failure> {
    let most = plan.days.iter().map(|day| day.answers).max();
    let goal = u16::try_from(most.unwrap_or_default()).unwrap_or(u16::MAX);
    let settings = Settings { goal, ..settings }.in_range();
    settings::write(settings)?;
    // Beside the plan, which may be read by a program.
    let told = format!(
        "Practice is set for {course}, with {} answers a day.\n",
        settings.goal
    );
    io::stderr().lock().write_all(told.as_bytes())?;
    Ok(())
}
