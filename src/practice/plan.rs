//! The plan until a course: what to do on each day, from what is known by now.
//!
//! Practice is tried out ahead with the scheduler itself ([`forecast`]), and a day ends when its
//! minutes are used up. Where practice is set for a course's day it is tried out as
//! [`Session::for_exam`](super::Session::for_exam) asks. Else what is due comes before anything new,
//! and new items are spread evenly: the plan takes the smallest number a day with which all of them,
//! or as many as the minutes allow, are met in time. It is a function of the log, so that it is made
//! anew every day.

mod days;
mod forecast;
mod pace;

pub use pace::{FEW, Pace};

use super::session::order_of_new;
use super::{CardId, Deck, Grade, Instant, Scope};
use crate::bank::{BankId, FaqId, TopicId};
use forecast::{Ahead, Chance, Forecast, Limits};
use std::collections::BTreeMap;

/// So many courses of events are drawn to tell how far things may come otherwise.
pub const DRAWN: usize = 200;
/// Of these so many at each end are left out of a range: nine in ten remain.
const CUT: usize = DRAWN / 20;
/// Settings allow no more new items a day.
const MOST_NEW: usize = 100;
/// Nobody is told to take more minutes a day than these.
const MOST_MINUTES: u16 = 240;
/// The longest time before the course without new items, in days.
const LONGEST_QUIET: usize = 3;

/// What a plan is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// What is practised.
    pub scope: Scope,
    /// Days until the course; today counts, the course's own day does not. At least 1.
    pub days: usize,
    /// Minutes a day, at least 1.
    pub minutes: u16,
}

/// What to do until a course.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// One for each day, today first; never empty.
    pub days: Vec<PlanDay>,
    /// Minutes a day that it keeps to.
    pub minutes: u16,
    /// Whether practice is set for a course's day, so that what helps most on it is asked.
    pub for_course: bool,
    /// Items that would be recalled when the course begins, expected, if practice were set for that
    /// day; `None` when it is set for one.
    pub if_set: Option<f64>,
    /// New items a day that practice must allow for it; 0 when there is none left.
    pub new_per_day: usize,
    /// New items a day that practice allows as it is set.
    pub allowed: u16,
    /// All items of the scope.
    pub items: usize,
    /// Items that were asked at least once by now.
    pub begun: usize,
    /// Items that will not have been asked by the course, by topic in the banks' order.
    pub left_out: Vec<TopicCount>,
    /// Minutes a day with which none would be left out; `None` when none is, or when four hours a
    /// day are too few.
    pub enough: Option<u16>,
    /// Days before the course without new items.
    pub quiet: usize,
    /// Items that would be recalled now, expected.
    pub recalled_now: f64,
    /// Items that will be recalled when the course begins, expected; those never asked count as
    /// not recalled.
    pub recalled: f64,
    /// In nine of ten drawn courses of events so many are recalled, at least and at most.
    pub between: (usize, usize),
    /// In nine of ten drawn days the repeats are no further from the plan's than this.
    pub repeats_off_by: usize,
    /// Answers of today so far.
    pub done: usize,
    /// How long answers take.
    pub pace: Pace,
}

impl Plan {
    /// Items that will not have been asked by the course.
    pub fn left_out_items(&self) -> usize {
        self.left_out.iter().map(|topic| topic.items).sum()
    }
}

/// What to do on one day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlanDay {
    /// New items by topic, in the order in which they are asked first.
    pub fresh: Vec<TopicCount>,
    /// Items to repeat.
    pub repeats: usize,
    /// Due items for which the minutes do not suffice.
    pub waiting: usize,
    /// Answers in all: a new item is answered more than once, as is one that was forgotten.
    pub answers: usize,
    /// Seconds for the answers and the exam.
    pub seconds: f64,
    /// A mock exam.
    pub exam: Option<Exam>,
    /// A question of the article to read first: items that touch it are new on this day.
    pub reading: Option<FaqId>,
    /// Whether it takes less than half of a usual day.
    pub is_light: bool,
}

impl PlanDay {
    /// New items in all.
    pub fn fresh_items(&self) -> usize {
        self.fresh.iter().map(|topic| topic.items).sum()
    }

    /// Whether there is nothing to do.
    pub fn is_free(&self) -> bool {
        self.answers == 0 && self.exam.is_none()
    }

    /// Whole minutes; at least 1 where there is anything to do.
    pub fn minutes(&self) -> u16 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most a day
        let minutes = (self.seconds / 60.0).round() as u16;
        minutes.max(u16::from(!self.is_free()))
    }
}

/// A topic with a number of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicCount {
    /// The bank.
    pub bank: BankId,
    /// The topic; `None` for items without one.
    pub topic: Option<TopicId>,
    /// Its name; the bank's title for items without a topic.
    pub name: String,
    /// Items, at least 1.
    pub items: usize,
}

/// A mock exam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// The bank.
    pub bank: BankId,
    /// Questions.
    pub items: usize,
}

/// Makes the plan, at a time of the first day.
///
/// Its numbers follow one course of events in which chance is spread evenly: where one item of ten
/// is forgotten, every tenth is. [`DRAWN`] others, drawn from fixed seeds, tell how far things may
/// come otherwise. The same log, aim and time give the same plan.
pub fn plan(deck: &Deck, aim: &Aim, now: Instant) -> Plan {
    let cards: Vec<_> = deck.within(&aim.scope).collect();
    let place: BTreeMap<&CardId, usize> = cards
        .iter()
        .enumerate()
        .map(|(n, (id, _))| (*id, n))
        .collect();
    let fresh: Vec<usize> = order_of_new(deck, &aim.scope)
        .filter_map(|id| place.get(id).copied())
        .collect();
    let pace = Pace::of(deck, &aim.scope, now);
    let days = aim.days.max(1);
    let begun = cards.len() - fresh.len();
    let exam = deck.settings().course_ahead(now);
    let mut ahead = Ahead {
        deck,
        quiet: if exam.is_some() {
            0
        } else {
            quiet(deck, days, begun, cards.len())
        },
        exam,
        cards,
        fresh,
        pace,
        days,
        now,
    };
    let minutes = aim.minutes.max(1);
    let limits = if exam.is_some() {
        Limits {
            new_per_day: MOST_NEW,
            seconds: f64::from(minutes) * 60.0,
        }
    } else {
        even(&ahead, minutes)
    };
    let forecast = ahead.run(limits, &mut Chance::even());
    let drawn = drawn(&ahead, limits, &forecast);
    let if_set = if_set(&mut ahead, limits);
    let missed = ahead.fresh.get(forecast.introduced..).unwrap_or_default();
    let most_new = forecast.days.iter().map(|day| day.fresh.len()).max();
    Plan {
        minutes,
        for_course: exam.is_some(),
        if_set,
        new_per_day: exam.map_or(limits.new_per_day, |_| most_new.unwrap_or_default()),
        allowed: deck.settings().new_per_day,
        items: ahead.cards.len(),
        begun,
        left_out: days::in_banks_order(deck, days::by_topic(&ahead, missed)),
        enough: enough(&ahead, minutes, missed.len()),
        quiet: ahead.quiet,
        recalled_now: ahead.recalled_now(),
        recalled: drawn.recalled,
        between: drawn.between,
        repeats_off_by: drawn.repeats_off_by,
        done: pace.today_fresh + pace.today_again,
        pace,
        days: days::days(&ahead, &forecast, minutes),
    }
}

/// Days before the course without new items: so many as a new item waits for its first repeat,
/// which a later one would miss. With days this few, those who have met less than half of the items
/// use the earlier ones for new ones nonetheless.
fn quiet(deck: &Deck, days: usize, begun: usize, items: usize) -> usize {
    let scheduler = deck.scheduler();
    let met = scheduler.review(None, Grade::Good, 0);
    let learnt = scheduler.review(Some(&met), Grade::Good, met.due);
    let wait = usize::try_from((learnt.due - learnt.last) / super::DAY).unwrap_or_default();
    let wait = wait.clamp(1, LONGEST_QUIET);
    if begun * 2 < items {
        wait.min(days / 2)
    } else {
        wait.min(days)
    }
}

/// The smallest number of new items a day that introduces as many as the largest would.
fn even(ahead: &Ahead<'_>, minutes: u16) -> Limits {
    let limits = |new_per_day| Limits {
        new_per_day,
        seconds: f64::from(minutes) * 60.0,
    };
    let introduced = |new| ahead.run(limits(new), &mut Chance::even()).introduced;
    let most = introduced(MOST_NEW);
    let (mut low, mut high) = (0, MOST_NEW); // `high` always introduces as many
    while low < high {
        let middle = usize::midpoint(low, high);
        if introduced(middle) >= most {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    limits(high)
}

/// What would be recalled if practice were set for the course's day.
fn if_set(ahead: &mut Ahead<'_>, limits: Limits) -> Option<f64> {
    if ahead.exam.is_some() {
        return None;
    }
    ahead.exam = Some(ahead.course());
    let end = ahead.run(limits, &mut Chance::even()).end;
    ahead.exam = None;
    Some(ahead.recalls(&end).iter().sum())
}

/// Minutes a day with which no item is left out.
fn enough(ahead: &Ahead<'_>, minutes: u16, missed: usize) -> Option<u16> {
    let suffices = |minutes: u16| {
        let limits = Limits {
            new_per_day: MOST_NEW,
            seconds: f64::from(minutes) * 60.0,
        };
        ahead.run(limits, &mut Chance::even()).introduced == ahead.fresh.len()
    };
    if missed == 0 || !suffices(MOST_MINUTES) {
        return None;
    }
    let (mut low, mut high) = (minutes + 1, MOST_MINUTES);
    while low < high {
        let middle = u16::midpoint(low, high);
        if suffices(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(high)
}

/// What the drawn courses of events tell.
struct Drawn {
    recalled: f64,
    between: (usize, usize),
    repeats_off_by: usize,
}

fn drawn(ahead: &Ahead<'_>, limits: Limits, planned: &Forecast) -> Drawn {
    let mut right: Vec<usize> = Vec::with_capacity(DRAWN);
    let mut off: Vec<usize> = Vec::new();
    let mut sum = 0.0;
    for seed in 0..DRAWN as u64 {
        let mut chance = Chance::drawn(seed);
        let run = ahead.run(limits, &mut chance);
        let recalls = ahead.recalls(&run.end);
        sum += recalls.iter().sum::<f64>();
        let recalled = recalls.iter().filter(|recall| chance.recalls(**recall));
        right.push(recalled.count());
        let days = run.days.iter().zip(&planned.days);
        off.extend(days.map(|(run, planned)| run.repeats.abs_diff(planned.repeats)));
    }
    right.sort_unstable();
    off.sort_unstable();
    let nth = |list: &[usize], at: usize| list.get(at).copied().unwrap_or_default();
    #[expect(clippy::cast_precision_loss)] // two hundred
    let recalled = sum / DRAWN as f64;
    Drawn {
        recalled,
        between: (nth(&right, CUT), nth(&right, DRAWN - 1 - CUT)),
        repeats_off_by: nth(&off, off.len() * 9 / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::{SourceText, builtin, load};
    use crate::practice::{DAY, DEFAULT_PARAMETERS, Settings};
    use std::sync::Arc;

    /// The plan's numbers and ranges are held against three hundred courses of events that it has
    /// not drawn.
    #[test]
    fn the_ranges_hold_what_they_say_and_the_even_course_lies_in_the_middle() {
        let bank = builtin::banks()
            .iter()
            .find(|bank| bank.id == "before-your-cspo");
        let bank = bank
            .map(|bank| SourceText::new(bank.file, bank.text))
            .unwrap();
        let bank = Arc::new(load(&bank, &builtin::library()).unwrap());
        for (days, minutes, is_set) in [(20, 15, false), (40, 45, false), (20, 15, true)] {
            let settings = Settings {
                course: is_set.then_some(i64::try_from(days).unwrap() * DAY),
                ..Settings::default()
            };
            let banks = vec![Arc::clone(&bank)];
            let deck = Deck::new(banks, Vec::new(), &DEFAULT_PARAMETERS, settings, 0);
            let aim = Aim {
                scope: Scope::default(),
                days,
                minutes,
            };
            let plan = plan(&deck, &aim, DAY / 2);
            let scope = Scope::default();
            let cards: Vec<_> = deck.within(&scope).collect();
            let place = |id: &CardId| cards.iter().position(|(known, _)| *known == id);
            let ahead = Ahead {
                deck: &deck,
                fresh: order_of_new(&deck, &scope).filter_map(place).collect(),
                cards: cards.clone(),
                pace: plan.pace,
                days,
                quiet: plan.quiet,
                exam: settings.course,
                now: DAY / 2,
            };
            let limits = Limits {
                new_per_day: if is_set { MOST_NEW } else { plan.new_per_day },
                seconds: f64::from(minutes) * 60.0,
            };
            let (mut inside, mut near, mut repeats) = (0, 0, 0);
            for seed in 1000..1300 {
                let mut chance = Chance::drawn(seed);
                let run = ahead.run(limits, &mut chance);
                let recalls = ahead.recalls(&run.end);
                let recalled = recalls
                    .iter()
                    .filter(|recall| chance.recalls(**recall))
                    .count();
                inside += usize::from((plan.between.0..=plan.between.1).contains(&recalled));
                for (run, planned) in run.days.iter().zip(&plan.days) {
                    near +=
                        usize::from(run.repeats.abs_diff(planned.repeats) <= plan.repeats_off_by);
                    repeats += run.repeats;
                }
            }
            let share = |part: usize, of: usize| 100 * part / of;
            assert!(
                (85..=97).contains(&share(inside, 300)),
                "{days} {is_set}: {inside} of 300"
            );
            assert!(
                (85..=97).contains(&share(near, 300 * days)),
                "{days}: {near}"
            );
            let planned: usize = plan.days.iter().map(|day| day.repeats).sum();
            let of_mean = share(300 * planned, repeats);
            assert!(
                (95..=105).contains(&of_mean),
                "{days}: {of_mean} % of the mean"
            );
        }
    }
}
