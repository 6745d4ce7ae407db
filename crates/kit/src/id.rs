//! Typed ids: UUID version 7 (RFC 9562), so that they sort by the time of their making.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// An id of a `Noun`. The noun is a marker type: an `Id<Item>` is never taken for an `Id<Section>`.
pub struct Id<Noun> {
    uuid: Uuid,
    noun: PhantomData<fn() -> Noun>,
}

impl<Noun> Id<Noun> {
    /// A new id made at `now` from sixteen random bytes (the first ten are used).
    pub fn new(now: Timestamp, chance: [u8; 16]) -> Self {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        let mut tail = [0; 10];
        // The last ten: test chance counts there, real chance is random everywhere.
        tail.copy_from_slice(&chance[6..]);
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid())
    }

    /// The id that this UUID is.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, noun: PhantomData }
    }

    /// The bare UUID, for the database.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<Noun> Clone for Id<Noun> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Noun> Copy for Id<Noun> {}
impl<Noun> PartialEq for Id<Noun> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<Noun> Eq for Id<Noun> {}
impl<Noun> PartialOrd for Id<Noun> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<Noun> Ord for Id<Noun> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<Noun> Hash for Id<Noun> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<Noun> fmt::Display for Id<Noun> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<Noun> fmt::Debug for Id<Noun> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.uuid.fmt(f)
    }
}
impl<Noun> FromStr for Id<Noun> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::from_str(text).map(Self::from_uuid)
    }
}
impl<Noun> Serialize for Id<Noun> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(serializer)
    }
}
impl<'de, Noun> Deserialize<'de> for Id<Noun> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::from_uuid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_the_time_of_their_making() {
        let early: Id<()> = Id::new(Timestamp::from_second(1_000).expect("in range"), [255; 16]);
        let late: Id<()> = Id::new(Timestamp::from_second(1_001).expect("in range"), [0; 16]);
        assert!(early < late);
        assert_eq!(early.uuid().get_version_num(), 7);
        assert_eq!(early.to_string().parse::<Id<()>>().expect("an id"), early);
    }
}
