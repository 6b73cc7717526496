//! The columns of Kahoot's spreadsheet: a question, four answers, a time limit, the right answers.
//!
//! Its template has some lines of explanation before the header and an empty first column; both are
//! passed over. Kahoot takes `.xlsx` alone; the same columns as CSV can be pasted into its template.

use super::loss::{Exported, Imported, Loss, Unreadable};
use super::neutral::{Body, NeutralItem, Part};
use super::table::{self, Row, cell};
use super::write::{no_reasons, one_line};

/// What Kahoot allows: characters of a question and of an answer, answers, seconds.
const QUESTION: usize = 120;
const ANSWER: usize = 75;
const ANSWERS: usize = 4;
/// One of the limits that Kahoot knows.
const SECONDS: &str = "60";
/// The header stands among the first rows.
const HEADER_WITHIN: usize = 20;

/// The header of the template.
const HEADER: [&str; 7] = [
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) - 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
];

/// Whether a table has Kahoot's header.
pub fn is_kahoot(text: &str) -> bool {
    text.lines().take(HEADER_WITHIN).any(|line| {
        let line = line.to_lowercase();
        line.contains("question") && line.contains("answer 1") && line.contains("correct answer")
    })
}

/// Where the columns stand.
struct Columns {
    question: usize,
    answers: Vec<usize>,
    seconds: Option<usize>,
    correct: usize,
}

impl Columns {
    fn of(row: &[String]) -> Option<Self> {
        let is = |start: &str| {
            let start = start.to_owned();
            move |cell: &String| cell.trim().to_lowercase().starts_with(&start)
        };
        let at = |start: &str| row.iter().position(is(start));
        let answers: Vec<usize> = (1..=ANSWERS + 2)
            .filter_map(|n| at(&format!("answer {n}")))
            .collect();
        Some(Self {
            question: at("question")?,
            seconds: at("time limit"),
            correct: at("correct answer")?,
            answers: (answers.len() >= 2).then_some(answers)?,
        })
    }
}

/// Reads it as CSV.
pub(super) fn read(text: &str) -> Result<Imported, Unreadable> {
    read_rows(table::rows(text, b',')?)
}

/// Reads the rows of a sheet, each with its line.
///
/// # Errors
/// Rows without Kahoot's header.
pub fn read_rows(
    mut rows: impl Iterator<Item = Result<Row, Unreadable>>,
) -> Result<Imported, Unreadable> {
    let mut header = rows.by_ref().take(HEADER_WITHIN).flatten();
    let Some(columns) = header.find_map(|(_, row)| Columns::of(&row)) else {
        let why = "there is no header with `Question`, `Answer 1` and `Correct answer(s)`";
        return Err(Unreadable::new(0, why));
    };
    let mut found = Imported::default();
    let mut limits = 0;
    for row in rows {
        let (line, row) = row?;
        if found.is_full(line) {
            break;
        }
        let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
        let mut item = NeutralItem {
            line,
            stem: cell(columns.question).to_owned(),
            ..NeutralItem::default()
        };
        let answers = columns.answers.iter().map(|at| cell(*at));
        if item.stem.is_empty() && answers.clone().all(str::is_empty) {
            continue;
        }
        limits += usize::from(columns.seconds.is_some_and(|at| !cell(at).is_empty()));
        let keys: Vec<usize> = cell(columns.correct)
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        let options = answers
            .zip(1..)
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, n)| Part {
                key: keys.contains(&n),
                ..Part::new(text)
            });
        let Some(body) = Body::by_keys(options.collect()) else {
            let what = "no answer is marked as correct";
            found.losses.push(Loss::of(&item, what).leaving_out());
            continue;
        };
        if matches!(body, Body::Multiple(_)) {
            let what = "that any right answer was enough; here all of them are wanted";
            found.losses.push(Loss::of(&item, what));
        }
        item.body = body;
        found.items.push(item);
    }
    if limits > 0 {
        let what = format!("the time limits ({limits}): nothing here runs against the clock");
        found.losses.push(Loss::of_all(what));
    }
    Ok(found)
}

/// The rows of a sheet, the header first, and what is not in them.
pub fn rows(items: &[NeutralItem]) -> (Vec<Vec<String>>, Vec<Loss>) {
    let mut losses = vec![Loss::of_all(
        "everything but questions, answers and keys: ids, topics, difficulty, sources, and what the \
         bank says of itself",
    )];
    let mut rows = vec![HEADER.map(ToOwned::to_owned).to_vec()];
    for item in items {
        match row(item, &mut losses) {
            Ok(row) => rows.push(row),
            Err(why) => losses.push(Loss::of(item, why).leaving_out()),
        }
    }
    (rows, losses)
}

fn row(item: &NeutralItem, losses: &mut Vec<Loss>) -> Result<Vec<String>, String> {
    let options = match &item.body {
        Body::Single(options) | Body::Multiple(options) => options.clone(),
        Body::TrueFalse { answer, .. } => [("True", true), ("False", false)]
            .map(|(word, is_true)| Part {
                key: is_true == *answer,
                ..Part::new(word)
            })
            .into(),
        other => return Err(format!("Kahoot's spreadsheet has no {}", other.kind())),
    };
    let n = item.stem.chars().count();
    if n > QUESTION {
        return Err(format!(
            "its question has {n} characters; Kahoot takes {QUESTION}"
        ));
    }
    if options.len() > ANSWERS {
        return Err(format!(
            "it has {} options; Kahoot takes {ANSWERS}",
            options.len()
        ));
    }
    let longest = options
        .iter()
        .map(|option| option.text.chars().count())
        .max();
    if let Some(n) = longest.filter(|n| *n > ANSWER) {
        return Err(format!(
            "an option has {n} characters; Kahoot takes {ANSWER}"
        ));
    }
    match &item.body {
        Body::Multiple(_) => losses.push(Loss::of(
            item,
            "that all right answers are wanted: in Kahoot any one is enough",
        )),
        Body::TrueFalse { .. } => losses.push(Loss::of(
            item,
            "that it is true or false: it becomes a choice of two",
        )),
        _ => {}
    }
    no_reasons(item, losses);
    if item.explanation.is_some() {
        losses.push(Loss::of(item, "its explanation"));
    }
    let mut row = vec![one_line(item, &item.stem, losses)];
    for n in 0..ANSWERS {
        let text = options.get(n).map_or("", |option| &option.text);
        row.push(one_line(item, text, losses));
    }
    row.push(SECONDS.to_owned());
    let keys = options.iter().zip(1..).filter(|(option, _)| option.key);
    let keys: Vec<String> = keys.map(|(_, n): (_, usize)| n.to_string()).collect();
    row.push(keys.join(","));
    Ok(row)
}

/// Writes it as CSV.
pub(super) fn write(items: &[NeutralItem]) -> Result<Exported, Unreadable> {
    let (rows, losses) = rows(items);
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|text| cell(text)).collect())
        .collect();
    let text = table::text(&rows, b',')?;
    Ok(Exported { text, losses })
}
