//! The texts that banks rest on, and their reading: traits, roles, questions, sources.

use super::id::{FaqId, RoleId, ScaleId, SourceId};
use super::mistake::{Log, SourceText};
use super::model::{
    Demand, DemandKind, FaqGroup, Growth, GrowthKind, Question, Role, Scale, Source,
};
use super::names::{Found, Names, once, resolve, unique, word};
use super::read::Table;
use super::rule::Rule;
use super::value::{At, longest};
use std::collections::{BTreeMap, BTreeSet};

/// The data files beside the banks.
#[derive(Debug, Clone)]
pub struct Library {
    /// `traits.toml`: the scales.
    pub traits: SourceText,
    /// `roles.toml`: the roles and their profiles.
    pub roles: SourceText,
    /// `narrative.toml`: what a result says in words; may be empty.
    pub narrative: SourceText,
    /// `faq.toml`: the article's questions.
    pub faq: SourceText,
    /// `glossary.toml`: the words of the field.
    pub glossary: SourceText,
    /// `sources.toml`: what facts rest on.
    pub sources: SourceText,
    /// `exams.toml`: forms of exams.
    pub exams: SourceText,
}

pub(super) fn sources(root: &Table<'_>, log: &mut Log) -> Found<Source, SourceId> {
    let mut seen = BTreeMap::new();
    let read = |table: Table<'_>, log: &mut Log, seen: &mut BTreeMap<SourceId, usize>| {
        let id = table.id::<SourceId>("id", log);
        if let Some(id) = &id {
            unique(id, seen, log);
        }
        let author = table.text("author", longest::NAME, log);
        let title = table.text("title", longest::NAME, log);
        let undated = table
            .opt_bool("undated", log)
            .is_some_and(|undated| undated.value);
        let year = if undated && !table.has("year") {
            Some(None)
        } else {
            table.whole("year", 1800.0..=2200.0, log).map(Some)
        };
        let address = table.opt_str("url", log);
        if let Some(address) = &address
            && !address.value.starts_with("https://")
        {
            log.add(
                Rule::WrongWord,
                address.span.clone(),
                "an address begins with https://",
                "use the secure address, or leave it out",
            );
        }
        let url = address.and_then(|at| super::value::text(&at, longest::OPTION, log));
        let note = table.opt_text("note", longest::STEM, log);
        table.finish(log);
        Some(Source {
            id: id?.value,
            author: author?,
            title: title?,
            year: year?,
            url,
            note,
        })
    };
    let tables = root.tables("source", log);
    let list = tables
        .into_iter()
        .filter_map(|table| read(table, log, &mut seen))
        .collect();
    Found::new(list, seen)
}

/// The scales, with the questions and sources that they name.
pub(super) fn scales(root: &Table<'_>, known: &Names<'_>, log: &mut Log) -> Found<Scale, ScaleId> {
    let mut seen = BTreeMap::new();
    let tables = root.tables("scale", log);
    let list = tables
        .into_iter()
        .filter_map(|table| scale(&table, known, &mut seen, log))
        .collect();
    Found::new(list, seen)
}

fn scale(
    table: &Table<'_>,
    known: &Names<'_>,
    seen: &mut BTreeMap<ScaleId, usize>,
    log: &mut Log,
) -> Option<Scale> {
    let id = table.id::<ScaleId>("id", log);
    if let Some(id) = &id {
        unique(id, seen, log);
    }
    let name = table.text("name", longest::SCALE, log);
    let definition = table.text("definition", longest::STEM, log);
    let low = table.text("low", longest::PROSE, log);
    let high = table.text("high", longest::PROSE, log);
    let strength = table.text("strength", longest::PROSE, log);
    let faq = known.faq(table.ids("faq", log), log);
    let tables = table.tables("grow", log);
    let found = tables.len();
    let grow: Vec<Growth> = tables
        .iter()
        .filter_map(|table| growth(table, known, log))
        .collect();
    let mut kinds: Vec<GrowthKind> = grow.iter().map(|step| step.kind).collect();
    kinds.sort_unstable();
    if found == grow.len()
        && table.is_list("grow")
        && kinds != [GrowthKind::Habit, GrowthKind::Try, GrowthKind::Read]
    {
        log.add(
            Rule::WrongCount,
            table.span.clone(),
            "a scale has three ways to grow: a habit, a thing to try, something to read",
            "add [[scale.grow]] tables with kind = \"habit\", \"try\" and \"read\", one each",
        );
    }
    table.finish(log);
    Some(Scale {
        id: id?.value,
        name: name?,
        definition: definition?,
        low: low?,
        high: high?,
        strength: strength?,
        grow,
        faq,
    })
}

fn growth(table: &Table<'_>, known: &Names<'_>, log: &mut Log) -> Option<Growth> {
    let words = [
        ("habit", GrowthKind::Habit),
        ("try", GrowthKind::Try),
        ("read", GrowthKind::Read),
    ];
    let kind = table
        .str("kind", log)
        .and_then(|found| word(&found, &words, log));
    let text = table.text("text", longest::PROSE, log);
    let source = table.opt_id::<SourceId>("source", log);
    let source = known.sources(source.into_iter().collect(), log).pop();
    table.finish(log);
    Some(Growth {
        kind: kind?,
        text: text?,
        source,
    })
}

/// The roles; each covers every scale exactly once.
pub(super) fn roles(
    root: &Table<'_>,
    scales: &Found<Scale, ScaleId>,
    known: &Names<'_>,
    log: &mut Log,
) -> Found<Role, RoleId> {
    let mut seen = BTreeMap::new();
    let tables = root.tables("role", log);
    let list = tables
        .into_iter()
        .filter_map(|table| role(&table, scales, known, &mut seen, log))
        .collect();
    Found::new(list, seen)
}

fn role(
    table: &Table<'_>,
    scales: &Found<Scale, ScaleId>,
    known: &Names<'_>,
    seen: &mut BTreeMap<RoleId, usize>,
    log: &mut Log,
) -> Option<Role> {
    let id = table.id::<RoleId>("id", log);
    if let Some(id) = &id {
        unique(id, seen, log);
    }
    let name = table.text("name", longest::NAME, log);
    let short = table.text("short", longest::SHORT, log);
    let [summary, day, rewards, costs, routes_in, routes_out] = [
        "summary",
        "day",
        "rewards",
        "costs",
        "routes_in",
        "routes_out",
    ]
    .map(|key| table.text(key, longest::PROSE, log));
    let faq = known.faq(table.ids("faq", log), log);
    let sources = known.sources(table.ids("sources", log), log);
    let profile = profile(table, scales, log);
    table.finish(log);
    Some(Role {
        id: id?.value,
        name: name?,
        short: short?,
        summary: summary?,
        day: day?,
        rewards: rewards?,
        costs: costs?,
        routes_in: routes_in?,
        routes_out: routes_out?,
        faq,
        sources,
        profile: profile?,
    })
}

fn profile(role: &Table<'_>, scales: &Found<Scale, ScaleId>, log: &mut Log) -> Option<Vec<Demand>> {
    let mut found: Vec<Demand> = Vec::new();
    let mut seen = BTreeMap::new();
    let mut whole = role.is_list("scale");
    for table in role.tables("scale", log) {
        let scale = table.id::<ScaleId>("scale", log);
        if let Some(scale) = &scale {
            once(scale, &mut seen, "take one out", log);
            resolve(scale, scales.ids.as_ref(), "traits.toml", log);
        }
        let level = table.number("level", 0.0..=100.0, log);
        let weight = table.number("weight", 0.0..=3.0, log);
        let words = [
            ("at-least", DemandKind::AtLeast),
            ("near", DemandKind::Near),
        ];
        let kind = table
            .str("kind", log)
            .and_then(|found| word(&found, &words, log));
        let reason = table.text("reason", longest::STEM, log);
        table.finish(log);
        let (Some(scale), Some(level), Some(weight), Some(kind), Some(reason)) =
            (scale, level, weight, kind, reason)
        else {
            whole = false;
            continue;
        };
        let (scale, level, weight) = (scale.value, level.value, weight.value);
        found.push(Demand {
            scale,
            level,
            weight,
            kind,
            reason,
        });
    }
    let in_order: Vec<Demand> = scales
        .list
        .iter()
        .filter_map(|scale| {
            found
                .iter()
                .find(|demand| demand.scale == scale.id)
                .cloned()
        })
        .collect();
    let missing: Vec<String> = scales
        .list
        .iter()
        .filter(|scale| !seen.contains_key(&scale.id))
        .map(|scale| format!("`{}`", scale.id))
        .collect();
    if whole && !missing.is_empty() {
        log.add(
            Rule::WrongCount,
            role.span.clone(),
            format!("this role says nothing of {}", missing.join(", ")),
            "add a [[role.scale]] table for each; weight = 0 when it does not matter",
        );
    }
    (whole && missing.is_empty()).then_some(in_order)
}

/// The article's questions.
pub(super) fn questions(
    root: &Table<'_>,
    sources: Option<&BTreeSet<SourceId>>,
    log: &mut Log,
) -> Found<Question, FaqId> {
    let mut seen = BTreeMap::new();
    let mut related: Vec<At<FaqId>> = Vec::new();
    let known = Names { faq: None, sources };
    let mut found = Vec::new();
    for table in root.tables("question", log) {
        let id = table.id::<FaqId>("id", log);
        if let Some(id) = &id {
            unique(id, &mut seen, log);
        }
        let words = [
            ("product-owner", FaqGroup::ProductOwner),
            ("training", FaqGroup::Training),
        ];
        let group = table
            .str("group", log)
            .and_then(|found| word(&found, &words, log));
        let question = table.text("question", longest::OPTION, log);
        let short = table.text("short", longest::OPTION, log);
        let answer = table.text("answer", longest::PROSE, log);
        let sources = known.sources(table.ids("sources", log), log);
        let near = table.ids::<FaqId>("related", log);
        let year = table.opt_whole("as_of", 2000.0..=2200.0, log);
        let check = table.opt_text("check", longest::STEM, log);
        let (missing, wants, value) = if table.has("as_of") {
            ("check", "as_of", "\"...\"")
        } else {
            ("as_of", "check", "...")
        };
        if table.has(wants) && !table.has(missing) {
            log.add(
                Rule::MissingKey,
                table.span.clone(),
                format!("`{wants}` needs `{missing}` beside it"),
                format!("add `{missing} = {value}`: the year, and where to see what holds now"),
            );
        }
        table.finish(log);
        let ids = near.iter().map(|at| at.value.clone()).collect();
        related.extend(near);
        let (Some(id), Some(group), Some(question), Some(short), Some(answer)) =
            (id, group, question, short, answer)
        else {
            continue;
        };
        let as_of = year.zip(check);
        let id = id.value;
        found.push(Question {
            id,
            group,
            question,
            short,
            answer,
            sources,
            related: ids,
            as_of,
        });
    }
    let found = Found::new(found, seen);
    for used in &related {
        resolve(used, found.ids.as_ref(), "this file", log);
    }
    found
}
