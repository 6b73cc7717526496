//! What stands between the braces.

use super::super::html;
use super::super::loss::{Loss, MARKDOWN, once, quoted};
use super::super::neutral::{Body, NeutralItem, Part};
use super::super::write::{unstarred, weighed};
use super::scan::{Sign, find, shown, split, strip};

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextFormat {
    /// As it stands.
    Plain,
    /// Marked up; Moodle's own default allows HTML too.
    Html,
    /// Markdown: its signs stay.
    Markdown,
}

/// Takes a format such as `[html]` from the begin of a text.
pub(super) fn format_of(signs: &mut &[Sign]) -> Option<TextFormat> {
    for (word, format) in [
        ("[html]", TextFormat::Html),
        ("[moodle]", TextFormat::Html),
        ("[plain]", TextFormat::Plain),
        ("[markdown]", TextFormat::Markdown),
    ] {
        if find(signs.get(..word.len()).unwrap_or_default(), word) == Some(0) {
            *signs = strip(signs.get(word.len()..).unwrap_or_default());
            return Some(format);
        }
    }
    None
}

/// Reads texts in the question's format, which its answers share unless they say otherwise.
pub(super) struct Reads {
    pub(super) format: Option<TextFormat>,
}

impl Reads {
    /// A part of the block as text.
    pub(super) fn text(
        &self,
        mut signs: &[Sign],
        item: &NeutralItem,
        losses: &mut Vec<Loss>,
    ) -> String {
        signs = strip(signs);
        let format = format_of(&mut signs).or(self.format);
        Self { format }.string(&shown(signs), item, losses)
    }

    /// A string as text.
    pub(super) fn string(&self, text: &str, item: &NeutralItem, losses: &mut Vec<Loss>) -> String {
        match self.format {
            Some(TextFormat::Plain) => text.to_owned(),
            Some(TextFormat::Markdown) => {
                once(item, MARKDOWN, losses);
                text.to_owned()
            }
            // Without a format Moodle finds links and allows markup.
            Some(TextFormat::Html) | None => html::into_plain(text, item, losses),
        }
    }

    fn some(&self, signs: &[Sign], item: &NeutralItem, losses: &mut Vec<Loss>) -> Option<String> {
        Some(self.text(signs, item, losses)).filter(|text| !text.trim().is_empty())
    }
}

/// Reads the answers; the error says why they make no item.
pub(super) fn body(
    signs: &[Sign],
    reads: &Reads,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let has = |sign| find(signs, sign).is_some();
    match signs {
        [] => Err("an essay: there is no key".to_owned()),
        [first, ..] if first.is('#') => {
            Err("a number with a tolerance, which no kind here compares".to_owned())
        }
        _ if has("~") => choice(signs, reads, item, losses),
        _ if has("=") && has("->") => matching(signs, reads, item, losses),
        _ => match true_false(signs, reads, item, losses) {
            Some(body) => Ok(body),
            None => short_text(signs, reads, item, losses),
        },
    }
}

/// An answer: its sign, its weight in percent, its text and its feedback.
struct Answer<'a> {
    right: bool,
    weight: Option<f64>,
    text: &'a [Sign],
    feedback: Option<&'a [Sign]>,
}

/// The answers, each from its `=` or `~` on.
fn each(signs: &[Sign]) -> Vec<Answer<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    for (n, sign) in signs.iter().enumerate() {
        if sign.is('=') || sign.is('~') {
            starts.push(n);
        }
    }
    // What stands before the first sign is an answer where it says something.
    let first = starts.first().copied().unwrap_or(signs.len());
    let lead = signs.get(..first).map(strip).unwrap_or_default();
    let mut found: Vec<Answer<'_>> = Vec::new();
    if !lead.is_empty() {
        found.push(answer(lead, true));
    }
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(signs.len());
        let [sign, rest @ ..] = signs.get(*start..end).unwrap_or_default() else {
            continue;
        };
        // Moodle takes `~=` for a right answer.
        if rest.is_empty() && sign.is('~') {
            continue;
        }
        found.push(answer(strip(rest), sign.is('=')));
    }
    found
}

fn answer(signs: &[Sign], right: bool) -> Answer<'_> {
    let (weight, signs) = weight(signs);
    let (text, feedback) = match find(signs, "#") {
        Some(at) => (signs.get(..at), signs.get(at + 1..)),
        None => (Some(signs), None),
    };
    Answer {
        right,
        weight,
        text: text.unwrap_or_default(),
        feedback,
    }
}

/// Takes `%n%` from the begin of an answer.
fn weight(signs: &[Sign]) -> (Option<f64>, &[Sign]) {
    let [first, rest @ ..] = signs else {
        return (None, signs);
    };
    let end = find(rest, "%").filter(|_| first.is('%'));
    let number = end.and_then(|end| rest.get(..end));
    let number = number.and_then(|number| shown(number).trim().parse::<f64>().ok());
    match (number.filter(|number| number.is_finite()), end) {
        (Some(number), Some(end)) => (Some(number), strip(rest.get(end + 1..).unwrap_or_default())),
        _ => (None, signs),
    }
}

fn choice(
    signs: &[Sign],
    reads: &Reads,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let answers = each(signs);
    let single = answers.iter().any(|answer| answer.right);
    let mut options = Vec::new();
    for answer in answers {
        let option = Part {
            why: answer
                .feedback
                .and_then(|feedback| reads.some(feedback, item, losses)),
            ..Part::new(reads.text(answer.text, item, losses))
        };
        let weight = answer
            .weight
            .unwrap_or(if answer.right { 100.0 } else { 0.0 });
        options.push((option, weight));
    }
    let (body, lost) = weighed(options, single)?;
    losses.extend(lost.map(|what| Loss::of(item, what)));
    Ok(body)
}

fn matching(
    signs: &[Sign],
    reads: &Reads,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let mut pairs = Vec::new();
    let mut extra = 0;
    for part in split(signs, "=") {
        let part = strip(part);
        if part.is_empty() {
            continue;
        }
        let Some(at) = find(part, "->") else {
            return Err("one of its pairs has no `->`".to_owned());
        };
        let card = reads.text(part.get(..at).unwrap_or_default(), item, losses);
        let group = reads.text(part.get(at + 2..).unwrap_or_default(), item, losses);
        if card.trim().is_empty() {
            extra += 1;
        } else {
            pairs.push((Part::new(card), group));
        }
    }
    if extra > 0 {
        let what = format!("answers that match nothing ({extra}): every group here has a card");
        losses.push(Loss::of(item, what));
    }
    Ok(Body::sorted(pairs))
}

fn true_false(
    signs: &[Sign],
    reads: &Reads,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Option<Body> {
    let mut parts = split(signs, "#").into_iter();
    let word = shown(strip(parts.next()?)).to_uppercase();
    let answer = match word.trim_start_matches('=').trim() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    let mut feedback = || parts.next().and_then(|part| reads.some(part, item, losses));
    let (wrong, right) = (feedback(), feedback());
    let (why_true, why_false) = if answer {
        (right, wrong)
    } else {
        (wrong, right)
    };
    Some(Body::TrueFalse {
        answer,
        why_true,
        why_false,
    })
}

fn short_text(
    signs: &[Sign],
    reads: &Reads,
    item: &NeutralItem,
    losses: &mut Vec<Loss>,
) -> Result<Body, String> {
    let mut accept = Vec::new();
    let (mut partly, mut feedback, mut wild) = (Vec::new(), 0, false);
    for answer in each(signs) {
        let (text, has_wild) = unstarred(&reads.text(answer.text, item, losses));
        feedback += usize::from(answer.feedback.is_some());
        match answer.weight {
            Some(weight) if weight < 100.0 => partly.push(quoted(&text)),
            _ => {
                wild |= has_wild;
                accept.push(text);
            }
        }
    }
    if !partly.is_empty() {
        let list = partly.join(", ");
        losses.push(Loss::of(
            item,
            format!("answers that are not fully right: {list}"),
        ));
    }
    if feedback > 0 {
        losses.push(Loss::of(
            item,
            format!("the feedback of its answers ({feedback})"),
        ));
    }
    if wild {
        losses.push(Loss::of(
            item,
            "that `*` stands for any text: here it is itself",
        ));
    }
    if accept.is_empty() {
        return Err("no answer gives full credit".to_owned());
    }
    Ok(Body::ShortText(accept))
}
