//! SQL stands in stores, and nowhere else.

use crate::nothing;
use crate::tree::{File, sources};

/// How a statement begins.
const BEGINNINGS: [&str; 8] = [
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "ALTER TABLE ",
    "DROP TABLE ",
];

fn is_store(file: &File) -> bool {
    let in_store = file.path.ends_with("/store.rs") || file.path.contains("/store/");
    in_store || file.path.starts_with("crates/platform/src/db/")
}

/// Whether a line has a text that begins a statement.
fn has_statement(line: &str) -> bool {
    line.split('"').skip(1).any(|text| BEGINNINGS.iter().any(|word| text.trim_start().starts_with(word)))
}

#[test]
fn statements_stand_in_stores() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test() && !is_store(file) && file.slice() != "xtask") {
        for (number, line) in file.code().filter(|(_, line)| has_statement(line)) {
            findings.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    nothing("A function of the slice's store, named for its answer", findings);
}

#[test]
fn stores_write_no_value_into_a_statement() {
    let mut findings = Vec::new();
    for file in sources().iter().filter(|file| !file.is_test() && is_store(file)) {
        for (number, line) in file.code().filter(|(_, line)| line.contains("= '{") || line.contains("'{}'\", ")) {
            findings.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    nothing("Values are bound", findings);
}
