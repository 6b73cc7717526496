//! Marked-up text as plain text: paragraphs stay, the rest of the markup is told as lost.

use super::loss::{Loss, once};
use super::neutral::NeutralItem;
use quick_xml::escape::resolve_html5_entity;
use std::collections::BTreeSet;

/// An element's name is not longer.
const LONGEST_NAME: usize = 30;
/// After so many bytes that looked like tags and were none, `<` is text.
const PATIENCE: usize = 1_000_000;
/// An entity's name is not longer.
const LONGEST_ENTITY: usize = 32;

/// Plain text of HTML, and in words what it had beside.
pub(super) fn plain(html: &str) -> (String, BTreeSet<&'static str>) {
    let mut lost = BTreeSet::new();
    if !html.contains(['<', '&']) {
        return (html.to_owned(), lost);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut patience = PATIENCE;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = if let Some(after) = from.strip_prefix("<!--") {
            after.split_once("-->").map_or("", |(_, after)| after)
        } else if let Some((name, after)) = tag(from, &mut patience) {
            let is_end = from.starts_with("</");
            match name.as_str() {
                "script" | "style" if !is_end => {
                    lost.insert("a script or style sheet");
                    let end = format!("</{name}");
                    let mut here = after.as_bytes().windows(end.len());
                    let at = here.position(|part| part.eq_ignore_ascii_case(end.as_bytes()));
                    at.and_then(|at| after.get(at..)).unwrap_or_default()
                }
                _ => {
                    if is_block(&name) {
                        out.push_str("\n\n");
                    }
                    if !is_end {
                        lost.extend(what_is_lost(&name));
                    }
                    after
                }
            }
        } else if let Some((text, after)) = entity(from) {
            out.push_str(&text);
            after
        } else {
            let sign = from.chars().next().map_or(0, char::len_utf8);
            let (sign, after) = from.split_at(sign);
            out.push_str(sign);
            after
        };
    }
    out.push_str(rest);
    (out, lost)
}

/// The same, with what is lost noted for an item.
pub(super) fn into_plain(html: &str, item: &NeutralItem, losses: &mut Vec<Loss>) -> String {
    let (text, lost) = plain(html);
    if !lost.is_empty() {
        let list: Vec<&str> = lost.into_iter().collect();
        once(item, &format!("markup: {}", list.join(", ")), losses);
    }
    text
}

/// A tag's name in lower case, and what follows the tag.
fn tag<'a>(from: &'a str, patience: &mut usize) -> Option<(String, &'a str)> {
    (*patience > 0).then_some(())?;
    let inner = from.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    inner
        .starts_with(|c: char| c.is_ascii_alphabetic())
        .then_some(())?;
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (name, after) = inner.split_at(end);
    // An attribute may hold `>` in quotes.
    let (mut quote, mut passed) = (None, 0);
    for (at, c) in after.char_indices() {
        match (quote, c) {
            (None, '>') => {
                let rest = after.get(at + 1..)?;
                return (name.len() <= LONGEST_NAME).then(|| (name.to_ascii_lowercase(), rest));
            }
            (None, '<') => break,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
        passed = at;
    }
    *patience = patience.saturating_sub(passed);
    None
}

fn entity(from: &str) -> Option<(String, &str)> {
    let inner = from.strip_prefix('&')?;
    let end = inner
        .bytes()
        .take(LONGEST_ENTITY)
        .position(|byte| byte == b';')?;
    let (name, after) = inner.split_at(end);
    let after = after.get(1..)?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code)?.to_string(), after));
    }
    Some((resolve_html5_entity(name)?.to_owned(), after))
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "br"
            | "li"
            | "ul"
            | "ol"
            | "tr"
            | "table"
            | "pre"
            | "blockquote"
            | "hr"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "section"
            | "dl"
            | "dt"
            | "dd"
    )
}

fn what_is_lost(name: &str) -> Option<&'static str> {
    match name {
        "img" | "picture" | "svg" | "canvas" => Some("a picture"),
        "audio" | "video" | "object" | "embed" | "iframe" | "source" => {
            Some("a recording or frame")
        }
        "a" => Some("a link"),
        "table" => Some("a table"),
        "math" | "sup" | "sub" => Some("a formula, or raised or lowered signs"),
        "b" | "strong" | "i" | "em" | "u" | "s" | "code" | "pre" | "tt" | "kbd" | "mark" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "font" | "ul" | "ol" | "blockquote" | "big"
        | "small" | "strike" | "del" | "ins" | "cite" | "q" => Some("emphasis, headings or lists"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_entities_stay_and_the_rest_is_told() {
        let (text, lost) =
            plain("<p>a &lt; b&nbsp;&amp; <b title='>'>c</b></p><p>d<br/>e &#x41;</p>");
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(words, ["a", "<", "b", "&", "c", "d", "e", "A"]);
        assert_eq!(text.matches("\n\n").count(), 5);
        assert_eq!(
            lost.into_iter().collect::<Vec<_>>(),
            ["emphasis, headings or lists"]
        );
    }

    #[test]
    fn what_is_no_markup_stands() {
        for text in [
            "1 < 2 & 3 > 2",
            "a <",
            "&;",
            "& b; &nosuch;",
            "<1>",
            "x &#xFFFFFFFF; y",
            "<b",
        ] {
            assert_eq!(plain(text).0, text);
        }
        assert_eq!(plain("a<script>if (1 < 2) {}</script>b").0, "ab");
    }
}
