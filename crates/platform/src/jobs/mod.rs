//! Jobs: work that follows from a change, done outside the request, retried until it succeeds or is given up visibly.
//!
//! A job is enqueued in the transaction of its cause. It carries ids, not objects, and may run twice.

mod backoff;
mod runner;
mod store;

use kit::{Timestamp, Uuid};
use serde::Serialize;
use serde_json::Value;

pub use backoff::{ATTEMPTS, delay_after};
pub use runner::Runner;
pub use store::{Counts, Failed, counts, enqueue, failed, retry};

/// A job to be done.
#[derive(Debug, Clone)]
pub struct Order {
    /// The job's name, as its feature declares it: `content.publish_item`.
    pub job: &'static str,
    /// What it needs to know.
    pub payload: Value,
    /// Not before this.
    pub run_at: Timestamp,
    /// Of several orders with the same mark only one waits.
    pub once: Option<String>,
}

impl Order {
    /// An order for `job`, to be done at once.
    pub fn new(job: &'static str, payload: impl Serialize, now: Timestamp) -> Self {
        let payload = serde_json::to_value(payload).unwrap_or(Value::Null);
        Self { job, payload, run_at: now, once: None }
    }

    /// Not before `at`.
    #[must_use]
    pub fn at(mut self, at: Timestamp) -> Self {
        self.run_at = at;
        self
    }

    /// Only one with this mark waits at a time.
    #[must_use]
    pub fn once(mut self, mark: impl Into<String>) -> Self {
        self.once = Some(mark.into());
        self
    }
}

/// A job that a runner holds.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub job: String,
    /// What it was told.
    pub payload: Value,
    /// How often it has been tried, this time included.
    pub attempt: u32,
    /// The mark that it had while it waited. A job in hand has none: what is ordered while it runs is new work.
    pub once: Option<String>,
}
