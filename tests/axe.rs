//! Ten different reports and three analyses in a real browser: axe-core finds nothing, in light and
//! dark, at the width of a phone and of a desk; nothing is requested; an assessment takes two sheets
//! of A4.
//!
//! It needs Chromium at `/usr/bin/chromium` and `npm ci` in `tests/axe`; `.ci/run` sees to both.
//! Without them it says that it is left out, unless `POFIT_AXE=1` asks for it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

#[path = "common/runs.rs"]
mod runs;

use pofit::bank::{Kind, Response};
use pofit::report::{Detail, Format, Gathered, analysis, html, written};
use pofit::score::{Responses, analyse};
use serde::Deserialize;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

/// What the browser found of one report.
#[derive(Debug, Deserialize)]
struct Seen {
    name: String,
    looks: Vec<LookedAt>,
    /// Whatever was asked for beside the file itself.
    requests: Vec<String>,
    /// What the browser complained about.
    messages: Vec<String>,
    /// Sheets of paper that it takes.
    sheets: u32,
}

/// A report in one scheme at one width, in pixels.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct LookedAt {
    color_scheme: String,
    width: u32,
    /// What the page takes of it.
    widest: u32,
    violations: Vec<String>,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/axe"))
}

/// What is missing for a look, in words.
fn missing() -> Option<&'static str> {
    let node = Command::new("node").arg("--version").output();
    if !Path::new("/usr/bin/chromium").exists() {
        Some("there is no /usr/bin/chromium")
    } else if !node.is_ok_and(|output| output.status.success()) {
        Some("there is no node")
    } else if !folder().join("node_modules/axe-core").exists() {
        Some("tests/axe has no packages: run npm ci there")
    } else {
        None
    }
}

/// What the browser finds of the pages with these names; `None` when there is no browser to ask,
/// which is said.
fn looked_at(pages: &[(&str, String)]) -> Option<Vec<Seen>> {
    if let Some(why) = missing() {
        assert!(
            std::env::var_os("POFIT_AXE").is_none(),
            "POFIT_AXE is set, but {why}"
        );
        // Past the harness, which would keep it to itself.
        let _ = writeln!(
            std::io::stderr(),
            "LEFT OUT: reports in a browser with axe-core: {why}"
        );
        return None;
    }
    let reports = tempfile::tempdir().unwrap();
    for (name, page) in pages {
        std::fs::write(reports.path().join(format!("{name}.html")), page).unwrap();
    }
    let output = Command::new("node")
        .arg(folder().join("look.mjs"))
        .arg(reports.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let seen: Vec<Seen> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(seen.len(), pages.len());
    Some(seen)
}

/// Nothing asked for, nothing complained about, no violation, nothing wider than the window.
fn assert_clean(seen: &Seen) {
    let Seen {
        name,
        looks,
        requests,
        messages,
        ..
    } = seen;
    assert!(requests.is_empty(), "{name} asks for {requests:?}");
    assert!(messages.is_empty(), "{name}: {messages:?}");
    assert_eq!(looks.len(), 4);
    for look in looks {
        let how = format!("{name} in {} at {} px", look.color_scheme, look.width);
        assert!(look.violations.is_empty(), "{how}: {:#?}", look.violations);
        assert!(
            look.widest <= look.width,
            "{how} is {} px wide",
            look.widest
        );
    }
}

#[test]
fn ten_reports_have_no_violation_in_a_browser_and_print_on_two_sheets() {
    let runs = runs::ten();
    let page = |(name, run): &(&'static str, _)| (*name, written(run, Format::Html).unwrap());
    let pages: Vec<(&str, String)> = runs.iter().map(page).collect();
    for seen in looked_at(&pages).unwrap_or_default() {
        assert_clean(&seen);
        assert!(
            seen.name.starts_with("quiz") || seen.sheets <= 2,
            "{} takes {} sheets",
            seen.name,
            seen.sheets
        );
    }
}

/// An analysis of the bank's items, as so many people would make it who answer somehow.
fn analysed(bank: &str, people: usize) -> String {
    let bank = runs::built_in(bank);
    let mut responses = Responses::new(Arc::clone(&bank));
    for n in 0..people {
        let person = responses.person().unwrap();
        for (at, item) in bank.items.iter().enumerate().step_by(4) {
            let options = item.kind.option_ids();
            let response = match &item.kind {
                Kind::Agreement { .. } => Response::Step([1, 2, 4, 5][(n + at / 40) % 4]),
                Kind::Single(_) | Kind::TrueFalse(_) | Kind::Situation { .. } => {
                    Response::Choice(options[(n * n / 7 + at) % options.len()].clone())
                }
                _ => continue,
            };
            let code = responses.code(at, Some(&response)).unwrap();
            assert!(responses.put(person, at, code, Some(1.5)));
        }
    }
    let detail = Detail {
        all: true,
        pictures: true,
    };
    let found = analyse(&responses);
    html(&analysis(&bank, &Gathered::default(), &found, detail), "en")
}

#[test]
fn analyses_have_no_violation_in_a_browser() {
    let pages = [
        ("analysis-few", analysed("po-or-product-manager", 12)),
        ("analysis-quiz", analysed("po-or-product-manager", 80)),
        ("analysis-fit", analysed("product-owner-fit", 80)),
    ];
    for seen in looked_at(&pages).unwrap_or_default() {
        assert_clean(&seen);
    }
}
