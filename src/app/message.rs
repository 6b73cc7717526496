//! What can happen to the program, and what it asks of the outside.

use super::desk::{Logging, Opened};
use super::keep::{Keep, KeepFault};
use super::preview;
use crate::bank::{Bank, BankId};
use crate::learn::{Entry, Learn};
use crate::practice::{Scope, Settings, Tuned};
use crate::report::Document;
use crate::run::{Keeping, Plan, Row, Run, RunKey};
use std::sync::Arc;

/// What a person wants: free of key codes and of places on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// The value to the left.
    Less,
    /// The value to the right.
    More,
    /// The n-th row or step, from 0: what a digit or a click means.
    Pick(usize),
    /// The n-th row is only pointed at: what a click on a card to sort means.
    Point(usize),
    /// Go on with what is chosen.
    Confirm,
    /// Tick, or take up and put down.
    Toggle,
    /// Move the step at the cursor one place up.
    CarryUp,
    /// Move the step at the cursor one place down.
    CarryDown,
    /// The item before.
    Previous,
    /// The next item.
    Next,
    /// Pass over this item.
    Skip,
    /// How sure one is of the answer: the next of the levels, after the last one none.
    Certainty,
    /// Put a flag on the item, or take it away.
    Flag,
    /// See all answers.
    Review,
    /// End the run and see the result.
    Finish,
    /// Once more, in another order.
    Again,
    /// Only the items that were missed.
    Missed,
    /// Write the result into a file.
    Export,
    /// The next section of a long page.
    Section,
    /// One page back; never destroys anything.
    Back,
    /// Search among what there is to read.
    Search,
    /// What there is to read about this item.
    Read,
    /// Take the last answer back.
    Undo,
    /// Choose a run to compare with another.
    Compare,
    /// The scores of a bank over time.
    Trend,
    /// Delete a run.
    Delete,
    /// Delete all runs.
    DeleteAll,
    /// Move a history that cannot be used aside.
    MoveAside,
    /// How a number came about.
    Why,
    /// All keys.
    Help,
    /// Leave the program.
    Quit,
    /// Leave the program, asked for with Ctrl-C.
    Interrupt,
    /// Stop and give the shell back (Ctrl-Z).
    Suspend,
    /// A character typed into a text.
    Type(char),
    /// Remove the character before the cursor.
    Erase,
}

/// What can happen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A person wants something.
    Act(Action),
    /// Text was pasted.
    Paste(String),
    /// A bank that was asked for by [`Effect::Open`], or why there is none.
    Opened(Result<Arc<Bank>, String>),
    /// What there is to read, asked for by [`Effect::Learn`], or why there is nothing; and what to
    /// show of it.
    Learnt(Goal, Result<Arc<Learn>, String>),
    /// The plan of an exam that was asked for by [`Effect::Exam`], or why there is none.
    Examined(Result<Box<(Arc<Bank>, Plan)>, String>),
    /// The file of a preview, looked at for [`Effect::Look`]; `None` when nothing has changed.
    Looked(Option<preview::Found>),
    /// What became of [`Effect::Keep`].
    Kept(Box<Keeping>, Result<(), KeepFault>),
    /// A run that was asked for by [`Effect::Fetch`], or why there is none.
    Fetched(RunKey, Result<Box<Run>, String>),
    /// Rows of the history, asked for by [`Effect::History`]: after the first so many, and how many
    /// there are in all.
    Listed(usize, Result<(Vec<Row>, usize), String>),
    /// What became of [`Effect::Delete`].
    Deleted(Result<(), String>),
    /// A document that was asked for by [`Effect::Tell`], or why there is none.
    Told(Result<Document, String>),
    /// What became of [`Effect::MoveAside`]: how runs are kept now.
    Moved(Result<Keep, String>),
    /// A report that was asked for by [`Effect::Export`]: where it is, or why there is none.
    Exported(Result<String, String>),
    /// The cards, asked for by [`Effect::Practise`], or why there are none.
    Practising(Result<Box<Opened>, String>),
    /// What became of [`Effect::Log`]: entries of the log that are kept when it went well.
    Logged(usize, Result<(), String>),
    /// What became of [`Effect::Set`].
    Set(Result<(), String>),
    /// What came of [`Effect::Tune`].
    Tuned(Result<Tuned, String>),
    /// The program was suspended or stopped and goes on: the time at the outside, in milliseconds
    /// since 1970.
    Resumed(i64),
    /// The page was painted so.
    Painted(super::Viewport),
    /// Time has passed: [`super::App::wake_at`] is reached.
    Woken,
    /// A debug build's test switch: the next painting panics.
    #[cfg(debug_assertions)]
    Panic,
}

/// What the outside must do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Suspend the program.
    Suspend,
    /// Load this bank and send [`Message::Opened`].
    Open(BankId),
    /// Make this plan one of an exam and send [`Message::Examined`].
    Exam(Arc<Bank>, Box<Plan>),
    /// Look at the file of the preview and send [`Message::Looked`].
    Look,
    /// Keep this durably and send [`Message::Kept`].
    Keep(Box<Keeping>),
    /// Read this run and send [`Message::Fetched`].
    Fetch(RunKey),
    /// Read the rows of the history after the first so many and send [`Message::Listed`].
    History(usize),
    /// Move the history's file aside, begin a new one and send [`Message::Moved`].
    MoveAside,
    /// Delete this run, or all, and send [`Message::Deleted`].
    Delete(Option<RunKey>),
    /// Make this document and send [`Message::Told`].
    Tell(Tell),
    /// Load what there is to read and send [`Message::Learnt`] with this goal.
    Learn(Goal),
    /// Load the cards and send [`Message::Practising`].
    Practise,
    /// Keep this durably and send [`Message::Logged`].
    Log(Box<Logging>),
    /// Keep these settings and send [`Message::Set`].
    Set(Settings),
    /// Fit the scheduler to the log that is kept and send [`Message::Tuned`].
    Tune,
    /// Write a report of this run and send [`Message::Exported`].
    Export(Box<Run>),
}

/// A document that needs more than the program holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tell {
    /// What changed between two runs, the earlier first.
    Compare(RunKey, RunKey),
    /// The scores of a bank over time.
    Trend(String),
    /// The plan until the day that practice is set for, over this scope.
    Plan(Scope),
}

/// What to show of what there is to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// The list of all.
    List,
    /// One entry.
    Entry(Entry),
}
