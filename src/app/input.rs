//! The answer in the making: what a person has chosen, ticked, ordered, sorted or typed so far.
//!
//! It knows the item's kind and nothing of the run; [`Input::response`] makes it an answer.

use super::Action;
use super::home::moved;
use super::keys::Context;
use crate::bank::response::LONGEST_TEXT;
use crate::bank::{Item, Kind, OptionId, Response, text};
use crate::run::Slot;
use std::collections::{BTreeMap, BTreeSet};
use unicode_segmentation::UnicodeSegmentation;

/// An answer in the making. Cursors count rows in the order shown, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Five steps; `chosen` once one was picked.
    Steps {
        /// Row 0..5; step is row + 1.
        cursor: usize,
        /// The step that was answered before.
        chosen: Option<u8>,
    },
    /// One of several.
    Choose {
        /// Row of the option pointed at.
        cursor: usize,
        /// Options in the order shown.
        options: Vec<OptionId>,
        /// The option that was answered before.
        chosen: Option<OptionId>,
    },
    /// Any of several.
    Tick {
        /// Row of the option pointed at.
        cursor: usize,
        /// Options in the order shown.
        options: Vec<OptionId>,
        /// What is ticked.
        ticked: BTreeSet<OptionId>,
    },
    /// Steps to be put in order.
    Arrange {
        /// Row of the step pointed at.
        cursor: usize,
        /// The order so far.
        order: Vec<OptionId>,
        /// Whether the step at the cursor moves with it.
        held: bool,
    },
    /// Cards to be put into groups.
    Sort {
        /// Row of the card pointed at.
        cursor: usize,
        /// Cards in the order shown.
        cards: Vec<OptionId>,
        /// Groups in the bank's order.
        groups: Vec<OptionId>,
        /// Where each card lies so far.
        placed: BTreeMap<OptionId, OptionId>,
    },
    /// A text being typed; the cursor stands at its end.
    Write {
        /// What was typed.
        text: String,
    },
    /// The explanation is on show; nothing can be changed.
    Explained {
        /// First row on show.
        scroll: usize,
    },
}

/// What an action did to an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// Nothing: the action means something else.
    No,
    /// It changed what is in the making.
    Changed,
    /// It completes the answer.
    Answer,
}

impl Input {
    /// The input for an item, filled with the answer it has.
    pub fn new(item: &Item, slot: &Slot, locked: bool) -> Self {
        if locked {
            return Self::Explained { scroll: 0 };
        }
        let options = slot.order.clone();
        let row = |id: &OptionId| options.iter().position(|option| option == id);
        match (&item.kind, slot.response()) {
            (Kind::Agreement { .. } | Kind::Pair { .. }, response) => {
                let chosen = match response {
                    Some(Response::Step(step)) => Some(*step),
                    _ => None,
                };
                // The middle: no step is nearer than another.
                let cursor = chosen.map_or(2, |step| usize::from(step.saturating_sub(1)));
                Self::Steps { cursor, chosen }
            }
            (Kind::Situation { .. } | Kind::Single(_) | Kind::TrueFalse(_), response) => {
                let chosen = match response {
                    Some(Response::Choice(id)) => Some(id.clone()),
                    _ => None,
                };
                let cursor = chosen.as_ref().and_then(row).unwrap_or(0);
                Self::Choose {
                    cursor,
                    options,
                    chosen,
                }
            }
            (Kind::Multiple(_), response) => {
                let ticked = match response {
                    Some(Response::Choices(ids)) => ids.clone(),
                    _ => BTreeSet::new(),
                };
                Self::Tick {
                    cursor: 0,
                    options,
                    ticked,
                }
            }
            (Kind::Order(_), Some(Response::Order(order))) => Self::Arrange {
                cursor: 0,
                order: order.clone(),
                held: false,
            },
            (Kind::Order(_), _) => Self::Arrange {
                cursor: 0,
                order: options,
                held: false,
            },
            (Kind::Sort { groups, .. }, response) => {
                let placed = match response {
                    Some(Response::Groups(map)) => map.clone(),
                    _ => BTreeMap::new(),
                };
                let groups = groups.iter().map(|group| group.id.clone()).collect();
                Self::Sort {
                    cursor: 0,
                    cards: options,
                    groups,
                    placed,
                }
            }
            (Kind::ShortText { .. }, response) => {
                let text = match response {
                    Some(Response::Text(text)) => text.clone(),
                    _ => String::new(),
                };
                Self::Write { text }
            }
        }
    }

    /// Which rows of the key table hold.
    pub fn context(&self) -> Context {
        match self {
            Self::Steps { .. } => Context::Steps,
            Self::Choose { .. } => Context::Choose,
            Self::Tick { .. } => Context::Tick,
            Self::Arrange { .. } => Context::Arrange,
            Self::Sort { .. } => Context::Sort,
            Self::Write { .. } => Context::Write,
            Self::Explained { .. } => Context::Explained,
        }
    }

    /// The row that the cursor is on.
    pub fn cursor(&self) -> usize {
        match self {
            Self::Steps { cursor, .. }
            | Self::Choose { cursor, .. }
            | Self::Tick { cursor, .. }
            | Self::Arrange { cursor, .. }
            | Self::Sort { cursor, .. } => *cursor,
            Self::Write { .. } | Self::Explained { .. } => 0,
        }
    }

    /// The answer as it stands, or what is missing in words.
    ///
    /// # Errors
    /// A sentence that says what to do first.
    pub fn response(&self) -> Result<Response, &'static str> {
        match self {
            Self::Steps { cursor, .. } => {
                Ok(Response::Step(u8::try_from(cursor + 1).unwrap_or(5).min(5)))
            }
            Self::Choose {
                cursor, options, ..
            } => options
                .get(*cursor)
                .cloned()
                .map(Response::Choice)
                .ok_or("Choose an option first."),
            Self::Tick { ticked, .. } if ticked.is_empty() => {
                Err("Tick at least one with Space, or skip with s.")
            }
            Self::Tick { ticked, .. } => Ok(Response::Choices(ticked.clone())),
            Self::Arrange { order, .. } => Ok(Response::Order(order.clone())),
            Self::Sort { cards, placed, .. } if placed.len() < cards.len() => {
                Err("Some cards have no group yet: give each a number, or skip with s.")
            }
            Self::Sort { placed, .. } => Ok(Response::Groups(placed.clone())),
            Self::Write { text } if text::clean(text).is_empty() => {
                Err("Type an answer first, or skip with Tab.")
            }
            Self::Write { text } => Ok(Response::Text(text::clean(text))),
            Self::Explained { .. } => Err("This answer stands."),
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action) -> Took {
        match self {
            Self::Steps { cursor, .. } => pick_one(cursor, 5, action),
            Self::Choose {
                cursor, options, ..
            } => pick_one(cursor, options.len(), action),
            Self::Tick {
                cursor,
                options,
                ticked,
            } => tick(cursor, options, ticked, action),
            Self::Arrange {
                cursor,
                order,
                held,
            } => arrange(cursor, order, held, action),
            Self::Sort {
                cursor,
                cards,
                groups,
                placed,
            } => sort(cursor, cards, groups, placed, action),
            Self::Write { text } => write(text, action),
            Self::Explained { .. } => Took::No,
        }
    }

    /// Adds pasted text; only a text takes it.
    pub fn paste(&mut self, pasted: &str) {
        if let Self::Write { text } = self {
            insert(text, pasted);
        }
    }
}

fn pick_one(cursor: &mut usize, rows: usize, action: Action) -> Took {
    match action {
        Action::Pick(row) if row < rows => {
            *cursor = row;
            Took::Answer
        }
        Action::Confirm | Action::Toggle => Took::Answer,
        action => point(cursor, rows, action),
    }
}

/// Moves the cursor, and says whether it did.
fn point(cursor: &mut usize, rows: usize, action: Action) -> Took {
    let to = moved(*cursor, rows, action);
    let went = std::mem::replace(cursor, to) != to;
    if went { Took::Changed } else { Took::No }
}

fn tick(
    cursor: &mut usize,
    options: &[OptionId],
    ticked: &mut BTreeSet<OptionId>,
    action: Action,
) -> Took {
    match action {
        Action::Pick(row) if row < options.len() => *cursor = row,
        Action::Toggle => {}
        Action::Confirm => return Took::Answer,
        action => return point(cursor, options.len(), action),
    }
    if let Some(option) = options.get(*cursor)
        && !ticked.remove(option)
    {
        ticked.insert(option.clone());
    }
    Took::Changed
}

fn arrange(cursor: &mut usize, order: &mut [OptionId], held: &mut bool, action: Action) -> Took {
    let last = order.len().saturating_sub(1);
    let to = match action {
        Action::Confirm => return Took::Answer,
        Action::Toggle => {
            *held = !*held;
            return Took::Changed;
        }
        // A click or a digit: take the step, then say where it goes.
        Action::Pick(row) if row <= last && *held => {
            carry(order, *cursor, row);
            *held = false;
            *cursor = row;
            return Took::Changed;
        }
        Action::Pick(row) if row <= last => {
            *cursor = row;
            *held = true;
            return Took::Changed;
        }
        Action::CarryUp => cursor.saturating_sub(1),
        Action::CarryDown => (*cursor + 1).min(last),
        action if *held => moved(*cursor, order.len(), action),
        action => return point(cursor, order.len(), action),
    };
    carry(order, *cursor, to);
    let went = *cursor != to;
    *cursor = to;
    if went { Took::Changed } else { Took::No }
}

/// Moves the step at `from` to `to`; those between make room.
fn carry(order: &mut [OptionId], from: usize, to: usize) {
    if from < to {
        if let Some(between) = order.get_mut(from..=to) {
            between.rotate_left(1);
        }
    } else if let Some(between) = order.get_mut(to..=from) {
        between.rotate_right(1);
    }
}

fn sort(
    cursor: &mut usize,
    cards: &[OptionId],
    groups: &[OptionId],
    placed: &mut BTreeMap<OptionId, OptionId>,
    action: Action,
) -> Took {
    let Some(card) = cards.get(*cursor) else {
        return Took::No;
    };
    let here = placed
        .get(card)
        .and_then(|group| groups.iter().position(|known| known == group));
    let last = groups.len().saturating_sub(1);
    let (group, onward) = match action {
        Action::Confirm => return Took::Answer,
        Action::Pick(group) if group <= last => (group, true),
        Action::Less => (
            here.map_or(last, |at| at.checked_sub(1).unwrap_or(last)),
            false,
        ),
        Action::More | Action::Toggle => (here.map_or(0, |at| (at + 1) % groups.len()), false),
        action => return point(cursor, cards.len(), action),
    };
    if let Some(group) = groups.get(group) {
        placed.insert(card.clone(), group.clone());
    }
    if onward {
        *cursor = moved(*cursor, cards.len(), Action::Down);
    }
    Took::Changed
}

fn write(text: &mut String, action: Action) -> Took {
    match action {
        Action::Confirm => Took::Answer,
        action if edit(text, action) => Took::Changed,
        _ => Took::No,
    }
}

/// Adds pasted text to a line that is being typed.
pub(super) fn insert(text: &mut String, pasted: &str) {
    let room = LONGEST_TEXT.saturating_sub(text.chars().count());
    text.extend(text::clean(pasted).replace('\n', " ").chars().take(room));
}

/// Types into a line or removes from its end; says whether the action meant that.
pub(super) fn edit(text: &mut String, action: Action) -> bool {
    match action {
        Action::Type(c) if !text::is_hazard(c) && text.chars().count() < LONGEST_TEXT => {
            text.push(c);
        }
        Action::Erase => {
            let last = text.grapheme_indices(true).next_back();
            text.truncate(last.map_or(0, |(at, _)| at));
        }
        _ => return false,
    }
    true
}
