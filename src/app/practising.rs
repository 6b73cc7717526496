//! Where the pages of practice lead.

use super::desk::{Desk, Opened};
use super::practice::{self, Done, Practice};
use super::recall::{self, Recall};
use super::{Action, App, Effect, Goal, Millis, Opens, Overlay, Screen, Tell, Told, Why};
use crate::learn::Entry;
use crate::practice::{self as room, CardId, Scope, Session, Tuned};
use crate::report;

impl App {
    /// Opens the page before practice; with answers that could not be kept yet, the desk stays.
    pub(super) fn practise(&mut self, now: Millis) -> Vec<Effect> {
        if self.desk.as_ref().is_some_and(Desk::is_behind) {
            self.show_practice(None, now);
            return Vec::new();
        }
        vec![Effect::Practise]
    }

    /// Takes the deck that was asked for.
    pub fn practising(&mut self, opened: Opened, now: Millis) {
        if let Some(complaint) = &opened.complaint {
            self.overlay = Some(Overlay::Fault(complaint.clone()));
        }
        self.desk = Some(Desk::new(opened, self.scope.clone(), now));
        self.show_practice(None, now);
    }

    fn show_practice(&mut self, done: Option<Done>, now: Millis) {
        let Some(desk) = &self.desk else { return };
        let mut page = Practice::new(desk, done, now);
        if let Screen::Practice(old) = &self.screen {
            page.cursor = old.cursor.min(page.rows.len().saturating_sub(1));
        }
        self.screen = Screen::Practice(Box::new(page));
    }

    pub(super) fn act_in_practice(&mut self, action: Action, now: Millis) -> Vec<Effect> {
        let (Screen::Practice(page), Some(desk)) = (&mut self.screen, &mut self.desk) else {
            return Vec::new();
        };
        match page.update(action, &desk.scope) {
            practice::Turn::Stay => {}
            practice::Turn::Back => {
                let today = desk.deck.today(&desk.scope, desk.at(now));
                let mut entries = self.home.entries.iter_mut();
                if let Some(entry) = entries.find(|entry| entry.opens == Opens::Practice) {
                    entry.title = report::practise_title(today.due, today.course);
                }
                self.go_home();
            }
            practice::Turn::Start { scope, anyway } => {
                let session = Session::as_set(&desk.deck, scope, anyway, desk.at(now));
                self.recall_next(session, 0, now);
            }
            practice::Turn::Weeks => {
                let document =
                    report::over_weeks(&room::over_weeks(&desk.deck, &desk.scope, desk.at(now)));
                let behind = Box::new(std::mem::replace(&mut self.screen, Screen::Home));
                self.screen = Screen::Told(Box::new(Told {
                    document,
                    scroll: 0,
                    behind,
                }));
            }
            practice::Turn::Plan => return vec![Effect::Tell(Tell::Plan(desk.scope.clone()))],
            practice::Turn::Tune => return vec![Effect::Tune],
            practice::Turn::Read(card) => return self.read_about(&card),
            practice::Turn::Set(settings) => {
                if settings != desk.deck.settings() {
                    desk.deck.reschedule(&desk.parameters, settings);
                    page.refresh(desk, now);
                    return vec![Effect::Set(settings)];
                }
            }
            practice::Turn::Undo => {
                let at = desk.at(now);
                if let Some(review) = desk.deck.undo(at) {
                    let scope = desk.scope.clone();
                    let session = Session::as_set(&desk.deck, scope, false, at);
                    self.recall_again(session, 0, review.card, now);
                } else {
                    let words = report::NOTHING_TO_UNDO.to_owned();
                    self.overlay = Some(Overlay::Notice(words));
                }
            }
        }
        Vec::new()
    }

    pub(super) fn act_in_recall(&mut self, action: Action, now: Millis) -> Vec<Effect> {
        let (Screen::Recall(page), Some(desk)) = (&mut self.screen, &mut self.desk) else {
            return Vec::new();
        };
        match page.update(action, now, &self.view, desk) {
            recall::Turn::Stay => {}
            recall::Turn::Next => {
                let (session, right) = (page.session.clone(), page.right);
                self.recall_next(session, right, now);
            }
            recall::Turn::Before(card) => {
                let (session, right) = (page.session.clone(), page.right);
                self.recall_again(session, right, card, now);
            }
            recall::Turn::Read(entry) => return self.learn(Goal::Entry(entry)),
            recall::Turn::Why(number) => {
                let run = page.sitting.run.clone();
                self.lay_over(|behind| Why::number(run, number, behind));
            }
            recall::Turn::Back => {
                let done = done(&page.session, page.right);
                self.show_practice(done, now);
            }
        }
        Vec::new()
    }

    /// Shows the next item, or what the sitting came to.
    pub(super) fn recall_next(&mut self, session: Session, right: usize, now: Millis) {
        let Some(desk) = &self.desk else { return };
        match Recall::next(session, right, desk, now) {
            Ok(page) => self.screen = Screen::Recall(Box::new(page)),
            Err(session) => {
                let done = done(&session, right);
                self.show_practice(done, now);
            }
        }
    }

    /// Shows an item again whose answer was taken back.
    fn recall_again(&mut self, session: Session, right: usize, card: CardId, now: Millis) {
        let Some(desk) = &self.desk else { return };
        let why = if session.anyway {
            room::Why::Anyway
        } else {
            room::Why::Due
        };
        if let Ok(page) = Recall::of(session, right, card, why, desk, now) {
            self.screen = Screen::Recall(Box::new(page));
        }
    }

    fn read_about(&mut self, card: &CardId) -> Vec<Effect> {
        let item = self.desk.as_ref().and_then(|desk| desk.deck.item(card));
        let question = item.and_then(|(_, item)| item.faq.first().cloned());
        self.learn(question.map_or(Goal::List, |id| Goal::Entry(Entry::Question(id))))
    }

    /// Takes what a fit of the schedule came to.
    pub(super) fn tuned(&mut self, tuned: &Tuned, now: Millis) {
        self.overlay = Some(Overlay::Notice(report::tuned(tuned)));
        if let Some(desk) = self.desk.as_mut().filter(|_| tuned.is_better()) {
            desk.parameters.clone_from(&tuned.parameters);
            let settings = desk.deck.settings();
            desk.deck.reschedule(&tuned.parameters, settings);
            if matches!(self.screen, Screen::Practice(_)) {
                self.show_practice(None, now);
            }
        }
    }

    /// Begins to practise at once, without the page before.
    pub fn recall(&mut self, scope: Scope, anyway: bool, now: Millis) {
        let Some(desk) = &self.desk else { return };
        let session = Session::as_set(&desk.deck, scope, anyway, desk.at(now));
        self.recall_next(session, 0, now);
    }

    /// Practises only this.
    pub fn practise_only(&mut self, scope: Scope) {
        self.scope = scope;
    }
}

fn done(session: &Session, right: usize) -> Option<Done> {
    let answers = session.count();
    (answers > 0).then_some(Done { answers, right })
}
