//! Names: that an id stands once, that what is named exists, that a word is one of those allowed.

use super::id::{FaqId, MAX_LEN, Slug, SourceId};
use super::mistake::{Log, quoted};
use super::rule::Rule;
use super::value::{At, bare};
use std::collections::{BTreeMap, BTreeSet};

/// What a file defines.
#[derive(Debug)]
pub(super) struct Found<T, I> {
    /// What could be read.
    pub(super) list: Vec<T>,
    /// All ids, those of broken entries too, so that no use of them looks wrong; `None` when the
    /// file could not be read at all.
    pub(super) ids: Option<BTreeSet<I>>,
}

impl<T, I: Ord> Found<T, I> {
    pub(super) fn new(list: Vec<T>, seen: BTreeMap<I, usize>) -> Self {
        let ids = Some(seen.into_keys().collect());
        Self { list, ids }
    }
}

impl<T, I> Default for Found<T, I> {
    fn default() -> Self {
        let (list, ids) = (Vec::new(), None);
        Self { list, ids }
    }
}

/// Whether a name exists; notes one that does not. `home` says where such names are defined; what
/// could not be read (`known` is `None`) holds any name.
pub(super) fn resolve<I: Slug>(
    used: &At<I>,
    known: Option<&BTreeSet<I>>,
    home: &str,
    log: &mut Log,
) -> bool {
    /// So many names can be looked through for each that does not exist.
    const FEW: usize = 200;
    let Some(known) = known.filter(|known| !known.contains(&used.value)) else {
        return true;
    };
    let name = used.value.as_ref();
    let message = format!("there is no {} {}", I::WHAT, quoted(name));
    let near = (!log.is_full()).then(|| nearest(name, known.iter().take(FEW).map(AsRef::as_ref)));
    let help = match near.flatten() {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() <= 12 && !known.is_empty() => {
            let list: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
            format!("there is {}", list.join(", "))
        }
        None => format!("define it in {home}"),
    };
    log.add(Rule::UnknownName, used.span.clone(), message, help);
    false
}

/// Notes an id that stands before; `seen` holds where each stands first.
pub(super) fn unique<I: Slug>(id: &At<I>, seen: &mut BTreeMap<I, usize>, log: &mut Log) {
    once(id, seen, "give one another id", log);
}

/// The same with other words on what to do.
pub(super) fn once<I: Slug>(id: &At<I>, seen: &mut BTreeMap<I, usize>, help: &str, log: &mut Log) {
    let first = *seen.entry(id.value.clone()).or_insert(id.span.start);
    if first != id.span.start {
        let line = log.line(first);
        log.add(
            Rule::DuplicateId,
            id.span.clone(),
            format!("the id {} stands twice", quoted(id.value.as_ref())),
            format!("the first is in line {line}; {help}"),
        );
    }
}

/// Makes a word one of those allowed, and notes any other.
pub(super) fn word<T: Copy>(found: &At<&str>, allowed: &[(&str, T)], log: &mut Log) -> Option<T> {
    let known = allowed.iter().find(|(word, _)| *word == found.value);
    if known.is_none() {
        let near = nearest(found.value, allowed.iter().map(|(word, _)| *word));
        let list: Vec<String> = allowed
            .iter()
            .map(|(word, _)| format!("`{word}`"))
            .collect();
        let help = near.map_or_else(
            || format!("use one of {}", list.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let spelt = bare(found.value);
        let meant = allowed.iter().find(|(word, _)| bare(word) == spelt);
        log.note(
            Rule::WrongWord,
            found.span.clone(),
            format!("{} is none of the words allowed here", quoted(found.value)),
            help,
            meant.map(|(word, _)| (found.span.clone(), format!("\"{word}\""))),
        );
    }
    known.map(|(_, value)| *value)
}

/// Names that other files define.
pub(super) struct Names<'a> {
    pub(super) faq: Option<&'a BTreeSet<FaqId>>,
    pub(super) sources: Option<&'a BTreeSet<SourceId>>,
}

impl Names<'_> {
    pub(super) fn faq(&self, found: Vec<At<FaqId>>, log: &mut Log) -> Vec<FaqId> {
        resolved(found, self.faq, "faq.toml", log)
    }

    pub(super) fn sources(&self, found: Vec<At<SourceId>>, log: &mut Log) -> Vec<SourceId> {
        resolved(found, self.sources, "sources.toml", log)
    }
}

/// The names that exist.
fn resolved<I: Slug>(
    found: Vec<At<I>>,
    known: Option<&BTreeSet<I>>,
    home: &str,
    log: &mut Log,
) -> Vec<I> {
    found
        .into_iter()
        .filter(|used| resolve(used, known, home, log))
        .map(|used| used.value)
        .collect()
}

/// The name that was probably meant.
pub(super) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > 2 * MAX_LEN {
        return None; // no slip makes a name so long
    }
    // Jaro-Winkler: 0.8 lets one or two slips pass in words of usual length.
    known
        .map(|known| (strsim::jaro_winkler(name, known), known))
        .filter(|(alike, _)| *alike >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}
