//! Points between two axes as a picture. Its width is the page's, its height its own, so that
//! letters keep their size; a point that stands out is a diamond with its number, not only a colour.

use super::{cut, percent};
use crate::report::document::{Axis, Plane, Point};
use maud::{Markup, html};

/// Height of the field, in pixels.
const FIELD: f64 = 300.0;
/// What stands above it: the name of the axis up.
const HEAD: f64 = 28.0;
/// What stands below it: figures and the name of the axis across.
const FOOT: f64 = 42.0;
/// Where the field begins and ends, in percent of the width.
const ACROSS: (f64, f64) = (9.0, 98.0);
/// Parts of each axis.
const PARTS: u8 = 5;
/// The longest name of an axis, in columns.
const NAME: usize = 48;

/// The points as a part of a page; `id` names it there. The page has the figures as a table.
pub(in crate::report) fn plane(plane: &Plane, id: &str) -> Markup {
    let (title, told) = (format!("{id}-title"), format!("{id}-told"));
    html! {
        svg.picture role="img" width="100%" height=(HEAD + FIELD + FOOT)
            aria-labelledby=(title) aria-describedby=(told) {
            title id=(title) { (plane.caption) }
            desc id=(told) { (plane.told()) }
            (grid(plane))
            @for point in plane.points.iter().filter(|point| !point.noted) {
                circle.point cx=(percent(x(&plane.across, point.across)))
                    cy=(pixel(y(&plane.up, point.up))) r="4" {
                    title { (name(point)) }
                }
            }
            @for point in plane.points.iter().filter(|point| point.noted) {
                (noted(plane, point))
            }
        }
    }
}

fn name(point: &Point) -> String {
    format!("{} {}", point.number, point.label)
}

fn noted(plane: &Plane, point: &Point) -> Markup {
    let (x, y) = (x(&plane.across, point.across), y(&plane.up, point.up));
    // A number beside the right edge would be cut.
    let (anchor, aside) = if x > 90.0 {
        ("end", "-10")
    } else {
        ("start", "10")
    };
    html! {
        // The style sheet turns the square about its middle and moves that to the place.
        rect.noted x=(percent(x)) y=(pixel(y)) width="9" height="9" { title { (name(point)) } }
        text.letter x=(percent(x)) dx=(aside) y=(pixel(y + 4.0)) text-anchor=(anchor) {
            (point.number)
        }
    }
}

fn grid(plane: &Plane) -> Markup {
    let (left, right) = (percent(ACROSS.0), percent(ACROSS.1));
    let (top, bottom) = (pixel(HEAD), pixel(HEAD + FIELD));
    html! {
        text.axis x="0" y="16" { (cut(&plane.up.label, NAME)) " ↑" }
        @for value in ticks(&plane.across) {
            @let at = percent(x(&plane.across, value));
            line.grid x1=(at) x2=(at) y1=(top) y2=(bottom) {}
            text.axis x=(at) y=(pixel(HEAD + FIELD + 16.0)) text-anchor="middle" { (figure(&plane.across, value)) }
        }
        @for value in ticks(&plane.up) {
            @let at = y(&plane.up, value);
            line.grid x1=(left) x2=(right) y1=(pixel(at)) y2=(pixel(at)) {}
            text.axis x=(percent(ACROSS.0 - 1.0)) y=(pixel(at + 4.0)) text-anchor="end" {
                (figure(&plane.up, value))
            }
        }
        @for value in &plane.across.limits {
            @let at = percent(x(&plane.across, *value));
            line.limit x1=(at) x2=(at) y1=(top) y2=(bottom) {}
        }
        @for value in &plane.up.limits {
            @let at = pixel(y(&plane.up, *value));
            line.limit x1=(left) x2=(right) y1=(at) y2=(at) {}
        }
        text.axis x=(right) y=(pixel(HEAD + FIELD + 34.0)) text-anchor="end" {
            (cut(&plane.across.label, NAME)) " →"
        }
    }
}

fn ticks(axis: &Axis) -> impl Iterator<Item = f64> {
    let (from, part) = (axis.from, (axis.to - axis.from) / f64::from(PARTS));
    (0..=PARTS).map(move |n| from + part * f64::from(n))
}

/// Where a value lies on an axis, 0..=1.
fn share(axis: &Axis, value: f64) -> f64 {
    ((value - axis.from) / (axis.to - axis.from)).clamp(0.0, 1.0)
}

fn x(axis: &Axis, value: f64) -> f64 {
    ACROSS.0 + share(axis, value) * (ACROSS.1 - ACROSS.0)
}

fn y(axis: &Axis, value: f64) -> f64 {
    HEAD + FIELD * (1.0 - share(axis, value))
}

fn pixel(value: f64) -> String {
    format!("{value:.1}")
}

/// With as many decimals as the axis needs, and without the sign of a zero that is none.
fn figure(axis: &Axis, value: f64) -> String {
    let decimals = usize::from(axis.to - axis.from < f64::from(PARTS));
    let value = if value.abs() < 0.05 { 0.0 } else { value };
    format!("{value:.decimals$}")
}
