//! `pofit import` and `pofit export`: banks from and for other programs.
//!
//! The bank or file goes to standard output or a file, what got lost to standard error.

mod sheet;

use super::report::{Output, delivered};
use super::shelf::{Shelf, read};
use super::{Done, Failure, NO};
use crate::bank::text::clean;
use crate::bank::{Bank, BankId, Slug, SourceText, Subject, handbook, load};
use crate::cli::{ExchangeArg, ExportArgs, ImportArgs, LookArgs};
use crate::exchange::{self, Format, Imported, Loss, Naming};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

impl From<ExchangeArg> for Format {
    fn from(arg: ExchangeArg) -> Self {
        match arg {
            ExchangeArg::Gift => Self::Gift,
            ExchangeArg::MoodleXml => Self::MoodleXml,
            ExchangeArg::Aiken => Self::Aiken,
            ExchangeArg::Qti => Self::Qti,
            ExchangeArg::Qti3 => Self::Qti3,
            ExchangeArg::Csv => Self::Csv,
            ExchangeArg::Tsv => Self::Tsv,
            ExchangeArg::Anki => Self::Anki,
            ExchangeArg::Kahoot => Self::Kahoot,
            ExchangeArg::Markdown => Self::Markdown,
        }
    }
}

pub(super) fn import(args: &ImportArgs, look: &LookArgs) -> Done {
    if let Some(id) = &args.id
        && let Err(why) = BankId::new(id)
    {
        return Err(Failure::Usage(format!("--id {}: {why}", clean(id))));
    }
    let shelf = Shelf::new(look.data.as_deref())?;
    let mut all = Imported::default();
    let mut losses = Vec::new();
    for path in &args.files {
        let mut found = file(path, args.format.map(Format::from))?;
        all.title = all.title.or(found.title);
        all.items.append(&mut found.items);
        losses.append(&mut found.losses);
    }
    all.losses = losses;
    let first = args.files.first().and_then(|path| path.file_stem());
    let naming = Naming {
        id: args.id.clone(),
        title: args.title.clone(),
        fallback: first
            .map(|stem| stem.display().to_string())
            .unwrap_or_default(),
    };
    let settled = exchange::settle(all, &naming, &handbook(shelf.library())?);
    tell(&settled.losses)?;
    if settled.items == 0 {
        let names: Vec<String> = args
            .files
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        return Err(Failure::Failed(format!(
            "there is no question that a bank can hold: {}",
            names.join(", ")
        )));
    }
    // What is written is a bank: the same reading that any other goes through says so.
    let text = SourceText::new("the imported bank", &settled.text);
    load(&text, shelf.library())?;
    let said = format!("{} in ", counted(settled.items, "item"));
    let output = output(args.output.as_deref(), args.force);
    delivered(settled.text.as_bytes(), output, &said)
}

/// So many losses are told one by one.
const MOST_TOLD: usize = 1000;

/// Reads one file in its format.
fn file(path: &Path, format: Option<Format>) -> Result<Imported, Failure> {
    let named = clean(&path.display().to_string());
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    let ending = ending.unwrap_or_default();
    let unreadable = |why: exchange::Unreadable| Failure::Failed(format!("{named}: {why}"));
    if ending == "xlsx" {
        if format.is_some_and(|format| format != Format::Kahoot) {
            let why = "a spreadsheet is read as Kahoot's; save others as CSV";
            return Err(Failure::Usage(format!("{named}: {why}")));
        }
        let rows = sheet::rows(path).map_err(|why| Failure::Failed(format!("{named}: {why}")))?;
        return exchange::read_kahoot_rows(rows.into_iter().map(Ok)).map_err(unreadable);
    }
    let text = read(path)?;
    let format = format.or_else(|| Format::guess(&ending, &text.text));
    let format = format.ok_or_else(|| {
        let all: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        let all = all.join(", ");
        Failure::Usage(format!("{named}: say with --format what it is: {all}"))
    })?;
    exchange::read(format, &text.text).map_err(unreadable)
}

pub(super) fn export(args: &ExportArgs, look: &LookArgs) -> Done {
    let shelf = Shelf::of(look)?;
    let bank = shelf.named(&args.bank)?;
    let bank = match &args.item {
        Some(id) => only(&bank, id)?,
        None => (*bank).clone(),
    };
    let format = Format::from(args.format);
    let output = output(args.output.as_deref(), args.force);
    let said = "The export is in ";
    let is_sheet = |path: &Path| path.extension().is_some_and(|ending| ending == "xlsx");
    let (losses, done) = match args.output.as_deref() {
        Some(path) if format == Format::Kahoot && is_sheet(path) => {
            let (rows, losses) = exchange::kahoot_rows(&exchange::neutral(&bank));
            let bytes = sheet::written(&rows).map_err(Failure::Failed)?;
            (losses, delivered(&bytes, output, said))
        }
        _ => {
            let usage = |why: exchange::Unreadable| Failure::Usage(why.to_string());
            let found = exchange::write(format, &bank).map_err(usage)?;
            (found.losses, delivered(found.text.as_bytes(), output, said))
        }
    };
    let code = done?;
    tell(&losses)?;
    if args.strict && !losses.is_empty() {
        return Ok(ExitCode::from(NO));
    }
    Ok(code)
}

/// The bank with this item alone.
fn only(bank: &Bank, id: &str) -> Result<Bank, Failure> {
    let mut bank = bank.clone();
    bank.items.retain(|item| item.id.as_ref() == id);
    if bank.items.is_empty() {
        let (id, bank) = (clean(id), &bank.head.id);
        return Err(Failure::Usage(format!("there is no item `{id}` in {bank}")));
    }
    if let Subject::Quiz { topics } = &mut bank.subject {
        topics.retain(|topic| {
            bank.items
                .iter()
                .any(|item| item.topic.as_ref() == Some(&topic.id))
        });
    }
    Ok(bank)
}

fn output(path: Option<&Path>, force: bool) -> Output<'_> {
    match (path, force) {
        (None, _) => Output::Printed,
        (Some(path), false) => Output::New(path),
        (Some(path), true) => Output::Over(path),
    }
}

fn counted(n: usize, what: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {what}{s}")
}

/// Lists what got lost on standard error; all of it that a person can read, and how much more there is,
/// since nothing is dropped in silence.
fn tell(losses: &[Loss]) -> Result<(), Failure> {
    if losses.is_empty() {
        return Ok(());
    }
    let left_out = losses.iter().filter(|loss| loss.left_out).count();
    let mut text = format!("lost or changed ({}; ", losses.len());
    let _ = writeln!(text, "{} left out):", counted(left_out, "item"));
    for loss in losses.iter().take(MOST_TOLD) {
        let _ = writeln!(text, "  {loss}");
    }
    if let Some(more) = losses.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
        let _ = writeln!(text, "  and {more} more");
    }
    io::stderr().lock().write_all(text.as_bytes())?;
    Ok(())
}
