//! The runs that are kept: a line each with date, score and length.

use super::home::lead;
use crate::app::{Action, History};
use crate::report;
use crate::run::Row;
use crate::tui::page::{Page, Role, cut};
use crate::tui::theme::Look;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

pub(super) fn page(history: &History, look: &Look, mut page: Page) -> Page {
    if history.rows.is_empty() {
        page.text(
            look.theme.text(),
            "No run is kept yet. Answers are kept as you give them.",
        );
        return page;
    }
    let about = if history.marked.is_some() {
        "Now choose the run to compare it with, and press c."
    } else {
        "The latest first."
    };
    page.text(
        look.theme.muted(),
        &format!("{} in all. {about}", history.total),
    );
    page.gap();
    for (row, run) in history.rows.iter().enumerate() {
        line(&mut page, look, history, row, run);
    }
    page
}

fn line(page: &mut Page, look: &Look, history: &History, row: usize, run: &Row) {
    let focus = history.cursor == row;
    let style = if focus {
        look.theme.chosen()
    } else {
        look.theme.text()
    };
    let mut spans = lead(look, focus, Some(row));
    let is_marked = history.marked == Some(run.key);
    let mark = if is_marked { look.glyphs.bullet } else { " " };
    spans.push(Span::styled(format!("{mark} "), look.theme.accent()));
    spans.push(Span::styled(format!("{}  ", run.when), look.theme.muted()));
    let result = report::row_result(run);
    let used = Line::from(spans.clone()).width() + result.width() + 2;
    let room = page.width().saturating_sub(used);
    let title = cut(&run.title, room, &look.glyphs);
    let pad = " ".repeat(room - title.width().min(room) + 2);
    spans.push(Span::styled(format!("{title}{pad}"), style));
    spans.push(Span::styled(result, style));
    let click = Some(Action::Pick(row));
    page.row(Role { click, focus }, Line::from(spans));
}
