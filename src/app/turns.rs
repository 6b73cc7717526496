//! Where each page's turn leads: from page to page, and what that asks of the outside.

use super::home::Chosen;
use super::{
    Action, App, Effect, Find, Goal, Kept, Millis, Opens, Overlay, Read, ResultPage, Review,
    Screen, Sitting, Tell, Why, find, history, intro, preview, read, result, review, sitting, why,
};
use crate::report::Target;
use crate::run::{Length, Plan, Run, next_seed};
use std::sync::Arc;

impl App {
    pub(super) fn act_on_screen(&mut self, action: Action, now: Millis) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Home => return self.act_at_home(action, now),
            Screen::Practice(_) => return self.act_in_practice(action, now),
            Screen::Recall(_) => return self.act_in_recall(action, now),
            Screen::Preview(page) => match page.update(action, now, &self.view) {
                preview::Turn::Stay => {}
                preview::Turn::Read(entry) => return self.learn(Goal::Entry(entry)),
                preview::Turn::Back => self.go_home(),
            },
            Screen::Intro(page) => match page.update(action, &self.view) {
                intro::Turn::Stay => {}
                intro::Turn::Back => self.go_home(),
                intro::Turn::Exam => {
                    let plan = Box::new(page.plan.clone());
                    return vec![Effect::Exam(Arc::clone(&page.bank), plan)];
                }
                intro::Turn::Start => {
                    let (bank, plan) = (Arc::clone(&page.bank), page.plan.clone());
                    self.begin(bank, plan, now);
                }
            },
            Screen::Sitting(page) => match page.update(action, now, &self.view) {
                sitting::Turn::Stay => {}
                sitting::Turn::Read(entry) => return self.learn(Goal::Entry(entry)),
                sitting::Turn::Why(number) => {
                    let run = page.run.clone();
                    self.lay_over(|behind| Why::number(run, number, behind));
                }
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
            Screen::Review(page) => {
                let turn = page.update(action, &self.view);
                self.reviewed(turn, now);
            }
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
                    self.screen = uncovered(&mut page.behind);
                }
            }
            Screen::Find(page) => match page.update(action) {
                find::Turn::Stay => {}
                find::Turn::Back => self.go_home(),
                find::Turn::Open(entry) => return self.learn(Goal::Entry(entry)),
            },
            Screen::Read(page) => match page.update(action, &self.view) {
                read::Turn::Stay => {}
                read::Turn::Back => self.screen = uncovered(&mut page.behind),
                read::Turn::Run(target) => self.begin_items(&target, now),
            },
            Screen::Why(page) => match page.update(action, &self.view) {
                why::Turn::Stay => {}
                why::Turn::Back => self.screen = uncovered(&mut page.behind),
            },
            Screen::Result(page) => match page.update(action, &self.view) {
                result::Turn::Stay => {}
                result::Turn::Read(entry) => return self.learn(Goal::Entry(entry)),
                result::Turn::Export => return vec![Effect::Export(Box::new(page.run.clone()))],
                result::Turn::Why(section) => {
                    let run = page.run.clone();
                    self.lay_over(|behind| Why::list(run, section.as_deref(), behind));
                }
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

    /// From the page with all answers: to the result, or to an item.
    fn reviewed(&mut self, turn: review::Turn, now: Millis) {
        let Screen::Review(page) = &self.screen else {
            return;
        };
        let mut open = page.sitting.clone();
        match turn {
            review::Turn::Stay => return,
            review::Turn::Finish => {
                self.finish(open.run, open.kept);
                return;
            }
            review::Turn::Open(place) => open.run.go(place),
            review::Turn::Unanswered => {
                let unanswered = open.run.first_unanswered();
                open.run.go(unanswered.unwrap_or(usize::MAX));
            }
            review::Turn::Back => {}
        }
        open.show(now);
        self.screen = Screen::Sitting(Box::new(open));
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
            Some(Chosen::Open(Opens::Practice)) => self.practise(now),
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

    /// Shows what there is to read, once it is there.
    pub(super) fn learn(&mut self, goal: Goal) -> Vec<Effect> {
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

    /// Shows how numbers came about; the page on show waits behind as it is.
    pub(super) fn lay_over(&mut self, why: impl FnOnce(Screen) -> Why) {
        let behind = std::mem::replace(&mut self.screen, Screen::Home);
        self.screen = Screen::Why(Box::new(why(behind)));
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

    pub(super) fn go_home(&mut self) {
        self.screen = Screen::Home;
        self.home.cursor = 0;
    }

    /// Counts the time of an exam on show; `true` when it is up.
    pub(super) fn is_time_up(&mut self, now: Millis) -> bool {
        let sitting = self.screen.sitting_mut();
        sitting.is_some_and(|sitting| sitting.count_time(now))
    }

    /// Ends the exam on show by itself, with everything kept.
    pub(super) fn close_exam(&mut self, now: Millis) {
        self.overlay = None;
        if let Some(sitting) = self.screen.sitting_mut() {
            sitting.close(now);
            let (run, kept) = (sitting.run.clone(), sitting.kept);
            self.finish(run, kept);
        }
    }

    /// When the clock on show changes next; `None` when there is none, so that nothing needs to wake.
    pub fn wake_at(&self) -> Option<Millis> {
        if let Screen::Preview(page) = &self.screen {
            return Some(page.look_at);
        }
        self.screen.sitting().and_then(Sitting::wake_at)
    }

    fn finish(&mut self, run: Run, kept: Kept) {
        let page = ResultPage::new(run);
        self.defaults.seed = next_seed(page.run.plan().seed);
        self.finished = Some((page.run.clone(), kept));
        self.screen = Screen::Result(Box::new(page));
    }
}

/// The page that lies behind another one, which is left.
fn uncovered(behind: &mut Screen) -> Screen {
    std::mem::replace(behind, Screen::Home)
}
