//! The rules of the house that a machine can check. Each rule reads the tree and lists every place that breaks it.

mod floors;
mod form;
mod licences;
mod migrations;
mod queries;
mod tree;
mod views;
mod words;

/// Fails with every finding, not only the first.
#[track_caller]
fn nothing(rule: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "{rule}:\n  {}", findings.join("\n  "));
}
