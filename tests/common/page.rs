//! A page or picture read back element by element, and what a sound page holds to.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests: each file uses some of them, and they fail by panicking"
)]

use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;

/// Elements of a picture.
pub const SVG: [&str; 9] = [
    "svg", "title", "desc", "style", "text", "line", "rect", "circle", "g",
];

/// Which elements may hold an element; what is not named here must not occur in a page.
const WITHIN: &[(&str, &[&str])] = &[
    ("html", &[""]),
    ("head", &["html"]),
    ("body", &["html"]),
    ("meta", &["head"]),
    ("title", &["head", "svg", "circle", "rect"]),
    ("style", &["head"]),
    ("header", &["body"]),
    ("main", &["body"]),
    ("footer", &["body"]),
    ("section", &["main"]),
    ("h1", &["header"]),
    ("h2", &["section"]),
    ("p", &["section", "footer"]),
    ("ul", &["section", "figure"]),
    ("ol", &["section"]),
    ("li", &["ul", "ol"]),
    ("span", &["p", "li", "figcaption"]),
    ("b", &["li", "figcaption"]),
    ("figure", &["section"]),
    ("figcaption", &["figure"]),
    ("table", &["figure", "section"]),
    ("caption", &["table"]),
    ("thead", &["table"]),
    ("tbody", &["table"]),
    ("tr", &["thead", "tbody"]),
    ("th", &["tr"]),
    ("td", &["tr"]),
    ("svg", &["figure"]),
    ("desc", &["svg"]),
    ("text", &["svg"]),
    ("line", &["svg"]),
    ("rect", &["svg"]),
    ("circle", &["svg"]),
];

/// Elements that have no end in HTML.
const VOID: [&str; 1] = ["meta"];

/// Attributes that a page may have: none that runs or fetches anything.
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "http-equiv",
    "name",
    "content",
    "id",
    "class",
    "role",
    "aria-label",
    "aria-hidden",
    "aria-labelledby",
    "aria-describedby",
    "scope",
    "start",
    "width",
    "height",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "text-anchor",
    "dx",
];

#[derive(Debug)]
pub struct Element {
    pub name: String,
    pub within: String,
    pub attributes: Vec<(String, String)>,
}

/// A page as it is read: its elements in order, its text.
#[derive(Debug)]
pub struct Page {
    pub elements: Vec<Element>,
    /// Text without the style sheets and what only pictures hold.
    text: String,
    picture: String,
}

impl Page {
    /// Reads a page; panics where elements do not end in the order in which they began.
    pub fn read(source: &str) -> Self {
        let mut reader = Reader::from_str(source);
        let mut page = Self {
            elements: Vec::new(),
            text: String::new(),
            picture: String::new(),
        };
        reader.config_mut().check_end_names = false;
        let mut open: Vec<String> = Vec::new();
        loop {
            match reader.read_event().unwrap_or_else(|why| panic!("{why}")) {
                Event::Start(start) => {
                    let name = start.name().as_ref().to_owned();
                    let attributes = start.attributes().map(|attribute| {
                        let attribute = attribute.unwrap();
                        let key = attribute.key.as_ref().to_owned();
                        let raw = attribute.value.to_string();
                        (key, quick_xml::escape::unescape(&raw).unwrap().into_owned())
                    });
                    let attributes = attributes.collect();
                    let within = open.last().cloned().unwrap_or_default();
                    page.elements.push(Element {
                        name: name.clone(),
                        within,
                        attributes,
                    });
                    if !VOID.contains(&name.as_str()) {
                        open.push(name);
                    }
                }
                Event::End(end) => {
                    let name = end.name().as_ref().to_owned();
                    assert_eq!(open.pop(), Some(name), "elements end in another order");
                }
                Event::Text(text) => page.put(&open, &text),
                Event::GeneralRef(entity) => {
                    let name = entity.to_string();
                    let raw = format!("&{name};");
                    let text = quick_xml::escape::unescape(&raw).unwrap().into_owned();
                    page.put(&open, &text);
                }
                Event::DocType(_) => {}
                Event::Eof => break,
                other => panic!("{other:?} has no place here"),
            }
        }
        assert!(open.is_empty(), "{open:?} do not end");
        page
    }

    fn put(&mut self, open: &[String], text: &str) {
        if open.iter().any(|name| name == "style") {
            return;
        }
        if open.iter().any(|name| name == "svg") {
            self.picture.push_str(text);
        } else {
            self.text.push_str(text);
        }
    }

    /// What a page says outside its pictures; of a picture alone, what it says.
    pub fn text(&self) -> String {
        if self.text.trim().is_empty() {
            self.picture.clone()
        } else {
            self.text.clone()
        }
    }

    pub fn names(&self) -> BTreeSet<&str> {
        self.elements
            .iter()
            .map(|element| element.name.as_str())
            .collect()
    }

    fn values(&self, attribute: &str) -> Vec<&str> {
        let of = |element: &'_ Element| -> Vec<usize> {
            (0..element.attributes.len())
                .filter(|n| element.attributes[*n].0 == attribute)
                .collect()
        };
        let each = self.elements.iter().flat_map(|element| {
            of(element)
                .into_iter()
                .map(|n| element.attributes[n].1.as_str())
        });
        each.collect()
    }

    /// Nesting, attributes, names that are unique and lead somewhere, headings in order, landmarks,
    /// and a policy that stands before anything that it is about.
    #[track_caller]
    pub fn assert_sound(&self) {
        for element in &self.elements {
            let within = WITHIN.iter().find(|(name, _)| *name == element.name);
            let (_, parents) = within.unwrap_or_else(|| panic!("{element:?} is no part of a page"));
            assert!(
                parents.contains(&element.within.as_str()),
                "{element:?} must not stand there"
            );
            for (name, _) in &element.attributes {
                assert!(ATTRIBUTES.contains(&name.as_str()), "{name} in {element:?}");
            }
        }
        let ids = self.values("id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        for refers in ["aria-labelledby", "aria-describedby"] {
            for id in self.values(refers) {
                assert!(unique.contains(id), "there is no {id}");
            }
        }
        let count = |name: &str| self.elements.iter().filter(|one| one.name == name).count();
        for once in ["html", "head", "body", "header", "main", "footer", "h1"] {
            assert_eq!(count(once), 1, "{once}");
        }
        assert!(count("h2") > 2 && count("section") == count("h2"));
        // Each picture has a name and a text in its place.
        for picture in self.elements.iter().filter(|one| one.name == "svg") {
            let has = |wanted: &str| picture.attributes.iter().any(|(name, _)| name == wanted);
            assert!(
                has("role") && has("aria-labelledby") && has("aria-describedby"),
                "{picture:?}"
            );
        }
        let head: Vec<&Element> = self
            .elements
            .iter()
            .filter(|one| one.within == "head")
            .collect();
        let policy = [
            (
                "http-equiv".to_owned(),
                "Content-Security-Policy".to_owned(),
            ),
            (
                "content".to_owned(),
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:".to_owned(),
            ),
        ];
        assert_eq!(
            head[1].attributes, policy,
            "after the charset comes the policy"
        );
    }
}
