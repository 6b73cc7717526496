//! Ids: one type for each thing that can be named, so that a scale is never taken for a role.
//!
//! Every id is a slug (`a-z`, `0-9`, single hyphens inside), at most [`MAX_LEN`] bytes long. The
//! constructor is the only way in, so an id can be printed anywhere without cleaning.

use std::fmt;

/// The longest id, in bytes: long enough to say something, short enough for a table.
pub const MAX_LEN: usize = 48;

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is made of a-z, 0-9 and single hyphens inside, at most {MAX_LEN} long")]
pub struct NotASlug;

/// Whether `text` may serve as an id.
pub fn is_slug(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= MAX_LEN && text.split('-').all(part)
}

/// The shape of an id in JSON.
fn slug_schema(description: &str) -> schemars::Schema {
    schemars::json_schema!({
        "description": description,
        "type": "string",
        "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
        "maxLength": MAX_LEN,
    })
}

/// What all ids have in common; the loader and the validator are generic over it.
pub trait Slug: Sized + Clone + Ord + fmt::Display + AsRef<str> {
    /// What the id names, for messages: "scale", "role" …
    const WHAT: &'static str;

    /// Makes an id.
    ///
    /// # Errors
    /// [`NotASlug`] when `text` has another form.
    fn new(text: &str) -> Result<Self, NotASlug>;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $what:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl Slug for $name {
            const WHAT: &'static str = $what;

            fn new(text: &str) -> Result<Self, NotASlug> {
                if is_slug(text) { Ok(Self(text.into())) } else { Err(NotASlug) }
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                slug_schema(concat!("The id of a thing of this sort: ", $what))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotASlug;

            fn try_from(text: String) -> Result<Self, NotASlug> {
                <Self as Slug>::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }
    )*};
}

ids! {
    /// Names a bank.
    BankId = "bank";
    /// Names an item within its bank.
    ItemId = "item";
    /// Names an option, a step, a card or a group within its item.
    OptionId = "option";
    /// Names a scale.
    ScaleId = "scale";
    /// Names a role.
    RoleId = "role";
    /// Names a topic within its bank.
    TopicId = "topic";
    /// Names a form of exams.
    ExamId = "exam";
    /// Names a source.
    SourceId = "source";
    /// Names a frequently asked question.
    FaqId = "question";
    /// Names a term of the glossary.
    TermId = "term";
    /// Names a passage of the narrative.
    PassageId = "passage";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_slugs_become_ids() {
        for good in ["a", "vision-1", "9", "a-b-c", &"x".repeat(MAX_LEN)] {
            assert!(ItemId::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-",
            "a-",
            "-a",
            "a--b",
            "A",
            "é",
            "a b",
            "a\n",
            &"x".repeat(MAX_LEN + 1),
        ] {
            assert!(ItemId::new(bad).is_err(), "{bad}");
        }
    }
}
