//! A block of GIFT as characters that know whether they were escaped.

/// A character; an escaped one is never a sign of the format.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sign {
    c: char,
    escaped: bool,
}

impl Sign {
    /// Whether it is this sign of the format.
    pub(super) fn is(self, sign: char) -> bool {
        !self.escaped && self.c == sign
    }

    fn is_space(self) -> bool {
        !self.escaped && self.c.is_whitespace()
    }
}

/// A block's characters.
pub(super) struct Scanned {
    pub(super) signs: Vec<Sign>,
}

impl Scanned {
    /// Resolves the escapes; `\n` becomes a break between paragraphs. A backslash before anything
    /// else is one.
    pub(super) fn new(text: &str) -> Self {
        let mut signs = Vec::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = (c == '\\').then(|| chars.peek().copied()).flatten();
            let escaped = match next {
                Some('~' | '=' | '#' | '{' | '}' | ':' | '\\') => next,
                Some('n') => Some('\n'),
                _ => None,
            };
            match escaped {
                Some(c) => {
                    chars.next();
                    let breaks = if c == '\n' { 2 } else { 1 };
                    signs.extend(std::iter::repeat_n(Sign { c, escaped: true }, breaks));
                }
                None => signs.push(Sign { c, escaped: false }),
            }
        }
        Self { signs }
    }
}

/// The text without white space at its ends.
pub(super) fn strip(mut signs: &[Sign]) -> &[Sign] {
    while let [first, rest @ ..] = signs
        && first.is_space()
    {
        signs = rest;
    }
    while let [rest @ .., last] = signs
        && last.is_space()
    {
        signs = rest;
    }
    signs
}

/// Where these signs stand first.
pub(super) fn find(signs: &[Sign], wanted: &str) -> Option<usize> {
    let wanted: Vec<char> = wanted.chars().collect();
    let here = |window: &[Sign]| window.iter().zip(&wanted).all(|(sign, c)| sign.is(*c));
    signs.windows(wanted.len().max(1)).position(here)
}

/// The parts between these signs.
pub(super) fn split<'a>(mut signs: &'a [Sign], by: &str) -> Vec<&'a [Sign]> {
    let mut parts = Vec::new();
    while let Some(at) = find(signs, by) {
        let (part, rest) = signs.split_at(at);
        parts.push(part);
        signs = rest.get(by.chars().count()..).unwrap_or_default();
    }
    parts.push(signs);
    parts
}

/// What it says.
pub(super) fn shown(signs: &[Sign]) -> String {
    signs.iter().map(|sign| sign.c).collect()
}
