//! One factor behind the items of a scale, and omega from it.

/// Steps after which the search ends even if it still moves: it needs some dozens.
const MOST_STEPS: usize = 2000;
/// A loading that moves less than this stands.
const STILL: f64 = 1e-12;
/// A loading this near to 1 stands at the end of its range.
const AT_THE_END: f64 = 1e-9;
/// One factor has as many unknowns as there are correlations between three items.
pub(super) const FEWEST_ITEMS: usize = 3;

/// A symmetric matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Square {
    size: usize,
    cells: Vec<f64>,
}

impl Square {
    /// From what stands in each row and column.
    pub(super) fn new(size: usize, of: impl Fn(usize, usize) -> f64) -> Self {
        let cells = (0..size * size).map(|n| of(n / size, n % size)).collect();
        Self { size, cells }
    }

    pub(super) fn get(&self, row: usize, column: usize) -> f64 {
        let cell = self.cells.get(row * self.size + column);
        cell.copied().unwrap_or_default()
    }

    pub(super) fn diagonal(&self) -> impl Iterator<Item = f64> + '_ {
        self.cells.iter().step_by(self.size + 1).copied()
    }

    pub(super) fn total(&self) -> f64 {
        self.cells.iter().sum()
    }

    fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.cells.chunks_exact(self.size.max(1))
    }
}

/// Loadings of one factor on correlations by unweighted least squares: those that make the sum over
/// all pairs of (r - a b)^2 smallest (Harman and Jones 1966, minres).
///
/// Each loading in turn takes its best value given the others, which never makes the sum greater;
/// so it needs no eigenvalues, and no library for them. A loading stays within -1..=1 (Harman and
/// Fukuda 1966): beyond, an item would have less than no error.
pub(super) fn one_factor(correlations: &Square) -> Option<Vec<f64>> {
    let size = correlations.size;
    let off = correlations.total() - correlations.diagonal().sum::<f64>();
    if size < FEWEST_ITEMS || off <= 0.0 {
        return None;
    }
    // The centroid to begin with.
    let rows = correlations.rows().zip(correlations.diagonal());
    let mut loadings: Vec<f64> = rows
        .map(|(row, own)| ((row.iter().sum::<f64>() - own) / off.sqrt()).clamp(-1.0, 1.0))
        .collect();
    for _ in 0..MOST_STEPS {
        let mut moved: f64 = 0.0;
        let mut squares: f64 = loadings.iter().map(|loading| loading * loading).sum();
        for (item, row) in correlations.rows().enumerate() {
            let before = loadings.get(item).copied().unwrap_or_default();
            let pairs = row.iter().zip(&loadings);
            let fits = pairs.map(|(r, loading)| r * loading).sum::<f64>()
                - row.get(item).copied().unwrap_or_default() * before;
            let others = squares - before * before;
            if others <= f64::EPSILON {
                return None;
            }
            let best = (fits / others).clamp(-1.0, 1.0);
            squares = others + best * best;
            moved = moved.max((best - before).abs());
            if let Some(slot) = loadings.get_mut(item) {
                *slot = best;
            }
        }
        if moved < STILL {
            break;
        }
    }
    Some(loadings)
}

/// Omega of a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Omega {
    /// 0..=1.
    pub(super) value: f64,
    /// Whether every item has some error; else a loading stands at the end of its range, and how it
    /// moves there says nothing of its own error (a Heywood case).
    pub(super) proper: bool,
}

/// Omega total (`McDonald` 1999) of a sum of items with this covariance: the share of the variance
/// that one factor explains, (sum of l)^2 / ((sum of l)^2 + sum of errors), where l are the loadings
/// on correlations times the items' standard deviations. Items that are the same for all add
/// nothing. `None` under three others, or without any common variance.
pub(super) fn omega(covariance: &Square) -> Option<Omega> {
    let varied: Vec<usize> = covariance
        .diagonal()
        .enumerate()
        .filter(|(_, variance)| *variance > f64::EPSILON)
        .map(|(item, _)| item)
        .collect();
    let at = |n: usize| varied.get(n).copied().unwrap_or_default();
    let deviation = |n: usize| covariance.get(at(n), at(n)).sqrt();
    let correlations = Square::new(varied.len(), |a, b| {
        covariance.get(at(a), at(b)) / (deviation(a) * deviation(b))
    });
    let loadings = one_factor(&correlations)?;
    let (mut common, mut errors, mut proper) = (0.0, 0.0, true);
    for (n, loading) in loadings.iter().enumerate() {
        let deviation = deviation(n);
        proper &= loading.abs() < 1.0 - AT_THE_END;
        common += loading * deviation;
        errors += deviation * deviation * (1.0 - loading * loading);
    }
    let common = common * common;
    let value = common / (common + errors);
    value.is_finite().then_some(Omega { value, proper })
}
