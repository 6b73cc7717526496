//! `pofit preview`: a bank on the screen while it is being written.

use super::environment::{self, plain};
use super::outside::{Outside, on_screen};
use super::shelf::{Shelf, read};
use super::{Done, Failure, sitting};
use crate::app::{App, preview::Found};
use crate::bank::{Library, Mistakes, load};
use crate::cli::{LookArgs, PreviewArgs};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

pub(super) fn run(args: &PreviewArgs, look: &LookArgs) -> Done {
    if plain(look) {
        return Err(Failure::Usage(
            "a preview needs a terminal; pofit check FILE tells the mistakes without one"
                .to_owned(),
        ));
    }
    let shelf = Shelf::of(look)?;
    let mut watch = Watch::new(&args.file, shelf.library().clone());
    if !args.file.exists() {
        return Err(Failure::Failed(format!(
            "{}: there is no such file; pofit new begins one",
            args.file.display()
        )));
    }
    let mut app = App::new(environment::chance(), shelf.entries());
    let keeper = sitting::opened(&mut app, look);
    let found = watch.look().unwrap_or_else(|| Err(Vec::new()));
    app.preview(&args.file.display().to_string(), found);
    let mut outside = Outside::new(&shelf, keeper, look);
    outside.watch = Some(watch);
    on_screen(app, outside, false)
}

/// A file that is looked at again and again.
#[derive(Debug)]
pub(super) struct Watch {
    file: PathBuf,
    library: Library,
    /// What the file system said of the file last.
    known: Option<(Option<SystemTime>, u64)>,
    /// What was found last, so that a file saved without a change is no news.
    hash: Option<Result<[u8; 32], String>>,
}

impl Watch {
    /// A file, with what banks rest on.
    fn new(file: &Path, library: Library) -> Self {
        Self {
            file: file.to_owned(),
            library,
            known: None,
            hash: None,
        }
    }

    /// The bank as it is now; `None` when nothing has changed.
    pub(super) fn look(&mut self) -> Option<Found> {
        let about = fs::metadata(&self.file).ok();
        let stamp = about.map(|about| (about.modified().ok(), about.len()));
        if stamp.is_some() && stamp == self.known {
            return None;
        }
        self.known = stamp;
        // An editor may have taken the file away for a moment: it is looked at again.
        let text = match read(&self.file) {
            Ok(text) => text,
            Err(failure) => {
                return self.news(Err(failure.to_string()), Err(vec![failure.to_string()]));
            }
        };
        let digest = {
            use sha2::{Digest, Sha256};
            Sha256::digest(text.text.as_bytes()).into()
        };
        let found = load(&text, &self.library);
        let found = found.map(Arc::new).map_err(|mistakes| lines(&mistakes));
        self.news(Ok(digest), found)
    }

    fn news(&mut self, now: Result<[u8; 32], String>, found: Found) -> Option<Found> {
        let is_new = self.hash.as_ref() != Some(&now);
        self.hash = Some(now);
        is_new.then_some(found)
    }
}

/// Each mistake in a line: where, what, and what to do.
fn lines(mistakes: &Mistakes) -> Vec<String> {
    let line = |mistake: &crate::bank::Mistake| {
        let (line, column) = mistake.source.line_column(mistake.span.start);
        let help = if mistake.help.is_empty() {
            String::new()
        } else {
            format!(" ({})", mistake.help)
        };
        format!("{line}:{column} {}{help}", mistake.message)
    };
    mistakes.iter().map(line).collect()
}
