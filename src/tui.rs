//! The terminal room: the only place that knows ratatui and crossterm.
//!
//! It owns the terminal's modes ([`Guard`]), the threads that listen, the loop, the theme and the
//! views. It must not decide anything: keys become [`crate::app::Message`]s, and what is painted is
//! a function of [`crate::app::App`] and [`Look`].

mod event;
mod guard;
mod key;
mod page;
mod runloop;
mod theme;
pub mod view;

pub use guard::{Guard, install_panic_hook};
pub use runloop::{Edge, Exit, Options, run};
pub use theme::{Glyphs, Look, Palette, Theme};
pub use view::{Painted, view};
