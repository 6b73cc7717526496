//! The one key table: what each key does where, in words. Dispatch, footer, help and the README's
//! section are made from it, so they cannot disagree.

mod table;

pub use table::BINDINGS;

use super::{Action, App, Input, Overlay, Screen};

/// A key as a person names it. Letters carry their case; Shift is not told otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character.
    Char(char),
    /// Any of the digits 1 to 9; only in the table.
    Digit,
    /// Any character that types; only in the table.
    AnyChar,
    /// A letter with Ctrl.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up; also a presenter's clicker.
    PageUp,
    /// Page down; also a presenter's clicker.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// F1.
    F1,
}

/// Where a row of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Home page.
    Home,
    /// Before a run.
    Intro,
    /// Five steps: agreement, pair.
    Steps,
    /// One of several.
    Choose,
    /// Any of several.
    Tick,
    /// Put in order.
    Arrange,
    /// Sort into groups.
    Sort,
    /// Type a text.
    Write,
    /// The explanation of an answer.
    Explained,
    /// All answers.
    Review,
    /// All questions of an exam.
    Map,
    /// Result of an assessment.
    FitResult,
    /// Result of a quiz.
    QuizResult,
    /// What there is to read.
    Find,
    /// A search being typed.
    Search,
    /// Something to read.
    Read,
    /// The runs that are kept.
    History,
    /// A document.
    Told,
    /// Whether to delete.
    Delete,
    /// A history that cannot be used.
    Store,
    /// How a number came about.
    Why,
    /// What there is to practise.
    Practice,
    /// The explanation of an answer in practice.
    Graded,
    /// The list of keys.
    Help,
    /// Whether to leave.
    Leave,
    /// A message about something that went wrong, or was done.
    Fault,
}

use Context as C;

impl Context {
    /// All, in the order in which help and README tell them.
    pub const ALL: [Self; 26] = [
        C::Home,
        C::Intro,
        C::Steps,
        C::Choose,
        C::Tick,
        C::Arrange,
        C::Sort,
        C::Write,
        C::Explained,
        C::Review,
        C::Map,
        C::FitResult,
        C::QuizResult,
        C::Find,
        C::Search,
        C::Read,
        C::History,
        C::Told,
        C::Delete,
        C::Store,
        C::Why,
        C::Practice,
        C::Graded,
        C::Help,
        C::Leave,
        C::Fault,
    ];

    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            C::Home => "Home",
            C::Intro => "Before a run",
            C::Steps => "Statement or pair",
            C::Choose => "One of several",
            C::Tick => "Several of several",
            C::Arrange => "Put in order",
            C::Sort => "Sort into groups",
            C::Write => "Short text",
            C::Explained => "Explanation",
            C::Review => "All answers",
            C::Map => "Map of an exam",
            C::FitResult => "Result of the assessment",
            C::QuizResult => "Result of a quiz",
            C::Find => "Learn",
            C::Search => "Learn: searching",
            C::Read => "Learn: reading",
            C::History => "History",
            C::Told => "Comparison or trend",
            C::Delete => "Deleting",
            C::Store => "A history that cannot be used",
            C::Why => "Why a number is what it is",
            C::Practice => "Practice",
            C::Graded => "Practice: explanation",
            C::Help => "Keys",
            C::Leave => "Leaving",
            C::Fault => "Message",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it holds.
    pub contexts: &'static [Context],
    /// The keys; the first is the one shown in the footer.
    pub keys: &'static [Key],
    /// What they mean. For [`Key::Digit`] and [`Key::AnyChar`] the payload is filled in.
    pub action: Action,
    /// How the first of the keys, or the range of them, is called in the footer.
    pub shown: &'static str,
    /// One or two words for the footer.
    pub label: &'static str,
    /// A sentence for help.
    pub help: &'static str,
    /// Place in the footer: lower stays longer when there is little room; 0 is not shown there.
    pub rank: u8,
}

impl Binding {
    /// All keys of the row in words, for help and the documents.
    pub fn key_names(&self) -> String {
        let name = |key: &Key| match key {
            Key::Char(' ') => "Space".to_owned(),
            Key::Char(c) => c.to_string(),
            Key::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Key::Digit | Key::AnyChar => self.shown.to_owned(),
            Key::Up => "↑".to_owned(),
            Key::Down => "↓".to_owned(),
            Key::Left => "←".to_owned(),
            Key::Right => "→".to_owned(),
            Key::PageUp => "PgUp".to_owned(),
            Key::PageDown => "PgDn".to_owned(),
            Key::Enter | Key::Esc | Key::Tab | Key::Backspace | Key::Home | Key::End | Key::F1 => {
                format!("{key:?}")
            }
        };
        let names: Vec<String> = self.keys.iter().map(name).collect();
        names.join(" ")
    }
}

/// The rows of a context, in the table's order.
pub fn rows(context: Context) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |row| row.contexts.contains(&context))
}

/// What a key means in a context.
pub fn lookup(context: Context, key: Key) -> Option<Action> {
    rows(context).find_map(|row| row.keys.iter().find_map(|known| meaning(row, *known, key)))
}

fn meaning(row: &Binding, known: Key, key: Key) -> Option<Action> {
    match (known, key) {
        (Key::Digit, Key::Char(c @ '1'..='9')) => {
            let number = c
                .to_digit(10)
                .and_then(|digit| usize::try_from(digit).ok())?;
            Some(Action::Pick(number.checked_sub(1)?))
        }
        (Key::AnyChar, Key::Char(c)) => Some(Action::Type(c)),
        (known, key) if known == key => Some(row.action),
        _ => None,
    }
}

/// The rows for the footer, the most important first: those with a rank that can be used now.
pub fn footer(app: &App) -> Vec<&'static Binding> {
    let mut shown: Vec<_> = rows(app.context())
        .filter(|row| row.rank > 0 && app.can(row.action))
        .collect();
    shown.sort_by_key(|row| row.rank);
    shown
}

impl App {
    /// Whether an action would do anything now; what would not is left out of the footer.
    fn can(&self, action: Action) -> bool {
        match (&self.screen, action) {
            (_, Action::MoveAside) => {
                matches!(self.overlay, Some(Overlay::Store { can_move: true, .. }))
            }
            (Screen::Sitting(page), Action::Flag) => page.run.is_exam(),
            (Screen::Sitting(page), Action::Previous) => page.run.at() > 0,
            (Screen::Sitting(_) | Screen::Preview(_), Action::Undo)
            | (Screen::Preview(_), Action::Review | Action::Flag | Action::Why)
            | (
                Screen::Recall(_),
                Action::Previous | Action::Next | Action::Review | Action::Flag,
            ) => false,
            (Screen::Recall(page), Action::Down) => match page.sitting.input {
                Input::Explained { .. } => self.view.last_top() > 0,
                _ => true,
            },
            (Screen::Recall(page), Action::Read) => page.sitting.reading().is_some(),
            (Screen::Recall(_) | Screen::Practice(_), Action::Undo) => {
                let desk = self.desk.as_ref();
                desk.is_some_and(|desk| desk.deck.can_undo())
            }
            (Screen::Practice(page), Action::More) => page.is_setting(),
            (Screen::Sitting(page), Action::Down) => match page.input {
                Input::Explained { .. } => self.view.last_top() > 0,
                _ => true,
            },
            (Screen::Intro(_), Action::PageUp) => self.view.last_top() > 0,
            (Screen::Sitting(page), Action::Certainty) => page.takes_certainty(),
            (Screen::Sitting(page), Action::Read) => page.reading().is_some(),
            (Screen::Result(page), Action::Pick(_)) => !page.document.targets.is_empty(),
            (Screen::Read(page), action) => page.reader.can(action),
            (Screen::Why(page), action) => page.reader.can(action),
            (Screen::Review(page), Action::Next) => page.sitting.run.unanswered() > 0,
            (Screen::Result(page), Action::Missed) => !page.run.missed().is_empty(),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        for context in Context::ALL {
            let mut seen = Vec::new();
            for row in rows(context) {
                for key in row.keys {
                    assert!(!seen.contains(key), "{key:?} twice in {context:?}");
                    seen.push(*key);
                }
            }
        }
    }

    #[test]
    fn every_place_has_a_way_out_and_help() {
        for context in Context::ALL {
            let actions: BTreeSet<String> = rows(context)
                .map(|row| format!("{:?}", row.action))
                .collect();
            assert!(actions.contains("Interrupt"), "{context:?}");
            let back = ["Back", "Quit"].iter().any(|way| actions.contains(*way));
            assert!(back, "{context:?} has no way out");
            let overlay = matches!(
                context,
                C::Help | C::Leave | C::Fault | C::Delete | C::Store
            );
            assert!(
                overlay || actions.contains("Help"),
                "{context:?} has no help"
            );
        }
    }

    #[test]
    fn a_letter_types_where_a_text_is_written() {
        for c in ['q', '?', 'j', '1', ' ', 'ß'] {
            assert_eq!(lookup(C::Write, Key::Char(c)), Some(Action::Type(c)));
        }
        assert_eq!(lookup(C::Choose, Key::Char('3')), Some(Action::Pick(2)));
        assert_eq!(lookup(C::Choose, Key::Char('0')), None);
    }
}
