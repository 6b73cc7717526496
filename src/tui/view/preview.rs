//! A bank while it is being written: the item on show, the file's mistakes at the foot.

use super::item;
use crate::app::Preview;
use crate::report;
use crate::tui::page::{Page, Role, Scroll};
use crate::tui::theme::Look;
use ratatui::text::Span;

/// At most so many mistakes are told: they are mended one by one.
const MOST: usize = 5;

pub(super) fn page(preview: &Preview, look: &Look, mut page: Page) -> (Page, Scroll) {
    let mut scroll = Scroll::From(0);
    match &preview.sitting {
        Some(sitting) => (page, scroll) = item::page(sitting, look, page),
        None => page.text(look.theme.muted(), "No item can be shown yet."),
    }
    if preview.mistakes.is_empty() {
        return (page, scroll);
    }
    page.heading(
        look.theme.bad(),
        &report::mistakes_now(preview.mistakes.len()),
    );
    for mistake in preview.mistakes.iter().take(MOST) {
        let sign = Span::styled(format!("{} ", look.glyphs.wrong), look.theme.bad());
        // What is wrong must be seen, wherever the cursor is.
        let role = Role {
            click: None,
            focus: true,
        };
        page.hanging(role, &[sign], &Span::raw(mistake.clone()));
    }
    (page, scroll)
}
