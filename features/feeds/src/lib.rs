#![doc = include_str!("../README.md")]
//! Here lives feeds alone. Here must not live: the name of another feature.

mod api;
mod desk;
mod hooks;
mod intake;
mod jobs;
mod model;
mod rules;
mod site;
mod store;
mod views;

use platform::Feature;

/// What feeds is to the rest of the house.
pub fn feature() -> Feature {
    Feature { name: "feeds", summary: "What it is for, in one sentence.", ..Feature::default() }
}
