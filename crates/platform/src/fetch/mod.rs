//! Asking other machines on the web: within bounds of time, bytes and reach, and never a private address unless the
//! house is told so.
//!
//! Whatever is fetched for somebody (a picture of an import, the still of a film, the word to a hub) goes through
//! [`Web`]. A house whose reach is [`Reach::Nothing`] asks nobody.

mod config;
mod guard;
mod web;

pub use config::FetchConfig;
pub use guard::{Reach, is_public};
pub use web::{Answer, FetchError, Web};
