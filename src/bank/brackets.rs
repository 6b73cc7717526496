//! Which bracket of a text stays open.

/// Where the bracket or brace stands that nothing closes.
pub(super) fn left_open(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut open: Vec<(usize, u8)> = Vec::new();
    let (mut at, mut line_is_blank) = (0, true);
    while let Some(byte) = bytes.get(at) {
        let rest = text.get(at..).unwrap_or_default();
        let line_end = || at + rest.find('\n').unwrap_or(rest.len());
        let next = match byte {
            b'#' => line_end(),
            b'[' if line_is_blank && open.is_empty() => line_end(), // a header
            b'[' | b'{' => {
                open.push((at, byte + 2)); // its closing counterpart, in ASCII
                at + 1
            }
            b']' | b'}' => {
                if let Some((opened, _)) = open.pop().filter(|(_, closing)| closing != byte) {
                    return Some(opened);
                }
                at + 1
            }
            b'"' | b'\'' => at + string_len(rest),
            _ => at + 1,
        };
        line_is_blank = match byte {
            b'\n' => true,
            b' ' | b'\t' => line_is_blank,
            _ => false,
        };
        at = next;
    }
    open.first().map(|(at, _)| *at)
}

/// How many bytes the string takes that `text` begins with; one of a line ends with its line.
fn string_len(text: &str) -> usize {
    let is_basic = text.starts_with('"');
    let quote = if is_basic { "\"" } else { "'" };
    let triple = quote.repeat(3);
    let (close, is_long) = if text.starts_with(&triple) {
        (triple.as_str(), true)
    } else {
        (quote, false)
    };
    let mut chars = text.char_indices().skip(close.len());
    while let Some((at, c)) = chars.next() {
        if c == '\\' && is_basic {
            chars.next();
        } else if c == '\n' && !is_long {
            return at;
        } else if text.get(at..).is_some_and(|rest| rest.starts_with(close)) {
            return at + close.len();
        }
    }
    text.len()
}
