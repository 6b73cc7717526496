//! What can be wrong with a store, for the person: what it is, and what to do.

use crate::bank::text::clean;
use rusqlite::ErrorCode;

/// Why the store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Another program holds it for longer than a moment.
    #[error("the history is in use by another program; try again when it has finished")]
    Locked,
    /// It may not be written.
    #[error("the history cannot be written: the file or its folder is read-only")]
    ReadOnly,
    /// There is no room.
    #[error("the disk is full: nothing more can be kept until there is room")]
    Full,
    /// A newer pofit wrote it.
    #[error("the history was written by a newer pofit (version {found}; this one knows {known})")]
    Newer {
        /// The version in the file.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// It is damaged.
    #[error("the history file is damaged: {}", clean(.0))]
    Damaged(String),
    /// It is some other file.
    #[error("this file is no history of pofit")]
    Foreign,
    /// It is a folder, a device or a pipe.
    #[error("this is no regular file, so it can be no history: name another with --store")]
    NoFile,
    /// What is kept of a run cannot be read.
    #[error("this run cannot be told again: {}", clean(.0))]
    Run(String),
    /// Another pofit has gone on with this run.
    #[error("this run was continued in another pofit; from here on it is kept as a run of its own")]
    Elsewhere,
    /// Anything else.
    #[error("the history cannot be used: {}", clean(.0))]
    Other(String),
}

impl Trouble {
    /// Whether a new store can be begun once the file is moved aside; it is never deleted.
    pub fn can_move_aside(&self) -> bool {
        matches!(self, Self::Newer { .. } | Self::Damaged(_) | Self::Foreign)
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(ErrorCode::NotADatabase) => Self::Foreign,
            Some(ErrorCode::ConstraintViolation) => Self::Elsewhere,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
                Self::ReadOnly
            }
            std::io::ErrorKind::StorageFull => Self::Full,
            _ => Self::Other(error.to_string()),
        }
    }
}
