//! The search for the fewest changes: from one to the most, over the choices of each scale.

use super::bounds::Need;
use super::levers::{AnswerChange, Lever};
use super::scale::{Pick, Scale};
use super::way::{Trail, Way};
use super::wins::Wins;
use super::{Needed, ways_from};
use crate::bank::{Answer, Bank, Demand, Response, RoleId};
use crate::score::distance::{farthest_of_all, role_fit};
use crate::score::draws::{Deviates, Draws};
use crate::score::verdict::{Verdict, compare_draws, shape, verdict, weighted_mean};
use crate::score::{content_hash, settled};

/// More choices with one number of changes would take a second to draw. Of 1,800 simulated sittings of
/// the built-in assessment none had more than 519.
const MOST_CHOICES: usize = 20_000;
/// More steps of the search would take a second. None of those sittings took more than 45,000.
const MOST_STEPS: usize = 300_000;
/// The verdict between two roles, and what its scales can become.
pub(super) struct Search<'a> {
    bank: &'a Bank,
    answers: &'a [Answer],
    own: &'a [Demand],
    other: &'a [Demand],
    seed: u64,
    /// Score and error of every scale as answered, in the frame's order.
    given: Vec<Option<(f64, f64)>>,
    /// What the shape's statistic must reach.
    pub(super) critical: f64,
    /// Those with a score, the ones that matter most to the margin first.
    pub(super) scales: Vec<Scale<'a>>,
}

/// Answers that give another verdict.
pub(super) struct Found {
    /// In the order shown.
    changes: Vec<AnswerChange>,
    then: Verdict,
    /// Whether they also do so with the draws that they themselves would seed.
    pub(super) sure: bool,
}

impl<'a> Search<'a> {
    /// `None` when one of the roles has no fit.
    pub(super) fn new(bank: &'a Bank, answers: &'a [Answer], other: &RoleId) -> Option<Self> {
        let frame = bank.assessment()?;
        let own = &frame.role(&frame.role)?.profile;
        let other = &frame.role(other)?.profile;
        let settled = settled(answers);
        let lever = |scale: &crate::bank::Scale| Lever::new(bank, &settled, &scale.id);
        let levers: Vec<Lever<'a>> = frame.scales.iter().map(lever).collect();
        let given: Vec<Option<(f64, f64)>> = levers.iter().map(Lever::given).collect();
        let worst = |profile| farthest_of_all(profile, given.iter().map(Option::is_some));
        let worst = (worst(own)?, worst(other)?);
        let known: Vec<(f64, f64)> = given.iter().flatten().copied().collect();
        let middle = weighted_mean(&known);
        let seed = content_hash(bank, answers).seed();
        let mut deviates = Deviates::new(seed);
        let asked = own.iter().zip(other).enumerate();
        let mut scales: Vec<Scale<'a>> = asked
            .zip(levers)
            .filter_map(|((place, (own, other)), lever)| {
                // Drawn for every scale, as the draws of the verdict are.
                let deviates = deviates.of_the_next();
                lever.given()?;
                Some(Scale::new(
                    (place, lever),
                    deviates.to_vec(),
                    (own, worst.0),
                    (other, worst.1),
                    middle,
                ))
            })
            .collect();
        // What matters most is chosen first: the bounds on the rest are then close.
        scales.sort_by(|a, b| b.matters().total_cmp(&a.matters()));
        Some(Self {
            bank,
            answers,
            own,
            other,
            seed,
            critical: shape(&given).critical,
            given,
            scales,
        })
    }

    /// The verdict on the answers as given.
    pub(super) fn verdict(&self) -> Verdict {
        self.judge(&self.given, self.seed)
    }

    /// The verdict on scores with their errors, as a result has it.
    fn judge(&self, scales: &[Option<(f64, f64)>], seed: u64) -> Verdict {
        let draws = Draws::new(scales, seed);
        let scores: Vec<Option<f64>> = scales
            .iter()
            .map(|found| found.map(|(score, _)| score))
            .collect();
        let fits = role_fit(self.own, &scores).zip(role_fit(self.other, &scores));
        let share = compare_draws(&draws.fits(self.own), &draws.fits(self.other));
        fits.zip(share).map_or(Verdict::Unknown, |(fits, share)| {
            verdict(fits, share, shape(scales).differentiated)
        })
    }

    /// The fewest changes, up to `most`, that give another verdict than `now`.
    pub(super) fn fewest(mut self, most: usize, now: Verdict) -> Needed {
        let ways = ways_from(now);
        let mut wins: Vec<Wins> = Vec::new();
        for need in ways.iter().flatten() {
            if let Need::Wins(side, _) = need {
                wins.push(Wins::new(*side, &self.scales));
            }
        }
        let mut steps = MOST_STEPS;
        for changes in 1..=most {
            if self.choices(changes) > MOST_CHOICES {
                return Needed::MoreThan(changes - 1);
            }
            if changes > 1 {
                self.scales
                    .iter_mut()
                    .for_each(|scale| scale.widen(changes));
            }
            for wins in &mut wins {
                wins.widen(&self.scales, changes);
            }
            let mut trail = Trail::new(steps);
            for needs in &ways {
                let way = Way::new(&self, needs, &wins, now, changes);
                if way.follow(&mut trail).is_break() {
                    break;
                }
            }
            steps = trail.steps;
            match trail.found {
                Some(Found { changes, then, .. }) => return Needed::These { changes, then },
                None if steps == 0 => return Needed::MoreThan(changes - 1),
                None => {}
            }
        }
        Needed::MoreThan(most)
    }

    /// How many choices there are with so many changes.
    fn choices(&self, changes: usize) -> usize {
        let counts = self.scales.iter().map(|scale| scale.lever.count(changes));
        counts.fold(0, usize::saturating_add)
    }

    /// Another verdict than `now`, when the choices give one: of the first scales one each, the others
    /// stay as answered.
    pub(super) fn with(&self, picks: &[&Pick], now: Verdict) -> Option<Found> {
        let mut scales = self.given.clone();
        let mut changed = Vec::new();
        for (scale, pick) in self.scales.iter().zip(picks) {
            if let Some(scored) = scales.get_mut(scale.place) {
                *scored = Some(pick.choice.scored);
            }
            changed.extend(scale.lever.changes(&pick.choice));
        }
        let then = self.judge(&scales, self.seed);
        if then == now {
            return None;
        }
        let (mut changes, mut answers) = (Vec::new(), Vec::new());
        for answer in settled(self.answers) {
            let mut answer = answer.clone();
            if let Some(change) = changed.iter().find(|change| change.item == answer.item) {
                answer.response = Some(Response::Step(change.to));
                changes.push(change.clone());
            }
            answers.push(answer);
        }
        let seed = content_hash(self.bank, &answers).seed();
        Some(Found {
            changes,
            then,
            sure: self.judge(&scales, seed) == then,
        })
    }
}
