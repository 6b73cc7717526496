//! Search by a few letters: fuzzy in titles, by whole words in texts.

use super::{Entry, Learn};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A title says more of an entry than its text does.
const TITLE: f64 = 4.0;
/// The short answer says a little more than the long one.
const SHORT: f64 = 1.5;
/// A question answers; a term only explains a word. Decides between equals.
const QUESTION: f64 = 1.1;
/// Hits below this part of the best one are noise.
const NOISE: f64 = 0.4;

pub(super) fn search(learn: &Learn, words: &str) -> Vec<Entry> {
    let mut search = Search::new(words);
    let mut hits: Vec<(f64, Entry)> = Vec::new();
    for question in &learn.handbook.questions {
        let score = [
            TITLE * search.loosely(question.question.as_str()),
            SHORT * search.exactly(question.short.as_str()),
            search.exactly(question.answer.as_str()),
        ];
        let best = score.into_iter().fold(0.0, f64::max);
        hits.push((QUESTION * best, Entry::Question(question.id.clone())));
    }
    for term in &learn.handbook.terms {
        let names = term.names().map(|name| TITLE * search.loosely(name));
        let name = names.fold(0.0, f64::max);
        let score = name.max(search.exactly(term.definition.as_str()));
        hits.push((score, Entry::Term(term.id.clone())));
    }
    let best = hits.iter().map(|(score, _)| *score).fold(0.0, f64::max);
    hits.retain(|(score, _)| *score > 0.0 && *score >= NOISE * best);
    // A stable sort: equals stay in the order of the book.
    hits.sort_by(|a, b| b.0.total_cmp(&a.0));
    hits.into_iter().map(|(_, entry)| entry).collect()
}

struct Search {
    matcher: Matcher,
    loose: Pattern,
    exact: Pattern,
    letters: Vec<char>,
}

impl Search {
    fn new(words: &str) -> Self {
        let pattern = |kind| Pattern::new(words, CaseMatching::Ignore, Normalization::Smart, kind);
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            loose: pattern(AtomKind::Fuzzy),
            exact: pattern(AtomKind::Substring),
            letters: Vec::new(),
        }
    }

    fn loosely(&mut self, text: &str) -> f64 {
        let text = Utf32Str::new(text, &mut self.letters);
        self.loose
            .score(text, &mut self.matcher)
            .map_or(0.0, f64::from)
    }

    fn exactly(&mut self, text: &str) -> f64 {
        let text = Utf32Str::new(text, &mut self.letters);
        self.exact
            .score(text, &mut self.matcher)
            .map_or(0.0, f64::from)
    }
}
