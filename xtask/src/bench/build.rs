//! A cold release build, in a folder of its own.

use std::process::Command;

use anyhow::{Context, Result};

use super::{machine, process, sheet};
use crate::project;

/// Builds the binary as a fresh machine would, and writes down how long it took.
pub fn run() -> Result<()> {
    let folder = tempfile::tempdir().context("no temporary folder")?;
    let fetched = Command::new("cargo").args(["fetch", "--locked"]).current_dir(project::path("")).status()?;
    anyhow::ensure!(fetched.success(), "the sources of the libraries cannot be fetched");
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--locked", "--offline", "--package", "press"]);
    build.current_dir(project::path("")).env("CARGO_TARGET_DIR", folder.path()).env_remove("RUSTC_WRAPPER");
    let took = process::watch(&mut build)?;
    let binary = folder.path().join("release/masthead");
    let size = std::fs::metadata(&binary).context("the build left no binary")?.len() / (1024 * 1024);
    let seconds = took.time.as_secs();
    let text = format!(
        "`cargo build --release` from nothing but the sources: **{} min {:02} s**. The binary has {size} MB.\n\nOn {}.",
        seconds / 60,
        seconds % 60,
        machine::describe()
    );
    sheet::write("Cold release build", &text)?;
    println_plain(&text)
}

fn println_plain(text: &str) -> Result<()> {
    use std::io::Write;
    Ok(writeln!(std::io::stdout(), "{text}")?)
}
