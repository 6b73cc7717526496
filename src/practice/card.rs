//! What is practised, and what happened to it.

use super::{Grade, Instant};
use crate::bank::{BankId, Certainty, Item, Kind};
use crate::bank::{ItemId, OptionId};
use sha2::{Digest, Sha256};

/// Names an item of a bank. Its memory hangs on this name alone: a reworded item keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId {
    /// The bank.
    pub bank: BankId,
    /// The item.
    pub item: ItemId,
}

/// Tells whether the right answer is still the same: a digest of the kind and the key, by ids.
///
/// Wording does not move it; another key, another order, another group does. Of a short text the
/// accepted answers are the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyPrint(pub u64);

impl KeyPrint {
    /// The print of an item.
    pub fn of(item: &Item) -> Self {
        let mut key = Sha256::new();
        key.update(item.kind.name());
        let mut part = |text: &str| {
            key.update([0]);
            key.update(text);
        };
        match &item.kind {
            Kind::Single(options) | Kind::Multiple(options) | Kind::TrueFalse(options) => {
                let mut keys: Vec<&OptionId> = options
                    .iter()
                    .filter(|option| option.key)
                    .map(|option| &option.id)
                    .collect();
                // Options that changed places are no other key.
                keys.sort();
                for id in keys {
                    part(id.as_ref());
                }
            }
            Kind::Order(steps) => steps.iter().for_each(|step| part(step.id.as_ref())),
            Kind::Sort { cards, .. } => {
                let mut cards: Vec<_> = cards.iter().map(|card| (&card.id, &card.group)).collect();
                cards.sort();
                for (card, group) in cards {
                    part(card.as_ref());
                    part(group.as_ref());
                }
            }
            Kind::ShortText { accept } => accept.iter().for_each(|text| part(text.as_ref())),
            // Statements have no key; they are not practised.
            Kind::Agreement { .. } | Kind::Situation { .. } | Kind::Pair { .. } => {}
        }
        let digest = key.finalize();
        Self(u64::from_be_bytes(
            digest.first_chunk().copied().unwrap_or_default(),
        ))
    }
}

/// One answer in practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// To what.
    pub card: CardId,
    /// When.
    pub at: Instant,
    /// The grade that counts.
    pub grade: Grade,
    /// The grade that the answer spoke for; another one was chosen by the person.
    pub proposed: Grade,
    /// Credit of the answer, 0..=1.
    pub credit: f64,
    /// Seconds that it took.
    pub seconds: Option<f64>,
    /// How sure the person said to be.
    pub certainty: Option<Certainty>,
    /// The item's key at that time.
    pub key: KeyPrint,
    /// Whether it moves the schedule; `false` for what was practised anyway.
    pub scheduled: bool,
}

/// One entry of the log, which only grows.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// An answer.
    Review(Review),
    /// The latest answer that still stands is taken back, at this time.
    Undo(Instant),
}
