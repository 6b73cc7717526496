//! Which item comes next.

use super::deck::AHEAD;
use super::memory::UNSEEN;
use super::{Card, CardId, Deck, Instant, Phase, Scheduler, State};
use crate::bank::{Bank, BankId, Difficulty, Item, TopicId};
use std::collections::BTreeMap;

/// So many items are asked when one practises although nothing is due.
const ANYWAY: usize = 20;
/// Before an exam nothing is asked that would add less than this to its recall on the day.
pub(super) const WORTH_ASKING: f64 = 0.005;
/// Seconds to read the explanation after a wrong answer.
const TO_READ: f64 = 15.0;

/// Which items are practised.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Only items of these banks; empty for all.
    pub banks: Vec<BankId>,
    /// Only items of these topics; empty for all.
    pub topics: Vec<(BankId, TopicId)>,
}

impl Scope {
    /// Whether an item belongs to it.
    pub fn holds(&self, bank: &Bank, item: &Item) -> bool {
        let id = &bank.head.id;
        let topic = || {
            item.topic
                .as_ref()
                .is_some_and(|topic| self.topics.iter().any(|(b, t)| b == id && t == topic))
        };
        (self.banks.is_empty() || self.banks.contains(id)) && (self.topics.is_empty() || topic())
    }
}

/// Why an item is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is to be repeated.
    Due,
    /// Its right answer is another one than before.
    Changed,
    /// It is new.
    Fresh,
    /// It is among the weakest, although nothing is due; the schedule stays as it is.
    Anyway,
}

impl Why {
    /// Whether the answer moves the schedule.
    pub fn is_scheduled(self) -> bool {
        self != Self::Anyway
    }
}

/// One sitting of practice.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// What is practised.
    pub scope: Scope,
    /// Whether the weakest are asked although nothing is due.
    pub anyway: bool,
    /// When the exam is that one practises for; until then what helps it most is asked.
    pub exam: Option<Instant>,
    /// At most so many are asked.
    most: Option<usize>,
    /// What was asked, the latest last.
    asked: Vec<(CardId, Why)>,
    /// What was put off.
    off: Vec<CardId>,
}

impl Session {
    /// A sitting over a scope.
    pub fn new(scope: Scope, anyway: bool) -> Self {
        Self {
            scope,
            anyway,
            exam: None,
            most: None,
            asked: Vec::new(),
            off: Vec::new(),
        }
    }

    /// The sitting that a person's settings ask for: with a course ahead it is for that day, and ends
    /// with the goal of the day, or after as many answers again.
    pub fn as_set(deck: &Deck, scope: Scope, anyway: bool, now: Instant) -> Self {
        let session = Self::new(scope, anyway);
        let course = deck.settings().course_ahead(now).filter(|_| !anyway);
        let Some(course) = course else {
            return session;
        };
        let today = deck.today(&session.scope, now);
        let goal = if today.goal == 0 { ANYWAY } else { today.goal };
        let rest = goal.saturating_sub(today.done);
        Self {
            most: Some(if rest == 0 { goal } else { rest }),
            ..session.for_exam(course)
        }
    }

    /// Does not ask this item again in this sitting.
    pub fn put_off(&mut self, card: CardId) {
        self.off.push(card);
    }

    /// The cards that may be asked.
    fn cards<'a>(&'a self, deck: &'a Deck) -> impl Iterator<Item = (&'a CardId, &'a Card)> {
        let open = deck.within(&self.scope);
        open.filter(|(id, _)| !self.off.contains(id))
    }

    /// The same for an exam at this time: it asks what adds most to the recall of all items on the
    /// day, instead of holding what was asked at the recall that the settings aim at. How many new
    /// ones come in a day follows from that; how long to go on is the person's choice, because what
    /// helps most comes first. There are no short steps: what was answered wrong comes back when that
    /// helps most, mostly on another day. When the exam is over the schedule holds again.
    #[must_use]
    pub fn for_exam(self, exam: Instant) -> Self {
        Self {
            exam: Some(exam),
            ..self
        }
    }

    /// Notes that an item was asked.
    pub fn asked(&mut self, card: CardId, why: Why) {
        self.asked.push((card, why));
    }

    /// Takes the note of the latest item back.
    pub fn unasked(&mut self) {
        self.asked.pop();
    }

    /// How many were asked.
    pub fn count(&self) -> usize {
        self.asked.len()
    }

    /// How many are to be asked now, as things stand: wrong answers will add to it.
    pub fn left(&self, deck: &Deck, now: Instant) -> usize {
        if self.anyway {
            let most = self.cards(deck).take(ANYWAY).count();
            return most.saturating_sub(self.asked.len());
        }
        if let Some(most) = self.most {
            return most.saturating_sub(self.asked.len());
        }
        let due = self.cards(deck).filter(|(_, card)| deck.is_due(card, now));
        due.count() + deck.today(&self.scope, now).fresh
    }

    /// The item to ask now; `None` when there is nothing more.
    ///
    /// Short steps whose minutes are over come first. Then what is to be repeated, changed keys and
    /// the least likely to be recalled first, with the new ones spread evenly among them; then short
    /// steps that are nearly over. The item just asked waits for another one where there is one.
    /// With an exam ahead, see [`Session::for_exam`].
    pub fn next(&self, deck: &Deck, now: Instant) -> Option<(CardId, Why)> {
        if self.most.is_some_and(|most| self.asked.len() >= most) {
            return None;
        }
        if self.anyway {
            return self.weakest(deck, now);
        }
        if let Some(exam) = self.exam.filter(|exam| now < *exam) {
            return self.most_gain(deck, now, exam);
        }
        let last = self.asked.last().map(|(id, _)| id);
        let mut steps: Vec<(Instant, &CardId)> = Vec::new();
        let mut repeats: Vec<(bool, f64, &CardId)> = Vec::new();
        for (id, card) in self.cards(deck) {
            let Some(state) = &card.state else { continue };
            if !deck.is_due(card, now) {
                continue;
            }
            let changed = card.is_changed();
            if state.phase == Phase::Review || changed {
                let recall = deck.recall(card, now).unwrap_or_default();
                repeats.push((!changed, recall, id));
            } else {
                steps.push((state.due, id));
            }
        }
        steps.sort();
        let step = |until: Instant| {
            let due = steps.iter().filter(|(due, _)| *due <= until);
            let other = due.clone().find(|(_, id)| Some(*id) != last);
            other.or(due.clone().next()).map(|(_, id)| (*id).clone())
        };
        if let Some(id) = step(now) {
            return Some((id, Why::Due));
        }
        let repeat = repeats
            .iter()
            .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(b.2)));
        let allowed = deck.today(&self.scope, now).fresh;
        let fresh = (allowed > 0).then(|| self.fresh(deck)).flatten();
        let chosen = match (repeat, fresh) {
            (Some(_), Some(new)) if self.is_turn_of_new(repeats.len(), allowed) => {
                Some((new, Why::Fresh))
            }
            (Some((unchanged, _, id)), _) => {
                let why = if *unchanged { Why::Due } else { Why::Changed };
                Some(((*id).clone(), why))
            }
            (None, Some(new)) => Some((new, Why::Fresh)),
            (None, None) => None,
        };
        chosen.or_else(|| Some((step(now.saturating_add(AHEAD))?, Why::Due)))
    }

    /// Spreads the new ones evenly: as many repeats between two of them as there are for each.
    fn is_turn_of_new(&self, repeats: usize, allowed: usize) -> bool {
        let since = self
            .asked
            .iter()
            .rev()
            .take_while(|(_, why)| *why != Why::Fresh)
            .count();
        since >= (repeats / allowed.max(1)).max(1)
    }

    /// The next new item.
    fn fresh(&self, deck: &Deck) -> Option<CardId> {
        let mut order = order_of_new(deck, &self.scope);
        order.find(|id| !self.off.contains(id)).cloned()
    }

    /// What adds most recall on the day of an exam for each second that it takes: of what was asked
    /// before, or the next new item. Changed keys come first. The item just asked waits.
    fn most_gain(&self, deck: &Deck, now: Instant, exam: Instant) -> Option<(CardId, Why)> {
        let last = self.asked.last().map(|(id, _)| id);
        let new = self.fresh(deck);
        let asks = |(id, card): &(&CardId, &Card)| {
            Some(*id) != last && (card.state.is_some() || Some(*id) == new.as_ref())
        };
        let rank = |(id, card): (_, &Card)| {
            let why = match card.state {
                None => Why::Fresh,
                Some(_) if card.is_changed() => Why::Changed,
                Some(_) => Why::Due,
            };
            let (gain, pace) = worth(deck.scheduler(), card, card.state.as_ref(), now, exam);
            let later = why != Why::Changed;
            (!later || gain >= WORTH_ASKING).then_some((later, pace, id, why))
        };
        let ranked = self.cards(deck).filter(asks).filter_map(rank);
        let (_, _, id, why) = ranked.min_by(|a, b| {
            let most_first = b.1.total_cmp(&a.1);
            a.0.cmp(&b.0).then(most_first).then(a.2.cmp(b.2))
        })?;
        Some((id.clone(), why))
    }

    fn weakest(&self, deck: &Deck, now: Instant) -> Option<(CardId, Why)> {
        if self.asked.len() >= ANYWAY {
            return None;
        }
        let asked = |id: &CardId| self.asked.iter().any(|(known, _)| known == id);
        let rank = |card: &Card| deck.recall(card, now).unwrap_or(2.0); // never asked: last
        let weakest = self
            .cards(deck)
            .filter(|(id, _)| !asked(id))
            .min_by(|a, b| rank(a.1).total_cmp(&rank(b.1)).then(a.0.cmp(b.0)));
        weakest.map(|(id, _)| (id.clone(), Why::Anyway))
    }
}

/// What asking a card adds to its recall at an exam, and the same for each second that it takes.
pub(super) fn worth(
    scheduler: &Scheduler,
    card: &Card,
    state: Option<&State>,
    now: Instant,
    exam: Instant,
) -> (f64, f64) {
    let gain = scheduler.gain(state, now, exam);
    let wrong = 1.0 - state.map_or(UNSEEN, |state| scheduler.recall(state, now));
    (gain, gain / (card.seconds + wrong * TO_READ))
}

/// Items that were never asked, in the order in which they will be: always one of the topic of
/// which the smallest share was seen, the easiest first.
pub(super) fn order_of_new<'a>(
    deck: &'a Deck,
    scope: &'a Scope,
) -> impl Iterator<Item = &'a CardId> {
    #[derive(Default)]
    struct Topic<'a> {
        seen: usize,
        of: usize,
        unseen: Vec<(Difficulty, (usize, usize), &'a CardId)>,
    }
    let mut topics: BTreeMap<(&BankId, Option<&TopicId>), Topic<'_>> = BTreeMap::new();
    for (id, card) in deck.within(scope) {
        let Some((bank, item)) = deck.item_of(card) else {
            continue;
        };
        let topic = topics
            .entry((&bank.head.id, item.topic.as_ref()))
            .or_default();
        topic.of += 1;
        if card.state.is_some() {
            topic.seen += 1;
        } else {
            topic.unseen.push((item.difficulty, card.place(), id));
        }
    }
    for topic in topics.values_mut() {
        topic.unseen.sort();
        topic.unseen.reverse(); // the next one last
    }
    std::iter::from_fn(move || {
        let with_unseen = topics.values_mut().filter(|topic| !topic.unseen.is_empty());
        // Shares are compared as fractions: a/b < c/d as a*d < c*b.
        let next = with_unseen.min_by(|a, b| (a.seen * b.of).cmp(&(b.seen * a.of)))?;
        next.seen += 1;
        next.unseen.pop().map(|(_, _, id)| id)
    })
}
