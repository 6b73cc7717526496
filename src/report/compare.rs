//! Two runs of the same bank side by side, in words: what changed beyond the error, and what did not.

mod quizzes;

use super::document::{Document, Mark, Meter, Tone};
use super::fit::Telling;
use super::words::{count, listed, points, verdict_words};
use crate::bank::{RoleId, ScaleId};
use crate::run::{Form, Run};
use crate::score::{Changes, Outcome, ScaleChange, changes};
use quizzes::Quizzes;

/// From so many changes by chance on, their number is told; below it, how seldom one comes.
const ONE: f64 = 0.75;

/// Tells what changed from one run to another of the same bank.
pub fn compare(before: &Run, after: &Run) -> Document {
    let mut page = Document::default();
    let head = &after.bank().head;
    page.title(format!("Then and now: {}", head.title));
    if before.bank().head.id != head.id {
        page.text(
            Tone::Caution,
            format!(
                "These two cannot be compared: the one then was \"{}\". Choose two runs of the same.",
                before.bank().head.title
            ),
        );
        return page;
    }
    let runs = [before, after];
    let frames = runs.map(|run| run.bank().assessment());
    match (runs.map(Run::outcome), frames) {
        ([Outcome::Fit(then), Outcome::Fit(now)], [Some(frame_then), Some(frame_now)]) => {
            let telling = |run, frame, result| Telling { run, frame, result };
            Assessments {
                then: telling(before, frame_then, &then),
                now: telling(after, frame_now, &now),
                changes: changes((frame_then, &then), (frame_now, &now)),
            }
            .tell(&mut page);
        }
        ([Outcome::Quiz(then), Outcome::Quiz(now)], _) => {
            Quizzes {
                runs,
                then: &then,
                now: &now,
            }
            .tell(&mut page);
        }
        _ => page.text(
            Tone::Caution,
            "These two cannot be compared: one is an assessment, the other a quiz.",
        ),
    }
    page
}

/// Says so when the bank was another one then.
fn edited(page: &mut Document, [before, after]: [&Run; 2], what: &str) {
    if before.bank().hash == after.bank().hash {
        return;
    }
    let version = |run: &Run| run.bank().head.version.to_string();
    let (then, now) = (version(before), version(after));
    let versions = if then == now {
        String::new()
    } else {
        format!(" (version {then} then, {now} now)")
    };
    page.text(
        Tone::Caution,
        format!("The content has been changed in between{versions}. {what}"),
    );
}

/// A mark on a bar where a score was.
fn was(at: f64) -> Mark {
    Mark {
        at,
        letter: 'T',
        meaning: String::new(),
    }
}

/// "62 then, 75 now  (66 to 84)", each with its unit.
fn then_and_now(then: f64, (now, low, high): (f64, f64, f64), unit: &str) -> String {
    format!(
        "{}{unit} then, {}{unit} now  ({} to {})",
        points(then),
        points(now),
        points(low),
        points(high)
    )
}

/// Two assessments.
struct Assessments<'a> {
    then: Telling<'a>,
    now: Telling<'a>,
    changes: Changes,
}

impl Assessments<'_> {
    fn tell(&self, page: &mut Document) {
        edited(
            page,
            [self.then.run, self.now.run],
            "Statements may read otherwise than they did; compared are the scales of the same name, and \
             fits with roles that ask the same as then.",
        );
        let [then, now] = [&self.then, &self.now].map(|told| told.run.plan().form);
        if then != now {
            let [then, now] = [then, now].map(|form| match form {
                Form::Full => "full",
                Form::Short => "short",
            });
            page.text(
                Tone::Caution,
                format!(
                    "It was the {then} form then and the {now} one now. The short form's error is \
                     larger, and its fits lie a few points lower for it.",
                ),
            );
        }
        if [&self.then, &self.now]
            .iter()
            .any(|told| told.result.quality.doubtful())
        {
            page.text(
                Tone::Caution,
                "Please read this with care: in one of the two, the answers themselves suggest that \
                 it may say little.",
            );
        }
        self.changed(page);
        self.scales(page);
        self.fits(page);
        meaning(page);
    }

    fn names<'s>(&self, scales: impl Iterator<Item = &'s ScaleId>) -> String {
        let names: Vec<String> = scales.map(|id| self.now.scale_name(id)).collect();
        listed(&names)
    }

    fn changed(&self, page: &mut Document) {
        page.heading("What changed");
        let compared = &self.changes.scales;
        if compared.is_empty() {
            page.text(
                Tone::Plain,
                "No scale has a score in both, so nothing can be said.",
            );
            return;
        }
        let (changed, same): (Vec<&ScaleChange>, Vec<&ScaleChange>) =
            compared.iter().partition(|scale| scale.change.changed);
        if changed.is_empty() {
            page.text(
                Tone::Strong,
                "Nothing beyond the error: you describe yourself much as you did.",
            );
        } else {
            let what = if changed.len() == 1 {
                "This scale"
            } else {
                "These scales"
            };
            page.text(
                Tone::Strong,
                format!("{what} moved further than the error explains:"),
            );
        }
        for scale in &changed {
            page.bullet(Tone::Plain, self.movement(scale));
        }
        if !changed.is_empty() && !same.is_empty() {
            let names = self.names(same.iter().map(|scale| &scale.scale));
            page.text(Tone::Plain, format!("Within the error: {names}."));
        }
        if !self.changes.unscored.is_empty() {
            let names = self.names(self.changes.unscored.iter());
            page.text(
                Tone::Muted,
                format!("Not compared, since one of the two has too few answers: {names}."),
            );
        }
        page.text(
            Tone::Muted,
            by_chance(self.changes.by_chance, compared.len(), changed.len()),
        );
    }

    fn movement(&self, scale: &ScaleChange) -> String {
        let name = self.now.scale_name(&scale.scale);
        let (then, now) = (scale.before.score, scale.after.score);
        let way = if now > then { "up" } else { "down" };
        format!(
            "{name} is {way}: {} then, {} now. The difference is {:.1} times its error.",
            points(then),
            points(now),
            scale.change.index.abs(),
        )
    }

    fn scales(&self, page: &mut Document) {
        if self.changes.scales.is_empty() {
            return;
        }
        page.heading("Your scales, then and now");
        page.text(
            Tone::Muted,
            "The bar is your score now with its 90 % band; the letter T is where it lay then.",
        );
        for scale in &self.changes.scales {
            let (then, now) = (scale.before.score, &scale.after);
            let value = (now.score, now.low, now.high);
            page.meter(Meter {
                label: self.now.scale_name(&scale.scale),
                value: Some(value),
                marks: vec![was(then)],
                figures: then_and_now(then, value, ""),
            });
        }
    }

    fn fits(&self, page: &mut Document) {
        let (fits, reprofiled) = (&self.changes.fits, &self.changes.reprofiled);
        if fits.is_empty() && reprofiled.is_empty() {
            return;
        }
        page.heading("Your fits, then and now");
        for fit in fits {
            let value = (fit.after.fit, fit.after.low, fit.after.high);
            page.meter(Meter {
                label: self.now.role_name(&fit.role),
                value: Some(value),
                marks: vec![was(fit.before.fit)],
                figures: then_and_now(fit.before.fit, value, ""),
            });
        }
        let moved = fits.iter().filter(|fit| fit.changed);
        let moved: Vec<String> = moved.map(|fit| self.now.role_name(&fit.role)).collect();
        match moved.len() {
            _ if fits.is_empty() => {}
            0 => page.text(
                Tone::Plain,
                "Each fit's interval overlaps with the one then: none has changed beyond its error.",
            ),
            _ => page.text(
                Tone::Strong,
                format!("Beyond the error, the intervals lying apart: {}.", listed(&moved)),
            ),
        }
        if !reprofiled.is_empty() {
            let names: Vec<String> = reprofiled.iter().map(|id| self.now.role_name(id)).collect();
            page.text(
                Tone::Caution,
                format!(
                    "Not compared, since the profile asks for something else now: {}.",
                    listed(&names)
                ),
            );
        }
        self.verdicts(page);
    }

    fn verdicts(&self, page: &mut Document) {
        let compared = |id: &RoleId| self.changes.fits.iter().any(|fit| fit.role == *id);
        for now in &self.now.result.comparisons {
            let mut before = self.then.result.comparisons.iter();
            let then = before.find(|then| (&then.role, &then.other) == (&now.role, &now.other));
            let Some(then) = then.filter(|_| compared(&now.role) && compared(&now.other)) else {
                continue;
            };
            let (role, other) = (
                self.now.role_name(&now.role),
                self.now.role_name(&now.other),
            );
            let words = verdict_words(now.verdict, &role, &other);
            let told = if then.verdict == now.verdict {
                format!("{words}, as then")
            } else {
                format!(
                    "{} then, {words} now",
                    verdict_words(then.verdict, &role, &other)
                )
            };
            page.bullet(Tone::Plain, format!("{role} and {other}: {told}."));
        }
    }
}

/// How many changes chance alone would bring, and what that means for a single one.
fn by_chance(expected: f64, scales: usize, changed: usize) -> String {
    let compared = count(scales, "scale", "scales");
    let brings = if expected < ONE {
        let every = points(1.0 / expected);
        format!("one change in about every {every} comparisons like this")
    } else if expected < 1.5 {
        "about one change here".to_owned()
    } else {
        format!("about {} changes here", points(expected))
    };
    let so = if changed == 1 {
        "; a single one may be just that"
    } else {
        ""
    };
    format!("With {compared} compared, chance alone would show {brings}{so}.")
}

fn meaning(page: &mut Document) {
    page.heading("What this means");
    page.text(
        Tone::Plain,
        "A scale has changed when the difference is more than 1.96 times the error of both scores \
         together (the reliable change index of Jacobson and Truax, 1991). What lies within the error \
         may have moved as well: two sittings cannot tell. And a change says that you answer \
         otherwise, not why: a new task, a good week, or having read about the role.",
    );
    page.text(
        Tone::Plain,
        "A verdict is a word for where the fits lie beside each other. Near a limit it changes with a few \
         answers, without any scale having changed.",
    );
}
