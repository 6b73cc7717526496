//! What there is to read: the search, and the entries with a line about the chosen one.

use super::home::lead;
use crate::app::{Action, Find};
use crate::bank::FaqGroup;
use crate::learn::Entry;
use crate::tui::page::{Page, Role};
use crate::tui::theme::Look;
use ratatui::text::Span;

pub(super) fn page(find: &Find, look: &Look, mut page: Page) -> Page {
    search(find, look, &mut page);
    let mut group = None;
    for (row, entry) in find.hits.iter().enumerate() {
        // What a search finds is in the order of how well it fits.
        let here = heading(find, entry);
        if find.words.trim().is_empty() && group != Some(here) {
            page.heading(look.theme.accent(), here);
            group = Some(here);
        }
        let focus = find.cursor == row;
        let style = if focus {
            look.theme.chosen()
        } else {
            look.theme.text()
        };
        let role = Role {
            click: Some(Action::Pick(row)),
            focus,
        };
        let digit = (!find.typing).then_some(row);
        let title = find.learn.title(entry).to_owned();
        page.hanging(role, &lead(look, focus, digit), &Span::styled(title, style));
        if focus {
            let summary = find.learn.summary(entry).to_owned();
            let summary = Span::styled(summary, look.theme.muted());
            page.hanging(role, &[Span::raw("    ")], &summary);
        }
    }
    if find.hits.is_empty() {
        page.text(
            look.theme.text(),
            "Nothing found. Fewer letters find more; Esc shows all again.",
        );
    }
    page
}

fn search(find: &Find, look: &Look, page: &mut Page) {
    if find.typing || !find.words.is_empty() {
        let caret = if find.typing { look.glyphs.caret } else { "" };
        let sign = Span::styled("Search: ", look.theme.muted());
        let words = format!("{}{caret}", find.words);
        let words = Span::styled(words, look.theme.strong());
        page.hanging(Role::default(), &[sign], &words);
    } else {
        page.text(
            look.theme.muted(),
            "The article's questions, answered; and the words of the field. / searches.",
        );
    }
    page.gap();
}

fn heading(find: &Find, entry: &Entry) -> &'static str {
    match find.learn.question(entry).map(|question| question.group) {
        Some(FaqGroup::ProductOwner) => "The Product Owner",
        Some(FaqGroup::Training) => "Courses and certificates",
        None => "Glossary",
    }
}
