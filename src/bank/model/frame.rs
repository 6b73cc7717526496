//! What an assessment measures and compares with: scales, roles, questions worth reading, sources.

use crate::bank::{FaqId, Passage, RoleId, ScaleId, SourceId, Text};
use serde::Serialize;

/// The frame of an assessment: what is measured and what it is compared with.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// The scales that the items score, in the order they are shown.
    pub scales: Vec<Scale>,
    /// The roles, each with a profile over all scales.
    pub roles: Vec<Role>,
    /// The role that the assessment asks about.
    pub role: RoleId,
    /// The role it is compared with first.
    pub rival: RoleId,
    /// Where the words for a fit change.
    pub cuts: Cuts,
    /// Questions worth reading, that scales and roles refer to.
    pub faq: Vec<Question>,
    /// What the result says in words.
    pub narrative: Vec<Passage>,
}

/// Fit (0..=100) from which each word holds, in falling order; below the last it is "not now".
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Cuts {
    /// From here on: strong.
    pub strong: f64,
    /// From here on: good with some growth.
    pub good: f64,
    /// From here on: mixed.
    pub mixed: f64,
}

/// A trait that the assessment measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// Names it.
    pub id: ScaleId,
    /// Short name, fit for the label of a bar.
    pub name: Text,
    /// What is measured, in a sentence.
    pub definition: Text,
    /// What a low score looks like.
    pub low: Text,
    /// What a high score looks like.
    pub high: Text,
    /// How to use it where it is high.
    pub strength: Text,
    /// Three ways to grow: a habit, a thing to try this week, something to read.
    pub grow: Vec<Growth>,
    /// Questions worth reading about it.
    pub faq: Vec<FaqId>,
}

/// One way to grow a trait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// What sort of step.
    pub kind: GrowthKind,
    /// What to do.
    pub text: Text,
    /// What to read, for [`GrowthKind::Read`].
    pub source: Option<SourceId>,
}

/// What sort of step a way to grow is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrowthKind {
    /// Something to do again and again.
    Habit,
    /// One concrete thing for this week.
    Try,
    /// Something to read.
    Read,
}

/// A role and its profile over the scales.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// Names it.
    pub id: RoleId,
    /// Its full name.
    pub name: Text,
    /// At most four characters.
    pub short: Text,
    /// What it is, in a sentence.
    pub summary: Text,
    /// A day in its life.
    pub day: Text,
    /// What it rewards.
    pub rewards: Text,
    /// What it costs.
    pub costs: Text,
    /// Ways into it.
    pub routes_in: Text,
    /// Ways on from it.
    pub routes_out: Text,
    /// Questions worth reading about it.
    pub faq: Vec<FaqId>,
    /// What the profile rests on.
    pub sources: Vec<SourceId>,
    /// One entry for each scale of the assessment, in the scales' order.
    pub profile: Vec<Demand>,
}

/// What a role asks of one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Which scale.
    pub scale: ScaleId,
    /// The level, 0..=100.
    pub level: f64,
    /// How much it counts, 0..=3.
    pub weight: f64,
    /// Whether too much counts as well.
    pub kind: DemandKind,
    /// Why this number.
    pub reason: Text,
}

/// Which side of a level counts as distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DemandKind {
    /// Only falling short counts.
    AtLeast,
    /// Both sides count.
    Near,
}

/// Where a fact comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Names it.
    pub id: SourceId,
    /// Who wrote it.
    pub author: Text,
    /// Its title.
    pub title: Text,
    /// The year it appeared; `None` when it bears no date.
    pub year: Option<u16>,
    /// Where to find it.
    pub url: Option<Text>,
    /// What to know about it.
    pub note: Option<Text>,
}

impl Source {
    /// "Author, Title (year)".
    pub fn citation(&self) -> String {
        let year = self
            .year
            .map_or("undated".to_owned(), |year| year.to_string());
        format!("{}, {} ({year})", self.author, self.title)
    }
}

/// A frequently asked question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Names it.
    pub id: FaqId,
    /// Which part of the article it comes from.
    pub group: FaqGroup,
    /// The question.
    pub question: Text,
    /// The answer in a sentence.
    pub short: Text,
    /// The answer.
    pub answer: Text,
    /// What it rests on.
    pub sources: Vec<SourceId>,
    /// Questions near to it.
    pub related: Vec<FaqId>,
    /// The year for which facts that age hold, and where to check them.
    pub as_of: Option<(u16, Text)>,
}

/// The two parts of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaqGroup {
    /// About the role.
    ProductOwner,
    /// About the training.
    Training,
}

impl Assessment {
    /// The role with this id.
    pub fn role(&self, id: &RoleId) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == *id)
    }

    /// The scale with this id.
    pub fn scale(&self, id: &ScaleId) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == *id)
    }
}
