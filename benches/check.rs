//! How long `pofit check` takes, and how much memory, on a hundred thousand items, and on files of the
//! largest size that mean harm. `cargo bench --bench check` prints it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time, prints, and fails by panicking"
)]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ITEMS: usize = 100_000;
/// The largest file that is read, less a little.
const LARGEST: usize = 64 * 1024 * 1024 - 1024;
const TIMES: usize = 5;

/// Makes a file.
type Made = fn() -> String;

const HEAD: &str = "[bank]\nid = \"b\"\nkind = \"quiz\"\ntitle = \"T\"\n";

fn main() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("bank.toml");
    let files: [(&str, Made); 10] = [
        ("100,000 items of true or false", || items(short)),
        ("100,000 single choices with four options", || items(long)),
        ("the same, advice on each", || {
            items(long).replace(" of ", "  of ")
        }),
        ("the same, a mistake in each", || {
            items(long).replace("true", "\"true\"")
        }),
        ("the same, a quotation mark open at the end", || {
            items(long) + "x = \"\n"
        }),
        ("brackets alone", || "[".repeat(LARGEST)),
        ("quotation marks alone", || "\"".repeat(LARGEST)),
        ("NUL bytes alone", || "\0".repeat(LARGEST)),
        ("one long text", || {
            format!("{HEAD}version = \"{}\"", "x".repeat(LARGEST))
        }),
        ("headers alone", || "[[item]]\n".repeat(LARGEST / 9)),
    ];
    for (what, text) in files {
        let text = text();
        fs::write(&file, &text).unwrap();
        let mut times: Vec<(Duration, usize)> = (0..TIMES).map(|_| check(&file)).collect();
        times.sort_unstable();
        let (median, _) = *times.get(TIMES / 2).unwrap();
        let most = times
            .iter()
            .map(|(_, kilobytes)| kilobytes / 1024)
            .max()
            .unwrap();
        let size = text.len() / 1024 / 1024;
        println!("{what} ({size} MB): {median:.2?} (median of {TIMES}), {most} MB at most");
    }
}

fn items(item: fn(usize, &mut String)) -> String {
    let mut text = HEAD.to_owned();
    (0..ITEMS).for_each(|n| item(n, &mut text));
    text
}

fn short(n: usize, text: &mut String) {
    write!(
        text,
        "\n[[item]]\nid = \"item-{n}\"\nkind = \"true-false\"\nstem = \"Week {n} has seven days.\"\n\
         answer = true\nwhy_true = \"So all weeks have.\"\nwhy_false = \"Count them.\"\n"
    )
    .unwrap();
}

fn long(n: usize, text: &mut String) {
    write!(
        text,
        "\n[[item]]\nid = \"item-{n}\"\nkind = \"single\"\ndifficulty = 2\n\
         stem = \"Who decides in which order the work of week {n} is done?\"\n"
    )
    .unwrap();
    for (id, said, more, why) in [
        (
            "a",
            "The Product Owner of the team",
            "key = true\n",
            "One person answers for the order.",
        ),
        (
            "b",
            "Whoever asks for it first",
            "",
            "Then the loudest would decide.",
        ),
        (
            "c",
            "The head of the department",
            "",
            "That takes it from the one who answers for it.",
        ),
        (
            "d",
            "The developers, by drawing lots",
            "",
            "Lots know nothing of value.",
        ),
    ] {
        write!(
            text,
            "\n[[item.option]]\nid = \"{id}\"\ntext = \"{said}\"\n{more}why = \"{why}\"\n"
        )
        .unwrap();
    }
}

/// How long a check takes, and the most memory that it had, in kilobytes.
fn check(file: &Path) -> (Duration, usize) {
    let begin = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_pofit"))
        .args(["check".as_ref(), file.as_os_str()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.trim().parse().ok());
        most = kilobytes.unwrap_or(most);
        std::thread::sleep(Duration::from_millis(2));
    }
    (begin.elapsed(), most)
}
