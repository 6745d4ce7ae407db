//! The form of files: each says what it is for, none is long, nothing ends the process by surprise.

use crate::nothing;
use crate::tree::{File, sources};

/// Lines that a file may have.
const FILE_AT_MOST: usize = 400;
/// Lines that a function may have, from its first word to its closing brace.
const FUNCTION_AT_MOST: usize = 60;

/// Functions that are longer and better so: one flat list each, a case or a field a line, which would only be scattered.
const LONG_LISTS: [(&str, &str); 5] = [
    ("crates/content/src/give/items.rs", "record"),
    ("crates/content/src/take/items/mod.rs", "shape"),
    ("crates/prose/src/ghost/cards.rs", "write"),
    ("crates/prose/src/html/flatten.rs", "add"),
    ("crates/prose/src/render/text.rs", "write_block"),
];

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    let silent = sources().into_iter().filter(|file| {
        let first = file.text.lines().next().unwrap_or_default();
        !first.starts_with("//! ") && !first.starts_with("#![doc = include_str!")
    });
    nothing("The first line is `//! …`", silent.map(|file| file.path).collect());
}

#[test]
fn files_are_short() {
    let long = sources().into_iter().filter(|file| file.text.lines().count() > FILE_AT_MOST);
    let findings = long.map(|file| format!("{}: {} lines", file.path, file.text.lines().count()));
    nothing("Split it by noun or by act", findings.collect());
}

#[test]
fn functions_are_short() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (name, first, lines) in functions(file) {
            let listed = LONG_LISTS.contains(&(file.path.as_str(), name));
            if lines > FUNCTION_AT_MOST && !listed {
                findings.push(format!("{}:{first}: {name} has {lines} lines", file.path));
            }
            if listed && lines <= FUNCTION_AT_MOST {
                findings.push(format!("{}:{first}: {name} is short now and need not be listed", file.path));
            }
        }
    }
    nothing("Cut it where it changes its purpose", findings);
}

/// Name, first line and number of lines of each function. Leans on rustfmt: a body ends at a brace below its `fn`.
fn functions(file: &File) -> Vec<(&str, usize, usize)> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = declared(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let own = |line: &str| line.len() - line.trim_start().len() == indent && !line.trim().is_empty();
        if line.ends_with('}') || line.ends_with(';') {
            continue;
        }
        let end = lines[at + 1..].iter().position(|line| own(line) && (line.trim() == "}" || line.ends_with(';')));
        found.push((name, at + 1, end.map_or(0, |end| end + 2)));
    }
    found
}

/// The name of the function that begins in this line.
fn declared(line: &str) -> Option<&str> {
    let (before, after) = line.trim_start().split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe"];
    let plain = before.split_whitespace().all(|word| words.contains(&word));
    let name = after.split(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (plain && !name.is_empty()).then_some(name)
}

#[test]
fn nothing_unwraps_outside_tests() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code().filter(|(_, line)| line.contains(".unwrap()")) {
            findings.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    nothing("`expect` says why it cannot fail; `?` hands on that it can", findings);
}

#[test]
fn no_public_function_is_told_yes_or_no() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test()) {
        for (number, line) in file.code() {
            if line.trim_start().starts_with("pub fn ")
                && line.split(")").next().is_some_and(|it| it.contains(": bool"))
            {
                findings.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    nothing("An enum says what `true` would mean", findings);
}
