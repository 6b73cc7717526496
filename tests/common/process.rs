//! The real binary through pipes.
//!
//! Included by path, so that tests without a terminal do not build the terminal's helpers.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking"
)]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// Runs a command with an input to its end.
pub fn fed(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A program that leaves early closes the pipe: no failure of ours.
    drop(stdin.write_all(input));
    drop(stdin);
    child.wait_with_output().unwrap()
}
