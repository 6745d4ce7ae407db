#![doc = include_str!("../README.md")]
//! Here live redirects alone. Here must not live: how an item gets its address (content's).

mod circle;
mod desk;
mod hooks;
mod intake;
mod model;
mod rules;
mod site;
mod store;

pub use model::{Redirect, Target};
pub use rules::{Refused, check};

use platform::Feature;
use platform::db::Migration;
use platform::feature::{Command, Hearer};
use platform::records::{Giver, Taker};

const MIGRATIONS: &[Migration] =
    &[Migration { number: 1, name: "redirects", sql: include_str!("../migrations/0001_redirects.sql") }];

/// What redirects are to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "redirects",
        summary: "Every address that an item ever had, imported addresses, patterns, and what is gone.",
        migrations: MIGRATIONS,
        // WordPress and its kin address items by query until they are given names.
        parameters: &["p", "page_id", "attachment_id"],
        resolver: Some(site::resolve),
        changes: &["RedirectMade"],
        hears: vec![Hearer {
            change: "ItemMoved",
            name: "redirects.remember_address",
            handler: hooks::remember_address,
        }],
        takes: vec![Taker { kind: "redirect", take: intake::take_redirects, examine: intake::examine }],
        gives: vec![Giver { kind: "redirect", give: intake::give_redirects }],
        commands: vec![Command { usage: desk::usage, run: desk::run }],
        ..Feature::default()
    }
}
