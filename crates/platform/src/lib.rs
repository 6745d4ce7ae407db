//! The platform: what every slice of the house stands on, and nothing that a slice is about.
//!
//! Here live the app handle, the database, the change log, jobs and timetables, the page cache, the web's edge, views
//! and themes, the runner of records, settings and telemetry. Here must not live: any word of a newsroom.

pub mod app;
mod attend;
pub mod blobs;
pub mod cache;
pub mod changes;
pub mod config;
pub mod db;
pub mod feature;
pub mod fetch;
pub mod http;
pub mod jobs;
pub mod records;
pub mod search;
pub mod setting;
pub mod system;
pub mod telemetry;
pub mod timetable;
pub mod views;

pub use app::{App, Parts};
pub use config::Config;
pub use feature::Feature;

// What features need to write their contracts and handlers, in the versions that the house uses.
pub use axum;
pub use bytes::Bytes;
pub use clap;
pub use futures_util::future::BoxFuture;
pub use minijinja;
