//! What attackers and unlucky writers type: a list of our own, and longer ones of other people's where they are there.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::house::real;

/// Our own.
const OWN: &str = include_str!("payloads.json");

/// Every text once, our own first. The longest that a form would let through is among them.
pub fn all() -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut all: Vec<String> = serde_json::from_str(OWN).unwrap();
    all.push("<b>".repeat(3_000));
    all.push("w".repeat(12_000));
    all.retain(|text| seen.insert(text.clone()));
    assert_eq!(all.len(), OWN_COUNT);
    let mut others: Vec<String> = real("hostile").as_deref().into_iter().flat_map(of_others).collect();
    // Lists of what to try have long runs that differ in their numbers alone: one of each run will do.
    let counts = |c: char| !c.is_ascii_digit() && !c.is_whitespace() && c != ',';
    others.retain(|text| seen.insert(text.to_lowercase().replace("null", "").chars().filter(|c| counts(*c)).collect()));
    all.extend(others);
    all
}

/// How many of the texts are our own.
pub const OWN_COUNT: usize = 104;

/// Lists of one text a line, and lists in JSON.
fn of_others(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let mut all = Vec::new();
    for path in names {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("json") => {
                let texts: Vec<Value> = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
                all.extend(texts.iter().filter_map(|text| {
                    let text = text.get("payload").unwrap_or(text);
                    text.as_str().map(str::to_owned)
                }));
            }
            Some("txt" | "fuzz") => {
                let bytes = std::fs::read(&path).unwrap();
                all.extend(String::from_utf8_lossy(&bytes).lines().map(str::to_owned));
            }
            _ => {}
        }
    }
    all.retain(|text| !text.trim().is_empty());
    all
}
