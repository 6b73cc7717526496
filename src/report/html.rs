//! A result as one HTML file: no script, nothing fetched, readable on a phone, in the dark and on
//! two sheets of paper.
//!
//! Texts go through maud, which escapes them; only this program's own style sheets do not.

use super::document::{Document, Link, Meter, Table, Tone};
use super::outline::{Piece, Section, sections, title};
use super::svg::{self, chart, plane};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use unicode_width::UnicodeWidthStr;

const STYLE: &str = include_str!("page.css");
/// For pages with tables and planes, which a person's own result has none of.
const FIGURES: &str = include_str!("figures.css");

/// What the page may do: be styled, and show a picture that it holds itself.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// The document as a page in `language` (a BCP 47 tag).
pub fn html(document: &Document, language: &str) -> String {
    let title = title(document);
    let sections = sections(document);
    let figures = sections.iter().flat_map(|section| &section.pieces);
    let figures = figures
        .into_iter()
        .any(|piece| matches!(piece, Piece::Table(_) | Piece::Plane(_)));
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="pofit";
                title { (title) }
                style {
                    (PreEscaped(STYLE)) (PreEscaped(svg::STYLE))
                    @if figures { (PreEscaped(FIGURES)) }
                }
            }
            body {
                header { h1 { (title) } }
                main {
                    @for (n, section) in sections.iter().enumerate() {
                        (self::section(section, n + 1))
                    }
                }
                footer {
                    p { "Made by pofit. All of it is in this file: nothing is loaded, nothing is sent." }
                }
            }
        }
    };
    page.into_string() + "\n"
}

fn section(section: &Section<'_>, number: usize) -> Markup {
    html! {
        section {
            @if let Some(heading) = section.heading {
                h2 id=(format!("section-{number}")) { (heading) }
            }
            @for (n, piece) in section.pieces.iter().enumerate() {
                @match piece {
                    Piece::Text(tone, text) => (paragraph(*tone, text)),
                    Piece::List(entries) => (list(entries)),
                    Piece::Links(links) => (self::links(links)),
                    Piece::Chart(meters) => {
                        (figure(meters, section.heading, &format!("chart-{number}-{}", n + 1)))
                    }
                    Piece::Table(table) => (rows(table)),
                    Piece::Plane(plane) => {
                        figure { (self::plane(plane, &format!("plane-{number}-{}", n + 1))) }
                    }
                }
            }
        }
    }
}

/// How a tone is called in the style sheet, and the sign and the word that double its colour.
fn tone_parts(tone: Tone) -> (Option<&'static str>, Option<(&'static str, &'static str)>) {
    match tone {
        Tone::Plain => (None, None),
        Tone::Strong => (Some("strong"), None),
        Tone::Muted => (Some("muted"), None),
        Tone::Good => (Some("good"), Some(("✓", "good"))),
        Tone::Bad => (Some("bad"), Some(("✗", "not right"))),
        Tone::Caution => (Some("caution"), Some(("!", "take care"))),
    }
}

fn paragraph(tone: Tone, text: &str) -> Markup {
    let (class, sign) = tone_parts(tone);
    html! {
        p class=[class] {
            @if let Some((sign, word)) = sign {
                span.sign role="img" aria-label=(word) { (sign) }
                " "
            }
            (text)
        }
    }
}

/// A list: its signs instead of dots where any entry has one.
fn list(entries: &[(Tone, &str)]) -> Markup {
    let signed = |(tone, _): &(Tone, &str)| tone_parts(*tone).1.is_some();
    if !entries.iter().any(signed) {
        return html! {
            ul {
                @for (tone, text) in entries {
                    li class=[tone_parts(*tone).0] { (text) }
                }
            }
        };
    }
    html! {
        ul.told {
            @for (tone, text) in entries {
                @let (class, sign) = tone_parts(*tone);
                li class=[class] {
                    @match sign {
                        Some((sign, word)) => span.sign role="img" aria-label=(word) { (sign) },
                        None => span.sign aria-hidden="true" { "•" },
                    }
                    span { (text) }
                }
            }
        }
    }
}

/// What is worth reading; a file leads nowhere, so the numbers alone are kept.
fn links(links: &[&Link]) -> Markup {
    let first = links.first().map(|link| link.number);
    html! {
        ol start=[first.filter(|first| *first > 1)] {
            @for link in links {
                li {
                    (link.text)
                    @if let Some(note) = &link.note {
                        " " span.note { (note) }
                    }
                }
            }
        }
    }
}

fn figure(meters: &[&Meter], heading: Option<&str>, id: &str) -> Markup {
    if let [meter] = meters {
        return single(meter, id);
    }
    let drawn = meters.iter().any(|meter| meter.value.is_some());
    html! {
        figure.many[drawn] {
            @if drawn {
                (chart(meters, heading.unwrap_or_default(), id))
            }
            (table(meters))
        }
    }
}

fn single(meter: &Meter, id: &str) -> Markup {
    html! {
        figure.single {
            figcaption { b { (meter.label) } " " span { (meter.figures) } }
            @if meter.value.is_some() {
                (chart(&[meter], &meter.label, id))
            }
            @if !meter.marks.is_empty() {
                ul.marks {
                    @for mark in &meter.marks {
                        li { b { (mark.letter) } " " (mark.told()) }
                    }
                }
            }
        }
    }
}

/// A figure with its interval is no longer than this, in columns, and stays on one line.
const SHORT: usize = 20;

fn rows(table: &Table) -> Markup {
    html! {
        table.figures {
            caption { (table.caption) }
            thead {
                tr {
                    @for head in &table.heads { th scope="col" { (head) } }
                }
            }
            tbody {
                @for row in &table.rows {
                    tr {
                        @for (n, cell) in row.iter().enumerate() {
                            @let short = (cell.width() <= SHORT).then_some("short");
                            @if n == 0 {
                                th scope="row" { (cell) }
                            } @else {
                                td class=[short] { (cell) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn table(meters: &[&Meter]) -> Markup {
    let marks = meters.iter().any(|meter| !meter.marks.is_empty());
    let [what, figures, compare] = super::COLUMNS;
    html! {
        table {
            caption { "In numbers" }
            thead {
                tr {
                    th scope="col" { (what) }
                    th scope="col" { (figures) }
                    @if marks {
                        th scope="col" { (compare) }
                    }
                }
            }
            tbody {
                @for meter in meters {
                    tr {
                        th scope="row" { (meter.label) }
                        td { (meter.figures) }
                        @if marks {
                            td {
                                @for (n, mark) in meter.marks.iter().enumerate() {
                                    @if n > 0 { "; " }
                                    (mark.told())
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
