//! Numbers from answers.
