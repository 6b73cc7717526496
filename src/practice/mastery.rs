//! What is known by now, by topic, and how that changed over the weeks.

use super::memory::{Phase, State};
use super::{DAY, Deck, Instant, Scope};
use crate::bank::{BankId, TopicId};

/// An item is known when it has been learnt and would be recalled with at least this chance.
const KNOWN: f64 = 0.8;
/// A topic is known when this share of its items is.
const MOST: f64 = 0.8;
/// A picture over the weeks goes back at most so many.
const WEEKS: i64 = 12;

/// How well something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Never asked.
    Unseen,
    /// Asked, but not learnt yet or likely forgotten by now.
    Shaky,
    /// Learnt, and recalled with a chance of 80 % or more.
    Known,
}

/// How many items stand in each band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Known.
    pub known: usize,
    /// Shaky.
    pub shaky: usize,
    /// Unseen.
    pub unseen: usize,
}

impl Counts {
    fn add(&mut self, band: Band) {
        match band {
            Band::Known => self.known += 1,
            Band::Shaky => self.shaky += 1,
            Band::Unseen => self.unseen += 1,
        }
    }

    /// All items.
    pub fn all(self) -> usize {
        self.known + self.shaky + self.unseen
    }

    /// The band of the whole: known from four fifths of the items on, unseen as long as none was
    /// asked.
    pub fn band(self) -> Band {
        #[expect(clippy::cast_precision_loss)] // a bank has fewer than 2^52 items
        let is_known = self.known as f64 >= MOST * self.all() as f64;
        match self {
            Self {
                known: 0, shaky: 0, ..
            } => Band::Unseen,
            _ if is_known => Band::Known,
            _ => Band::Shaky,
        }
    }
}

/// A topic of a bank and how well it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicMastery {
    /// The bank.
    pub bank: BankId,
    /// The topic; `None` for items without one.
    pub topic: Option<TopicId>,
    /// Its name; the bank's title for items without a topic.
    pub name: String,
    /// Its items by band.
    pub counts: Counts,
    /// Items of it that are due now.
    pub due: usize,
}

/// How well a scope was known at the end of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// When the week ended; the last one ends now.
    pub end: Instant,
    /// Its items by band, as they stand in the banks today.
    pub counts: Counts,
}

fn band(deck: &Deck, state: Option<&State>, at: Instant) -> Band {
    match state {
        None => Band::Unseen,
        Some(state)
            if state.phase == Phase::Review && deck.scheduler().recall(state, at) >= KNOWN =>
        {
            Band::Known
        }
        Some(_) => Band::Shaky,
    }
}

/// The topics of a scope in the banks' order, each with its items by band.
pub fn mastery(deck: &Deck, scope: &Scope, now: Instant) -> Vec<TopicMastery> {
    let mut topics: Vec<TopicMastery> = Vec::new();
    for bank in deck.banks() {
        let named = bank
            .topics()
            .iter()
            .map(|topic| (Some(&topic.id), &topic.name));
        for (topic, name) in named.chain([(None, &bank.head.title)]) {
            topics.push(TopicMastery {
                bank: bank.head.id.clone(),
                topic: topic.cloned(),
                name: name.to_string(),
                counts: Counts::default(),
                due: 0,
            });
        }
    }
    for (_, card) in deck.within(scope) {
        let Some((bank, item)) = deck.item_of(card) else {
            continue;
        };
        let topic = topics
            .iter_mut()
            .find(|topic| topic.bank == bank.head.id && topic.topic == item.topic);
        if let Some(topic) = topic {
            topic.counts.add(band(deck, card.state.as_ref(), now));
            topic.due += usize::from(deck.is_due(card, now));
        }
    }
    topics.retain(|topic| topic.counts.all() > 0);
    topics
}

/// How well a scope was known at the end of each week since practice began, at most twelve, the
/// earliest first; empty before the first answer.
pub fn over_weeks(deck: &Deck, scope: &Scope, now: Instant) -> Vec<Week> {
    let firsts = deck
        .within(scope)
        .filter_map(|(_, card)| card.reviews.first());
    let Some(begun) = firsts.map(|review| review.at).min() else {
        return Vec::new();
    };
    let weeks = now.saturating_sub(begun).max(0) / (7 * DAY) + 1;
    let ends: Vec<Instant> = (0..weeks.min(WEEKS))
        .rev()
        .map(|back| now - back * 7 * DAY)
        .collect();
    let mut counts = vec![Counts::default(); ends.len()];
    for (_, card) in deck.within(scope) {
        let mut reviews = card.reviews.iter().peekable();
        let mut state = None;
        for (end, counts) in ends.iter().zip(&mut counts) {
            while let Some(review) = reviews.next_if(|review| review.at <= *end) {
                state = Some(
                    deck.scheduler()
                        .review(state.as_ref(), review.grade, review.at),
                );
            }
            counts.add(band(deck, state.as_ref(), *end));
        }
    }
    let week = |(end, counts)| Week { end, counts };
    ends.into_iter().zip(counts).map(week).collect()
}
