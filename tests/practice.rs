//! Practice as a learner meets it: what is asked next, what an answer does to the schedule, what is
//! known. Each test names the promise that it protects.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;

use pofit::bank::{Bank, SourceText, builtin, load};
use pofit::practice::{
    Band, CardId, DAY, DEFAULT_PARAMETERS, Deck, ENOUGH, Event, Grade, KeyPrint, MINUTE, Phase,
    Review, Scope, Session, Settings, Why, expected_seconds, mastery, over_weeks, tune,
};
use proptest::prelude::*;
use std::sync::Arc;

/// The morning of a day on which everything begins.
const BEGIN: i64 = 20_000 * DAY;
/// Eight in the morning.
const EIGHT: i64 = BEGIN + 8 * 60 * MINUTE;

fn deck_of(bank: Arc<Bank>, log: Vec<Event>, settings: Settings) -> Deck {
    Deck::new(vec![bank], log, &DEFAULT_PARAMETERS, settings, BEGIN)
}

fn deck(log: Vec<Event>) -> Deck {
    deck_of(banks::quiz(), log, Settings::default())
}

fn ids(deck: &Deck) -> Vec<CardId> {
    deck.cards().map(|(id, _)| id.clone()).collect()
}

fn review(deck: &Deck, card: &CardId, grade: Grade, at: i64) -> Review {
    Review {
        card: card.clone(),
        at,
        grade,
        proposed: grade,
        credit: if grade == Grade::Again { 0.0 } else { 1.0 },
        seconds: Some(5.0),
        certainty: None,
        key: deck.card(card).unwrap().key,
        scheduled: true,
    }
}

fn answer(deck: &mut Deck, card: &CardId, grade: Grade, at: i64) {
    let review = review(deck, card, grade, at);
    deck.record(review);
}

fn bank_with(from: &str, to: &str) -> Arc<Bank> {
    let text = include_str!("common/quiz.toml");
    assert!(text.contains(from), "the bank does not say {from:?}");
    let text = SourceText::new("quiz.toml", &text.replacen(from, to, 1));
    Arc::new(load(&text, &builtin::library()).unwrap())
}

/// A card that has been learnt: three days in a row, good.
fn learnt(deck: &mut Deck, card: &CardId, from: i64) -> i64 {
    answer(deck, card, Grade::Good, from);
    answer(deck, card, Grade::Good, from + 10 * MINUTE);
    deck.card(card).unwrap().state.unwrap().due
}

#[test]
fn a_reworded_item_keeps_its_memory_and_one_with_another_key_is_asked_again_soon() {
    let mut before = deck(Vec::new());
    let first = ids(&before)[0].clone();
    learnt(&mut before, &first, EIGHT);
    let bank = banks::quiz();
    let item = bank.item(&first.item).unwrap();
    let stem = item.stem.to_string();
    let reworded = deck_of(
        bank_with(&stem, "Put in other words?"),
        before.log().to_vec(),
        Settings::default(),
    );
    let now = EIGHT + 20 * MINUTE;
    let (old, new) = (before.card(&first).unwrap(), reworded.card(&first).unwrap());
    assert_eq!(old.state, new.state);
    assert!(!new.is_changed() && !reworded.is_due(new, now));

    let mut changed = before.clone();
    let mut other = review(&changed, &first, Grade::Good, EIGHT + 15 * MINUTE);
    other.key = KeyPrint(other.key.0 ^ 1); // as if it had been answered under another key
    changed.record(other);
    let card = changed.card(&first).unwrap();
    assert!(
        card.state.is_some_and(|state| state.due > now + DAY),
        "the memory stays"
    );
    assert!(changed.is_due(card, now));
    let next = Session::default().next(&changed, now);
    assert_eq!(next, Some((first.clone(), Why::Changed)));
    answer(&mut changed, &first, Grade::Good, now);
    assert!(!changed.is_due(changed.card(&first).unwrap(), now + MINUTE));
}

#[test]
fn the_print_of_a_key_tells_keys_apart_and_not_words() {
    let bank = banks::quiz();
    let mut prints: Vec<KeyPrint> = bank.items.iter().map(KeyPrint::of).collect();
    let mut item = bank.items[0].clone();
    item.stem = pofit::bank::Text::new("Other words?").unwrap();
    assert_eq!(KeyPrint::of(&item), prints[0]);
    prints.sort_by_key(|print| print.0);
    prints.dedup();
    assert!(
        prints.len() >= 6,
        "kinds and keys give few prints: {}",
        prints.len()
    );
}

#[test]
fn practising_anyway_asks_the_weakest_and_leaves_the_schedule_as_it_is() {
    let mut deck = deck(Vec::new());
    let ids = ids(&deck);
    learnt(&mut deck, &ids[0], EIGHT);
    learnt(&mut deck, &ids[1], EIGHT - 3 * DAY);
    let now = EIGHT + 30 * MINUTE;
    let mut session = Session::new(Scope::default(), true);
    let (weakest, why) = session.next(&deck, now).unwrap();
    assert_eq!(
        (&weakest, why),
        (&ids[1], Why::Anyway),
        "the older memory is the weaker one"
    );
    assert!(!why.is_scheduled());
    let before = deck.card(&weakest).unwrap().state;
    let mut anyway = review(&deck, &weakest, Grade::Again, now);
    anyway.scheduled = false;
    deck.record(anyway);
    assert_eq!(deck.card(&weakest).unwrap().state, before);
    assert_eq!(
        deck.today(&Scope::default(), now).done,
        3,
        "it counts towards the goal"
    );
    session.asked(weakest.clone(), why);
    assert_ne!(
        session.next(&deck, now).unwrap().0,
        weakest,
        "none is asked twice"
    );
    let mut asked = 1;
    while let Some((id, why)) = session.next(&deck, now) {
        session.asked(id, why);
        asked += 1;
    }
    assert_eq!(asked, ids.len().min(20), "it ends");
}

#[test]
fn what_waits_for_days_is_asked_from_the_morning_of_its_day() {
    let mut deck = deck(Vec::new());
    let card = ids(&deck)[0].clone();
    let evening = BEGIN + 22 * 60 * MINUTE;
    let due = learnt(&mut deck, &card, evening);
    let morning = deck.midnight_before(due) + MINUTE;
    assert!(morning < due);
    assert!(deck.is_due(deck.card(&card).unwrap(), morning));
    assert!(!deck.is_due(deck.card(&card).unwrap(), morning - 2 * MINUTE));
}

#[test]
fn the_least_likely_to_be_recalled_comes_first_and_new_ones_are_spread_among_the_repeats() {
    let settings = Settings {
        new_per_day: 3,
        ..Settings::default()
    };
    let mut deck = deck_of(banks::quiz(), Vec::new(), settings);
    let ids = ids(&deck);
    for (n, id) in ids.iter().take(6).enumerate() {
        let back = 30 + i64::try_from(n).unwrap();
        learnt(&mut deck, id, EIGHT - back * DAY);
    }
    let mut session = Session::default();
    let now = EIGHT;
    let mut order = Vec::new();
    while let Some((id, why)) = session.next(&deck, now) {
        session.asked(id.clone(), why);
        answer(&mut deck, &id, Grade::Easy, now);
        order.push((id, why));
    }
    let whys: Vec<Why> = order.iter().map(|(_, why)| *why).collect();
    let fresh = whys.iter().filter(|why| **why == Why::Fresh).count();
    assert_eq!(
        (fresh, whys.len()),
        (3, 9),
        "all that is due, and no more new ones than allowed"
    );
    assert_eq!(order[0], (ids[5].clone(), Why::Due), "the longest ago");
    let last_new = whys.iter().rposition(|why| *why == Why::Fresh).unwrap();
    let first_new = whys.iter().position(|why| *why == Why::Fresh).unwrap();
    assert!(
        last_new - first_new >= 3,
        "new ones come in a lump: {whys:?}"
    );
}

#[test]
fn a_wrong_answer_comes_back_in_the_same_sitting_but_not_at_once() {
    let mut deck = deck(Vec::new());
    let mut session = Session::default();
    let (first, why) = session.next(&deck, EIGHT).unwrap();
    session.asked(first.clone(), why);
    answer(&mut deck, &first, Grade::Again, EIGHT);
    let mut now = EIGHT;
    let mut came_back = None;
    for place in 0..30 {
        now += MINUTE / 2;
        let Some((id, why)) = session.next(&deck, now) else {
            break;
        };
        if id == first {
            came_back.get_or_insert(place);
        }
        session.asked(id.clone(), why);
        answer(&mut deck, &id, Grade::Good, now);
    }
    assert!(came_back.is_some_and(|place| place >= 1), "{came_back:?}");
    assert_eq!(session.next(&deck, now), None, "the sitting ends");
}

#[test]
fn new_items_come_from_all_topics_in_turn_and_a_scope_holds_them_to_one() {
    let deck = deck(Vec::new());
    let bank = banks::quiz();
    let topic = bank.topics()[1].id.clone();
    let scope = Scope {
        banks: Vec::new(),
        topics: vec![(bank.head.id.clone(), topic.clone())],
    };
    let (id, _) = Session::new(scope.clone(), false)
        .next(&deck, EIGHT)
        .unwrap();
    assert_eq!(bank.item(&id.item).unwrap().topic, Some(topic));
    assert_eq!(deck.within(&scope).count(), 4);
    let mut deck = deck;
    let mut topics = Vec::new();
    let mut session = Session::default();
    for _ in 0..2 {
        let (id, why) = session.next(&deck, EIGHT).unwrap();
        topics.push(bank.item(&id.item).unwrap().topic.clone());
        session.asked(id.clone(), why);
        answer(&mut deck, &id, Grade::Easy, EIGHT);
    }
    assert_ne!(topics[0], topics[1]);
}

#[test]
fn a_leech_is_named_until_it_is_learnt() {
    let mut deck = deck(Vec::new());
    let card = ids(&deck)[0].clone();
    for n in 0..4 {
        answer(&mut deck, &card, Grade::Again, EIGHT + n * DAY);
    }
    assert!(deck.leeches().is_empty());
    answer(&mut deck, &card, Grade::Again, EIGHT + 4 * DAY);
    assert_eq!(deck.leeches(), [&card]);
    answer(&mut deck, &card, Grade::Good, EIGHT + 5 * DAY);
    assert_eq!(deck.leeches(), [&card]);
    answer(&mut deck, &card, Grade::Good, EIGHT + 6 * DAY);
    assert!(deck.leeches().is_empty(), "two right answers in a row");
}

#[test]
fn mastery_counts_every_item_once_and_falls_when_memory_fades() {
    let mut deck = deck(Vec::new());
    let ids = ids(&deck);
    let all = |deck: &Deck, now| {
        let topics = mastery(deck, &Scope::default(), now);
        let sum = |of: fn(&pofit::practice::Counts) -> usize| {
            topics.iter().map(|topic| of(&topic.counts)).sum::<usize>()
        };
        (sum(|c| c.known), sum(|c| c.shaky), sum(|c| c.unseen))
    };
    assert_eq!(all(&deck, EIGHT), (0, 0, ids.len()));
    for id in &ids[..3] {
        learnt(&mut deck, id, EIGHT);
    }
    answer(&mut deck, &ids[3], Grade::Again, EIGHT);
    assert_eq!(all(&deck, EIGHT + DAY), (3, 1, ids.len() - 4));
    let topics = mastery(&deck, &Scope::default(), EIGHT + DAY);
    assert!(
        topics
            .iter()
            .all(|topic| topic.counts.band() != Band::Known)
    );
    assert_eq!(all(&deck, EIGHT + 400 * DAY), (0, 4, ids.len() - 4));

    let weeks = over_weeks(&deck, &Scope::default(), EIGHT + 20 * DAY);
    assert_eq!(weeks.len(), 3);
    assert!(weeks.iter().all(|week| week.counts.all() == ids.len()));
    assert_eq!(weeks[0].counts.known, 3);
    assert!(
        over_weeks(
            &deck_of(banks::quiz(), Vec::new(), Settings::default()),
            &Scope::default(),
            EIGHT
        )
        .is_empty()
    );
    assert_eq!(
        over_weeks(&deck, &Scope::default(), EIGHT + 900 * DAY).len(),
        12
    );
}

#[test]
fn only_answers_of_this_sitting_can_be_taken_back() {
    let mut first = deck(Vec::new());
    let card = ids(&first)[0].clone();
    answer(&mut first, &card, Grade::Good, EIGHT);
    let mut second = deck(first.log().to_vec());
    assert_eq!(second.undo(EIGHT), None);
    answer(&mut second, &card, Grade::Again, EIGHT + DAY);
    assert!(second.undo(EIGHT + DAY).is_some());
    assert_eq!(second.undo(EIGHT + DAY), None);
    assert_eq!(second.log().len(), 3, "the log keeps what was taken back");
    assert_eq!(
        second.card(&card).unwrap().state,
        first.card(&card).unwrap().state
    );
}

#[test]
fn a_calm_reader_has_time_for_long_items() {
    let bank = banks::quiz();
    for item in &bank.items {
        let seconds = expected_seconds(item);
        assert!((5.0..60.0).contains(&seconds), "{}: {seconds}", item.id);
    }
}

/// Answers of a learner whose memory follows other parameters than the default ones.
fn simulated(log_len: usize, parameters: &[f32]) -> Deck {
    use rand::{RngExt, SeedableRng, rngs::ChaCha8Rng};
    let built_in = builtin::banks().last().unwrap();
    let text = SourceText::new(built_in.file, built_in.text);
    let bank = Arc::new(load(&text, &builtin::library()).unwrap());
    let settings = Settings {
        new_per_day: 20,
        ..Settings::default()
    };
    let mut deck = deck_of(bank, Vec::new(), settings);
    let truth = pofit::practice::Scheduler::new(parameters, 0.9);
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let mut memory = std::collections::BTreeMap::new();
    let mut day = 0;
    while deck.log().len() < log_len {
        let mut session = Session::default();
        let mut now = EIGHT + day * DAY;
        while let Some((id, why)) = session.next(&deck, now) {
            let known = memory.get(&id);
            let recall = known.map_or(0.5, |state| truth.recall(state, now));
            let grade = if chance.random::<f64>() < recall {
                Grade::Good
            } else {
                Grade::Again
            };
            let next = truth.review(known, grade, now);
            memory.insert(id.clone(), next);
            session.asked(id.clone(), why);
            answer(&mut deck, &id, grade, now);
            now += MINUTE / 3;
        }
        day += 1;
    }
    deck
}

#[test]
fn parameters_are_fitted_when_there_is_enough_and_judged_on_answers_they_have_not_seen() {
    let few = simulated(100, &DEFAULT_PARAMETERS);
    assert!(tune(&few, &DEFAULT_PARAMETERS).is_err_and(|usable| usable < ENOUGH));
    // Forgets far faster than the average learner.
    let mut forgetful = DEFAULT_PARAMETERS;
    for stability in &mut forgetful[..4] {
        *stability *= 0.15;
    }
    forgetful[8] = 0.9;
    let deck = simulated(2500, &forgetful);
    let tuned = tune(&deck, &DEFAULT_PARAMETERS).unwrap();
    assert!(tuned.held_out * 4 <= tuned.trained_on + 4);
    assert!(tuned.is_better(), "{tuned:?}");
    // What the truth itself reaches is the best there is; the fit gets most of the way.
    assert!(tuned.before - tuned.after > 0.005, "{tuned:?}");
    let again = tune(&deck, &tuned.parameters).unwrap();
    assert!(
        (again.before - tuned.after).abs() < 1e-9,
        "the same data, the same loss"
    );
}

fn any_grade() -> impl Strategy<Value = Grade> {
    (1u32..=4).prop_map(|number| Grade::numbered(number).unwrap())
}

/// What may happen: an answer to the n-th card after so many minutes, or a step back.
#[derive(Debug, Clone)]
enum Deed {
    Answer(usize, Grade, i64, bool),
    Undo,
}

fn any_deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => (0usize..10, any_grade(), -100i64..100_000, any::<bool>())
            .prop_map(|(card, grade, minutes, scheduled)| Deed::Answer(card, grade, minutes, scheduled)),
        1 => Just(Deed::Undo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The memory is what the log tells, however one came to it: told at once or step by step, with
    /// steps back, and with a clock that jumps.
    #[test]
    fn the_log_tells_the_whole_memory(deeds in prop::collection::vec(any_deed(), 0..40)) {
        let mut stepwise = deck(Vec::new());
        let ids = ids(&stepwise);
        let mut now = EIGHT;
        for deed in deeds {
            match deed {
                Deed::Answer(card, grade, minutes, scheduled) => {
                    now += minutes * MINUTE;
                    let mut review = review(&stepwise, &ids[card], grade, now);
                    review.scheduled = scheduled;
                    stepwise.record(review);
                }
                Deed::Undo => drop(stepwise.undo(now)),
            }
            let told = deck(stepwise.log().to_vec());
            for id in &ids {
                let (a, b) = (stepwise.card(id).unwrap(), told.card(id).unwrap());
                prop_assert_eq!(&a.state, &b.state);
                prop_assert_eq!(&a.reviews, &b.reviews);
                if let Some(state) = a.state {
                    let memory = state.memory;
                    prop_assert!(memory.stability > 0.0 && memory.stability.is_finite());
                    prop_assert!((1.0..=10.0).contains(&memory.difficulty));
                    prop_assert!(state.due > state.last);
                    let waits = state.phase == Phase::Review;
                    prop_assert_eq!(waits, state.due - state.last >= DAY);
                    let recall = stepwise.recall(a, now).unwrap();
                    prop_assert!((0.0..=1.0).contains(&recall));
                }
            }
            let today = stepwise.today(&Scope::default(), now);
            prop_assert!(today.due + today.fresh <= ids.len());
        }
    }
}
