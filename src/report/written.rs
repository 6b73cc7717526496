//! A finished run in one of the formats that can be kept or handed on.

use super::{Record, html, markdown, profile_picture, result};
use crate::run::Run;

/// In which form a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with marks that a pull request shows.
    Markdown,
    /// A page for any browser, in one file.
    Html,
    /// The picture of the profile alone.
    Svg,
    /// The answers and the numbers, as data.
    Json,
}

impl Format {
    /// How the names of its files end.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Json => "json",
        }
    }
}

/// Why a run cannot be written in a format.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// There is nothing to draw.
    #[error("this result has no bars to draw: it has too few answers")]
    NoPicture,
    /// The numbers could not be made JSON.
    #[error("the result could not be made JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What came out of a run, in a format, with a line break at the end.
///
/// # Errors
/// [`Unwritten`], for a picture of a result without bars.
pub fn written(run: &Run, format: Format) -> Result<String, Unwritten> {
    match format {
        Format::Markdown => Ok(markdown(&result(run))),
        Format::Html => Ok(html(&result(run), run.bank().head.language.as_str())),
        Format::Svg => profile_picture(&result(run)).ok_or(Unwritten::NoPicture),
        Format::Json => Ok(Record::new(run).to_json()?),
    }
}
