//! The page before practice: what there is to do, what is known by topic, and the settings.

use super::desk::Desk;
use super::home::moved;
use super::{Action, Millis};
use crate::practice::{
    CardId, DAY, ENOUGH, Instant, Scope, Settings, Today, TopicMastery, mastery, usable,
};
use crate::report::{self, Document};

/// At most so many leeches are named.
const LEECHES: usize = 5;

/// The page before practice.
#[derive(Debug, Clone)]
pub struct Practice {
    /// What there is to do, in words.
    pub about: Document,
    /// What can be chosen.
    pub rows: Vec<Row>,
    /// Row pointed at.
    pub cursor: usize,
    /// What is known by topic.
    pub topics: Vec<TopicMastery>,
    /// Items that are answered wrong again and again, with their stems.
    pub leeches: Vec<(CardId, String)>,
    /// The settings as they stand.
    pub settings: Settings,
    /// What there is to do.
    pub today: Today,
    /// What the last sitting of practice came to.
    done: Option<Done>,
    /// When the present day began.
    midnight: Instant,
}

/// What a sitting of practice came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// Answers.
    pub answers: usize,
    /// Right ones among them.
    pub right: usize,
}

/// One row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// Practise what is due and what is new.
    Start,
    /// Practise the weakest although they are not due.
    Anyway,
    /// How much was known over the weeks.
    Weeks,
    /// What to do on each day until the course.
    Plan,
    /// Fit the schedule to the log.
    Tune,
    /// An item that is answered wrong again and again.
    Leech(usize),
    /// A topic.
    Topic(usize),
    /// New items a day.
    NewPerDay,
    /// Recall to aim at.
    Retention,
    /// Answers a day to aim at.
    Goal,
    /// The day of the course that one practises for.
    Course,
}

/// Where to go from the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// Stay.
    Stay,
    /// To the home page.
    Back,
    /// To practice.
    Start {
        /// Of what.
        scope: Scope,
        /// Whether the weakest are asked although nothing is due.
        anyway: bool,
    },
    /// To the picture over the weeks.
    Weeks,
    /// To the plan until the course.
    Plan,
    /// The schedule is to be fitted.
    Tune,
    /// To what there is to read about an item.
    Read(CardId),
    /// Another setting.
    Set(Settings),
    /// The last answer is to be taken back.
    Undo,
}

impl Practice {
    /// The page as things stand.
    pub fn new(desk: &Desk, done: Option<Done>, now: Millis) -> Self {
        let mut page = Self {
            about: Document::default(),
            rows: Vec::new(),
            cursor: 0,
            topics: Vec::new(),
            leeches: Vec::new(),
            settings: desk.deck.settings(),
            today: Today::default(),
            done,
            midnight: 0,
        };
        page.refresh(desk, now);
        page
    }

    /// Brings the page up to date with the deck.
    pub fn refresh(&mut self, desk: &Desk, now: Millis) {
        let (deck, at) = (&desk.deck, desk.at(now));
        self.settings = deck.settings();
        self.today = deck.today(&desk.scope, at);
        self.topics = mastery(deck, &desk.scope, at);
        let leeches = deck.leeches();
        let named = leeches.into_iter().filter_map(|id| {
            let (_, item) = deck.item(id)?;
            Some((id.clone(), report::one_line(item)))
        });
        self.leeches = named.take(LEECHES).collect();
        self.about = report::practice(desk_view(desk, self, at));
        let pointed_at = self.rows.get(self.cursor).copied();
        self.rows = vec![Row::Anyway];
        if self.today.has_more() {
            self.rows.insert(0, Row::Start);
        }
        self.rows.extend((0..self.leeches.len()).map(Row::Leech));
        self.rows.extend((0..self.topics.len()).map(Row::Topic));
        self.rows.push(Row::Weeks);
        if self.today.course.is_some() {
            self.rows.push(Row::Plan);
        }
        if usable(deck) >= ENOUGH && desk.keeps {
            self.rows.push(Row::Tune);
        }
        self.rows
            .extend([Row::NewPerDay, Row::Retention, Row::Goal, Row::Course]);
        self.midnight = deck.midnight_before(at);
        // What there is to do may have come or gone above it.
        let stands = self.rows.iter().position(|row| Some(*row) == pointed_at);
        self.cursor = stands.unwrap_or(self.cursor);
    }

    /// Whether the row pointed at is a setting.
    pub fn is_setting(&self) -> bool {
        let row = self.rows.get(self.cursor);
        matches!(
            row,
            Some(Row::NewPerDay | Row::Retention | Row::Goal | Row::Course)
        )
    }

    /// Applies an action.
    pub fn update(&mut self, action: Action, scope: &Scope) -> Turn {
        match action {
            Action::Back => return Turn::Back,
            Action::Undo => return Turn::Undo,
            Action::Trend => return Turn::Weeks,
            Action::Less => return self.set(false),
            Action::More => return self.set(true),
            Action::Confirm => return self.chosen(scope),
            Action::Pick(row) if row < self.rows.len() => {
                self.cursor = row;
                return self.chosen(scope);
            }
            action => self.cursor = moved(self.cursor, self.rows.len(), action),
        }
        Turn::Stay
    }

    fn chosen(&self, scope: &Scope) -> Turn {
        match self.rows.get(self.cursor) {
            Some(Row::Start) => Turn::Start {
                scope: scope.clone(),
                anyway: false,
            },
            Some(Row::Anyway) => Turn::Start {
                scope: scope.clone(),
                anyway: true,
            },
            Some(Row::Weeks) => Turn::Weeks,
            Some(Row::Plan) => Turn::Plan,
            Some(Row::Tune) => Turn::Tune,
            Some(Row::Leech(at)) => match self.leeches.get(*at) {
                Some((id, _)) => Turn::Read(id.clone()),
                None => Turn::Stay,
            },
            Some(Row::Topic(at)) => self.topic(*at),
            Some(Row::NewPerDay | Row::Retention | Row::Goal | Row::Course) => self.set(true),
            None => Turn::Stay,
        }
    }

    /// A day later or earlier; the first is a fortnight ahead, and before tomorrow there is none.
    fn other_course(&self, course: Option<Instant>, up: bool) -> Option<Instant> {
        let tomorrow = self.midnight + DAY;
        match course.filter(|course| *course >= tomorrow) {
            None => up.then_some(self.midnight + 14 * DAY),
            Some(course) if up => Some(course + DAY),
            Some(course) => Some(course - DAY).filter(|course| *course >= tomorrow),
        }
    }

    /// A topic alone: what is due and new of it, or its weakest.
    fn topic(&self, at: usize) -> Turn {
        let Some(topic) = self.topics.get(at) else {
            return Turn::Stay;
        };
        let named = topic.topic.iter();
        let scope = Scope {
            banks: vec![topic.bank.clone()],
            topics: named.map(|id| (topic.bank.clone(), id.clone())).collect(),
        };
        let fresh = topic.counts.unseen.min(self.today.fresh);
        Turn::Start {
            scope,
            anyway: topic.due + fresh == 0 && self.today.course.is_none(),
        }
    }

    fn set(&self, up: bool) -> Turn {
        let step = |value: u16, by: u16| {
            let down = value.saturating_sub(by);
            if up { value.saturating_add(by) } else { down }
        };
        let Settings {
            new_per_day,
            retention,
            goal,
            course,
        } = self.settings;
        let settings = match self.rows.get(self.cursor) {
            Some(Row::NewPerDay) => Settings {
                new_per_day: step(
                    new_per_day,
                    if new_per_day < 10 + u16::from(!up) {
                        1
                    } else {
                        5
                    },
                ),
                ..self.settings
            },
            Some(Row::Retention) => Settings {
                retention: step(retention, 1),
                ..self.settings
            },
            Some(Row::Goal) => Settings {
                goal: step(goal, 5),
                ..self.settings
            },
            Some(Row::Course) => Settings {
                course: self.other_course(course, up),
                ..self.settings
            },
            _ => return Turn::Stay,
        };
        Turn::Set(settings.in_range())
    }
}

/// What the words at the top of the page rest on.
fn desk_view(desk: &Desk, page: &Practice, at: i64) -> report::PracticeNow {
    report::PracticeNow {
        today: page.today,
        tomorrow: desk.deck.due_on(&desk.scope, at, 1),
        done: page.done.map(|done| (done.answers, done.right)),
        keeps: desk.keeps,
        on_the_day: desk
            .deck
            .settings()
            .course_ahead(at)
            .map(|course| desk.deck.expected_recall(&desk.scope, course)),
        seen: page
            .topics
            .iter()
            .map(|topic| topic.counts.all() - topic.counts.unseen)
            .sum(),
        all: page.topics.iter().map(|topic| topic.counts.all()).sum(),
    }
}
