//! The command line: definitions only. What a command does stands in [`crate::commands`].

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
    /// Print the JSON Schema of what pofit writes
    Schema(SchemaArgs),
    /// Look for mistakes in banks and other data files
    Check(CheckArgs),
    /// See a bank while you write it: each save shows at once, mistakes at the foot
    Preview(PreviewArgs),
    /// Add, list or remove banks of your own or of others
    Bank(BankArgs),
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

/// What a run of any bank takes.
#[derive(Debug, Clone, Default, Args)]
pub struct RunArgs {
    /// A bank's id, or a TOML file
    #[arg(long, value_name = "ID|FILE")]
    pub bank: Option<String>,
    /// Decides the order of questions and options; the same seed asks the same way
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Print the result as JSON when done
    #[arg(long)]
    pub json: bool,
}

/// `pofit fit`
#[derive(Debug, Args)]
pub struct FitArgs {
    /// The run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Take the short form: fewer items, wider bands
    #[arg(long)]
    pub short: bool,
}

/// `pofit quiz`
#[derive(Debug, Default, Args)]
pub struct QuizArgs {
    /// The run.
    #[command(flatten)]
    pub run: RunArgs,
    /// Ask so many questions (20 unless told; an exam as many as its form has)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub items: Option<u16>,
    /// Ask only about this topic; may be given more than once
    #[arg(long, value_name = "ID")]
    pub topic: Vec<String>,
    /// Take an exam: a clock, and right and wrong only at the end; after a well-known test when named
    /// (--exam=list tells which there are)
    #[arg(long, value_name = "NAME", num_args = 0..=1, require_equals = true)]
    pub exam: Option<Option<String>>,
    /// With --exam: so many minutes
    #[arg(long, value_name = "N", requires = "exam", value_parser = clap::value_parser!(u16).range(1..=600))]
    pub minutes: Option<u16>,
    /// With --exam: so many percent of the questions must be right to pass
    #[arg(long, value_name = "PERCENT", requires = "exam", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub pass: Option<u8>,
}

/// `pofit practise`
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct PractiseArgs {
    /// Practise only this bank, by its id or TOML file; may be given more than once
    #[arg(long, value_name = "ID|FILE")]
    pub bank: Vec<String>,
    /// Practise only this topic; may be given more than once
    #[arg(long, value_name = "ID")]
    pub topic: Vec<String>,
    /// Ask the weakest although they are not due; the schedule stays as it is
    #[arg(long)]
    pub anyway: bool,
    /// Say what there is to do, and leave
    #[arg(long, conflicts_with_all = ["anyway", "tune"])]
    pub due: bool,
    /// Tell what is known by topic and how that changed over the weeks, and leave
    #[arg(long, conflicts_with_all = ["anyway", "tune", "due"])]
    pub map: bool,
    /// With --due: as JSON
    #[arg(long, requires = "due")]
    pub json: bool,
    /// Fit the schedule to your answers, if there are enough and it predicts them better
    #[arg(long, conflicts_with = "anyway")]
    pub tune: bool,
}

/// `pofit plan`
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// The day on which the course begins: YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub until: String,
    /// Minutes a day, at most
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..=240))]
    pub minutes: u16,
    /// Plan only this bank, by its id or TOML file; may be given more than once
    #[arg(long, value_name = "ID|FILE")]
    pub bank: Vec<String>,
    /// Plan only this topic; may be given more than once
    #[arg(long, value_name = "ID")]
    pub topic: Vec<String>,
    /// How it is written; without it as --output ends, else text
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<PlanFormatArg>,
    /// As data, like --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Put the calendar's events at this time of day, where you are: HH:MM
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Write it to this file, which only you can read
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file where there is one
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Set practice for this day, with as many answers a day as the plan takes
    #[arg(long)]
    pub set: bool,
}

/// How a plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormatArg {
    /// Markdown, for a note or a wiki
    Md,
    /// Events for a calendar (iCalendar)
    Ics,
    /// The numbers as data; `pofit schema plan` tells its shape
    Json,
}

/// `pofit history`
#[derive(Debug, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct HistoryArgs {
    /// Say what is kept and where
    #[arg(long)]
    pub r#where: bool,
    /// List the runs as JSON
    #[arg(long)]
    pub json: bool,
    /// Tell what changed between two runs: the earlier, then the later
    #[arg(long, num_args = 2, value_names = ["RUN", "RUN"])]
    pub compare: Vec<String>,
    /// Delete a run (by the letters that the list shows, or `last`), or `all`
    #[arg(long, value_name = "RUN|all")]
    pub delete: Option<String>,
    /// With --delete: do it
    #[arg(long, requires = "delete")]
    pub yes: bool,
    /// Move a history that cannot be used aside, and begin a new one
    #[arg(long)]
    pub move_aside: bool,
}

/// `pofit learn`
#[derive(Debug, Args)]
pub struct LearnArgs {
    /// Print what these words find best
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,
    /// Print it, or all there is, as JSON
    #[arg(long)]
    pub json: bool,
}

/// `pofit score`
#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// A bank's id, or a TOML file
    #[arg(long, value_name = "ID|FILE")]
    pub bank: String,
    /// The answers, as JSON; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub answers: PathBuf,
    /// Print the result as JSON
    #[arg(long)]
    pub json: bool,
}

/// `pofit report`
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// A run of the history, by the letters that its list shows; without it the last finished one
    #[arg(value_name = "RUN", conflicts_with = "from")]
    pub run: Option<String>,
    /// A result that --json printed, or an answer file; `-` reads standard input
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// The bank of the answers, where the file does not say it: an id, or a TOML file
    #[arg(long, value_name = "ID|FILE", requires = "from")]
    pub bank: Option<String>,
    /// How it is written; without it as --output ends, else Markdown
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<FormatArg>,
    /// Write it to this file, which only you can read
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file where there is one
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// Markdown, for a pull request or a wiki
    Md,
    /// One web page that needs nothing else
    Html,
    /// The picture of the profile
    Svg,
    /// The answers and numbers as data; `pofit schema result` tells its shape
    Json,
}

/// `pofit analyse`
#[derive(Debug, Args)]
#[command(after_help = ANALYSE_HELP)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct AnalyseArgs {
    /// Results (JSON), tables (CSV), or histories; `-` reads standard input; without any the history
    #[arg(value_name = "RESPONSES")]
    pub responses: Vec<PathBuf>,
    /// The bank that was answered, where no result says it: an id, or a TOML file
    #[arg(long, value_name = "ID|FILE")]
    pub bank: Option<String>,
    /// Take each run of a history as another person's: for a computer that people share
    #[arg(long)]
    pub each_run: bool,
    /// Tell the answers to all items and the limits, not only to those worth a look
    #[arg(long)]
    pub all: bool,
    /// Print it as JSON
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// How it is written; without it as --output ends, else text
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<AnalysisFormatArg>,
    /// Write it to this file, which only you can read
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file where there is one
    #[arg(long, requires = "output")]
    pub force: bool,
}

const ANALYSE_HELP: &str = "\
RESPONSES may be, each known by how it begins:
  results as --json prints them, one after the other or one a line; each is another person
  a table with a row for each answer: respondent,item,response[,seconds]
  a table with a row for each person: [respondent,] a column for each item, named by its id
  a history (SQLite); it is one person's, and of their runs only first answers count
In a table an answer is a number from 1 to 5, an option's id, true or false, ids with blanks
between (- for none), card=group with blanks between, or a text; an empty cell is a skipped item.
Columns may be parted by commas, semicolons or tabs.
A row that cannot be taken is named by file, line and column on standard error, and left out.
Nothing is claimed of an item under 10 answers, of how it tells people apart under 30, and of a
scale's reliability under 50 people who answered all its items.";

/// How an analysis is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnalysisFormatArg {
    /// Text for the terminal
    Text,
    /// Markdown, for a pull request or a wiki
    Md,
    /// One web page with pictures that needs nothing else
    Html,
    /// The numbers as data; `pofit schema analysis` tells its shape
    Json,
}

/// `pofit schema`
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of what
    #[arg(value_name = "WHAT")]
    pub what: SchemaArg,
}

/// What has a published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaArg {
    /// A result as --json prints it
    Result,
    /// A plan as --json prints it
    Plan,
    /// An analysis as `pofit analyse --json` prints it
    Analysis,
}

/// `pofit check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Banks, or files with traits, roles, questions, terms, exams or sources
    #[arg(required_unless_present = "coverage", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Tell what the banks cover and what gives answers away; without files, of the built-in banks
    #[arg(long)]
    pub coverage: bool,
}

/// `pofit keys`
#[derive(Debug, Args)]
pub struct KeysArgs {
    /// As tables in Markdown
    #[arg(long)]
    pub markdown: bool,
}

/// `pofit bank`
#[derive(Debug, Args)]
pub struct BankArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: BankCommand,
}

/// What can be done with banks.
#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Check a bank, or a folder laid out like data, and copy it into your data folder
    Add {
        /// A TOML file, or a folder
        #[arg(value_name = "FILE|DIR")]
        path: PathBuf,
        /// Put it in the place of a bank of yours with the same id
        #[arg(long)]
        replace: bool,
    },
    /// List the built-in banks and yours
    List {
        /// Yours, as JSON
        #[arg(long)]
        json: bool,
    },
    /// Take a bank of yours out; its runs stay in the history
    Remove {
        /// Its id
        #[arg(value_name = "ID")]
        id: String,
    },
}

/// `pofit preview`
#[derive(Debug, Args)]
pub struct PreviewArgs {
    /// A bank's TOML file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
