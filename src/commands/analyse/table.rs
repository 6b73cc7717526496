//! Answers of many people as a table (CSV), read a row at a time.
//!
//! Long: a row for each answer, with the columns `respondent`, `item`, `response` and, if known,
//! `seconds`. Wide: a row for each person and a column for each item, named by its id; `respondent`
//! and, for times, columns like `ITEM.seconds` may stand beside them.

use super::super::Failure;
use super::intake::{Intake, seconds};
use crate::bank::text;
use csv::{ByteRecord, ReaderBuilder};
use std::io::BufRead;

/// How the times of an item are called in a wide table.
const TIMES: &str = ".seconds";
/// The longest row that is read, in bytes: a table without line ends is none.
const LONGEST_ROW: u64 = 4 * 1024 * 1024;
/// So many columns that are no items are named.
const NAMED: usize = 5;

/// Which columns a table has.
#[derive(Debug)]
enum Shape {
    /// A row for each answer.
    Long {
        respondent: usize,
        item: usize,
        response: usize,
        seconds: Option<usize>,
    },
    /// A row for each person.
    Wide {
        respondent: Option<usize>,
        /// Column, item, and the column of its times.
        items: Vec<(usize, usize, Option<usize>)>,
    },
}

/// Takes a table in.
///
/// # Errors
/// A file that cannot be read, no bank, or a head that names no answers.
pub(super) fn read(
    intake: &mut Intake<'_>,
    name: &str,
    mut input: impl BufRead,
) -> Result<(), Failure> {
    intake.taken(name)?;
    let delimiter = delimiter(input.fill_buf()?);
    let mut rows = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(input.take(LONGEST_ROW));
    let mut row = ByteRecord::new();
    let mut next = |row: &mut ByteRecord| {
        rows.get_mut().set_limit(LONGEST_ROW);
        let found = rows
            .read_byte_record(row)
            .map_err(|error| Failure::Failed(format!("{}: {error}", text::clean(name))))?;
        if rows.get_ref().limit() == 0 {
            let line = row.position().map_or(1, csv::Position::line);
            return Err(Failure::Failed(format!(
                "{name}:{line}: this row is longer than 4 MiB: is a quotation mark left open, or is it \
                 no table?"
            )));
        }
        Ok(found)
    };
    if !next(&mut row)? {
        return Err(Failure::Failed(format!("{name} is empty")));
    }
    let heads: Vec<String> = row
        .iter()
        .map(|head| String::from_utf8_lossy(head).trim().to_owned())
        .collect();
    let shape = shape(intake, name, &heads)?;
    while next(&mut row)? {
        let line = row.position().map_or(0, csv::Position::line);
        let taken = match &shape {
            _ if row.len() > heads.len() => vec![(heads.len(), too_long(&heads))],
            Shape::Long { .. } => long(intake, &shape, &row)?,
            Shape::Wide { .. } => wide(intake, &shape, &row)?,
        };
        for (column, why) in taken {
            let head = heads.get(column);
            let head = head.map(|head| format!(" ({head})")).unwrap_or_default();
            intake.refuse(&format!("{name}:{line}:{}{head}", column + 1), &why);
        }
    }
    Ok(())
}

/// Tables of some countries have semicolons, those copied out of a spreadsheet tabs.
fn delimiter(begin: &[u8]) -> u8 {
    let head = begin
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let has = |delimiter: &u8| head.contains(delimiter);
    [b',', b'\t', b';']
        .into_iter()
        .find(|one| has(one))
        .unwrap_or(b',')
}

fn shape(intake: &mut Intake<'_>, name: &str, heads: &[String]) -> Result<Shape, Failure> {
    let find = |wanted: &str| {
        heads
            .iter()
            .position(|head| head.eq_ignore_ascii_case(wanted))
    };
    let respondent = find("respondent");
    if let (Some(item), Some(response)) = (find("item"), find("response")) {
        let Some(respondent) = respondent else {
            return Err(Failure::Failed(format!(
                "{name}: a table with a row for each answer needs a column `respondent` too, which \
                 tells whose they are"
            )));
        };
        return Ok(Shape::Long {
            respondent,
            item,
            response,
            seconds: find("seconds"),
        });
    }
    let taken = intake.taken(name)?;
    let twice = |(n, head): &(usize, &String)| {
        taken.place(head).is_some() && heads.iter().take(*n).any(|before| before == *head)
    };
    if let Some((column, head)) = heads.iter().enumerate().find(twice) {
        return Err(Failure::Failed(format!(
            "{name}:1:{}: the item `{head}` has two columns",
            column + 1
        )));
    }
    let mut items = Vec::new();
    let (mut others, mut more) = (Vec::new(), 0_usize);
    for (column, head) in heads.iter().enumerate() {
        if let Some(item) = taken.place(head) {
            items.push((column, item, find(&format!("{head}{TIMES}"))));
        } else if Some(column) != respondent && !head.ends_with(TIMES) {
            if others.len() < NAMED {
                others.push(format!("`{}`", text::clean(head)));
            } else {
                more += 1;
            }
        }
    }
    let bank = &taken.bank().head.id;
    if items.is_empty() {
        return Err(Failure::Failed(format!(
            "{name}: the first row names neither the columns respondent, item and response nor any \
             item of the bank `{bank}`"
        )));
    }
    if !others.is_empty() {
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        intake
            .gathered
            .passed_over
            .push(format!("{}{more}", others.join(", ")));
    }
    Ok(Shape::Wide { respondent, items })
}

fn too_long(heads: &[String]) -> String {
    format!(
        "the row has more than {} cells: an answer that has what parts the columns stands in \
         quotes",
        heads.len()
    )
}

/// Columns with why they are left out.
type Wrong = Vec<(usize, String)>;

/// A cell's text.
fn cell(row: &ByteRecord, column: usize) -> Result<&str, (usize, String)> {
    let bytes = row
        .get(column)
        .ok_or_else(|| (column, "the row ends before this column".to_owned()))?;
    std::str::from_utf8(bytes).map_err(|_| (column, "this is not UTF-8".to_owned()))
}

fn long(intake: &mut Intake<'_>, shape: &Shape, row: &ByteRecord) -> Result<Wrong, Failure> {
    let Shape::Long {
        respondent,
        item,
        response,
        seconds,
    } = *shape
    else {
        return Ok(Vec::new());
    };
    let taken = intake.taken("")?;
    let mut read = || {
        let who = cell(row, respondent)?.trim();
        if who.is_empty() {
            return Err((respondent, "nobody is named here".to_owned()));
        }
        let id = cell(row, item)?.trim();
        let at = taken.place(id);
        let at = at.ok_or_else(|| {
            let why = format!("the bank has no item `{}`", text::clean(id));
            (item, why)
        })?;
        let code = taken.cell(at, cell(row, response)?);
        let code = code.map_err(|why| (response, why))?;
        Ok((who, at, code, time(row, seconds)?))
    };
    match read() {
        Ok((who, at, code, seconds)) => {
            let person = taken.person(who)?;
            let new = taken.responses.put(person, at, code, seconds);
            intake.gathered.repeated += usize::from(!new);
            Ok(Vec::new())
        }
        Err(wrong) => Ok(vec![wrong]),
    }
}

fn wide(intake: &mut Intake<'_>, shape: &Shape, row: &ByteRecord) -> Result<Wrong, Failure> {
    let Shape::Wide { respondent, items } = shape else {
        return Ok(Vec::new());
    };
    let taken = intake.taken("")?;
    let person = match respondent.map(|column| cell(row, column)) {
        Some(Err(wrong)) => return Ok(vec![wrong]),
        Some(Ok(name)) if !name.trim().is_empty() => taken.person(name.trim())?,
        _ => taken.nobody()?,
    };
    let (mut wrong, mut repeated) = (Vec::new(), 0);
    for (column, at, times) in items {
        let mut read = || {
            let code = taken.cell(*at, cell(row, *column)?);
            Ok((code.map_err(|why| (*column, why))?, time(row, *times)?))
        };
        match read() {
            Ok((code, seconds)) => {
                repeated += usize::from(!taken.responses.put(person, *at, code, seconds));
            }
            Err(why) => wrong.push(why),
        }
    }
    intake.gathered.repeated += repeated;
    Ok(wrong)
}

fn time(row: &ByteRecord, column: Option<usize>) -> Result<Option<f64>, (usize, String)> {
    let Some(column) = column else {
        return Ok(None);
    };
    seconds(cell(row, column)?).map_err(|why| (column, why))
}
