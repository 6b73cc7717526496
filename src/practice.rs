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

mod card;
mod deck;
mod grade;
mod mastery;
mod memory;
mod session;
mod settings;
mod tune;

pub use card::{CardId, Event, KeyPrint, Review};
pub use deck::{Card, Deck, Today};
pub use grade::{Evidence, Grade, expected_seconds, proposed};
pub use mastery::{Band, Counts, TopicMastery, Week, mastery, over_weeks};
pub use memory::{DEFAULT_PARAMETERS, Memory, Phase, Scheduler, State, UNSEEN};
pub use session::{Scope, Session, Why};
pub use settings::Settings;
pub use tune::{ENOUGH, Tuned, tune, usable};

/// Milliseconds since 1970.
pub type Instant = i64;

/// A day in milliseconds.
pub const DAY: i64 = 24 * 60 * MINUTE;
/// A minute in milliseconds.
pub const MINUTE: i64 = 60_000;
