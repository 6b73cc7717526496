//! Items seen from many respondents: how hard each is, how well it tells people apart, which of its
//! options are chosen, and how reliable the sum over a scale's items is.
//!
//! Below so many answers nothing is claimed: [`FOR_FACILITY`], [`FOR_DISCRIMINATION`],
//! [`FOR_RELIABILITY`]. Passed over and not asked are no answers, and move no number.
//!
//! ```
//! use pofit::bank::{Response, SourceText, builtin, load};
//! use pofit::score::{Responses, analyse};
//! # use std::sync::Arc;
//! # let found = builtin::banks().iter().find(|bank| bank.id == "product-owner-fit").unwrap();
//! # let text = SourceText::new(found.file, found.text);
//! # let bank = Arc::new(load(&text, &builtin::library()).unwrap());
//! let mut responses = Responses::new(bank);
//! let agreed = responses.code(0, Some(&Response::Step(4))).unwrap();
//! let person = responses.person().unwrap();
//! assert!(responses.put(person, 0, agreed, Some(3.5)));
//! assert_eq!(analyse(&responses).respondents, 1);
//! ```

mod credits;
mod factor;
mod flag;
mod gather;
mod item;
mod options;
mod reliability;
mod times;

pub use credits::{Column, Credits};
pub use flag::{FLAGS, Flag, FlagCode, FlagRule};
pub use gather::{Code, MOST_CELLS, Responses, TooMany};
pub use item::{Discrimination, Facility, GROUP, ItemFigures, item_figures};
pub use options::OptionFigures;
pub use reliability::{Reliability, reliability};

use super::numbers::{float, normal};
use crate::bank::{ItemId, ScaleId, Subject, TopicId};
use flag::{Evidence, flags};
use gather::{items_of, scales};
use item::Ranking;
use options::option_figures;
use schemars::JsonSchema;
use serde::Serialize;
use times::Times;

/// From so many answers on an item's facility is told.
pub const FOR_FACILITY: usize = 10;
/// From so many answers on it is told how an item and its options tell people apart.
pub const FOR_DISCRIMINATION: usize = 30;
/// From so many people on, who answered all its items, a scale's reliability is told.
pub const FOR_RELIABILITY: usize = 50;

/// What many answers say about a bank.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Analysis {
    /// People who answered anything.
    pub respondents: usize,
    /// Answers in all.
    pub answers: usize,
    /// Items that were passed over, by all people together.
    pub skipped: usize,
    /// The scales of an assessment, or a quiz and its topics; those that nobody answered are left out.
    pub parts: Vec<PartAnalysis>,
    /// The items in the bank's order, once for each scale that they score; those that nobody
    /// answered, and pairs, which score no scale, are left out.
    pub items: Vec<ItemAnalysis>,
}

/// What sums up items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "of", content = "id", rename_all = "kebab-case")]
pub enum Part {
    /// All items of a quiz.
    Quiz,
    /// The items of a quiz about one topic.
    Topic(TopicId),
    /// The items that score one scale.
    Scale(ScaleId),
}

/// A scale, a topic, or a quiz as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PartAnalysis {
    /// Which.
    pub part: Part,
    /// Its items with an answer.
    pub items: usize,
    /// People who answered all of those that at least half of its people answered.
    pub complete: usize,
    /// `None` under 50 such people, under two items, or when all have the same sum.
    pub reliability: Option<Reliability>,
}

/// One item, as a part of its quiz or scale.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ItemAnalysis {
    /// Which.
    pub item: ItemId,
    /// The quiz or the scale.
    pub part: Part,
    /// People with an answer.
    pub answered: usize,
    /// People who passed it over.
    pub skipped: usize,
    /// Mean credit, or mean share of the maximum on a scale; `None` under 10 answers.
    pub facility: Option<Facility>,
    /// `None` under 30 answers.
    pub discrimination: Option<Discrimination>,
    /// Its options in the bank's order; none for orders, cards and texts. Under 30 answers nobody is
    /// counted in the groups.
    pub options: Vec<OptionFigures>,
    /// How long it took; `None` under 10 measured times.
    pub seconds: Option<Seconds>,
    /// What is worth a look, the gravest first.
    pub flags: Vec<Flag>,
}

/// How long an item took, to one part in two hundred.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Seconds {
    /// Half of the answers took longer.
    pub median: f64,
    /// Lower end of the median's 95 % interval, from the ranks around the middle.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Answers with a measured time.
    pub timed: usize,
}

/// Analyses what people answered.
///
/// Takes time in proportion to people x items^2, for the covariances; and besides `responses` the
/// room of fifteen matrices of items x items.
pub fn analyse(responses: &Responses) -> Analysis {
    let bank = responses.bank();
    let mut analysis = Analysis {
        respondents: 0,
        answers: 0,
        skipped: 0,
        parts: Vec::new(),
        items: Vec::new(),
    };
    let counts: Vec<(usize, usize)> = (0..bank.items.len())
        .map(|item| responses.counts(item))
        .collect();
    analysis.answers = counts.iter().map(|(answered, _)| answered).sum();
    analysis.skipped = counts.iter().map(|(_, skipped)| skipped).sum();
    let answered = |at: &usize| counts.get(*at).is_some_and(|(answered, _)| *answered > 0);
    analysis.respondents = (0..responses.people())
        .filter(|person| responses.answered_any(*person))
        .count();
    let mut items = Vec::new();
    for scale in scales(bank) {
        let of: Vec<usize> = items_of(bank, scale).into_iter().filter(answered).collect();
        let part = scale.map_or(Part::Quiz, |scale| Part::Scale(scale.clone()));
        if of.is_empty() {
            continue;
        }
        let credits = responses.credits(scale, &of);
        analysis.parts.push(part_analysis(part.clone(), &credits));
        items.extend(item_analyses(responses, &part, &credits, &counts));
    }
    // A stable sort: by the bank's order, within an item by the scales'.
    items.sort_by_key(|(at, _)| *at);
    analysis.items = items.into_iter().map(|(_, item)| item).collect();
    if let Subject::Quiz { topics } = &bank.subject {
        for topic in topics {
            let about = |at: &usize| {
                let item = bank.items.get(*at);
                item.is_some_and(|item| item.topic.as_ref() == Some(&topic.id))
            };
            let of = (0..bank.items.len()).filter(about).filter(answered);
            let of: Vec<usize> = of.collect();
            if !of.is_empty() {
                let credits = responses.credits(None, &of);
                let part = Part::Topic(topic.id.clone());
                analysis.parts.push(part_analysis(part, &credits));
            }
        }
    }
    analysis
}

fn part_analysis(part: Part, credits: &Credits<'_>) -> PartAnalysis {
    let complete = reliability::complete(credits);
    let told = complete >= FOR_RELIABILITY;
    PartAnalysis {
        part,
        items: credits.items(),
        complete,
        reliability: told.then(|| reliability(credits)).flatten(),
    }
}

/// The items of a part with their places in the bank.
fn item_analyses(
    responses: &Responses,
    part: &Part,
    credits: &Credits<'_>,
    counts: &[(usize, usize)],
) -> Vec<(usize, ItemAnalysis)> {
    let ranking = Ranking::new(credits);
    let figures = item::figures(credits, &ranking);
    let found = credits.places().zip(figures).enumerate();
    let analysis = |(column, (at, figures)): (usize, (usize, ItemFigures))| {
        let item = responses.bank().items.get(at)?;
        let enough = figures.answered >= FOR_DISCRIMINATION;
        let groups = if enough {
            ranking.groups(credits, column, figures.answered)
        } else {
            (Vec::new(), Vec::new())
        };
        let facility = figures
            .facility
            .filter(|_| figures.answered >= FOR_FACILITY);
        let discrimination = figures.discrimination.filter(|_| enough);
        let options = option_figures(responses, at, item, &groups);
        let seconds = responses.times(at).and_then(seconds);
        let flags = flags(&Evidence {
            kind: &item.kind,
            answered: figures.answered,
            facility: facility.as_ref(),
            discrimination: discrimination.as_ref(),
            options: &options,
            seconds: seconds.as_ref(),
        });
        let analysis = ItemAnalysis {
            item: item.id.clone(),
            part: part.clone(),
            answered: figures.answered,
            skipped: counts.get(at).map_or(0, |(_, skipped)| *skipped),
            facility,
            discrimination,
            options,
            seconds,
            flags,
        };
        Some((at, analysis))
    };
    found.filter_map(analysis).collect()
}

/// The median with its interval: the ranks n/2 -+ z sqrt(n)/2.
fn seconds(times: &Times) -> Option<Seconds> {
    let timed = times.count();
    if timed < FOR_FACILITY {
        return None;
    }
    let (middle, reach) = (
        float(timed - 1) / 2.0,
        normal(0.975) * float(timed).sqrt() / 2.0,
    );
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within 0..timed
    let rank = |rank: f64| times.ranked(rank.clamp(0.0, float(timed - 1)) as usize);
    Some(Seconds {
        median: rank(middle.floor())?,
        low: rank((middle - reach).floor())?,
        high: rank((middle + reach).ceil())?,
        timed,
    })
}
