//! The reading of the narrative: passages and their conditions.

use super::id::{PassageId, RoleId, ScaleId};
use super::mistake::Log;
use super::model::{Band, Part, Passage, VerdictWord, When};
use super::names::{resolve, unique, word};
use super::read::Table;
use super::rule::Rule;
use super::value::{At, longest};
use std::collections::{BTreeMap, BTreeSet};

const PARTS: &[(&str, Part)] = &[
    ("opening", Part::Opening),
    ("care", Part::Care),
    ("rival", Part::Rival),
    ("mix", Part::Mix),
    ("closing", Part::Closing),
];
const BANDS: &[(&str, Band)] = &[
    ("strong", Band::Strong),
    ("good", Band::Good),
    ("mixed", Band::Mixed),
    ("not-now", Band::NotNow),
];
const VERDICTS: &[(&str, VerdictWord)] = &[
    ("clear-role", VerdictWord::ClearRole),
    ("leaning-role", VerdictWord::LeaningRole),
    ("too-close", VerdictWord::TooClose),
    ("leaning-other", VerdictWord::LeaningOther),
    ("clear-other", VerdictWord::ClearOther),
    ("neither", VerdictWord::Neither),
];

/// Names that passages use.
pub(super) struct Known<'a> {
    pub(super) scales: Option<&'a BTreeSet<ScaleId>>,
    pub(super) roles: Option<&'a BTreeSet<RoleId>>,
}

/// The passages in the file's order.
pub(super) fn passages(root: &Table<'_>, known: &Known<'_>, log: &mut Log) -> Vec<Passage> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for table in root.tables("passage", log) {
        let id = table.id::<PassageId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let part = table
            .str("part", log)
            .and_then(|part| word(&part, PARTS, log));
        let when = table.table("when", log).map(|when| read(&when, known, log));
        let text = table.text("text", longest::STEM, log);
        table.finish(log);
        if let (Some(id), Some(part), Some(when), Some(text)) = (id, part, when, text) {
            let id = id.value;
            found.push(Passage {
                id,
                part,
                when,
                text,
            });
        }
    }
    found
}

fn read(table: &Table<'_>, known: &Known<'_>, log: &mut Log) -> When {
    if table.entries(log.base()).next().is_none() {
        log.add(
            Rule::WrongCount,
            table.span.clone(),
            "this passage would always be told",
            "name a condition, such as { standing = [\"good\"] }",
        );
    }
    let standing = table.strings("standing", log);
    let mut scales = |key: &'static str| -> Vec<ScaleId> {
        let found: Vec<At<ScaleId>> = table.ids(key, log);
        let exists = |used: &At<ScaleId>| resolve(used, known.scales, "traits.toml", log);
        found
            .into_iter()
            .filter(exists)
            .map(|used| used.value)
            .collect()
    };
    let [high, low, met, gap] = ["high", "low", "met", "gap"].map(&mut scales);
    let mut flag = |key: &'static str| table.opt_bool(key, log).map(|found| found.value);
    let [sure, shape, doubtful] = ["sure", "shape", "doubtful"].map(&mut flag);
    let mut number = |key: &'static str| table.opt_whole(key, 1.0..=100.0, log);
    let [many_high, many_low] = ["many_high", "many_low"].map(&mut number);
    let verdict = table.opt_str("verdict", log);
    let verdict = verdict.and_then(|found| word(&found, VERDICTS, log));
    let other = table.opt_id::<RoleId>("other", log);
    if table.has("verdict") != table.has("other") {
        log.add(
            Rule::MissingKey,
            table.span.clone(),
            "`verdict` and `other` go together",
            "say against which role the verdict is, such as other = \"project-manager\"",
        );
    }
    if let Some(other) = &other {
        resolve(other, known.roles, "roles.toml", log);
    }
    table.finish(log);
    When {
        standing: standing
            .iter()
            .filter_map(|found| word(found, BANDS, log))
            .collect(),
        sure,
        high,
        low,
        met,
        gap,
        verdict: verdict.zip(other.map(|other| other.value)),
        shape,
        many_high,
        many_low,
        doubtful,
    }
}
