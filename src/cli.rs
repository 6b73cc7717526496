//! The command line: definitions only. What a command does stands in [`crate::commands`].

mod files;
mod sittings;

pub use files::*;
pub use sittings::*;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Is Product Owner a fit for me? A self-assessment and quizzes for the terminal.
#[derive(Debug, Parser)]
#[command(name = "pofit", version, about, max_term_width = 100, after_help = AFTER_HELP)]
pub struct Cli {
    /// What to do; without it the home page opens.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How things look.
    #[command(flatten)]
    pub look: LookArgs,
}

const AFTER_HELP: &str = "\
Screen readers and pipes: --plain asks and tells line by line, without cursor movement; it is chosen
by itself when input or output is not a terminal.
Exit codes: 0 well, 1 the answer is no or a failure, 2 wrong usage.";

/// What pofit can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Take the assessment: is Product Owner a fit for me?
    Fit(FitArgs),
    /// Take a quiz: Product Owner or project manager?
    Quiz(QuizArgs),
    /// Practise a little every day: each question again shortly before it would be forgotten
    #[command(visible_alias = "practice")]
    Practise(PractiseArgs),
    /// Plan what to do on each day until a course: as text, Markdown, a calendar, data
    Plan(PlanArgs),
    /// Go on with the run that was left open last
    Resume,
    /// See, compare or delete the runs that are kept
    History(HistoryArgs),
    /// Read: the article's questions answered, and a glossary
    Learn(LearnArgs),
    /// Score answers that were collected elsewhere
    Score(ScoreArgs),
    /// Make a report of a finished run: Markdown, a web page, a picture, data
    Report(ReportArgs),
    /// Tell from many people's answers how a bank's items work, and how reliable its scales are
    Analyse(AnalyseArgs),
    /// Print the JSON Schema of what pofit reads and writes
    Schema(SchemaArgs),
    /// Begin a bank of your own: a commented file with each kind of item
    New(NewArgs),
    /// Look for mistakes in banks and other data files, and give advice
    Check(CheckArgs),
    /// See a bank while you write it: each save shows at once, mistakes at the foot
    Preview(PreviewArgs),
    /// Add, list or remove banks of your own or of others
    Bank(BankArgs),
    /// Make a bank of another program's questions: GIFT, Moodle XML, Aiken, QTI, tables, Anki, Kahoot
    Import(ImportArgs),
    /// Write a quiz for another program, or as Markdown for reading
    Export(ExportArgs),
    /// Print all keys
    Keys(KeysArgs),
}

/// How things look; the same for all commands.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct LookArgs {
    /// Ask and tell line by line, for screen readers and pipes
    #[arg(long, global = true)]
    pub plain: bool,
    /// Use ASCII signs and lines only
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Colours for a dark or a light background, or none
    #[arg(long, global = true, value_name = "NAME", default_value = "auto")]
    pub theme: ThemeArg,
    /// Leave the mouse to the terminal (for selecting text)
    #[arg(long, global = true)]
    pub no_mouse: bool,
    /// Keep runs in this file
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_store")]
    pub store: Option<PathBuf>,
    /// Keep nothing
    #[arg(long, global = true)]
    pub no_store: bool,
    /// Read traits, roles and banks from this folder too; what it has goes before what is built in
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// Which colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// By `NO_COLOR` and the terminal's own hint, else dark
    Auto,
    /// For a dark background
    Dark,
    /// For a light background
    Light,
    /// No colours
    Mono,
}
