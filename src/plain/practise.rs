//! Practice as a dialogue.

use super::answer::{self, Typed};
use super::{Talk, told};
use crate::app::{Desk, Logging, Millis, recall};
use crate::practice::{CardId, Grade, Review, Session, State, Why};
use crate::report::{self, Back};
use crate::run::Run;
use std::io;

/// Keeps what is new in the log, and says what went wrong, if anything did.
pub type KeepReviews<'a> = dyn FnMut(&Logging) -> Result<(), String> + 'a;

/// How an item was left.
enum Step {
    /// Answered.
    Answered(Review),
    /// Put off for this sitting.
    PutOff,
    /// The answer before is taken back.
    Before,
    /// The person leaves.
    Left,
}

/// Asks until nothing is due or the person leaves. `time` is the program's clock, also where
/// answers come from a file.
///
/// # Errors
/// What the input or the output answered.
pub fn practise(
    desk: &mut Desk,
    anyway: bool,
    talk: &mut Talk<'_>,
    time: &mut dyn FnMut() -> Millis,
    keep: &mut KeepReviews<'_>,
) -> io::Result<()> {
    let now = time();
    let today = desk.deck.today(&desk.scope, desk.at(now));
    let nothing = !today.has_more();
    talk.tell(&report::to_do(today))?;
    if nothing && !anyway {
        let words =
            "Enter to practise the weakest anyway (the schedule stays as it is), q to leave";
        if talk.ask(words)?.is_none_or(|line| line == "q") {
            return Ok(());
        }
    }
    let anyway = anyway || nothing;
    let scope = desk.scope.clone();
    let mut session = Session::as_set(&desk.deck, scope, anyway, desk.at(time()));
    let mut right = 0;
    let mut again: Option<(CardId, Why)> = None;
    while let Some((card, why)) = again
        .take()
        .or_else(|| session.next(&desk.deck, desk.at(time())))
    {
        let before = desk.deck.card(&card).and_then(|card| card.state);
        let Some(mut run) = recall::alone(&desk.deck, &card) else {
            break;
        };
        match one_item(&mut run, &card, why, session.count(), desk, talk, time)? {
            Step::Answered(review) => {
                right += usize::from(review.credit >= 1.0);
                session.asked(card, why);
                desk.deck.record(review);
                kept(desk, talk, keep)?;
                let course = session.exam.is_some();
                if !graded(desk, before, why, course, talk, time, keep)? {
                    break;
                }
            }
            Step::PutOff => session.put_off(card),
            Step::Before => {
                if let Some(review) = desk.deck.undo(desk.at(time())) {
                    session.unasked();
                    right -= usize::from(review.credit >= 1.0).min(right);
                    kept(desk, talk, keep)?;
                    let anyway = session.anyway;
                    again = Some((review.card, if anyway { Why::Anyway } else { Why::Due }));
                } else {
                    talk.tell(report::NOTHING_TO_UNDO)?;
                    again = Some((card, why));
                }
            }
            Step::Left => break,
        }
    }
    let today = desk.deck.today(&desk.scope, desk.at(time()));
    talk.tell(&report::ended(session.count(), right, today))
}

fn kept(desk: &mut Desk, talk: &mut Talk<'_>, keep: &mut KeepReviews<'_>) -> io::Result<()> {
    let Some(news) = desk.news() else {
        return Ok(());
    };
    match keep(&news) {
        Ok(()) => desk.is_kept(news.upto),
        Err(why) => talk.tell(&report::review_not_kept(&why))?,
    }
    Ok(())
}

fn one_item(
    run: &mut Run,
    card: &CardId,
    why: Why,
    before: usize,
    desk: &Desk,
    talk: &mut Talk<'_>,
    time: &mut dyn FnMut() -> Millis,
) -> io::Result<Step> {
    let Some((item, slot)) = run.current() else {
        return Ok(Step::PutOff);
    };
    let (item, slot) = (item.clone(), slot.clone());
    let because = report::asked_because(why).map_or_else(String::new, |words| format!("{words} "));
    talk.tell(&format!(
        "Question {}. {because}{}",
        before + 1,
        told::item(&item, &slot)
    ))?;
    let since = talk.now();
    loop {
        let Some(line) = talk.ask(&answer::prompt(&item))? else {
            return Ok(Step::Left);
        };
        let span = since
            .zip(talk.now())
            .map(|(since, now)| now.saturating_sub(since));
        match answer::read(&item, &slot.order, &line) {
            Typed::Answer(response, certainty) => {
                let seconds = span.map(crate::app::seconds);
                if let Err(fault) = run.answer(response, certainty, seconds) {
                    talk.tell(&format!("{fault}."))?;
                    continue;
                }
                super::explain(run, talk)?;
                return Ok(match recall::reviewed(run, card, why, desk, time()) {
                    Some(review) => Step::Answered(review),
                    None => Step::PutOff,
                });
            }
            Typed::Skip => return Ok(Step::PutOff),
            Typed::Back => return Ok(Step::Before),
            Typed::Leave => return Ok(Step::Left),
            Typed::Flag => talk.tell("Only an exam has flags.")?,
            Typed::Help => talk.tell(&answer::help(&item))?,
            Typed::Unclear(why) => talk.tell(&why)?,
        }
    }
}

/// Tells what the answer was taken for, and takes another grade; `false` when the person leaves.
fn graded(
    desk: &mut Desk,
    before: Option<State>,
    why: Why,
    course: bool,
    talk: &mut Talk<'_>,
    time: &mut dyn FnMut() -> Millis,
    keep: &mut KeepReviews<'_>,
) -> io::Result<bool> {
    loop {
        let Some(last) = desk.deck.standing().next_back().cloned() else {
            return Ok(true);
        };
        let next = desk
            .deck
            .scheduler()
            .review(before.as_ref(), last.grade, last.at);
        let is_own = last.grade != last.proposed;
        let back = if !why.is_scheduled() {
            Back::Unmoved
        } else if course {
            Back::ForCourse
        } else {
            Back::In(next.due - last.at)
        };
        talk.tell(&report::graded(last.grade, is_own, back))?;
        let prompt = if why.is_scheduled() {
            "Enter to go on; or 1 again, 2 hard, 3 good, 4 easy; q to leave"
        } else {
            "Enter to go on, q to leave"
        };
        let Some(line) = talk.ask(prompt)? else {
            return Ok(false);
        };
        let grade = line.parse().ok().and_then(Grade::numbered);
        match (line.as_str(), grade) {
            ("", _) => return Ok(true),
            ("q", _) => return Ok(false),
            (_, Some(grade)) if why.is_scheduled() => {
                if grade != last.grade {
                    let at = desk.at(time());
                    desk.deck.regrade(grade, at);
                    kept(desk, talk, keep)?;
                }
            }
            _ => talk.tell("Please type one of these.")?,
        }
    }
}
