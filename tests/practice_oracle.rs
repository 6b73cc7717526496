//! The schedule beside the reference implementation of FSRS-6 (`tests/oracles/fsrs.json`: py-fsrs,
//! default parameters, retention 0.9): due times to the millisecond, phases alike, stability,
//! difficulty and recall to 1e-6 of their size.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

use pofit::practice::{DAY, DEFAULT_PARAMETERS, Grade, Phase, Scheduler, State};
use serde_json::Value;

/// The crate reckons in single precision; what is shown is rounded to whole days.
const CLOSE: f64 = 1e-6;

fn oracle() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracles/fsrs.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn millis(time: &Value) -> i64 {
    let time: jiff::Timestamp = time.as_str().unwrap().parse().unwrap();
    time.as_millisecond()
}

fn near(found: f64, expected: &Value, what: &str) {
    let expected = expected.as_f64().unwrap();
    let off = ((found - expected) / expected).abs();
    assert!(
        off <= CLOSE,
        "{what}: {found} instead of {expected} ({off:e} off)"
    );
}

#[test]
fn the_schedule_is_the_reference_s() {
    let scheduler = Scheduler::default();
    let oracle = oracle();
    let mut reviews = 0;
    for (n, case) in oracle["cases"].as_array().unwrap().iter().enumerate() {
        let mut state: Option<State> = None;
        for (k, review) in case["reviews"].as_array().unwrap().iter().enumerate() {
            let what = format!("case {n}, review {k}");
            let rating = u32::try_from(review["rating"].as_u64().unwrap()).unwrap();
            let at = millis(&review["at"]);
            let grade = Grade::numbered(rating).unwrap();
            let now = scheduler.review(state.as_ref(), grade, at);
            assert_eq!(now.due, millis(&review["due"]), "{what}: due");
            let phase = match now.phase {
                Phase::Learning(_) => "learning",
                Phase::Review => "review",
                Phase::Relearning(_) => "relearning",
            };
            assert_eq!(phase, review["state"], "{what}");
            near(now.memory.stability, &review["stability"], &what);
            near(now.memory.difficulty, &review["difficulty"], &what);
            let next_day = &review["retrievability_next_day"];
            near(scheduler.recall(&now, at + DAY), next_day, &what);
            state = Some(now);
            reviews += 1;
        }
    }
    assert!(reviews > 60, "only {reviews} reviews in the oracle");
}

#[test]
fn the_default_parameters_are_the_reference_s() {
    let known = oracle();
    let known: Vec<f64> = known["parameters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value.as_f64().unwrap())
        .collect();
    let ours = DEFAULT_PARAMETERS.map(f64::from);
    assert_eq!(ours.len(), known.len());
    assert!(ours.iter().zip(known).all(|(a, b)| (a - b).abs() < 1e-6));
}
