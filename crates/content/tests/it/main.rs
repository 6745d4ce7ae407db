//! What readers see of content, a story each, told on both engines.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod addresses;
mod archive;
mod cards;
mod fonts;
mod lists;
mod media;
mod newsroom;
mod pages;
mod pictures;
mod places;
mod playing;
mod queries;
mod secrets;
mod stills;
mod translations;
