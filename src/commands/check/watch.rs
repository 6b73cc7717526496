//! `pofit check --watch`: checks again on each change.
//!
//! The files are looked at four times a second, which costs a `stat` each. That sees whatever way an
//! editor saves, on network folders too, where the system's own notices do not come; a library for
//! those would answer a fraction of a second sooner, and watch folders rather than files.

use super::look_at;
use crate::cli::{CheckArgs, FindingsArg, LookArgs};
use crate::commands::shelf::Shelf;
use crate::commands::{Done, Failure, print, print_beside};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

const BETWEEN_LOOKS: Duration = Duration::from_millis(250);

/// What changes when a file is written or another takes its name; `None` where there is none.
type Stamp = Option<(u64, u64, i64, i64)>;

/// Runs until a signal or until nobody reads any more.
pub(super) fn run(args: &CheckArgs, look: &LookArgs) -> Done {
    let mut seen = None;
    loop {
        let now = stamps(args, look.data.as_deref());
        if seen.as_ref() != Some(&now) {
            // An editor that saves takes the old file away before the new one has its name.
            sleep(BETWEEN_LOOKS / 5);
            let settled = stamps(args, look.data.as_deref());
            if settled != now {
                continue;
            }
            check(args, look)?;
            seen = Some(now);
        }
        sleep(BETWEEN_LOOKS);
    }
}

/// Checks once; a file that is gone or cannot be read is told, and waited for.
fn check(args: &CheckArgs, look: &LookArgs) -> Result<(), Failure> {
    let done = Shelf::of(look).and_then(|shelf| look_at(args, &shelf));
    match done {
        Ok(_) => {}
        Err(gone @ (Failure::Gone | Failure::Io(_) | Failure::Usage(_))) => return Err(gone),
        Err(Failure::Mistakes(mistakes)) => print(&super::drawn(&mistakes))?,
        Err(other) => print(&format!("pofit: {other}\n"))?,
    }
    if args.format == FindingsArg::Text {
        print_beside("Waiting for a change; Ctrl-C ends.\n")?;
    }
    Ok(())
}

/// The stamps of the files, and of all in the folder that they rest on.
fn stamps(args: &CheckArgs, folder: Option<&Path>) -> Vec<(PathBuf, Stamp)> {
    let mut paths = args.files.clone();
    if let Some(folder) = folder {
        for part in [folder.to_owned(), folder.join("fit"), folder.join("quiz")] {
            let entries = fs::read_dir(part).into_iter().flatten().flatten();
            paths.extend(entries.map(|entry| entry.path()));
        }
        paths.sort();
    }
    let stamp = |path: PathBuf| {
        let about = fs::metadata(&path).ok();
        let stamp =
            about.map(|about| (about.ino(), about.len(), about.mtime(), about.mtime_nsec()));
        (path, stamp)
    };
    paths.into_iter().map(stamp).collect()
}
