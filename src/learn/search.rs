//! Search by a few letters: each word fuzzily in titles and as it stands in texts.

use super::{Entry, Learn};
use crate::bank::Term;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use std::collections::BTreeSet;

/// A title says more of an entry than its text does.
const TITLE: f64 = 4.0;
/// The short answer says a little more than the long one.
const SHORT: f64 = 1.5;
/// A question answers; a term only explains a word. Decides between equals.
const QUESTION: f64 = 1.1;
/// Letters scattered over a title score below this part of the same letters in a row.
const SCATTERED: f64 = 0.75;
/// Hits below this part of the best one are noise.
const NOISE: f64 = 0.4;
/// How alike (Jaro-Winkler) a word must be to count as the same with a slip.
const SLIP: f64 = 0.9;
/// No word of the field has more letters; the matcher's scores overflow far above.
const LONGEST_WORD: usize = 40;
/// Nobody needs more words to find something.
const MOST_WORDS: usize = 12;
/// Words that a question is made of: they find everything, and so nothing.
const FILLING: &[&str] = &[
    "a", "an", "and", "are", "as", "be", "can", "do", "does", "for", "how", "i", "in", "is", "it",
    "me", "much", "my", "of", "on", "or", "should", "the", "to", "what", "when", "where", "which",
    "who", "why", "will", "with", "you",
];

pub(super) fn search(learn: &Learn, words: &str) -> Vec<Entry> {
    let words = telling(words);
    let mut hits = scored(learn, &words, f64::min);
    if hits.is_empty() {
        let words: Vec<String> = words.iter().map(|word| nearest(learn, word)).collect();
        hits = scored(learn, &words, f64::min);
        if hits.is_empty() {
            // No entry has all the words: any of them is better than nothing.
            hits = scored(learn, &words, f64::max);
        }
    }
    let best = hits.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    hits.retain(|(score, _)| *score >= NOISE * best);
    // A stable sort: equals stay in the order of the book.
    hits.sort_by(|a, b| b.0.total_cmp(&a.0));
    hits.into_iter().map(|(_, entry)| entry).collect()
}

/// The words that say something, all when none does, without a plural's ending.
fn telling(words: &str) -> Vec<String> {
    let all: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().chars().take(LONGEST_WORD).collect())
        .take(MOST_WORDS)
        .collect();
    let telling = all.iter().filter(|word| !FILLING.contains(&word.as_str()));
    let telling: Vec<String> = telling.cloned().collect();
    let words = if telling.is_empty() { all } else { telling };
    words
        .into_iter()
        .map(|word| match word.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
            _ => word,
        })
        .collect()
}

/// Entries with their scores. An entry that lacks a word is left out when `least` of two scores is
/// asked for, and counts by what it has when the greater is.
fn scored(learn: &Learn, words: &[String], least: fn(f64, f64) -> f64) -> Vec<(f64, Entry)> {
    let mut words: Vec<Word> = words.iter().map(|word| Word::new(word)).collect();
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut score = |titles: &[&str], texts: &[(f64, &str)]| {
        let mut sum = 0.0;
        let mut whole = None;
        for word in &mut words {
            let score = word.best(titles, texts, &mut matcher);
            sum += score;
            whole = Some(whole.map_or(score, |whole| least(whole, score)));
        }
        if whole.unwrap_or(0.0) > 0.0 { sum } else { 0.0 }
    };
    let questions = learn.handbook.questions.iter().map(|question| {
        let texts = [
            (SHORT, question.short.as_str()),
            (1.0, question.answer.as_str()),
        ];
        let score = score(&[question.question.as_str()], &texts);
        (QUESTION * score, Entry::Question(question.id.clone()))
    });
    let mut hits: Vec<(f64, Entry)> = questions.collect();
    hits.extend(learn.handbook.terms.iter().map(|term| {
        let names: Vec<&str> = term.names().collect();
        let score = score(&names, &[(1.0, term.definition.as_str())]);
        (score, Entry::Term(term.id.clone()))
    }));
    hits.retain(|(score, _)| *score > 0.0);
    hits
}

/// The word of a title or a name that was probably meant; the word itself when none is near.
fn nearest(learn: &Learn, word: &str) -> String {
    let titles = learn.handbook.questions.iter().map(|q| q.question.as_str());
    let names = learn.handbook.terms.iter().flat_map(Term::names);
    let known: BTreeSet<String> = titles.chain(names).flat_map(telling).collect();
    let alike = known
        .into_iter()
        .map(|known| (strsim::jaro_winkler(word, &known), known))
        .filter(|(alike, _)| *alike >= SLIP)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    alike.map_or_else(|| word.to_owned(), |(_, known)| known)
}

struct Word {
    loose: Pattern,
    exact: Pattern,
    /// The score of the word in itself, the most there is.
    most: f64,
    letters: Vec<char>,
}

impl Word {
    fn new(word: &str) -> Self {
        let pattern = |kind| {
            let (case, normal) = (CaseMatching::Ignore, Normalization::Smart);
            Pattern::new(word, case, normal, kind)
        };
        let mut new = Self {
            loose: pattern(AtomKind::Fuzzy),
            exact: pattern(AtomKind::Substring),
            most: 1.0,
            letters: Vec::new(),
        };
        let mut matcher = Matcher::new(Config::DEFAULT);
        let text = Utf32Str::new(word, &mut new.letters);
        let most = new.loose.score(text, &mut matcher);
        new.most = most.map_or(1.0, f64::from);
        new
    }

    /// The best score among titles (fuzzily) and texts (with the weight before each), 1 for the
    /// whole word in a text.
    fn best(&mut self, titles: &[&str], texts: &[(f64, &str)], matcher: &mut Matcher) -> f64 {
        let mut best: f64 = 0.0;
        for title in titles {
            let title = Utf32Str::new(title, &mut self.letters);
            let score = self.loose.score(title, matcher).map_or(0.0, f64::from) / self.most;
            if score >= SCATTERED {
                best = best.max(TITLE * score);
            }
        }
        for (weight, text) in texts {
            let text = Utf32Str::new(text, &mut self.letters);
            let score = self.exact.score(text, matcher).map_or(0.0, f64::from);
            best = best.max(weight * score / self.most);
        }
        best
    }
}
