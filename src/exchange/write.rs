//! What the formats share: Moodle's fractions, and the losses that concern a whole bank.

use super::loss::Loss;
use super::neutral::{Body, NeutralItem, Part};
use crate::bank::Bank;

/// Two weights in percent are the same within this: formats round to five decimals.
const SAME: f64 = 0.01;

/// The share of one of `n` in percent, as Moodle's list of grades has it.
pub(super) fn percent(n: usize) -> String {
    let share = percentage(n);
    let text = format!("{share:.5}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn percentage(n: usize) -> f64 {
    100.0 / f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX))
}

/// What each option of a multiple choice counts, in percent: keys share 100, distractors -100.
pub(super) fn weights(options: &[Part]) -> Vec<String> {
    let keys = options.iter().filter(|option| option.key).count();
    let distractors = options.len() - keys;
    let of = |option: &Part| {
        if option.key {
            percent(keys)
        } else {
            format!("-{}", percent(distractors))
        }
    };
    options.iter().map(of).collect()
}

/// Options with weights in percent as a body, and what the weights said that it cannot hold.
///
/// # Errors
/// Why these options make no item.
pub(super) fn weighed(
    options: Vec<(Part, f64)>,
    single: bool,
) -> Result<(Body, Option<String>), String> {
    let full = |weight: f64| weight > 100.0 - SAME;
    let right = options
        .iter()
        .filter(|(_, weight)| if single { full(*weight) } else { *weight > 0.0 });
    let keys = right.count();
    let distractors = options.len() - keys;
    let is_key = |weight: f64| if single { full(weight) } else { weight > 0.0 };
    let even = |weight: f64, of: usize| (weight.abs() - percentage(of)).abs() < SAME;
    let lost = if keys == 0 {
        return Err("no answer gives full credit".to_owned());
    } else if single && keys > 1 {
        Some(format!(
            "any of its {keys} right answers was enough; here all of them are wanted"
        ))
    } else if single {
        let mut partial = options.iter().filter(|(_, weight)| !full(*weight));
        let told = |(_, weight): &(Part, f64)| format!("{weight} %");
        let partial: Vec<String> = partial
            .by_ref()
            .filter(|(_, weight)| *weight != 0.0)
            .map(told)
            .collect();
        (!partial.is_empty()).then(|| {
            let list = partial.join(", ");
            format!("the credit of answers that are partly right or worse than wrong ({list})")
        })
    } else {
        let is_ours = options
            .iter()
            .all(|(_, weight)| even(*weight, if is_key(*weight) { keys } else { distractors }));
        (!is_ours).then(|| {
            format!(
                "its weights; here each key counts {} %, each wrong tick -{} %",
                percent(keys),
                percent(distractors)
            )
        })
    };
    let options = options.into_iter().map(|(mut option, weight)| {
        option.key = is_key(weight);
        option
    });
    let options: Vec<Part> = options.collect();
    let body = if single && keys == 1 {
        Body::Single(options)
    } else {
        Body::Multiple(options)
    };
    Ok((body, lost))
}

/// Which parts of a bank a format leaves behind, whatever its items are.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own")]
pub(super) struct Holds {
    /// Ids of options, steps, cards and groups.
    pub(super) ids: bool,
    /// The order of groups that no card tells.
    pub(super) groups: bool,
    /// Topics, and what is said of difficulty, cases, sources and the article's questions.
    pub(super) labels: bool,
    /// Title, version, licence and authors, in a comment.
    pub(super) comment: bool,
    /// The credit of an order.
    pub(super) tau: bool,
}

/// The losses of a bank as a whole.
pub(super) fn of_bank(bank: &Bank, items: &[NeutralItem], holds: Holds) -> Vec<Loss> {
    let mut losses = Vec::new();
    let head =
        "what the bank says of itself: id, title, version, language, licence, authors, description";
    losses.push(Loss::of_all(if holds.comment {
        format!("{head}; some of it stands in a comment, which is not read back")
    } else {
        head.to_owned()
    }));
    if bank.topics().iter().any(|topic| topic.planned.is_some()) {
        losses.push(Loss::of_all("how many items are planned for each topic"));
    }
    let unused = bank.topics().iter().filter(|topic| {
        let used = |item: &NeutralItem| item.topic_id.as_deref() == Some(topic.id.as_ref());
        !items.iter().any(used)
    });
    for topic in unused {
        losses.push(Loss::of_all(format!(
            "the topic `{}`, which has no items",
            topic.name
        )));
    }
    if !holds.ids && items.iter().any(has_own_ids) {
        losses.push(Loss::of_all(
            "the ids of options, steps, cards and groups; read back, they are a, b, c ...",
        ));
    }
    if !holds.labels && items.iter().any(|item| item.topic_id.is_some()) {
        losses.push(Loss::of_all("the topics"));
    }
    if !holds.labels {
        losses.push(Loss::of_all(
            "difficulty, what is about a case, fixed order, sources, questions of the article",
        ));
    }
    let orders = |item: &NeutralItem| matches!(item.body, Body::Order(_));
    if !holds.tau && items.iter().any(orders) {
        losses.push(Loss::of_all(
            "the partial credit of orders (Kendall's tau): the other program counts in its own way",
        ));
    }
    if !holds.groups {
        let mixed = items.iter().filter(|item| groups_out_of_order(item));
        losses.extend(mixed.map(|item| {
            Loss::of(
                item,
                "the order of its groups; read back, they stand as the cards name them",
            )
        }));
    }
    losses
}

/// Whether any part has an id that would not come back.
fn has_own_ids(item: &NeutralItem) -> bool {
    let differ = |(n, part): (usize, &Part)| part.id.as_deref() != Some(&letter(n));
    let groups = match &item.body {
        Body::Sort { groups, .. } => groups.as_slice(),
        _ => &[],
    };
    item.body.parts().into_iter().enumerate().any(differ) || groups.iter().enumerate().any(differ)
}

fn groups_out_of_order(item: &NeutralItem) -> bool {
    let Body::Sort { cards, .. } = &item.body else {
        return false;
    };
    let mut next = 0;
    for (_, place) in cards {
        if *place > next {
            return true;
        }
        next = next.max(place + 1);
    }
    false
}

/// The id of the `n`th part where the file has none: a, b ... z, then p27 ...
pub(super) fn letter(n: usize) -> String {
    match u8::try_from(n).ok().filter(|n| *n < 26) {
        Some(n) => char::from(b'a' + n).to_string(),
        None => format!("p{}", n + 1),
    }
}

/// A note on reasons that a format has no place for.
pub(super) fn no_reasons(item: &NeutralItem, losses: &mut Vec<Loss>) {
    let n = item
        .body
        .parts()
        .iter()
        .filter(|part| part.why.is_some())
        .count();
    let n = match &item.body {
        Body::TrueFalse {
            why_true,
            why_false,
            ..
        } => [why_true, why_false].into_iter().flatten().count(),
        _ => n,
    };
    if n > 0 {
        let parts = match item.body {
            Body::Order(_) => "steps",
            Body::Sort { .. } => "cards",
            _ => "options",
        };
        losses.push(Loss::of(item, format!("the reasons of its {parts} ({n})")));
    }
}

/// A text on one line, as formats of lines need it; a break between paragraphs is a loss.
pub(super) fn one_line(item: &NeutralItem, text: &str, losses: &mut Vec<Loss>) -> String {
    if text.contains('\n') {
        losses.push(Loss::of(item, "the breaks between paragraphs"));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that Moodle compares as it stands: `*` alone would stand for any text there.
pub(super) fn starred(text: &str) -> String {
    text.replace('*', "\\*")
}

/// The same read back, and whether a `*` in it stands for any text.
pub(super) fn unstarred(text: &str) -> (String, bool) {
    let plain = text.replace("\\*", "");
    (text.replace("\\*", "*"), plain.contains('*'))
}
