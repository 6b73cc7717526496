//! What gives an answer away over a whole bank: the key's place, its length, tell-tale words.

use super::options;
use crate::bank::{ABOUT_OPTIONS, Bank, Item, Kind};
use crate::run::{Seed, display_order};

/// Seeds over which the key's place is counted.
const SEEDS: Seed = 400;
/// How many standard errors a share may lie from chance: 4 is met by chance once in 16,000 looks.
const ERRORS: f64 = 4.0;
/// The upper 5 % of the normal distribution: a bank is looked at once for this.
const ONE_SIDED: f64 = 1.645;
/// Words that test-wise people read as "wrong".
const ABSOLUTE: &[&str] = &["always", "never", "only", "must", "all", "none", "every"];
/// How much more often (share of options) distractors may hold such a word than keys do.
const ABSOLUTE_MARGIN: f64 = 0.10;

pub(super) fn faults(bank: &Bank) -> Vec<String> {
    let mut faults = Vec::new();
    for item in &bank.items {
        for (text, _, explained) in options(item) {
            let lower = text.to_lowercase();
            if ABOUT_OPTIONS.iter().any(|phrase| lower.contains(phrase)) {
                faults.push(format!(
                    "item `{}` has an option about options: {text}",
                    item.id
                ));
            }
            if !explained {
                faults.push(format!(
                    "item `{}` has an option without `why`: {text}",
                    item.id
                ));
            }
        }
    }
    faults.extend(longest(bank));
    faults.extend(places(bank));
    faults.extend(absolutes(bank));
    faults.extend(truths(bank));
    faults
}

fn singles(bank: &Bank) -> impl Iterator<Item = &Item> {
    let items = bank.items.iter();
    items.filter(|item| matches!(item.kind, Kind::Single(_)))
}

/// Whether the key is the longest option more often than chance.
fn longest(bank: &Bank) -> Option<String> {
    let (mut times, mut chance, mut variance, mut items) = (0.0, 0.0, 0.0, 0);
    for item in singles(bank) {
        let options = options(item);
        let length = |text: &str| text.chars().count();
        let most = options.iter().map(|(text, ..)| length(text)).max()?;
        let tied: Vec<bool> = options
            .iter()
            .filter(|(text, ..)| length(text) == most)
            .map(|(_, key, _)| *key)
            .collect();
        let share = 1.0 / float(options.len());
        // Of several that are equally long one would be guessed.
        times += float(usize::from(tied.contains(&true))) / float(tied.len());
        chance += share;
        variance += share * (1.0 - share);
        items += 1;
    }
    (times > chance + ONE_SIDED * f64::sqrt(variance)).then(|| {
        format!("the key is the longest option in {times:.0} of {items} single choices; chance would make {chance:.0}")
    })
}

/// Whether the key stands in each place about equally often, as options are shown.
fn places(bank: &Bank) -> Vec<String> {
    let mut faults = Vec::new();
    for number in 2..=8 {
        let mut places = vec![0usize; number];
        let mut shown = 0usize;
        for item in singles(bank).filter(|item| options(item).len() == number) {
            let Kind::Single(choices) = &item.kind else {
                continue;
            };
            let key = choices.iter().find(|option| option.key).map(|key| &key.id);
            // Where the order means something, the author varies the place.
            for seed in 0..if item.fixed_order { 0 } else { SEEDS } {
                let order = display_order(seed, item);
                let place = order.iter().position(|id| Some(id) == key);
                if let Some(count) = place.and_then(|place| places.get_mut(place)) {
                    *count += 1;
                    shown += 1;
                }
            }
        }
        if shown == 0 {
            continue;
        }
        let share = 1.0 / float(number);
        let error = f64::sqrt(share * (1.0 - share) / float(shown));
        for (place, count) in places.iter().enumerate() {
            let found = float(*count) / float(shown);
            if (found - share).abs() > ERRORS * error {
                let (place, found) = (place + 1, 100.0 * found);
                faults.push(format!(
                    "of {number} options the key stands in place {place} in {found:.1} % of showings"
                ));
            }
        }
    }
    faults
}

/// Whether absolute words mark the distractors.
fn absolutes(bank: &Bank) -> Option<String> {
    let (mut with, mut all) = ([0usize; 2], [0usize; 2]);
    for (text, key, _) in bank.items.iter().flat_map(options) {
        let side = usize::from(key);
        let words = text.split(|c: char| !c.is_alphabetic());
        let absolute = words
            .map(str::to_lowercase)
            .any(|word| ABSOLUTE.contains(&word.as_str()));
        if let (Some(with), Some(all)) = (with.get_mut(side), all.get_mut(side)) {
            *with += usize::from(absolute);
            *all += 1;
        }
    }
    let share = |with: usize, all: usize| {
        if all == 0 {
            0.0
        } else {
            float(with) / float(all)
        }
    };
    let [distractors, keys] = [share(with[0], all[0]), share(with[1], all[1])];
    (distractors > keys + ABSOLUTE_MARGIN).then(|| {
        format!(
            "words such as 'always' stand in {:.0} % of distractors and {:.0} % of keys",
            100.0 * distractors,
            100.0 * keys
        )
    })
}

/// Whether "true" is as often right as "false".
fn truths(bank: &Bank) -> Option<String> {
    let is_true = |item: &Item| match &item.kind {
        Kind::TrueFalse(options) => {
            let right = options.iter().find(|option| option.key)?;
            Some(right.id.as_ref() == "true")
        }
        _ => None,
    };
    let answers: Vec<bool> = bank.items.iter().filter_map(is_true).collect();
    let yes = answers.iter().filter(|yes| **yes).count();
    let far = yes.abs_diff(answers.len() - yes);
    (answers.len() >= 4 && far * 3 > answers.len()).then(|| {
        format!(
            "{yes} of {} true-or-false items are true: about half should be",
            answers.len()
        )
    })
}

pub(super) fn float(count: usize) -> f64 {
    #[expect(clippy::cast_precision_loss)] // counts of items are far below 2^52
    let float = count as f64;
    float
}
