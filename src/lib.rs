//! pofit: an interactive terminal quiz and career-fit self-assessment.
//!
//! The rooms and what each owns; dependencies point one way only (`tests/purity.rs` holds them):
//!
//! ```text
//! bank <- score, run <- app <- tui, plain <- commands <- main
//! ```
//!
//! | room | owns |
//! |---|---|
//! | [`bank`] | what a bank is: model, reading TOML with spans, the one validator, safe text, built-in data |
//! | [`score`] | numbers from answers: scales, response quality, role fit, verdicts, quiz marks, intervals |
//!
//! `bank`, `score`, `run` and `app` are pure: no clock, no randomness but from a seed, no file, no
//! network, no terminal.

pub mod bank;
pub mod score;
