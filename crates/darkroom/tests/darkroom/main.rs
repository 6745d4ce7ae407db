//! Pictures are taken or refused, righted, described and printed. Every picture here is made by code, except the
//! collection of other people's pictures in `collection`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod collection;
mod fixtures;
mod hostile;
mod notes;
mod refusals;
mod renditions;
mod upright;
