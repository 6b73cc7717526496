//! Simulated learners whose true memory is known: what they recall on the day of an exam, by how the
//! same minutes a day were spent. `cargo bench --bench learner` prints it in Markdown.
//!
//! `tests/common/learner.rs` says how learners are drawn and how memory truly works. Seeds are
//! fixed: the same program prints the same numbers. `src/practice.rs` keeps what it printed.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints, and fails by panicking"
)]

#[path = "../tests/common/learner.rs"]
mod learner;

use learner::{Outcome, Syllabus, Truth, Way, mean, practise, quizzes};
use pofit::practice::Settings;
use std::num::NonZero;
use std::thread;

/// Learners, each with its own seed; every way of practising meets the same ones.
const LEARNERS: u64 = 100;
/// Minutes a day.
const MINUTES: f64 = 15.0;
/// Days until the exam.
const ENDS: [i64; 3] = [14, 28, 56];

/// What a learner came to after each of [`ENDS`].
type Course = Vec<Outcome>;

fn main() {
    let syllabus = Syllabus::new(quizzes());
    println!(
        "Recall on the day of the exam in percent: mean of all {} items ± standard deviation between \
         {LEARNERS} learners; in brackets the mean of the items that were asked, and how many these \
         are. {MINUTES} minutes a day.",
        syllabus.len()
    );
    for truth in Truth::ALL {
        let courses = ways(&syllabus).map(|(name, ways)| (name, run(&syllabus, truth, ways)));
        println!("\n**{}**\n", truth.name());
        println!("| | 2 weeks | 4 weeks | 8 weeks |\n|---|---|---|---|");
        for (name, courses) in &courses {
            let cell = |end: usize| {
                let of = |value: fn(&Outcome) -> f64| each(courses, end, value);
                let recall = of(|outcome| 100.0 * outcome.recall);
                let seen = mean(&of(|outcome| 100.0 * outcome.recall_of_seen));
                let count = mean(&of(|outcome| outcome.seen as f64));
                let (all, spread) = (mean(&recall), deviation(&recall));
                format!("{all:.1} ± {spread:.1} ({seen:.0} of {count:.0})")
            };
            println!("| {name} | {} | {} | {} |", cell(0), cell(1), cell(2));
        }
        let (_, random) = &courses[RANDOM];
        println!(
            "\nBeside random order: mean difference ± its standard error, learners who recall more; \
             answers, minutes a day.\n\n| | 2 weeks | 4 weeks | 8 weeks |\n|---|---|---|---|"
        );
        for (name, courses) in &courses {
            let cell = |end: usize| {
                let of = |value: fn(&Outcome) -> f64| each(courses, end, value);
                let beside = each(random, end, |outcome| outcome.recall);
                let own = of(|outcome| outcome.recall);
                let more: Vec<f64> = own
                    .iter()
                    .zip(beside)
                    .map(|(a, b)| 100.0 * (a - b))
                    .collect();
                format!(
                    "{:+.1} ± {:.1}, {}; {:.0}, {:.1}",
                    mean(&more),
                    deviation(&more) / (more.len() as f64).sqrt(),
                    more.iter().filter(|more| **more > 0.0).count(),
                    mean(&of(|outcome| outcome.answers as f64)),
                    mean(&of(|outcome| outcome.minutes))
                )
            };
            println!("| {name} | {} | {} | {} |", cell(0), cell(1), cell(2));
        }
    }
}

/// Where random order stands among [`ways`].
const RANDOM: usize = 4;

/// The ways of practising; one for each of [`ENDS`].
fn ways(syllabus: &Syllabus) -> [(&'static str, [Way; 3]); 7] {
    let scheduled = |new_per_day| {
        Way::Scheduled(Settings {
            new_per_day,
            ..Settings::default()
        })
    };
    // All are begun when three quarters of the time are over.
    let fitted = ENDS.map(|end| {
        let a_day = syllabus.len() as f64 / (0.75 * end as f64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let a_day = a_day.ceil() as u16;
        scheduled(a_day)
    });
    [
        ("pofit, for the exam", [Way::ForExam; 3]),
        ("pofit, 10 new a day", [scheduled(10); 3]),
        ("pofit, new ones fitted", fitted),
        ("pofit, 100 new a day", [scheduled(100); 3]),
        ("random order", [Way::Random; 3]),
        ("round and round", [Way::Round; 3]),
        ("after 1, 3, 7, 14 days", [Way::Boxes; 3]),
    ]
}

/// All learners on all cores; what comes out does not depend on how many there are.
fn run(syllabus: &Syllabus, truth: Truth, ways: [Way; 3]) -> Vec<Course> {
    let course = |seed| -> Course {
        let [first, ..] = ways;
        // Only these look ahead to the exam; of the others one course gives all three.
        if first == Way::ForExam || ways.iter().any(|way| *way != first) {
            let one = |(way, end)| practise(syllabus, truth, seed, way, MINUTES, &[end])[0];
            ways.into_iter().zip(ENDS).map(one).collect()
        } else {
            practise(syllabus, truth, seed, first, MINUTES, &ENDS)
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    let seeds = |core: u64| (0..LEARNERS).filter(move |seed| seed % cores == core);
    thread::scope(|scope| {
        let hands: Vec<_> = (0..cores)
            .map(|core| scope.spawn(move || seeds(core).map(course).collect::<Vec<_>>()))
            .collect();
        let done = hands.into_iter().map(|hand| hand.join().unwrap());
        done.flatten().collect()
    })
}

fn each(courses: &[Course], end: usize, value: fn(&Outcome) -> f64) -> Vec<f64> {
    courses.iter().map(|course| value(&course[end])).collect()
}

/// The standard deviation of a sample.
fn deviation(values: &[f64]) -> f64 {
    let middle = mean(values);
    let squares: f64 = values.iter().map(|value| (value - middle).powi(2)).sum();
    (squares / (values.len() as f64 - 1.0)).sqrt()
}
