//! What a person feels: how soon the first frame stands, how soon a key shows, how much memory and
//! how many wake-ups it takes. `cargo bench` prints them; no test depends on them.
//!
//! The release binary runs in a pseudo-terminal, as in the tests; times include the terminal's side.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time, prints, and fails by panicking"
)]

#[path = "../tests/common/terminal.rs"]
#[allow(
    dead_code,
    clippy::panic,
    clippy::string_slice,
    unreachable_pub,
    missing_docs
)]
mod terminal;

use std::time::{Duration, Instant};
use terminal::{Settings, Terminal};

const STARTS: usize = 60;
const KEYS: usize = 300;

fn main() {
    row("start to first frame (home)", &starts(&[]));
    row(
        "start to first frame (fit)",
        &starts(&["fit", "--seed", "1"]),
    );
    row(
        "start to first frame (quiz)",
        &starts(&["quiz", "--seed", "1"]),
    );
    let mut open = Terminal::start(&["fit", "--seed", "1"]);
    open.see("1 Start");
    open.keys("\r");
    open.see("1 of 92");
    row("key to frame (answer a statement)", &answers(&mut open));
    open.keys("r");
    open.see("Finish and see");
    row("key to frame (list of all answers)", &moves(&mut open));
    let begun = Instant::now();
    open.keys("f");
    open.see("Is Product Owner a fit?");
    row("key to frame (the result, scored)", &[begun.elapsed()]);
    println!("{:<38} {} KiB", "memory at its highest", memory(&open));
    println!("{:<38} {} in 3 s", "wake-ups when idle", wake_ups(&open));
    open.keys("q");
    open.ended();
}

fn starts(args: &[&str]) -> Vec<Duration> {
    let once = || {
        let begun = Instant::now();
        let mut terminal = Terminal::with(&Settings {
            args,
            ..Settings::default()
        });
        // The footer is painted last.
        terminal.see("q quit");
        let taken = begun.elapsed();
        terminal.keys("q");
        terminal.ended();
        taken
    };
    (0..STARTS).map(|_| once()).collect()
}

fn answers(open: &mut Terminal) -> Vec<Duration> {
    // The statements of the full form, forwards; then back over them and forwards again.
    let mut taken = Vec::new();
    while taken.len() < KEYS {
        for n in 2..=60 {
            taken.push(timed(open, "4", &format!("{n} of 92")));
        }
        for n in (1..60).rev() {
            taken.push(timed(open, "b", &format!(" {n} of 92")));
        }
    }
    taken
}

fn moves(open: &mut Terminal) -> Vec<Duration> {
    let step = |down: bool| if down { "j" } else { "k" };
    (0..KEYS)
        .map(|n| {
            let before = open.find("▸");
            let begun = Instant::now();
            open.keys(step(n % 2 == 0));
            open.until("the cursor elsewhere", |_| true);
            while open.find("▸") == before {
                open.more();
            }
            begun.elapsed()
        })
        .collect()
}

fn timed(open: &mut Terminal, key: &str, sign: &str) -> Duration {
    let begun = Instant::now();
    open.keys(key);
    open.see(sign);
    begun.elapsed()
}

fn row(what: &str, taken: &[Duration]) {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    let at = |percent: usize| {
        let place = (sorted.len() - 1) * percent / 100;
        sorted[place].as_secs_f64() * 1000.0
    };
    println!(
        "{what:<38} median {:.2} ms, 95th percentile {:.2} ms ({} times)",
        at(50),
        at(95),
        sorted.len()
    );
}

fn status(open: &Terminal, key: &str) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", open.pid())).unwrap();
    let of = |path: std::path::PathBuf| -> u64 {
        let status = std::fs::read_to_string(path.join("status")).unwrap();
        let lines = status.lines().filter(|line| line.contains(key));
        lines
            .map(|line| {
                line.split_whitespace()
                    .nth(1)
                    .unwrap()
                    .parse::<u64>()
                    .unwrap()
            })
            .sum()
    };
    tasks
        .map(|task| of(task.unwrap().path()))
        .max()
        .unwrap_or(0)
}

fn memory(open: &Terminal) -> u64 {
    status(open, "VmHWM")
}

fn wake_ups(open: &Terminal) -> u64 {
    let before = status(open, "ctxt_switches");
    std::thread::sleep(Duration::from_secs(3));
    status(open, "ctxt_switches") - before
}
