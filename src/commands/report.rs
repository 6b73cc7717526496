//! `pofit report`, and `e` on a result: a finished run as a file to keep or to hand on.
//!
//! A file is made for its owner alone, and one that is there is left as it is unless told otherwise.

use super::history::named;
use super::keeper::Keeper;
use super::score::stored;
use super::shelf::Shelf;
use super::{Done, Failure, print};
use crate::bank::text::clean;
use crate::cli::{FormatArg, LookArgs, ReportArgs};
use crate::report::{Format, written};
use crate::run::Run;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Reading and writing for the owner, nothing for others: a result is personal.
const OWNER_ONLY: u32 = 0o600;
/// So many reports of one bank and day are numbered.
const MOST_OF_A_DAY: usize = 999;

/// Where a report goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Output<'a> {
    /// It is printed.
    Printed,
    /// To a file that is not there yet.
    New(&'a Path),
    /// To a file, whatever is in it.
    Over(&'a Path),
}

pub(super) fn run(args: &ReportArgs, look: &LookArgs) -> Done {
    let run = match &args.from {
        Some(file) => {
            let shelf = Shelf::of(look)?;
            stored(file, args.bank.as_deref(), &shelf)?
        }
        None => kept(args.run.as_deref(), look)?,
    };
    let output = Output::of(args.output.as_deref(), args.force);
    let text = written(&run, format(args)).map_err(|why| Failure::Failed(why.to_string()))?;
    write("report", &text, output)
}

impl<'a> Output<'a> {
    /// What `--output` and `--force` say.
    pub(super) fn of(path: Option<&'a Path>, force: bool) -> Self {
        match (path, force) {
            (None, _) => Self::Printed,
            (Some(path), false) => Self::New(path),
            (Some(path), true) => Self::Over(path),
        }
    }
}

/// A run of the history: the one with this name, or the last that was finished.
fn kept(name: Option<&str>, look: &LookArgs) -> Result<Run, Failure> {
    let mut keeper = Keeper::at_hand(look)?;
    let key = if let Some(name) = name {
        named(&mut keeper, name)?
    } else {
        let (rows, _) = keeper.list(0, usize::MAX)?;
        let finished = rows.iter().find(|row| row.summary.is_some());
        finished.map(|row| row.key).ok_or_else(|| {
            Failure::Failed("no finished run is kept yet; pofit fit begins one".to_owned())
        })?
    };
    let run = keeper.run(key)?;
    if run.is_finished() {
        return Ok(run);
    }
    Err(Failure::Failed(
        "this run is not finished yet; pofit resume goes on with it".to_owned(),
    ))
}

fn format(args: &ReportArgs) -> Format {
    let all = [Format::Markdown, Format::Html, Format::Svg, Format::Json];
    let ending = args.output.as_ref().and_then(|path| path.extension());
    match args.format {
        Some(FormatArg::Md) => Format::Markdown,
        Some(FormatArg::Html) => Format::Html,
        Some(FormatArg::Svg) => Format::Svg,
        Some(FormatArg::Json) => Format::Json,
        None => {
            let named = |format: &Format| ending.is_some_and(|end| end == format.extension());
            all.into_iter().find(named).unwrap_or(Format::Markdown)
        }
    }
}

/// Writes a text, and tells where it is and what.
///
/// # Errors
/// A file that is there already or cannot be written.
pub(super) fn write(what: &str, text: &str, output: Output<'_>) -> Done {
    delivered(text.as_bytes(), output, &format!("The {what} is in "))
}

/// Prints bytes, or writes them to a file and says where it is, after `said`.
///
/// # Errors
/// A file that is there already or cannot be written.
pub(super) fn delivered(bytes: &[u8], output: Output<'_>, said: &str) -> Done {
    let (path, done) = match output {
        Output::Printed => {
            print(&String::from_utf8_lossy(bytes))?;
            return Ok(ExitCode::SUCCESS);
        }
        Output::New(path) => (path, create(path, bytes)),
        Output::Over(path) => (path, replace(path, bytes)),
    };
    done.map_err(|error| {
        let path = clean(&path.display().to_string());
        Failure::Failed(match error.kind() {
            io::ErrorKind::AlreadyExists => {
                format!("{path} is there already: --force overwrites it")
            }
            _ => format!("{path}: {error}"),
        })
    })?;
    print(&format!("{said}{}\n", shown(path)))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes a run as a page into the current folder, and says in words where it is.
///
/// # Errors
/// In words, why there is no report.
pub(super) fn export(run: &Run) -> Result<String, String> {
    let text = written(run, Format::Html).map_err(|why| why.to_string())?;
    // The one place that asks what day it is.
    let day = jiff::ZonedDateTime::now().date();
    let stem = format!("pofit-{}-{day}", run.bank().head.id);
    let path = save(Path::new("."), &stem, &text)
        .map_err(|error| format!("The report could not be written to this folder: {error}."))?;
    Ok(format!(
        "The report is in {}\nAny browser shows and prints it. Only you can read the file; nothing \
         was sent.",
        shown(&path)
    ))
}

/// Writes a page under a name that is free, numbered from the second on.
fn save(folder: &Path, stem: &str, text: &str) -> io::Result<PathBuf> {
    for number in 1..=MOST_OF_A_DAY {
        let name = match number {
            1 => format!("{stem}.html"),
            number => format!("{stem}-{number}.html"),
        };
        let path = folder.join(name);
        match create(&path, text.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            done => return done.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Makes a file that is not there yet; half a file is taken away again.
fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(OWNER_ONLY)
        .open(path)?;
    let done = file.write_all(bytes).and_then(|()| file.sync_all());
    if done.is_err() {
        let _ = fs::remove_file(path);
    }
    done
}

/// Writes over a file, or makes it.
fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file: File = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(OWNER_ONLY)
        .open(path)?;
    // A device keeps its rights.
    if file.metadata()?.is_file() {
        file.set_permissions(Permissions::from_mode(OWNER_ONLY))?;
    }
    file.write_all(bytes)
}

/// A path in full, harmless to print.
fn shown(path: &Path) -> String {
    let full = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    clean(&full.display().to_string())
}
