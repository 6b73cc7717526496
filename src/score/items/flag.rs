//! What about an item is worth a look: one table of limits, and the tests against it.

use super::super::interval::wilson;
use super::super::numbers::{float, normal};
use super::item::{Discrimination, Facility};
use super::options::OptionFigures;
use super::{FOR_DISCRIMINATION, FOR_FACILITY, Seconds};
use crate::bank::Kind;
use schemars::JsonSchema;
use serde::Serialize;

/// What may be wrong with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FlagCode {
    /// In the upper group a distractor is chosen more often than the key.
    KeySuspicious,
    /// Those who do well elsewhere do worse here.
    NegativeDiscrimination,
    /// It hardly tells people apart.
    LowDiscrimination,
    /// A distractor is chosen by more of the upper group than of the lower.
    UpperDistractor,
    /// Hardly anybody chooses a distractor.
    UnusedDistractor,
    /// Nearly everybody has full credit.
    TooEasy,
    /// Hardly anybody has credit.
    TooHard,
    /// All answers are worth the same.
    NoSpread,
    /// Answered faster than it can be read.
    TooFast,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FlagRule {
    /// What is flagged.
    pub code: FlagCode,
    /// The value beyond which it is; a share, a correlation, a difference of shares, or seconds.
    pub limit: f64,
    /// So many answers it takes.
    pub least: usize,
    /// Whose limit it is.
    pub source: &'static str,
}

/// All flags, the gravest first.
pub const FLAGS: [FlagRule; 9] = [
    rule(
        FlagCode::KeySuspicious,
        0.0,
        FOR_DISCRIMINATION,
        "the groups of Kelley (1939)",
    ),
    rule(
        FlagCode::NegativeDiscrimination,
        0.0,
        FOR_DISCRIMINATION,
        "by definition",
    ),
    rule(
        FlagCode::LowDiscrimination,
        0.2,
        FOR_DISCRIMINATION,
        "Ebel and Frisbie (1991), who give it for upper-lower",
    ),
    rule(
        FlagCode::UpperDistractor,
        0.05,
        FOR_DISCRIMINATION,
        "the groups of Kelley (1939); the limit is pofit's own",
    ),
    rule(
        FlagCode::UnusedDistractor,
        0.05,
        FOR_DISCRIMINATION,
        "Haladyna and Downing (1993)",
    ),
    rule(FlagCode::TooEasy, 0.95, FOR_FACILITY, "pofit's own limit"),
    rule(FlagCode::TooHard, 0.2, FOR_FACILITY, "pofit's own limit"),
    rule(FlagCode::NoSpread, 0.0, FOR_FACILITY, "by definition"),
    rule(FlagCode::TooFast, 2.0, FOR_FACILITY, "Huang et al. (2012)"),
];

const fn rule(code: FlagCode, limit: f64, least: usize, source: &'static str) -> FlagRule {
    FlagRule {
        code,
        limit,
        least,
        source,
    }
}

impl FlagCode {
    /// Its line of the table.
    pub fn rule(self) -> FlagRule {
        let found = FLAGS.into_iter().find(|rule| rule.code == self);
        found.unwrap_or(rule(self, 0.0, usize::MAX, ""))
    }
}

/// Something about an item that is worth a look.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Flag {
    /// What.
    pub code: FlagCode,
    /// Which option, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// What was found.
    pub value: f64,
    /// The value beyond which it is flagged.
    pub limit: f64,
    /// Whether the whole 95 % interval lies beyond the limit; otherwise chance may have done it.
    pub beyond_chance: bool,
}

/// What the flags of an item are found from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evidence<'a> {
    pub(super) kind: &'a Kind,
    pub(super) answered: usize,
    pub(super) facility: Option<&'a Facility>,
    pub(super) discrimination: Option<&'a Discrimination>,
    pub(super) options: &'a [OptionFigures],
    pub(super) seconds: Option<&'a Seconds>,
}

/// The flags of an item, the gravest first.
pub(super) fn flags(of: &Evidence<'_>) -> Vec<Flag> {
    let mut found = Vec::new();
    let mut look = |code: FlagCode, test: &dyn Fn(f64) -> Vec<Flag>| {
        let rule = code.rule();
        let answers = match code {
            FlagCode::TooFast => of.seconds.map_or(0, |seconds| seconds.timed),
            _ => of.answered,
        };
        if answers >= rule.least {
            found.extend(test(rule.limit));
        }
    };
    for rule in FLAGS {
        look(rule.code, &|limit| match rule.code {
            FlagCode::KeySuspicious => key_suspicious(of).into_iter().collect(),
            FlagCode::NegativeDiscrimination => low(of, rule.code, limit, f64::NEG_INFINITY),
            FlagCode::LowDiscrimination => low(of, rule.code, limit, 0.0),
            FlagCode::UpperDistractor => distractors(of, |option| upper(of, option, limit)),
            FlagCode::UnusedDistractor => distractors(of, |option| unused(of, option, limit)),
            FlagCode::TooEasy | FlagCode::TooHard => facility(of, rule.code, limit),
            FlagCode::NoSpread => no_spread(of),
            FlagCode::TooFast => too_fast(of, limit),
        });
    }
    found
}

fn flag(code: FlagCode, value: f64, beyond_chance: bool) -> Flag {
    Flag {
        code,
        option: None,
        value,
        limit: code.rule().limit,
        beyond_chance,
    }
}

/// A statement is neither hard nor easy.
fn is_question(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Agreement { .. } | Kind::Situation { .. } | Kind::Pair { .. }
    )
}

fn facility(of: &Evidence<'_>, code: FlagCode, limit: f64) -> Vec<Flag> {
    let Some(facility) = of.facility.filter(|_| is_question(of.kind)) else {
        return Vec::new();
    };
    let (beyond, sure) = match code {
        FlagCode::TooEasy => (facility.mean > limit, facility.low > limit),
        _ => (facility.mean < limit, facility.high < limit),
    };
    let found = beyond.then(|| flag(code, facility.mean, sure));
    found.into_iter().collect()
}

/// A correlation under a limit, but not under what another flag says already.
fn low(of: &Evidence<'_>, code: FlagCode, limit: f64, least: f64) -> Vec<Flag> {
    let discrimination = of
        .discrimination
        .filter(|found| found.respondents >= code.rule().least);
    let found = discrimination.and_then(|found| Some((found.item_rest?, found.interval?)));
    let found = found.filter(|(r, _)| *r < limit && *r >= least);
    let found = found.map(|(r, (_, high))| flag(code, r, high < limit));
    found.into_iter().collect()
}

fn no_spread(of: &Evidence<'_>) -> Vec<Flag> {
    // Easy and hard ones are told as such.
    let one_step = of.options.iter().filter(|option| option.chosen > 0).count() == 1;
    let found = (one_step && !is_question(of.kind)).then(|| flag(FlagCode::NoSpread, 0.0, true));
    found.into_iter().collect()
}

fn too_fast(of: &Evidence<'_>, limit: f64) -> Vec<Flag> {
    let found = of.seconds.filter(|seconds| seconds.median < limit);
    let found = found.map(|found| flag(FlagCode::TooFast, found.median, found.high < limit));
    found.into_iter().collect()
}

/// Distractors of questions with one or several keys; true or false has no distractor to mend.
fn distractors(of: &Evidence<'_>, test: impl Fn(&OptionFigures) -> Option<Flag>) -> Vec<Flag> {
    if !matches!(of.kind, Kind::Single(_) | Kind::Multiple(_)) {
        return Vec::new();
    }
    let all = of.options.iter().filter(|option| option.key == Some(false));
    let flagged = all.filter_map(|option| {
        let option_id = Some(option.option.clone());
        Some(Flag {
            option: option_id,
            ..test(option)?
        })
    });
    flagged.collect()
}

fn upper(of: &Evidence<'_>, option: &OptionFigures, limit: f64) -> Option<Flag> {
    let group = of.discrimination?.group;
    let (upper, lower) = (
        OptionFigures::share(option.upper, group),
        OptionFigures::share(option.lower, group),
    );
    let more = upper - lower;
    let error = ((upper * (1.0 - upper) + lower * (1.0 - lower)) / float(group)).sqrt();
    let sure = more - normal(0.975) * error > limit;
    (more > limit).then(|| flag(FlagCode::UpperDistractor, more, sure))
}

fn unused(of: &Evidence<'_>, option: &OptionFigures, limit: f64) -> Option<Flag> {
    let share = OptionFigures::share(option.chosen, of.answered);
    let (_, high) = wilson(float(option.chosen), float(of.answered))?;
    (share < limit).then(|| flag(FlagCode::UnusedDistractor, share, high < limit))
}

/// Shares p and q of one group differ with the variance (p + q - (p - q)^2)/n.
fn key_suspicious(of: &Evidence<'_>) -> Option<Flag> {
    if !matches!(of.kind, Kind::Single(_) | Kind::TrueFalse(_)) {
        return None;
    }
    let group = of.discrimination?.group;
    let key = of.options.iter().find(|option| option.key == Some(true))?;
    let others = of.options.iter().filter(|option| option.key == Some(false));
    let first = others.max_by_key(|option| option.upper)?;
    let (p, q) = (
        OptionFigures::share(first.upper, group),
        OptionFigures::share(key.upper, group),
    );
    let more = p - q;
    let error = ((p + q - more * more) / float(group)).sqrt();
    (more > 0.0).then(|| Flag {
        option: Some(first.option.clone()),
        ..flag(
            FlagCode::KeySuspicious,
            more,
            more - normal(0.975) * error > 0.0,
        )
    })
}
