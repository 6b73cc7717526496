//! The threads that listen, each blocked until something happens: the terminal, the signals, and
//! the terminal's going away.

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

/// What the loop waits for.
#[derive(Debug)]
pub(super) enum Event {
    /// A key, the mouse, a paste, a new size.
    Terminal(crossterm::event::Event),
    /// A signal.
    Signal(i32),
    /// The time is there at which the program wanted to wake.
    Woken,
    /// The terminal has gone, or cannot be read any more.
    Gone,
}

/// Waits for the next event, at most for `span` where there is one; `None` when nobody listens any more.
pub(super) fn next(events: &Receiver<Event>, span: Option<Duration>) -> Option<Event> {
    let Some(span) = span else {
        return events.recv().ok();
    };
    match events.recv_timeout(span) {
        Ok(event) => Some(event),
        Err(RecvTimeoutError::Timeout) => Some(Event::Woken),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// Starts to listen.
///
/// # Errors
/// When the signals cannot be watched.
pub(super) fn listen() -> io::Result<Receiver<Event>> {
    let (sender, receiver) = channel();
    let signals = Signals::new([SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT])?;
    start("signals", sender.clone(), |sender| {
        watch_signals(signals, &sender);
    })?;
    start("hang-up", sender.clone(), |sender| watch_hang_up(&sender))?;
    start("input", sender, |sender| read_input(&sender))?;
    Ok(receiver)
}

fn start(
    name: &str,
    sender: Sender<Event>,
    work: impl FnOnce(Sender<Event>) + Send + 'static,
) -> io::Result<()> {
    // A few calls deep and no more: a small stack keeps memory low.
    let builder = thread::Builder::new()
        .name(name.to_owned())
        .stack_size(256 * 1024);
    builder.spawn(move || work(sender)).map(drop)
}

fn read_input(sender: &Sender<Event>) {
    while let Ok(event) = crossterm::event::read() {
        if sender.send(Event::Terminal(event)).is_err() {
            return;
        }
    }
    let _ = sender.send(Event::Gone);
}

fn watch_signals(mut signals: Signals, sender: &Sender<Event>) {
    for signal in signals.forever() {
        if sender.send(Event::Signal(signal)).is_err() {
            return;
        }
    }
}

/// Crossterm's reader spins when the terminal vanishes (crossterm #793); asking for no event at all
/// leaves the hang-up alone, which poll always tells.
fn watch_hang_up(sender: &Sender<Event>) {
    let stdin = io::stdin();
    loop {
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        match poll(&mut watched, None) {
            Ok(_) => break,
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
    let _ = sender.send(Event::Gone);
}
