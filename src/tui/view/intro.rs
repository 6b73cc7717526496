//! The page before a run: what it is about, then the few choices.

use super::document;
use super::home::lead;
use crate::app::{Action, Intro};
use crate::tui::page::{Page, Role};
use crate::tui::theme::Look;
use ratatui::text::Span;

pub(super) fn page(intro: &Intro, look: &Look, page: Page) -> Page {
    let mut page = document::page(&intro.about, None, look, page);
    page.gap();
    for (row, what) in intro.rows().iter().enumerate() {
        let focus = intro.cursor == row;
        let (name, value) = intro.words(*what);
        let text = if value.is_empty() {
            name.to_owned()
        } else {
            format!("{name}: {value}")
        };
        let style = if focus {
            look.theme.chosen()
        } else {
            look.theme.text()
        };
        let role = Role {
            click: Some(Action::Pick(row)),
            focus,
        };
        page.hanging(
            role,
            &lead(look, focus, Some(row)),
            &Span::styled(text, style),
        );
    }
    page
}
