//! The rules that a data file must keep or had better keep, each with a stable code.

use schemars::JsonSchema;
use serde::Serialize;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// With it there is no bank.
    Mistake,
    /// The bank works; people who answer it would be better off without.
    Advice,
}

/// A rule; its code never changes its meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Not TOML.
    Syntax,
    /// A key that does not belong there.
    UnknownField,
    /// A key that must be there.
    MissingKey,
    /// A value of another type.
    WrongType,
    /// No id.
    NotAnId,
    /// An id that stands twice.
    DuplicateId,
    /// A name that stands for nothing.
    UnknownName,
    /// A text without words.
    EmptyText,
    /// A character that must not reach a terminal.
    Hazard,
    /// A text that is too long for its place.
    TooLong,
    /// A number outside its range.
    OutOfRange,
    /// Too few or too many of something.
    WrongCount,
    /// A single choice without exactly one key, or a multiple choice without key or distractor.
    Keys,
    /// A word that is none of those allowed.
    WrongWord,
    /// A scale without keyed or without reverse-keyed statements.
    Balance,
    /// A scale that nothing scores.
    NotScored,
    /// Options of a situation that score different scales.
    UnevenScores,
    /// The same thing said twice.
    Repeated,
    /// A file that is no data file of pofit.
    WrongFile,
    /// More mistakes than are told.
    TooMany,
    /// More advice than is told.
    MoreAdvice,
    /// A statement or question whose "no" may be taken for a "yes".
    Negation,
    /// An option about the other options.
    AboutOptions,
    /// A key that its length gives away.
    LongKey,
    /// A statement that says two things.
    DoubleBarrelled,
    /// A scale most of whose statements are keyed one way.
    LopsidedKeying,
    /// A choice whose options do not say why they are right or wrong.
    NoReason,
    /// Blanks that nobody will see.
    Blanks,
    /// A character that terminals give different widths.
    Emoji,
}

impl Rule {
    /// All rules in the order of their codes.
    pub const ALL: [Self; 29] = [
        Self::Syntax,
        Self::UnknownField,
        Self::MissingKey,
        Self::WrongType,
        Self::NotAnId,
        Self::DuplicateId,
        Self::UnknownName,
        Self::EmptyText,
        Self::Hazard,
        Self::TooLong,
        Self::OutOfRange,
        Self::WrongCount,
        Self::Keys,
        Self::WrongWord,
        Self::Balance,
        Self::NotScored,
        Self::UnevenScores,
        Self::Repeated,
        Self::WrongFile,
        Self::TooMany,
        Self::MoreAdvice,
        Self::Negation,
        Self::AboutOptions,
        Self::LongKey,
        Self::DoubleBarrelled,
        Self::LopsidedKeying,
        Self::NoReason,
        Self::Blanks,
        Self::Emoji,
    ];

    /// `PF001` …
    pub fn code(self) -> &'static str {
        match self {
            Self::Syntax => "PF001",
            Self::UnknownField => "PF002",
            Self::MissingKey => "PF003",
            Self::WrongType => "PF004",
            Self::NotAnId => "PF005",
            Self::DuplicateId => "PF006",
            Self::UnknownName => "PF007",
            Self::EmptyText => "PF008",
            Self::Hazard => "PF009",
            Self::TooLong => "PF010",
            Self::OutOfRange => "PF011",
            Self::WrongCount => "PF012",
            Self::Keys => "PF013",
            Self::WrongWord => "PF014",
            Self::Balance => "PF015",
            Self::NotScored => "PF016",
            Self::UnevenScores => "PF017",
            Self::Repeated => "PF018",
            Self::WrongFile => "PF019",
            Self::TooMany => "PF020",
            Self::MoreAdvice => "PF021",
            Self::Negation => "PF022",
            Self::AboutOptions => "PF023",
            Self::LongKey => "PF024",
            Self::DoubleBarrelled => "PF025",
            Self::LopsidedKeying => "PF026",
            Self::NoReason => "PF027",
            Self::Blanks => "PF028",
            Self::Emoji => "PF029",
        }
    }

    /// Whether a file may break it.
    pub fn severity(self) -> Severity {
        match self {
            Self::MoreAdvice
            | Self::Negation
            | Self::AboutOptions
            | Self::LongKey
            | Self::DoubleBarrelled
            | Self::LopsidedKeying
            | Self::NoReason
            | Self::Blanks
            | Self::Emoji => Severity::Advice,
            _ => Severity::Mistake,
        }
    }
}
