//! The practice at hand: the deck with the person's clock, and what of its log is kept.
//!
//! It stays when the page is left, so that an answer that could not be kept is not lost with it.

use super::{App, Effect, Millis, Overlay};
use crate::practice::{CardId, Deck, Event, Instant, Scope};
use std::collections::BTreeSet;

/// A deck as the outside hands it over.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The cards.
    pub deck: Deck,
    /// The parameters in use.
    pub parameters: Vec<f32>,
    /// The time at the outside.
    pub at: Instant,
    /// Whether the log is kept.
    pub keeps: bool,
    /// What the person should know before practising.
    pub complaint: Option<String>,
}

/// The practice at hand.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The cards.
    pub deck: Deck,
    /// The parameters in use.
    pub parameters: Vec<f32>,
    /// What is practised.
    pub scope: Scope,
    /// Whether the log is kept.
    pub keeps: bool,
    /// The time at the outside, and the program's, when the deck came.
    came: (Instant, Millis),
    /// Entries of the log when the deck came.
    first: usize,
    /// Entries of the log that are kept.
    kept: usize,
    /// Whether the last attempt failed.
    failed: bool,
}

/// What is to be kept of a practice.
#[derive(Debug, Clone, PartialEq)]
pub struct Logging {
    /// New entries of the log.
    pub events: Vec<Event>,
    /// When the cards that they touch are due now.
    pub due: Vec<(CardId, Option<Instant>)>,
    /// Entries of the log that are kept when this is.
    pub upto: usize,
}

impl Desk {
    /// The practice with a deck that came at `now`.
    pub fn new(opened: Opened, scope: Scope, now: Millis) -> Self {
        let entries = opened.deck.log().len();
        Self {
            deck: opened.deck,
            parameters: opened.parameters,
            scope,
            keeps: opened.keeps,
            came: (opened.at, now),
            first: entries,
            kept: entries,
            failed: false,
        }
    }

    /// The time at the outside.
    pub fn at(&self, now: Millis) -> Instant {
        let (at, came) = self.came;
        at.saturating_add_unsigned(now.saturating_sub(came))
    }

    /// Takes the time at the outside anew: while the program slept its own clock stood.
    pub fn resumed(&mut self, at: Instant, now: Millis) {
        self.came = (at, now);
    }

    /// Whether something is not kept that should be.
    pub fn is_behind(&self) -> bool {
        self.keeps && self.kept < self.deck.log().len()
    }

    /// Notes that so many entries of the log are kept.
    pub fn is_kept(&mut self, upto: usize) {
        self.kept = self.kept.max(upto);
    }

    /// What is new in the log.
    pub fn news(&self) -> Option<Logging> {
        if !self.is_behind() {
            return None;
        }
        let log = self.deck.log();
        let events = log.get(self.kept..)?.to_vec();
        // What was taken back stands somewhere in this sitting.
        let undone = events.iter().any(|event| matches!(event, Event::Undo(_)));
        let from = if undone { self.first } else { self.kept };
        let touched: BTreeSet<&CardId> = log
            .get(from..)?
            .iter()
            .filter_map(|event| match event {
                Event::Review(review) => Some(&review.card),
                Event::Undo(_) => None,
            })
            .collect();
        let due = |id: &CardId| (id.clone(), self.deck.due_at(id));
        Some(Logging {
            due: touched.into_iter().map(due).collect(),
            upto: log.len(),
            events,
        })
    }
}

impl App {
    /// What is to be kept of the practice now.
    pub(super) fn logging(&self) -> Option<Effect> {
        let news = self.desk.as_ref()?.news()?;
        Some(Effect::Log(Box::new(news)))
    }

    /// Notes what became of an attempt to keep.
    pub(super) fn logged(&mut self, upto: usize, result: Result<(), String>) {
        let Some(desk) = &mut self.desk else { return };
        let failed = std::mem::replace(&mut desk.failed, result.is_err());
        match result {
            Ok(()) => desk.is_kept(upto),
            Err(why) if !failed => {
                self.overlay = Some(Overlay::Fault(crate::report::review_not_kept(&why)));
            }
            Err(_) => {}
        }
    }
}
