//! Bars as pictures: on each line of one axis a value, the band around it, and what to compare with.
//!
//! Lengths along the axis are percentages, so that a picture in a page takes the width there is and
//! its letters keep their size. Each difference of colour is one of form too: the value is a dot,
//! the band a bar, a mark a stroke with its letter.

mod plane;

pub(super) use plane::plane;

use super::document::{Document, Mark, Meter, Tone};
use super::outline::{Piece, profile, sections, title};
use maud::{Markup, PreEscaped, html};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How the parts of a picture look, for a page and for a picture alone.
pub(super) const STYLE: &str = include_str!("picture.css");

/// The longest label that stands beside its bar on a phone, in columns.
const BESIDE: usize = 14;
/// The longest label above its bar, in columns.
const ABOVE: usize = 38;
/// Width of a picture alone, in pixels.
const WIDTH: usize = 600;
/// Columns of a line of text in it.
const LINE: usize = 98;
/// Letters of marks lie at least so far apart, in percent of the axis.
const APART: f64 = 4.0;
/// The strokes below the bars.
const TICKS: [u8; 5] = [0, 25, 50, 75, 100];

/// Where the labels stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// The text beside the picture has them.
    None,
    Beside,
    Above,
    /// Above, with the figures at the right.
    WithFigures,
}

/// Where things lie: pixels downwards, percent across.
#[derive(Debug, Clone, Copy)]
struct Layout {
    labels: Labels,
    /// Height of a line with its label.
    row: usize,
    /// Middle of the bar within its line.
    middle: usize,
    /// Where 0 lies.
    from: f64,
    /// Percent of the width for the whole axis.
    length: f64,
}

impl Layout {
    fn new(labels: Labels, meters: &[&Meter]) -> Self {
        let marked = meters.iter().any(|meter| !meter.marks.is_empty());
        let beside = labels == Labels::Beside;
        let above = matches!(labels, Labels::Above | Labels::WithFigures);
        let middle = if above { 30 } else { 12 };
        Self {
            labels,
            row: middle + if marked { 24 } else { 13 },
            middle,
            from: if beside { 40.0 } else { 2.0 },
            // Room at the right for half of the last figure.
            length: if beside { 54.0 } else { 92.0 },
        }
    }

    fn across(&self, value: f64) -> f64 {
        self.from + value.clamp(0.0, 100.0) / 100.0 * self.length
    }
}

/// The bars as a part of a page; `id` names it there. The page has the figures as text.
pub(super) fn chart(meters: &[&Meter], name: &str, id: &str) -> Markup {
    let longest = meters.iter().map(|meter| meter.label.width()).max();
    let labels = match meters {
        [_] => Labels::None,
        _ if longest > Some(BESIDE) => Labels::Above,
        _ => Labels::Beside,
    };
    let layout = Layout::new(labels, meters);
    let height = layout.row * meters.len() + axis_height(labels);
    let (title, told) = (format!("{id}-title"), format!("{id}-told"));
    html! {
        svg.picture role="img" width="100%" height=(height) aria-labelledby=(title)
            aria-describedby=(told) {
            title id=(title) { (name) ", drawn" }
            desc id=(told) { (alternative(meters)) }
            (bars(meters, layout, 0))
        }
    }
}

/// The picture of a result's profile as a file of its own; `None` when it has no bars.
pub fn profile_picture(document: &Document) -> Option<String> {
    let sections = sections(document);
    let (section, meters) = profile(&sections)?;
    let layout = Layout::new(Labels::WithFigures, meters);
    let heading = section.heading.unwrap_or_default();
    let notes = section.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(Tone::Muted, text) => Some(*text),
        _ => None,
    });
    let notes: Vec<String> = notes.flat_map(lines).collect();
    let head = 64;
    let foot = head + layout.row * meters.len() + axis_height(layout.labels);
    let height = foot + 18 * notes.len() + 20;
    let drawing = html! {
        svg.picture.alone xmlns="http://www.w3.org/2000/svg" role="img" width=(WIDTH + 40)
            height=(height) viewBox=(format!("-20 0 {} {height}", WIDTH + 40))
            aria-labelledby="title" aria-describedby="told" {
            title id="title" { (title(document)) ": " (heading) }
            desc id="told" { (alternative(meters)) }
            style { (PreEscaped(STYLE)) }
            rect.ground x="-20" width=(WIDTH + 40) height="100%" {}
            text.head y="26" { (cut(title(document), 62)) }
            text.label y="50" { (cut(heading, 80)) }
            svg.picture width=(WIDTH) height=(foot) {
                (bars(meters, layout, head))
            }
            @for (n, line) in notes.iter().enumerate() {
                text.axis y=(foot + 18 * n + 16) { (line) }
            }
        }
    };
    Some(drawing.into_string() + "\n")
}

/// What the picture shows, in words.
fn alternative(meters: &[&Meter]) -> String {
    let told = meters.iter().map(|meter| {
        let marks: Vec<String> = meter.marks.iter().map(Mark::told).collect();
        let marks = if marks.is_empty() {
            String::new()
        } else {
            format!("; {}", marks.join("; "))
        };
        format!("{}: {}{marks}.", meter.label, meter.figures)
    });
    let told: Vec<String> = told.collect();
    format!("Bars from 0 to 100. {}", told.join(" "))
}

fn bars(meters: &[&Meter], layout: Layout, top: usize) -> Markup {
    let bottom = top + layout.row * meters.len();
    let reach = bottom + 4;
    html! {
        @for tick in TICKS {
            @let x = percent(layout.across(tick.into()));
            line.grid x1=(x) x2=(x) y1=(top) y2=(reach) {}
            @if layout.labels != Labels::None {
                text.axis x=(x) y=(reach + 13) text-anchor="middle" { (tick) }
            }
        }
        @for (n, meter) in meters.iter().enumerate() {
            (bar(meter, layout, top + n * layout.row))
        }
    }
}

fn bar(meter: &Meter, layout: Layout, top: usize) -> Markup {
    let middle = top + layout.middle;
    let across = |value: f64| percent(layout.across(value));
    let length = |from: f64, to: f64| percent(layout.across(to) - layout.across(from));
    html! {
        @match layout.labels {
            Labels::None => {}
            Labels::Beside => text.label x="0" y=(middle + 5) { (meter.label) },
            Labels::Above | Labels::WithFigures => {
                text.label x="0" y=(top + 16) { (cut(&meter.label, ABOVE)) }
            }
        }
        @if layout.labels == Labels::WithFigures {
            text.figures x="100%" y=(top + 16) text-anchor="end" { (meter.figures) }
        }
        @if let Some((value, low, high)) = meter.value {
            line.track x1=(across(0.0)) x2=(across(100.0)) y1=(middle) y2=(middle) {}
            rect.band x=(across(low)) y=(middle - 6) width=(length(low, high)) height="12" rx="3" {}
            @for (mark, letter) in meter.marks.iter().zip(letters(&meter.marks)) {
                line.mark x1=(across(mark.at)) x2=(across(mark.at)) y1=(middle - 10)
                    y2=(middle + 10) {}
                text.letter x=(across(letter)) y=(middle + 21) text-anchor="middle" {
                    (mark.letter)
                }
            }
            circle.dot cx=(across(value)) cy=(middle) r="5.5" {}
        } @else {
            line.none x1=(across(0.0)) x2=(across(100.0)) y1=(middle) y2=(middle) {}
        }
    }
}

/// Where the letters of the marks stand: below the strokes, pushed apart where they would touch.
fn letters(marks: &[Mark]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    let at = |place: usize| marks.get(place).map_or(0.0, |mark| mark.at);
    order.sort_by(|a, b| at(*a).total_cmp(&at(*b)));
    let mut found = vec![0.0; marks.len()];
    let mut free: f64 = 0.0;
    for place in order {
        let x = at(place).max(free);
        free = x + APART;
        if let Some(slot) = found.get_mut(place) {
            *slot = x;
        }
    }
    found
}

/// Pixels below the bars: figures of the axis, which a bar whose text stands beside it needs not.
fn axis_height(labels: Labels) -> usize {
    if labels == Labels::None { 8 } else { 24 }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

/// Cuts a text to so many columns, with a sign where something is missing.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() >= columns {
            break;
        }
        kept.push_str(grapheme);
    }
    kept + "…"
}

fn lines(text: &str) -> Vec<String> {
    let wrapped = textwrap::wrap(text, LINE);
    wrapped
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}
