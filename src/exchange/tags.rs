//! What only pofit knows of an item, as tags: Moodle and Anki keep them beside a question.
//!
//! Shapes: `kind:order`, `topic:ID`, `difficulty:1` to `3`, `scenario`, `fixed-order`, `source:ID`, `faq:ID`.

use super::loss::{Loss, quoted};
use super::neutral::{Body, NeutralItem};

/// An order stands as a matching with numbers where a format has no orders; this tells them apart.
pub(super) const ORDER: &str = "kind:order";

/// The tags of an item, without its kind.
pub(super) fn of(item: &NeutralItem) -> Vec<String> {
    let mut tags = Vec::new();
    tags.extend(item.topic_id.iter().map(|id| format!("topic:{id}")));
    if item.difficulty > 0 {
        tags.push(format!("difficulty:{}", item.difficulty));
    }
    if item.scenario {
        tags.push("scenario".to_owned());
    }
    if item.fixed_order {
        tags.push("fixed-order".to_owned());
    }
    tags.extend(item.sources.iter().map(|id| format!("source:{id}")));
    tags.extend(item.faq.iter().map(|id| format!("faq:{id}")));
    tags
}

/// Takes tags in; those that mean nothing here are a loss.
pub(super) fn take<'a>(
    item: &mut NeutralItem,
    tags: impl IntoIterator<Item = &'a str>,
    losses: &mut Vec<Loss>,
) {
    let mut unknown = Vec::new();
    for tag in tags {
        let (key, value) = tag.split_once(':').unwrap_or((tag, ""));
        match (key, value) {
            ("topic", id) if !id.is_empty() => item.topic_id = Some(id.to_owned()),
            ("difficulty", "1") => item.difficulty = 1,
            ("difficulty", "2") => item.difficulty = 2,
            ("difficulty", "3") => item.difficulty = 3,
            ("scenario", "") => item.scenario = true,
            ("fixed-order", "") => item.fixed_order = true,
            ("source", id) if !id.is_empty() => item.sources.push(id.to_owned()),
            ("faq", id) if !id.is_empty() => item.faq.push(id.to_owned()),
            _ => unknown.push(quoted(tag)),
        }
    }
    if !unknown.is_empty() {
        let (one, list) = (unknown.len() == 1, unknown.join(", "));
        let what = if one { "the tag" } else { "the tags" };
        losses.push(Loss::of(item, format!("{what} {list}")));
    }
}

/// Takes a matching with the tag [`ORDER`] for the order that it stands for: its steps are matched
/// with 1, 2, 3 ... each once.
pub(super) fn unfold_order(body: Body) -> Body {
    let Body::Sort { groups, cards } = &body else {
        return body;
    };
    let mut steps = vec![None; cards.len()];
    for (card, place) in cards {
        let number = Body::group(groups, *place).trim().parse::<usize>();
        let place = number.ok().and_then(|number| number.checked_sub(1));
        match place.and_then(|place| steps.get_mut(place)) {
            Some(step @ None) => *step = Some(card.clone()),
            _ => return body,
        }
    }
    match steps.into_iter().collect() {
        Some(steps) => Body::Order(steps),
        None => body,
    }
}
