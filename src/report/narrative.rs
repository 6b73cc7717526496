//! Which passages of the narrative hold for a result: no more than its numbers support.

use crate::bank::{Assessment, Part, Passage, ScaleId, VerdictWord, When};
use crate::score::{Certainty, Direction, FitResult, ScaleScore, Side, Verdict};

/// The middle of a scale, in points: half-way on everything.
const MIDDLE: f64 = 50.0;

/// The passages to tell, in order.
pub fn narrative<'a>(frame: &'a Assessment, result: &FitResult) -> Vec<&'a Passage> {
    let of_part = |part: Part| {
        let passages = frame.narrative.iter();
        passages
            .filter(move |passage| passage.part == part)
            // Where no scale stands out, none can be told apart from the others.
            .filter(|passage| passage.part != Part::Mix || result.shape.differentiated)
            .filter(|passage| holds(&passage.when, frame, result))
            .take(part.most())
    };
    Part::ALL.into_iter().flat_map(of_part).collect()
}

fn holds(when: &When, frame: &Assessment, result: &FitResult) -> bool {
    let standing = result.standing;
    let is = |wanted: Option<bool>, found: bool| wanted.is_none_or(|wanted| wanted == found);
    let all = |ids: &[ScaleId], test: &dyn Fn(&ScaleId) -> bool| ids.iter().all(test);
    let count = |test: fn(&ScaleScore) -> bool| result.scales.iter().filter(|s| test(s)).count();
    let many =
        |least: Option<u16>, found: usize| least.is_none_or(|least| found >= usize::from(least));
    // Without a fit nothing is said about it.
    let needs_standing = !when.standing.is_empty() || when.sure.is_some();
    (!needs_standing || standing.is_some())
        && standing.is_none_or(|standing| {
            (when.standing.is_empty() || when.standing.contains(&standing.at))
                && is(when.sure, standing.low == standing.high)
        })
        && all(&when.high, &|id| score(result, id).is_some_and(is_high))
        && all(&when.low, &|id| score(result, id).is_some_and(is_low))
        && all(&when.met, &|id| meets(frame, result, id))
        && all(&when.gap, &|id| falls_short(result, id))
        && when.verdict.as_ref().is_none_or(|(word, other)| {
            let comparison = result
                .comparisons
                .iter()
                .find(|found| found.other == *other);
            comparison.is_some_and(|found| said(found.verdict) == Some(*word))
        })
        && is(when.shape, result.shape.differentiated)
        && many(when.many_high, count(is_high))
        && many(when.many_low, count(is_low))
        && is(when.doubtful, result.quality.doubtful())
}

fn score<'r>(result: &'r FitResult, id: &ScaleId) -> Option<&'r ScaleScore> {
    result.scales.iter().find(|score| score.scale == *id)
}

fn is_high(score: &ScaleScore) -> bool {
    score
        .estimate
        .as_ref()
        .is_some_and(|found| found.low > MIDDLE)
}

fn is_low(score: &ScaleScore) -> bool {
    score
        .estimate
        .as_ref()
        .is_some_and(|found| found.high < MIDDLE)
}

fn meets(frame: &Assessment, result: &FitResult, id: &ScaleId) -> bool {
    let role = frame.role(&frame.role);
    let demand = role.and_then(|role| role.profile.iter().find(|demand| demand.scale == *id));
    let estimate = score(result, id).and_then(|score| score.estimate.as_ref());
    demand
        .zip(estimate)
        .is_some_and(|(demand, found)| found.score >= demand.level)
}

fn falls_short(result: &FitResult, id: &ScaleId) -> bool {
    result.gaps.iter().any(|gap| {
        gap.scale == *id && gap.direction == Direction::Short && gap.certainty == Certainty::Real
    })
}

fn said(verdict: Verdict) -> Option<VerdictWord> {
    match verdict {
        Verdict::Clear(Side::Role) => Some(VerdictWord::ClearRole),
        Verdict::Clear(Side::Other) => Some(VerdictWord::ClearOther),
        Verdict::Leaning(Side::Role) => Some(VerdictWord::LeaningRole),
        Verdict::Leaning(Side::Other) => Some(VerdictWord::LeaningOther),
        Verdict::TooClose => Some(VerdictWord::TooClose),
        Verdict::Neither => Some(VerdictWord::Neither),
        Verdict::Unknown => None,
    }
}
