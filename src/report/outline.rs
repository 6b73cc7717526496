//! A document as the written formats need it: in sections, with blocks of one sort together.

use super::certainty::CONFIDENCE;
use super::document::{Block, Document, Link, Meter, Plane, Table, Tone};

/// A heading with what stands below it.
#[derive(Debug, Default)]
pub(super) struct Section<'a> {
    /// `None` for what stands before the first heading.
    pub(super) heading: Option<&'a str>,
    pub(super) pieces: Vec<Piece<'a>>,
}

/// Blocks that are drawn as one.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Text(Tone, &'a str),
    List(Vec<(Tone, &'a str)>),
    Links(Vec<&'a Link>),
    /// Bars that share one axis; never empty.
    Chart(Vec<&'a Meter>),
    Table(&'a Table),
    Plane(&'a Plane),
}

/// What the document is about.
pub(super) fn title(document: &Document) -> &str {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(title.as_str()),
        _ => None,
    });
    title.unwrap_or("pofit")
}

/// The sections in reading order.
pub(super) fn sections(document: &Document) -> Vec<Section<'_>> {
    let mut sections: Vec<Section<'_>> = Vec::new();
    for block in &document.blocks {
        if let Block::Heading(heading) = block {
            sections.push(Section {
                heading: Some(heading),
                pieces: Vec::new(),
            });
            continue;
        }
        if sections.is_empty() && !matches!(block, Block::Title(_)) {
            sections.push(Section::default());
        }
        let Some(section) = sections.last_mut() else {
            continue;
        };
        match (block, section.pieces.last_mut()) {
            (Block::Bullet(tone, text), Some(Piece::List(list))) => list.push((*tone, text)),
            (Block::Link(link), Some(Piece::Links(links))) => links.push(link),
            (Block::Meter(meter), Some(Piece::Chart(meters))) => meters.push(meter),
            _ => section.pieces.extend(first(block)),
        }
    }
    sections
}

fn first(block: &Block) -> Option<Piece<'_>> {
    match block {
        Block::Title(_) | Block::Heading(_) => None,
        Block::Text(tone, text) => Some(Piece::Text(*tone, text)),
        Block::Bullet(tone, text) => Some(Piece::List(vec![(*tone, text)])),
        Block::Link(link) => Some(Piece::Links(vec![link])),
        Block::Meter(meter) => Some(Piece::Chart(vec![meter])),
        Block::Table(table) => Some(Piece::Table(table)),
        Block::Plane(plane) => Some(Piece::Plane(plane)),
    }
}

/// The section whose bars are the profile, and those bars: the most that stand together, which are
/// the scales of an assessment and the topics of a quiz, but never how sure somebody was. `None` when
/// nothing has a bar.
pub(super) fn profile<'a, 's>(
    sections: &'s [Section<'a>],
) -> Option<(&'s Section<'a>, &'s [&'a Meter])> {
    let charts = sections.iter().flat_map(|section| {
        let own = section.heading != Some(CONFIDENCE);
        section.pieces.iter().filter_map(move |piece| match piece {
            Piece::Chart(meters) if own => Some((section, meters.as_slice())),
            _ => None,
        })
    });
    charts.max_by_key(|(_, meters)| meters.len())
}
