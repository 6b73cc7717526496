//! Arithmetic as it is shown: numbers rounded for the eye alone, and the terms of a sum.

use crate::report::document::{Document, Tone};

/// Decimals of a share, 0..=1.
pub(super) const SHARE: usize = 4;
/// Decimals of points, 0..=100.
pub(super) const POINTS: usize = 2;
/// Decimals of an error, which is multiplied further on.
pub(super) const ERROR: usize = 3;
/// Decimals of a variance, whose root is taken further on.
pub(super) const VARIANCE: usize = 5;

/// A number beyond this from its rounded form has been rounded.
const EXACT: f64 = 1e-9;

/// A number with at most so many decimals: "0.75", "0.3333", "1,408.33". One that is exact with
/// fewer is told with fewer; one that was rounded keeps its zeros.
pub(super) fn shown(value: f64, decimals: usize) -> String {
    let full = format!("{value:.decimals$}");
    let exact = full
        .parse::<f64>()
        .is_ok_and(|told| (told - value).abs() < EXACT);
    let short = match full.split_once('.') {
        Some(_) if exact => full.trim_end_matches('0').trim_end_matches('.'),
        _ => &full,
    };
    let (sign, digits) = match short.strip_prefix('-') {
        Some(digits) if digits.chars().any(|c| c.is_ascii_digit() && c != '0') => ("-", digits),
        Some(digits) => ("", digits),
        None => ("", short),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{rest}")
}

/// The terms of a sum: "0.75 + 1 - 0.25".
pub(super) fn terms(values: impl IntoIterator<Item = f64>, decimals: usize) -> String {
    let mut text = String::new();
    for value in values {
        let (sign, size) = match (text.is_empty(), value < 0.0) {
            (true, _) => ("", value),
            (false, true) => (" - ", -value),
            (false, false) => (" + ", value),
        };
        text.push_str(sign);
        text.push_str(&shown(size, decimals));
    }
    text
}

/// A sum of like terms, each told once with how often it stands: "3 x (0.75 - 0.5)^2 + (1 - 0.5)^2".
pub(super) fn counted(terms: impl IntoIterator<Item = String>) -> String {
    let mut found: Vec<(String, usize)> = Vec::new();
    for term in terms {
        match found.iter_mut().find(|(known, _)| *known == term) {
            Some((_, times)) => *times += 1,
            None => found.push((term, 1)),
        }
    }
    let told: Vec<String> = found
        .into_iter()
        .map(|(term, times)| match times {
            1 => term,
            times => format!("{times} x {term}"),
        })
        .collect();
    told.join(" + ")
}

/// The squared distances of values from their mean, as a sum.
pub(super) fn squares(values: &[f64], mean: f64) -> String {
    let mean = shown(mean, SHARE);
    counted(
        values
            .iter()
            .map(|value| format!("({} - {mean})^2", shown(*value, SHARE))),
    )
}

/// Adds a line of arithmetic: words, then what is worked out, then what comes of it.
pub(super) fn line(page: &mut Document, words: &str, sum: &str, value: &str) {
    page.bullet(Tone::Plain, format!("{words}: {}", worked(sum, value)));
}

/// A sum with what comes of it; where there is but one term, the value alone.
pub(super) fn worked(sum: &str, value: &str) -> String {
    if sum == value {
        value.to_owned()
    } else {
        format!("{sum} = {value}")
    }
}

/// Adds the formula that the lines above work out.
pub(super) fn formula(page: &mut Document, formula: &str) {
    page.text(Tone::Muted, format!("As a formula: {formula}."));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_as_short_as_it_is_true() {
        for (value, decimals, told) in [
            (0.75, 4, "0.75"),
            (1.0 / 3.0, 4, "0.3333"),
            (0.600_01, 4, "0.6000"),
            (12.0, 2, "12"),
            (19_200.0, 2, "19,200"),
            (1_234_567.891, 2, "1,234,567.89"),
            (100.0, 0, "100"),
            (-0.5, 2, "-0.5"),
            (-1e-12, 2, "0"),
            (0.0, 2, "0"),
        ] {
            assert_eq!(shown(value, decimals), told);
        }
    }

    #[test]
    fn terms_carry_their_sign() {
        assert_eq!(terms([0.75, -0.25, 1.0], 2), "0.75 - 0.25 + 1");
        assert_eq!(terms([-0.5, 0.25], 2), "-0.5 + 0.25");
        assert_eq!(
            squares(&[1.0, 0.5, 1.0], 0.75),
            "2 x (1 - 0.75)^2 + (0.5 - 0.75)^2"
        );
    }
}
