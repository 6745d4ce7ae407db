//! The program that is measured.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project;

/// The release, built if need be; or the program that `BENCH_BINARY` names, to look at one that is built otherwise.
pub fn path() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("BENCH_BINARY") {
        return std::fs::canonicalize(&named).with_context(|| format!("there is no {}", named.display()));
    }
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--locked", "--package", "press"]).current_dir(project::path(""));
    ensure!(build.status().context("cargo cannot be started")?.success(), "the release build failed");
    Ok(project::path("target/release/masthead"))
}
