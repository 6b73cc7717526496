//! Two runs of the same quiz side by side, in words.

use super::super::document::{Document, Meter, Tone};
use super::super::words::{count, tenths};
use super::{edited, then_and_now, was};
use crate::run::Run;
use crate::score::{ItemMark, QuizResult, apart};

/// A share with its interval, in percent.
type Scored = (f64, (f64, f64));

/// Two quizzes, then and now.
pub(super) struct Quizzes<'a> {
    pub(super) runs: [&'a Run; 2],
    pub(super) then: &'a QuizResult,
    pub(super) now: &'a QuizResult,
}

impl Quizzes<'_> {
    pub(super) fn tell(&self, page: &mut Document) {
        let what = "Some questions may be others than then.";
        edited(page, self.runs, what);
        self.score(page);
        self.again(page);
        self.topics(page);
        page.heading("What this means");
        page.text(
            Tone::Plain,
            "Each interval (Wilson, 95 %) is what the score could be if other questions of the same \
             sort had been drawn. Where two overlap, the difference may come from the questions alone; \
             where they lie apart, you know more now, or remember more.",
        );
    }

    fn score(&self, page: &mut Document) {
        page.heading("Score, then and now");
        let of = |result: &QuizResult| {
            let points = count(result.answered, "point", "points");
            format!("{} of {points}", tenths(result.credit))
        };
        let tallies = format!("{} then, {} now", of(self.then), of(self.now));
        let scored = |result: &QuizResult| result.percent.zip(result.interval);
        let Some((then, now)) = scored(self.then).zip(scored(self.now)) else {
            let few = "too few in one of the two for a percentage";
            page.text(Tone::Plain, format!("{tallies}: {few}."));
            return;
        };
        page.meter(meter("All questions".to_owned(), then, now));
        page.text(Tone::Strong, said(then, now));
        page.text(
            Tone::Muted,
            format!("{tallies}. The letter T is where the score lay then."),
        );
    }

    /// Questions of both runs: knowing their reasons already is no small thing.
    fn again(&self, page: &mut Document) {
        let asked = |mark: &&ItemMark| {
            let mut then = self.then.items.iter();
            then.any(|then| then.item == mark.item)
        };
        let again = self.now.items.iter().filter(asked).count();
        if again == 0 {
            return;
        }
        let asked = count(self.now.asked, "question", "questions");
        let which = if again == self.now.asked {
            format!("The {asked} now had")
        } else {
            format!("{again} of the {asked} now had")
        };
        page.text(
            Tone::Caution,
            format!("{which} been asked then too. Having seen why helps with those."),
        );
    }

    fn topics(&self, page: &mut Document) {
        let both = self.now.topics.iter().filter_map(|now| {
            let then = self
                .then
                .topics
                .iter()
                .find(|then| then.topic == now.topic)?;
            Some((then, now))
        });
        let both: Vec<_> = both.collect();
        if both.is_empty() {
            return;
        }
        page.heading("By topic, then and now");
        for (then, now) in both {
            let mut topics = self
                .runs
                .into_iter()
                .rev()
                .flat_map(|run| run.bank().topics());
            let name = topics.find(|topic| topic.id == now.topic);
            let name = name.map_or_else(|| now.topic.to_string(), |topic| topic.name.to_string());
            let scored = then
                .percent
                .zip(then.interval)
                .zip(now.percent.zip(now.interval));
            page.meter(match scored {
                Some((then, now)) => meter(name, then, now),
                None => Meter {
                    label: name,
                    value: None,
                    marks: Vec::new(),
                    figures: format!(
                        "{} of {} then, {} of {} now; too few for a percentage",
                        tenths(then.credit),
                        then.answered,
                        tenths(now.credit),
                        now.answered
                    ),
                },
            });
        }
    }
}

fn meter(label: String, (then, _): Scored, (now, (low, high)): Scored) -> Meter {
    let value = (now, low, high);
    Meter {
        label,
        value: Some(value),
        marks: vec![was(then)],
        figures: then_and_now(then, value, " %"),
    }
}

fn said((then, before): Scored, (now, after): Scored) -> &'static str {
    match (apart(before, after), now > then) {
        (false, _) => "The two intervals overlap: the difference may be chance.",
        (true, true) => "The two intervals lie apart: more is right now than chance explains.",
        (true, false) => {
            "The two intervals lie apart: less is right now than chance explains. Perhaps the questions \
             were harder, or it was a long day."
        }
    }
}
