//! The content of banks as it was when a run was taken, kept once for each hash.

use super::{Store, Trouble};
use crate::bank::{Bank, Library, SourceText, load};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

/// The name of the bank's own text among the texts.
const BANK: &str = "bank";

/// The texts that a bank was read with.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The bank's file.
    pub bank: SourceText,
    /// The files beside it.
    pub library: Library,
}

type Parts = BTreeMap<String, (String, String)>;

impl Texts {
    fn parts(&self) -> Parts {
        let Library {
            traits,
            roles,
            narrative,
            faq,
            glossary: _, // explains words; no run needs it
            sources,
            exams: _, // the plan says what it took from there
        } = &self.library;
        let parts = [
            (BANK, &self.bank),
            ("traits", traits),
            ("roles", roles),
            ("narrative", narrative),
            ("faq", faq),
            ("sources", sources),
        ];
        let part = |(key, text): (&str, &SourceText)| {
            (
                key.to_owned(),
                (text.name.to_string(), text.text.to_string()),
            )
        };
        parts.into_iter().map(part).collect()
    }

    fn from_parts(parts: &Parts) -> Self {
        let text = |key: &str| match parts.get(key) {
            Some((name, text)) => SourceText::new(name, text),
            None => SourceText::new(key, ""),
        };
        Self {
            bank: text(BANK),
            library: Library {
                traits: text("traits"),
                roles: text("roles"),
                narrative: text("narrative"),
                faq: text("faq"),
                glossary: text("glossary"),
                sources: text("sources"),
                exams: text("exams"),
            },
        }
    }
}

/// Keeps a bank's content unless it is kept already.
pub(super) fn keep(db: &Connection, bank: &Bank, texts: Option<&Texts>) -> Result<(), Trouble> {
    let hash = &bank.hash.0[..];
    let known = db
        .query_row("SELECT 1 FROM bank WHERE hash = ?1", [hash], |_| Ok(()))
        .optional()?;
    if known.is_some() {
        return Ok(());
    }
    let texts =
        texts.ok_or_else(|| Trouble::Run("the text of its bank is not at hand".to_owned()))?;
    let json =
        serde_json::to_string(&texts.parts()).map_err(|why| Trouble::Run(why.to_string()))?;
    db.execute(
        "INSERT OR IGNORE INTO bank (hash, id, title, assessment, texts) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            hash,
            bank.head.id.as_ref(),
            bank.head.title.as_str(),
            bank.assessment().is_some(),
            json
        ],
    )?;
    Ok(())
}

impl Store {
    /// The bank with this hash, as it was.
    ///
    /// # Errors
    /// [`Trouble`] when it is not kept or cannot be read by this program any more.
    pub fn bank(&self, hash: &[u8]) -> Result<Bank, Trouble> {
        let json: Option<String> = self
            .db
            .query_row("SELECT texts FROM bank WHERE hash = ?1", [hash], |row| {
                row.get(0)
            })
            .optional()?;
        let json = json.ok_or_else(|| Trouble::Run("its bank is not kept".to_owned()))?;
        let parts: Parts =
            serde_json::from_str(&json).map_err(|why| Trouble::Damaged(why.to_string()))?;
        let texts = Texts::from_parts(&parts);
        load(&texts.bank, &texts.library).map_err(|mistakes| Trouble::Run(mistakes.to_string()))
    }
}
