//! What tests of the house need: a house of their own on either engine, a clock that stands still, readers who ask.
//!
//! ```no_run
//! # async fn a_story() {
//! use testkit::{House, both_engines};
//!
//! both_engines(async |engine| {
//!     let house = House::on(engine).features(|| vec![]).open().await;
//!     let answer = house.get("/nothing-here").await;
//!     assert_eq!(answer.status, 404);
//! })
//! .await;
//! # }
//! ```
//!
//! Here must not live: any feature, any word of a newsroom. Builders of sections and items stand with their slice.

mod answer;
mod blobs;
mod engines;
mod house;
mod lodging;
mod postgres;

pub use answer::Answer;
pub use blobs::FolderBlobs;
pub use engines::both_engines;
pub use house::{Builder, House, OPENED_AT};
pub use kit::{FixedClock, StepChance};
pub use platform::db::Engine;
