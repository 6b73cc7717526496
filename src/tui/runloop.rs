//! The loop: waits for an event, drains what is queued, applies it, paints once if needed.

use super::event::{Event, listen, next};
use super::guard::Guard;
use super::key::key;
use super::theme::Look;
use super::view::{Painted, view};
use crate::app::preview::Found;
use crate::app::{
    Action, App, Effect, Keep, KeepFault, Logging, Message, Millis, Opened, Tell, keys,
};
use crate::bank::{Bank, BankId};
use crate::learn::Learn;
use crate::practice::{Settings, Tuned};
use crate::report::Document;
use crate::run::{Keeping, Plan, Row, Run, RunKey};
use crossterm::event::{Event as Input, MouseButton, MouseEvent, MouseEventKind};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::{Position, Rect};
use signal_hook::consts::{SIGCONT, SIGTSTP};
use std::cell::Cell;
use std::collections::VecDeque;
use std::io::{self, BufWriter, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// One write for a whole frame of any usual size.
const FRAME_BYTES: usize = 64 * 1024;

/// How the loop runs.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How things look.
    pub look: Look,
    /// Whether the mouse is used.
    pub mouse: bool,
}

/// How the loop ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The person left.
    Quit,
    /// A signal asked to leave.
    Signal(i32),
    /// The terminal has gone: nothing may be printed.
    Gone,
}

/// What the outside does for the program; each call is an effect of the same name.
pub trait Edge {
    /// Loads a bank.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    fn bank(&mut self, id: &BankId) -> Result<Arc<Bank>, String>;

    /// Loads what there is to read.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    fn learn(&mut self) -> Result<Arc<Learn>, String>;

    /// Keeps what is new in a run.
    ///
    /// # Errors
    /// Why it could not.
    fn keep(&mut self, keeping: &Keeping) -> Result<(), KeepFault>;

    /// Reads a run that is kept.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn fetch(&mut self, key: RunKey) -> Result<Run, String>;

    /// Reads rows of the history after the first so many, and how many there are in all.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn history(&mut self, from: usize) -> Result<(Vec<Row>, usize), String>;

    /// Deletes a run, or all.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn delete(&mut self, key: Option<RunKey>) -> Result<(), String>;

    /// Moves the history aside and begins a new one; says how runs are kept then.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn move_aside(&mut self) -> Result<Keep, String>;

    /// Writes a report of a run, and says in words where it is.
    ///
    /// # Errors
    /// Why there is none, in words.
    fn export(&mut self, run: &Run) -> Result<String, String>;

    /// Makes a document.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn tell(&mut self, what: &Tell) -> Result<Document, String>;

    /// Makes a plan one of an exam.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn exam(&mut self, bank: &Bank, plan: Plan) -> Result<Plan, String>;

    /// Looks at the file of the preview; `None` when nothing has changed.
    fn look(&mut self) -> Option<Found>;

    /// The time at the outside, in milliseconds since 1970.
    fn time(&mut self) -> i64;

    /// Loads the cards with their memory.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn practise(&mut self) -> Result<Opened, String>;

    /// Keeps what is new in the log of practice.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn log(&mut self, logging: &Logging) -> Result<(), String>;

    /// Keeps the settings of practice.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn set(&mut self, settings: Settings) -> Result<(), String>;

    /// Fits the scheduler to the log, and keeps what came of it.
    ///
    /// # Errors
    /// Why it could not, in words.
    fn tune(&mut self) -> Result<Tuned, String>;
}

struct Screen {
    // Its drop prints when the terminal has gone, which panics; the guard shows the cursor instead.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    painted: Painted,
}

/// Runs the program in the terminal until it is left.
///
/// # Errors
/// What the terminal answered; its modes are given back then.
#[expect(clippy::disallowed_methods, reason = "the edge reads the clock")]
pub fn run(app: &mut App, options: Options, edge: &mut dyn Edge) -> io::Result<Exit> {
    let started = Instant::now();
    // Time in which the program was suspended is no time of the person's.
    let suspended = Cell::new(Duration::ZERO);
    let now = || {
        let awake = started.elapsed().saturating_sub(suspended.get());
        Millis::try_from(awake.as_millis()).unwrap_or(Millis::MAX)
    };
    let guard = Guard::enter(options.mouse)?;
    let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME_BYTES, io::stdout()));
    let mut screen = Screen {
        terminal: ManuallyDrop::new(Terminal::new(backend)?),
        painted: Painted::default(),
    };
    // The first frame before anything else: the threads can start while it is being read.
    screen.paint(app, &options.look)?;
    let events = listen()?;
    loop {
        let span = app.wake_at().map(|at| at.saturating_sub(now()));
        let Some(first) = next(&events, span.map(Duration::from_millis)) else {
            break;
        };
        let mut changed = false;
        for event in std::iter::once(first).chain(events.try_iter()) {
            let message = match event {
                Event::Gone => return Ok(Exit::Gone),
                Event::Signal(SIGTSTP) => Some(Message::Act(Action::Suspend)),
                Event::Signal(SIGCONT) => {
                    guard.take()?;
                    screen.redraw()?;
                    changed = true;
                    Some(Message::Resumed(edge.time()))
                }
                Event::Signal(signal) => return Ok(Exit::Signal(signal)),
                Event::Woken => Some(Message::Woken),
                Event::Terminal(Input::Resize(..)) => {
                    changed = true;
                    None
                }
                Event::Terminal(input) => screen.message(app, input),
            };
            let Some(message) = message else { continue };
            changed = true;
            // An answer to an effect may have effects in turn.
            let mut messages = VecDeque::from([message]);
            while let Some(message) = messages.pop_front() {
                #[cfg(debug_assertions)]
                if matches!(message, Message::Panic) {
                    panic_for_a_test();
                }
                for effect in app.update(message, now()) {
                    match effect {
                        Effect::Quit => return Ok(Exit::Quit),
                        Effect::Suspend => {
                            Guard::leave();
                            let since = Instant::now();
                            let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                            suspended.set(suspended.get() + since.elapsed());
                            guard.take()?;
                            screen.redraw()?;
                            messages.push_back(Message::Resumed(edge.time()));
                        }
                        effect => messages.extend(carried_out(effect, edge)),
                    }
                }
            }
        }
        if changed {
            screen.paint(app, &options.look)?;
        }
    }
    Ok(Exit::Gone)
}

/// Has the outside do what the program asks for, and brings its answer.
fn carried_out(effect: Effect, edge: &mut dyn Edge) -> Option<Message> {
    Some(match effect {
        Effect::Quit | Effect::Suspend => return None, // the loop's own
        Effect::Open(bank) => Message::Opened(edge.bank(&bank)),
        Effect::Learn(goal) => Message::Learnt(goal, edge.learn()),
        Effect::Keep(keeping) => {
            let result = edge.keep(&keeping);
            Message::Kept(keeping, result)
        }
        Effect::Fetch(key) => Message::Fetched(key, edge.fetch(key).map(Box::new)),
        Effect::History(from) => Message::Listed(from, edge.history(from)),
        Effect::Delete(key) => Message::Deleted(edge.delete(key)),
        Effect::MoveAside => Message::Moved(edge.move_aside()),
        Effect::Export(run) => Message::Exported(edge.export(&run)),
        Effect::Tell(what) => Message::Told(edge.tell(&what)),
        Effect::Exam(bank, plan) => {
            let plan = edge.exam(&bank, *plan);
            Message::Examined(plan.map(|plan| Box::new((bank, plan))))
        }
        Effect::Look => Message::Looked(edge.look()),
        Effect::Practise => Message::Practising(edge.practise().map(Box::new)),
        Effect::Log(logging) => Message::Logged(logging.upto, edge.log(&logging)),
        Effect::Set(settings) => Message::Set(edge.set(settings)),
        Effect::Tune => Message::Tuned(edge.tune()),
    })
}

/// The hidden switch of debug builds: a test presses it to see that the terminal is given back.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "that is what it is for")]
fn panic_for_a_test() {
    panic!("asked for by a test");
}

impl Screen {
    /// Paints; when that tells the program something new about its page, paints what follows.
    fn paint(&mut self, app: &mut App, look: &Look) -> io::Result<()> {
        self.paint_once(app, look)?;
        if app.view == self.painted.view {
            return Ok(());
        }
        // Another row at the top is no news to the page; another length is.
        let is_news = app.view.last_top() != self.painted.view.last_top();
        let _ = app.update(Message::Painted(self.painted.view.clone()), 0);
        if is_news {
            self.paint_once(app, look)?;
        }
        Ok(())
    }

    fn paint_once(&mut self, app: &App, look: &Look) -> io::Result<()> {
        crossterm::queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let drawn = self
            .terminal
            .draw(|frame| self.painted = view(app, look, frame.area(), frame.buffer_mut()));
        let drawn = drawn.map(drop);
        crossterm::queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.terminal.backend_mut().flush()?;
        drawn
    }

    /// Forgets what the terminal shows, so that the next painting is whole.
    fn redraw(&mut self) -> io::Result<()> {
        let size = self.terminal.size()?;
        self.terminal
            .resize(Rect::new(0, 0, size.width, size.height))
    }

    /// What an input of the terminal means to the program on show.
    fn message(&self, app: &App, input: Input) -> Option<Message> {
        match input {
            Input::Key(event) => {
                #[cfg(debug_assertions)]
                if event.code == crossterm::event::KeyCode::F(12)
                    && std::env::var_os("POFIT_TEST_PANIC").is_some()
                {
                    return Some(Message::Panic);
                }
                keys::lookup(app.context(), key(event)?).map(Message::Act)
            }
            Input::Paste(text) => Some(Message::Paste(text)),
            Input::Mouse(event) => self.mouse(event).map(Message::Act),
            Input::Resize(..) | Input::FocusGained | Input::FocusLost => None,
        }
    }

    fn mouse(&self, event: MouseEvent) -> Option<Action> {
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let at = Position::new(event.column, event.row);
                let clicks = self.painted.clicks.iter();
                clicks
                    .rev()
                    .find(|(place, _)| place.contains(at))
                    .map(|(_, action)| *action)
            }
            MouseEventKind::ScrollUp => Some(Action::Up),
            MouseEventKind::ScrollDown => Some(Action::Down),
            _ => None,
        }
    }
}
