//! The texts that banks rest on, and their reading: traits, roles, questions, sources.

use super::id::{FaqId, RoleId, ScaleId, Slug, SourceId};
use super::mistake::{Log, SourceText, quoted};
use super::model::{
    Demand, DemandKind, FaqGroup, Growth, GrowthKind, Question, Role, Scale, Source,
};
use super::read::{At, Table, longest, nearest};
use super::rule::Rule;
use std::collections::BTreeMap;
use std::ops::Range;

/// The data files beside the banks.
#[derive(Debug, Clone)]
pub struct Library {
    /// `traits.toml`: the scales.
    pub traits: SourceText,
    /// `roles.toml`: the roles and their profiles.
    pub roles: SourceText,
    /// `faq.toml`: the article's questions.
    pub faq: SourceText,
    /// `sources.toml`: what facts rest on.
    pub sources: SourceText,
}

/// A name that is used before it is known whether it exists.
#[derive(Debug)]
pub(super) struct Use<I> {
    pub(super) id: I,
    pub(super) span: Range<usize>,
}

impl<I> From<At<I>> for Use<I> {
    fn from(at: At<I>) -> Self {
        Self {
            id: at.value,
            span: at.span,
        }
    }
}

/// Notes every use of a name that does not exist. `home` says where such names are defined.
pub(super) fn resolve<I: Slug>(uses: &[Use<I>], known: &[&I], home: &str, log: &mut Log) {
    for used in uses.iter().filter(|used| !known.contains(&&used.id)) {
        let message = format!("there is no {} {}", I::WHAT, quoted(used.id.as_ref()));
        let help = match nearest(used.id.as_ref(), known.iter().map(AsRef::as_ref)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.len() <= 12 && !known.is_empty() => {
                let list: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
                format!("there is {}", list.join(", "))
            }
            None => format!("define it in {home}"),
        };
        log.add(Rule::UnknownName, used.span.clone(), message, help);
    }
}

/// Notes an id that stands before in `seen`, which holds the offset of each.
pub(super) fn unique<I: Slug>(id: &At<I>, seen: &mut BTreeMap<String, usize>, log: &mut Log) {
    if let Some(first) = seen.get(id.value.as_ref()) {
        let (line, _) = log.source().line_column(*first);
        let message = format!("the {} {} stands twice", I::WHAT, quoted(id.value.as_ref()));
        log.add(
            Rule::DuplicateId,
            id.span.clone(),
            message,
            format!("the first is in line {line}; give one another id"),
        );
    } else {
        seen.insert(id.value.to_string(), id.span.start);
    }
}

/// Makes a word one of those allowed, and notes any other.
pub(super) fn word<T: Copy>(found: &At<&str>, allowed: &[(&str, T)], log: &mut Log) -> Option<T> {
    let known = allowed.iter().find(|(word, _)| *word == found.value);
    if known.is_none() {
        let list: Vec<String> = allowed
            .iter()
            .map(|(word, _)| format!("`{word}`"))
            .collect();
        log.add(
            Rule::WrongWord,
            found.span.clone(),
            format!("{} is none of the words allowed here", quoted(found.value)),
            format!("use one of {}", list.join(", ")),
        );
    }
    known.map(|(_, value)| *value)
}

pub(super) fn sources(root: &Table<'_>, log: &mut Log) -> Vec<Source> {
    let mut seen = BTreeMap::new();
    let read = |table: Table<'_>, log: &mut Log, seen: &mut BTreeMap<String, usize>| {
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
            let year = table.number("year", 1800.0..=2200.0, log);
            year.map(|year| Some(whole(year.value)))
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
        let url = address.and_then(|at| super::read::text(&at, longest::OPTION, log));
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
    tables
        .into_iter()
        .filter_map(|table| read(table, log, &mut seen))
        .collect()
}

/// A number from a checked range as a whole one.
pub(super) fn whole(value: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked by its range
    let whole = value as u16;
    whole
}

/// The scales, with the questions and sources that they name.
pub(super) fn scales(root: &Table<'_>, known: &Names<'_>, log: &mut Log) -> Vec<Scale> {
    let mut seen = BTreeMap::new();
    let tables = root.tables("scale", log);
    tables
        .into_iter()
        .filter_map(|table| scale(&table, known, &mut seen, log))
        .collect()
}

/// Names that other files define.
pub(super) struct Names<'a> {
    pub(super) faq: &'a [FaqId],
    pub(super) sources: &'a [SourceId],
}

impl Names<'_> {
    pub(super) fn faq(&self, found: Vec<At<FaqId>>, log: &mut Log) -> Vec<FaqId> {
        let uses: Vec<Use<FaqId>> = found.into_iter().map(Use::from).collect();
        resolve(&uses, &self.faq.iter().collect::<Vec<_>>(), "faq.toml", log);
        uses.into_iter().map(|used| used.id).collect()
    }

    pub(super) fn sources(&self, found: Vec<At<SourceId>>, log: &mut Log) -> Vec<SourceId> {
        let uses: Vec<Use<SourceId>> = found.into_iter().map(Use::from).collect();
        resolve(
            &uses,
            &self.sources.iter().collect::<Vec<_>>(),
            "sources.toml",
            log,
        );
        uses.into_iter().map(|used| used.id).collect()
    }
}

fn scale(
    table: &Table<'_>,
    known: &Names<'_>,
    seen: &mut BTreeMap<String, usize>,
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
    if found == grow.len() && kinds != [GrowthKind::Habit, GrowthKind::Try, GrowthKind::Read] {
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
    scales: &[Scale],
    known: &Names<'_>,
    log: &mut Log,
) -> Vec<Role> {
    let mut seen = BTreeMap::new();
    let tables = root.tables("role", log);
    tables
        .into_iter()
        .filter_map(|table| role(&table, scales, known, &mut seen, log))
        .collect()
}

fn role(
    table: &Table<'_>,
    scales: &[Scale],
    known: &Names<'_>,
    seen: &mut BTreeMap<String, usize>,
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

fn profile(role: &Table<'_>, scales: &[Scale], log: &mut Log) -> Option<Vec<Demand>> {
    let mut found: Vec<Demand> = Vec::new();
    let mut seen = BTreeMap::new();
    let mut whole = true;
    for table in role.tables("scale", log) {
        let scale = table.id::<ScaleId>("scale", log);
        if let Some(scale) = &scale {
            unique(scale, &mut seen, log);
            let used = [Use {
                id: scale.value.clone(),
                span: scale.span.clone(),
            }];
            let known: Vec<&ScaleId> = scales.iter().map(|scale| &scale.id).collect();
            resolve(&used, &known, "traits.toml", log);
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
        .iter()
        .filter_map(|scale| {
            found
                .iter()
                .find(|demand| demand.scale == scale.id)
                .cloned()
        })
        .collect();
    let missing: Vec<String> = scales
        .iter()
        .filter(|scale| !seen.contains_key(scale.id.as_ref()))
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
    known_sources: &[SourceId],
    log: &mut Log,
) -> Vec<Question> {
    let mut seen = BTreeMap::new();
    let mut related: Vec<Use<FaqId>> = Vec::new();
    let known = Names {
        faq: &[],
        sources: known_sources,
    };
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
        let year = table.opt_number("as_of", 2000.0..=2200.0, log);
        let check = table.opt_text("check", longest::STEM, log);
        if table.has("as_of") != table.has("check") {
            log.add(
                Rule::MissingKey,
                table.span.clone(),
                "`as_of` and `check` go together",
                "add the other one",
            );
        }
        table.finish(log);
        let ids = near.iter().map(|at| at.value.clone()).collect();
        related.extend(near.into_iter().map(Use::from));
        let (Some(id), Some(group), Some(question), Some(short), Some(answer)) =
            (id, group, question, short, answer)
        else {
            continue;
        };
        let as_of = year.map(|year| whole(year.value)).zip(check);
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
    let ids: Vec<FaqId> = seen.keys().filter_map(|id| FaqId::new(id).ok()).collect();
    resolve(&related, &ids.iter().collect::<Vec<_>>(), "this file", log);
    found
}
