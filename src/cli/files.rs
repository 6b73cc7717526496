//! What is done with files: reports, answers of others, banks, schemas.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

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
    /// A bank, for editors that complete and check TOML
    Bank,
    /// What check --format json prints
    Check,
}

/// `pofit new`
#[derive(Debug, Args)]
pub struct NewArgs {
    /// Where to write the bank; a file that is there is left as it is
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What it is to be
    #[arg(long, value_name = "KIND", default_value = "quiz")]
    pub kind: KindArg,
}

/// What a bank is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KindArg {
    /// Questions with right answers
    Quiz,
    /// Statements, situations and pairs, against the profiles of roles
    Assessment,
}

/// `pofit check`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct CheckArgs {
    /// Banks, or files with traits, roles, questions, terms, exams or sources
    #[arg(required_unless_present_any = ["coverage", "explain"], value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Tell what the banks cover and what gives answers away; without files, of the built-in banks
    #[arg(long)]
    pub coverage: bool,
    /// Tell what a code such as PF012 means, or list all of them
    #[arg(long, value_name = "CODE", num_args = 0..=1, conflicts_with_all = ["files", "coverage"])]
    pub explain: Option<Option<String>>,
    /// How findings are told
    #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with_all = ["coverage", "explain"])]
    pub format: FindingsArg,
    /// Let advice count as a mistake does
    #[arg(long, conflicts_with_all = ["coverage", "explain"])]
    pub strict: bool,
    /// Mend what can be mended in one way only, then check
    #[arg(long, conflicts_with_all = ["coverage", "explain"])]
    pub fix: bool,
    /// Check again on each change, until Ctrl-C
    #[arg(long, conflicts_with_all = ["coverage", "explain", "fix"])]
    pub watch: bool,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FindingsArg {
    /// Drawn at their lines, for a person
    Text,
    /// As data; `pofit schema check` tells its shape
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// As a GitHub workflow marks lines
    Github,
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

/// `pofit import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files with questions; several become one bank
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What they are; without it as their names end and their texts begin
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ExchangeArg>,
    /// Write the bank to this file; without it to standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file where there is one
    #[arg(long, requires = "output")]
    pub force: bool,
    /// The bank's id; without it one is made of its title
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The bank's title; without it the file's own, or its name
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

/// `pofit export`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A quiz, by its id or TOML file
    #[arg(value_name = "ID|FILE")]
    pub bank: String,
    /// For which program
    #[arg(long, value_name = "FORMAT")]
    pub format: ExchangeArg,
    /// Only this item
    #[arg(long, value_name = "ID")]
    pub item: Option<String>,
    /// Write it to this file; without it to standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file where there is one
    #[arg(long, requires = "output")]
    pub force: bool,
    /// Leave with 1 when the format could not hold everything
    #[arg(long)]
    pub strict: bool,
}

/// A format of another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExchangeArg {
    /// Moodle's text format
    Gift,
    /// Moodle's own format
    MoodleXml,
    /// Single choices by letter, as Moodle and others read them
    Aiken,
    /// One item of QTI 2.1 (reads 3.0 too)
    Qti,
    /// One item of QTI 3.0 (reads 2.1 too)
    Qti3,
    /// A table with commas and a header
    Csv,
    /// A table with tabs and a header
    Tsv,
    /// Notes for Anki, in plain text
    Anki,
    /// Kahoot's spreadsheet: .xlsx, or its columns as CSV
    Kahoot,
    /// For reading; cannot be imported
    Markdown,
}
