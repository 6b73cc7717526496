//! A scale: each answer with its keying, the score, the band, and what the roles ask of it.

use super::super::document::{Document, Target, Tone};
use super::super::fit::Telling;
use super::super::next::how_sure;
use super::super::words::{count, points, said};
use super::Number;
use super::source::{Source, sources};
use super::sum::{ERROR, POINTS, SHARE, VARIANCE, counted, formula, line, shown, squares, terms};
use crate::bank::{Demand, DemandKind, Kind, Response, ScaleId};
use crate::score::{
    AskedItem, Contribution, NEEDED_ANSWERS, PRIOR_DEVIATION, PRIOR_FREEDOM, ScaleScore, ScaleSum,
    asked_of, scale_sum,
};

impl Telling<'_> {
    pub(super) fn why_scale(&self, page: &mut Document, id: &ScaleId) {
        let found = self.result.scales.iter().find(|found| found.scale == *id);
        let (Some(found), Some(scale)) = (found, self.frame.scale(id)) else {
            return;
        };
        page.meter(self.scale_meter(found));
        page.text(Tone::Plain, scale.definition.as_str());
        page.text(
            Tone::Plain,
            format!(
                "The score says how much of the most that could be said of {} your answers said, in \
                 percent: 0 is nothing of it, 100 is all.",
                scale.name
            ),
        );
        let answers = self.run.answers();
        let asked = asked_of(self.run.bank(), &answers, id);
        page.heading("Your answers");
        page.text(
            Tone::Plain,
            "Each adds between 0 and 1. Where agreeing means more of it, a statement is keyed \
             forwards and its five steps count upwards; where agreeing means less, it is \
             reverse-keyed and they count downwards. What one would do in a situation counts 0 to 3.",
        );
        for one in &asked {
            self.answer(page, one, id);
        }
        let given: Vec<Contribution> = asked.iter().filter_map(|one| one.adds).collect();
        match scale_sum(&given, asked.len()) {
            Some(sum) => {
                score(page, &given, &sum);
                band(page, &given, &sum);
            }
            None => too_few(page, found),
        }
        self.asked_by_roles(page, id);
        sources(
            page,
            &[
                Source::Pomp,
                Source::Brennan,
                Source::Own(
                    "The ordinary scatter that joins in, and its weight: pofit's own choice, tried \
                     by simulation.",
                ),
            ],
        );
    }

    /// One answer with what it adds, and by which keying.
    fn answer(&self, page: &mut Document, one: &AskedItem<'_>, scale: &ScaleId) {
        let stem = one.item.stem.as_str().replace('\n', " ");
        let (Some(response), Some(adds)) = (one.response, one.adds) else {
            page.bullet(
                Tone::Muted,
                format!("You skipped \"{stem}\", so it moves nothing."),
            );
            return;
        };
        let share = shown(adds.share, SHARE);
        let said = said(one.item, response);
        let told = match (&one.item.kind, response) {
            (Kind::Agreement { reverse: false, .. }, Response::Step(step)) => format!(
                "You said {said} ({step}) to \"{stem}\" Keyed forwards, it adds ({step} - 1) / 4 = \
                 {share}"
            ),
            (Kind::Agreement { .. }, Response::Step(step)) => format!(
                "You said {said} ({step}) to \"{stem}\" Reverse-keyed, it adds (5 - {step}) / 4 = \
                 {share}"
            ),
            (Kind::Situation { options }, Response::Choice(id)) => {
                let chosen = options.iter().find(|option| option.id == *id);
                let points = chosen.and_then(|option| option.scores.get(scale));
                format!(
                    "In \"{stem}\" you chose \"{said}\" Counted {0} of 3 for {1}, it adds {0} / 3 = \
                     {share}",
                    points.copied().unwrap_or_default(),
                    self.scale_name(scale),
                )
            }
            _ => return, // nothing else scores a scale
        };
        let weight = if is_one(adds.weight) {
            String::new()
        } else {
            format!(", with weight {}", shown(adds.weight, POINTS))
        };
        page.bullet(Tone::Plain, told + &weight);
    }

    /// What each role asks of the scale: where its score goes.
    fn asked_by_roles(&self, page: &mut Document, id: &ScaleId) {
        page.heading("What the roles ask of it");
        let gap = self.result.gaps.iter().find(|gap| gap.scale == *id);
        for role in &self.frame.roles {
            let Some(demand) = role.profile.iter().find(|demand| demand.scale == *id) else {
                continue;
            };
            let gap = gap
                .filter(|_| role.id == self.frame.role)
                .map_or_else(String::new, |gap| format!(" ({})", how_sure(gap)));
            page.link(
                format!("{}: {}{gap}", role.name, demand_words(demand)),
                Some(&demand.reason.as_str().replace('\n', " ")),
                Target::Number(Number::Fit(role.id.clone())),
            );
        }
    }
}

/// What a role asks of a scale, in words.
pub(super) fn demand_words(demand: &Demand) -> String {
    let level = shown(demand.level, POINTS);
    let weight = shown(demand.weight, POINTS);
    if demand.weight <= 0.0 {
        return "it does not count".to_owned();
    }
    match demand.kind {
        DemandKind::AtLeast => format!("at least {level}, weight {weight}"),
        DemandKind::Near => format!("near {level}, weight {weight}"),
    }
}

fn is_one(weight: f64) -> bool {
    (weight - 1.0).abs() < f64::EPSILON
}

fn score(page: &mut Document, given: &[Contribution], sum: &ScaleSum) {
    page.heading("The score");
    let total = shown(sum.weighted, SHARE);
    let plain = given.iter().all(|one| is_one(one.weight));
    let weights = shown(sum.weights, SHARE);
    if plain {
        let added = terms(given.iter().map(|one| one.share), SHARE);
        line(
            page,
            "What your answers add, taken together",
            &added,
            &total,
        );
    } else {
        let one = |one: &Contribution| {
            let (share, weight) = (shown(one.share, SHARE), shown(one.weight, SHARE));
            format!("{weight} x {share}")
        };
        let added: Vec<String> = given.iter().map(one).collect();
        line(
            page,
            "What your answers add, each times its weight",
            &added.join(" + "),
            &total,
        );
        let all = terms(given.iter().map(|one| one.weight), SHARE);
        line(page, "The weights, taken together", &all, &weights);
    }
    let mean = shown(sum.mean, SHARE);
    let by = if plain {
        format!("That over {}", count(given.len(), "answer", "answers"))
    } else {
        "That over the weights".to_owned()
    };
    line(page, &by, &format!("{total} / {weights}"), &mean);
    let score = sum.estimate.score;
    page.bullet(
        Tone::Strong,
        format!(
            "In percent, the score: 100 x {mean} = {}, told as {}",
            shown(score, POINTS),
            points(score),
        ),
    );
    formula(
        page,
        "S = 100 x sum(w c) / sum(w), where c is what an answer adds and w its weight",
    );
}

fn band(page: &mut Document, given: &[Contribution], sum: &ScaleSum) {
    page.heading("The band");
    page.text(
        Tone::Plain,
        "Other items of the same sort would have given another score. How far apart your own \
         answers lie tells how far it would move.",
    );
    let (mean, number) = (shown(sum.mean, SHARE), shown(sum.number, SHARE));
    let deviations = shown(sum.deviations, SHARE);
    if given.iter().all(|one| is_one(one.weight)) {
        let shares: Vec<f64> = given.iter().map(|one| one.share).collect();
        line(
            page,
            "How far each lies from the mean, squared, taken together",
            &squares(&shares, sum.mean),
            &deviations,
        );
    } else {
        let weights = || given.iter().map(|one| one.weight);
        let squared = counted(weights().map(|weight| format!("{}^2", shown(weight, SHARE))));
        line(
            page,
            "So weighted, your answers are worth as many alike",
            &format!("({})^2 / ({squared})", terms(weights(), SHARE)),
            &number,
        );
        let far = counted(given.iter().map(|one| {
            let (share, weight) = (shown(one.share, SHARE), shown(one.weight, SHARE));
            format!("{weight} x ({share} - {mean})^2")
        }));
        line(
            page,
            "How far each lies from the mean, squared and weighted, taken together",
            &format!("{number} x ({far}) / {}", shown(sum.weights, SHARE)),
            &deviations,
        );
    }
    let (prior, weight) = (shown(PRIOR_DEVIATION, SHARE), shown(PRIOR_FREEDOM, SHARE));
    let variance = shown(sum.variance, VARIANCE);
    line(
        page,
        &format!(
            "A few like answers prove little, so an ordinary scatter of {prior} joins in, as if \
             from {weight} answers more"
        ),
        &format!("({weight} x {prior}^2 + {deviations}) / ({weight} + {number} - 1)"),
        &variance,
    );
    let error = shown(sum.estimate.se, ERROR);
    line(
        page,
        "The standard error of the score",
        &format!("100 x sqrt({variance} / {number})"),
        &error,
    );
    let (score, t) = (
        shown(sum.estimate.score, POINTS),
        shown(sum.quantile, SHARE),
    );
    let end = |sign: &str, end: f64, kept: f64| {
        let cut = if (end - kept).abs() > f64::EPSILON {
            format!(", cut to {}", shown(kept, POINTS))
        } else {
            String::new()
        };
        format!("{score} {sign} {t} x {error} = {}{cut}", shown(end, POINTS))
    };
    page.bullet(
        Tone::Strong,
        format!(
            "The 90 % band reaches {t} errors either way (Student's t with {} degrees of freedom): \
             from {} to {}",
            shown(sum.estimate.df, SHARE),
            end("-", sum.ends.0, sum.estimate.low),
            end("+", sum.ends.1, sum.estimate.high),
        ),
    );
    formula(
        page,
        &format!(
            "s2 = ({weight} x {prior}^2 + SS) / ({weight} + m - 1); SE = 100 x sqrt(s2 / m); band = \
             S - t SE to S + t SE, where m is the number of answers and SS their squared distances \
             from the mean"
        ),
    );
}

fn too_few(page: &mut Document, found: &ScaleScore) {
    page.heading("The score");
    let Some(share) = found.answered_share().filter(|share| *share > 0.0) else {
        page.text(Tone::Plain, "There is no answer to it, so no score.");
        return;
    };
    page.text(
        Tone::Plain,
        format!(
            "A score needs two thirds of the items ({}), or it would rest on too little. Of yours \
             it has {} / {} = {}.",
            shown(NEEDED_ANSWERS, SHARE),
            found.answered,
            found.asked,
            shown(share, SHARE),
        ),
    );
}
