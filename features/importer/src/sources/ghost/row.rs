//! One row of a table by the names of its columns.

use intake::Map;
use jiff::Timestamp;
use serde_json::Value;

use crate::sources::text::{clean, said};

/// A row, whose columns are taken out one after another; what is left is kept.
#[derive(Debug, Default, Clone)]
pub(super) struct Columns {
    map: Map,
}

impl Columns {
    pub fn read(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map(|map| Self { map }).map_err(|e| e.to_string())
    }

    /// The text of a column, if it says something.
    pub fn text(&mut self, name: &str) -> Option<String> {
        match self.map.remove(name)? {
            Value::String(text) => said(clean(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The text of a column as it stands.
    pub fn whole(&mut self, name: &str) -> Option<String> {
        match self.map.remove(name)? {
            Value::String(text) if !text.is_empty() => Some(clean(text)),
            _ => None,
        }
    }

    /// The time of a column.
    pub fn time(&mut self, name: &str) -> Option<Timestamp> {
        match self.map.remove(name)? {
            Value::String(text) => text.parse().ok().or_else(|| crate::sources::times::utc(&text)),
            Value::Number(number) => number.as_i64().and_then(|ms| Timestamp::from_millisecond(ms).ok()),
            _ => None,
        }
    }

    /// Whether a column is set, as a truth or as a number.
    pub fn flag(&mut self, name: &str) -> bool {
        match self.map.remove(name) {
            Some(Value::Bool(flag)) => flag,
            Some(Value::Number(number)) => number.as_i64() == Some(1),
            _ => false,
        }
    }

    /// A number, for orders.
    pub fn number(&mut self, name: &str) -> i64 {
        self.map.remove(name).and_then(|value| value.as_i64()).unwrap_or_default()
    }

    /// Adds the columns of another row; this one's own stand.
    pub fn join(&mut self, other: Self) {
        for (name, value) in other.map {
            let empty = self.map.get(&name).is_none_or(Value::is_null);
            if empty {
                self.map.insert(name, value);
            }
        }
    }

    /// Passes over columns that nobody wrote.
    pub fn drop(&mut self, names: &[&str]) {
        for name in names {
            self.map.remove(*name);
        }
    }

    /// What is left and says something.
    pub fn rest(self) -> Map {
        let says = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            Value::Array(values) => !values.is_empty(),
            Value::Object(map) => !map.is_empty(),
            _ => true,
        };
        self.map.into_iter().filter(|(_, value)| says(value)).collect()
    }
}
