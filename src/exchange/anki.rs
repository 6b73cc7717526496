//! Anki's notes in plain text: header lines (`#separator:tab`, `#html:false`, `#tags column:4` ...), then a
//! line a note (docs.ankiweb.net, *Importing text files*).
//!
//! A note is written as a card for reading: the front has the question and its options by letter,
//! the back the key, then reasons by letter, then `---` and the explanation. The tag `kind:...` says how
//! to read it back. Notes of others become short texts, whose key is the back; a note with gaps
//! (`{{c1::...}}`) becomes one whose key is the gap, if it has only one.

mod card;

use super::html;
use super::loss::{Exported, Imported, Loss, Unreadable, quoted};
use super::neutral::NeutralItem;
use super::table::{rows, text};
use super::tags;
use super::write::{Holds, of_bank};
use crate::bank::Bank;

/// Whether a text begins as Anki's exports do.
pub(super) fn has_header(text: &str) -> bool {
    let mut header = text.lines().take_while(|line| line.starts_with('#'));
    header.any(|line| line.to_lowercase().starts_with("#separator:"))
}

/// What the header says; columns count from 0.
#[derive(Debug, Default)]
struct Header {
    separator: Option<u8>,
    html: bool,
    deck: Option<String>,
    tags: Vec<String>,
    guid: Option<usize>,
    tags_column: Option<usize>,
    deck_column: Option<usize>,
    notetype_column: Option<usize>,
    /// Its lines, and the bytes that they take.
    lines: usize,
    bytes: usize,
}

impl Header {
    fn of(text: &str, losses: &mut Vec<Loss>) -> Self {
        let mut header = Self::default();
        for line in text.split_inclusive('\n') {
            let Some((key, value)) = line.strip_prefix('#').map(|line| {
                let line = line.trim_end_matches(['\r', '\n']);
                line.split_once(':').unwrap_or((line, ""))
            }) else {
                break;
            };
            header.lines += 1;
            header.bytes += line.len();
            let column = || value.trim().parse::<usize>().ok()?.checked_sub(1);
            match key.trim().to_lowercase().as_str() {
                "separator" => header.separator = separator(value),
                "html" => header.html = value.trim().eq_ignore_ascii_case("true"),
                "deck" => header.deck = Some(value.trim().to_owned()),
                "tags" => header.tags = value.split_whitespace().map(ToOwned::to_owned).collect(),
                "guid column" => header.guid = column(),
                "tags column" => header.tags_column = column(),
                "deck column" => header.deck_column = column(),
                "notetype column" => header.notetype_column = column(),
                "columns" | "notetype" => {}
                other => losses.push(Loss::at(
                    header.lines,
                    format!("the header {}", quoted(other)),
                )),
            }
        }
        header
    }

    /// Whether a column is no field of the note.
    fn is_special(&self, column: usize) -> bool {
        [
            self.guid,
            self.tags_column,
            self.deck_column,
            self.notetype_column,
        ]
        .contains(&Some(column))
    }
}

fn separator(value: &str) -> Option<u8> {
    Some(match value.to_lowercase().trim_end_matches('\r') {
        "tab" | "\t" => b'\t',
        "comma" => b',',
        "semicolon" => b';',
        "pipe" => b'|',
        "colon" => b':',
        "space" => b' ',
        other => match other.as_bytes() {
            [byte] if byte.is_ascii() => *byte,
            _ => return None,
        },
    })
}

/// Reads a file.
///
/// # Errors
/// What is no table.
pub(super) fn read(text: &str) -> Result<Imported, Unreadable> {
    let mut found = Imported::default();
    let header = Header::of(text, &mut found.losses);
    let body = text.get(header.bytes..).unwrap_or_default();
    found.title.clone_from(&header.deck);
    for row in rows(body, header.separator.unwrap_or(b'\t'))? {
        let (line, cells) = row?;
        if found.is_full(line + header.lines) {
            break;
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cell = |at: Option<usize>| {
            let cell = at.and_then(|at| cells.get(at)).map(|cell| cell.trim());
            cell.filter(|cell| !cell.is_empty())
        };
        let mut item = NeutralItem {
            line: line + header.lines,
            id: cell(header.guid).map(|guid| {
                let own = guid.rsplit('/').next().unwrap_or(guid);
                own.to_owned()
            }),
            topic: cell(header.deck_column).map(|deck| {
                let last = deck.rsplit("::").next().unwrap_or(deck);
                last.to_owned()
            }),
            ..NeutralItem::default()
        };
        let mut fields = Vec::new();
        for (n, cell) in cells.iter().enumerate() {
            if !header.is_special(n) {
                fields.push(if header.html {
                    html::into_plain(cell, &item, &mut found.losses)
                } else {
                    cell.replace('\n', "\n\n")
                });
            }
        }
        let mut words: Vec<&str> = header.tags.iter().map(String::as_str).collect();
        words.extend(
            cell(header.tags_column)
                .unwrap_or_default()
                .split_whitespace(),
        );
        let kind = words.iter().find_map(|tag| tag.strip_prefix("kind:"));
        let kind = kind.unwrap_or_default().to_owned();
        words.retain(|tag| !tag.starts_with("kind:"));
        let mut fields = fields.into_iter();
        let front = fields.next().unwrap_or_default();
        let back = fields.next().unwrap_or_default();
        item.stem.clone_from(&front);
        tags::take(&mut item, words, &mut found.losses);
        let more = fields.filter(|field| !field.trim().is_empty()).count();
        if more > 0 {
            found.losses.push(Loss::of(
                &item,
                format!("further fields of the note ({more})"),
            ));
        }
        match card::read(&kind, &front, &back, &mut item) {
            Ok(body) => {
                item.body = body;
                found.items.push(item);
            }
            Err(why) => found.losses.push(Loss::of(&item, why).leaving_out()),
        }
    }
    Ok(found)
}

/// Writes a bank.
pub(super) fn write(bank: &Bank, items: &[NeutralItem]) -> Exported {
    let holds = Holds {
        labels: true,
        tau: true,
        ..Holds::default()
    };
    let mut losses = of_bank(bank, items, holds);
    losses.push(Loss::of_all(
        "the names of topics; their ids stand in the tags",
    ));
    let mut rows = Vec::new();
    for item in items {
        let (front, back) = card::write(item, &mut losses);
        let mut words = vec![format!("kind:{}", item.body.kind())];
        words.extend(tags::of(item));
        // Anki takes notes with one guid for the same, whatever deck they are in.
        let id = item.id.as_deref().unwrap_or_default();
        let id = format!("{}/{id}", bank.head.id);
        rows.push(vec![id, front, back, words.join(" ")]);
    }
    let deck = bank.head.title.as_str().replace('\n', " ");
    let header = format!(
        "#separator:tab\n#html:false\n#notetype:Basic\n#deck:{deck}\n#columns:guid\tfront\tback\ttags\n\
         #guid column:1\n#tags column:4\n"
    );
    match text(&rows, b'\t') {
        Ok(text) => Exported {
            text: header + &text,
            losses,
        },
        // Texts in rows of one length can always be written.
        Err(why) => {
            losses.push(Loss::of_all(why.to_string()));
            Exported {
                text: header,
                losses,
            }
        }
    }
}
