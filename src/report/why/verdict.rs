//! What a fit is called, whether the scales differ at all, and one role beside another.

use super::super::document::{Document, Target, Tone};
use super::super::fit::{Telling, band_words, headline};
use super::super::words::points;
use super::fit::{OWN_RULE, shown_count};
use super::source::{Source, sources};
use super::sum::{ERROR, POINTS, SHARE, VARIANCE, formula, line, shown, terms};
use super::{Number, in_line};
use crate::bank::{Band, Role, RoleId};
use crate::score::{
    CLEAR, Comparison, DRAWS, Difference, FitSum, Grounds, LEANING, Least, SHAPELESS, STANDS_OUT,
    ShapeSum, Side, differences, fit_sum, grounds, shape_sum,
};

/// Where the words for a fit and a verdict change is nobody else's choice.
const OWN_CUTS: Source = Source::Own(
    "Where one word ends and the next begins: pofit's own choice, tried by simulation with people \
     made up for it.",
);

impl Telling<'_> {
    pub(super) fn why_standing(&self, page: &mut Document) {
        let fit = self.fit_of(&self.frame.role);
        let (Some(standing), Some(fit), Some(asked)) =
            (self.result.standing, fit, self.asked_role())
        else {
            return;
        };
        page.text(Tone::Strong, headline(asked.name.as_str(), standing));
        page.text(
            Tone::Plain,
            "The fit has a word for each stretch of the bar. Where its interval reaches over a \
             border, both words are told, since the answers do not say which.",
        );
        page.heading("The borders");
        let cuts = self.frame.cuts;
        let told = |from: String, band: Band| {
            let here = if band == standing.at { "; yours" } else { "" };
            format!("{from}: {}{here}", band_words(band))
        };
        for (from, band) in [
            (cuts.strong, Band::Strong),
            (cuts.good, Band::Good),
            (cuts.mixed, Band::Mixed),
        ] {
            page.bullet(
                Tone::Plain,
                told(format!("From {} on", shown(from, POINTS)), band),
            );
        }
        page.bullet(
            Tone::Plain,
            told(format!("Below {}", shown(cuts.mixed, POINTS)), Band::NotNow),
        );
        page.heading("Your fit");
        let ends = fit.ends();
        for (what, value, band) in [
            ("The fit itself", fit.fit, standing.at),
            ("The lower end", ends.0, standing.low),
            ("The upper end", ends.1, standing.high),
        ] {
            let value = shown(value, POINTS);
            page.bullet(
                Tone::Plain,
                format!("{what}, {value}: {}", band_words(band)),
            );
        }
        page.link(
            in_line(&self.fit_meter(asked)),
            Some("Where the fit and its interval come from."),
            Target::Number(Number::Fit(self.frame.role.clone())),
        );
        sources(page, &[OWN_CUTS]);
    }

    pub(super) fn why_shape(&self, page: &mut Document) {
        page.text(
            Tone::Plain,
            "If your scales lay no further apart than their errors let equal scales lie, your \
             answers would point nowhere in particular, and no comparison would be called more than \
             leaning. So each scale is measured by its distance from their mean, in its own errors.",
        );
        let estimates: Vec<Option<(f64, f64)>> = self
            .result
            .scales
            .iter()
            .map(|scale| scale.estimate.as_ref().map(|found| (found.score, found.se)))
            .collect();
        let Some(sum) = shape_sum(&estimates) else {
            page.text(
                Tone::Plain,
                "That takes two scales with a score at the least, and there are not so many.",
            );
            return;
        };
        let mean = shown(sum.mean, POINTS);
        mean_of(page, &estimates, &sum);
        page.heading("Scale by scale");
        let scales = self.result.scales.iter().zip(&estimates).zip(&sum.squares);
        for ((scale, estimate), square) in scales {
            let note = match (estimate, square) {
                (Some((score, error)), Some(square)) => format!(
                    "(({} - {mean}) / {})^2 = {}",
                    shown(*score, POINTS),
                    shown(*error, ERROR),
                    shown(*square, ERROR),
                ),
                _ => "It has no score, so it is left out.".to_owned(),
            };
            page.link(
                self.scale_name(&scale.scale),
                Some(&note),
                Target::Number(Number::Scale(scale.scale.clone())),
            );
        }
        page.heading("Whether they differ");
        let shape = &sum.shape;
        let squares = terms(sum.squares.iter().flatten().copied(), ERROR);
        line(
            page,
            "Taken together",
            &squares,
            &shown(shape.statistic, ERROR),
        );
        page.bullet(
            Tone::Strong,
            format!(
                "Equal scales stay under {} nineteen times in twenty (chi-square with {} degrees of \
                 freedom, {}), so {}.",
                shown(shape.critical, ERROR),
                shape.df,
                shown(SHAPELESS, SHARE),
                if shape.differentiated {
                    "yours differ"
                } else {
                    "it cannot be said that yours differ"
                },
            ),
        );
        formula(
            page,
            "X2 = sum((S - M)^2 / SE^2) over the scales, where M is their mean, each weighted by \
             1 / SE^2",
        );
        sources(page, &[Source::Differentiation]);
    }

    pub(super) fn why_comparison(&self, page: &mut Document, other: &RoleId) {
        let found = self
            .result
            .comparisons
            .iter()
            .find(|found| found.other == *other);
        let (Some(found), Some(own), Some(other)) =
            (found, self.asked_role(), self.frame.role(other))
        else {
            return;
        };
        let (tone, words) = self.verdict(found);
        page.text(tone, words);
        page.heading("The two fits");
        for role in [own, other] {
            page.link(
                in_line(&self.fit_meter(role)),
                None,
                Target::Number(Number::Fit(role.id.clone())),
            );
        }
        let fits = self.fit_of(&own.id).zip(self.fit_of(&other.id));
        let Some((own_fit, other_fit)) = fits else {
            return;
        };
        let fits = (own_fit.fit, other_fit.fit);
        let grounds = grounds(fits, found.share, self.result.shape.differentiated);
        lead(page, (own, other), fits, found, &grounds);
        self.rule(page, &grounds);
        page.link(super::HOW_SURE, None, Target::Number(Number::Sure));
        self.reasons_of(page, own, other);
        sources(page, &[OWN_CUTS, Source::Sampling, OWN_RULE]);
    }

    fn rule(&self, page: &mut Document, grounds: &Grounds) {
        page.heading("The rule");
        let yes = |holds: bool| if holds { "yes" } else { "no" };
        let tone = |holds: bool| if holds { Tone::Good } else { Tone::Plain };
        let both = |(share, lead): (bool, bool)| share && lead;
        let needs = |word: &str, least: Least, (share, lead): (bool, bool)| {
            format!(
                "{word}: {} of the redraws or more ({}), and {} points ahead or more ({})",
                shown(least.share, SHARE),
                yes(share),
                shown(least.lead, POINTS),
                yes(lead),
            )
        };
        page.bullet(
            tone(grounds.stands_out),
            format!(
                "To be told at all: one of the two fits at {} or more ({})",
                shown(STANDS_OUT, POINTS),
                yes(grounds.stands_out),
            ),
        );
        let differ = self.result.shape.differentiated;
        page.bullet(
            tone(both(grounds.clear) && differ),
            format!(
                "{}, and scales that differ ({})",
                needs("Clear", CLEAR, grounds.clear),
                yes(differ)
            ),
        );
        page.bullet(
            tone(both(grounds.leaning)),
            needs("Leaning", LEANING, grounds.leaning),
        );
        page.bullet(Tone::Plain, "Else: too close to call");
        page.link(
            "Whether your scales differ",
            None,
            Target::Number(Number::Shape),
        );
    }

    fn reasons_of(&self, page: &mut Document, own: &Role, other: &Role) {
        page.heading("Which scales make the difference");
        page.text(
            Tone::Plain,
            format!(
                "Each scale adds a part to the distance from {}, and a part to that from {}. The \
                 difference of the two speaks for one of them.",
                own.name, other.name
            ),
        );
        let scores = self.scores();
        let sums = [other, own].map(|role| (role, fit_sum(&role.profile, &scores)));
        for Difference { difference, reason } in differences(own, other, &scores) {
            // What the two fits have of this scale: the terms whose difference it is.
            let term = |(role, sum): &(&Role, FitSum)| {
                let demands = role.profile.iter().zip(&sum.distances);
                let found = demands.filter(|(demand, _)| demand.scale == reason.scale);
                let adds = found
                    .filter_map(|(_, found)| *found)
                    .map(|found| found.adds)
                    .next()?;
                Some(format!(
                    "{} / {}",
                    shown(adds, POINTS),
                    shown(sum.worst, POINTS)
                ))
            };
            let [there, here] = sums.each_ref().map(term);
            let note = match there.zip(here) {
                None => "It has no score, so it is left out.".to_owned(),
                Some(_) if difference.abs() <= 0.0 => "It adds the same to both.".to_owned(),
                Some((there, here)) => {
                    let speaks_for = match reason.pulls {
                        Side::Role => &own.name,
                        Side::Other => &other.name,
                    };
                    let part = points(100.0 * reason.part);
                    let part = if part == "0" { "under 1" } else { &part };
                    format!(
                        "{there} - {here} = {}: for {speaks_for}, {part} % of all differences",
                        shown(difference, SHARE),
                    )
                }
            };
            page.link(
                self.scale_name(&reason.scale),
                Some(&note),
                Target::Number(Number::Scale(reason.scale.clone())),
            );
        }
        formula(
            page,
            &format!(
                "the part of a scale is w d^2 / sum(w dmax^2), as the two fits have it; first comes \
                 the one for {}, then the one for {}",
                other.name, own.name
            ),
        );
    }
}

/// In how many redraws the nearer role fits better, and by how much it does now.
fn lead(
    page: &mut Document,
    (own, other): (&Role, &Role),
    fits: (f64, f64),
    found: &Comparison,
    grounds: &Grounds,
) {
    let (leader, second, first_fit, second_fit) = match grounds.leader {
        Side::Role => (own, other, fits.0, fits.1),
        Side::Other => (other, own, fits.1, fits.0),
    };
    page.heading("How sure");
    page.text(
        Tone::Plain,
        format!(
            "Your scales have errors, so they were drawn anew {} times within them, and both \
             fits were worked out from each draw. One draw serves both, so what is common to \
             them cancels out.",
            shown_count(DRAWS)
        ),
    );
    let wins = found.wins_of(grounds.leader);
    let of = shown_count(DRAWS);
    page.bullet(
        Tone::Plain,
        format!(
            "{} fits better in {} of {of} redraws (a tie counts half): {1} / {of} = {2}",
            leader.name,
            shown(wins, 1),
            shown(grounds.share, SHARE),
        ),
    );
    line(
        page,
        &format!("Its fit, less that of {}", second.name),
        &format!(
            "{} - {}",
            shown(first_fit, POINTS),
            shown(second_fit, POINTS)
        ),
        &shown(grounds.lead, POINTS),
    );
}

/// The mean of the scales, to which a surer one adds more.
fn mean_of(page: &mut Document, scales: &[Option<(f64, f64)>], sum: &ShapeSum) {
    page.heading("Their mean");
    let known = || scales.iter().flatten();
    let square = |error: f64| format!("{}^2", shown(error, ERROR));
    let each: Vec<String> = known()
        .map(|(score, error)| format!("{} / {}", shown(*score, POINTS), square(*error)))
        .collect();
    let ones: Vec<String> = known()
        .map(|(_, error)| format!("1 / {}", square(*error)))
        .collect();
    let (weighted, weights) = sum.weighted;
    let (weighted, weights) = (shown(weighted, SHARE), shown(weights, VARIANCE));
    line(
        page,
        "Each score over its squared error, taken together, so that a surer scale counts more",
        &each.join(" + "),
        &weighted,
    );
    line(page, "The same of 1", &ones.join(" + "), &weights);
    line(
        page,
        "The one over the other",
        &format!("{weighted} / {weights}"),
        &shown(sum.mean, POINTS),
    );
}
