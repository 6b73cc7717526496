//! How well an item was recalled, as far as the answer tells.

use crate::bank::{Certainty, Item, Kind, Text};
use serde::{Deserialize, Serialize};

/// How well an item was recalled, in the four grades of FSRS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Not recalled.
    Again,
    /// Recalled with effort.
    Hard,
    /// Recalled.
    Good,
    /// Recalled at once.
    Easy,
}

impl Grade {
    /// All, from the worst to the best.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// 1..=4, as FSRS counts them.
    pub fn number(self) -> u32 {
        match self {
            Self::Again => 1,
            Self::Hard => 2,
            Self::Good => 3,
            Self::Easy => 4,
        }
    }

    /// The grade with this number.
    pub fn numbered(number: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.number() == number)
    }

    /// Its name in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }
}

/// What an answer tells of how well its item was recalled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Credit of the answer, 0..=1.
    pub credit: f64,
    /// How sure the person said to be; `None` when nothing was said.
    pub certainty: Option<Certainty>,
    /// Seconds from sight to answer; `None` when nothing was measured.
    pub seconds: Option<f64>,
    /// Seconds that a calm reader needs, see [`expected_seconds`].
    pub expected: f64,
}

/// Words a second of a calm reader (about 200 a minute; Brysbaert 2019 finds 238 for English
/// prose, and questions are read more slowly).
pub(super) const WORDS_A_SECOND: f64 = 3.3;
/// Seconds to decide and to press a key.
const TO_DECIDE: f64 = 4.0;
/// Seconds to place one step or card.
const TO_PLACE: f64 = 3.0;
/// So many times the expected time are an effort.
const SLOW: f64 = 2.5;

/// The grade that an answer speaks for; the person may overrule it.
///
/// Anything short of full credit was not recalled: FSRS takes *hard* for a success, so that half an
/// answer graded *hard* would be asked again too late. A right answer was an effort when the person
/// was unsure or took more than 2.5 times the expected time, and easy when the person was sure and
/// took no longer than expected. Without certainty nothing is called easy, because quick and lucky
/// look alike.
pub fn proposed(evidence: &Evidence) -> Grade {
    if evidence.credit < 1.0 {
        return Grade::Again;
    }
    let slow = |seconds: f64| seconds > SLOW * evidence.expected;
    let quick = |seconds: f64| seconds <= evidence.expected;
    match (evidence.certainty, evidence.seconds) {
        (Some(Certainty::Low), _) => Grade::Hard,
        (_, Some(seconds)) if slow(seconds) => Grade::Hard,
        (Some(Certainty::Sure), Some(seconds)) if quick(seconds) => Grade::Easy,
        _ => Grade::Good,
    }
}

/// Seconds that a calm reader needs to read an item and answer it, over 0.
pub fn expected_seconds(item: &Item) -> f64 {
    let words = |text: &Text| text.as_str().split_whitespace().count();
    let (read, placed) = match &item.kind {
        Kind::Single(options) | Kind::Multiple(options) | Kind::TrueFalse(options) => (
            options.iter().map(|option| words(&option.text)).sum(),
            0usize,
        ),
        Kind::Order(steps) => (
            steps.iter().map(|step| words(&step.text)).sum(),
            steps.len(),
        ),
        Kind::Sort { cards, .. } => (
            cards.iter().map(|card| words(&card.text)).sum(),
            cards.len(),
        ),
        Kind::Situation { options } => (options.iter().map(|option| words(&option.text)).sum(), 0),
        Kind::Pair { left, right } => (words(&left.text) + words(&right.text), 0),
        Kind::Agreement { .. } => (0, 0),
        // Typing takes about as long as placing two cards.
        Kind::ShortText { .. } => (0, 2),
    };
    let read = words(&item.stem) + read;
    #[expect(clippy::cast_precision_loss)] // a text has fewer than 2^52 words
    let seconds = read as f64 / WORDS_A_SECOND + TO_PLACE * placed as f64;
    seconds + TO_DECIDE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grade(credit: f64, level: u8, seconds: Option<f64>) -> Grade {
        proposed(&Evidence {
            credit,
            certainty: Certainty::try_from(level).ok(), // none at level 0
            seconds,
            expected: 10.0,
        })
    }

    #[test]
    fn half_an_answer_is_not_recalled_however_sure_and_quick() {
        assert_eq!(grade(0.5, 3, Some(1.0)), Grade::Again);
        assert_eq!(grade(0.0, 0, None), Grade::Again);
    }

    #[test]
    fn effort_is_told_by_doubt_or_by_time_and_ease_needs_both() {
        assert_eq!(grade(1.0, 0, None), Grade::Good);
        assert_eq!(grade(1.0, 0, Some(1.0)), Grade::Good);
        assert_eq!(grade(1.0, 1, Some(1.0)), Grade::Hard);
        assert_eq!(grade(1.0, 3, Some(25.1)), Grade::Hard);
        assert_eq!(grade(1.0, 3, Some(10.0)), Grade::Easy);
        assert_eq!(grade(1.0, 3, None), Grade::Good);
        assert_eq!(grade(1.0, 2, Some(10.0)), Grade::Good);
    }
}
