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
    Finished(Box<Run>),
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
    if let Some(clock) = run.remaining() {
        talk.tell(&report::before_dialogue(clock, talk.clock.is_some()))?;
    }
    let mut time = Time {
        counted_to: talk.now(),
    };
    loop {
        match one_item(&mut run, talk, &mut time)? {
            Step::Onward => {
                if run.onward() {
                    continue;
                }
                if run.explains_at_once() && run.unanswered() == 0 {
                    break;
                }
                match before_finishing(&mut run, talk, &mut time)? {
                    Step::Left => return left(&run, talk),
                    Step::Onward | Step::TimeUp => break,
                    Step::Elsewhere => {}
                }
            }
            Step::Elsewhere => {}
            Step::TimeUp => break,
            Step::Left => return left(&run, talk),
        }
    }
    run.finish();
    talk.keep(&run)?;
    Ok(Ended::Finished(Box::new(run)))
}

/// Leaves, with the clock of an exam kept as it stands.
fn left(run: &Run, talk: &mut Talk<'_>) -> io::Result<Ended> {
    if run.is_exam() {
        talk.keep(run)?;
    }
    Ok(Ended::Left)
}

/// Where the dialogue goes on.
enum Step {
    /// With the next item, or to the end.
    Onward,
    /// With the run's current item.
    Elsewhere,
    /// Nowhere: the person leaves.
    Left,
    /// To the end: an exam's time is up.
    TimeUp,
}

/// Up to when time was counted on an exam's clock.
struct Time {
    counted_to: Option<Millis>,
}

impl Time {
    /// Counts what has passed; tells when the time is up, and answers so.
    fn is_up(&mut self, run: &mut Run, talk: &mut Talk<'_>) -> io::Result<bool> {
        let now = talk.now();
        let passed = self.counted_to.zip(now);
        run.spend(passed.map_or(0, |(since, now)| now.saturating_sub(since)));
        self.counted_to = now;
        if run.is_time_up() {
            talk.tell(report::TIME_UP)?;
        }
        Ok(run.is_time_up())
    }
}

fn one_item(run: &mut Run, talk: &mut Talk<'_>, time: &mut Time) -> io::Result<Step> {
    let Some((item, slot)) = run.current() else {
        return Ok(Step::Onward);
    };
    let (item, slot) = (item.clone(), slot.clone());
    let flag = if run.is_flagged(run.at()) {
        " (flagged)"
    } else {
        ""
    };
    talk.tell(&format!(
        "Item {} of {}{flag}. {}",
        run.at() + 1,
        run.len(),
        told::item(&item, &slot)
    ))?;
    if let Some(left) = run.remaining().filter(|_| talk.clock.is_some()) {
        talk.tell(&format!("Time left: {}.", report::clock(left).text))?;
    }
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
        if time.is_up(run, talk)? {
            return Ok(Step::TimeUp);
        }
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
            Typed::Flag => {
                run.flag(run.at());
                talk.keep(run)?;
                talk.tell(match (run.is_exam(), run.is_flagged(run.at())) {
                    (false, _) => "Only an exam has flags.",
                    (true, true) => "Flagged.",
                    (true, false) => "The flag is taken away.",
                })?;
            }
            Typed::Leave => {
                if leaves(run, talk)? {
                    return Ok(Step::Left);
                }
            }
            Typed::Help => {
                let flag = if run.is_exam() { answer::FLAG } else { "" };
                talk.tell(&format!("{}{flag}", answer::help(&item)))?;
            }
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

fn before_finishing(run: &mut Run, talk: &mut Talk<'_>, time: &mut Time) -> io::Result<Step> {
    talk.tell(&if run.is_exam() {
        report::before_closing(run)
    } else {
        report::before_finishing(run)
    })?;
    loop {
        let prompt = "Enter to see the result, l to list all answers, a number to go to that item, q to leave";
        let Some(line) = talk.ask(prompt)? else {
            return Ok(Step::Onward);
        };
        if time.is_up(run, talk)? {
            return Ok(Step::TimeUp);
        }
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
                    let flag = if run.is_flagged(place) {
                        " (flagged)"
                    } else {
                        ""
                    };
                    writeln!(
                        talk.output,
                        "{}. {} - {said}{flag}",
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
