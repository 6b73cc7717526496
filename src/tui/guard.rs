//! The terminal's modes: taken by [`Guard::enter`], given back on every way out.
//!
//! Leaving is idempotent, ignores every error and never prints, since it also runs when the
//! program panics and when the terminal has gone.

use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste};
use crossterm::terminal::{
    self, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{cursor, queue};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the modes are taken: the panic hook must know without holding the guard.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Button presses and the wheel in SGR form. Crossterm's own switch also asks for every motion,
/// which would wake an idle program up.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";

/// Holds the terminal's modes.
#[derive(Debug)]
pub struct Guard {
    mouse: bool,
}

impl Guard {
    /// Takes raw mode and the alternate screen, with the mouse when wished.
    ///
    /// # Errors
    /// What the terminal answered; the modes are given back then.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        let guard = Self { mouse };
        guard.take()?;
        Ok(guard)
    }

    /// Takes the modes again after [`Guard::leave`], as when a suspended program goes on.
    ///
    /// # Errors
    /// What the terminal answered.
    pub fn take(&self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        terminal::enable_raw_mode()?;
        let mut out = io::stdout().lock();
        queue!(
            out,
            EnterAlternateScreen,
            DisableLineWrap,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        if self.mouse {
            out.write_all(MOUSE_ON)?;
        }
        out.flush()
    }

    /// Gives the modes back; further calls do nothing.
    pub fn leave() {
        if !TAKEN.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut out = io::stdout().lock();
        // Whatever cannot be written now cannot be mended either.
        let _ = queue!(
            out,
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableBracketedPaste,
            EnableLineWrap,
            LeaveAlternateScreen,
            cursor::Show
        );
        let _ = out.flush();
        let _ = terminal::disable_raw_mode();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        Self::leave();
    }
}

/// Makes a panic give the terminal back before it is told. Call once, before [`Guard::enter`].
pub fn install_panic_hook() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        Guard::leave();
        before(panic);
    }));
}
