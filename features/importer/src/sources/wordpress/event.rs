//! When and where an event takes place, by the custom fields of the usual plug-ins. The fields themselves stay too.

use intake::{Event, Item};
use serde_json::Value;

use super::reading::House;

/// The event that an entry of an event's type is.
pub(super) fn event(house: &House, item: Item) -> Event {
    let field = |names: &[&str]| {
        let values = names.iter().filter_map(|name| item.fields.get(*name).and_then(Value::as_str));
        values.map(str::trim).find(|value| !value.is_empty()).map(str::to_owned)
    };
    let at = |utc: &str, local: &[&str]| {
        let utc = field(&[utc]).and_then(|text| house.at(&text, ""));
        utc.or_else(|| house.times.read(&field(local)?))
    };
    let city = [field(&["venue_name", "_EventVenue"]), field(&["city"]), field(&["state"])];
    let venue = city.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Event {
        starts_at: at("_EventStartDateUTC", &["event_start", "_EventStartDate", "_event_start", "start_date"]),
        ends_at: at("_EventEndDateUTC", &["event_end", "_EventEndDate", "_event_end", "end_date"]),
        time_zone: field(&["_EventTimezone", "event_timezone", "time_zone"]),
        venue: Some(venue).filter(|venue| !venue.is_empty()),
        registration: field(&["registration_url", "_EventURL", "event_url"]),
        recording: field(&["recording_url"])
            .or_else(|| field(&["youtube_id"]).map(|id| format!("https://www.youtube.com/watch?v={id}"))),
        item,
    }
}
