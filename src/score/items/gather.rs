//! What many people answered, kept small: one code of two bytes for each person and item.
//!
//! The bound: two bytes for each pair of person and item, and five kilobytes for each item (its
//! times and the different answers to it). Ten thousand people and a hundred items take 2.5 MB.

use super::super::mark::mark;
use super::super::scale::{contribution, scales_of};
use super::credits::{Column, Credits};
use super::times::Times;
use crate::bank::{Bank, Item, Kind, Response, ScaleId, Subject};
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many pairs of person and item are kept, 400 MB: beyond that a sample says as much.
pub const MOST_CELLS: usize = 200_000_000;

/// One possible answer to one item, by its number among those that were met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code(u16);

impl Code {
    /// Passed over.
    pub const SKIPPED: Self = Self(u16::MAX - 1);
    /// Not asked, as far as is known.
    const NONE: Self = Self(u16::MAX);
}

/// That so many people are more than is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("these are more people than are taken in ({0}): analyse a sample of them")]
pub struct TooMany(pub usize);

/// The answers of many people to the items of one bank, taken in one at a time.
///
/// People stand in the order in which they came. Of two answers of one person to one item the first
/// counts, since the second was not given independently of it.
#[derive(Debug, Clone)]
pub struct Responses {
    bank: Arc<Bank>,
    people: usize,
    cells: Vec<u16>,
    items: Vec<Met>,
}

/// What was met of one item.
#[derive(Debug, Clone, Default)]
struct Met {
    /// The code of an answer by its choice and the bits of what it is worth.
    codes: BTreeMap<(u64, Vec<u64>), u16>,
    answers: Vec<Kept>,
    times: Times,
}

/// One of the different answers to an item, as far as the analysis needs it.
#[derive(Debug, Clone)]
struct Kept {
    /// A bit for each option chosen, in the bank's order; for a statement the bit of its step.
    chosen: u64,
    /// Its share of the maximum, 0..=1: the credit, or one for each scale.
    worth: Vec<f64>,
}

impl Responses {
    /// Nobody's answers yet.
    pub fn new(bank: Arc<Bank>) -> Self {
        let items = vec![Met::default(); bank.items.len()];
        Self {
            bank,
            people: 0,
            cells: Vec::new(),
            items,
        }
    }

    /// The bank that was answered.
    pub fn bank(&self) -> &Arc<Bank> {
        &self.bank
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.people
    }

    /// Another person; the number by which [`Self::put`] knows them.
    ///
    /// # Errors
    /// [`TooMany`] beyond [`MOST_CELLS`].
    pub fn person(&mut self) -> Result<usize, TooMany> {
        let wanted = self.cells.len() + self.items.len();
        if wanted > MOST_CELLS {
            return Err(TooMany(self.people));
        }
        self.cells.resize(wanted, Code::NONE.0);
        self.people += 1;
        Ok(self.people - 1)
    }

    /// The code of an answer to the item with this place in the bank; `None` when it is none to it.
    pub fn code(&mut self, item: usize, response: Option<&Response>) -> Option<Code> {
        let (known, met) = (self.bank.items.get(item)?, self.items.get_mut(item)?);
        let Some(response) = response else {
            return Some(Code::SKIPPED);
        };
        response.check(known).ok()?;
        let (chosen, worth) = (chosen(known, response), worth(known, response)?);
        let key = (chosen, worth.iter().map(|worth| worth.to_bits()).collect());
        if let Some(code) = met.codes.get(&key) {
            return Some(Code(*code));
        }
        // At most 2^8 choices or a few shares: far from what two bytes number.
        let code = u16::try_from(met.answers.len()).ok();
        let code = code.filter(|code| *code < Code::SKIPPED.0)?;
        met.codes.insert(key, code);
        met.answers.push(Kept { chosen, worth });
        Some(Code(code))
    }

    /// Takes an answer in, with the seconds that it took, where they are known; `false` when the
    /// person has one to this item already.
    pub fn put(&mut self, person: usize, item: usize, code: Code, seconds: Option<f64>) -> bool {
        if item >= self.items.len() {
            return false;
        }
        let cell = self.cells.get_mut(person * self.items.len() + item);
        let Some(cell) = cell.filter(|cell| **cell == Code::NONE.0) else {
            return false;
        };
        *cell = code.0;
        let met = self.items.get_mut(item).filter(|_| code != Code::SKIPPED);
        if let (Some(met), Some(seconds)) = (met, seconds) {
            met.times.add(seconds);
        }
        true
    }

    /// The credits of items on a scale (or of a quiz), a column each, with the items' places.
    pub(super) fn credits(&self, scale: Option<&ScaleId>, only: &[usize]) -> Credits<'_> {
        let column = |at: usize| {
            let of = place_of(self.bank.items.get(at)?, scale)?;
            let met = self.items.get(at)?;
            let worth = met.answers.iter().map(|kept| kept.worth.get(of).copied());
            Some(Column {
                at,
                worth: worth.map(Option::unwrap_or_default).collect(),
            })
        };
        let columns = only.iter().filter_map(|at| column(*at)).collect();
        Credits::new(&self.cells, self.items.len(), columns)
    }

    /// The times of an item.
    pub(super) fn times(&self, item: usize) -> Option<&Times> {
        self.items.get(item).map(|met| &met.times)
    }

    /// Which options a person chose, a bit each; `None` without an answer.
    pub(super) fn chosen(&self, person: usize, item: usize) -> Option<u64> {
        let code = self.cells.get(person * self.items.len() + item)?;
        let kept = self.items.get(item)?.answers.get(usize::from(*code))?;
        Some(kept.chosen)
    }

    /// Whether a person answered anything.
    pub(super) fn answered_any(&self, person: usize) -> bool {
        let width = self.items.len();
        let row = self.cells.iter().skip(person * width).take(width);
        row.into_iter().any(|cell| *cell < Code::SKIPPED.0)
    }

    /// How many people answered an item, and how many passed it over.
    pub(super) fn counts(&self, item: usize) -> (usize, usize) {
        let width = self.items.len();
        let cells = self.cells.iter().skip(item).step_by(width.max(1));
        cells.fold((0, 0), |(answered, skipped), cell| match Code(*cell) {
            Code::NONE => (answered, skipped),
            Code::SKIPPED => (answered, skipped + 1),
            _ => (answered + 1, skipped),
        })
    }
}

/// Which of an item's worths belongs to a scale, or to the quiz; `None` when it says nothing of it.
fn place_of(item: &Item, scale: Option<&ScaleId>) -> Option<usize> {
    match scale {
        None => Some(0),
        Some(scale) => scales_of(item).iter().position(|of| *of == scale),
    }
}

/// What an answer is worth on each scale of its item, or in the quiz; nothing for a pair.
fn worth(item: &Item, response: &Response) -> Option<Vec<f64>> {
    if matches!(item.kind, Kind::Pair { .. }) {
        return Some(Vec::new());
    }
    let scales = scales_of(item);
    if scales.is_empty() {
        return mark(item, response).map(|mark| vec![mark.credit]);
    }
    let on = |scale: &&ScaleId| contribution(item, response, scale).map(|adds| adds.share);
    scales.iter().map(on).collect()
}

fn chosen(item: &Item, response: &Response) -> u64 {
    let options = item.kind.option_ids();
    let bits = |test: &dyn Fn(usize) -> bool, count: usize| {
        let places = (0..count.min(64)).filter(|place| test(*place));
        places.fold(0, |bits, place| bits | 1 << place)
    };
    let names = |place: usize| options.get(place).copied();
    match response {
        Response::Step(step) => bits(&|place| place + 1 == usize::from(*step), 5),
        Response::Choice(id) => bits(&|place| names(place) == Some(id), options.len()),
        Response::Choices(ids) => bits(
            &|place| names(place).is_some_and(|id| ids.contains(id)),
            options.len(),
        ),
        Response::Order(_) | Response::Groups(_) | Response::Text(_) => 0,
    }
}

/// The scales of an assessment; a quiz is one whole.
pub(super) fn scales(bank: &Bank) -> Vec<Option<&ScaleId>> {
    match &bank.subject {
        Subject::Assessment(frame) => frame.scales.iter().map(|scale| Some(&scale.id)).collect(),
        Subject::Quiz { .. } => vec![None],
    }
}

/// The items on a scale, or all of a quiz, by their places in the bank.
pub(super) fn items_of(bank: &Bank, scale: Option<&ScaleId>) -> Vec<usize> {
    let items = bank.items.iter().enumerate();
    let of = items.filter(|(_, item)| place_of(item, scale).is_some());
    of.map(|(at, _)| at).collect()
}
