//! What pofit knows: complete, sourced, readable on a small screen, and nothing in it that gives an
//! answer away.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::Stage;
use pofit::app::keys::{Context, lookup};
use pofit::app::{Action, App, Find, Message, Read, Screen};
use pofit::bank::{Bank, FaqGroup, Handbook, Kind, SourceText, Subject, builtin, handbook, load};
use pofit::coverage::{coverage, grade, untested};
use pofit::learn::{Entry, Learn};
use pofit::run::{Feedback, Length, Plan, Run};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

fn banks() -> Vec<Arc<Bank>> {
    let load = |found: &builtin::Builtin| {
        let text = SourceText::new(found.file, found.text);
        Arc::new(load(&text, &builtin::library()).unwrap_or_else(|mistakes| panic!("{mistakes}")))
    };
    builtin::banks().iter().map(load).collect()
}

fn quizzes() -> Vec<Arc<Bank>> {
    let mut banks = banks();
    banks.retain(|bank| bank.assessment().is_none());
    banks
}

fn book() -> Handbook {
    handbook(&builtin::library()).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn learn() -> Arc<Learn> {
    Arc::new(Learn {
        handbook: book(),
        quizzes: quizzes(),
    })
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

#[test]
fn every_question_of_the_article_is_answered() {
    let book = book();
    let of = |group| book.questions.iter().filter(|q| q.group == group).count();
    assert_eq!(of(FaqGroup::ProductOwner), 18);
    assert_eq!(of(FaqGroup::Training), 14);
    for question in &book.questions {
        let number = words(question.answer.as_str());
        assert!(
            (80..=250).contains(&number),
            "{}: {number} words",
            question.id
        );
        assert!(words(question.short.as_str()) <= 40, "{}", question.id);
        let inner = question.short.as_str().trim_end_matches(['.', '!', '?']);
        assert!(!inner.contains(". "), "{}: one sentence", question.id);
        assert!(
            !question.sources.is_empty(),
            "{} has no source",
            question.id
        );
        assert!(
            !question.related.is_empty(),
            "{} leads nowhere",
            question.id
        );
        assert!(
            !question.related.contains(&question.id),
            "{} leads to itself",
            question.id
        );
    }
    let quizzes = quizzes();
    let quizzes: Vec<&Bank> = quizzes.iter().map(|bank| &**bank).collect();
    assert_eq!(untested(&book, &quizzes), Vec::<String>::new());
}

#[test]
fn answers_that_age_say_when_they_were_true() {
    for question in &book().questions {
        let text = question.answer.as_str().to_lowercase();
        let ages = ["renewed", "renewal", "dollars", "fee", "fees"];
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        if words.any(|word| ages.contains(&word)) {
            assert!(
                question.as_of.is_some(),
                "{} holds facts that age",
                question.id
            );
        }
    }
}

#[test]
fn the_glossary_is_large_and_each_term_is_explained() {
    let book = book();
    assert!(book.terms.len() >= 60, "{}", book.terms.len());
    for term in &book.terms {
        let number = words(term.definition.as_str());
        assert!((15..=70).contains(&number), "{}: {number} words", term.id);
        assert!(!term.sources.is_empty(), "{} has no source", term.id);
    }
}

#[test]
fn every_bank_covers_its_blueprint_and_gives_no_answer_away() {
    for bank in banks() {
        assert_eq!(
            coverage(&bank).faults,
            Vec::<String>::new(),
            "{}",
            bank.head.id
        );
    }
    let count = |id: &str| {
        let banks = banks();
        let bank = banks
            .iter()
            .find(|bank| bank.head.id.as_ref() == id)
            .unwrap();
        let scenarios = bank.items.iter().filter(|item| item.scenario).count();
        (bank.items.len(), scenarios)
    };
    assert!(count("po-or-project-manager").0 >= 80);
    assert!(count("po-or-product-manager").0 >= 30);
    let (items, scenarios) = count("before-your-cspo");
    assert!(
        items >= 160 && scenarios >= 40,
        "{items} items, {scenarios} scenarios"
    );
}

#[test]
fn a_bank_that_gives_answers_away_is_told() {
    let item = |n: usize, key: &str, others: [&str; 3], place: usize| {
        let mut options: Vec<(String, bool)> =
            others.iter().map(|o| ((*o).to_owned(), false)).collect();
        options.insert(place, (key.to_owned(), true));
        let mut text = format!(
            "[[item]]\nid = \"i{n}\"\nkind = \"single\"\nstem = \"Question {n}?\"\nfixed_order = false\nsources = [\"scrum-guide-2020\"]\n"
        );
        for (m, (option, key)) in options.iter().enumerate() {
            let _ = write!(
                text,
                "[[item.option]]\nid = \"o{m}\"\ntext = \"{option}\"\nkey = {key}\nwhy = \"So it is.\"\n"
            );
        }
        text
    };
    let bank = |items: String| {
        let head = "[bank]\nid = \"t\"\nkind = \"quiz\"\ntitle = \"T\"\n".to_owned();
        load(
            &SourceText::new("t.toml", &(head + &items)),
            &builtin::library(),
        )
        .unwrap()
    };
    let longest: String = (0..20)
        .map(|n| {
            item(
                n,
                "the longest of all by far",
                ["a short one", "one more", "the last"],
                n % 4,
            )
        })
        .collect();
    let told = coverage(&bank(longest)).faults.join("\n");
    assert!(
        told.contains("the key is the longest option in 20 of 20"),
        "{told}"
    );
    let absolute: String = (0..20)
        .map(|n| {
            item(
                n,
                "often so, it depends",
                [
                    "it is always so and so",
                    "it is never so at all",
                    "only one way of it",
                ],
                n % 4,
            )
        })
        .collect();
    let told = coverage(&bank(absolute)).faults.join("\n");
    assert!(told.contains("words such as 'always'"), "{told}");
    let above: String = item(
        1,
        "this one here",
        ["all of the above", "that one", "those"],
        0,
    );
    let told = coverage(&bank(above)).faults.join("\n");
    assert!(told.contains("an option about options"), "{told}");
}

#[test]
fn every_scale_and_role_tells_what_a_person_needs() {
    for bank in banks() {
        let Subject::Assessment(frame) = &bank.subject else {
            continue;
        };
        assert!(frame.scales.len() >= 9);
        assert_eq!(frame.roles.len(), 4);
        for scale in &frame.scales {
            for text in [&scale.low, &scale.high] {
                assert!(
                    text.as_str().contains("asset"),
                    "{}: when is it an asset?",
                    scale.id
                );
            }
            assert_eq!(scale.grow.len(), 3, "{}", scale.id);
        }
        for role in &frame.roles {
            for (what, text) in [
                ("day", &role.day),
                ("rewards", &role.rewards),
                ("costs", &role.costs),
                ("routes in", &role.routes_in),
                ("routes out", &role.routes_out),
            ] {
                assert!(words(text.as_str()) >= 20, "{}: {what} is thin", role.id);
            }
        }
        assert!(frame.narrative.len() >= 30);
        for item in &bank.items {
            if let Kind::Agreement { .. } = item.kind {
                let found = grade(item.stem.as_str());
                assert!(found <= 8.0, "{} reads at grade {found:.1}", item.id);
            }
        }
    }
}

#[test]
fn a_few_letters_find_what_is_meant() {
    let learn = learn();
    for (words, title) in [
        ("daily scrum", "Do Product Owners attend Daily Scrums?"),
        (
            "do I need to code",
            "Do you need to be a developer to be a Product Owner for a software company?",
        ),
        (
            "entrepreneur",
            "Do entrepreneurs make great Product Owners?",
        ),
        ("sprnit review", "Sprint Review"),
        ("velocity", "story points and velocity"),
        ("product goal", "Product Goal"),
        (
            "is it for me",
            "How will I know if a Product Owner role is a great fit for me?",
        ),
        (
            "PO vs project manager",
            "What is the difference between a Product Owner and a project manager?",
        ),
        (
            "how long is the course",
            "How long is the CSPO course and how is it configured?",
        ),
    ] {
        let found = learn.search(words);
        let first = found.first().map(|entry| learn.title(entry));
        assert_eq!(first, Some(title), "{words}");
    }
    assert_eq!(learn.search("").len(), learn.entries().len());
    assert!(learn.search("zzzzq").is_empty());
    for odd in [
        "\u{1b}[2J",
        "'",
        "^^^",
        "!",
        "   ",
        "ß",
        "日本",
        &"x".repeat(5000),
    ] {
        let _ = learn.search(odd);
    }
}

#[test]
fn every_link_of_every_entry_leads_somewhere() {
    let learn = learn();
    for entry in learn.entries() {
        let page = pofit::report::article(&learn, &entry);
        for target in &page.targets {
            match target {
                pofit::report::Target::Entry(entry) => assert!(!learn.title(entry).is_empty()),
                pofit::report::Target::Number(number) => {
                    panic!("{entry:?} is no result, and leads to {number:?}")
                }
                pofit::report::Target::Items(bank, items) => {
                    let bank = learn.quiz(bank).unwrap();
                    assert!(items.iter().all(|item| bank.item(item).is_some()));
                }
            }
        }
        if let Entry::Question(_) = entry {
            assert!(page.targets.len() > 2, "{entry:?} leads nowhere");
        }
    }
}

/// All rows of a page at 60x20, by paging through it as a person would.
fn read_through(stage: &mut Stage) -> String {
    stage.size = (60, 20);
    stage.paint();
    let mut seen = stage.text();
    let mut before = String::new();
    for _ in 0..60 {
        stage.send(Message::Act(Action::Down));
        let now = stage.text();
        if now == before {
            break;
        }
        seen += "\n";
        seen += &now;
        before = now;
    }
    seen
}

/// The words of a text, so that line breaks do not matter.
fn bare(text: &str) -> String {
    let odd = |c: char| !c.is_alphanumeric();
    text.split(odd)
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Holds that each line's worth of a text was seen somewhere.
fn assert_seen(seen: &BTreeSet<String>, all: &str, text: &str, what: &str) {
    for word in bare(text).split_whitespace() {
        assert!(
            seen.contains(word),
            "{what}: `{word}` of `{text}` was not seen in\n{all}"
        );
    }
}

fn seen_words(seen: &str) -> BTreeSet<String> {
    bare(seen).split(' ').map(str::to_owned).collect()
}

#[test]
fn every_question_and_term_can_be_read_on_a_small_screen() {
    let learn = learn();
    for entry in learn.entries() {
        let mut stage = Stage::new();
        let behind = Screen::Find(Box::new(Find::new(Arc::clone(&learn))));
        stage.app.screen = Screen::Read(Box::new(Read::new(
            Arc::clone(&learn),
            entry.clone(),
            behind,
        )));
        let all = read_through(&mut stage);
        let seen = seen_words(&all);
        let title = learn.title(&entry);
        if let Some(question) = learn.question(&entry) {
            assert_seen(&seen, &all, question.short.as_str(), title);
            assert_seen(&seen, &all, question.answer.as_str(), title);
        } else {
            assert_seen(&seen, &all, learn.summary(&entry), title);
        }
    }
}

#[test]
fn every_item_can_be_answered_and_understood_on_a_small_screen() {
    for bank in banks() {
        let plan = Plan {
            length: Length::All,
            feedback: Feedback::AfterEach,
            ..Plan::new(1)
        };
        let run = Run::new(Arc::clone(&bank), plan).unwrap();
        let mut stage = Stage::new();
        stage.app = App::new(1, Vec::new());
        stage.size = (60, 20);
        stage.app.begin(Arc::clone(&bank), run.plan().clone(), 0);
        for place in 0..run.len() {
            let (item, slot) = run.nth(place).unwrap();
            stage.send(Message::Act(Action::Review));
            stage.send(Message::Act(Action::Pick(place + 1)));
            stage.paint();
            let mut all = stage.text();
            let rows = slot.order.len().max(5);
            for _ in 0..rows {
                stage.send(Message::Act(Action::Down));
                all += "\n";
                all += &stage.text();
            }
            let seen = seen_words(&all);
            assert_seen(&seen, &all, item.stem.as_str(), item.id.as_ref());
            for id in &slot.order {
                let text = pofit::report::text_of(&item.kind, id);
                assert_seen(&seen, &all, &text, item.id.as_ref());
            }
            // Answered, a quiz item's explanation can be read to its end.
            if lookup(stage.app.context(), pofit::app::keys::Key::Enter).is_some()
                && bank.assessment().is_none()
            {
                if stage.app.context() == Context::Sort {
                    for _ in &slot.order {
                        stage.send(Message::Act(Action::First));
                        for _ in 0..slot.order.len() {
                            stage.send(Message::Act(Action::Pick(0)));
                        }
                    }
                } else if stage.app.context() == Context::Tick {
                    stage.send(Message::Act(Action::Toggle));
                } else if stage.app.context() == Context::Write {
                    stage.type_text("x");
                }
                stage.send(Message::Act(Action::Confirm));
                assert_eq!(stage.app.context(), Context::Explained, "{}", item.id);
                let all = read_through(&mut stage);
                let seen = seen_words(&all);
                let told = pofit::report::explain(&bank, item, &slot.order, None);
                for option in &told.options {
                    assert_seen(&seen, &all, &option.text, item.id.as_ref());
                    assert_seen(
                        &seen,
                        &all,
                        option.why.as_deref().unwrap_or(""),
                        item.id.as_ref(),
                    );
                }
                assert_seen(
                    &seen,
                    &all,
                    told.takeaway.as_deref().unwrap_or(""),
                    item.id.as_ref(),
                );
                assert_seen(&seen, &all, &told.sources.join(" "), item.id.as_ref());
            }
        }
    }
}
