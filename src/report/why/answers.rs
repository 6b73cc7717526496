//! What the pairs put first, and what the answers say about themselves.

use super::super::document::{Document, Target, Tone};
use super::super::fit::Telling;
use super::super::remarks;
use super::super::words::{AGREEMENT, points, said, tenths};
use super::Number;
use super::source::{Source, sources};
use super::sum::{ERROR, POINTS, SHARE, formula, line, shown, squares, terms, worked};
use crate::bank::{Response, ScaleId};
use crate::score::{
    CONTRADICTS, PairAnswer, Quality, QualityItem, Remark, ScaleSpread, level_gap, limit,
    longest_string, pair_answers, quality_items, quick, spreads,
};

impl Telling<'_> {
    pub(super) fn why_pairs(&self, page: &mut Document) {
        page.text(
            Tone::Plain,
            "Each pair sets two things against each other that are both good. What you lean to is \
             counted for the one and what is left for the other, so the pairs say what comes before \
             what. They move no score.",
        );
        let answers = self.run.answers();
        let pairs = pair_answers(self.run.bank(), &answers);
        page.heading("Your answers");
        for pair in &pairs {
            self.pair(page, pair);
        }
        page.heading("Taken together");
        for share in &self.result.pairs.order {
            let added = pairs.iter().filter_map(|pair| {
                let side = |scale: &ScaleId, adds: f64| (*scale == share.scale).then_some(adds);
                side(&pair.left.scale, pair.to_left)
                    .or_else(|| side(&pair.right.scale, pair.to_right))
            });
            let total = shown(share.preferred, SHARE);
            let (name, of) = (self.scale_name(&share.scale), share.of);
            let (added, part) = (terms(added, SHARE), shown(share.part(), SHARE));
            let (told, added) = (tenths(share.preferred), worked(&added, &total));
            page.bullet(
                Tone::Plain,
                format!("{name}: {added}, told as {told} of {of}; {total} / {of} = {part}"),
            );
        }
        page.text(Tone::Plain, "The largest share comes first.");
        self.contradictions(page);
        sources(
            page,
            &[Source::Own(
                "Counting what is preferred, and naming a contradiction beyond 1.65 standard errors \
                 (90 %): pofit's own rule.",
            )],
        );
    }

    fn pair(&self, page: &mut Document, pair: &PairAnswer<'_>) {
        let step = pair.step;
        let said = said(pair.item, &Response::Step(step));
        page.bullet(
            Tone::Plain,
            format!(
                "\"{}\" or \"{}\": you said {said} ({step}). For {}, the second: ({step} - 1) / 4 = \
                 {}. For {}, the first: 1 - {3} = {}",
                pair.left.text,
                pair.right.text,
                self.scale_name(&pair.right.scale),
                shown(pair.to_right, SHARE),
                self.scale_name(&pair.left.scale),
                shown(pair.to_left, SHARE),
            ),
        );
    }

    /// Pairs that say the reverse of the levels, with the levels.
    fn contradictions(&self, page: &mut Document) {
        let found = &self.result.pairs.contradictions;
        if found.is_empty() {
            return;
        }
        page.heading("Where your statements say the reverse");
        let mut scales: Vec<&ScaleId> = Vec::new();
        let find = |id: &ScaleId| {
            let scale = self.result.scales.iter().find(|scale| scale.scale == *id);
            scale.and_then(|scale| scale.estimate.as_ref())
        };
        for one in found {
            let gap = level_gap(&self.result.scales, &one.preferred, &one.other);
            let levels = find(&one.preferred).zip(find(&one.other));
            let Some((gap, (preferred, other))) = gap.zip(levels) else {
                continue;
            };
            for scale in [&one.preferred, &one.other] {
                if !scales.contains(&scale) {
                    scales.push(scale);
                }
            }
            page.bullet(
                Tone::Caution,
                format!(
                    "{0} before {1}, though the level of {1} is higher by {2} - {3} = {4}. Of \
                     differences that errors alone make, nine in ten stay under {5} x sqrt({6}^2 + \
                     {7}^2) = {8}",
                    self.scale_name(&one.preferred),
                    self.scale_name(&one.other),
                    shown(other.score, POINTS),
                    shown(preferred.score, POINTS),
                    shown(gap.difference, POINTS),
                    shown(CONTRADICTS, POINTS),
                    shown(preferred.se, ERROR),
                    shown(other.se, ERROR),
                    shown(gap.limit, POINTS),
                ),
            );
        }
        for scale in scales {
            let target = Target::Number(Number::Scale(scale.clone()));
            page.link(self.scale_name(scale), None, target);
        }
    }

    pub(super) fn why_remark(&self, page: &mut Document, remark: Remark) {
        let quality = &self.result.quality;
        if !quality.remarks.contains(&remark) {
            return;
        }
        page.text(Tone::Caution, remarks::words(remark, quality));
        let answers = self.run.answers();
        let items = quality_items(self.run.bank(), &answers);
        page.heading("How it is counted");
        match remark {
            Remark::LongString => long_string(page, &items),
            Remark::TooFast => too_fast(page, quality, &items),
            Remark::ManySkipped => {
                line(
                    page,
                    "Skipped items of all that were asked",
                    &format!("{} / {}", quality.skipped, quality.asked),
                    &shown(quality.skipped_share(), SHARE),
                );
                beyond(page, limit::SKIPPED);
            }
            Remark::Contradictions => self.contradicting(page, quality, &items),
            Remark::Scatter => self.scattered(page, quality, &items),
            Remark::YesSaying | Remark::NoSaying => self.leaning(page, quality, &items, remark),
        }
        let from = if remark == Remark::TooFast {
            Source::Careless
        } else {
            Source::Own(
                "From where a remark is made: pofit's own choice, so that few of those who answer \
                 with care get one.",
            )
        };
        sources(page, &[from]);
    }

    /// The two ways of asking, scale by scale; the differences.
    fn apart(&self, page: &mut Document, spreads: &[ScaleSpread]) -> Vec<f64> {
        let mut differences = Vec::new();
        for spread in spreads {
            let (Some((forward, backward)), Some(difference)) =
                (spread.means.0.zip(spread.means.1), spread.difference)
            else {
                continue;
            };
            differences.push(difference);
            let mean = |values: &[f64], mean: f64| {
                let added = terms(values.iter().copied(), SHARE);
                format!("({added}) / {} = {}", values.len(), shown(mean, SHARE))
            };
            let note = format!(
                "Keyed forwards {}; reverse-keyed {}; apart {} - {} = {}",
                mean(&spread.forward, forward),
                mean(&spread.backward, backward),
                shown(forward, SHARE),
                shown(backward, SHARE),
                shown(difference, SHARE),
            );
            self.scale_link(page, &spread.scale, &note);
        }
        differences
    }

    fn scale_link(&self, page: &mut Document, scale: &ScaleId, note: &str) {
        let target = Target::Number(Number::Scale(scale.clone()));
        page.link(self.scale_name(scale), Some(note), target);
    }

    fn contradicting(&self, page: &mut Document, quality: &Quality, items: &[QualityItem]) {
        page.text(
            Tone::Plain,
            "Of each scale, the mean of what is keyed forwards is laid beside the mean of what is \
             reverse-keyed. Who answers both in the same sense has them alike.",
        );
        let apart = self.apart(page, &spreads(items));
        let sizes = terms(apart.iter().map(|difference| difference.abs()), SHARE);
        let Some(found) = quality.inconsistency else {
            return;
        };
        line(
            page,
            "How far they lie apart, whichever way, on average",
            &format!("({sizes}) / {}", apart.len()),
            &shown(found, SHARE),
        );
        beyond(page, limit::INCONSISTENT);
        formula(
            page,
            "I = mean over the scales of |mean keyed forwards - mean reverse-keyed|",
        );
    }

    fn leaning(
        &self,
        page: &mut Document,
        quality: &Quality,
        items: &[QualityItem],
        remark: Remark,
    ) {
        page.text(
            Tone::Plain,
            "Of each scale, the mean of what is keyed forwards is laid beside the mean of what is \
             reverse-keyed. Who agrees with everything has the first above the second, everywhere; \
             who disagrees with everything has it below.",
        );
        let apart = self.apart(page, &spreads(items));
        let Some(found) = quality.acquiescence else {
            return;
        };
        line(
            page,
            "How far they lie apart on average, and half of that",
            &format!(
                "({}) / {} / 2",
                terms(apart.iter().copied(), SHARE),
                apart.len()
            ),
            &shown(found, SHARE),
        );
        let side = if remark == Remark::NoSaying {
            -1.0
        } else {
            1.0
        };
        beyond(page, side * limit::ACQUIESCENT);
        formula(
            page,
            "A = mean over the scales of (mean keyed forwards - mean reverse-keyed) / 2",
        );
    }

    fn scattered(&self, page: &mut Document, quality: &Quality, items: &[QualityItem]) {
        page.text(
            Tone::Plain,
            "Of each scale, how far what the statements add lies from its own mean: the standard \
             deviation. Careful answers have about 0.2, ticking at random about 0.35.",
        );
        let mut found = Vec::new();
        for spread in spreads(items) {
            let Some((mean, deviation)) = spread.mean.zip(spread.deviation) else {
                continue;
            };
            found.push(deviation);
            let all = [spread.forward.as_slice(), spread.backward.as_slice()].concat();
            let note = format!(
                "sqrt(({}) / ({} - 1)) = {}",
                squares(&all, mean),
                all.len(),
                shown(deviation, SHARE),
            );
            self.scale_link(page, &spread.scale, &note);
        }
        let Some(scatter) = quality.scatter else {
            return;
        };
        line(
            page,
            "The mean of them",
            &format!(
                "({}) / {}",
                terms(found.iter().copied(), SHARE),
                found.len()
            ),
            &shown(scatter, SHARE),
        );
        beyond(page, limit::SCATTERED);
        formula(
            page,
            "D = mean over the scales of sqrt(sum((c - mean)^2) / (n - 1))",
        );
    }
}

/// From where a remark is made.
fn beyond(page: &mut Document, limit: f64) {
    page.bullet(
        Tone::Strong,
        format!("A remark is made beyond {}.", shown(limit, SHARE)),
    );
}

fn long_string(page: &mut Document, items: &[QualityItem]) {
    let run = longest_string(items);
    let said = run
        .first()
        .and_then(|item| AGREEMENT.get(usize::from(item.step).saturating_sub(1)));
    page.bullet(
        Tone::Plain,
        format!(
            "The longest run of one answer among the statements: {} times {}.",
            run.len(),
            said.copied().unwrap_or_default(),
        ),
    );
    page.bullet(
        Tone::Strong,
        format!(
            "A remark is made beyond {} and beyond a third of the {} statements answered: beyond {}.",
            limit::LONG_STRING,
            items.len(),
            limit::long_string(items.len()),
        ),
    );
}

fn too_fast(page: &mut Document, quality: &Quality, items: &[QualityItem]) {
    let timed = items.iter().filter(|item| item.seconds.is_some()).count();
    let (Some(median), Some(share)) = (quality.median_seconds, quality.share_under_1s) else {
        return;
    };
    page.bullet(
        Tone::Plain,
        format!(
            "Half of the statements took {} seconds or less (the median of {timed} that were \
             timed). A remark is made below {}.",
            shown(median, POINTS),
            shown(limit::FAST_MEDIAN, POINTS),
        ),
    );
    line(
        page,
        "Those that took less than a second",
        &format!("{} / {timed}", quick(items)),
        &shown(share, SHARE),
    );
    beyond(page, limit::FAST_SHARE);
    page.text(Tone::Plain, "Either is enough for the remark.");
}

/// A remark in a few words, with its index.
pub(super) fn remark_label(remark: Remark, quality: &Quality) -> String {
    let index = |value: Option<f64>| value.map_or_else(String::new, |value| shown(value, 2));
    match remark {
        Remark::LongString => format!("One answer in a row: {} times", quality.longest_string),
        Remark::TooFast => format!("Quick answers: median {} s", index(quality.median_seconds)),
        Remark::Contradictions => format!("Contradictions: {}", index(quality.inconsistency)),
        Remark::Scatter => format!("Scatter: {}", index(quality.scatter)),
        Remark::YesSaying => format!("Agreeing throughout: {}", index(quality.acquiescence)),
        Remark::NoSaying => format!("Disagreeing throughout: {}", index(quality.acquiescence)),
        Remark::ManySkipped => format!("Skipped: {} %", points(100.0 * quality.skipped_share())),
    }
}
