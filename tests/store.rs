//! The history on disk: what was kept is there, whatever happened to the file or beside it.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::stage::{tiny_fit, tiny_quiz};
use pofit::bank::{Bank, Certainty, Library, Response, SourceText};
use pofit::run::{Feedback, Keeping, Length, Plan, Run, RunKey};
use pofit::store::{Store, Texts, Trouble, move_aside};
use proptest::prelude::*;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;

fn texts(bank: &Bank) -> Texts {
    let text = if bank.assessment().is_some() {
        include_str!("data/fit/tiny-fit.toml")
    } else {
        include_str!("data/quiz/tiny-quiz.toml")
    };
    let library: Library = common::stage::library();
    Texts {
        bank: SourceText::new("bank.toml", text),
        library,
    }
}

fn keep(store: &mut Store, key: u64, run: &Run, before: usize) -> Result<(), Trouble> {
    let keeping = Keeping::new(RunKey(key), run, before);
    store.keep(
        &keeping,
        Some(&texts(run.bank())),
        1_700_000_000_000 + i64::try_from(key % 1000).unwrap(),
    )
}

fn fit_run(steps: &[u8]) -> Run {
    let mut run = Run::new(tiny_fit(), Plan::new(1)).unwrap();
    for step in steps {
        run.answer(Response::Step(*step), None, Some(1.5)).unwrap();
        run.onward();
    }
    run
}

#[test]
fn a_run_is_told_again_from_its_log_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/er/history.db");
    let mut run = fit_run(&[4, 5, 2]);
    run.back();
    run.skip(Some(2.0)).unwrap();
    run.answer(Response::Step(1), None, Some(0.5)).unwrap();
    {
        let mut store = Store::open(&path).unwrap();
        keep(&mut store, 7, &run, 0).unwrap();
    }
    let store = Store::open(&path).unwrap();
    let told = store.run(RunKey(7)).unwrap();
    assert_eq!(told.run, run);
    assert_eq!(told.run.at(), run.at());
    assert_eq!(told.run.outcome(), run.outcome());
    // Nobody else may look.
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(mode(&entry.path()), 0o600);
        // A new file has no earlier shape that would be worth a copy.
        let name = entry.file_name().into_string().unwrap();
        assert!(!name.contains("before"), "{name}");
    }
}

/// A quiz whose first item is answered by `true`, which that item takes.
fn quiz_run(certainty: Option<Certainty>) -> Run {
    let plan = Plan {
        feedback: Feedback::AtTheEnd,
        ..Plan::new(1)
    };
    let mut run = Run::new(tiny_quiz(), plan).unwrap();
    assert_eq!(run.nth(0).unwrap().0.id.as_ref(), "daily-for-developers");
    let yes = Response::Choice(run.slots()[0].order[0].clone());
    run.answer(yes, certainty, Some(2.0)).unwrap();
    run
}

#[test]
fn how_sure_somebody_was_is_told_again_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let mut store = Store::open(&path).unwrap();
    let said = Certainty::ALL.into_iter().map(Some);
    for (key, level) in (0..).zip(said.chain([None])) {
        let mut run = quiz_run(level);
        // A changed mind: what is skipped has no certainty.
        run.skip(None).unwrap();
        assert_eq!(run.slots()[0].certainty, None);
        let again = run.log()[0].response.clone().unwrap();
        run.answer(again, level, None).unwrap();
        keep(&mut store, key, &run, 0).unwrap();
        let told = store.run(RunKey(key)).unwrap().run;
        assert_eq!(told, run);
        assert_eq!(told.answers()[0].certainty, level);
    }
}

#[test]
fn a_certainty_that_cannot_be_is_told_as_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    for (run, certainty) in [
        (quiz_run(None), 4),
        (quiz_run(None), -1),
        (fit_run(&[3]), 2),
    ] {
        let mut store = Store::open(&path).unwrap();
        keep(&mut store, 1, &run, 0).unwrap();
        let db = rusqlite::Connection::open(&path).unwrap();
        db.execute_batch("DROP TRIGGER answer_stays").unwrap();
        db.execute("UPDATE answer SET certainty = ?1", [certainty])
            .unwrap();
        let told = store.run(RunKey(1));
        assert!(matches!(told, Err(Trouble::Damaged(_))), "{told:?}");
        drop((store, db));
        move_aside(&path).unwrap();
    }
}

#[test]
fn a_history_of_the_first_version_keeps_its_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("data/history-1.sql"))
        .unwrap();
    drop(old);
    let mut store = Store::open(&path).unwrap();
    let rows = store.list(0, 10).unwrap();
    let runs: Vec<Run> = rows
        .iter()
        .map(|row| store.run(row.key).unwrap().run)
        .collect();
    // The later one first.
    let answers: Vec<usize> = runs.iter().map(Run::answered).collect();
    assert_eq!(answers, [1, 3]);
    let all = runs.iter().flat_map(Run::log);
    assert!(
        all.map(|answer| answer.certainty)
            .all(|level| level.is_none())
    );
    // It takes new runs, and the file as it was lies beside it.
    keep(&mut store, 1, &quiz_run(Some(Certainty::Sure)), 0).unwrap();
    assert_eq!(store.count().unwrap(), 3);
    let path = folder.path().join("history.db.before-version-2");
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o777,
        0o600
    );
    let copy = rusqlite::Connection::open(&path).unwrap();
    let version: i64 = copy
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(version, 1);
    // What is deleted does not lie on in the copy.
    store.delete(rows[0].key).unwrap();
    assert!(!path.exists());
}

#[test]
fn answers_are_added_one_by_one_and_never_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let mut store = Store::open(&path).unwrap();
    for n in 1..=5 {
        keep(&mut store, 1, &fit_run(&[3, 3, 3, 3, 3][..n]), n - 1).unwrap();
        assert_eq!(store.run(RunKey(1)).unwrap().run.log().len(), n);
    }
    assert_eq!(store.count().unwrap(), 1);
    let db = rusqlite::Connection::open(&path).unwrap();
    let changed = db.execute("UPDATE answer SET response = '1' WHERE seq = 0", []);
    assert!(changed.unwrap_err().to_string().contains("never changed"));
}

#[test]
fn a_run_continued_in_two_places_is_not_mixed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let (mut one, mut two) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
    keep(&mut one, 1, &fit_run(&[3]), 0).unwrap();
    keep(&mut two, 1, &fit_run(&[3, 5]), 1).unwrap();
    let refused = keep(&mut one, 1, &fit_run(&[3, 1]), 1);
    assert!(matches!(refused, Err(Trouble::Elsewhere)), "{refused:?}");
    keep(&mut one, 2, &fit_run(&[3, 1]), 0).unwrap();
    assert_eq!(two.run(RunKey(1)).unwrap().run, fit_run(&[3, 5]));
    assert_eq!(two.run(RunKey(2)).unwrap().run, fit_run(&[3, 1]));
}

#[test]
fn many_writers_at_once_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    drop(Store::open(&path).unwrap());
    let write = |writer: u64| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut store = Store::open(&path).unwrap();
            for n in 0..20 {
                keep(&mut store, writer * 100 + n, &fit_run(&[1, 2, 3]), 0).unwrap();
            }
        })
    };
    let writers: Vec<_> = (0..4).map(write).collect();
    for writer in writers {
        writer.join().unwrap();
    }
    let store = Store::open(&path).unwrap();
    assert_eq!(store.count().unwrap(), 80);
    for row in store.list(0, 100).unwrap() {
        assert_eq!(store.run(row.key).unwrap().run.log().len(), 3);
    }
}

#[test]
fn an_old_run_is_scored_against_the_bank_that_it_was_taken_with() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("history.db")).unwrap();
    let run = fit_run(&[4, 5, 2]);
    keep(&mut store, 1, &run, 0).unwrap();
    // The same bank with another key: another content, another hash, kept beside the first.
    let changed = include_str!("data/fit/tiny-fit.toml").replacen("reverse = true\n", "", 1);
    let bank = common::stage::bank(&changed);
    let text = Texts {
        bank: SourceText::new("bank.toml", &changed),
        library: common::stage::library(),
    };
    let mut other = Run::new(bank, Plan::new(1)).unwrap();
    other.answer(Response::Step(4), None, None).unwrap();
    store
        .keep(&Keeping::new(RunKey(2), &other, 0), Some(&text), 5)
        .unwrap();
    assert_eq!(
        store.run(RunKey(1)).unwrap().run.bank().hash,
        run.bank().hash
    );
    assert_eq!(
        store.run(RunKey(2)).unwrap().run.bank().hash,
        other.bank().hash
    );
    assert_ne!(run.bank().hash, other.bank().hash);
}

#[test]
fn what_is_deleted_is_gone_from_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let secret = "zebra-crossing-at-midnight";
    let mut run = Run::new(
        tiny_quiz(),
        Plan {
            feedback: Feedback::AtTheEnd,
            ..Plan::new(1)
        },
    )
    .unwrap();
    let place = (0..run.len())
        .find(|place| run.nth(*place).unwrap().0.id.as_ref() == "goal-name")
        .unwrap();
    run.go(place);
    run.answer(Response::Text(secret.to_owned()), None, None)
        .unwrap();
    let holds = || {
        let files = fs::read_dir(folder.path()).unwrap();
        let has = |entry: std::io::Result<fs::DirEntry>| {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes())
        };
        files.into_iter().any(has)
    };
    let mut store = Store::open(&path).unwrap();
    keep(&mut store, 1, &run, 0).unwrap();
    keep(&mut store, 2, &fit_run(&[1]), 0).unwrap();
    assert!(holds());
    store.delete(RunKey(1)).unwrap();
    assert!(!holds(), "the answer can still be read in the file");
    assert_eq!(store.count().unwrap(), 1);
    let bytes = fs::read(&path).unwrap();
    let title = b"A tiny quiz";
    assert!(
        !bytes.windows(title.len()).any(|part| part == title),
        "its bank is still there"
    );
    store.delete_all().unwrap();
    assert_eq!(store.count().unwrap(), 0);
    assert!(fs::metadata(&path).unwrap().len() < 60_000);
}

#[test]
fn a_file_that_cannot_be_used_says_why_and_is_moved_but_never_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    // Some other file, some other database, a newer store, a damaged one.
    fs::write(&path, "this is a shopping list, and a long one at that").unwrap();
    assert!(matches!(Store::open(&path), Err(Trouble::Foreign)));
    let to = move_aside(&path).unwrap();
    assert!(fs::read_to_string(&to).unwrap().contains("shopping"));

    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE other (x)")
        .unwrap();
    assert!(matches!(Store::open(&path), Err(Trouble::Foreign)));
    let second = move_aside(&path).unwrap();
    assert_ne!(second, to);

    drop(Store::open(&path).unwrap());
    rusqlite::Connection::open(&path)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let newer = Store::open(&path).unwrap_err();
    assert!(matches!(newer, Trouble::Newer { found: 99, .. }) && newer.can_move_aside());
    move_aside(&path).unwrap();

    let mut store = Store::open(&path).unwrap();
    keep(&mut store, 1, &fit_run(&[1, 2]), 0).unwrap();
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(100) {
        *byte ^= 0x5a;
    }
    fs::write(&path, bytes).unwrap();
    let damaged = Store::open(&path)
        .and_then(|store| store.list(0, 10).map(drop))
        .unwrap_err();
    assert!(damaged.can_move_aside(), "{damaged:?}");
    move_aside(&path).unwrap();
    assert_eq!(Store::open(&path).unwrap().count().unwrap(), 0);
    assert!(
        fs::read_dir(folder.path()).unwrap().count() >= 5,
        "something was deleted"
    );
}

#[test]
fn a_store_that_is_held_by_another_program_is_told_as_that() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history.db");
    let mut store = Store::open(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let held = keep(&mut store, 1, &fit_run(&[1]), 0).unwrap_err();
    assert!(
        matches!(held, Trouble::Locked) && !held.can_move_aside(),
        "{held:?}"
    );
    other.execute_batch("ROLLBACK").unwrap();
    keep(&mut store, 1, &fit_run(&[1]), 0).unwrap();
}

#[test]
fn a_folder_that_cannot_be_written_is_told_as_that() {
    let folder = tempfile::tempdir().unwrap();
    let below_a_file = folder.path().join("file");
    fs::write(&below_a_file, "").unwrap();
    assert!(Store::open(&below_a_file.join("history.db")).is_err());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).unwrap();
    let refused = Store::open(&folder.path().join("history.db"));
    // The system's administrator may write everywhere.
    if !rustix::process::getuid().is_root() {
        assert!(matches!(refused, Err(Trouble::ReadOnly)), "{refused:?}");
    }
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_run_comes_back_as_it_was(
        seed in any::<u64>(),
        key in any::<u64>(),
        moves in prop::collection::vec((0usize..14, 0u8..7), 1..40),
        cut in 0usize..40,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("history.db")).unwrap();
        let plan = Plan { length: Length::All, ..Plan::new(seed) };
        let mut run = Run::new(Arc::clone(&tiny_fit()), plan).unwrap();
        let mut kept = 0;
        for (n, (place, step)) in moves.iter().enumerate() {
            run.go(*place);
            let _ = match step {
                0 | 6 => run.skip(Some(0.25)),
                step => run.answer(Response::Step(*step), None, Some(f64::from(*step) / 3.0)),
            };
            if n == cut || n + 1 == moves.len() {
                keep(&mut store, key, &run, kept).unwrap();
                kept = run.log().len();
            }
        }
        let told = store.run(RunKey(key)).unwrap().run;
        prop_assert_eq!(&told, &run);
        run.finish();
        keep(&mut store, key, &run, kept).unwrap();
        let told = store.run(RunKey(key)).unwrap().run;
        prop_assert_eq!(told.outcome(), run.outcome());
        prop_assert!(told.is_finished());
    }
}

mod practice {
    //! The log of practice: nothing of it is lost or changed, and what is told from it agrees.

    use pofit::bank::{BankId, ItemId, Slug};
    use pofit::practice::{CardId, Event, Grade, KeyPrint, Review};
    use pofit::store::{Store, Trouble};

    fn card(item: &str) -> CardId {
        CardId {
            bank: BankId::new("a-bank").unwrap(),
            item: ItemId::new(item).unwrap(),
        }
    }

    fn review(item: &str, at: i64) -> Event {
        Event::Review(Review {
            card: card(item),
            at,
            grade: Grade::Hard,
            proposed: Grade::Good,
            credit: 1.0,
            seconds: Some(3.25),
            certainty: Some(pofit::bank::Certainty::Fair),
            key: KeyPrint(u64::MAX - 1),
            scheduled: at % 2 == 0,
        })
    }

    #[test]
    fn the_log_comes_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let log = [review("one", 10), review("two", 11), Event::Undo(12)];
        {
            let mut store = Store::open(&path).unwrap();
            store
                .keep_reviews(&log[..2], &[(card("one"), Some(500))])
                .unwrap();
            store.keep_reviews(&log[2..], &[]).unwrap();
        }
        let store = Store::open(&path).unwrap();
        assert_eq!(store.reviews().unwrap(), log);
        let raw = rusqlite::Connection::open(&path).unwrap();
        assert!(raw.execute("UPDATE review SET grade = 4", []).is_err());
    }

    #[test]
    fn the_number_due_is_of_the_banks_asked_for_and_follows_each_answer() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("history.db")).unwrap();
        let bank = [card("one").bank];
        store
            .keep_reviews(&[], &[(card("one"), Some(5)), (card("two"), Some(9))])
            .unwrap();
        assert_eq!(store.count_due(&bank, 9).unwrap(), 1);
        assert_eq!(store.count_due(&bank, 10).unwrap(), 2);
        assert_eq!(
            store
                .count_due(&[BankId::new("other").unwrap()], 10)
                .unwrap(),
            0
        );
        store
            .keep_reviews(&[], &[(card("one"), None), (card("two"), Some(50))])
            .unwrap();
        assert_eq!(store.count_due(&bank, 10).unwrap(), 0);
        store.keep_due(&bank, &[(card("three"), Some(1))]).unwrap();
        assert_eq!(store.count_due(&bank, 100).unwrap(), 1);
    }

    #[test]
    fn an_entry_that_pofit_cannot_have_written_is_told_and_not_guessed_at() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let mut store = Store::open(&path).unwrap();
        store.keep_reviews(&[review("one", 1)], &[]).unwrap();
        let raw = rusqlite::Connection::open(&path).unwrap();
        let bad = "INSERT INTO review (at, bank, item, grade, proposed, credit, key, scheduled) \
                   VALUES (1, 'a-bank', 'one', 9, 3, 1.0, 0, 1)";
        raw.execute(bad, []).unwrap();
        assert!(matches!(store.reviews(), Err(Trouble::Damaged(why)) if why.contains('2')));
    }

    #[test]
    fn a_history_of_the_first_version_is_brought_on_with_a_private_copy_beside_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        drop(Store::open(&path).unwrap());
        let raw = rusqlite::Connection::open(&path).unwrap();
        raw.execute_batch(
            "DROP TABLE review; DROP TABLE due; DROP TABLE tuning; \
             ALTER TABLE answer DROP COLUMN certainty; ALTER TABLE run DROP COLUMN exam; PRAGMA user_version = 1",
        )
        .unwrap();
        drop(raw);
        let mut store = Store::open(&path).unwrap();
        store.keep_reviews(&[review("one", 1)], &[]).unwrap();
        assert_eq!(store.reviews().unwrap().len(), 1);
        let copy = folder.path().join("history.db.before-version-2");
        let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        store.delete_all().unwrap();
        assert!(!copy.exists(), "what is deleted is deleted in the copy too");
    }

    #[test]
    fn deleting_all_leaves_nothing_of_practice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history.db");
        let mut store = Store::open(&path).unwrap();
        store
            .keep_reviews(
                &[review("a-secret-item", 1)],
                &[(card("a-secret-item"), Some(5))],
            )
            .unwrap();
        store.delete_all().unwrap();
        assert_eq!(store.reviews().unwrap(), []);
        drop(store);
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap();
            assert!(!bytes.windows(13).any(|part| part == b"a-secret-item"));
        }
    }
}
