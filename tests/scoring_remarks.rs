//! What answers say about themselves, by example: each remark by the fewest answers that call for
//! it, and silence just inside the limit.

#[path = "common/banks.rs"]
mod banks;

use pofit::score::{Quality, QualityItem, Remark, quality_of};

/// A statement of a scale, answered with a step 1..=5.
fn said(scale: &str, reverse: bool, step: u8) -> QualityItem {
    QualityItem {
        scale: banks::scale(scale),
        reverse,
        step,
        seconds: None,
    }
}

fn quality(items: &[QualityItem]) -> Quality {
    quality_of(items, 0, items.len())
}

fn is_said(remark: Remark, items: &[QualityItem]) -> bool {
    quality(items).remarks.contains(&remark)
}

/// Items answered alternately, but for a run of fours at the end.
fn with_run(items: usize, run: usize) -> Vec<QualityItem> {
    let step = |n: usize| {
        if n >= items - run {
            4
        } else if (items - run - n) % 2 == 1 {
            3
        } else {
            2
        }
    };
    (0..items).map(|n| said("a", false, step(n))).collect()
}

#[test]
fn a_long_string_is_over_eight_and_over_a_third() {
    // (items, run): up to 24 items eight is the limit, beyond that a third of them.
    for (items, over) in [
        (12, 9),
        (24, 9),
        (25, 9),
        (26, 9),
        (27, 10),
        (28, 10),
        (30, 11),
        (60, 21),
    ] {
        assert_eq!(quality(&with_run(items, over)).longest_string, over);
        assert!(
            is_said(Remark::LongString, &with_run(items, over)),
            "{items}"
        );
        let inside = with_run(items, over - 1);
        assert!(!is_said(Remark::LongString, &inside), "{items}");
    }
}

/// Scales with one keyed and one reverse-keyed statement, answered with these raw steps.
fn opposites(steps: &[(u8, u8)]) -> Vec<QualityItem> {
    let scale = |(n, (forward, backward)): (usize, &(u8, u8))| {
        let name = format!("s{n}");
        [said(&name, false, *forward), said(&name, true, *backward)]
    };
    steps.iter().enumerate().flat_map(scale).collect()
}

#[test]
fn opposites_answered_alike_contradict_each_other() {
    // Raw 4 beside 4 is 0.75 beside 0.25: 0.5 apart; 4 beside 3 is 0.25 apart.
    // Two of three scales at 0.5, one at 0.25: mean 0.4167. One of three: 0.3333.
    assert!(is_said(
        Remark::Contradictions,
        &opposites(&[(4, 4), (2, 2), (4, 3)])
    ));
    assert!(!is_said(
        Remark::Contradictions,
        &opposites(&[(4, 4), (2, 3), (4, 3)])
    ));
    // Exactly at the limit: (2 x 0.5 + 3 x 0.25)/5 = 0.35.
    let at = opposites(&[(4, 4), (2, 2), (4, 3), (2, 3), (3, 4)]);
    assert!(!is_said(Remark::Contradictions, &at));
}

#[test]
fn yes_saying_and_no_saying_are_told_apart() {
    // All opposites agreed with: 0.5 apart, half of it is 0.25. With 0.375 apart it is 0.1875.
    let outside = opposites(&[(4, 4), (4, 4)]);
    assert!(is_said(Remark::YesSaying, &outside));
    assert!(!is_said(Remark::NoSaying, &outside));
    assert!(!is_said(Remark::YesSaying, &opposites(&[(4, 4), (4, 3)])));
    let outside = opposites(&[(2, 2), (2, 2)]);
    assert!(is_said(Remark::NoSaying, &outside));
    assert!(!is_said(Remark::YesSaying, &outside));
    assert!(!is_said(Remark::NoSaying, &opposites(&[(2, 2), (2, 3)])));
    // Exactly at the limit: (3 x 0.5 + 2 x 0.25)/5 = 0.4, half of it 0.2.
    let at = opposites(&[(4, 4), (4, 4), (4, 4), (4, 3), (3, 4)]);
    assert!(!is_said(Remark::YesSaying, &at));
    // Agreeing here and disagreeing there cancels out: inconsistent, but no yes-sayer.
    let both = opposites(&[(4, 4), (2, 2)]);
    assert!(!is_said(Remark::YesSaying, &both) && !is_said(Remark::NoSaying, &both));
    assert!(is_said(Remark::Contradictions, &both));
}

#[test]
fn scatter_is_told_from_ordinary_spread() {
    let scale = |steps: &[u8]| -> Vec<QualityItem> {
        steps.iter().map(|step| said("a", false, *step)).collect()
    };
    // c = 0.25, 0.75: sd 0.3536. c = 0.25, 0.25, 0.75, 0.75: sd 0.2887. c = 0, 0.25, 0.5, 0.75: 0.3227.
    assert!(is_said(Remark::Scatter, &scale(&[2, 4])));
    assert!(!is_said(Remark::Scatter, &scale(&[2, 2, 4, 4])));
    assert!(is_said(Remark::Scatter, &scale(&[1, 2, 3, 4])));
    // One answer has no spread.
    assert_eq!(quality(&scale(&[5])).scatter, None);
    // Opposites are keyed first: 5 and the reverse-keyed 1 say the same.
    let agreed = [said("a", false, 5), said("a", true, 1)];
    assert_eq!(quality(&agreed).scatter, Some(0.0));
}

fn timed(seconds: &[f64]) -> Vec<QualityItem> {
    let one = |seconds: &f64| QualityItem {
        seconds: Some(*seconds),
        ..said("a", false, 3)
    };
    seconds.iter().map(one).collect()
}

#[test]
fn answers_faster_than_reading_are_told() {
    // A median under two seconds.
    assert!(is_said(Remark::TooFast, &timed(&[1.5, 1.9, 5.0])));
    assert!(!is_said(Remark::TooFast, &timed(&[1.5, 2.0, 5.0])));
    assert!(is_said(Remark::TooFast, &timed(&[1.5, 1.9, 2.0, 5.0])));
    // More than three in ten under one second.
    let mut seconds = [3.0; 10];
    seconds[..3].fill(0.9);
    assert!(!is_said(Remark::TooFast, &timed(&seconds)));
    seconds[3] = 0.9;
    assert!(is_said(Remark::TooFast, &timed(&seconds)));
    // One second is not under one second; unmeasured times say nothing.
    seconds[3] = 1.0;
    assert!(!is_said(Remark::TooFast, &timed(&seconds)));
    let unmeasured = quality(&[said("a", false, 3)]);
    assert_eq!(unmeasured.median_seconds, None);
    assert_eq!(unmeasured.remarks, []);
}

#[test]
fn many_skipped_items_are_told() {
    let items = [said("a", false, 3)];
    for (skipped, asked, told) in [
        (2, 10, false),
        (3, 10, true),
        (12, 60, false),
        (13, 60, true),
    ] {
        let found = quality_of(&items, skipped, asked);
        assert_eq!(found.remarks.contains(&Remark::ManySkipped), told);
    }
    assert_eq!(quality_of(&[], 0, 0).remarks, []);
}

#[test]
fn two_remarks_make_a_result_doubtful_and_one_does_not() {
    let one = quality(&[said("a", false, 2), said("a", false, 4)]);
    assert_eq!(
        (one.remarks.as_slice(), one.doubtful()),
        (&[Remark::Scatter][..], false)
    );
    let two = quality(&opposites(&[(4, 4), (4, 4)]));
    assert!(two.remarks.len() >= 2 && two.doubtful());
}
