//! Texts as both engines can hold them.

use intake::{Map, Record, canonical};
use serde_json::Value;

/// A record whose texts have no zero bytes: PostgreSQL has none, and pages show a mark in their place. That mark stands
/// there then, on both engines.
pub(super) fn without_zeros(record: Record) -> Record {
    let line = canonical(&record);
    if !line.windows(ESCAPED.len()).any(|six| six == ESCAPED) {
        return record;
    }
    let map = record.to_map().into_iter().map(|(name, value)| (clean(&name), cleaned(value))).collect::<Map>();
    // What was a record is one still: only letters have changed.
    Record::from_map(map).unwrap_or(record)
}

/// A zero byte as JSON writes it.
const ESCAPED: &[u8] = b"\\u0000";

fn clean(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn cleaned(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(clean(&text)),
        Value::Array(values) => values.into_iter().map(cleaned).collect(),
        Value::Object(map) => map.into_iter().map(|(name, value)| (clean(&name), cleaned(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use intake::Topic;

    use super::*;

    #[test]
    fn a_zero_byte_becomes_the_mark_that_pages_show_in_its_place() {
        let topic = |name: &str| Record::new("t", Topic { slug: "t".into(), name: name.into(), ..Topic::default() });
        assert_eq!(without_zeros(topic("a\0b")), topic("a\u{fffd}b"));
        assert_eq!(without_zeros(topic("a\\u0000b")), topic("a\\u0000b"));
    }
}
