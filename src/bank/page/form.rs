//! The pages of mistakes in the form of a text, key, name or value.

use super::{Page, Within};

pub(super) const SYNTAX: Page = Page {
    name: "syntax",
    title: "Not TOML",
    reason: "A data file is TOML: `key = value`, `[table]`, `[[one of several tables]]`, `# comment`. \
             Until the text can be read as such, nothing else of it is looked at, for what a broken part \
             means would be a guess. https://toml.io has the whole of it on a page.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day.
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    mends: None,
};

pub(super) const UNKNOWN_FIELD: Page = Page {
    name: "unknown-field",
    title: "A key that does not belong there",
    reason: "A key that pofit does not know would be passed over in silence, and with it what you meant \
             by it. Mostly it is a slip of the pen, or it stands below a header that begins another \
             table: in TOML a key belongs to the header above it.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
Explanation = "Light is scattered."
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
explanation = "Light is scattered."
"#,
    mends: Some(
        "Another spelling of a key that is known and not there yet (case, hyphens, license) becomes \
             that key.",
    ),
};

pub(super) const MISSING_KEY: Page = Page {
    name: "missing-key",
    title: "A key that must be there",
    reason: "Without it the item could not be asked or scored, or a person who answers it would learn \
             nothing: an item of kind true-false must say why each of its answers is right or wrong.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    mends: None,
};

pub(super) const WRONG_TYPE: Page = Page {
    name: "wrong-type",
    title: "A value of another type",
    reason: "TOML tells texts, numbers, truths and lists apart: \"2\" is a text, 2 a number, true a \
             truth, [\"book\"] a list with one text.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
difficulty = "2"
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
difficulty = 2
"#,
    mends: Some(
        "A number or a truth in quotes loses them, a number that should be a text gets them, and a \
             text that should be a list becomes a list of one.",
    ),
};

pub(super) const NOT_AN_ID: Page = Page {
    name: "not-an-id",
    title: "No id",
    reason: "An id names a thing for good: it stands in histories, results and answer files, and in the \
             command line. So it is made of a-z, 0-9 and single hyphens, and at most 48 long.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "Sky by day"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    good: r#"[[item]]
id = "sky-by-day"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    mends: Some(
        "Small letters and hyphens take the place of what an id cannot hold, wherever the same id is \
             named, unless two ids would become one.",
    ),
};

pub(super) const DUPLICATE_ID: Page = Page {
    name: "duplicate-id",
    title: "An id that stands twice",
    reason: "Two things of one name cannot be told apart: an answer would count for either. Ids must \
             differ within a bank, those of options within their item.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."

[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is grey by day."
answer = true
why_true = "Air scatters grey light most."
why_false = "Look up at noon."
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."

[[item]]
id = "sky-at-dusk"
kind = "true-false"
stem = "The sky is grey by day."
answer = true
why_true = "Air scatters grey light most."
why_false = "Look up at noon."
"#,
    mends: None,
};

pub(super) const UNKNOWN_NAME: Page = Page {
    name: "unknown-name",
    title: "A name that stands for nothing",
    reason: "A topic, scale, role, source or question is named that is defined nowhere: neither in this \
             file nor in the files that it rests on (traits.toml, roles.toml, sources.toml, faq.toml; \
             --data DIR says where yours are).",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
topic = "wether"

[[topic]]
id = "weather"
name = "Weather"
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
topic = "weather"

[[topic]]
id = "weather"
name = "Weather"
"#,
    mends: None,
};

pub(super) const EMPTY_TEXT: Page = Page {
    name: "empty-text",
    title: "A text without words",
    reason: "A text that is shown must say something. Where a key may be left out, leave it out.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "  "
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    mends: None,
};

pub(super) const HAZARD: Page = Page {
    name: "hazard",
    title: "A character that must not reach a terminal",
    reason: "Control characters steer a terminal, marks of direction reorder what is read, and some \
             characters cannot be seen at all. A bank from a stranger could hide text with them, so none \
             is let in.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky\u200b is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    mends: Some(
        "Four characters that cannot be seen and say nothing in any script are taken out: soft \
             hyphen, zero width space, word joiner, byte order mark.",
    ),
};

pub(super) const TOO_LONG: Page = Page {
    name: "too-long",
    title: "A text that is too long for its place",
    reason: "Each place on the screen holds so much: a topic's name 24 characters, a card or a name 120, \
             an option 300, a question 600. Longer ones are not read to the end either.",
    within: Within::Quiz,
    bad: r#"[[topic]]
id = "weather"
name = "Weather, climate and seasons"

[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    good: r#"[[topic]]
id = "weather"
name = "Weather and seasons"

[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
"#,
    mends: None,
};
