//! The one way the program's state changes: takes each message, and routes what is done to the page
//! that it is for.

use super::{
    Action, App, Doomed, Effect, History, Intro, Kept, Message, Millis, Overlay, Preview,
    ResultPage, Screen, Sitting, Told,
};
use crate::bank::Bank;
use crate::run::{Plan, Run, RunKey};
use std::sync::Arc;

impl App {
    /// Applies a message that came at `now`, and says what must happen outside.
    pub fn update(&mut self, message: Message, now: Millis) -> Vec<Effect> {
        // What could not be kept is tried again when something happens, not at once: unless
        // another pofit was in the way.
        let waits = match &message {
            Message::Kept(_, Err(fault)) => !fault.elsewhere,
            Message::Logged(_, Err(_)) | Message::Kept(..) | Message::Painted(_) => true,
            _ => false,
        };
        let is_painted = matches!(message, Message::Painted(_)); // it knows no time
        let message = if !is_painted && self.is_time_up(now) {
            self.close_exam(now);
            in_time(message)
        } else {
            message
        };
        let leaves = matches!(
            message,
            Message::Act(Action::Quit | Action::Interrupt | Action::Back | Action::Suspend)
        );
        let effects = self.apply(message, now);
        if waits {
            return effects;
        }
        // First of all what is new is kept, before the program may end.
        let mut all = self.keeping(leaves);
        all.extend(self.logging());
        all.extend(effects);
        all
    }

    fn apply(&mut self, message: Message, now: Millis) -> Vec<Effect> {
        match message {
            Message::Act(action) => return self.act(action, now),
            Message::Paste(text) => self.paste(&text),
            Message::Painted(view) => self.painted(view),
            Message::Resumed(at) => {
                if let Some(desk) = &mut self.desk {
                    desk.resumed(at, now);
                }
            }
            Message::Woken => {
                // An exam's time was counted already.
                if let Screen::Preview(page) = &mut self.screen {
                    page.looked(now);
                    return vec![Effect::Look];
                }
            }
            #[cfg(debug_assertions)]
            Message::Panic => {}
            answer => return self.answered(answer, now),
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str) {
        match (&self.overlay, &mut self.screen) {
            (None, Screen::Sitting(sitting)) => sitting.input.paste(text),
            (None, Screen::Recall(page)) => page.sitting.input.paste(text),
            (None, Screen::Preview(page)) => page.paste(text),
            (None, Screen::Find(page)) => page.paste(text),
            _ => {}
        }
    }

    /// Takes what the outside answers to an effect.
    fn answered(&mut self, answer: Message, now: Millis) -> Vec<Effect> {
        match answer {
            Message::Opened(Ok(bank)) => self.introduce(bank),
            Message::Learnt(goal, Ok(learn)) => {
                self.learn = Some(learn);
                return self.learn(goal);
            }
            Message::Exported(told) => {
                self.overlay = Some(told.map_or_else(Overlay::Fault, Overlay::Notice));
            }
            Message::Kept(keeping, result) => self.kept(&keeping, result),
            Message::Fetched(key, Ok(run)) => self.fetched(key, *run, now),
            Message::Listed(from, Ok((rows, total))) => match &mut self.screen {
                Screen::History(page) => page.extend(from, rows, total),
                _ => self.screen = Screen::History(Box::new(History::new(rows, total))),
            },
            Message::Deleted(Ok(())) => {
                self.keep.waiting.clear();
                return vec![Effect::History(0)];
            }
            Message::Moved(Ok(keep)) => self.keep = keep,
            Message::Told(Ok(document)) => {
                let behind = Box::new(std::mem::replace(&mut self.screen, Screen::Home));
                let scroll = 0;
                self.screen = Screen::Told(Box::new(Told {
                    document,
                    scroll,
                    behind,
                }));
            }
            Message::Examined(Ok(exam)) => {
                let (bank, plan) = *exam;
                let kept = self.keep.place.clone();
                self.screen = Screen::Intro(Box::new(Intro::new(bank, plan, kept)));
            }
            Message::Looked(found) => {
                if let (Screen::Preview(page), Some(found)) = (&mut self.screen, found) {
                    page.found(found, now);
                }
            }
            Message::Practising(Ok(opened)) => self.practising(*opened, now),
            Message::Logged(upto, result) => self.logged(upto, result),
            Message::Tuned(Ok(tuned)) => self.tuned(&tuned, now),
            Message::Opened(Err(why))
            | Message::Learnt(_, Err(why))
            | Message::Examined(Err(why))
            | Message::Practising(Err(why))
            | Message::Set(Err(why))
            | Message::Tuned(Err(why))
            | Message::Fetched(_, Err(why))
            | Message::Listed(_, Err(why))
            | Message::Deleted(Err(why))
            | Message::Moved(Err(why))
            | Message::Told(Err(why)) => self.overlay = Some(Overlay::Fault(why)),
            // What asks for nothing more, and what is no answer.
            _ => {}
        }
        Vec::new()
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
            (None, Screen::Sitting(sitting)) => sitting.painted(last),
            (None, Screen::Recall(page)) => page.sitting.painted(last),
            (None, Screen::Preview(page)) => page.painted(last),
            _ => {}
        }
    }

    fn act(&mut self, action: Action, now: Millis) -> Vec<Effect> {
        match action {
            Action::Suspend => return vec![Effect::Suspend],
            Action::Interrupt if self.overlay == Some(Overlay::Leave) => return vec![Effect::Quit],
            Action::Quit | Action::Interrupt => {
                let behind = self.desk.as_ref().is_some_and(super::Desk::is_behind);
                if self.open_run().is_none() && !behind {
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

    /// Shows a bank that is being written.
    pub fn preview(&mut self, name: &str, found: super::preview::Found) {
        self.screen = Screen::Preview(Box::new(Preview::new(name, found, 0)));
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
}

/// What a message that comes after the end of an exam still means: keys were meant for the exam.
fn in_time(message: Message) -> Message {
    match message {
        Message::Act(Action::Quit | Action::Interrupt | Action::Suspend) => message,
        Message::Act(_) | Message::Paste(_) => Message::Woken,
        message => message,
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
            (Self::Fault(_) | Self::Notice(_), _)
            | (Self::Leave | Self::Delete { .. } | Self::Store { .. }, Action::Back) => {
                OverlayTurn::Close
            }
            (Self::Leave | Self::Delete { .. } | Self::Store { .. }, _) => OverlayTurn::Stay,
        }
    }
}
