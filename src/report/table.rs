//! A table as lines of text.

use super::document::Table;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The first column does not become narrower than this, whatever the others need.
const NARROWEST: usize = 12;
/// Blanks between columns.
const BETWEEN: usize = 2;

impl Table {
    /// The table in lines of at most `width` columns where its figures leave so much room: the first
    /// column wraps, figures stand at the right of theirs.
    pub fn drawn(&self, width: usize) -> String {
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            let cells = cells.chain(self.heads.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or_default()
        };
        let figures: Vec<usize> = (1..self.heads.len()).map(widest).collect();
        let taken: usize = figures.iter().map(|width| width + BETWEEN).sum();
        let first = widest(0).min(width.saturating_sub(taken).max(NARROWEST));
        let mut text = String::new();
        row(&mut text, &self.heads, first, &figures);
        let _ = writeln!(text, "{}", "-".repeat(first + taken));
        for cells in &self.rows {
            row(&mut text, cells, first, &figures);
        }
        text
    }
}

fn row(text: &mut String, cells: &[String], first: usize, figures: &[usize]) {
    let mut cells = cells.iter();
    let what = cells.next().map(String::as_str).unwrap_or_default();
    let mut lines = textwrap::wrap(what, textwrap::Options::new(first).subsequent_indent("  "));
    if lines.is_empty() {
        lines.push("".into());
    }
    let mut right = String::new();
    for (cell, width) in cells.zip(figures) {
        let gap = " ".repeat((BETWEEN + width).saturating_sub(cell.width()));
        right.push_str(&gap);
        right.push_str(cell);
    }
    for (n, line) in lines.iter().enumerate() {
        let gap = " ".repeat(first.saturating_sub(line.width()));
        let right = if n == 0 { right.as_str() } else { "" };
        let _ = writeln!(text, "{}", format!("{line}{gap}{right}").trim_end());
    }
}
