//! Times of an item in bounded room: counts by the logarithm of the seconds.

/// The shortest time that is told apart, in seconds.
const SHORTEST: f64 = 0.05;
/// Times of one bin differ by a hundredth at most.
const STEP: f64 = 0.01;
/// Up to an hour; what takes longer stands in the last bin.
const BINS: usize = 1120;

/// How long answers took, to one part in two hundred.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Times {
    bins: Vec<u32>,
    count: usize,
}

impl Times {
    /// Adds a time in seconds; one that is none is passed over.
    pub(super) fn add(&mut self, seconds: f64) {
        if !seconds.is_finite() || seconds < 0.0 {
            return;
        }
        if self.bins.is_empty() {
            self.bins = vec![0; BINS];
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at least 0
        let bin = ((seconds.max(SHORTEST) / SHORTEST).ln() / STEP) as usize;
        if let Some(bin) = self.bins.get_mut(bin.min(BINS - 1)) {
            *bin = bin.saturating_add(1);
            self.count += 1;
        }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The time with this rank, from 0, in seconds: the middle of its bin.
    pub(super) fn ranked(&self, rank: usize) -> Option<f64> {
        let mut before = 0;
        for (bin, count) in (0_u16..).zip(&self.bins) {
            before += usize::try_from(*count).unwrap_or(usize::MAX);
            if rank < before {
                return Some(SHORTEST * ((f64::from(bin) + 0.5) * STEP).exp());
            }
        }
        None
    }
}
