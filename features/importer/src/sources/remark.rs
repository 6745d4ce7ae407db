//! What is said of a record, or of a file, that did not come through as it stood.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

/// One thing that did not come through as it stood, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The kind of record, or `file`.
    pub kind: String,
    /// The record's key; empty for a remark on the whole file.
    pub key: String,
    /// The file and line, or the file.
    pub place: String,
    /// What was found.
    pub what: String,
    /// What was done.
    pub outcome: Outcome,
}

/// What was done about something that did not come through as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The record is carried, with a decision that the sentence tells.
    Carried(String),
    /// Something is not carried; the sentence tells what.
    Left(String),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Outcome::Carried(outcome) | Outcome::Left(outcome)) = &self.outcome;
        write!(f, "{} {} ({}): {}: {outcome}", self.kind, self.key, self.place, self.what)
    }
}

type Heard = dyn FnMut(Remark) + Send;

/// Where the readers' parts hand their remarks; clones hand them to the same listener.
#[derive(Clone)]
pub struct Remarks {
    heard: Arc<Mutex<Box<Heard>>>,
}

impl Remarks {
    /// Hands each remark to the listener.
    pub fn new(heard: impl FnMut(Remark) + Send + 'static) -> Self {
        Self { heard: Arc::new(Mutex::new(Box::new(heard))) }
    }

    pub(crate) fn make(&self, about: &About<'_>, what: impl Into<String>, outcome: Outcome) {
        let remark = Remark {
            kind: about.kind.to_owned(),
            key: about.key.to_owned(),
            place: about.place.to_string(),
            what: what.into(),
            outcome,
        };
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard(remark);
    }

    /// A remark on a record that is carried all the same.
    pub(crate) fn carried(&self, about: &About<'_>, what: impl Into<String>, how: impl Into<String>) {
        self.make(about, what, Outcome::Carried(how.into()));
    }

    /// A remark on something that is not carried.
    pub(crate) fn left(&self, about: &About<'_>, what: impl Into<String>, how: impl Into<String>) {
        self.make(about, what, Outcome::Left(how.into()));
    }
}

impl fmt::Debug for Remarks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Remarks")
    }
}

/// What a remark is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub kind: &'a str,
    pub key: &'a str,
    pub place: Place<'a>,
}

impl<'a> About<'a> {
    /// A record at a place.
    pub fn record(kind: &'a str, key: &'a str, place: Place<'a>) -> Self {
        Self { kind, key, place }
    }

    /// A whole file.
    pub fn file(file: &'a str) -> Self {
        Self::record("file", "", Place::file(file))
    }

    /// A line of a file, where no record is known yet.
    pub fn line(file: &'a str, line: u64) -> Self {
        Self { kind: "file", key: "", place: Place::line(file, line) }
    }
}

/// Where in the source something stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    file: &'a str,
    line: Option<u64>,
}

impl<'a> Place<'a> {
    pub fn file(file: &'a str) -> Self {
        Self { file, line: None }
    }

    pub fn line(file: &'a str, line: u64) -> Self {
        Self { file, line: Some(line) }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}, line {line}", self.file),
            None => f.write_str(self.file),
        }
    }
}
