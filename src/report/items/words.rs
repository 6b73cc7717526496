//! Numbers of an analysis in words.

/// Stands where nothing can be told.
pub(super) const NONE: &str = "-";

/// A correlation or a reliability; a dash where there is none.
pub(super) fn correlation(value: Option<f64>) -> String {
    value.map_or_else(|| NONE.to_owned(), ratio)
}

/// With two decimals; what rounds to nothing has no sign.
pub(super) fn ratio(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" {
        "0.00".to_owned()
    } else {
        text
    }
}

/// A share of 0..=1 in percent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// Two ends, in brackets.
pub(super) fn between((low, high): (f64, f64)) -> String {
    format!("({}, {})", ratio(low), ratio(high))
}
