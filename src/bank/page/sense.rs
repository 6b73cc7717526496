//! The pages of mistakes in what values say together.

use super::{Page, Within};

pub(super) const OUT_OF_RANGE: Page = Page {
    name: "out-of-range",
    title: "A number outside its range",
    reason: "Numbers have ranges that the sums rely on: difficulty 1 to 3, expert scores 0 to 3, levels \
             and cuts 0 to 100, a weight over 0 and at most 10.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
difficulty = 4
"#,
    good: r#"[[item]]
id = "sky"
kind = "true-false"
stem = "The sky is blue by day."
answer = true
why_true = "Air scatters blue light most."
why_false = "Look up at noon."
difficulty = 3
"#,
    mends: None,
};

pub(super) const WRONG_COUNT: Page = Page {
    name: "wrong-count",
    title: "Too few or too many of something",
    reason: "Options, steps, groups and cards must fit on one screen and leave something to choose: 2 to \
             8 options, 3 to 7 steps, 2 to 4 groups, 3 to 8 cards, 4 options in a situation. A bank has \
             at least one item, and a scale at least two statements in the short form.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "day"
kind = "order"
stem = "In which order?"
explanation = "So the sun goes."
step = [
  { id = "dawn", text = "Dawn" },
  { id = "dusk", text = "Dusk" },
]
"#,
    good: r#"[[item]]
id = "day"
kind = "order"
stem = "In which order?"
explanation = "So the sun goes."
step = [
  { id = "dawn", text = "Dawn" },
  { id = "noon", text = "Noon" },
  { id = "dusk", text = "Dusk" },
]
"#,
    mends: None,
};

pub(super) const KEYS: Page = Page {
    name: "keys",
    title: "Not the right number of keys",
    reason: "A single choice has exactly one key. A multiple choice has one or more, and at least one \
             distractor: with none, ticking everything would be right.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "who"
kind = "single"
stem = "Who orders the Product Backlog?"
option = [
  { id = "po", text = "The Product Owner", key = true, why = "One person answers for it." },
  { id = "all", text = "Whoever asks first", key = true, why = "Then the loudest would decide." },
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

pub(super) const WRONG_WORD: Page = Page {
    name: "wrong-word",
    title: "A word that is none of those allowed",
    reason: "Some values are words out of a short list, such as the kind of an item; a language is a BCP \
             47 tag, and an address begins with https://.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "sky"
kind = "True_False"
stem = "The sky is blue by day."
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
        "Another spelling of an allowed word (case, hyphens, blanks, underscores) becomes that word, \
             and en_GB becomes en-GB.",
    ),
};

pub(super) const BALANCE: Page = Page {
    name: "balance",
    title: "A scale whose statements are all keyed one way",
    reason: "Some people agree with most of what they read. Where every statement of a scale is keyed the \
             same way, that habit looks like the trait. So a scale has keyed statements and reverse-keyed \
             ones, for which agreeing means less of it.",
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
stem = "I think of today alone."
scale = "vision"
short = true
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
stem = "I think of today alone."
scale = "vision"
short = true
reverse = true
"#,
    mends: None,
};

pub(super) const NOT_SCORED: Page = Page {
    name: "not-scored",
    title: "A scale that nothing scores",
    reason: "The roles' profiles speak of every scale in traits.toml. A scale without a statement would \
             have no level, and no fit could be told on it.",
    within: Within::Vision,
    bad: r#"# No statement has scale = "vision".
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
stem = "I think of today alone."
scale = "vision"
short = true
reverse = true
"#,
    mends: None,
};

pub(super) const UNEVEN_SCORES: Page = Page {
    name: "uneven-scores",
    title: "Options that score different scales",
    reason: "If one option of a situation scores a scale that another does not, the choice would decide \
             which scale is measured, and people with other choices could not be compared.",
    within: Within::Items,
    bad: r#"[[item]]
id = "delay"
kind = "situation"
stem = "A delivery is late. What do you do first?"

[[item.option]]
id = "call"
text = "Call the people who wait for it"
why = "They can plan again."
scores = { vision = 0, trust = 3 }

[[item.option]]
id = "list"
text = "List what it holds up"
why = "It shows what matters."
scores = { vision = 1, trust = 1 }

[[item.option]]
id = "ask"
text = "Ask the team what they need"
why = "They know best."
scores = { vision = 0, trust = 2 }

[[item.option]]
id = "wait"
text = "Wait a day"
why = "Some delays end by themselves."
scores = { vision = 0 }
"#,
    good: r#"[[item]]
id = "delay"
kind = "situation"
stem = "A delivery is late. What do you do first?"

[[item.option]]
id = "call"
text = "Call the people who wait for it"
why = "They can plan again."
scores = { vision = 0, trust = 3 }

[[item.option]]
id = "list"
text = "List what it holds up"
why = "It shows what matters."
scores = { vision = 1, trust = 1 }

[[item.option]]
id = "ask"
text = "Ask the team what they need"
why = "They know best."
scores = { vision = 0, trust = 2 }

[[item.option]]
id = "wait"
text = "Wait a day"
why = "Some delays end by themselves."
scores = { vision = 0, trust = 0 }
"#,
    mends: None,
};

pub(super) const REPEATED: Page = Page {
    name: "repeated",
    title: "The same thing said twice",
    reason: "Two options, steps or cards that say the same cannot be told apart, and an answer that is \
             accepted twice is accepted once. A role is compared with another one, and a pair weighs two \
             different scales.",
    within: Within::Quiz,
    bad: r#"[[item]]
id = "above"
kind = "short-text"
stem = "What is above us?"
accept = ["sky", "Sky", "heaven"]
explanation = "Some say heaven."
"#,
    good: r#"[[item]]
id = "above"
kind = "short-text"
stem = "What is above us?"
accept = ["sky", "heaven"]
explanation = "Some say heaven."
"#,
    mends: Some("An accepted answer that stands twice is taken out."),
};

pub(super) const WRONG_FILE: Page = Page {
    name: "wrong-file",
    title: "No data file of pofit",
    reason: "What a file is shows by its tables: a bank has [bank] with its id, kind and title; the \
             others are headed [[scale]], [[role]], [[passage]], [[question]], [[term]] or [[source]].",
    within: Within::File,
    bad: r#"title = "My bank"
"#,
    good: r#"[bank]
id = "my-bank"
kind = "quiz"
title = "My bank"

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

pub(super) const TOO_MANY: Page = Page {
    name: "too-many",
    title: "More mistakes than are told",
    reason: "At most 100 mistakes of a file are told in one go; mend these, and the next look tells the \
             rest. Often one slip causes many: look at the first.",
    within: Within::Many,
    bad: "authors = [1, 1, 1] # and so on, more than a hundred times\n",
    good: r#"authors = ["Ada", "Bo"]
"#,
    mends: None,
};
