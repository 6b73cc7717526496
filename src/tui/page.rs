//! A page of wrapped rows: built by the views, then painted with scrolling and places to click.
//!
//! Rows are wrapped by display width before anything is painted, so that their number is known.

use super::theme::{Glyphs, Look};
use crate::app::{Action, Viewport};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use textwrap::{Options, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The widest column of text that reads well.
pub(super) const MEASURE: u16 = 72;

/// One row of a page.
#[derive(Debug, Clone, Default)]
struct Row {
    line: Line<'static>,
    click: Option<Action>,
    /// Parts of the row that mean something else, by their first column and width.
    parts: Vec<(u16, u16, Action)>,
    focus: bool,
    section: bool,
}

/// Rows in the making.
#[derive(Debug)]
pub(super) struct Page {
    width: usize,
    rows: Vec<Row>,
}

/// Which rows come into sight when not all fit.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scroll {
    /// From this row on.
    From(usize),
    /// So that the rows with the focus are seen, from the top as far as possible.
    Focus,
}

/// What a row means besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Role {
    /// What a click on it does.
    pub(super) click: Option<Action>,
    /// Whether the cursor is here.
    pub(super) focus: bool,
}

/// Places to click and how the page lay.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) clicks: Vec<(Rect, Action)>,
    pub(super) view: Viewport,
}

impl Page {
    /// A page whose text is wrapped at `width` columns.
    pub(super) fn new(width: u16) -> Self {
        Self {
            width: usize::from(width.clamp(1, MEASURE)),
            rows: Vec::new(),
        }
    }

    /// Columns of the page.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Adds an empty row, unless the page begins or there is one already.
    pub(super) fn gap(&mut self) {
        if self.rows.last().is_some_and(|row| row.line.width() > 0) {
            self.rows.push(Row::default());
        }
    }

    /// Adds a paragraph.
    pub(super) fn text(&mut self, style: Style, text: &str) {
        self.hanging(Role::default(), &[], &Span::styled(text, style));
    }

    /// Begins a section.
    pub(super) fn heading(&mut self, style: Style, text: &str) {
        self.gap();
        let first = self.rows.len();
        self.text(style, text);
        if let Some(row) = self.rows.get_mut(first) {
            row.section = true;
        }
    }

    /// Adds a row as it is; what does not fit is cut when painted.
    pub(super) fn line(&mut self, line: Line<'static>) {
        self.rows.push(Row {
            line,
            ..Row::default()
        });
    }

    /// Adds a row as it is, that can be clicked or have the focus.
    pub(super) fn row(&mut self, Role { click, focus }: Role, line: Line<'static>) {
        self.rows.push(Row {
            line,
            click,
            focus,
            ..Row::default()
        });
    }

    /// Adds a row of cells, each of which can be clicked.
    pub(super) fn cells(&mut self, focus: bool, cells: Vec<(Vec<Span<'static>>, Action)>) {
        let mut row = Row {
            focus,
            ..Row::default()
        };
        for (spans, action) in cells {
            let at = row.line.width();
            row.line.spans.extend(spans);
            let width = row.line.width() - at;
            let [at, width] = [at, width].map(|n| u16::try_from(n).unwrap_or(u16::MAX));
            row.parts.push((at, width, action));
        }
        self.rows.push(row);
    }

    /// Adds a paragraph with something in front of its first row; further rows hang under it.
    pub(super) fn hanging(&mut self, role: Role, lead: &[Span<'static>], text: &Span<'_>) {
        let indent: usize = lead.iter().map(Span::width).sum();
        // Where the lead leaves no room, the text goes below it.
        let indent = if indent + 8 > self.width { 0 } else { indent };
        if indent == 0 && !lead.is_empty() {
            self.rows.push(Row {
                line: Line::from(lead.to_vec()),
                click: role.click,
                focus: role.focus,
                ..Row::default()
            });
        }
        for (n, piece) in wrap(&text.content, self.width - indent)
            .into_iter()
            .enumerate()
        {
            let mut spans = match (n, indent) {
                (_, 0) => Vec::new(),
                (0, _) => lead.to_vec(),
                (_, indent) => vec![Span::raw(" ".repeat(indent))],
            };
            spans.push(Span::styled(piece, text.style));
            self.rows.push(Row {
                line: Line::from(spans),
                click: role.click,
                focus: role.focus,
                ..Row::default()
            });
        }
    }

    /// Paints the rows that come into sight.
    pub(super) fn paint(
        self,
        area: Rect,
        scroll: Scroll,
        look: &Look,
        buffer: &mut Buffer,
    ) -> Laid {
        let area = area.intersection(buffer.area);
        let (rows, height) = (self.rows.len(), usize::from(area.height));
        let last_top = rows.saturating_sub(height);
        let top = match scroll {
            Scroll::From(top) => top,
            Scroll::Focus => {
                let end = self
                    .rows
                    .iter()
                    .rposition(|row| row.focus)
                    .map_or(0, |row| row + 1);
                let start = self.rows.iter().position(|row| row.focus).unwrap_or(0);
                // One row of air below, and never past the start of what has the focus.
                (end + 1).saturating_sub(height).min(start)
            }
        }
        .min(last_top);
        let sections = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.section)
            .map(|(at, _)| at)
            .collect();
        let mut laid = Laid {
            clicks: Vec::new(),
            view: Viewport {
                rows,
                height,
                top,
                sections,
                columns: self.width,
            },
        };
        for (row, y) in self
            .rows
            .into_iter()
            .skip(top)
            .zip(area.top()..area.bottom())
        {
            let place = Rect {
                y,
                height: 1,
                ..area
            };
            if let Some(action) = row.click {
                laid.clicks.push((place, action));
            }
            for (at, width, action) in row.parts {
                let x = place.x.saturating_add(at);
                let cell = Rect { x, width, ..place };
                laid.clicks.push((cell.intersection(place), action));
            }
            row.line.render(place, buffer);
        }
        more_signs(area, top, last_top, look, buffer);
        laid
    }
}

/// Says at the right edge that there is more above or below.
fn more_signs(area: Rect, top: usize, last_top: usize, look: &Look, buffer: &mut Buffer) {
    let x = area.right();
    let mut sign = |y: u16, text: &str| {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(text).set_style(look.theme.muted());
        }
    };
    if area.height == 0 {
        return;
    }
    if top > 0 {
        sign(area.top(), look.glyphs.more[0]);
    }
    if top < last_top {
        sign(area.bottom() - 1, look.glyphs.more[1]);
    }
}

/// Wraps by display width at Unicode line breaks; a word that is too long is cut.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(1)).word_splitter(WordSplitter::NoHyphenation);
    let wrapped = textwrap::wrap(text, options);
    wrapped
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// Cuts a text to `width` columns, with a sign where something is missing.
pub(super) fn cut(text: &str, width: usize, glyphs: &Glyphs) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(glyphs.ellipsis.width());
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept + glyphs.ellipsis
}
