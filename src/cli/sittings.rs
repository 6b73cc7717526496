//! What one does oneself: runs, practice, the plan, the history, reading.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

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
