//! The runs of a history.
//!
//! A history is one person's, and their runs are not independent of each other: of several answers
//! to one item only the first counts. On a shared computer each run may be another person's.

use super::super::Failure;
use super::intake::{Intake, Taken};
use crate::bank::Answer;
use crate::store::{Store, StoredRow};

/// Takes the finished runs of a history in, the earliest first; with `each_run` each as another
/// person's.
///
/// # Errors
/// A history that cannot be read, or runs of several banks without a word which is meant.
pub(super) fn read(
    intake: &mut Intake<'_>,
    name: &str,
    store: &Store,
    each_run: bool,
) -> Result<(), Failure> {
    let mut rows = store.list(0, usize::MAX)?;
    rows.retain(|row| row.ended.is_some());
    rows.reverse();
    let mut person = None;
    let bank = bank_of(intake, &rows)?;
    for row in rows.iter().filter(|row| row.bank == bank) {
        let place = format!("{name}, run {:08x}", row.key.0 >> 32);
        let run = match store.run(row.key) {
            Ok(kept) => kept.run,
            Err(trouble) => {
                intake.refuse(&place, &trouble.to_string());
                continue;
            }
        };
        let Some(taken) = intake.of_bank(name, Some(&bank))? else {
            continue;
        };
        let changed = run.bank().hash != taken.bank().hash;
        let who = match person {
            Some(person) if !each_run => person,
            _ => taken.nobody()?,
        };
        person = Some(who);
        let (repeated, wrong) = answers(taken, who, &run.answers());
        intake.gathered.repeated += repeated;
        intake.gathered.changed += usize::from(changed);
        intake.gathered.runs += 1;
        for why in wrong {
            intake.refuse(&place, &why);
        }
    }
    intake.gathered.histories += usize::from(person.is_some() && !each_run);
    Ok(())
}

/// The bank that is analysed: the one known already, or the only one that has finished runs.
fn bank_of(intake: &mut Intake<'_>, rows: &[StoredRow]) -> Result<String, Failure> {
    if let Some(taken) = intake.known() {
        return Ok(taken.bank().head.id.to_string());
    }
    let mut banks: Vec<&str> = rows.iter().map(|row| row.bank.as_str()).collect();
    banks.sort_unstable();
    banks.dedup();
    match banks.as_slice() {
        [] => Err(Failure::Failed("no finished run is kept yet".to_owned())),
        [one] => Ok((*one).to_owned()),
        several => Err(Failure::Usage(format!(
            "there are finished runs of several banks: say which with --bank ({})",
            several.join(", ")
        ))),
    }
}

fn answers(taken: &mut Taken, person: usize, answers: &[Answer]) -> (usize, Vec<String>) {
    let (mut repeated, mut wrong) = (0, Vec::new());
    for answer in answers {
        let code = taken
            .place(answer.item.as_ref())
            .ok_or_else(|| "the bank at hand has no such item".to_owned())
            .and_then(|at| Ok((at, taken.code(at, answer.response.as_ref())?)));
        match code {
            Ok((at, code)) => {
                let new = taken.responses.put(person, at, code, answer.seconds);
                repeated += usize::from(!new);
            }
            Err(why) => wrong.push(format!("item `{}`: {why}", answer.item)),
        }
    }
    (repeated, wrong)
}
