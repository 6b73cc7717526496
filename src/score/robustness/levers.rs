//! What the answers to one scale's statements allow: every score and error that a few of them, each
//! changed by one step, would give.

use crate::bank::{Answer, Bank, Item, ItemId, Kind, Response, ScaleId};
use crate::score::keyed;
use crate::score::scale::{AskedItem, Contribution, Point, asked_among, point};
use serde::Serialize;
use std::collections::BTreeSet;

/// One answer that would have been one step different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerChange {
    /// Which statement.
    pub item: ItemId,
    /// What was answered, 1..=5.
    pub from: u8,
    /// The step beside it, 1..=5.
    pub to: u8,
}

/// One scale with its answers.
#[derive(Debug)]
pub(super) struct Lever<'a> {
    asked: usize,
    /// What situations add: their options have no steps.
    fixed: Vec<Contribution>,
    classes: Vec<Class<'a>>,
}

/// Statements that are interchangeable: they add the same with the same weight.
#[derive(Debug)]
struct Class<'a> {
    /// 0..=4, after keying.
    quarters: u8,
    weight: f64,
    statements: Vec<Statement<'a>>,
}

#[derive(Debug)]
struct Statement<'a> {
    item: &'a ItemId,
    step: u8,
    reverse: bool,
}

/// What some changes on one scale would make of it.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// How many answers differ.
    pub(super) changes: usize,
    /// Score and error, in points.
    pub(super) scored: (f64, f64),
    /// Of each class so many statements a quarter up, and so many down.
    moves: Vec<(usize, usize)>,
}

impl<'a> Lever<'a> {
    pub(super) fn new(bank: &'a Bank, settled: &[&'a Answer], scale: &ScaleId) -> Self {
        let asked = asked_among(bank, settled, scale);
        let mut lever = Self {
            asked: asked.len(),
            fixed: Vec::new(),
            classes: Vec::new(),
        };
        for AskedItem {
            item,
            response,
            adds,
        } in asked
        {
            match (&item.kind, response) {
                (
                    Kind::Agreement {
                        reverse, weight, ..
                    },
                    Some(Response::Step(step)),
                ) => {
                    lever.add(item, *step, *reverse, *weight);
                }
                _ => lever.fixed.extend(adds),
            }
        }
        lever
    }

    fn add(&mut self, item: &'a Item, step: u8, reverse: bool, weight: f64) {
        let step = step.clamp(1, 5); // as `keyed` has it
        let quarters = if reverse { 5 - step } else { step - 1 };
        let statement = Statement {
            item: &item.id,
            step,
            reverse,
        };
        let alike = |class: &&mut Class<'_>| {
            class.quarters == quarters && class.weight.total_cmp(&weight).is_eq()
        };
        match self.classes.iter_mut().find(alike) {
            Some(class) => class.statements.push(statement),
            None => self.classes.push(Class {
                quarters,
                weight,
                statements: vec![statement],
            }),
        }
    }

    /// Score and error as answered, in points; `None` when too little was answered.
    pub(super) fn given(&self) -> Option<(f64, f64)> {
        let none = vec![(0, 0); self.classes.len()];
        self.point(&none).map(|found| (found.score, found.se))
    }

    /// How many choices there are with so many changes, without making them.
    pub(super) fn count(&self, changes: usize) -> usize {
        let mut ways = vec![0_usize; changes + 1];
        if let Some(none) = ways.first_mut() {
            *none = 1;
        }
        for class in &self.classes {
            let before = ways.clone();
            for (total, ways) in ways.iter_mut().enumerate() {
                *ways = (0..=total)
                    .zip(before.iter().rev().skip(changes - total))
                    .map(|(moved, before)| class.ways(moved).saturating_mul(*before))
                    .fold(0, usize::saturating_add);
            }
        }
        ways.last().copied().unwrap_or_default()
    }

    /// The choices with exactly so many changes that give a score and error not yet `seen`.
    pub(super) fn choices(&self, changes: usize, seen: &mut BTreeSet<(u64, u64)>) -> Vec<Choice> {
        let mut all: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
        for class in &self.classes {
            all = all
                .iter()
                .flat_map(|moves| {
                    let left = changes - moved(moves);
                    class.moves(left).map(move |more| {
                        let mut moves = moves.clone();
                        moves.push(more);
                        moves
                    })
                })
                .collect();
        }
        let made = all.into_iter().filter(|moves| moved(moves) == changes);
        made.filter_map(|moves| {
            let Point { score, se, .. } = self.point(&moves)?;
            let new = seen.insert((score.to_bits(), se.to_bits()));
            new.then_some(Choice {
                changes,
                scored: (score, se),
                moves,
            })
        })
        .collect()
    }

    fn point(&self, moves: &[(usize, usize)]) -> Option<Point> {
        let mut given = self.fixed.clone();
        for (class, (up, down)) in self.classes.iter().zip(moves) {
            let mut add = |quarters: u8, times: usize| {
                let share = keyed(quarters + 1, false);
                let weight = class.weight;
                given.extend(std::iter::repeat_n(Contribution { share, weight }, times));
            };
            add(class.quarters, class.statements.len() - up - down);
            add(class.quarters.saturating_add(1), *up);
            add(class.quarters.saturating_sub(1), *down);
        }
        point(&given, self.asked)
    }

    /// The answers that a choice changes: of interchangeable ones those shown first.
    pub(super) fn changes(&self, choice: &Choice) -> Vec<AnswerChange> {
        let mut changes = Vec::new();
        for (class, (up, down)) in self.classes.iter().zip(&choice.moves) {
            for (n, statement) in class.statements.iter().take(up + down).enumerate() {
                let more = (n < *up) != statement.reverse;
                changes.push(AnswerChange {
                    item: statement.item.clone(),
                    from: statement.step,
                    to: if more {
                        statement.step + 1
                    } else {
                        statement.step - 1
                    },
                });
            }
        }
        changes
    }
}

impl Class<'_> {
    /// How many statements move up and down, in every way with at most so many.
    fn moves(&self, most: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        let most = most.min(self.statements.len());
        let (rises, falls) = (self.quarters < 4, self.quarters > 0);
        (0..=most)
            .flat_map(move |up| (0..=most - up).map(move |down| (up, down)))
            .filter(move |(up, down)| (rises || *up == 0) && (falls || *down == 0))
    }

    /// In how many ways exactly so many move.
    fn ways(&self, moved: usize) -> usize {
        let both = self.quarters > 0 && self.quarters < 4;
        match moved {
            _ if moved > self.statements.len() => 0,
            _ if both => moved + 1,
            _ => 1,
        }
    }
}

fn moved(moves: &[(usize, usize)]) -> usize {
    moves.iter().map(|(up, down)| up + down).sum()
}
