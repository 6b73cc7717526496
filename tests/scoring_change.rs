//! What changed between two assessments: the index by rule and example, and which scales and fits are
//! compared at all.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/banks.rs"]
mod banks;

use banks::{Asked, fit_of, quarters, scale, small, two_scales};
use pofit::bank::{Answer, Bank};
use pofit::score::{Changes, apart, changes, changes_by_chance, reliable_change};
use proptest::prelude::*;

fn changes_of(before: (&Bank, &[Answer]), after: (&Bank, &[Answer])) -> Changes {
    let frames = [before.0, after.0].map(|bank| bank.assessment().unwrap());
    let results = [before, after].map(|(bank, answers)| fit_of(bank, answers));
    changes((frames[0], &results[0]), (frames[1], &results[1]))
}

/// Answers to both of [`two_scales`]' scales: so many quarters each.
fn both(bank: &Bank, a: &[u8], b: &[u8]) -> Vec<Answer> {
    let mut answers = quarters(bank, "a", a);
    answers.extend(quarters(bank, "b", b));
    answers
}

proptest! {
    #[test]
    fn the_index_is_the_same_backwards_with_the_other_sign(
        before in (0.0_f64..=100.0, 1.0_f64..20.0),
        after in (0.0_f64..=100.0, 1.0_f64..20.0),
    ) {
        let there = reliable_change(before, after);
        let back = reliable_change(after, before);
        prop_assert_eq!(there.index.to_bits(), (0.0 - back.index).to_bits());
        prop_assert_eq!(there.chance.to_bits(), back.chance.to_bits());
        prop_assert_eq!(there.changed, back.changed);
        prop_assert_eq!(there.index > 0.0, after.0 > before.0);
        prop_assert!((0.0..=1.0).contains(&there.chance));
    }

    #[test]
    fn a_larger_error_never_makes_a_change(
        before in (0.0_f64..=100.0, 1.0_f64..20.0),
        after in (0.0_f64..=100.0, 1.0_f64..20.0),
        more in 0.0_f64..20.0,
    ) {
        let sharp = reliable_change(before, after);
        let blunt = reliable_change((before.0, before.1 + more), after);
        prop_assert!(blunt.index.abs() <= sharp.index.abs());
        prop_assert!(blunt.chance >= sharp.chance);
        prop_assert!(sharp.changed || !blunt.changed);
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn a_run_beside_itself_has_not_changed(steps in prop::collection::vec(0_u8..=4, 17)) {
        let bank = two_scales();
        let answers = both(&bank, &steps[..8], &steps[8..]);
        let found = changes_of((&bank, &answers), (&bank, &answers));
        prop_assert_eq!(found.scales.len(), 2);
        prop_assert_eq!(found.fits.len(), 2);
        for scale in &found.scales {
            prop_assert_eq!(scale.change.index.to_bits(), 0.0_f64.to_bits());
            prop_assert!(!scale.change.changed);
            prop_assert!(scale.change.chance > 0.999_999);
        }
        prop_assert!(found.fits.iter().all(|fit| !fit.changed));
    }
}

proptest! {
    #[test]
    fn intervals_lie_apart_either_way_round(
        one in (0.0_f64..=100.0, 0.0_f64..=20.0),
        other in (0.0_f64..=100.0, 0.0_f64..=20.0),
    ) {
        let [one, other] = [one, other].map(|(low, wide)| (low, low + wide));
        prop_assert_eq!(apart(one, other), apart(other, one));
        prop_assert!(!apart(one, one));
        let shared = one.0.max(other.0) <= one.1.min(other.1);
        prop_assert_eq!(apart(one, other), !shared);
    }
}

#[test]
fn a_change_begins_beyond_1_96_errors_of_the_difference() {
    // 3 and 4 make 5: 9.8 points are just not enough, either way.
    assert!(!reliable_change((50.0, 3.0), (59.79, 4.0)).changed);
    assert!(reliable_change((50.0, 3.0), (59.81, 4.0)).changed);
    assert!(!reliable_change((50.0, 4.0), (40.21, 3.0)).changed);
    assert!(reliable_change((50.0, 4.0), (40.19, 3.0)).changed);
    let found = reliable_change((50.0, 3.0), (60.0, 4.0));
    assert!((found.index - 2.0).abs() < 1e-12);
    // 4.55 % of a normal distribution lie beyond two.
    assert!((found.chance - 0.045_500_26).abs() < 1e-8);
}

#[test]
fn each_scale_is_one_more_look_for_chance() {
    // 5 % each, as 1.96 is the 97.5th percentile to two decimals.
    assert!(changes_by_chance(0).abs() < 1e-12);
    assert!((changes_by_chance(1) - 0.05).abs() < 1e-4);
    assert!((changes_by_chance(9) - 0.45).abs() < 1e-3);
    assert!((changes_by_chance(10) - 10.0 * changes_by_chance(1)).abs() < 1e-12);
}

#[test]
fn only_the_scale_that_moved_has_changed() {
    // Eight alike answers: SE = 100 sqrt(0.25/11/8) = 5.33, and 1.96 x 5.33 x sqrt 2 = 14.8 points.
    // Half the statements of `a` a quarter up: 12.5 points, with a larger error. All of them: 25.
    let bank = two_scales();
    let before = both(&bank, &[2; 8], &[2; 9]);
    let half = both(&bank, &[3, 3, 3, 3, 2, 2, 2, 2], &[2; 9]);
    let all = both(&bank, &[3; 8], &[2; 9]);
    let changed = |after: &[Answer]| -> Vec<bool> {
        let found = changes_of((&bank, &before), (&bank, after));
        assert!((found.by_chance - 0.1).abs() < 1e-3);
        found
            .scales
            .iter()
            .map(|scale| scale.change.changed)
            .collect()
    };
    assert_eq!(changed(&half), [false, false]);
    assert_eq!(changed(&all), [true, false]);
    let found = changes_of((&bank, &before), (&bank, &all));
    assert_eq!(found.scales[0].scale, scale("a"));
    assert!((found.scales[0].change.index - 25.0 / (5.330 * 2.0_f64.sqrt())).abs() < 1e-3);
    let back = changes_of((&bank, &all), (&bank, &before));
    assert!(back.scales[0].change.index < 0.0 && back.scales[0].change.changed);
}

#[test]
fn a_fit_has_changed_when_its_intervals_lie_apart() {
    let bank = two_scales();
    let runs = [0, 1, 2, 3, 4].map(|level| both(&bank, &[level; 8], &[level; 9]));
    for before in &runs {
        for after in &runs {
            let found = changes_of((&bank, before), (&bank, after));
            for fit in &found.fits {
                let [low, high] = if fit.before.fit < fit.after.fit {
                    [&fit.before, &fit.after]
                } else {
                    [&fit.after, &fit.before]
                };
                let gap = high.low.min(high.fit) > low.high.max(low.fit);
                assert_eq!(fit.changed, gap, "{fit:?}");
            }
        }
    }
    let found = changes_of((&bank, &runs[1]), (&bank, &runs[4]));
    assert!(found.fits.iter().all(|fit| fit.changed));
}

#[test]
fn a_scale_without_a_score_then_or_now_is_not_compared() {
    let bank = two_scales();
    let whole = both(&bank, &[3; 8], &[2; 9]);
    let mut part = whole.clone();
    for answer in &mut part[..3] {
        answer.response = None;
    }
    for (before, after) in [(&whole, &part), (&part, &whole)] {
        let found = changes_of((&bank, before), (&bank, after));
        assert_eq!(found.unscored, [scale("a")]);
        assert_eq!(found.scales.len(), 1);
        assert_eq!(found.scales[0].scale, scale("b"));
        // `own` weighs `a` at two thirds: no fit then, so none to compare.
        assert!(found.fits.iter().all(|fit| fit.role.as_ref() != "own"));
        assert!((found.by_chance - 0.05).abs() < 1e-3);
    }
}

#[test]
fn banks_that_differ_are_compared_in_what_they_share() {
    let asked: [Asked; 2] = [(80.0, 2.0, "at-least"), (80.0, 1.0, "at-least")];
    let rest: [Asked; 2] = [(40.0, 1.0, "near"), (40.0, 1.0, "near")];
    let harder: [Asked; 2] = [(40.0, 1.0, "near"), (45.0, 1.0, "near")];
    let one = two_scales();
    let roles: [(&str, &[Asked]); 2] = [("own", &asked), ("rest", &harder)];
    let other = small(&[("a", 8), ("b", 9)], &roles, "");
    let found = changes_of(
        (&one, &both(&one, &[3; 8], &[2; 9])),
        (&other, &both(&other, &[3; 8], &[2; 9])),
    );
    assert_eq!(found.scales.len(), 2);
    assert_eq!(found.fits.len(), 1);
    assert_eq!(found.fits[0].role.as_ref(), "own");
    assert_eq!(found.reprofiled.len(), 1);
    assert_eq!(found.reprofiled[0].as_ref(), "rest");
    // Another scale beside `a`: what the roles ask is another thing, and `a` is still `a`.
    let roles: [(&str, &[Asked]); 2] = [("own", &asked), ("rest", &rest)];
    let third = small(&[("a", 8), ("c", 9)], &roles, "");
    let mut answers = quarters(&third, "a", &[4; 8]);
    answers.extend(quarters(&third, "c", &[2; 9]));
    let found = changes_of((&one, &both(&one, &[3; 8], &[2; 9])), (&third, &answers));
    assert_eq!(found.scales.len(), 1);
    assert!(found.scales[0].change.changed);
    assert!(found.unscored.is_empty() && found.fits.is_empty());
    assert_eq!(found.reprofiled.len(), 2);
}
