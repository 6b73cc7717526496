//! Rules of scoring that hold for any answers: over the built-in assessment and a small quiz with
//! all six kinds of items.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, and counts here are small"
)]

#[path = "common/banks.rs"]
mod banks;
#[path = "common/sittings.rs"]
mod sittings;

use banks::fit_of;
use pofit::bank::{Answer, Bank, Item, Kind, Response, ScaleId};
use pofit::report::Record;
use pofit::run::{Feedback, Length, Plan, Run};
use pofit::score::{self, FitResult, Outcome, QuizResult, keyed};
use proptest::prelude::*;
use proptest::sample::select;
use sittings::sitting;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A whole assessment is drawn 8,192 times for each case: few cases, but broad ones.
const FEW: u32 = 32;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn quiz_of(answers: &[Answer]) -> QuizResult {
    match score::outcome(&banks::quiz(), answers) {
        Outcome::Quiz(result) => result,
        Outcome::Fit(_) => panic!("a quiz gives no fit"),
    }
}

fn without_skipped(answers: &[Answer]) -> Vec<Answer> {
    let given = answers.iter().filter(|answer| answer.response.is_some());
    given.cloned().collect()
}

/// The quality without what depends on the order shown, its sums apart.
fn sums(result: &mut FitResult) -> [Option<f64>; 4] {
    let quality = &mut result.quality;
    quality.longest_string = 0;
    quality
        .remarks
        .retain(|said| *said != score::Remark::LongString);
    [
        quality.irv.take(),
        quality.inconsistency.take(),
        quality.acquiescence.take(),
        quality.scatter.take(),
    ]
}

proptest! {
    #![proptest_config(config(FEW))]

    #[test]
    fn every_number_of_a_fit_is_in_its_range(answers in sitting(&banks::assessment())) {
        let result = fit_of(&banks::assessment(), &answers);
        let points = 0.0..=100.0;
        for scale in &result.scales {
            prop_assert!(scale.answered <= scale.asked);
            let enough = 3 * scale.answered >= 2 * scale.asked;
            prop_assert_eq!(scale.estimate.is_some(), enough);
            let Some(found) = &scale.estimate else { continue };
            prop_assert!(points.contains(&found.low) && points.contains(&found.high));
            prop_assert!(found.low <= found.score && found.score <= found.high);
            prop_assert!(found.se > 0.0 && found.df > 3.0);
        }
        for fit in result.roles.iter().filter_map(|role| role.fit.as_ref()) {
            prop_assert!(points.contains(&fit.fit) && points.contains(&fit.low));
            prop_assert!(points.contains(&fit.high) && fit.low <= fit.high);
        }
        for comparison in &result.comparisons {
            prop_assert!((0.0..=1.0).contains(&comparison.share));
            prop_assert!(comparison.margin.abs() <= 100.0);
            let parts: f64 = comparison.reasons.iter().map(|reason| reason.part).sum();
            prop_assert!(parts <= 1.0 + 1e-9);
        }
        for mark in &result.marks {
            prop_assert!(points.contains(&mark.value) && mark.deviation >= 0.0);
        }
        for share in [result.quality.inconsistency, result.quality.share_under_1s] {
            prop_assert!(share.is_none_or(|share| (0.0..=1.0).contains(&share)));
        }
        let signed = result.quality.acquiescence;
        prop_assert!(signed.is_none_or(|signed| signed.abs() <= 0.5));
        for share in &result.pairs.order {
            prop_assert!((0.0..=share.of as f64).contains(&share.preferred));
        }
    }

    #[test]
    fn the_order_of_answers_does_not_move_a_fit(
        (given, shuffled) in sitting(&banks::assessment())
            .prop_flat_map(|answers| (Just(answers.clone()), Just(answers).prop_shuffle()))
    ) {
        let bank = banks::assessment();
        let [mut first, mut second] = [given, shuffled].map(|answers| fit_of(&bank, &answers));
        for (first, second) in sums(&mut first).into_iter().zip(sums(&mut second)) {
            let off = first.zip(second).map(|(first, second)| (first - second).abs());
            prop_assert!(off.is_none_or(|off| off < 1e-12));
            prop_assert_eq!(first.is_some(), second.is_some());
        }
        for result in [&mut first, &mut second] {
            result.pairs.contradictions.sort_by(|a, b| a.item.cmp(&b.item));
        }
        prop_assert_eq!(format!("{first:?}"), format!("{second:?}"));
    }

    #[test]
    fn a_skipped_item_never_moves_a_score(answers in sitting(&banks::assessment())) {
        let bank = banks::assessment();
        let given = without_skipped(&answers);
        let [first, second] = [&answers, &given].map(|answers| fit_of(&bank, answers));
        let scores = |result: &FitResult| -> Vec<_> {
            result.scales.iter().map(|scale| scale.estimate.clone()).collect()
        };
        // Where enough was answered the number is the same, whether or not the rest was asked.
        for (first, second) in scores(&first).iter().zip(&scores(&second)) {
            prop_assert!(first.is_none() || first == second);
        }
        if scores(&first) == scores(&second) {
            prop_assert_eq!(&first.roles, &second.roles);
            prop_assert_eq!(&first.comparisons, &second.comparisons);
            prop_assert_eq!(&first.shape, &second.shape);
            prop_assert_eq!(&first.gaps, &second.gaps);
        }
        prop_assert_eq!(&first.pairs.order, &second.pairs.order);
        // With the same items asked, everything is the same.
        prop_assume!(given.iter().any(|answer| !bank.item(&answer.item).unwrap().short));
        let told = [&answers, &given].map(|answers| {
            Run::from_answers(Arc::clone(&bank), 1, answers).unwrap().outcome()
        });
        prop_assert_eq!(format!("{:?}", told[0]), format!("{:?}", told[1]));
    }

    #[test]
    fn the_last_answer_to_an_item_counts(
        before in sitting(&banks::assessment()),
        answers in sitting(&banks::assessment()),
    ) {
        let bank = banks::assessment();
        let twice = [before, answers.clone()].concat();
        prop_assert_eq!(fit_of(&bank, &twice), fit_of(&bank, &answers));
    }

    #[test]
    fn more_of_a_trait_never_lowers_its_score(
        mut answers in sitting(&banks::assessment()),
        place in any::<prop::sample::Index>(),
    ) {
        let bank = banks::assessment();
        let statement = |item: &Item| matches!(item.kind, Kind::Agreement { .. });
        let statements: Vec<usize> =
            (0..bank.items.len()).filter(|n| statement(&bank.items[*n])).collect();
        let at = statements[place.index(statements.len())];
        let Kind::Agreement { scale, reverse, .. } = &bank.items[at].kind else {
            unreachable!("chosen among statements");
        };
        let mut scores = Vec::new();
        for quarters in 0..=4 {
            answers[at].response = Some(banks::step_for(&bank.items[at], quarters));
            let result = fit_of(&bank, &answers);
            let score = |scale: &ScaleId| {
                let found = result.scales.iter().find(|found| found.scale == *scale);
                found.unwrap().estimate.as_ref().map(|found| found.score)
            };
            let others: Vec<Option<f64>> = bank.assessment().unwrap().scales.iter()
                .filter(|other| other.id != *scale)
                .map(|other| score(&other.id))
                .collect();
            scores.push((score(scale), others));
        }
        for pair in scores.windows(2) {
            let rises = pair[0].0.zip(pair[1].0).is_none_or(|(less, more)| less < more);
            prop_assert!(rises, "reverse {reverse}: {:?} then {:?}", pair[0].0, pair[1].0);
            prop_assert_eq!(&pair[0].1, &pair[1].1);
        }
    }

    #[test]
    fn keying_every_statement_the_other_way_twice_is_the_identity(
        answers in sitting(&banks::assessment())
    ) {
        let bank = banks::assessment();
        let scales = |bank: &Bank, answers: &[Answer]| fit_of(bank, answers).scales;
        let other_way = |bank: &Bank, answers: &[Answer]| {
            let (mut bank, mut answers) = (bank.clone(), answers.to_vec());
            for answer in &mut answers {
                let item = bank.items.iter_mut().find(|item| item.id == answer.item).unwrap();
                if let Kind::Agreement { reverse, .. } = &mut item.kind {
                    *reverse = !*reverse;
                    if let Some(Response::Step(step)) = &mut answer.response {
                        *step = 6 - *step;
                    }
                }
            }
            (bank, answers)
        };
        let (turned, mirrored) = other_way(&bank, &answers);
        prop_assert_eq!(scales(&turned, &mirrored), scales(&bank, &answers));
        let (back, again) = other_way(&turned, &mirrored);
        prop_assert_eq!(&*bank, &back);
        prop_assert_eq!(answers, again);
    }

    #[test]
    fn the_same_run_gives_the_same_bytes(answers in sitting(&banks::assessment()), seed: u32) {
        let plan = Plan::new(u64::from(seed));
        same_bytes(&banks::assessment(), plan, &answers)?;
    }
}

/// Takes a sitting as a person would, and tells it again from what it left behind.
fn same_bytes(bank: &Arc<Bank>, plan: Plan, answers: &[Answer]) -> Result<(), TestCaseError> {
    let given: BTreeMap<_, _> = answers
        .iter()
        .map(|answer| (&answer.item, answer))
        .collect();
    let mut run = Run::new(Arc::clone(bank), plan).unwrap();
    loop {
        let item = run.current().unwrap().0.id.clone();
        let answer = given[&item];
        match &answer.response {
            Some(response) => run
                .answer(response.clone(), answer.certainty, answer.seconds)
                .unwrap(),
            None => run.skip(answer.seconds).unwrap(),
        }
        if !run.onward() {
            break;
        }
    }
    run.finish();
    let seed = run.plan().seed;
    let bytes = |run: &Run| Record::new(run).to_json().unwrap();
    let first = bytes(&run);
    prop_assert_eq!(&first, &bytes(&run));
    let again = Run::from_answers(Arc::clone(bank), seed, &run.answers()).unwrap();
    prop_assert_eq!(&first, &bytes(&again));
    // And through the text that was printed.
    let printed: serde_json::Value = serde_json::from_str(&first).unwrap();
    let read = |raw: &serde_json::Value| {
        let item = banks::item(bank, raw["item"].as_str().unwrap());
        Answer {
            item: item.id.clone(),
            response: Response::from_json(item, &raw["answer"]).unwrap(),
            certainty: serde_json::from_value(raw["certainty"].clone()).unwrap(),
            seconds: raw["seconds"].as_f64(),
        }
    };
    let answers: Vec<Answer> = printed["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(read)
        .collect();
    let again = Run::from_answers(Arc::clone(bank), seed, &answers).unwrap();
    prop_assert_eq!(&first, &bytes(&again));
    Ok(())
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn every_number_of_a_quiz_is_in_its_range(answers in sitting(&banks::quiz())) {
        let result = quiz_of(&answers);
        prop_assert!((0.0..=result.answered as f64).contains(&result.credit));
        prop_assert_eq!(result.answered + result.skipped, result.asked);
        for mark in &result.items {
            prop_assert!(mark.credit.is_none_or(|credit| (0.0..=1.0).contains(&credit)));
        }
        let topics = result.topics.iter().map(|topic| (topic.percent, topic.interval));
        for (percent, interval) in topics.chain([(result.percent, result.interval)]) {
            prop_assert_eq!(percent.is_some(), interval.is_some());
            let Some((percent, (low, high))) = percent.zip(interval) else { continue };
            prop_assert!((0.0..=100.0).contains(&percent));
            prop_assert!(0.0 <= low && low <= percent + 1e-9);
            prop_assert!(percent <= high + 1e-9 && high <= 100.0);
        }
    }

    #[test]
    fn neither_order_nor_skipping_moves_a_quiz(
        (given, shuffled) in sitting(&banks::quiz())
            .prop_flat_map(|answers| (Just(answers.clone()), Just(answers).prop_shuffle()))
    ) {
        let first = quiz_of(&given);
        let [shuffled, answered] = [shuffled, without_skipped(&given)].map(|all| quiz_of(&all));
        for other in [shuffled, answered] {
            prop_assert_eq!(first.credit.to_bits(), other.credit.to_bits());
            prop_assert_eq!(first.percent, other.percent);
            prop_assert_eq!(first.interval, other.interval);
            prop_assert_eq!(&first.topics, &other.topics);
            prop_assert_eq!(first.answered, other.answered);
        }
    }

    #[test]
    fn the_last_answer_to_a_question_counts(
        before in sitting(&banks::quiz()),
        answers in sitting(&banks::quiz()),
    ) {
        let twice = [before, answers.clone()].concat();
        prop_assert_eq!(quiz_of(&twice), quiz_of(&answers));
    }

    #[test]
    fn the_same_quiz_gives_the_same_bytes(answers in sitting(&banks::quiz()), seed: u32) {
        let plan = Plan {
            length: Length::All,
            feedback: Feedback::AtTheEnd,
            ..Plan::new(u64::from(seed))
        };
        same_bytes(&banks::quiz(), plan, &answers)?;
    }

    #[test]
    fn an_answer_keyed_the_other_way_is_its_mirror(step in select(vec![1_u8, 2, 3, 4, 5])) {
        prop_assert_eq!(keyed(6 - step, true).to_bits(), keyed(step, false).to_bits());
        let [plain, reversed] = [keyed(step, false), keyed(step, true)];
        prop_assert_eq!((1.0 - reversed).to_bits(), plain.to_bits());
    }
}
