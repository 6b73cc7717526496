//! Finished quizzes in which somebody said how sure they were.
//!
//! Included by path, as `banks` is.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "helpers of tests: each file uses some of them, and they fail by panicking"
)]

use pofit::bank::{Answer, Certainty, OptionId, Response, Slug, SourceText, builtin, load};
use pofit::run::Run;
use std::fmt::Write;
use std::sync::Arc;

/// Answers right and not right.
pub type Tally = (usize, usize);

/// A run of so many statements, all true, with answers right and not right at each level, rising, and
/// without one.
pub fn run(low: Tally, fair: Tally, sure: Tally, unsaid: Tally) -> Run {
    let levels = Certainty::ALL.into_iter().map(Some).chain([None]);
    let tallies = levels.zip([low, fair, sure, unsaid]);
    let given: Vec<(Option<Certainty>, bool)> = tallies
        .flat_map(|(level, (right, wrong))| {
            let right = std::iter::repeat_n((level, true), right);
            right.chain(std::iter::repeat_n((level, false), wrong))
        })
        .collect();
    let mut bank = String::from(
        "[bank]\nid = \"statements\"\nkind = \"quiz\"\ntitle = \"Statements\"\n\
         [[topic]]\nid = \"all\"\nname = \"All of them\"\n",
    );
    for n in 0..given.len() {
        write!(
            bank,
            "[[item]]\nid = \"s-{n}\"\nkind = \"true-false\"\ntopic = \"all\"\n\
             stem = \"Statement {n} is true.\"\nanswer = true\nwhy_true = \"It is.\"\n\
             why_false = \"It is not.\"\n"
        )
        .unwrap();
    }
    let text = SourceText::new("statements.toml", &bank);
    let bank = Arc::new(load(&text, &builtin::library()).unwrap());
    let answers: Vec<Answer> = given
        .into_iter()
        .zip(&bank.items)
        .map(|((certainty, right), item)| Answer {
            item: item.id.clone(),
            response: Some(Response::Choice(
                OptionId::new(if right { "true" } else { "false" }).unwrap(),
            )),
            certainty,
            seconds: None,
        })
        .collect();
    Run::from_answers(bank, 1, &answers).unwrap()
}

/// One for each word that can be said about somebody's judgement.
pub fn each_judgement() -> [(&'static str, Run); 6] {
    [
        ("over", run((3, 3), (4, 2), (5, 7), (2, 1))),
        ("under", run((6, 0), (6, 0), (3, 0), (0, 0))),
        ("unclear", run((6, 0), (6, 1), (3, 0), (0, 0))),
        ("both", run((10, 0), (3, 1), (3, 9), (0, 0))),
        ("well-judged", run((4, 4), (7, 2), (9, 1), (0, 0))),
        ("too-few", run((3, 2), (0, 0), (1, 1), (5, 5))),
    ]
}
