//! `pofit analyse`: what many people's answers say about a bank's items and scales.
//!
//! Every file is read once, from front to back, so that a pipe will do; what is kept of it takes two
//! bytes for each pair of person and item (`score::Responses`), and for a table with names the
//! names.

mod cell;
mod intake;
mod kept;
mod records;
mod table;

use super::keeper::{Keeper, told};
use super::report::{Output, write};
use super::shelf::Shelf;
use super::{Done, Failure, harmless, open, print};
use crate::bank::text::clean;
use crate::cli::{AnalyseArgs, AnalysisFormatArg, LookArgs};
use crate::plain;
use crate::report::{AnalysisRecord, Detail, analysis, html, markdown};
use crate::score::analyse;
use crate::store::Store;
use intake::Intake;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

/// How a file begins that `SQLite` made.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// What some programs write before UTF-8.
const BYTE_ORDER: &[u8] = b"\xef\xbb\xbf";
/// So many files without any answer are named.
const NAMED: usize = 5;
/// So many bytes are read at a time.
const BUFFER: usize = 256 * 1024;

pub(super) fn run(args: &AnalyseArgs, look: &LookArgs) -> Done {
    let shelf = Shelf::of(look)?;
    let mut intake = Intake::new(&shelf);
    if let Some(bank) = &args.bank {
        intake.named(bank)?;
    }
    for path in &args.responses {
        file(&mut intake, path, args.each_run)?;
    }
    if args.responses.is_empty() {
        let mut keeper = Keeper::at_hand(look)?;
        let store = keeper.store()?;
        let name = told(store.path());
        kept::read(&mut intake, &name, store, args.each_run)?;
    }
    let left_out = intake.told();
    io::stderr()
        .lock()
        .write_all(harmless(&left_out).as_bytes())?;
    let (taken, gathered) = intake.into_taken();
    let responses = taken.map(|taken| taken.responses);
    let Some(responses) = responses.filter(|responses| responses.people() > 0) else {
        let names = args.responses.iter().take(NAMED);
        let names: Vec<String> = names.map(|path| path.display().to_string()).collect();
        return Err(Failure::Failed(format!(
            "there is no answer that could be taken in: {}",
            names.join(", ")
        )));
    };
    let found = analyse(&responses);
    let bank = responses.bank();
    let format = format(args);
    let pictures = format != AnalysisFormatArg::Text;
    let detail = Detail {
        all: args.all || pictures,
        pictures,
    };
    let text = match format {
        AnalysisFormatArg::Json => AnalysisRecord::new(bank, &gathered, &found)
            .to_json()
            .map_err(io::Error::from)?,
        format => {
            let document = analysis(bank, &gathered, &found, detail);
            match format {
                AnalysisFormatArg::Html => html(&document, bank.head.language.as_str()),
                AnalysisFormatArg::Md => markdown(&document),
                AnalysisFormatArg::Text | AnalysisFormatArg::Json => plain::document(&document),
            }
        }
    };
    match (&args.output, args.force) {
        (None, _) => print(&text).map(|()| ExitCode::SUCCESS),
        (Some(path), false) => write("report", &text, Output::New(path)),
        (Some(path), true) => write("report", &text, Output::Over(path)),
    }
}

/// Takes a file in, by what it begins with: a history, results, or a table.
fn file(intake: &mut Intake<'_>, path: &Path, each_run: bool) -> Result<(), Failure> {
    let name = clean(&path.display().to_string());
    let fail = |error: io::Error| Failure::Failed(format!("{name}: {error}"));
    if path == Path::new("-") {
        let input = BufReader::with_capacity(BUFFER, io::stdin());
        return stream(intake, "standard input", input);
    }
    if path.is_dir() {
        return Err(Failure::Usage(format!(
            "{name} is a folder: name the files in it"
        )));
    }
    let file = open::stream(path).map_err(fail)?;
    let mut input = BufReader::with_capacity(BUFFER, file);
    if input.fill_buf().map_err(fail)?.starts_with(SQLITE) {
        let store = Store::open(path);
        let store = store.map_err(|trouble| Failure::Failed(format!("{name}: {trouble}")))?;
        return kept::read(intake, &name, &store, each_run);
    }
    stream(intake, &name, input)
}

fn stream(intake: &mut Intake<'_>, name: &str, mut input: impl BufRead) -> Result<(), Failure> {
    let fail = |error: io::Error| Failure::Failed(format!("{name}: {error}"));
    if input.fill_buf().map_err(fail)?.starts_with(BYTE_ORDER) {
        input.consume(BYTE_ORDER.len());
    }
    let begins = input.fill_buf().map_err(fail)?.trim_ascii_start();
    match begins.first() {
        None => Err(Failure::Failed(format!(
            "{name} is empty, or nobody writes into it: name a file with answers"
        ))),
        Some(b'{' | b'[') => records::read(intake, name, input),
        Some(_) => table::read(intake, name, input),
    }
}

/// What is told of the bytes of one file with answers to a bank: what was left out, and the analysis of
/// what could be taken.
///
/// # Errors
/// The same, when there is no analysis.
pub(super) fn of_bytes(bank: &str, bytes: &[u8]) -> Result<String, Failure> {
    let shelf = Shelf::new(None)?;
    let mut intake = Intake::new(&shelf);
    intake.named(bank)?;
    let done = stream(&mut intake, "answers.csv", bytes);
    let left_out = harmless(&intake.told());
    done.map_err(|failure| Failure::Failed(format!("{left_out}{failure}")))?;
    let (taken, gathered) = intake.into_taken();
    let Some(responses) = taken.map(|taken| taken.responses) else {
        return Ok(left_out);
    };
    let found = analyse(&responses);
    let detail = Detail {
        all: true,
        pictures: false,
    };
    let document = analysis(responses.bank(), &gathered, &found, detail);
    Ok(left_out + &plain::document(&document))
}

fn format(args: &AnalyseArgs) -> AnalysisFormatArg {
    if args.json {
        return AnalysisFormatArg::Json;
    }
    let ending = args.output.as_ref().and_then(|path| path.extension());
    args.format
        .unwrap_or(match ending.and_then(|end| end.to_str()) {
            Some("html") => AnalysisFormatArg::Html,
            Some("md") => AnalysisFormatArg::Md,
            Some("json") => AnalysisFormatArg::Json,
            _ => AnalysisFormatArg::Text,
        })
}
