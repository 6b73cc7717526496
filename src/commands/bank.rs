//! `pofit bank`: banks of others, added to the person's own.

use super::collection::Collection;
use super::shelf::Shelf;
use super::{Done, Failure, print};
use crate::bank::{Bank, builtin};
use crate::cli::{BankArgs, BankCommand, LookArgs};
use std::fmt::Write as _;
use std::io;
use std::path::Path;
use std::process::ExitCode;

pub(super) fn run(args: &BankArgs, look: &LookArgs) -> Done {
    let mut collection = Collection::open(look)?;
    match &args.command {
        BankCommand::Add { path, replace } => add(&mut collection, path, *replace),
        BankCommand::List { json } => list(&collection, *json),
        BankCommand::Remove { id } => {
            let gone = collection.remove(id)?;
            let words = "Its runs stay in the history with the questions as they were.";
            print(&format!("Removed `{}`. {words}\n", gone.id))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn add(collection: &mut Collection, path: &Path, replace: bool) -> Done {
    let banks = Shelf::checked(path)?;
    if banks.is_empty() {
        return Err(Failure::Failed(format!(
            "{} has no bank: banks stand in its folders fit and quiz",
            path.display()
        )));
    }
    for (bank, _) in &banks {
        if builtin::banks()
            .iter()
            .any(|known| known.id == bank.head.id.as_ref())
        {
            return Err(Failure::Failed(format!(
                "`{}` is the id of a built-in bank: give yours another id",
                bank.head.id
            )));
        }
    }
    let from = path.is_dir().then_some(path);
    collection.add(&banks, from, replace)?;
    for (bank, _) in &banks {
        print(&added(bank))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn added(bank: &Bank) -> String {
    let (what, command) = match bank.assessment() {
        Some(_) => ("an assessment", "fit"),
        None => ("a quiz", "quiz"),
    };
    format!(
        "Added \"{}\", {what} of {} items: pofit {command} --bank {}, or the home page.\n",
        bank.head.title,
        bank.items.len(),
        bank.head.id
    )
}

fn list(collection: &Collection, json: bool) -> Done {
    if json {
        let json = serde_json::to_string_pretty(&collection.banks).map_err(io::Error::from)?;
        print(&format!("{json}\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut text = String::new();
    for bank in builtin::banks() {
        let _ = writeln!(text, "{}  {} (built in)", bank.id, bank.title);
    }
    for own in &collection.banks {
        let kind = if own.assessment { "assessment" } else { "quiz" };
        let hash = own.hash.get(..12).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}  {} ({kind}, {} items, {hash})",
            own.id, own.title, own.items
        );
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
