//! Opening files that anybody may have made: what nobody writes into is not waited for, what has no
//! end is not read to it, and what cannot be read is told in words.

use super::shelf::LARGEST_FILE;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, fcntl_setfl, open};
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::Path;

/// The largest answer file or result that is read, in bytes: a hundred thousand answers.
pub(super) const LARGEST_ANSWERS: u64 = 8 * MIB;

const MIB: u64 = 1024 * 1024;
/// So long a pipe with a name may wait for somebody to write into it.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 700_000_000,
};

/// Opens a file, or a pipe that is to be read from front to back; one that nobody writes into is
/// empty in less than a second.
///
/// # Errors
/// In words, why it cannot be read.
pub(super) fn stream(path: &Path) -> io::Result<File> {
    // Opening a pipe would wait for its writer, for ever.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = File::from(open(path, flags, Mode::empty()).map_err(|error| told(error.into()))?);
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::Error::other("this is a folder: a file is wanted here"));
    }
    if about.file_type().is_fifo() {
        let mut ready = [PollFd::new(&file, PollFlags::IN)];
        // Whatever comes of it: reading says what there is.
        let _ = poll(&mut ready, Some(&PATIENCE));
    }
    fcntl_setfl(&file, OFlags::empty())?;
    Ok(file)
}

/// The text of a regular file of at most [`LARGEST_FILE`] bytes.
///
/// # Errors
/// The same, and what is no such file or no UTF-8 (with the line).
pub(super) fn regular(path: &Path) -> io::Result<String> {
    // Before it is opened: to open some devices has effects.
    let about = path.metadata().map_err(told)?;
    if !about.is_file() && !about.is_dir() {
        return Err(io::Error::other(
            "this is not a regular file: copy what it gives into one",
        ));
    }
    text(stream(path)?, LARGEST_FILE)
}

/// All text that comes out of a reader, if it is no more than so many bytes.
///
/// # Errors
/// What failed, that it is more, or the line that is not UTF-8.
pub(super) fn text(from: impl Read, most: u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        let most = most / MIB;
        let words = format!("this is larger than {most} MiB, which is more than is read: split it");
        return Err(io::Error::other(words));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().iter().take(valid);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        io::Error::other(format!("line {line} is not UTF-8: save the file as UTF-8"))
    })
}

/// What the system answered, with what to do where that is not plain.
fn told(error: io::Error) -> io::Error {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "is its name written as it is?",
        io::ErrorKind::PermissionDenied => "you may not read it; chmod u+r allows it",
        _ if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) => {
            "its link leads back to itself: name the file itself"
        }
        _ => return error,
    };
    io::Error::new(error.kind(), format!("{error}; {help}"))
}
