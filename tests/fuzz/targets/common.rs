//! What holds for whatever comes in by a door: it is told without a panic, in words that are harmless
//! to show and not without end.

use pofit::bank::text::is_hazard;
use pofit::commands::doors::ALL;

/// The most that is told of a file, in bytes: a hundred mistakes with their lines, or an analysis.
const LONGEST: usize = 1024 * 1024;

pub fn through(door: &str, bytes: &[u8]) {
    for (name, enter) in ALL {
        if *name == door {
            let told = enter(bytes);
            assert!(!told.chars().any(is_hazard), "{told:?}");
            assert!(told.len() < LONGEST, "{} bytes", told.len());
        }
    }
}
