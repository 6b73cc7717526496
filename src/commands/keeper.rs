//! The edge of the history: which store, whether there is one, and the dates of its runs.

use super::Failure;
use super::environment::chance;
use super::shelf::Shelf;
use crate::app::{Keep, KeepFault};
use crate::bank::text::clean;
use crate::cli::LookArgs;
use crate::run::{Keeping, Row, Run, RunKey};
use crate::store::{Store, StoredRow, Trouble};
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use jiff::{Timestamp, tz::TimeZone};
use std::path::{Path, PathBuf};

/// Names the folder for data, whatever the platform's own place for such is.
const DATA_HOME: &str = "POFIT_DATA_HOME";
/// The file's name.
const FILE: &str = "history.db";
/// At most so many open runs are offered at home: further ones are in the history.
const WAITING: usize = 3;

/// Where the store is or would be; `None` when the person wants none or has no home.
pub(super) fn place(args: &LookArgs) -> Option<PathBuf> {
    if args.no_store {
        return None;
    }
    if let Some(file) = &args.store {
        return Some(file.clone());
    }
    if let Some(folder) = std::env::var_os(DATA_HOME).filter(|folder| !folder.is_empty()) {
        return Some(PathBuf::from(folder).join(FILE));
    }
    strategy().map(|strategy| strategy.data_dir().join(FILE))
}

/// The platform's own places for a program's files; `None` where the person has no home.
pub(super) fn strategy() -> Option<impl AppStrategy> {
    let strategy = choose_app_strategy(AppStrategyArgs {
        top_level_domain: "io".to_owned(),
        author: "pofit".to_owned(),
        app_name: "pofit".to_owned(),
    });
    strategy.ok()
}

/// The history as the commands use it.
#[derive(Debug)]
pub(super) struct Keeper {
    /// Where it is or would be; `None` when nothing is kept.
    place: Option<PathBuf>,
    /// `None` as long as there is no file: the first answer makes one.
    store: Option<Store>,
}

impl Keeper {
    /// Keeps nothing.
    pub(super) fn none() -> Self {
        Self {
            place: None,
            store: None,
        }
    }

    /// Opens the store at its place, if there is one yet.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn open(args: &LookArgs) -> Result<Self, Trouble> {
        let place = place(args);
        let store = match &place {
            // A link that leads back to itself is none that is missing.
            Some(place) if place.try_exists()? => Some(Store::open(place)?),
            _ => None,
        };
        Ok(Self { place, store })
    }

    /// The same, for a command that cannot do without.
    ///
    /// # Errors
    /// What is wrong with it, which file it is, and what to do.
    pub(super) fn at_hand(args: &LookArgs) -> Result<Self, Failure> {
        Self::open(args).map_err(|trouble| {
            let place = place(args).as_deref().map(told).unwrap_or_default();
            let with = args
                .store
                .as_ref()
                .map_or("", |_| ", with the same --store,");
            let aside = if trouble.can_move_aside() {
                format!("\npofit history --move-aside{with} begins a new one; nothing is deleted.")
            } else {
                String::new()
            };
            Failure::Failed(format!("{place}: {trouble}{aside}"))
        })
    }

    /// The store.
    ///
    /// # Errors
    /// That nothing is kept here.
    pub(super) fn store(&mut self) -> Result<&mut Store, Failure> {
        self.store
            .as_mut()
            .ok_or_else(|| Failure::Failed("no run is kept yet".to_owned()))
    }

    /// What the app knows of it when it begins.
    pub(super) fn keep(&self) -> Keep {
        let next_key = chance().wrapping_shl(31) ^ chance();
        let open = self.store.as_ref().map(|store| store.open_runs(WAITING));
        Keep {
            place: self.place.as_deref().map(told),
            waiting: rows(open.and_then(Result::ok).unwrap_or_default()),
            next_key,
            failed: false,
        }
    }

    /// Keeps what is new in a run.
    ///
    /// # Errors
    /// Why it could not.
    pub(super) fn write(&mut self, keeping: &Keeping, shelf: &Shelf) -> Result<(), KeepFault> {
        let texts = shelf.texts(&keeping.bank);
        let kept = self.made().and_then(|store| match store {
            Some(store) => store.keep(keeping, texts.as_ref(), now()),
            None => Ok(()),
        });
        kept.map_err(|trouble| KeepFault {
            elsewhere: matches!(trouble, Trouble::Elsewhere),
            why: trouble.to_string(),
        })
    }

    /// The store, made now if there is none yet; `None` when nothing is kept.
    pub(super) fn made(&mut self) -> Result<Option<&mut Store>, Trouble> {
        if self.store.is_none() {
            self.store = self.place.as_deref().map(Store::open).transpose()?;
        }
        Ok(self.store.as_mut())
    }

    /// The store, if there is one yet.
    pub(super) fn there(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// Whether anything is kept.
    pub(super) fn keeps(&self) -> bool {
        self.place.is_some()
    }

    /// A run that is kept.
    ///
    /// # Errors
    /// Why it cannot be told again.
    pub(super) fn run(&mut self, key: RunKey) -> Result<Run, Failure> {
        Ok(self.store()?.run(key)?.run)
    }

    /// Rows of the history, and how many there are in all.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn list(&mut self, from: usize, count: usize) -> Result<(Vec<Row>, usize), Failure> {
        let Some(store) = &self.store else {
            return Ok((Vec::new(), 0));
        };
        Ok((rows(store.list(from, count)?), store.count()?))
    }

    /// Finished runs of a bank, the latest first.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub(super) fn finished(&mut self, bank: &str, most: usize) -> Result<Vec<Row>, Failure> {
        Ok(rows(self.store()?.finished(bank, most)?))
    }

    /// Deletes a run, or all.
    ///
    /// # Errors
    /// Why it cannot.
    pub(super) fn delete(&mut self, key: Option<RunKey>) -> Result<(), Failure> {
        let store = self.store()?;
        let deleted = match key {
            Some(key) => store.delete(key),
            None => store.delete_all(),
        };
        Ok(deleted?)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(trouble.to_string())
    }
}

/// Milliseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "the edge reads the clock")]
pub(super) fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| {
        i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
    })
}

/// A date and time of day where the person is; seconds would be noise.
pub(super) fn when(millis: i64) -> String {
    let zone = TimeZone::system();
    Timestamp::from_millisecond(millis).map_or_else(
        |_| "once".to_owned(),
        |time| {
            time.to_zoned_datetime(zone)
                .strftime("%Y-%m-%d %H:%M")
                .to_string()
        },
    )
}

fn rows(stored: Vec<StoredRow>) -> Vec<Row> {
    let row = |row: StoredRow| Row {
        key: row.key,
        bank: row.bank,
        title: row.title,
        hash: row.hash,
        is_assessment: row.is_assessment,
        when: when(row.began),
        answered: row.answered,
        asked: row.asked,
        summary: row.ended.map(|_| row.summary),
    };
    stored.into_iter().map(row).collect()
}

/// Where the store is, for the person: the home folder by its short name.
pub(super) fn told(path: &Path) -> String {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let below = home.and_then(|home| path.strip_prefix(home).ok().map(Path::to_owned));
    clean(&below.map_or_else(
        || path.display().to_string(),
        |below| format!("~/{}", below.display()),
    ))
}
