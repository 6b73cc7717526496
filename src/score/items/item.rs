//! How each item of a test or scale works: how hard it is, and how well it tells people apart.

use super::super::interval::wilson;
use super::super::numbers::{float, normal};
use super::credits::Credits;
use schemars::JsonSchema;
use serde::Serialize;

/// The share of people in the upper and in the lower group (Kelley 1939).
pub const GROUP: f64 = 0.27;
/// Totals this near are equal: they differ by rounding alone.
const TIE: f64 = 1e9;

/// How hard an item is: the mean credit of those who answered it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Facility {
    /// 0..=1; 1 when everybody had full credit.
    #[schemars(range(min = 0, max = 1))]
    pub mean: f64,
    /// Lower end of Wilson's 95 % interval, with the summed credit as successes.
    pub low: f64,
    /// Upper end of that interval.
    pub high: f64,
}

/// How well an item tells people apart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Discrimination {
    /// Correlation of the credit with the mean credit for all other items that the person answered,
    /// -1..=1; with all items answered the corrected item-total correlation. `None` when either is
    /// the same for all.
    pub item_rest: Option<f64>,
    /// The 95 % interval of the correlation, by Fisher's z (1915).
    pub interval: Option<(f64, f64)>,
    /// People that the correlation rests on: those who answered another item too.
    pub respondents: usize,
    /// Mean credit in the upper group less that in the lower group, -1..=1.
    pub upper_lower: f64,
    /// People in each of these groups: 27 % of those who answered the item.
    pub group: usize,
}

/// The sums of one item.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    answered: usize,
    credit: f64,
    pairs: Pairs,
}

/// Sums of pairs of numbers on 0..=1, taken from the middle so that they stay small.
#[derive(Debug, Clone, Copy)]
struct Pairs {
    n: usize,
    x: f64,
    y: f64,
    xx: f64,
    yy: f64,
    xy: f64,
    /// The least and the greatest x and y: sums alone cannot tell equal from nearly equal.
    ends: [f64; 4],
}

impl Default for Pairs {
    fn default() -> Self {
        let ends = [f64::INFINITY, f64::NEG_INFINITY].repeat(2);
        Self {
            n: 0,
            x: 0.0,
            y: 0.0,
            xx: 0.0,
            yy: 0.0,
            xy: 0.0,
            ends: ends.try_into().unwrap_or_default(),
        }
    }
}

impl Pairs {
    fn add(&mut self, x: f64, y: f64) {
        let [least_x, most_x, least_y, most_y] = &mut self.ends;
        (*least_x, *most_x) = (least_x.min(x), most_x.max(x));
        (*least_y, *most_y) = (least_y.min(y), most_y.max(y));
        let (x, y) = (x - 0.5, y - 0.5);
        self.n += 1;
        self.x += x;
        self.y += y;
        self.xx += x * x;
        self.yy += y * y;
        self.xy += x * y;
    }

    fn correlation(&self) -> Option<f64> {
        let [least_x, most_x, least_y, most_y] = self.ends;
        let differ = |least: f64, most: f64| most - least > 1.0 / TIE;
        if !differ(least_x, most_x) || !differ(least_y, most_y) {
            return None;
        }
        let n = float(self.n);
        let sum = |ab: f64, a: f64, b: f64| ab - a * b / n;
        let spread = sum(self.xx, self.x, self.x) * sum(self.yy, self.y, self.y);
        let found = sum(self.xy, self.x, self.y) / spread.sqrt();
        found.is_finite().then(|| found.clamp(-1.0, 1.0))
    }
}

/// What an analysis finds of one item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemFigures {
    /// People with an answer.
    pub answered: usize,
    /// `None` without an answer.
    pub facility: Option<Facility>,
    /// `None` without an answer.
    pub discrimination: Option<Discrimination>,
}

/// Everybody who answered anything, from the lowest mean credit to the highest; equal ones in the
/// order in which they came.
#[derive(Debug, Clone)]
pub(super) struct Ranking(Vec<usize>);

impl Ranking {
    pub(super) fn new(credits: &Credits<'_>) -> Self {
        let total = |row: &mut dyn Iterator<Item = Option<f64>>| {
            let (sum, n) = row.flatten().fold((0.0, 0), |(s, n), c| (s + c, n + 1));
            #[expect(clippy::cast_possible_truncation)] // 0..=TIE
            let rounded = (sum / float(n) * TIE).round() as i64;
            (n > 0).then_some(rounded)
        };
        let rows = credits.rows().enumerate();
        let totals = rows.filter_map(|(person, mut row)| Some((total(&mut row)?, person)));
        let mut totals: Vec<(i64, usize)> = totals.collect();
        totals.sort_unstable();
        Self(totals.into_iter().map(|(_, person)| person).collect())
    }

    /// The lower and the upper group of those who answered an item.
    pub(super) fn groups(
        &self,
        credits: &Credits<'_>,
        item: usize,
        answered: usize,
    ) -> (Vec<usize>, Vec<usize>) {
        let size = group_size(answered);
        let has = |person: &usize| credits.get(*person, item).is_some();
        let people = || self.0.iter().copied();
        (
            people().filter(has).take(size).collect(),
            people().rev().filter(has).take(size).collect(),
        )
    }
}

/// 27 % of the people, at least one.
fn group_size(answered: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a part of a count
    let size = (GROUP * float(answered)).round() as usize;
    size.max(1)
}

/// Facility and discrimination of each item, in the order of the table.
pub fn item_figures(credits: &Credits<'_>) -> Vec<ItemFigures> {
    figures(credits, &Ranking::new(credits))
}

pub(super) fn figures(credits: &Credits<'_>, ranking: &Ranking) -> Vec<ItemFigures> {
    let mut sums = vec![Sums::default(); credits.items()];
    for row in credits.rows() {
        let (total, count) = row
            .clone()
            .flatten()
            .fold((0.0, 0), |(sum, n), credit| (sum + credit, n + 1));
        for (sums, credit) in sums.iter_mut().zip(row) {
            let Some(credit) = credit else { continue };
            sums.answered += 1;
            sums.credit += credit;
            if count > 1 {
                sums.pairs.add(credit, (total - credit) / float(count - 1));
            }
        }
    }
    let found = sums.iter().enumerate();
    found
        .map(|(item, sums)| ItemFigures {
            answered: sums.answered,
            facility: facility(sums),
            discrimination: (sums.answered > 0).then(|| {
                let groups = ranking.groups(credits, item, sums.answered);
                discrimination(credits, item, &sums.pairs, &groups)
            }),
        })
        .collect()
}

fn facility(sums: &Sums) -> Option<Facility> {
    let of = float(sums.answered);
    let (low, high) = wilson(sums.credit, of)?;
    let mean = sums.credit / of;
    Some(Facility { mean, low, high })
}

fn discrimination(
    credits: &Credits<'_>,
    item: usize,
    pairs: &Pairs,
    (lower, upper): &(Vec<usize>, Vec<usize>),
) -> Discrimination {
    let mean = |people: &[usize]| {
        let all = people
            .iter()
            .filter_map(|person| credits.get(*person, item));
        all.sum::<f64>() / float(people.len())
    };
    let item_rest = pairs.correlation();
    Discrimination {
        item_rest,
        interval: item_rest.and_then(|r| interval(r, pairs.n)),
        respondents: pairs.n,
        upper_lower: mean(upper) - mean(lower),
        group: upper.len(),
    }
}

/// tanh(atanh(r) -+ z/sqrt(n-3)); `None` under four people.
fn interval(r: f64, n: usize) -> Option<(f64, f64)> {
    let error = 1.0 / float(n.checked_sub(3).filter(|n| *n > 0)?).sqrt();
    // At r = 1 the transform has no end; the interval then is the point.
    let (at, reach) = (r.atanh(), normal(0.975) * error);
    Some(((at - reach).tanh(), (at + reach).tanh()))
}
