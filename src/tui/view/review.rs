//! All answers before finishing: one line each, the cursor on the first thing to do.

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
    let focus = review.cursor == 0;
    let style = if focus {
        look.theme.chosen()
    } else {
        look.theme.strong()
    };
    page.hanging(
        Role {
            click: Some(Action::Pick(0)),
            focus,
        },
        &super::home::lead(look, focus, None),
        &Span::styled("Finish and see the result", style),
    );
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
