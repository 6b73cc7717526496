//! Practice tried out ahead: what the scheduler asks on which day if items are recalled as it
//! expects.

use super::Pace;
use crate::practice::session::{WORTH_ASKING, worth};
use crate::practice::{Card, CardId, DAY, Deck, Grade, Instant, MINUTE, Phase, State};
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use std::iter::Peekable;

/// The hour at which a course begins.
const COURSE_BEGINS: i64 = 9 * 60 * MINUTE;
/// An item that is forgotten again and again is left for another day after so many answers.
const MOST_ANSWERS: usize = 8;

/// On the day of the mock exam this share of the minutes is kept for it.
const FOR_MOCK_EXAM: f64 = 0.5;

/// The memory of all cards while practice is tried out.
struct Memories<'a> {
    states: &'a mut [Option<State>],
    changed: &'a mut [bool],
}

/// What is to be tried out.
pub(super) struct Ahead<'a> {
    pub(super) deck: &'a Deck,
    pub(super) cards: Vec<(&'a CardId, &'a Card)>,
    /// Those that were never asked, in the order in which they will be.
    pub(super) fresh: Vec<usize>,
    pub(super) pace: Pace,
    /// At least 1.
    pub(super) days: usize,
    /// Days at the end without new items.
    pub(super) quiet: usize,
    /// The day that practice is set for: until then what helps most on it is asked.
    pub(super) exam: Option<Instant>,
    /// A time of the first day; later days begin at the same hour.
    pub(super) now: Instant,
}

/// What a day must keep to.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub(super) new_per_day: usize,
    pub(super) seconds: f64,
}

/// One day of a course of events.
#[derive(Default)]
pub(super) struct Day {
    pub(super) fresh: Vec<usize>,
    pub(super) repeats: usize,
    pub(super) waiting: usize,
    pub(super) answers: usize,
    pub(super) seconds: f64,
}

impl Day {
    /// Whether there is time for one more item; a day with any time at all has it for one.
    fn has_room(&self, seconds: f64, left: f64) -> bool {
        self.seconds + seconds <= left || (self.answers == 0 && left > 0.0)
    }
}

/// One course of events.
pub(super) struct Forecast {
    pub(super) days: Vec<Day>,
    /// New items that were asked.
    pub(super) introduced: usize,
    /// The memory of each card when the course begins.
    pub(super) end: Vec<Option<State>>,
}

/// Decides whether an item is recalled.
pub(super) enum Chance {
    /// Chance spread evenly: what is expected to be forgotten adds up, and an item is forgotten
    /// whenever half of one more is owed. First answers and later ones are added up apart.
    Even([f64; 2]),
    /// Drawn.
    Drawn(Box<ChaCha8Rng>),
}

impl Chance {
    pub(super) fn even() -> Self {
        Self::Even([0.0; 2])
    }

    pub(super) fn drawn(seed: u64) -> Self {
        Self::Drawn(Box::new(ChaCha8Rng::seed_from_u64(seed)))
    }

    fn is_right(&mut self, chance: f64, first: bool) -> bool {
        match self {
            Self::Even([of_first, of_later]) => {
                let owed = if first { of_first } else { of_later };
                *owed += 1.0 - chance;
                let forgotten = *owed >= 0.5;
                *owed -= f64::from(u8::from(forgotten));
                !forgotten
            }
            Self::Drawn(generator) => {
                #[expect(clippy::cast_precision_loss)] // 53 bits fit
                let drawn = (generator.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
                drawn < chance
            }
        }
    }

    /// Whether an item with this chance is recalled.
    pub(super) fn recalls(&mut self, chance: f64) -> bool {
        self.is_right(chance, false)
    }
}

impl Ahead<'_> {
    /// One course of events. Due items are repeated before new ones are asked, the least likely to
    /// be recalled first; what a day has no time for waits.
    pub(super) fn run(&self, limits: Limits, chance: &mut Chance) -> Forecast {
        let mut states: Vec<Option<State>> =
            self.cards.iter().map(|(_, card)| card.state).collect();
        let mut changed: Vec<bool> = self
            .cards
            .iter()
            .map(|(_, card)| card.is_changed())
            .collect();
        let mut fresh = self.fresh.iter().copied().peekable();
        let mut days = Vec::with_capacity(self.days);
        let mut at = self.now;
        for number in 0..self.days {
            let (begun, spent) = match number {
                0 => (self.pace.today_fresh, self.pace.today),
                _ => (0, 0.0),
            };
            let mut left = limits.seconds - spent;
            let to_learn = self.pace.to_learn();
            let mut day = Day::default();
            if let Some(exam) = self.exam.filter(|exam| at < *exam) {
                if number > 0 && number + 2 == self.days {
                    // The minutes are shared with the mock exam.
                    left -= limits.seconds * FOR_MOCK_EXAM;
                }
                let memory = Memories {
                    states: &mut states,
                    changed: &mut changed,
                };
                self.for_exam(memory, &mut fresh, (at, exam), left, chance, &mut day);
                days.push(day);
                at = at.saturating_add(DAY);
                continue;
            }
            for card in self.due(&states, &changed, at) {
                if !day.has_room(self.pace.repeat, left) {
                    day.waiting += 1;
                    continue;
                }
                self.ask(&mut states, card, at, chance, &mut day);
                if let Some(changed) = changed.get_mut(card) {
                    *changed = false;
                }
                day.repeats += 1;
            }
            let allowed = if number + self.quiet < self.days {
                limits.new_per_day.saturating_sub(begun)
            } else {
                0
            };
            while day.fresh.len() < allowed && day.has_room(to_learn, left) {
                let Some(card) = fresh.next() else { break };
                self.ask(&mut states, card, at, chance, &mut day);
                day.fresh.push(card);
            }
            days.push(day);
            at = at.saturating_add(DAY);
        }
        Forecast {
            introduced: self.fresh.len() - fresh.len(),
            days,
            end: states,
        }
    }

    /// A day of practice for an exam, as [`Session::for_exam`](crate::practice::Session::for_exam)
    /// asks: one answer at a time, of the item that gains most by it.
    fn for_exam(
        &self,
        memory: Memories<'_>,
        fresh: &mut Peekable<impl Iterator<Item = usize>>,
        (at, exam): (Instant, Instant),
        left: f64,
        chance: &mut Chance,
        day: &mut Day,
    ) {
        let Memories { states, changed } = memory;
        let scheduler = self.deck.scheduler();
        let value = |card: usize, state: Option<&State>, changed: bool| {
            let (gain, pace) = worth(scheduler, self.cards.get(card)?.1, state, at, exam);
            (changed || gain >= WORTH_ASKING).then_some((changed, pace))
        };
        let mut values: Vec<Option<(bool, f64)>> = states
            .iter()
            .zip(changed.iter())
            .enumerate()
            .map(|(card, (state, changed))| value(card, Some(state.as_ref()?), *changed))
            .collect();
        let mut asked: Vec<usize> = Vec::new();
        loop {
            let last = asked.last();
            let seen = values.iter().enumerate();
            let seen = seen.filter_map(|(card, value)| Some(((*value)?, card)));
            let new = fresh.peek().copied();
            let of_new = new.and_then(|card| Some((value(card, None, false)?, card)));
            let best = seen
                .chain(of_new)
                .filter(|(_, card)| Some(card) != last)
                .max_by(|(a, _), (b, _)| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            let Some((_, card)) = best else { break };
            let is_new = Some(card) == new;
            let seconds = if is_new {
                self.pace.fresh
            } else {
                self.pace.repeat
            };
            if !day.has_room(seconds, left) {
                break;
            }
            if is_new {
                fresh.next();
                day.fresh.push(card);
            } else if !day.fresh.contains(&card) && !asked.contains(&card) {
                day.repeats += 1;
            }
            let Some(state) = states.get_mut(card) else {
                break;
            };
            let now = state.as_ref();
            let recall = now.map_or(self.pace.right, |state| scheduler.recall(state, at));
            let right = chance.is_right(recall, is_new);
            let grade = if right { Grade::Good } else { Grade::Again };
            *state = Some(scheduler.review(state.as_ref(), grade, at));
            day.answers += 1;
            day.seconds += seconds;
            if let (Some(changed), Some(known)) = (changed.get_mut(card), values.get_mut(card)) {
                *changed = false;
                *known = value(card, state.as_ref(), false);
            }
            asked.push(card);
        }
    }

    /// What is to be repeated, the least likely to be recalled first.
    fn due(&self, states: &[Option<State>], changed: &[bool], at: Instant) -> Vec<usize> {
        let scheduler = self.deck.scheduler();
        let today = self.deck.day(at);
        let mut due: Vec<(bool, f64, usize)> = states
            .iter()
            .zip(changed)
            .enumerate()
            .filter_map(|(card, (state, changed))| {
                let state = state.as_ref()?;
                (*changed || self.deck.day(state.due) <= today)
                    .then(|| (!changed, scheduler.recall(state, at), card))
            })
            .collect();
        due.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        due.into_iter().map(|(_, _, card)| card).collect()
    }

    /// Asks an item until it waits for days, and counts its answers.
    fn ask(
        &self,
        states: &mut [Option<State>],
        card: usize,
        at: Instant,
        chance: &mut Chance,
        day: &mut Day,
    ) {
        let Some(state) = states.get_mut(card) else {
            return;
        };
        let scheduler = self.deck.scheduler();
        // Short steps are answered when they are over, but entered at the day's hour: only whole
        // days move the memory.
        let mut when = at;
        for _ in 0..MOST_ANSWERS {
            let right = match state {
                Some(state) => chance.is_right(scheduler.recall(state, when), false),
                None => chance.is_right(self.pace.right, true),
            };
            day.answers += 1;
            day.seconds += match state {
                Some(_) => self.pace.repeat,
                None => self.pace.fresh,
            };
            let grade = if right { Grade::Good } else { Grade::Again };
            let next = scheduler.review(state.as_ref(), grade, at);
            when = next.due;
            let learnt = next.phase == Phase::Review;
            *state = Some(next);
            if learnt {
                break;
            }
        }
    }

    /// When the day of the course begins.
    pub(super) fn course(&self) -> Instant {
        let days = i64::try_from(self.days).unwrap_or(i64::MAX);
        let today = self.deck.midnight_before(self.now);
        today.saturating_add(days.saturating_mul(DAY))
    }

    /// The chance of each item to be recalled when the course begins; 0 for those never asked.
    pub(super) fn recalls(&self, end: &[Option<State>]) -> Vec<f64> {
        let begins = self.course().saturating_add(COURSE_BEGINS);
        let scheduler = self.deck.scheduler();
        let recall = |state: &Option<State>| {
            let state = state.as_ref();
            state.map_or(0.0, |state| scheduler.recall(state, begins))
        };
        end.iter().map(recall).collect()
    }

    /// Items that would be recalled at present, expected.
    pub(super) fn recalled_now(&self) -> f64 {
        let cards = self.cards.iter();
        let recalls = cards.filter_map(|(_, card)| self.deck.recall(card, self.now));
        recalls.fold(0.0, |sum, recall| sum + recall)
    }
}
