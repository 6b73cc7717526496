//! The commands room: one file a command, each wiring the pure core to files, terminal and clock.
//!
//! It owns the effects: reading files, printing, writing a report, exit codes. Nothing else in the program prints.

mod analyse;
mod bank;
mod check;
mod collection;
#[doc(hidden)]
pub mod doors;
mod environment;
mod exam;
mod exchange;
mod history;
mod keeper;
mod keys;
mod learn;
mod new;
mod open;
mod outside;
mod plan;
mod practise;
mod preview;
mod report;
mod schema;
mod score;
mod settings;
mod shelf;
mod sitting;
mod whole;

use crate::bank::{Mistakes, text::is_hazard};
use crate::cli::{Cli, Command};
use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

/// The answer is no, or something failed.
const NO: u8 = 1;
/// Wrong usage.
const USAGE: u8 = 2;
/// So many characters of a line of a message are told.
const LONGEST_LINE: usize = 2000;

/// Why a command ended without success.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Something failed; said in a sentence or two that say what to do.
    #[error("{0}")]
    Failed(String),
    /// The command was asked for something that cannot be.
    #[error("{0}")]
    Usage(String),
    /// A data file has mistakes.
    #[error("{0}")]
    Mistakes(Box<Mistakes>),
    /// A signal asked to leave.
    #[error("stopped by signal {0}")]
    Signal(i32),
    /// The terminal or the reader of our output has gone: nothing can be told.
    #[error("nobody is listening")]
    Gone,
    /// Output or input failed.
    #[error("input or output failed: {0}")]
    Io(#[from] io::Error),
}

type Done = Result<ExitCode, Failure>;

/// Runs the program as the command line asks.
pub fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(code) => code,
        Err(failure) => told(&failure),
    }
}

fn run(cli: &Cli) -> Done {
    match &cli.command {
        None => sitting::home(&cli.look),
        Some(Command::Fit(args)) => sitting::fit(args, &cli.look),
        Some(Command::Quiz(args)) => sitting::quiz(args, &cli.look),
        Some(Command::Practise(args)) => practise::run(args, &cli.look),
        Some(Command::Plan(args)) => plan::run(args, &cli.look),
        Some(Command::Resume) => history::resume(&cli.look),
        Some(Command::History(args)) => history::run(args, &cli.look),
        Some(Command::Learn(args)) => learn::run(args, &cli.look),
        Some(Command::Score(args)) => score::run(args, &cli.look),
        Some(Command::Report(args)) => report::run(args, &cli.look),
        Some(Command::Analyse(args)) => analyse::run(args, &cli.look),
        Some(Command::Schema(args)) => schema::run(args),
        Some(Command::Bank(args)) => bank::run(args, &cli.look),
        Some(Command::Preview(args)) => preview::run(args, &cli.look),
        Some(Command::New(args)) => new::run(args),
        Some(Command::Check(args)) => check::run(args, &cli.look),
        Some(Command::Import(args)) => exchange::import(args, &cli.look),
        Some(Command::Export(args)) => exchange::export(args, &cli.look),
        Some(Command::Keys(args)) => keys::run(args, &cli.look),
    }
}

/// Tells a failure on standard error and makes it an exit code.
fn told(failure: &Failure) -> ExitCode {
    let code = match failure {
        Failure::Gone => return ExitCode::SUCCESS,
        // A reader that closes a pipe has seen enough: `pofit keys | head` is no failure.
        Failure::Io(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            return ExitCode::SUCCESS;
        }
        // By the shells' custom, 128 and the signal's number.
        Failure::Signal(signal) => return ExitCode::from(u8::try_from(128 + signal).unwrap_or(NO)),
        Failure::Usage(_) => USAGE,
        Failure::Failed(_) | Failure::Mistakes(_) | Failure::Io(_) => NO,
    };
    let text = match failure {
        Failure::Mistakes(mistakes) => check::drawn(mistakes),
        other => format!("pofit: {other}\n"),
    };
    let _ = io::stderr().lock().write_all(harmless(&text).as_bytes());
    ExitCode::from(code)
}

/// A message as it may be shown: names and files put nothing into it that steers a terminal, reorders
/// text or cannot be seen, nor a line without end.
fn harmless(text: &str) -> String {
    let shown = |c: char| match c {
        '\r' => ' ',
        c if is_hazard(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    let mut out = String::with_capacity(text.len().min(LONGEST_LINE));
    for line in text.split_inclusive('\n') {
        let mut chars = line.chars();
        out.extend(chars.by_ref().take(LONGEST_LINE).map(shown));
        if chars.next().is_some() {
            out.push_str("...\n");
        }
    }
    out
}

/// Prints on standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints on standard error what must not stand between the lines of standard output.
fn print_beside(text: &str) -> Result<(), Failure> {
    Ok(io::stderr().lock().write_all(text.as_bytes())?)
}
