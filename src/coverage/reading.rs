//! The reading level of a text.

/// The Flesch-Kincaid grade (Kincaid, Fishburne, Rogers and Chissom 1975): about the school year in
/// which a text is read easily; 0.39 words/sentence + 11.8 syllables/word - 15.59. Syllables are
/// counted by groups of vowels, which is off by one now and then. 0 of a text without words.
pub fn grade(text: &str) -> f64 {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    if words.is_empty() {
        return 0.0;
    }
    let ends = |part: &&str| part.contains(char::is_alphanumeric);
    let sentences = text.split(['.', '!', '?']).filter(ends).count().max(1);
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences) = (
        super::hints::float(words.len()),
        super::hints::float(sentences),
    );
    0.39 * words / sentences + 11.8 * super::hints::float(syllables) / words - 15.59
}

/// Syllables of an English word, at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let mut groups = 0;
    let mut before = false;
    for c in word.chars() {
        let vowel = is_vowel(c);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    // A final e is silent, but for "-le" after a consonant; so are most endings in "-es" and "-ed".
    let silent = |ending: &str| word.ends_with(ending);
    let keeps_le = silent("le") && !word.trim_end_matches("le").ends_with(is_vowel);
    let keeps_ed = silent("ted") || silent("ded");
    let keeps_es = ["ses", "zes", "ches", "shes", "xes", "ges", "ces"]
        .iter()
        .any(|end| silent(end));
    let drop =
        (silent("e") && !keeps_le) || (silent("ed") && !keeps_ed) || (silent("es") && !keeps_es);
    let drop = drop && !silent("ee") && !silent("eed") && !silent("ees");
    (groups - usize::from(drop && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_a_reader_speaks_them() {
        for (word, count) in [
            ("I", 1),
            ("plan", 1),
            ("time", 1),
            ("people", 2),
            ("table", 2),
            ("agree", 2),
            ("wanted", 2),
            ("asked", 1),
            ("changes", 2),
            ("likes", 1),
            ("product", 2),
            ("owner", 2),
            ("delivery", 4),
            ("responsibility", 6),
            ("boxes", 2),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // 6 words, 1 sentence, 6 syllables: 0.39 x 6 + 11.8 x 1 - 15.59.
        assert!((grade("The cat sat on the mat.") - (2.34 + 11.8 - 15.59)).abs() < 1e-9);
        assert!(
            grade("Organisational accountability necessitates interdepartmental coordination.")
                > 20.0
        );
        assert!((grade("...") - 0.0).abs() < 1e-9);
    }
}
