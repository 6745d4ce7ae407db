//! Records that are ready: a step of reading makes some, none or many, and they are given one at a time.

use std::collections::VecDeque;

use intake::Record;

use super::Error;

/// Records that wait to be given, and how many were.
#[derive(Debug, Default)]
pub(super) struct Ready {
    records: VecDeque<Record>,
    given: u64,
}

impl Ready {
    /// The first.
    pub fn of(record: Record) -> Self {
        Self { records: VecDeque::from([record]), given: 0 }
    }

    /// One more.
    pub fn push(&mut self, record: Record) {
        self.records.push_back(record);
    }

    /// Some more, in this order.
    pub fn extend(&mut self, records: impl IntoIterator<Item = Record>) {
        self.records.extend(records);
    }

    /// How many were given.
    pub fn given(&self) -> u64 {
        self.given
    }
}

/// A source that is read a step at a time.
pub(super) trait Steps {
    /// What the steps made.
    fn ready(&mut self) -> &mut Ready;

    /// Makes ready what comes next, if the step makes any; false at the end.
    fn advance(&mut self) -> Result<bool, Error>;

    /// The next record, after as many steps as it takes; none at the end.
    fn give(&mut self) -> Result<Option<Record>, Error> {
        loop {
            let ready = self.ready();
            if let Some(record) = ready.records.pop_front() {
                ready.given += 1;
                return Ok(Some(record));
            }
            if !self.advance()? {
                return Ok(None);
            }
        }
    }
}
