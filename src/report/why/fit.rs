//! A fit: the distance of each scale from the profile with its weight, the sum, the interval; and the
//! values that a fit is compared with.

use super::super::document::{Document, Meter, Target, Tone};
use super::super::fit::Telling;
use super::super::words::{count, listed, points};
use super::Number;
use super::scale::demand_words;
use super::source::{Source, sources};
use super::sum::{ERROR, POINTS, SHARE, formula, line, shown, terms};
use crate::bank::{Demand, Role, RoleId};
use crate::score::{
    DRAWS, Distance, FitSum, MARK_DRAWS, MarkKind, NEEDED_WEIGHT, PRIOR_DEVIATION, fit_sum,
    mark_scores, ordinary_error,
};

/// The rule for a fit is nobody else's.
pub(super) const OWN_RULE: Source = Source::Own(
    "The fit as a weighted distance from a profile: pofit's own rule. The profile is an editor's \
     judgement; each of its numbers has its reason, which stands with the scale.",
);

impl Telling<'_> {
    pub(super) fn why_fit(&self, page: &mut Document, id: &RoleId) {
        let Some(role) = self.frame.role(id) else {
            return;
        };
        page.meter(self.fit_meter(role));
        page.text(
            Tone::Plain,
            format!(
                "The fit says how near your scales lie to the profile of a {}: 100 is the profile \
                 itself, 0 the farthest that anybody could be. A distance counts squared, so that \
                 one wide gap weighs more than two small ones.",
                role.name
            ),
        );
        let scores = self.scores();
        let sum = fit_sum(&role.profile, &scores);
        page.heading("Scale by scale");
        for ((demand, score), found) in role.profile.iter().zip(&scores).zip(&sum.distances) {
            let text = format!(
                "{}: {}",
                self.scale_name(&demand.scale),
                demand_words(demand)
            );
            let note = distance_words("Yours is", demand, *score, *found);
            page.link(
                text,
                Some(&note),
                Target::Number(Number::Scale(demand.scale.clone())),
            );
        }
        self.total(page, role, &sum);
        let fit = self.fit_of(id);
        if let Some(found) = &fit {
            page.heading("The interval");
            page.text(
                Tone::Plain,
                format!(
                    "Your scales have an error, so the fit has one. All of them were drawn anew {} \
                     times, each within its error and cut to 0 to 100, and the fit was worked out \
                     each time. One redraw in twenty lies below {}, one in twenty above {}: between \
                     them lies the 90 % interval, told as {} to {}.",
                    shown_count(DRAWS),
                    shown(found.low, POINTS),
                    shown(found.high, POINTS),
                    points(found.low),
                    points(found.high),
                ),
            );
            page.text(
                Tone::Plain,
                "Chance leads away from a profile more often than towards it, so a fit can lie at \
                 the upper end of its interval or above it. The draws are seeded by your answers: \
                 the same answers give the same interval.",
            );
        }
        let mut from = vec![OWN_RULE];
        from.extend(fit.map(|_| Source::Sampling));
        from.extend(self.profile_sources(role));
        sources(page, &from);
    }

    /// The scores in the frame's order, in points.
    pub(super) fn scores(&self) -> Vec<Option<f64>> {
        let scales = self.result.scales.iter();
        scales
            .map(|scale| scale.estimate.as_ref().map(|found| found.score))
            .collect()
    }

    fn total(&self, page: &mut Document, role: &Role, sum: &FitSum) {
        page.heading("The fit");
        if sum.known_weight < sum.weight {
            let missing: Vec<String> = role
                .profile
                .iter()
                .zip(&sum.distances)
                .filter(|(demand, found)| demand.weight > 0.0 && found.is_none())
                .map(|(demand, _)| self.scale_name(&demand.scale))
                .collect();
            page.text(
                Tone::Caution,
                format!(
                    "Left out, for want of a score: {}. What is known makes {} of the weight of {}; \
                     a fit needs {} of it.",
                    listed(&missing),
                    shown(sum.known_weight, POINTS),
                    shown(sum.weight, POINTS),
                    shown(NEEDED_WEIGHT, SHARE),
                ),
            );
        }
        let Some(fit) = sum.fit else {
            page.text(Tone::Plain, "So there is no fit.");
            return;
        };
        let known = || sum.distances.iter().flatten();
        let (far, worst) = (shown(sum.far, POINTS), shown(sum.worst, POINTS));
        let added = terms(known().map(|found| found.adds), POINTS);
        line(page, "What the scales add, taken together", &added, &far);
        let most = terms(known().map(|found| found.could_add), POINTS);
        line(page, "What they could add at most", &most, &worst);
        let fit_shown = shown(fit, POINTS);
        page.bullet(
            Tone::Strong,
            format!(
                "The fit: 100 x (1 - sqrt({far} / {worst})) = {fit_shown}, told as {}",
                points(fit)
            ),
        );
        formula(
            page,
            "F = 100 x (1 - sqrt(sum(w d^2) / sum(w dmax^2))), where w is a scale's weight, d its \
             distance from what is asked, and dmax the farthest it could be",
        );
    }

    /// What the levels of a profile rest on.
    fn profile_sources(&self, role: &Role) -> Vec<Source> {
        let known = &self.run.bank().sources;
        let cited = role.sources.iter().filter_map(|id| known.get(id));
        cited
            .map(|source| Source::Cited(format!("Behind the profile: {}.", source.citation())))
            .collect()
    }

    pub(super) fn why_mark(&self, page: &mut Document, kind: MarkKind) {
        let found = self.result.marks.iter().find(|mark| mark.kind == kind);
        let (Some(found), Some(role)) = (found, self.asked_role()) else {
            return;
        };
        let mark = self.mark(found);
        page.meter(Meter {
            label: role.name.to_string(),
            value: Some((found.value, found.value, found.value)),
            figures: points(found.value),
            marks: vec![mark],
        });
        let scores = mark_scores(self.frame, kind);
        let words = match kind {
            MarkKind::Halfway => {
                "A value to compare your fit with: what answers half-way on everything would get. \
                 It shows that half-way is not nothing."
            }
            MarkKind::Rival => {
                "A value to compare your fit with: what somebody would get whose scales lie exactly \
                 where the other role asks. It shows how alike the two profiles are."
            }
            MarkKind::AsPeopleAnswer => {
                "A value to compare your fit with: what somebody would get who is just as the \
                 profile asks, and whose answers scatter as answers do. Scatter leads away from a \
                 profile, so this is less than 100."
            }
        };
        page.text(Tone::Plain, words);
        page.heading("Scale by scale");
        if kind == MarkKind::AsPeopleAnswer {
            for (demand, scale) in role.profile.iter().zip(&self.result.scales) {
                let error = shown(ordinary_error(scale.asked), ERROR);
                let items = scale.asked.max(1);
                line(
                    page,
                    &format!(
                        "{}: {}, with the error of ordinary scatter over {}",
                        self.scale_name(&demand.scale),
                        shown(demand.level, POINTS),
                        count(scale.asked, "item", "items"),
                    ),
                    &format!("100 x {} / sqrt({items})", shown(PRIOR_DEVIATION, SHARE)),
                    &error,
                );
            }
            page.heading("The value");
            page.text(
                Tone::Plain,
                format!(
                    "Drawn {} times within these errors and cut to 0 to 100, such answers have a fit \
                     of {} on average, with a standard deviation of {}. Your answers do not move it.",
                    shown_count(MARK_DRAWS),
                    shown(found.value, POINTS),
                    shown(found.deviation, POINTS),
                ),
            );
            sources(page, &[OWN_RULE, Source::Sampling]);
            return;
        }
        let sum = fit_sum(&role.profile, &scores);
        for ((demand, score), distance) in role.profile.iter().zip(&scores).zip(&sum.distances) {
            let text = format!(
                "{}: {}",
                self.scale_name(&demand.scale),
                demand_words(demand)
            );
            let words = distance_words("There it is", demand, *score, *distance);
            page.bullet(Tone::Plain, format!("{text}. {words}"));
        }
        self.total(page, role, &sum);
        sources(page, &[OWN_RULE]);
    }
}

/// How far a score lies from what is asked, and what that adds.
fn distance_words(
    whose: &str,
    demand: &Demand,
    score: Option<f64>,
    found: Option<Distance>,
) -> String {
    let (Some(score), Some(found)) = (score, found) else {
        return "It has no score, so it is left out.".to_owned();
    };
    if demand.weight <= 0.0 {
        return "It adds nothing.".to_owned();
    }
    let (level, weight) = (shown(demand.level, POINTS), shown(demand.weight, POINTS));
    // With so many digits that a pencil gets the same square.
    let (points, mine) = (shown(found.points, SHARE), shown(score, SHARE));
    let how = if found.points > 0.0 && score < demand.level {
        format!("{whose} {mine}: {level} - {mine} = {points} short.")
    } else if found.points > 0.0 {
        format!("{whose} {mine}: {mine} - {level} = {points} too much.")
    } else {
        format!("{whose} {mine}, as is asked.")
    };
    let adds = if found.points > 0.0 {
        let adds = shown(found.adds, POINTS);
        format!("It adds {weight} x {points}^2 = {adds}")
    } else {
        "It adds 0".to_owned()
    };
    format!(
        "{how} {adds}, of at most {weight} x {}^2 = {}",
        shown(found.most, POINTS),
        shown(found.could_add, POINTS),
    )
}

/// A count with its thousands apart.
pub(super) fn shown_count(count: usize) -> String {
    // Counts here are of draws: thousands.
    u32::try_from(count).map_or_else(|_| count.to_string(), |count| shown(f64::from(count), 0))
}
