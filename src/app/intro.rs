//! The page before a run: what it is and is not, how long it takes, and the few choices there are.

use super::home::moved;
use super::{Action, Viewport};
use crate::bank::{Bank, Subject};
use crate::report::{self, Document};
use crate::run::{Feedback, Form, Length, Plan};
use std::sync::Arc;

/// Numbers of items that the page offers, beside all.
const LENGTHS: [usize; 3] = [10, 20, 40];

/// The page before a run.
#[derive(Debug, Clone)]
pub struct Intro {
    /// The bank it is about.
    pub bank: Arc<Bank>,
    /// What will be asked as it stands.
    pub plan: Plan,
    /// Row pointed at, into [`Self::rows`].
    pub cursor: usize,
    /// What the run is about, in words; made anew when the plan changes.
    pub about: Document,
    /// Where runs are kept, in words.
    kept: Option<String>,
    /// First row on show; `None` when the cursor decides.
    pub scroll: Option<usize>,
}

/// One row of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Begin.
    Start,
    /// Full or short form.
    Form,
    /// How many items.
    Length,
    /// Which topic.
    Topic,
    /// When right and wrong are shown.
    Feedback,
    /// As an exam, with a clock.
    Exam,
}

/// Where to go from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// Begin the run.
    Start,
    /// To the page before an exam.
    Exam,
    /// To the home page.
    Back,
}

impl Intro {
    /// The page for a bank and a plan to start from.
    pub fn new(bank: Arc<Bank>, plan: Plan, kept: Option<String>) -> Self {
        let about = report::about(&bank, &plan, kept.as_deref());
        Self {
            bank,
            plan,
            cursor: 0,
            about,
            kept,
            scroll: None,
        }
    }

    /// The rows that this bank offers; "start" is the first.
    pub fn rows(&self) -> &'static [Row] {
        if self.plan.exam.is_some() {
            return &[Row::Start]; // all is settled, as in an exam
        }
        match self.bank.subject {
            Subject::Assessment(_) if self.bank.items.iter().any(|item| item.short) => {
                &[Row::Start, Row::Form]
            }
            Subject::Assessment(_) => &[Row::Start],
            Subject::Quiz { ref topics } if topics.is_empty() => {
                &[Row::Start, Row::Length, Row::Feedback, Row::Exam]
            }
            Subject::Quiz { .. } => &[
                Row::Start,
                Row::Length,
                Row::Topic,
                Row::Feedback,
                Row::Exam,
            ],
        }
    }

    /// A row in words: what it is called and how it stands.
    pub fn words(&self, row: Row) -> (&'static str, String) {
        match row {
            Row::Start => ("Start", String::new()),
            Row::Form => ("Form", report::form_words(&self.bank, &self.plan)),
            Row::Length => ("Questions", report::length_words(&self.bank, &self.plan)),
            Row::Topic => ("Topic", report::topic_words(&self.bank, &self.plan)),
            Row::Feedback => (
                "Answers explained",
                report::feedback_words(&self.plan).to_owned(),
            ),
            Row::Exam => ("As an exam, with a clock", String::new()),
        }
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, view: &Viewport) -> Turn {
        let rows = self.rows();
        // Where not all fits, a page up brings the text into sight; any other key the choices.
        if matches!(action, Action::PageUp | Action::PageDown) {
            self.scroll = view.scrolled(view.top, action);
            return Turn::Stay;
        }
        self.scroll = None;
        match action {
            Action::Pick(row) if row < rows.len() => {
                self.cursor = row;
                return self.choose();
            }
            Action::Confirm | Action::Toggle => return self.choose(),
            Action::Less => self.change(false),
            Action::More => self.change(true),
            Action::Back => return Turn::Back,
            action => self.cursor = moved(self.cursor, rows.len(), action),
        }
        Turn::Stay
    }

    fn choose(&mut self) -> Turn {
        match self.rows().get(self.cursor) {
            Some(Row::Start) => return Turn::Start,
            Some(Row::Exam) => return Turn::Exam,
            _ => {}
        }
        self.change(true);
        Turn::Stay
    }

    fn change(&mut self, up: bool) {
        match self.rows().get(self.cursor) {
            Some(Row::Form) => {
                self.plan.form = match self.plan.form {
                    Form::Full => Form::Short,
                    Form::Short => Form::Full,
                }
            }
            Some(Row::Feedback) => {
                self.plan.feedback = match self.plan.feedback {
                    Feedback::AfterEach => Feedback::AtTheEnd,
                    Feedback::AtTheEnd => Feedback::AfterEach,
                }
            }
            Some(Row::Length) => self.plan.length = self.other_length(up),
            Some(Row::Topic) => self.change_topic(up),
            Some(Row::Start | Row::Exam) | None => return,
        }
        self.about = report::about(&self.bank, &self.plan, self.kept.as_deref());
    }

    fn other_length(&self, up: bool) -> Length {
        let all = Plan {
            length: Length::All,
            ..self.plan.clone()
        };
        let available = all.choose(&self.bank).map_or(0, |places| places.len());
        let mut steps: Vec<Length> = LENGTHS
            .into_iter()
            .filter(|n| *n < available)
            .map(Length::AtMost)
            .collect();
        steps.push(Length::All);
        let at = steps.iter().position(|step| *step == self.plan.length);
        let to = turned(at.unwrap_or(steps.len() - 1), steps.len(), up);
        steps.get(to).copied().unwrap_or(Length::All)
    }

    fn change_topic(&mut self, up: bool) {
        let topics = self.bank.topics();
        // Row 0 is "all"; a choice of several, made on the command line, counts as "all" here.
        let at = match self.plan.topics.as_slice() {
            [one] => topics
                .iter()
                .position(|topic| topic.id == *one)
                .map_or(0, |at| at + 1),
            _ => 0,
        };
        let to = turned(at, topics.len() + 1, up);
        let topic = to.checked_sub(1).and_then(|at| topics.get(at));
        self.plan.topics = topic.map(|topic| topic.id.clone()).into_iter().collect();
    }
}

/// The next or the last place in a ring of `len` places.
fn turned(at: usize, len: usize, up: bool) -> usize {
    if up {
        (at + 1) % len
    } else {
        at.checked_sub(1).unwrap_or(len.saturating_sub(1))
    }
}
