//! Items seen from many respondents: the numbers beside worked cases that were computed elsewhere
//! (scipy, pingouin), and the rules that hold for any answers.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, and counts here are small"
)]

#[path = "common/banks.rs"]
mod banks;

use pofit::bank::{Bank, Kind, OptionId, Response, Slug};
use pofit::score::{
    Analysis, Code, Column, Credits, FLAGS, FlagCode, Part, Reliability, Responses, analyse,
    item_figures, reliability,
};
use proptest::prelude::*;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

/// A table of credits, kept as the program keeps them.
struct Table {
    cells: Vec<u16>,
    width: usize,
    columns: Vec<Column>,
}

impl Table {
    fn new(rows: &[Vec<Option<f64>>]) -> Self {
        let width = rows.first().map_or(0, Vec::len);
        let mut columns: Vec<Column> = (0..width)
            .map(|at| Column {
                at,
                worth: Vec::new(),
            })
            .collect();
        let mut cells = Vec::new();
        for row in rows {
            for (credit, column) in row.iter().zip(&mut columns) {
                let Some(credit) = credit else {
                    cells.push(u16::MAX);
                    continue;
                };
                let same = |known: &f64| known.to_bits() == credit.to_bits();
                let code = column.worth.iter().position(same).unwrap_or_else(|| {
                    column.worth.push(*credit);
                    column.worth.len() - 1
                });
                cells.push(u16::try_from(code).unwrap());
            }
        }
        Self {
            cells,
            width,
            columns,
        }
    }

    fn full(rows: &[Vec<f64>]) -> Self {
        let rows: Vec<Vec<Option<f64>>> = rows
            .iter()
            .map(|row| row.iter().copied().map(Some).collect())
            .collect();
        Self::new(&rows)
    }

    fn credits(&self) -> Credits<'_> {
        Credits::new(&self.cells, self.width, self.columns.clone())
    }
}

fn oracle() -> Vec<Value> {
    let text = include_str!("oracles/item-analysis.json");
    let oracle: Value = serde_json::from_str(text).unwrap();
    oracle["cases"].as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn near(found: f64, expected: f64, tolerance: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(
        off <= tolerance,
        "{what}: {found} instead of {expected} ({off:e} off)"
    );
}

/// An oracle's rows as shares of the maximum, and what a raw point is of it.
fn rows(case: &Value) -> (Vec<Vec<f64>>, f64) {
    let likert = case["kind"] == "likert";
    let share = |cell: &Value| {
        if likert {
            (number(cell) - 1.0) / 4.0
        } else {
            number(cell)
        }
    };
    let rows = case["matrix"].as_array().unwrap().iter();
    let rows = rows
        .map(|row| row.as_array().unwrap().iter().map(share).collect())
        .collect();
    (rows, if likert { 4.0 } else { 1.0 })
}

#[test]
fn items_agree_with_scipy() {
    for case in oracle() {
        let (rows, _) = rows(&case);
        let table = Table::full(&rows);
        let figures = item_figures(&table.credits());
        for (n, (found, expected)) in figures
            .iter()
            .zip(case["items"].as_array().unwrap())
            .enumerate()
        {
            let what = |name: &str| format!("{} item {n}, {name}", case["kind"]);
            let by = found.discrimination.unwrap();
            for (name, found) in [
                ("facility", found.facility.unwrap().mean),
                ("corrected_item_total", by.item_rest.unwrap()),
                ("upper_lower_27", by.upper_lower),
            ] {
                near(found, number(&expected[name]), 1e-9, &what(name));
            }
            assert_eq!(by.group as u64, case["group_size_27"].as_u64().unwrap());
        }
    }
}

#[test]
fn scales_agree_with_pingouin() {
    for case in oracle() {
        let (rows, raw) = rows(&case);
        let table = Table::full(&rows);
        let found = reliability(&table.credits()).unwrap();
        let least = if raw > 1.0 { rows[0].len() as f64 } else { 0.0 };
        let ends = &case["alpha_ci95_feldt"];
        for (name, found, expected, tolerance) in [
            ("alpha", found.alpha, &case["alpha"], 1e-9),
            ("low", found.alpha_interval.0, &ends[0], 1e-9),
            ("high", found.alpha_interval.1, &ends[1], 1e-9),
            ("sem", raw * found.sem, &case["sem"], 1e-9),
            (
                "mean",
                raw * found.total_mean + least,
                &case["total_mean"],
                1e-9,
            ),
            ("sd", raw * found.total_sd, &case["total_sd"], 1e-9),
            // The oracle's search for the loadings stopped at 1e-6.
            (
                "omega",
                found.omega.unwrap(),
                &case["omega_total_one_factor_uls_tol_1e-6"],
                1e-6,
            ),
        ] {
            near(
                found,
                number(expected),
                tolerance,
                &format!("{} {name}", case["kind"]),
            );
        }
        assert_eq!(found.kr_20.is_some(), case["kind"] == "dichotomous");
        if let Some(kr_20) = found.kr_20 {
            near(
                kr_20,
                found.alpha,
                1e-12,
                "KR-20 is alpha of right and wrong",
            );
        }
    }
}

/// Any table: two to six items with up to three different credits, some cells empty.
fn tables(empty: f64) -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let cell = prop_oneof![Just(0.0), Just(0.5), Just(1.0)];
    let cell =
        (cell, prop::bool::weighted(empty)).prop_map(|(credit, gap)| (!gap).then_some(credit));
    (2_usize..6).prop_flat_map(move |width| {
        prop::collection::vec(prop::collection::vec(cell.clone(), width), 3..60)
    })
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

proptest! {
    #[test]
    fn the_order_of_people_moves_no_number_but_by_ties(rows in tables(0.2), by in 0_usize..60) {
        let mut turned = rows.clone();
        turned.rotate_left(by % rows.len());
        turned.reverse();
        let (table, turned) = (Table::new(&rows), Table::new(&turned));
        let (a, b) = (item_figures(&table.credits()), item_figures(&turned.credits()));
        for (a, b) in a.iter().zip(&b) {
            prop_assert_eq!(a.answered, b.answered);
            prop_assert!(close(a.facility.map(|f| f.mean), b.facility.map(|f| f.mean)));
            let r = |of: &pofit::score::ItemFigures| of.discrimination.and_then(|d| d.item_rest);
            prop_assert!(close(r(a), r(b)), "{a:?} {b:?}");
        }
        let (a, b) = (reliability(&table.credits()), reliability(&turned.credits()));
        let of = |of: &Option<Reliability>| of.as_ref().map(|found| (found.alpha, found.sem, found.respondents));
        prop_assert_eq!(of(&a).is_some(), of(&b).is_some());
        if let (Some(a), Some(b)) = (of(&a), of(&b)) {
            prop_assert!((a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9 && a.2 == b.2);
        }
    }

    #[test]
    fn every_number_stays_in_its_range(rows in tables(0.3)) {
        let table = Table::new(&rows);
        for found in item_figures(&table.credits()) {
            if let Some(f) = found.facility {
                prop_assert!(0.0 <= f.low && f.low <= f.mean + 1e-12 && f.mean <= f.high + 1e-12 && f.high <= 1.0);
            }
            if let Some(d) = found.discrimination {
                prop_assert!(d.item_rest.is_none_or(|r| (-1.0..=1.0).contains(&r)));
                prop_assert!((-1.0..=1.0).contains(&d.upper_lower));
                prop_assert!(d.group >= 1 && d.group <= found.answered);
                prop_assert!(d.interval.is_none_or(|(low, high)| low <= high && low >= -1.0 && high <= 1.0));
            }
        }
        if let Some(r) = reliability(&table.credits()) {
            prop_assert!(r.alpha <= 1.0 + 1e-12 && r.alpha.is_finite());
            let (low, high) = r.alpha_interval;
            prop_assert!(low <= r.alpha + 1e-9 && r.alpha <= high + 1e-9, "{r:?}");
            prop_assert!(r.omega.is_none_or(|omega| (-1e-12..=1.0 + 1e-12).contains(&omega)), "{r:?}");
            prop_assert!(r.sem >= 0.0 && r.total_sd > 0.0 && r.total_mean >= 0.0);
        }
    }

    #[test]
    fn people_without_an_answer_move_nothing(rows in tables(0.2), more in 1_usize..5) {
        let width = rows[0].len();
        let mut with = rows.clone();
        with.extend(vec![vec![None; width]; more]);
        let (table, with) = (Table::new(&rows), Table::new(&with));
        prop_assert_eq!(item_figures(&table.credits()), item_figures(&with.credits()));
        prop_assert_eq!(reliability(&table.credits()), reliability(&with.credits()));
    }

    /// Right and wrong alone: Kuder and Richardson's formula is alpha's.
    #[test]
    fn kr_20_is_alpha_of_right_and_wrong(rows in prop::collection::vec(prop::collection::vec(prop::bool::ANY, 5), 10..50)) {
        let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.iter().map(|right| f64::from(u8::from(*right))).collect()).collect();
        if let Some(found) = reliability(&Table::full(&rows).credits()) {
            prop_assert!((found.kr_20.unwrap() - found.alpha).abs() < 1e-9);
        }
    }
}

#[test]
fn an_item_that_is_the_same_for_all_correlates_with_nothing() {
    let rows: Vec<Vec<f64>> = (0..40)
        .map(|n| vec![1.0 / 3.0, f64::from(n % 2), f64::from(n % 3) / 2.0])
        .collect();
    let table = Table::full(&rows);
    let found = item_figures(&table.credits());
    let by = found[0].discrimination.unwrap();
    assert_eq!((by.item_rest, by.interval), (None, None));
    near(by.upper_lower, 0.0, 1e-15, "upper-lower");
    assert!(found[1].discrimination.unwrap().item_rest.is_some());
}

#[test]
fn items_that_are_all_the_same_item_are_perfectly_reliable() {
    let rows: Vec<Vec<f64>> = (0..60).map(|n| vec![f64::from(n % 5) / 4.0; 4]).collect();
    let table = Table::full(&rows);
    let found = reliability(&table.credits()).unwrap();
    near(found.alpha, 1.0, 1e-12, "alpha");
    near(found.omega.unwrap(), 1.0, 1e-9, "omega");
    // Loadings at the end of their range say nothing of their own error.
    assert_eq!(found.omega_interval, None);
    near(found.sem, 0.0, 1e-6, "sem");
    for item in item_figures(&table.credits()) {
        near(
            item.discrimination.unwrap().item_rest.unwrap(),
            1.0,
            1e-12,
            "r",
        );
    }
}

#[test]
fn what_cannot_be_told_is_not_told() {
    let one_item = Table::full(&vec![vec![1.0]; 60]);
    assert_eq!(reliability(&one_item.credits()), None);
    let all_alike = Table::full(&vec![vec![1.0, 0.5, 0.0]; 60]);
    assert_eq!(reliability(&all_alike.credits()), None);
    let two_people = Table::full(&[vec![1.0, 0.0], vec![0.0, 0.0]]);
    assert_eq!(reliability(&two_people.credits()), None);
    let nobody = Table::new(&[]);
    assert_eq!(reliability(&nobody.credits()), None);
    assert!(item_figures(&nobody.credits()).is_empty());
    let nothing = Table::new(&vec![vec![None, None]; 5]);
    assert!(
        item_figures(&nothing.credits())
            .iter()
            .all(|item| item.facility.is_none())
    );
}

/// An item of a long form that most people never saw must not shrink the people to those who did.
#[test]
fn a_short_and_a_long_form_stand_together() {
    let rows: Vec<Vec<Option<f64>>> = (0..100)
        .map(|n| {
            let credit = |item: i32| Some(f64::from((n * item) % 3) / 2.0);
            let long = (n < 30).then(|| credit(7)).flatten();
            vec![credit(1), credit(2), credit(5), long]
        })
        .collect();
    let found = reliability(&Table::new(&rows).credits()).unwrap();
    assert_eq!((found.items, found.respondents), (3, 100));
}

/// Draws that are the same on every machine.
struct Chance(ChaCha8Rng);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    fn share(&mut self) -> f64 {
        self.0.random()
    }

    fn normal(&mut self) -> f64 {
        let (a, b): (f64, f64) = (1.0 - self.share(), self.share());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }
}

/// Items with known loadings: both intervals must hold the true value about as often as they say.
#[test]
fn intervals_hold_what_they_say() {
    let mut chance = Chance::new(11);
    let (loadings, sets, people) = ([0.7, 0.6, 0.5, 0.6, 0.7, 0.4], 200, 120);
    let common: f64 = loadings.iter().sum::<f64>().powi(2);
    let errors: f64 = loadings.iter().map(|l| 1.0 - l * l).sum();
    let omega = common / (common + errors);
    let k = loadings.len() as f64;
    let alpha = k / (k - 1.0) * (1.0 - k / (common + errors));
    let (mut of_omega, mut of_alpha) = (0, 0);
    for _ in 0..sets {
        let rows: Vec<Vec<f64>> = (0..people)
            .map(|_| {
                let factor = chance.normal();
                let item = |l: &f64| {
                    let value = l * factor + (1.0 - l * l).sqrt() * chance.normal();
                    0.5 + value / 20.0
                };
                loadings.iter().map(item).collect()
            })
            .collect();
        let found = reliability(&Table::full(&rows).credits()).unwrap();
        let within = |(low, high): (f64, f64), truth: f64| i32::from(low < truth && truth < high);
        of_omega += within(found.omega_interval.unwrap(), omega);
        of_alpha += within(found.alpha_interval, alpha);
    }
    // 95 % of 200 are 190 -+ 6 (two standard errors); found 190 and 189.
    assert!(
        (182..=198).contains(&of_omega),
        "omega: {of_omega} of {sets}"
    );
    assert!(
        (182..=198).contains(&of_alpha),
        "alpha: {of_alpha} of {sets}"
    );
}

/// A quiz with so many questions of four options, the first of them the key.
fn quiz(items: usize) -> Arc<Bank> {
    let mut bank = String::from("bank = { id = \"many\", kind = \"quiz\", title = \"Many\" }\n");
    for n in 1..=items {
        write!(
            bank,
            "[[item]]\nid = \"q-{n}\"\nkind = \"single\"\nstem = \"Which?\"\noption = [\n\
             {{ id = \"a\", text = \"A\", key = true, why = \"x\" }},\n\
             {{ id = \"b\", text = \"B\", why = \"x\" }},\n{{ id = \"c\", text = \"C\", why = \"x\" }},\n\
             {{ id = \"d\", text = \"D\", why = \"x\" }} ]\n"
        )
        .unwrap();
    }
    banks::with_small_library(&bank)
}

/// Answers by letters, a row for each person: `a` is right, a blank not asked, `-` passed over.
fn answered(bank: &Arc<Bank>, rows: &[&str], seconds: Option<f64>) -> Analysis {
    let mut responses = Responses::new(Arc::clone(bank));
    for row in rows {
        let person = responses.person().unwrap();
        for (item, letter) in row.chars().enumerate() {
            let response = match letter {
                ' ' => continue,
                '-' => None,
                letter => Some(Response::Choice(
                    OptionId::new(&letter.to_string()).unwrap(),
                )),
            };
            let code = responses.code(item, response.as_ref()).unwrap();
            assert!(responses.put(person, item, code, seconds));
        }
    }
    analyse(&responses)
}

fn codes(found: &Analysis, item: usize) -> Vec<(FlagCode, Option<String>, bool)> {
    let flags = found.items[item].flags.iter();
    flags
        .map(|flag| (flag.code, flag.option.clone(), flag.beyond_chance))
        .collect()
}

#[test]
fn nothing_is_claimed_of_too_few() {
    let bank = quiz(3);
    for (people, facility, discrimination, reliable) in [
        (9, false, false, false),
        (10, true, false, false),
        (29, true, false, false),
        (30, true, true, false),
        (49, true, true, false),
        (50, true, true, true),
    ] {
        let rows: Vec<&str> = (0..people)
            .map(|n| ["aaa", "abc", "bbb", "aab"][n % 4])
            .collect();
        let found = answered(&bank, &rows, Some(1.0));
        let item = &found.items[0];
        assert_eq!(item.facility.is_some(), facility, "{people}");
        assert_eq!(item.seconds.is_some(), facility, "{people}");
        assert_eq!(item.discrimination.is_some(), discrimination, "{people}");
        assert_eq!(found.parts[0].reliability.is_some(), reliable, "{people}");
        assert_eq!(found.parts[0].complete, people);
        let flagged = !codes(&found, 0).is_empty();
        assert_eq!(flagged, facility, "too fast is told from ten on: {people}");
    }
}

#[test]
fn each_flag_is_raised_by_what_it_names_and_not_beside_it() {
    let bank = quiz(4);
    // The first is wrong for all who are right elsewhere; nobody takes d; the last is easy.
    let mut rows = vec!["baaa"; 40];
    rows.extend(vec!["abca"; 40]);
    let found = answered(&bank, &rows, Some(9.0));
    let first = codes(&found, 0);
    assert!(
        first.contains(&(FlagCode::KeySuspicious, Some("b".to_owned()), true)),
        "{first:?}"
    );
    assert!(first.contains(&(FlagCode::NegativeDiscrimination, None, true)));
    assert!(first.contains(&(FlagCode::UpperDistractor, Some("b".to_owned()), true)));
    assert!(first.contains(&(FlagCode::UnusedDistractor, Some("d".to_owned()), true)));
    assert!(
        first
            .iter()
            .all(|(code, ..)| *code != FlagCode::LowDiscrimination)
    );
    let last = codes(&found, 3);
    assert!(last.contains(&(FlagCode::TooEasy, None, true)), "{last:?}");
    assert!(last.iter().all(|(code, ..)| *code != FlagCode::TooFast));
    let second = codes(&found, 1);
    assert!(
        second
            .iter()
            .all(|(code, ..)| *code == FlagCode::UnusedDistractor),
        "{second:?}"
    );
    // The gravest first, by the table.
    let order = |code: FlagCode| FLAGS.iter().position(|rule| rule.code == code).unwrap();
    assert!(
        first
            .windows(2)
            .all(|two| order(two[0].0) <= order(two[1].0))
    );
    assert!(
        answered(&bank, &["abcd"; 30], Some(1.9))
            .items
            .iter()
            .all(|item| {
                item.flags
                    .iter()
                    .any(|flag| flag.code == FlagCode::TooFast && flag.beyond_chance)
            })
    );
    let hard = answered(&bank, &["bbbb"; 30], None);
    assert!(codes(&hard, 0).contains(&(FlagCode::TooHard, None, true)));
}

#[test]
fn options_are_counted_in_all_and_in_both_groups() {
    let bank = quiz(2);
    let mut rows = vec!["aa"; 20];
    rows.extend(vec!["bb"; 10]);
    rows.extend(vec!["cb"; 10]);
    let found = answered(&bank, &rows, None);
    let options = &found.items[0].options;
    let counts: Vec<(usize, usize, usize)> = options
        .iter()
        .map(|option| (option.chosen, option.upper, option.lower))
        .collect();
    // 27 % of 40 are 11: the upper group all right; the lower the first eleven of the twenty at 0.
    assert_eq!(counts, [(20, 11, 0), (10, 0, 10), (10, 0, 1), (0, 0, 0)]);
    assert_eq!(found.items[0].discrimination.unwrap().group, 11);
    near(
        found.items[0].discrimination.unwrap().upper_lower,
        1.0,
        1e-15,
        "upper-lower",
    );
}

#[test]
fn passing_over_is_no_answer_and_not_asked_is_not_passed_over() {
    let bank = quiz(3);
    let found = answered(&bank, &["a- ", "ab ", "---"], None);
    let counts: Vec<(usize, usize)> = found
        .items
        .iter()
        .map(|item| (item.answered, item.skipped))
        .collect();
    // The third was answered by nobody.
    assert_eq!(counts, [(2, 1), (1, 2)]);
    assert_eq!((found.respondents, found.answers, found.skipped), (2, 3, 4));
}

#[test]
fn a_second_answer_of_the_same_person_does_not_count() {
    let bank = quiz(1);
    let mut responses = Responses::new(bank);
    let right = Response::Choice(OptionId::new("a").unwrap());
    let wrong = Response::Choice(OptionId::new("b").unwrap());
    let (right, wrong) = (
        responses.code(0, Some(&right)).unwrap(),
        responses.code(0, Some(&wrong)).unwrap(),
    );
    let person = responses.person().unwrap();
    assert!(responses.put(person, 0, wrong, None));
    assert!(!responses.put(person, 0, right, None));
    assert!(
        !responses.put(person, 7, right, None),
        "there is no such item"
    );
    assert!(!responses.put(9, 0, right, None), "there is no such person");
    let found = analyse(&responses);
    assert_eq!(found.items[0].options[1].chosen, 1);
    assert_eq!(found.answers, 1);
}

/// Reverse-keyed statements count the other way round; a situation counts on each of its scales; pairs
/// score none.
#[test]
fn an_assessment_is_analysed_by_scales() {
    let bank = banks::tiny_fit();
    let mut responses = Responses::new(Arc::clone(&bank));
    let mut chance = Chance::new(3);
    for _ in 0..60 {
        let person = responses.person().unwrap();
        let high = chance.share();
        for (at, item) in bank.items.iter().enumerate() {
            let response = match &item.kind {
                Kind::Agreement { .. } => {
                    let quarters = (high * 4.0 + chance.share()).floor().min(4.0);
                    let quarters = [0, 1, 2, 3, 4][quarters as usize];
                    banks::step_for(item, quarters)
                }
                Kind::Situation { options } => Response::Choice(options[person % 4].id.clone()),
                _ => Response::Step(1),
            };
            let code = responses.code(at, Some(&response)).unwrap();
            assert!(responses.put(person, at, code, None));
        }
    }
    let found = analyse(&responses);
    let scales = &bank.assessment().unwrap().scales;
    assert_eq!(found.parts.len(), scales.len());
    assert!(
        found
            .parts
            .iter()
            .all(|part| matches!(part.part, Part::Scale(_)))
    );
    let ids: BTreeSet<_> = found.items.iter().map(|item| item.item.clone()).collect();
    let pairs = bank
        .items
        .iter()
        .filter(|item| matches!(item.kind, Kind::Pair { .. }));
    assert!(pairs.count() > 0 && bank.items.len() > ids.len());
    for item in &found.items {
        let of = bank.item(&item.item).unwrap();
        if let Kind::Agreement { .. } = of.kind {
            // Keyed and reverse-keyed alike go with their scale.
            assert!(
                item.discrimination.unwrap().item_rest.unwrap() > 0.3,
                "{}",
                item.item
            );
            assert_eq!(item.options.len(), 5);
        }
        assert!(item.flags.iter().all(|flag| flag.code != FlagCode::TooEasy));
    }
    assert!(found.parts[0].reliability.as_ref().unwrap().alpha > 0.5);
}

#[test]
fn a_narrow_lead_of_a_distractor_may_be_chance_and_is_said_to_be() {
    let bank = quiz(4);
    // The upper group of 11: five who are right in all, six who are wrong in the first alone.
    let mut rows = vec!["aaaa"; 5];
    rows.extend(vec!["baaa"; 15]);
    rows.extend(vec!["abbb"; 20]);
    let found = answered(&bank, &rows, None);
    let first = codes(&found, 0);
    let suspicious = (FlagCode::KeySuspicious, Some("b".to_owned()), false);
    assert!(first.contains(&suspicious), "{first:?}");
    near(found.items[0].flags[0].value, 1.0 / 11.0, 1e-12, "lead");
}

/// Of the times 1, 2 … 100 s the median's interval goes by ranks: 49.5 -+ 1.96 x 10/2.
#[test]
fn the_median_time_has_its_interval() {
    let mut responses = Responses::new(quiz(1));
    let right = Response::Choice(OptionId::new("a").unwrap());
    let code = responses.code(0, Some(&right)).unwrap();
    for seconds in (1..=100).rev() {
        let person = responses.person().unwrap();
        assert!(responses.put(person, 0, code, Some(f64::from(seconds))));
    }
    // No times: passed over, not measured, impossible.
    for (code, seconds) in [
        (Code::SKIPPED, Some(1.0)),
        (code, None),
        (code, Some(f64::NAN)),
        (code, Some(-1.0)),
    ] {
        let person = responses.person().unwrap();
        assert!(responses.put(person, 0, code, seconds));
    }
    let found = analyse(&responses).items[0].seconds.unwrap();
    assert_eq!(found.timed, 100);
    for (found, expected) in [(found.median, 50.0), (found.low, 40.0), (found.high, 61.0)] {
        near(found / expected, 1.0, 0.0051, "seconds");
    }
}
