//! The platform's promises, a story each, told on both engines.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on says where")]

mod cache;
mod changes;
mod errors;
mod jobs;
mod kept;
mod market;
mod migrations;
mod nodes;
mod packing;
mod records;
mod serving;
mod themes;
mod timetables;
mod transactions;
mod validating;
mod values;
mod workshop;
