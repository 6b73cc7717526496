//! Random sittings, for the rules that hold for any answers.
//!
//! Included by path, as `banks` is.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests: each file uses some of them, and they fail by panicking"
)]

use pofit::bank::{Answer, Bank, Certainty, Item, Kind, OptionId, Response};
use proptest::prelude::*;

/// A possible answer to any item, from any number.
pub fn response(item: &Item, number: u64) -> Response {
    let pick = |from: u64, of: usize| usize::try_from(from % of as u64).unwrap();
    let ids: Vec<OptionId> = item.kind.option_ids().into_iter().cloned().collect();
    match &item.kind {
        Kind::Agreement { .. } | Kind::Pair { .. } => {
            Response::Step(u8::try_from(number % 5).unwrap() + 1)
        }
        Kind::Situation { .. } | Kind::Single(_) | Kind::TrueFalse(_) => {
            Response::Choice(ids[pick(number, ids.len())].clone())
        }
        Kind::Multiple(_) => {
            let ticked = |(n, _): &(usize, OptionId)| number >> n & 1 == 1;
            let chosen = ids.into_iter().enumerate().filter(ticked);
            Response::Choices(chosen.map(|(_, id)| id).collect())
        }
        Kind::Order(_) => {
            let (mut rest, mut order, mut number) = (ids, Vec::new(), number);
            while !rest.is_empty() {
                let place = pick(number, rest.len());
                number /= rest.len() as u64;
                order.push(rest.remove(place));
            }
            Response::Order(order)
        }
        Kind::Sort { groups, .. } => {
            // One group more than there is stands for a card that was not placed.
            let choices = groups.len() + 1;
            let place = |(n, card): (usize, OptionId)| {
                let number = number / (choices as u64).pow(u32::try_from(n).unwrap());
                let group = groups.get(pick(number, choices))?;
                Some((card, group.id.clone()))
            };
            Response::Groups(ids.into_iter().enumerate().filter_map(place).collect())
        }
        Kind::ShortText { accept } => {
            let wrong = ["", "something else", "Product Ovner", "P0"];
            let place = pick(number, accept.len() + wrong.len());
            let right = accept.get(place).map(ToString::to_string);
            Response::Text(right.unwrap_or_else(|| wrong[place - accept.len()].to_owned()))
        }
    }
}

/// What an answer is made from, its seconds, its certainty.
type Given = (Option<u64>, Option<f64>, Option<Certainty>);

/// An answer to every item of a bank, in its order; some are skipped, some were timed, some of a
/// quiz have a certainty.
pub fn sitting(bank: &Bank) -> impl Strategy<Value = Vec<Answer>> + use<> {
    let items = bank.items.clone();
    let given = (
        prop::option::weighted(0.85, any::<u64>()),
        prop::option::weighted(0.8, 0.2_f64..30.0),
        prop::option::weighted(0.6, prop::sample::select(&Certainty::ALL[..])),
    );
    prop::collection::vec(given, items.len()).prop_map(move |given| {
        let answer = |(item, (number, seconds, certainty)): (&Item, Given)| Answer {
            item: item.id.clone(),
            response: number.map(|number| response(item, number)),
            certainty: certainty.filter(|_| number.is_some() && item.kind.is_marked()),
            seconds,
        };
        items.iter().zip(given).map(answer).collect()
    })
}
