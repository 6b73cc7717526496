//! A result as Markdown: reads well as it stands, and rendered in a pull request.
//!
//! It uses headings, lists, tables and code spans alone, and no HTML. Every text is escaped here,
//! in [`escaped`], so that a bank cannot bring in a link, a picture, an element or a table's cell.

use super::document::{Document, Meter, Table, Tone, cell};
use super::outline::{Piece, Section, sections, title};
use std::fmt::Write;

/// Cells of a bar: 5 points each.
const CELLS: usize = 21;

/// The document as Markdown, with a line break at the end.
pub fn markdown(document: &Document) -> String {
    let mut page = format!("# {}\n", escaped(title(document)));
    for section in sections(document) {
        self::section(&mut page, &section);
    }
    page
}

fn section(page: &mut String, section: &Section<'_>) {
    if let Some(heading) = section.heading {
        let _ = write!(page, "\n## {}\n", escaped(heading));
    }
    for piece in &section.pieces {
        page.push('\n');
        match piece {
            Piece::Text(tone, text) => {
                let text = escaped(text);
                let _ = match tone {
                    Tone::Strong => writeln!(page, "**{text}**"),
                    Tone::Muted => writeln!(page, "*{text}*"),
                    tone => writeln!(page, "{}{text}", sign(*tone)),
                };
            }
            Piece::List(entries) => {
                for (tone, text) in entries {
                    let _ = writeln!(page, "- {}{}", sign(*tone), escaped(text));
                }
            }
            Piece::Links(links) => {
                for link in links {
                    let _ = write!(page, "{}. {}", link.number, escaped(&link.text));
                    // A hard break, since a line of its own would be folded into the one above.
                    let _ = match &link.note {
                        Some(note) => writeln!(page, "\\\n   {}", escaped(note)),
                        None => writeln!(page),
                    };
                }
            }
            Piece::Chart(meters) => match meters.as_slice() {
                [meter] => single(page, meter),
                meters => table(page, meters),
            },
            Piece::Table(table) => rows(page, table),
            // Markdown has no picture; its words say what stands out.
            Piece::Plane(plane) => {
                let _ = writeln!(page, "*{}*", escaped(&plane.told()));
            }
        }
    }
}

/// The sign that doubles a tone.
fn sign(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "✓ ",
        Tone::Bad => "✗ ",
        Tone::Caution => "⚠ ",
        Tone::Plain | Tone::Strong | Tone::Muted => "",
    }
}

fn single(page: &mut String, meter: &Meter) {
    let (label, figures) = (escaped(&meter.label), escaped(&meter.figures));
    let _ = writeln!(page, "**{label}**: {figures}");
    if let Some(bar) = bar(meter) {
        let _ = write!(page, "\n`{bar}`\n");
    }
    for (n, mark) in meter.marks.iter().enumerate() {
        let gap = if n == 0 { "\n" } else { "" };
        let _ = writeln!(page, "{gap}- `{}` {}", mark.letter, escaped(&mark.told()));
    }
}

fn rows(page: &mut String, table: &Table) {
    // The first column says what, the others are figures.
    let rule = (0..table.heads.len()).map(|n| if n == 0 { "---" } else { "--:" });
    let cells = |cells: &[String]| cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>();
    let _ = writeln!(page, "| {} |", cells(&table.heads).join(" | "));
    let _ = writeln!(page, "| {} |", rule.collect::<Vec<_>>().join(" | "));
    for row in &table.rows {
        let _ = writeln!(page, "| {} |", cells(row).join(" | "));
    }
}

fn table(page: &mut String, meters: &[&Meter]) {
    let bars = meters.iter().any(|meter| meter.value.is_some());
    let marks = meters.iter().any(|meter| !meter.marks.is_empty());
    let row = |page: &mut String, label: &str, bar: &str, figures: &str, marked: &str| {
        let _ = write!(page, "| {label} ");
        let _ = bars.then(|| write!(page, "| {bar} "));
        let _ = write!(page, "| {figures} ");
        let _ = marks.then(|| write!(page, "| {marked} "));
        page.push_str("|\n");
    };
    let [what, figures, compare] = super::COLUMNS;
    row(page, what, "0 to 100", figures, compare);
    row(page, "---", "---", "---", "---");
    for meter in meters {
        let bar = bar(meter).map(|bar| format!("`{bar}`"));
        let told: Vec<String> = meter
            .marks
            .iter()
            .map(|mark| escaped(&mark.told()))
            .collect();
        row(
            page,
            &escaped(&meter.label),
            &bar.unwrap_or_default(),
            &escaped(&meter.figures),
            &told.join("; "),
        );
    }
}

/// The bar in signs: the band, in it the value, and the letters of the marks where they fall.
fn bar(meter: &Meter) -> Option<String> {
    let (value, low, high) = meter.value?;
    let (value, low, high) = (cell(value, CELLS), cell(low, CELLS), cell(high, CELLS));
    let sign = |at: usize| {
        let mark = meter.marks.iter().find(|mark| cell(mark.at, CELLS) == at);
        match mark {
            _ if at == value => '█',
            Some(mark) => mark.letter,
            None if (low..=high).contains(&at) => '▒',
            None => '─',
        }
    };
    Some((0..CELLS).map(sign).collect())
}

/// A text that Markdown shows as it is: what would be markup has a backslash before it.
///
/// Line breaks do not occur within a block; should one, it becomes a blank.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut before = None;
    for (at, c) in text.char_indices() {
        let markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '@' => true,
            // What begins a heading, a list or a line below a heading.
            '#' | '+' | '-' | '=' => at == 0,
            // A number that begins a list, and an address that is made a link by itself.
            '.' | ')' => {
                let (lead, rest) = (text.get(..at), text.get(at + 1..));
                let (lead, rest) = (lead.unwrap_or_default(), rest.unwrap_or_default());
                let number = at > 0 && lead.bytes().all(|byte| byte.is_ascii_digit());
                let begins = number && (rest.is_empty() || rest.starts_with(' '));
                begins || (c == '.' && lead.to_ascii_lowercase().ends_with("www"))
            }
            // What a link's text would end with.
            '(' => before == Some(']'),
            ':' => text.get(at..).is_some_and(|rest| rest.starts_with("://")),
            _ => false,
        };
        if markup {
            safe.push('\\');
        }
        safe.push(c);
        before = Some(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_would_be_markup_is_shown_as_it_is() {
        for (raw, safe) in [
            ("plain words, 1 (2 to 3).", "plain words, 1 (2 to 3)."),
            ("<script>", "\\<script\\>"),
            ("[a](javascript:b)", "\\[a\\]\\(javascript:b)"),
            ("a | b", "a \\| b"),
            (
                "`code` *em* _em_ ~~no~~",
                "\\`code\\` \\*em\\* \\_em\\_ \\~\\~no\\~\\~",
            ),
            ("--> &amp;", "\\--\\> \\&amp;"),
            ("# a # b", "\\# a # b"),
            ("12. a 3. b", "12\\. a 3. b"),
            ("1) a", "1\\) a"),
            ("2.7 of 6", "2.7 of 6"),
            ("a\n\n    b", "a b"),
            (
                "https://a.b www.a.b a@b.c",
                "https\\://a.b www\\.a.b a\\@b.c",
            ),
        ] {
            assert_eq!(escaped(raw), safe);
        }
    }
}
