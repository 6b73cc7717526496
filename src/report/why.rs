//! Why a number is what it is: the answers, their keying, the arithmetic, and whose formula it is, in
//! words that somebody with a pencil can follow.
//!
//! It owns the words and the order in which a formula is told. It must not work anything out: every
//! value on the way comes from [`crate::score`], and is rounded only to be shown.

mod answers;
mod certainty;
mod credit;
mod exam;
mod fit;
mod quiz;
mod scale;
mod source;
mod sum;
mod verdict;

use super::certainty::{CONFIDENCE, mark_in_short};
use super::document::{Document, Meter, Target, Tone};
use super::exam::MEANS;
use super::fit::{Telling, band_words, share_words};
use super::quiz::{score_meter, score_words, topic_meter};
use crate::bank::{Assessment, ItemId, RoleId, ScaleId, TopicId};
use crate::run::Run;
use crate::score::{FitResult, MarkKind, Outcome, QuizResult, Remark, Verdict};

/// A number of a result.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Number {
    /// The word for the fit with the role asked about.
    Standing,
    /// The fit with a role, and its interval.
    Fit(RoleId),
    /// A value to compare a fit with.
    Mark(MarkKind),
    /// Whether the scales differ from each other.
    Shape,
    /// The role asked about beside this one: the share of redraws and the verdict.
    Comparison(RoleId),
    /// How many answers the verdicts hang on.
    Sure,
    /// A scale's score and band.
    Scale(ScaleId),
    /// The order that the pairs give.
    Pairs,
    /// A remark about the answers, and the index behind it.
    Remark(Remark),
    /// What an exam says of another draw: the chance to pass, and what would raise it.
    Draw,
    /// A quiz's score and interval.
    Score,
    /// A topic's score.
    Topic(TopicId),
    /// How well somebody judged their own answers: marks, Brier score and bias.
    Confidence,
    /// The credit of one item.
    Credit(ItemId),
}

/// What [`Number::Sure`] is called in a list.
const HOW_SURE: &str = "How sure? How many answers the verdicts hang on";

/// A run with its result, worked out once for all its numbers.
#[derive(Debug)]
pub struct Whys<'a> {
    run: &'a Run,
    outcome: Outcome,
}

/// The numbers of a run's result, in the order of its page.
pub fn numbers(run: &Run) -> Vec<Number> {
    Whys::new(run).numbers()
}

/// How a number of a run's result came about; with the title alone when there is no such number.
pub fn why(run: &Run, number: &Number) -> Document {
    Whys::new(run).why(number)
}

impl<'a> Whys<'a> {
    /// Works out a run's result.
    pub fn new(run: &'a Run) -> Self {
        Self {
            run,
            outcome: run.outcome(),
        }
    }

    /// The numbers in the order of the result's page.
    pub fn numbers(&self) -> Vec<Number> {
        let sections = self.sections();
        sections
            .into_iter()
            .flat_map(|(_, numbers)| numbers)
            .collect()
    }

    /// All numbers, each with a link to how it came about, under the headings of the result's page.
    pub fn list(&self) -> Document {
        let mut page = Document::default();
        page.title("Why?");
        page.text(
            Tone::Plain,
            "How each number of the result came about, down to your answers: nothing that a \
             pencil could not work out.",
        );
        for (heading, numbers) in self.sections() {
            page.heading(heading);
            for number in numbers {
                page.link(self.label(&number), None, Target::Number(number));
            }
        }
        page
    }

    /// How a number came about; with the title alone when there is no such number.
    pub fn why(&self, number: &Number) -> Document {
        if *number == Number::Sure {
            return super::sure::sure(self.run);
        }
        let mut page = Document::default();
        page.title(self.label(number));
        if let Some(told) = self.of_fit() {
            match number {
                Number::Standing => told.why_standing(&mut page),
                Number::Fit(role) => told.why_fit(&mut page, role),
                Number::Mark(kind) => told.why_mark(&mut page, *kind),
                Number::Shape => told.why_shape(&mut page),
                Number::Comparison(other) => told.why_comparison(&mut page, other),
                Number::Scale(scale) => told.why_scale(&mut page, scale),
                Number::Pairs => told.why_pairs(&mut page),
                Number::Remark(remark) => told.why_remark(&mut page, *remark),
                Number::Sure
                | Number::Draw
                | Number::Score
                | Number::Topic(_)
                | Number::Confidence
                | Number::Credit(_) => {}
            }
        }
        if let Some(result) = self.of_quiz() {
            match number {
                Number::Draw => exam::draw(&mut page, self.run),
                Number::Score => quiz::score(&mut page, self, result),
                Number::Topic(topic) => quiz::topic(&mut page, self, result, topic),
                Number::Confidence => certainty::confidence(&mut page, result),
                Number::Credit(item) => credit::credit(&mut page, self.run, item),
                _ => {}
            }
        }
        page
    }

    fn of_fit(&self) -> Option<Telling<'_>> {
        match (&self.outcome, self.run.bank().assessment()) {
            (Outcome::Fit(result), Some(frame)) => Some(Telling {
                run: self.run,
                frame,
                result,
            }),
            _ => None,
        }
    }

    fn of_quiz(&self) -> Option<&QuizResult> {
        match &self.outcome {
            Outcome::Quiz(result) => Some(result),
            Outcome::Fit(_) => None,
        }
    }

    fn sections(&self) -> Vec<(String, Vec<Number>)> {
        match (&self.outcome, self.run.bank().assessment()) {
            (Outcome::Fit(result), Some(frame)) => fit_sections(frame, result),
            (Outcome::Fit(_), None) => Vec::new(), // scoring a quiz gives no fit
            (Outcome::Quiz(result), _) => {
                let exam = self.run.exam_result().map(|_| vec![Number::Draw]);
                let exam = exam.map(|numbers| (MEANS.to_owned(), numbers));
                exam.into_iter().chain(quiz_sections(result)).collect()
            }
        }
    }

    /// A number with what it is, in a line.
    pub(super) fn label(&self, number: &Number) -> String {
        if let Some(told) = self.of_fit() {
            return fit_label(&told, number);
        }
        let result = self.of_quiz();
        let known = match number {
            Number::Draw => {
                Some("Another draw: your chance to pass, and what would raise it".to_owned())
            }
            Number::Score => result.map(|result| match score_meter(result) {
                Some((_, meter)) => in_line(&meter),
                None => format!("All questions: {}", score_words(result)),
            }),
            Number::Topic(id) => result.and_then(|result| {
                let topic = result.topics.iter().find(|topic| topic.topic == *id)?;
                Some(in_line(&topic_meter(self.run, topic)))
            }),
            Number::Confidence => result.and_then(|result| {
                let found = result.confidence.as_ref()?;
                Some(mark_in_short(found))
            }),
            Number::Credit(id) => result.and_then(|result| {
                let item = self.run.bank().item(id)?;
                let mark = result.items.iter().find(|mark| mark.item == *id)?;
                Some(quiz::credit_label(item, mark.credit))
            }),
            _ => None,
        };
        known.unwrap_or_default()
    }
}

fn fit_sections(frame: &Assessment, result: &FitResult) -> Vec<(String, Vec<Number>)> {
    let role = |id: &RoleId| {
        let name = frame.role(id).map(|role| role.name.to_string());
        name.unwrap_or_else(|| id.to_string())
    };
    let asked = Number::Fit(frame.role.clone());
    let mut first: Vec<Number> = result.standing.iter().map(|_| Number::Standing).collect();
    first.push(asked.clone());
    let marks = result.marks.iter().map(|mark| Number::Mark(mark.kind));
    first.extend(marks.chain([Number::Shape]));
    let fits = frame
        .roles
        .iter()
        .map(|role| Number::Fit(role.id.clone()))
        .filter(|number| *number != asked);
    let comparisons = result.comparisons.iter();
    let beside = fits
        .chain(comparisons.map(|found| Number::Comparison(found.other.clone())))
        .chain(result.comparisons.first().map(|_| Number::Sure))
        .collect();
    let scales = result
        .scales
        .iter()
        .map(|score| Number::Scale(score.scale.clone()))
        .collect();
    let pairs = result.pairs.order.first().map(|_| Number::Pairs);
    let remarks = result.quality.remarks.iter().copied().map(Number::Remark);
    let sections = [
        (format!("Is {} a fit?", role(&frame.role)), first),
        ("Beside the other roles".to_owned(), beside),
        ("Your scales".to_owned(), scales),
        ("What you put first".to_owned(), pairs.into_iter().collect()),
        (
            "What your answers say about themselves".to_owned(),
            remarks.collect(),
        ),
    ];
    let told = sections.into_iter();
    told.filter(|(_, numbers): &(String, Vec<Number>)| !numbers.is_empty())
        .collect()
}

fn quiz_sections(result: &QuizResult) -> Vec<(String, Vec<Number>)> {
    let topics: Vec<Number> = result
        .topics
        .iter()
        .map(|topic| Number::Topic(topic.topic.clone()))
        .collect();
    let items = result
        .items
        .iter()
        .map(|mark| Number::Credit(mark.item.clone()))
        .collect();
    let mut sections = vec![("Score".to_owned(), vec![Number::Score])];
    if !topics.is_empty() {
        sections.push(("By topic".to_owned(), topics));
    }
    if result.confidence.is_some() {
        sections.push((CONFIDENCE.to_owned(), vec![Number::Confidence]));
    }
    sections.push(("Your answers".to_owned(), items));
    sections
}

fn fit_label(told: &Telling<'_>, number: &Number) -> String {
    let result = told.result;
    match number {
        Number::Standing => {
            let words = result.standing.map(|standing| band_words(standing.at));
            format!("In a word: {}", words.unwrap_or("not enough answers"))
        }
        Number::Fit(role) => {
            let role = told.frame.role(role);
            role.map_or_else(String::new, |role| in_line(&told.fit_meter(role)))
        }
        Number::Mark(kind) => {
            let found = result.marks.iter().find(|mark| mark.kind == *kind);
            found
                .map(|mark| told.mark(mark))
                .map(|mark| format!("{}: {}", mark.letter, mark.meaning))
                .unwrap_or_default()
        }
        Number::Shape if result.shape.differentiated => "Your scales differ".to_owned(),
        Number::Shape => "Your scales hardly differ".to_owned(),
        Number::Comparison(other) => {
            let Some(found) = result
                .comparisons
                .iter()
                .find(|found| found.other == *other)
            else {
                return String::new();
            };
            let share = share_words(found);
            let word = match found.verdict {
                Verdict::Clear(_) => format!("clear, {share} of redraws"),
                Verdict::Leaning(_) => format!("leaning, {share} of redraws"),
                Verdict::TooClose => "too close to call".to_owned(),
                Verdict::Neither => "neither stands out".to_owned(),
                Verdict::Unknown => "not enough answers".to_owned(),
            };
            let (own, other) = (told.role_name(&found.role), told.role_name(other));
            format!("{own} and {other}: {word}")
        }
        Number::Sure => HOW_SURE.to_owned(),
        Number::Scale(id) => {
            let found = result.scales.iter().find(|found| found.scale == *id);
            found.map_or_else(String::new, |found| in_line(&told.scale_meter(found)))
        }
        Number::Pairs => {
            let first = result.pairs.order.first();
            let name = first.map(|share| told.scale_name(&share.scale));
            format!("In the pairs, {} comes first", name.unwrap_or_default())
        }
        Number::Remark(remark) => answers::remark_label(*remark, &result.quality),
        Number::Draw
        | Number::Score
        | Number::Topic(_)
        | Number::Confidence
        | Number::Credit(_) => String::new(),
    }
}

/// What a bar says, in a line.
fn in_line(meter: &Meter) -> String {
    format!("{}: {}", meter.label, meter.figures.replace("  ", " "))
}
