//! The pages of practice: what there is to do, and an item with what its answer was taken for.

use super::home::lead;
use super::{document, item};
use crate::app::practice::Row;
use crate::app::recall::Graded;
use crate::app::{Action, Desk, Practice, Recall};
use crate::practice::{Counts, Grade, TopicMastery};
use crate::report::{self, Back};
use crate::tui::page::{Page, Role, Scroll};
use crate::tui::theme::Look;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

/// Columns of the bar of a topic.
const BAR: usize = 20;

pub(super) fn page(practice: &Practice, look: &Look, page: Page) -> Page {
    let mut page = document::page(&practice.about, None, look, page);
    page.gap();
    let mut before: Option<Row> = None;
    for (at, row) in practice.rows.iter().enumerate() {
        heading(&mut page, look, before, *row);
        before = Some(*row);
        let focus = practice.cursor == at;
        match row {
            Row::Topic(number) => {
                if let Some(found) = practice.topics.get(*number) {
                    topic(&mut page, look, at, focus, found);
                }
            }
            other => {
                let style = if focus {
                    look.theme.chosen()
                } else {
                    look.theme.text()
                };
                let text = Span::styled(words(practice, *other), style);
                page.hanging(role(at, focus), &lead(look, focus, Some(at)), &text);
            }
        }
    }
    page
}

fn role(at: usize, focus: bool) -> Role {
    Role {
        click: Some(Action::Pick(at)),
        focus,
    }
}

/// A heading where rows of another sort begin.
fn heading(page: &mut Page, look: &Look, before: Option<Row>, row: Row) {
    let sort = |row| match row {
        Row::Start | Row::Anyway => 0,
        Row::Leech(_) => 1,
        Row::Topic(_) => 2,
        Row::Weeks
        | Row::Plan
        | Row::Tune
        | Row::NewPerDay
        | Row::Retention
        | Row::Goal
        | Row::Course => 3,
    };
    if before.is_none_or(|before| sort(before) == sort(row)) {
        return;
    }
    let words = match row {
        Row::Leech(_) => "Answered wrong again and again: read about it",
        Row::Topic(_) => "What is known, by topic",
        _ => "More",
    };
    page.heading(look.theme.accent(), words);
}

fn words(practice: &Practice, row: Row) -> String {
    let [fresh, retention, goal, course] =
        report::setting_words(practice.settings, practice.today.course);
    let set = |(name, value): (&str, String)| format!("{name}: {value}");
    match row {
        Row::Start => "Practise".to_owned(),
        Row::Anyway => "Practise anyway: the weakest first, off the schedule".to_owned(),
        Row::Weeks => "Week by week".to_owned(),
        Row::Plan => "Plan: what to do on each day until your course".to_owned(),
        Row::Tune => "Fit the schedule to your answers".to_owned(),
        Row::Leech(at) => practice
            .leeches
            .get(at)
            .map(|(_, stem)| stem.clone())
            .unwrap_or_default(),
        Row::Topic(_) => String::new(),
        Row::NewPerDay => set(fresh),
        Row::Retention => set(retention),
        Row::Goal => set(goal),
        Row::Course => set(course),
    }
}

/// A topic with its bar and figures; the figures go below where there is no room beside it.
fn topic(page: &mut Page, look: &Look, at: usize, focus: bool, topic: &TopicMastery) {
    let style = if focus {
        look.theme.chosen()
    } else {
        look.theme.text()
    };
    let front = lead(look, focus, Some(at));
    let indent: usize = front.iter().map(Span::width).sum();
    page.hanging(
        role(at, focus),
        &front,
        &Span::styled(topic.name.clone(), style),
    );
    let mut spans = vec![Span::raw(" ".repeat(indent))];
    spans.extend(bar(look, topic.counts));
    let figures = report::topic_figures(topic.counts);
    let room = page.width().saturating_sub(indent + BAR + 2);
    if figures.width() <= room {
        spans.push(Span::styled(format!("  {figures}"), look.theme.muted()));
        page.row(role(at, focus), Line::from(spans));
    } else {
        page.row(role(at, focus), Line::from(spans));
        let front = [Span::raw(" ".repeat(indent))];
        page.hanging(
            role(at, focus),
            &front,
            &Span::styled(figures, look.theme.muted()),
        );
    }
}

/// Known, shaky, unseen as cells: what there is of each is seen, however little.
fn bar(look: &Look, counts: Counts) -> Vec<Span<'static>> {
    let [unseen, shaky, known] = look.glyphs.bar;
    let all = counts.all().max(1);
    let cells = |number: usize| {
        let cells = (number * BAR + all / 2) / all;
        cells.max(usize::from(number > 0))
    };
    let full = cells(counts.known).min(BAR);
    let half = cells(counts.shaky).min(BAR - full);
    vec![
        Span::styled(known.repeat(full), look.theme.accent()),
        Span::styled(shaky.repeat(half), look.theme.accent()),
        Span::styled(unseen.repeat(BAR - full - half), look.theme.muted()),
    ]
}

pub(super) fn recall(
    recall: &Recall,
    desk: Option<&Desk>,
    look: &Look,
    page: Page,
) -> (Page, Scroll) {
    let mut page = page;
    let (Some(graded), Some(desk)) = (recall.graded, desk) else {
        if let Some(because) = report::asked_because(recall.why) {
            page.text(look.theme.muted(), because);
            page.gap();
        }
        return item::page(&recall.sitting, look, page);
    };
    let wait = |grade: Grade| {
        let at = desk
            .deck
            .standing()
            .next_back()
            .map_or(0, |review| review.at);
        let next = desk
            .deck
            .scheduler()
            .review(recall.before.as_ref(), grade, at);
        if !recall.why.is_scheduled() {
            Back::Unmoved
        } else if recall.session.exam.is_some() {
            Back::ForCourse
        } else {
            Back::In(next.due - at)
        }
    };
    let is_own = graded.grade != graded.proposed;
    let scheduled = recall.why.is_scheduled();
    let told = report::graded(graded.grade, is_own, wait(graded.grade));
    page.text(look.theme.accent(), &told);
    page.gap();
    let (mut page, scroll) = item::page(&recall.sitting, look, page);
    if scheduled {
        page.heading(look.theme.accent(), "How well did you know it?");
        for (at, grade) in Grade::ALL.into_iter().enumerate() {
            grade_row(&mut page, look, at, grade, graded, wait(grade));
        }
    }
    (page, scroll)
}

fn grade_row(page: &mut Page, look: &Look, at: usize, grade: Grade, graded: Graded, back: Back) {
    let counts = graded.grade == grade;
    let style = if counts {
        look.theme.chosen()
    } else {
        look.theme.text()
    };
    let [on, off] = look.glyphs.radio;
    let sign = if counts { on } else { off };
    let words = match back {
        Back::In(wait) => format!(
            "{}: back in {}",
            report::grade_words(grade),
            report::span(wait)
        ),
        Back::ForCourse | Back::Unmoved => report::grade_words(grade).to_owned(),
    };
    let front = [
        Span::styled(format!(" {} ", at + 1), look.theme.key()),
        Span::styled(format!("{sign} "), style),
    ];
    let role = Role {
        click: Some(Action::Pick(at)),
        focus: false,
    };
    page.hanging(role, &front, &Span::styled(words, style));
}
