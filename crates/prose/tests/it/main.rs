//! Bodies, read and written.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]
#![allow(dead_code)]

mod corpus;
mod embeds;
#[path = "../../fuzz/every_way.rs"]
mod every_way;
mod ghost;
mod given;
mod html;
mod mail;
mod markdown;
mod model;
mod pastes;
mod properties;
mod render;
mod safety;
mod wordpress;
