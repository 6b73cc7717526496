//! The shape of items.

use super::{Words, by_kind};
use crate::bank::fit_items::{MOST_SCORE, MOST_WEIGHT, OPTIONS as SITUATION};
use crate::bank::quiz_items::{CARDS, GROUPS, OPTIONS, STEPS};
use crate::bank::{FaqId, ItemId, OptionId, ScaleId, SourceId, TopicId};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The highest score of an option as a whole number.
const MOST: u8 = 3;
const _: () = assert!(MOST_SCORE == 3.0);

/// One question.
pub(super) struct QuizItem;

impl JsonSchema for QuizItem {
    fn schema_name() -> Cow<'static, str> {
        "QuizItem".into()
    }

    fn json_schema(all: &mut SchemaGenerator) -> Schema {
        let kinds = [
            ("single", all.subschema_for::<Single>()),
            ("multiple", all.subschema_for::<Multiple>()),
            ("true-false", all.subschema_for::<TrueFalse>()),
            ("order", all.subschema_for::<Order>()),
            ("sort", all.subschema_for::<Sort>()),
            ("short-text", all.subschema_for::<ShortText>()),
        ];
        by_kind(None, &kinds)
    }
}

/// One statement, situation or pair.
pub(super) struct FitItem;

impl JsonSchema for FitItem {
    fn schema_name() -> Cow<'static, str> {
        "FitItem".into()
    }

    fn json_schema(all: &mut SchemaGenerator) -> Schema {
        let kinds = [
            ("agreement", all.subschema_for::<Agreement>()),
            ("situation", all.subschema_for::<Situation>()),
            ("pair", all.subschema_for::<Pair>()),
        ];
        by_kind(None, &kinds)
    }
}

/// At least one option that is right.
fn a_key() -> Value {
    json!({ "required": ["key"], "properties": { "key": { "const": true } } })
}

/// Makes the types of quiz items: what all have, and what each has of its own.
macro_rules! quiz_items {
    ($($(#[$doc:meta])* $name:ident, $word:ident { $(
        $(#[$field_doc:meta])* $field:ident: $type:ty,
    )* })*) => {$(
        #[derive(JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        enum $word {
            $name,
        }

        $(#[$doc])*
        #[derive(JsonSchema)]
        #[serde(deny_unknown_fields)]
        struct $name {
            kind: $word,
            id: ItemId,
            /// The question; at most 600 characters.
            stem: Words,
            /// The topic that it belongs to.
            topic: Option<TopicId>,
            /// 1 knowing it, 2 using it in a plain case, 3 weighing it in an unclear one.
            #[schemars(range(min = 1, max = 3))]
            difficulty: Option<u8>,
            /// What the key rests on.
            sources: Option<Vec<SourceId>>,
            /// Questions of the article that it touches.
            faq: Option<Vec<FaqId>>,
            /// Whether it is about a concrete case.
            scenario: Option<bool>,
            /// Whether options keep the file's order.
            fixed_order: Option<bool>,
            $($(#[$field_doc])* $field: $type,)*
        }
    )*};
}

quiz_items! {
    /// A choice with one key.
    Single, SingleWord {
        /// What to take away.
        explanation: Option<Words>,
        /// The key and its distractors.
        #[schemars(length(min = *OPTIONS.start(), max = *OPTIONS.end()), extend("contains" = a_key()))]
        option: Vec<Choice>,
    }
    /// A choice with one or more keys.
    Multiple, MultipleWord {
        /// What to take away.
        explanation: Option<Words>,
        /// Keys and distractors, one of each at least.
        #[schemars(length(min = *OPTIONS.start(), max = *OPTIONS.end()), extend("contains" = a_key()))]
        option: Vec<Choice>,
    }
    /// A statement that is true or false.
    TrueFalse, TrueFalseWord {
        /// What to take away.
        explanation: Option<Words>,
        /// Whether it is true.
        answer: bool,
        /// Why `true` is right or wrong.
        why_true: Words,
        /// Why `false` is right or wrong.
        why_false: Words,
    }
    /// Steps to put in order; the file has the right one.
    Order, OrderWord {
        /// What to take away.
        explanation: Words,
        /// The steps.
        #[schemars(length(min = *STEPS.start(), max = *STEPS.end()))]
        step: Vec<Step>,
    }
    /// Cards to sort into groups.
    Sort, SortWord {
        /// What to take away.
        explanation: Option<Words>,
        /// The groups.
        #[schemars(length(min = *GROUPS.start(), max = *GROUPS.end()))]
        group: Vec<Group>,
        /// The cards.
        #[schemars(length(min = *CARDS.start(), max = *CARDS.end()))]
        card: Vec<Card>,
    }
    /// A word or two to type.
    ShortText, ShortTextWord {
        /// What to take away.
        explanation: Words,
        /// What is accepted; the first is shown as the answer.
        #[schemars(length(min = 1))]
        accept: Vec<Words>,
    }
}

/// An option of a choice.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Choice {
    id: OptionId,
    /// The option; at most 300 characters.
    text: Words,
    /// Whether it is right.
    key: Option<bool>,
    /// Why it is right or wrong.
    why: Option<Words>,
}

/// A step of an order.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Step {
    id: OptionId,
    /// The step; at most 120 characters.
    text: Words,
    /// Why it stands here.
    why: Option<Words>,
}

/// A group that cards are sorted into.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Group {
    id: OptionId,
    /// Its heading; at most 120 characters.
    name: Words,
}

/// A card to sort.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Card {
    id: OptionId,
    /// What it says; at most 120 characters.
    text: Words,
    /// The id of the group where it belongs.
    group: OptionId,
    /// Why it belongs there.
    why: Option<Words>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AgreementWord {
    Agreement,
}

/// A statement to agree with in five steps.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Agreement {
    kind: AgreementWord,
    id: ItemId,
    /// The statement; at most 600 characters.
    stem: Words,
    /// The scale that it scores.
    scale: ScaleId,
    /// Whether agreeing means less of the scale.
    reverse: Option<bool>,
    /// How much it counts on its scale; 1 when left out.
    #[schemars(range(max = MOST_WEIGHT), extend("exclusiveMinimum" = 0))]
    weight: Option<f64>,
    /// Whether the short form asks it too.
    short: Option<bool>,
}

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum SituationWord {
    Situation,
}

/// What would you do: four options that an expert scored.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Situation {
    kind: SituationWord,
    id: ItemId,
    /// The situation; at most 600 characters.
    stem: Words,
    /// The options.
    #[schemars(length(equal = SITUATION))]
    option: Vec<SituationOption>,
    /// Whether the short form asks it too.
    short: Option<bool>,
}

/// An option of a situation.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct SituationOption {
    id: OptionId,
    /// What one would do; at most 300 characters.
    text: Words,
    /// What the choice shows.
    why: Words,
    /// An expert's score, 0 to 3, on each scale; the same scales in every option.
    #[schemars(extend("minProperties" = 1))]
    scores: BTreeMap<String, Score>,
}

/// What an expert gives.
#[derive(JsonSchema)]
struct Score(#[schemars(range(min = 0, max = MOST))] u8);

#[derive(JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum PairWord {
    Pair,
}

/// Which is more like you, in five steps from left to right.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Pair {
    kind: PairWord,
    id: ItemId,
    /// Asked above the pair; left out, pofit asks which is more like you.
    stem: Option<Words>,
    left: Side,
    right: Side,
    /// Whether the short form asks it too.
    short: Option<bool>,
}

/// One side of a pair.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
struct Side {
    /// The scale that it stands for.
    scale: ScaleId,
    /// What it says; at most 300 characters.
    text: Words,
}
