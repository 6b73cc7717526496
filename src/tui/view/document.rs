//! A document as rows: headings, paragraphs, lists, bars with their figures.

use crate::app::Action;
use crate::app::reader::At;
use crate::report::{Block, Document, Link, Meter, Tone, cell};
use crate::tui::page::{Page, Role, Scroll};
use crate::tui::theme::Look;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// The widest bar: beyond this, length says no more.
const WIDEST_BAR: usize = 60;

/// A document that is being read, as far as it is scrolled.
pub(super) fn read<T>(at: &At<T>, look: &Look, page: Page) -> (Page, Scroll) {
    (
        self::page(&at.document, at.link, look, page),
        at.scroll.map_or(Scroll::Focus, Scroll::From),
    )
}

/// `link` is the one pointed at, from 0.
pub(super) fn page(document: &Document, link: Option<usize>, look: &Look, mut page: Page) -> Page {
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        if block.stands_apart(before) {
            page.gap();
        }
        match block {
            // The header names the page already.
            Block::Title(_) => {}
            Block::Heading(text) => page.heading(look.theme.accent(), text),
            Block::Text(tone, text) => text_block(&mut page, look, *tone, text),
            Block::Bullet(tone, text) => {
                let style = look.theme.tone(*tone);
                let sign = Span::styled(format!("{} ", look.glyphs.tone(*tone)), style);
                // The sign carries the tone; a list all in colour is hard to read.
                page.hanging(Role::default(), &[sign], &Span::raw(text.clone()));
            }
            Block::Link(found) => self::link(&mut page, look, found, link),
            Block::Meter(meter) => bar(&mut page, look, meter),
            Block::Table(table) => {
                let width = page.width();
                for line in table.drawn(width).lines() {
                    page.line(Line::raw(line.to_owned()));
                }
            }
            Block::Plane(plane) => page.text(look.theme.text(), &plane.told()),
        }
        before = Some(block);
    }
    page
}

fn link(page: &mut Page, look: &Look, link: &Link, pointed_at: Option<usize>) {
    let focus = pointed_at.is_some_and(|at| at + 1 == link.number);
    let role = Role {
        click: Some(Action::Pick(link.number - 1)),
        focus,
    };
    let style = if focus {
        look.theme.chosen()
    } else {
        look.theme.text()
    };
    let cursor = if focus { look.glyphs.cursor } else { " " };
    let lead = [
        Span::styled(cursor, style),
        Span::styled(format!(" [{}] ", link.number), look.theme.accent()),
    ];
    page.hanging(role, &lead, &Span::styled(link.text.clone(), style));
    if let Some(note) = &link.note {
        let note = Span::styled(note.clone(), look.theme.muted());
        page.hanging(role, &[Span::raw("      ")], &note);
    }
}

fn text_block(page: &mut Page, look: &Look, tone: Tone, text: &str) {
    let style = look.theme.tone(tone);
    let signed = matches!(tone, Tone::Good | Tone::Bad | Tone::Caution);
    let lead: Vec<Span<'static>> = signed
        .then(|| Span::styled(format!("{} ", look.glyphs.tone(tone)), style))
        .into_iter()
        .collect();
    page.hanging(
        Role::default(),
        &lead,
        &Span::styled(text.to_owned(), style),
    );
}

fn bar(page: &mut Page, look: &Look, meter: &Meter) {
    let width = page.width().min(WIDEST_BAR);
    let gap = width
        .checked_sub(meter.label.width() + meter.figures.width())
        .filter(|gap| *gap > 1);
    let label = Span::styled(meter.label.clone(), look.theme.strong());
    if let Some(gap) = gap {
        let figures = Span::raw(meter.figures.clone());
        page.line(Line::from(vec![label, Span::raw(" ".repeat(gap)), figures]));
    } else {
        page.text(look.theme.strong(), &meter.label);
        page.text(look.theme.text(), &meter.figures);
    }
    if let Some(value) = meter.value {
        page.line(bar_line(look, value, width));
        if let Some(marks) = mark_line(meter, width) {
            page.line(Line::styled(marks, look.theme.muted()));
        }
        for mark in meter.marks.iter().filter(|mark| !mark.meaning.is_empty()) {
            let lead = Span::styled(format!("{} ", mark.letter), look.theme.strong());
            let meaning = Span::styled(mark.meaning.clone(), look.theme.muted());
            page.hanging(Role::default(), &[lead], &meaning);
        }
    }
}

fn bar_line(look: &Look, (value, low, high): (f64, f64, f64), width: usize) -> Line<'static> {
    let cells = width.saturating_sub(2).max(1);
    let (value, low, high) = (cell(value, cells), cell(low, cells), cell(high, cells));
    let [outside, inside, point] = look.glyphs.bar;
    let [left, right] = look.glyphs.bar_ends;
    let (muted, accent) = (look.theme.muted(), look.theme.accent());
    Line::from(vec![
        Span::styled(left, muted),
        Span::styled(outside.repeat(low), muted),
        Span::styled(inside.repeat(value - low), accent),
        Span::styled(point, accent),
        Span::styled(inside.repeat(high.saturating_sub(value)), accent),
        Span::styled(outside.repeat(cells - 1 - high.max(value)), muted),
        Span::styled(right, muted),
    ])
}

/// Letters under the bar; one that would cover another moves to the right.
fn mark_line(meter: &Meter, width: usize) -> Option<String> {
    if meter.marks.is_empty() {
        return None;
    }
    let cells = width.saturating_sub(2).max(1);
    let mut line = vec![' '; width + meter.marks.len()];
    for mark in &meter.marks {
        let at = 1 + cell(mark.at, cells);
        if let Some(free) = line.iter_mut().skip(at).find(|c| **c == ' ') {
            *free = mark.letter;
        }
    }
    Some(line.into_iter().collect::<String>().trim_end().to_owned())
}
