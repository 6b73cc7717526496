//! `pofit`, `pofit fit` and `pofit quiz`: on the screen or as a dialogue, and the result as JSON.

use super::environment::{chance, plain};
use super::keeper::Keeper;
use super::outside::screen;
use super::shelf::Shelf;
use super::{Done, Failure, NO, exam, history, practise, print};
use crate::app::{App, Entry, Kept, Millis, Opens, Overlay};
use crate::bank::{Bank, Slug, TopicId};
use crate::cli::{FitArgs, HistoryArgs, LookArgs, PractiseArgs, QuizArgs, RunArgs};
use crate::plain::{self, Ended, Talk};
use crate::report::{self, Record};
use crate::run::{Form, Length, Plan, Run, RunKey};
use std::io::{self, BufRead, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

/// The bank of `pofit fit`.
const FIT: &str = "product-owner-fit";
/// The bank of `pofit quiz`.
const QUIZ: &str = "po-or-project-manager";

pub(super) fn home(args: &LookArgs) -> Done {
    let shelf = Shelf::of(args)?;
    if plain(args) {
        return plain_home(&shelf, args);
    }
    let mut app = App::new(chance(), shelf.entries());
    let keeper = opened(&mut app, args);
    screen(app, &shelf, keeper, args, false)
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
    let shelf = Shelf::of(look)?;
    let form = match &args.exam {
        Some(name) if name.as_deref() == Some(exam::LIST) => return exam::list(&shelf),
        Some(name) => Some(exam::named(&shelf, name.as_deref())?),
        None => None,
    };
    begin(QUIZ, &args.run, look, |bank, plan| {
        if bank.assessment().is_some() {
            return Err(Failure::Usage(format!(
                "`{}` is an assessment: use pofit fit",
                bank.head.id
            )));
        }
        let plan = Plan {
            topics: topics(bank, &args.topic)?,
            length: args
                .items
                .map_or(plan.length, |items| Length::AtMost(items.into())),
            ..plan
        };
        match &form {
            Some(form) => exam::plan(bank, plan, form, args),
            None => Ok(plan),
        }
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
    let shelf = Shelf::of(look)?;
    let bank = shelf.named(args.bank.as_deref().unwrap_or(bank))?;
    let plan = plan(&bank, Plan::new(args.seed.unwrap_or_else(chance)))?;
    // What cannot be asked is said before the screen opens.
    let run = Run::new(Arc::clone(&bank), plan.clone())
        .map_err(|fault| Failure::Usage(fault.to_string()))?;
    if plain(look) {
        let keeper = keeper_of_dialogue(look)?;
        return dialogue(run, None, &shelf, keeper, args.json);
    }
    let mut app = App::new(plan.seed, shelf.entries());
    let keeper = opened(&mut app, look);
    app.defaults = plan;
    app.introduce(bank);
    if app.defaults.exam.is_some() {
        // Further runs from the home page are no exams.
        app.defaults = Plan::new(app.defaults.seed);
    }
    screen(app, &shelf, keeper, look, args.json)
}

/// Opens the history for the screen; what is wrong with it is told there, with ways on.
pub(super) fn opened(app: &mut App, args: &LookArgs) -> Keeper {
    let keeper = match Keeper::open(args) {
        Ok(keeper) => keeper,
        Err(trouble) => {
            app.overlay = Some(Overlay::Store {
                why: trouble.to_string(),
                can_move: trouble.can_move_aside(),
            });
            Keeper::none()
        }
    };
    app.keep = keeper.keep();
    let learn = app
        .home
        .entries
        .iter()
        .position(|entry| entry.opens == Opens::Learn);
    let practice = practise::entry(&keeper, &app.home.entries);
    app.home.entries.insert(learn.unwrap_or(0), practice);
    if app.keep.place.is_some() {
        app.home.entries.push(Entry {
            opens: Opens::History,
            title: "History".to_owned(),
            about: "Your runs: see them again, compare them, delete them.".to_owned(),
        });
    }
    keeper
}

/// Opens the history for a dialogue: of a person, or where it was asked for. Answers that come
/// through a pipe are kept by whoever made them.
pub(super) fn keeper_of_dialogue(look: &LookArgs) -> Result<Keeper, Failure> {
    if look.store.is_none() && !io::stdin().is_terminal() {
        return Ok(Keeper::none());
    }
    if look.store.is_some() {
        return Keeper::at_hand(look);
    }
    match Keeper::open(look) {
        Ok(keeper) => Ok(keeper),
        Err(trouble) => {
            let aside = if trouble.can_move_aside() {
                " pofit history --move-aside begins a new one; nothing is deleted."
            } else {
                ""
            };
            let words = format!("pofit: {trouble}. This run is not kept.{aside}\n");
            io::stderr().lock().write_all(words.as_bytes())?;
            Ok(Keeper::none())
        }
    }
}

/// Goes on with a run that was kept, as a dialogue.
pub(super) fn go_on(run: Run, key: RunKey, shelf: &Shelf, keeper: Keeper) -> Done {
    let kept = Kept::whole(key, &run);
    dialogue(run, Some(kept), shelf, keeper, false)
}

/// The dialogue; with `json`, standard output holds the result alone.
#[expect(clippy::disallowed_methods, reason = "the edge reads the clock")]
fn dialogue(run: Run, kept: Option<Kept>, shelf: &Shelf, mut keeper: Keeper, json: bool) -> Done {
    let started = Instant::now();
    let clock = || Millis::try_from(started.elapsed().as_millis()).unwrap_or(Millis::MAX);
    let mut stdin = io::stdin().lock();
    let mut output: Box<dyn Write> = if json {
        Box::new(io::stderr().lock())
    } else {
        Box::new(io::stdout().lock())
    };
    let person = io::stdin().is_terminal();
    let keep = keeper.keep();
    let (mut next_key, mut kept) = (keep.next_key, kept.unwrap_or_default());
    // What could not be kept is tried again with the next answer.
    let mut on_answer = |run: &Run| -> Option<String> {
        keep.place.as_ref()?;
        let keeping = kept.news(run, &mut next_key, true)?;
        let result = keeper.write(&keeping, shelf);
        kept.learn(&keeping, &result);
        result.err().map(|fault| report::not_kept(&fault.why))
    };
    let mut talk = Talk {
        input: &mut stdin,
        output: &mut output,
        clock: person.then_some(&clock as _),
        kept: Some(&mut on_answer),
    };
    let about = report::about(run.bank(), run.plan(), keep.place.as_deref());
    talk.tell(&plain::document(&about))?;
    let run = match plain::talk(run, &mut talk)? {
        Ended::Finished(run) => *run,
        Ended::Left => return Ok(ExitCode::from(NO)),
    };
    if json {
        print(&Record::new(&run).to_json().map_err(io::Error::from)?)?;
    } else {
        talk.tell(&plain::document(&report::result(&run)))?;
        plain::why(&run, &mut talk)?;
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
        kept: None,
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Without a screen the home page is a numbered list.
fn plain_home(shelf: &Shelf, look: &LookArgs) -> Done {
    let mut entries = shelf.entries();
    let learn = entries.iter().position(|entry| entry.opens == Opens::Learn);
    let practice = practise::entry(&Keeper::none(), &entries);
    entries.insert(learn.unwrap_or(0), practice);
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
        Opens::History => return history::run(&HistoryArgs::default(), look),
        Opens::Practice => return practise::run(&PractiseArgs::default(), look),
        Opens::Learn => {
            let learn = shelf.learn()?;
            return talk(|talk| plain::learn(&learn, talk));
        }
    };
    let bank = shelf.open(&chosen)?;
    let run =
        Run::new(bank, Plan::new(chance())).map_err(|fault| Failure::Failed(fault.to_string()))?;
    let keeper = keeper_of_dialogue(look)?;
    dialogue(run, None, shelf, keeper, false)
}
