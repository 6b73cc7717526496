//! Where the words of a result change: its standing, its gaps, and the verdict between two roles.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "common/banks.rs"]
mod banks;

use banks::{fit_of, quarters, small, two_scales};
use pofit::bank::Cuts;
use pofit::score::{Band, Certainty, Direction, Side, Verdict, verdict};

/// Worked with ten digits.
const WORKED: f64 = 1e-6;

fn close(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < WORKED,
        "{found} instead of {expected}"
    );
}

#[test]
fn a_gap_is_real_when_the_whole_band_misses_the_level() {
    // Nine alike answers: SE = 100 sqrt(0.25/12/9) = 4.81, and t(0.95; 12) = 1.782 gives +- 8.6.
    let gaps = |asked: f64, kind: &str, given: u8| {
        let profile = [(asked, 1.0, kind), (0.0, 0.0, "at-least")];
        let bank = small(
            &[("a", 9), ("b", 9)],
            &[("own", &profile), ("rest", &profile)],
            "",
        );
        let mut answers = quarters(&bank, "a", &[given; 9]);
        answers.extend(quarters(&bank, "b", &[2; 9]));
        let result = fit_of(&bank, &answers);
        let of = |gap: &pofit::score::Gap| (gap.direction, gap.certainty);
        assert_eq!(result.grow.len(), result.gaps.len());
        result.gaps.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(
        gaps(59.0, "at-least", 2),
        [(Direction::Short, Certainty::Real)]
    );
    assert_eq!(
        gaps(58.0, "at-least", 2),
        [(Direction::Short, Certainty::Possible)]
    );
    assert_eq!(gaps(50.0, "at-least", 2), []);
    assert_eq!(gaps(41.0, "at-least", 2), []);
    // Too much only counts where the role asks for no more, and is said only when it is real.
    assert_eq!(
        gaps(41.0, "near", 2),
        [(Direction::TooMuch, Certainty::Real)]
    );
    assert_eq!(gaps(42.0, "near", 2), []);
}

#[test]
fn a_fit_at_a_cut_has_the_higher_word() {
    let cuts = Cuts {
        strong: 85.0,
        good: 75.0,
        mixed: 60.0,
    };
    for (fit, word) in [
        (100.0, Band::Strong),
        (85.0, Band::Strong),
        (84.999, Band::Good),
        (75.0, Band::Good),
        (74.999, Band::Mixed),
        (60.0, Band::Mixed),
        (59.999, Band::NotNow),
        (0.0, Band::NotNow),
    ] {
        assert_eq!(Band::of(fit, cuts), word, "{fit}");
    }
}

#[test]
fn the_standing_says_between_which_words_the_interval_lies() {
    // One scale and a level of 100: the fit is the score. Nine alike answers: +- 8.6 about 75.
    let profile = [(100.0, 1.0, "at-least")];
    let bank = small(&[("a", 9)], &[("own", &profile), ("rest", &profile)], "");
    let result = fit_of(&bank, &quarters(&bank, "a", &[3; 9]));
    let found = result.roles[0].fit.as_ref().unwrap();
    close(found.fit, 75.0);
    // 1.645 x 4.81 = 7.9 either way.
    assert!((found.low - 67.1).abs() < 0.1, "{found:?}");
    assert!((found.high - 82.9).abs() < 0.1, "{found:?}");
    let standing = result.standing.unwrap();
    assert_eq!(
        (standing.low, standing.at, standing.high),
        (Band::Mixed, Band::Good, Band::Good)
    );
}

#[test]
fn the_verdict_words_hold_from_their_limits_on() {
    use Verdict::{Clear, Leaning, Neither, TooClose};
    let cases = [
        // Neither only when both are below 75.
        ((74.9, 60.0), 0.99, Neither),
        ((60.0, 74.9), 0.01, Neither),
        ((75.0, 60.0), 0.99, Clear(Side::Role)),
        ((60.0, 75.0), 0.01, Clear(Side::Other)),
        // Clear from a share of 0.90 and a lead of 3 points.
        ((83.0, 80.0), 0.90, Clear(Side::Role)),
        ((83.0, 80.0), 0.899, Leaning(Side::Role)),
        ((82.9, 80.0), 0.95, Leaning(Side::Role)),
        ((80.0, 83.0), 0.09, Clear(Side::Other)),
        // Leaning from 0.70 and 1.5 points.
        ((81.5, 80.0), 0.70, Leaning(Side::Role)),
        ((81.5, 80.0), 0.699, TooClose),
        ((81.4, 80.0), 0.95, TooClose),
        ((80.0, 81.5), 0.29, Leaning(Side::Other)),
        ((80.0, 80.0), 0.50, TooClose),
        // The draws say the one and the fits the other: too close.
        ((80.0, 85.0), 0.95, TooClose),
    ];
    for (fits, share, word) in cases {
        assert_eq!(verdict(fits, share, true), word, "{fits:?} {share}");
    }
}

#[test]
fn without_a_shape_nothing_is_more_than_leaning() {
    assert_eq!(
        verdict((95.0, 60.0), 1.0, false),
        Verdict::Leaning(Side::Role)
    );
    assert_eq!(verdict((80.0, 80.0), 0.5, false), Verdict::TooClose);
    assert_eq!(verdict((70.0, 60.0), 1.0, false), Verdict::Neither);
    // All answers alike, three quarters of both scales: nothing differs, though `own` is far nearer.
    let bank = two_scales();
    let mut answers = quarters(&bank, "a", &[3; 8]);
    answers.extend(quarters(&bank, "b", &[3; 9]));
    let result = fit_of(&bank, &answers);
    close(result.shape.statistic, 0.0);
    assert!(!result.shape.differentiated);
    assert!(result.comparisons[0].share > 0.99);
    assert_eq!(result.comparisons[0].verdict, Verdict::Leaning(Side::Role));
    // Chi-square's 95th percentile with one degree of freedom.
    close(result.shape.critical, 3.841_458_8);
    // With shape the same lead is clear: 100 beside 75.
    answers.splice(..8, quarters(&bank, "a", &[4; 8]));
    let result = fit_of(&bank, &answers);
    assert!(result.shape.differentiated);
    assert_eq!(result.comparisons[0].verdict, Verdict::Clear(Side::Role));
}
