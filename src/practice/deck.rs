//! All cards with their memory, told from the log.

use super::memory::{Phase, Scheduler, State, UNSEEN};
use super::{
    CardId, DAY, Event, Grade, Instant, KeyPrint, MINUTE, Review, Scope, Settings, expected_seconds,
};
use crate::bank::{Bank, Item};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A short step that ends within this time is asked now rather than not at all.
pub(super) const AHEAD: i64 = 20 * MINUTE;
/// So many wrong answers make a leech, unless the last two were right.
const LEECH: usize = 5;

/// Nobody answers more in a day: further back in the log the day is not looked for. A clock may
/// have been set back, so that the log need not be in the order of time.
const MOST_A_DAY: usize = 5000;

/// Items with their memory.
#[derive(Debug, Clone)]
pub struct Deck {
    banks: Vec<Arc<Bank>>,
    cards: BTreeMap<CardId, Card>,
    log: Vec<Event>,
    /// Answers that stand, by their place in the log.
    standing: Vec<usize>,
    /// Entries of the log that were there at the beginning.
    opened: usize,
    scheduler: Scheduler,
    settings: Settings,
    midnight: Instant,
}

/// One item with its memory.
#[derive(Debug, Clone)]
pub struct Card {
    /// Where its bank stands.
    bank: usize,
    /// Where it stands in its bank.
    item: usize,
    /// Its key now.
    pub key: KeyPrint,
    /// Seconds that a calm reader needs for it, see [`expected_seconds`]; counted once, for the
    /// choice of the next item asks it of every card.
    pub seconds: f64,
    /// Its memory; `None` for one that was never asked.
    pub state: Option<State>,
    /// The answers that made it, the earliest first.
    pub reviews: Vec<Review>,
}

impl Card {
    /// Where it stands: its bank, then its place in the bank.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.bank, self.item)
    }

    /// Whether its right answer is another one than when it was asked last.
    pub fn is_changed(&self) -> bool {
        self.reviews.last().is_some_and(|last| last.key != self.key)
    }

    /// Whether it has been answered wrong five times or more, and in one of the last two.
    pub fn is_leech(&self) -> bool {
        let wrong = |review: &&Review| review.grade == Grade::Again;
        self.reviews.iter().filter(wrong).count() >= LEECH
            && self
                .reviews
                .iter()
                .rev()
                .take(2)
                .any(|review| wrong(&review))
    }
}

/// What there is to do on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Today {
    /// Items to repeat.
    pub due: usize,
    /// New items that the day still allows.
    pub fresh: usize,
    /// Answers of the day so far.
    pub done: usize,
    /// Answers to aim at; 0 for no goal.
    pub goal: usize,
    /// Days until the course that one practises for, at least 1; `None` without one ahead.
    pub course: Option<i64>,
}

impl Today {
    /// Whether practice has something to ask: with a course ahead it always has.
    pub fn has_more(self) -> bool {
        self.due + self.fresh > 0 || self.course.is_some()
    }
}

impl Deck {
    /// Tells the memory of all items of `banks` from the log. `midnight` is when the present day
    /// began where the person is: days are counted from it.
    pub fn new(
        banks: Vec<Arc<Bank>>,
        log: Vec<Event>,
        parameters: &[f32],
        settings: Settings,
        midnight: Instant,
    ) -> Self {
        let settings = settings.in_range();
        let mut cards = BTreeMap::new();
        for (at, bank) in banks.iter().enumerate() {
            for (item, known) in bank.items.iter().enumerate() {
                let id = CardId {
                    bank: bank.head.id.clone(),
                    item: known.id.clone(),
                };
                cards.entry(id).or_insert_with(|| Card {
                    bank: at,
                    item,
                    key: KeyPrint::of(known),
                    seconds: expected_seconds(known),
                    state: None,
                    reviews: Vec::new(),
                });
            }
        }
        let mut deck = Self {
            banks,
            cards,
            opened: log.len(),
            log,
            standing: Vec::new(),
            scheduler: Scheduler::new(parameters, settings.share()),
            settings,
            midnight,
        };
        deck.tell_again();
        deck
    }

    /// Forgets what is known of the cards and tells it again from the log.
    fn tell_again(&mut self) {
        for card in self.cards.values_mut() {
            card.state = None;
            card.reviews.clear();
        }
        self.standing.clear();
        for (place, event) in self.log.iter().enumerate() {
            match event {
                Event::Review(_) => self.standing.push(place),
                Event::Undo(_) => drop(self.standing.pop()),
            }
        }
        for review in self
            .standing
            .iter()
            .filter_map(|place| match self.log.get(*place) {
                Some(Event::Review(review)) => Some(review),
                _ => None,
            })
        {
            if let Some(card) = self.cards.get_mut(&review.card) {
                learn(card, review, &self.scheduler);
            }
        }
    }

    /// The same cards under other parameters, or with another recall to aim at.
    pub fn reschedule(&mut self, parameters: &[f32], settings: Settings) {
        self.settings = settings.in_range();
        self.scheduler = Scheduler::new(parameters, self.settings.share());
        self.tell_again();
    }

    /// What the person has set.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// The banks that are practised.
    pub fn banks(&self) -> &[Arc<Bank>] {
        &self.banks
    }

    /// What decides when items are asked again.
    pub fn scheduler(&self) -> &Scheduler {
        &self.scheduler
    }

    /// All entries of the log, those of this sitting last.
    pub fn log(&self) -> &[Event] {
        &self.log
    }

    /// The cards with their names.
    pub fn cards(&self) -> impl Iterator<Item = (&CardId, &Card)> {
        self.cards.iter()
    }

    /// The cards of a scope.
    pub fn within<'a>(&'a self, scope: &'a Scope) -> impl Iterator<Item = (&'a CardId, &'a Card)> {
        self.cards.iter().filter(|(_, card)| {
            self.item_of(card)
                .is_some_and(|(bank, item)| scope.holds(bank, item))
        })
    }

    /// A card.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        self.cards.get(id)
    }

    /// The item of a card with its bank.
    pub fn item(&self, id: &CardId) -> Option<(&Arc<Bank>, &Item)> {
        self.item_of(self.cards.get(id)?)
    }

    /// The same, of a card at hand.
    pub fn item_of(&self, card: &Card) -> Option<(&Arc<Bank>, &Item)> {
        let bank = self.banks.get(card.bank)?;
        Some((bank, bank.items.get(card.item)?))
    }

    /// Answers that stand, the earliest first.
    pub fn standing(&self) -> impl DoubleEndedIterator<Item = &Review> {
        self.standing
            .iter()
            .filter_map(|place| match self.log.get(*place)? {
                Event::Review(review) => Some(review),
                Event::Undo(_) => None,
            })
    }

    /// Takes an answer.
    pub fn record(&mut self, review: Review) {
        if let Some(card) = self.cards.get_mut(&review.card) {
            learn(card, &review, &self.scheduler);
        }
        self.standing.push(self.log.len());
        self.log.push(Event::Review(review));
    }

    /// Whether there is an answer of this sitting to take back.
    pub fn can_undo(&self) -> bool {
        self.standing
            .last()
            .is_some_and(|place| *place >= self.opened)
    }

    /// Takes the latest answer of this sitting back; `None` when there is none.
    pub fn undo(&mut self, at: Instant) -> Option<Review> {
        let place = *self
            .standing
            .last()
            .filter(|place| **place >= self.opened)?;
        let Some(Event::Review(review)) = self.log.get(place).cloned() else {
            return None;
        };
        self.standing.pop();
        self.log.push(Event::Undo(at));
        if let Some(card) = self.cards.get_mut(&review.card)
            && review.scheduled
        {
            card.reviews.pop();
            card.state = None;
            let reviews = std::mem::take(&mut card.reviews);
            for review in &reviews {
                learn(card, review, &self.scheduler);
            }
        }
        Some(review)
    }

    /// The grade of the latest answer, replaced by another one that the person chose.
    pub fn regrade(&mut self, grade: Grade, at: Instant) {
        if let Some(review) = self.undo(at) {
            self.record(Review { grade, ..review });
        }
    }

    /// The day of a time, counted from the present one as 0.
    pub fn day(&self, at: Instant) -> i64 {
        at.saturating_sub(self.midnight).div_euclid(DAY)
    }

    /// When the day of a time began.
    pub fn midnight_before(&self, at: Instant) -> Instant {
        self.midnight + self.day(at) * DAY
    }

    /// Whether a card is to be asked now. What waits for days is asked from the morning of its day,
    /// whatever the hour of its last answer; a short step when its minutes are over or nearly so.
    pub fn is_due(&self, card: &Card, now: Instant) -> bool {
        let Some(state) = &card.state else {
            return false;
        };
        let due = match state.phase {
            Phase::Review => self.day(state.due) <= self.day(now),
            Phase::Learning(_) | Phase::Relearning(_) => state.due <= now.saturating_add(AHEAD),
        };
        due || card.is_changed()
    }

    /// The chance that a card is recalled now, 0..=1; `None` for one that was never asked.
    pub fn recall(&self, card: &Card, now: Instant) -> Option<f64> {
        card.state
            .as_ref()
            .map(|state| self.scheduler.recall(state, now))
    }

    /// What there is to do.
    pub fn today(&self, scope: &Scope, now: Instant) -> Today {
        let day = self.day(now);
        let begun_today = |card: &Card| {
            let first = card.reviews.first();
            first.is_some_and(|review| self.day(review.at) == day)
        };
        let begun = self.cards.values().filter(|card| begun_today(card)).count();
        let unseen = self
            .within(scope)
            .filter(|(_, card)| card.state.is_none())
            .count();
        let allowed = usize::from(self.settings.new_per_day).saturating_sub(begun);
        let recent = self.standing().rev();
        Today {
            due: self
                .within(scope)
                .filter(|(_, card)| self.is_due(card, now))
                .count(),
            fresh: unseen.min(allowed),
            done: recent
                .take(MOST_A_DAY)
                .filter(|review| self.day(review.at) == day)
                .count(),
            goal: self.settings.goal.into(),
            course: self
                .settings
                .course_ahead(now)
                .map(|course| (self.day(course) - day).max(1)),
        }
    }

    /// The share of a scope's items that the scheduler expects to be recalled at a time, 0..=1, when
    /// nothing more is practised; of an item that was never asked it expects [`UNSEEN`].
    pub fn expected_recall(&self, scope: &Scope, at: Instant) -> f64 {
        let (mut sum, mut items) = (0.0, 0u32);
        for (_, card) in self.within(scope) {
            sum += self.recall(card, at).unwrap_or(UNSEEN);
            items += 1;
        }
        sum / f64::from(items.max(1))
    }

    /// How many cards are to be repeated on the day after so many days, as things stand now.
    pub fn due_on(&self, scope: &Scope, now: Instant, days: i64) -> usize {
        let day = self.day(now) + days;
        let states = self
            .within(scope)
            .filter_map(|(_, card)| card.state.as_ref());
        states.filter(|state| self.day(state.due) == day).count()
    }

    /// When a card is due: a changed key is due at once; `None` for one that was never asked.
    pub fn due_at(&self, id: &CardId) -> Option<Instant> {
        let card = self.cards.get(id)?;
        let state = card.state.as_ref()?;
        Some(if card.is_changed() {
            state.last
        } else {
            state.due
        })
    }

    /// Cards that are answered wrong again and again, the worst first.
    pub fn leeches(&self) -> Vec<&CardId> {
        let wrong = |card: &Card| {
            let again = card.reviews.iter();
            again.filter(|review| review.grade == Grade::Again).count()
        };
        let mut found: Vec<(&CardId, usize)> = self
            .cards
            .iter()
            .filter(|(_, card)| card.is_leech())
            .map(|(id, card)| (id, wrong(card)))
            .collect();
        found.sort_by_key(|(_, wrong)| std::cmp::Reverse(*wrong));
        found.into_iter().map(|(id, _)| id).collect()
    }
}

/// Takes an answer into a card's memory; what was practised anyway moves nothing.
fn learn(card: &mut Card, review: &Review, scheduler: &Scheduler) {
    if !review.scheduled {
        return;
    }
    card.state = Some(scheduler.review(card.state.as_ref(), review.grade, review.at));
    card.reviews.push(review.clone());
}
