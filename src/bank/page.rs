//! The catalogue: each rule on a page, with why it is there and an example that breaks and one that
//! keeps it. A test holds every example against the validator.

mod advice;
mod form;
mod sense;

use super::rule::{Rule, Severity};
use std::fmt::Write;

/// What stands around an example when it is read; on the page it stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Nothing: it is a whole file.
    File,
    /// The `[bank]` table of a quiz is above it.
    Quiz,
    /// It belongs to the items of an assessment that is whole without it.
    Items,
    /// It is all that an assessment has on the scale `vision`.
    Vision,
    /// It is a line of the `[bank]` table, cut short: the whole would fill pages.
    Many,
}

/// What there is to say of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Words with hyphens, by which the rule is called beside its code.
    pub name: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why that is so, and what to do.
    pub reason: &'static str,
    /// Where the examples belong.
    pub within: Within,
    /// What breaks the rule.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
    /// What `--fix` does about it, if anything.
    pub mends: Option<&'static str>,
}

impl Rule {
    /// The rule with this code, in letters of any case.
    pub fn of_code(code: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|rule| rule.code().eq_ignore_ascii_case(code.trim()))
    }

    /// What there is to say of it.
    pub fn page(self) -> &'static Page {
        match self {
            Self::Syntax => &form::SYNTAX,
            Self::UnknownField => &form::UNKNOWN_FIELD,
            Self::MissingKey => &form::MISSING_KEY,
            Self::WrongType => &form::WRONG_TYPE,
            Self::NotAnId => &form::NOT_AN_ID,
            Self::DuplicateId => &form::DUPLICATE_ID,
            Self::UnknownName => &form::UNKNOWN_NAME,
            Self::EmptyText => &form::EMPTY_TEXT,
            Self::Hazard => &form::HAZARD,
            Self::TooLong => &form::TOO_LONG,
            Self::OutOfRange => &sense::OUT_OF_RANGE,
            Self::WrongCount => &sense::WRONG_COUNT,
            Self::Keys => &sense::KEYS,
            Self::WrongWord => &sense::WRONG_WORD,
            Self::Balance => &sense::BALANCE,
            Self::NotScored => &sense::NOT_SCORED,
            Self::UnevenScores => &sense::UNEVEN_SCORES,
            Self::Repeated => &sense::REPEATED,
            Self::WrongFile => &sense::WRONG_FILE,
            Self::TooMany => &sense::TOO_MANY,
            Self::MoreAdvice => &advice::MORE_ADVICE,
            Self::Negation => &advice::NEGATION,
            Self::AboutOptions => &advice::ABOUT_OPTIONS,
            Self::LongKey => &advice::LONG_KEY,
            Self::DoubleBarrelled => &advice::DOUBLE_BARRELLED,
            Self::LopsidedKeying => &advice::LOPSIDED_KEYING,
            Self::NoReason => &advice::NO_REASON,
            Self::Blanks => &advice::BLANKS,
            Self::Emoji => &advice::EMOJI,
        }
    }

    /// How its page is headed: `PF013 keys (mistake): Not the right number of keys`.
    pub fn heading(self) -> String {
        let weight = match self.severity() {
            Severity::Mistake => "mistake",
            Severity::Advice => "advice",
        };
        let Page { name, title, .. } = self.page();
        format!("{} {name} ({weight}): {title}", self.code())
    }
}

impl Page {
    /// Why, the examples and what `--fix` does, as paragraphs; code is indented.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", self.reason);
        for (head, example) in [("So not:", self.bad), ("But so:", self.good)] {
            let _ = write!(text, "\n{head}\n\n");
            for line in example.lines() {
                let indent = if line.is_empty() { "" } else { "    " };
                let _ = writeln!(text, "{indent}{line}");
            }
        }
        if let Some(mends) = self.mends {
            let _ = write!(text, "\n--fix: {mends}\n");
        }
        text
    }
}
