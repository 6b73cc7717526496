//! Advice on texts: what works, but serves the people who answer it badly.
//!
//! Each rule looks at one item, or at the statements of one scale, when the validator has read it;
//! what shows only over a whole bank is the coverage room's. The lists of words are English, and
//! are used on a bank in English alone.

use super::mistake::{Log, quoted};
use super::model::Choice;
use super::rule::Rule;
use super::text::Text;
use super::value::At;
use std::ops::Range;

/// Words that turn what is said into its opposite, beside those in -n't.
const NOT: &[&str] = &["not", "never", "cannot"];
/// Words that deny a whole statement about oneself when they stand at its begin.
const NONE: &[&str] = &["no", "nobody", "nothing", "none", "neither"];
/// A denial among so many words at the begin of a clause denies the clause.
const BEGIN: usize = 4;
/// Words that begin a clause within a clause.
const RELATIVE: &[&str] = &["who", "whom", "whose", "which", "that", "where"];
/// What an option about the other options says, in small letters.
pub const ABOUT_OPTIONS: &[&str] = &[
    "all of the above",
    "none of the above",
    "both of the above",
    "all of these",
    "none of these",
    "all the above",
];
/// Words that join two things.
const JOINS: &[&str] = &["and", "or", "but", "as well as"];
/// Where such a word joins nothing that could be agreed with by itself.
const ONE_THING: &[&str] = &[
    "again and again",
    "back and forth",
    "black and white",
    "bread and butter",
    "by and large",
    "more and more",
    "more or less",
    "now and then",
    "one or two",
    "over and over",
    "so and so",
    "time and again",
    "two or three",
    "ups and downs",
    "trial and error",
];
/// A key is long when it has so many times the characters of its longest distractor ...
const LONGER_TIMES: f64 = 1.5;
/// ... and so many more of them.
const LONGER_BY: usize = 20;
/// So many statements of a scale make a share worth looking at.
const FEW_STATEMENTS: usize = 4;

/// The words of a text in small letters, apostrophes kept.
fn words(text: &str) -> Vec<String> {
    let is_inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '\u{2019}';
    text.split(|c: char| !is_inside(c))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('\u{2019}', "'"))
        .collect()
}

fn is_not(word: &str) -> bool {
    NOT.contains(&word) || word.ends_with("n't")
}

/// The word that denies a clause of a statement, if there is one. "And not" only sets two things
/// apart, and "who cannot" says who is meant.
fn denial(text: &str, denies: impl Fn(&str) -> bool) -> Option<String> {
    text.split([',', ';', ':', '.']).find_map(|clause| {
        let words = words(clause);
        let at = words.iter().take(BEGIN).position(|word| denies(word))?;
        let (before, rest) = words.split_at(at);
        let joined = before
            .last()
            .is_some_and(|word| JOINS.contains(&word.as_str()));
        let is_meant = before.iter().any(|word| RELATIVE.contains(&word.as_str()));
        rest.first().filter(|_| !joined && !is_meant).cloned()
    })
}

/// What the words of a stem say, by the kind of its item.
pub(super) fn stem(kind: Option<&str>, stem: &At<Text>, log: &mut Log) {
    if !log.advises_on_words() {
        return;
    }
    let text = stem.value.as_str();
    let found = match kind {
        Some("agreement") => denial(text, |word| is_not(word) || NONE.contains(&word)).map(|no| {
            let message = format!("to disagree with {} says yes by a no", quoted(&no));
            let help =
                "say what one does instead, with reverse = true if that is less of the scale";
            (message, help)
        }),
        Some("true-false") => denial(text, is_not).map(|no| {
            let message = format!("`false` to a statement with {} is a double no", quoted(&no));
            (
                message,
                "say what holds, and let the answer be false where it does not",
            )
        }),
        _ => asked_for_what_is_not(text),
    };
    if let Some((message, help)) = found {
        log.add(Rule::Negation, stem.span.clone(), message, help);
    }
    if kind == Some("agreement") {
        two_things(stem, log);
    }
}

/// A question for what does not hold, whose one small word is easily overlooked, or that denies twice.
fn asked_for_what_is_not(text: &str) -> Option<(String, &'static str)> {
    let question = text.rsplit(['.', '\n', ':']).next()?;
    let nots: Vec<String> = words(question)
        .into_iter()
        .filter(|word| is_not(word))
        .collect();
    if let [one, another, ..] = nots.as_slice() {
        let message = format!(
            "the question denies twice: {} and {}",
            quoted(one),
            quoted(another)
        );
        return Some((message, "ask it with one of them, or with none"));
    }
    let asks = |word: &&str| {
        let small = word.trim_matches(|c: char| !c.is_alphanumeric());
        // Capitals are how a questionnaire says that the word is meant to be seen.
        is_not(small) || small == "except"
    };
    let word = question.split_whitespace().find(asks)?;
    let first = words(question).first().cloned()?;
    let is_which = ["which", "what", "who"].contains(&first.as_str());
    (is_which && question.trim_end().ends_with('?')).then(|| {
        let message = format!(
            "the question turns on {}, which is easily overlooked",
            quoted(word)
        );
        (message, "ask for what holds, or write the word in CAPITALS")
    })
}

fn two_things(stem: &At<Text>, log: &mut Log) {
    let mut text = format!(" {} ", words(stem.value.as_str()).join(" "));
    for one in ONE_THING {
        text = text.replace(one, "");
    }
    let join = JOINS
        .iter()
        .find(|word| text.contains(&format!(" {word} ")));
    if let Some(join) = join {
        log.add(
            Rule::DoubleBarrelled,
            stem.span.clone(),
            format!("`{join}` joins two things that one may agree with singly"),
            "keep one of them, or make two statements",
        );
    }
}

/// What the options of one item say about one another.
pub(super) fn about_options(texts: &[At<Text>], log: &mut Log) {
    if !log.advises_on_words() {
        return;
    }
    // Each phrase ends in one of these; few options hold them.
    let may = |text: &&At<Text>| {
        let mut parts = text.value.as_str().as_bytes().windows(4);
        parts.any(|part| part.eq_ignore_ascii_case(b"bove") || part.eq_ignore_ascii_case(b"hese"))
    };
    for text in texts.iter().filter(may) {
        let lower = text.value.as_str().to_lowercase();
        if let Some(phrase) = ABOUT_OPTIONS.iter().find(|phrase| lower.contains(**phrase)) {
            log.add(
                Rule::AboutOptions,
                text.span.clone(),
                format!("`{phrase}` is about the other options, whose order changes"),
                "say what it means, or make the item kind = \"multiple\"",
            );
        }
    }
}

/// What the options of a choice give away or leave out. `texts` are those of `options`, in order.
pub(super) fn choice(
    (single, span): (bool, &Range<usize>),
    options: &[Choice],
    texts: &[At<Text>],
    log: &mut Log,
) {
    if !log.advises() {
        return;
    }
    let unexplained = options.iter().filter(|option| option.why.is_none()).count();
    if unexplained > 0 {
        let (n, is) = (options.len(), if unexplained == 1 { "does" } else { "do" });
        log.add(
            Rule::NoReason,
            span.clone(),
            format!("{unexplained} of {n} options {is} not say why"),
            "add why = \"...\": it is what a wrong answer teaches",
        );
    }
    let length = |text: &Text| text.as_str().chars().count();
    let distractors = options.iter().filter(|option| !option.key);
    let longest = distractors.map(|option| length(&option.text)).max();
    let key = options.iter().zip(texts).find(|(option, _)| option.key);
    let (Some(longest), Some((_, key)), true) = (longest, key, single) else {
        return;
    };
    let long = length(&key.value);
    if long >= longest + LONGER_BY && float(long) >= LONGER_TIMES * float(longest) {
        log.add(
            Rule::LongKey,
            key.span.clone(),
            format!("the key has {long} characters, its longest distractor {longest}"),
            "shorten it, or say as much in a distractor: people guess the longest",
        );
    }
}

/// How the statements of a scale are keyed; `first` is where the first of them stands.
pub(super) fn keying(
    scale: &str,
    (keyed, reverse): (usize, usize),
    first: &Range<usize>,
    log: &mut Log,
) {
    let (all, fewer) = (keyed + reverse, keyed.min(reverse));
    // None of a sort is a mistake, and told as one.
    if all < FEW_STATEMENTS || fewer == 0 || fewer * 3 >= all {
        return;
    }
    let (one, help) = if reverse < keyed {
        ("reverse-keyed", "reverse = true")
    } else {
        ("keyed", "no `reverse`")
    };
    log.add(
        Rule::LopsidedKeying,
        first.clone(),
        format!(
            "of {all} statements on `{scale}` {fewer} {} {one}",
            if fewer == 1 { "is" } else { "are" }
        ),
        format!(
            "turn some round, with {help}: about half of each keeps yes-saying out of the score"
        ),
    );
}

/// Blanks that are not shown, and characters that terminals disagree on.
pub(super) fn text(found: &At<&str>, log: &mut Log) {
    if !log.advises() {
        return;
    }
    let all = if found.value.is_ascii() {
        ""
    } else {
        found.value
    };
    if let Some(c) = all.chars().find(|c| is_emoji(*c)) {
        log.add(
            Rule::Emoji,
            found.span.clone(),
            format!("terminals give U+{:04X} different widths", u32::from(c)),
            "say it in a word: a line that holds it may be painted askew",
        );
    }
    // Most texts of a bank have none, and a large one has a million.
    if !has_spare_blanks(found.value) {
        return;
    }
    let raw = log.source().text.get(found.span.clone());
    let raw = raw.unwrap_or_default();
    let is_line =
        !raw.contains(['\\', '\n']) && !raw.starts_with("\"\"\"") && !raw.starts_with("'''");
    let quote = raw.get(..1).unwrap_or_default();
    let folded = found.value.split_whitespace().collect::<Vec<_>>().join(" ");
    if is_line && !folded.is_empty() && folded != found.value {
        let with = format!("{quote}{folded}{quote}");
        log.note(
            Rule::Blanks,
            found.span.clone(),
            "this has blanks that nobody will see",
            "single blanks, between words alone, are shown",
            Some((found.span.clone(), with)),
        );
    }
}

/// Whether blanks stand at an end or side by side, or are others than plain spaces.
fn has_spare_blanks(text: &str) -> bool {
    let bytes = text.as_bytes();
    !text.is_ascii()
        || bytes.first() == Some(&b' ')
        || bytes.last() == Some(&b' ')
        || bytes.windows(2).any(|pair| pair == b"  ")
        || bytes.iter().any(|byte| *byte < b' ')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{fe0f}' | '\u{20e3}')
}

fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
