//! What the screen asks of the outside: banks, the history, reports, files that are watched.

use super::environment;
use super::keeper::{self, Keeper};
use super::preview::Watch;
use super::shelf::Shelf;
use super::{Done, Failure, exam, history, plan, practise, print, settings};
use crate::app::history::PAGE;
use crate::app::preview::Found;
use crate::app::{App, Keep, KeepFault, Logging, Opened, Tell};
use crate::bank::{Bank, BankId};
use crate::cli::{LookArgs, QuizArgs};
use crate::learn::Learn;
use crate::practice::{Instant, Settings, Tuned};
use crate::report::{self, Document, Record};
use crate::run::{Keeping, Plan, Row, Run, RunKey};
use crate::store;
use crate::tui::{self, Exit, Options};
use std::io;
use std::process::ExitCode;
use std::sync::Arc;

/// At most so many runs in the picture of a trend.
const TREND: usize = 30;

/// What the screen asks of the outside.
pub(super) struct Outside<'a> {
    shelf: &'a Shelf,
    keeper: Keeper,
    look: &'a LookArgs,
    /// Banks from files that are practised beside those of the shelf.
    pub(super) practised: Vec<Arc<Bank>>,
    /// The file of a preview.
    pub(super) watch: Option<Watch>,
}

impl<'a> Outside<'a> {
    /// What any page needs: nothing from files is practised, and no file is watched.
    pub(super) fn new(shelf: &'a Shelf, keeper: Keeper, look: &'a LookArgs) -> Self {
        Self {
            shelf,
            keeper,
            look,
            practised: Vec::new(),
            watch: None,
        }
    }
}

fn words<T>(result: Result<T, Failure>) -> Result<T, String> {
    result.map_err(|failure| failure.to_string())
}

impl tui::Edge for Outside<'_> {
    fn bank(&mut self, id: &BankId) -> Result<Arc<Bank>, String> {
        words(self.shelf.open(id))
    }

    fn learn(&mut self) -> Result<Arc<Learn>, String> {
        words(self.shelf.learn())
    }

    fn keep(&mut self, keeping: &Keeping) -> Result<(), KeepFault> {
        self.keeper.write(keeping, self.shelf)
    }

    fn fetch(&mut self, key: RunKey) -> Result<Run, String> {
        words(self.keeper.run(key))
    }

    fn history(&mut self, from: usize) -> Result<(Vec<Row>, usize), String> {
        words(self.keeper.list(from, PAGE))
    }

    fn delete(&mut self, key: Option<RunKey>) -> Result<(), String> {
        words(self.keeper.delete(key))
    }

    fn export(&mut self, run: &Run) -> Result<String, String> {
        super::report::export(run)
    }

    fn tell(&mut self, what: &Tell) -> Result<Document, String> {
        words(match what {
            Tell::Compare(first, second) => history::compared(&mut self.keeper, *first, *second),
            Tell::Plan(scope) => plan::told(self.shelf, &mut self.keeper, &self.practised, scope),
            Tell::Trend(bank) => self
                .keeper
                .finished(bank, TREND)
                .map(|rows| report::trend(&rows)),
        })
    }

    fn exam(&mut self, bank: &Bank, plan: Plan) -> Result<Plan, String> {
        let form = words(exam::named(self.shelf, None))?;
        words(exam::plan(bank, plan, &form, &QuizArgs::default()))
    }

    fn look(&mut self) -> Option<Found> {
        self.watch.as_mut()?.look()
    }

    fn time(&mut self) -> Instant {
        keeper::now()
    }

    fn practise(&mut self) -> Result<Opened, String> {
        words(practise::begun(
            self.shelf,
            &mut self.keeper,
            &self.practised,
        ))
    }

    fn log(&mut self, logging: &Logging) -> Result<(), String> {
        let kept = self.keeper.made().and_then(|store| match store {
            Some(store) => store.keep_reviews(&logging.events, &logging.due),
            None => Ok(()),
        });
        kept.map_err(|trouble| trouble.to_string())
    }

    fn set(&mut self, settings: Settings) -> Result<(), String> {
        words(settings::write(settings))
    }

    fn tune(&mut self) -> Result<Tuned, String> {
        practise::tune(self.shelf, &mut self.keeper)
    }

    fn move_aside(&mut self) -> Result<Keep, String> {
        let moved = keeper::place(self.look).map_or(Ok(()), |place| {
            let moved = store::move_aside(&place);
            moved.map(drop)
        });
        let keeper = moved.and_then(|()| Keeper::open(self.look));
        self.keeper = keeper.map_err(|trouble| trouble.to_string())?;
        Ok(self.keeper.keep())
    }
}

/// The screen, until the person leaves.
pub(super) fn screen(app: App, shelf: &Shelf, keeper: Keeper, look: &LookArgs, json: bool) -> Done {
    on_screen(app, Outside::new(shelf, keeper, look), json)
}

/// The same, with what is outside made beforehand.
pub(super) fn on_screen(mut app: App, mut outside: Outside<'_>, json: bool) -> Done {
    tui::install_panic_hook();
    let options = Options {
        look: environment::look(outside.look),
        mouse: !outside.look.no_mouse,
    };
    match tui::run(&mut app, options, &mut outside)? {
        Exit::Gone => return Err(Failure::Gone),
        Exit::Signal(signal) => return Err(Failure::Signal(signal)),
        Exit::Quit => {}
    }
    if !json {
        return Ok(ExitCode::SUCCESS);
    }
    match &app.finished {
        Some((run, _)) => {
            print(&Record::new(run).to_json().map_err(io::Error::from)?)?;
            Ok(ExitCode::SUCCESS)
        }
        None => Err(Failure::Failed(
            "no run was finished, so there is no result".to_owned(),
        )),
    }
}
