//! The plain room: the same runs as a linear dialogue on any input and output.
//!
//! It owns the prompts and the reading of typed answers. It must not move a cursor, use colour, or
//! know of the terminal: a screen reader, a pipe and a test are all the same to it.

mod answer;
mod learn;
mod practise;
mod told;
mod why;

pub use learn::learn;
pub use practise::{KeepReviews, practise};
pub use told::document;
pub use why::why;

use crate::app::Millis;
use crate::bank::text;
use crate::report;
use crate::run::{Run, SlotState};
use answer::Typed;
use std::io::{self, BufRead, Write};

/// How a dialogue ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// The run is finished.
    Finished(Run),
    /// The person left before the end.
    Left,
}

/// Keeps what is new in a run, and says what went wrong, if anything did.
pub type KeepAnswer<'a> = dyn FnMut(&Run) -> Option<String> + 'a;

/// What a dialogue talks through.
pub struct Talk<'a> {
    /// Where answers come from, a line each.
    pub input: &'a mut dyn BufRead,
    /// Where everything is told.
    pub output: &'a mut dyn Write,
    /// The time, when answers come from a person; `None` when they come from a file.
    pub clock: Option<&'a dyn Fn() -> Millis>,
    /// Keeps what is new in a run after each answer, and says what went wrong.
    pub kept: Option<&'a mut KeepAnswer<'a>>,
}

impl std::fmt::Debug for Talk<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Talk").finish_non_exhaustive()
    }
}

impl Talk<'_> {
    /// Tells a text, followed by an empty line.
    ///
    /// # Errors
    /// What the output answered.
    pub fn tell(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.output, "{}\n", text.trim_end())
    }

    /// Asks for a line; `None` at the end of the input.
    ///
    /// # Errors
    /// What the input or the output answered.
    pub fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.output, "{prompt}: ")?;
        self.output.flush()?;
        let mut line = Vec::new();
        // A line that is not UTF-8 is no answer, but no reason to stop either.
        if io::Read::take(&mut *self.input, LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            writeln!(self.output)?;
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line).trim().to_owned();
        // A terminal echoes what a person types; from a file nobody does.
        if self.clock.is_none() {
            writeln!(self.output, "{}", text::clean(&line))?;
        }
        Ok(Some(line))
    }

    /// Has what is new kept; the first failure is told.
    fn keep(&mut self, run: &Run) -> io::Result<()> {
        let trouble = self.kept.as_mut().and_then(|keep| keep(run));
        trouble.map_or(Ok(()), |words| self.tell(&words))
    }

    fn now(&self) -> Option<Millis> {
        self.clock.map(|clock| clock())
    }
}

/// Longer lines are cut: no answer is longer.
const LONGEST_LINE: u64 = 4096;

/// Goes through a run from its current item to its end.
///
/// # Errors
/// What the input or the output answered.
pub fn talk(mut run: Run, talk: &mut Talk<'_>) -> io::Result<Ended> {
    loop {
        match one_item(&mut run, talk)? {
            Step::Onward => {
                if run.onward() {
                    continue;
                }
                if run.explains_at_once() && run.unanswered() == 0 {
                    break;
                }
                match before_finishing(&mut run, talk)? {
                    Step::Left => return Ok(Ended::Left),
                    Step::Onward => break,
                    Step::Elsewhere => {}
                }
            }
            Step::Elsewhere => {}
            Step::Left => return Ok(Ended::Left),
        }
    }
    run.finish();
    talk.keep(&run)?;
    Ok(Ended::Finished(run))
}

/// Where the dialogue goes on.
enum Step {
    /// With the next item, or to the end.
    Onward,
    /// With the run's current item.
    Elsewhere,
    /// Nowhere: the person leaves.
    Left,
}

fn one_item(run: &mut Run, talk: &mut Talk<'_>) -> io::Result<Step> {
    let Some((item, slot)) = run.current() else {
        return Ok(Step::Onward);
    };
    let (item, slot) = (item.clone(), slot.clone());
    talk.tell(&format!(
        "Item {} of {}. {}",
        run.at() + 1,
        run.len(),
        told::item(&item, &slot)
    ))?;
    if run.is_locked(run.at()) {
        explain(run, talk)?;
        return Ok(Step::Onward);
    }
    let since = talk.now();
    loop {
        let Some(line) = talk.ask(&answer::prompt(&item))? else {
            // The end of the input ends the run as it stands: what was answered is not lost.
            run.go(usize::MAX);
            return Ok(Step::Onward);
        };
        let span = since
            .zip(talk.now())
            .map(|(since, now)| now.saturating_sub(since));
        let seconds = span.map(crate::app::seconds);
        match answer::read(&item, &slot.order, &line) {
            Typed::Answer(response, certainty) => match run.answer(response, certainty, seconds) {
                Ok(()) => {
                    talk.keep(run)?;
                    if run.explains_at_once() {
                        explain(run, talk)?;
                    }
                    return Ok(Step::Onward);
                }
                Err(fault) => talk.tell(&format!("{fault}."))?,
            },
            Typed::Skip => {
                // Cannot be refused: a locked item is not asked.
                let _ = run.skip(seconds);
                talk.keep(run)?;
                return Ok(Step::Onward);
            }
            Typed::Back => {
                if run.back() {
                    return Ok(Step::Elsewhere);
                }
                talk.tell("This is the first item.")?;
            }
            Typed::Leave => {
                if leaves(run, talk)? {
                    return Ok(Step::Left);
                }
            }
            Typed::Help => talk.tell(&answer::help(&item))?,
            Typed::Unclear(why) => talk.tell(&why)?,
        }
    }
}

fn explain(run: &Run, talk: &mut Talk<'_>) -> io::Result<()> {
    let Some((item, slot)) = run.current() else {
        return Ok(());
    };
    let told = report::explain(run.bank(), item, &slot.order, slot.response());
    let sure = slot.certainty.zip(told.correctness);
    let sure = sure.map(|(level, found)| report::certainty_told(level, found));
    talk.tell(&told::explanation(&told, sure.as_deref()))
}

fn leaves(run: &Run, talk: &mut Talk<'_>) -> io::Result<bool> {
    if run.log().is_empty() {
        return Ok(true);
    }
    talk.tell(&report::before_leaving(run))?;
    let sure = talk.ask("Type yes to leave, anything else to stay")?;
    Ok(sure.is_none_or(|line| line.eq_ignore_ascii_case("yes")))
}

fn before_finishing(run: &mut Run, talk: &mut Talk<'_>) -> io::Result<Step> {
    talk.tell(&report::before_finishing(run))?;
    loop {
        let prompt = "Enter to see the result, l to list all answers, a number to go to that item, q to leave";
        let Some(line) = talk.ask(prompt)? else {
            return Ok(Step::Onward);
        };
        match line.as_str() {
            "" | "f" => return Ok(Step::Onward),
            "l" => {
                for place in 0..run.len() {
                    let Some((item, slot)) = run.nth(place) else {
                        continue;
                    };
                    let said = match &slot.state {
                        SlotState::Open => "open".to_owned(),
                        SlotState::Skipped => "skipped".to_owned(),
                        SlotState::Answered(response) => report::said(item, response),
                    };
                    writeln!(
                        talk.output,
                        "{}. {} - {said}",
                        place + 1,
                        report::one_line(item)
                    )?;
                }
                writeln!(talk.output)?;
            }
            "q" => {
                if leaves(run, talk)? {
                    return Ok(Step::Left);
                }
            }
            number => match number.parse::<usize>() {
                Ok(place) if (1..=run.len()).contains(&place) => {
                    run.go(place - 1);
                    return Ok(Step::Elsewhere);
                }
                _ => talk.tell(&format!("There is no item {}.", text::clean(number)))?,
            },
        }
    }
}
