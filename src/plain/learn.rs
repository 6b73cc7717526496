//! What there is to read, as a dialogue: words to search, a number to read.

use super::{Talk, document};
use crate::bank::text;
use crate::learn::{Entry, Learn};
use crate::report::{self, Document, Target};
use std::fmt::Write as _;
use std::io;

/// So many entries of a search are listed: further ones fit badly.
const MOST: usize = 20;

/// Leads through what there is to read until the person leaves.
///
/// # Errors
/// What the input or the output answered.
pub fn learn(learn: &Learn, talk: &mut Talk<'_>) -> io::Result<()> {
    let mut listed = learn.entries();
    talk.tell(&list(learn, &listed))?;
    loop {
        let prompt = "A number to read, a few words to search, l for all, q to leave";
        let Some(line) = talk.ask(prompt)? else {
            return Ok(());
        };
        match (line.as_str(), line.parse::<usize>()) {
            ("q", _) => return Ok(()),
            ("" | "l", _) => {
                listed = learn.entries();
                talk.tell(&list(learn, &listed))?;
            }
            (_, Ok(number)) => match number.checked_sub(1).and_then(|row| listed.get(row)) {
                Some(entry) => {
                    let page = report::article(learn, entry);
                    talk.tell(&document(&page))?;
                    // The links' numbers hold from here on.
                    listed = entries(&page);
                }
                None => talk.tell(&format!("There is no number {number} here."))?,
            },
            (words, _) => {
                let found = learn.search(words);
                if found.is_empty() {
                    talk.tell(&format!("Nothing found for \"{}\".", text::clean(words)))?;
                } else {
                    listed = found.into_iter().take(MOST).collect();
                    talk.tell(&list(learn, &listed))?;
                }
            }
        }
    }
}

/// The entries that a page links to; its quizzes stand last and cannot be read.
fn entries(page: &Document) -> Vec<Entry> {
    let entry = |target: &Target| match target {
        Target::Entry(entry) => Some(entry.clone()),
        Target::Items(..) | Target::Number(_) => None,
    };
    page.targets.iter().map_while(entry).collect()
}

fn list(learn: &Learn, entries: &[Entry]) -> String {
    let mut text = String::new();
    for (n, entry) in entries.iter().enumerate() {
        let _ = writeln!(text, "{:>3}. {}", n + 1, learn.title(entry));
    }
    text
}
