//! Writes `docs/map.md`: the house as its features' contracts describe it.

use anyhow::{Context, Result};
use press::describe::Description;

use crate::project;

/// `map`.
pub fn run(_: impl Iterator<Item = String>) -> Result<()> {
    let path = project::path("docs/map.md");
    let map = Description::of(&press::features()).markdown();
    std::fs::write(&path, map).with_context(|| format!("cannot write {}", path.display()))
}
