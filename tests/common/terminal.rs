//! Runs the real binary in a pseudo-terminal and reads what it painted.
//!
//! Waits are on conditions with a deadline, never on sleeps; a time-out fails with the screen.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::termios::LocalModes;
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Long enough for a loaded machine; reached only by a test that fails.
const DEADLINE: Duration = Duration::from_secs(20);

pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    chunks: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that was written to the terminal.
    pub raw: Vec<u8>,
    _home: tempfile::TempDir,
}

pub struct Settings<'a> {
    pub args: &'a [&'a str],
    pub env: &'a [(&'a str, &'a str)],
    pub columns: u16,
    pub rows: u16,
    /// Where it runs; a new folder, which is its home too, when not told.
    pub folder: Option<&'a std::path::Path>,
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self {
            args: &[],
            env: &[],
            columns: 80,
            rows: 24,
            folder: None,
        }
    }
}

impl Terminal {
    pub fn start(args: &[&str]) -> Self {
        Self::with(&Settings {
            args,
            ..Settings::default()
        })
    }

    pub fn with(settings: &Settings<'_>) -> Self {
        let size = PtySize {
            rows: settings.rows,
            cols: settings.columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_pofit"));
        command.args(settings.args);
        command.cwd(settings.folder.unwrap_or(home.path()));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("HOME", home.path());
        for (name, value) in settings.env {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, chunks) = channel();
        std::thread::spawn(move || {
            let mut buffer = vec![0; 65_536];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || sender.send(buffer[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        let parser = vt100::Parser::new(cells(settings.rows), cells(settings.columns), 0);
        Self {
            master: pair.master,
            writer,
            child,
            chunks,
            parser,
            raw: Vec::new(),
            _home: home,
        }
    }

    /// Types, as a keyboard would.
    pub fn keys(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Presses the left button at a place (from 0), in SGR form.
    pub fn click(&mut self, column: u16, row: u16) {
        self.keys(&format!("\x1b[<0;{};{}M", column + 1, row + 1));
        self.keys(&format!("\x1b[<0;{};{}m", column + 1, row + 1));
    }

    /// Clicks on the first cell of a text that is on screen.
    pub fn click_on(&mut self, text: &str) {
        self.see(text);
        let (column, row) = self.find(text).unwrap();
        self.click(column, row);
    }

    /// Where a text stands, column and row from 0.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        let (_, columns) = self.parser.screen().size();
        self.parser
            .screen()
            .rows(0, columns.get())
            .zip(0..)
            .find_map(|(line, row)| {
                let at = line.find(text)?;
                Some((u16::try_from(line[..at].chars().count()).unwrap(), row))
            })
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master.resize(size).unwrap();
    }

    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Waits until the screen holds a text.
    #[track_caller]
    pub fn see(&mut self, text: &str) {
        self.until(&format!("to see {text:?}"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until the screen is so.
    #[track_caller]
    pub fn until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !holds(self.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.chunks.recv_timeout(left) {
                Ok(chunk) => self.take(&chunk),
                Err(RecvTimeoutError::Timeout) => panic!("waited {what}; see\n{}", self.text()),
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("waited {what}, but it ended; see\n{}", self.text())
                }
            }
        }
    }

    /// Waits for something more to be painted.
    pub fn more(&mut self) {
        let chunk = self.chunks.recv_timeout(DEADLINE).unwrap();
        self.take(&chunk);
    }

    fn take(&mut self, chunk: &[u8]) {
        self.raw.extend_from_slice(chunk);
        self.parser.process(chunk);
    }

    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_raw(i32::try_from(self.pid()).unwrap()).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Waits for the end, reads what is left, and says how it ended.
    #[track_caller]
    pub fn ended(&mut self) -> u32 {
        let deadline = Instant::now() + DEADLINE;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(
                Instant::now() < deadline,
                "it did not end; see\n{}",
                self.text()
            );
            if let Ok(chunk) = self.chunks.recv_timeout(Duration::from_millis(5)) {
                self.take(&chunk);
            }
        };
        while let Ok(chunk) = self.chunks.recv_timeout(Duration::from_millis(200)) {
            self.take(&chunk);
        }
        status.exit_code()
    }

    /// Holds that every mode the program took was given back.
    #[track_caller]
    pub fn assert_as_it_was(&self) {
        let screen = self.parser.screen();
        assert!(
            !screen.alternate_screen(),
            "the alternate screen was not left"
        );
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is on");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse is on"
        );
        let modes = self.master.get_termios().unwrap();
        let cooked = LocalModes::ICANON | LocalModes::ECHO;
        let flags = LocalModes::from_bits_retain(modes.local_flags.bits());
        assert!(flags.contains(cooked), "the terminal is still raw");
    }
}

/// Waits until something outside the terminal holds.
#[track_caller]
pub fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + DEADLINE;
    while !holds() {
        assert!(Instant::now() < deadline, "waited for {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// vt100 cannot be smaller than two by two.
fn cells(n: u16) -> NonZero<u16> {
    NonZero::new(n.max(2)).unwrap()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
