//! The forms of exams in words: what is known of a test, of which year, and where an exam differs.

use super::document::{Document, Tone};
use super::words::{count, listed};
use crate::bank::{Exam, ExamForm};
use std::fmt::Write as _;

/// The forms of exams, each with the year of its facts.
pub fn exams(exams: &[Exam]) -> Document {
    let mut page = Document::default();
    page.title("Forms of exams");
    page.text(
        Tone::Plain,
        "pofit quiz --exam=NAME takes one with the questions of any quiz here. Names are facts, and \
         those bodies have no part in pofit; the first is taken when none is named.",
    );
    for exam in exams {
        let form = exam.form.map(|form| format!("{}. ", form_words(form)));
        let note = exam.note.as_ref().map(|note| format!(" {note}"));
        page.bullet(
            Tone::Plain,
            format!(
                "{}: {} ({}). {}As of {}.{}",
                exam.id,
                exam.name,
                exam.body,
                form.unwrap_or_default(),
                exam.as_of,
                note.unwrap_or_default()
            ),
        );
    }
    page
}

fn form_words(form: ExamForm) -> String {
    let mark = form.pass.map_or_else(
        || "no published pass mark".to_owned(),
        |pass| format!("pass mark {pass} %"),
    );
    format!(
        "{}, {}, {mark}",
        count(form.items.into(), "question", "questions"),
        count(form.minutes.into(), "minute", "minutes")
    )
}

/// What is to be known of an exam of `items` questions after a form: where its facts are from, and
/// where it differs. `wanted` questions were asked for; `own` names what the person chose.
pub fn exam_note(
    exam: &Exam,
    form: &ExamForm,
    items: usize,
    wanted: usize,
    own: &[&str],
) -> String {
    let mut note = format!("{} as of {}: {}.", exam.name, exam.as_of, form_words(*form));
    if let Some(more) = &exam.note {
        note.push(' ');
        note.push_str(more.as_str());
    }
    if !own.is_empty() {
        let _ = write!(note, " You chose another {}.", listed(own));
    }
    if items < wanted {
        let has = count(items, "question", "questions");
        let _ = write!(note, " There are only {has} here, so it is shorter.");
    }
    if items != usize::from(form.items) && !own.contains(&"time") {
        note.push_str(" Each question has the same time.");
    }
    note
}
