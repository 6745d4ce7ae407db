//! Where the project's files are.

use std::path::PathBuf;

/// A file or folder of the project, by its path from the root.
pub fn path(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.parent().map_or_else(|| root.clone(), PathBuf::from).join(name)
}
