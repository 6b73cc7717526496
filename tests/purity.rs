//! The arrows between the rooms point one way, and the pure rooms touch nothing outside.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("bank", &[]),
    ("score", &["bank"]),
    ("learn", &["bank"]),
    ("exchange", &["bank"]),
    ("run", &["bank", "score"]),
    ("coverage", &["bank", "run"]),
    ("practice", &["bank", "score", "run"]),
    ("store", &["bank", "run", "practice"]),
    ("report", &["bank", "score", "learn", "run", "practice"]),
    (
        "app",
        &["bank", "score", "learn", "run", "practice", "report"],
    ),
    (
        "tui",
        &["bank", "score", "learn", "run", "practice", "report", "app"],
    ),
    (
        "plain",
        &["bank", "score", "learn", "run", "practice", "report", "app"],
    ),
    ("cli", &[]),
    (
        "commands",
        &[
            "bank", "score", "learn", "run", "practice", "coverage", "exchange", "report", "store",
            "app", "tui", "plain", "cli",
        ],
    ),
];

/// Rooms without clock, chance, file, network or terminal.
const PURE: &[&str] = &[
    "bank", "score", "learn", "exchange", "run", "practice", "coverage", "report", "app",
];

/// What a pure room must not name.
const EFFECTS: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "std::io",
    "SystemTime",
    "Instant::",
    "ratatui",
    "crossterm",
    "rustix",
    "signal_hook",
    "jiff",
    "println!",
    "print!",
    "SysRng",
    "rand::rng(",
    "thread_rng",
];

fn sources(room: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = vec![root.join(format!("{room}.rs"))];
    let mut folders = vec![root.join(room)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect()
}

/// The code without comments: words in a comment bind nobody.
fn code(text: &str) -> String {
    let line = |line: &str| line.split("//").next().unwrap_or_default().to_owned();
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn dependencies_point_one_way() {
    for (room, allowed) in ARROWS {
        for (path, text) in sources(room) {
            let code = code(&text);
            for (other, _) in ARROWS {
                let named = code.contains(&format!("crate::{other}::"))
                    || code.contains(&format!("crate::{other};"));
                assert!(
                    !named || other == room || allowed.contains(other),
                    "{} uses `{other}`, which `{room}` must not know",
                    path.display()
                );
            }
            assert!(
                !code.contains("use crate::{"),
                "{}: name one room a line",
                path.display()
            );
        }
    }
}

#[test]
fn pure_rooms_touch_nothing_outside() {
    for room in PURE {
        for (path, text) in sources(room) {
            let code = code(&text);
            for effect in EFFECTS {
                assert!(
                    !code.contains(effect),
                    "{} names `{effect}`",
                    path.display()
                );
            }
        }
    }
}

#[test]
fn every_room_is_known_here() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for line in lib.lines() {
        if let Some(room) = line.strip_prefix("pub mod ") {
            let room = room.trim_end_matches(';');
            assert!(
                ARROWS.iter().any(|(known, _)| *known == room),
                "`{room}` has no arrows"
            );
        }
    }
}

#[test]
fn files_stay_small_enough_to_hold_in_ones_head() {
    for (room, _) in ARROWS {
        for (path, text) in sources(room) {
            let lines = text.lines().count();
            // About four hundred is the house rule; the slack keeps a good split from being forced.
            assert!(lines <= 460, "{} has {lines} lines", path.display());
        }
    }
}
