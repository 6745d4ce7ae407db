//! A point in time as a page writes it. Made here, in the site's zone, so that templates have nothing to decide.

use jiff::{Timestamp, tz::TimeZone};
use serde::Serialize;

/// One point in time in every spelling a template needs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Moment {
    /// `2020-09-14T12:30:00+01:00`, for `datetime` and for machines.
    pub iso: String,
    /// `2020-09-14`.
    pub day: String,
    /// `Monday 14 September 2020`, for the masthead.
    pub full: String,
    /// `14 September 2020`.
    pub long: String,
    /// `14 Sep 2020`.
    pub short: String,
    /// `12:30`.
    pub time: String,
    /// `BST`, or `+05` where a zone has no letters.
    pub zone: String,
}

impl Moment {
    /// That instant as clocks and calendars in `zone` show it.
    pub fn at(instant: Timestamp, zone: &TimeZone) -> Moment {
        let local = instant.to_zoned_datetime(zone.clone());
        let written = |format: &str| local.strftime(format).to_string();
        Moment {
            iso: written("%Y-%m-%dT%H:%M:%S%:z"),
            day: written("%Y-%m-%d"),
            full: written("%A %-d %B %Y"),
            long: written("%-d %B %Y"),
            short: written("%-d %b %Y"),
            time: written("%H:%M"),
            zone: written("%Z"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_in_the_sites_zone() {
        let zone = TimeZone::get("Europe/London").unwrap();
        let moment = Moment::at("2020-09-14T23:30:00Z".parse().unwrap(), &zone);
        assert_eq!(moment.iso, "2020-09-15T00:30:00+01:00");
        assert_eq!(moment.full, "Tuesday 15 September 2020");
        assert_eq!(moment.short, "15 Sep 2020");
        assert_eq!((moment.time.as_str(), moment.zone.as_str()), ("00:30", "BST"));
    }
}
