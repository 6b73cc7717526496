//! The days of a plan: the topics of the new items, the mock exam, what to read first.

use super::forecast::{Ahead, Day, Forecast};
use super::{Exam, PlanDay, TopicCount};
use crate::bank::{BankId, FaqId};
use crate::practice::Deck;
use std::collections::{BTreeMap, BTreeSet};

/// A mock exam has so many questions, or as many as the minutes allow ...
const EXAM: usize = 20;
/// ... but fewer tell too little.
const SHORT_EXAM: usize = 5;
/// A day with under this share of a usual day's time is a light one.
const LIGHT: f64 = 0.5;

pub(super) fn days(ahead: &Ahead<'_>, forecast: &Forecast, minutes: u16) -> Vec<PlanDay> {
    let mut days: Vec<PlanDay> = forecast
        .days
        .iter()
        .map(|day| one_day(ahead, day))
        .collect();
    if let Some((at, exam)) = exam(ahead, forecast, minutes)
        && let Some(day) = days.get_mut(at)
    {
        #[expect(clippy::cast_precision_loss)] // a few
        let seconds = exam.items as f64 * ahead.pace.repeat;
        day.seconds += seconds;
        day.exam = Some(exam);
    }
    read_first(ahead, forecast, &mut days);
    let busy: Vec<f64> = days
        .iter()
        .filter(|day| !day.is_free())
        .map(|day| day.seconds)
        .collect();
    #[expect(clippy::cast_precision_loss)] // days
    let usual = busy.iter().sum::<f64>() / busy.len().max(1) as f64;
    for day in &mut days {
        day.is_light = !day.is_free() && day.seconds < LIGHT * usual;
    }
    days
}

fn one_day(ahead: &Ahead<'_>, day: &Day) -> PlanDay {
    PlanDay {
        fresh: by_topic(ahead, &day.fresh),
        repeats: day.repeats,
        waiting: day.waiting,
        answers: day.answers,
        seconds: day.seconds,
        ..PlanDay::default()
    }
}

/// Two days before the course a mock exam, or on its eve where the minutes do not allow it earlier:
/// early enough to repeat what it shows. Its bank is the one with the most items in the scope.
fn exam(ahead: &Ahead<'_>, forecast: &Forecast, minutes: u16) -> Option<(usize, Exam)> {
    let mut of_bank: BTreeMap<&BankId, usize> = BTreeMap::new();
    for (id, _) in &ahead.cards {
        *of_bank.entry(&id.bank).or_default() += 1;
    }
    let (bank, items) = of_bank.into_iter().max_by_key(|(_, items)| *items)?;
    let first = ahead.days.checked_sub(2)?;
    (first..ahead.days).find_map(|at| {
        let day = forecast.days.get(at)?;
        let spent = day.seconds + if at == 0 { ahead.pace.today } else { 0.0 };
        let left = f64::from(minutes) * 60.0 - spent;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most a day
        let room = (left.max(0.0) / ahead.pace.repeat) as usize;
        let items = EXAM.min(items).min(room);
        let bank = bank.clone();
        (items >= SHORT_EXAM).then_some((at, Exam { bank, items }))
    })
}

/// On each day the question of the article that most of its new items touch, unless items that
/// touch it were met before.
fn read_first(ahead: &Ahead<'_>, forecast: &Forecast, days: &mut [PlanDay]) {
    let touched = |card: usize| {
        let (_, card) = ahead.cards.get(card)?;
        Some(ahead.deck.item_of(card)?.1.faq.as_slice())
    };
    let begun = (0..ahead.cards.len()).filter(|card| !ahead.fresh.contains(card));
    let mut met: BTreeSet<&FaqId> = begun.filter_map(touched).flatten().collect();
    for (day, planned) in forecast.days.iter().zip(days) {
        let mut touches: BTreeMap<&FaqId, usize> = BTreeMap::new();
        for faq in day.fresh.iter().filter_map(|card| touched(*card)).flatten() {
            *touches.entry(faq).or_default() += 1;
        }
        let new = touches.iter().filter(|(faq, _)| !met.contains(*faq));
        let most = new.max_by_key(|(faq, items)| (**items, std::cmp::Reverse(**faq)));
        planned.reading = most.map(|(faq, _)| (*faq).clone());
        met.extend(touches.into_keys());
    }
}

/// Items counted by topic, in the order in which the topics come first.
pub(super) fn by_topic(ahead: &Ahead<'_>, cards: &[usize]) -> Vec<TopicCount> {
    let mut topics: Vec<TopicCount> = Vec::new();
    for card in cards {
        let Some((id, card)) = ahead.cards.get(*card) else {
            continue;
        };
        let Some((bank, item)) = ahead.deck.item_of(card) else {
            continue;
        };
        let same = |known: &&mut TopicCount| known.bank == id.bank && known.topic == item.topic;
        if let Some(known) = topics.iter_mut().find(same) {
            known.items += 1;
            continue;
        }
        let named = bank.topics().iter();
        let name = named
            .clone()
            .find(|topic| Some(&topic.id) == item.topic.as_ref());
        let name = name.map_or(&bank.head.title, |topic| &topic.name);
        topics.push(TopicCount {
            bank: id.bank.clone(),
            topic: item.topic.clone(),
            name: name.to_string(),
            items: 1,
        });
    }
    topics
}

pub(super) fn in_banks_order(deck: &Deck, mut topics: Vec<TopicCount>) -> Vec<TopicCount> {
    let place = |count: &TopicCount| {
        let bank = deck
            .banks()
            .iter()
            .position(|bank| bank.head.id == count.bank)?;
        let mut topics = deck.banks().get(bank)?.topics().iter();
        let topic = topics.position(|topic| Some(&topic.id) == count.topic.as_ref());
        Some((bank, topic.unwrap_or(usize::MAX)))
    };
    topics.sort_by_key(|count| place(count));
    topics
}
