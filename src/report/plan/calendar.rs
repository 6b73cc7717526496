//! The plan as calendar events: RFC 5545, one event for each day on which there is something to do.

use super::{Planned, day_words, work};
use icalendar::{Calendar, Component, Event, Property};

/// The plan as an iCalendar file.
///
/// An event's UID is made of its day and the banks, so that a later plan that is imported again
/// replaces the days that both have; a day that has become free keeps its event. Days without a
/// time are all-day events and do not block.
pub fn calendar(planned: Planned<'_>) -> String {
    let dates = planned.dates;
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        (
            "PRODID",
            concat!("-//pofit//plan ", env!("CARGO_PKG_VERSION"), "//EN"),
        ),
        ("CALSCALE", "GREGORIAN"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&format!("pofit until {}", dates.course.words));
    let banks: Vec<&str> = planned
        .banks
        .iter()
        .map(|bank| bank.head.id.as_ref())
        .collect();
    let busy = planned.days().filter(|(_, day)| !day.is_free());
    for (name, day) in busy {
        let mut event = Event::new();
        event
            .uid(&format!("{}.{}@pofit.invalid", name.iso, banks.join(".")))
            .add_property("DTSTAMP", &dates.made)
            .add_property("SEQUENCE", dates.edition.to_string())
            .summary(&format!("pofit: {}", work(day)))
            .description(&format!(
                "{}\npofit practise asks what is due and what is new. Make the plan anew with pofit \
                 plan --until {}.",
                day_words(planned, day),
                dates.course.iso
            ));
        if let Some(begins) = &name.begins {
            event
                .add_property("DTSTART", begins)
                .add_property("DURATION", format!("PT{}M", day.minutes().max(1)));
        } else {
            let mut start = Property::new("DTSTART", name.iso.replace('-', ""));
            start.add_parameter("VALUE", "DATE");
            event
                .append_property(start)
                .add_property("TRANSP", "TRANSPARENT");
        }
        calendar.push(event.done());
    }
    calendar.to_string()
}
