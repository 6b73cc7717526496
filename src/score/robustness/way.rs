//! One way to another verdict: the choices that it needs, tried branch by branch.

use super::bounds::{Need, Range, Sums};
use super::scale::{Pick, Scale};
use super::search::{Found, Search};
use super::wins::{Row, Wins};
use crate::score::verdict::Verdict;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Of so many choices of answers that change the verdict, the first is taken that does so with other
/// draws as well (99 in 100 have one).
const TRIES: usize = 8;

/// One way to another verdict, with what bounds it.
pub(super) struct Way<'s> {
    search: &'s Search<'s>,
    needs: &'s [Need],
    /// Draws to be won, as a share.
    wins: Option<(&'s Wins, f64)>,
    now: Verdict,
    changes: usize,
    /// The choices of each scale, the most helpful first.
    picks: Vec<Vec<&'s Pick>>,
    /// What the scales from a place on can add: by place, then by changes left.
    ranges: Vec<Vec<Range>>,
}

/// How far the search has got.
pub(super) struct Trail<'s> {
    picks: Vec<&'s Pick>,
    /// Steps left.
    pub(super) steps: usize,
    pub(super) found: Option<Found>,
    tried: usize,
}

impl Trail<'_> {
    pub(super) fn new(steps: usize) -> Self {
        Self {
            picks: Vec::new(),
            steps,
            found: None,
            tried: 0,
        }
    }
}

impl<'s> Way<'s> {
    pub(super) fn new(
        search: &'s Search<'s>,
        needs: &'s [Need],
        wins: &'s [Wins],
        now: Verdict,
        changes: usize,
    ) -> Self {
        let by_error = |need: &Need| matches!(need, Need::Wins(..) | Need::Shape(_));
        let by_error = needs.iter().any(by_error);
        let helps = |pick: &Pick| needs.last().map_or(0.0, |need| need.helped_by(&pick.sums));
        let pick = |scale: &'s Scale<'_>| {
            let mut scores = BTreeSet::new();
            // Where no error counts, what has the same score is the same.
            let new = |pick: &&Pick| by_error || scores.insert(pick.choice.scored.0.to_bits());
            let mut picks: Vec<&Pick> = scale.picks.iter().filter(new).collect();
            picks.sort_by(|a, b| helps(b).total_cmp(&helps(a)));
            picks
        };
        let picks: Vec<Vec<&Pick>> = search.scales.iter().map(pick).collect();
        let won = |need: &Need| match need {
            Need::Wins(side, share) => {
                let of = wins.iter().find(|wins| wins.side() == *side);
                Some((of?, *share))
            }
            _ => None,
        };
        Self {
            search,
            needs,
            wins: needs.iter().find_map(won),
            now,
            changes,
            ranges: ranges(&picks, changes),
            picks,
        }
    }

    /// Breaks off when nothing better is to be found, or no steps are left.
    pub(super) fn follow(&self, trail: &mut Trail<'s>) -> ControlFlow<()> {
        trail.picks.clear();
        let none = vec![0.0; self.search.scales.first().map_or(0, Scale::draws)];
        let (at, sums) = ((0, self.changes), Sums::default());
        if self.may(at, sums) && self.may_win(at, &none, &none) {
            return self.go(trail, at, sums, &none);
        }
        ControlFlow::Continue(())
    }

    /// Tries every choice of the scale at a place, with so many changes left for it and those after
    /// it; `sums` and `chosen` are what those before it add.
    fn go(
        &self,
        trail: &mut Trail<'s>,
        (place, left): (usize, usize),
        sums: Sums,
        chosen: &[f64],
    ) -> ControlFlow<()> {
        let scale = self.search.scales.get(place).zip(self.picks.get(place));
        let Some((scale, picks)) = scale.filter(|_| left > 0) else {
            return self.arrive(trail);
        };
        for pick in picks {
            let Some(left) = left.checked_sub(pick.choice.changes) else {
                continue;
            };
            let Some(steps) = trail.steps.checked_sub(1) else {
                return ControlFlow::Break(());
            };
            trail.steps = steps;
            let (at, sums) = ((place + 1, left), sums.plus(pick.sums));
            if !self.may(at, sums) {
                continue;
            }
            let pulls = self.wins.map(|(wins, _)| scale.pulls(wins.side(), pick));
            let pulls: Row = pulls.into_iter().flatten().collect();
            if !self.may_win(at, chosen, &pulls) {
                continue;
            }
            let chosen = chosen.iter().zip(&pulls);
            let chosen: Row = chosen.map(|(before, pull)| before + pull).collect();
            trail.picks.push(pick);
            self.go(trail, at, sums, &chosen)?;
            trail.picks.pop();
        }
        ControlFlow::Continue(())
    }

    /// Whether what is needed of fits and shape may still be met.
    fn may(&self, (place, left): (usize, usize), sums: Sums) -> bool {
        let rest = self.ranges.get(place).and_then(|rest| rest.get(left));
        rest.is_some_and(|rest| {
            let range = rest.shifted(sums);
            let critical = self.search.critical;
            self.needs.iter().all(|need| range.may(*need, critical))
        })
    }

    /// Whether what is needed of the draws may still be met.
    fn may_win(&self, at: (usize, usize), chosen: &[f64], pulls: &[f64]) -> bool {
        let wins = self.wins;
        wins.is_none_or(|(wins, share)| wins.may(share, at, chosen, pulls))
    }

    /// All changes are made: the bounds, exact by now, say that the verdict may be another.
    fn arrive(&self, trail: &mut Trail<'s>) -> ControlFlow<()> {
        let Some(found) = self.search.with(&trail.picks, self.now) else {
            return ControlFlow::Continue(());
        };
        trail.tried += 1;
        let enough = found.sure || trail.tried >= TRIES;
        if found.sure || trail.found.is_none() {
            trail.found = Some(found);
        }
        if enough {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// What the scales from a place on can add with at most so many changes: by place, then by changes.
fn ranges(picks: &[Vec<&Pick>], changes: usize) -> Vec<Vec<Range>> {
    let mut all = vec![vec![Range::default(); changes + 1]];
    for picks in picks.iter().rev() {
        let next = all.last().cloned().unwrap_or_default();
        let with = |left: usize| {
            let each = picks.iter().filter_map(|pick| {
                let after = next.get(left.checked_sub(pick.choice.changes)?)?;
                Some(after.shifted(pick.sums))
            });
            each.reduce(Range::or).unwrap_or_default()
        };
        all.push((0..=changes).map(with).collect());
    }
    all.reverse();
    all
}
