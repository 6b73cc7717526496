//! What is taken in from all files together: who answered what, and what had to be left out.

use super::super::Failure;
use super::super::shelf::Shelf;
use super::cell;
use crate::bank::{Bank, BankId, Item, ItemId, Response, Slug, text};
use crate::report::Gathered;
use crate::score::{Code, Responses};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// So many of the rows left out are told one by one.
const SHOWN: usize = 20;
/// So many different texts of an item are remembered with what they mean: further ones are read anew.
const MOST_TEXTS: usize = 4096;

/// What is taken in.
#[derive(Debug)]
pub(super) struct Intake<'a> {
    shelf: &'a Shelf,
    taken: Option<Taken>,
    /// What the report says of the taking in.
    pub(super) gathered: Gathered,
    shown: Vec<String>,
}

/// Answers to one bank.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) responses: Responses,
    /// Where an item stands in the bank.
    places: HashMap<ItemId, usize>,
    /// People who have a name.
    people: HashMap<Box<str>, usize>,
    /// What a cell's text means, by item.
    codes: Vec<HashMap<Box<str>, Code>>,
    /// Records that were met, to know one that is given twice.
    records: HashSet<[u8; 32]>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(shelf: &'a Shelf) -> Self {
        Self {
            shelf,
            taken: None,
            gathered: Gathered::default(),
            shown: Vec::new(),
        }
    }

    /// Takes the bank that `--bank` names: an id, or a file.
    ///
    /// # Errors
    /// No such bank, or mistakes in it.
    pub(super) fn named(&mut self, bank: &str) -> Result<(), Failure> {
        self.taken = Some(Taken::new(self.shelf.named(bank)?));
        Ok(())
    }

    /// The answers to the bank with this id, which the first record names if `--bank` did not;
    /// `None` when they belong to another one.
    ///
    /// # Errors
    /// No such bank, or mistakes in it.
    pub(super) fn of_bank(
        &mut self,
        name: &str,
        id: Option<&str>,
    ) -> Result<Option<&mut Taken>, Failure> {
        if self.taken.is_none() {
            let Some(id) = id.and_then(|id| BankId::new(id).ok()) else {
                return Err(Failure::Usage(format!(
                    "{name}: the first answers do not say to which bank they belong: name it with \
                     --bank"
                )));
            };
            self.taken = Some(Taken::new(self.shelf.open(&id)?));
        }
        let fits = |taken: &&mut Taken| id.is_none_or(|id| taken.bank().head.id.as_ref() == id);
        Ok(self.taken.as_mut().filter(fits))
    }

    /// The answers to the bank that is known already.
    ///
    /// # Errors
    /// None is.
    pub(super) fn taken(&mut self, name: &str) -> Result<&mut Taken, Failure> {
        self.taken.as_mut().ok_or_else(|| {
            Failure::Usage(format!(
                "{name} is a table, which does not say to which bank its answers belong: name it \
                 with --bank"
            ))
        })
    }

    /// The answers, once their bank is known.
    pub(super) fn known(&self) -> Option<&Taken> {
        self.taken.as_ref()
    }

    /// Leaves something out, and says where it stood and why.
    pub(super) fn refuse(&mut self, place: &str, why: &str) {
        self.gathered.refused += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(format!("{}: {why}", text::clean(place)));
        }
    }

    /// What was left out, in lines; empty when nothing was.
    pub(super) fn told(&self) -> String {
        let mut lines = self.shown.clone();
        let more = self.gathered.refused - self.shown.len();
        if more > 0 {
            lines.push(format!("and {more} more"));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// The answers, when there are any.
    pub(super) fn into_taken(self) -> (Option<Taken>, Gathered) {
        (self.taken, self.gathered)
    }
}

impl Taken {
    fn new(bank: Arc<Bank>) -> Self {
        let place = |(at, item): (usize, &Item)| (item.id.clone(), at);
        Self {
            places: bank.items.iter().enumerate().map(place).collect(),
            codes: vec![HashMap::new(); bank.items.len()],
            responses: Responses::new(bank),
            people: HashMap::new(),
            records: HashSet::new(),
        }
    }

    pub(super) fn bank(&self) -> &Arc<Bank> {
        self.responses.bank()
    }

    /// Where an item stands in the bank.
    pub(super) fn place(&self, item: &str) -> Option<usize> {
        self.places.get(item).copied()
    }

    /// The person with a name, who may be new.
    ///
    /// # Errors
    /// There are too many.
    pub(super) fn person(&mut self, name: &str) -> Result<usize, Failure> {
        if let Some(person) = self.people.get(name) {
            return Ok(*person);
        }
        let person = self.nobody()?;
        self.people.insert(name.into(), person);
        Ok(person)
    }

    /// A person without a name.
    ///
    /// # Errors
    /// There are too many.
    pub(super) fn nobody(&mut self) -> Result<usize, Failure> {
        let person = self.responses.person();
        person.map_err(|many| Failure::Failed(many.to_string()))
    }

    /// What a cell's text means for an item.
    ///
    /// # Errors
    /// In words, why it is no answer to it.
    pub(super) fn cell(&mut self, at: usize, text: &str) -> Result<Code, String> {
        let known = self.codes.get(at).and_then(|codes| codes.get(text));
        if let Some(code) = known {
            return Ok(*code);
        }
        let bank = Arc::clone(self.bank());
        let item = bank.items.get(at).ok_or_else(no_item)?;
        let code = self.value(at, &cell::value(item, text))?;
        if let Some(codes) = self.codes.get_mut(at)
            && codes.len() < MOST_TEXTS
        {
            codes.insert(text.into(), code);
        }
        Ok(code)
    }

    /// What a JSON value means for an item.
    ///
    /// # Errors
    /// In words, why it is no answer to it.
    pub(super) fn value(&mut self, at: usize, value: &Value) -> Result<Code, String> {
        let bank = Arc::clone(self.bank());
        let item = bank.items.get(at).ok_or_else(no_item)?;
        let response = Response::from_json(item, value).map_err(|fault| fault.to_string())?;
        self.code(at, response.as_ref())
    }

    /// What a response means for an item.
    ///
    /// # Errors
    /// In words, that it is no answer to it.
    pub(super) fn code(&mut self, at: usize, response: Option<&Response>) -> Result<Code, String> {
        let code = self.responses.code(at, response);
        code.ok_or_else(|| "this is no answer to the item".to_owned())
    }

    /// Whether a record is met for the first time, by its hash.
    pub(super) fn is_new(&mut self, record: [u8; 32]) -> bool {
        self.records.insert(record)
    }
}

fn no_item() -> String {
    "the bank has no such item".to_owned()
}

/// A number of seconds; spreadsheets of some countries write a comma for the point.
///
/// # Errors
/// In words, that it is none.
pub(super) fn seconds(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let found = text.replace(',', ".").parse::<f64>().ok();
    let found = found.filter(|seconds| seconds.is_finite() && *seconds >= 0.0);
    let wrong = || {
        format!(
            "`{}` is no number of seconds",
            crate::bank::text::clean(text)
        )
    };
    found.map(Some).ok_or_else(wrong)
}
