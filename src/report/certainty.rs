//! How sure somebody was, in words: while answering, after the answer, and in the result, where it
//! makes the section about confidence.

use super::document::{Document, Mark, Meter, Tone};
use super::words::{capitalised, count, listed, points};
use crate::bank::Certainty;
use crate::score::{
    Claim, Confidence, Correctness, JUDGED, Judgement, LevelShare, certainty_mark, pays, stands_for,
};

/// The section's name; [`super::outline`] knows it, since its bars are no profile.
pub(super) const CONFIDENCE: &str = "Confidence";

/// A level in words.
pub(super) fn level_words(level: Certainty) -> &'static str {
    match level {
        Certainty::Low => "unsure",
        Certainty::Fair => "fairly sure",
        Certainty::Sure => "sure",
    }
}

/// How sure somebody says to be while answering, and what that earns.
pub fn certainty_words(said: Option<Certainty>) -> String {
    let Some(level) = said else {
        return "How sure are you? Say it if you like.".to_owned();
    };
    format!(
        "How sure: {} (right {}, else {})",
        level_words(level),
        signed(certainty_mark(level, true)),
        signed(certainty_mark(level, false)),
    )
}

/// What a certainty earned once its answer is marked: "Sure and right: +3".
pub fn certainty_told(level: Certainty, found: Correctness) -> String {
    let right = found == Correctness::Right;
    let was = match (found, level) {
        (Correctness::Right, _) => "and right",
        (Correctness::Partly, _) => "but only partly right",
        (Correctness::Wrong, Certainty::Low) => "and not right",
        (Correctness::Wrong, _) => "but not right",
    };
    let comma = if right { "" } else { "," };
    format!(
        "{}{comma} {was}: {}",
        capitalised(level_words(level)),
        signed(certainty_mark(level, right)),
    )
}

/// Adds the section about how well somebody judged their answers.
pub(super) fn section(page: &mut Document, found: &Confidence) {
    page.heading(CONFIDENCE);
    headline(page, found);
    for level in &found.levels {
        page.meter(level_meter(level));
    }
    for line in [mark_words(found), brier_words(found), bias_words(found)] {
        page.bullet(Tone::Plain, line);
    }
    page.text(
        Tone::Muted,
        "At each level: how often you were right, and where that level pays. Right means full \
         credit here: to be sure of an answer that is partly right is to be sure of something that \
         is not so.",
    );
}

fn headline(page: &mut Document, found: &Confidence) {
    let word = match found.judgement {
        Judgement::OverConfident => "Over-confident.",
        Judgement::UnderConfident => "Under-confident.",
        Judgement::Both => {
            "Over-confident where you were surer, under-confident where you were less."
        }
        Judgement::WellJudged => "Well judged, as far as these answers can tell.",
        Judgement::Unclear => match (&found.over, &found.under) {
            (Some(over), Some(under)) if over.leans && under.leans => {
                "Perhaps over-confident where you were surer, and under-confident where you were less: \
                 these answers do not settle it."
            }
            (Some(over), _) if over.leans => {
                "Perhaps over-confident: these answers do not settle it."
            }
            _ => "Perhaps under-confident: these answers do not settle it.",
        },
        Judgement::TooFew => {
            let few = count(found.answers, "answer", "answers");
            page.text(
                Tone::Plain,
                format!(
                    "You said how sure you were of {few}: too few for a word. It takes {JUDGED} \
                     that you were fairly sure or sure of, or {JUDGED} that you were unsure or fairly \
                     sure of."
                ),
            );
            return;
        }
    };
    page.text(Tone::Strong, word);
    let claims = [
        (&found.over, "pays above", "pays only above"),
        (&found.under, "pays up to", "pays only up to"),
    ];
    let claims: Vec<_> = claims
        .into_iter()
        .filter_map(|(claim, bound, only)| Some((claim.as_ref()?, bound, only)))
        .collect();
    let speaks = |claim: &Claim| claim.holds || claim.leans;
    let any = claims.iter().any(|(claim, ..)| speaks(claim));
    for (claim, bound, only) in claims {
        let (said, limit) = (claimed(claim), points(claim.limit));
        match claim {
            Claim { holds: true, .. } => {
                page.text(Tone::Caution, format!("{said} Saying so {only} {limit} %."));
            }
            Claim { leans: true, .. } => page.text(
                Tone::Plain,
                format!("{said} Saying so {bound} {limit} %, which the interval holds."),
            ),
            // Beside what speaks, what does not would only confuse.
            _ if any => {}
            _ => page.text(Tone::Plain, format!("{said} Saying so {bound} {limit} %.")),
        }
    }
    if !any {
        page.text(
            Tone::Muted,
            "That does not speak against what you said; a smaller misjudgement would not show in so \
             few answers.",
        );
    }
}

/// "Of the 16 answers that you were fairly sure or sure of, 8 were right: 50 % (28 to 72)."
pub(super) fn claimed(claim: &Claim) -> String {
    let levels: Vec<&str> = claim.levels.iter().copied().map(level_words).collect();
    format!(
        "Of the {} answers that you were {} of, {} right: {} % ({} to {}).",
        claim.answers,
        listed(&levels).replace(" and ", " or "),
        count(claim.right, "was", "were"),
        points(claim.percent),
        points(claim.interval.0),
        points(claim.interval.1),
    )
}

/// A level's share right with its interval, beside what the level pays for.
pub(super) fn level_meter(found: &LevelShare) -> Meter {
    let tally = format!("{} of {}", found.right, found.answers);
    let value = found.percent.zip(found.interval);
    let figures = match value {
        _ if found.answers == 0 => "not said".to_owned(),
        None => format!("{tally}; too few for a percentage"),
        Some((percent, (low, high))) => format!(
            "{tally}, {} %  ({} to {})",
            points(percent),
            points(low),
            points(high)
        ),
    };
    let (from, to) = pays(found.level);
    let mark = |at: f64, letter, words: &str| Mark {
        at: 100.0 * at,
        letter,
        meaning: format!("{words} {} %", points(100.0 * at)),
    };
    let low = (from > 0.0).then(|| mark(from, '[', "pays above"));
    let high = (to < 1.0).then(|| mark(to, ']', "pays up to"));
    Meter {
        label: capitalised(level_words(found.level)),
        value: value.map(|(percent, (low, high))| (percent, low, high)),
        marks: low.into_iter().chain(high).collect(),
        figures,
    }
}

/// The summed mark in a line.
pub(super) fn mark_in_short(found: &Confidence) -> String {
    format!(
        "Certainty-based mark: {} from {}",
        signed(found.total),
        count(found.answers, "answer", "answers"),
    )
}

/// The same, beside what one word throughout would have earned.
fn mark_words(found: &Confidence) -> String {
    format!(
        "{}, {:.2} each (from -6 to +3). Unsure throughout would have earned {}.",
        mark_in_short(found),
        // Without a sign where it rounds to nothing.
        (100.0 * found.mean).round() / 100.0 + 0.0,
        signed(i32::try_from(found.right).unwrap_or(i32::MAX)),
    )
}

fn brier_words(found: &Confidence) -> String {
    format!(
        "Brier score: {:.2} over {}. Lower is better: 0.01 is the best that these levels can give, \
         0.25 what unsure throughout gives.",
        found.brier,
        count(found.answers, "answer", "answers"),
    )
}

fn bias_words(found: &Confidence) -> String {
    let whole = |share: f64| {
        let told = format!("{:+.0}", (100.0 * share).round());
        if told == "-0" || told == "+0" {
            "0".to_owned()
        } else {
            told
        }
    };
    let interval = match found.bias_interval {
        Some((low, high)) => format!(" ({} to {})", whole(low), whole(high)),
        None => ", from too few answers for an interval".to_owned(),
    };
    let [low, fair, sure] = Certainty::ALL.map(|level| points(100.0 * stands_for(level)));
    format!(
        "Bias: {} points{interval}. Your levels stand for {} % right on average, and {} of {} were. \
         Unsure stands for {low} %, fairly sure for {fair} %, sure for {sure} %.",
        whole(found.bias),
        points(100.0 * found.stated),
        found.right,
        found.answers,
    )
}

/// A mark with its sign: "+3", "0", "-6".
pub(super) fn signed(mark: i32) -> String {
    if mark == 0 {
        "0".to_owned()
    } else {
        format!("{mark:+}")
    }
}
