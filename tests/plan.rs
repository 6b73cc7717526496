//! The plan until a course: each test names the promise that it protects.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "helpers of tests fail by panicking"
)]

use pofit::bank::{Bank, SourceText, builtin, load};
use pofit::practice::{
    Aim, CardId, DAY, DEFAULT_PARAMETERS, Deck, FEW, Grade, MINUTE, Plan, Review, Scope, Session,
    Settings, plan,
};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

/// The morning of a day on which everything begins.
const BEGIN: i64 = 20_000 * DAY;
/// Half past six in the evening.
const EVENING: i64 = BEGIN + (18 * 60 + 30) * MINUTE;

/// The built-in quizzes.
static QUIZZES: LazyLock<Vec<Arc<Bank>>> = LazyLock::new(|| {
    let load = |bank: &builtin::Builtin| {
        load(&SourceText::new(bank.file, bank.text), &builtin::library()).unwrap()
    };
    let banks = builtin::banks().iter().map(load);
    banks
        .filter(|bank| bank.assessment().is_none())
        .map(Arc::new)
        .collect()
});

fn aim(days: usize, minutes: u16) -> Aim {
    Aim {
        scope: Scope::default(),
        days,
        minutes,
    }
}

fn fresh_deck(settings: Settings) -> Deck {
    Deck::new(
        QUIZZES.clone(),
        Vec::new(),
        &DEFAULT_PARAMETERS,
        settings,
        BEGIN,
    )
}

/// The day's budget and how far one more item may overrun it: a new item, answered eight times.
fn seconds_allowed(plan: &Plan) -> f64 {
    f64::from(plan.minutes) * 60.0 + plan.pace.fresh + 7.0 * plan.pace.repeat
}

fn fresh_items(plan: &Plan) -> usize {
    plan.days
        .iter()
        .map(pofit::practice::PlanDay::fresh_items)
        .sum()
}

/// Practises a day as `pofit practise` asks it, with the plan's new ones, each answer in its turn:
/// what the memory expects to be forgotten is.
fn practise(deck: &mut Deck, plan: &Plan, day: i64, owed: &mut [f64; 2]) {
    *deck = on_day(deck, day, allowing(plan.days[0].fresh_items()));
    let mut session = Session::default();
    let mut now = EVENING + day * DAY;
    while let Some((card, why)) = session.next(deck, now) {
        let recall = deck.recall(deck.card(&card).unwrap(), now);
        let is_new = recall.is_none();
        let owed = &mut owed[usize::from(is_new)];
        *owed += 1.0 - recall.unwrap_or(plan.pace.right);
        let forgotten = *owed >= 0.5;
        *owed -= f64::from(u8::from(forgotten));
        now += if is_new { 50_000 } else { 31_000 };
        let grade = if forgotten { Grade::Again } else { Grade::Good };
        session.asked(card.clone(), why);
        answer(deck, &card, grade, now);
    }
}

fn answer(deck: &mut Deck, card: &CardId, grade: Grade, at: i64) {
    let key = deck.card(card).unwrap().key;
    deck.record(Review {
        card: card.clone(),
        at,
        grade,
        proposed: grade,
        credit: f64::from(u8::from(grade != Grade::Again)),
        seconds: None,
        certainty: None,
        key,
        scheduled: true,
    });
}

/// The same log on another day.
fn on_day(deck: &Deck, day: i64, settings: Settings) -> Deck {
    Deck::new(
        QUIZZES.clone(),
        deck.log().to_vec(),
        &DEFAULT_PARAMETERS,
        settings,
        BEGIN + day * DAY,
    )
}

fn allowing(new_per_day: usize) -> Settings {
    Settings {
        new_per_day: u16::try_from(new_per_day).unwrap(),
        ..Settings::default()
    }
}

#[test]
fn doing_what_the_plan_says_leads_to_nearly_the_same_plan_tomorrow() {
    for (days, minutes) in [(30, 15), (45, 40)] {
        let first = plan(
            &fresh_deck(Settings::default()),
            &aim(days, minutes),
            EVENING,
        );
        let mut deck = fresh_deck(Settings::default());
        let (mut today, mut owed) = (first.clone(), [0.0; 2]);
        for day in 1..6 {
            practise(&mut deck, &today, day - 1, &mut owed);
            deck = on_day(&deck, day, Settings::default());
            let n = usize::try_from(day).unwrap();
            let again = plan(&deck, &aim(days - n, minutes), EVENING + day * DAY);
            let told = format!("{days} days of {minutes} minutes, day {day}");
            let (planned, now) = (&today.days[1], &again.days[0]);
            let near = |a: usize, b: usize, most| a.abs_diff(b) <= most;
            assert!(
                near(planned.repeats, now.repeats, 4),
                "{told}: {planned:?} {now:?}"
            );
            assert!(
                near(planned.fresh_items(), now.fresh_items(), 2),
                "{told}: {planned:?} {now:?}"
            );
            let change = (first.recalled - again.recalled).abs() / first.items as f64;
            assert!(
                change <= 0.05,
                "{told}: {} became {}",
                first.recalled,
                again.recalled
            );
            assert!(again.begun > today.begun, "{told}");
            today = again;
        }
    }
}

#[test]
fn with_enough_time_every_question_comes_up_evenly_and_nothing_new_at_the_end() {
    let plan = plan(&fresh_deck(Settings::default()), &aim(60, 45), EVENING);
    assert_eq!((plan.items, plan.begun), (312, 0));
    assert!(plan.left_out.is_empty() && plan.enough.is_none());
    assert_eq!(fresh_items(&plan), plan.items);
    let most = plan
        .days
        .iter()
        .map(pofit::practice::PlanDay::fresh_items)
        .max()
        .unwrap();
    assert_eq!(most, plan.new_per_day);
    // 312 over 58 days: no lump at the beginning.
    assert_eq!(plan.new_per_day, 6);
    assert_eq!(plan.quiet, 2);
    for day in plan.days.iter().rev().take(plan.quiet) {
        assert!(day.fresh.is_empty(), "{day:?}");
    }
    // The exam takes the place of the new ones, two days before.
    let exams: Vec<usize> = (0..60)
        .filter(|day| plan.days[*day].exam.is_some())
        .collect();
    assert_eq!(exams, [58]);
    assert_eq!(
        plan.days[58].exam.as_ref().unwrap().bank.to_string(),
        "before-your-cspo"
    );
    // The scheduler aims at 90 %, and asks in time.
    assert!(plan.recalled / 312.0 > 0.88, "{}", plan.recalled);
    let (low, high) = plan.between;
    assert!((low as f64) < plan.recalled && plan.recalled < high as f64);
}

#[test]
fn what_the_minutes_do_not_allow_is_named_and_the_minutes_that_would_do_suffice() {
    let deck = fresh_deck(Settings::default());
    let short = plan(&deck, &aim(20, 15), EVENING);
    assert!(short.left_out_items() > 100);
    assert_eq!(fresh_items(&short) + short.left_out_items(), short.items);
    let enough = short.enough.unwrap();
    assert!(plan(&deck, &aim(20, enough), EVENING).left_out.is_empty());
    assert!(
        !plan(&deck, &aim(20, enough - 1), EVENING)
            .left_out
            .is_empty()
    );
    // Each topic has its share: none is left out whole.
    for left in &short.left_out {
        let came: usize = short
            .days
            .iter()
            .flat_map(|day| &day.fresh)
            .filter(|topic| (&topic.bank, &topic.topic) == (&left.bank, &left.topic))
            .map(|topic| topic.items)
            .sum();
        assert!(came > 0, "{left:?}");
    }
    // Even four hours would not do.
    assert_eq!(plan(&deck, &aim(2, 5), EVENING).enough, None);
}

#[test]
fn the_new_ones_come_in_the_order_in_which_practice_asks_them() {
    let first = plan(&fresh_deck(Settings::default()), &aim(30, 30), EVENING);
    let mut deck = fresh_deck(allowing(first.new_per_day));
    let mut asked: Vec<(String, usize)> = Vec::new();
    let session = Session::default();
    for _ in 0..first.days[0].fresh_items() {
        let (card, _) = session.next(&deck, EVENING).unwrap();
        let (bank, item) = deck.item(&card).unwrap();
        let topic = format!("{}/{}", bank.head.id, item.topic.as_ref().unwrap());
        match asked.iter_mut().find(|(known, _)| *known == topic) {
            Some((_, items)) => *items += 1,
            None => asked.push((topic, 1)),
        }
        answer(&mut deck, &card, Grade::Easy, EVENING);
    }
    let planned: Vec<(String, usize)> = first.days[0]
        .fresh
        .iter()
        .map(|topic| {
            (
                format!("{}/{}", topic.bank, topic.topic.as_ref().unwrap()),
                topic.items,
            )
        })
        .collect();
    assert_eq!(planned, asked);
}

#[test]
fn what_was_done_today_counts() {
    let mut deck = fresh_deck(Settings::default());
    let before = plan(&deck, &aim(40, 15), EVENING);
    practise(&mut deck, &before, 0, &mut [0.0; 2]);
    let after = plan(&deck, &aim(40, 15), EVENING + 20 * MINUTE);
    assert!(after.days[0].minutes() <= 2, "{:?}", after.days[0]);
    assert!(after.begun > 0);
    let tomorrow = (before.days[1].repeats, after.days[1].repeats);
    assert!(tomorrow.0.abs_diff(tomorrow.1) <= 4, "{tomorrow:?}");
}

#[test]
fn an_own_pace_counts_from_twenty_answers_on_and_breaks_do_not() {
    let mut deck = fresh_deck(Settings::default());
    let cards: Vec<CardId> = deck.cards().map(|(id, _)| id.clone()).collect();
    let mut at = EVENING - 3 * DAY;
    for (n, card) in cards.iter().take(FEW + 1).enumerate() {
        let pace = plan(&deck, &aim(5, 15), EVENING).pace;
        // The first answer has none before it.
        assert_eq!(
            (pace.fresh_of, pace.right_of),
            (0, if n < FEW { 0 } else { FEW })
        );
        let grade = if n % 4 == 0 {
            Grade::Again
        } else {
            Grade::Good
        };
        answer(&mut deck, card, grade, at);
        at += if n == 7 { 90 * MINUTE } else { 12_000 };
    }
    answer(&mut deck, &cards[FEW + 1], Grade::Good, at);
    let pace = plan(&deck, &aim(5, 15), EVENING).pace;
    assert_eq!(pace.fresh_of, FEW);
    assert!((pace.fresh - 12.0).abs() < 1e-9, "{}", pace.fresh);
    assert_eq!(pace.repeat_of, 0);
    assert!((pace.right - 16.0 / 22.0).abs() < 1e-9, "{}", pace.right);
}

#[test]
fn on_the_eve_there_is_still_something_to_do_and_a_known_bank_leaves_days_free() {
    let deck = fresh_deck(Settings::default());
    let eve = plan(&deck, &aim(1, 15), EVENING);
    assert_eq!((eve.quiet, eve.days.len()), (0, 1));
    assert!(fresh_items(&eve) > 0 && eve.days[0].exam.is_none());
    // All known for long: nothing new, few repeats.
    let mut known = deck;
    let cards: Vec<CardId> = known.cards().map(|(id, _)| id.clone()).collect();
    for card in &cards {
        for day in [400, 380, 300, 100, 2] {
            answer(&mut known, card, Grade::Easy, EVENING - day * DAY);
        }
    }
    let plan = plan(&known, &aim(10, 15), EVENING);
    assert_eq!((plan.new_per_day, plan.begun), (0, plan.items));
    assert!(
        plan.days
            .iter()
            .take(8)
            .all(pofit::practice::PlanDay::is_free)
    );
    assert!(plan.days[8].exam.is_some());
    assert!(plan.recalled > 0.95 * plan.items as f64);
}

/// A plan for practice that is set for the course's day.
fn for_course(days: usize, minutes: u16) -> Plan {
    let course = BEGIN + i64::try_from(days).unwrap() * DAY;
    let settings = Settings {
        course: Some(course),
        ..Settings::default()
    };
    plan(&fresh_deck(settings), &aim(days, minutes), EVENING)
}

#[test]
fn practice_set_for_the_day_is_planned_as_it_asks_and_more_is_recalled() {
    let (set, as_scheduled) = (
        for_course(20, 15),
        plan(&fresh_deck(Settings::default()), &aim(20, 15), EVENING),
    );
    assert!(set.for_course && !as_scheduled.for_course);
    assert!(
        set.recalled > 1.5 * as_scheduled.recalled,
        "{} {}",
        set.recalled,
        as_scheduled.recalled
    );
    // What was told to come of setting it is what comes of it.
    let told = as_scheduled.if_set.unwrap();
    assert!(
        (told - set.recalled).abs() < 0.05 * set.items as f64,
        "{told} {}",
        set.recalled
    );
    for day in &set.days {
        assert!(day.seconds <= seconds_allowed(&set), "{day:?}");
    }
    assert_eq!(fresh_items(&set) + set.left_out_items(), set.items);
    assert_eq!(set.days.iter().position(|day| day.exam.is_some()), Some(18));
    // The first day as practice itself asks it.
    let course = BEGIN + 20 * DAY;
    let mut deck = fresh_deck(Settings {
        course: Some(course),
        ..Settings::default()
    });
    let mut session = Session::default().for_exam(course);
    let (mut owed, mut met) = (0.0, 0);
    for _ in 0..set.days[0].answers {
        let (card, why) = session.next(&deck, EVENING).unwrap();
        let recall = deck.recall(deck.card(&card).unwrap(), EVENING);
        met += usize::from(recall.is_none());
        owed += 1.0 - recall.unwrap_or(set.pace.right);
        let forgotten = owed >= 0.5;
        owed -= f64::from(u8::from(forgotten));
        session.asked(card.clone(), why);
        answer(
            &mut deck,
            &card,
            if forgotten { Grade::Again } else { Grade::Good },
            EVENING,
        );
    }
    assert_eq!(met, set.days[0].fresh_items());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    /// Whatever was answered, and however: the minutes hold, nothing new comes before what is due
    /// or at the end, the sums agree, and the same plan is made again.
    #[test]
    fn a_plan_keeps_its_promises(
        answers in prop::collection::vec((0usize..312, 0usize..4, 0i64..40), 0..120),
        days in 1usize..30,
        minutes in 1u16..60,
    ) {
        let mut log: Vec<_> = answers;
        log.sort_by_key(|(_, _, back)| std::cmp::Reverse(*back));
        let mut deck = fresh_deck(Settings::default());
        let cards: Vec<CardId> = deck.cards().map(|(id, _)| id.clone()).collect();
        for (card, grade, back) in log {
            answer(&mut deck, &cards[card], Grade::ALL[grade], EVENING - back * DAY);
        }
        let plan = plan(&deck, &aim(days, minutes), EVENING);
        prop_assert_eq!(plan.days.len(), days);
        for (number, day) in plan.days.iter().enumerate() {
            prop_assert!(day.seconds <= seconds_allowed(&plan), "{:?}", day);
            // What waits leaves no room for anything new but the one that a day always has.
            prop_assert!(day.waiting == 0 || day.fresh.is_empty(), "{:?}", day);
            prop_assert!(number + plan.quiet < days || day.fresh.is_empty(), "{:?}", day);
            prop_assert!(day.fresh_items() <= plan.new_per_day);
            prop_assert!(day.answers >= day.repeats + day.fresh_items());
        }
        prop_assert_eq!(plan.begun + fresh_items(&plan) + plan.left_out_items(), plan.items);
        prop_assert!(plan.days.iter().filter(|day| day.exam.is_some()).count() <= 1);
        let (low, high) = plan.between;
        prop_assert!(low <= high && high <= plan.items);
        prop_assert!(plan.recalled >= 0.0 && plan.recalled <= (plan.items - plan.left_out_items()) as f64);
        prop_assert_eq!(&plan, &pofit::practice::plan(&deck, &aim(days, minutes), EVENING));
    }
}
