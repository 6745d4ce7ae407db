//! Times as foreign files write them.

use jiff::civil::DateTime;
use jiff::fmt::rfc2822;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

/// Reads times, knowing the zone of those that name none.
#[derive(Debug, Clone)]
pub(crate) struct Times {
    zone: TimeZone,
}

impl Times {
    pub fn new(zone: TimeZone) -> Self {
        Self { zone }
    }

    /// The zone by its IANA name.
    pub fn zone(name: &str) -> Option<TimeZone> {
        TimeZone::get(name).ok()
    }

    /// The zone that is so many seconds ahead of UTC.
    pub fn ahead(seconds: i32) -> Option<TimeZone> {
        Offset::from_seconds(seconds).ok().map(TimeZone::fixed)
    }

    /// A time in any of the forms that occur: RFC 3339 and its kin, `2018-01-09 11:00:00 -0500`, `2018-01-09 11:00`,
    /// `2018-01-09`, RFC 2822, seconds since 1970.
    pub fn read(&self, text: &str) -> Option<Timestamp> {
        let text = text.trim();
        if text.is_empty() || text.starts_with("0000-00-00") {
            return None;
        }
        if let Ok(time) = text.parse::<Timestamp>() {
            return Some(time);
        }
        if text.len() >= 9 && text.bytes().all(|b| b.is_ascii_digit()) {
            return text.parse().ok().and_then(|s| Timestamp::from_second(s).ok());
        }
        if let Ok(time) = text.parse::<ZonedDateTime>() {
            return Some(time.timestamp());
        }
        let offset = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z", "%Y-%m-%dT%H:%M:%S%z"];
        let with_offset = offset.iter().find_map(|form| Timestamp::strptime(form, text).ok());
        with_offset
            .or_else(|| self.civil(text))
            .or_else(|| {
                let (time, _) = text.rsplit_once(' ').filter(|(_, zone)| *zone == "UTC")?;
                utc(time)
            })
            .or_else(|| rfc2822::parse(text).ok().map(|z| z.timestamp()))
    }

    /// A time without a zone, in the zone of the file.
    pub fn civil(&self, text: &str) -> Option<Timestamp> {
        self.zone.to_timestamp(civil(text)?).ok()
    }
}

/// A time without a zone that is in UTC.
pub(crate) fn utc(text: &str) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(civil(text)?).ok()
}

/// `2018-01-09 11:00:00` and its kin. WordPress's zero date is none.
pub(crate) fn civil(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if text.is_empty() || text.starts_with("0000") {
        return None;
    }
    text.parse().ok().or_else(|| DateTime::strptime("%Y-%m-%d %H:%M", text).ok())
}

/// Hours, minutes and seconds (`00:29:24`, `29:24`, `1764`) as seconds.
pub(crate) fn seconds(text: &str) -> Option<u32> {
    let parts: Option<Vec<u32>> = text.trim().split(':').map(|part| part.parse().ok()).collect();
    let parts = parts.filter(|parts| parts.len() <= 3)?;
    parts.into_iter().try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        let times = Times::new(Times::zone("America/New_York").expect("bundled"));
        for (text, read) in [
            ("2018-01-09T16:00:00.000Z", "2018-01-09T16:00:00Z"),
            ("2018-01-09 11:00:00 -0500", "2018-01-09T16:00:00Z"),
            ("2018-01-09 11:00:00", "2018-01-09T16:00:00Z"),
            ("2018-01-09 11:00", "2018-01-09T16:00:00Z"),
            ("2018-07-09", "2018-07-09T04:00:00Z"),
            ("2018-01-09T11:00:00-05:00", "2018-01-09T16:00:00Z"),
            ("2018-01-09 11:00:00 UTC", "2018-01-09T11:00:00Z"),
            ("Tue, 09 Jan 2018 16:00:00 +0000", "2018-01-09T16:00:00Z"),
            ("1515513600", "2018-01-09T16:00:00Z"),
        ] {
            assert_eq!(times.read(text).map(|t| t.to_string()).as_deref(), Some(read), "{text}");
        }
        for wrong in ["", "0000-00-00 00:00:00", "soon", "2018-13-40", "2018"] {
            assert_eq!(times.read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn durations_are_seconds() {
        assert_eq!(seconds("00:29:24"), Some(1764));
        assert_eq!(seconds("29:24"), Some(1764));
        assert_eq!(seconds("1764"), Some(1764));
        assert_eq!(seconds("long"), None);
    }
}
