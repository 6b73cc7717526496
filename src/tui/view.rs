//! What is painted: a function of the program's state, the look and the size; it decides nothing.

mod document;
mod find;
mod footer;
mod history;
mod home;
mod intro;
mod item;
mod overlay;
mod practice;
mod preview;
mod review;

use super::page::{Laid, MEASURE, Page, Scroll};
use super::theme::Look;
use crate::app::{Action, App, Screen, Viewport};
use crate::report;
use crate::run::Run;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

/// The smallest terminal that pofit works in, columns and rows.
pub const SMALLEST: (u16, u16) = (40, 12);

/// What a painting left behind: places to click, and how the page lay.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Painted {
    /// A click in the rectangle means the action; later ones lie above earlier ones.
    pub clicks: Vec<(Rect, Action)>,
    /// For scrolling.
    pub view: Viewport,
}

/// Paints the program into `area` of `buffer`.
pub fn view(app: &App, look: &Look, area: Rect, buffer: &mut Buffer) -> Painted {
    let area = area.intersection(buffer.area);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(area, look, buffer);
        // Nothing was learnt about the page: what was known of it still holds.
        return Painted {
            clicks: Vec::new(),
            view: app.view.clone(),
        };
    }
    let inner = column(area);
    let footer_rows = if area.height >= 18 { 2 } else { 1 };
    let head = Rect { height: 2, ..inner };
    let body = Rect {
        y: inner.y + 3,
        height: area.height.saturating_sub(3 + footer_rows + 1),
        ..inner
    };
    let foot = Rect {
        y: area.bottom() - footer_rows,
        height: footer_rows,
        ..inner
    };
    header(app, look, head, buffer);
    let (page, scroll) = page(app, look, inner.width);
    let Laid { mut clicks, view } = page.paint(body, scroll, look, buffer);
    clicks.extend(footer::paint(app, look, foot, buffer));
    Painted { clicks, view }
}

/// The column of text: at most [`MEASURE`] wide, in the middle, with a margin at either side.
fn column(area: Rect) -> Rect {
    let inner = area.inner(Margin::new(2, 0));
    let width = inner.width.min(MEASURE);
    Rect {
        x: inner.x + (inner.width - width) / 2,
        width,
        ..inner
    }
}

fn page(app: &App, look: &Look, width: u16) -> (Page, Scroll) {
    let page = Page::new(width);
    if let Some(overlay) = &app.overlay {
        return overlay::page(app, overlay, look, page);
    }
    match &app.screen {
        Screen::Home => (home::page(app, look, page), Scroll::Focus),
        Screen::Intro(intro) => (
            intro::page(intro, look, page),
            intro.scroll.map_or(Scroll::Focus, Scroll::From),
        ),
        Screen::Sitting(sitting) => item::page(sitting, look, page),
        Screen::Review(review) if review.sitting.run.is_exam() => {
            (review::map(review, look, page), Scroll::Focus)
        }
        Screen::Review(review) => (review::page(review, look, page), Scroll::Focus),
        Screen::Result(result) => (
            document::page(&result.document, None, look, page),
            Scroll::From(result.scroll),
        ),
        Screen::Find(find) => (find::page(find, look, page), Scroll::Focus),
        Screen::History(history) => (history::page(history, look, page), Scroll::Focus),
        Screen::Told(told) => (
            document::page(&told.document, None, look, page),
            Scroll::From(told.scroll),
        ),
        Screen::Read(read) => document::read(&read.reader.at, look, page),
        Screen::Why(why) => document::read(&why.reader.at, look, page),
        Screen::Practice(practice) => (practice::page(practice, look, page), Scroll::Focus),
        Screen::Recall(recall) => practice::recall(recall, app.desk.as_ref(), look, page),
        Screen::Preview(preview) => preview::page(preview, look, page),
    }
}

/// Title at the left, place in the run at the right, a line below that shows the progress.
fn header(app: &App, look: &Look, area: Rect, buffer: &mut Buffer) {
    let run = match &app.screen {
        Screen::Sitting(sitting) => Some(&sitting.run),
        Screen::Review(review) => Some(&review.sitting.run),
        Screen::Home
        | Screen::Intro(_)
        | Screen::Result(_)
        | Screen::Find(_)
        | Screen::Read(_)
        | Screen::History(_)
        | Screen::Told(_)
        | Screen::Why(_)
        | Screen::Practice(_)
        | Screen::Recall(_)
        | Screen::Preview(_) => None,
    };
    let title = match &app.screen {
        Screen::Home => "pofit".to_owned(),
        Screen::Intro(intro) => intro.bank.head.title.to_string(),
        Screen::Result(result) => result.run.bank().head.title.to_string(),
        Screen::Find(_) => "Learn".to_owned(),
        Screen::History(_) => "History".to_owned(),
        Screen::Told(told) => told.document.title_text().to_owned(),
        Screen::Read(read) => read.learn.title(&read.reader.at.what).to_owned(),
        Screen::Why(why) => why.reader.at.document.title_text().to_owned(),
        Screen::Practice(_) => "Practice".to_owned(),
        Screen::Preview(preview) => format!("Preview: {}", preview.name),
        Screen::Recall(recall) => format!("Practice: {}", recall.sitting.run.bank().head.title),
        Screen::Sitting(_) | Screen::Review(_) => run
            .map(|run| run.bank().head.title.to_string())
            .unwrap_or_default(),
    };
    let place = match (&app.screen, run) {
        (Screen::Review(_), Some(run)) => format!("{} of {} answered", run.answered(), run.len()),
        (_, Some(run)) => format!("{} of {}", run.at() + 1, run.len()),
        (Screen::Preview(preview), _) => match preview.len() {
            0 => String::new(),
            items => format!("{} of {items}", preview.place + 1),
        },
        (Screen::Recall(recall), _) => {
            let answered = recall.session.count();
            let number = answered + usize::from(recall.graded.is_none());
            format!("{number}, {} to go", recall.left)
        }
        _ => String::new(),
    };
    let clock = run.and_then(Run::remaining).map(report::clock);
    let place = match &clock {
        Some(clock) if clock.is_short => format!("{place}  {} {}", look.glyphs.caution, clock.text),
        Some(clock) => format!("{place}  {}", clock.text),
        None => place,
    };
    let style = match &clock {
        Some(clock) if clock.is_short => look.theme.caution(),
        _ => look.theme.muted(),
    };
    let width = usize::from(area.width);
    let room = width.saturating_sub(place.width() + 1);
    let title = super::page::cut(&title, room, &look.glyphs);
    let gap = width.saturating_sub(title.width() + place.width());
    let line = Line::from(vec![
        Span::styled(title, look.theme.accent()),
        Span::raw(" ".repeat(gap)),
        Span::styled(place, style),
    ]);
    line.render(Rect { height: 1, ..area }, buffer);
    progress(run, look, width).render(
        Rect {
            y: area.y + 1,
            height: 1,
            ..area
        },
        buffer,
    );
}

fn progress(run: Option<&Run>, look: &Look, width: usize) -> Line<'static> {
    let done = run.map_or(0, |run| width * run.answered() / run.len().max(1));
    let [full, empty] = look.glyphs.progress;
    Line::from(vec![
        Span::styled(full.repeat(done), look.theme.accent()),
        Span::styled(empty.repeat(width - done), look.theme.muted()),
    ])
}

fn too_small(area: Rect, look: &Look, buffer: &mut Buffer) {
    let (columns, rows) = SMALLEST;
    let mut page = Page::new(area.width);
    page.text(
        look.theme.strong(),
        &format!(
            "pofit needs {columns}x{rows}; this is {}x{}. Enlarge the window: nothing is lost.",
            area.width, area.height
        ),
    );
    let _ = page.paint(area, Scroll::From(0), look, buffer);
}
