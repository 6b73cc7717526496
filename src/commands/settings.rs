//! The person's settings: a TOML file that an editor may change too.

use super::{Failure, keeper, open, whole};
use crate::bank::{SourceText, text::clean};
use crate::practice::{DAY, Instant, Settings};
use etcetera::AppStrategy;
use serde::Deserialize;
use std::io;
use std::path::PathBuf;
use toml::value::{Date, Datetime};
use toml_edit::{DocumentMut, Item, Table, Value};

/// Names the folder for settings, whatever the platform's own place for such is.
const CONFIG_HOME: &str = "POFIT_CONFIG_HOME";
/// The file's name.
const FILE: &str = "settings.toml";

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    practice: Practice,
}

/// The settings of practice as the file has them.
#[derive(Debug, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
struct Practice {
    new_per_day: u16,
    retention: u16,
    goal: u16,
    /// The day of the course.
    until: Option<Datetime>,
}

impl Default for Practice {
    fn default() -> Self {
        let Settings {
            new_per_day,
            retention,
            goal,
            course: _,
        } = Settings::default();
        Self {
            new_per_day,
            retention,
            goal,
            until: None,
        }
    }
}

impl Practice {
    fn settings(&self) -> Settings {
        let course = self.until.and_then(|until| day_begins(until.date?));
        Settings {
            new_per_day: self.new_per_day,
            retention: self.retention,
            goal: self.goal,
            course,
        }
        .in_range()
    }
}

/// When a day begins where the person is.
fn day_begins(date: Date) -> Option<Instant> {
    let (year, month) = (
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
    );
    let day = jiff::civil::Date::new(year, month, i8::try_from(date.day).ok()?).ok()?;
    begin_of(day).ok()
}

/// The same of a day of the calendar.
pub(super) fn begin_of(day: jiff::civil::Date) -> Result<Instant, jiff::Error> {
    let begins = day.to_zoned_datetime(jiff::tz::TimeZone::system())?;
    Ok(begins.timestamp().as_millisecond())
}

/// The day of a time where the person is.
pub(super) fn date_of(time: Instant) -> Option<jiff::civil::Date> {
    // Noon: a day that is an hour shorter or longer than others stays the same day.
    let noon = jiff::Timestamp::from_millisecond(time.checked_add(DAY / 2)?).ok()?;
    Some(noon.to_zoned_datetime(jiff::tz::TimeZone::system()).date())
}

/// The same as a file has it.
fn day_of(time: Instant) -> Option<Date> {
    let date = date_of(time)?;
    Some(Date {
        year: u16::try_from(date.year()).ok()?,
        month: u8::try_from(date.month()).ok()?,
        day: u8::try_from(date.day()).ok()?,
    })
}

/// Where the settings are or would be; `None` where the person has no home.
pub(super) fn place() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os(CONFIG_HOME).filter(|folder| !folder.is_empty()) {
        return Some(PathBuf::from(folder).join(FILE));
    }
    keeper::strategy().map(|strategy| strategy.config_dir().join(FILE))
}

/// The settings; the usual ones where there is no file.
///
/// # Errors
/// A file that cannot be read, or a mistake in it with its line and column.
pub(super) fn read() -> Result<Settings, Failure> {
    let Some(place) = place() else {
        return Ok(Settings::default());
    };
    let text = match open::regular(&place) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) => return Err(Failure::Failed(format!("{}: {error}", place.display()))),
    };
    parsed(&place.to_string_lossy(), &text)
}

/// The settings that a file's text holds.
///
/// # Errors
/// A mistake in it with its line and column.
pub(super) fn parsed(name: &str, text: &str) -> Result<Settings, Failure> {
    let file: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let source = SourceText::new(name, text);
        let (line, column) = source.line_column(at);
        let why = clean(error.message()).replace('\n', " ");
        Failure::Failed(format!(
            "{}:{line}:{column}: {why}; mend it, or take the file away for the usual settings",
            source.name
        ))
    })?;
    Ok(file.practice.settings())
}

/// Writes the settings of practice; whatever else stands in the file stays, comments too.
///
/// # Errors
/// A file that cannot be read or written, or that has mistakes: it is left as it is.
pub(super) fn write(settings: Settings) -> Result<(), Failure> {
    let Some(place) = place() else {
        return Err(Failure::Failed(
            "there is no place for settings: HOME is not set".to_owned(),
        ));
    };
    let fail = |why: &dyn std::fmt::Display| {
        Failure::Failed(format!(
            "the settings could not be written: {}: {why}",
            place.display()
        ))
    };
    read()?;
    let text = match open::regular(&place) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(fail(&error)),
    };
    let mut document: DocumentMut = text.parse().map_err(|error| fail(&error))?;
    let practice = document
        .entry("practice")
        .or_insert_with(|| Item::Table(Table::new()));
    let Settings {
        new_per_day,
        retention,
        goal,
        course,
    } = settings;
    let number = |number: u16| Some(Value::from(i64::from(number)));
    let day = course.and_then(day_of).map(Datetime::from);
    for (name, new) in [
        ("new-per-day", number(new_per_day)),
        ("retention", number(retention)),
        ("goal", number(goal)),
        ("until", day.map(Value::from)),
    ] {
        let Some(table) = practice.as_table_like_mut() else {
            continue;
        };
        match (table.get_mut(name).and_then(Item::as_value_mut), new) {
            (Some(old), Some(mut new)) => {
                // What stands around the value stays: a comment may explain it.
                *new.decor_mut() = old.decor().clone();
                *old = new;
            }
            (None, Some(new)) => drop(table.insert(name, Item::Value(new))),
            (_, None) => drop(table.remove(name)),
        }
    }
    let text = document.to_string();
    let written = if place.exists() {
        whole::over(&place, &text)
    } else {
        whole::private(&place, &text)
    };
    written.map_err(|error| fail(&error))
}
