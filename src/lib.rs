//! pofit: an interactive terminal quiz and career-fit self-assessment.
//!
//! The rooms and what each owns; dependencies point one way only (`tests/purity.rs` holds them):
//!
//! ```text
//! bank <- score, learn, exchange <- run <- coverage, practice <- report <- app <- tui, plain <- commands <- main
//! ```
//!
//! | room | owns |
//! |---|---|
//! | [`bank`] | what a bank is: model, reading TOML with spans, the one validator, safe text, built-in data |
//! | [`score`] | numbers from answers: scales, response quality, role fit, verdicts, quiz marks, intervals |
//! | [`learn`] | what there is to read: the index, the search, terms in a text |
//! | [`exchange`] | banks in the formats of other programs, and what these cannot hold |
//! | [`run`] | one sitting as a state machine: which item next, what an answer does, when it is finished |
//! | [`practice`] | what to ask next and when (FSRS), what is known by now, the plan until a course |
//! | [`coverage`] | what a bank covers, and what over the whole of it gives answers away |
//! | [`report`] | the words: a run and its result as a document that every output draws; the formats it is written in |
//! | [`store`] | the history: the only place that knows `SQLite` |
//! | [`app`] | the program's state and messages, the key table; no terminal in it |
//! | [`tui`] | the terminal: its modes, threads, loop, theme and views |
//! | [`plain`] | the same runs as a linear dialogue |
//! | [`cli`] | the command line's definitions |
//! | [`commands`] | one file a command: wires the core to files, clock and terminal |
//!
//! `bank`, `score`, `learn`, `exchange`, `run`, `practice`, `report` and `app` are pure: no clock, no randomness but from a
//! seed, no file, no network, no terminal.

pub mod app;
pub mod bank;
pub mod cli;
pub mod commands;
pub mod coverage;
pub mod exchange;
pub mod learn;
pub mod plain;
pub mod practice;
pub mod report;
pub mod run;
pub mod score;
pub mod store;
pub mod tui;
