//! The footer: the keys that hold now, from the key table, as many as fit; each can be clicked.

use crate::app::keys::{Binding, footer};
use crate::app::{Action, App};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Columns between two hints.
const GAP: u16 = 3;

/// Paints the hints and says where each lies.
pub(super) fn paint(
    app: &App,
    look: &Look,
    area: Rect,
    buffer: &mut Buffer,
) -> Vec<(Rect, Action)> {
    let mut clicks = Vec::new();
    let (mut x, mut y) = (area.x, area.y);
    for row in footer(app) {
        let key = look.glyphs.key_name(row.shown);
        let width = columns(&key) + 1 + columns(row.label);
        if x + width > area.right() && x > area.x {
            (x, y) = (area.x, y + 1);
        }
        if y >= area.bottom() || width > area.width {
            break;
        }
        buffer.set_string(x, y, &key, look.theme.key());
        buffer.set_string(x + columns(&key) + 1, y, row.label, look.theme.muted());
        if let Some(action) = clicked(row) {
            clicks.push((Rect::new(x, y, width, 1), action));
        }
        x += width + GAP;
    }
    clicks
}

/// A hint for a range of keys ("1-5") names no single action.
fn clicked(row: &Binding) -> Option<Action> {
    match row.action {
        Action::Pick(_) | Action::Type(_) => None,
        action => Some(action),
    }
}

fn columns(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}
