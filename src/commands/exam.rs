//! `pofit quiz --exam`: which form of exam, and what it becomes with the questions of a bank.

use super::shelf::Shelf;
use super::{Done, Failure, print};
use crate::bank::{Bank, Exam, ExamForm, text};
use crate::cli::QuizArgs;
use crate::plain;
use crate::report;
use crate::run::{ExamPlan, Feedback, Length, Plan};
use std::process::ExitCode;

/// The name that lists the forms instead of beginning an exam.
pub(super) const LIST: &str = "list";

/// The form with this name, or the first one.
///
/// # Errors
/// No such form, with those that there are; or one of a certificate that has no exam.
pub(super) fn named(shelf: &Shelf, name: Option<&str>) -> Result<(Exam, ExamForm), Failure> {
    let exams = shelf.exams()?;
    let known: Vec<String> = exams.iter().map(|exam| format!("`{}`", exam.id)).collect();
    let with_form = exams.iter().filter(|exam| exam.form.is_some());
    let with_form: Vec<String> = with_form.map(|exam| format!("`{}`", exam.id)).collect();
    let wanted = |exam: &Exam| name.is_none_or(|name| exam.id.as_ref() == name);
    let Some(exam) = exams.into_iter().find(wanted) else {
        return Err(Failure::Usage(format!(
            "there is no exam `{}`; the exams are {}. --exam={LIST} tells their forms",
            text::clean(name.unwrap_or_default()),
            known.join(", ")
        )));
    };
    match exam.form {
        Some(form) => Ok((exam, form)),
        None => Err(Failure::Usage(format!(
            "{} Take --exam without a name, or another of {}.",
            exam.note
                .as_ref()
                .map_or("It has no exam.", |note| note.as_str()),
            with_form.join(", ")
        ))),
    }
}

/// Tells the forms of exams.
///
/// # Errors
/// Mistakes in the files that they stand in.
pub(super) fn list(shelf: &Shelf) -> Done {
    print(&plain::document(&report::exams(&shelf.exams()?)))?;
    Ok(ExitCode::SUCCESS)
}

/// The plan of an exam: as many questions as its form has, or as the bank has if those are fewer, and
/// then the same time for each.
///
/// # Errors
/// A plan that leaves nothing to ask.
pub(super) fn plan(
    bank: &Bank,
    plan: Plan,
    (exam, form): &(Exam, ExamForm),
    args: &QuizArgs,
) -> Result<Plan, Failure> {
    let wanted = args.items.unwrap_or(form.items);
    let pass = args.pass.or(form.pass);
    let plan = Plan {
        length: Length::AtMost(wanted.into()),
        feedback: Feedback::AtTheEnd,
        exam: Some(ExamPlan {
            name: format!("{} ({})", exam.name, exam.body),
            seconds: 60 * u64::from(form.minutes),
            pass,
            note: None,
        }),
        ..plan
    };
    let chosen = plan.choose(bank);
    let items = chosen
        .map_err(|fault| Failure::Usage(fault.to_string()))?
        .len();
    let own = [
        (args.minutes.is_some(), "time"),
        (args.items.is_some(), "number of questions"),
        (args.pass.is_some(), "pass mark"),
    ];
    let own: Vec<&str> = own
        .into_iter()
        .filter(|(own, _)| *own)
        .map(|(_, what)| what)
        .collect();
    let seconds = args.minutes.map_or_else(
        || seconds_for(items, *form),
        |minutes| 60 * u64::from(minutes),
    );
    let note = report::exam_note(exam, form, items, usize::from(wanted), &own);
    Ok(Plan {
        exam: plan.exam.map(|exam| ExamPlan {
            seconds: hurried(seconds),
            note: Some(note),
            ..exam
        }),
        ..plan
    })
}

/// The time for so many questions when each gets what it gets in the form; whole seconds, rounded up.
fn seconds_for(items: usize, form: ExamForm) -> u64 {
    let items = u64::try_from(items).unwrap_or(u64::MAX);
    (60 * u64::from(form.minutes))
        .saturating_mul(items)
        .div_ceil(u64::from(form.items.max(1)))
}

/// A debug build's test switch: so many seconds instead.
#[cfg(debug_assertions)]
fn hurried(seconds: u64) -> u64 {
    let told = std::env::var("POFIT_TEST_EXAM_SECONDS").ok();
    told.and_then(|told| told.parse().ok()).unwrap_or(seconds)
}

#[cfg(not(debug_assertions))]
fn hurried(seconds: u64) -> u64 {
    seconds
}
