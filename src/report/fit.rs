//! The result of an assessment in words: is the role a fit, against which others, by which scales.

use super::document::{Document, Mark, Meter, Tone};
use super::words::{listed, points};
use crate::bank::{Assessment, Part, Role, RoleId, ScaleId};
use crate::run::Run;
use crate::score::{
    Band, Comparison, FitEstimate, FitResult, MarkKind, ReferenceMark, ScaleScore, Side, Standing,
    Verdict,
};

/// Tells the result of an assessment.
pub(super) fn document(run: &Run, frame: &Assessment, result: &FitResult) -> Document {
    let told = Telling { run, frame, result };
    let mut page = Document::default();
    page.title(format!("Your result: {}", run.bank().head.title));
    told.standing(&mut page);
    told.narrative(&mut page);
    told.comparisons(&mut page);
    told.scales(&mut page);
    told.strengths(&mut page);
    told.growth(&mut page);
    told.first_things(&mut page);
    super::remarks::quality(&mut page, result);
    told.reading(&mut page);
    told.meaning(&mut page);
    page
}

/// What is told: the sections stand here and in `next`.
pub(super) struct Telling<'a> {
    pub(super) run: &'a Run,
    pub(super) frame: &'a Assessment,
    pub(super) result: &'a FitResult,
}

impl<'a> Telling<'a> {
    pub(super) fn role_name(&self, id: &RoleId) -> String {
        self.frame
            .role(id)
            .map_or_else(|| id.to_string(), |role| role.name.to_string())
    }

    pub(super) fn scale_name(&self, id: &ScaleId) -> String {
        self.frame
            .scale(id)
            .map_or_else(|| id.to_string(), |scale| scale.name.to_string())
    }

    pub(super) fn asked_role(&self) -> Option<&'a Role> {
        self.frame.role(&self.frame.role)
    }

    pub(super) fn fit_of(&self, role: &RoleId) -> Option<FitEstimate> {
        self.result
            .roles
            .iter()
            .find(|fit| fit.role == *role)?
            .fit
            .clone()
    }

    fn standing(&self, page: &mut Document) {
        let role = self.role_name(&self.frame.role);
        page.heading(format!("Is {role} a fit?"));
        if self.result.quality.doubtful() {
            page.text(
                Tone::Caution,
                "Please read this result with care: two or more things about the answers (told \
                 below) suggest that it may say little.",
            );
        }
        let (Some(standing), Some(fit)) = (self.result.standing, self.fit_of(&self.frame.role))
        else {
            page.text(
                Tone::Plain,
                format!(
                    "Not enough answers for a fit with {role}: {}. A scale needs two thirds of \
                     its items.",
                    self.missing(&self.frame.role),
                ),
            );
            return;
        };
        page.text(Tone::Strong, headline(&role, standing));
        page.meter(Meter {
            label: role,
            value: Some((fit.fit, fit.low, fit.high)),
            marks: self.marks(),
            figures: fit_figures(&fit),
        });
        if !self.result.shape.differentiated {
            page.text(
                Tone::Caution,
                "Your scales lie so close together that the answers point nowhere in particular. \
                 So no comparison below is called more than leaning.",
            );
        }
    }

    fn narrative(&self, page: &mut Document) {
        let passages = super::narrative::narrative(self.frame, self.result);
        if passages.is_empty() {
            return;
        }
        page.heading("In words");
        for passage in passages {
            let tone = if passage.part == Part::Care {
                Tone::Caution
            } else {
                Tone::Plain
            };
            page.text(tone, passage.text.as_str());
        }
    }

    fn missing(&self, role: &RoleId) -> String {
        let fit = self.result.roles.iter().find(|fit| fit.role == *role);
        let names: Vec<String> = fit
            .map(|fit| {
                fit.missing
                    .iter()
                    .map(|scale| self.scale_name(scale))
                    .collect()
            })
            .unwrap_or_default();
        format!("{} left without a score", listed(&names))
    }

    fn marks(&self) -> Vec<Mark> {
        self.result
            .marks
            .iter()
            .map(|found| self.mark(found))
            .collect()
    }

    /// A value to compare a fit with.
    pub(super) fn mark(&self, found: &ReferenceMark) -> Mark {
        let (letter, meaning) = match found.kind {
            MarkKind::Halfway => ('h', "half-way on everything".to_owned()),
            MarkKind::Rival => (
                'r',
                format!("a {}'s own profile", self.role_name(&self.frame.rival)),
            ),
            MarkKind::AsPeopleAnswer => (
                'p',
                format!(
                    "a {}'s profile as people answer, with ordinary scatter",
                    self.role_name(&self.frame.role)
                ),
            ),
        };
        Mark {
            at: found.value,
            letter,
            meaning: format!("{meaning} ({})", points(found.value)),
        }
    }

    fn comparisons(&self, page: &mut Document) {
        page.heading("Beside the other roles");
        for role in &self.frame.roles {
            page.meter(self.fit_meter(role));
        }
        for comparison in &self.result.comparisons {
            let (tone, words) = self.verdict(comparison);
            page.bullet(tone, words);
        }
    }

    /// The fit with a role, with its interval.
    pub(super) fn fit_meter(&self, role: &Role) -> Meter {
        let fit = self.fit_of(&role.id);
        let figures = fit
            .as_ref()
            .map_or_else(|| "not enough answers".to_owned(), fit_figures);
        Meter {
            label: role.name.to_string(),
            value: fit.map(|fit| (fit.fit, fit.low, fit.high)),
            marks: Vec::new(),
            figures,
        }
    }

    pub(super) fn verdict(&self, comparison: &Comparison) -> (Tone, String) {
        let role = self.role_name(&comparison.role);
        let other = self.role_name(&comparison.other);
        let ahead = |side: &Side| match side {
            Side::Role => (&role, &other),
            Side::Other => (&other, &role),
        };
        let share = share_words(comparison);
        let (tone, words) = match &comparison.verdict {
            Verdict::Clear(side) => {
                let (first, second) = ahead(side);
                (
                    Tone::Strong,
                    format!(
                        "Clear: your answers lie nearer to {first} than to {second} (in {share} \
                     of redraws within the error)."
                    ),
                )
            }
            Verdict::Leaning(side) => {
                let (first, second) = ahead(side);
                (
                    Tone::Plain,
                    format!(
                        "Leaning: rather {first} than {second} (in {share} of redraws within \
                     the error)."
                    ),
                )
            }
            Verdict::TooClose => (
                Tone::Plain,
                format!(
                    "Too close to call: {role} and {other} fit about equally well within the error."
                ),
            ),
            Verdict::Neither => (
                Tone::Plain,
                format!(
                    "Neither stands out: {role} and {other} both fit below 75, so which is nearer \
                 means little."
                ),
            ),
            Verdict::Unknown => (
                Tone::Muted,
                format!("{role} and {other}: not enough answers to compare."),
            ),
        };
        (tone, words + &self.reasons(comparison))
    }

    /// Which scales make the difference: the ones that pull the way the verdict goes.
    fn reasons(&self, comparison: &Comparison) -> String {
        let leader = match &comparison.verdict {
            Verdict::Clear(side) | Verdict::Leaning(side) => side,
            Verdict::TooClose | Verdict::Neither | Verdict::Unknown => return String::new(),
        };
        let names = |wanted: bool| -> Vec<String> {
            let reasons = comparison.reasons.iter();
            reasons
                .filter(|reason| (reason.pulls == *leader) == wanted)
                .map(|reason| self.scale_name(&reason.scale))
                .collect()
        };
        let (with, against) = (names(true), names(false));
        let contrary = match against.as_slice() {
            [] => String::new(),
            [one] => format!("; {one} points the other way"),
            several => format!("; {} point the other way", listed(several)),
        };
        if with.is_empty() {
            return String::new();
        }
        format!(" Mostly because of {}{contrary}.", listed(&with))
    }

    fn scales(&self, page: &mut Document) {
        page.heading("Your scales");
        let role = self.asked_role();
        if let Some(role) = role {
            page.text(
                Tone::Muted,
                format!(
                    "The band is where your score would mostly lie if other items of the same sort \
                 had been asked (90 %). The letter L is the level of the {} profile.",
                    role.name,
                ),
            );
        }
        for score in &self.result.scales {
            page.meter(self.scale_meter(score));
        }
    }

    /// A scale with its band and the level that the role asked about has.
    pub(super) fn scale_meter(&self, score: &ScaleScore) -> Meter {
        let demand = self.asked_role().and_then(|role| {
            role.profile
                .iter()
                .find(|demand| demand.scale == score.scale && demand.weight > 0.0)
        });
        let level = demand.map(|demand| Mark {
            at: demand.level,
            letter: 'L',
            meaning: String::new(),
        });
        let figures = match &score.estimate {
            Some(found) => format!(
                "{}  ({} to {})",
                points(found.score),
                points(found.low),
                points(found.high)
            ),
            None => format!("not enough answers ({} of {})", score.answered, score.asked),
        };
        Meter {
            label: self.scale_name(&score.scale),
            value: score
                .estimate
                .as_ref()
                .map(|found| (found.score, found.low, found.high)),
            marks: level.into_iter().collect(),
            figures,
        }
    }
}

/// The share of draws in which the nearer role fits better, in words.
pub(super) fn share_words(comparison: &Comparison) -> String {
    let share = comparison.share.max(1.0 - comparison.share) * 100.0;
    // A share that rounds to 100 is still no certainty.
    if share > 99.0 {
        "over 99 %".to_owned()
    } else {
        format!("{share:.0} %")
    }
}

pub(super) fn fit_figures(fit: &FitEstimate) -> String {
    format!(
        "{}  ({} to {})",
        points(fit.fit),
        points(fit.low),
        points(fit.high)
    )
}

/// A fit in a few words.
pub(super) fn band_words(band: Band) -> &'static str {
    match band {
        Band::Strong => "a strong fit",
        Band::Good => "a good fit with some growth",
        Band::Mixed => "a mixed fit",
        Band::NotNow => "not a fit now",
    }
}

pub(super) fn headline(role: &str, standing: Standing) -> String {
    let words = band_words;
    let at = words(standing.at);
    if standing.low == standing.high {
        return match standing.at {
            Band::NotNow => format!("By your answers, {role} does not look like a fit now."),
            _ => format!("By your answers, {role} looks like {at}."),
        };
    }
    format!(
        "By your answers, {role} lies between {} and {}; as they stand, they say {at}.",
        words(standing.low),
        words(standing.high),
    )
}
