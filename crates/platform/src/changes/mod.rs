//! The change log: what happened, in the past tense. Audit trail and outbox in one.
//!
//! A change is written in the transaction that makes it true, and with it the jobs of those who hear of it. The tags
//! in its row tell every node which pages went stale.

mod follow;
mod store;

use kit::{Tag, Tags, Timestamp, Uuid};
use serde_json::Value;

pub use follow::follow;
pub(crate) use follow::follow_from;
pub(crate) use store::{append, by_seq};
pub use store::{changed_by_others, last_time, latest, of, recent, since};

/// Something that happens in this transaction.
#[derive(Debug, Clone)]
pub struct Change {
    /// What happened: `ItemPublished`.
    pub kind: &'static str,
    /// To what.
    pub subject: Option<Uuid>,
    /// By whom: an account's name, `import`, `timetable`.
    pub actor: String,
    /// What pages made of it depend on.
    pub tags: Tags,
    /// More, for those who hear of it.
    pub detail: Value,
}

impl Change {
    /// A change of this kind, by the house itself.
    pub fn new(kind: &'static str) -> Self {
        Self { kind, subject: None, actor: "house".to_owned(), tags: Tags::new(), detail: Value::Null }
    }

    /// Names what it happened to.
    #[must_use]
    pub fn to(mut self, subject: Uuid) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Names who did it.
    #[must_use]
    pub fn by(mut self, actor: impl Into<String>) -> Self {
        self.actor = actor.into();
        self
    }

    /// Adds what goes stale by it.
    #[must_use]
    pub fn touching(mut self, tags: impl IntoIterator<Item = Tag>) -> Self {
        self.tags.extend(tags);
        self
    }

    /// Says more.
    #[must_use]
    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// A change as it stands in the log.
#[derive(Debug, Clone)]
pub struct Logged {
    /// Its number. Grows in the order of commits.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: String,
    /// To what.
    pub subject: Option<Uuid>,
    /// By whom.
    pub actor: String,
    /// What went stale.
    pub tags: Tags,
    /// More.
    pub detail: Value,
}

/// What a commit brings about in this process at once.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// Pages under these tags are stale.
    pub tags: Tags,
    /// There is work for the job runner.
    pub jobs: bool,
}
