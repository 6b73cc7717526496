//! What is worth a look about an item, in words.

use super::words::{correlation, percent, ratio};
use crate::report::document::Tone;
use crate::score::{Flag, FlagCode, ItemAnalysis, OptionFigures};

/// A flag that chance does not explain is marked.
pub(super) fn tone(flag: &Flag) -> Tone {
    if flag.beyond_chance {
        Tone::Caution
    } else {
        Tone::Plain
    }
}

/// What a flag says of its item, with the counts or the interval that it rests on.
pub(super) fn told(item: &ItemAnalysis, flag: &Flag) -> String {
    let said = match flag.code {
        FlagCode::KeySuspicious => of_option(item, flag, |option, group| {
            let key = item.options.iter().find(|one| one.key == Some(true));
            let key = key.map_or(0, |key| key.upper);
            format!(
                "in the upper group `{}` is chosen more often than the key, by {} of {group} \
                 against {key}. Is the key right?",
                option.option, option.upper
            )
        }),
        FlagCode::NegativeDiscrimination => {
            format!(
                "it runs against the rest: who is high there is low here ({}).",
                r(item)
            )
        }
        FlagCode::LowDiscrimination => format!("it hardly tells people apart ({}).", r(item)),
        FlagCode::UpperDistractor => of_option(item, flag, |option, group| {
            format!(
                "`{}` draws more of the upper group than of the lower, {} against {} of {group} \
                 each. Is it partly right?",
                option.option, option.upper, option.lower
            )
        }),
        FlagCode::UnusedDistractor => of_option(item, flag, |option, _| {
            format!(
                "hardly anybody chooses `{}`, {} of {}: it distracts nobody.",
                option.option, option.chosen, item.answered
            )
        }),
        FlagCode::TooEasy => format!("nearly everybody has it right ({}).", facility(item)),
        FlagCode::TooHard => format!("hardly anybody has it right ({}).", facility(item)),
        FlagCode::NoSpread => format!("all {} answers are the same.", item.answered),
        FlagCode::TooFast => {
            let seconds = item.seconds.map(|found| {
                format!(
                    "half of the {} answers took less than {:.1} s ({:.1} to {:.1}): was it read?",
                    found.timed, found.median, found.low, found.high
                )
            });
            seconds.unwrap_or_default()
        }
    };
    let doubt = if flag.beyond_chance {
        ""
    } else {
        " This may be chance."
    };
    said + doubt
}

fn of_option(
    item: &ItemAnalysis,
    flag: &Flag,
    told: impl Fn(&OptionFigures, usize) -> String,
) -> String {
    let id = flag.option.as_deref().unwrap_or_default();
    let option = item.options.iter().find(|option| option.option == id);
    let group = item.discrimination.map_or(0, |found| found.group);
    option.map(|option| told(option, group)).unwrap_or_default()
}

fn r(item: &ItemAnalysis) -> String {
    let found = item
        .discrimination
        .and_then(|found| Some((found.item_rest?, found.interval)));
    let Some((r, interval)) = found else {
        return String::new();
    };
    let interval = interval.map(|(low, high)| format!(", {} to {}", ratio(low), ratio(high)));
    format!(
        "correlation {}{}",
        correlation(Some(r)),
        interval.unwrap_or_default()
    )
}

fn facility(item: &ItemAnalysis) -> String {
    item.facility.map_or_else(String::new, |found| {
        format!(
            "{} of the credit, {} to {}",
            percent(found.mean),
            percent(found.low),
            percent(found.high)
        )
    })
}

/// What the limit of a flag is, for a table of all.
pub(super) fn rule_words(code: FlagCode) -> (&'static str, &'static str) {
    match code {
        FlagCode::KeySuspicious => (
            "Is the key right?",
            "a distractor before the key in the upper group",
        ),
        FlagCode::NegativeDiscrimination => ("Sorts the wrong way round", "correlation under 0"),
        FlagCode::LowDiscrimination => ("Hardly tells people apart", "correlation under 0.20"),
        FlagCode::UpperDistractor => (
            "Distractor draws the upper group",
            "share there over 0.05 greater",
        ),
        FlagCode::UnusedDistractor => ("Distractor distracts nobody", "chosen by under 5 %"),
        FlagCode::TooEasy => ("Too easy", "over 95 % of a question's credit"),
        FlagCode::TooHard => ("Too hard", "under 20 % of a question's credit"),
        FlagCode::NoSpread => ("No spread", "all answers the same"),
        FlagCode::TooFast => ("Too fast", "median under 2 s"),
    }
}
