//! Spreadsheets (`.xlsx`) as rows, within bounds.
//!
//! A spreadsheet is a compressed archive, so that a small file may hold a huge one: its parts are
//! unpacked once only to count their bytes, and one that comes to more than [`LARGEST_FILE`] in all is
//! refused before it is read. Cells are then taken one by one, since a table with a cell in the last
//! corner would else be laid out in full.

use super::super::shelf::LARGEST_FILE;
use calamine::{Data, DataRef, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::Workbook;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::Path;

/// More rows, columns or parts than any bank's sheet has.
const MOST_ROWS: u32 = 100_000;
const MOST_COLUMNS: u32 = 64;
const MOST_PARTS: usize = 1000;

/// The rows of the first sheet that has any, each with its number.
///
/// # Errors
/// In words, why there are none.
pub(super) fn rows(path: &Path) -> Result<Vec<(usize, Vec<String>)>, String> {
    let about = fs::metadata(path).map_err(|why| why.to_string())?;
    if !about.is_file() {
        return Err("this is not a regular file: copy what it gives into one".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|why| why.to_string())?;
    let read = file.take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|why| why.to_string())?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err("this is larger than 64 MiB, which no bank is".to_owned());
    }
    bounded(&bytes)?;
    of_book(&bytes)
}

/// Unpacks all parts to nowhere and counts.
fn bounded(bytes: &[u8]) -> Result<(), String> {
    let broken = |why: &dyn std::fmt::Display| format!("this is no spreadsheet (.xlsx): {why}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|why| broken(&why))?;
    if archive.len() > MOST_PARTS {
        return Err(broken(&"it has too many parts"));
    }
    let mut left = LARGEST_FILE;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|why| broken(&why))?;
        // What the archive says of a part's size may be a lie.
        let size =
            io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|why| broken(&why))?;
        left = left
            .checked_sub(size)
            .ok_or("unpacked it is larger than 64 MiB, which no bank is")?;
    }
    Ok(())
}

fn of_book(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, String> {
    let broken = |why: calamine::XlsxError| format!("this is no spreadsheet (.xlsx): {why}");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    for name in book.sheet_names() {
        let mut cells = book.worksheet_cells_reader(&name).map_err(broken)?;
        let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
        let mut left = LARGEST_FILE;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let (row, column) = cell.get_position();
            if row >= MOST_ROWS || column >= MOST_COLUMNS {
                return Err(format!(
                    "a cell stands beyond row {MOST_ROWS} or column {MOST_COLUMNS}, where no bank has any"
                ));
            }
            let text = shown(cell.get_value());
            // A text that many cells share stands in the file once.
            left = left
                .checked_sub(text.len() as u64)
                .ok_or("its cells hold more than 64 MiB of text, which no bank does")?;
            let number = row as usize + 1;
            if rows.last().is_none_or(|(last, _)| *last != number) {
                rows.push((number, Vec::new()));
            }
            if let Some((_, row)) = rows.last_mut() {
                row.resize(row.len().max(column as usize + 1), String::new());
                if let Some(slot) = row.get_mut(column as usize) {
                    *slot = text;
                }
            }
        }
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Err("it has no sheet with cells".to_owned())
}

/// What a cell shows.
fn shown(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        other => Data::from(other.clone()).to_string(),
    }
}

/// A sheet with these rows.
///
/// # Errors
/// In words, why there is none.
pub(super) fn written(rows: &[Vec<String>]) -> Result<Vec<u8>, String> {
    let fail = |why: rust_xlsxwriter::XlsxError| format!("the sheet cannot be written: {why}");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (number, row) in (0..).zip(rows) {
        for (column, text) in (0..).zip(row) {
            // Numbers as numbers, so that Kahoot takes a time limit; all else is text, never a formula.
            match text.parse::<u16>() {
                Ok(value) => sheet.write_number(number, column, value),
                Err(_) => sheet.write_string(number, column, text),
            }
            .map_err(fail)?;
        }
    }
    book.save_to_buffer().map_err(fail)
}
