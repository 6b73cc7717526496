//! The pages of advice.

use super::{Page, Within};

pub(super) const MORE_ADVICE: Page = Page {
    name: "more-advice",
    title: "More advice than is told",
    reason: "At most 100 pieces of advice on a file are told in one go; heed these, and the next look \
             tells the rest.",
    within: Within::Many,
    bad: r#"authors = ["Ada ", "Bo "] # and so on, more than a hundred times
"#,
    good: r#"authors = ["Ada", "Bo"]
"#,
    mends: None,
};

pub(super) const NEGATION: Page = Page {
    name: "negation",
    title: "A \"no\" that may be taken for a \"yes\"",
    reason: "To disagree with \"I do not plan\" is to say yes by a no, and tired readers say the opposite \
             of what they mean; the same holds for a true-or-false statement that denies, for a question \
             that denies twice, and for one that turns on one small \"not\". Reverse keying needs no \
             \"not\": say what one does instead. Looked at in English alone.",
    within: Within::Items,
    bad: r#"[[item]]
id = "trust-a"
kind = "agreement"
stem = "I do not tell others how to work."
scale = "trust"
"#,
    good: r#"[[item]]
id = "trust-a"
kind = "agreement"
stem = "I leave it to others how they work."
scale = "trust"
"#,
    mends: None,
};

pub(super) const ABOUT_OPTIONS: Page = Page {
    name: "about-options",
    title: "An option about the other options",
    reason: "\"All of the above\" is right as soon as two others look right, and \"none of the above\" \
             shows that wrong answers are known, not the right one. Options are shown in an order that \
             changes, too: nothing stays above. Looked at in English alone.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "who"
kind = "single"
stem = "Who orders the Product Backlog?"
option = [
  { id = "po", text = "The Product Owner", key = true, why = "One person answers for it." },
  { id = "all", text = "None of the above", why = "Then the loudest would decide." },
]
"#,
    good: r#"[[item]]
id = "who"
kind = "single"
stem = "Who orders the Product Backlog?"
option = [
  { id = "po", text = "The Product Owner", key = true, why = "One person answers for it." },
  { id = "all", text = "Whoever asks first", why = "Then the loudest would decide." },
]
"#,
    mends: None,
};

pub(super) const LONG_KEY: Page = Page {
    name: "long-key",
    title: "A key that its length gives away",
    reason: "Who writes a question takes care that the key is quite right, and it grows long; people who \
             know nothing of the matter guess the longest option, and are right too often. Advice comes \
             where the key has half as many characters again as its longest distractor, and at least 20 \
             more.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "who"
kind = "single"
stem = "Who orders the Product Backlog?"
option = [
  { id = "po", text = "The Product Owner, who may listen to anyone yet answers for the order", key = true, why = "One person answers for it." },
  { id = "all", text = "Whoever asks first", why = "Then the loudest would decide." },
]
"#,
    good: r#"[[item]]
id = "who"
kind = "single"
stem = "Who orders the Product Backlog?"
option = [
  { id = "po", text = "The Product Owner", key = true, why = "One person answers for it." },
  { id = "all", text = "Whoever asks first", why = "Then the loudest would decide." },
]
"#,
    mends: None,
};

pub(super) const DOUBLE_BARRELLED: Page = Page {
    name: "double-barrelled",
    title: "A statement that says two things",
    reason: "Whoever holds with one half of \"I plan ahead and keep to it\" and not with the other cannot \
             answer, and the answer cannot be read. Keep one half, or make two statements. Looked at in \
             English alone; words that are usually joined, as in \"now and then\", count as one thing.",
    within: Within::Items,
    bad: r#"[[item]]
id = "trust-a"
kind = "agreement"
stem = "I trust others and leave them the how."
scale = "trust"
"#,
    good: r#"[[item]]
id = "trust-a"
kind = "agreement"
stem = "I leave it to others how they work."
scale = "trust"
"#,
    mends: None,
};

pub(super) const LOPSIDED_KEYING: Page = Page {
    name: "lopsided-keying",
    title: "Most statements of a scale keyed one way",
    reason: "With one reverse-keyed statement among many, agreeing with everything still looks like the \
             trait, if a little less. About half and half keeps that habit out of the score. Advice comes \
             where fewer than a third of four or more statements are keyed one way.",
    within: Within::Vision,
    bad: r#"[[item]]
id = "vision-a"
kind = "agreement"
stem = "I picture how things could be."
scale = "vision"
short = true

[[item]]
id = "vision-b"
kind = "agreement"
stem = "I tell people where things could go."
scale = "vision"
short = true

[[item]]
id = "vision-c"
kind = "agreement"
stem = "I paint pictures of the future."
scale = "vision"

[[item]]
id = "vision-d"
kind = "agreement"
stem = "I think of today alone."
scale = "vision"
reverse = true
"#,
    good: r#"[[item]]
id = "vision-a"
kind = "agreement"
stem = "I picture how things could be."
scale = "vision"
short = true

[[item]]
id = "vision-b"
kind = "agreement"
stem = "I tell people where things could go."
scale = "vision"
short = true

[[item]]
id = "vision-c"
kind = "agreement"
stem = "I leave the future to others."
scale = "vision"
reverse = true

[[item]]
id = "vision-d"
kind = "agreement"
stem = "I think of today alone."
scale = "vision"
reverse = true
"#,
    mends: None,
};

pub(super) const NO_REASON: Page = Page {
    name: "no-reason",
    title: "Options that do not say why",
    reason: "A wrong answer teaches when it is told why it is wrong, and a right one when it is told why \
             it is right. Who writes the reason down also finds the distractor that is right after all.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "who"
kind = "single"
stem = "Who orders the Product Backlog?"
option = [
  { id = "po", text = "The Product Owner", key = true, why = "One person answers for it." },
  { id = "all", text = "Whoever asks first" },
]
"#,
    good: r#"[[item]]
id = "who"
kind = "single"
stem = "Who orders the Product Backlog?"
option = [
  { id = "po", text = "The Product Owner", key = true, why = "One person answers for it." },
  { id = "all", text = "Whoever asks first", why = "Then the loudest would decide." },
]
"#,
    mends: None,
};

pub(super) const BLANKS: Page = Page {
    name: "blanks",
    title: "Blanks that nobody will see",
    reason: "Blanks at the ends of a text and several in a row are folded into one before anything is \
             shown. In a file they only make two texts look alike that are not.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky  is blue by day. "
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
    mends: Some("Several blanks in a row become one, and those at the ends go."),
};

pub(super) const EMOJI: Page = Page {
    name: "emoji",
    title: "A character that terminals give different widths",
    reason: "Some terminals paint such a sign over one column, some over two, and screen readers read its \
             long name aloud. The rest of the line then stands askew.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day \u2600."
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
