#![doc = include_str!("../README.md")]
//! What lives here: reading foreign files as records, handing them to the house, writing the archive. What must not:
//! deciding what becomes of a record.

pub mod archive;
mod aside;
mod desk;
mod expand;
mod fingerprint;
pub mod flow;
pub mod pictures;
pub mod sources;

use platform::Feature;
use platform::feature::Command;

/// What the importer is to the rest of the house.
pub fn feature() -> Feature {
    Feature {
        name: "importer",
        summary: "Imports from WordPress, Ghost, Markdown folders and archives; exports as an archive.",
        commands: vec![
            Command { usage: desk::usage_of_import, run: desk::run_import },
            Command { usage: desk::usage_of_export, run: desk::run_export },
        ],
        ..Feature::default()
    }
}
