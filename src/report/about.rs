//! What a run is about, told before it begins: what it is and is not, how long, what is kept.

use super::document::{Document, Tone};
use super::words::count;
use crate::bank::{Bank, Kind, Subject};
use crate::run::{Feedback, Form, Length, Plan, expected_minutes};

/// What the plan will ask of the bank, in words; `kept` says where runs are kept, if they are.
pub fn about(bank: &Bank, plan: &Plan, kept: Option<&str>) -> Document {
    let mut page = Document::default();
    page.title(bank.head.title.as_str());
    if let Some(description) = &bank.head.description {
        page.text(Tone::Plain, description.as_str());
    }
    match bank.subject {
        Subject::Assessment(_) => {
            page.bullet(
                Tone::Plain,
                "What it is: you describe yourself, and your answers are laid beside profiles that \
                 editors wrote for four roles.",
            );
            page.bullet(
                Tone::Plain,
                "What it is not: a test of ability, a diagnosis or a hiring decision. There are no \
                 norms: it cannot compare you with other people.",
            );
            page.bullet(
                Tone::Plain,
                "No answer is wrong. Take the first that comes to mind; you can go back, change or \
                 skip anything before you finish.",
            );
        }
        Subject::Quiz { .. } => match (&plan.exam, plan.feedback) {
            (Some(exam), _) => super::exam::about(&mut page, bank, plan, exam),
            (None, Feedback::AfterEach) => page.bullet(
                Tone::Plain,
                "After each answer you see whether it is right, why each option is right or \
                 wrong, and where that stands. An answer whose explanation you have seen stands.",
            ),
            (None, Feedback::AtTheEnd) => page.bullet(
                Tone::Plain,
                "Right and wrong are shown at the end only, as in an exam. Until then you can \
                 go back and change any answer.",
            ),
        },
    }
    if let Some(length) = length(bank, plan).filter(|_| plan.exam.is_none()) {
        page.bullet(Tone::Plain, length);
    }
    page.bullet(
        Tone::Plain,
        match kept {
            Some(place) => format!(
                "What is kept: your answers, each at once, on this computer ({place}). Nothing is \
                 sent anywhere; the history shows and deletes it."
            ),
            None => "What is kept: nothing. Answers stay in memory while pofit runs; nothing is \
                     written to disk, and nothing is sent anywhere."
                .to_owned(),
        },
    );
    page
}

fn length(bank: &Bank, plan: &Plan) -> Option<String> {
    let items: Vec<&Kind> = plan
        .choose(bank)
        .ok()?
        .iter()
        .filter_map(|place| bank.items.get(*place))
        .map(|item| &item.kind)
        .collect();
    let minutes = expected_minutes(bank, plan).ok()?;
    let minutes = count(minutes.try_into().ok()?, "minute", "minutes");
    let what = if bank.assessment().is_some() {
        let number = |wanted: fn(&Kind) -> bool| items.iter().filter(|kind| wanted(kind)).count();
        let statements = number(|kind| matches!(kind, Kind::Agreement { .. }));
        let situations = number(|kind| matches!(kind, Kind::Situation { .. }));
        let pairs = number(|kind| matches!(kind, Kind::Pair { .. }));
        let parts: Vec<String> = [
            (statements, "statement", "statements"),
            (situations, "situation", "situations"),
            (pairs, "pair", "pairs"),
        ]
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| count(n, one, many))
        .collect();
        super::words::listed(&parts)
    } else {
        count(items.len(), "question", "questions")
    };
    Some(format!("How long: {what}, about {minutes}."))
}

/// The form of an assessment in words.
pub fn form_words(bank: &Bank, plan: &Plan) -> String {
    let form = match plan.form {
        Form::Full => "full",
        Form::Short => "short, with wider bands",
    };
    match (plan.choose(bank), expected_minutes(bank, plan)) {
        (Ok(places), Ok(minutes)) => {
            format!("{form} ({} items, about {minutes} min)", places.len())
        }
        _ => form.to_owned(),
    }
}

/// The number of questions in words.
pub fn length_words(bank: &Bank, plan: &Plan) -> String {
    let chosen = plan.choose(bank).map_or(0, |places| places.len());
    match plan.length {
        Length::All => format!("all {chosen}"),
        Length::AtMost(_) => chosen.to_string(),
    }
}

/// The topics in words.
pub fn topic_words(bank: &Bank, plan: &Plan) -> String {
    let chosen: Vec<&str> = bank
        .topics()
        .iter()
        .filter(|topic| plan.topics.contains(&topic.id))
        .map(|topic| topic.name.as_str())
        .collect();
    if chosen.is_empty() {
        "all".to_owned()
    } else {
        chosen.join(", ")
    }
}

/// When right and wrong are shown, in words.
pub fn feedback_words(plan: &Plan) -> &'static str {
    match plan.feedback {
        Feedback::AfterEach => "after each question",
        Feedback::AtTheEnd => "only at the end",
    }
}
