//! What to do with the result of an assessment: strengths to use, traits to grow with one step each,
//! what the pairs say, what to read, and what the numbers do not mean.

use super::document::{Document, Target, Tone};
use super::fit::Telling;
use super::words::count;
use crate::bank::{FaqId, GrowthKind, Scale};
use crate::learn::Entry;
use crate::score::{Certainty, Direction, Gap};

/// At most so many questions are suggested for reading: more is a list nobody opens.
const READING: usize = 5;

/// Whether a gap lies beyond the error, in words.
pub(super) fn how_sure(gap: &Gap) -> &'static str {
    match (gap.direction, gap.certainty) {
        (Direction::TooMuch, _) => "more of it than this role rewards",
        (_, Certainty::Real) => "the whole band lies below the level",
        (_, Certainty::Possible) => "possibly: the band touches the level",
    }
}

impl Telling<'_> {
    pub(super) fn strengths(&self, page: &mut Document) {
        let found: Vec<&Scale> = self
            .result
            .strengths
            .iter()
            .filter_map(|id| self.frame.scale(id))
            .collect();
        page.heading("Strengths to use");
        if found.is_empty() {
            page.text(
                Tone::Plain,
                "No scale that counts here reaches the profile's level yet.",
            );
        }
        for scale in found {
            page.bullet(Tone::Good, format!("{}: {}", scale.name, scale.strength));
        }
    }

    pub(super) fn growth(&self, page: &mut Document) {
        page.heading("Where to grow, and one step each");
        let found: Vec<(&Scale, Option<&Gap>)> = self
            .result
            .grow
            .iter()
            .filter_map(|id| self.frame.scale(id))
            .map(|scale| {
                (
                    scale,
                    self.result.gaps.iter().find(|gap| gap.scale == scale.id),
                )
            })
            .collect();
        if found.is_empty() {
            page.text(Tone::Plain, "No gap to the profile shows in these answers.");
        }
        for (scale, gap) in found {
            let how_sure = gap.map_or("below the level", how_sure);
            page.text(Tone::Strong, format!("{} ({how_sure})", scale.name));
            let step = scale.grow.iter().find(|step| step.kind == GrowthKind::Try);
            if let Some(step) = step.or(scale.grow.first()) {
                page.bullet(Tone::Plain, step.text.as_str());
            }
        }
    }

    pub(super) fn first_things(&self, page: &mut Document) {
        let pairs = &self.result.pairs;
        if pairs.order.is_empty() {
            return;
        }
        page.heading("What you put first");
        let told: Vec<String> = pairs
            .order
            .iter()
            .map(|share| {
                format!(
                    "{} ({} of {})",
                    self.scale_name(&share.scale),
                    super::words::tenths(share.preferred),
                    share.of
                )
            })
            .collect();
        page.text(
            Tone::Plain,
            format!("In the pairs you preferred: {}.", told.join(", ")),
        );
        page.text(
            Tone::Muted,
            "Pairs only say what comes before what; they move no score.",
        );
        for found in &pairs.contradictions {
            page.bullet(Tone::Caution, format!(
                "You put {} before {}, while your statements say the reverse. Both can be true; \
                 which one do you do on a bad day?",
                self.scale_name(&found.preferred), self.scale_name(&found.other),
            ));
        }
    }

    pub(super) fn reading(&self, page: &mut Document) {
        let mut ids: Vec<&FaqId> = Vec::new();
        let scales = self
            .result
            .grow
            .iter()
            .filter_map(|id| self.frame.scale(id));
        let from_scales: Vec<&FaqId> = scales.filter_map(|scale| scale.faq.first()).collect();
        let from_role = self
            .asked_role()
            .map(|role| role.faq.iter())
            .into_iter()
            .flatten();
        for id in from_scales.into_iter().chain(from_role) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let found: Vec<_> = ids
            .into_iter()
            .filter_map(|id| self.frame.faq.iter().find(|question| question.id == *id))
            .take(READING)
            .collect();
        if found.is_empty() {
            return;
        }
        page.heading("Worth reading");
        for question in found {
            let target = Target::Entry(Entry::Question(question.id.clone()));
            let short = question.short.as_str();
            page.link(question.question.as_str(), Some(short), target);
        }
    }

    pub(super) fn meaning(&self, page: &mut Document) {
        page.heading("What these numbers mean");
        page.text(
            Tone::Plain,
            "A scale is a percentage of the most that could be said of it, by you, today. A fit \
             is how near your scales lie to a profile that editors wrote: 100 is the profile \
             itself. Since scatter only ever leads away from a profile, a fit can lie at the upper \
             end of its interval or above it. Neither is a percentile, since there are no norms, and neither says how well \
             you would do the work. No study validates this or any similar self-test. Shadow \
             somebody for a day, order a small backlog, talk with people who do the job: that \
             tells more.",
        );
        let answered = count(self.run.answered(), "answer", "answers");
        page.text(
            Tone::Muted,
            format!(
                "{answered} of {} items. Bank {} {}, {}. Seed {}.",
                self.run.len(),
                self.run.bank().head.id,
                self.run.bank().head.version,
                self.run
                    .bank()
                    .hash
                    .to_string()
                    .get(..12)
                    .unwrap_or_default(),
                self.run.plan().seed,
            ),
        );
    }
}
