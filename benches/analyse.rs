//! A million answers: how soon `pofit analyse` has read and analysed them, and how much memory it
//! takes at most. `cargo bench --bench analyse` prints it.

#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures time, prints, and fails by panicking"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PEOPLE: u64 = 10_000;
const ITEMS: u64 = 100;
const TIMES: usize = 5;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(at("bank.toml"), bank()).unwrap();
    long(Path::new(&at("long.csv")));
    wide(Path::new(&at("wide.csv")));
    results(Path::new(&at("results.jsonl")));
    println!(
        "{} answers of {PEOPLE} people to {ITEMS} items",
        PEOPLE * ITEMS
    );
    for name in ["long.csv", "wide.csv", "results.jsonl"] {
        let file = at(name);
        let megabytes = fs::metadata(&file).unwrap().len() / 1_000_000;
        let mut taken = Vec::new();
        let mut memory = 0;
        for _ in 0..TIMES {
            let (time, most) = analysed(&at("bank.toml"), &file, &["--json"]);
            taken.push(time);
            memory = memory.max(most);
        }
        taken.sort_unstable();
        let [least, .., most] = taken.as_slice() else {
            continue;
        };
        println!(
            "{name:<14} {megabytes:>3} MB: median {:.2} s ({:.2} to {:.2}, {TIMES} times), at most \
             {memory} MB of memory",
            taken.get(TIMES / 2).unwrap().as_secs_f64(),
            least.as_secs_f64(),
            most.as_secs_f64(),
        );
    }
    let (time, _) = analysed(&at("bank.toml"), &at("long.csv"), &["--format", "html"]);
    println!("long.csv as a page: {:.2} s", time.as_secs_f64());
}

/// Runs the program; how long it took, and the most memory it had in MB (0 where that is not told).
fn analysed(bank: &str, file: &str, more: &[&str]) -> (Duration, u64) {
    let begun = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_pofit"))
        .args(["analyse", file, "--bank", bank])
        .args(more)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut most = 0;
    loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id()));
        let peak = status.unwrap_or_default();
        let peak = peak.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok());
        most = most.max(kilobytes.unwrap_or(0_u64) / 1000);
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success());
            return (begun.elapsed(), most);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn bank() -> String {
    let mut bank = String::from("bank = { id = \"many\", kind = \"quiz\", title = \"Many\" }\n");
    for n in 0..ITEMS {
        write!(
            bank,
            "[[item]]\nid = \"question-{n}\"\nkind = \"single\"\nstem = \"Which?\"\noption = [\n\
             {{ id = \"a\", text = \"A\", key = true, why = \"x\" }},\n\
             {{ id = \"b\", text = \"B\", why = \"x\" }},\n\
             {{ id = \"c\", text = \"C\", why = \"x\" }},\n\
             {{ id = \"d\", text = \"D\", why = \"x\" }} ]\n"
        )
        .unwrap();
    }
    bank
}

/// What a person answers to an item: the abler, the more often the key.
fn answer(person: u64, item: u64) -> (char, u64) {
    let mut chance = (person << 20 | item).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    chance ^= chance >> 29;
    chance = chance.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    chance ^= chance >> 32;
    let able = person * 7919 % PEOPLE * 1000 / PEOPLE;
    let letter = if chance % 1000 < able {
        'a'
    } else {
        char::from(b"bcd"[usize::try_from(chance / 1000 % 3).unwrap()])
    };
    (letter, chance / 4096 % 30)
}

fn long(path: &Path) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    writeln!(file, "respondent,item,response,seconds").unwrap();
    for person in 0..PEOPLE {
        for item in 0..ITEMS {
            let (letter, seconds) = answer(person, item);
            writeln!(file, "person-{person},question-{item},{letter},{seconds}.5").unwrap();
        }
    }
}

fn wide(path: &Path) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let heads: Vec<String> = (0..ITEMS).map(|item| format!("question-{item}")).collect();
    writeln!(file, "{}", heads.join(",")).unwrap();
    for person in 0..PEOPLE {
        let row: Vec<String> = (0..ITEMS)
            .map(|item| answer(person, item).0.to_string())
            .collect();
        writeln!(file, "{}", row.join(",")).unwrap();
    }
}

fn results(path: &Path) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    for person in 0..PEOPLE {
        let row: Vec<String> = (0..ITEMS)
            .map(|item| {
                let (letter, seconds) = answer(person, item);
                format!(
                    "{{\"item\":\"question-{item}\",\"answer\":\"{letter}\",\"seconds\":{seconds}.5}}"
                )
            })
            .collect();
        writeln!(
            file,
            "{{\"seed\":{person},\"answers\":[{}]}}",
            row.join(",")
        )
        .unwrap();
    }
}
