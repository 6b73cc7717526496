//! The shelf: which banks there are, built in or in the person's folder, and how to get one.

use super::collection::{Collection, library_in};
use super::{Failure, open};
use crate::app::{Entry, Opens};
use crate::bank::text::clean;
use crate::bank::{
    Bank, BankId, ContentHash, Exam, Library, Slug, SourceText, builtin, exams, handbook, load,
};
use crate::cli::LookArgs;
use crate::learn::Learn;
use crate::store::Texts;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The largest data file that is read, in bytes.
pub(super) const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Where banks come from.
#[derive(Debug)]
pub(super) struct Shelf {
    library: Library,
    /// Banks in the folder of `--data`, which go before the built-in ones of the same id.
    own: Vec<(BankId, SourceText)>,
    /// Banks that the person has added.
    collection: Collection,
    /// The texts of the banks that were loaded, for the history.
    loaded: RefCell<HashMap<ContentHash, Texts>>,
}

impl Shelf {
    /// The built-in banks, and those of `folder`.
    ///
    /// # Errors
    /// A folder or file that cannot be read, or a bank in it with mistakes.
    pub(super) fn new(folder: Option<&Path>) -> Result<Self, Failure> {
        let mut shelf = Self {
            library: builtin::library(),
            own: Vec::new(),
            collection: Collection::default(),
            loaded: RefCell::default(),
        };
        let Some(folder) = folder else {
            return Ok(shelf);
        };
        if !folder.is_dir() {
            return Err(Failure::Usage(format!(
                "--data {}: there is no such folder",
                folder.display()
            )));
        }
        shelf.library = library_in(folder, &shelf.library)?;
        for path in banks_in(folder)? {
            let text = read(&path)?;
            let bank = load(&text, &shelf.library).map_err(|m| Failure::Mistakes(Box::new(m)))?;
            shelf.own.push((bank.head.id, text));
        }
        Ok(shelf)
    }

    /// The same, with the banks that the person has added.
    ///
    /// # Errors
    /// The same, and a list of the person's banks that cannot be read.
    pub(super) fn of(look: &LookArgs) -> Result<Self, Failure> {
        let mut shelf = Self::new(look.data.as_deref())?;
        shelf.collection = Collection::open(look)?;
        Ok(shelf)
    }

    /// The banks of a file or of a folder laid out like `data`, each checked, with its text.
    ///
    /// # Errors
    /// A file or folder that cannot be read, or mistakes in it.
    pub(super) fn checked(path: &Path) -> Result<Vec<(Bank, SourceText)>, Failure> {
        let (library, files) = if path.is_dir() {
            (library_in(path, &builtin::library())?, banks_in(path)?)
        } else {
            (builtin::library(), vec![path.to_owned()])
        };
        let mut banks = Vec::new();
        for file in files {
            let text = read(&file)?;
            let bank = load(&text, &library).map_err(|m| Failure::Mistakes(Box::new(m)))?;
            banks.push((bank, text));
        }
        Ok(banks)
    }

    /// What the data files rest on.
    pub(super) fn library(&self) -> &Library {
        &self.library
    }

    /// The forms of exams.
    ///
    /// # Errors
    /// Mistakes in the files that they stand in.
    pub(super) fn exams(&self) -> Result<Vec<Exam>, Failure> {
        let own = builtin::library();
        match exams(&self.library) {
            // The folder's sources do not suit the built-in forms: then their own.
            Err(_) if self.library.exams.name == own.exams.name => Ok(exams(&own)?),
            found => Ok(found?),
        }
    }

    /// The lines of the home page.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let built_in = builtin::banks().iter().filter_map(|bank| {
            Some(Entry {
                opens: Opens::Bank(BankId::new(bank.id).ok()?),
                title: bank.title.to_owned(),
                about: bank.about.to_owned(),
            })
        });
        let mut entries: Vec<Entry> = built_in.collect();
        entries.push(Entry {
            opens: Opens::Learn,
            title: "Learn".to_owned(),
            about: "32 questions on the role and its courses, answered; a glossary.".to_owned(),
        });
        for own in &self.collection.banks {
            let Ok(id) = BankId::new(&own.id) else {
                continue;
            };
            let opens = Opens::Bank(id);
            if entries.iter().all(|entry| entry.opens != opens) {
                entries.push(Entry {
                    opens,
                    title: clean(&own.title),
                    about: clean(&own.about),
                });
            }
        }
        for (id, text) in &self.own {
            let opens = Opens::Bank(id.clone());
            if entries.iter().all(|entry| entry.opens != opens) {
                entries.push(Entry {
                    opens,
                    title: id.to_string(),
                    about: format!("From {}", text.name),
                });
            }
        }
        entries
    }

    /// The ids of all banks, as the home page lists them.
    pub(super) fn ids(&self) -> Vec<BankId> {
        let bank = |entry: Entry| match entry.opens {
            Opens::Bank(id) => Some(id),
            Opens::Learn | Opens::History | Opens::Practice => None,
        };
        self.entries().into_iter().filter_map(bank).collect()
    }

    /// All quizzes, in the order of the home page.
    ///
    /// # Errors
    /// Mistakes in any of the banks.
    pub(super) fn quizzes(&self) -> Result<Vec<Arc<Bank>>, Failure> {
        let mut quizzes = self.all()?;
        quizzes.retain(|bank| bank.assessment().is_none());
        Ok(quizzes)
    }

    /// What there is to read, with the quizzes that ask about it.
    ///
    /// # Errors
    /// Mistakes in the files that it stands in.
    pub(super) fn learn(&self) -> Result<Arc<Learn>, Failure> {
        let handbook = handbook(&self.library)?;
        let quizzes = self.quizzes()?;
        Ok(Arc::new(Learn { handbook, quizzes }))
    }

    /// All banks, in the order of the home page.
    ///
    /// # Errors
    /// Mistakes in any of them.
    pub(super) fn all(&self) -> Result<Vec<Arc<Bank>>, Failure> {
        self.ids().iter().map(|id| self.open(id)).collect()
    }

    /// The bank with this id.
    ///
    /// # Errors
    /// No such bank, or mistakes in it.
    pub(super) fn open(&self, id: &BankId) -> Result<Arc<Bank>, Failure> {
        if let Some((_, text)) = self.own.iter().find(|(known, _)| known == id) {
            return self.load(text, &self.library);
        }
        if let Some(own) = self.collection.find(id) {
            let (text, library) = self.collection.text(own, &self.library)?;
            return self.load(&text, &library);
        }
        let found = builtin::banks().iter().find(|bank| bank.id == id.as_ref());
        let Some(found) = found else {
            return Err(Failure::Usage(self.unknown(id.as_ref())));
        };
        let text = SourceText::new(found.file, found.text);
        match self.load(&text, &self.library) {
            // The folder's files do not suit this bank, which names what they lack: then its own.
            Err(Failure::Mistakes(mistakes))
                if mistakes
                    .iter()
                    .all(|mistake| mistake.source.name == text.name) =>
            {
                self.load(&text, &builtin::library())
            }
            loaded => loaded,
        }
    }

    /// The bank that `--bank` names: an id, or else a file.
    ///
    /// # Errors
    /// No such bank or file, or mistakes in it.
    pub(super) fn named(&self, name: &str) -> Result<Arc<Bank>, Failure> {
        if let Ok(id) = BankId::new(name)
            && self.ids().contains(&id)
        {
            return self.open(&id);
        }
        let path = PathBuf::from(name);
        if !path.exists() {
            return Err(Failure::Usage(self.unknown(name)));
        }
        self.load(&read(&path)?, &self.library)
    }

    fn load(&self, text: &SourceText, library: &Library) -> Result<Arc<Bank>, Failure> {
        let bank = load(text, library).map_err(|found| Failure::Mistakes(Box::new(found)))?;
        let texts = Texts {
            bank: text.clone(),
            library: library.clone(),
        };
        self.loaded.borrow_mut().insert(bank.hash, texts);
        Ok(Arc::new(bank))
    }

    /// The texts that a bank was read with; `None` for one that was not loaded here.
    pub(super) fn texts(&self, bank: &Bank) -> Option<Texts> {
        self.loaded.borrow().get(&bank.hash).cloned()
    }

    fn unknown(&self, name: &str) -> String {
        let known: Vec<String> = self.ids().iter().map(|id| format!("`{id}`")).collect();
        format!(
            "there is no bank or file `{}`; the banks are {}",
            clean(name),
            known.join(", ")
        )
    }
}

fn banks_in(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for part in ["fit", "quiz"] {
        let Ok(entries) = fs::read_dir(folder.join(part)) else {
            continue;
        };
        for entry in entries {
            let path = entry?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a data file.
///
/// # Errors
/// What cannot be read, is too large, or is not UTF-8 (with the line).
pub(super) fn read(path: &Path) -> Result<SourceText, Failure> {
    let name = path.display().to_string();
    let text = open::regular(path);
    let text = text.map_err(|error| Failure::Failed(format!("{name}: {error}")))?;
    Ok(SourceText::new(&name, &text))
}
