#![doc = include_str!("../README.md")]
//! Here live the fronts: what editors hold where, the modules, the automatic fill. Here must not live: what an item is.

mod intake;
mod model;
mod read;
mod rules;
mod site;
mod store;
pub mod views;

pub use model::{Front, Held, Kind, Module, Place, Position};

use platform::Feature;
use platform::db::Migration;
use platform::feature::SlotFill;
use platform::records::{Giver, Taker};

const MIGRATIONS: &[Migration] =
    &[Migration { number: 1, name: "fronts", sql: include_str!("../migrations/0001_fronts.sql") }];

/// What fronts are to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "frontpage",
        summary: "The front page and section fronts: lead, river, rail modules.",
        migrations: MIGRATIONS,
        templates: Some(views::TEMPLATES),
        views: views::sampled(),
        resolver: Some(site::resolve),
        // A section's river goes on after an entry.
        parameters: &["after"],
        slots: vec![SlotFill { slot: "rail", order: 0, fill: site::fill_rail }],
        takes: vec![Taker { kind: "front", take: intake::take_fronts, examine: intake::examine }],
        gives: vec![Giver { kind: "front", give: intake::give_fronts }],
        ..Feature::default()
    }
}
