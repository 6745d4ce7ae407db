//! Migrations: in the words that both engines are given, numbered without gaps, on tables of the slice's own.

use std::collections::BTreeMap;

use crate::nothing;
use crate::tree::{File, files, sources};

const TOKENS: [&str; 9] = ["{id}", "{time}", "{int}", "{bool}", "{blob}", "{real}", "{text}", "{serial}", "{by_key}"];

/// Words of one engine alone, or types that have a token.
const FOREIGN: [&str; 23] = [
    "AUTOINCREMENT",
    "BIGINT",
    "BLOB",
    "BOOLEAN",
    "BYTEA",
    "DATETIME",
    "DOUBLE",
    "GENERATED",
    "INT",
    "INTEGER",
    "JSON",
    "JSONB",
    "NUMERIC",
    "PRAGMA",
    "REAL",
    "ROWID",
    "SERIAL",
    "SMALLINT",
    "STRICT",
    "TEXT",
    "TIMESTAMP",
    "UUID",
    "VARCHAR",
];

/// What tables of a slice may refer to besides their own: what stands below.
const BELOW: [(&str, &[&str]); 2] = [("platform", &[]), ("people", &["platform"])];
const BELOW_FEATURES: &[&str] = &["platform", "people", "content"];

fn migrations() -> Vec<File> {
    files().into_iter().filter(|file| file.path.contains("/migrations/") && file.path.ends_with(".sql")).collect()
}

fn slice_name(file: &File) -> &str {
    file.slice().rsplit('/').next().unwrap_or_default()
}

/// The statements without comments.
fn statements(file: &File) -> String {
    let lines = file.text.lines().map(|line| line.split("--").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !"_{}".contains(c)).filter(|word| !word.is_empty())
}

#[test]
fn types_are_given_by_their_tokens() {
    let mut findings = Vec::new();
    for file in migrations() {
        for word in words(&statements(&file)) {
            let token = word.starts_with('{');
            if (token && !TOKENS.contains(&word)) || FOREIGN.contains(&word) {
                findings.push(format!("{}: {word}", file.path));
            }
        }
    }
    nothing("Both engines must take it: {id} {time} {int} {bool} {blob} {real} {text} {serial} {by_key}", findings);
}

#[test]
fn no_comment_ends_a_statement() {
    let mut findings = Vec::new();
    for file in migrations() {
        let trailing = |line: &&str| line.contains("--") && !line.trim_start().starts_with("--");
        let broken = file.text.lines().filter(trailing).filter(|line| line.trim_end().ends_with(';'));
        findings.extend(broken.map(|line| format!("{}: {line}", file.path)));
        if !file.text.ends_with(";\n") {
            findings.push(format!("{}: its last statement has no end", file.path));
        }
    }
    nothing("A semicolon at a line's end ends a statement", findings);
}

#[test]
fn tables_bear_their_slice_s_name_and_refer_to_their_own_and_to_floors_below() {
    let mut findings = Vec::new();
    for file in migrations() {
        let own = slice_name(&file);
        let below = BELOW.iter().find(|(name, _)| *name == own).map_or(BELOW_FEATURES, |(_, below)| below);
        let text = statements(&file);
        let all: Vec<&str> = words(&text).collect();
        for pair in all.windows(3) {
            let made = match pair {
                ["CREATE" | "ALTER" | "DROP", "TABLE", name] => Some(*name),
                _ => None,
            };
            if made.is_some_and(|name| !name.starts_with(&format!("{own}_"))) {
                findings.push(format!("{}: {} is not {own}'s", file.path, pair[2]));
            }
            let referred = if pair[0] == "REFERENCES" { pair[1] } else { continue };
            let floor = referred.split('_').next().unwrap_or_default();
            if floor != own && !below.contains(&floor) {
                findings.push(format!("{}: {referred} is none of its business", file.path));
            }
        }
    }
    nothing("A slice owns its tables, and only its own", findings);
}

#[test]
fn they_are_numbered_without_gaps_and_each_is_listed() {
    let mut by_slice: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in migrations() {
        let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
        by_slice.entry(file.slice().to_owned()).or_default().push(name);
    }
    let sources = sources();
    let mut findings = Vec::new();
    for (slice, names) in by_slice {
        for (place, name) in names.iter().enumerate() {
            if !name.starts_with(&format!("{:04}_", place + 1)) {
                findings.push(format!("{slice}: {name} should be number {}", place + 1));
            }
            let listed = sources.iter().any(|file| file.slice() == slice && file.text.contains(&format!("/{name}\")")));
            if !listed {
                findings.push(format!("{slice}: {name} is in no list of migrations"));
            }
        }
    }
    nothing("0001_, 0002_ …, each in its slice's list", findings);
}
