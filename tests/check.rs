//! The linter: what each rule says holds, advice never stops a bank, a fix is safe, and every format
//! can be read by what reads it.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

use pofit::bank::{
    Library, Mistakes, Rule, Severity, SourceText, Within, bank_schema, builtin, check, fixed,
    lint, load,
};
use pofit::report::{check_schema, checked_json, github, sarif};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const QUIZ: &str = include_str!("good-banks/small-quiz.toml");
const ASSESSMENT: &str = include_str!("data/fit/tiny-fit.toml");
const STARTERS: [&str; 2] = [
    include_str!("../src/commands/new/quiz.toml"),
    include_str!("../src/commands/new/assessment.toml"),
];
const HEAD: &str = "[bank]\nid = \"b\"\nkind = \"quiz\"\ntitle = \"T\"\n";

fn small_library() -> Library {
    Library {
        traits: SourceText::new("traits.toml", include_str!("data/traits.toml")),
        roles: SourceText::new("roles.toml", include_str!("data/roles.toml")),
        faq: SourceText::new("faq.toml", include_str!("data/faq.toml")),
        glossary: SourceText::new("glossary.toml", include_str!("data/glossary.toml")),
        narrative: SourceText::new("narrative.toml", include_str!("data/narrative.toml")),
        exams: SourceText::new("exams.toml", ""),
        sources: SourceText::new("sources.toml", include_str!("data/sources.toml")),
    }
}

fn source(text: &str) -> SourceText {
    SourceText::new("any.toml", text)
}

/// An example as the whole file that it is part of.
fn whole(within: Within, example: &str) -> String {
    match within {
        Within::File => example.to_owned(),
        Within::Quiz => format!("{HEAD}\n{example}"),
        Within::Items => format!("{ASSESSMENT}\n{example}"),
        Within::Vision => {
            let mut parts = ASSESSMENT.split("[[item]]");
            let head = parts.next().unwrap().to_owned();
            let others = parts.filter(|item| !item.contains("\nscale = \"vision\""));
            let others: String = others.flat_map(|item| ["[[item]]", item]).collect();
            format!("{head}{others}\n{example}")
        }
        Within::Many => {
            let (line, _) = example.split_once('#').unwrap_or((example, ""));
            let many = line.replacen('[', &format!("[{}", "1, ".repeat(60)), 1);
            let many = if line.contains('"') {
                line.replacen('[', &format!("[{}", "\"A \", ".repeat(110)), 1)
            } else {
                many.replacen('[', &format!("[{}", "1, ".repeat(60)), 1)
            };
            let list = if example.contains('#') { &many } else { line };
            let page = Rule::Syntax.page();
            format!("{HEAD}{list}\n{}", page.good)
        }
    }
}

fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    found.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    found.iter().map(read).collect()
}

fn rules(found: &Mistakes) -> BTreeSet<Rule> {
    found.iter().map(|mistake| mistake.rule).collect()
}

#[test]
fn each_page_breaks_its_rule_and_keeps_it() {
    let library = small_library();
    let mut names = BTreeSet::new();
    for rule in Rule::ALL {
        let page = rule.page();
        let code = rule.code();
        assert_eq!(Rule::of_code(&code.to_lowercase()), Some(rule));
        assert!(names.insert(page.name), "{} stands twice", page.name);
        let bad = whole(page.within, page.bad);
        let found = rules(&lint(&source(&bad), &library));
        assert!(found.contains(&rule), "{code}: {found:?} in\n{bad}");
        let good = whole(page.within, page.good);
        let found = lint(&source(&good), &library);
        let own: Vec<_> = found
            .iter()
            .filter(|m| of_example(m.span.start, page.within, &good, page.good))
            .collect();
        assert!(own.is_empty(), "{code}: {found}");
        assert_eq!(found.number(Severity::Mistake), 0, "{code}: {found}");
        if page.mends.is_some() {
            let mended = fixed(&source(&bad), &library).text;
            let found = rules(&lint(&source(&mended), &library));
            assert!(!found.contains(&rule), "{code} stays in\n{mended}");
        }
    }
}

/// Whether a place lies in the example rather than in what stands around it.
fn of_example(at: usize, within: Within, whole: &str, example: &str) -> bool {
    within == Within::Many || at >= whole.len() - example.len()
}

#[test]
fn every_advice_is_met_and_is_no_mistake() {
    let library = small_library();
    let advice = Rule::ALL
        .into_iter()
        .filter(|rule| rule.severity() == Severity::Advice);
    for rule in advice {
        let page = rule.page();
        let bad = source(&whole(page.within, page.bad));
        assert!(check(&bad, &library).is_empty(), "{}", rule.code());
        assert!(load(&bad, &library).is_ok(), "{}", rule.code());
    }
}

#[test]
fn advice_hides_no_mistake_and_adds_none() {
    let library = builtin::library();
    for (name, text) in files("tests/bad-banks") {
        let file = SourceText::new(&format!("{name}.toml"), &text);
        let told = |found: &Mistakes| {
            let mistakes = found
                .iter()
                .filter(|m| m.rule.severity() == Severity::Mistake);
            mistakes.map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(
            told(&lint(&file, &library)),
            told(&check(&file, &library)),
            "{name}"
        );
    }
}

#[test]
fn what_is_built_in_and_what_new_writes_needs_no_advice() {
    let library = builtin::library();
    for folder in ["data", "data/fit", "data/quiz"] {
        for (name, text) in files(folder) {
            let found = lint(&SourceText::new(&name, &text), &library);
            assert!(found.is_empty(), "{found}");
        }
    }
    for text in STARTERS {
        let found = lint(&source(text), &library);
        assert!(found.is_empty(), "{found}");
        assert!(text.starts_with("#:schema ./pofit-bank.schema.json\n"));
        let bank = load(&source(text), &library).unwrap();
        let kinds: BTreeSet<&str> = bank.items.iter().map(|item| item.kind.name()).collect();
        assert_eq!(kinds.len(), if bank.assessment().is_some() { 3 } else { 6 });
    }
}

#[test]
fn words_of_another_language_get_no_advice_on_words() {
    let page = Rule::AboutOptions.page();
    for (tag, is_told) in [("en", true), ("en-GB", true), ("de", false), ("enm", false)] {
        let text = format!("{HEAD}language = \"{tag}\"\n{}", page.bad);
        let found = rules(&lint(&source(&text), &builtin::library()));
        assert_eq!(found.contains(&Rule::AboutOptions), is_told, "{tag}");
    }
}

#[test]
fn denials_are_told_from_what_only_holds_the_word() {
    let stem = |kind: &str, stem: &str| {
        let rest = match kind {
            "true-false" => "answer = true\nwhy_true = \"Y\"\nwhy_false = \"N\"\n",
            _ => {
                "option = [{ id = \"a\", text = \"A\", key = true, why = \"Y\" }, { id = \"b\", text = \"B\", why = \"N\" }]\n"
            }
        };
        let text =
            format!("{HEAD}\n[[item]]\nid = \"i\"\nkind = \"{kind}\"\nstem = \"{stem}\"\n{rest}");
        rules(&lint(&source(&text), &builtin::library())).contains(&Rule::Negation)
    };
    for (kind, text, is_told) in [
        ("true-false", "The team does not meet daily.", true),
        ("true-false", "It can't be done.", true),
        ("true-false", "The team meets, and not its manager.", false),
        ("true-false", "The note says: knots hold.", false),
        ("single", "Which of these is not a value?", true),
        ("single", "Which of these is NOT a value?", false),
        ("single", "All of these but one fit. Which does not?", true),
        ("single", "Ann does not come. Who speaks?", false),
        ("single", "Why can't the team not do it?", true),
        ("single", "Which of them fits?", false),
    ] {
        assert_eq!(stem(kind, text), is_told, "{kind}: {text}");
    }
}

#[test]
fn a_fix_leaves_comments_order_and_layout() {
    let text = "# Mine.\n[bank] # head\nid   =   'My Bank'   # an id\nkind = \"Quiz\"\ntitle = \"A  title \"\n\
        license = \"CC0-1.0\"\nlanguage = \"en_GB\"\n\n[[topic]]\nid = \"Our Work\"\nname = \"Work\"\n\n\
        [[item]]\nid = \"one\" # first\nkind = \"short_text\"\nstem = \"What?\"\n# Why not.\ntopic = \"Our Work\"\n\
        accept = [\"sky\", # blue\n  \"Sky\",\n  \"SKY\"]\ndifficulty = \"2\"\nscenario = \"true\"\n\
        sources = \"scrum-guide-2020\"\nexplanation = \"So it\\u200b is.\"\n";
    let wanted = "# Mine.\n[bank] # head\nid   =   \"my-bank\"   # an id\nkind = \"quiz\"\ntitle = \"A title\"\n\
        licence = \"CC0-1.0\"\nlanguage = \"en-GB\"\n\n[[topic]]\nid = \"our-work\"\nname = \"Work\"\n\n\
        [[item]]\nid = \"one\" # first\nkind = \"short-text\"\nstem = \"What?\"\n# Why not.\ntopic = \"our-work\"\n\
        accept = [\"sky\", # blue\n  \"Sky\"]\ndifficulty = 2\nscenario = true\n\
        sources = [\"scrum-guide-2020\"]\nexplanation = \"So it is.\"\n";
    let library = builtin::library();
    let mended = fixed(&source(text), &library);
    assert_eq!(mended.text, wanted);
    // The one that is left has a comment before it, which must not go.
    assert_eq!(
        rules(&lint(&source(&mended.text), &library)),
        [Rule::Repeated].into()
    );
    assert_eq!(mended.changes.len(), 13, "{:?}", mended.changes);
    let first = mended.changes.first().unwrap();
    assert_eq!(
        (first.line, first.old.as_str(), first.new.as_str()),
        (3, "'My Bank'", "\"my-bank\"")
    );
}

#[test]
fn a_fix_makes_no_two_ids_the_same_and_moves_no_header() {
    let item = Rule::Syntax.page().good;
    for text in [
        format!(
            "{HEAD}\n{}\n{}",
            item.replace("sky", "My Sky"),
            item.replace("\"sky\"", "\"my-sky\"")
        ),
        format!(
            "{HEAD}\n{}\n{}",
            item.replace("[item]", "[Item]"),
            item.replace("[item]", "[Item]")
        ),
        format!("{HEAD}\n{}", item.replace("\"sky\"", "\"Größe\"")),
    ] {
        let mended = fixed(&source(&text), &builtin::library());
        assert_eq!(mended.text, text);
        assert!(mended.changes.is_empty());
    }
}

#[test]
fn a_fix_of_a_file_that_a_bank_rests_on_does_not_touch_the_bank() {
    let mut library = small_library();
    let spoilt = library.sources.text.replace("id = \"", "id = \"A B");
    library.sources = SourceText::new("sources.toml", &spoilt);
    let bank = format!("{HEAD}\n{}", Rule::Syntax.page().good);
    let found = lint(&source(&bank), &library);
    assert!(rules(&found).contains(&Rule::NotAnId));
    assert!(found.iter().all(|mistake| mistake.fix.is_none()));
    assert_eq!(fixed(&source(&bank), &library).text, bank);
    let json: Value =
        serde_json::from_str(&checked_json(&[(source(&bank), found)]).unwrap()).unwrap();
    assert_eq!(json["files"][0]["findings"][0]["file"], "sources.toml");
    // By itself it is mended.
    let alone = SourceText::new("sources.toml", &spoilt);
    let mended = fixed(&alone, &library);
    assert!(check(&SourceText::new("sources.toml", &mended.text), &library).is_empty());
}

/// A text with bits that a fix looks for put into some of its places.
fn spoilt(good: &'static str) -> impl Strategy<Value = String> {
    let places: Vec<usize> = good.char_indices().map(|(at, _)| at).collect();
    let bits = proptest::sample::select(vec![
        "  ",
        " ",
        "\t",
        "_",
        "-",
        "X",
        "\u{200b}",
        "\\u00AD",
        "\"",
        "'",
        "#",
        "\n",
        "=",
        "Quiz",
        "[",
        "]",
        ",",
        "license = \"a\"\n",
        "Kind = \"quiz\"\n",
        "\"true\"",
        "\"2\"",
        "1.0",
        "É",
    ]);
    let one = (proptest::sample::select(places), 0..6_usize, bits);
    proptest::collection::vec(one, 1..6).prop_map(move |changes| {
        let mut text = good.to_owned();
        for (at, len, bit) in changes {
            let on = |at: usize| {
                (0..=at.min(text.len()))
                    .rev()
                    .find(|at| text.is_char_boundary(*at))
                    .unwrap()
            };
            let (start, end) = (on(at), on(at + len));
            text.replace_range(start..end, bit);
        }
        text
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
    #![proptest_config(cases(192))]

    #[test]
    fn fixing_twice_is_fixing_once_and_breaks_nothing(
        text in prop_oneof![spoilt(QUIZ), spoilt(STARTERS[0]), spoilt(STARTERS[1])],
    ) {
        let library = builtin::library();
        let mended = fixed(&source(&text), &library);
        let again = fixed(&source(&mended.text), &library);
        prop_assert_eq!(&again.text, &mended.text);
        prop_assert!(again.changes.is_empty());
        prop_assert_eq!(mended.changes.is_empty(), mended.text == text);
        let (before, after) = (check(&source(&text), &library), check(&source(&mended.text), &library));
        if before.is_empty() {
            prop_assert!(after.is_empty(), "{after}");
        }
        let comments = |text: &str| -> Vec<String> {
            text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect()
        };
        prop_assert_eq!(comments(&text), comments(&mended.text));
    }
}

/// All bad banks with what was found in them.
fn all_found() -> Vec<(SourceText, Mistakes)> {
    let library = builtin::library();
    let names = files("tests/bad-banks")
        .into_iter()
        .chain(files("tests/good-banks"));
    names
        .map(|(name, text)| {
            let file = SourceText::new(&format!("banks of mine/{name}.toml"), &text);
            let found = lint(&file, &library);
            (file, found)
        })
        .collect()
}

#[track_caller]
fn assert_valid(schema: &str, value: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|e| e.to_string())
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn json_is_as_its_schema_says() {
    let found = all_found();
    let json: Value = serde_json::from_str(&checked_json(&found).unwrap()).unwrap();
    assert_valid(&check_schema().unwrap(), &json);
    let number: usize = found.iter().map(|(_, found)| found.len()).sum();
    let told = |key: &str| usize::try_from(json[key].as_u64().unwrap()).unwrap();
    assert_eq!(told("mistakes") + told("advice"), number);
    // A place is the same counted in bytes and in lines.
    for (file, (source, _)) in json["files"].as_array().unwrap().iter().zip(&found) {
        for finding in file["findings"].as_array().unwrap() {
            let place = &finding["place"];
            let of = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
            assert_eq!(source.line_column(of("byte")), (of("line"), of("column")));
            let end = of("byte") + of("bytes");
            assert_eq!(source.line_column(end), (of("end_line"), of("end_column")));
        }
    }
}

/// What SARIF 2.1.0 asks of the objects that are written, by its own words on each of them.
const SARIF: &str = r##"{
  "type": "object", "required": ["version", "runs"], "additionalProperties": false,
  "properties": {
    "$schema": { "type": "string", "format": "uri" },
    "version": { "const": "2.1.0" },
    "runs": { "type": "array", "items": { "type": "object", "required": ["tool"], "additionalProperties": false, "properties": {
      "tool": { "type": "object", "required": ["driver"], "additionalProperties": false, "properties": { "driver": {
        "type": "object", "required": ["name"], "additionalProperties": false, "properties": {
          "name": { "type": "string" }, "semanticVersion": { "type": "string", "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+" },
          "rules": { "type": "array", "uniqueItems": true, "items": { "type": "object", "required": ["id"], "additionalProperties": false, "properties": {
            "id": { "type": "string" }, "name": { "type": "string" }, "shortDescription": { "$ref": "#/$defs/text" },
            "fullDescription": { "$ref": "#/$defs/text" }, "help": { "$ref": "#/$defs/text" },
            "defaultConfiguration": { "type": "object", "additionalProperties": false, "properties": { "level": { "$ref": "#/$defs/level" } } }
          } } } } } } },
      "columnKind": { "enum": ["utf16CodeUnits", "unicodeCodePoints"] },
      "results": { "type": "array", "items": { "type": "object", "required": ["message"], "additionalProperties": false, "properties": {
        "ruleId": { "type": "string" }, "ruleIndex": { "type": "integer", "minimum": 0 }, "level": { "$ref": "#/$defs/level" },
        "message": { "$ref": "#/$defs/text" },
        "locations": { "type": "array", "items": { "type": "object", "required": ["physicalLocation"], "additionalProperties": false, "properties": {
          "physicalLocation": { "type": "object", "required": ["artifactLocation"], "additionalProperties": false, "properties": {
            "artifactLocation": { "$ref": "#/$defs/artifact" }, "region": { "$ref": "#/$defs/region" } } } } } },
        "fixes": { "type": "array", "uniqueItems": true, "items": { "type": "object", "required": ["artifactChanges"], "additionalProperties": false, "properties": {
          "artifactChanges": { "type": "array", "minItems": 1, "items": { "type": "object", "required": ["artifactLocation", "replacements"], "additionalProperties": false, "properties": {
            "artifactLocation": { "$ref": "#/$defs/artifact" },
            "replacements": { "type": "array", "minItems": 1, "items": { "type": "object", "required": ["deletedRegion"], "additionalProperties": false, "properties": {
              "deletedRegion": { "$ref": "#/$defs/region" }, "insertedContent": { "$ref": "#/$defs/text" } } } } } } } } } }
      } } } } } }
  },
  "$defs": {
    "text": { "type": "object", "required": ["text"], "additionalProperties": false, "properties": { "text": { "type": "string" } } },
    "level": { "enum": ["none", "note", "warning", "error"] },
    "artifact": { "type": "object", "required": ["uri"], "additionalProperties": false, "properties": { "uri": { "type": "string", "pattern": "^[A-Za-z0-9._~/%-]+$" } } },
    "region": { "type": "object", "required": ["startLine"], "additionalProperties": false, "properties": {
      "startLine": { "type": "integer", "minimum": 1 }, "startColumn": { "type": "integer", "minimum": 1 },
      "endLine": { "type": "integer", "minimum": 1 }, "endColumn": { "type": "integer", "minimum": 1 },
      "byteOffset": { "type": "integer", "minimum": 0 }, "byteLength": { "type": "integer", "minimum": 0 } } }
  }
}"##;

#[test]
fn sarif_is_as_the_standard_says() {
    let found = all_found();
    let log: Value = serde_json::from_str(&sarif(&found).unwrap()).unwrap();
    assert_valid(SARIF, &log);
    let run = &log["runs"][0];
    let number: usize = found.iter().map(|(_, found)| found.len()).sum();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), number);
    assert!(results.iter().any(|result| result.get("fixes").is_some()));
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(
            run["tool"]["driver"]["rules"][index]["id"],
            result["ruleId"]
        );
        let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str();
        assert!(uri.unwrap().starts_with("banks%20of%20mine/"));
    }
}

#[test]
fn github_gets_one_line_a_finding_whatever_the_words() {
    let found = all_found();
    let lines = github(&found);
    let number: usize = found.iter().map(|(_, found)| found.len()).sum();
    assert_eq!(lines.lines().count(), number);
    for line in lines.lines() {
        let rest = line
            .strip_prefix("::error file=")
            .or(line.strip_prefix("::notice file="));
        let (properties, message) = rest
            .unwrap_or_else(|| panic!("{line}"))
            .split_once("::")
            .unwrap();
        assert!(!properties.contains(':') && !message.is_empty(), "{line}");
        assert!((5..=6).contains(&properties.split(',').count()), "{line}");
    }
    let odd = SourceText::new(
        "a,b:c%d.toml",
        "x = [1, \"100 %\", 2]\n[bank]\nid = \"50% of, it: all\"\n",
    );
    let found = lint(&odd, &builtin::library());
    let lines = github(&[(odd, found)]);
    let id = lines.lines().find(|line| line.contains("PF005")).unwrap();
    assert!(id.starts_with("::error file=a%2Cb%3Ac%25d.toml,line=3,endLine=3,col=6,endColumn=23,title=PF005 not-an-id::`50%25 of, it: all` cannot"), "{id}");
}

/// A file of TOML as JSON.
fn json_of(text: &str) -> Option<Value> {
    let table: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    serde_json::to_value(table).ok()
}

/// Bad banks whose mistake no schema can say: what names and values must be together, how long a text
/// may be once its blanks are folded, what characters hide; and files that are no banks.
const BEYOND_A_SCHEMA: &[&str] = &[
    "all-keys-in-multiple",
    "answer-accepted-twice",
    "bidi-override",
    "card-in-unknown-group",
    "control-character",
    "cuts-not-falling",
    "duplicate-item-id",
    "duplicate-option-id",
    "duplicate-topic-id",
    "group-without-card",
    "no-keyed-statement",
    "no-reverse-keyed-statement",
    "pair-of-one-scale",
    "repeated-option",
    "role-against-itself",
    "scale-not-scored",
    "short-form-of-one-statement",
    "too-long",
    "two-keys-in-single",
    "uneven-scores",
    "unknown-faq",
    "unknown-role",
    "unknown-scale-in-scores",
    "unknown-scale",
    "unknown-source",
    "unknown-topic",
    "zero-width",
];

#[test]
fn the_schema_of_banks_takes_all_good_ones_and_refuses_bad_ones() {
    let schema: Value = serde_json::from_str(&bank_schema().unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let good = [
        "data/fit",
        "data/quiz",
        "tests/good-banks",
        "tests/data/fit",
        "tests/data/quiz",
    ];
    let mut all: Vec<(String, String)> = good.into_iter().flat_map(files).collect();
    all.extend(STARTERS.map(|text| ("starter".to_owned(), text.to_owned())));
    for (name, text) in all {
        let bank = json_of(&text).unwrap();
        let faults: Vec<String> = validator
            .iter_errors(&bank)
            .map(|e| e.to_string())
            .collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
    let mut taken = Vec::new();
    for (name, text) in files("tests/bad-banks") {
        // What is no TOML an editor says by itself; what has no [bank] is another data file.
        if let Some(bank) = json_of(&text).filter(|bank| bank.get("bank").is_some())
            && validator.is_valid(&bank)
        {
            taken.push(name);
        }
    }
    assert_eq!(taken, BEYOND_A_SCHEMA);
}

#[test]
fn the_schema_tells_a_mistake_at_its_place() {
    let schema: Value = serde_json::from_str(&bank_schema().unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let quiz = STARTERS[0];
    for (from, to, place) in [
        ("kind = \"single\"", "kind = \"sinle\"", "/item/0/kind"),
        ("difficulty = 1", "difficulty = 9", "/item/0/difficulty"),
        (
            "id = \"po\"\ntext",
            "id = \"PO\"\ntext",
            "/item/0/option/0/id",
        ),
        ("kind = \"quiz\"", "kind = \"exam\"", "/bank/kind"),
        ("title = \"My quiz\"", "title = 1", "/bank/title"),
    ] {
        let bank = json_of(&quiz.replacen(from, to, 1)).unwrap();
        let places: Vec<String> = validator
            .iter_errors(&bank)
            .map(|error| error.instance_path().to_string())
            .collect();
        assert_eq!(places, [place], "{to}");
    }
}

/// More than is parsed at once: items of more than a kilobyte each.
fn large(item: impl Fn(usize) -> String) -> String {
    let text = "long ".repeat(100);
    let one = |n| {
        format!(
            "\n[[item]]\nid = \"item-{n}\"\nkind = \"true-false\"\nstem = \"{text}{n}\"\nanswer = true\nwhy_true = \"{text}\"\nwhy_false = \"\"\"\n[[item]]\n{text}\"\"\"\n{}",
            item(n)
        )
    };
    HEAD.to_owned() + &(0..5600).map(one).collect::<Vec<_>>().concat()
}

#[test]
fn a_bank_too_large_to_be_parsed_at_once_is_told_of_all_the_same() {
    let library = builtin::library();
    let at = |n: usize, what: &'static str| {
        move |at: usize| {
            if at == n {
                what.to_owned()
            } else {
                String::new()
            }
        }
    };
    let told = |text: &str| -> Vec<(&'static str, usize, String)> {
        assert!(text.len() > 8 * 1024 * 1024);
        let file = source(text);
        let found = check(&file, &library);
        let one = |m: &pofit::bank::Mistake| {
            (
                m.rule.code(),
                file.line_column(m.span.start).0,
                m.help.clone(),
            )
        };
        found.iter().map(one).collect()
    };
    // Four lines, and ten for each item.
    let line = |n: usize, of: usize| 4 + 10 * n + of;
    assert_eq!(told(&large(at(0, ""))), []);
    let found = told(&large(at(5000, "x = \"\n")));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].0, found[0].1), ("PF001", line(5000, 11)));
    let found = told(&large(at(5000, "difficulty = 4\n")));
    assert_eq!((found[0].0, found[0].1), ("PF011", line(5000, 11)));
    let again = "\n[[item]]\nid = \"item-7\"\nkind = \"true-false\"\nstem = \"A\"\nanswer = true\nwhy_true = \"B\"\nwhy_false = \"C\"\n";
    let found = told(&large(at(5000, again)));
    assert_eq!((found[0].0, found[0].1), ("PF006", line(5000, 13)));
    assert!(
        found[0].2.contains(&format!("line {}", line(7, 3))),
        "{}",
        found[0].2
    );
    let found = told(&large(at(5000, "[[topic]]\nid = \"t\"\nname = \"T\"\n")));
    assert_eq!(found[0].0, "PF010");
    assert!(found[0].2.contains("above the first item"));
    let found = told(
        &large(at(5, "x = \"\"\"\n"))
            .replace("\"\"\"\n[[item]]\nlong", "\"\n#")
            .replace("long \"\"\"", ""),
    );
    assert_eq!((found[0].0, found.len()), ("PF010", 1));
    assert_eq!(told(&"[".repeat(9 << 20))[0].0, "PF010");
}
