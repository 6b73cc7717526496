//! The exchange room: banks in the formats of other programs, read and written.
//!
//! Every format is read into [`NeutralItem`]s with a list of [`Loss`]es, and written from them; what
//! a format cannot hold is told, never dropped in silence. [`settle`] makes a bank's text of what was
//! read, with the validator of [`crate::bank`] as the one judge of what fits. It must not know of
//! files: texts come in, texts go out. Spreadsheets come in and go out as rows.
//!
//! ```
//! use pofit::exchange::{Format, read};
//! let found = read(Format::Gift, "::q:: 1 + 1 \\= 2 {T}").unwrap();
//! assert_eq!(found.items.len(), 1);
//! assert!(found.losses.is_empty());
//! ```
//!
//! What each format holds of the kinds (`both`: read and written; `out`: only written):
//!
//! | format | single | multiple | true-false | order | sort | short-text | reasons | explanation | topic, level, sources |
//! |---|---|---|---|---|---|---|---|---|---|
//! | GIFT | both | both, weights | both | as matching with the tag `order` | as matching | both | not of steps and cards | both | category, tags |
//! | Moodle XML | both | both, fractions | both | `ordering` | as matching | both | not of steps and cards | both | category, tags |
//! | Aiken | both | no | as single | no | no | no | no | no | no |
//! | QTI 2.1, 3.0 | both | both, mapping | both | both | as `matchInteraction` | both | both for options | both | no |
//! | CSV, TSV | both | both | both | both | both | both | both | both | both |
//! | Anki | both | both | both | both | both | both | both | both | tags |
//! | Kahoot | both | both, any key enough | as single | no | no | no | no | no | no |
//! | Markdown | out | out | out | out | out | out | out | out | topic |
//!
//! Partial credit: pofit gives a multiple choice hits / keys less false ticks / distractors, at
//! least 0. GIFT, Moodle XML and QTI are told so in numbers: 1/keys for each key, -1/distractors
//! for each distractor (Moodle's own list of grades has all of these to five decimals). A weight
//! that says otherwise is a loss. A sort gives the share of cards in their group, as matching does.
//! An order gives Kendall's tau, which no other format knows: that is a loss.

mod aiken;
mod anki;
mod gift;
mod html;
mod kahoot;
mod loss;
mod markdown;
mod moodle;
mod neutral;
mod qti;
mod settle;
mod table;
mod tags;
mod write;
mod xml;

pub use kahoot::{is_kahoot, read_rows as read_kahoot_rows, rows as kahoot_rows};
pub use loss::{Exported, Imported, Loss, Unreadable};
pub use neutral::{Body, NeutralItem, Part, neutral};
pub use settle::{Naming, Settled, settle};

use crate::bank::Bank;

/// A format of another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Moodle's text format.
    Gift,
    /// Moodle's own format.
    MoodleXml,
    /// Single choices by letter.
    Aiken,
    /// One item of IMS QTI 2.1; 2.x and 3.0 are read alike.
    Qti,
    /// One item of 1EdTech QTI 3.0.
    Qti3,
    /// A table with commas.
    Csv,
    /// A table with tabs.
    Tsv,
    /// Anki's notes in plain text.
    Anki,
    /// The columns of Kahoot's spreadsheet.
    Kahoot,
    /// For reading; cannot be read back.
    Markdown,
}

impl Format {
    /// All, as messages list them.
    pub const ALL: [Self; 10] = [
        Self::Gift,
        Self::MoodleXml,
        Self::Aiken,
        Self::Qti,
        Self::Qti3,
        Self::Csv,
        Self::Tsv,
        Self::Anki,
        Self::Kahoot,
        Self::Markdown,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gift => "gift",
            Self::MoodleXml => "moodle-xml",
            Self::Aiken => "aiken",
            Self::Qti => "qti",
            Self::Qti3 => "qti3",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Anki => "anki",
            Self::Kahoot => "kahoot",
            Self::Markdown => "markdown",
        }
    }

    /// What a file is by its name's ending (lower case, no dot) and its text; `None` when neither
    /// tells.
    pub fn guess(ending: &str, text: &str) -> Option<Self> {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let tables = |format| {
            if is_kahoot(start) {
                Self::Kahoot
            } else {
                format
            }
        };
        if start.starts_with('<') {
            let has = |tag: &str| text.contains(tag);
            if has("<quiz") {
                return Some(Self::MoodleXml);
            }
            let items = ["<assessmentItem", "<qti-assessment-item"];
            return items.into_iter().any(has).then_some(Self::Qti);
        }
        if anki::has_header(start) {
            return Some(Self::Anki);
        }
        match ending {
            "gift" => Some(Self::Gift),
            "csv" => Some(tables(Self::Csv)),
            "tsv" | "tab" => Some(tables(Self::Tsv)),
            _ if aiken::looks_like(start) => Some(Self::Aiken),
            _ if gift::looks_like(start) => Some(Self::Gift),
            _ => None,
        }
    }
}

/// Reads a text.
///
/// # Errors
/// What cannot be read at all; a single question that cannot be is a [`Loss`].
pub fn read(format: Format, text: &str) -> Result<Imported, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Gift => Ok(gift::read(text)),
        Format::MoodleXml => moodle::read(text),
        Format::Aiken => Ok(aiken::read(text)),
        Format::Qti | Format::Qti3 => qti::read(text),
        Format::Csv => table::read(text, b','),
        Format::Tsv => table::read(text, b'\t'),
        Format::Anki => anki::read(text),
        Format::Kahoot => kahoot::read(text),
        Format::Markdown => Err(Unreadable::new(
            0,
            "Markdown is written for reading and cannot be read back; use gift, moodle-xml or csv",
        )),
    }
}

/// Writes a quiz.
///
/// # Errors
/// An assessment, which no format holds, or more than one item for a format of single items.
pub fn write(format: Format, bank: &Bank) -> Result<Exported, Unreadable> {
    if bank.assessment().is_some() {
        return Err(Unreadable::new(
            0,
            "an assessment scores traits, which none of these formats can hold; name a quiz",
        ));
    }
    let items = neutral(bank);
    match format {
        Format::Gift => Ok(gift::write(bank, &items)),
        Format::MoodleXml => Ok(moodle::write(bank, &items)),
        Format::Aiken => Ok(aiken::write(&items)),
        Format::Qti => qti::write(bank, &items, qti::Version::Two),
        Format::Qti3 => qti::write(bank, &items, qti::Version::Three),
        Format::Csv => table::write(bank, &items, b','),
        Format::Tsv => table::write(bank, &items, b'\t'),
        Format::Anki => Ok(anki::write(bank, &items)),
        Format::Kahoot => kahoot::write(&items),
        Format::Markdown => Ok(markdown::write(bank, &items)),
    }
}
