//! Begins a feature: a folder with the file names that every feature has, and its lines in the three lists.

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::project;

/// What stands in each file of a feature. A feature keeps those that it needs.
const FILES: [(&str, &str); 10] = [
    ("model", "The nouns of the feature. Here must not live: how they are stored or shown."),
    ("rules", "What can be decided without I/O: all that is needed comes as arguments, `now` too."),
    ("store", "The feature's tables: one function a question. All SQL of the feature stands here."),
    ("site", "Pages for readers: a handler is a paragraph."),
    ("desk", "What the staff does: commands now, pages of the desk when there is one."),
    ("api", "Data for programs; errors by RFC 9457."),
    ("views", "Contexts of the templates, each with samples that show every branch."),
    ("hooks", "What follows from changes that others write. Everything here may be called twice."),
    ("jobs", "Work outside requests. A job carries ids, and may run twice."),
    ("intake", "Records that the feature takes from imports and gives to exports."),
];

/// `new-feature NAME`.
pub fn run(mut words: impl Iterator<Item = String>) -> Result<()> {
    let name = words.next().context("new-feature: say its name: cargo xtask new-feature NAME")?;
    begin(&project::path(""), &name)?;
    use std::io::Write;
    writeln!(std::io::stdout(), "features/{name} is there and listed. Next: its README, then `cargo xtask map`.")?;
    Ok(())
}

/// Begins a feature of this name in the project that lies at `root`.
pub fn begin(root: &Path, name: &str) -> Result<()> {
    ensure!(is_name(name), "{name:?} is no name for a feature: small letters, as `newsletters`");
    let folder = root.join("features").join(name);
    let taken = folder.exists() || root.join("crates").join(name).exists();
    ensure!(!taken, "there is a {name} already");
    scaffold(&folder, name)?;
    let change = |path: &str, mark: &str, line: String| change(&root.join(path), mark, &line);
    change("Cargo.toml", "\npress = {", format!("\n{name} = {{ path = \"features/{name}\" }}"))?;
    change("crates/press/Cargo.toml", "\nplatform.workspace", format!("\n{name}.workspace = true"))?;
    change("crates/press/src/features.rs", "\n    ]\n", format!("\n        {name}::feature(),"))
}

fn is_name(name: &str) -> bool {
    let reserved = ["xtask", "test", "core", "std", "alloc", "self", "super", "crate", "mod", "type", "use"];
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !reserved.contains(&name)
}

/// Writes the feature's own files.
fn scaffold(folder: &Path, name: &str) -> Result<()> {
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        let above = path.parent().unwrap_or(folder);
        std::fs::create_dir_all(above).with_context(|| format!("cannot make {}", above.display()))?;
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    write("Cargo.toml", &MANIFEST.replace("NAME", name))?;
    write("README.md", &README.replace("NAME", name))?;
    let mut modules = FILES.map(|(file, _)| format!("mod {file};\n"));
    modules.sort_unstable();
    write("src/lib.rs", &LIBRARY.replace("NAME", name).replace("MODULES\n", &modules.concat()))?;
    for (file, about) in FILES {
        write(&format!("src/{file}.rs"), &format!("//! {about}\n"))?;
    }
    Ok(())
}

/// Puts a line into a file, before the mark.
fn change(file: &Path, mark: &str, line: &str) -> Result<()> {
    let path = file.display();
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {path}"))?;
    let Some(text) = before(&text, mark, line) else { bail!("{path} has no place for the new line") };
    std::fs::write(file, text).with_context(|| format!("cannot write {path}"))
}

/// The text with `line` before the first `mark`.
fn before(text: &str, mark: &str, line: &str) -> Option<String> {
    let at = text.find(mark)?;
    Some(format!("{}{line}{}", &text[..at], &text[at..]))
}

const MANIFEST: &str = r#"[package]
name = "NAME"
version.workspace = true
edition.workspace = true
rust-version.workspace = true
license.workspace = true
publish.workspace = true

[lints]
workspace = true

[dependencies]
platform.workspace = true
"#;

const README: &str = "# NAME

What it is for, in a sentence.

- **Words.** The nouns it adds.
- **Tables.** Their names begin with `NAME_`.
- **Changes.** What it writes, what it hears of.
- **Guarantees.** What a reader, an editor and another feature can rely on.
- **What it does not promise.**
";

const LIBRARY: &str = r#"#![doc = include_str!("../README.md")]
//! Here lives NAME alone. Here must not live: the name of another feature.

MODULES

use platform::Feature;

/// What NAME is to the rest of the house.
pub fn feature() -> Feature {
    Feature { name: "NAME", summary: "What it is for, in one sentence.", ..Feature::default() }
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_line_stands_before_its_mark() {
        assert_eq!(before("a\npress = {", "\npress = {", "\nnew").as_deref(), Some("a\nnew\npress = {"));
        assert_eq!(before("a", "b", "c"), None);
    }

    #[test]
    fn a_feature_is_listed_where_features_are() {
        let root = tempfile::tempdir().expect("a folder");
        let lists = ["Cargo.toml", "crates/press/Cargo.toml", "crates/press/src/features.rs"];
        for list in lists {
            let to = root.path().join(list);
            std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
            std::fs::copy(project::path(list), to).expect("a list");
        }
        begin(root.path(), "trackers").expect("begun");
        let lines =
            ["trackers = { path = \"features/trackers\" }", "trackers.workspace = true", "trackers::feature(),"];
        for (list, line) in lists.iter().zip(lines) {
            let text = std::fs::read_to_string(root.path().join(list)).expect("a list");
            assert_eq!(text.lines().filter(|known| known.trim() == line).count(), 1, "{list}");
        }
        assert!(begin(root.path(), "trackers").is_err(), "there is one already");
        assert!(is_name("newsletters") && !is_name("News") && !is_name("a-b") && !is_name(""));
    }

    #[test]
    fn a_feature_begins_with_the_names_that_every_feature_has() {
        let folder = tempfile::tempdir().expect("a folder");
        scaffold(folder.path(), "trackers").expect("written");
        let library = std::fs::read_to_string(folder.path().join("src/lib.rs")).expect("a library");
        for (file, _) in FILES {
            assert!(library.contains(&format!("mod {file};")) && folder.path().join(format!("src/{file}.rs")).exists());
        }
        assert!(library.contains("name: \"trackers\""));
    }
}
