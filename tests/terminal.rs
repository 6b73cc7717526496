//! The real binary in a real terminal: whole runs by keys and by mouse, resizes in between, and the
//! terminal as it was after every way out.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests fail by panicking"
)]

mod common;

use common::terminal::{Settings, Terminal};
use rustix::process::Signal;

/// The tiny banks of the tests, so that content may change freely.
fn data() -> String {
    format!("{}/tests/data", env!("CARGO_MANIFEST_DIR"))
}

fn start(args: &[&str]) -> Terminal {
    let data = data();
    let mut all = args.to_vec();
    all.extend(["--data", &data]);
    Terminal::start(&all)
}

#[test]
fn a_whole_assessment_by_keys_with_resizes_in_between() {
    let mut terminal = start(&["fit", "--bank", "tiny-fit", "--seed", "1"]);
    terminal.see("A tiny assessment");
    terminal.keys("\r");
    for n in 1..=12 {
        terminal.see(&format!("{n} of 14"));
        match n {
            3 => terminal.resize(120, 40),
            5 => {
                terminal.resize(30, 8);
                terminal.see("pofit needs 40x12");
                terminal.resize(60, 20);
                terminal.see("5 of 14");
            }
            8 => terminal.resize(80, 24),
            _ => {}
        }
        terminal.see(&format!("{n} of 14"));
        terminal.keys("4");
    }
    terminal.see("What would you do?");
    // Arrow keys and Enter, as a terminal sends them.
    terminal.keys("\x1b[B\x1b[B\r");
    terminal.see("Which is more like you?");
    terminal.keys("2");
    terminal.see("14 of 14 answered");
    terminal.see("Every item has an answer");
    terminal.keys("\r");
    terminal.see("Is Product Owner a fit?");
    terminal.keys("G");
    terminal.see("14 answers of 14 items");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn a_whole_quiz_by_mouse() {
    let mut terminal = start(&["quiz", "--bank", "tiny-quiz", "--seed", "1"]);
    terminal.click_on("1 Start");
    for n in 1..=6 {
        terminal.see(&format!("{n} of 6"));
        let text = terminal.text();
        if text.contains("Who decides the order") {
            terminal.click_on("The Product Owner");
        } else if text.contains("Who belongs") {
            terminal.click_on("The Product Owner");
            terminal.until("a tick", |screen| screen.contents().contains("[x]"));
            terminal.click_on("The Developers");
            terminal.until("two ticks", |screen| {
                screen.contents().matches("[x]").count() == 2
            });
            terminal.click_on("Enter answer");
        } else if text.contains("The Daily Scrum is") {
            terminal.click_on("( ) True");
        } else if text.contains("In which order") {
            // Put the steps right one after the other: take one, say where it goes.
            for (place, step) in ["Sprint Planning", "Daily Scrum", "Sprint Review"]
                .iter()
                .enumerate()
            {
                terminal.click_on(step);
                terminal.until("the step taken up", |screen| {
                    screen.contents().contains('↕')
                });
                let number = format!("{} ", place + 1);
                let lines: Vec<String> = terminal.text().lines().map(str::to_owned).collect();
                let is_place = |line: &String| {
                    line.trim_start_matches([' ', '▸']).starts_with(&number)
                        && !line.contains(" of ")
                };
                let row = lines.iter().position(is_place).unwrap();
                let (column, row) = (8, u16::try_from(row).unwrap());
                terminal.click(column, row);
                terminal.until("the step put down", |screen| {
                    !screen.contents().contains('↕')
                });
            }
            terminal.click_on("Enter answer");
        } else if text.contains("Whose job") {
            for (card, group) in [
                ("Say what the product", "1 Product Owner"),
                ("Lead within", "2 Project manager"),
                ("Order the backlog", "1 Product Owner"),
            ] {
                terminal.click_on(card);
                terminal.until("the card chosen", |screen| {
                    screen
                        .contents()
                        .lines()
                        .any(|line| line.contains('▸') && line.contains(card))
                });
                terminal.click_on(group);
            }
            terminal.until("all placed", |screen| {
                !screen.contents().contains("no group yet")
            });
            terminal.click_on("Enter answer");
        } else {
            assert!(
                text.contains("commitment for the Product Backlog"),
                "{text}"
            );
            terminal.keys("the product goal\r");
        }
        terminal.see("✓ Right.");
        terminal.click_on("Enter next");
    }
    terminal.see("6 of 6 points");
    terminal.see("100 %");
    terminal.click_on("q quit");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn the_home_page_opens_without_any_file_and_leads_to_both() {
    let mut terminal = Terminal::start(&[]);
    terminal.see("Is Product Owner a fit for me?");
    terminal.see("Product Owner or Project Manager?");
    terminal.keys("1");
    terminal.see("not: a test of ability");
    terminal.keys("\x1b");
    terminal.see("2 Product Owner or Project Manager?");
    terminal.keys("j\r");
    terminal.see("Answers explained");
    terminal.keys("?");
    terminal.see("Here: Before a run");
    terminal.keys("\x03");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

/// A run with an answer in it, on the second item.
fn mid_run(env: &[(&str, &str)]) -> Terminal {
    mid_run_with(&[], env)
}

fn mid_run_with(more: &[&str], env: &[(&str, &str)]) -> Terminal {
    let data = data();
    let mut args = vec!["fit", "--bank", "tiny-fit", "--seed", "1", "--data", &data];
    args.extend(more);
    let mut terminal = Terminal::with(&Settings {
        args: &args,
        env,
        ..Settings::default()
    });
    terminal.see("1 Start");
    terminal.keys("\r");
    terminal.see("1 of 14");
    terminal.keys("4");
    terminal.see("2 of 14");
    terminal
}

#[test]
fn signals_give_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let mut terminal = mid_run(&[]);
        terminal.signal(signal);
        assert_eq!(terminal.ended(), code, "{signal:?}");
        terminal.assert_as_it_was();
    }
}

#[test]
fn ctrl_c_leaves_at_once_when_every_answer_is_kept() {
    let mut terminal = mid_run(&[]);
    terminal.keys("\x03");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn ctrl_c_asks_once_where_answers_would_be_lost() {
    let mut terminal = mid_run_with(&["--no-store"], &[]);
    terminal.keys("\x03");
    terminal.see("Leave pofit?");
    terminal.keys("\x1b");
    terminal.see("2 of 14");
    terminal.keys("\x03");
    terminal.see("Leave pofit?");
    terminal.keys("\x03");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_gives_the_terminal_back_and_says_what_happened() {
    let mut terminal = mid_run(&[("POFIT_TEST_PANIC", "1")]);
    terminal.keys("\x1b[24~");
    assert_eq!(terminal.ended(), 101);
    terminal.assert_as_it_was();
    assert!(
        terminal.text().contains("asked for by a test"),
        "{}",
        terminal.text()
    );
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_z_suspends_and_coming_back_paints_anew() {
    let mut terminal = mid_run(&[]);
    terminal.keys("\x1a");
    terminal.until("the alternate screen left", |screen| {
        !screen.alternate_screen()
    });
    let stat = format!("/proc/{}/stat", terminal.pid());
    let stopped = || std::fs::read_to_string(&stat).unwrap().contains(") T ");
    common::terminal::wait_for("the program to stop", stopped);
    terminal.assert_as_it_was();
    terminal.signal(Signal::CONT);
    terminal.until("the screen again", |screen| {
        screen.alternate_screen() && screen.contents().contains("2 of 14")
    });
    terminal.keys("5");
    terminal.see("3 of 14");
    terminal.keys("qq");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
}

#[test]
fn no_colour_is_sent_when_none_is_wanted() {
    for (env, args) in [
        (("NO_COLOR", "1"), &[][..]),
        (("LANG", "C.UTF-8"), &["--theme", "mono"][..]),
    ] {
        let mut terminal = Terminal::with(&Settings {
            args,
            env: &[env],
            ..Settings::default()
        });
        terminal.see("Is Product Owner a fit for me?");
        terminal.keys("j");
        terminal.until("the second line chosen", |screen| {
            screen.contents().lines().any(|line| line.contains("▸ 2"))
        });
        let (column, row) = terminal.find("Product Owner or Project").unwrap();
        let cell = terminal.screen().cell(row, column).unwrap();
        assert!(cell.inverse(), "the chosen line is not marked");
        for row in 0..24 {
            for column in 0..80 {
                let cell = terminal.screen().cell(row, column).unwrap();
                assert_eq!(cell.fgcolor(), vt100::Color::Default, "{env:?}");
            }
        }
        terminal.keys("q");
        assert_eq!(terminal.ended(), 0);
    }
}

#[test]
fn ascii_is_used_where_unicode_is_not_spoken_or_not_wanted() {
    for (env, args) in [
        (("LANG", "C"), &[][..]),
        (("LANG", "C.UTF-8"), &["--ascii"][..]),
    ] {
        let mut terminal = Terminal::with(&Settings {
            args,
            env: &[env],
            ..Settings::default()
        });
        terminal.see("> 1 Is Product Owner");
        assert!(terminal.text().is_ascii(), "{}", terminal.text());
        terminal.keys("q");
        assert_eq!(terminal.ended(), 0);
        assert!(terminal.raw.is_ascii());
    }
}

#[test]
fn a_bank_with_mistakes_is_told_before_the_screen_opens() {
    let mut terminal = Terminal::start(&[
        "quiz",
        "--bank",
        &format!("{}/tests/common/mod.rs", env!("CARGO_MANIFEST_DIR")),
    ]);
    assert_eq!(terminal.ended(), 1);
    terminal.assert_as_it_was();
    assert!(terminal.text().contains("PF001"), "{}", terminal.text());
    assert!(
        !terminal.raw.windows(8).any(|part| part == b"\x1b[?1049h"),
        "the screen opened"
    );
}

#[test]
fn json_is_printed_after_the_screen_is_left() {
    let mut terminal = start(&[
        "quiz",
        "--bank",
        "tiny-quiz",
        "--seed",
        "1",
        "--items",
        "1",
        "--json",
    ]);
    terminal.see("1 Start");
    terminal.keys("\r");
    terminal.see("1 of 1");
    terminal.keys("r");
    terminal.see("Finish and see the result");
    terminal.keys("f");
    terminal.see("What was missed");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_as_it_was();
    assert!(String::from_utf8_lossy(&terminal.raw).contains("\"schema\": \"pofit-result/1\""));
}

#[cfg(target_os = "linux")]
#[test]
fn an_idle_screen_wakes_nothing_up() {
    let mut terminal = mid_run(&[]);
    let switches = |pid: u32| -> u64 {
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
        let of_task = |task: std::fs::DirEntry| {
            let status = std::fs::read_to_string(task.path().join("status")).unwrap();
            let lines = status.lines().filter(|line| line.contains("ctxt_switches"));
            lines
                .map(|line| {
                    line.split_whitespace()
                        .last()
                        .unwrap()
                        .parse::<u64>()
                        .unwrap()
                })
                .sum::<u64>()
        };
        tasks.map(|task| of_task(task.unwrap())).sum()
    };
    // Quiet for a while first: threads that start still switch.
    let pid = terminal.pid();
    let mut before = 0;
    common::terminal::wait_for("the program to be idle", || {
        std::thread::sleep(std::time::Duration::from_millis(200));
        let now = switches(pid);
        std::mem::replace(&mut before, now) == now
    });
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert_eq!(
        switches(pid),
        before,
        "something woke up while nobody did anything"
    );
    terminal.keys("qq");
    assert_eq!(terminal.ended(), 0);
}
