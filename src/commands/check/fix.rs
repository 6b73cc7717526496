//! `pofit check --fix`: mends a file in its place.

use crate::bank::text::clean;
use crate::bank::{Library, fixed};
use crate::commands::shelf::read;
use crate::commands::{Failure, print_beside};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Mends a file, and tells each change on standard error: what is found goes to standard output.
///
/// # Errors
/// A file that cannot be read or written; then it is as it was.
pub(super) fn run(path: &Path, library: &Library) -> Result<(), Failure> {
    let source = read(path)?;
    let fixed = fixed(&source, library);
    if fixed.changes.is_empty() {
        return Ok(());
    }
    let shown = clean(&path.display().to_string());
    replace(path, &fixed.text)
        .map_err(|error| Failure::Failed(format!("{shown} stays as it is: {error}")))?;
    let mut told = String::new();
    for change in &fixed.changes {
        let (line, code, old) = (change.line, change.rule.code(), &change.old);
        let became = if change.new.is_empty() {
            "was taken out".to_owned()
        } else {
            format!("became {}", change.new)
        };
        // Writing to a string does not fail.
        let _ = writeln!(told, "{shown}:{line}: {old} {became} ({code})");
    }
    print_beside(&told)
}

/// Writes a text over a file: whole or not at all, with the rights that the file had.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link stays one: what it leads to is written.
    let path = fs::canonicalize(path)?;
    let rights = fs::metadata(&path)?.permissions();
    if rights.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let (beside, mut file) = beside(&path)?;
    let done = file
        .set_permissions(rights)
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, &path));
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
