//! How far the sum over the items of a scale would come out the same with other such items.

use super::super::numbers::{deviation, fisher, float, mean, student};
use super::credits::Credits;
use super::factor::{Square, omega};
use schemars::JsonSchema;
use serde::Serialize;

/// People are put into so many groups, by turns, for the error of omega.
const GROUPS: usize = 25;

/// A scale's reliability, from the people who answered all items of it that count.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reliability {
    /// Items that count: those that at least half of the scale's people answered.
    pub items: usize,
    /// People who answered all of them.
    pub respondents: usize,
    /// Mean of the summed credit, 0..=items.
    pub total_mean: f64,
    /// Standard deviation (n-1) of the summed credit.
    pub total_sd: f64,
    /// Cronbach's alpha (1951), at most 1.
    pub alpha: f64,
    /// Feldt's 95 % interval of alpha (1965).
    pub alpha_interval: (f64, f64),
    /// Kuder and Richardson's formula 20 (1937), which is alpha of items that are right or wrong;
    /// `None` when an item has partial credit.
    pub kr_20: Option<f64>,
    /// Omega total of one factor by unweighted least squares; `None` when no factor is found.
    pub omega: Option<f64>,
    /// The 95 % interval of omega, by the jackknife over 25 groups of people; `None` where an item
    /// would have no error of its own, which leaves omega without one too.
    pub omega_interval: Option<(f64, f64)>,
    /// Standard error of measurement of the summed credit, sd sqrt(1 - alpha).
    pub sem: f64,
}

/// Sums over some people.
#[derive(Debug, Clone)]
struct Sums {
    n: usize,
    /// Of each item.
    single: Vec<f64>,
    /// Of the products of each two items, below and on the diagonal, row by row.
    products: Vec<f64>,
}

impl Sums {
    fn new(items: usize) -> Self {
        Self {
            n: 0,
            single: vec![0.0; items],
            products: vec![0.0; items * (items + 1) / 2],
        }
    }

    fn add(&mut self, row: &[f64]) {
        self.n += 1;
        let mut products = self.products.as_mut_slice();
        for (item, (sum, value)) in self.single.iter_mut().zip(row).enumerate() {
            *sum += value;
            let Some((own, rest)) = std::mem::take(&mut products).split_at_mut_checked(item + 1)
            else {
                return;
            };
            for (product, other) in own.iter_mut().zip(row) {
                *product += value * other;
            }
            products = rest;
        }
    }

    /// These people and those, or without those.
    fn with(&self, other: &Self, sign: f64) -> Self {
        let sum = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a + sign * b).collect();
        Self {
            n: if sign > 0.0 {
                self.n + other.n
            } else {
                self.n.saturating_sub(other.n)
            },
            single: sum(&self.single, &other.single),
            products: sum(&self.products, &other.products),
        }
    }

    /// With n-1.
    fn covariance(&self) -> Square {
        let n = float(self.n);
        let single = |item: usize| self.single.get(item).copied().unwrap_or_default();
        Square::new(self.single.len(), |a, b| {
            let (a, b) = (a.max(b), a.min(b));
            let product = self.products.get(a * (a + 1) / 2 + b);
            let centred = product.copied().unwrap_or_default() - single(a) * single(b) / n;
            // What rounding leaves of no variance is none.
            let least = f64::EPSILON * n;
            if a == b && centred < least {
                0.0
            } else {
                centred / (n - 1.0)
            }
        })
    }
}

/// How reliable the sum over these items is; `None` under two items or three people who answered
/// all that count, or when they do not differ at all.
///
/// An item that fewer than half of the scale's people answered does not count, so that a long and a
/// short form can stand together.
pub fn reliability(credits: &Credits<'_>) -> Option<Reliability> {
    let credits = credits.only(&common_items(credits));
    let items = credits.items();
    let (means, dichotomous) = columns(&credits);
    let mut groups = vec![Sums::new(items); GROUPS];
    let mut row: Vec<f64> = Vec::with_capacity(items);
    let mut people = 0;
    for cells in credits.rows() {
        row.clear();
        row.extend(
            cells
                .zip(&means)
                .map_while(|(cell, mean)| Some(cell? - mean)),
        );
        if row.len() < items {
            continue;
        }
        if let Some(group) = groups.get_mut(people % GROUPS) {
            group.add(&row);
        }
        people += 1;
    }
    let all = groups
        .iter()
        .fold(Sums::new(items), |all, group| all.with(group, 1.0));
    if items < 2 || all.n < 3 {
        return None;
    }
    let covariance = all.covariance();
    let (k, n) = (float(items), float(all.n));
    let variance = covariance.total();
    let singles: f64 = covariance.diagonal().sum();
    if variance <= f64::EPSILON {
        return None;
    }
    let alpha = k / (k - 1.0) * (1.0 - singles / variance);
    let omega = omega(&covariance);
    Some(Reliability {
        items,
        respondents: all.n,
        total_mean: means.iter().sum::<f64>() + all.single.iter().sum::<f64>() / n,
        total_sd: variance.sqrt(),
        alpha,
        alpha_interval: feldt(alpha, n, k),
        kr_20: dichotomous.then(|| kr_20(&all, &means, variance)),
        omega: omega.map(|omega| omega.value),
        omega_interval: omega
            .filter(|omega| omega.proper)
            .and_then(|omega| jackknife(omega.value, &all, &groups)),
        sem: variance.sqrt() * (1.0 - alpha).max(0.0).sqrt(),
    })
}

/// People who answered all items that count.
pub(super) fn complete(credits: &Credits<'_>) -> usize {
    let credits = credits.only(&common_items(credits));
    credits
        .rows()
        .filter(|row| row.clone().all(|cell| cell.is_some()))
        .count()
}

/// Items that at least half of those answered who answered any.
fn common_items(credits: &Credits<'_>) -> Vec<usize> {
    let mut answered = vec![0_usize; credits.items()];
    let mut people = 0;
    for row in credits.rows() {
        let mut any = false;
        for (count, cell) in answered.iter_mut().zip(row) {
            *count += usize::from(cell.is_some());
            any |= cell.is_some();
        }
        people += usize::from(any);
    }
    let common = answered.iter().enumerate();
    common
        .filter(|(_, count)| **count > 0 && **count * 2 >= people)
        .map(|(item, _)| item)
        .collect()
}

/// Each item's mean over all who answered it, to take sums from the middle; and whether every
/// credit is 0 or 1.
fn columns(credits: &Credits<'_>) -> (Vec<f64>, bool) {
    let mut sums = vec![(0.0, 0_usize); credits.items()];
    let mut dichotomous = true;
    for row in credits.rows() {
        for ((sum, n), credit) in sums.iter_mut().zip(row) {
            let Some(credit) = credit else { continue };
            (*sum, *n) = (*sum + credit, *n + 1);
            dichotomous &= credit <= 0.0 || credit >= 1.0;
        }
    }
    let mean = |(sum, n): &(f64, usize)| sum / float((*n).max(1));
    (sums.iter().map(mean).collect(), dichotomous)
}

/// Feldt's interval: (1 - alpha) over (1 - true alpha) is F with n-1 and (n-1)(k-1) degrees of
/// freedom.
fn feldt(alpha: f64, n: f64, k: f64) -> (f64, f64) {
    let (people, both) = (n - 1.0, (n - 1.0) * (k - 1.0));
    let end = |share: f64| 1.0 - (1.0 - alpha) * fisher(share, people, both);
    (end(0.975), end(0.025))
}

/// k/(k-1) (1 - sum of pq / variance of the total), both variances with n.
fn kr_20(all: &Sums, means: &[f64], variance: f64) -> f64 {
    let (k, n) = (float(means.len()), float(all.n));
    let shares = means
        .iter()
        .zip(&all.single)
        .map(|(mean, sum)| mean + sum / n);
    let singles: f64 = shares.map(|p| p * (1.0 - p)).sum();
    k / (k - 1.0) * (1.0 - singles / (variance * (n - 1.0) / n))
}

/// Omega's interval from how it moves when each group is left out in turn (Tukey 1958), on the scale
/// of ln(1 - omega), where its distribution is nearer to a normal one.
fn jackknife(omega: f64, all: &Sums, groups: &[Sums]) -> Option<(f64, f64)> {
    let groups: Vec<&Sums> = groups.iter().filter(|group| group.n > 0).collect();
    let g = float(groups.len());
    let on = |omega: f64| (1.0 - omega.min(1.0 - f64::EPSILON)).ln();
    let pseudo = |group: &&Sums| {
        let rest = self::omega(&all.with(group, -1.0).covariance())?.value;
        Some(g * on(omega) - (g - 1.0) * on(rest))
    };
    let values: Option<Vec<f64>> = groups.iter().map(pseudo).collect();
    let values = values?;
    let reach = student(0.975, g - 1.0) * deviation(&values)? / g.sqrt();
    mean(&values).filter(|mean| mean.is_finite())?;
    let end = |at: f64| 1.0 - at.exp();
    Some((end(on(omega) + reach), end(on(omega) - reach)))
}
