//! A stage: the program's state with keys going in and pictures coming out, without a terminal.

use pofit::app::keys::{Key, lookup};
use pofit::app::{Action, App, Effect, Entry, KeepFault, Message, Millis, Opened, Opens, Screen};
use pofit::bank::{Bank, BankId, Library, SourceText, handbook, load};
use pofit::learn::Learn;
use pofit::practice::{DAY, DEFAULT_PARAMETERS, Deck, Event, Settings};
use pofit::run::{ExamPlan, Feedback, Keeping, Length, Plan};
use pofit::tui::{Glyphs, Look, Painted, Palette, Theme, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

/// The sizes that every screen is pictured at: designed for, narrow, roomy, too small.
pub const SIZES: [(u16, u16); 4] = [(80, 24), (60, 20), (120, 40), (38, 10)];

pub const UNICODE: Look = Look {
    theme: Theme::new(Palette::Dark),
    glyphs: Glyphs::UNICODE,
};
pub const ASCII: Look = Look {
    theme: Theme::new(Palette::Mono),
    glyphs: Glyphs::ASCII,
};

/// A small library of three scales and three roles, so that tests do not move with the content.
pub fn library() -> Library {
    let text = |name: &str, text: &str| SourceText::new(name, text);
    Library {
        traits: text("traits.toml", include_str!("../data/traits.toml")),
        roles: text("roles.toml", include_str!("../data/roles.toml")),
        faq: text("faq.toml", include_str!("../data/faq.toml")),
        narrative: text("narrative.toml", include_str!("../data/narrative.toml")),
        glossary: text("glossary.toml", include_str!("../data/glossary.toml")),
        sources: text("sources.toml", include_str!("../data/sources.toml")),
        exams: text("exams.toml", ""),
    }
}

pub fn bank(text: &str) -> Arc<Bank> {
    match load(&SourceText::new("bank.toml", text), &library()) {
        Ok(bank) => Arc::new(bank),
        Err(mistakes) => panic!("{mistakes}"),
    }
}

/// Twelve statements, a situation and a pair.
pub fn tiny_fit() -> Arc<Bank> {
    bank(include_str!("../data/fit/tiny-fit.toml"))
}

/// One item of each kind of a quiz.
pub fn tiny_quiz() -> Arc<Bank> {
    bank(include_str!("../data/quiz/tiny-quiz.toml"))
}

/// What there is to read in the small library, with the tiny quiz.
pub fn learn() -> Arc<Learn> {
    let handbook = handbook(&library()).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    Arc::new(Learn {
        handbook,
        quizzes: vec![tiny_quiz()],
    })
}

/// The plan of an exam over the tiny quiz.
pub fn exam_plan(seconds: u64, pass: Option<u8>) -> Plan {
    Plan {
        length: Length::All,
        feedback: Feedback::AtTheEnd,
        exam: Some(ExamPlan {
            name: "Tiny exam (nobody)".to_owned(),
            seconds,
            pass,
            note: Some("As long as a tea.".to_owned()),
        }),
        ..Plan::new(1)
    }
}

pub struct Stage {
    pub app: App,
    pub now: Millis,
    pub look: Look,
    pub size: (u16, u16),
    pub painted: Painted,
    /// What the program asked to be kept, in order.
    pub kept: Vec<Keeping>,
    /// What the outside answers to that.
    pub keep_result: Result<(), KeepFault>,
    /// The log of practice that was kept.
    pub reviews: Vec<Event>,
    /// What the outside answers when a part of it is to be kept.
    pub log_result: Result<(), String>,
    /// The settings that were kept.
    pub settings: Settings,
    /// Effects that the stage does not carry out itself.
    pub effects: Vec<Effect>,
}

impl Stage {
    /// At the home page, with the two tiny banks.
    pub fn new() -> Self {
        let banks = [tiny_fit(), tiny_quiz()].map(|bank| Entry {
            opens: Opens::Bank(bank.head.id.clone()),
            title: bank.head.title.to_string(),
            about: bank.head.description.as_ref().unwrap().to_string(),
        });
        let mut entries = banks.to_vec();
        entries.push(Entry {
            opens: Opens::Learn,
            title: "Learn".to_owned(),
            about: "Two questions and two terms, for tests.".to_owned(),
        });
        let mut stage = Self {
            app: App::new(1, entries),
            now: 0,
            look: UNICODE,
            size: SIZES[0],
            painted: Painted::default(),
            kept: Vec::new(),
            keep_result: Ok(()),
            reviews: Vec::new(),
            log_result: Ok(()),
            settings: Settings::default(),
            effects: Vec::new(),
        };
        stage.paint();
        stage
    }

    /// At the page before practice, in the morning of the n-th day.
    pub fn practising(day: i64) -> Self {
        let mut stage = Self::new();
        stage.practise(day);
        stage
    }

    /// Opens the page before practice, in the morning of the n-th day.
    pub fn practise(&mut self, day: i64) {
        let opened = self.opened(day);
        self.send(Message::Practising(Ok(Box::new(opened))));
    }

    fn opened(&self, day: i64) -> Opened {
        let parameters = DEFAULT_PARAMETERS.to_vec();
        let midnight = (20_000 + day) * DAY;
        Opened {
            deck: Deck::new(
                vec![tiny_quiz()],
                self.reviews.clone(),
                &parameters,
                self.settings,
                midnight,
            ),
            parameters,
            at: midnight + DAY / 3,
            keeps: true,
            complaint: None,
        }
    }

    /// After these keys.
    pub fn after(keys: &str) -> Self {
        let mut stage = Self::new();
        stage.press(keys);
        stage
    }

    /// In an exam of the tiny quiz with so many seconds and this mark, in percent.
    pub fn exam(seconds: u64, pass: Option<u8>) -> Self {
        let mut stage = Self::new();
        stage
            .app
            .begin(tiny_quiz(), exam_plan(seconds, pass), stage.now);
        stage.paint();
        stage
    }

    /// Lets time pass as the loop does: it wakes the program when that wants to wake.
    pub fn wait(&mut self, span: Millis) {
        let until = self.now + span;
        while let Some(at) = self.app.wake_at().filter(|at| *at <= until) {
            self.now = at;
            self.send(Message::Woken);
        }
        self.now = until;
    }

    /// Presses keys, named and separated by blanks; three seconds pass before each.
    pub fn press(&mut self, keys: &str) {
        for name in keys.split_whitespace() {
            self.now += 3000;
            if let Some(action) = lookup(self.app.context(), key(name)) {
                self.send(Message::Act(action));
            }
        }
    }

    /// Types a text into a short answer.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.send(Message::Act(Action::Type(c)));
        }
    }

    /// Goes to an item of the run on show, by way of the page with all answers.
    pub fn go_to(&mut self, item: &str) {
        let Screen::Sitting(sitting) = &self.app.screen else {
            panic!("no run is on show")
        };
        let run = &sitting.run;
        let place = (0..run.len()).find(|place| run.nth(*place).unwrap().0.id.as_ref() == item);
        let place = place.unwrap_or_else(|| panic!("there is no item {item}"));
        // In a list of all answers, the first row is "finish".
        let row = place + usize::from(!run.is_exam());
        self.send(Message::Act(Action::Review));
        self.send(Message::Act(Action::Pick(row)));
    }

    pub fn send(&mut self, message: Message) {
        for effect in self.app.update(message, self.now) {
            match effect {
                Effect::Open(id) => self.send(Message::Opened(open(&id))),
                Effect::Keep(keeping) => {
                    self.kept.push((*keeping).clone());
                    let result = self.keep_result.clone();
                    self.send(Message::Kept(keeping, result));
                }
                Effect::Exam(bank, plan) => {
                    let plan = Plan {
                        seed: plan.seed,
                        ..exam_plan(60, Some(80))
                    };
                    self.send(Message::Examined(Ok(Box::new((bank, plan)))));
                }
                Effect::Practise => {
                    let opened = self.opened(0);
                    self.send(Message::Practising(Ok(Box::new(opened))));
                }
                Effect::Log(logging) => {
                    let result = self.log_result.clone();
                    if result.is_ok() {
                        self.reviews.extend(logging.events);
                    }
                    self.send(Message::Logged(logging.upto, result));
                }
                Effect::Set(settings) => {
                    self.settings = settings;
                    self.send(Message::Set(Ok(())));
                }
                Effect::Learn(goal) => self.send(Message::Learnt(goal, Ok(learn()))),
                other => self.effects.push(other),
            }
        }
        self.paint();
    }

    /// Paints as the loop does, and tells the program how its page lay.
    pub fn paint(&mut self) -> Buffer {
        let (width, height) = self.size;
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        self.painted = view(&self.app, &self.look, area, &mut buffer);
        if self.app.view != self.painted.view {
            self.app
                .update(Message::Painted(self.painted.view.clone()), 0);
            buffer.reset();
            self.painted = view(&self.app, &self.look, area, &mut buffer);
        }
        buffer
    }

    /// The screen as text, without blanks at the ends of lines.
    pub fn text(&mut self) -> String {
        text(&self.paint())
    }

    /// The screen at another size, as text.
    pub fn text_at(&mut self, size: (u16, u16)) -> String {
        let before = std::mem::replace(&mut self.size, size);
        let text = self.text();
        self.size = before;
        self.paint();
        text
    }
}

fn open(id: &BankId) -> Result<Arc<Bank>, String> {
    match id.as_ref() {
        "tiny-fit" => Ok(tiny_fit()),
        "tiny-quiz" => Ok(tiny_quiz()),
        other => Err(format!("no bank {other}")),
    }
}

pub fn text(buffer: &Buffer) -> String {
    let rows = buffer
        .content()
        .chunks(usize::from(buffer.area.width.max(1)));
    let row = |cells: &[ratatui::buffer::Cell]| {
        let mut line = String::new();
        let mut cells = cells.iter();
        while let Some(cell) = cells.next() {
            line.push_str(cell.symbol());
            // A wide character covers the cell after it.
            if cell.symbol().width() > 1 {
                cells.next();
            }
        }
        line.trim_end().to_owned()
    };
    rows.map(row).collect::<Vec<_>>().join("\n")
}

fn key(name: &str) -> Key {
    match name {
        "Enter" => Key::Enter,
        "Esc" => Key::Esc,
        "Tab" => Key::Tab,
        "Space" => Key::Char(' '),
        "Backspace" => Key::Backspace,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "PgUp" => Key::PageUp,
        "PgDn" => Key::PageDown,
        "Home" => Key::Home,
        "End" => Key::End,
        "F1" => Key::F1,
        "C-c" => Key::Ctrl('c'),
        "C-g" => Key::Ctrl('g'),
        "C-f" => Key::Ctrl('f'),
        "C-r" => Key::Ctrl('r'),
        "C-z" => Key::Ctrl('z'),
        one if one.chars().count() == 1 => Key::Char(one.chars().next().unwrap()),
        other => panic!("there is no key {other}"),
    }
}
