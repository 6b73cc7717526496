//! How the numbers of a result came about, as a dialogue after it: `w` lists them, a number opens one.

use super::{Talk, document};
use crate::bank::text;
use crate::report::{Number, Target, Whys};
use crate::run::Run;
use std::io;

/// Tells why, as long as a person asks; a file or a pipe asks nothing.
///
/// # Errors
/// What the input or the output answered.
pub fn why(run: &Run, talk: &mut Talk<'_>) -> io::Result<()> {
    if talk.clock.is_none() {
        return Ok(());
    }
    let whys = Whys::new(run);
    let mut listed = whys.numbers();
    loop {
        let prompt = "w for how the numbers came about, w and a number for one, Enter to leave";
        let Some(line) = talk.ask(prompt)? else {
            return Ok(());
        };
        let asked = line.strip_prefix('w').unwrap_or(&line).trim();
        let page = match (line.as_str(), asked.parse::<usize>()) {
            ("" | "q", _) => return Ok(()),
            ("w", _) => whys.list(),
            (_, Ok(number)) => {
                let row = number.checked_sub(1).and_then(|row| listed.get(row));
                let Some(found) = row else {
                    talk.tell(&format!("There is no number {number} here."))?;
                    continue;
                };
                whys.why(found)
            }
            (other, Err(_)) => {
                talk.tell(&format!("\"{}\" opens nothing here.", text::clean(other)))?;
                continue;
            }
        };
        talk.tell(&document(&page))?;
        // The links' numbers hold from here on, where there are any.
        let linked: Vec<Number> = page.targets.into_iter().filter_map(number).collect();
        if !linked.is_empty() {
            listed = linked;
        }
    }
}

fn number(target: Target) -> Option<Number> {
    match target {
        Target::Number(number) => Some(number),
        Target::Entry(_) | Target::Items(..) => None,
    }
}
