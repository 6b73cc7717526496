//! What a person can set about practising.

use super::Instant;

/// The settings; each lies in its range whatever was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// New items a day, 0..=100.
    pub new_per_day: u16,
    /// Recall to aim at, in percent, 70..=97: the higher, the more often an item is asked.
    pub retention: u16,
    /// Answers a day to aim at, 0..=500; 0 for no goal.
    pub goal: u16,
    /// When the day of the course or exam begins that one practises for, if there is one. Until then
    /// what helps most on that day is asked first; afterwards it means nothing.
    pub course: Option<Instant>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            new_per_day: 10,
            retention: 90,
            goal: 20,
            course: None,
        }
    }
}

impl Settings {
    /// The same, with each brought into its range.
    #[must_use]
    pub fn in_range(self) -> Self {
        Self {
            new_per_day: self.new_per_day.min(100),
            retention: self.retention.clamp(70, 97),
            goal: self.goal.min(500),
            course: self.course,
        }
    }

    /// The course, as long as it is ahead.
    pub fn course_ahead(self, now: Instant) -> Option<Instant> {
        self.course.filter(|course| now < *course)
    }

    /// Recall to aim at, 0.70..=0.97.
    pub fn share(self) -> f64 {
        f64::from(self.in_range().retention) / 100.0
    }
}
