//! Results as `--json` prints them: one after the other, or one a line (JSON Lines).
//!
//! Each record is taken as another person's.

use super::super::Failure;
use super::super::shelf::LARGEST_FILE;
use super::intake::Intake;
use crate::bank::text;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Deserializer, Value};
use sha2::{Digest, Sha256};
use std::io::{BufRead, Read};

/// A result, or an answer file; further fields are let be.
#[derive(Debug, Deserialize)]
struct Record<'a> {
    #[serde(default)]
    bank: Value,
    #[serde(default)]
    seed: Value,
    // As they stand, so that a mistake in one has its place.
    #[serde(borrow)]
    answers: Vec<&'a RawValue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAnswer {
    item: String,
    #[serde(default)]
    answer: Value,
    #[serde(default)]
    seconds: Option<f64>,
}

/// A text that records stand in, and where it begins in its file.
struct Part<'a> {
    name: &'a str,
    text: &'a str,
    /// Lines before it.
    before: usize,
}

impl Part<'_> {
    /// Where a piece of the text stands: `file:line:column`.
    fn place(&self, piece: &str) -> String {
        // Both point into the same text; the difference is the piece's place in it.
        let at = (piece.as_ptr().addr()).saturating_sub(self.text.as_ptr().addr());
        let lead = self.text.get(..at).unwrap_or_default();
        let line = lead.matches('\n').count() + 1;
        let column = lead.chars().rev().take_while(|c| *c != '\n').count() + 1;
        self.at(line, column)
    }

    fn at(&self, line: usize, column: usize) -> String {
        format!("{}:{}:{column}", self.name, self.before + line)
    }
}

/// Takes records in.
///
/// # Errors
/// A file that cannot be read, or no bank.
pub(super) fn read(
    intake: &mut Intake<'_>,
    name: &str,
    mut input: impl BufRead,
) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    let (mut before, mut first) = (0, true);
    while (&mut input)
        .take(LARGEST_FILE)
        .read_until(b'\n', &mut bytes)?
        > 0
    {
        if !bytes.trim_ascii().is_empty() {
            let broken = serde_json::from_slice::<Record<'_>>(&bytes).err();
            if first && broken.is_some_and(|error| error.is_eof()) {
                // A record over several lines: then the file is read as one text.
                (&mut input).take(LARGEST_FILE).read_to_end(&mut bytes)?;
                if bytes.len() as u64 >= LARGEST_FILE {
                    return Err(Failure::Failed(format!(
                        "{name} is larger than 64 MiB: write each result on a line of its own, then \
                         they are read one by one"
                    )));
                }
                return part(intake, name, &bytes, before);
            }
            first = false;
            part(intake, name, bytes.trim_ascii_end(), before)?;
        }
        bytes.clear();
        before += 1;
    }
    Ok(())
}

/// Takes the records of one text in; after a mistake of form the rest of it is left out.
fn part(intake: &mut Intake<'_>, name: &str, bytes: &[u8], before: usize) -> Result<(), Failure> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = bytes.iter().take(error.valid_up_to());
            let line = before + 1 + valid.filter(|byte| **byte == b'\n').count();
            intake.refuse(
                &format!("{name}:{line}"),
                "this is not UTF-8: save it as UTF-8",
            );
            return Ok(());
        }
    };
    let part = Part { name, text, before };
    let mut records = Deserializer::from_str(text).into_iter::<Record<'_>>();
    loop {
        let begins = text
            .get(records.byte_offset()..)
            .unwrap_or_default()
            .trim_start();
        match records.next() {
            None => return Ok(()),
            Some(Ok(record)) => self::record(intake, &part, begins, &record)?,
            Some(Err(error)) => {
                let place = part.at(error.line(), error.column());
                let rest = text.lines().count() > error.line();
                let rest = if rest {
                    "; what follows in this file is left out"
                } else {
                    ""
                };
                intake.refuse(&place, &format!("{}{rest}", without_place(&error)));
                return Ok(());
            }
        }
    }
}

/// What is wrong, without the place, which is told before it.
fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let cut = said.rfind(" at line ").and_then(|at| said.get(..at));
    cut.unwrap_or(&said).to_owned()
}

fn record(
    intake: &mut Intake<'_>,
    part: &Part<'_>,
    begins: &str,
    record: &Record<'_>,
) -> Result<(), Failure> {
    let said = |field: &str| record.bank.get(field).and_then(Value::as_str);
    let Some(taken) = intake.of_bank(said("id"))? else {
        let id = text::clean(said("id").unwrap_or_default());
        intake.refuse(
            &part.place(begins),
            &format!("these are answers to another bank, `{id}`"),
        );
        return Ok(());
    };
    let changed = said("sha256").is_some_and(|hash| hash != taken.bank().hash.to_string());
    let (mut answers, mut wrong) = (Vec::new(), Vec::new());
    for raw in &record.answers {
        match serde_json::from_str::<RawAnswer>(raw.get()) {
            Ok(answer) => answers.push((*raw, answer)),
            Err(error) => wrong.push((*raw, without_place(&error))),
        }
    }
    let timed = answers.iter().any(|(_, answer)| answer.seconds.is_some());
    if timed && !taken.is_new(hash(&record.seed, &answers)) {
        intake.gathered.same += 1;
        return Ok(());
    }
    let mut found = Vec::new();
    for (raw, answer) in &answers {
        let code = taken
            .place(&answer.item)
            .ok_or_else(|| "the bank has no such item".to_owned())
            .and_then(|at| Ok((at, taken.value(at, &answer.answer)?)));
        let fits = answer.seconds.is_none_or(|seconds| seconds >= 0.0);
        match code {
            Ok(_) if !fits => wrong.push((*raw, "seconds cannot be negative".to_owned())),
            Ok((at, code)) => found.push((at, code, answer.seconds)),
            Err(why) => {
                let item = text::clean(&answer.item);
                wrong.push((*raw, format!("item `{item}`: {why}")));
            }
        }
    }
    let mut repeated = 0;
    if !found.is_empty() {
        let person = taken.nobody()?;
        for (at, code, seconds) in found {
            repeated += usize::from(!taken.responses.put(person, at, code, seconds));
        }
    }
    intake.gathered.repeated += repeated;
    intake.gathered.changed += usize::from(changed);
    intake.gathered.records += 1;
    for (raw, why) in wrong {
        intake.refuse(&part.place(raw.get()), &why);
    }
    Ok(())
}

/// Two records with the same seed, answers and measured times are one that was given twice.
fn hash(seed: &Value, answers: &[(&RawValue, RawAnswer)]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(seed.to_string());
    for (_, answer) in answers {
        let seconds = answer.seconds.unwrap_or(-1.0);
        hash.update(format!("\n{} {} {seconds}", answer.item, answer.answer));
    }
    hash.finalize().into()
}
