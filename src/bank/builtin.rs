//! The data that is compiled in: pofit needs no file to start.

use super::library::Library;
use super::mistake::SourceText;

/// The kinds of items by the words that files use: of assessments, of quizzes.
pub(super) const KINDS_OF_ITEMS: [&[&str]; 2] = [
    &["agreement", "situation", "pair"],
    &[
        "single",
        "multiple",
        "true-false",
        "order",
        "sort",
        "short-text",
    ],
];

/// A bank that is compiled in. What the home page shows of it stands here too, so that nothing
/// has to be parsed before the first frame; a test holds it against the bank.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// The bank's id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What one gets, in a line.
    pub about: &'static str,
    /// The file's name, for messages.
    pub file: &'static str,
    /// The file's text.
    pub text: &'static str,
}

/// The banks, in the order of the home page.
pub fn banks() -> &'static [Builtin] {
    &[
        Builtin {
            id: "product-owner-fit",
            title: "Is Product Owner a fit for me?",
            about: "A self-assessment: your traits beside four roles, and a next step.",
            file: "data/fit/product-owner.toml",
            text: include_str!("../../data/fit/product-owner.toml"),
        },
        Builtin {
            id: "po-or-project-manager",
            title: "Product Owner or Project Manager?",
            about: "A quiz: who decides what, with reasons and sources.",
            file: "data/quiz/po-or-project-manager.toml",
            text: include_str!("../../data/quiz/po-or-project-manager.toml"),
        },
        Builtin {
            id: "po-or-product-manager",
            title: "Product Owner or Product Manager?",
            about: "A quiz: one job or two, and who leads in what.",
            file: "data/quiz/po-or-product-manager.toml",
            text: include_str!("../../data/quiz/po-or-product-manager.toml"),
        },
        Builtin {
            id: "before-your-cspo",
            title: "Before your CSPO",
            about: "A quiz: what a Certified Scrum Product Owner course builds on.",
            file: "data/quiz/before-your-cspo.toml",
            text: include_str!("../../data/quiz/before-your-cspo.toml"),
        },
    ]
}

/// The data files beside the banks.
pub fn library() -> Library {
    Library {
        traits: SourceText::new("data/traits.toml", include_str!("../../data/traits.toml")),
        roles: SourceText::new("data/roles.toml", include_str!("../../data/roles.toml")),
        narrative: SourceText::new(
            "data/narrative.toml",
            include_str!("../../data/narrative.toml"),
        ),
        faq: SourceText::new("data/faq.toml", include_str!("../../data/faq.toml")),
        glossary: SourceText::new(
            "data/glossary.toml",
            include_str!("../../data/glossary.toml"),
        ),
        sources: SourceText::new("data/sources.toml", include_str!("../../data/sources.toml")),
        exams: SourceText::new("data/exams.toml", include_str!("../../data/exams.toml")),
    }
}
