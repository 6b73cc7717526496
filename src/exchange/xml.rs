//! An XML text as a tree, within bounds.
//!
//! A document type is passed over and no entity of its own is expanded, so that a text grows by
//! nothing: such an entity stays as it is written.

use super::loss::{Unreadable, quoted};
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// Elements within elements: no question is nested deeper.
const DEEPEST: usize = 64;
/// More elements than any bank has; the tree would take more memory than the text.
const MOST: usize = 1_000_000;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name without a prefix; QTI 3.0's names as those of 2.1 (`qti-item-body` is `itemBody`).
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// What it holds.
    pub(super) children: Vec<Child>,
    /// The line where it begins.
    pub(super) line: usize,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Child {
    /// Another element.
    Node(Node),
    /// Text.
    Text(String),
}

impl Node {
    /// The elements right within it.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// Those of this name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.nodes().filter(move |node| node.name == name)
    }

    /// The first of this name.
    pub(super) fn first(&self, name: &str) -> Option<&Self> {
        self.nodes().find(|node| node.name == name)
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All text within it, as it stands.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Child::Text(part) => text.push_str(part),
                Child::Node(node) => text.push_str(&node.text()),
            }
        }
        text
    }

    /// The elements of this name at any depth, this one too, in the text's order.
    pub(super) fn within<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(node) = open.pop() {
            if node.name == name {
                found.push(node);
            }
            let children: Vec<&Self> = node.nodes().collect();
            open.extend(children.into_iter().rev());
        }
        found
    }
}

/// Reads a text; the root holds the document's element.
///
/// # Errors
/// What is not well-formed, or too deep or too large to be a bank.
pub(super) fn tree(text: &str) -> Result<Node, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node> = vec![Node::default()];
    let (mut line, mut counted, mut number) = (1, 0, 0);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let passed = text.get(counted..at).unwrap_or_default();
        line += passed.bytes().filter(|byte| *byte == b'\n').count();
        counted = at.max(counted);
        let event = reader
            .read_event()
            .map_err(|why| Unreadable::new(line, format!("this is not well-formed XML: {why}")))?;
        match event {
            Event::Start(start) => {
                number += 1;
                if open.len() > DEEPEST || number > MOST {
                    return Err(too_large(line));
                }
                open.push(node(&start, line)?);
            }
            Event::Empty(start) => {
                number += 1;
                if number > MOST {
                    return Err(too_large(line));
                }
                let node = node(&start, line)?;
                put(&mut open, Child::Node(node));
            }
            Event::End(_) => {
                if let Some(node) = open.pop() {
                    put(&mut open, Child::Node(node));
                }
            }
            Event::Text(text) => put_text(&mut open, &text),
            Event::CData(text) => put_text(&mut open, &text),
            Event::GeneralRef(entity) => {
                let character = entity.resolve_char_ref().ok().flatten();
                let name = entity.to_string();
                let known = resolve_predefined_entity(&name).map(ToOwned::to_owned);
                let text = character.map(String::from).or(known);
                put_text(&mut open, &text.unwrap_or_else(|| format!("&{name};")));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(root), true) => Ok(root),
        (Some(node), false) => {
            let why = format!("the element {} is not closed", quoted(&node.name));
            Err(Unreadable::new(node.line, why))
        }
        (None, _) => Err(Unreadable::new(line, "there is no element")),
    }
}

fn too_large(line: usize) -> Unreadable {
    let why =
        format!("no bank has more than {DEEPEST} elements within each other or {MOST} in all");
    Unreadable::new(line, why)
}

fn put(open: &mut [Node], child: Child) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

fn put_text(open: &mut [Node], text: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    match parent.children.last_mut() {
        Some(Child::Text(before)) => before.push_str(text),
        _ => parent.children.push(Child::Text(text.to_owned())),
    }
}

fn node(start: &BytesStart<'_>, line: usize) -> Result<Node, Unreadable> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute
            .map_err(|why| Unreadable::new(line, format!("this is not well-formed XML: {why}")))?;
        let raw: &str = &attribute.value;
        let value = unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned);
        attributes.push((camel(attribute.key.local_name().as_ref()), value));
    }
    let name = start.local_name();
    let name: &str = name.as_ref();
    Ok(Node {
        name: name
            .strip_prefix("qti-")
            .map_or_else(|| name.to_owned(), camel),
        attributes,
        children: Vec::new(),
        line,
    })
}

/// `response-declaration` as `responseDeclaration`.
fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (n, part) in name.split('-').enumerate() {
        let mut chars = part.chars();
        match chars.next() {
            Some(first) if n > 0 => {
                out.extend(first.to_uppercase());
                out.push_str(chars.as_str());
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// A text as it may stand in an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}
