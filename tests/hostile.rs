//! Hostile files at every door of the real binary: each ends by itself, soon, with its exit code and in
//! bounded memory; what is told is harmless to show and names the file.
//!
//! A further door is one more entry in `DOORS`; a further file one more line in `files`.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

use pofit::bank::text::is_hazard;
use pofit::bank::{SourceText, builtin, load};
use pofit::run::{Keeping, Plan, Run, RunKey};
use pofit::store::{Store, Texts};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// For an unoptimised build on a loaded machine; what ends at all does so in a tenth of it.
const DEADLINE: Duration = Duration::from_secs(10);
/// The most memory that may be asked for, in KiB: 512 MiB, with the program itself and its stacks.
const MEMORY: usize = 512 * 1024;
/// The most that is told, in bytes: a hundred mistakes drawn with their lines.
const LONGEST: usize = 300_000;

/// How a file gets in.
struct Door {
    name: &'static str,
    /// `{F}` is the file, `{H}` the home.
    args: &'static [&'static str],
    /// Where the file is put below the home, when it is not named in the arguments.
    place: Option<&'static str>,
    /// Whether what goes well with the file is the usual result, which does not name it.
    is_quiet: bool,
}

const fn named(name: &'static str, args: &'static [&'static str]) -> Door {
    Door {
        name,
        args,
        place: None,
        is_quiet: false,
    }
}

const fn placed(name: &'static str, place: &'static str, args: &'static [&'static str]) -> Door {
    Door {
        name,
        args,
        place: Some(place),
        is_quiet: true,
    }
}

const DOORS: &[Door] = &[
    named("check", &["check", "{F}"]),
    named("quiz", &["quiz", "--bank", "{F}", "--plain", "--no-store"]),
    named("add", &["bank", "add", "{F}"]),
    named("check as SARIF", &["check", "--format", "sarif", "{F}"]),
    named("import", &["import", "{F}"]),
    named("export", &["export", "--format", "csv", "{F}"]),
    named("import gift", &["import", "--format", "gift", "{F}"]),
    named(
        "import moodle-xml",
        &["import", "--format", "moodle-xml", "{F}"],
    ),
    named("import aiken", &["import", "--format", "aiken", "{F}"]),
    named("import qti", &["import", "--format", "qti", "{F}"]),
    named("import csv", &["import", "--format", "csv", "{F}"]),
    named("import anki", &["import", "--format", "anki", "{F}"]),
    named("import kahoot", &["import", "--format", "kahoot", "{F}"]),
    named(
        "score",
        &["score", "--bank", "before-your-cspo", "--answers", "{F}"],
    ),
    named(
        "report",
        &["report", "--from", "{F}", "--bank", "before-your-cspo"],
    ),
    named("report of a result", &["report", "--from", "{F}"]),
    named("analyse", &["analyse", "{F}", "--bank", "before-your-cspo"]),
    named("analyse a result", &["analyse", "{F}"]),
    named("store", &["history", "--store", "{F}"]),
    named("store of a quiz", &["quiz", "--plain", "--store", "{F}"]),
    named("data", &["quiz", "--plain", "--no-store", "--data", "{F}"]),
    placed(
        "bank of data",
        "d/quiz/x.toml",
        &["quiz", "--plain", "--no-store", "--data", "{H}/d"],
    ),
    placed(
        "exams of data",
        "d/exams.toml",
        &["quiz", "--exam=list", "--no-store", "--data", "{H}/d"],
    ),
    placed(
        "faq of data",
        "d/faq.toml",
        &["learn", "--json", "--no-store", "--data", "{H}/d"],
    ),
    placed(
        "settings",
        "config/settings.toml",
        &["practise", "--due", "--no-store"],
    ),
    placed("index", "data/banks/index.json", &["bank", "list"]),
];

const BANK: &str = "[bank]\nid = \"b\"\nkind = \"quiz\"\ntitle = \"T\"\n";
const ITEM: &str = "[[item]]\nid = \"i\"\nkind = \"true-false\"\nstem = \"S\"\nanswer = true\n\
                    why_true = \"Y\"\nwhy_false = \"N\"\n";
/// CSI, OSC, DCS, C1, overrides, isolates, zero widths, tags, NUL.
const HAZARDS: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{1b}P1$r\u{1b}\\\u{9b}31m\u{85}\u{202e}\u{2066}\
                       \u{200b}\u{200d}\u{feff}\u{e0041}\u{61c}\u{8}\u{7f}\0";

/// The texts as files, by what they are.
fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let many = |n: usize, one: &dyn Fn(usize) -> String| {
        (0..n).fold(String::new(), |mut all, n| {
            let _ = write!(all, "{}", one(n));
            all
        })
    };
    let deep =
        |open: &str, close: &str| format!("x = {}1{}", open.repeat(100_000), close.repeat(100_000));
    let escaped: String = HAZARDS.encode_utf16().fold(String::new(), |mut all, unit| {
        let _ = write!(all, "\\u{unit:04x}");
        all
    });
    let utf16 = [BANK, ITEM].concat();
    let utf16 = "\u{feff}".encode_utf16().chain(utf16.encode_utf16());
    let texts = vec![
        ("empty", String::new()),
        ("hazards.toml", format!("{BANK}v = \"{HAZARDS}\"\n\"{HAZARDS}\" = 1\n{HAZARDS} = 2\n{ITEM}")),
        ("escaped.toml", format!("{BANK}version = \"\\u001b[2J\\u202e\"\n\"k\\u001b\\u202e\" = 1\n{ITEM}")),
        ("hazards.json", format!("{{\"{HAZARDS}\": 1")),
        ("escaped.json", format!(
            "{{\"seed\": 1, \"bank\": {{\"id\": \"{escaped}\"}}, \"{escaped}\": 1, \"answers\": \
             [{{\"item\": \"{escaped}\", \"answer\": \"{escaped}\", \"certainty\": \"{escaped}\"}}]}}"
        )),
        ("escaped-index.json", format!(
            "[{{\"id\": \"a\", \"title\": \"{escaped}\", \"about\": \"{escaped}\", \"assessment\": false, \
             \"items\": 1, \"hash\": \"{escaped}\", \"file\": \"a.toml\", \"package\": null}}]"
        )),
        ("hazards.csv", format!("respondent,item,response\n{HAZARDS},{HAZARDS},{HAZARDS}\n")),
        ("hazards-head.csv", format!("{HAZARDS},po-vision,{HAZARDS}\n1,{HAZARDS},3\n")),
        ("100 MB line", "x".repeat(100_000_000)),
        ("70 MB", "# a line\n".repeat(7_800_000)),
        ("4 MB line", "x".repeat(4_000_000)),
        ("deep arrays", deep("[", "]")),
        ("deep tables", deep("{ a = ", " }")),
        ("deep keys", "a.".repeat(100_000) + "a = 1"),
        ("deep header", format!("[{}a]", "a.".repeat(100_000))),
        ("many deep keys", format!("{}a = 1\n", "a.".repeat(100)).repeat(2_000)),
        ("deep.json", "[".repeat(1_000_000)),
        ("deep answers.json", format!("{{\"answers\": {}", "[{\"item\":".repeat(100_000))),
        ("deep bank.json", format!("{{\"answers\": [], \"bank\": {}", "{\"a\":".repeat(100_000))),
        ("values", format!("{BANK}x = [{}]\n", "1,".repeat(2_000_000))),
        ("keys", BANK.to_owned() + &many(330_000, &|n| format!("k{n} = 1\n")) + ITEM),
        ("headers", "[[a]]\n".repeat(690_000)),
        ("a million keys", BANK.to_owned() + &many(1_000_000, &|n| format!("k{n} = 1\n"))),
        ("a million mistakes", BANK.to_owned() + &"=\n".repeat(1_000_000)),
        ("many mistakes", "=\n".repeat(260_000)),
        ("wrong items", BANK.to_owned() + &ITEM.replace("stem", "stam").repeat(40_000)),
        ("open quotation marks", "a = \"b\n".repeat(60_000)),
        ("a million keys.json", format!("{{\"answers\": [], {}\"k\": 1}}", many(600_000, &|n| format!("\"k{n}\":1,")))),
        ("wrong answers.json", format!("{{\"answers\": [{}{{}}]}}", "{\"item\":\"x\"},".repeat(600_000))),
        ("values.json", format!("{{\"answers\": [], \"bank\": [{}0]}}", "0,".repeat(4_000_000))),
        ("no answers.json", format!("{{\"bank\": {{\"id\": \"before-your-cspo\"}}, \"answers\": [{}0]}}", "0,".repeat(4_000_000))),
        ("commas", format!("respondent,item,response{}", ",".repeat(5_000_000))),
        ("a column many times", format!("respondent,item,response\n{}", "a,b,c\n".repeat(500_000))),
        ("an open quotation mark", format!("respondent,\"{}", "a,\n".repeat(2_000_000))),
        ("NUL", "\0".repeat(1_000_000)),
        ("lone surrogate.toml", format!("{BANK}description = \"\\ud800\\udc00\"\n{ITEM}")),
        ("lone surrogate.json", "{\"answers\": [{\"item\": \"\\ud800\"}]}".to_owned()),
        ("huge numbers.toml", format!("{BANK}version = {}\ndate = 9999-99-99T99:99:99Z\n{ITEM}", "9".repeat(100_000))),
        ("huge numbers.json", format!("{{\"seed\": {}, \"answers\": [{{\"item\": \"x\", \"seconds\": 1e999}}]}}", "9".repeat(100_000))),
        ("outside.json", "[{\"id\": \"a\", \"title\": \"T\", \"about\": \"A\", \"assessment\": false, \"items\": 1, \
                          \"hash\": \"\", \"file\": \"../../x.toml\", \"package\": \"\"}]".to_owned()),
    ];
    let bytes = texts
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()));
    let mut files: Vec<(&str, Vec<u8>)> = bytes.collect();
    files.push(("UTF-16", utf16.flat_map(u16::to_le_bytes).collect()));
    files.push(("Latin-1", b"[bank]\ntitle = \"caf\xe9\"\n".to_vec()));
    files.push((
        "not a history",
        b"SQLite format 3\0 and nothing of the kind".repeat(100),
    ));
    files.push(("surrogates as bytes", b"a = \"\xed\xa0\x80\"\n".to_vec()));
    files
}

/// All files, and what is none, by what they are.
fn files(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let mut files: Vec<(&str, PathBuf)> = Vec::new();
    for (name, bytes) in texts() {
        let path = folder.join(name.replace(' ', "-"));
        fs::write(&path, bytes).unwrap();
        files.push((name, path));
    }
    let at = |name: &str| folder.join(name);
    fs::create_dir(at("folder")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(at("pipe"))
            .status()
            .unwrap()
            .success()
    );
    symlink(at("loop"), at("loop")).unwrap();
    symlink("nothing", at("dangling")).unwrap();
    for name in ["folder", "pipe", "loop", "dangling"] {
        files.push((name, at(name)));
    }
    let name = "name-\u{1b}[31m-\u{202e}-\u{200b}";
    fs::write(at(name), "nothing of the kind").unwrap();
    files.push(("a name with hazards", at(name)));
    files.push(("nothing of a name with hazards", at(&format!("no-{name}"))));
    files.push(("a device", PathBuf::from("/dev/zero")));
    // Who may do everything may read it: then it is one more good file.
    fs::write(at("forbidden"), BANK).unwrap();
    fs::set_permissions(at("forbidden"), fs::Permissions::from_mode(0o000)).unwrap();
    files.push(("forbidden", at("forbidden")));
    files
}

/// How one run ended.
struct End {
    code: Option<i32>,
    took: Duration,
    told: String,
}

/// Runs the program with its memory bounded; `None` when it does not end.
fn run(home: &Path, args: &[String]) -> Option<End> {
    let out = home.join("told");
    let file = File::create(&out).unwrap();
    let began = Instant::now();
    // Where the system has no such limit, the rest is still held.
    let limited = format!("ulimit -v {MEMORY} 2>/dev/null; exec \"$0\" \"$@\"");
    let mut child: Child = Command::new("/bin/sh")
        .args(["-c", &limited, env!("CARGO_BIN_EXE_pofit")])
        .args(args)
        .env_clear()
        .env("LANG", "C.UTF-8")
        .env("HOME", home)
        .env("POFIT_DATA_HOME", home.join("data"))
        .env("POFIT_CONFIG_HOME", home.join("config"))
        .stdin(Stdio::null())
        .stdout(file.try_clone().unwrap())
        .stderr(file)
        .spawn()
        .unwrap();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            let told = fs::read(&out).unwrap();
            return Some(End {
                code: status.code(),
                took: began.elapsed(),
                told: String::from_utf8(told).unwrap_or_else(|_| "(not UTF-8) \u{1b}".to_owned()),
            });
        }
        if began.elapsed() > DEADLINE {
            child.kill().unwrap();
            child.wait().unwrap();
            return None;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// What is wrong with how a file was taken at a door.
fn wrong(door: &Door, file: &Path) -> Option<String> {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    if let Some(place) = door.place {
        let place = home.join(place);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink(file, &place).unwrap();
    }
    let fill = |arg: &&str| {
        let arg = arg.replace("{F}", file.to_str().unwrap());
        arg.replace("{H}", home.to_str().unwrap())
    };
    let args: Vec<String> = door.args.iter().map(fill).collect();
    let Some(End { code, took, told }) = run(home, &args) else {
        return Some(format!("it did not end within {DEADLINE:?}"));
    };
    let start: String = told.chars().take(300).collect();
    if !matches!(code, Some(0..=2)) {
        return Some(format!("it ended with {code:?} after {took:?}: {start:?}"));
    }
    if let Some(c) = told.chars().find(|c| is_hazard(*c) || *c == '\r') {
        return Some(format!("it told {c:?}: {start:?}"));
    }
    if told.len() > LONGEST {
        return Some(format!("it told {} bytes: {start:?}", told.len()));
    }
    // The end of the name without its hazards stands for the name.
    let name = match door.place {
        Some(place) => place.rsplit('/').next().unwrap().to_owned(),
        None => file.file_name().unwrap().to_string_lossy().into_owned(),
    };
    let name = name.split(is_hazard).next().unwrap();
    let failed = code != Some(0);
    if failed && !told.contains(name) && !(door.is_quiet && told.contains(".toml")) {
        return Some(format!("it does not name {name}: {start:?}"));
    }
    (failed && told.trim().is_empty()).then(|| "it said nothing".to_owned())
}

#[test]
fn at_every_door_hostile_files_end_soon_in_words_and_in_bounded_memory() {
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path());
    let tasks = DOORS
        .iter()
        .flat_map(|door| files.iter().map(move |file| (door, file)));
    let tasks = Mutex::new(tasks);
    let found = Mutex::new(String::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let task = tasks.lock().unwrap().next();
                    let Some((door, (what, file))) = task else {
                        return;
                    };
                    if let Some(wrong) = wrong(door, file) {
                        let line = format!("{}, {what}: {wrong}\n", door.name);
                        found.lock().unwrap().push_str(&line);
                    }
                }
            });
        }
    });
    let found = found.into_inner().unwrap();
    assert!(found.is_empty(), "\n{found}");
}

/// A finished run, in a history that others have written into.
fn written_history(path: &Path) {
    let text = SourceText::new(
        "small-quiz.toml",
        include_str!("good-banks/small-quiz.toml"),
    );
    let bank = Arc::new(load(&text, &builtin::library()).unwrap());
    let texts = Texts {
        bank: text,
        library: builtin::library(),
    };
    let mut run = Run::new(bank, Plan::new(1)).unwrap();
    for _ in 0..run.len() {
        run.skip(Some(1.5)).unwrap();
        run.onward();
    }
    run.finish();
    let mut store = Store::open(path).unwrap();
    let keeping = Keeping::new(RunKey(7), &run, 0);
    store
        .keep(&keeping, Some(&texts), 1_700_000_000_000)
        .unwrap();
}

#[test]
fn a_history_that_others_have_written_into_is_told_harmlessly() {
    let hazards = HAZARDS.replace('\0', "");
    let changes = [
        "UPDATE bank SET title = ?1",
        "UPDATE bank SET id = ?1",
        "UPDATE bank SET texts = ?1",
        "UPDATE bank SET texts = replace(texts, 'Tiere', ?1)",
        "UPDATE run SET plan = ?1",
        "UPDATE run SET plan = replace(plan, '1', '-99999999999999999999') || ?1",
        "UPDATE run SET exam = ?1",
        "UPDATE run SET began = 9223372036854775807, ended = -9223372036854775808 WHERE ?1 <> ''",
        "UPDATE run SET asked = -5, answered = 9223372036854775807, at = 9223372036854775807 WHERE ?1 <> ''",
        "UPDATE run SET score = 1e308, low = -1e308, high = 9e999 WHERE ?1 <> ''",
        "UPDATE answer SET item = ?1 || seq",
        "UPDATE answer SET response = ?1, certainty = 99",
        "UPDATE answer SET response = '\"' || ?1 || '\"', seconds = -1e308",
        "INSERT INTO review (seq, at, bank, item, grade, scheduled) VALUES (1, 9223372036854775807, ?1, ?1, 99, 7)",
        "INSERT INTO tuning VALUES (1, ?1, -1, -1, 0, 0, 1)",
        "INSERT INTO due VALUES ('small', ?1, -9223372036854775808)",
    ];
    let commands: &[&[&str]] = &[
        &["history"],
        &["history", "--json"],
        &["history", "--compare", "last", "last"],
        &["report"],
        &["report", "--format", "json"],
        &["analyse"],
        &["resume", "--plain"],
        &["practise", "--due"],
        &["practise", "--map"],
        &["practise", "--tune"],
        &["plan", "--until", "2099-01-01"],
        &["--plain"],
    ];
    let mut found = String::new();
    for change in changes {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("data/history.db");
        written_history(&path);
        {
            let db = rusqlite::Connection::open(&path).unwrap();
            db.execute_batch("DROP TRIGGER answer_stays").unwrap();
            db.execute(change, [&hazards])
                .unwrap_or_else(|why| panic!("{change}: {why}"));
        }
        for command in commands {
            let args: Vec<String> = command.iter().map(|arg| (*arg).to_owned()).collect();
            let wrong = match run(home.path(), &args) {
                None => "it did not end".to_owned(),
                Some(end) if !matches!(end.code, Some(0..=2)) => {
                    format!("{:?}: {}", end.code, end.told)
                }
                Some(end) if end.told.chars().any(|c| is_hazard(c) || c == '\r') => {
                    format!(
                        "hazards: {:?}",
                        end.told.chars().take(300).collect::<String>()
                    )
                }
                Some(_) => continue,
            };
            let _ = writeln!(found, "{change}: {command:?}: {wrong}");
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn a_pipe_that_somebody_writes_into_is_read() {
    let home = tempfile::tempdir().unwrap();
    let pipe = home.path().join("pipe");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let to = pipe.clone();
    // The writer comes a little later than the reader.
    let writer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        fs::write(to, "{\"answers\": [{\"item\": \"of-the-pipe\"}]}").unwrap();
    });
    let args = [
        "score",
        "--bank",
        "before-your-cspo",
        "--answers",
        pipe.to_str().unwrap(),
    ];
    let end = run(home.path(), &args.map(str::to_owned)).unwrap();
    writer.join().unwrap();
    assert_eq!(end.code, Some(1));
    assert!(
        end.told.contains("answer 1, item `of-the-pipe`"),
        "{}",
        end.told
    );
}

#[test]
fn a_device_that_takes_nothing_is_told() {
    // Not every system has it.
    if !Path::new("/dev/full").exists() {
        return;
    }
    for args in [
        &["keys"][..],
        &["check", "--coverage"],
        &["bank", "list"],
        &["schema", "result"],
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_pofit"))
            .args(args)
            .arg("--no-store")
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::null())
            .stdout(full)
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
        assert!(told.contains("No space left on device"), "{args:?}: {told}");
    }
}
