//! Banks and answers for the tests of scoring: the built-in assessment, and small ones written here.
//!
//! Included by path, so that tests without a terminal do not build the terminal's helpers.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests: each file uses some of them, and they fail by panicking"
)]

use pofit::bank::{
    Answer, Bank, Item, ItemId, Kind, Library, OptionId, Response, ScaleId, Slug, SourceText,
    builtin, load,
};
use pofit::score::{FitResult, fit};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

static ASSESSMENT: LazyLock<Arc<Bank>> = LazyLock::new(|| {
    let built_in = builtin::banks()
        .iter()
        .find(|bank| bank.id == "product-owner-fit")
        .unwrap();
    let text = SourceText::new(built_in.file, built_in.text);
    Arc::new(load(&text, &builtin::library()).unwrap())
});

static QUIZ: LazyLock<Arc<Bank>> = LazyLock::new(|| {
    let text = SourceText::new("quiz.toml", include_str!("quiz.toml"));
    Arc::new(load(&text, &builtin::library()).unwrap())
});

/// The built-in assessment.
pub fn assessment() -> Arc<Bank> {
    Arc::clone(&ASSESSMENT)
}

/// Three scales of four statements, a situation and a pair; three roles.
pub fn tiny_fit() -> Arc<Bank> {
    with_small_library(TINY_FIT)
}

/// The text of [`tiny_fit`].
pub const TINY_FIT: &str = include_str!("../data/fit/tiny-fit.toml");

/// A bank read with the three scales and three roles of the tests' own library.
pub fn with_small_library(bank: &str) -> Arc<Bank> {
    let text = |name: &str, text: &str| SourceText::new(name, text);
    let library = Library {
        traits: text("traits.toml", include_str!("../data/traits.toml")),
        roles: text("roles.toml", include_str!("../data/roles.toml")),
        faq: text("faq.toml", include_str!("../data/faq.toml")),
        glossary: text("glossary.toml", include_str!("../data/glossary.toml")),
        narrative: text("narrative.toml", include_str!("../data/narrative.toml")),
        sources: text("sources.toml", include_str!("../data/sources.toml")),
        exams: text("exams.toml", ""),
    };
    match load(&text("bank.toml", bank), &library) {
        Ok(bank) => Arc::new(bank),
        Err(mistakes) => panic!("{mistakes}"),
    }
}

/// A small quiz with all six kinds of items, in the topics `first` (six items) and `second` (four).
pub fn quiz() -> Arc<Bank> {
    Arc::clone(&QUIZ)
}

pub fn scale(id: &str) -> ScaleId {
    ScaleId::new(id).unwrap()
}

/// What a role asks of a scale: level, weight, kind.
pub type Asked<'a> = (f64, f64, &'a str);

/// A small assessment. Its scales have so many statements (`a-1`, `a-2` …), the last one
/// reverse-keyed; its roles ask something of each scale. The first role is asked about, the second
/// is its rival. `more` is TOML for further items.
pub fn small(scales: &[(&str, usize)], roles: &[(&str, &[Asked])], more: &str) -> Arc<Bank> {
    let mut traits = String::new();
    let mut bank =
        String::from("[bank]\nid = \"small\"\nkind = \"assessment\"\ntitle = \"Small\"\n");
    let [(role, _), (rival, _), ..] = roles else {
        panic!("an assessment compares two roles");
    };
    writeln!(bank, "role = \"{role}\"\nrival = \"{rival}\"").unwrap();
    writeln!(bank, "[bank.cuts]\nstrong = 85\ngood = 75\nmixed = 60").unwrap();
    for (id, statements) in scales {
        writeln!(traits, "[[scale]]\nid = \"{id}\"\nname = \"{id}\"").unwrap();
        for key in ["definition", "low", "high", "strength"] {
            writeln!(traits, "{key} = \"text\"").unwrap();
        }
        for kind in ["habit", "try", "read"] {
            writeln!(traits, "[[scale.grow]]\nkind = \"{kind}\"\ntext = \"text\"").unwrap();
        }
        for number in 1..=*statements {
            let reverse = number == *statements;
            writeln!(
                bank,
                "[[item]]\nid = \"{id}-{number}\"\nkind = \"agreement\"\nstem = \"Text.\"\n\
                 scale = \"{id}\"\nreverse = {reverse}"
            )
            .unwrap();
        }
    }
    let mut jobs = String::new();
    for (id, profile) in roles {
        writeln!(
            jobs,
            "[[role]]\nid = \"{id}\"\nname = \"{id}\"\nshort = \"{id}\""
        )
        .unwrap();
        for key in [
            "summary",
            "day",
            "rewards",
            "costs",
            "routes_in",
            "routes_out",
        ] {
            writeln!(jobs, "{key} = \"text\"").unwrap();
        }
        for ((scale, _), (level, weight, kind)) in scales.iter().zip(*profile) {
            writeln!(
                jobs,
                "[[role.scale]]\nscale = \"{scale}\"\nlevel = {level}\nweight = {weight}\n\
                 kind = \"{kind}\"\nreason = \"text\""
            )
            .unwrap();
        }
    }
    bank.push_str(more);
    let library = Library {
        traits: SourceText::new("traits.toml", &traits),
        roles: SourceText::new("roles.toml", &jobs),
        faq: SourceText::new("faq.toml", ""),
        glossary: SourceText::new("glossary.toml", ""),
        narrative: SourceText::new("narrative.toml", ""),
        sources: SourceText::new("sources.toml", ""),
        exams: SourceText::new("exams.toml", ""),
    };
    match load(&SourceText::new("bank.toml", &bank), &library) {
        Ok(bank) => Arc::new(bank),
        Err(mistakes) => panic!("{mistakes}"),
    }
}

/// Two scales of eight and nine statements; `own` asks for 80 of each, `rest` for 40 and no more.
pub fn two_scales() -> Arc<Bank> {
    let own = [(80.0, 2.0, "at-least"), (80.0, 1.0, "at-least")];
    let other = [(40.0, 1.0, "near"), (40.0, 1.0, "near")];
    small(
        &[("a", 8), ("b", 9)],
        &[("own", &own), ("rest", &other)],
        "",
    )
}

/// What an assessment makes of answers.
pub fn fit_of(bank: &Bank, answers: &[Answer]) -> FitResult {
    fit(bank, bank.assessment().unwrap(), answers)
}

pub fn item<'a>(bank: &'a Bank, id: &str) -> &'a Item {
    bank.item(&ItemId::new(id).unwrap()).unwrap()
}

/// An answer without a measured time.
pub fn answer(item: &str, response: Response) -> Answer {
    Answer {
        item: ItemId::new(item).unwrap(),
        response: Some(response),
        certainty: None,
        seconds: None,
    }
}

pub fn skipped(item: &str) -> Answer {
    Answer {
        item: ItemId::new(item).unwrap(),
        response: None,
        certainty: None,
        seconds: None,
    }
}

pub fn step(item: &str, step: u8) -> Answer {
    answer(item, Response::Step(step))
}

pub fn choice(item: &str, option: &str) -> Answer {
    answer(item, Response::Choice(OptionId::new(option).unwrap()))
}

/// The step of a statement that adds `quarters` quarters to its scale, whichever way it is keyed.
pub fn step_for(item: &Item, quarters: u8) -> Response {
    let Kind::Agreement { reverse, .. } = item.kind else {
        panic!("`{}` is no statement", item.id);
    };
    Response::Step(if reverse { 5 - quarters } else { 1 + quarters })
}

/// Answers to the statements `scale-1`, `scale-2` … that add so many quarters each.
pub fn quarters(bank: &Bank, scale: &str, quarters: &[u8]) -> Vec<Answer> {
    let one = |(n, quarters): (usize, &u8)| {
        let id = format!("{scale}-{}", n + 1);
        answer(&id, step_for(item(bank, &id), *quarters))
    };
    quarters.iter().enumerate().map(one).collect()
}
