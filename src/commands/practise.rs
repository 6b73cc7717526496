//! `pofit practise`: on the screen or as a dialogue.

use super::environment::{self, plain};
use super::keeper::{self, Keeper};
use super::outside::{Outside, on_screen};
use super::shelf::Shelf;
use super::{Done, Failure, NO, print, settings, sitting};
use crate::app::{App, Desk, Entry, Logging, Millis, Opened, Opens};
use crate::bank::{Bank, BankId, Slug, TopicId};
use crate::cli::{LookArgs, PractiseArgs};
use crate::plain::{self, Talk};
use crate::practice::{self, DAY, DEFAULT_PARAMETERS, Deck, Instant, Scope, Tuned};
use crate::report;
use serde::Serialize;
use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

pub(super) fn run(args: &PractiseArgs, look: &LookArgs) -> Done {
    let shelf = Shelf::of(look)?;
    let (scope, extra) = scope(&args.bank, &args.topic, &shelf)?;
    if args.map {
        return told_map(&shelf, look, &scope, &extra);
    }
    if args.due || args.tune {
        let mut keeper = Keeper::at_hand(look)?;
        return if args.tune {
            told_tuning(&shelf, &mut keeper)
        } else {
            told_due(args, &shelf, &mut keeper, &scope, &extra)
        };
    }
    if plain(look) {
        let mut keeper = sitting::keeper_of_dialogue(look)?;
        let opened = strictly(begun(&shelf, &mut keeper, &extra)?)?;
        return dialogue(Desk::new(opened, scope, 0), args.anyway, keeper);
    }
    let mut app = App::new(environment::chance(), shelf.entries());
    let mut keeper = sitting::opened(&mut app, look);
    let opened = begun(&shelf, &mut keeper, &extra)?;
    app.practise_only(scope.clone());
    app.practising(opened, 0);
    if args.anyway {
        app.recall(scope, true, 0);
    }
    let mut outside = Outside::new(&shelf, keeper, look);
    outside.practised = extra;
    on_screen(app, outside, false)
}

/// Which items are practised, and the banks from files among them.
///
/// # Errors
/// A bank or topic that there is not, or that has nothing to practise.
pub(super) fn scope(
    named: &[String],
    topics_named: &[String],
    shelf: &Shelf,
) -> Result<(Scope, Vec<Arc<Bank>>), Failure> {
    let known = shelf.ids();
    let mut extra = Vec::new();
    let mut banks = Vec::new();
    for name in named {
        let bank = shelf.named(name)?;
        if bank.assessment().is_some() {
            return Err(Failure::Usage(format!(
                "`{}` is an assessment: nothing in it is right or wrong, so there is nothing to practise",
                bank.head.id
            )));
        }
        if !known.contains(&bank.head.id) {
            extra.push(Arc::clone(&bank));
        }
        banks.push(bank);
    }
    let of = if banks.is_empty() {
        shelf.quizzes()?
    } else {
        banks.clone()
    };
    let mut topics = Vec::new();
    for name in topics_named {
        let id = TopicId::new(name).ok();
        let before = topics.len();
        for bank in &of {
            let found = bank
                .topics()
                .iter()
                .filter(|topic| Some(&topic.id) == id.as_ref());
            topics.extend(found.map(|topic| (bank.head.id.clone(), topic.id.clone())));
        }
        if topics.len() == before {
            let known: Vec<String> = of
                .iter()
                .flat_map(|bank| bank.topics().iter().map(|topic| format!("`{}`", topic.id)))
                .collect();
            return Err(Failure::Usage(format!(
                "there is no topic `{}`; the topics are {}",
                crate::bank::text::clean(name),
                known.join(", ")
            )));
        }
    }
    let banks = banks.iter().map(|bank| bank.head.id.clone()).collect();
    Ok((Scope { banks, topics }, extra))
}

/// The line of the home page.
pub(super) fn entry(keeper: &Keeper, entries: &[Entry]) -> Entry {
    let banks: Vec<BankId> = entries
        .iter()
        .filter_map(|entry| match &entry.opens {
            Opens::Bank(id) => Some(id.clone()),
            _ => None,
        })
        .collect();
    let today = today();
    // What is wrong with the store is told where it is opened.
    let due = keeper
        .there()
        .and_then(|store| store.count_due(&banks, today + DAY).ok())
        .unwrap_or_default();
    // So is what is wrong with the settings.
    let course = settings::read().ok();
    let course = course.and_then(|settings| settings.course_ahead(keeper::now()));
    let course = course.map(|course| ((course - today) / DAY).max(1));
    Entry {
        opens: Opens::Practice,
        title: report::practise_title(due, course),
        about: "A few questions a day, each again before you forget it.".to_owned(),
    }
}

/// When the present day began where the person is.
fn today() -> Instant {
    let start = jiff::ZonedDateTime::now().start_of_day();
    start.map_or(0, |start| start.timestamp().as_millisecond())
}

/// All cards with their memory.
///
/// # Errors
/// A bank or a log that cannot be read.
pub(super) fn opened(
    shelf: &Shelf,
    keeper: &Keeper,
    extra: &[Arc<Bank>],
) -> Result<Opened, Failure> {
    let mut banks = shelf.quizzes()?;
    banks.extend(extra.iter().cloned());
    let (settings, complaint) = match settings::read() {
        Ok(settings) => (settings, None),
        Err(failure) => (practice::Settings::default(), Some(failure.to_string())),
    };
    let store = keeper.there();
    let log = store.map(crate::store::Store::reviews).transpose()?;
    let fitted = store
        .map(crate::store::Store::parameters)
        .transpose()?
        .flatten();
    let parameters = fitted.unwrap_or_else(|| DEFAULT_PARAMETERS.to_vec());
    let deck = Deck::new(
        banks,
        log.unwrap_or_default(),
        &parameters,
        settings,
        today(),
    );
    Ok(Opened {
        deck,
        parameters,
        at: keeper::now(),
        keeps: keeper.keeps(),
        complaint,
    })
}

/// What was opened, where nobody is there to be told of a mistake in the settings on the way.
///
/// # Errors
/// That mistake.
pub(super) fn strictly(opened: Opened) -> Result<Opened, Failure> {
    match opened.complaint {
        Some(complaint) => Err(Failure::Failed(complaint)),
        None => Ok(opened),
    }
}

/// All cards, to practise: brings the number at home up to date with the log, which may have changed
/// elsewhere, and the banks, whose keys may.
///
/// # Errors
/// As [`opened`].
pub(super) fn begun(
    shelf: &Shelf,
    keeper: &mut Keeper,
    extra: &[Arc<Bank>],
) -> Result<Opened, Failure> {
    let opened = opened(shelf, keeper, extra)?;
    let deck = &opened.deck;
    let banks = deck.banks().iter();
    let ids: Vec<BankId> = banks.map(|bank| bank.head.id.clone()).collect();
    let due: Vec<_> = deck
        .cards()
        .filter_map(|(id, _)| Some((id.clone(), Some(deck.due_at(id)?))))
        .collect();
    if !due.is_empty()
        && let Ok(Some(store)) = keeper.made()
    {
        // Told from the log: where this fails, the number at home is the older one.
        let _ = store.keep_due(&ids, &due);
    }
    Ok(opened)
}

/// Fits the scheduler to the log, and keeps what came of it.
///
/// # Errors
/// In words, why nothing was fitted.
pub(super) fn tune(shelf: &Shelf, keeper: &mut Keeper) -> Result<Tuned, String> {
    let told = |failure: Failure| failure.to_string();
    let opened = opened(shelf, keeper, &[]).map_err(told)?;
    let tuned =
        practice::tune(&opened.deck, &opened.parameters).map_err(report::too_few_to_tune)?;
    let store = keeper.made().map_err(|trouble| trouble.to_string())?;
    if let Some(store) = store {
        store
            .keep_tuning(&tuned, keeper::now())
            .map_err(|trouble| trouble.to_string())?;
    }
    Ok(tuned)
}

fn told_tuning(shelf: &Shelf, keeper: &mut Keeper) -> Done {
    match tune(shelf, keeper) {
        Ok(tuned) => {
            print(&format!("{}\n", report::tuned(&tuned)))?;
            let code = if tuned.is_better() { 0 } else { NO };
            Ok(ExitCode::from(code))
        }
        Err(why) => Err(Failure::Failed(why)),
    }
}

fn told_map(shelf: &Shelf, look: &LookArgs, scope: &Scope, extra: &[Arc<Bank>]) -> Done {
    let opened = strictly(opened(shelf, &Keeper::at_hand(look)?, extra)?)?;
    let deck = &opened.deck;
    let leeches = deck.leeches().into_iter();
    let stems: Vec<String> = leeches
        .filter_map(|id| Some(report::one_line(deck.item(id)?.1)))
        .collect();
    let topics = practice::mastery(deck, scope, opened.at);
    let weeks = practice::over_weeks(deck, scope, opened.at);
    let map = report::mastery_map(&topics, &stems, &weeks);
    print(&plain::document(&map))?;
    Ok(ExitCode::SUCCESS)
}

/// What there is to do, as data.
#[derive(Serialize)]
struct ToDo {
    due: usize,
    new: usize,
    done: usize,
    goal: usize,
    course_in_days: Option<i64>,
}

fn told_due(
    args: &PractiseArgs,
    shelf: &Shelf,
    keeper: &mut Keeper,
    scope: &Scope,
    extra: &[Arc<Bank>],
) -> Done {
    let opened = strictly(opened(shelf, keeper, extra)?)?;
    let today = opened.deck.today(scope, opened.at);
    if args.json {
        let to_do = ToDo {
            due: today.due,
            new: today.fresh,
            done: today.done,
            goal: today.goal,
            course_in_days: today.course,
        };
        let json = serde_json::to_string(&to_do).map_err(io::Error::from)?;
        print(&format!("{json}\n"))?;
    } else {
        print(&format!("{}\n", report::to_do(today)))?;
    }
    let reached = today.course.is_some() && today.goal > 0 && today.done >= today.goal;
    let nothing = reached || !today.has_more();
    Ok(ExitCode::from(if nothing { NO } else { 0 }))
}

#[expect(clippy::disallowed_methods, reason = "the edge reads the clock")]
fn dialogue(mut desk: Desk, anyway: bool, mut keeper: Keeper) -> Done {
    let started = std::time::Instant::now();
    let clock = || Millis::try_from(started.elapsed().as_millis()).unwrap_or(Millis::MAX);
    let (mut stdin, mut out) = (io::stdin().lock(), io::stdout().lock());
    let person = io::stdin().is_terminal();
    let mut talk = Talk {
        input: &mut stdin,
        output: &mut out,
        clock: person.then_some(&clock as _),
        kept: None,
    };
    let mut keep = |logging: &Logging| {
        let store = keeper.made().map_err(|trouble| trouble.to_string())?;
        let kept = store.map_or(Ok(()), |store| {
            store.keep_reviews(&logging.events, &logging.due)
        });
        kept.map_err(|trouble| trouble.to_string())
    };
    let mut time = || clock();
    plain::practise(&mut desk, anyway, &mut talk, &mut time, &mut keep)?;
    Ok(ExitCode::SUCCESS)
}
