//! Rules of marking one answer of a quiz, and of the interval of a share, that hold for any of them.

#![allow(
    clippy::float_cmp,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking; full credit and none are exact"
)]

#[path = "common/banks.rs"]
mod banks;

use pofit::bank::{Kind, Response, Text};
use pofit::score::{Mark, mark, multiple_credit, order_credit, wilson};
use proptest::prelude::*;

/// The mark for what was typed where these answers are accepted.
fn typed(accept: &[&str], typed: &str) -> Mark {
    let mut item = banks::item(&banks::quiz(), "short-text").clone();
    item.kind = Kind::ShortText {
        accept: accept.iter().map(|text| Text::new(text).unwrap()).collect(),
    };
    mark(&item, &Response::Text(typed.to_owned())).unwrap()
}

fn is_right(accept: &[&str], said: &str) -> bool {
    let mark = typed(accept, said);
    assert!(mark.slip.is_none(), "{said} was taken for a slip");
    mark.credit >= 1.0
}

/// A slip of the kinds that happen at a keyboard, as Damerau counted them: a letter wrong, too many,
/// missing, or two swapped. Where that would change nothing, a letter too many.
fn slipped(word: &str, kind: u8, place: prop::sample::Index, letter: char) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = place.index(letters.len());
    match kind {
        0 => letters[at] = letter,
        1 => letters.insert(at, letter),
        2 => {
            letters.remove(at);
        }
        _ => {
            let next = (at + 1).min(letters.len() - 1);
            letters.swap(at, next);
        }
    }
    if letters.iter().collect::<String>() == word {
        letters.insert(at, letter);
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_interval_holds_its_share((right, of) in (1.0_f64..500.0)
        .prop_flat_map(|of| (0.0..=of, Just(of))))
    {
        let (low, high) = wilson(right, of).unwrap();
        let share = right / of;
        // A share of 1 may lie an ulp above the rounded end.
        prop_assert!(0.0 <= low && low <= share + 1e-12);
        prop_assert!(share <= high + 1e-12 && high <= 1.0);
        let (wider_low, wider_high) = wilson(right / 2.0, of / 2.0).unwrap();
        prop_assert!(wider_high - wider_low > high - low, "fewer answers, a wider interval");
    }

    #[test]
    fn everything_ticked_and_nothing_ticked_give_nothing(
        keys in 1_usize..9, distractors in 1_usize..9,
    ) {
        prop_assert_eq!(multiple_credit(keys, keys, distractors, distractors), 0.0);
        prop_assert_eq!(multiple_credit(0, keys, 0, distractors), 0.0);
        prop_assert_eq!(multiple_credit(keys, keys, 0, distractors), 1.0);
        prop_assert_eq!(multiple_credit(0, keys, distractors, distractors), 0.0);
    }

    #[test]
    fn a_tick_more_helps_when_right_and_hurts_when_wrong(
        (keys, hits) in (1_usize..9).prop_flat_map(|keys| (Just(keys), 0..keys)),
        (distractors, wrong) in (1_usize..9).prop_flat_map(|all| (Just(all), 0..all)),
    ) {
        let credit = multiple_credit(hits, keys, wrong, distractors);
        prop_assert!((0.0..=1.0).contains(&credit));
        prop_assert!(multiple_credit(hits + 1, keys, wrong, distractors) >= credit);
        prop_assert!(multiple_credit(hits, keys, wrong + 1, distractors) <= credit);
    }

    #[test]
    fn the_right_order_is_worth_all_and_its_reverse_nothing(
        order in (2_usize..9).prop_flat_map(|n| Just((0..n).collect::<Vec<_>>()).prop_shuffle()),
    ) {
        let right: Vec<usize> = (0..order.len()).collect();
        let reverse: Vec<usize> = right.iter().rev().copied().collect();
        prop_assert_eq!(order_credit(&right), 1.0);
        prop_assert_eq!(order_credit(&reverse), 0.0);
        let credit = order_credit(&order);
        prop_assert!((0.0..=1.0).contains(&credit));
        prop_assert_eq!(credit >= 1.0, order == right);
    }

    #[test]
    fn one_slip_is_forgiven_in_a_long_word(
        word in "[b-z]{5,12}",
        kind in 0_u8..4,
        place in any::<prop::sample::Index>(),
        letter in prop::char::range('a', 'z'),
    ) {
        let said = format!("Sprint {}", slipped(&word, kind, place, letter));
        let accepted = format!("Sprint {word}");
        let found = typed(&[&accepted], &said);
        prop_assert_eq!(found.credit, 1.0, "{} for {}", said, accepted);
        // The answer that was meant is shown.
        prop_assert_eq!(found.slip, Some(accepted));
    }

    #[test]
    fn no_slip_is_forgiven_in_a_short_word(
        word in "[b-z]{1,4}",
        kind in 0_u8..4,
        place in any::<prop::sample::Index>(),
        letter in prop::char::range('a', 'z'),
    ) {
        let said = format!("Sprint {}", slipped(&word, kind, place, letter));
        let found = typed(&[&format!("Sprint {word}")], &said);
        prop_assert_eq!(found, Mark { credit: 0.0, slip: None });
    }
}

#[test]
fn two_slips_are_not_forgiven() {
    for said in [
        "Prodct Ovner",
        "Prdct Owner",
        "Prouctd Owner",
        "ProductOwner",
    ] {
        let found = typed(&["Product Owner"], said);
        assert_eq!((found.credit, found.slip), (0.0, None), "{said}");
    }
    assert!(typed(&["Product Owner"], "Prodct Owner").slip.is_some());
}

#[test]
fn case_articles_and_spaces_make_no_difference() {
    for said in [
        "product owner",
        "PRODUCT OWNER",
        "the Product Owner",
        "A product owner",
        "an product owner",
        "  Product   Owner ",
        "Product-Owner",
    ] {
        assert!(is_right(&["Product Owner"], said), "{said}");
        assert!(is_right(&["The Product Owner"], said), "{said}");
    }
    // An article alone is an answer like any other.
    assert!(is_right(&["the"], "The"));
    assert!(!is_right(&["Product Owner"], "the"));
    assert!(!is_right(&["Product Owner"], ""));
    assert!(is_right(&["Product Owner", "PO"], "po"));
    assert!(!is_right(&["Product Owner", "PO"], "pm"));
}

#[test]
fn ways_to_write_the_same_letters_make_no_difference() {
    for (accepted, said) in [
        ("Product Owner", "Ｐｒｏｄｕｃｔ　Ｏｗｎｅｒ"),
        ("ﬁt", "fit"),
        ("Café", "Cafe\u{301}"),
        ("m²", "M2"),
        ("Straße", "STRASSE"),
        ("όρος", "ΌΡΟΣ"),
    ] {
        assert!(is_right(&[accepted], said), "{said} for {accepted}");
        assert!(is_right(&[said], accepted), "{accepted} for {said}");
    }
    assert!(!is_right(&["cafe"], "café"));
}
