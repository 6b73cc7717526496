//! Writes an item of QTI 2.1 or 3.0.

use super::super::loss::{Exported, Loss, Unreadable};
use super::super::neutral::{Body, NeutralItem, Part};
use super::super::write::{Holds, no_reasons, of_bank};
use super::super::xml::escaped;
use crate::bank::Bank;
use std::fmt::Write as _;

/// Which version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Version {
    /// 2.1.
    Two,
    /// 3.0.
    Three,
}

/// An element; attributes and names are those of 2.1.
struct Element(String);

impl Version {
    /// A name as this version has it: `itemBody` is `qti-item-body` in 3.0; HTML's stay.
    fn name(self, name: &str) -> String {
        match self {
            Self::Three if name != "p" => format!("qti-{}", kebab(name)),
            _ => name.to_owned(),
        }
    }

    fn element(self, name: &str, attributes: &[(&str, &str)], inner: &[Element]) -> Element {
        let tag = self.name(name);
        let mut out = format!("<{tag}");
        for (key, value) in attributes {
            let key = match self {
                Self::Two => (*key).to_owned(),
                Self::Three => kebab(key),
            };
            let _ = write!(out, " {key}=\"{}\"", escaped(value));
        }
        if inner.is_empty() {
            return Element(out + "/>");
        }
        out.push('>');
        for Element(inner) in inner {
            out.push_str(inner);
        }
        Element(format!("{out}</{tag}>"))
    }
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// An id as an identifier, which may not begin with a digit.
fn identifier(id: &str) -> String {
    if id.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{id}")
    } else {
        id.to_owned()
    }
}

fn text(text: &str) -> Element {
    Element(escaped(
        &text.split_whitespace().collect::<Vec<_>>().join(" "),
    ))
}

fn share(n: usize) -> String {
    format!(
        "{:.6}",
        1.0 / f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX))
    )
}

/// Writes the one item of a bank.
///
/// # Errors
/// More than one item.
pub(in super::super) fn write(
    bank: &Bank,
    items: &[NeutralItem],
    version: Version,
) -> Result<Exported, Unreadable> {
    let [item] = items else {
        return Err(Unreadable::new(
            0,
            "QTI here is one item a file: name it with --item ID",
        ));
    };
    let holds = Holds {
        ids: true,
        groups: true,
        ..Holds::default()
    };
    let mut losses = of_bank(bank, items, holds);
    let many_lines = |text: &String| text.contains('\n');
    let explanation = item.explanation.iter();
    let whys = item
        .body
        .parts()
        .into_iter()
        .filter_map(|part| part.why.as_ref());
    if explanation.chain(whys).any(many_lines) {
        losses.push(Loss::of(
            item,
            "the breaks between paragraphs of its reasons or explanation",
        ));
    }
    if matches!(item.body, Body::Sort { .. } | Body::Order(_)) {
        no_reasons(item, &mut losses);
    }
    let text = Writer { version, item }.document(bank.head.language.as_str());
    Ok(Exported { text, losses })
}

struct Writer<'a> {
    version: Version,
    item: &'a NeutralItem,
}

impl Writer<'_> {
    fn element(&self, name: &str, attributes: &[(&str, &str)], inner: &[Element]) -> Element {
        self.version.element(name, attributes, inner)
    }

    fn document(&self, language: &str) -> String {
        let (base, cardinality, values, credits) = self.response();
        let mut inner = vec![self.declared(base, cardinality, &values, &credits)];
        let zero = self.element("value", &[], &[Element("0".to_owned())]);
        let zero = self.element("defaultValue", &[], &[zero]);
        let score = [
            ("identifier", "SCORE"),
            ("cardinality", "single"),
            ("baseType", "float"),
        ];
        inner.push(self.element("outcomeDeclaration", &score, &[zero]));
        let has_reasons = base == "identifier" && !matches!(self.item.body, Body::Order(_));
        if has_reasons {
            let feedback = [
                ("identifier", "FEEDBACK"),
                ("cardinality", cardinality),
                ("baseType", "identifier"),
            ];
            inner.push(self.element("outcomeDeclaration", &feedback, &[]));
        }
        if self.item.explanation.is_some() {
            let told = self.element("value", &[], &[Element("told".to_owned())]);
            let told = self.element("defaultValue", &[], &[told]);
            let outcome = [
                ("identifier", "EXPLANATION"),
                ("cardinality", "single"),
                ("baseType", "identifier"),
            ];
            inner.push(self.element("outcomeDeclaration", &outcome, &[told]));
        }
        inner.push(self.element("itemBody", &[], &self.body()));
        inner.push(self.processing(has_reasons, credits.is_empty()));
        if let Some(explanation) = &self.item.explanation {
            let shown = [
                ("outcomeIdentifier", "EXPLANATION"),
                ("identifier", "told"),
                ("showHide", "show"),
            ];
            let said = match self.version {
                Version::Two => text(explanation),
                Version::Three => {
                    let p = self.element("p", &[], &[text(explanation)]);
                    self.element("contentBody", &[], &[p])
                }
            };
            inner.push(self.element("modalFeedback", &shown, &[said]));
        }
        let space = match self.version {
            Version::Two => "http://www.imsglobal.org/xsd/imsqti_v2p1",
            Version::Three => "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        };
        let id = identifier(self.item.id.as_deref().unwrap_or("item"));
        let Element(item) = self.element(
            "assessmentItem",
            &[
                ("xmlns", space),
                ("identifier", &id),
                ("title", self.item.id.as_deref().unwrap_or("item")),
                ("adaptive", "false"),
                ("timeDependent", "false"),
                ("xml:lang", language),
            ],
            &inner,
        );
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n",
            item.replace("><", ">\n<")
        )
    }

    /// Base type, cardinality, right values, and the credit of each value.
    fn response(
        &self,
    ) -> (
        &'static str,
        &'static str,
        Vec<String>,
        Vec<(String, String)>,
    ) {
        let id = |part: &Part| identifier(part.id.as_deref().unwrap_or_default());
        match &self.item.body {
            Body::Single(options) | Body::Multiple(options) => {
                let single = matches!(self.item.body, Body::Single(_));
                let keys: Vec<String> = options.iter().filter(|it| it.key).map(id).collect();
                let others = options.len() - keys.len();
                let credit = |option: &Part| match (option.key, single) {
                    (true, true) => "1".to_owned(),
                    (true, false) => share(keys.len()),
                    (false, true) => "0".to_owned(),
                    (false, false) => format!("-{}", share(others)),
                };
                let credits = options.iter().map(|it| (id(it), credit(it))).collect();
                let cardinality = if single { "single" } else { "multiple" };
                ("identifier", cardinality, keys, credits)
            }
            Body::TrueFalse { answer, .. } => {
                let key = answer.to_string();
                (
                    "identifier",
                    "single",
                    vec![key.clone()],
                    vec![(key, "1".to_owned())],
                )
            }
            Body::Order(steps) => (
                "identifier",
                "ordered",
                steps.iter().map(id).collect(),
                Vec::new(),
            ),
            Body::Sort { groups, cards } => {
                let pair = |(card, place): &(Part, usize)| {
                    let bare = |part: &Part| part.id.clone().unwrap_or_default();
                    let group = groups.get(*place).map(bare).unwrap_or_default();
                    format!("C_{} G_{group}", bare(card))
                };
                let pairs: Vec<String> = cards.iter().map(pair).collect();
                let credit = |pair: &String| (pair.clone(), share(cards.len()));
                let credits = pairs.iter().map(credit).collect();
                ("directedPair", "multiple", pairs, credits)
            }
            Body::ShortText(accept) => {
                let credit = |text: &String| (text.clone(), "1".to_owned());
                let credits = accept.iter().map(credit).collect();
                let key = accept.first().cloned().into_iter().collect();
                ("string", "single", key, credits)
            }
        }
    }

    fn declared(
        &self,
        base: &str,
        cardinality: &str,
        values: &[String],
        credits: &[(String, String)],
    ) -> Element {
        let value = |it: &String| self.element("value", &[], &[text(it)]);
        let values: Vec<Element> = values.iter().map(value).collect();
        let mut inner = vec![self.element("correctResponse", &[], &values)];
        if !credits.is_empty() {
            let entry = |(key, credit): &(String, String)| {
                let mut attributes = vec![("mapKey", key.as_str()), ("mappedValue", credit)];
                if base == "string" {
                    attributes.push(("caseSensitive", "false"));
                }
                self.element("mapEntry", &attributes, &[])
            };
            let entries: Vec<Element> = credits.iter().map(entry).collect();
            let bounds = [
                ("lowerBound", "0"),
                ("upperBound", "1"),
                ("defaultValue", "0"),
            ];
            inner.push(self.element("mapping", &bounds, &entries));
        }
        let attributes = [
            ("identifier", "RESPONSE"),
            ("cardinality", cardinality),
            ("baseType", base),
        ];
        self.element("responseDeclaration", &attributes, &inner)
    }

    fn paragraphs(&self) -> Vec<Element> {
        let stem = self.item.stem.split("\n\n");
        stem.map(|paragraph| self.element("p", &[], &[text(paragraph)]))
            .collect()
    }

    fn body(&self) -> Vec<Element> {
        let mut out = self.paragraphs();
        let shuffle = if self.item.fixed_order {
            "false"
        } else {
            "true"
        };
        let asked = ("responseIdentifier", "RESPONSE");
        match &self.item.body {
            Body::Single(options) | Body::Multiple(options) => {
                let single = matches!(self.item.body, Body::Single(_));
                let most = if single { "1" } else { "0" };
                let options: Vec<Element> = options.iter().map(|it| self.choice(it)).collect();
                let attributes = [asked, ("shuffle", shuffle), ("maxChoices", most)];
                out.push(self.element("choiceInteraction", &attributes, &options));
            }
            Body::TrueFalse {
                why_true,
                why_false,
                ..
            } => {
                let option = |(id, says, why): (&str, &str, &Option<String>)| {
                    self.choice(&Part {
                        id: Some(id.to_owned()),
                        why: why.clone(),
                        ..Part::new(says)
                    })
                };
                let options =
                    [("true", "True", why_true), ("false", "False", why_false)].map(option);
                let attributes = [asked, ("shuffle", "false"), ("maxChoices", "1")];
                out.push(self.element("choiceInteraction", &attributes, &options));
            }
            Body::Order(steps) => {
                let bare = |it: &Part| {
                    self.choice(&Part {
                        why: None,
                        ..it.clone()
                    })
                };
                let mut steps: Vec<(&str, Element)> = steps
                    .iter()
                    .map(|it| (it.text.as_str(), bare(it)))
                    .collect();
                // In an order that tells nothing, for programs that do not shuffle.
                steps.sort_by_key(|(text, _)| *text);
                let steps: Vec<Element> = steps.into_iter().map(|(_, step)| step).collect();
                out.push(self.element("orderInteraction", &[asked, ("shuffle", "true")], &steps));
            }
            Body::Sort { groups, cards } => {
                let one = |sign: &str, part: &Part, most: &str| {
                    let id = format!("{sign}{}", part.id.as_deref().unwrap_or_default());
                    let attributes = [("identifier", id.as_str()), ("matchMax", most)];
                    self.element("simpleAssociableChoice", &attributes, &[text(&part.text)])
                };
                let cards: Vec<Element> = cards.iter().map(|(it, _)| one("C_", it, "1")).collect();
                let groups: Vec<Element> = groups.iter().map(|it| one("G_", it, "0")).collect();
                let most = cards.len().to_string();
                let sets = [cards, groups].map(|set| self.element("simpleMatchSet", &[], &set));
                let attributes = [
                    asked,
                    ("shuffle", "true"),
                    ("maxAssociations", most.as_str()),
                ];
                out.push(self.element("matchInteraction", &attributes, &sets));
            }
            Body::ShortText(_) => {
                let entry = self.element("textEntryInteraction", &[asked], &[]);
                out.push(self.element("p", &[], &[entry]));
            }
        }
        out
    }

    fn choice(&self, part: &Part) -> Element {
        let id = identifier(part.id.as_deref().unwrap_or_default());
        let mut inner = vec![text(&part.text)];
        if let Some(why) = &part.why {
            let attributes = [
                ("outcomeIdentifier", "FEEDBACK"),
                ("identifier", id.as_str()),
                ("showHide", "show"),
            ];
            inner.push(self.element("feedbackInline", &attributes, &[text(why)]));
        }
        self.element("simpleChoice", &[("identifier", &id)], &inner)
    }

    fn processing(&self, has_reasons: bool, all_or_nothing: bool) -> Element {
        let response = [("identifier", "RESPONSE")];
        let score = [("identifier", "SCORE")];
        let scored = if all_or_nothing {
            let variable = self.element("variable", &response, &[]);
            let correct = self.element("correct", &response, &[]);
            let test = self.element("match", &[], &[variable, correct]);
            let one = Element("1".to_owned());
            let one = self.element("baseValue", &[("baseType", "float")], &[one]);
            let set = self.element("setOutcomeValue", &score, &[one]);
            let branch = self.element("responseIf", &[], &[test, set]);
            self.element("responseCondition", &[], &[branch])
        } else {
            let mapped = self.element("mapResponse", &response, &[]);
            self.element("setOutcomeValue", &score, &[mapped])
        };
        let mut steps = vec![scored];
        if has_reasons {
            let variable = self.element("variable", &response, &[]);
            let told = [("identifier", "FEEDBACK")];
            steps.push(self.element("setOutcomeValue", &told, &[variable]));
        }
        self.element("responseProcessing", &[], &steps)
    }
}
