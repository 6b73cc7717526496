//! Broken data files: each mistake is told at its place with what to do, and nothing panics.
//!
//! `tests/bad-banks` holds pairs: `NAME.toml` with the mistake, `NAME.txt` with what must be said.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

use miette::{GraphicalReportHandler, GraphicalTheme};
use pofit::bank::text::is_hazard;
use pofit::bank::{
    BankId, Library, Mistakes, Rule, Severity, SourceText, Text, builtin, check, lint, load,
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

/// A quiz with every kind of item.
const QUIZ: &str = include_str!("good-banks/small-quiz.toml");
/// An assessment of three scales, with a library of its own.
const ASSESSMENT: &str = include_str!("data/fit/tiny-fit.toml");

fn small_library() -> Library {
    Library {
        traits: SourceText::new("traits.toml", include_str!("data/traits.toml")),
        roles: SourceText::new("roles.toml", include_str!("data/roles.toml")),
        faq: SourceText::new("faq.toml", include_str!("data/faq.toml")),
        glossary: SourceText::new("glossary.toml", include_str!("data/glossary.toml")),
        narrative: SourceText::new("narrative.toml", include_str!("data/narrative.toml")),
        sources: SourceText::new("sources.toml", include_str!("data/sources.toml")),
        exams: SourceText::new("exams.toml", ""),
    }
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The files of a folder that end so, in order.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|found| found == extension));
    found.sort();
    found
}

fn stems(folder: &str, extension: &str) -> BTreeSet<String> {
    let files = files(folder, extension);
    let stem = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.iter().map(stem).collect()
}

/// Each broken file by its name, with its text and what must be said of it.
fn broken() -> Vec<(String, String, String)> {
    let read = |stem: String| {
        let path = root("tests/bad-banks").join(&stem);
        let text = fs::read_to_string(path.with_extension("toml")).unwrap();
        let said = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        (format!("{stem}.toml"), text, said)
    };
    let stems = stems("tests/bad-banks", "toml");
    stems.into_iter().map(read).collect()
}

/// Checks every broken file in a guise; what is said of it must be what its other half says.
fn differences(guise: impl Fn(&str) -> String) -> String {
    let library = builtin::library();
    let mut different = String::new();
    for (name, text, said) in broken() {
        let found = check(&SourceText::new(&name, &guise(&text)), &library).to_string();
        let said = said.trim_end_matches('\n');
        if found != said {
            write!(
                different,
                "\n{name}\n- wanted:\n{said}\n- found:\n{found}\n"
            )
            .unwrap();
        }
    }
    different
}

/// What holds for the mistakes of any text: they lie in it and can be shown anywhere.
#[track_caller]
fn assert_harmless(mistakes: &Mistakes, text: &str) {
    let lines = mistakes.to_string();
    assert_eq!(lines.lines().count(), mistakes.len(), "{lines}");
    assert!(!lines.chars().any(is_hazard), "{lines:?}");
    for mistake in mistakes {
        let span = mistake.span.clone();
        assert!(text.get(span.clone()).is_some(), "{span:?}: {mistake}");
        assert!(!mistake.message.is_empty() && !mistake.help.is_empty());
        for words in [&mistake.message, &mistake.help] {
            assert!(!words.chars().any(is_hazard), "{words:?}");
        }
    }
    let theme = GraphicalTheme::none();
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    for mistake in mistakes.iter().take(3) {
        let mut drawn = String::new();
        handler.render_report(&mut drawn, mistake).unwrap();
        assert!(!drawn.chars().any(is_hazard), "{drawn:?}");
        assert!(drawn.len() < 10_000, "{} bytes for {mistake}", drawn.len());
        // The same place as in a line.
        let (line, column) = mistake.source.line_column(mistake.span.start);
        let place = format!("[{}:{line}:{column}]", mistake.source.name);
        assert!(drawn.contains(&place), "{place} in {drawn}");
    }
}

/// Checks and loads a text, whatever it is: mistakes are harmless, and none means a bank.
#[track_caller]
fn assert_told_or_good(text: &str, library: &Library) {
    let file = SourceText::new("any.toml", text);
    assert_harmless(&lint(&file, library), text);
    let mistakes = check(&file, library);
    assert_harmless(&mistakes, text);
    match load(&file, library) {
        Ok(_) => assert!(mistakes.is_empty(), "{mistakes}"),
        Err(others) => {
            assert!(!others.is_empty());
            assert_harmless(&others, text);
            // A file of traits, roles, questions or sources may be good and is no bank.
            let is_other = others.iter().any(|mistake| mistake.rule == Rule::WrongFile);
            assert!(is_other || !mistakes.is_empty(), "{others}");
        }
    }
}

#[test]
fn every_broken_bank_is_told_where_and_what_to_do() {
    let [toml, txt] = ["toml", "txt"].map(|extension| stems("tests/bad-banks", extension));
    let alone: Vec<&String> = toml.symmetric_difference(&txt).collect();
    let different = differences(str::to_owned);
    assert!(
        alone.is_empty() && different.is_empty(),
        "without their other half: {alone:?}\n{different}"
    );
    assert!(toml.len() >= 30, "only {} pairs", toml.len());
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_move_no_place() {
    let different = differences(|text| text.replace('\n', "\r\n"));
    assert!(different.is_empty(), "{different}");
    let different = differences(|text| format!("\u{feff}{text}"));
    assert!(different.is_empty(), "{different}");
}

#[test]
fn every_rule_is_broken_by_one_of_the_files() {
    let library = builtin::library();
    let mut met = BTreeSet::new();
    for (name, text, _) in broken() {
        let mistakes = check(&SourceText::new(&name, &text), &library);
        assert!(!mistakes.is_empty(), "{name} is good");
        assert_harmless(&mistakes, &text);
        met.extend(mistakes.iter().map(|mistake| mistake.rule));
    }
    let unmet: Vec<Rule> = Rule::ALL
        .into_iter()
        .filter(|rule| rule.severity() == Severity::Mistake && !met.contains(rule))
        .collect();
    assert!(unmet.is_empty(), "no file breaks {unmet:?}");
    let codes: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    let in_order: Vec<String> = (1..=codes.len()).map(|n| format!("PF{n:03}")).collect();
    assert_eq!(codes, in_order);
}

#[test]
fn a_file_without_a_bank_is_refused_as_one() {
    let file = SourceText::new("any.toml", "[[scale]]\nid = \"vision\"\n");
    let mistakes = load(&file, &builtin::library()).unwrap_err();
    let rules: Vec<Rule> = mistakes.iter().map(|mistake| mistake.rule).collect();
    assert_eq!(rules, [Rule::WrongFile], "{mistakes}");
}

#[test]
fn a_broken_library_is_told_once_and_not_through_the_bank() {
    let mut library = builtin::library();
    let file = SourceText::new("quiz.toml", QUIZ);
    for (text, rule) in [
        ("[[source]\n", Rule::Syntax),
        (
            "[[source]]\nid = \"scrum-guide-2020\"\nauthor = \"A\"\ntitle = \"T\"\n",
            Rule::MissingKey,
        ),
    ] {
        library.sources = SourceText::new("sources.toml", text);
        let mistakes = load(&file, &library).unwrap_err();
        let mut own = mistakes.iter().filter(|m| *m.source.name == *"quiz.toml");
        assert!(own.next().is_none(), "{mistakes}");
        let of_sources = |name: &str| name == "sources.toml";
        let mut sources = mistakes.iter().filter(|m| of_sources(&m.source.name));
        assert!(sources.any(|mistake| mistake.rule == rule), "{mistakes}");
    }
}

#[test]
fn built_in_data_files_have_no_mistakes() {
    let library = builtin::library();
    for folder in ["data", "data/fit", "data/quiz"] {
        let files = files(folder, "toml");
        assert!(!files.is_empty(), "nothing in {folder}");
        for path in files {
            let name = path.to_str().unwrap();
            let file = SourceText::new(name, &fs::read_to_string(&path).unwrap());
            let mistakes = check(&file, &library);
            assert!(mistakes.is_empty(), "{mistakes}");
        }
    }
}

#[test]
fn built_in_banks_are_as_the_home_page_shows_them() {
    let library = builtin::library();
    for builtin in builtin::banks() {
        let bank = load(&SourceText::new(builtin.file, builtin.text), &library)
            .unwrap_or_else(|mistakes| panic!("{mistakes}"));
        assert_eq!(AsRef::<str>::as_ref(&bank.head.id), builtin.id);
        assert_eq!(bank.head.title.as_str(), builtin.title);
        // It stands in the program alone: one line that can be painted as it is.
        assert_eq!(Text::new(builtin.about).unwrap().as_str(), builtin.about);
        let on_disk = fs::read_to_string(root(builtin.file)).unwrap();
        assert!(on_disk == builtin.text, "{} is another file", builtin.file);
    }
    let ids: BTreeSet<&str> = builtin::banks().iter().map(|bank| bank.id).collect();
    assert_eq!(ids.len(), builtin::banks().len());
    let known: BTreeSet<PathBuf> = builtin::banks().iter().map(|b| root(b.file)).collect();
    let all = ["data/fit", "data/quiz"].map(|folder| files(folder, "toml"));
    assert_eq!(known, all.into_iter().flatten().collect());
}

#[test]
fn line_ends_make_no_other_bank() {
    let library = builtin::library();
    let read = |text: &str| {
        load(&SourceText::new("quiz.toml", text), &library).unwrap_or_else(|m| panic!("{m}"))
    };
    let good = read(QUIZ);
    assert_eq!(good.items.len(), 6);
    assert_eq!(
        good.head.id,
        <BankId as pofit::bank::Slug>::new("small").unwrap()
    );
    for other in [QUIZ.replace('\n', "\r\n"), format!("\u{feff}{QUIZ}")] {
        let other = read(&other);
        assert_eq!(other.items, good.items);
        assert_eq!(other.head, good.head);
        assert_eq!(other.subject, good.subject);
    }
}

const DEEP: usize = 10_000;
const MANY: usize = 100_000;
const LONG: usize = 1_000_000;

/// A quiz with some lines in its first table.
fn quiz_with(lines: &str) -> String {
    let head = "[bank]\nid = \"b\"\nkind = \"quiz\"\ntitle = \"T\"\n";
    format!("{head}{lines}\n{}", item("i"))
}

fn item(id: &str) -> String {
    let rest = "stem = \"S\"\nanswer = true\nwhy_true = \"Y\"\nwhy_false = \"N\"\n";
    format!("[[item]]\nid = \"{id}\"\nkind = \"true-false\"\n{rest}")
}

/// Odd characters and long lines, by what they are.
fn hostile_characters() -> Vec<(&'static str, String)> {
    let version = |text: &str| quiz_with(&format!("version = \"{text}\""));
    vec![
        ("NUL bytes", "\0".repeat(LONG)),
        ("a NUL in a text", version("a\0b")),
        ("a line of 1 MB", "x".repeat(LONG)),
        ("a text of 1 MB", version(&"é".repeat(LONG / 2))),
        (
            "an open text of 1 MB",
            "x = \"".to_owned() + &"y".repeat(LONG),
        ),
        ("a key of 1 MB", quiz_with(&("k".repeat(LONG) + " = 1"))),
        ("an id of 1 MB", quiz_with(&item(&"k".repeat(LONG)))),
        ("quotation marks", "\"".repeat(LONG)),
        ("equals signs", "=".repeat(MANY)),
        ("wrong escapes", version(&"\\q".repeat(DEEP))),
        ("lone surrogates", version(&"\\ud800\\udfff".repeat(DEEP))),
        ("hazards", version(&"\u{202e}\u{200b}".repeat(DEEP))),
        ("a byte order mark alone", "\u{feff}".to_owned()),
        (
            "two of them",
            "\u{feff}\u{feff}".to_owned() + &quiz_with(""),
        ),
        ("carriage returns alone", quiz_with("").replace('\n', "\r")),
        ("nothing", String::new()),
    ]
}

/// Nesting that no stack could hold.
fn hostile_nesting() -> Vec<(&'static str, String)> {
    let x = |open: &str, close: &str| format!("x = {}1{}", open.repeat(DEEP), close.repeat(DEEP));
    vec![
        ("arrays within arrays", quiz_with(&x("[", "]"))),
        ("open arrays", x("[", "")),
        (
            "very many open arrays",
            "x = ".to_owned() + &"[".repeat(LONG),
        ),
        ("open brackets", "[".repeat(LONG)),
        ("tables within tables", quiz_with(&x("{ a = ", " }"))),
        ("open tables", x("{ a = ", "")),
        ("tables within arrays", quiz_with(&x("[{ a = ", " }]"))),
        ("a deep key", quiz_with(&("a.".repeat(DEEP) + "a = 1"))),
        ("a deep header", format!("[{}a]", "a.".repeat(DEEP))),
        ("deep keys below a deep header", {
            let key = "a.".repeat(70);
            format!("[{key}a]\n{key}a = {}{}", "[".repeat(70), "]".repeat(70))
        }),
    ]
}

/// Very much of something.
fn hostile_numbers() -> Vec<(&'static str, String)> {
    let list = |of: &str| format!("authors = [{}]", of.repeat(MANY));
    let each =
        |text: &dyn Fn(usize) -> String| (0..DEEP / 2).map(text).collect::<Vec<_>>().concat();
    let answers = each(&|n| format!("\"{n}\", "));
    vec![
        ("a long array", quiz_with(&list("1, "))),
        ("a long array of empty texts", quiz_with(&list("\"\", "))),
        ("a long array of tables", quiz_with(&list("{}, "))),
        ("a wrong line many times", "=\n".repeat(DEEP)),
        ("a key many times", quiz_with(&"k = 1\n".repeat(DEEP))),
        ("a header many times", "[bank]\n".repeat(DEEP)),
        ("many keys", quiz_with(&each(&|n| format!("k{n} = 1\n")))),
        ("many items", quiz_with(&each(&|n| item(&format!("i{n}"))))),
        ("an item many times", quiz_with(&item("i").repeat(DEEP / 2))),
        ("many names of nothing", {
            let one = |n| item(&format!("i{n}")) + &format!("topic = \"t{n}\"\nfaq = [\"f{n}\"]\n");
            quiz_with(&each(&one))
        }),
        ("many answers", {
            let kind = "kind = \"short-text\"\nexplanation = \"E\"\nstem = \"S\"";
            quiz_with(&format!(
                "[[item]]\nid = \"a\"\n{kind}\naccept = [{answers}]"
            ))
        }),
        ("many options", {
            let option = |n| format!("[[item.option]]\nid = \"o{n}\"\ntext = \"O{n}\"\n");
            let kind = "kind = \"single\"\nstem = \"S\"";
            quiz_with(&format!("[[item]]\nid = \"a\"\n{kind}\n{}", each(&option)))
        }),
    ]
}

#[test]
fn hostile_texts_are_refused_quickly_and_nothing_overflows() {
    // Long enough for a loaded machine; what takes longer grows faster than the text.
    const DEADLINE: Duration = Duration::from_secs(30);
    let all = [hostile_characters(), hostile_nesting(), hostile_numbers()];
    for (what, text) in all.into_iter().flatten() {
        let (done, ended) = channel();
        // A thread of its own has the stack of any thread, and can be given up.
        let work = std::thread::spawn(move || {
            assert_told_or_good(&text, &builtin::library());
            done.send(()).unwrap();
        });
        if ended.recv_timeout(DEADLINE).is_err() {
            let failed = work.is_finished();
            panic!(
                "{what}: {}",
                if failed { "it panicked" } else { "too slow" }
            );
        }
    }
}

/// Pieces of which files are made, in no good order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "[",
            "]",
            "[[",
            "]]",
            "{",
            "}",
            "=",
            " = ",
            ".",
            ",",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "#",
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "\\",
            "\\u",
            "\\ud800",
            "\\u001b",
            "true",
            "1",
            "-1",
            "1.5",
            "nan",
            "inf",
            "1e999",
            "2020-01-01",
            "bank",
            "[bank]\n",
            "[[item]]\n",
            "[[item.option]]\n",
            "[[scale]]\n",
            "[[role]]\n",
            "[[question]]\n",
            "[[source]]\n",
            "id = \"a\"\n",
            "kind = \"quiz\"\n",
            "kind = \"assessment\"\n",
            "kind = \"pair\"\n",
            "kind = \"situation\"\n",
            "scores = { vision = 1 }\n",
            "weight = nan\n",
            "é",
            "\u{202e}",
            "\u{feff}",
            "\u{200b}",
            "\0",
            "\u{1b}[2J",
            "\u{10ffff}",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        "[a-z_]{1,12}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A text with a range of its bytes replaced, one to four times.
fn mutated(good: &'static str) -> impl Strategy<Value = String> {
    let bytes = prop_oneof![
        Just(Vec::new()),
        proptest::collection::vec(any::<u8>(), 0..8),
        pieces().prop_map(String::into_bytes),
        // A piece of the text itself.
        (0..good.len(), 0..80_usize)
            .prop_map(move |(at, len)| { good.bytes().skip(at).take(len).collect() }),
    ];
    let change = (0..good.len(), 0..40_usize, bytes);
    proptest::collection::vec(change, 1..5).prop_map(move |changes| {
        let mut text = good.as_bytes().to_vec();
        for (at, len, bytes) in changes {
            let at = at.min(text.len());
            let end = (at + len).min(text.len());
            text.splice(at..end, bytes);
        }
        String::from_utf8_lossy(&text).into_owned()
    })
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        assert_told_or_good(&String::from_utf8_lossy(&bytes), &builtin::library());
    }

    #[test]
    fn no_pieces_of_a_file_make_it_panic(text in pieces()) {
        assert_told_or_good(&text, &builtin::library());
    }

    #[test]
    fn no_change_to_a_good_quiz_makes_it_panic(text in mutated(QUIZ)) {
        assert_told_or_good(&text, &builtin::library());
    }
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn no_change_to_a_good_assessment_makes_it_panic(text in mutated(ASSESSMENT)) {
        assert_told_or_good(&text, &small_library());
    }

    #[test]
    fn no_change_to_a_library_makes_it_panic(
        traits in mutated(include_str!("data/traits.toml")),
        roles in mutated(include_str!("data/roles.toml")),
        faq in mutated(include_str!("data/faq.toml")),
        glossary in mutated(include_str!("data/glossary.toml")),
        narrative in mutated(include_str!("data/narrative.toml")),
        sources in mutated(include_str!("data/sources.toml")),
    ) {
        let library = small_library();
        for text in [&traits, &roles, &faq, &glossary, &narrative, &sources] {
            assert_harmless(&check(&SourceText::new("any.toml", text), &library), text);
        }
        let broken = Library {
            traits: SourceText::new("traits.toml", &traits),
            roles: SourceText::new("roles.toml", &roles),
            faq: SourceText::new("faq.toml", &faq),
            glossary: SourceText::new("glossary.toml", &glossary),
            narrative: SourceText::new("narrative.toml", &narrative),
            sources: SourceText::new("sources.toml", &sources),
            exams: SourceText::new("exams.toml", ""),
        };
        if let Err(mistakes) = load(&SourceText::new("fit.toml", ASSESSMENT), &broken) {
            assert!(!mistakes.is_empty());
            assert!(!mistakes.to_string().chars().any(is_hazard));
        }
    }
}
