//! The credit of one answer: what was right in it, and how that is counted.

use super::super::certainty::certainty_told;
use super::super::document::{Document, Tone};
use super::super::feedback::{Explanation, Sign, explain};
use super::super::words::{count, key_words, said};
use super::source::{Source, sources};
use super::sum::{SHARE, formula, shown};
use crate::bank::{Item, ItemId, Kind};
use crate::run::Run;
use crate::score::{CreditSum, credit_sum, mark, order_pairs};

pub(super) fn credit(page: &mut Document, run: &Run, id: &ItemId) {
    let mut slots = (0..run.len()).filter_map(|place| run.nth(place));
    let Some((item, slot)) = slots.find(|(item, _)| item.id == *id) else {
        return;
    };
    page.text(Tone::Strong, item.stem.as_str());
    let Some(response) = slot.response() else {
        page.text(
            Tone::Plain,
            "You skipped it: it has no credit, and does not count among the questions answered.",
        );
        return;
    };
    page.bullet(Tone::Plain, format!("You said: {}.", said(item, response)));
    page.bullet(Tone::Plain, format!("Right is: {}.", key_words(item)));
    let found = mark(item, response).map(|mark| mark.verdict());
    if let Some((level, found)) = slot.certainty.zip(found) {
        let told = certainty_told(level, found);
        page.bullet(Tone::Plain, format!("How sure you were: {told}."));
    }
    let Some(sum) = credit_sum(item, response) else {
        return;
    };
    page.heading("The credit");
    let told = explain(run.bank(), item, &slot.order, Some(response));
    counted(page, item, &sum, &told);
    let mut from = match &sum {
        CreditSum::Order(_) => vec![Source::Kendall],
        CreditSum::Text { slip: true, .. } => vec![Source::Slips],
        CreditSum::Multiple { .. } => vec![Source::Own(
            "Hits less false ticks: pofit's own rule, so that ticking everything earns nothing.",
        )],
        _ => vec![Source::Own(
            "All or nothing, or the share that is right: the usual way.",
        )],
    };
    let key = told.sources.into_iter();
    from.extend(key.map(|source| Source::Cited(format!("What is right: {source}."))));
    sources(page, &from);
}

fn counted(page: &mut Document, item: &Item, sum: &CreditSum, told: &Explanation) {
    match sum {
        CreditSum::Choice { right } => page.text(
            Tone::Plain,
            if *right {
                "One option is right, and you chose it: the credit is 1."
            } else {
                "One option is right, and you chose another: the credit is 0."
            },
        ),
        CreditSum::Multiple {
            hits,
            keys,
            false_hits,
            distractors,
        } => {
            page.text(
                Tone::Plain,
                format!(
                    "The share of the right options that you ticked ({hits} of {keys}), less the \
                     share of the wrong ones that you ticked ({false_hits} of {distractors}).",
                ),
            );
            total(
                page,
                &format!("{hits} / {keys} - {false_hits} / {distractors}"),
                sum,
            );
            formula(
                page,
                "C = max(0, hits / right options - false ticks / wrong options)",
            );
        }
        CreditSum::Order(order) => in_order(page, item, order, sum),
        CreditSum::Sort { right, cards } => {
            page.text(
                Tone::Plain,
                "The share of the cards that lie in their group.",
            );
            let wrong = told.options.iter().filter(|card| card.sign != Sign::Hit);
            for card in wrong {
                let remark = card.remark.as_deref().unwrap_or("you left it out");
                page.bullet(Tone::Bad, format!("{} ({remark})", card.text));
            }
            total(page, &format!("{right} / {cards}"), sum);
        }
        CreditSum::Text {
            typed,
            taken_as,
            slip,
        } => {
            page.text(
                Tone::Plain,
                format!(
                    "Small and capital letters, signs between words and an article in front make \
                     no difference: compared was \"{typed}\"."
                ),
            );
            page.text(
                Tone::Plain,
                match (taken_as, slip) {
                    (Some(accepted), true) => format!(
                        "That is one slip away from \"{accepted}\", in a word long enough that \
                         nothing else can be meant. The credit is 1."
                    ),
                    (Some(accepted), false) => {
                        format!("That is \"{accepted}\", which is accepted: the credit is 1.")
                    }
                    (None, _) => {
                        "That is none of what is accepted, nor one slip away from it: the credit is \
                         0."
                            .to_owned()
                    }
                },
            );
        }
    }
}

/// The last line of a credit.
fn total(page: &mut Document, sum: &str, credit: &CreditSum) {
    let balance = shown(credit.balance(), SHARE);
    let told = if credit.balance() < 0.0 {
        let credit = shown(credit.credit(), SHARE);
        format!("The credit: {sum} = {balance}, which is below 0, so it is {credit}")
    } else {
        format!("The credit: {sum} = {balance}")
    };
    page.bullet(Tone::Strong, told);
}

fn in_order(page: &mut Document, item: &Item, order: &[usize], sum: &CreditSum) {
    let (right, wrong) = order_pairs(order);
    page.text(
        Tone::Plain,
        format!(
            "Any two of the steps stand in the right order or not. Of yours, {} in order and {} \
             not. The credit is the share of the first less that of the second.",
            count(right.len(), "pair is", "pairs are"),
            count(wrong.len(), "is", "are"),
        ),
    );
    let Kind::Order(steps) = &item.kind else {
        return;
    };
    let text = |place: usize| steps.get(place).map_or("", |step| step.text.as_str());
    for (first, second) in &wrong {
        page.bullet(
            Tone::Bad,
            format!("You put \"{}\" before \"{}\".", text(*first), text(*second)),
        );
    }
    let (right, wrong) = (right.len(), wrong.len());
    total(
        page,
        &format!("({right} - {wrong}) / ({right} + {wrong})"),
        sum,
    );
    formula(
        page,
        "C = max(0, tau), where tau = (pairs in order - pairs out of order) / all pairs",
    );
}
