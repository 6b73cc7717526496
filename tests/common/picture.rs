//! A screen as an SVG picture, for the README: made from the very buffer that a test paints.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

const CELL: (usize, usize) = (9, 19);
const MARGIN: usize = 14;

/// Draws a buffer on a dark ground.
pub fn svg(buffer: &Buffer, title: &str) -> String {
    let (columns, rows) = (
        usize::from(buffer.area.width),
        usize::from(buffer.area.height),
    );
    let (width, height) = (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n\
         <title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#14171c\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"15\">\n"
    );
    for (y, row) in buffer.content().chunks(columns).enumerate() {
        let mut x = 0;
        while x < columns {
            let style = row[x].style();
            let end = (x..columns)
                .find(|at| row[*at].style() != style)
                .unwrap_or(columns);
            let bold = style.add_modifier.contains(Modifier::BOLD);
            let fill = colour(style.fg.unwrap_or(Color::Reset));
            for (from, word) in words(&row[x..end]) {
                let _ = writeln!(
                    svg,
                    "<text x=\"{}\" y=\"{}\" textLength=\"{}\" fill=\"{fill}\"{}>{}</text>",
                    MARGIN + (x + from) * CELL.0,
                    MARGIN + y * CELL.1 + 14,
                    word.chars().count() * CELL.0,
                    if bold { " font-weight=\"700\"" } else { "" },
                    word.replace('&', "&amp;").replace('<', "&lt;"),
                );
            }
            x = end;
        }
    }
    svg + "</g>\n</svg>\n"
}

/// Words with their first column: each is placed by itself, so that any font keeps the columns.
fn words(cells: &[ratatui::buffer::Cell]) -> Vec<(usize, String)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    let mut apart = true;
    for (column, cell) in cells.iter().enumerate() {
        match (cell.symbol(), words.last_mut()) {
            (" ", _) => apart = true,
            (symbol, Some((_, word))) if !apart => word.push_str(symbol),
            (symbol, _) => {
                words.push((column, symbol.to_owned()));
                apart = false;
            }
        }
    }
    words
}

fn colour(colour: Color) -> &'static str {
    match colour {
        Color::Cyan => "#5fd0e0",
        Color::Gray => "#a9b1bd",
        Color::Green => "#7fd18a",
        Color::LightRed => "#ff8f8f",
        Color::Yellow => "#e6c35c",
        Color::Reset => "#e8ebf0",
        other => panic!("the picture has no {other:?}"),
    }
}
