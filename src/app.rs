//! The app room: the whole state of the program on screen, and the one way it changes.
//!
//! It owns the screens' states, [`Message`], [`Effect`], [`App::update`] and the key table. It must
//! not know of ratatui, crossterm, files or clocks: keys come as [`keys::Key`], time as
//! milliseconds, banks through [`Message::Opened`]. What must happen outside is returned as effects.
//!
//! ```
//! use pofit::app::{App, Action, Effect, Message};
//! let mut app = App::new(1, Vec::new());
//! assert_eq!(app.update(Message::Act(Action::Quit), 0), [Effect::Quit]);
//! ```

pub mod desk;
pub mod find;
pub mod history;
pub mod home;
pub mod input;
pub mod intro;
pub mod keep;
pub mod keys;
mod message;
pub mod practice;
mod practising;
pub mod preview;
pub mod read;
pub mod reader;
pub mod recall;
pub mod result;
pub mod review;
pub mod sitting;
mod turns;
mod update;
pub mod why;

pub use desk::{Desk, Logging, Opened};
pub use find::Find;
pub use history::{Doomed, History, Told};
pub use home::{Entry, Home, Opens};
pub use input::Input;
pub use intro::Intro;
pub use keep::{Keep, KeepFault, Kept};
pub use message::{Action, Effect, Goal, Message, Tell};
pub use practice::Practice;
pub use preview::Preview;
pub use read::Read;
pub use reader::Reader;
pub use recall::Recall;
pub use result::ResultPage;
pub use review::Review;
pub use sitting::Sitting;
pub use why::Why;

use crate::learn::Learn;
use crate::practice::Scope;
use crate::run::{Plan, Run, Seed};
use keys::Context;
use std::sync::Arc;

/// Milliseconds since the program started.
pub type Millis = u64;

/// A span of time in seconds.
pub fn seconds(span: Millis) -> f64 {
    #[expect(clippy::cast_precision_loss)] // a sitting is shorter than 2^52 ms
    let seconds = span as f64 / 1000.0;
    seconds
}

/// Everything that is on screen, and what is remembered behind it.
#[derive(Debug, Clone)]
pub struct App {
    /// The page on show.
    pub screen: Screen,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The home page's list.
    pub home: Home,
    /// Runs that were left open, the latest first: the home page offers to continue them.
    pub parked: Vec<Sitting>,
    /// What the plan of the next run starts from.
    pub defaults: Plan,
    /// The last run that was finished: the home page shows it again, `--json` prints it.
    pub finished: Option<(Run, Kept)>,
    /// Whether and where runs are kept.
    pub keep: Keep,
    /// What there is to read, once it was asked for.
    pub learn: Option<Arc<Learn>>,
    /// The practice at hand, once it was asked for.
    pub desk: Option<Desk>,
    /// What is practised.
    pub scope: Scope,
    /// How much of the page is out of sight, as painted last.
    pub view: Viewport,
}

/// The page on show.
#[derive(Debug, Clone)]
pub enum Screen {
    /// What one can do here.
    Home,
    /// What a run is about, before it begins.
    Intro(Box<Intro>),
    /// An item, or its explanation.
    Sitting(Box<Sitting>),
    /// All answers before finishing.
    Review(Box<Review>),
    /// What came out.
    Result(Box<ResultPage>),
    /// What there is to read.
    Find(Box<Find>),
    /// Something to read.
    Read(Box<Read>),
    /// The runs that are kept.
    History(Box<History>),
    /// A document.
    Told(Box<Told>),
    /// How a number came about.
    Why(Box<Why>),
    /// What there is to practise.
    Practice(Box<Practice>),
    /// An item of practice, or its explanation.
    Recall(Box<Recall>),
    /// A bank that is being written.
    Preview(Box<Preview>),
}

/// What lies over a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overlay {
    /// All keys.
    Help {
        /// First row on show.
        scroll: usize,
    },
    /// Whether to leave although answers would be lost.
    Leave,
    /// Whether to delete; asked twice.
    Delete {
        /// What.
        what: Doomed,
        /// Whether the first question was answered with yes.
        sure: bool,
    },
    /// The history cannot be used, and the ways on.
    Store {
        /// What is wrong.
        why: String,
        /// Whether moving the file aside would help.
        can_move: bool,
    },
    /// Something went wrong; any key closes it.
    Fault(String),
    /// Something was done; any key closes it.
    Notice(String),
}

/// How a page was painted last: `rows` in all, `height` of them in sight.
///
/// It is a fact about the terminal, told back by the edge, so that scrolling stops at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Viewport {
    /// Rows of the whole page.
    pub rows: usize,
    /// Rows in sight.
    pub height: usize,
    /// The first row in sight.
    pub top: usize,
    /// Rows at which sections begin, rising.
    pub sections: Vec<usize>,
    /// Columns of the page's text.
    pub columns: usize,
}

impl Viewport {
    /// The largest first row that still fills the page.
    pub fn last_top(&self) -> usize {
        self.rows.saturating_sub(self.height)
    }

    /// The first row after `action` on a page that scrolls; `None` when it does not scroll.
    pub fn scrolled(&self, top: usize, action: Action) -> Option<usize> {
        let page = self.height.saturating_sub(2).max(1);
        let top = match action {
            Action::Up => top.saturating_sub(1),
            Action::Down => top + 1,
            Action::PageUp => top.saturating_sub(page),
            Action::PageDown => top + page,
            Action::First => 0,
            Action::Last => usize::MAX,
            // From the end it starts again at the top.
            Action::Section => {
                let below = self.sections.iter().copied().find(|row| *row > top);
                below.filter(|_| top < self.last_top()).unwrap_or(0)
            }
            _ => return None,
        };
        Some(top.min(self.last_top()))
    }
}

impl Screen {
    /// The run on show, or behind what is being read.
    pub fn sitting(&self) -> Option<&Sitting> {
        match self {
            Self::Sitting(sitting) => Some(sitting),
            Self::Review(review) => Some(&review.sitting),
            Self::Read(read) => read.behind.sitting(),
            Self::Told(told) => told.behind.sitting(),
            Self::Why(why) => why.behind.sitting(),
            Self::Home
            | Self::Intro(_)
            | Self::Result(_)
            | Self::Find(_)
            | Self::History(_)
            | Self::Practice(_)
            | Self::Recall(_)
            | Self::Preview(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn sitting_mut(&mut self) -> Option<&mut Sitting> {
        match self {
            Self::Sitting(sitting) => Some(sitting),
            Self::Review(review) => Some(&mut review.sitting),
            Self::Read(read) => read.behind.sitting_mut(),
            Self::Told(told) => told.behind.sitting_mut(),
            Self::Why(why) => why.behind.sitting_mut(),
            Self::Home
            | Self::Intro(_)
            | Self::Result(_)
            | Self::Find(_)
            | Self::History(_)
            | Self::Practice(_)
            | Self::Recall(_)
            | Self::Preview(_) => None,
        }
    }
}

impl App {
    /// The program at its home page, which lists `entries`; runs start from `seed`.
    pub fn new(seed: Seed, entries: Vec<Entry>) -> Self {
        Self {
            screen: Screen::Home,
            overlay: None,
            home: Home { entries, cursor: 0 },
            parked: Vec::new(),
            defaults: Plan::new(seed),
            finished: None,
            keep: Keep::default(),
            learn: None,
            desk: None,
            scope: Scope::default(),
            view: Viewport::default(),
        }
    }

    /// What stands above the home page's entries.
    pub fn above(&self) -> home::Above {
        home::Above {
            parked: self.parked.len(),
            waiting: self.keep.waiting.len(),
            finished: self.finished.is_some(),
        }
    }

    /// Which rows of the key table hold now.
    pub fn context(&self) -> Context {
        match (&self.overlay, &self.screen) {
            (Some(Overlay::Help { .. }), _) => Context::Help,
            (Some(Overlay::Leave), _) => Context::Leave,
            (Some(Overlay::Delete { .. }), _) => Context::Delete,
            (Some(Overlay::Store { .. }), _) => Context::Store,
            (Some(Overlay::Fault(_) | Overlay::Notice(_)), _) => Context::Fault,
            (None, Screen::Home) => Context::Home,
            (None, Screen::Intro(_)) => Context::Intro,
            (None, Screen::Sitting(sitting)) => sitting.input.context(),
            (None, Screen::Review(page)) => page.context(),
            (None, Screen::Result(page)) => page.context(),
            (None, Screen::Find(page)) => page.context(),
            (None, Screen::Read(_)) => Context::Read,
            (None, Screen::History(_)) => Context::History,
            (None, Screen::Told(_)) => Context::Told,
            (None, Screen::Why(_)) => Context::Why,
            (None, Screen::Practice(_)) => Context::Practice,
            (None, Screen::Recall(page)) => page.context(),
            (None, Screen::Preview(page)) => page.context(),
        }
    }

    /// The run with answers that would be lost by leaving now.
    pub fn open_run(&self) -> Option<&Run> {
        let lost = |sitting: &&Sitting| {
            let run = &sitting.run;
            let is_kept = self.keep.place.is_some() && sitting.kept.has_all(run);
            !run.is_finished() && !run.log().is_empty() && !is_kept
        };
        let on_show = self.screen.sitting().into_iter();
        on_show
            .chain(&self.parked)
            .find(lost)
            .map(|sitting| &sitting.run)
    }
}
