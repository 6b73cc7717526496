//! Forms of exams: the length, time and pass mark of well-known tests, as facts of a year.

use crate::bank::{ExamId, SourceId, Text};

/// A test that an exam can be modelled on; a name is a fact, and no tie to the body behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exam {
    /// Names it.
    pub id: ExamId,
    /// What it is called.
    pub name: Text,
    /// Whose it is.
    pub body: Text,
    /// Its form; `None` where a certificate comes without a test, and [`Self::note`] says so.
    pub form: Option<ExamForm>,
    /// The year as of which that holds.
    pub as_of: u16,
    /// What that rests on.
    pub sources: Vec<SourceId>,
    /// What else to know.
    pub note: Option<Text>,
}

/// Length, time and pass mark of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExamForm {
    /// Questions, at least 1.
    pub items: u16,
    /// Minutes, at least 1.
    pub minutes: u16,
    /// The share of questions to have right, in percent, 1..=100; `None` where none is published.
    pub pass: Option<u8>,
}
