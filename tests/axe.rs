//! Ten different reports in a real browser: axe-core finds nothing, in light and dark, at the width
//! of a phone and of a desk; nothing is requested; an assessment takes two sheets of A4.
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

use pofit::report::{Format, written};
use serde::Deserialize;
use std::io::Write;
use std::path::Path;
use std::process::Command;

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

#[test]
fn ten_reports_have_no_violation_in_a_browser_and_print_on_two_sheets() {
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
        return;
    }
    let reports = tempfile::tempdir().unwrap();
    let runs = runs::ten();
    for (name, run) in &runs {
        let page = written(run, Format::Html).unwrap();
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
    assert_eq!(seen.len(), runs.len());
    for Seen {
        name,
        looks,
        requests,
        messages,
        sheets,
    } in &seen
    {
        assert!(requests.is_empty(), "{name} asks for {requests:?}");
        assert!(messages.is_empty(), "{name}: {messages:?}");
        assert!(
            name.starts_with("quiz") || *sheets <= 2,
            "{name} takes {sheets} sheets"
        );
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
}
