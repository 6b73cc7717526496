//! Files that are written whole or not at all: a reader never sees half of one.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Writes a text over a file, with the rights that it had. A link stays one: what it leads to is
/// written.
pub(super) fn over(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path)?;
    let rights = fs::metadata(&path)?.permissions();
    if rights.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    swapped(&path, rights, text)
}

/// Makes a file, or puts it in the place of another, with the folders above it, for the person alone.
pub(super) fn private(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    swapped(path, Permissions::from_mode(0o600), text)
}

fn swapped(path: &Path, rights: Permissions, text: &str) -> io::Result<()> {
    let (beside, mut file) = beside(path)?;
    let done = file
        .set_permissions(rights)
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done
}

/// A new file in the same folder.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut last = io::ErrorKind::AlreadyExists.into();
    for number in 0..100 {
        let beside = path.with_file_name(format!(".{name}.{}.{number}", std::process::id()));
        match OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)
        {
            Ok(file) => return Ok((beside, file)),
            Err(error) => last = error,
        }
    }
    Err(last)
}
