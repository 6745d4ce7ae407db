//! What is measured, and written to `docs/benchmarks.md`: each bench has a section there, with its goals.
//!
//! Run nothing else meanwhile; on a machine at work the figures mean nothing.

mod asked;
mod binary;
mod build;
mod client;
mod drafts;
mod figures;
mod houses;
mod import;
mod lighthouse;
pub mod machine;
mod nginx;
mod pages;
mod process;
mod prose;
mod publish;
mod render;
mod rest;
mod search;
mod serve;
mod server;
pub mod sheet;
mod wrk;
mod wxr;

use anyhow::{Result, bail};

/// `bench NAME`; without a name all that readers notice, one after another.
pub fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    match words.next().as_deref() {
        None => {
            serve::run()?;
            pages::run()?;
            render::run()?;
            publish::run()?;
            rest::run()?;
            search::run(words)?;
            asked::run()?;
            lighthouse::run()
        }
        Some("serve") => serve::run(),
        Some("pages") => pages::run(),
        Some("render") => render::run(),
        Some("publish") => publish::run(),
        Some("rest") => rest::run(),
        Some("lighthouse") => lighthouse::run(),
        Some("search") => search::run(words),
        Some("asked") => asked::run(),
        Some("import") => import::run(words),
        Some("build") => build::run(),
        Some(other) => {
            bail!(
                "bench: {other:?} is not measured: serve, pages, render, publish, rest, search, asked, lighthouse, import, build"
            )
        }
    }
}
