//! The one way the program's state changes: routes each message to the page that it is for.

use super::home::Chosen;
use super::{
    Action, App, Doomed, Effect, Find, Goal, History, Input, Intro, Kept, Message, Millis, Opens,
    Overlay, Read, ResultPage, Review, Screen, Sitting, Tell, Told, find, history, intro, read,
    result, review, sitting,
};
use crate::bank::Bank;
use crate::report::Target;
use crate::run::{Length, Plan, Run, RunKey, next_seed};
use std::sync::Arc;

impl App {
    /// Applies a message that came at `now`, and says what must happen outside.
    pub fn update(&mut self, message: Message, now: Millis) -> Vec<Effect> {
        // What could not be kept is tried again when something happens, not at once: unless
        // another pofit was in the way.
        let waits = match &message {
            Message::Kept(_, Err(fault)) => !fault.elsewhere,
            Message::Kept(..) | Message::Painted(_) => true,
            _ => false,
        };
        let effects = self.apply(message, now);
        if waits {
            return effects;
        }
        // First of all what is new is kept, before the program may end.
        let mut all = self.keeping();
        all.extend(effects);
        all
    }

    fn apply(&mut self, message: Message, now: Millis) -> Vec<Effect> {
        match message {
            Message::Act(action) => self.act(action, now),
            Message::Paste(text) => {
                match (&self.overlay, &mut self.screen) {
                    (None, Screen::Sitting(sitting)) => sitting.input.paste(&text),
                    (None, Screen::Find(page)) => page.paste(&text),
                    _ => {}
                }
                Vec::new()
            }
            Message::Opened(Ok(bank)) => {
                self.introduce(bank);
                Vec::new()
            }
            Message::Opened(Err(why)) => {
                self.overlay = Some(Overlay::Fault(why));
                Vec::new()
            }
            Message::Learnt(goal, Ok(learn)) => {
                self.learn = Some(learn);
                self.learn(goal)
            }
            Message::Learnt(_, Err(why)) => {
                self.overlay = Some(Overlay::Fault(why));
                Vec::new()
            }
            Message::Kept(keeping, result) => {
                self.kept(&keeping, result);
                Vec::new()
            }
            Message::Fetched(key, Ok(run)) => {
                self.fetched(key, *run, now);
                Vec::new()
            }
            Message::Listed(from, Ok((rows, total))) => {
                match &mut self.screen {
                    Screen::History(page) => page.extend(from, rows, total),
                    _ => self.screen = Screen::History(Box::new(History::new(rows, total))),
                }
                Vec::new()
            }
            Message::Deleted(Ok(())) => {
                self.keep.waiting.clear();
                vec![Effect::History(0)]
            }
            Message::Moved(Ok(keep)) => {
                self.keep = keep;
                Vec::new()
            }
            Message::Told(Ok(document)) => {
                let behind = Box::new(std::mem::replace(&mut self.screen, Screen::Home));
                let scroll = 0;
                self.screen = Screen::Told(Box::new(Told {
                    document,
                    scroll,
                    behind,
                }));
                Vec::new()
            }
            Message::Fetched(_, Err(why))
            | Message::Listed(_, Err(why))
            | Message::Deleted(Err(why))
            | Message::Moved(Err(why))
            | Message::Told(Err(why)) => {
                self.overlay = Some(Overlay::Fault(why));
                Vec::new()
            }
            Message::Painted(view) => {
                self.painted(view);
                Vec::new()
            }
            #[cfg(debug_assertions)]
            Message::Panic => Vec::new(),
        }
    }

    /// Shows the page before a run of `bank`.
    pub fn introduce(&mut self, bank: Arc<Bank>) {
        let kept = self.keep.place.clone();
        self.screen = Screen::Intro(Box::new(Intro::new(bank, self.defaults.clone(), kept)));
    }

    /// Begins a run at once.
    pub fn begin(&mut self, bank: Arc<Bank>, plan: Plan, now: Millis) {
        match Run::new(bank, plan) {
            Ok(run) => {
                self.screen = Screen::Sitting(Box::new(Sitting::new(run, now)));
            }
            Err(fault) => self.overlay = Some(Overlay::Fault(fault.to_string())),
        }
    }

    fn painted(&mut self, view: super::Viewport) {
        let last = view.last_top();
        self.view = view;
        match (&mut self.overlay, &mut self.screen) {
            (Some(Overlay::Help { scroll }), _) => *scroll = (*scroll).min(last),
            (None, Screen::Result(page)) => page.scroll = page.scroll.min(last),
            (None, Screen::Sitting(sitting)) => {
                if let Input::Explained { scroll } = &mut sitting.input {
                    *scroll = (*scroll).min(last);
                }
            }
            _ => {}
        }
    }

    fn act(&mut self, action: Action, now: Millis) -> Vec<Effect> {
        match action {
            Action::Suspend => return vec![Effect::Suspend],
            Action::Interrupt if self.overlay == Some(Overlay::Leave) => return vec![Effect::Quit],
            Action::Quit | Action::Interrupt => {
                if self.open_run().is_none() {
                    return vec![Effect::Quit];
                }
                self.overlay = Some(Overlay::Leave);
                return Vec::new();
            }
            _ => {}
        }
        if let Some(overlay) = &mut self.overlay {
            return match overlay.act(action, &self.view) {
                OverlayTurn::Stay => Vec::new(),
                OverlayTurn::MoveAside => {
                    self.overlay = None;
                    vec![Effect::MoveAside]
                }
                OverlayTurn::Delete(key) => {
                    self.overlay = None;
                    vec![Effect::Delete(key)]
                }
                OverlayTurn::Quit => vec![Effect::Quit],
                OverlayTurn::Close => {
                    self.overlay = None;
                    Vec::new()
                }
            };
        }
        if action == Action::Help {
            self.overlay = Some(Overlay::Help { scroll: 0 });
            return Vec::new();
        }
        self.act_on_screen(action, now)
    }

    fn act_on_screen(&mut self, action: Action, now: Millis) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Home => return self.act_at_home(action, now),
            Screen::Intro(page) => match page.update(action, &self.view) {
                intro::Turn::Stay => {}
                intro::Turn::Back => self.go_home(),
                intro::Turn::Start => {
                    let (bank, plan) = (Arc::clone(&page.bank), page.plan.clone());
                    self.begin(bank, plan, now);
                }
            },
            Screen::Sitting(page) => match page.update(action, now, &self.view) {
                sitting::Turn::Stay => {}
                sitting::Turn::Read(entry) => return self.learn(Goal::Entry(entry)),
                sitting::Turn::Review => {
                    self.screen = Screen::Review(Box::new(Review::new((**page).clone())));
                }
                sitting::Turn::Finish => {
                    let (run, kept) = (page.run.clone(), page.kept);
                    self.finish(run, kept);
                }
                sitting::Turn::Leave => {
                    let open = (**page).clone();
                    self.park(open);
                }
            },
            Screen::Review(page) => match page.update(action) {
                review::Turn::Stay => {}
                review::Turn::Finish => {
                    let (run, kept) = (page.sitting.run.clone(), page.sitting.kept);
                    self.finish(run, kept);
                }
                turn => {
                    let mut open = page.sitting.clone();
                    let unanswered = open.run.first_unanswered();
                    match turn {
                        review::Turn::Open(place) => open.run.go(place),
                        review::Turn::Unanswered => open.run.go(unanswered.unwrap_or(usize::MAX)),
                        _ => {}
                    }
                    open.show(now);
                    self.screen = Screen::Sitting(Box::new(open));
                }
            },
            Screen::History(page) => match page.update(action) {
                history::Turn::Stay => {}
                history::Turn::Back => self.go_home(),
                history::Turn::More(from) => return vec![Effect::History(from)],
                history::Turn::Open(key) => return vec![Effect::Fetch(key)],
                history::Turn::Compare(a, b) => return vec![Effect::Tell(Tell::Compare(a, b))],
                history::Turn::Trend(bank) => return vec![Effect::Tell(Tell::Trend(bank))],
                history::Turn::Delete(what) => {
                    self.overlay = Some(Overlay::Delete { what, sure: false });
                }
            },
            Screen::Told(page) => {
                if let Some(top) = self.view.scrolled(page.scroll, action) {
                    page.scroll = top;
                } else if action == Action::Back {
                    let behind = std::mem::replace(&mut *page.behind, Screen::Home);
                    self.screen = behind;
                }
            }
            Screen::Find(page) => match page.update(action) {
                find::Turn::Stay => {}
                find::Turn::Back => self.go_home(),
                find::Turn::Open(entry) => return self.learn(Goal::Entry(entry)),
            },
            Screen::Read(page) => match page.update(action, &self.view) {
                read::Turn::Stay => {}
                read::Turn::Back => {
                    let behind = std::mem::replace(&mut *page.behind, Screen::Home);
                    self.screen = behind;
                }
                read::Turn::Run(target) => self.begin_items(&target, now),
            },
            Screen::Result(page) => match page.update(action, &self.view) {
                result::Turn::Stay => {}
                result::Turn::Read(entry) => return self.learn(Goal::Entry(entry)),
                result::Turn::Back => match page.behind.take() {
                    Some(behind) => self.screen = *behind,
                    None => self.go_home(),
                },
                result::Turn::Run(plan) => {
                    let bank = Arc::clone(page.run.bank());
                    self.begin(bank, *plan, now);
                }
            },
        }
        Vec::new()
    }

    fn act_at_home(&mut self, action: Action, now: Millis) -> Vec<Effect> {
        let above = self.above();
        match self.home.update(action, above) {
            None => Vec::new(),
            Some(Chosen::Result) => {
                if let Some((run, _)) = self.finished.clone() {
                    self.screen = Screen::Result(Box::new(ResultPage::new(run)));
                }
                Vec::new()
            }
            Some(Chosen::Open(Opens::Bank(bank))) => vec![Effect::Open(bank)],
            Some(Chosen::Open(Opens::Learn)) => self.learn(Goal::List),
            Some(Chosen::Open(Opens::History)) => vec![Effect::History(0)],
            Some(Chosen::Fetch(place)) => {
                let row = self.keep.waiting.get(place);
                row.map(|row| Effect::Fetch(row.key)).into_iter().collect()
            }
            Some(Chosen::Continue(place)) => {
                if place < self.parked.len() {
                    let mut open = self.parked.remove(place);
                    open.show(now);
                    self.screen = Screen::Sitting(Box::new(open));
                }
                Vec::new()
            }
        }
    }

    /// Shows a run that was kept, as the first page.
    pub fn resume(&mut self, key: RunKey, run: Run) {
        self.fetched(key, run, 0);
    }

    /// Shows a run that was kept: its result when it is finished, else its item.
    fn fetched(&mut self, key: RunKey, run: Run, now: Millis) {
        if run.is_finished() {
            let mut page = ResultPage::new(run);
            if matches!(self.screen, Screen::History(_)) {
                let behind = std::mem::replace(&mut self.screen, Screen::Home);
                page.behind = Some(Box::new(behind));
            }
            self.screen = Screen::Result(Box::new(page));
            return;
        }
        // A run that waits in this very sitting is further than what is kept.
        let here = |open: &Sitting| open.kept.key == Some(key);
        let open = if let Some(place) = self.parked.iter().position(here) {
            let mut open = self.parked.remove(place);
            open.show(now);
            open
        } else {
            let kept = Kept::whole(key, &run);
            let mut open = Sitting::new(run, now);
            open.kept = kept;
            open
        };
        self.keep.waiting.retain(|row| row.key != key);
        self.screen = Screen::Sitting(Box::new(open));
    }

    /// Shows what there is to read, once it is there.
    fn learn(&mut self, goal: Goal) -> Vec<Effect> {
        let Some(learn) = self.learn.clone() else {
            return vec![Effect::Learn(goal)];
        };
        match goal {
            Goal::List => self.screen = Screen::Find(Box::new(Find::new(learn))),
            Goal::Entry(entry) => {
                let behind = std::mem::replace(&mut self.screen, Screen::Home);
                self.screen = Screen::Read(Box::new(Read::new(learn, entry, behind)));
            }
        }
        Vec::new()
    }

    /// Begins a run over the items that a link leads to; a run that waits behind is kept.
    fn begin_items(&mut self, target: &Target, now: Millis) {
        let Target::Items(bank, items) = target else {
            return;
        };
        let Some(bank) = self
            .learn
            .as_ref()
            .and_then(|learn| learn.quiz(bank).cloned())
        else {
            return;
        };
        if let Some(open) = self.screen.sitting().cloned() {
            self.park(open);
        }
        let plan = Plan {
            only: Some(items.clone()),
            topics: Vec::new(),
            length: Length::All,
            ..self.defaults.clone()
        };
        self.begin(bank, plan, now);
    }

    fn park(&mut self, open: Sitting) {
        if open.is_begun() {
            self.parked.insert(0, open);
        }
        self.go_home();
    }

    fn go_home(&mut self) {
        self.screen = Screen::Home;
        self.home.cursor = 0;
    }

    fn finish(&mut self, run: Run, kept: Kept) {
        let page = ResultPage::new(run);
        self.defaults.seed = next_seed(page.run.plan().seed);
        self.finished = Some((page.run.clone(), kept));
        self.screen = Screen::Result(Box::new(page));
    }
}

/// What an overlay makes of an action.
enum OverlayTurn {
    Stay,
    Close,
    Quit,
    /// Delete this run, or all.
    Delete(Option<RunKey>),
    /// Move the history aside.
    MoveAside,
}

impl Overlay {
    fn act(&mut self, action: Action, view: &super::Viewport) -> OverlayTurn {
        match (self, action) {
            (Self::Leave, Action::Confirm) => OverlayTurn::Quit,
            (Self::Delete { what, sure }, Action::Confirm) => match (*sure, what) {
                (true, Doomed::One(key, _)) => OverlayTurn::Delete(Some(*key)),
                (true, Doomed::All(_)) => OverlayTurn::Delete(None),
                (false, _) => {
                    *sure = true;
                    OverlayTurn::Stay
                }
            },
            (Self::Store { can_move: true, .. }, Action::MoveAside) => OverlayTurn::MoveAside,
            (Self::Help { scroll }, action) => match view.scrolled(*scroll, action) {
                Some(top) => {
                    *scroll = top;
                    OverlayTurn::Stay
                }
                None => OverlayTurn::Close,
            },
            (Self::Fault(_), _)
            | (Self::Leave | Self::Delete { .. } | Self::Store { .. }, Action::Back) => {
                OverlayTurn::Close
            }
            (Self::Leave | Self::Delete { .. } | Self::Store { .. }, _) => OverlayTurn::Stay,
        }
    }
}
