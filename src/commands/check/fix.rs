//! `pofit check --fix`: mends a file in its place.

use crate::bank::text::clean;
use crate::bank::{Library, fixed};
use crate::commands::shelf::read;
use crate::commands::{Failure, print_beside, whole};
use std::fmt::Write as _;
use std::path::Path;

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
    whole::over(path, &fixed.text)
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
