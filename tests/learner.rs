//! Practice for an exam: what is asked, and that it is worth its minutes. What `src/practice.rs` says
//! of it is held on fewer items and learners than `benches/learner.rs` takes, so that a debug build
//! is done in a second or two.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;
#[path = "common/learner.rs"]
mod learner;

use learner::{Outcome, Syllabus, Truth, Way, mean, practise, quizzes};
use pofit::practice::{
    Card, CardId, DAY, DEFAULT_PARAMETERS, Deck, Grade, KeyPrint, MINUTE, Review, Session,
    Settings, UNSEEN, Why, expected_seconds,
};
use proptest::prelude::*;

const LEARNERS: u64 = 8;
const DAYS: i64 = 21;
/// For a quiz of 84 items as scarce as 15 minutes for all 312.
const MINUTES: f64 = 4.0;

fn syllabus() -> Syllabus {
    let mut banks = quizzes();
    banks.retain(|bank| bank.head.id.as_ref() == "po-or-project-manager");
    Syllabus::new(banks)
}

fn outcomes(syllabus: &Syllabus, truth: Truth, way: Way) -> Vec<Outcome> {
    let one = |seed| practise(syllabus, truth, seed, way, MINUTES, &[DAYS])[0];
    (0..LEARNERS).map(one).collect()
}

fn recall(outcomes: &[Outcome]) -> f64 {
    let recall: Vec<f64> = outcomes.iter().map(|outcome| outcome.recall).collect();
    100.0 * mean(&recall)
}

#[test]
fn for_an_exam_more_is_recalled_than_in_random_or_fixed_order_whatever_memory_is_like() {
    let syllabus = syllabus();
    assert_eq!(syllabus.len(), 84);
    for truth in Truth::ALL {
        let of = |way| outcomes(&syllabus, truth, way);
        let own = of(Way::ForExam);
        let (random, round) = (of(Way::Random), of(Way::Round));
        let scheduled = of(Way::Scheduled(Settings::default()));
        let means = [&own, &random, &round, &scheduled].map(|way| recall(way));
        let [own_mean, random_mean, round_mean, scheduled_mean] = means;
        assert!(own_mean > random_mean + 3.0, "{}: {means:?}", truth.name());
        assert!(own_mean > round_mean, "{}: {means:?}", truth.name());
        // What the docs own up to: without the exam's date too little is begun.
        assert!(
            own_mean > scheduled_mean + 5.0,
            "{}: {means:?}",
            truth.name()
        );
        let more = own
            .iter()
            .zip(&random)
            .filter(|(own, random)| own.recall > random.recall);
        assert!(more.count() >= 7, "{}: by luck", truth.name());
        // The same minutes: a day ends with the answer that was begun.
        for outcome in own.iter().chain(&random).chain(&round) {
            let day = MINUTES..MINUTES + 1.5;
            assert!(day.contains(&outcome.minutes), "{outcome:?}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_learner() {
    let syllabus = syllabus();
    let one = |seed| {
        practise(
            &syllabus,
            Truth::Exponential,
            seed,
            Way::Random,
            2.0,
            &[3, 5],
        )
    };
    assert_eq!(one(1), one(1));
    assert_ne!(one(1), one(2));
    let [early, late] = one(1)[..] else {
        panic!("two ends, two outcomes");
    };
    assert!(early.answers < late.answers && early.seen <= late.seen);
}

/// The morning on which everything begins.
const EIGHT: i64 = 20_000 * DAY + 8 * 60 * MINUTE;
const EXAM: i64 = EIGHT + 14 * DAY;

fn deck() -> Deck {
    let midnight = 20_000 * DAY;
    let settings = Settings::default();
    Deck::new(
        vec![banks::quiz()],
        Vec::new(),
        &DEFAULT_PARAMETERS,
        settings,
        midnight,
    )
}

fn answer(deck: &mut Deck, card: &CardId, grade: Grade, at: i64) {
    deck.record(Review {
        card: card.clone(),
        at,
        grade,
        proposed: grade,
        credit: 1.0,
        seconds: None,
        certainty: None,
        key: deck.card(card).unwrap().key,
        scheduled: true,
    });
}

/// What asking a card now adds to its recall at the exam, from reviews that are tried out.
fn gain(deck: &Deck, card: &Card, now: i64) -> f64 {
    let scheduler = deck.scheduler();
    let state = card.state.as_ref();
    let recall = |at| state.map_or(UNSEEN, |state| scheduler.recall(state, at));
    let after = |grade| scheduler.recall(&scheduler.review(state, grade, now), EXAM);
    let known = recall(now);
    known * after(Grade::Good) + (1.0 - known) * after(Grade::Again) - recall(EXAM)
}

#[test]
fn before_an_exam_all_are_begun_and_a_sitting_ends_when_little_is_left_to_gain() {
    let mut deck = deck();
    let mut session = Session::default().for_exam(EXAM);
    let (mut now, mut order): (i64, Vec<(CardId, Why)>) = (EIGHT, Vec::new());
    while let Some((id, why)) = session.next(&deck, now) {
        let before = order.last();
        assert!(before.is_none_or(|(last, _)| *last != id), "at once again");
        answer(&mut deck, &id, Grade::Good, now);
        session.asked(id.clone(), why);
        order.push((id, why));
        now += MINUTE;
        assert!(order.len() < 100, "no end");
    }
    let fresh = order.iter().filter(|(_, why)| *why == Why::Fresh).count();
    assert_eq!(
        fresh,
        deck.cards().count(),
        "all, whatever is allowed a day"
    );
    // A week later there is something to gain again, though the schedule would have to wait for some.
    let next = session.next(&deck, now + 7 * DAY).unwrap();
    assert_eq!(next.1, Why::Due);
    assert!(next.1.is_scheduled());
}

#[test]
fn when_the_exam_is_over_practice_goes_on_as_without_one() {
    let mut deck = deck();
    let ids: Vec<CardId> = deck.cards().map(|(id, _)| id.clone()).collect();
    for id in &ids {
        answer(&mut deck, id, Grade::Easy, EIGHT);
    }
    let session = Session::default().for_exam(EXAM);
    let soon = EIGHT + 3 * DAY;
    assert!(session.next(&deck, soon).is_some());
    assert_eq!(Session::default().next(&deck, soon), None, "nothing is due");
    for at in [EXAM, EXAM + 40 * DAY] {
        assert_eq!(session.next(&deck, at), Session::default().next(&deck, at));
    }
}

#[test]
fn a_changed_key_comes_first_before_an_exam_too() {
    let mut deck = deck();
    let ids: Vec<CardId> = deck.cards().map(|(id, _)| id.clone()).collect();
    answer(&mut deck, &ids[0], Grade::Again, EIGHT);
    answer(&mut deck, &ids[1], Grade::Easy, EIGHT);
    let other = KeyPrint(deck.card(&ids[1]).unwrap().key.0 ^ 1);
    deck.record(Review {
        card: ids[1].clone(),
        at: EIGHT + MINUTE,
        grade: Grade::Easy,
        proposed: Grade::Easy,
        credit: 1.0,
        seconds: None,
        certainty: None,
        key: other, // as if it had been answered under another key
        scheduled: true,
    });
    let next = Session::default().for_exam(EXAM).next(&deck, EIGHT + DAY);
    assert_eq!(next, Some((ids[1].clone(), Why::Changed)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What comes next adds at least as much for a second as any other that was begun, and nothing
    /// comes only when nothing adds half a point.
    #[test]
    fn what_adds_most_for_a_second_comes_next(
        deeds in prop::collection::vec((0usize..10, 1u32..=4, 0i64..3000), 0..40),
        later in 0i64..20_000,
    ) {
        let mut deck = deck();
        let ids: Vec<CardId> = deck.cards().map(|(id, _)| id.clone()).collect();
        let (mut now, mut session) = (EIGHT, Session::default().for_exam(EXAM));
        for (card, grade, minutes) in deeds {
            answer(&mut deck, &ids[card], Grade::numbered(grade).unwrap(), now);
            session.asked(ids[card].clone(), Why::Due);
            now = (now + minutes * MINUTE / 10).min(EXAM - DAY);
        }
        now = (now + later * MINUTE).min(EXAM - 1);
        let pace = |id: &CardId| {
            let card = deck.card(id).unwrap();
            let wrong = 1.0 - deck.recall(card, now).unwrap_or(UNSEEN);
            let seconds = expected_seconds(deck.item(id).unwrap().1) + 15.0 * wrong;
            (gain(&deck, card, now), gain(&deck, card, now) / seconds)
        };
        for (id, card) in deck.cards() {
            let told = deck.scheduler().gain(card.state.as_ref(), now, EXAM);
            prop_assert!((told - pace(id).0).abs() < 1e-6);
            prop_assert!((-1.0..=1.0).contains(&told));
        }
        let last = deck.standing().next_back().map(|review| &review.card);
        let others = ids.iter().filter(|id| Some(*id) != last);
        if let Some((next, why)) = session.next(&deck, now) {
            let is_new = |id: &CardId| deck.card(id).unwrap().state.is_none();
            prop_assert_eq!(why == Why::Fresh, is_new(&next));
            prop_assert!(last != Some(&next));
            let (gain, most) = pace(&next);
            prop_assert!(gain > 0.005 - 1e-6);
            for id in others.filter(|id| !is_new(id)) {
                let (gain, pace) = pace(id);
                prop_assert!(gain < 0.005 + 1e-6 || pace <= most + 1e-6);
            }
        } else {
            for id in others {
                prop_assert!(pace(id).0 < 0.005 + 1e-6, "{id:?} would add {}", pace(id).0);
            }
        }
    }
}
