//! The history when it is long: how soon home and history stand with 100,000 runs in the store, how
//! long an answer takes to be kept, and how much room a run takes. `cargo bench` prints it.

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

use pofit::bank::{Response, SourceText, builtin, load};
use pofit::run::{Keeping, Plan, Run, RunKey};
use pofit::store::{Store, Texts};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use terminal::{Settings, Terminal};

const RUNS: i64 = 100_000;
const STARTS: usize = 30;

fn main() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("history.db");
    let found = builtin::banks()
        .iter()
        .find(|bank| bank.id == "product-owner-fit")
        .unwrap();
    let texts = Texts {
        bank: SourceText::new(found.file, found.text),
        library: builtin::library(),
    };
    let bank = Arc::new(load(&texts.bank, &texts.library).unwrap());

    // Real runs, an answer at a time as they are given.
    let mut store = Store::open(&path).unwrap();
    let mut taken = Vec::new();
    let mut sizes = Vec::new();
    for key in 0..20 {
        let mut run = Run::new(Arc::clone(&bank), Plan::new(key)).unwrap();
        loop {
            let options = run.current().unwrap().1.order.clone();
            let response = options
                .first()
                .cloned()
                .map_or(Response::Step(4), Response::Choice);
            let before = run.log().len();
            run.answer(response, None, Some(3.5)).unwrap();
            let more = run.onward();
            if !more {
                run.finish();
            }
            let keeping = Keeping::new(RunKey(key), &run, before);
            let begun = Instant::now();
            store
                .keep(&keeping, Some(&texts), 1_700_000_000_000)
                .unwrap();
            taken.push(begun.elapsed());
            if !more {
                break;
            }
        }
        drop(store);
        sizes.push(std::fs::metadata(&path).unwrap().len());
        store = Store::open(&path).unwrap();
    }
    row("an answer kept (with fsync)", &mut taken);
    let per_run = (sizes[19] - sizes[0]) / 19;
    println!(
        "{:<38} {} bytes of 92 answers; the bank once: {} KiB",
        "a run takes",
        per_run,
        sizes[0] / 1024
    );

    // Many more, copied by the database itself.
    drop(store);
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) \
         INSERT INTO run SELECT i, bank, plan, began + i * 60000, \
         CASE WHEN i % 50 = 0 THEN NULL ELSE began + i * 60000 + 1 END, at, asked, answered, \
         score, low, high FROM n, run WHERE run.key = 0",
        [RUNS + 979],
    )
    .unwrap();
    drop(db);
    let count = Store::open(&path).unwrap().count().unwrap();
    println!("{:<38} {count}", "runs in the store");
    row("start to home", &mut starts(home.path(), &[], "Continue"));
    row(
        "start to history",
        &mut starts(home.path(), &["history"], "in all"),
    );
}

fn starts(home: &Path, args: &[&str], sign: &str) -> Vec<Duration> {
    let home = home.to_string_lossy();
    let once = || {
        let begun = Instant::now();
        let mut terminal = Terminal::with(&Settings {
            args,
            env: &[("POFIT_DATA_HOME", &home)],
            ..Settings::default()
        });
        terminal.see(sign);
        let taken = begun.elapsed();
        terminal.keys("q");
        terminal.ended();
        taken
    };
    (0..STARTS).map(|_| once()).collect()
}

fn row(what: &str, taken: &mut [Duration]) {
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    println!(
        "{what:<38} median {:.2} ms, 95th percentile {:.2} ms ({} times)",
        at(50),
        at(95),
        taken.len()
    );
}
