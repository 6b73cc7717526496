//! The score room beside worked cases that were computed elsewhere, with scipy and pingouin
//! (`tests/oracles`). What is deterministic must agree to 1e-9; draws within what was agreed for
//! them: a share within 0.02, an end of an interval within 0.6 points.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, and counts here are small"
)]

use pofit::bank::{
    Choice, Demand, DemandKind, Difficulty, Item, ItemId, Kind, OptionId, Response, ScaleId, Slug,
    Step, Text,
};
use pofit::score::{
    Contribution, Draws, Quality, QualityItem, Remark, TopicTally, compare_draws, estimate,
    fit_interval, keyed, mark, multiple_credit, order_credit, quality_of, readiness,
    reliable_change, role_fit, wilson,
};
use serde_json::Value;
use std::path::Path;

/// For sums and special functions: far above rounding, far below anything that is shown.
const EXACT: f64 = 1e-9;

fn cases(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/oracles")
        .join(file);
    let oracle: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    oracle["cases"].as_array().unwrap().clone()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

fn near(found: f64, expected: &Value, tolerance: f64, what: &str) {
    let expected = number(expected);
    let off = (found - expected).abs();
    assert!(
        off <= tolerance,
        "{what}: {found} instead of {expected} ({off:e} off)"
    );
}

/// A role's profile as the oracles write it: lists of levels, weights and kinds.
fn profile(role: &Value) -> Vec<Demand> {
    let lists = list(&role["level"])
        .iter()
        .zip(list(&role["weight"]))
        .zip(list(&role["kind"]));
    lists
        .map(|((level, weight), kind)| Demand {
            scale: ScaleId::new("scale").unwrap(),
            level: number(level),
            weight: number(weight),
            kind: match kind.as_str().unwrap() {
                "at-least" => DemandKind::AtLeast,
                "near" => DemandKind::Near,
                other => panic!("{other} is no kind"),
            },
            reason: Text::new("worked case").unwrap(),
        })
        .collect()
}

#[test]
fn a_scale_has_the_score_error_and_band_that_were_worked_out() {
    let (mut scored, mut unscored) = (0, 0);
    for (n, case) in cases("scale.json").iter().enumerate() {
        let items = list(&case["items"]);
        let given: Vec<Contribution> = items
            .iter()
            .filter_map(|item| {
                let step = u8::try_from(item["answer"].as_u64()?).unwrap();
                let share = keyed(step, item["reverse"].as_bool().unwrap());
                Some(Contribution { share, weight: 1.0 })
            })
            .collect();
        let expect = &case["expect"];
        let Some(found) = estimate(&given, items.len()) else {
            assert!(expect.is_null(), "case {n} has a score");
            unscored += 1;
            continue;
        };
        near(found.score, &expect["score"], EXACT, "score");
        near(found.se, &expect["se"], EXACT, "error");
        near(found.low, &expect["low90"], EXACT, "low");
        near(found.high, &expect["high90"], EXACT, "high");
        // Four of the prior and one less than the answers: whole numbers as the weights are equal.
        assert!((found.df - (given.len() + 3) as f64).abs() < EXACT);
        scored += 1;
    }
    assert_eq!((scored, unscored), (11, 1));
}

#[test]
fn a_fit_has_the_value_that_was_worked_out() {
    let mut compared = 0;
    for case in cases("fit.json") {
        let scores: Vec<Option<f64>> = list(&case["scores"]).iter().map(Value::as_f64).collect();
        assert_eq!(scores.len(), 9);
        for (name, role) in case["roles"].as_object().unwrap() {
            let found = role_fit(&profile(role), &scores).unwrap();
            near(found, &role["expect_fit"], EXACT, name);
            compared += 1;
        }
    }
    assert_eq!(compared, 40);
}

/// The farthest from half a million free draws, over the 20 seeds below: 0.015 for a share, 0.37
/// points for an end of an interval.
#[test]
fn draws_give_the_shares_and_intervals_that_were_worked_out() {
    let (mut shares, mut ends) = (0, 0);
    for (n, case) in cases("verdict.json").iter().enumerate() {
        let scales: Vec<Option<(f64, f64)>> = list(&case["scores"])
            .iter()
            .zip(list(&case["se"]))
            .map(|(score, error)| Some((number(score), number(error))))
            .collect();
        let roles: Vec<Vec<Demand>> = list(&case["roles"]).iter().map(profile).collect();
        for seed in 0..20 {
            let draws = Draws::new(&scales, seed);
            let fits: Vec<Vec<f64>> = roles.iter().map(|role| draws.fits(role)).collect();
            let best = |role: usize| {
                let wins = (0..fits[role].len())
                    .filter(|draw| fits.iter().all(|fits_| fits_[*draw] <= fits[role][*draw]));
                wins.count() as f64 / fits[role].len() as f64
            };
            for role in 0..roles.len() {
                let what = format!("case {n}, role {role}, seed {seed}");
                if role > 0 {
                    let share = compare_draws(&fits[0], &fits[role]).unwrap();
                    near(share, &case["expect_p_first_beats"][role], 0.02, &what);
                    shares += 1;
                }
                near(best(role), &case["expect_p_best"][role], 0.02, &what);
                shares += 1;
                let expect = &case["expect_fit_q05_q95"][role];
                let (low, high) = fit_interval(&fits[role]);
                near(low, &expect[0], 0.6, &what);
                near(high, &expect[1], 0.6, &what);
                ends += 2;
            }
        }
    }
    assert_eq!((shares, ends), (6 * 20 * 7, 6 * 20 * 8));
}

#[test]
fn answers_say_about_themselves_what_was_worked_out() {
    let mut styles = Vec::new();
    for case in cases("quality.json") {
        let items: Vec<QualityItem> = list(&case["items"]).iter().map(quality_item).collect();
        assert_eq!(items.len(), 54);
        let found = quality_of(&items, 0, items.len());
        let expect = &case["expect"];
        assert_eq!(found.longest_string, count(&expect["longest_string"]));
        for (what, value) in indices(&found) {
            near(value.unwrap(), &expect[what], EXACT, what);
        }
        assert_eq!(found.remarks, remarks_by_the_rule(expect, items.len()));
        styles.push((case["style"].as_str().unwrap().to_owned(), found.remarks));
    }
    // What the rule makes of each way to answer, so that both sides cannot be wrong alike.
    let expect = [
        ("attentive", vec![]),
        (
            "straight",
            vec![
                Remark::LongString,
                Remark::Contradictions,
                Remark::YesSaying,
            ],
        ),
        ("random", vec![Remark::TooFast, Remark::Scatter]),
        (
            "yes-sayer",
            vec![Remark::Contradictions, Remark::Scatter, Remark::YesSaying],
        ),
    ];
    let expect: Vec<(String, Vec<Remark>)> = expect
        .into_iter()
        .map(|(style, remarks)| (style.to_owned(), remarks))
        .collect();
    assert_eq!(styles, expect);
}

fn quality_item(item: &Value) -> QualityItem {
    QualityItem {
        scale: ScaleId::new(&format!("s{}", item["scale"])).unwrap(),
        reverse: item["reverse"].as_bool().unwrap(),
        step: u8::try_from(item["answer"].as_u64().unwrap()).unwrap(),
        seconds: item["seconds"].as_f64(),
    }
}

fn indices(quality: &Quality) -> [(&'static str, Option<f64>); 6] {
    [
        ("irv", quality.irv),
        ("inconsistency", quality.inconsistency),
        ("scatter", quality.scatter),
        ("acquiescence", quality.acquiescence),
        ("median_seconds", quality.median_seconds),
        ("share_under_1s", quality.share_under_1s),
    ]
}

/// The flags as the rules write them, from the numbers of the oracle.
fn remarks_by_the_rule(expect: &Value, items: usize) -> Vec<Remark> {
    let value = |what: &str| number(&expect[what]);
    let fast = value("median_seconds") < 2.0 || value("share_under_1s") > 0.30;
    let flags = [
        (fast, Remark::TooFast),
        (
            value("longest_string") > f64::max(8.0, items as f64 / 3.0),
            Remark::LongString,
        ),
        (value("inconsistency") > 0.35, Remark::Contradictions),
        (value("scatter") > 0.30, Remark::Scatter),
        (value("acquiescence") > 0.20, Remark::YesSaying),
        (value("acquiescence") < -0.20, Remark::NoSaying),
    ];
    let said = flags.into_iter().filter(|(holds, _)| *holds);
    said.map(|(_, remark)| remark).collect()
}

fn option_id(number: usize) -> OptionId {
    OptionId::new(&format!("o{number}")).unwrap()
}

fn text(number: usize) -> Text {
    Text::new(&format!("option {number}")).unwrap()
}

fn quiz_item(kind: Kind) -> Item {
    Item {
        id: ItemId::new("case").unwrap(),
        stem: Text::new("Which?").unwrap(),
        kind,
        short: false,
        topic: None,
        difficulty: Difficulty::default(),
        scenario: false,
        fixed_order: false,
        explanation: None,
        sources: Vec::new(),
        faq: Vec::new(),
    }
}

#[test]
fn partial_credit_is_what_was_worked_out() {
    let (mut orders, mut multiples) = (0, 0);
    for case in cases("credit.json") {
        let given: Vec<usize> = list(&case["given"]).iter().map(count).collect();
        let ids = given.iter().copied().map(option_id);
        let (kind, response, direct) = match case["kind"].as_str().unwrap() {
            "order" => {
                orders += 1;
                let step = |n| Step {
                    id: option_id(n),
                    text: text(n),
                    why: None,
                };
                let kind = Kind::Order((0..given.len()).map(step).collect());
                let response = Response::Order(ids.collect());
                (kind, response, order_credit(&given))
            }
            "multiple" => {
                multiples += 1;
                let keys: Vec<usize> = list(&case["keys"]).iter().map(count).collect();
                let options = count(&case["options"]);
                let choice = |n| Choice {
                    id: option_id(n),
                    text: text(n),
                    key: keys.contains(&n),
                    why: None,
                };
                let hits = given.iter().filter(|n| keys.contains(n)).count();
                let direct =
                    multiple_credit(hits, keys.len(), given.len() - hits, options - keys.len());
                let kind = Kind::Multiple((0..options).map(choice).collect());
                (kind, Response::Choices(ids.collect()), direct)
            }
            other => panic!("{other} is no kind"),
        };
        near(direct, &case["expect"], EXACT, "credit");
        let marked = mark(&quiz_item(kind), &response).unwrap();
        near(marked.credit, &case["expect"], EXACT, "mark");
    }
    assert_eq!((orders, multiples), (12, 12));
}

/// The file's other column, the chance of passing with one topic and a Jeffreys prior, is not
/// compared: pofit pools topics instead, as the next test has it.
#[test]
fn the_interval_of_a_share_is_what_was_worked_out() {
    let mut compared = 0;
    for case in cases("interval.json") {
        let (low, high) = wilson(number(&case["right"]), number(&case["of"])).unwrap();
        near(low, &case["expect_wilson95"][0], EXACT, "low");
        near(high, &case["expect_wilson95"][1], EXACT, "high");
        compared += 1;
    }
    assert_eq!(compared, 12);
}

#[test]
fn the_chance_of_passing_is_what_was_worked_out() {
    let mut compared = 0;
    for case in cases("readiness.json") {
        let tallies: Vec<TopicTally> = list(&case["topics"])
            .iter()
            .map(|topic| TopicTally {
                right: count(&topic["right"]),
                of: count(&topic["of"]),
                exam_items: count(&topic["exam_items"]),
            })
            .collect();
        let found = readiness(&tallies, count(&case["need"])).unwrap();
        near(found.chance, &case["expect_p_pass"], EXACT, "chance");
        near(found.mean, &case["expect_mean_score"], EXACT, "mean");
        let expect = &case["expect_score_90"];
        assert_eq!(found.total_90, (count(&expect[0]), count(&expect[1])));
        compared += 1;
    }
    assert_eq!(compared, 8);
}

#[test]
fn the_change_between_two_scores_is_what_was_worked_out() {
    let (mut compared, mut changed) = (0, 0);
    for case in cases("change.json") {
        let score = |when: &str, error: &str| (number(&case[when]), number(&case[error]));
        let found = reliable_change(score("before", "se_before"), score("after", "se_after"));
        near(found.index, &case["expect_rci"], EXACT, "index");
        near(found.chance, &case["expect_p"], EXACT, "chance");
        assert_eq!(found.changed, case["expect_changed"].as_bool().unwrap());
        compared += 1;
        changed += usize::from(found.changed);
    }
    assert_eq!((compared, changed), (8, 4));
}
