//! The store room: the only place that knows `SQLite`. Runs with their answers, as a log that is only
//! appended to, the content of the banks that they were taken with, and the log of practice.
//!
//! It owns the file, its schema and its migrations. It must not know of screens, nor read a clock:
//! times come in as milliseconds since 1970. Every call either has happened durably when it returns
//! or has changed nothing.
//!
//! ```no_run
//! # fn main() -> Result<(), pofit::store::Trouble> {
//! let store = pofit::store::Store::open(std::path::Path::new("pofit.db"))?;
//! println!("{} runs", store.count()?);
//! # Ok(())
//! # }
//! ```

mod banks;
mod file;
mod reviews;
mod runs;
mod trouble;

pub use banks::Texts;
pub use file::move_aside;
pub use runs::{KeptRun, StoredRow};
pub use trouble::Trouble;

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open store.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens the store, or makes a new one; folder and file are the person's alone (0700, 0600).
    ///
    /// # Errors
    /// [`Trouble`] that says what is wrong and whether moving the file aside would help.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let db = file::open(path)?;
        let path = path.to_owned();
        Ok(Self { db, path })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
