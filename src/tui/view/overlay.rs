//! What lies over a page: all keys, the question before leaving, a message.

use crate::app::keys::{Context, rows};
use crate::app::{App, Desk, Doomed, Overlay, Screen};
use crate::report;
use crate::tui::page::{Page, Role, Scroll};
use crate::tui::theme::Look;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

/// Columns for the name of a key in the list.
const KEY_COLUMNS: usize = 16;

pub(super) fn page(app: &App, overlay: &Overlay, look: &Look, mut page: Page) -> (Page, Scroll) {
    match overlay {
        Overlay::Help { scroll } => {
            help(app, look, &mut page);
            (page, Scroll::From(*scroll))
        }
        Overlay::Leave => {
            page.text(look.theme.accent(), "Leave pofit?");
            page.gap();
            if let Some(run) = app.open_run() {
                page.text(look.theme.text(), &report::before_leaving(run));
            }
            if app.desk.as_ref().is_some_and(Desk::is_behind) {
                page.text(look.theme.text(), report::before_leaving_practice());
            }
            (page, Scroll::From(0))
        }
        Overlay::Delete { what, sure } => {
            let what = match what {
                Doomed::One(_, run) => format!("this run ({run})"),
                Doomed::All(number) => format!("all {number} runs, and what practice has left"),
            };
            page.text(look.theme.accent(), "Delete?");
            page.gap();
            page.text(look.theme.text(), &report::before_deleting(&what, *sure));
            (page, Scroll::From(0))
        }
        Overlay::Store { why, can_move } => {
            page.text(look.theme.accent(), "Your history cannot be used");
            page.gap();
            page.text(look.theme.text(), &report::store_trouble(why, *can_move));
            (page, Scroll::From(0))
        }
        Overlay::Fault(text) | Overlay::Notice(text) => {
            let head = match overlay {
                Overlay::Notice(_) => "Done",
                _ => "That did not work",
            };
            page.text(look.theme.accent(), head);
            page.gap();
            for line in text.lines() {
                page.text(look.theme.text(), line);
            }
            (page, Scroll::From(0))
        }
    }
}

/// The keys of the page below first, then those of all others.
fn help(app: &App, look: &Look, page: &mut Page) {
    let here = match &app.screen {
        Screen::Home => Context::Home,
        Screen::Intro(_) => Context::Intro,
        Screen::Sitting(sitting) => sitting.input.context(),
        Screen::Review(page) => page.context(),
        Screen::Result(result) => result.context(),
        Screen::Find(find) => find.context(),
        Screen::Read(_) => Context::Read,
        Screen::History(_) => Context::History,
        Screen::Told(_) => Context::Told,
        Screen::Why(_) => Context::Why,
        Screen::Practice(_) => Context::Practice,
        Screen::Recall(recall) => recall.context(),
        Screen::Preview(preview) => preview.context(),
    };
    let others = Context::ALL.into_iter().filter(|context| *context != here);
    for context in std::iter::once(here).chain(others) {
        let name = context.name();
        let name = if context == here {
            format!("Here: {name}")
        } else {
            name.to_owned()
        };
        page.heading(look.theme.accent(), &name);
        for row in rows(context) {
            let key = look.glyphs.key_name(&row.key_names());
            let pad = " ".repeat(KEY_COLUMNS.saturating_sub(key.width()).max(1));
            let front = [Span::styled(key, look.theme.key()), Span::raw(pad)];
            page.hanging(Role::default(), &front, &Span::raw(row.help));
        }
    }
}
