//! How sure a verdict is of the answers: the fewest that, each one step different, would change it,
//! and which those would be.
//!
//! The numbers are those of the verdict itself (the same functions, the same draws), so nothing here
//! depends on luck: the draws keep the seed of the answers as they were given. The search is exact. It
//! asks for one change, then for two, and so on; a branch is left only when bounds show that no way
//! to go on within the changes left could meet what another verdict needs:
//!
//! - Fits, margin and shape are made of sums over the scales, so sums of the least and the most bound
//!   them.
//! - A draw is won when a sum over the scales is over 0. Were each draw allowed its own changes, no
//!   fewer would be won; that bound is seldom far off, because the same changes help nearly all draws.
//!
//! Which of a scale's answers change matters for its error, not for its score; answers to statements
//! of equal weight that add the same are interchangeable, and nothing else is.

mod bounds;
mod levers;
mod scale;
mod search;
mod way;
mod wins;

pub use levers::AnswerChange;

use super::verdict::{CLEAR, LEANING, Least, Side, Verdict};
use crate::bank::{Answer, Bank, RoleId};
use bounds::Need;
use search::Search;
use serde::Serialize;

/// Beyond so many answers it no longer matters which: the verdict stands.
pub const MOST_CHANGES: usize = 6;

/// How sure the verdict between the role asked about and another one is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Robustness {
    /// The other role.
    pub other: RoleId,
    /// The verdict as it stands; never [`Verdict::Unknown`].
    pub verdict: Verdict,
    /// What it takes to change it.
    pub needed: Needed,
}

/// The fewest answers that would have to be one step different for another verdict; one on the other
/// side is another one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needed {
    /// So many, and no fewer.
    These {
        /// One such choice of answers, in the order shown. There may be others, with as many answers.
        changes: Vec<AnswerChange>,
        /// The verdict with these answers.
        then: Verdict,
    },
    /// More than so many: [`MOST_CHANGES`], or fewer where a bank has so many statements of different
    /// weight that the search would take too long.
    MoreThan(usize),
}

/// How many answers it takes to change the verdict between the role asked about and `other`, up to six.
/// `None` when there is no verdict between them.
///
/// Statements with an answer count; each by at most one step. Situations have no steps, pairs move
/// no score.
pub fn robustness(bank: &Bank, answers: &[Answer], other: &RoleId) -> Option<Robustness> {
    let search = Search::new(bank, answers, other)?;
    let verdict = search.verdict();
    Some(Robustness {
        other: other.clone(),
        verdict,
        needed: search.fewest(MOST_CHANGES, verdict),
    })
}

/// What it takes to leave a verdict: each verdict but `now` meets one of these lists in full.
fn ways_from(now: Verdict) -> Vec<Vec<Need>> {
    use Need::{Ahead, Below, Reaches, Shape, Wins};
    let lost = |side: Side, Least { share, lead }: Least| {
        // Less than a limit for one side is more than its mirror for the other.
        let other = match side {
            Side::Role => Side::Other,
            Side::Other => Side::Role,
        };
        vec![
            vec![Below],
            vec![Ahead(other, -lead)],
            vec![Wins(other, 1.0 - share)],
        ]
    };
    let won = |side: Side, Least { share, lead }: Least| vec![Ahead(side, lead), Wins(side, share)];
    match now {
        Verdict::Clear(side) => {
            let mut ways = lost(side, CLEAR);
            ways.push(vec![Shape(false)]);
            ways
        }
        Verdict::Leaning(side) => {
            let mut clear = won(side, CLEAR);
            clear.push(Shape(true));
            let mut ways = lost(side, LEANING);
            ways.push(clear);
            ways
        }
        Verdict::TooClose => vec![
            vec![Below],
            won(Side::Role, LEANING),
            won(Side::Other, LEANING),
        ],
        Verdict::Neither => vec![vec![Reaches(Side::Role)], vec![Reaches(Side::Other)]],
        Verdict::Unknown => Vec::new(),
    }
}
