//! Which options of an item are chosen, and by whom.

use super::super::numbers::float;
use super::gather::Responses;
use crate::bank::response::STEPS;
use crate::bank::{Item, Kind};
use schemars::JsonSchema;
use serde::Serialize;

/// How often an option was chosen. Of a multiple choice several may be.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OptionFigures {
    /// The option's id; of a statement the step, `1` to `5`.
    pub option: String,
    /// Whether it is a key; `None` where nothing is right or wrong.
    pub key: Option<bool>,
    /// People who chose it.
    pub chosen: usize,
    /// Those of them in the upper group.
    pub upper: usize,
    /// Those of them in the lower group.
    pub lower: usize,
}

/// The options of an item in the bank's order; none where nothing is chosen (orders, cards, texts).
pub(super) fn option_figures(
    responses: &Responses,
    at: usize,
    item: &Item,
    (lower, upper): &(Vec<usize>, Vec<usize>),
) -> Vec<OptionFigures> {
    let mut options = options_of(item);
    let mut count = |person: usize, into: fn(&mut OptionFigures) -> &mut usize| {
        let bits = responses.chosen(person, at).unwrap_or_default();
        for (place, option) in options.iter_mut().enumerate() {
            *into(option) += usize::from(place < 64 && bits >> place & 1 == 1);
        }
    };
    for person in 0..responses.people() {
        count(person, |option| &mut option.chosen);
    }
    for person in lower {
        count(*person, |option| &mut option.lower);
    }
    for person in upper {
        count(*person, |option| &mut option.upper);
    }
    options
}

fn options_of(item: &Item) -> Vec<OptionFigures> {
    let option = |option: String, key| OptionFigures {
        option,
        key,
        chosen: 0,
        upper: 0,
        lower: 0,
    };
    match &item.kind {
        Kind::Single(options) | Kind::Multiple(options) | Kind::TrueFalse(options) => options
            .iter()
            .map(|choice| option(choice.id.to_string(), Some(choice.key)))
            .collect(),
        Kind::Situation { options } => options
            .iter()
            .map(|choice| option(choice.id.to_string(), None))
            .collect(),
        Kind::Agreement { .. } => STEPS.map(|step| option(step.to_string(), None)).collect(),
        Kind::Pair { .. } | Kind::Order(_) | Kind::Sort { .. } | Kind::ShortText { .. } => {
            Vec::new()
        }
    }
}

impl OptionFigures {
    /// The share of a group (or of all) that chose it, 0..=1.
    pub fn share(chosen: usize, of: usize) -> f64 {
        if of == 0 {
            0.0
        } else {
            float(chosen) / float(of)
        }
    }
}
