//! Times of the sample: whole, or as a span from the moment it is started: `3d 4h ago`, `18h`.

use std::time::Duration;

use kit::Timestamp;
use serde_json::Value;

/// Fields of records that are times.
const TIMES: [&str; 12] = [
    "published_at",
    "updated_at",
    "created_at",
    "scheduled_at",
    "embargo_until",
    "expires_at",
    "withdrawn_at",
    "uploaded_at",
    "starts_at",
    "ends_at",
    "at",
    "until",
];

/// Turns spans into times wherever a field of this record, or of what it holds, is a time.
pub(super) fn settle(value: &mut Value, start: Timestamp) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if TIMES.contains(&name.as_str()) => {
                        if let Some(at) = from_span(text, start) {
                            *text = at.to_string();
                        }
                    }
                    other => settle(other, start),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| settle(value, start)),
        _ => {}
    }
}

/// The time that a span names; none for what is no span.
fn from_span(text: &str, start: Timestamp) -> Option<Timestamp> {
    let (span, is_past) = text.strip_suffix(" ago").map_or((text, false), |span| (span, true));
    let mut seconds = 0;
    for part in span.split_whitespace() {
        let unit = part.chars().next_back()?;
        let number: u64 = part.strip_suffix(unit)?.parse().ok()?;
        seconds += number
            * match unit {
                'w' => 7 * 86_400,
                'd' => 86_400,
                'h' => 3_600,
                'm' => 60,
                _ => return None,
            };
    }
    if span.trim().is_empty() {
        return None;
    }
    let span = Duration::from_secs(seconds);
    if is_past { start.checked_sub(span).ok() } else { start.checked_add(span).ok() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn spans_count_from_the_start_and_times_stay() {
        let start: Timestamp = "2026-03-10T12:00:00Z".parse().expect("a time");
        let mut record = json!({
            "published_at": "3d 4h ago", "scheduled_at": "18h", "updated_at": "2024-05-20T14:10:00Z",
            "headline": "3d ago", "positions": [{"at": 0, "until": "30m"}],
        });
        settle(&mut record, start);
        let expected = json!({
            "published_at": "2026-03-07T08:00:00Z", "scheduled_at": "2026-03-11T06:00:00Z",
            "updated_at": "2024-05-20T14:10:00Z", "headline": "3d ago",
            "positions": [{"at": 0, "until": "2026-03-10T12:30:00Z"}],
        });
        assert_eq!(record, expected);
    }
}
