//! `pofit`, `pofit fit` and `pofit quiz`: on the screen or as a dialogue, and the result as JSON.

use super::environment::{chance, look, plain};
use super::shelf::Shelf;
use super::{Done, Failure, NO, print};
use crate::app::{App, Millis, Opens};
use crate::bank::{Bank, Slug, TopicId};
use crate::cli::{FitArgs, LookArgs, QuizArgs, RunArgs};
use crate::plain::{self, Ended, Talk};
use crate::report::{self, Record};
use crate::run::{Feedback, Form, Length, Plan, Run};
use crate::tui::{self, Exit, Options};
use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// The bank of `pofit fit`.
const FIT: &str = "product-owner-fit";
/// The bank of `pofit quiz`.
const QUIZ: &str = "po-or-project-manager";

pub(super) fn home(args: &LookArgs) -> Done {
    let shelf = Shelf::new(args.data.as_deref())?;
    if plain(args) {
        return plain_home(&shelf);
    }
    let app = App::new(chance(), shelf.entries());
    screen(app, &shelf, args, false)
}

pub(super) fn fit(args: &FitArgs, look: &LookArgs) -> Done {
    let form = if args.short { Form::Short } else { Form::Full };
    begin(FIT, &args.run, look, |bank, plan| {
        if bank.assessment().is_none() {
            return Err(Failure::Usage(format!(
                "`{}` is a quiz: use pofit quiz",
                bank.head.id
            )));
        }
        Ok(Plan { form, ..plan })
    })
}

pub(super) fn quiz(args: &QuizArgs, look: &LookArgs) -> Done {
    begin(QUIZ, &args.run, look, |bank, plan| {
        if bank.assessment().is_some() {
            return Err(Failure::Usage(format!(
                "`{}` is an assessment: use pofit fit",
                bank.head.id
            )));
        }
        Ok(Plan {
            topics: topics(bank, &args.topic)?,
            length: args
                .items
                .map_or(plan.length, |items| Length::AtMost(items.into())),
            feedback: if args.exam {
                Feedback::AtTheEnd
            } else {
                Feedback::AfterEach
            },
            ..plan
        })
    })
}

fn topics(bank: &Bank, names: &[String]) -> Result<Vec<TopicId>, Failure> {
    let known = || {
        let ids: Vec<String> = bank
            .topics()
            .iter()
            .map(|topic| format!("`{}` ({})", topic.id, topic.name))
            .collect();
        ids.join(", ")
    };
    let topic = |name: &String| {
        let id = TopicId::new(name).ok();
        id.filter(|id| bank.topics().iter().any(|topic| topic.id == *id))
            .ok_or_else(|| {
                let name = crate::bank::text::clean(name);
                Failure::Usage(format!(
                    "there is no topic `{name}`; the topics are {}",
                    known()
                ))
            })
    };
    names.iter().map(topic).collect()
}

/// Begins a run of one bank, on the screen or as a dialogue.
fn begin(
    bank: &str,
    args: &RunArgs,
    look: &LookArgs,
    plan: impl FnOnce(&Bank, Plan) -> Result<Plan, Failure>,
) -> Done {
    let shelf = Shelf::new(look.data.as_deref())?;
    let bank = shelf.named(args.bank.as_deref().unwrap_or(bank))?;
    let plan = plan(&bank, Plan::new(args.seed.unwrap_or_else(chance)))?;
    // What cannot be asked is said before the screen opens.
    let run = Run::new(Arc::clone(&bank), plan.clone())
        .map_err(|fault| Failure::Usage(fault.to_string()))?;
    if plain(look) {
        return dialogue(run, args.json);
    }
    let mut app = App::new(plan.seed, shelf.entries());
    app.defaults = plan;
    app.introduce(bank);
    screen(app, &shelf, look, args.json)
}

/// The screen, until the person leaves.
pub(super) fn screen(mut app: App, shelf: &Shelf, args: &LookArgs, json: bool) -> Done {
    tui::install_panic_hook();
    let options = Options {
        look: look(args),
        mouse: !args.no_mouse,
    };
    let sources = tui::Sources {
        bank: &|id| shelf.open(id).map_err(|failure| failure.to_string()),
        learn: &|| shelf.learn().map_err(|failure| failure.to_string()),
    };
    match tui::run(&mut app, options, &sources)? {
        Exit::Gone => return Err(Failure::Gone),
        Exit::Signal(signal) => return Err(Failure::Signal(signal)),
        Exit::Quit => {}
    }
    if !json {
        return Ok(ExitCode::SUCCESS);
    }
    match &app.finished {
        Some(run) => {
            print(&Record::new(run).to_json().map_err(io::Error::from)?)?;
            Ok(ExitCode::SUCCESS)
        }
        None => Err(Failure::Failed(
            "no run was finished, so there is no result".to_owned(),
        )),
    }
}

/// The dialogue; with `json`, standard output holds the result alone.
#[expect(clippy::disallowed_methods, reason = "the edge reads the clock")]
fn dialogue(run: Run, json: bool) -> Done {
    let started = Instant::now();
    let clock = || Millis::try_from(started.elapsed().as_millis()).unwrap_or(Millis::MAX);
    let mut stdin = io::stdin().lock();
    let mut output: Box<dyn Write> = if json {
        Box::new(io::stderr().lock())
    } else {
        Box::new(io::stdout().lock())
    };
    let person = io::stdin().is_terminal();
    let mut talk = Talk {
        input: &mut stdin,
        output: &mut output,
        clock: person.then_some(&clock as _),
    };
    talk.tell(&plain::document(&report::about(run.bank(), run.plan())))?;
    let run = match plain::talk(run, &mut talk)? {
        Ended::Finished(run) => run,
        Ended::Left => return Ok(ExitCode::from(NO)),
    };
    if json {
        print(&Record::new(&run).to_json().map_err(io::Error::from)?)?;
    } else {
        talk.tell(&plain::document(&report::result(&run)))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A dialogue on standard input and output that ends when the person leaves.
pub(super) fn talk(lead: impl FnOnce(&mut Talk<'_>) -> io::Result<()>) -> Done {
    let clock = || -> Millis { 0 }; // nothing is timed
    let (mut stdin, mut out) = (io::stdin().lock(), io::stdout().lock());
    lead(&mut Talk {
        input: &mut stdin,
        output: &mut out,
        clock: io::stdin().is_terminal().then_some(&clock as _),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Without a screen the home page is a numbered list.
fn plain_home(shelf: &Shelf) -> Done {
    let entries = shelf.entries();
    let mut stdin = io::stdin().lock();
    let mut out = io::stdout().lock();
    writeln!(out, "pofit: what would you like to do?\n")?;
    for (n, entry) in entries.iter().enumerate() {
        writeln!(out, "  {}. {}\n     {}", n + 1, entry.title, entry.about)?;
    }
    let chosen = loop {
        write!(out, "\nA number, or q to leave: ")?;
        out.flush()?;
        let mut line = String::new();
        if stdin.read_line(&mut line)? == 0 || line.trim() == "q" {
            writeln!(out)?;
            return Ok(ExitCode::from(NO));
        }
        let row = line
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        match row.and_then(|row| entries.get(row)) {
            Some(entry) => break entry.opens.clone(),
            None => writeln!(out, "Please type one of the numbers.")?,
        }
    };
    drop((stdin, out));
    let chosen = match chosen {
        Opens::Bank(id) => id,
        Opens::Learn => {
            let learn = shelf.learn()?;
            return talk(|talk| plain::learn(&learn, talk));
        }
    };
    let bank = shelf.open(&chosen)?;
    let run =
        Run::new(bank, Plan::new(chance())).map_err(|fault| Failure::Failed(fault.to_string()))?;
    dialogue(run, false)
}
