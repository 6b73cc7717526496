//! Tables with a header: CSV with commas, TSV with tabs, quoted as RFC 4180 has it.
//!
//! Written columns: `id`, `kind`, `topic`, `topic_name`, `difficulty`, `scenario`, `fixed_order`, `stem`,
//! `key`, for each option, step, card or accepted answer `option_1`, `group_1`, `why_1` ..., then
//! `explanation`, `sources`, `faq`, `ids`, `groups`. The key of a choice is its number, of several
//! `1;3`, of a statement `true` or `false`; other kinds have none. `ids` are those of the parts,
//! `groups` has a line `id: name` for each group, and `group_1` the id of the first card's.
//!
//! Read are the same in any order; `stem` alone must be there. `question` stands for `stem`,
//! `answer` or `correct` for `key`, `feedback_1` for `why_1`. A key may be letters or the option's text.
//! Without a `kind` it shows by the key. A line break in a cell parts paragraphs. A cell that a spreadsheet
//! would take for a formula begins with `'`, which reading takes away again.

mod put;

pub(super) use put::{cell, write};

use super::loss::{Imported, Loss, Unreadable, quoted};
use super::neutral::{Body, NeutralItem, Part};
use std::collections::BTreeMap;

/// Options, steps or answers beyond this many are no item.
const MOST: usize = 60;
/// Columns beyond this many are no table of questions.
const WIDEST: usize = 1000;
/// Signs that make a spreadsheet take a text for a formula, and the one that prevents it.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\''];

/// A row with its line.
pub(super) type Row = (usize, Vec<String>);

/// The rows of a text, one after the other.
pub(super) fn rows(
    text: &str,
    separator: u8,
) -> Result<impl Iterator<Item = Result<Row, Unreadable>>, Unreadable> {
    for (line, number) in text.lines().zip(1..) {
        if line.bytes().filter(|byte| *byte == separator).count() > WIDEST {
            return Err(Unreadable::new(
                number,
                format!("no table of questions has more than {WIDEST} columns"),
            ));
        }
    }
    let reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    Ok(reader.into_records().map(|record| {
        let record =
            record.map_err(|why| Unreadable::new(0, format!("this is no table: {why}")))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().map(ToOwned::to_owned).collect();
        Ok((usize::try_from(line).unwrap_or_default(), cells))
    }))
}

/// A text of rows.
pub(super) fn text(rows: &[Vec<String>], separator: u8) -> Result<String, Unreadable> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_writer(Vec::new());
    let fail = |why: String| Unreadable::new(0, format!("the table cannot be written: {why}"));
    for row in rows {
        writer
            .write_record(row)
            .map_err(|why| fail(why.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|why| fail(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| fail(why.to_string()))
}

/// A name as headers are compared.
fn column(name: &str) -> String {
    let name = name.trim().to_lowercase().replace([' ', '-'], "_");
    let (start, number) = match name.find(|c: char| c.is_ascii_digit()) {
        Some(at) => name.split_at(at),
        None => (name.as_str(), ""),
    };
    let start = start.trim_end_matches('_');
    let known = match (start, number.is_empty()) {
        ("question" | "prompt" | "text", true) => "stem",
        ("answer" | "answers" | "correct" | "correct_answer" | "correct_answers", true) => "key",
        ("type", true) => "kind",
        ("general_feedback", true) => "explanation",
        ("answer" | "choice", false) => "option",
        ("feedback" | "reason", false) => "why",
        (start, _) => start,
    };
    let number = number.trim_start_matches('0');
    if number.is_empty() {
        known.to_owned()
    } else {
        format!("{known}_{number}")
    }
}

/// Reads a text.
///
/// # Errors
/// What has no header with a stem.
pub(super) fn read(text: &str, separator: u8) -> Result<Imported, Unreadable> {
    let mut rows = rows(text, separator)?;
    let (line, header) = rows.next().transpose()?.unwrap_or_default();
    let columns: Vec<String> = header.iter().map(|name| column(name)).collect();
    if !columns.iter().any(|name| name == "stem") {
        return Err(Unreadable::new(
            line,
            "a table begins with its header, and one column is `stem` (or `question`): \
             pofit export --format csv shows all",
        ));
    }
    let mut found = Imported::default();
    for row in rows {
        let (line, cells) = row?;
        if found.is_full(line) {
            break;
        }
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut row = Cells::default();
        let mut beyond = 0;
        for (n, cell) in cells.into_iter().enumerate() {
            match columns.get(n) {
                _ if cell.trim().is_empty() => {}
                Some(name) => {
                    row.0
                        .entry(name.clone())
                        .or_insert_with(|| paragraphs(&cell));
                }
                None => beyond += 1,
            }
        }
        let mut item = NeutralItem {
            line,
            ..NeutralItem::default()
        };
        match row.item(&mut item, &mut found.losses) {
            Ok(body) => item.body = body,
            Err(why) => {
                found.losses.push(Loss::of(&item, why).leaving_out());
                continue;
            }
        }
        let mut lost: Vec<String> = row.0.keys().map(|name| quoted(name)).collect();
        if beyond > 0 {
            lost.push(format!("cells beyond the header ({beyond})"));
        }
        if !lost.is_empty() {
            let what = format!("what stands in {}", lost.join(", "));
            found.losses.push(Loss::of(&item, what));
        }
        found.items.push(item);
    }
    Ok(found)
}

/// A cell's text: breaks part paragraphs, a sign against formulas is none.
fn paragraphs(cell: &str) -> String {
    let text = match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest,
        _ => cell,
    };
    text.trim().replace("\r\n", "\n").replace('\n', "\n\n")
}

/// The cells of a row that say something, by their columns; what is understood is taken out.
#[derive(Default)]
struct Cells(BTreeMap<String, String>);

impl Cells {
    fn take(&mut self, name: &str) -> Option<String> {
        self.0.remove(name)
    }

    fn list(&mut self, name: &str) -> Vec<String> {
        let cell = self.take(name).unwrap_or_default();
        cell.split([' ', ',', ';', '\n'])
            .filter(|word| !word.is_empty())
            .map(ToOwned::to_owned)
            .collect()
    }

    fn flag(&mut self, name: &str) -> bool {
        let cell = self.take(name).unwrap_or_default().to_lowercase();
        matches!(cell.as_str(), "true" | "1" | "yes" | "x")
    }

    fn item(&mut self, item: &mut NeutralItem, losses: &mut Vec<Loss>) -> Result<Body, String> {
        item.id = self.take("id");
        item.stem = self.take("stem").unwrap_or_default();
        item.explanation = self.take("explanation");
        item.topic_id = self.take("topic");
        item.topic = self.take("topic_name");
        let difficulty = self.take("difficulty").unwrap_or_default();
        item.difficulty = difficulty.parse().unwrap_or_default();
        if !(0..=3).contains(&item.difficulty) || (item.difficulty == 0 && !difficulty.is_empty()) {
            item.difficulty = 0;
            let what = format!("its difficulty {}: here it is 1 to 3", quoted(&difficulty));
            losses.push(Loss::of(item, what));
        }
        item.scenario = self.flag("scenario");
        item.fixed_order = self.flag("fixed_order");
        item.sources = self.list("sources");
        item.faq = self.list("faq");
        let mut ids = self.list("ids").into_iter();
        let mut parts = Vec::new();
        let mut places = Vec::new();
        for n in 1..=MOST {
            let Some(text) = self.take(&format!("option_{n}")) else {
                continue;
            };
            parts.push(Part {
                id: ids.next(),
                why: self.take(&format!("why_{n}")),
                ..Part::new(text)
            });
            places.push((n, self.take(&format!("group_{n}"))));
        }
        let key = self.take("key").unwrap_or_default();
        let kind = self.take("kind").unwrap_or_default().to_lowercase();
        let says = key.trim().to_lowercase();
        let is_word = matches!(says.as_str(), "true" | "false" | "t" | "f");
        match kind.replace(['_', ' '], "-").as_str() {
            "true-false" => self.true_false(&says),
            "" if parts.is_empty() && is_word => self.true_false(&says),
            "order" | "ordering" => Ok(Body::Order(parts)),
            "sort" | "matching" => Ok(self.sort(parts, places)),
            "short-text" | "shortanswer" | "short-answer" => Ok(short_text(parts, &key)),
            "" if parts.is_empty() && !key.is_empty() => Ok(short_text(parts, &key)),
            "single" | "multiple" | "multichoice" | "" => choice(parts, &places, &key, &kind),
            other => Err(format!("the kind {} is none of pofit's", quoted(other))),
        }
    }

    fn true_false(&mut self, key: &str) -> Result<Body, String> {
        let answer = match key {
            "true" | "t" => true,
            "false" | "f" => false,
            _ => return Err("its key is neither `true` nor `false`".to_owned()),
        };
        Ok(Body::TrueFalse {
            answer,
            why_true: self.take("why_1"),
            why_false: self.take("why_2"),
        })
    }

    fn sort(&mut self, cards: Vec<Part>, places: Vec<(usize, Option<String>)>) -> Body {
        let named: Vec<Part> = self
            .take("groups")
            .unwrap_or_default()
            .lines()
            .filter_map(|line| line.split_once(": "))
            .map(|(id, name)| Part {
                id: Some(id.trim().to_owned()),
                ..Part::new(name.trim())
            })
            .collect();
        let groups = places
            .into_iter()
            .map(|(_, group)| group.unwrap_or_default());
        let pairs: Vec<(Part, String)> = cards.into_iter().zip(groups).collect();
        let place = |id: &str| {
            named
                .iter()
                .position(|group| group.id.as_deref() == Some(id))
        };
        let found: Option<Vec<(Part, usize)>> = pairs
            .iter()
            .map(|(card, id)| Some((card.clone(), place(id)?)))
            .collect();
        match found {
            Some(cards) if !named.is_empty() => Body::Sort {
                groups: named,
                cards,
            },
            _ => Body::sorted(pairs),
        }
    }
}

fn short_text(parts: Vec<Part>, key: &str) -> Body {
    let mut accept: Vec<String> = parts.into_iter().map(|part| part.text).collect();
    if accept.is_empty() {
        accept.push(key.to_owned());
    }
    Body::ShortText(accept)
}

/// Options with the keys that a cell names: by number, by letter or by their text.
fn choice(
    mut parts: Vec<Part>,
    places: &[(usize, Option<String>)],
    key: &str,
    kind: &str,
) -> Result<Body, String> {
    let by_text = parts.iter().position(|part| part.text == key.trim());
    let mut words: Vec<&str> = key.split([';', ',', ' ']).map(str::trim).collect();
    words.retain(|word| !word.is_empty());
    for word in &words {
        let place = match (word.parse::<usize>(), word.as_bytes()) {
            (Ok(number), _) => places.iter().position(|(n, _)| *n == number),
            (Err(_), [letter]) if letter.is_ascii_alphabetic() => {
                Some(usize::from(letter.to_ascii_lowercase() - b'a'))
            }
            _ => None,
        };
        let found = place.and_then(|place| parts.get_mut(place));
        match (found, by_text) {
            (Some(part), _) => part.key = true,
            (None, Some(_)) => {}
            (None, None) => {
                return Err(format!("its key {} names none of its options", quoted(key)));
            }
        }
    }
    if let Some(part) = by_text.and_then(|place| parts.get_mut(place)) {
        part.key = true;
    }
    let all = parts.clone();
    match (kind, Body::by_keys(parts)) {
        (_, None) => Err("no option is its key".to_owned()),
        ("multiple", _) => Ok(Body::Multiple(all)),
        (_, Some(body)) => Ok(body),
    }
}
