//! Certainty-based marking: the marks and the sums beside worked cases, and the rules that hold for
//! any answers.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, and counts here are small"
)]

#[path = "common/banks.rs"]
mod banks;

use pofit::bank::{Answer, Certainty, OptionId, Response, ResponseFault};
use pofit::run::{Feedback, Plan, Run, RunFault};
use pofit::score::{
    Confidence, JUDGED, Judgement, Outcome, certainty_mark, confidence, pays, quiz, stands_for,
    wilson,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

use Certainty::{Fair, Low, Sure};

const NEAR: f64 = 1e-9;

/// So many answers right and not right at each level.
fn tally(
    low: (usize, usize),
    fair: (usize, usize),
    sure: (usize, usize),
) -> Vec<(Certainty, bool)> {
    let levels = Certainty::ALL.into_iter().zip([low, fair, sure]);
    levels
        .flat_map(|(level, (right, wrong))| {
            let right = std::iter::repeat_n((level, true), right);
            right.chain(std::iter::repeat_n((level, false), wrong))
        })
        .collect()
}

fn judged(
    low: (usize, usize),
    fair: (usize, usize),
    sure: (usize, usize),
) -> (Judgement, Confidence) {
    let found = confidence(&tally(low, fair, sure)).unwrap();
    (found.judgement, found)
}

#[test]
fn marks_brier_score_and_bias_are_what_was_worked_out() {
    let oracle: Value = serde_json::from_str(include_str!("oracles/confidence.json")).unwrap();
    let mut compared = 0;
    for case in oracle["cases"].as_array().unwrap() {
        let given: Vec<(Certainty, bool)> = case["answers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|answer| {
                let level = serde_json::from_value(answer["level"].clone()).unwrap();
                (level, answer["right"].as_bool().unwrap())
            })
            .collect();
        let found = confidence(&given).unwrap();
        let expect = |name: &str| case["expect"][name].as_f64().unwrap();
        assert!((f64::from(found.total) - expect("cbm_total")).abs() < NEAR);
        assert!((found.mean - expect("cbm_mean")).abs() < NEAR);
        assert!((found.brier - expect("brier")).abs() < NEAR);
        assert!((found.bias - expect("bias")).abs() < NEAR);
        compared += 1;
    }
    assert_eq!(compared, 6);
}

#[test]
fn a_level_pays_just_where_it_is_said_to_pay() {
    let expected = |level: Certainty, chance: f64| {
        let mark = |right| f64::from(certainty_mark(level, right));
        chance * mark(true) + (1.0 - chance) * mark(false)
    };
    for thousandth in 0..=1000 {
        let chance = f64::from(thousandth) / 1000.0;
        let best = Certainty::ALL
            .into_iter()
            .max_by(|a, b| expected(*a, chance).total_cmp(&expected(*b, chance)));
        let (from, to) = pays(best.unwrap());
        let hair = 1e-9; // at a limit two levels earn the same
        assert!(from - hair <= chance && chance <= to + hair, "{chance}");
    }
    for level in Certainty::ALL {
        let (from, to) = pays(level);
        assert!(from < stands_for(level) && stands_for(level) < to);
    }
}

#[test]
fn a_word_needs_enough_answers_and_an_interval_that_carries_it() {
    // Nine and ten of the surest answers, none right.
    assert_eq!(judged((0, 0), (0, 0), (0, 9)).0, Judgement::TooFew);
    assert_eq!(judged((0, 0), (0, 0), (0, 10)).0, Judgement::OverConfident);
    // The other two levels are taken together where one alone is too few.
    assert_eq!(judged((0, 0), (0, 5), (1, 4)).0, Judgement::OverConfident);
    assert_eq!(judged((7, 0), (6, 0), (0, 0)).0, Judgement::UnderConfident);
    // 7 of 10 is under 80 %, and yet its interval (40 to 89) holds that, if not 90 %.
    assert_eq!(judged((0, 0), (0, 0), (7, 3)).0, Judgement::Unclear);
    assert_eq!(judged((0, 0), (0, 0), (8, 2)).0, Judgement::WellJudged);
    assert_eq!(judged((0, 0), (0, 0), (5, 5)).0, Judgement::OverConfident);
    // Who guesses and says so is not over-confident, however few are right; nor is who is always
    // right and says so under-confident.
    assert_eq!(judged((0, 40), (0, 0), (0, 0)).0, Judgement::WellJudged);
    assert_eq!(judged((0, 0), (0, 0), (40, 0)).0, Judgement::WellJudged);
    // Right more often than is needed, if less often than the level stands for.
    assert_eq!(judged((0, 0), (0, 0), (850, 150)).0, Judgement::WellJudged);
    assert_eq!(judged((6, 6), (8, 3), (18, 2)).0, Judgement::WellJudged);
    // One level must not hide what another one shows.
    let (word, found) = judged((0, 0), (10, 0), (5, 5));
    assert_eq!(word, Judgement::OverConfident);
    assert_eq!(found.over.unwrap().levels, [Sure]);
    assert_eq!(judged((30, 0), (0, 0), (0, 30)).0, Judgement::Both);
    assert_eq!(confidence(&[]), None);
}

/// The bound that [`JUDGED`] promises, worked out in full rather than drawn.
#[test]
fn somebody_who_judges_rightly_is_seldom_told_otherwise() {
    let choose = |n: usize, k: usize| (0..k).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64);
    let chance = |n: usize, k: usize, p: f64| {
        choose(n, k)
            * p.powi(i32::try_from(k).unwrap())
            * (1.0 - p).powi(i32::try_from(n - k).unwrap())
    };
    let (mut at_limits, mut as_said): (f64, f64) = (0.0, 0.0);
    for (few, many) in (0..=20).flat_map(|few| (0..=20).map(move |many| (few, many))) {
        if few + many < JUDGED {
            continue;
        }
        let mut told = [0.0; 4];
        for (a, b) in (0..=few).flat_map(|a| (0..=many).map(move |b| (a, b))) {
            let (few_, many_) = ((a, few - a), (b, many - b));
            let over = judged((0, 0), few_, many_).1.over.unwrap().holds;
            let under = judged(many_, few_, (0, 0)).1.under.unwrap().holds;
            let at = |p: f64, q: f64| chance(few, a, p) * chance(many, b, q);
            for (sum, (holds, chance)) in told.iter_mut().zip([
                (over, at(2.0 / 3.0, 0.8)),
                (under, at(0.8, 2.0 / 3.0)),
                (over, at(0.74, 0.90)),
                (under, at(0.74, 0.50)),
            ]) {
                *sum += f64::from(u8::from(holds)) * chance;
            }
        }
        at_limits = at_limits.max(told[0]).max(told[1]);
        as_said = as_said.max(told[2]).max(told[3]);
    }
    assert!(at_limits < 1.0 / 12.0, "{at_limits}");
    assert!(as_said < 1.0 / 80.0, "{as_said}");
}

#[test]
fn only_full_credit_is_right() {
    let bank = banks::quiz();
    let answer = |item: &str, response: Response, certainty| Answer {
        certainty: Some(certainty),
        ..banks::answer(item, response)
    };
    let multiple = banks::item(&bank, "multiple");
    let keys: BTreeSet<OptionId> = match &multiple.kind {
        pofit::bank::Kind::Multiple(options) => options
            .iter()
            .filter(|option| option.key)
            .map(|option| option.id.clone())
            .collect(),
        _ => BTreeSet::new(),
    };
    let some: BTreeSet<OptionId> = keys.iter().take(1).cloned().collect();
    assert!(some.len() < keys.len());
    let right = quiz(&bank, &[answer("multiple", Response::Choices(keys), Sure)]);
    let partly = quiz(&bank, &[answer("multiple", Response::Choices(some), Sure)]);
    let credit = partly.items[0].credit.unwrap();
    assert!(0.0 < credit && credit < 1.0);
    assert_eq!(right.confidence.unwrap().total, 3);
    assert_eq!(partly.confidence.unwrap().total, -6);
}

#[test]
fn what_was_not_said_leaves_no_trace() {
    let bank = banks::quiz();
    let plain = quiz(&bank, &[banks::skipped("multiple")]);
    assert_eq!(plain.confidence, None);
    let json = serde_json::to_value(Outcome::Quiz(plain)).unwrap();
    assert!(json["quiz"].get("confidence").is_none());
    let answer = serde_json::to_value(banks::skipped("multiple")).unwrap();
    assert_eq!(answer, json!({"item": "multiple", "answer": null}));
    let sure = Answer {
        certainty: Some(Fair),
        ..banks::answer("short-text", Response::Text("x".to_owned()))
    };
    assert_eq!(serde_json::to_value(sure).unwrap()["certainty"], json!(2));
}

#[test]
fn only_an_answer_to_a_quiz_takes_a_certainty() {
    let mut run = Run::new(banks::tiny_fit(), Plan::new(1)).unwrap();
    let refused = run.answer(Response::Step(3), Some(Low), None);
    assert_eq!(
        refused,
        Err(RunFault::Response(ResponseFault::Certainty)),
        "a statement is neither right nor wrong"
    );
    assert!(run.log().is_empty());
    let sure = Some(Sure);
    let skipped = Answer {
        certainty: sure,
        ..banks::skipped("multiple")
    };
    let faulty = Run::from_answers(banks::quiz(), 1, &[skipped]);
    assert_eq!(faulty.unwrap_err(), (0, Some(ResponseFault::Certainty)));
    // Of a changed mind the last word counts, and skipping takes it back.
    let plan = Plan {
        feedback: Feedback::AtTheEnd,
        ..Plan::new(1)
    };
    let mut run = Run::new(banks::quiz(), plan).unwrap();
    let place = (0..run.len()).find(|at| run.nth(*at).unwrap().0.id.as_ref() == "short-text");
    run.go(place.unwrap());
    let text = || Response::Text("x".to_owned());
    let said = |run: &Run| run.answers()[run.at()].certainty;
    run.answer(text(), sure, None).unwrap();
    assert_eq!(said(&run), sure);
    run.answer(text(), None, None).unwrap();
    assert_eq!(said(&run), None);
    run.answer(text(), sure, None).unwrap();
    run.skip(None).unwrap();
    assert_eq!(said(&run), None);
    let log: Vec<_> = run.log().iter().map(|answer| answer.certainty).collect();
    assert_eq!(log, [sure, None, sure, None]);
    let at = run.at();
    let again = Run::restored(
        banks::quiz(),
        run.plan().clone(),
        run.log().to_vec(),
        at,
        false,
    );
    assert_eq!(again.unwrap(), run);
}

fn given() -> impl Strategy<Value = Vec<(Certainty, bool)>> {
    prop::collection::vec(
        (prop::sample::select(&Certainty::ALL[..]), any::<bool>()),
        1..80,
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn sums_are_those_of_the_answers_one_by_one(given in given()) {
        let found = confidence(&given).unwrap();
        let n = given.len() as f64;
        let total: i32 = given.iter().map(|(level, right)| certainty_mark(*level, *right)).sum();
        prop_assert_eq!(found.total, total);
        prop_assert!((found.mean - f64::from(total) / n).abs() < NEAR);
        prop_assert!((-6.0..=3.0).contains(&found.mean));
        let was = |right: bool| f64::from(u8::from(right));
        let brier: f64 = given.iter().map(|(level, right)| (stands_for(*level) - was(*right)).powi(2)).sum();
        prop_assert!((found.brier - brier / n).abs() < NEAR);
        let bias: f64 = given.iter().map(|(level, right)| stands_for(*level) - was(*right)).sum();
        prop_assert!((found.bias - bias / n).abs() < NEAR);
        let counted: usize = found.levels.iter().map(|level| level.answers).sum();
        prop_assert_eq!(counted, given.len());
        if let Some((low, high)) = found.bias_interval {
            prop_assert!(low <= found.bias && found.bias <= high);
        }
    }

    #[test]
    fn the_order_of_the_answers_moves_no_bit(given in given(), turn in any::<prop::sample::Index>()) {
        let mut turned = given.clone();
        turned.rotate_left(turn.index(given.len()));
        turned.reverse();
        prop_assert_eq!(confidence(&given), confidence(&turned));
    }

    #[test]
    fn a_level_shows_its_share_with_wilsons_interval(given in given()) {
        for level in confidence(&given).unwrap().levels {
            let all: Vec<bool> = given.iter().filter(|(known, _)| *known == level.level).map(|(_, right)| *right).collect();
            prop_assert_eq!(all.len(), level.answers);
            prop_assert_eq!(all.iter().filter(|right| **right).count(), level.right);
            prop_assert_eq!(level.percent.is_some(), level.answers >= 5);
            if let Some((low, high)) = level.interval {
                let expect = wilson(level.right as f64, level.answers as f64).unwrap();
                prop_assert!((low - 100.0 * expect.0).abs() < NEAR && (high - 100.0 * expect.1).abs() < NEAR);
            }
        }
    }

    #[test]
    fn a_word_against_somebody_is_carried_by_its_interval(given in given()) {
        let found = confidence(&given).unwrap();
        let over = found.over.as_ref().filter(|claim| claim.holds);
        let under = found.under.as_ref().filter(|claim| claim.holds);
        for claim in found.over.iter().chain(&found.under) {
            prop_assert!(claim.answers >= JUDGED && claim.right <= claim.answers);
            let all = given.iter().filter(|(level, _)| claim.levels.contains(level));
            prop_assert_eq!(all.count(), claim.answers);
        }
        prop_assert!(over.is_none_or(|claim| claim.interval.1 < claim.limit && claim.limit <= 80.0 + NEAR));
        prop_assert!(under.is_none_or(|claim| claim.interval.0 > claim.limit && claim.limit >= 66.0));
        let leans = found.over.iter().chain(&found.under).any(|claim| {
            let (low, high) = claim.interval;
            let has_limit = low <= claim.limit && claim.limit <= high;
            assert!(!claim.leans || (!claim.holds && has_limit), "{claim:?}");
            claim.leans
        });
        let expect = match (over.is_some(), under.is_some()) {
            (true, true) => Judgement::Both,
            (true, false) => Judgement::OverConfident,
            (false, true) => Judgement::UnderConfident,
            (false, false) if found.over.is_none() && found.under.is_none() => Judgement::TooFew,
            (false, false) if leans => Judgement::Unclear,
            (false, false) => Judgement::WellJudged,
        };
        prop_assert_eq!(found.judgement, expect);
    }

    #[test]
    fn one_more_right_answer_never_costs_marks(given in given(), which in any::<prop::sample::Index>()) {
        let mut better = given.clone();
        let at = which.index(given.len());
        better[at].1 = true;
        let (before, after) = (confidence(&given).unwrap(), confidence(&better).unwrap());
        prop_assert!(after.total >= before.total && after.bias <= before.bias + NEAR);
    }
}
