//! What a result says in words: passages with the conditions under which each holds.

use crate::bank::{Cuts, PassageId, RoleId, ScaleId, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// A fit in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Below the lowest cut.
    NotNow,
    /// From the lowest cut on.
    Mixed,
    /// From the middle cut on.
    Good,
    /// From the highest cut on.
    Strong,
}

impl Band {
    /// The word for a fit in points, by the bank's cuts; a fit at a cut has the higher word.
    pub fn of(fit: f64, cuts: Cuts) -> Self {
        match fit {
            fit if fit >= cuts.strong => Self::Strong,
            fit if fit >= cuts.good => Self::Good,
            fit if fit >= cuts.mixed => Self::Mixed,
            _ => Self::NotNow,
        }
    }
}

/// A piece of the narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Names it.
    pub id: PassageId,
    /// Where it stands.
    pub part: Part,
    /// When it holds.
    pub when: When,
    /// What it says.
    pub text: Text,
}

/// The parts of the narrative, in the order they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What the fit means.
    Opening,
    /// What to keep in mind.
    Care,
    /// Beside the other roles.
    Rival,
    /// How traits work together.
    Mix,
    /// What to do with it.
    Closing,
}

impl Part {
    /// All parts.
    pub const ALL: [Self; 5] = [
        Self::Opening,
        Self::Care,
        Self::Rival,
        Self::Mix,
        Self::Closing,
    ];

    /// How many passages of the part are told at most: more would be a speech.
    pub fn most(self) -> usize {
        match self {
            Self::Opening | Self::Closing => 1,
            Self::Care | Self::Rival => 2,
            Self::Mix => 3,
        }
    }
}

/// What can be said of the role beside another one, with the side it speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictWord {
    /// Clearly the role asked about.
    ClearRole,
    /// Rather the role asked about.
    LeaningRole,
    /// The error does not tell.
    TooClose,
    /// Rather the other one.
    LeaningOther,
    /// Clearly the other one.
    ClearOther,
    /// Neither is near.
    Neither,
}

/// Conditions; all that are named must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// The word for the fit is one of these; empty for any.
    pub standing: Vec<Band>,
    /// Whether the whole interval of the fit has that word.
    pub sure: Option<bool>,
    /// Scales whose whole band lies above the middle.
    pub high: Vec<ScaleId>,
    /// Scales whose whole band lies below the middle.
    pub low: Vec<ScaleId>,
    /// Scales that reach the level of the role.
    pub met: Vec<ScaleId>,
    /// Scales whose whole band falls short of the level of the role.
    pub gap: Vec<ScaleId>,
    /// What is said of the role beside this other one.
    pub verdict: Option<(VerdictWord, RoleId)>,
    /// Whether the scales differ from each other.
    pub shape: Option<bool>,
    /// So many scales are high, at least.
    pub many_high: Option<u16>,
    /// So many scales are low, at least.
    pub many_low: Option<u16>,
    /// Whether the answers give reason for care.
    pub doubtful: Option<bool>,
}
