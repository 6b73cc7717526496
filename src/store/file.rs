//! The file: opening, the schema and its migrations, moving it aside.

use super::Trouble;
use rusqlite::Connection;
use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "pofi", so that a file says what it is.
const APPLICATION: i64 = 0x706f_6669;
/// How long to wait for another pofit that writes at this moment.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a copy's name ends in, with the version that came after it.
const BEFORE: &str = "before-version-";

/// The schema's steps; a file of version n has the first n. Steps are only ever added.
const STEPS: &[&str] = &[
    "CREATE TABLE bank (
         hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
         id TEXT NOT NULL,
         title TEXT NOT NULL,
         assessment INTEGER NOT NULL,
         -- JSON: each text that the bank was read with, by its name
         texts TEXT NOT NULL
     ) STRICT;
     CREATE TABLE run (
         key INTEGER PRIMARY KEY,
         bank BLOB NOT NULL REFERENCES bank (hash),
         -- JSON
         plan TEXT NOT NULL,
         -- milliseconds since 1970
         began INTEGER NOT NULL,
         ended INTEGER,
         at INTEGER NOT NULL,
         asked INTEGER NOT NULL,
         answered INTEGER NOT NULL,
         score REAL,
         low REAL,
         high REAL
     ) STRICT;
     CREATE INDEX run_by_time ON run (began DESC, key);
     CREATE INDEX run_open ON run (began DESC) WHERE ended IS NULL;
     -- The log: a row is never changed, and goes only with its run.
     CREATE TABLE answer (
         run INTEGER NOT NULL REFERENCES run (key) ON DELETE CASCADE,
         seq INTEGER NOT NULL,
         item TEXT NOT NULL,
         -- JSON; NULL for a skipped item
         response TEXT,
         seconds REAL,
         at INTEGER NOT NULL,
         PRIMARY KEY (run, seq)
     ) STRICT, WITHOUT ROWID;
     CREATE TRIGGER answer_stays BEFORE UPDATE ON answer
     BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;",
    // 1 to 3; NULL when nothing was said
    "ALTER TABLE answer ADD COLUMN certainty INTEGER",
    PRACTICE,
    // JSON: the flags and the clock of an exam; NULL for anything else
    "ALTER TABLE run ADD COLUMN exam TEXT;",
];

/// Practice: its log, the times at which cards are due (told from the log, kept so that the home page
/// need not tell it), and the parameters that were fitted.
const PRACTICE: &str = "CREATE TABLE review (
         seq INTEGER PRIMARY KEY,
         at INTEGER NOT NULL,
         -- all NULL: the latest answer that stands is taken back
         bank TEXT,
         item TEXT,
         grade INTEGER,
         proposed INTEGER,
         credit REAL,
         key INTEGER,
         scheduled INTEGER,
         seconds REAL,
         certainty INTEGER,
         CHECK ((bank IS NULL) = (grade IS NULL) AND (bank IS NULL) = (item IS NULL))
     ) STRICT;
     CREATE TRIGGER review_stays BEFORE UPDATE ON review
     BEGIN SELECT RAISE(ABORT, 'a review is never changed'); END;
     CREATE TABLE due (
         bank TEXT NOT NULL,
         item TEXT NOT NULL,
         at INTEGER NOT NULL,
         PRIMARY KEY (bank, item)
     ) STRICT, WITHOUT ROWID;
     CREATE INDEX due_by_time ON due (bank, at);
     CREATE TABLE tuning (
         at INTEGER NOT NULL,
         -- JSON
         parameters TEXT NOT NULL,
         trained_on INTEGER NOT NULL,
         held_out INTEGER NOT NULL,
         before REAL NOT NULL,
         after REAL NOT NULL,
         taken INTEGER NOT NULL
     ) STRICT;";

pub(super) fn open(path: &Path) -> Result<Connection, Trouble> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    // SQLite gives its side files the rights of the main one.
    let mut options = OpenOptions::new();
    match options.write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => {}
        // SQLite would write its side files beside a device, and wait for a pipe.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match path.metadata() {
            Ok(about) if !about.is_file() => return Err(Trouble::NoFile),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        },
        Err(error) => return Err(error.into()),
    }
    let mut db = Connection::open(path)?;
    db.busy_timeout(PATIENCE)?;
    // Settings of the connection; the first that touches the file tells what is wrong with it.
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "trusted_schema", false)?;
    let version = check(&db)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "secure_delete", true)?;
    migrate(&mut db, path, version)?;
    #[cfg(debug_assertions)]
    if let Some(pages) = std::env::var_os("POFIT_TEST_PAGES") {
        // A test's full disk: the file may not grow beyond so many pages.
        let pages: i64 = pages.to_string_lossy().parse().unwrap_or(1);
        db.pragma_update(None, "max_page_count", pages)?;
    }
    Ok(db)
}

fn number(db: &Connection, pragma: &str) -> Result<i64, Trouble> {
    Ok(db.pragma_query_value(None, pragma, |row| row.get(0))?)
}

/// The file's version, if it is ours and not newer than this program.
fn check(db: &Connection) -> Result<i64, Trouble> {
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let version = number(db, "user_version")?;
    if tables > 0 && number(db, "application_id")? != APPLICATION {
        return Err(Trouble::Foreign);
    }
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    if version > known {
        let found = version;
        return Err(Trouble::Newer { found, known });
    }
    Ok(version)
}

/// Brings the file to this program's version, with a copy of it beside it before each step; a new
/// file has nothing to copy.
fn migrate(db: &mut Connection, path: &Path, version: i64) -> Result<(), Trouble> {
    let done = usize::try_from(version).unwrap_or_default();
    for (step, sql) in STEPS.iter().enumerate().skip(done) {
        if done > 0 {
            back_up(db, path, step)?;
        }
        // Another pofit may have been quicker: look again once the file is ours to write.
        let change = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let now: i64 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if usize::try_from(now).unwrap_or_default() > step {
            continue;
        }
        change.execute_batch(sql)?;
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", i64::try_from(step + 1).unwrap_or(1))?;
        change.commit()?;
    }
    Ok(())
}

fn back_up(db: &Connection, path: &Path, version: usize) -> Result<(), Trouble> {
    let copy = beside(path, &format!("{BEFORE}{}", version + 1));
    // Made first, and empty, so that nobody else may ever read it.
    let mut options = OpenOptions::new();
    match options.write(true).create_new(true).mode(0o600).open(&copy) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    let copied = db.execute("VACUUM INTO ?1", [copy.to_string_lossy()]);
    copied.inspect_err(|_| drop(std::fs::remove_file(&copy)))?;
    Ok(())
}

/// Removes the copies that were made before a step: what somebody deletes must not lie on in them.
pub(super) fn forget_copies(path: &Path) -> Result<(), Trouble> {
    for version in 2..=STEPS.len() {
        match std::fs::remove_file(beside(path, &format!("{BEFORE}{version}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// A name beside a file that says what it is.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(what);
    path.with_file_name(name)
}

/// Moves a store that cannot be used aside, with its side files; nothing is deleted. Says where the
/// file is then.
///
/// # Errors
/// What the file system answered.
pub fn move_aside(path: &Path) -> Result<PathBuf, Trouble> {
    let free = |n: &u32| {
        let name = beside(path, &format!("aside-{n}"));
        !name.exists()
    };
    let number = (1..=u32::MAX).find(free).unwrap_or(u32::MAX);
    let to = beside(path, &format!("aside-{number}"));
    for side in ["-wal", "-shm"] {
        let with = |path: &Path| {
            let mut name = path.as_os_str().to_owned();
            name.push(side);
            PathBuf::from(name)
        };
        if with(path).exists() {
            std::fs::rename(with(path), with(&to))?;
        }
    }
    std::fs::rename(path, &to)?;
    Ok(to)
}
