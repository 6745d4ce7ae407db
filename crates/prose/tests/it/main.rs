//! Bodies, read and written.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]
#![allow(dead_code)]

mod corpus;
mod embeds;
mod ghost;
mod given;
mod html;
mod markdown;
mod model;
mod properties;
mod render;
mod safety;
mod wordpress;
