//! All answers before finishing: one line each, the cursor on the first thing to do; or an exam's map.

use crate::app::review::per_row;
use crate::app::{Action, Review};
use crate::report;
use crate::run::SlotState;
use crate::tui::page::{Page, Role, cut};
use crate::tui::theme::Look;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// The widest answer that is told in a line.
const ANSWER: usize = 20;

pub(super) fn page(review: &Review, look: &Look, mut page: Page) -> Page {
    let run = &review.sitting.run;
    page.text(look.theme.strong(), &report::before_finishing(run));
    page.gap();
    finish(&mut page, review, look);
    page.gap();
    for place in 0..run.len() {
        let Some((item, slot)) = run.nth(place) else {
            continue;
        };
        let focus = review.cursor == place + 1;
        let answer = match &slot.state {
            SlotState::Open => "open".to_owned(),
            SlotState::Skipped => "skipped".to_owned(),
            SlotState::Answered(response) => report::said(item, response),
        };
        let answer = cut(
            &answer.replace('\n', " "),
            ANSWER.min(page.width() / 3),
            &look.glyphs,
        );
        let style = if focus {
            look.theme.chosen()
        } else {
            look.theme.text()
        };
        let mut spans = super::home::lead(look, focus, None);
        spans.push(Span::styled(
            format!("{:>3}  ", place + 1),
            look.theme.muted(),
        ));
        let used = Line::from(spans.clone()).width() + answer.width() + 2;
        let room = page.width().saturating_sub(used);
        let stem = cut(&report::one_line(item), room, &look.glyphs);
        let pad = " ".repeat(room - stem.width().min(room) + 2);
        let role = Role {
            click: Some(Action::Pick(place + 1)),
            focus,
        };
        spans.push(Span::styled(format!("{stem}{pad}"), style));
        let unanswered = slot.response().is_none();
        let told = if unanswered {
            look.theme.caution()
        } else {
            look.theme.muted()
        };
        spans.push(Span::styled(answer, told));
        page.row(role, Line::from(spans));
    }
    page
}

fn finish(page: &mut Page, review: &Review, look: &Look) {
    let focus = review.cursor == 0;
    let style = if focus {
        look.theme.chosen()
    } else {
        look.theme.strong()
    };
    let click = Some(if review.sitting.run.is_exam() {
        Action::Finish
    } else {
        Action::Pick(0)
    });
    page.hanging(
        Role { click, focus },
        &super::home::lead(look, focus, None),
        &Span::styled("Finish and see the result", style),
    );
}

/// The map of an exam: the number of each question with its signs.
pub(super) fn map(review: &Review, look: &Look, mut page: Page) -> Page {
    let run = &review.sitting.run;
    page.text(look.theme.strong(), &report::before_closing(run));
    page.gap();
    finish(&mut page, review, look);
    page.gap();
    let [open, answered, flag] = look.glyphs.map;
    let per_row = per_row(page.width());
    for first in (0..run.len()).step_by(per_row) {
        let places = first..(first + per_row).min(run.len());
        let focus = places.contains(&review.cursor.wrapping_sub(1));
        let cell = |place: usize| {
            let chosen = review.cursor == place + 1;
            let is_answered = run
                .nth(place)
                .is_some_and(|(_, slot)| slot.response().is_some());
            let style = match (chosen, is_answered) {
                (true, _) => look.theme.chosen(),
                (false, true) => look.theme.text(),
                (false, false) => look.theme.strong(),
            };
            let cursor = if chosen { look.glyphs.cursor } else { " " };
            let sign = if is_answered { answered } else { open };
            let flag = if run.is_flagged(place) { flag } else { " " };
            let spans = vec![
                Span::styled(cursor, look.theme.accent()),
                Span::styled(format!("{:>3}{sign}", place + 1), style),
                Span::styled(flag, look.theme.caution()),
                Span::raw(" "),
            ];
            (spans, Action::Pick(place))
        };
        page.cells(focus, places.map(cell).collect());
    }
    page.gap();
    page.text(
        look.theme.muted(),
        &format!("{answered} answered   {open} open   {flag} flagged"),
    );
    if let Some((item, _)) = review
        .cursor
        .checked_sub(1)
        .and_then(|place| run.nth(place))
    {
        page.gap();
        let stem = format!("{}. {}", review.cursor, report::one_line(item));
        page.text(
            look.theme.text(),
            &cut(&stem, 2 * page.width(), &look.glyphs),
        );
    }
    page
}
