//! The home page: runs to continue, the last result, then what one can do.

use crate::app::{Action, App};
use crate::tui::page::{Page, Role};
use crate::tui::theme::Look;
use ratatui::text::Span;

/// What pofit is, in a sentence.
const TAGLINE: &str = "Does the Product Owner role suit you, and how does it differ from a project \
                       manager's? Ten minutes, on your own terms.";

/// So many entries have room for air between them.
const FEW: usize = 4;
/// Of more than so many, only the chosen one tells what it is about: all are seen at once.
const MANY: usize = 7;

pub(super) fn page(app: &App, look: &Look, mut page: Page) -> Page {
    page.text(look.theme.muted(), TAGLINE);
    page.gap();
    let continued = app.parked.iter().map(|open| {
        let run = &open.run;
        let title = format!("Continue: {}", run.bank().head.title);
        (
            title,
            format!(
                "{} of {} answered; it waits where you left.",
                run.answered(),
                run.len()
            ),
        )
    });
    let waiting = app.keep.waiting.iter().map(|row| {
        let title = format!("Continue: {}", row.title);
        let about = format!(
            "{} of {} answered, begun {}.",
            row.answered, row.asked, row.when
        );
        (title, about)
    });
    let kept = app.keep.place.is_some();
    let finished = app.finished.iter().map(|(run, _)| {
        let title = format!("Result: {}", run.bank().head.title);
        let about = if kept {
            "What came out last; the history keeps it."
        } else {
            "What came out last, until you leave pofit."
        };
        (title, about.to_owned())
    });
    let entries = app
        .home
        .entries
        .iter()
        .map(|entry| (entry.title.clone(), entry.about.clone()));
    let lines: Vec<(String, String)> = continued
        .chain(waiting)
        .chain(finished)
        .chain(entries)
        .collect();
    // Air between a few; many stand close, so that all are seen at once.
    let airy = lines.len() <= FEW;
    let brief = lines.len() > MANY;
    for (row, (title, about)) in lines.into_iter().enumerate() {
        let focus = app.home.cursor == row;
        let about = Some(about).filter(|_| focus || !brief);
        entry(&mut page, look, row, focus, title, about);
        if airy {
            page.gap();
        }
    }
    page
}

fn entry(
    page: &mut Page,
    look: &Look,
    row: usize,
    focus: bool,
    title: String,
    about: Option<String>,
) {
    let role = Role {
        click: Some(Action::Pick(row)),
        focus,
    };
    let style = if focus {
        look.theme.chosen()
    } else {
        look.theme.strong()
    };
    let lead = lead(look, focus, Some(row));
    page.hanging(role, &lead, &Span::styled(title, style));
    if let Some(about) = about {
        let about = Span::styled(about, look.theme.muted());
        page.hanging(role, &[Span::raw("    ")], &about);
    }
}

/// The cursor and the digit in front of a row that can be chosen.
pub(super) fn lead(look: &Look, focus: bool, row: Option<usize>) -> Vec<Span<'static>> {
    let cursor = if focus { look.glyphs.cursor } else { " " };
    let digit = match row {
        Some(row @ 0..9) => format!(" {} ", row + 1),
        Some(_) => "   ".to_owned(),
        None => " ".to_owned(),
    };
    let style = if focus {
        look.theme.accent()
    } else {
        look.theme.muted()
    };
    vec![Span::styled(cursor, style), Span::styled(digit, style)]
}
