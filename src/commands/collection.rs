//! The person's own banks: copies in the data folder, with their hashes, listed in an index so that
//! the home page need not read them.
//!
//! Nothing of a bank is run, and nothing is fetched.

use super::shelf::read;
use super::{Failure, keeper, open, whole};
use crate::bank::text::{clean, is_hazard};
use crate::bank::{Bank, BankId, ContentHash, Library, Slug, SourceText};
use crate::cli::LookArgs;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The folder beside the history.
const FOLDER: &str = "banks";
/// The list of what it holds.
const INDEX: &str = "index.json";
/// The files of a library, as a folder of data has them.
pub(super) const PARTS: [&str; 7] = [
    "traits.toml",
    "roles.toml",
    "narrative.toml",
    "faq.toml",
    "glossary.toml",
    "sources.toml",
    "exams.toml",
];

/// A bank of the collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    /// The bank's id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// What one gets, in a line.
    pub(super) about: String,
    /// Whether it is an assessment.
    pub(super) assessment: bool,
    /// How many items it has.
    pub(super) items: usize,
    /// SHA-256 of its file, in hexadecimal digits.
    pub(super) hash: String,
    /// Its file below the folder.
    pub(super) file: String,
    /// The folder below the folder with the files that it rests on, when it came with such.
    pub(super) package: Option<String>,
}

impl Own {
    /// Whether pofit can have written this: what is removed, read and shown by it stays below the
    /// folder and harmless.
    fn is_ours(&self) -> bool {
        let is_name = |name: &str| {
            let mut parts = Path::new(name).components();
            matches!(
                (parts.next(), parts.next()),
                (Some(Component::Normal(part)), None) if part == name
            )
        };
        let name = match &self.package {
            Some(package) if !is_name(package) => return false,
            Some(package) => self.file.strip_prefix(&format!("{package}/")),
            None => Some(self.file.as_str()),
        };
        let texts = [&self.id, &self.title, &self.about, &self.hash, &self.file];
        name.is_some_and(is_name)
            && BankId::new(&self.id).is_ok()
            && !texts.iter().any(|text| text.chars().any(is_hazard))
    }
}

/// The collection as its index tells it.
#[derive(Debug, Clone, Default)]
pub(super) struct Collection {
    /// Where it is or would be; `None` when nothing is kept.
    folder: Option<PathBuf>,
    /// The banks, the earliest added first.
    pub(super) banks: Vec<Own>,
}

impl Collection {
    /// Reads the index, if there is one.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub(super) fn open(look: &LookArgs) -> Result<Self, Failure> {
        let folder = keeper::place(look).map(|store| store.with_file_name(FOLDER));
        let Some(index) = folder.as_ref().map(|folder| folder.join(INDEX)) else {
            return Ok(Self::default());
        };
        let fail = |why: &dyn std::fmt::Display| {
            Failure::Failed(format!(
                "the list of your banks cannot be read: {}: {why}; move that folder aside to begin anew",
                index.display()
            ))
        };
        let banks = match open::regular(&index) {
            Ok(text) => listed(&text).map_err(|why| fail(&why))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(fail(&error)),
        };
        Ok(Self { folder, banks })
    }

    /// The bank with this id.
    pub(super) fn find(&self, id: &BankId) -> Option<&Own> {
        self.banks.iter().find(|own| own.id == id.as_ref())
    }

    /// The text of a bank and what it rests on; `usual` is what is built in.
    ///
    /// # Errors
    /// A file that cannot be read, or is another one than was added.
    pub(super) fn text(
        &self,
        own: &Own,
        usual: &Library,
    ) -> Result<(SourceText, Library), Failure> {
        let folder = self.folder.clone().unwrap_or_default();
        let text = read(&folder.join(&own.file))?;
        if hash(&text.text) != own.hash {
            return Err(Failure::Failed(format!(
                "{} was changed after it was added: pofit bank add FILE --replace takes the bank in anew",
                text.name
            )));
        }
        let library = match &own.package {
            Some(package) => library_in(&folder.join(package), usual)?,
            None => usual.clone(),
        };
        Ok((text, library))
    }

    /// Takes checked banks in, each with its text; `from` is the folder with what they rest on.
    ///
    /// # Errors
    /// An id that is taken, unless it is to be replaced; a file that cannot be written.
    pub(super) fn add(
        &mut self,
        banks: &[(Bank, SourceText)],
        from: Option<&Path>,
        replace: bool,
    ) -> Result<(), Failure> {
        let Some(folder) = self.folder.clone() else {
            return Err(Failure::Usage(
                "there is no place to keep banks: --no-store, or no home".to_owned(),
            ));
        };
        for (bank, _) in banks {
            if self.find(&bank.head.id).is_some() && !replace {
                return Err(Failure::Failed(format!(
                    "there is a bank `{}` already: --replace puts this one in its place",
                    bank.head.id
                )));
            }
        }
        let package = from.map(|from| package_name(from, banks));
        if let (Some(from), Some(package)) = (from, &package) {
            for part in PARTS.iter().filter(|part| from.join(part).exists()) {
                let text = read(&from.join(part))?;
                write(&folder.join(package).join(part), &text.text)?;
            }
        }
        for (bank, text) in banks {
            let name = format!("{}.toml", bank.head.id);
            let file = match &package {
                Some(package) => format!("{package}/{name}"),
                None => name,
            };
            write(&folder.join(&file), &text.text)?;
            let about = bank.head.description.as_ref().map(ToString::to_string);
            let own = Own {
                id: bank.head.id.to_string(),
                title: bank.head.title.to_string(),
                about: about.unwrap_or_else(|| "A bank of yours.".to_owned()),
                assessment: bank.assessment().is_some(),
                items: bank.items.len(),
                hash: hash(&text.text),
                file,
                package: package.clone(),
            };
            match self.banks.iter_mut().find(|known| known.id == own.id) {
                Some(known) => *known = own,
                None => self.banks.push(own),
            }
        }
        self.write_index()
    }

    /// Takes a bank out, with the files that no other bank rests on.
    ///
    /// # Errors
    /// No such bank, or files that cannot be removed.
    pub(super) fn remove(&mut self, id: &str) -> Result<Own, Failure> {
        let place = self.banks.iter().position(|own| own.id == id);
        let Some(place) = place else {
            let known: Vec<String> = self
                .banks
                .iter()
                .map(|own| format!("`{}`", own.id))
                .collect();
            let known = if known.is_empty() {
                "you have added none".to_owned()
            } else {
                format!("yours are {}", known.join(", "))
            };
            let id = clean(id);
            return Err(Failure::Usage(format!(
                "there is no bank `{id}` of yours; {known}"
            )));
        };
        let own = self.banks.remove(place);
        // First out of the list: a file without an entry harms nobody.
        self.write_index()?;
        let folder = self.folder.clone().unwrap_or_default();
        let gone = fs::remove_file(folder.join(&own.file));
        if let Err(error) = gone
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(error.into());
        }
        if let Some(package) = &own.package
            && self
                .banks
                .iter()
                .all(|other| other.package.as_ref() != Some(package))
        {
            fs::remove_dir_all(folder.join(package))?;
        }
        Ok(own)
    }

    fn write_index(&self) -> Result<(), Failure> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let json = serde_json::to_string_pretty(&self.banks).map_err(io::Error::from)?;
        write(&folder.join(INDEX), &json)
    }
}

/// The banks that an index names.
///
/// # Errors
/// In words, why it is none that pofit wrote.
pub(super) fn listed(text: &str) -> Result<Vec<Own>, String> {
    let banks: Vec<Own> = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match banks.iter().position(|own| !own.is_ours()) {
        Some(place) => Err(format!("entry {} is none that pofit wrote", place + 1)),
        None => Ok(banks),
    }
}

/// A folder's files where it has them, else the usual ones.
///
/// # Errors
/// A file that cannot be read.
pub(super) fn library_in(folder: &Path, usual: &Library) -> Result<Library, Failure> {
    let mut library = usual.clone();
    // A link that leads nowhere is there too: reading it tells so.
    let has = |name: &str| folder.join(name).symlink_metadata().is_ok();
    if has("traits.toml") || has("roles.toml") {
        // The built-in passages speak of the built-in scales and roles.
        library.narrative = SourceText::new("narrative.toml", "");
    }
    let Library {
        traits,
        roles,
        narrative,
        faq,
        glossary,
        sources,
        exams,
    } = &mut library;
    let parts = [traits, roles, narrative, faq, glossary, sources, exams];
    for (name, part) in PARTS.iter().zip(parts) {
        if has(name) {
            *part = read(&folder.join(name))?;
        }
    }
    Ok(library)
}

/// A name for the folder of a package: that of the folder it came from, where it is a slug.
fn package_name(from: &Path, banks: &[(Bank, SourceText)]) -> String {
    let name = from.file_name().unwrap_or_default().to_string_lossy();
    match BankId::new(&name) {
        Ok(name) => format!("{name}.d"),
        Err(_) => banks.first().map_or_else(
            || "bank.d".to_owned(),
            |(bank, _)| format!("{}.d", bank.head.id),
        ),
    }
}

fn hash(text: &str) -> String {
    ContentHash(Sha256::digest(text).into()).to_string()
}

/// Writes a file for the person alone.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    whole::private(path, text)
        .map_err(|error| Failure::Failed(format!("{}: {error}", path.display())))
}
