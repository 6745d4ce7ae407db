//! Cursors: where a page of a list goes on. Opaque in addresses, keyset inside, so that no list grows slow.

use jiff::Timestamp;
use thiserror::Error;
use uuid::Uuid;

use crate::clock::{millis, timestamp_from_millis};

/// The last place seen in a list that is sorted by time, newest first, then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Time of the last entry seen.
    pub at: Timestamp,
    /// Its id.
    pub id: Uuid,
}

/// A text that is no cursor of ours.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("this page marker is not valid; start again from the first page")]
pub struct CursorError;

impl Cursor {
    /// As it stands in an address: hexadecimal milliseconds, a hyphen, the id's 32 digits.
    pub fn encode(&self) -> String {
        format!("{:x}-{}", millis(self.at), self.id.simple())
    }

    /// Reads what [`Cursor::encode`] wrote.
    ///
    /// # Errors
    /// On anything else.
    pub fn decode(text: &str) -> Result<Self, CursorError> {
        let (at, id) = text.split_once('-').ok_or(CursorError)?;
        let at = i64::from_str_radix(at, 16).map_err(|_| CursorError)?;
        let id = Uuid::try_parse(id).map_err(|_| CursorError)?;
        Ok(Self { at: timestamp_from_millis(at), id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_the_address() {
        let cursor = Cursor { at: timestamp_from_millis(1_600_000_000_123), id: Uuid::from_u128(7) };
        assert_eq!(Cursor::decode(&cursor.encode()), Ok(cursor));
        assert_eq!(Cursor::decode("'; DROP TABLE items"), Err(CursorError));
    }
}
