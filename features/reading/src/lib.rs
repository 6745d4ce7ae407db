#![doc = include_str!("../README.md")]
//! Here lives what is known of reading: counts, ranks, the archive's other addresses. Here must not live: who read.

mod api;
mod counter;
mod intake;
mod jobs;
mod model;
mod ranking;
mod rules;
mod site;
mod store;
mod unnamed;
pub mod views;

pub use model::{Bucket, Period};

use std::time::Duration;

use platform::Feature;
use platform::db::Migration;
use platform::feature::{Chore, Job, SlotFill, Timetable};
use platform::records::{Giver, Taker};
use platform::views::{Embedded, SampledView};

#[derive(rust_embed::RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates"]
struct Templates;

const MIGRATIONS: &[Migration] =
    &[Migration { number: 1, name: "reading", sql: include_str!("../migrations/0001_reading.sql") }];

/// How long counts wait in memory: what a kill can cost.
const SAVED_EVERY: Duration = Duration::from_secs(5);
/// How soon an operator is told of a proxy that names nobody.
const TOLD_EVERY: Duration = Duration::from_secs(60);
/// How old a ranking of the day and the week gets.
const RANKED_EVERY: Duration = Duration::from_secs(5 * 60);
/// How often old counts are folded, and the month and the year ranked.
const FOLDED_EVERY: Duration = Duration::from_secs(60 * 60);

/// What reading is to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "reading",
        summary: "What is read most, counted without knowing who reads; addresses of dates that lead to the archive.",
        migrations: MIGRATIONS,
        templates: Some(Embedded::of::<Templates>()),
        views: vec![SampledView::of::<views::MostRead>(), SampledView::of::<views::Rail>()],
        routes: site::routes().into_iter().chain(api::routes()).collect(),
        resolver: Some(site::resolve),
        slots: vec![
            SlotFill { slot: "head", order: 50, fill: site::fill_head },
            SlotFill { slot: "rail", order: -10, fill: site::fill_rail },
        ],
        changes: &["MostReadChanged", unnamed::CHANGE],
        jobs: vec![Job { name: jobs::RANK, handler: jobs::rank }, Job { name: jobs::FOLD, handler: jobs::fold }],
        timetables: vec![
            Timetable { job: jobs::RANK, every: RANKED_EVERY },
            Timetable { job: jobs::FOLD, every: FOLDED_EVERY },
        ],
        chores: vec![
            Chore { name: "reading.save_counts", every: SAVED_EVERY, run: jobs::save_counts },
            Chore { name: "reading.tell_of_proxy", every: TOLD_EVERY, run: unnamed::tell },
        ],
        takes: vec![Taker { kind: intake::KIND, take: intake::take_counts, examine: intake::examine }],
        gives: vec![Giver { kind: intake::KIND, give: intake::give_counts }],
        checkup: Some(unnamed::look),
        ..Feature::default()
    }
}
