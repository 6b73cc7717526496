//! One scale between two roles: what its answers and the few changes to them add for either.

use super::bounds::Sums;
use super::levers::{Choice, Lever};
use super::wins::Row;
use crate::bank::Demand;
use crate::score::distance::distance;
use crate::score::draws::drawn;
use crate::score::verdict::Side;
use std::collections::BTreeSet;

/// A scale with a score, between the two roles.
pub(super) struct Scale<'a> {
    /// Where it stands in the frame.
    pub(super) place: usize,
    pub(super) lever: Lever<'a>,
    /// One for each draw.
    deviates: Row,
    /// What each role asks, and the farthest that scores can lie from the whole of its profile.
    own: (&'a Demand, f64),
    other: (&'a Demand, f64),
    middle: f64,
    /// By the number of changes; the answers as given first.
    pub(super) picks: Vec<Pick>,
    seen: BTreeSet<(u64, u64)>,
}

/// A choice with what it adds.
pub(super) struct Pick {
    pub(super) choice: Choice,
    pub(super) sums: Sums,
}

impl<'a> Scale<'a> {
    /// With the choices of no change and of one; `middle` is the weighted mean of all scales as
    /// answered.
    pub(super) fn new(
        (place, lever): (usize, Lever<'a>),
        deviates: Row,
        own: (&'a Demand, f64),
        other: (&'a Demand, f64),
        middle: f64,
    ) -> Self {
        let mut scale = Self {
            place,
            lever,
            deviates,
            own,
            other,
            middle,
            picks: Vec::new(),
            seen: BTreeSet::new(),
        };
        scale.widen(0);
        scale.widen(1);
        scale
    }

    pub(super) fn draws(&self) -> usize {
        self.deviates.len()
    }

    /// What a score adds to the distance from either role.
    fn parts(&self, score: f64) -> (f64, f64) {
        let part = |(demand, worst): (&Demand, f64)| {
            demand.weight * distance(demand, score).powi(2) / worst
        };
        (part(self.own), part(self.other))
    }

    /// What a choice adds for a side in each draw.
    pub(super) fn pulls(&self, side: Side, pick: &Pick) -> impl Iterator<Item = f64> {
        let sign = match side {
            Side::Role => 1.0,
            Side::Other => -1.0,
        };
        self.deviates.iter().map(move |deviate| {
            let (own, other) = self.parts(drawn(pick.choice.scored, *deviate));
            sign * (other - own)
        })
    }

    /// Takes in the choices with so many changes.
    pub(super) fn widen(&mut self, changes: usize) {
        for choice in self.lever.choices(changes, &mut self.seen) {
            let (score, error) = choice.scored;
            let (own, other) = self.parts(score);
            let (off, precision) = (score - self.middle, error.powi(-2));
            let sums = Sums {
                own,
                other,
                lead: other - own,
                precision,
                lean: off * precision,
                square: off.powi(2) * precision,
            };
            self.picks.push(Pick { choice, sums });
        }
    }

    /// How far the margin moves by a change, at most.
    pub(super) fn matters(&self) -> f64 {
        let lead = |pick: &Pick| pick.sums.lead;
        let given = self.picks.first().map_or(0.0, lead);
        let moves = self.picks.iter().map(|pick| (lead(pick) - given).abs());
        moves.fold(0.0, f64::max)
    }
}
