//! How many draws a side can win while only some scales are chosen.

use super::scale::Scale;
use crate::score::numbers::float;
use crate::score::verdict::Side;

/// A draw with a smaller difference may be a tie by rounding. Where a bound only just holds, the
/// verdict itself is asked.
const TIE: f64 = 1e-12;

/// In draws: far above the rounding of a share.
const SLACK: f64 = 1e-6;

/// One number for each draw.
pub(super) type Row = Vec<f64>;

/// What the scales can add for a side in each draw, over 0 where they speak for it.
pub(super) struct Wins {
    side: Side,
    /// Of each scale, by the number of changes: the most with at most so many.
    most: Vec<Vec<Row>>,
    /// The most that the scales from a place on add together: by place, then by changes left.
    rest: Vec<Vec<Row>>,
}

impl Wins {
    /// For choices without a change; [`Self::widen`] takes in the others, in turn.
    pub(super) fn new(side: Side, scales: &[Scale<'_>]) -> Self {
        let mut wins = Self {
            side,
            most: vec![Vec::new(); scales.len()],
            rest: Vec::new(),
        };
        wins.widen(scales, 0);
        wins
    }

    pub(super) fn side(&self) -> Side {
        self.side
    }

    /// Takes in the choices with so many changes.
    pub(super) fn widen(&mut self, scales: &[Scale<'_>], changes: usize) {
        for (scale, rows) in scales.iter().zip(&mut self.most) {
            let none = || vec![f64::NEG_INFINITY; scale.draws()];
            let mut most = rows.last().cloned().unwrap_or_else(none);
            let picks = scale.picks.iter();
            for pick in picks.filter(|pick| pick.choice.changes == changes) {
                for (most, pull) in most.iter_mut().zip(scale.pulls(self.side, pick)) {
                    *most = most.max(pull);
                }
            }
            rows.push(most);
        }
        let draws = scales.first().map_or(0, Scale::draws);
        let mut next: Vec<Row> = vec![vec![0.0; draws]; changes + 1];
        self.rest = vec![next.clone()];
        for most in self.most.iter().rev() {
            next = (0..=changes)
                .map(|left| together(most, &next, left))
                .collect();
            self.rest.push(next.clone());
        }
        self.rest.reverse();
    }

    /// Whether the side may win at least a share of the draws: `chosen` is what the scales before a
    /// place add, `pulls` what the one before it adds beside them.
    pub(super) fn may(
        &self,
        share: f64,
        (place, left): (usize, usize),
        chosen: &[f64],
        pulls: &[f64],
    ) -> bool {
        let rest = self.rest.get(place).and_then(|rest| rest.get(left));
        let sums = chosen.iter().zip(pulls).zip(rest.into_iter().flatten());
        let won = sums.filter(|((chosen, pull), rest)| *chosen + *pull + *rest > -TIE);
        float(won.count()) >= share * float(chosen.len()) - SLACK
    }
}

/// The most in each draw that a scale and those after it add with at most so many changes.
fn together(most: &[Row], next: &[Row], changes: usize) -> Row {
    let splits = most
        .iter()
        .take(changes + 1)
        .zip(next.iter().take(changes + 1).rev());
    let none = vec![f64::NEG_INFINITY; next.first().map_or(0, Vec::len)];
    splits.fold(none, |mut row, (here, there)| {
        for (row, sum) in row
            .iter_mut()
            .zip(here.iter().zip(there).map(|(a, b)| a + b))
        {
            *row = row.max(sum);
        }
        row
    })
}
