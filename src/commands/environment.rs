//! What the environment says: is there a terminal, can it show Unicode and colours.

use crate::cli::{LookArgs, ThemeArg};
use crate::tui::{Glyphs, Look, Palette, Theme};
use std::env;
use std::io::{self, IsTerminal};

/// Whether the screen cannot be used: asked for, no terminal at one end, or one without cursor.
pub(super) fn plain(look: &LookArgs) -> bool {
    let terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
    look.plain || !terminal || set("TERM").is_some_and(|term| term == "dumb")
}

/// How things should look.
pub(super) fn look(args: &LookArgs) -> Look {
    let palette = match args.theme {
        ThemeArg::Light => Palette::Light,
        ThemeArg::Mono => Palette::Mono,
        ThemeArg::Auto if set("NO_COLOR").is_some() => Palette::Mono,
        ThemeArg::Auto if light_background() => Palette::Light,
        ThemeArg::Auto | ThemeArg::Dark => Palette::Dark,
    };
    let glyphs = if args.ascii || !unicode() {
        Glyphs::ASCII
    } else {
        Glyphs::UNICODE
    };
    Look {
        theme: Theme::new(palette),
        glyphs,
    }
}

/// `COLORFGBG` holds "foreground;background" in some terminals; 7 and 15 are the light ones.
fn light_background() -> bool {
    let hint = set("COLORFGBG").unwrap_or_default();
    matches!(hint.rsplit(';').next(), Some("7" | "15"))
}

/// Whether the locale speaks UTF-8, by the variables' order of precedence; the Linux console
/// speaks it but lacks the signs.
fn unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(set)
        .unwrap_or_default();
    let locale = locale.to_ascii_lowercase();
    let utf8 = locale.contains("utf-8") || locale.contains("utf8");
    utf8 && set("TERM").is_none_or(|term| term != "linux")
}

/// A variable that is set and not empty.
fn set(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// A seed when none is given: the one piece of chance that comes from outside.
pub(super) fn chance() -> u64 {
    use rand::TryRng;
    // 32 bits: short enough to type again. A machine without randomness gets a fixed order.
    rand::rngs::SysRng.try_next_u32().map_or(1, u64::from)
}
