//! Banks in the formats of other programs: what is read, what is lost and told, what comes back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

use pofit::bank::{Bank, Handbook, SourceText, builtin, handbook, load};
use pofit::exchange::{
    Body, Format, Imported, Naming, NeutralItem, Part, Settled, neutral, read, settle, write,
};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::LazyLock;

static KNOWN: LazyLock<Handbook> = LazyLock::new(|| handbook(&builtin::library()).unwrap());

fn sample(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/exchange/");
    std::fs::read_to_string(format!("{folder}{name}")).unwrap()
}

fn bank_of(text: &str) -> Bank {
    load(&SourceText::new("bank", text), &builtin::library())
        .unwrap_or_else(|mistakes| panic!("{mistakes}\n{text}"))
}

fn settled(found: Imported) -> Settled {
    let naming = Naming {
        fallback: "a test".to_owned(),
        ..Naming::default()
    };
    settle(found, &naming, &KNOWN)
}

/// A sample's items as the bank has them, and its losses in words.
fn imported(format: Format, name: &str) -> (Vec<NeutralItem>, Vec<String>) {
    let settled = settled(read(format, &sample(name)).unwrap());
    let losses = settled.losses.iter().map(ToString::to_string).collect();
    (neutral(&bank_of(&settled.text)), losses)
}

fn quizzes() -> Vec<Bank> {
    let texts = builtin::banks().iter();
    let banks = texts.map(|bank| bank_of(bank.text));
    banks.filter(|bank| bank.assessment().is_none()).collect()
}

fn single(items: &[NeutralItem], n: usize) -> Vec<(&str, bool)> {
    match &items[n].body {
        Body::Single(parts) | Body::Multiple(parts) => parts
            .iter()
            .map(|part| (part.text.as_str(), part.key))
            .collect(),
        other => panic!("{other:?}"),
    }
}

/// What the format says that it cannot hold, taken out of an item.
fn reduced(mut item: NeutralItem, format: Format) -> NeutralItem {
    let qti = matches!(format, Format::Qti | Format::Qti3);
    let table = matches!(format, Format::Csv | Format::Tsv);
    let anki = format == Format::Anki;
    let letters = |parts: Vec<&mut Part>| {
        for (part, letter) in parts.into_iter().zip('a'..) {
            part.id = Some(letter.to_string());
        }
    };
    if !qti && !table {
        match &mut item.body {
            Body::Single(parts) | Body::Multiple(parts) | Body::Order(parts) => {
                letters(parts.iter_mut().collect());
            }
            Body::Sort { groups, cards } => {
                // Groups stand as the cards name them.
                let mut order: Vec<usize> = Vec::new();
                for (_, place) in cards.iter() {
                    if !order.contains(place) {
                        order.push(*place);
                    }
                }
                *groups = order.iter().map(|place| groups[*place].clone()).collect();
                for (_, place) in cards.iter_mut() {
                    *place = order.iter().position(|known| known == place).unwrap();
                }
                letters(groups.iter_mut().collect());
                letters(cards.iter_mut().map(|(card, _)| card).collect());
            }
            _ => {}
        }
    }
    if !table && !anki {
        match &mut item.body {
            Body::Order(steps) => steps.iter_mut().for_each(|step| step.why = None),
            Body::Sort { cards, .. } => cards.iter_mut().for_each(|(card, _)| card.why = None),
            _ => {}
        }
    }
    if anki {
        item.topic.clone_from(&item.topic_id);
    }
    if qti {
        item = NeutralItem {
            topic: None,
            topic_id: None,
            difficulty: 1,
            scenario: false,
            fixed_order: item.fixed_order
                && matches!(item.body, Body::Single(_) | Body::Multiple(_)),
            sources: Vec::new(),
            faq: Vec::new(),
            ..item
        };
    }
    item
}

fn back(bank: &Bank, format: Format) -> Vec<NeutralItem> {
    let out = write(format, bank).unwrap();
    let found = read(format, &out.text).unwrap_or_else(|why| panic!("{why}\n{}", out.text));
    let settled = settled(found);
    assert!(
        settled.losses.is_empty(),
        "{:#?}\n{}",
        settled.losses,
        out.text
    );
    neutral(&bank_of(&settled.text))
}

#[test]
fn every_built_in_item_comes_back_from_every_format_but_for_what_was_told() {
    for bank in quizzes() {
        for format in [
            Format::Gift,
            Format::MoodleXml,
            Format::Csv,
            Format::Tsv,
            Format::Anki,
        ] {
            let wanted: Vec<NeutralItem> = neutral(&bank)
                .into_iter()
                .map(|item| reduced(item, format))
                .collect();
            let found = back(&bank, format);
            assert_eq!(found.len(), wanted.len(), "{format:?}");
            for (found, wanted) in found.iter().zip(&wanted) {
                assert_eq!(found, wanted, "{format:?}");
            }
        }
    }
}

#[test]
fn every_built_in_item_comes_back_from_a_qti_item() {
    for bank in quizzes() {
        for (n, item) in neutral(&bank).into_iter().enumerate() {
            let one = Bank {
                items: vec![bank.items[n].clone()],
                ..bank.clone()
            };
            for format in [Format::Qti, Format::Qti3] {
                assert_eq!(
                    back(&one, format),
                    [reduced(item.clone(), format)],
                    "{format:?}"
                );
            }
        }
    }
}

#[test]
fn what_a_bank_says_and_a_format_does_not_is_told() {
    let bank = &quizzes()[0];
    for format in Format::ALL {
        let Ok(out) = write(format, bank) else {
            assert!(matches!(format, Format::Qti | Format::Qti3));
            continue;
        };
        assert!(!out.losses.is_empty(), "{format:?}");
        // Whatever is not there was named.
        let read = read(format, &out.text);
        let items = read.map_or(0, |found| found.items.len());
        let left_out = out.losses.iter().filter(|loss| loss.left_out).count();
        if format != Format::Markdown {
            assert_eq!(items + left_out, bank.items.len(), "{format:?}");
        }
    }
}

#[test]
fn an_assessment_is_for_no_other_program() {
    let text = builtin::banks()
        .iter()
        .find(|bank| bank.id == "product-owner-fit")
        .unwrap();
    let bank = bank_of(text.text);
    for format in Format::ALL {
        assert!(write(format, &bank).unwrap_err().why.contains("assessment"));
    }
}

#[test]
fn gift_is_read_as_moodle_reads_it() {
    let (items, losses) = imported(Format::Gift, "sample.gift");
    let ids: Vec<&str> = items
        .iter()
        .map(|item| item.id.as_deref().unwrap())
        .collect();
    assert_eq!(
        ids,
        [
            "deep-lake",
            "which-of-these-are-in-the-sky",
            "water-boils-at-100-c-at-sea-level",
            "q4",
            "what-is-h-2-o-called",
            "capitals",
            "steps",
        ]
    );
    assert_eq!(items[0].stem, "Which lake is deepest?");
    assert_eq!(items[0].topic.as_deref(), Some("Lakes / rivers"));
    assert_eq!(items[0].difficulty, 2);
    assert_eq!(
        items[0].explanation.as_deref(),
        Some("By depth, not by area.")
    );
    assert_eq!(
        single(&items, 0),
        [("Baikal", true), ("Tanganyika", false), ("Superior", false)]
    );
    assert_eq!(items[1].stem, "Which of these are _____ in the sky?");
    assert_eq!(items[1].body.kind(), "multiple");
    assert!(
        matches!(&items[3].body, Body::TrueFalse { answer: false, why_true: Some(wrong), why_false: Some(right) }
        if wrong == "It floats." && right == "Right, it floats.")
    );
    assert_eq!(items[4].stem, "What is H{2}O called?");
    assert_eq!(items[4].body, Body::ShortText(vec!["water".to_owned()]));
    let Body::Sort { groups, cards } = &items[5].body else {
        panic!("{:?}", items[5]);
    };
    assert_eq!((groups.len(), cards.len()), (2, 3));
    assert_eq!(items[6].stem, "Order\n\nthem.");
    let Body::Order(steps) = &items[6].body else {
        panic!("{:?}", items[6]);
    };
    let steps: Vec<&str> = steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(steps, ["fill", "boil", "pour"]);
    assert_eq!(
        losses,
        [
            "line 6: `deep-lake`: the tag `water`",
            "line 6: `deep-lake`: markup: emphasis, headings or lists",
            "line 6: `deep-lake`: the credit of answers that are partly right or worse than wrong (50 %)",
            "line 19: `Water boils at 100 °C at sea level.`: it lacks a reason for true or false: a sentence says so",
            "line 23: `What is H{2}O called?`: answers that are not fully right: `aqua`",
            "line 23: `What is H{2}O called?`: the feedback of its answers (1)",
            "line 23: `What is H{2}O called?`: it has no explanation: a sentence says so",
            "line 23: `What is H{2}O called?`: the answer `Water` for a second time",
            "line 25: `capitals`: answers that match nothing (1): every group here has a card",
            "line 32: `How many legs has a spider?`: left out: a number with a tolerance, which no kind here compares",
            "line 34: `Write an essay.`: left out: an essay: there is no key",
            "line 36: `Just a description.`: left out: a description: there is nothing to answer",
            "line 39: `steps`: it has no explanation: a sentence says so",
            "line 41: `Never closed`: left out: its answers have no closing brace `}`",
        ]
    );
}

#[test]
fn moodle_xml_is_read_with_what_it_says_beside() {
    let (items, losses) = imported(Format::MoodleXml, "sample-moodle.xml");
    let kinds: Vec<&str> = items.iter().map(|item| item.body.kind()).collect();
    assert_eq!(
        kinds,
        [
            "single",
            "multiple",
            "true-false",
            "short-text",
            "sort",
            "order"
        ]
    );
    assert_eq!(items[0].stem, "Which is the deepest lake?");
    assert_eq!(
        items[0].explanation.as_deref(),
        Some("By depth & not by area.")
    );
    assert!(items[0].fixed_order);
    assert_eq!(items[0].difficulty, 3);
    assert_eq!(items[0].topic.as_deref(), Some("Lakes"));
    assert_eq!(items[3].body, Body::ShortText(vec!["PO".to_owned()]));
    let said = losses.join("\n");
    for loss in [
        "line 4: `Deepest lake`: a file that is embedded",
        "line 4: `Deepest lake`: its grade, what it says to any right, partly right or wrong answer",
        "`Two of them`: its weights; here each key counts 50 %, each wrong tick -100 %",
        "`ice`: it lacks a reason for true or false",
        "`who`: answers that are not fully right: `P*`",
        "`who`: that upper and lower case differ, its hints",
        "settings that mean nothing here: `answernumbering`, `penalty`",
        "`where`: answers that match nothing (1)",
        "`legs`: left out: a number with a tolerance",
        "`free`: left out: an essay",
    ] {
        assert!(said.contains(loss), "{loss}\n{said}");
    }
}

#[test]
fn aiken_is_read_by_letters() {
    let (items, losses) = imported(Format::Aiken, "sample-aiken.txt");
    assert_eq!(items.len(), 2);
    assert_eq!(
        single(&items, 0),
        [("Superior", false), ("Baikal", true), ("Como", false)]
    );
    assert_eq!(items[1].stem, "Is water wet? It is a liquid.");
    assert_eq!(
        losses,
        [
            "line 13: `Without an answer`: left out: there is no line `ANSWER:` after its options",
            "line 16: `What is it?`: left out: its answer `Z` is none of its options",
        ]
    );
}

#[test]
fn qti_items_of_two_versions_are_read_alike() {
    let (items, losses) = imported(Format::Qti, "choice-2.1.xml");
    assert_eq!(items[0].stem, "Look at the sign:\n\nWhat does it say?");
    assert!(items[0].fixed_order);
    assert_eq!(
        single(&items, 0),
        [
            ("Stay with your bags.", true),
            ("Leave your bags here.", false)
        ]
    );
    let Body::Single(options) = &items[0].body else {
        panic!();
    };
    assert_eq!(options[1].why.as_deref(), Some("Nobody would guard them."));
    assert_eq!(losses, ["line 2: `bags`: markup: a picture"]);

    let (items, losses) = imported(Format::Qti3, "multiple-3.0.xml");
    assert_eq!(items[0].body.kind(), "multiple");
    assert_eq!(
        single(&items, 0),
        [("Hydrogen", true), ("Oxygen", true), ("Chlorine", false)]
    );
    assert_eq!(
        losses,
        ["line 2: `water`: the credits of its options, which are others here"]
    );
}

#[test]
fn anki_notes_of_others_become_short_texts() {
    let found = read(Format::Anki, &sample("sample-anki.txt")).unwrap();
    assert_eq!(found.title.as_deref(), Some("Lakes of the world"));
    let (items, losses) = imported(Format::Anki, "sample-anki.txt");
    assert_eq!(items[0].stem, "Capital of Italy?");
    assert_eq!(items[0].body, Body::ShortText(vec!["Rome".to_owned()]));
    assert_eq!(items[1].stem, "A gap: _____ (a lake) is deep.");
    assert_eq!(items[1].body, Body::ShortText(vec!["Baikal".to_owned()]));
    assert_eq!(items[2].stem, "Said \"so\"\n\ntwice");
    assert_eq!(items.len(), 3);
    let said = losses.join("\n");
    assert!(said.contains("the tag `geo`"), "{said}");
    assert!(
        said.contains("left out: a text with several gaps"),
        "{said}"
    );
}

#[test]
fn kahoots_columns_are_found_below_its_explanations() {
    let (items, losses) = imported(Format::Kahoot, "sample-kahoot.csv");
    assert_eq!(
        single(&items, 0),
        [("Baikal", true), ("Como", false), ("Garda", false)]
    );
    assert_eq!(items[1].body.kind(), "multiple");
    let said = losses.join("\n");
    assert!(said.contains("the time limits (3)"), "{said}");
    assert!(
        said.contains("line 6: `Which is it?`: left out: no answer is marked"),
        "{said}"
    );
}

#[test]
fn a_table_of_others_is_read_by_its_header() {
    let (items, losses) = imported(Format::Csv, "sample.csv");
    let kinds: Vec<&str> = items.iter().map(|item| item.body.kind()).collect();
    assert_eq!(
        kinds,
        ["single", "multiple", "true-false", "short-text", "single"]
    );
    let Body::Single(options) = &items[0].body else {
        panic!();
    };
    assert_eq!(options[1].why.as_deref(), Some("Shallow, rather"));
    assert_eq!(items[4].stem, "=1+1 is?");
    let said = losses.join("\n");
    assert!(
        said.contains("line 3: `Which are rivers?`: what stands in `colour`"),
        "{said}"
    );
    assert!(
        said.contains("line 7: `No key here`: left out: no option is its key"),
        "{said}"
    );
    let why = read(Format::Csv, "a,b\n1,2\n").unwrap_err();
    assert!(why.to_string().contains("`stem`"), "{why}");
}

#[test]
fn a_format_shows_by_name_and_text() {
    for (ending, name, wanted) in [
        ("gift", "sample.gift", Format::Gift),
        ("txt", "sample.gift", Format::Gift),
        ("xml", "sample-moodle.xml", Format::MoodleXml),
        ("xml", "choice-2.1.xml", Format::Qti),
        ("xml", "multiple-3.0.xml", Format::Qti),
        ("txt", "sample-aiken.txt", Format::Aiken),
        ("txt", "sample-anki.txt", Format::Anki),
        ("csv", "sample-kahoot.csv", Format::Kahoot),
        ("csv", "sample.csv", Format::Csv),
    ] {
        assert_eq!(Format::guess(ending, &sample(name)), Some(wanted), "{name}");
    }
    assert_eq!(Format::guess("txt", "Nothing to see."), None);
    assert_eq!(Format::guess("xml", "<html></html>"), None);
}

#[test]
fn no_entity_grows_and_no_depth_overflows() {
    let mut laughs = String::from("<?xml version=\"1.0\"?><!DOCTYPE quiz [<!ENTITY a \"ha\">");
    for (this, before) in ('b'..='j').zip('a'..) {
        let ten = format!("&{before};").repeat(10);
        write!(laughs, "<!ENTITY {this} \"{ten}\">").unwrap();
    }
    laughs.push_str(
        "]><quiz><question type=\"truefalse\"><questiontext><text>&j;</text></questiontext>\
         <answer fraction=\"100\"><text>true</text></answer></question></quiz>",
    );
    let found = read(Format::MoodleXml, &laughs).unwrap();
    assert_eq!(found.items[0].stem, "&j;");
    for deep in [
        "<a>".repeat(100_000),
        "<quiz>".to_owned() + &"<question>".repeat(100_000),
    ] {
        assert!(read(Format::MoodleXml, &deep).is_err());
        assert!(read(Format::Qti, &deep).is_err());
    }
    let many = format!("<quiz>{}</quiz>", "<a/>".repeat(1_000_001));
    assert!(
        read(Format::MoodleXml, &many)
            .unwrap_err()
            .why
            .contains("in all")
    );
    let why = read(Format::MoodleXml, "<quiz>\n<question>\n</quiz>").unwrap_err();
    assert_eq!(why.line, 3, "{why}");
}

#[test]
fn what_steers_a_terminal_is_made_harmless_and_told() {
    let found = read(Format::Gift, "::x::a\u{202e}b\u{1b}[31m {=yes ~no}").unwrap();
    let settled = settled(found);
    let bank = bank_of(&settled.text);
    assert_eq!(bank.items[0].stem.as_str(), "a\u{fffd}b\u{fffd}[31m");
    assert!(
        settled.losses[0]
            .to_string()
            .contains("cannot be seen or steer")
    );
    let found = read(Format::Gift, "\u{202e}evil\u{1b}]0; {").unwrap();
    assert!(!found.losses[0].to_string().contains(['\u{202e}', '\u{1b}']));
}

#[test]
fn a_reason_that_is_too_long_does_not_cost_the_item() {
    let text = format!("::x::Which? {{=yes#{} ~no}}", "long ".repeat(200));
    let settled = settled(read(Format::Gift, &text).unwrap());
    assert_eq!(settled.items, 1);
    assert!(
        settled.losses[0]
            .to_string()
            .starts_with("line 1: `x`: its reasons: ")
    );
    let text = format!("::x::Which? {{=yes ~{}}}", "long ".repeat(200));
    let settled = of_gift(&text);
    assert_eq!(settled.items, 0);
    assert!(settled.losses[0].left_out);
}

fn of_gift(text: &str) -> Settled {
    settled(read(Format::Gift, text).unwrap())
}

#[test]
fn questions_of_one_name_get_ids_of_their_own() {
    let settled = of_gift("::Q 1::a {T}\n\n::Q 1::b {F}\n\n::q-1::c {T}\n\n::\u{65e5}::d {T}");
    let bank = bank_of(&settled.text);
    let ids: Vec<&str> = bank.items.iter().map(|item| item.id.as_ref()).collect();
    assert_eq!(ids, ["q-1", "q-1-2", "q-1-3", "d"]);
}

const SIGNS: &str = "[a-zA-Z0-9 ~=#{}:\\\\%\\[\\]>*\"'<>&,;\u{e9}\u{65e5}/!?$._-]";

/// A text that a bank may hold, with the signs of all formats in it.
fn a_text(longest: usize) -> impl Strategy<Value = String> {
    let sign = proptest::string::string_regex(&format!("{SIGNS}{{1,{longest}}}")).unwrap();
    // An arrow is a loss in GIFT, told elsewhere.
    sign.prop_map(|text| format!("w{}", text.replace("->", "-.")))
}

fn parts(number: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = Vec<Part>> {
    let part = (a_text(30), proptest::option::of(a_text(40))).prop_map(|(text, why)| Part {
        id: None,
        text,
        why,
        key: false,
    });
    proptest::collection::vec(part, number).prop_map(|mut parts| {
        for (n, part) in parts.iter_mut().enumerate() {
            write!(part.text, " {n}").unwrap();
        }
        parts
    })
}

fn a_body() -> impl Strategy<Value = Body> {
    let keyed = |mut parts: Vec<Part>, keys: u8| {
        for (n, part) in parts.iter_mut().enumerate() {
            part.key = keys & (1 << n) != 0;
        }
        let all = parts.iter().filter(|part| part.key).count();
        if all == 0 || all == parts.len() {
            parts[0].key = true;
            parts[1].key = false;
        }
        parts
    };
    let single = (parts(2..=8), any::<prop::sample::Index>()).prop_map(|(mut parts, key)| {
        let key = key.index(parts.len());
        parts[key].key = true;
        Body::Single(parts)
    });
    let multiple = (parts(2..=8), any::<u8>())
        .prop_map(move |(parts, keys)| Body::Multiple(keyed(parts, keys)));
    let why = || a_text(40).prop_map(Some);
    let true_false =
        (any::<bool>(), why(), why()).prop_map(|(answer, why_true, why_false)| Body::TrueFalse {
            answer,
            why_true,
            why_false,
        });
    let sort = (parts(2..=4), parts(4..=8)).prop_map(|(mut groups, cards)| {
        for group in &mut groups {
            group.why = None;
        }
        let number = groups.len();
        let cards = cards
            .into_iter()
            .enumerate()
            .map(|(n, card)| (card, n % number));
        Body::Sort {
            groups,
            cards: cards.collect(),
        }
    });
    let accept = proptest::collection::btree_map("[a-z]{2,9}", a_text(20), 1..4);
    let short = accept.prop_map(|list| {
        let texts = list
            .into_iter()
            .map(|(word, text)| format!("{word} {text}"));
        Body::ShortText(texts.collect())
    });
    prop_oneof![
        single,
        multiple,
        true_false,
        parts(3..=7).prop_map(Body::Order),
        sort,
        short
    ]
}

fn an_item() -> impl Strategy<Value = NeutralItem> {
    let stem = proptest::collection::vec(a_text(60), 1..3);
    let topic = proptest::option::of("[a-z]{1,9}( [a-z/]{1,9})?");
    (
        stem,
        a_body(),
        a_text(80),
        topic,
        0_u8..=3,
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(
            |(stem, body, explanation, topic, difficulty, scenario, fixed_order)| NeutralItem {
                stem: stem.join("\n\n"),
                explanation: Some(explanation),
                fixed_order,
                topic,
                difficulty,
                scenario,
                body,
                ..NeutralItem::default()
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever texts a bank holds, what is written is read back but for what was told.
    #[test]
    fn any_bank_comes_back(items in proptest::collection::vec(an_item(), 1..4)) {
        let found = Imported { title: None, items, losses: Vec::new() };
        let settled = settled(found);
        prop_assert!(settled.losses.is_empty(), "{:?}", settled.losses);
        let bank = bank_of(&settled.text);
        for format in [Format::Gift, Format::MoodleXml, Format::Csv, Format::Tsv] {
            let wanted: Vec<NeutralItem> =
                neutral(&bank).into_iter().map(|item| reduced(item, format)).collect();
            prop_assert_eq!(back(&bank, format), wanted, "{:?}", format);
        }
        for (item, neutral) in bank.items.iter().zip(neutral(&bank)) {
            let one = Bank { items: vec![item.clone()], ..bank.clone() };
            for format in [Format::Qti, Format::Qti3] {
                prop_assert_eq!(back(&one, format), [reduced(neutral.clone(), format)]);
            }
        }
    }

    /// No text makes a reader fall over, and what comes out of it is a bank.
    #[test]
    fn any_text_is_read_or_refused(
        pieces in proptest::collection::vec(
            prop_oneof![
                ".{0,12}",
                Just("::".to_owned()), Just("{".to_owned()), Just("}".to_owned()),
                Just("=a ~b".to_owned()), Just("#".to_owned()), Just("->".to_owned()),
                Just("%50%".to_owned()), Just("####".to_owned()), Just("\n\n".to_owned()),
                Just("A. a\nB. b\nANSWER: A\n".to_owned()), Just("#separator:tab\n".to_owned()),
                Just("stem,key,option_1,option_2\n".to_owned()), Just("\"".to_owned()),
                Just("x,1,a,b\n".to_owned()), Just("\t".to_owned()), Just("{{c1::".to_owned()),
                Just("Question,Answer 1,Answer 2,Correct answer\n".to_owned()),
                Just("<quiz>".to_owned()), Just("<question type=\"multichoice\">".to_owned()),
                Just("<answer fraction=\"100\"><text>".to_owned()), Just("&x;".to_owned()),
                Just("</text></answer>".to_owned()), Just("</question></quiz>".to_owned()),
                Just("<assessmentItem><itemBody>".to_owned()), Just("<![CDATA[".to_owned()),
                Just("\u{202e}\u{0}".to_owned()), Just("\\".to_owned()),
            ],
            0..24,
        )
    ) {
        let text = pieces.concat();
        for format in Format::ALL {
            let _ = Format::guess("txt", &text);
            if let Ok(found) = read(format, &text) {
                let settled = settled(found);
                if settled.items > 0 {
                    bank_of(&settled.text);
                }
            }
        }
    }
}

#[test]
fn credits_of_pairs_that_are_others_here_are_told() {
    let item = |second: &str| {
        format!(
            "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"m\">\
             <responseDeclaration identifier=\"R\" cardinality=\"multiple\" baseType=\"directedPair\">\
             <correctResponse><value>A G</value><value>B H</value><value>C G</value></correctResponse>\
             <mapping defaultValue=\"0\"><mapEntry mapKey=\"A G\" mappedValue=\"1\"/>\
             <mapEntry mapKey=\"B H\" mappedValue=\"{second}\"/>\
             <mapEntry mapKey=\"C G\" mappedValue=\"1\"/></mapping></responseDeclaration><itemBody>\
             <matchInteraction responseIdentifier=\"R\"><prompt>Which lies where?</prompt><simpleMatchSet>\
             <simpleAssociableChoice identifier=\"A\">a</simpleAssociableChoice>\
             <simpleAssociableChoice identifier=\"B\">b</simpleAssociableChoice>\
             <simpleAssociableChoice identifier=\"C\">c</simpleAssociableChoice></simpleMatchSet>\
             <simpleMatchSet><simpleAssociableChoice identifier=\"G\">g</simpleAssociableChoice>\
             <simpleAssociableChoice identifier=\"H\">h</simpleAssociableChoice></simpleMatchSet>\
             </matchInteraction></itemBody></assessmentItem>"
        )
    };
    for (second, told) in [("1", false), ("0.5", true)] {
        let found = read(Format::Qti, &item(second)).unwrap();
        assert_eq!(found.items.len(), 1);
        let says = |loss: &pofit::exchange::Loss| loss.to_string().contains("credits of its pairs");
        assert_eq!(
            found.losses.iter().any(says),
            told,
            "{second}: {:?}",
            found.losses
        );
    }
}
