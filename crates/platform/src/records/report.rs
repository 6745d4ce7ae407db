//! The account of an import: every record by kind and what became of it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is new in the house.
    Created,
    /// It was here and has changed.
    Updated,
    /// It was here, just so.
    Unchanged,
    /// No feature takes its kind yet; it waits whole.
    Kept,
    /// It was edited in the house since; the house's state stays.
    Conflict,
    /// It cannot be carried.
    Refused,
}

/// Counts by outcome, of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(BTreeMap<Outcome, u64>);

impl Tally {
    /// How many had this outcome.
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.0.get(&outcome).copied().unwrap_or(0)
    }

    /// How many there were.
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }
}

/// A record, or a part of one, that could not be carried as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Kind of the record.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// What it was and why, in a sentence.
    pub why: String,
}

/// The account of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// Counts by kind.
    pub kinds: BTreeMap<String, Tally>,
    /// Records of which something could not be carried.
    pub remarks: u64,
}

impl Report {
    /// Counts one record.
    pub fn count(&mut self, kind: &str, outcome: Outcome) {
        self.count_many(kind, outcome, 1);
    }

    /// Counts records alike.
    pub fn count_many(&mut self, kind: &str, outcome: Outcome, many: u64) {
        if many == 0 {
            return;
        }
        if !self.kinds.contains_key(kind) {
            self.kinds.insert(kind.to_owned(), Tally::default());
        }
        if let Some(tally) = self.kinds.get_mut(kind) {
            *tally.0.entry(outcome).or_default() += many;
        }
    }

    /// Adds another account to this one.
    pub fn add(&mut self, other: &Self) {
        for (kind, tally) in &other.kinds {
            for (outcome, many) in &tally.0 {
                self.count_many(kind, *outcome, *many);
            }
        }
        self.remarks += other.remarks;
    }

    /// How many records of `kind` had this outcome.
    pub fn of(&self, kind: &str, outcome: Outcome) -> u64 {
        self.kinds.get(kind).map_or(0, |tally| tally.of(outcome))
    }

    /// How many records there were.
    pub fn total(&self) -> u64 {
        self.kinds.values().map(Tally::total).sum()
    }

    /// How many records changed the house.
    pub fn changed(&self) -> u64 {
        let changing = [Outcome::Created, Outcome::Updated, Outcome::Kept];
        self.kinds.values().map(|tally| changing.iter().map(|outcome| tally.of(*outcome)).sum::<u64>()).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = [
            ("new", Outcome::Created),
            ("changed", Outcome::Updated),
            ("unchanged", Outcome::Unchanged),
            ("kept", Outcome::Kept),
            ("conflict", Outcome::Conflict),
            ("refused", Outcome::Refused),
        ];
        write!(f, "{:<14}{:>9}", "", "total")?;
        for (name, _) in columns {
            write!(f, "{name:>11}")?;
        }
        writeln!(f)?;
        for (kind, tally) in &self.kinds {
            write!(f, "{kind:<14}{:>9}", tally.total())?;
            for (_, outcome) in columns {
                write!(f, "{:>11}", tally.of(outcome))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
