//! The project's tree, as the rules read it.

use std::path::{Path, PathBuf};

/// A file of the project.
pub struct File {
    /// From the project's root, with forward slashes.
    pub path: String,
    pub text: String,
}

/// What no rule reads: what is built, what is installed, the other's histories.
const ELSEWHERE: [&str; 4] = ["target", "node_modules", ".git", "samples"];

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the crate stands in the project")
}

/// Every text file below the root, in order.
pub fn files() -> Vec<File> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the project can be read").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !ELSEWHERE.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let path = path.strip_prefix(&root).expect("it was found there").to_string_lossy().replace('\\', "/");
                found.push(File { path, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The Rust files.
pub fn sources() -> Vec<File> {
    files().into_iter().filter(|file| file.path.ends_with(".rs")).collect()
}

impl File {
    /// The folder of its crate: `crates/content`, `features/redirects`, `xtask`.
    pub fn slice(&self) -> &str {
        let depth = if self.path.starts_with("crates/") || self.path.starts_with("features/") { 2 } else { 1 };
        let end = self.path.match_indices('/').nth(depth - 1).map_or(self.path.len(), |(at, _)| at);
        &self.path[..end]
    }

    /// Whether it is there for tests alone.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs") || self.slice() == "crates/testkit"
    }

    /// Its lines with their numbers, up to the tests at its end, without comments.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.find("#[cfg(test)]").unwrap_or(self.text.len());
        let lines = self.text[..end].lines().enumerate().map(|(number, line)| (number + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}
