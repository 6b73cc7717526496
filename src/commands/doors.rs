//! The doors by which a file that anybody may have made comes in, behind the reading of the file: for
//! tests and fuzzers, which throw things at them.
//!
//! A further door is one more entry in [`ALL`]. What comes out is what would be told, a failure's
//! words included; it must be harmless whatever came in.

use super::shelf::Shelf;
use super::{Failure, analyse, check, collection, harmless, score, settings};
use crate::bank::{Bank, Handbook, SourceText, builtin, handbook, load};
use crate::exchange;
use crate::plain;
use crate::report::{self, Record};
use std::fmt::Write as _;
use std::sync::{Arc, OnceLock};

/// The bank that answers are taken to belong to.
const BANK: &str = "po-or-project-manager";

/// A door: its name, and what is told of these bytes.
pub type Door = (&'static str, fn(&[u8]) -> String);

/// All doors.
pub const ALL: &[Door] = &[
    ("bank", bank),
    ("library", library),
    ("import", import),
    ("answers", answers),
    ("responses", responses),
    ("settings", told_settings),
    ("index", index),
];

fn told(result: Result<String, Failure>) -> String {
    match result {
        Ok(told) => told,
        Err(Failure::Mistakes(mistakes)) => check::drawn(&mistakes),
        Err(failure) => harmless(&format!("{failure}\n")),
    }
}

fn source(bytes: &[u8]) -> SourceText {
    SourceText::new("any.toml", &String::from_utf8_lossy(bytes))
}

/// `pofit check` and `pofit quiz --bank`.
fn bank(bytes: &[u8]) -> String {
    let file = source(bytes);
    let library = builtin::library();
    let mistakes = crate::bank::check(&file, &library);
    let mut told = check::drawn(&mistakes);
    match load(&file, &library) {
        Ok(bank) => {
            let _ = writeln!(told, "{}: {} items", bank.head.title, bank.items.len());
        }
        Err(others) => told.push_str(&others.to_string()),
    }
    told
}

/// `--data`: the file in the place of each that banks rest on.
fn library(bytes: &[u8]) -> String {
    let file = source(bytes);
    let usual = builtin::library();
    let mut told = String::new();
    for place in 0..7 {
        let mut library = usual.clone();
        let parts = [
            &mut library.traits,
            &mut library.roles,
            &mut library.narrative,
            &mut library.faq,
            &mut library.glossary,
            &mut library.sources,
            &mut library.exams,
        ];
        if let Some(part) = parts.into_iter().nth(place) {
            *part = file.clone();
        }
        for mistakes in [handbook(&library).err(), crate::bank::exams(&library).err()] {
            told.push_str(
                &mistakes
                    .map(|mistakes| check::drawn(&mistakes))
                    .unwrap_or_default(),
            );
        }
    }
    told
}

/// `pofit import`, in every format.
fn import(bytes: &[u8]) -> String {
    static KNOWN: OnceLock<Option<Handbook>> = OnceLock::new();
    let text = String::from_utf8_lossy(bytes);
    let known = KNOWN.get_or_init(|| handbook(&builtin::library()).ok());
    let mut told = String::new();
    for format in exchange::Format::ALL {
        match (exchange::read(format, &text), known) {
            (Ok(found), Some(known)) => {
                let settled = exchange::settle(found, &exchange::Naming::default(), known);
                for loss in settled.losses.iter().take(100) {
                    let _ = writeln!(told, "{loss}");
                }
                let bank = SourceText::new("imported.toml", &settled.text);
                if settled.items > 0 {
                    let mistakes = load(&bank, &builtin::library()).err();
                    // What is written is a bank.
                    told.push_str(&mistakes.map(|m| format!("\0{m}")).unwrap_or_default());
                }
            }
            (Err(why), _) => {
                let _ = writeln!(told, "{why}");
            }
            _ => {}
        }
    }
    told
}

/// The bank, read once.
fn known() -> Result<Arc<Bank>, Failure> {
    static KNOWN: OnceLock<Arc<Bank>> = OnceLock::new();
    if let Some(known) = KNOWN.get() {
        return Ok(Arc::clone(known));
    }
    let bank = Shelf::new(None)?.named(BANK)?;
    Ok(Arc::clone(KNOWN.get_or_init(|| bank)))
}

/// `pofit score --answers`, and what follows a result.
fn answers(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    told(known().and_then(|bank| {
        let file = score::parsed("any.json", &text)?;
        let run = score::run_of(&bank, "any.json", &file)?;
        let json = Record::new(&run).to_json();
        let json = json.map_err(|error| Failure::Failed(error.to_string()))?;
        Ok(plain::document(&report::result(&run)) + &json)
    }))
}

/// `pofit analyse`: tables and results.
fn responses(bytes: &[u8]) -> String {
    told(analyse::of_bytes(BANK, bytes))
}

/// The person's settings.
fn told_settings(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    told(settings::parsed("settings.toml", &text).map(|settings| format!("{settings:?}")))
}

/// The list of the person's banks.
fn index(bytes: &[u8]) -> String {
    let listed = collection::listed(&String::from_utf8_lossy(bytes));
    let words = |banks: Vec<collection::Own>| {
        let lines = banks
            .into_iter()
            .map(|own| format!("{} {}\n", own.id, own.title));
        lines.collect()
    };
    told(listed.map(words).map_err(Failure::Failed))
}
