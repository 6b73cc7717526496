//! `pofit score`: scores answers that were collected elsewhere, without a terminal.

use super::open::{self, LARGEST_ANSWERS};
use super::shelf::Shelf;
use super::{Done, Failure, print};
use crate::bank::{Answer, Bank, BankId, Certainty, ItemId, Response, ResponseFault, Slug, text};
use crate::cli::{LookArgs, ScoreArgs};
use crate::plain;
use crate::report::{self, Record};
use crate::run::{ExamTaken, Feedback, Form, Run};
use serde::Deserialize;
use serde_json::Value;
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

const LOOKS_LIKE: &str = "An answer file looks like \
    {\"seed\": 1, \"answers\": [{\"item\": \"id\", \"answer\": 4, \"seconds\": 3.2}]}";
/// So many of the answers that are impossible are told one by one.
const SHOWN: usize = 20;

/// An answer file; a result printed with `--json` is one too, so further fields are let be.
#[derive(Debug, Deserialize)]
pub(super) struct AnswerFile {
    #[serde(default)]
    seed: u64,
    // Of a result: let be when they have another form.
    #[serde(default)]
    bank: Value,
    #[serde(default)]
    form: Value,
    #[serde(default)]
    feedback: Value,
    #[serde(default)]
    exam: Value,
    answers: Vec<RawAnswer>,
}

/// An answer as `--json` prints it, wherever such are read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAnswer {
    pub(super) item: String,
    #[serde(default)]
    pub(super) answer: Value,
    #[serde(default)]
    certainty: Value,
    #[serde(default)]
    pub(super) seconds: Option<f64>,
}

pub(super) fn run(args: &ScoreArgs, look: &LookArgs) -> Done {
    let shelf = Shelf::of(look)?;
    let bank = shelf.named(&args.bank)?;
    let name = args.answers.display().to_string();
    let run = run_of(&bank, &name, &parsed(&name, &text_of(&args.answers)?)?)?;
    if args.json {
        print(&Record::new(&run).to_json().map_err(io::Error::from)?)?;
    } else {
        print(&plain::document(&report::result(&run)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The run that a file holds: of the bank that `bank` names, or else of the one that it was made with.
///
/// # Errors
/// A file that cannot be read, that names no bank or one that has changed since, or impossible answers.
pub(super) fn stored(path: &Path, bank: Option<&str>, shelf: &Shelf) -> Result<Run, Failure> {
    let name = path.display().to_string();
    let file = parsed(&name, &text_of(path)?)?;
    if let Some(bank) = bank {
        return run_of(&shelf.named(bank)?, &name, &file);
    }
    let made_with = |field: &str| file.bank.get(field).and_then(Value::as_str);
    let Some(id) = made_with("id").and_then(|id| BankId::new(id).ok()) else {
        return Err(Failure::Usage(format!(
            "{name} does not say to which bank its answers belong: name it with --bank"
        )));
    };
    let bank = shelf.open(&id)?;
    if made_with("sha256") != Some(bank.hash.to_string().as_str()) {
        return Err(Failure::Failed(format!(
            "{name} was made with another state of the bank `{id}` than the one at hand, so its \
             numbers would change.\nName the bank that it was made with by --bank FILE; --bank {id} \
             takes the one at hand all the same."
        )));
    }
    run_of(&bank, &name, &file)
}

fn text_of(path: &Path) -> Result<String, Failure> {
    let text = if path == Path::new("-") {
        open::text(io::stdin(), LARGEST_ANSWERS)
    } else {
        open::stream(path).and_then(|file| open::text(file, LARGEST_ANSWERS))
    };
    let name = path.display();
    match text {
        Ok(text) if text.trim().is_empty() && path != Path::new("-") => Err(Failure::Failed(
            format!("{name}: there is nothing in it, or nobody writes into it\n{LOOKS_LIKE}"),
        )),
        Ok(text) => Ok(text),
        Err(error) => Err(Failure::Failed(format!("{name}: {error}"))),
    }
}

pub(super) fn parsed(name: &str, json: &str) -> Result<AnswerFile, Failure> {
    // serde_json says line and column itself.
    serde_json::from_str(json)
        .map_err(|error| Failure::Failed(format!("{name}: {error}\n{LOOKS_LIKE}")))
}

pub(super) fn run_of(bank: &Arc<Bank>, name: &str, file: &AnswerFile) -> Result<Run, Failure> {
    let (mut wrong, mut more) = (Vec::new(), 0_usize);
    let mut answers = Vec::new();
    for (place, raw) in file.answers.iter().enumerate() {
        match answer(bank, raw) {
            Ok(answer) => answers.push(answer),
            Err(_) if wrong.len() >= SHOWN => more += 1,
            Err(why) => {
                wrong.push(format!(
                    "answer {}, item `{}`: {why}",
                    place + 1,
                    text::clean(&raw.item)
                ));
            }
        }
    }
    if more > 0 {
        wrong.push(format!("and {more} more"));
    }
    if !wrong.is_empty() {
        return Err(Failure::Failed(format!(
            "{name}:\n  {}",
            wrong.join("\n  ")
        )));
    }
    let run = Run::from_answers(Arc::clone(bank), file.seed, &answers).map_err(|(place, _)| {
        Failure::Failed(format!("{name}: answer {} is impossible", place + 1))
    })?;
    Ok(run.as_taken(
        Form::deserialize(&file.form).ok(),
        Feedback::deserialize(&file.feedback).ok(),
        ExamTaken::deserialize(&file.exam).ok(),
    ))
}

fn answer(bank: &Bank, raw: &RawAnswer) -> Result<Answer, String> {
    let known = ItemId::new(&raw.item).ok().and_then(|id| bank.item(&id));
    let item = known.ok_or_else(|| format!("the bank `{}` has no such item", bank.head.id))?;
    let seconds = raw
        .seconds
        .filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
    if seconds.is_none() && raw.seconds.is_some() {
        return Err("seconds cannot be negative".to_owned());
    }
    let response = Response::from_json(item, &raw.answer).map_err(|fault| fault.to_string())?;
    let answer = Answer {
        item: item.id.clone(),
        response,
        certainty: certainty(&raw.certainty).map_err(|fault| fault.to_string())?,
        seconds,
    };
    answer.check(item).map_err(|fault| fault.to_string())?;
    Ok(answer)
}

fn certainty(value: &Value) -> Result<Option<Certainty>, ResponseFault> {
    if value.is_null() {
        return Ok(None);
    }
    let level = value.as_u64().and_then(|level| u8::try_from(level).ok());
    let level = level.ok_or_else(|| ResponseFault::Level(text::clean(&value.to_string())))?;
    Certainty::try_from(level).map(Some)
}
