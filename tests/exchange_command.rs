//! `pofit import` and `pofit export` as a person meets them: files, exit codes, losses, spreadsheets.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use zip::write::SimpleFileOptions;

fn pofit(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_pofit"))
        .args(args)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .env("POFIT_DATA_HOME", folder.join("none"))
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> (i32, String, String) {
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout.clone()).unwrap(),
        String::from_utf8(output.stderr.clone()).unwrap(),
    )
}

fn sample(name: &str) -> String {
    format!("{}/tests/exchange/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_file_becomes_a_bank_that_check_accepts() {
    let home = tempfile::tempdir().unwrap();
    let file = sample("sample.gift");
    let args = [
        "import", &file, "--output", "b.toml", "--id", "lakes", "--title", "Lakes",
    ];
    let (code, out, err) = said(&pofit(home.path(), &args));
    assert_eq!(code, 0, "{err}");
    assert!(
        out.starts_with("7 items in ") && out.ends_with("b.toml\n"),
        "{out}"
    );
    assert!(
        err.starts_with("lost or changed (14; 4 items left out):\n"),
        "{err}"
    );
    assert!(
        err.contains("\n  line 34: `Write an essay.`: left out: "),
        "{err}"
    );
    let (code, out, _) = said(&pofit(home.path(), &["check", "b.toml"]));
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("b.toml: no mistakes"), "{out}");
    // What is there stays, unless told otherwise.
    let (code, _, err) = said(&pofit(home.path(), &args));
    assert_eq!(code, 1);
    assert!(err.contains("--force overwrites it"), "{err}");
    let forced = [&args[..], &["--force"]].concat();
    assert_eq!(said(&pofit(home.path(), &forced)).0, 0);
    let (code, out, _) = said(&pofit(
        home.path(),
        &["export", "b.toml", "--format", "markdown"],
    ));
    assert_eq!(code, 0);
    assert!(out.starts_with("# Lakes\n"), "{out}");
}

#[test]
fn several_files_become_one_bank() {
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (sample("choice-2.1.xml"), sample("multiple-3.0.xml"));
    let (code, out, _) = said(&pofit(home.path(), &["import", &one, &two]));
    assert_eq!(code, 0);
    assert_eq!(out.matches("[[item]]").count(), 2, "{out}");
}

#[test]
fn losses_are_no_failure_unless_asked() {
    let home = tempfile::tempdir().unwrap();
    let args = ["export", "before-your-cspo", "--format", "aiken"];
    let (code, out, err) = said(&pofit(home.path(), &args));
    assert_eq!(code, 0);
    assert!(out.contains("\nANSWER: "), "{out}");
    assert!(err.contains("left out: Aiken has no order"), "{err}");
    let strict = [&args[..], &["--strict"]].concat();
    assert_eq!(said(&pofit(home.path(), &strict)).0, 1);
}

#[test]
fn wrong_usage_says_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("a.txt"), "Nothing to see.").unwrap();
    std::fs::write(home.path().join("b.xml"), "<quiz>\n<question>").unwrap();
    std::fs::write(home.path().join("c.gift"), "Just words.").unwrap();
    for (args, wanted, words) in [
        (
            &["import", "a.txt"][..],
            2,
            "say with --format what it is: gift, ",
        ),
        (
            &["import", "b.xml"],
            1,
            "b.xml: line 2: the element `question` is not closed",
        ),
        (&["import", "c.gift"], 1, "no question that a bank can hold"),
        (&["import", "none.gift"], 1, "none.gift: "),
        (
            &["import", "c.gift", "--id", "A B"],
            2,
            "an id is made of a-z",
        ),
        (
            &["import", "c.gift", "--format", "markdown"],
            1,
            "cannot be read back",
        ),
        (
            &["export", "product-owner-fit", "--format", "gift"],
            2,
            "an assessment scores traits",
        ),
        (
            &["export", "before-your-cspo", "--format", "qti"],
            2,
            "--item ID",
        ),
        (
            &[
                "export",
                "before-your-cspo",
                "--format",
                "qti",
                "--item",
                "no",
            ],
            2,
            "no item `no`",
        ),
    ] {
        let (code, _, err) = said(&pofit(home.path(), args));
        assert_eq!(code, wanted, "{args:?}: {err}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
}

#[test]
fn a_spreadsheet_for_kahoot_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let args = [
        "export",
        "po-or-product-manager",
        "--format",
        "kahoot",
        "--output",
        "k.xlsx",
    ];
    let (code, _, err) = said(&pofit(home.path(), &args));
    assert_eq!(code, 0, "{err}");
    let written = 36 - err.matches("left out: ").count();
    let (code, out, err) = said(&pofit(home.path(), &["import", "k.xlsx"]));
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.matches("[[item]]").count(), written, "{out}");
    assert!(err.contains("the time limits"), "{err}");
}

#[test]
fn a_spreadsheet_that_unpacks_to_too_much_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(home.path().join("bomb.xlsx")).unwrap();
    let mut archive = zip::ZipWriter::new(file);
    archive
        .start_file("xl/media/zeros", SimpleFileOptions::default())
        .unwrap();
    let block = vec![0_u8; 1 << 20];
    for _ in 0..65 {
        archive.write_all(&block).unwrap();
    }
    archive.finish().unwrap();
    assert!(
        std::fs::metadata(home.path().join("bomb.xlsx"))
            .unwrap()
            .len()
            < 1 << 20
    );
    let (code, _, err) = said(&pofit(home.path(), &["import", "bomb.xlsx"]));
    assert_eq!(code, 1);
    assert!(err.contains("unpacked it is larger than 64 MiB"), "{err}");
}

#[test]
fn a_cell_in_the_last_corner_takes_no_room() {
    let home = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Question").unwrap();
    sheet.write_string(1_048_575, 16_383, "far").unwrap();
    book.save(home.path().join("far.xlsx")).unwrap();
    let (code, _, err) = said(&pofit(home.path(), &["import", "far.xlsx"]));
    assert_eq!(code, 1);
    assert!(err.contains("a cell stands beyond row"), "{err}");
    std::fs::write(home.path().join("no.xlsx"), "no archive").unwrap();
    let (code, _, err) = said(&pofit(home.path(), &["import", "no.xlsx"]));
    assert_eq!(code, 1);
    assert!(err.contains("this is no spreadsheet"), "{err}");
}
