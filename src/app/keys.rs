//! The one key table: what each key does where, in words. Dispatch, footer, help and the README's
//! section are made from it, so they cannot disagree.

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
    /// The list of keys.
    Help,
    /// Whether to leave.
    Leave,
    /// A message about something that went wrong.
    Fault,
}

use Context as C;

impl Context {
    /// All, in the order in which help and README tell them.
    pub const ALL: [Self; 22] = [
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
        C::FitResult,
        C::QuizResult,
        C::Find,
        C::Search,
        C::Read,
        C::History,
        C::Told,
        C::Delete,
        C::Store,
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
            C::FitResult => "Result of the assessment",
            C::QuizResult => "Result of a quiz",
            C::Find => "Learn",
            C::Search => "Learn: searching",
            C::Read => "Learn: reading",
            C::History => "History",
            C::Told => "Comparison or trend",
            C::Delete => "Deleting",
            C::Store => "A history that cannot be used",
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

const RUN: &[C] = &[
    C::Steps,
    C::Choose,
    C::Tick,
    C::Arrange,
    C::Sort,
    C::Explained,
];
const LISTS: &[C] = &[
    C::Home,
    C::Intro,
    C::Steps,
    C::Choose,
    C::Tick,
    C::Arrange,
    C::Sort,
    C::Review,
    C::Find,
    C::History,
];
const SCROLLS: &[C] = &[
    C::Explained,
    C::FitResult,
    C::QuizResult,
    C::Read,
    C::Told,
    C::Help,
];
const NO_TEXT: &[C] = &[
    C::Home,
    C::Intro,
    C::Steps,
    C::Choose,
    C::Tick,
    C::Arrange,
    C::Sort,
    C::Explained,
    C::Review,
    C::FitResult,
    C::QuizResult,
    C::Find,
    C::Read,
    C::History,
    C::Told,
];

macro_rules! rows {
    ($([$contexts:expr, $keys:expr, $action:expr, $shown:literal, $label:literal, $help:literal, $rank:literal],)*) => {
        &[$(Binding {
            contexts: $contexts, keys: $keys, action: $action,
            shown: $shown, label: $label, help: $help, rank: $rank,
        }),*]
    };
}

/// The table. Within a context the first row that has the key wins; a test holds that none repeats.
#[rustfmt::skip] // a table is read by its columns
pub const BINDINGS: &[Binding] = rows![
    [&[C::Home], &[Key::Enter, Key::Right, Key::Char('l'), Key::Char(' ')], Action::Confirm, "Enter", "open", "Open the chosen line.", 1],
    [&[C::Home], &[Key::Digit], Action::Pick(0), "1-9", "open", "Open that line.", 3],
    [&[C::Intro], &[Key::Enter, Key::Char(' ')], Action::Confirm, "Enter", "choose", "Begin, or change the chosen setting.", 1],
    [&[C::Intro], &[Key::Left, Key::Char('h')], Action::Less, "←", "change", "Change the chosen setting backwards.", 0],
    [&[C::Intro], &[Key::Right, Key::Char('l')], Action::More, "→", "change", "Change the chosen setting.", 3],
    [&[C::Intro], &[Key::Digit], Action::Pick(0), "1-9", "choose", "Choose that line.", 0],

    [&[C::Steps], &[Key::Digit], Action::Pick(0), "1-5", "answer", "Answer with that step and go on.", 1],
    [&[C::Steps, C::Choose], &[Key::Enter, Key::Char(' ')], Action::Confirm, "Enter", "answer", "Answer with the chosen line and go on.", 2],
    [&[C::Choose], &[Key::Digit], Action::Pick(0), "1-9", "answer", "Answer with that option.", 1],
    [&[C::Tick], &[Key::Char(' '), Key::Char('x')], Action::Toggle, "Space", "tick", "Tick the option, or take the tick away.", 1],
    [&[C::Tick], &[Key::Digit], Action::Pick(0), "1-9", "tick", "Tick that option, or take its tick away.", 4],
    [&[C::Tick, C::Arrange, C::Sort, C::Write], &[Key::Enter], Action::Confirm, "Enter", "answer", "Answer as it stands.", 2],
    [&[C::Arrange], &[Key::Char(' ')], Action::Toggle, "Space", "take/put", "Take up the step, so that ↑ and ↓ move it; put it down again.", 1],
    [&[C::Arrange], &[Key::Char('K')], Action::CarryUp, "K", "move up", "Move the step one place up.", 0],
    [&[C::Arrange], &[Key::Char('J')], Action::CarryDown, "J", "move down", "Move the step one place down.", 0],
    [&[C::Arrange], &[Key::Digit], Action::Pick(0), "1-9", "take/put", "Take up the step in that place, or put the taken one there.", 0],
    [&[C::Sort], &[Key::Digit], Action::Pick(0), "1-4", "group", "Put the card into that group and go to the next card.", 1],
    [&[C::Sort], &[Key::Left, Key::Char('h')], Action::Less, "←", "group", "Put the card into the group before.", 0],
    [&[C::Sort], &[Key::Right, Key::Char('l'), Key::Char(' ')], Action::More, "→", "group", "Put the card into the next group.", 5],
    [&[C::Write], &[Key::Backspace, Key::Ctrl('h')], Action::Erase, "Backspace", "erase", "Remove the last character.", 0],
    [&[C::Write], &[Key::Tab], Action::Skip, "Tab", "skip", "Pass over this question.", 4],
    [&[C::Write], &[Key::Up, Key::PageUp], Action::Previous, "↑", "back", "The item before.", 5],
    [&[C::Write], &[Key::Down, Key::PageDown], Action::Next, "↓", "next", "The next item.", 6],
    [&[C::Write], &[Key::AnyChar], Action::Type(' '), "letters", "type", "Type your answer.", 0],

    [&[C::Explained], &[Key::Enter, Key::Char(' ')], Action::Confirm, "Enter", "next", "Go on.", 1],
    [&[C::Steps, C::Choose, C::Tick, C::Arrange, C::Explained], &[Key::Left, Key::Char('h'), Key::Char('b'), Key::Backspace], Action::Previous, "←", "back", "The item before; answers stay as they are.", 3],
    [&[C::Sort], &[Key::Char('b'), Key::Backspace], Action::Previous, "b", "back", "The item before; answers stay as they are.", 3],
    [&[C::Steps, C::Choose, C::Tick, C::Arrange, C::Explained], &[Key::Right, Key::Char('l'), Key::Char('n')], Action::Next, "→", "next", "The next item, leaving this one as it is.", 6],
    [&[C::Sort], &[Key::Char('n')], Action::Next, "n", "next", "The next item, leaving this one as it is.", 6],
    [&[C::Steps, C::Choose, C::Tick, C::Arrange, C::Sort], &[Key::Char('s')], Action::Skip, "s", "skip", "Pass over this item; it never moves a score.", 4],
    [RUN, &[Key::Char('r')], Action::Review, "r", "all answers", "See all answers, and finish from there.", 5],

    [&[C::Review], &[Key::Enter, Key::Char(' ')], Action::Confirm, "Enter", "open", "Finish, or go to the chosen item.", 1],
    [&[C::Review], &[Key::Char('f')], Action::Finish, "f", "finish", "Finish and see the result.", 2],
    [&[C::Review], &[Key::Char('n')], Action::Next, "n", "next open", "Go to the first item without an answer.", 4],
    [&[C::FitResult, C::QuizResult], &[Key::Char('a')], Action::Again, "a", "again", "Once more, with options in another order.", 3],
    [&[C::QuizResult], &[Key::Char('m')], Action::Missed, "m", "only missed", "Once more, only what was missed.", 2],
    [&[C::FitResult, C::QuizResult], &[Key::Tab, Key::Char('n')], Action::Section, "Tab", "section", "To the next section.", 4],
    [&[C::FitResult, C::QuizResult], &[Key::Enter], Action::Confirm, "Enter", "home", "To the home page.", 0],
    [&[C::FitResult], &[Key::Digit], Action::Pick(0), "1-9", "read", "Read what stands behind that number.", 2],
    [&[C::Explained], &[Key::Char('o')], Action::Read, "o", "read on", "Read about what was asked.", 2],

    [&[C::Find], &[Key::Enter, Key::Right, Key::Char('l'), Key::Char(' ')], Action::Confirm, "Enter", "read", "Read the chosen line.", 1],
    [&[C::Find], &[Key::Char('/')], Action::Search, "/", "search", "Search as you type: a few letters of a question, an answer or a term.", 2],
    [&[C::Find], &[Key::Digit], Action::Pick(0), "1-9", "read", "Read that line.", 0],
    [&[C::Find], &[Key::Esc], Action::Back, "Esc", "back", "Back to all, then to the home page.", 8],
    [&[C::Search], &[Key::Enter], Action::Confirm, "Enter", "read", "Read the chosen line.", 1],
    [&[C::Search], &[Key::Up], Action::Up, "↑", "up", "One line up.", 0],
    [&[C::Search], &[Key::Down, Key::Tab], Action::Down, "↓", "move", "One line down.", 3],
    [&[C::Search], &[Key::PageUp], Action::PageUp, "PgUp", "page up", "A page up.", 0],
    [&[C::Search], &[Key::PageDown], Action::PageDown, "PgDn", "page down", "A page down.", 0],
    [&[C::Search], &[Key::Backspace, Key::Ctrl('h')], Action::Erase, "Backspace", "erase", "Remove the last letter.", 4],
    [&[C::Search], &[Key::Esc], Action::Back, "Esc", "all", "Stop searching, and show all again.", 2],
    [&[C::Search], &[Key::AnyChar], Action::Type(' '), "letters", "search", "Type what to search for.", 0],
    [&[C::Read], &[Key::Tab, Key::Char('n')], Action::Next, "Tab", "next link", "To the next link.", 2],
    [&[C::Read], &[Key::Char('p')], Action::Previous, "p", "last link", "To the link before.", 0],
    [&[C::Read], &[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "Enter", "open link", "Open the chosen link.", 3],
    [&[C::Read], &[Key::Digit], Action::Pick(0), "1-9", "open", "Open the link with that number.", 1],
    [&[C::Read], &[Key::Esc, Key::Left, Key::Char('h'), Key::Char('b'), Key::Backspace], Action::Back, "Esc", "back", "Back to where you came from.", 4],
    [&[C::History], &[Key::Enter, Key::Right, Key::Char('l'), Key::Char(' ')], Action::Confirm, "Enter", "open", "See the result as it was, or go on with an open run.", 1],
    [&[C::History], &[Key::Digit], Action::Pick(0), "1-9", "open", "Open that line.", 0],
    [&[C::History], &[Key::Char('c')], Action::Compare, "c", "compare", "Choose a run, then another one to compare it with.", 2],
    [&[C::History], &[Key::Char('t')], Action::Trend, "t", "trend", "See all scores of this bank over time.", 3],
    [&[C::History], &[Key::Char('d')], Action::Delete, "d", "delete", "Delete this run; asked twice, then it is really gone.", 4],
    [&[C::History], &[Key::Char('D')], Action::DeleteAll, "D", "delete all", "Delete all runs; asked twice, then they are really gone.", 0],
    [&[C::History, C::Told], &[Key::Esc], Action::Back, "Esc", "back", "Back to where you came from.", 5],
    [&[C::Delete], &[Key::Enter, Key::Char('y')], Action::Confirm, "Enter", "delete", "Yes; asked twice.", 1],
    [&[C::Delete], &[Key::Esc, Key::Char('n'), Key::Char('q')], Action::Back, "Esc", "keep", "Keep it.", 2],
    [&[C::Store], &[Key::Enter, Key::Esc], Action::Back, "Enter", "go on without", "Go on without keeping anything.", 1],
    [&[C::Store], &[Key::Char('m')], Action::MoveAside, "m", "move aside", "Move the file aside and begin a new history; nothing is deleted.", 2],
    [&[C::Store], &[Key::Char('q')], Action::Quit, "q", "quit", "Leave pofit.", 3],
    [&[C::Leave], &[Key::Enter, Key::Char('y'), Key::Char('q')], Action::Confirm, "Enter", "leave", "Leave; the answers of the open run are gone.", 1],
    [&[C::Leave], &[Key::Esc, Key::Char('n')], Action::Back, "Esc", "stay", "Stay.", 2],
    [&[C::Help, C::Fault], &[Key::Esc, Key::Enter, Key::Char('?'), Key::Char('q'), Key::F1], Action::Back, "Esc", "close", "Close.", 1],

    [LISTS, &[Key::Up, Key::Char('k')], Action::Up, "↑", "up", "One line up.", 0],
    [LISTS, &[Key::Down, Key::Char('j')], Action::Down, "↓", "move", "One line down.", 7],
    [LISTS, &[Key::Home, Key::Char('g')], Action::First, "Home", "first", "To the first line.", 0],
    [LISTS, &[Key::End, Key::Char('G')], Action::Last, "End", "last", "To the last line.", 0],
    [&[C::Steps, C::Choose, C::Tick, C::Arrange, C::Sort], &[Key::PageUp], Action::Previous, "PgUp", "back", "The item before.", 0],
    [&[C::Steps, C::Choose, C::Tick, C::Arrange, C::Sort], &[Key::PageDown], Action::Next, "PgDn", "next", "The next item.", 0],
    [&[C::Home, C::Review, C::Find, C::History], &[Key::PageUp], Action::PageUp, "PgUp", "page up", "A page up.", 0],
    [&[C::Intro], &[Key::PageUp], Action::PageUp, "PgUp", "text", "Up in the text, where not all of it fits.", 4],
    [&[C::Home, C::Intro, C::Review, C::Find, C::History], &[Key::PageDown], Action::PageDown, "PgDn", "page down", "A page down.", 0],
    [SCROLLS, &[Key::Up, Key::Char('k')], Action::Up, "↑", "up", "One line up.", 0],
    [SCROLLS, &[Key::Down, Key::Char('j')], Action::Down, "↓", "scroll", "One line down.", 5],
    [SCROLLS, &[Key::PageUp], Action::PageUp, "PgUp", "page up", "A page up.", 0],
    [SCROLLS, &[Key::PageDown], Action::PageDown, "PgDn", "page down", "A page down.", 6],
    [&[C::FitResult, C::QuizResult, C::Read, C::Told], &[Key::Char(' ')], Action::PageDown, "Space", "page down", "A page down.", 0],
    [SCROLLS, &[Key::Home, Key::Char('g')], Action::First, "Home", "top", "To the top.", 0],
    [SCROLLS, &[Key::End, Key::Char('G')], Action::Last, "End", "end", "To the end.", 0],

    [&[C::Intro, C::FitResult, C::QuizResult], &[Key::Esc], Action::Back, "Esc", "home", "To the home page.", 8],
    [&[C::Steps, C::Choose, C::Tick, C::Arrange, C::Sort, C::Write, C::Explained], &[Key::Esc], Action::Back, "Esc", "home", "To the home page; the run waits there to be continued.", 8],
    [&[C::Review], &[Key::Esc, Key::Left, Key::Char('b')], Action::Back, "Esc", "back", "Back to the item.", 3],
    [NO_TEXT, &[Key::Char('q')], Action::Quit, "q", "quit", "Leave pofit; it asks first when answers would be lost.", 9],
    [NO_TEXT, &[Key::Char('?'), Key::F1], Action::Help, "?", "help", "All keys.", 1],
    [&[C::Write, C::Search], &[Key::F1], Action::Help, "F1", "help", "All keys.", 1],
    [&Context::ALL, &[Key::Ctrl('c')], Action::Interrupt, "Ctrl-C", "leave", "Leave pofit; twice leaves at once.", 0],
    [&Context::ALL, &[Key::Ctrl('z')], Action::Suspend, "Ctrl-Z", "suspend", "Suspend pofit; `fg` brings it back.", 0],
];

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
            (Screen::Sitting(page), Action::Previous) => page.run.at() > 0,
            (Screen::Sitting(page), Action::Down) => match page.input {
                Input::Explained { .. } => self.view.last_top() > 0,
                _ => true,
            },
            (Screen::Intro(_), Action::PageUp) => self.view.last_top() > 0,
            (Screen::Sitting(page), Action::Read) => page.reading().is_some(),
            (Screen::Result(page), Action::Pick(_)) => !page.document.targets.is_empty(),
            (Screen::Read(page), Action::Next | Action::Pick(_)) => {
                !page.at.document.targets.is_empty()
            }
            (Screen::Read(page), Action::Confirm) => page.at.link.is_some(),
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
