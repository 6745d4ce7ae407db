//! What is measured, and written to `docs/benchmarks.md`: the speed and memory of an import, and a cold build.
//!
//! Run nothing else meanwhile; on a machine at work the figures mean nothing.

mod build;
mod import;
mod machine;
mod process;
mod prose;
mod sheet;
mod wxr;

use anyhow::{Result, bail};

/// `bench import|build`.
pub fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    match words.next().as_deref() {
        Some("import") => import::run(words),
        Some("build") => build::run(),
        _ => bail!("bench: say what: cargo xtask bench import [--items N], or cargo xtask bench build"),
    }
}
