//! The nouns of the feature. Here must not live: how they are stored or shown.

use std::str::FromStr;

use content::model::ItemId;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use kit::{Tag, Timestamp, Uuid};

/// How far back a ranking looks, counted from now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The last 24 hours.
    Today,
    /// The last 7 days.
    Week,
    /// The last 30 days.
    Month,
    /// The last 365 days.
    Year,
}

impl Period {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Today, Self::Week, Self::Month, Self::Year];

    /// Its word in addresses and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// When it began.
    pub fn since(self, now: Timestamp) -> Timestamp {
        let hours = match self {
            Self::Today => 24,
            Self::Week => 7 * 24,
            Self::Month => 30 * 24,
            Self::Year => 365 * 24,
        };
        now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN)
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|period| period.word() == word).ok_or(())
    }
}

/// A span of time that reads are counted over: an hour, a day or a month of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket {
    /// Its first instant.
    pub begins: Timestamp,
    /// The first instant after it.
    pub ends: Timestamp,
}

impl Bucket {
    /// The hour of this instant.
    pub fn hour_of(at: Timestamp) -> Self {
        Self::aligned(at, SignedDuration::from_hours(1))
    }

    /// The day of this instant.
    pub fn day_of(at: Timestamp) -> Self {
        Self::aligned(at, SignedDuration::from_hours(24))
    }

    /// The month of this instant.
    pub fn month_of(at: Timestamp) -> Self {
        let start = |date: jiff::civil::Date| date.to_zoned_datetime(TimeZone::UTC).map(|zoned| zoned.timestamp());
        let first = at.to_zoned_datetime(TimeZone::UTC).date().first_of_month();
        let next = first.checked_add(1.month()).unwrap_or(first);
        Self { begins: start(first).unwrap_or(at), ends: start(next).unwrap_or(at) }
    }

    fn aligned(at: Timestamp, length: SignedDuration) -> Self {
        let length = i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
        let begins = at.as_millisecond().div_euclid(length).saturating_mul(length);
        Self {
            begins: kit::timestamp_from_millis(begins),
            ends: kit::timestamp_from_millis(begins.saturating_add(length)),
        }
    }
}

/// So many reads of an item in a span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) item: ItemId,
    pub(crate) bucket: Bucket,
    pub(crate) reads: i64,
}

/// What the module beside a list's pages depends on.
pub(crate) fn rail_tag(list: Uuid) -> Tag {
    Tag::new("most-read-rail", list)
}

/// What the page of a list's ranking depends on.
pub(crate) fn ranks_tag(list: Uuid, period: Period) -> Tag {
    Tag::new("most-read", format_args!("{list} {}", period.word()))
}

/// What depends on which lists have a ranking at all.
pub(crate) fn lists_tag(period: Period) -> Tag {
    Tag::new("most-read-lists", period.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_its_hour_its_day_and_its_month() {
        let at: Timestamp = "2020-02-29T23:59:59.5Z".parse().expect("a time");
        let span = |bucket: Bucket| format!("{} {}", bucket.begins, bucket.ends);
        assert_eq!(span(Bucket::hour_of(at)), "2020-02-29T23:00:00Z 2020-03-01T00:00:00Z");
        assert_eq!(span(Bucket::day_of(at)), "2020-02-29T00:00:00Z 2020-03-01T00:00:00Z");
        assert_eq!(span(Bucket::month_of(at)), "2020-02-01T00:00:00Z 2020-03-01T00:00:00Z");
        let before = "1969-12-31T23:30:00Z".parse().expect("a time");
        assert_eq!(span(Bucket::day_of(before)), "1969-12-31T00:00:00Z 1970-01-01T00:00:00Z");
    }
}
