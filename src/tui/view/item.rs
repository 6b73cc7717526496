//! One item of a run: its stem and the answer in the making, or its explanation.

use super::home::lead;
use crate::app::{Action, Input, Sitting, keys};
use crate::bank::{Item, Kind};
use crate::report::{self, Explanation, Sign, Tone};
use crate::score::Correctness;
use crate::tui::page::{Page, Role, Scroll};
use crate::tui::theme::Look;
use ratatui::style::Style;
use ratatui::text::Span;

pub(super) fn page(sitting: &Sitting, look: &Look, mut page: Page) -> (Page, Scroll) {
    let Some((item, slot)) = sitting.run.current() else {
        return (page, Scroll::From(0));
    };
    if let Input::Explained { scroll } = sitting.input {
        let told = report::explain(sitting.run.bank(), item, &slot.order, slot.response());
        let sure = slot.certainty.zip(told.correctness);
        let sure = sure.map(|(level, found)| report::certainty_told(level, found));
        explanation(&mut page, look, item, &told, sure);
        return (page, Scroll::From(scroll));
    }
    let prompt = report::prompt(&item.kind);
    if sitting.run.is_flagged(sitting.run.at()) {
        let [.., flag] = look.glyphs.map;
        page.text(look.theme.muted(), &format!("{prompt} - {flag} flagged"));
    } else {
        page.text(look.theme.muted(), prompt);
    }
    page.gap();
    page.text(look.theme.strong(), item.stem.as_str());
    page.gap();
    answer(&mut page, look, item, &sitting.input);
    if sitting.takes_certainty() {
        certainty(&mut page, look, sitting);
    }
    if let Some(notice) = sitting.notice {
        page.gap();
        // The notice must be seen, wherever the cursor is.
        let role = Role {
            click: None,
            focus: true,
        };
        let sign = Span::styled(format!("{} ", look.glyphs.caution), look.theme.caution());
        page.hanging(role, &[sign], &Span::styled(notice, look.theme.caution()));
    }
    (page, Scroll::Focus)
}

fn answer(page: &mut Page, look: &Look, item: &Item, input: &Input) {
    let text = |id| report::text_of(&item.kind, id);
    match input {
        Input::Steps { cursor, chosen } => steps(page, look, item, *cursor, *chosen),
        Input::Choose {
            cursor,
            options,
            chosen,
        } => {
            for (row, id) in options.iter().enumerate() {
                let [on, off] = look.glyphs.radio;
                let sign = if chosen.as_ref() == Some(id) { on } else { off };
                option(page, look, row, *cursor == row, sign, text(id));
            }
        }
        Input::Tick {
            cursor,
            options,
            ticked,
        } => {
            for (row, id) in options.iter().enumerate() {
                let [on, off] = look.glyphs.tick;
                let sign = if ticked.contains(id) { on } else { off };
                option(page, look, row, *cursor == row, sign, text(id));
            }
        }
        Input::Arrange {
            cursor,
            order,
            held,
        } => {
            for (row, id) in order.iter().enumerate() {
                let focus = *cursor == row;
                let sign = if focus && *held {
                    look.glyphs.held
                } else {
                    " "
                };
                option(page, look, row, focus, sign, text(id));
            }
        }
        Input::Sort { .. } => sort(page, look, item, input),
        Input::Write { text } => {
            let role = Role {
                click: None,
                focus: true,
            };
            let lead = [Span::styled(
                format!("{} ", look.glyphs.cursor),
                look.theme.accent(),
            )];
            let typed = format!("{text}{}", look.glyphs.caret);
            page.hanging(role, &lead, &Span::styled(typed, look.theme.strong()));
        }
        Input::Explained { .. } => {}
    }
}

/// How sure the person says to be, in a line that can be clicked; what is said comes into sight.
fn certainty(page: &mut Page, look: &Look, sitting: &Sitting) {
    let mut rows = keys::rows(sitting.input.context());
    let Some(row) = rows.find(|row| row.action == Action::Certainty) else {
        return;
    };
    let said = sitting.certainty;
    let style = if said.is_some() {
        look.theme.strong()
    } else {
        look.theme.muted()
    };
    page.gap();
    // Under the numbers of the options.
    let key = format!("  {} ", look.glyphs.key_name(row.shown));
    let role = Role {
        click: Some(row.action),
        focus: said.is_some(),
    };
    let words = Span::styled(report::certainty_words(said), style);
    page.hanging(role, &[Span::styled(key, look.theme.key())], &words);
}

fn option(page: &mut Page, look: &Look, row: usize, focus: bool, sign: &'static str, text: String) {
    let style = if focus {
        look.theme.chosen()
    } else {
        look.theme.text()
    };
    let mut front = lead(look, focus, Some(row));
    front.push(Span::styled(format!("{sign} "), style));
    let role = Role {
        click: Some(Action::Pick(row)),
        focus,
    };
    page.hanging(role, &front, &Span::styled(text, style));
}

fn steps(page: &mut Page, look: &Look, item: &Item, cursor: usize, chosen: Option<u8>) {
    if let Kind::Pair { left, right } = &item.kind {
        for (name, side) in [("First: ", left), ("Second: ", right)] {
            let front = [Span::styled(name, look.theme.muted())];
            page.hanging(Role::default(), &front, &Span::raw(side.text.to_string()));
        }
        page.gap();
    }
    let words = report::step_words(&item.kind).unwrap_or(&report::AGREEMENT);
    for (row, word) in words.iter().enumerate() {
        let [on, off] = look.glyphs.radio;
        let is_chosen = chosen.is_some_and(|step| usize::from(step) == row + 1);
        option(
            page,
            look,
            row,
            cursor == row,
            if is_chosen { on } else { off },
            (*word).to_owned(),
        );
    }
}

fn sort(page: &mut Page, look: &Look, item: &Item, input: &Input) {
    let (
        Input::Sort {
            cursor,
            cards,
            placed,
            ..
        },
        Kind::Sort { groups, .. },
    ) = (input, &item.kind)
    else {
        return;
    };
    for (row, group) in groups.iter().enumerate() {
        let front = [Span::styled(format!("{} ", row + 1), look.theme.key())];
        let role = Role {
            click: Some(Action::Pick(row)),
            focus: false,
        };
        page.hanging(role, &front, &Span::raw(group.name.to_string()));
    }
    page.gap();
    for (row, card) in cards.iter().enumerate() {
        let focus = *cursor == row;
        let style = if focus {
            look.theme.chosen()
        } else {
            look.theme.text()
        };
        let group = placed
            .get(card)
            .and_then(|id| groups.iter().find(|group| group.id == *id));
        let role = Role {
            click: Some(Action::Point(row)),
            focus,
        };
        let front = lead(look, focus, None);
        let text = report::text_of(&item.kind, card);
        page.hanging(role, &front, &Span::styled(text, style));
        let placed = group
            .map_or("no group yet", |group| group.name.as_str())
            .to_owned();
        let style = if group.is_some() {
            look.theme.strong()
        } else {
            look.theme.muted()
        };
        page.hanging(role, &[Span::raw("     ")], &Span::styled(placed, style));
    }
}

fn explanation(
    page: &mut Page,
    look: &Look,
    item: &Item,
    told: &Explanation,
    sure: Option<String>,
) {
    let tone = match told.correctness {
        Some(Correctness::Right) => Tone::Good,
        Some(Correctness::Partly) => Tone::Caution,
        Some(Correctness::Wrong) => Tone::Bad,
        None => Tone::Muted,
    };
    let style = look.theme.tone(tone);
    let sign = Span::styled(format!("{} ", look.glyphs.tone(tone)), style);
    page.hanging(
        Role::default(),
        &[sign],
        &Span::styled(told.verdict.clone(), style),
    );
    if let Some(sure) = sure {
        page.text(look.theme.text(), &format!("{sure}."));
    }
    page.gap();
    page.text(look.theme.strong(), item.stem.as_str());
    page.gap();
    for option in &told.options {
        let (sign, style) = signed(look, option.sign);
        let mut text = option.text.clone();
        let words = option.remark.as_deref().unwrap_or(option.sign.words());
        if !words.is_empty() {
            text = format!("{text} ({words})");
        }
        page.hanging(
            Role::default(),
            &[Span::styled(sign, style)],
            &Span::styled(text, style),
        );
        if let Some(why) = &option.why {
            page.hanging(
                Role::default(),
                &[Span::raw("    ")],
                &Span::styled(why.clone(), look.theme.muted()),
            );
        }
    }
    if let Some(takeaway) = &told.takeaway {
        page.gap();
        page.text(look.theme.text(), takeaway);
    }
    if !told.sources.is_empty() {
        page.gap();
        page.text(
            look.theme.muted(),
            &format!("Source: {}", told.sources.join("; ")),
        );
    }
}

fn signed(look: &Look, sign: Sign) -> (String, Style) {
    let (glyph, style) = match sign {
        Sign::Hit => (look.glyphs.right, look.theme.good()),
        Sign::Missed => (look.glyphs.right, look.theme.strong()),
        Sign::False => (look.glyphs.wrong, look.theme.bad()),
        Sign::Left => (look.glyphs.bullet, look.theme.text()),
    };
    (format!("{glyph} "), style)
}
