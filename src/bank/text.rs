//! Safe text: the one place where text from a bank, a file or a person is made harmless.
//!
//! A [`Text`] holds no control characters (but line breaks between paragraphs), no bidirectional
//! overrides and no invisible characters, so that it may be painted, printed or stored as it is.

use std::fmt;

/// A text that is not empty and can be shown anywhere.
///
/// Paragraphs are separated by one `\n`; other white space has been folded to single spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Text(Box<str>);

/// Why a string cannot be shown as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextFault {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// A character that could steer the terminal or hide text, with its byte offset.
    #[error("the character U+{:04X} {}", u32::from(*.what), hazard_name(*.what))]
    Hazard {
        /// Where in the string, in bytes.
        at: usize,
        /// The character.
        what: char,
    },
}

impl Text {
    /// Makes a text: folds white space, keeps paragraphs.
    ///
    /// # Errors
    /// [`TextFault`] when it is empty or holds a character that must not reach a terminal.
    pub fn new(raw: &str) -> Result<Self, TextFault> {
        if is_plain(raw) {
            return Ok(Self(raw.into()));
        }
        if let Some((at, what)) = raw.char_indices().find(|(_, c)| is_hazard(*c)) {
            return Err(TextFault::Hazard { at, what });
        }
        let folded = fold(raw);
        if folded.is_empty() {
            Err(TextFault::Empty)
        } else {
            Ok(Self(folded.into()))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a string is harmless and folded as it stands: printable ASCII, blanks singly between
/// words. Nearly every text of a bank is, and start-up time is made of them.
fn is_plain(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
        && !bytes.windows(2).any(|pair| pair == b"  ")
        && !matches!(
            (bytes.first(), bytes.last()),
            (None | Some(b' '), _) | (_, Some(b' '))
        )
}

/// Makes any string harmless: hazards become U+FFFD, white space is folded. May be empty.
///
/// ```
/// assert_eq!(pofit::bank::text::clean("a\x1b[2Jb\tc"), "a\u{fffd}[2Jb c");
/// ```
pub fn clean(raw: &str) -> String {
    let harmless: String = raw
        .chars()
        .map(|c| {
            if is_hazard(c) {
                char::REPLACEMENT_CHARACTER
            } else {
                c
            }
        })
        .collect();
    fold(&harmless)
}

/// One space between words, one `\n` between paragraphs (that an empty line separates).
fn fold(raw: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in raw.lines() {
        let mut words = line.split_whitespace().peekable();
        if words.peek().is_none() {
            paragraphs.push(String::new());
        }
        let Some(open) = paragraphs.last_mut() else {
            continue;
        };
        for word in words {
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(word);
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs.join("\n")
}

/// Characters that steer a terminal, reorder text or cannot be seen.
pub fn is_hazard(c: char) -> bool {
    match c {
        '\n' | '\t' | '\r' => false,
        '\u{00ad}'
        | '\u{034f}'
        | '\u{061c}'
        | '\u{180e}'
        | '\u{feff}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        c => c.is_control(),
    }
}

/// Hazards that say nothing in any script: what stays without them is what was meant.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn hazard_name(c: char) -> &'static str {
    match c {
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{061c}' => "changes the direction of text",
        c if c.is_control() => "is a control character",
        _ => "cannot be seen",
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_paragraphs_are_kept() {
        let text = Text::new("  one\n two \t three\r\n\n\n four\n").unwrap();
        assert_eq!(text.as_str(), "one two three\nfour");
    }

    #[test]
    fn what_steers_a_terminal_or_hides_is_refused() {
        for bad in [
            "a\u{1b}[31mb",
            "a\u{7}",
            "a\u{202e}b",
            "a\u{200b}b",
            "a\u{0}",
            "a\u{85}b",
        ] {
            assert!(
                matches!(Text::new(bad), Err(TextFault::Hazard { at: 1, .. })),
                "{bad:?}"
            );
            assert!(!clean(bad).chars().any(is_hazard), "{bad:?}");
        }
        assert_eq!(Text::new(" \n "), Err(TextFault::Empty));
    }
}
