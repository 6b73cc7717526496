//! Results as `--json` prints them: one after the other, or one a line (JSON Lines).
//!
//! Each record is taken as another person's.

use super::super::Failure;
use super::super::score::RawAnswer;
use super::intake::Intake;
use crate::bank::text;
use serde::Deserialize;
use serde_json::Deserializer;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::io::{BufRead, Read};

/// The longest line, or else file, that is read as one text, in bytes.
const LARGEST_TEXT: u64 = 16 * 1024 * 1024;
/// With no result in so many lines, none is looked for in the rest.
const HOPELESS: usize = 10_000;
/// A record with more answers is none of a person.
const MOST_ANSWERS: usize = 100_000;
/// So many mistakes of a record are looked at one by one: no more are told of all.
const SHOWN: usize = 20;

/// A result, or an answer file; further fields are let be.
#[derive(Debug, Deserialize)]
struct Record<'a> {
    // As they stand: a list of millions takes no room, and a mistake in an answer has its place.
    #[serde(borrow, default)]
    bank: Option<&'a RawValue>,
    #[serde(borrow, default)]
    seed: Option<&'a RawValue>,
    #[serde(borrow)]
    answers: Vec<&'a RawValue>,
}

/// The bank as a record names it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Named {
    id: Option<String>,
    sha256: Option<String>,
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
    let known = intake.gathered.records + intake.gathered.same;
    while (&mut input)
        .take(LARGEST_TEXT)
        .read_until(b'\n', &mut bytes)?
        > 0
    {
        if !bytes.trim_ascii().is_empty() {
            let broken = serde_json::from_slice::<Record<'_>>(&bytes).err();
            if first && broken.is_some_and(|error| error.is_eof()) {
                // A record over several lines: then the file is read as one text.
                (&mut input).take(LARGEST_TEXT).read_to_end(&mut bytes)?;
                if bytes.len() as u64 >= LARGEST_TEXT {
                    return Err(Failure::Failed(format!(
                        "{name} is larger than 16 MiB: write each result on a line of its own, then \
                         they are read one by one"
                    )));
                }
                return part(intake, name, &bytes, before);
            }
            first = false;
            part(intake, name, bytes.trim_ascii_end(), before)?;
            let taken = intake.gathered.records + intake.gathered.same - known;
            if taken == 0 && before >= HOPELESS {
                return Err(Failure::Failed(format!(
                    "{name}: there is no result in the first {} lines: is it another file?",
                    before + 1
                )));
            }
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
    let named: Named = record
        .bank
        .and_then(|bank| serde_json::from_str(bank.get()).ok())
        .unwrap_or_default();
    let id = named.id.as_deref();
    let Some(taken) = intake.of_bank(part.name, id)? else {
        let id = text::clean(id.unwrap_or_default());
        intake.refuse(
            &part.place(begins),
            &format!("these are answers to another bank, `{id}`"),
        );
        return Ok(());
    };
    if record.answers.len() > MOST_ANSWERS {
        let n = record.answers.len();
        let why = format!("{n} answers are more than one person gives: {MOST_ANSWERS} are read");
        intake.refuse(&part.place(begins), &why);
        return Ok(());
    }
    let hash_now = taken.bank().hash.to_string();
    let changed = named.sha256.is_some_and(|hash| hash != hash_now);
    let (mut answers, mut wrong) = (Vec::new(), Wrong::default());
    for raw in &record.answers {
        match serde_json::from_str::<RawAnswer>(raw.get()) {
            Ok(answer) => answers.push((*raw, answer)),
            Err(error) => wrong.add(raw, || without_place(&error)),
        }
    }
    let timed = answers.iter().any(|(_, answer)| answer.seconds.is_some());
    if timed && !taken.is_new(hash(record.seed, &answers)) {
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
            Ok(_) if !fits => wrong.add(raw, || "seconds cannot be negative".to_owned()),
            Ok((at, code)) => found.push((at, code, answer.seconds)),
            Err(why) => wrong.add(raw, || {
                let item = text::clean(&answer.item);
                format!("item `{item}`: {why}")
            }),
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
    intake.gathered.refused += wrong.beyond;
    for (raw, why) in wrong.first {
        intake.refuse(&part.place(raw.get()), &why);
    }
    Ok(())
}

/// The answers of a record that cannot be taken, with why.
#[derive(Debug, Default)]
struct Wrong<'a> {
    first: Vec<(&'a RawValue, String)>,
    /// Further ones, which are only counted.
    beyond: usize,
}

impl<'a> Wrong<'a> {
    fn add(&mut self, raw: &'a RawValue, why: impl FnOnce() -> String) {
        if self.first.len() < SHOWN {
            self.first.push((raw, why()));
        } else {
            self.beyond += 1;
        }
    }
}

/// Two records with the same seed, answers and measured times are one that was given twice.
fn hash(seed: Option<&RawValue>, answers: &[(&RawValue, RawAnswer)]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(seed.map_or("null", RawValue::get));
    for (_, answer) in answers {
        let seconds = answer.seconds.unwrap_or(-1.0);
        hash.update(format!("\n{} {} {seconds}", answer.item, answer.answer));
    }
    hash.finalize().into()
}
