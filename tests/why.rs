//! Why a number is what it is: the arithmetic that is shown is worked out again, and held against the
//! score; every number of a result has its page, and every link leads to one.

#![allow(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, and counts here are small"
)]

#[path = "common/arithmetic.rs"]
mod arithmetic;
#[path = "common/banks.rs"]
mod banks;
#[path = "common/confident.rs"]
mod confident;
#[path = "common/sittings.rs"]
mod sittings;

use arithmetic::{Sum, sums};
use pofit::bank::{Answer, Bank, Kind, Response, ScaleId};
use pofit::report::{self, Block, Document, Meter, Number, Target, Whys};
use pofit::run::Run;
use pofit::score::{
    self, Draws, FitResult, MarkKind, Outcome, QuizResult, Remark, Side, Verdict, content_hash,
};
use proptest::prelude::*;
use sittings::sitting;
use std::sync::Arc;

/// Each case tells every page of a result.
const FEW: u32 = 24;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn run(bank: &Arc<Bank>, answers: &[Answer]) -> Run {
    Run::from_answers(Arc::clone(bank), 1, answers).unwrap()
}

fn fit_of(run: &Run) -> Box<FitResult> {
    match run.outcome() {
        Outcome::Fit(result) => result,
        Outcome::Quiz(_) => panic!("an assessment gives a fit"),
    }
}

fn quiz_of(run: &Run) -> QuizResult {
    match run.outcome() {
        Outcome::Quiz(result) => result,
        Outcome::Fit(_) => panic!("a quiz gives no fit"),
    }
}

/// What a block says, without its tone.
fn said(block: &Block) -> Vec<String> {
    match block {
        Block::Title(text)
        | Block::Heading(text)
        | Block::Text(_, text)
        | Block::Bullet(_, text) => vec![text.clone()],
        Block::Link(link) => std::iter::once(link.text.clone())
            .chain(link.note.clone())
            .collect(),
        Block::Meter(meter) => vec![format!("{}: {}", meter.label, meter.figures)],
        Block::Table(_) | Block::Plane(_) => panic!("a page of why has none of these"),
    }
}

fn text(page: &Document) -> String {
    page.blocks
        .iter()
        .flat_map(said)
        .collect::<Vec<_>>()
        .join("\n")
}

/// The blocks under a heading.
fn section<'a>(page: &'a Document, heading: &str) -> Vec<&'a Block> {
    let begins = |block: &&Block| matches!(block, Block::Heading(text) if text == heading);
    let after = page
        .blocks
        .iter()
        .skip_while(|block| !begins(block))
        .skip(1);
    after
        .take_while(|block| !matches!(block, Block::Heading(_)))
        .collect()
}

fn sums_of(blocks: &[&Block]) -> Vec<Sum> {
    let texts = blocks.iter().flat_map(|block| said(block));
    texts.flat_map(|text| sums(&text)).collect()
}

fn all_sums(page: &Document) -> Vec<Sum> {
    sums_of(&page.blocks.iter().collect::<Vec<_>>())
}

fn meters(page: &Document) -> Vec<&Meter> {
    let blocks = page.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Meter(meter) => Some(meter),
            _ => None,
        })
        .collect()
}

/// Whether a number told with `decimals` decimals is this one.
fn told(shown: f64, value: f64, decimals: i32) -> bool {
    (shown - value).abs() <= 0.5 * 10.0_f64.powi(-decimals) + 1e-9
}

/// The sum in whose words something stands.
fn sum_after(page: &Document, words: &str) -> Sum {
    let texts = page.blocks.iter().flat_map(said);
    let found = texts.filter(|text| text.contains(words));
    found
        .flat_map(|text| sums(&text))
        .next()
        .unwrap_or_else(|| panic!("no sum after `{words}` in\n{}", text(page)))
}

/// Each line of arithmetic comes out as it says, and is told finely enough to be held to that.
fn comes_out(page: &Document) -> Result<usize, TestCaseError> {
    let found = all_sums(page);
    for sum in &found {
        prop_assert!(sum.holds(), "{sum:?} in\n{}", text(page));
        let width = sum.worked.high - sum.worked.low;
        let size = sum.worked.high.abs().max(0.05);
        prop_assert!(width <= 0.1 * size.max(1.0), "too rough: {sum:?}");
    }
    // Nothing that looks like arithmetic was left unread.
    let equals = text(page)
        .lines()
        .filter(|line| !line.starts_with("As a formula"))
        .map(|line| line.matches(" = ").count())
        .sum::<usize>();
    prop_assert_eq!(equals, found.len(), "{}", text(page));
    Ok(equals)
}

fn links_lead_to_numbers(page: &Document, numbers: &[Number]) -> Result<(), TestCaseError> {
    for target in &page.targets {
        let Target::Number(number) = target else {
            return Err(TestCaseError::fail(format!("{target:?}")));
        };
        prop_assert!(numbers.contains(number), "{number:?} is no number here");
    }
    Ok(())
}

/// What an answer adds to a scale, by the rules of scoring written down once more.
fn adds(bank: &Bank, answer: &Answer, on: &ScaleId) -> Option<f64> {
    match (&bank.item(&answer.item)?.kind, answer.response.as_ref()?) {
        (Kind::Agreement { scale, reverse, .. }, Response::Step(step)) if scale == on => Some(
            [0.0, 0.25, 0.5, 0.75, 1.0][usize::from(if *reverse { 5 - step } else { step - 1 })],
        ),
        (Kind::Situation { options }, Response::Choice(id)) => {
            let option = options.iter().find(|option| option.id == *id).unwrap();
            Some([0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0][usize::from(*option.scores.get(on)?)])
        }
        _ => None,
    }
}

fn scale_is_explained(
    whys: &Whys<'_>,
    run: &Run,
    found: &score::ScaleScore,
) -> Result<(), TestCaseError> {
    let page = whys.why(&Number::Scale(found.scale.clone()));
    let answers = section(&page, "Your answers");
    prop_assert_eq!(answers.len(), 1 + found.asked, "an answer is missing");
    let given: Vec<f64> = run
        .answers()
        .iter()
        .filter_map(|answer| adds(run.bank(), answer, &found.scale))
        .collect();
    let shown = sums_of(&answers);
    prop_assert_eq!(shown.len(), given.len());
    for (sum, adds) in shown.iter().zip(&given) {
        prop_assert!(told(sum.right, *adds, 4), "{sum:?} instead of {adds}");
    }
    let Some(estimate) = &found.estimate else {
        prop_assert!(text(&page).contains("two thirds") || found.answered == 0);
        return Ok(());
    };
    let total = sum_after(&page, "What your answers add");
    prop_assert!(told(total.right, given.iter().sum(), 4));
    prop_assert!(told(
        sum_after(&page, "In percent").right,
        estimate.score,
        2
    ));
    prop_assert!(told(
        sum_after(&page, "standard error").right,
        estimate.se,
        3
    ));
    let band = sums_of(&section(&page, "The band"));
    let ends: Vec<f64> = band[band.len() - 2..].iter().map(|sum| sum.right).collect();
    prop_assert!(told(ends[0].clamp(0.0, 100.0), estimate.low, 2));
    prop_assert!(told(ends[1].clamp(0.0, 100.0), estimate.high, 2));
    let words = text(&page);
    prop_assert_eq!(words.contains("cut to 0"), ends[0] < 0.0);
    prop_assert_eq!(words.contains("cut to 100"), ends[1] > 100.0);
    Ok(())
}

fn fit_is_explained(
    whys: &Whys<'_>,
    result: &FitResult,
    role: &pofit::bank::Role,
    drawn: &[f64],
) -> Result<(), TestCaseError> {
    let page = whys.why(&Number::Fit(role.id.clone()));
    let scales: Vec<Target> = result
        .scales
        .iter()
        .map(|scale| Target::Number(Number::Scale(scale.scale.clone())))
        .collect();
    prop_assert_eq!(&page.targets, &scales, "a fit leads to its scales");
    let found = result
        .roles
        .iter()
        .find(|found| found.role == role.id)
        .unwrap();
    let Some(fit) = &found.fit else {
        prop_assert!(text(&page).contains("So there is no fit."));
        return Ok(());
    };
    prop_assert!(told(sum_after(&page, "The fit: ").right, fit.fit, 2));
    // What each scale adds is what is added up.
    let scale_by_scale = sums_of(&section(&page, "Scale by scale"));
    let adds: f64 = scale_by_scale
        .iter()
        .filter(|sum| sum.left.contains("^2"))
        .map(|sum| sum.right)
        .sum();
    let sums = sums_of(&section(&page, "The fit"));
    prop_assert!(
        (adds - (sums[0].right + sums[1].right)).abs() < 0.2,
        "{adds}: {sums:?}"
    );
    // One in twenty redraws, drawn here once more.
    let (low, high) = score::fit_interval(drawn);
    let outside = |test: &dyn Fn(f64) -> bool| drawn.iter().filter(|fit| test(**fit)).count();
    prop_assert!(outside(&|fit| fit < low) <= 205 && outside(&|fit| fit > high) <= 205);
    let words = text(&page);
    for end in [low, high] {
        prop_assert!(words.contains(&shown(end)), "{end} in\n{words}");
    }
    Ok(())
}

/// A number with two decimals, or with fewer when it is exact.
fn shown(value: f64) -> String {
    let full = format!("{value:.2}");
    if (full.parse::<f64>().unwrap() - value).abs() < 1e-9 {
        full.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        full
    }
}

fn comparison_is_explained(
    whys: &Whys<'_>,
    result: &FitResult,
    found: &score::Comparison,
    drawn: [&[f64]; 2],
) -> Result<(), TestCaseError> {
    let page = whys.why(&Number::Comparison(found.other.clone()));
    if found.verdict == Verdict::Unknown {
        return Ok(());
    }
    // The redraws counted once more.
    let [own, other] = drawn;
    let wins: f64 = own
        .iter()
        .zip(other)
        .map(|(own, other)| {
            if own > other {
                1.0
            } else if own < other {
                0.0
            } else {
                0.5
            }
        })
        .sum();
    let leads = found.share >= 0.5;
    let wins = if leads { wins } else { own.len() as f64 - wins };
    let share = sum_after(&page, "redraws (a tie counts half)");
    prop_assert_eq!(share.left.replace(',', ""), format!("{wins} / 4096"));
    prop_assert!(told(share.right, found.share.max(1.0 - found.share), 4));
    let lead = sum_after(&page, "Its fit, less that of").right;
    let margin = if leads { lead } else { -lead };
    prop_assert!(told(margin, found.margin, 2));
    // The rule, as it is told, gives the verdict.
    let rule: Vec<String> = section(&page, "The rule")
        .iter()
        .flat_map(|block| said(block))
        .collect();
    let line = |word: &str| rule.iter().find(|line| line.starts_with(word)).unwrap();
    let yes = |holds: bool| if holds { "(yes)" } else { "(no)" };
    let (share, lead) = (
        found.share.max(1.0 - found.share),
        if leads { found.margin } else { -found.margin },
    );
    for (word, least, points) in [("Clear", 0.9, 3.0), ("Leaning", 0.7, 1.5)] {
        let (share, lead) = (yes(share >= least), yes(lead >= points));
        let words = format!(
            "{word}: {least} of the redraws or more {share}, and {points} points ahead or more {lead}"
        );
        prop_assert!(line(word).starts_with(&words), "{words}: {rule:?}");
    }
    prop_assert!(line("Clear").ends_with(yes(result.shape.differentiated)));
    let holds = |word: &str| !line(word).contains("(no)");
    let side = if leads { Side::Role } else { Side::Other };
    let verdict = if !holds("To be told") {
        Verdict::Neither
    } else if holds("Clear") {
        Verdict::Clear(side)
    } else if holds("Leaning") {
        Verdict::Leaning(side)
    } else {
        Verdict::TooClose
    };
    prop_assert_eq!(verdict, found.verdict);
    // The scales that are named as reasons stand first, in their order.
    let named = found
        .reasons
        .iter()
        .map(|reason| Number::Scale(reason.scale.clone()));
    let linked: Vec<Number> = page
        .targets
        .iter()
        .skip(4) // two fits, the shape, how sure
        .map(|target| match target {
            Target::Number(number) => number.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    prop_assert_eq!(
        named.collect::<Vec<_>>(),
        linked[..found.reasons.len()].to_vec()
    );
    prop_assert_eq!(linked.len(), result.scales.len());
    Ok(())
}

/// Each number that a result's page shows stands on the page that tells why.
fn every_number_has_its_why(run: &Run, whys: &Whys<'_>) -> Result<(), TestCaseError> {
    let result = report::result(run);
    let numbers = whys.numbers();
    let pages: Vec<Document> = numbers.iter().map(|number| whys.why(number)).collect();
    for (number, page) in numbers.iter().zip(&pages) {
        prop_assert!(!page.title_text().is_empty(), "{number:?} has no title");
        prop_assert!(page.blocks.len() > 2, "{number:?} says nothing");
    }
    let words: Vec<String> = pages.iter().map(text).collect();
    let has = |wanted: &str| words.iter().any(|page| page.contains(wanted));
    for meter in meters(&result) {
        let figures = format!("{}: {}", meter.label, meter.figures);
        prop_assert!(has(&figures), "{figures}");
        for mark in meter.marks.iter().filter(|mark| !mark.meaning.is_empty()) {
            let same = |meter: &&Meter| meter.marks.contains(mark);
            prop_assert!(
                pages.iter().any(|page| meters(page).iter().any(same)),
                "{mark:?}"
            );
        }
    }
    for heading in [
        "Beside the other roles",
        "What your answers say about themselves",
    ] {
        for block in section(&result, heading) {
            if let Block::Bullet(_, words) = block {
                prop_assert!(has(words), "{words}");
            }
        }
    }
    for block in section(&result, "What you put first") {
        let Block::Text(_, words) = block else {
            continue;
        };
        let Some(words) = words.strip_prefix("In the pairs you preferred: ") else {
            continue;
        };
        for share in words.trim_end_matches('.').split(", ") {
            let (_, figures) = share.split_once(" (").unwrap();
            let figures = format!("told as {};", figures.trim_end_matches(')'));
            prop_assert!(has(&figures), "{figures}");
        }
    }
    // The list names them all in order, under headings of the result's page.
    let list = whys.list();
    let all: Vec<Target> = numbers.iter().cloned().map(Target::Number).collect();
    prop_assert_eq!(&list.targets, &all);
    Ok(())
}

proptest! {
    #![proptest_config(config(FEW))]

    #[test]
    fn the_arithmetic_of_an_assessment_comes_out_as_scored(
        mut answers in sitting(&banks::assessment()),
        // Of ten answers so many are taken away: scales, fits and verdicts go missing too.
        gone in prop::sample::select(vec![0, 0, 2, 4, 7]),
    ) {
        let bank = banks::assessment();
        for answer in answers.iter_mut().enumerate().filter(|(n, _)| n % 10 < gone).map(|(_, a)| a) {
            answer.response = None;
        }
        let run = run(&bank, &answers);
        let (whys, result) = (Whys::new(&run), fit_of(&run));
        let numbers = whys.numbers();
        for number in &numbers {
            let page = whys.why(number);
            comes_out(&page)?;
            links_lead_to_numbers(&page, &numbers)?;
        }
        every_number_has_its_why(&run, &whys)?;
        for found in &result.scales {
            scale_is_explained(&whys, &run, found)?;
        }
        let frame = bank.assessment().unwrap();
        let errors: Vec<Option<(f64, f64)>> = result.scales.iter()
            .map(|scale| scale.estimate.as_ref().map(|found| (found.score, found.se)))
            .collect();
        let draws = Draws::new(&errors, content_hash(&bank, &run.answers()).seed());
        let drawn = |role| draws.fits(&frame.role(role).unwrap().profile);
        for role in &frame.roles {
            fit_is_explained(&whys, &result, role, &draws.fits(&role.profile))?;
        }
        for found in &result.comparisons {
            let fits = [drawn(&found.role), drawn(&found.other)];
            comparison_is_explained(&whys, &result, found, fits.each_ref().map(Vec::as_slice))?;
        }
        for mark in result.marks.iter().filter(|mark| mark.kind != MarkKind::AsPeopleAnswer) {
            let page = whys.why(&Number::Mark(mark.kind));
            prop_assert!(told(sum_after(&page, "The fit: ").right, mark.value, 2));
        }
        let shape = whys.why(&Number::Shape);
        if result.shape.df > 0 {
            prop_assert!(told(sum_after(&shape, "Taken together").right, result.shape.statistic, 3));
            let says = text(&shape).contains("yours differ (") || text(&shape).contains("so yours differ");
            prop_assert_eq!(says, result.shape.differentiated);
        }
        let pairs = whys.why(&Number::Pairs);
        for (block, share) in section(&pairs, "Taken together").into_iter().zip(&result.pairs.order) {
            // A scale with one pair adds nothing up: the share alone is worked out.
            let sums = sums_of(&[block]);
            let part = share.preferred / share.of as f64;
            prop_assert!(told(sums[sums.len() - 1].right, part, 4));
            prop_assert!(share.of == 1 || told(sums[0].right, share.preferred, 4));
        }
    }
}

proptest! {
    #![proptest_config(config(128))]

    #[test]
    fn the_arithmetic_of_a_quiz_comes_out_as_scored(answers in sitting(&banks::quiz())) {
        let bank = banks::quiz();
        let run = run(&bank, &answers);
        let (whys, result) = (Whys::new(&run), quiz_of(&run));
        let numbers = whys.numbers();
        for number in &numbers {
            let page = whys.why(number);
            comes_out(&page)?;
            links_lead_to_numbers(&page, &numbers)?;
        }
        every_number_has_its_why(&run, &whys)?;
        let topics = result.topics.iter().map(|topic| {
            (Number::Topic(topic.topic.clone()), topic.credit, topic.percent, topic.interval)
        });
        let all = (Number::Score, result.credit, result.percent, result.interval);
        for (number, credit, percent, interval) in topics.chain([all]) {
            let page = whys.why(&number);
            let Some((percent, (low, high))) = percent.zip(interval) else {
                prop_assert!(result.answered == 0 || text(&page).contains("Under 5 answers"));
                continue;
            };
            // Five credits at the least: something is added up.
            prop_assert!(told(sum_after(&page, "The credits").right, credit, 4));
            prop_assert!(told(sum_after(&page, "In percent").right, percent, 2));
            let ends = sums_of(&section(&page, "The interval"));
            prop_assert!(told(ends[ends.len() - 2].right.clamp(0.0, 100.0), low, 2));
            prop_assert!(told(ends[ends.len() - 1].right.clamp(0.0, 100.0), high, 2));
        }
        for mark in &result.items {
            let page = whys.why(&Number::Credit(mark.item.clone()));
            let words = text(&page);
            let Some(credit) = mark.credit else {
                prop_assert!(words.contains("You skipped it"));
                continue;
            };
            let worked = all_sums(&page).last().map(|sum| sum.right.max(0.0));
            let stated = [0.0, 1.0].into_iter().find(|credit| {
                words.contains(&format!("the credit is {credit}."))
                    || words.contains(&format!("The credit is {credit}."))
            });
            let shown = worked.or(stated).unwrap_or_else(|| panic!("no credit in\n{words}"));
            prop_assert!(told(shown, credit, 4), "{shown} instead of {credit}\n{words}");
        }
    }
}

#[test]
fn how_well_somebody_judged_is_worked_out_as_scored() {
    for (name, run) in confident::each_judgement() {
        let whys = Whys::new(&run);
        every_number_has_its_why(&run, &whys).unwrap();
        let found = quiz_of(&run).confidence.unwrap();
        let page = whys.why(&Number::Confidence);
        assert!(comes_out(&page).unwrap() > 5, "{name}: {}", text(&page));
        let last = |heading: &str| {
            let sums = sums_of(&section(&page, heading));
            sums.last().unwrap().right
        };
        let total = sum_after(&page, "The mark:").right;
        assert!(told(total, found.total.into(), 0), "{name}: {total}");
        assert!(told(last("The mark"), found.mean, 2), "{name}");
        assert!(told(last("Brier score"), found.brier, 4), "{name}");
        let bias = sum_after(&page, "The bias").right;
        assert!(told(bias, 100.0 * found.bias, 2), "{name}: {bias}");
        let ends = sums_of(&section(&page, "Bias"));
        let (low, high) = found.bias_interval.unwrap();
        assert!(told(ends[ends.len() - 2].right, 100.0 * low, 2), "{name}");
        assert!(told(ends[ends.len() - 1].right, 100.0 * high, 2), "{name}");
    }
}

#[test]
fn a_weighted_answer_is_added_as_often_as_it_counts() {
    let weights = [2.0, 1.0, 1.0, 0.5];
    let own = [(80.0, 1.0, "at-least")];
    let rest = [(50.0, 1.0, "near")];
    let mut bank = (*banks::small(&[("a", 4)], &[("own", &own), ("rest", &rest)], "")).clone();
    for (item, given) in bank.items.iter_mut().zip(weights) {
        if let Kind::Agreement { weight, .. } = &mut item.kind {
            *weight = given;
        }
    }
    let bank = Arc::new(bank);
    let run = run(&bank, &banks::quarters(&bank, "a", &[4, 3, 0, 1]));
    let result = fit_of(&run);
    let estimate = result.scales[0].estimate.as_ref().unwrap();
    let page = report::why(&run, &Number::Scale(banks::scale("a")));
    comes_out(&page).unwrap();
    // 2 x 1 + 0.75 + 0 + 0.5 x 0.25 = 2.875 over 4.5.
    assert!(told(
        sum_after(&page, "each times its weight").right,
        2.875,
        4
    ));
    assert!(told(
        sum_after(&page, "In percent").right,
        100.0 * 2.875 / 4.5,
        2
    ));
    assert!(told(
        sum_after(&page, "standard error").right,
        estimate.se,
        3
    ));
    assert!(text(&page).contains("with weight 0.5"));
}

/// A statement of the built-in assessment answered by what makes of it.
fn answered(response: impl Fn(usize, bool) -> Option<u8>, seconds: f64) -> Run {
    let bank = banks::assessment();
    let statements = bank.items.iter().enumerate();
    let answer = |(n, item): (usize, &pofit::bank::Item)| {
        let step = match item.kind {
            Kind::Agreement { reverse, .. } => response(n, reverse),
            _ => None,
        };
        Answer {
            item: item.id.clone(),
            response: step.map(Response::Step),
            certainty: None,
            seconds: Some(seconds),
        }
    };
    let answers: Vec<Answer> = statements.map(answer).collect();
    run(&bank, &answers)
}

#[test]
fn each_remark_is_explained_by_its_index() {
    let mut explained = Vec::new();
    for run in [
        answered(|_, _| Some(5), 0.5),
        answered(|_, _| Some(1), 9.0),
        answered(|n, _| Some(if n % 2 == 0 { 1 } else { 5 }), 9.0),
        answered(
            |n, reverse| (n % 3 > 0).then_some(if reverse { 2 } else { 4 }),
            9.0,
        ),
    ] {
        let (whys, result) = (Whys::new(&run), fit_of(&run));
        every_number_has_its_why(&run, &whys).unwrap();
        let quality = &result.quality;
        for remark in &quality.remarks {
            let page = whys.why(&Number::Remark(*remark));
            comes_out(&page).unwrap();
            let last = || all_sums(&page).last().unwrap().right;
            let index = match remark {
                Remark::LongString => {
                    let times = format!("{} times", quality.longest_string);
                    assert!(text(&page).contains(&times));
                    None
                }
                Remark::TooFast => quality.share_under_1s,
                Remark::Contradictions => quality.inconsistency,
                Remark::Scatter => quality.scatter,
                Remark::YesSaying | Remark::NoSaying => quality.acquiescence,
                Remark::ManySkipped => Some(quality.skipped as f64 / quality.asked as f64),
            };
            if let Some(index) = index {
                assert!(told(last(), index, 4), "{remark:?}: {} for {index}", last());
            }
            explained.push(*remark);
        }
    }
    for remark in [
        Remark::TooFast,
        Remark::LongString,
        Remark::Contradictions,
        Remark::Scatter,
        Remark::YesSaying,
        Remark::NoSaying,
        Remark::ManySkipped,
    ] {
        assert!(explained.contains(&remark), "{remark:?} never happened");
    }
}

#[test]
fn the_standing_names_the_border_on_each_side() {
    let run = answered(
        |n, reverse| Some(if reverse { 2 } else { 4 - u8::from(n % 4 == 0) }),
        9.0,
    );
    let result = fit_of(&run);
    let words = text(&report::why(&run, &Number::Standing));
    let fit = result.roles[0].fit.as_ref().unwrap();
    for value in [fit.fit, fit.low.min(fit.fit), fit.high.max(fit.fit)] {
        assert!(words.contains(&shown(value)), "{value} in\n{words}");
    }
    for cut in ["From 85 on", "From 75 on", "From 60 on", "Below 60"] {
        assert!(words.contains(cut), "{cut}");
    }
    assert_eq!(words.matches("; yours").count(), 1);
}

#[test]
fn a_number_that_a_run_does_not_have_says_nothing() {
    let quiz = run(&banks::quiz(), &[]);
    for number in [
        Number::Standing,
        Number::Shape,
        Number::Scale(banks::scale("vision")),
        Number::Remark(Remark::TooFast),
    ] {
        let page = report::why(&quiz, &number);
        assert!(
            page.blocks.len() <= 1 && page.targets.is_empty(),
            "{number:?}"
        );
    }
    let fit = run(&banks::assessment(), &[]);
    let page = report::why(&fit, &Number::Score);
    assert!(page.blocks.len() <= 1 && page.targets.is_empty());
    // Without an answer there is still a page for each number, and no number is made up.
    for number in report::numbers(&fit) {
        let page = report::why(&fit, &number);
        assert!(page.blocks.len() > 2, "{number:?}: {page:?}");
        assert!(
            !text(&page).contains("NaN") && !text(&page).contains("inf"),
            "{number:?}"
        );
    }
}

#[test]
fn formulas_are_credited_to_whom_the_handbook_credits_them() {
    let handbook = include_str!("../data/sources.toml");
    let mut cited = String::new();
    let runs = [
        answered(|_, reverse| Some(if reverse { 2 } else { 4 }), 9.0),
        answered(|_, _| Some(5), 0.5),
    ];
    for run in &runs {
        for number in report::numbers(run) {
            cited += &text(&report::why(run, &number));
        }
    }
    let answers: Vec<Answer> = banks::quiz()
        .items
        .iter()
        .map(|item| Answer {
            item: item.id.clone(),
            response: Some(sittings::response(item, 3)),
            certainty: None,
            seconds: None,
        })
        .collect();
    let quiz = run(&banks::quiz(), &answers);
    for number in report::numbers(&quiz) {
        cited += &text(&report::why(&quiz, &number));
    }
    for (author, title, year) in [
        (
            "Leona S. Aiken",
            "The Problem of Units and the Circumstance for POMP",
            "1999",
        ),
        (
            "Robert L. Brennan",
            "Raw-Score Conditional Standard Errors of Measurement",
            "1998",
        ),
        (
            "Edwin B. Wilson",
            "Probable Inference, the Law of Succession, and Statistical Inference",
            "1927",
        ),
    ] {
        for part in [author, title, year] {
            assert!(handbook.contains(part), "the handbook has no {part}");
            assert!(cited.contains(part), "{part} is cited nowhere");
        }
    }
    for other in ["McKay", "Holland", "Huang", "Kendall"] {
        assert!(cited.contains(other), "{other} is cited nowhere");
    }
}
