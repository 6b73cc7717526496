//! How sure a verdict is: the number of answers found is the smallest, held against every set of
//! answers on small assessments, and the answers named do change the verdict.
//!
//! The cases are few, because every set is many; hundreds were tried once, and on the whole
//! assessment every set of two.

#![allow(
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;

use banks::{fit_of, quarters, small, tiny_fit};
use pofit::bank::{Answer, Bank, Demand, Item, Kind, OptionId, Response, RoleId, ScaleId, Slug};
use pofit::score::{
    Comparison, Contribution, Draws, Needed, Robustness, Verdict, compare_draws, content_hash,
    estimate, keyed, robustness, role_fit, verdict,
};
use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The most answers that are looked for.
const MOST: usize = 6;

fn role(id: &str) -> RoleId {
    RoleId::new(id).unwrap()
}

fn found(bank: &Bank, answers: &[Answer], other: &RoleId) -> Robustness {
    robustness(bank, answers, other).unwrap()
}

/// Answers with some of them changed: (place, step).
fn with(answers: &[Answer], changes: &[(usize, u8)]) -> Vec<Answer> {
    let mut answers = answers.to_vec();
    for (place, step) in changes {
        answers[*place].response = Some(Response::Step(*step));
    }
    answers
}

/// Every step beside the one given to a statement: (place, step).
fn steps_aside(bank: &Bank, answers: &[Answer]) -> Vec<Vec<(usize, u8)>> {
    let aside = |(place, answer): (usize, &Answer)| {
        let statement = matches!(bank.item(&answer.item)?.kind, Kind::Agreement { .. });
        let Some(Response::Step(step)) = answer.response.as_ref().filter(|_| statement) else {
            return None;
        };
        let steps = [step - 1, step + 1].into_iter();
        let steps = steps.filter(|step| (1..=5).contains(step));
        Some(steps.map(|step| (place, step)).collect())
    };
    answers.iter().enumerate().filter_map(aside).collect()
}

/// The verdict on answers with the draws of others: by the public rules alone, scale by scale, and
/// remembered by score and error.
struct Judge<'a> {
    bank: &'a Bank,
    own: &'a [Demand],
    other: &'a [Demand],
    seed: u64,
    /// What the shape's statistic must reach.
    critical: f64,
    known: HashMap<Vec<Option<(u64, u64)>>, Verdict>,
}

impl<'a> Judge<'a> {
    fn new(bank: &'a Bank, answers: &[Answer], other: &RoleId) -> Self {
        let frame = bank.assessment().unwrap();
        Self {
            bank,
            own: &frame.role(&frame.role).unwrap().profile,
            other: &frame.role(other).unwrap().profile,
            seed: content_hash(bank, answers).seed(),
            critical: fit_of(bank, answers).shape.critical,
            known: HashMap::new(),
        }
    }

    fn estimate(&self, answers: &[Answer], scale: &ScaleId) -> Option<(f64, f64)> {
        let mut asked = 0;
        let mut given = Vec::new();
        for answer in answers {
            let (here, added) = match (&self.bank.item(&answer.item)?.kind, &answer.response) {
                (
                    Kind::Agreement {
                        scale: on,
                        reverse,
                        weight,
                    },
                    response,
                ) => {
                    let Some(Response::Step(step)) = response else {
                        asked += usize::from(on == scale);
                        continue;
                    };
                    let share = keyed(*step, *reverse);
                    (on == scale, (share, *weight))
                }
                (Kind::Situation { options }, Some(Response::Choice(id))) => {
                    let option = options.iter().find(|option| option.id == *id).unwrap();
                    match option.scores.get(scale) {
                        Some(score) => (true, (f64::from(*score) / 3.0, 1.0)),
                        None => continue,
                    }
                }
                _ => continue,
            };
            if here {
                asked += 1;
                let (share, weight) = added;
                given.push(Contribution { share, weight });
            }
        }
        estimate(&given, asked).map(|found| (found.score, found.se))
    }

    fn judge(&mut self, answers: &[Answer]) -> Verdict {
        let frame = self.bank.assessment().unwrap();
        let scales = frame.scales.iter();
        let scales: Vec<Option<(f64, f64)>> = scales
            .map(|scale| self.estimate(answers, &scale.id))
            .collect();
        let bits = |found: &Option<(f64, f64)>| found.map(|(s, e)| (s.to_bits(), e.to_bits()));
        let key: Vec<_> = scales.iter().map(bits).collect();
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let draws = Draws::new(&scales, self.seed);
        let share = compare_draws(&draws.fits(self.own), &draws.fits(self.other));
        let scores: Vec<Option<f64>> = scales.iter().map(|found| found.map(|(s, _)| s)).collect();
        let fits = role_fit(self.own, &scores).zip(role_fit(self.other, &scores));
        let shape = self.has_shape(&scales);
        let judged = fits.zip(share).map_or(Verdict::Unknown, |(fits, share)| {
            verdict(fits, share, shape)
        });
        self.known.insert(key, judged);
        judged
    }

    fn has_shape(&self, scales: &[Option<(f64, f64)>]) -> bool {
        let known = || scales.iter().flatten();
        let weights: f64 = known().map(|(_, error)| error.powi(-2)).sum();
        let weighed: f64 = known().map(|(score, error)| score / error.powi(2)).sum();
        let off = known().map(|(score, error)| ((score - weighed / weights) / error).powi(2));
        known().count() > 1 && off.sum::<f64>() >= self.critical
    }

    /// The fewest changes that give another verdict, up to `most`, by trying every set.
    fn fewest(&mut self, answers: &[Answer], most: usize) -> Option<usize> {
        let now = self.judge(answers);
        let aside = steps_aside(self.bank, answers);
        (1..=most).find(|changes| self.any(answers, now, &aside, *changes, &mut Vec::new()))
    }

    fn any(
        &mut self,
        answers: &[Answer],
        now: Verdict,
        aside: &[Vec<(usize, u8)>],
        left: usize,
        made: &mut Vec<(usize, u8)>,
    ) -> bool {
        if left == 0 {
            return self.judge(&with(answers, made)) != now;
        }
        for (n, steps) in aside.iter().enumerate() {
            for step in steps {
                made.push(*step);
                let found = self.any(answers, now, &aside[n + 1..], left - 1, made);
                made.pop();
                if found {
                    return true;
                }
            }
        }
        false
    }
}

/// Answers to a whole bank from one number an item; a situation takes an option by it.
fn sitting(bank: &Bank, numbers: &[Option<u8>]) -> Vec<Answer> {
    let answer = |(item, number): (&Item, &Option<u8>)| Answer {
        item: item.id.clone(),
        response: number.map(|number| match &item.kind {
            Kind::Situation { options } => {
                let ids: Vec<&OptionId> = options.iter().map(|option| &option.id).collect();
                Response::Choice(ids[usize::from(number) % ids.len()].clone())
            }
            _ => Response::Step(number % 5 + 1),
        }),
        certainty: None,
        seconds: None,
    };
    bank.items.iter().zip(numbers).map(answer).collect()
}

/// Numbers for a sitting of so many items; now and then one is skipped.
fn numbers(items: usize) -> impl Strategy<Value = Vec<Option<u8>>> {
    let number = prop::option::weighted(0.95, 0_u8..20);
    prop::collection::vec(number, items)
}

/// Two scales whose statements weigh different amounts, so that few of them are interchangeable.
fn weighted() -> Arc<Bank> {
    use std::fmt::Write;
    let mut more = String::new();
    for (scale, n, weight) in [
        ("a", 4, 2.0),
        ("a", 5, 0.5),
        ("a", 6, 2.0),
        ("b", 4, 3.0),
        ("b", 5, 0.25),
    ] {
        writeln!(
            more,
            "[[item]]\nid = \"{scale}-{n}\"\nkind = \"agreement\"\nstem = \"Text.\"\n\
             scale = \"{scale}\"\nweight = {weight}\nreverse = {}",
            n == 5
        )
        .unwrap();
    }
    let own = [(80.0, 2.0, "at-least"), (60.0, 1.0, "near")];
    let other = [(50.0, 1.0, "near"), (85.0, 2.0, "at-least")];
    small(
        &[("a", 3), ("b", 3)],
        &[("own", &own), ("rest", &other)],
        &more,
    )
}

/// What holds of everything that is found.
fn holds(bank: &Bank, answers: &[Answer], other: &RoleId) -> Result<(), TestCaseError> {
    let result = fit_of(bank, answers);
    let stands = |comparison: &&Comparison| comparison.other == *other;
    let stands = result.comparisons.iter().find(stands).unwrap().verdict;
    let Some(found) = robustness(bank, answers, other) else {
        prop_assert_eq!(stands, Verdict::Unknown);
        return Ok(());
    };
    prop_assert_eq!(found.verdict, stands);
    prop_assert_eq!(&found.other, other);
    let Needed::These { changes, then } = &found.needed else {
        prop_assert_eq!(&found.needed, &Needed::MoreThan(MOST));
        return Ok(());
    };
    prop_assert!((1..=MOST).contains(&changes.len()));
    prop_assert_ne!(*then, stands);
    // Each is one step beside an answer to a statement, and none is named twice.
    let aside = steps_aside(bank, answers);
    let mut made = Vec::new();
    for change in changes {
        let place = answers.iter().position(|answer| answer.item == change.item);
        let place = place.unwrap();
        prop_assert_eq!(&answers[place].response, &Some(Response::Step(change.from)));
        prop_assert!(
            aside
                .iter()
                .flatten()
                .any(|step| *step == (place, change.to))
        );
        made.push((place, change.to));
    }
    let places: Vec<usize> = made.iter().map(|(place, _)| *place).collect();
    prop_assert!(
        places.windows(2).all(|pair| pair[0] < pair[1]),
        "{:?}",
        places
    );
    let mut judge = Judge::new(bank, answers, other);
    prop_assert_eq!(judge.judge(answers), stands);
    prop_assert_eq!(judge.judge(&with(answers, &made)), *then);
    // Without any one of them it stands.
    for left_out in 0..made.len() {
        let mut fewer = made.clone();
        fewer.remove(left_out);
        prop_assert_eq!(judge.judge(&with(answers, &fewer)), stands);
    }
    Ok(())
}

/// Beside trying every set of up to `most` answers.
fn by_force(
    bank: &Bank,
    answers: &[Answer],
    other: &RoleId,
    most: usize,
) -> Result<(), TestCaseError> {
    holds(bank, answers, other)?;
    let Some(found) = robustness(bank, answers, other) else {
        return Ok(());
    };
    let number = match &found.needed {
        Needed::These { changes, .. } => changes.len(),
        Needed::MoreThan(most) => most + 1,
    };
    let fewest = Judge::new(bank, answers, other).fewest(answers, most);
    prop_assert_eq!(Some(number).filter(|number| *number <= most), fewest);
    Ok(())
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn no_set_of_answers_in_a_short_form_is_smaller(
        numbers in numbers(14),
        other in prop::sample::select(vec!["project-manager", "scrum-master"]),
    ) {
        let bank = tiny_fit();
        let answers = sitting(&bank, &numbers);
        let short = |answer: &Answer| bank.item(&answer.item).unwrap().short;
        let answers: Vec<Answer> = answers.into_iter().filter(short).collect();
        by_force(&bank, &answers, &role(other), MOST)?;
    }
}

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn no_set_of_answers_is_smaller(
        numbers in numbers(14),
        other in prop::sample::select(vec!["project-manager", "scrum-master"]),
    ) {
        let bank = tiny_fit();
        by_force(&bank, &sitting(&bank, &numbers), &role(other), 3)?;
    }

    #[test]
    fn no_set_is_smaller_where_statements_weigh_different_amounts(numbers in numbers(11)) {
        let bank = weighted();
        by_force(&bank, &sitting(&bank, &numbers), &role("rest"), 3)?;
    }

}

proptest! {
    #![proptest_config(config(16))]

    #[test]
    fn the_answers_named_change_the_verdict_of_the_whole_assessment(
        levels in prop::collection::vec(0_u8..=4, 10),
        shifts in prop::collection::vec(0_u8..3, 92),
        other in prop::sample::select(vec!["project-manager", "product-manager", "scrum-master"]),
    ) {
        let bank = banks::assessment();
        let answers = person(&bank, &levels, &shifts);
        holds(&bank, &answers, &role(other))?;
    }
}

/// Answers that hang together: a level in quarters a scale, and a shift of -1, 0 or 1 a statement.
fn person(bank: &Bank, levels: &[u8], shifts: &[u8]) -> Vec<Answer> {
    let scales = &bank.assessment().unwrap().scales;
    let level = |id: &ScaleId| levels[scales.iter().position(|scale| scale.id == *id).unwrap()];
    let answer = |(item, shift): (&Item, &u8)| Answer {
        item: item.id.clone(),
        response: Some(match &item.kind {
            Kind::Agreement { scale, .. } => {
                let quarters = (level(scale) + shift).saturating_sub(1).min(4);
                banks::step_for(item, quarters)
            }
            Kind::Situation { options } => {
                let off = |scores: &std::collections::BTreeMap<ScaleId, u8>| -> u32 {
                    let one = |(id, score): (&ScaleId, &u8)| {
                        u32::from((4 * score).abs_diff(3 * level(id)))
                    };
                    scores.iter().map(one).sum()
                };
                let nearest = options.iter().min_by_key(|option| off(&option.scores));
                Response::Choice(nearest.unwrap().id.clone())
            }
            _ => Response::Step(3),
        }),
        certainty: None,
        seconds: None,
    };
    bank.items.iter().zip(shifts).map(answer).collect()
}

/// One scale: the fit with `own` is the score, and `rest` asks for nothing beyond half.
fn one_scale(statements: usize) -> Arc<Bank> {
    let own = [(100.0, 1.0, "at-least")];
    let rest = [(0.0, 1.0, "near")];
    small(&[("a", statements)], &[("own", &own), ("rest", &rest)], "")
}

#[test]
fn neither_stands_out_until_a_fit_is_75() {
    // Eight statements: a step is 100/32 points. From 62.5 to 75 it takes four of them.
    let bank = one_scale(8);
    let answers = quarters(&bank, "a", &[3, 3, 3, 3, 2, 2, 2, 2]);
    let found = found(&bank, &answers, &role("rest"));
    assert_eq!(found.verdict, Verdict::Neither);
    let Needed::These { changes, .. } = &found.needed else {
        panic!("{found:?}");
    };
    assert_eq!(changes.len(), 4);
    for change in changes {
        // `a-8` is reverse-keyed: a step down there is a step up on the scale.
        let down = change.item.as_ref() == "a-8";
        let to = if down {
            change.from - 1
        } else {
            change.from + 1
        };
        assert_eq!(change.to, to, "{change:?}");
    }
    // The other fit is 100 less the score: at 37.5 it takes four steps down.
    let answers = quarters(&bank, "a", &[1, 1, 1, 1, 2, 2, 2, 2]);
    let Needed::These { changes, .. } = needed(&bank, &answers) else {
        panic!("four do");
    };
    assert_eq!(changes.len(), 4);
}

fn needed(bank: &Bank, answers: &[Answer]) -> Needed {
    found(bank, answers, &role("rest")).needed
}

#[test]
fn a_verdict_that_takes_more_than_six_stands() {
    // Half-way on eight statements, 25 points from either end: it takes eight steps.
    let bank = one_scale(8);
    let answers = quarters(&bank, "a", &[2; 8]);
    assert_eq!(needed(&bank, &answers), Needed::MoreThan(6));
    // From 56.25 it takes six.
    let answers = quarters(&bank, "a", &[3, 3, 2, 2, 2, 2, 2, 2]);
    let Needed::These { changes, .. } = needed(&bank, &answers) else {
        panic!("six do");
    };
    assert_eq!(changes.len(), 6);
}

#[test]
fn an_answer_moves_by_one_step_at_most() {
    // Three statements at 50: 75 takes three steps, one each.
    let bank = one_scale(3);
    let Needed::These { changes, .. } = needed(&bank, &quarters(&bank, "a", &[2; 3])) else {
        panic!("three do");
    };
    assert_eq!(changes.len(), 3);
    // With one at the top already, the two others lead to 83.3 from 66.7: one is enough.
    let answers = quarters(&bank, "a", &[4, 2, 2]);
    let Needed::These { changes, .. } = needed(&bank, &answers) else {
        panic!("one does");
    };
    assert_eq!(changes.len(), 1);
    assert_ne!(changes[0].item.as_ref(), "a-1");
    // At 0, 0 and 100, steps lead to 16.7 at the least and to 50 at the most: nowhere near 75,
    // while the other fit (100 less the score) is there after one.
    let answers = quarters(&bank, "a", &[0, 0, 4]);
    let Needed::These { changes, .. } = needed(&bank, &answers) else {
        panic!("one does");
    };
    assert_eq!(changes.len(), 1);
}

#[test]
fn without_enough_answers_nothing_is_said() {
    let bank = one_scale(8);
    let answers = quarters(&bank, "a", &[3; 8]);
    assert!(robustness(&bank, &answers, &role("rest")).is_some());
    let mut few = answers.clone();
    for answer in &mut few[..3] {
        answer.response = None;
    }
    assert_eq!(robustness(&bank, &few, &role("rest")), None);
    assert_eq!(robustness(&bank, &answers, &role("nobody")), None);
    assert_eq!(robustness(&banks::quiz(), &[], &role("rest")), None);
}

#[test]
fn answers_named_also_count_when_the_assessment_is_scored_with_them() {
    // Another seed, other draws: what hangs by a hair may fall back. Most does not.
    let bank = banks::assessment();
    let (mut named, mut counted) = (0, 0);
    for n in 0..12_u8 {
        let levels: Vec<u8> = (0..10).map(|scale| 2 + (scale * n + n) % 3).collect();
        let shift = |item: u32| ((item * (u32::from(n) + 3) / 4) % 3) as u8;
        let shifts: Vec<u8> = (0..92).map(shift).collect();
        let answers = person(&bank, &levels, &shifts);
        for other in ["project-manager", "product-manager"] {
            let Needed::These { changes, then } = found(&bank, &answers, &role(other)).needed
            else {
                continue;
            };
            let mut changed = answers.clone();
            for change in &changes {
                let place = changed.iter().position(|answer| answer.item == change.item);
                changed[place.unwrap()].response = Some(Response::Step(change.to));
            }
            let result = fit_of(&bank, &changed);
            let mut comparisons = result.comparisons.iter();
            let again = comparisons.find(|found| found.other.as_ref() == other);
            named += 1;
            counted += usize::from(again.unwrap().verdict == then);
        }
    }
    assert!(named >= 8, "{named} named");
    assert!(counted + 1 >= named, "{counted} of {named}");
}

#[test]
fn the_same_answers_give_the_same_choice_in_any_order() {
    let bank = tiny_fit();
    let numbers: Vec<Option<u8>> = (0..14).map(|n| Some(n * 3 % 5)).collect();
    let answers = sitting(&bank, &numbers);
    let mut reversed = answers.clone();
    reversed.reverse();
    for other in ["project-manager", "scrum-master"] {
        let [one, other] = [&answers, &reversed].map(|all| found(&bank, all, &role(other)));
        assert_eq!(one.verdict, other.verdict);
        let number = |needed: &Needed| match needed {
            Needed::These { changes, .. } => changes.len(),
            Needed::MoreThan(most) => most + 1,
        };
        assert_eq!(number(&one.needed), number(&other.needed));
    }
}
