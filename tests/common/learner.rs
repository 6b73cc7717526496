//! Learners whose true memory is known, and ways to spend the same minutes a day on a bank.
//!
//! A learner is drawn from a seed: the truth below, how easy each item is, what is known
//! beforehand. What a way of practising sees are the answers alone, right or wrong.
//!
//! **Answers.** An item that is remembered is answered right; another one is guessed right by luck:
//! one in so many as there are options (single choice, true or false), one in twenty else. A lucky
//! answer is logged as right and remembered as a wrong one: the explanation was read. A fifth of the
//! items on average (10 to 30 %, by the learner) is known beforehand and stays so.
//!
//! **Minutes.** A new item takes [`expected_seconds`], one seen before 0.7 of it; then the answer is
//! looked at for 3 seconds after a right one and 15 after a wrong one. Each learner is faster or
//! slower than that, by a factor `exp(N(0, 0.2))`.
//!
//! **Truths.** `R` is recall, `t` days since the item was answered last, `ease` of an item is
//! `exp(N(0, 0.5))` times 1.3, 1 or 0.75 as its difficulty is *recall*, *apply* or *judge*.
//!
//! - *FSRS-6, other parameters*: the scheduler's own curve, but the four first stabilities times
//!   `exp(N(0, 0.5))` together, growth `w8 + N(0, 0.3)`, the curve's decay `w20 * exp(N(0, 0.3))`,
//!   and the first stability of each item times its ease.
//! - *Exponential*: `R = 0.9^(t/S)`. At first sight `S = 0.8 days * ease * exp(N(0, 0.4))`; a recall
//!   makes it `S * (1 + g * (1 - R))` with `g = 10 * exp(N(0, 0.3))`, so that what is repeated too
//!   early gains little; a lapse makes it `max(first S, S / 4)`.
//! - *Activation*: the form of Pavlik & Anderson (2005), with constants of our own near theirs.
//!   Each look leaves a trace: `m = b + ln(sum of a^-d)`, `a` the trace's age in seconds (a second
//!   away from practice counts 0.025), `d = 0.217 * exp(m at that time) + 0.177`, and
//!   `R = 1 / (1 + exp((-0.704 - m) / 0.255))`, with `b = N(0.5, 0.25)` of the learner plus half the
//!   logarithm of the item's ease. It has no notion of stability, and wrong looks teach as right ones.

#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "helpers of tests: each file uses some of them, and they fail by panicking"
)]

use pofit::bank::{Bank, Difficulty, Item, Kind, SourceText, builtin, load};
use pofit::practice::{
    CardId, DAY, DEFAULT_PARAMETERS, Deck, Evidence, Grade, KeyPrint, MINUTE, Memory, Review,
    Scheduler, Session, Settings, State, expected_seconds, proposed,
};
use rand::{Rng, SeedableRng, rngs::ChaCha8Rng};
use statrs::distribution::{ContinuousCDF, Normal};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// The midnight before the first day.
const BEGIN: i64 = 20_000 * DAY;
/// Practice begins at eight, and so does the exam on the morning after the last day.
const EIGHT: i64 = 8 * 60 * MINUTE;

/// The built-in quizzes.
pub fn quizzes() -> Vec<Arc<Bank>> {
    let load = |built_in: &builtin::Builtin| {
        let text = SourceText::new(built_in.file, built_in.text);
        Arc::new(load(&text, &builtin::library()).unwrap())
    };
    let banks = builtin::banks().iter().map(load);
    banks.filter(|bank| bank.assessment().is_none()).collect()
}

/// What there is to learn.
pub struct Syllabus {
    banks: Vec<Arc<Bank>>,
    cards: Vec<Fact>,
    places: BTreeMap<CardId, usize>,
}

struct Fact {
    card: CardId,
    key: KeyPrint,
    expected: f64,
    luck: f64,
    difficulty: Difficulty,
}

impl Syllabus {
    pub fn new(banks: Vec<Arc<Bank>>) -> Self {
        let fact = |bank: &Arc<Bank>, item: &Item| Fact {
            card: CardId {
                bank: bank.head.id.clone(),
                item: item.id.clone(),
            },
            key: KeyPrint::of(item),
            expected: expected_seconds(item),
            luck: match &item.kind {
                Kind::Single(options) | Kind::TrueFalse(options) => 1.0 / options.len() as f64,
                _ => 0.05,
            },
            difficulty: item.difficulty,
        };
        let of = |bank| move |item| fact(bank, item);
        let cards: Vec<Fact> = banks
            .iter()
            .flat_map(|bank| bank.items.iter().map(of(bank)))
            .collect();
        let places = cards.iter().enumerate();
        Self {
            places: places.map(|(n, fact)| (fact.card.clone(), n)).collect(),
            cards,
            banks,
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.cards.len()
    }
}

/// How memory truly works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    Fsrs,
    Exponential,
    Activation,
}

impl Truth {
    pub const ALL: [Self; 3] = [Self::Fsrs, Self::Exponential, Self::Activation];

    pub fn name(self) -> &'static str {
        match self {
            Self::Fsrs => "FSRS-6, other parameters",
            Self::Exponential => "exponential",
            Self::Activation => "activation",
        }
    }
}

/// How the minutes are spent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Way {
    /// Every day all items in another random order, from its beginning.
    Random,
    /// Round and round in the bank's order.
    Round,
    /// What the practice room asks when it knows when the exam is.
    ForExam,
    /// What it asks otherwise, until it has nothing more to ask.
    Scheduled(Settings),
    /// Repeats after 1, 3, 7 and then every 14 days, from 1 again after a wrong answer; then new
    /// items in the bank's order.
    Boxes,
}

/// What it came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// Mean recall of all items at the exam, 0..=1.
    pub recall: f64,
    /// Mean recall of the items that were asked, 0..=1.
    pub recall_of_seen: f64,
    pub seen: usize,
    pub answers: usize,
    /// Minutes a day that were used.
    pub minutes: f64,
}

/// Numbers by chance.
struct Chance(ChaCha8Rng);

impl Chance {
    fn new(seed: u64, stream: u64) -> Self {
        let mut chance = ChaCha8Rng::seed_from_u64(seed);
        chance.set_stream(stream);
        Self(chance)
    }

    /// A number inside 0..1.
    fn uniform(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 0.5) / (f64::from(u32::MAX) + 1.0)
    }

    fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        mean + deviation * Normal::standard().inverse_cdf(self.uniform())
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let wide = u64::from(self.0.next_u32()) * (last as u64 + 1);
            items.swap(last, usize::try_from(wide >> 32).unwrap());
        }
    }
}

/// The memory of one item.
enum Trace {
    Fsrs(Option<State>),
    Exponential { first: f64, now: Option<(f64, i64)> },
    Activation { offset: f64, looks: Vec<(f64, f64)> },
}

struct Learner {
    scheduler: Scheduler,
    growth: f64,
    known: Vec<bool>,
    ease: Vec<f64>,
    traces: Vec<Trace>,
    pace: f64,
    chance: Chance,
}

impl Learner {
    /// The same for every way of practising, but for the luck of the answers.
    fn new(syllabus: &Syllabus, truth: Truth, seed: u64) -> Self {
        let mut chance = Chance::new(seed, 0);
        let pace = chance.normal(0.0, 0.2).exp();
        let beforehand = 0.1 + 0.2 * chance.uniform();
        let [stability, growth, decay] = [0.5, 0.3, 0.3].map(|by| chance.normal(0.0, by));
        let mut parameters = DEFAULT_PARAMETERS.map(f64::from);
        for first in &mut parameters[..4] {
            *first *= stability.exp();
        }
        parameters[8] += growth;
        parameters[20] *= decay.exp();
        #[expect(clippy::cast_possible_truncation)]
        let parameters = parameters.map(|parameter| parameter as f32);
        let of_learner = chance.normal(0.0, 1.0);
        let mut learner = Self {
            scheduler: Scheduler::new(&parameters, 0.9),
            growth: 10.0 * chance.normal(0.0, 0.3).exp(),
            known: Vec::new(),
            ease: Vec::new(),
            traces: Vec::new(),
            pace,
            chance: Chance::new(seed, 1),
        };
        for fact in &syllabus.cards {
            let level = match fact.difficulty {
                Difficulty::Recall => 1.3,
                Difficulty::Apply => 1.0,
                Difficulty::Judge => 0.75,
            };
            let ease = level * chance.normal(0.0, 0.5).exp();
            learner.ease.push(ease);
            learner.known.push(chance.uniform() < beforehand);
            learner.traces.push(match truth {
                Truth::Fsrs => Trace::Fsrs(None),
                Truth::Exponential => Trace::Exponential {
                    first: 0.8 * ease * (0.4 * of_learner).exp(),
                    now: None,
                },
                Truth::Activation => Trace::Activation {
                    offset: 0.5 + 0.25 * of_learner + ease.ln() / 2.0,
                    looks: Vec::new(),
                },
            });
        }
        learner
    }

    fn recall(&self, item: usize, now: i64) -> f64 {
        if self.known[item] {
            return 1.0;
        }
        match &self.traces[item] {
            Trace::Fsrs(state) => state
                .as_ref()
                .map_or(0.0, |state| self.scheduler.recall(state, now)),
            Trace::Exponential { now: memory, .. } => memory.map_or(0.0, |(stability, last)| {
                0.9_f64.powf((now - last) as f64 / DAY as f64 / stability)
            }),
            Trace::Activation { offset, looks } => recalled(activation(*offset, looks, now)),
        }
    }

    /// Answers an item: whether it is right. The explanation is read, whatever the answer.
    fn answer(&mut self, item: usize, luck: f64, now: i64) -> bool {
        let recall = self.recall(item, now);
        let recalled = self.chance.uniform() < recall;
        let lucky = self.chance.uniform() < luck;
        if self.known[item] {
            return true;
        }
        match &mut self.traces[item] {
            Trace::Fsrs(state) => {
                let grade = if recalled { Grade::Good } else { Grade::Again };
                let mut next = self.scheduler.review(state.as_ref(), grade, now);
                if state.is_none() {
                    next.memory = Memory {
                        stability: next.memory.stability * self.ease[item],
                        ..next.memory
                    };
                }
                *state = Some(next);
            }
            Trace::Exponential { first, now: memory } => {
                let stability = match *memory {
                    Some((stability, _)) if recalled => {
                        stability * (1.0 + self.growth * (1.0 - recall))
                    }
                    Some((stability, _)) => first.max(stability / 4.0),
                    None => *first,
                };
                *memory = Some((stability, now));
            }
            Trace::Activation { offset, looks } => {
                let decay = 0.217 * activation(*offset, looks, now).exp() + 0.177;
                looks.push((felt(now), decay));
            }
        }
        recalled || lucky
    }
}

/// Seconds as the activation counts them: those of the quarter of an hour at eight in full.
fn felt(now: i64) -> f64 {
    let since = now - BEGIN - EIGHT;
    let (day, of_day) = (since.div_euclid(DAY), since.rem_euclid(DAY));
    let practice = of_day.min(15 * MINUTE);
    let away = day * (DAY - 15 * MINUTE) + of_day - practice;
    let near = day * 15 * MINUTE + practice;
    (near as f64 + 0.025 * away as f64) / 1000.0
}

fn activation(offset: f64, looks: &[(f64, f64)], now: i64) -> f64 {
    let now = felt(now);
    let trace = |(at, decay): &(f64, f64)| (now - at).max(1.0).powf(-decay);
    offset + looks.iter().map(trace).sum::<f64>().ln()
}

fn recalled(activation: f64) -> f64 {
    1.0 / (1.0 + ((-0.704 - activation) / 0.255).exp())
}

/// What a way of practising asks next, and what it takes from an answer.
enum Coach {
    Own {
        deck: Box<Deck>,
        session: Session,
        exam: Option<i64>,
    },
    Listed {
        order: VecDeque<usize>,
        chance: Option<Box<Chance>>,
    },
    Boxes {
        /// When an item is due, with its right answers in a row.
        due: BTreeMap<(i64, usize), usize>,
        fresh: VecDeque<usize>,
    },
}

/// Days until a repeat, by right answers in a row.
const BOXES: [i64; 4] = [1, 3, 7, 14];

impl Coach {
    fn new(syllabus: &Syllabus, way: Way, seed: u64, exam: i64) -> Self {
        let order = (0..syllabus.len()).collect();
        let own = |settings, exam| Self::Own {
            deck: Box::new(Deck::new(
                syllabus.banks.clone(),
                Vec::new(),
                &DEFAULT_PARAMETERS,
                settings,
                BEGIN,
            )),
            session: Session::default(),
            exam,
        };
        match way {
            Way::ForExam => own(Settings::default(), Some(exam)),
            Way::Scheduled(settings) => own(settings, None),
            Way::Random => Self::Listed {
                order,
                chance: Some(Box::new(Chance::new(seed, 2))),
            },
            Way::Round => Self::Listed {
                order,
                chance: None,
            },
            Way::Boxes => Self::Boxes {
                due: BTreeMap::new(),
                fresh: order,
            },
        }
    }

    fn morning(&mut self) {
        match self {
            Self::Own { session, exam, .. } => {
                *session = Session::default();
                session.exam = *exam;
            }
            Self::Listed {
                order,
                chance: Some(chance),
            } => chance.shuffle(order.make_contiguous()),
            _ => {}
        }
    }

    fn next(&mut self, syllabus: &Syllabus, day: i64, now: i64) -> Option<usize> {
        match self {
            Self::Own { deck, session, .. } => {
                let (id, why) = session.next(deck, now)?;
                session.asked(id.clone(), why);
                Some(syllabus.places[&id])
            }
            Self::Listed { order, .. } => {
                order.rotate_left(1);
                order.back().copied()
            }
            Self::Boxes { due, fresh } => match due.first_key_value() {
                Some(((when, item), _)) if *when <= day => Some(*item),
                _ => fresh.front().copied(),
            },
        }
    }

    fn told(&mut self, fact: &Fact, item: usize, right: bool, seconds: f64, day: i64, now: i64) {
        match self {
            Self::Own { deck, .. } => {
                let credit = f64::from(u8::from(right));
                let grade = proposed(&Evidence {
                    credit,
                    certainty: None,
                    seconds: Some(seconds),
                    expected: fact.expected,
                });
                deck.record(Review {
                    card: fact.card.clone(),
                    at: now,
                    grade,
                    proposed: grade,
                    credit,
                    seconds: Some(seconds),
                    certainty: None,
                    key: fact.key,
                    scheduled: true,
                });
            }
            Self::Listed { .. } => {}
            Self::Boxes { due, fresh } => {
                fresh.retain(|new| *new != item);
                let known = due.keys().find(|(_, known)| *known == item).copied();
                let step = known.and_then(|key| due.remove(&key)).unwrap_or(0);
                let step = if right { step } else { 0 };
                let wait = BOXES[step.min(BOXES.len() - 1)];
                due.insert((day + wait, item), if right { step + 1 } else { 0 });
            }
        }
    }
}

/// Practises so many minutes every day. What it came to on the morning after each of `ends` days,
/// which rise; the exam is on the last of these mornings.
pub fn practise(
    syllabus: &Syllabus,
    truth: Truth,
    seed: u64,
    way: Way,
    minutes: f64,
    ends: &[i64],
) -> Vec<Outcome> {
    let end = *ends.last().unwrap();
    let mut learner = Learner::new(syllabus, truth, seed);
    let mut coach = Coach::new(syllabus, way, seed, BEGIN + end * DAY + EIGHT);
    let mut asked = vec![false; syllabus.len()];
    let (mut answers, mut used) = (0, 0.0);
    let mut outcomes = Vec::new();
    for day in 0..=end {
        let morning = BEGIN + day * DAY + EIGHT;
        if ends.contains(&day) {
            let recall = |item| learner.recall(item, morning);
            let all: Vec<f64> = (0..asked.len()).map(recall).collect();
            let seen = all.iter().zip(&asked).filter(|(_, asked)| **asked);
            let seen: Vec<f64> = seen.map(|(recall, _)| *recall).collect();
            outcomes.push(Outcome {
                recall: mean(&all),
                recall_of_seen: mean(&seen),
                seen: seen.len(),
                answers,
                minutes: used / day as f64 / 60.0,
            });
        }
        coach.morning();
        let mut spent = 0.0;
        while spent < 60.0 * minutes {
            let now = morning + millis(spent);
            let Some(item) = coach.next(syllabus, day, now) else {
                break;
            };
            let fact = &syllabus.cards[item];
            let reading = if asked[item] { 0.7 } else { 1.0 };
            let seconds = reading * fact.expected * learner.pace;
            let then = now + millis(seconds);
            let right = learner.answer(item, fact.luck, then);
            coach.told(fact, item, right, seconds, day, then);
            asked[item] = true;
            answers += 1;
            spent += seconds + if right { 3.0 } else { 15.0 } * learner.pace;
        }
        used += spent;
    }
    outcomes
}

#[expect(clippy::cast_possible_truncation)] // seconds of a day
fn millis(seconds: f64) -> i64 {
    (seconds * 1000.0) as i64
}

/// The mean; there is one at least.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
