//! How things look: a style for each meaning, a glyph for each sign. No colour stands elsewhere.

use crate::report::Tone;
use ratatui::style::{Color, Modifier, Style};

/// What the views need to know of the terminal.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Styles.
    pub theme: Theme,
    /// Signs and lines.
    pub glyphs: Glyphs,
}

/// Which set of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// No colours: bold, reverse and underline alone (`NO_COLOR`).
    Mono,
}

/// A style for each meaning. Colours are the terminal's own sixteen, so that a person's palette
/// holds; text and background stay the terminal's default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    palette: Palette,
}

impl Theme {
    /// The styles of a palette.
    pub const fn new(palette: Palette) -> Self {
        Self { palette }
    }

    fn colour(self, dark: Color, light: Color) -> Style {
        match self.palette {
            Palette::Dark => Style::new().fg(dark),
            Palette::Light => Style::new().fg(light),
            Palette::Mono => Style::new(),
        }
    }

    /// Plain text.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// What matters most.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// Beside the point.
    pub fn muted(self) -> Style {
        match self.palette {
            // Bright black is unreadable in many palettes: white without bold is safe on dark.
            Palette::Dark => Style::new().fg(Color::Gray),
            Palette::Light => Style::new().fg(Color::DarkGray),
            Palette::Mono => Style::new(),
        }
    }

    /// Headings and the accent.
    pub fn accent(self) -> Style {
        self.colour(Color::Cyan, Color::Blue)
            .add_modifier(Modifier::BOLD)
    }

    /// The line that the cursor is on; without colours it is reversed.
    pub fn chosen(self) -> Style {
        match self.palette {
            Palette::Dark | Palette::Light => self.accent(),
            Palette::Mono => Style::new().add_modifier(Modifier::REVERSED),
        }
    }

    /// Right.
    pub fn good(self) -> Style {
        self.colour(Color::Green, Color::Green)
            .add_modifier(Modifier::BOLD)
    }

    /// Wrong.
    pub fn bad(self) -> Style {
        self.colour(Color::LightRed, Color::Red)
            .add_modifier(Modifier::BOLD)
    }

    /// To be careful about.
    pub fn caution(self) -> Style {
        self.colour(Color::Yellow, Color::Magenta)
    }

    /// A key in the footer.
    pub fn key(self) -> Style {
        match self.palette {
            Palette::Dark | Palette::Light => self.strong(),
            Palette::Mono => Style::new().add_modifier(Modifier::UNDERLINED),
        }
    }

    /// A tone of a document.
    pub fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => self.text(),
            Tone::Strong => self.strong(),
            Tone::Muted => self.muted(),
            Tone::Good => self.good(),
            Tone::Bad => self.bad(),
            Tone::Caution => self.caution(),
        }
    }
}

/// Signs and lines, in Unicode or in ASCII. Each takes the columns that its ASCII twin takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// A question of an exam: open, answered, flagged.
    pub map: [&'static str; 3],
    /// Before the chosen line.
    pub cursor: &'static str,
    /// Right.
    pub right: &'static str,
    /// Wrong.
    pub wrong: &'static str,
    /// To be careful about.
    pub caution: &'static str,
    /// An entry of a list.
    pub bullet: &'static str,
    /// One of several: chosen, not chosen.
    pub radio: [&'static str; 2],
    /// Any of several: ticked, not ticked.
    pub tick: [&'static str; 2],
    /// A step that is being carried.
    pub held: &'static str,
    /// Progress: done, to do.
    pub progress: [&'static str; 2],
    /// A bar: outside the band, inside it, the value.
    pub bar: [&'static str; 3],
    /// The ends of a bar.
    pub bar_ends: [&'static str; 2],
    /// There is more above, below.
    pub more: [&'static str; 2],
    /// What was cut off.
    pub ellipsis: &'static str,
    /// The text cursor.
    pub caret: &'static str,
    /// Arrows in the names of keys, up, down, left, right.
    pub arrows: [&'static str; 4],
    /// Between hints.
    pub dot: &'static str,
}

impl Glyphs {
    /// For terminals that show Unicode.
    pub const UNICODE: Self = Self {
        map: ["·", "●", "⚑"],
        cursor: "▸",
        right: "✓",
        wrong: "✗",
        caution: "!",
        bullet: "•",
        radio: ["(•)", "( )"],
        tick: ["[x]", "[ ]"],
        held: "↕",
        progress: ["━", "─"],
        bar: ["─", "▒", "█"],
        bar_ends: ["├", "┤"],
        more: ["▲", "▼"],
        ellipsis: "…",
        caret: "▏",
        arrows: ["↑", "↓", "←", "→"],
        dot: "·",
    };

    /// For every terminal and for fonts without these signs (`--ascii`).
    pub const ASCII: Self = Self {
        map: [".", "o", "F"],
        cursor: ">",
        right: "+",
        wrong: "-",
        caution: "!",
        bullet: "*",
        radio: ["(*)", "( )"],
        tick: ["[x]", "[ ]"],
        held: "=",
        progress: ["=", "-"],
        bar: ["-", "=", "#"],
        bar_ends: ["|", "|"],
        more: ["^", "v"],
        ellipsis: "...",
        caret: "_",
        arrows: ["Up", "Down", "Left", "Right"],
        dot: "|",
    };

    /// The name of a key as it is shown with these glyphs.
    pub fn key_name(&self, shown: &str) -> String {
        let mut name = shown.to_owned();
        for (arrow, word) in Self::UNICODE.arrows.iter().zip(self.arrows) {
            name = name.replace(arrow, word);
        }
        name
    }

    /// The sign of a tone, doubling its colour; a bullet where it has none.
    pub fn tone(&self, tone: Tone) -> &'static str {
        match tone {
            Tone::Good => self.right,
            Tone::Bad => self.wrong,
            Tone::Caution => self.caution,
            Tone::Plain | Tone::Strong | Tone::Muted => self.bullet,
        }
    }
}
