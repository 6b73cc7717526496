//! The practice room: what to ask next, when, and what is known by now.
//!
//! It owns the memory of each item (FSRS-6), the log of reviews that it is told again from, the
//! choice of the next item, mastery by topic, and the plan until a course. It must not know of
//! screens, clocks or files: times come in as milliseconds since 1970, banks and logs as values.
//!
//! ```
//! use pofit::practice::{Grade, Scheduler};
//! let scheduler = Scheduler::default();
//! let first = scheduler.review(None, Grade::Good, 0);
//! let later = scheduler.review(Some(&first), Grade::Good, 86_400_000);
//! assert!(later.memory.stability > first.memory.stability);
//! ```
//!
//! # What the choice of the next item is worth
//!
//! Simulated learners whose true memory is known practised the 312 items of the built-in quizzes for
//! 15 minutes a day. Memory followed FSRS-6 with other parameters than the scheduler assumes, an
//! exponential curve, or traces that decay by a power of time; a wrong answer may be a right one by
//! luck, and a fifth of the items is known beforehand (`tests/common/learner.rs` has the formulas).
//! Recall on the day of the exam in percent: mean of all items ± standard deviation between 100
//! learners (seeds 0 to 99); in brackets that of the items that were asked, and how many these are.
//! The error of a mean is a tenth of its deviation; beside random order, with the same learners, no
//! difference has a standard error above 0.7. *Fitted* are 30, 15 and 8 new items a day, so that all
//! could be begun in three quarters of the time. `cargo bench --bench learner` prints this again, with
//! the minutes that were used (14.1 at least) and the answers given (in practice for the exam about
//! 440 in two weeks, 1,000 in four, 2,100 in eight).
//!
//! | FSRS-6, other parameters | 2 weeks | 4 weeks | 8 weeks |
//! |---|---|---|---|
//! | pofit, for the exam | 72.1 ± 8.7 (76 of 291) | 86.7 ± 6.0 (87 of 312) | 95.0 ± 3.4 (95 of 312) |
//! | pofit, 10 new a day | 46.1 ± 5.4 (88 of 119) | 60.0 ± 7.5 (88 of 182) | 79.2 ± 9.6 (89 of 267) |
//! | pofit, new ones fitted | 49.4 ± 7.1 (82 of 146) | 61.8 ± 8.3 (86 of 197) | 77.9 ± 9.4 (90 of 258) |
//! | pofit, 100 new a day | 50.3 ± 7.6 (77 of 165) | 65.8 ± 9.8 (75 of 257) | 83.5 ± 8.7 (84 of 308) |
//! | random order | 62.9 ± 7.6 (77 of 234) | 78.7 ± 6.9 (82 of 296) | 89.4 ± 4.4 (90 of 311) |
//! | round and round | 71.2 ± 8.6 (73 of 302) | 84.8 ± 6.1 (85 of 312) | 92.5 ± 3.6 (93 of 312) |
//! | after 1, 3, 7, 14 days | 43.1 ± 7.4 (86 of 107) | 57.7 ± 10.0 (88 of 171) | 78.7 ± 10.9 (92 of 254) |
//!
//! | exponential | 2 weeks | 4 weeks | 8 weeks |
//! |---|---|---|---|
//! | pofit, for the exam | 64.2 ± 11.0 (67 of 291) | 79.9 ± 11.3 (80 of 312) | 92.4 ± 8.7 (92 of 312) |
//! | pofit, 10 new a day | 49.4 ± 4.7 (92 of 127) | 66.3 ± 6.8 (91 of 202) | 88.0 ± 7.2 (92 of 296) |
//! | pofit, new ones fitted | 54.4 ± 6.8 (89 of 155) | 68.8 ± 8.2 (90 of 217) | 86.9 ± 7.3 (91 of 292) |
//! | pofit, 100 new a day | 55.1 ± 7.0 (82 of 175) | 70.0 ± 10.4 (78 of 267) | 88.2 ± 7.4 (89 of 310) |
//! | random order | 57.6 ± 9.2 (70 of 233) | 70.6 ± 10.3 (73 of 295) | 83.3 ± 9.3 (83 of 311) |
//! | round and round | 60.4 ± 11.9 (61 of 302) | 73.3 ± 13.0 (73 of 312) | 83.6 ± 12.6 (84 of 312) |
//! | after 1, 3, 7, 14 days | 50.2 ± 7.9 (94 of 126) | 69.1 ± 10.2 (94 of 206) | 90.9 ± 8.2 (96 of 291) |
//!
//! | activation | 2 weeks | 4 weeks | 8 weeks |
//! |---|---|---|---|
//! | pofit, for the exam | 43.3 ± 11.4 (45 of 286) | 61.2 ± 12.3 (61 of 312) | 77.5 ± 9.7 (77 of 312) |
//! | pofit, 10 new a day | 41.8 ± 6.2 (80 of 111) | 51.7 ± 7.8 (78 of 170) | 64.7 ± 9.6 (76 of 246) |
//! | pofit, new ones fitted | 43.5 ± 7.4 (73 of 136) | 52.7 ± 8.5 (75 of 184) | 63.9 ± 9.5 (77 of 237) |
//! | pofit, 100 new a day | 43.3 ± 7.8 (67 of 151) | 51.7 ± 10.7 (61 of 239) | 67.0 ± 12.1 (68 of 303) |
//! | random order | 40.8 ± 9.9 (48 of 229) | 54.8 ± 11.8 (57 of 293) | 71.9 ± 10.8 (72 of 311) |
//! | round and round | 39.6 ± 12.0 (40 of 302) | 58.4 ± 13.6 (58 of 312) | 76.2 ± 10.6 (76 of 312) |
//! | after 1, 3, 7, 14 days | 38.7 ± 7.3 (79 of 97) | 50.1 ± 9.9 (80 of 155) | 64.8 ± 11.1 (82 of 225) |
//!
//! With the exam's date ([`Session::for_exam`]) more is recalled on the day than in random order, in
//! fixed order or after fixed intervals, whichever way memory works. Without it practice holds what
//! was asked near the recall that the settings aim at, and 15 minutes a day then leave many items
//! unseen: of all items less is recalled than in random order in seven of the nine cases, whichever
//! of these numbers of new items a day is set. With a third of the minutes, or when all is forgotten
//! far faster than the scheduler assumes, practice for the exam and the schedule draw level and the
//! schedule may come out ahead; random and fixed order stayed behind practice for the exam there too
//! (tried on 84 items and 8 learners). Nobody's memory is one of these three: the order of the rows is
//! the finding, not the numbers in them.

mod card;
mod deck;
mod grade;
mod mastery;
mod memory;
mod plan;
mod session;
mod settings;
mod tune;

pub use card::{CardId, Event, KeyPrint, Review};
pub use deck::{Card, Deck, Today};
pub use grade::{Evidence, Grade, expected_seconds, proposed};
pub use mastery::{Band, Counts, TopicMastery, Week, mastery, over_weeks};
pub use memory::{DEFAULT_PARAMETERS, Memory, Phase, Scheduler, State, UNSEEN};
pub use plan::{Aim, DRAWN, Exam, FEW, Pace, Plan, PlanDay, TopicCount, plan};
pub use session::{Scope, Session, Why};
pub use settings::Settings;
pub use tune::{ENOUGH, Tuned, tune, usable};

/// Milliseconds since 1970.
pub type Instant = i64;

/// A day in milliseconds.
pub const DAY: i64 = 24 * 60 * MINUTE;
/// A minute in milliseconds.
pub const MINUTE: i64 = 60_000;
