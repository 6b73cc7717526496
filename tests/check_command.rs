//! `pofit check` and `pofit new` as a person or a workflow runs them.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

const GOOD: &str = "[bank]\nid = \"b\"\nkind = \"quiz\"\ntitle = \"T\"\n\n[[item]]\nid = \"i\"\nkind = \"true-false\"\n\
    stem = \"S\"\nanswer = true\nwhy_true = \"Y\"\nwhy_false = \"N\"\n";

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pofit"));
    command.current_dir(folder).args(args).stdin(Stdio::null());
    command
        .env("POFIT_DATA_HOME", folder)
        .env("POFIT_CONFIG_HOME", folder);
    command
}

fn pofit(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn advice_is_told_and_fails_only_when_strict() {
    let home = tempfile::tempdir().unwrap();
    let advised = GOOD.replace("\"S\"", "\"S  x\"");
    fs::write(home.path().join("a.toml"), &advised).unwrap();
    let (code, out, _) = told(&pofit(home.path(), &["check", "a.toml"]));
    assert_eq!(code, 0, "{out}");
    assert!(
        out.contains("PF028 (advice)") && out.contains("a.toml: no mistakes, advice once"),
        "{out}"
    );
    assert!(
        out.contains("--fix mends what has one right answer only: 1 place at most"),
        "{out}"
    );
    let (code, ..) = told(&pofit(home.path(), &["check", "--strict", "a.toml"]));
    assert_eq!(code, 1);
    for format in ["json", "sarif", "github"] {
        let (code, out, _) = told(&pofit(
            home.path(),
            &["check", "--format", format, "a.toml"],
        ));
        assert_eq!(code, 0);
        assert!(
            out.contains("PF028") && !out.contains("no mistakes"),
            "{out}"
        );
    }
    fs::write(home.path().join("b.toml"), GOOD).unwrap();
    let (code, out, _) = told(&pofit(home.path(), &["check", "--strict", "b.toml"]));
    assert_eq!((code, out.as_str()), (0, "b.toml: no mistakes\n"));
}

#[test]
fn a_fix_writes_the_file_whole_and_keeps_its_rights_and_links() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("real.toml");
    fs::write(&file, GOOD.replace("\"quiz\"", "\"Quiz\"  # a comment")).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.toml", home.path().join("link.toml")).unwrap();
    let (code, out, err) = told(&pofit(home.path(), &["check", "--fix", "link.toml"]));
    assert_eq!((code, out.as_str()), (0, "link.toml: no mistakes\n"));
    assert_eq!(err, "link.toml:3: \"Quiz\" became \"quiz\" (PF014)\n");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        GOOD.replace("\"quiz\"", "\"quiz\"  # a comment")
    );
    assert_eq!(
        fs::metadata(&file).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert!(
        fs::symlink_metadata(home.path().join("link.toml"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(
        fs::read_dir(home.path()).unwrap().count(),
        2,
        "something is left beside it"
    );
    // Nothing to mend: the file is not even touched.
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    let (code, _, err) = told(&pofit(home.path(), &["check", "--fix", "link.toml"]));
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
}

#[test]
fn what_a_code_means_is_explained() {
    let home = tempfile::tempdir().unwrap();
    let (code, out, _) = told(&pofit(home.path(), &["check", "--explain"]));
    assert_eq!(code, 0);
    assert_eq!(
        out.lines().filter(|line| line.starts_with("PF0")).count(),
        pofit::bank::Rule::ALL.len()
    );
    let (code, out, _) = told(&pofit(home.path(), &["check", "--explain", "pf012"]));
    assert_eq!(code, 0);
    assert!(
        out.starts_with("PF012 wrong-count (mistake): ") && out.contains("So not:"),
        "{out}"
    );
    assert!(out.lines().all(|line| line.chars().count() <= 100), "{out}");
    let (code, _, err) = told(&pofit(home.path(), &["check", "--explain", "PF999"]));
    assert_eq!(code, 2);
    assert!(err.contains("there is no rule PF999"), "{err}");
}

#[test]
fn new_writes_a_bank_that_can_be_asked_and_overwrites_nothing() {
    let home = tempfile::tempdir().unwrap();
    for (name, kind, ask) in [
        ("my-quiz", "quiz", "quiz"),
        ("Mein Test", "assessment", "fit"),
    ] {
        let file = format!("{name}.toml");
        let (code, out, err) = told(&pofit(home.path(), &["new", &file, "--kind", kind]));
        assert_eq!(code, 0, "{err}");
        assert!(out.starts_with(&file), "{out}");
        let text = fs::read_to_string(home.path().join(&file)).unwrap();
        let id = if name == "my-quiz" {
            "id = \"my-quiz\""
        } else {
            "id = \"my-bank\""
        };
        assert!(text.contains(id), "{text}");
        let (code, out, _) = told(&pofit(home.path(), &["check", "--strict", &file]));
        assert_eq!(code, 0, "{out}");
        let (_, out, err) = told(&pofit(
            home.path(),
            &[ask, "--plain", "--no-store", "--bank", &file],
        ));
        assert!(
            out.contains(if ask == "quiz" {
                "My quiz"
            } else {
                "My assessment"
            }),
            "{out}{err}"
        );
        let (code, _, err) = told(&pofit(home.path(), &["new", &file]));
        assert_eq!(code, 1);
        assert!(err.contains("is there already"), "{err}");
        assert_eq!(fs::read_to_string(home.path().join(&file)).unwrap(), text);
    }
    let schema = fs::read_to_string(home.path().join("pofit-bank.schema.json")).unwrap();
    assert_eq!(schema, told(&pofit(home.path(), &["schema", "bank"])).1);
    let (code, _, err) = told(&pofit(home.path(), &["new", "no/such.toml"]));
    assert_eq!(code, 1);
    assert!(err.contains("no such folder"), "{err}");
}

/// What a program prints, as it comes.
fn lines(mut from: impl Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(n) = from.read(&mut bytes) {
            if n == 0
                || send
                    .send(String::from_utf8_lossy(bytes.get(..n).unwrap()).into_owned())
                    .is_err()
            {
                break;
            }
        }
    });
    receive
}

/// Waits until a text has come.
#[track_caller]
fn wait_for(text: &str, from: &Receiver<String>) {
    let mut seen = String::new();
    while !seen.contains(text) {
        match from.recv_timeout(Duration::from_secs(20)) {
            Ok(more) => seen += &more,
            Err(why) => panic!("no {text:?} in {seen:?}: {why}"),
        }
    }
}

#[test]
fn watching_sees_each_way_to_save_until_it_is_stopped() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a.toml");
    fs::write(&file, GOOD).unwrap();
    let mut child = command(home.path(), &["check", "--watch", "a.toml"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = lines(child.stdout.take().unwrap());
    let _err = lines(child.stderr.take().unwrap());
    wait_for("a.toml: no mistakes\n", &out);
    // In its place, then by another file that takes its name.
    fs::write(&file, GOOD.replace("true-false", "true-fals")).unwrap();
    wait_for("did you mean `true-false`?", &out);
    let other = home.path().join("a.toml~");
    fs::write(&other, GOOD.replace("true-false", "short-text")).unwrap();
    fs::rename(&other, &file).unwrap();
    wait_for("`accept` is missing", &out);
    fs::remove_file(&file).unwrap();
    wait_for("a.toml: No such file", &out);
    fs::write(&file, GOOD).unwrap();
    wait_for("a.toml: no mistakes\n", &out);
    assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    child.wait().unwrap();
}
