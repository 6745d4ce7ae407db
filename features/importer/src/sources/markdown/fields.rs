//! Front matter by its names: what is taken out becomes part of a record, what is left is kept.

use intake::Map;
use serde_json::Value;

use crate::sources::text::{clean, said};

/// Front matter whose names are taken out one after another.
#[derive(Debug, Default, Clone)]
pub(super) struct Fields {
    map: Map,
}

impl Fields {
    pub fn new(map: Map) -> Self {
        Self { map }
    }

    /// The first of these names that says something.
    pub fn text(&mut self, names: &[&str]) -> Option<String> {
        let found = names.iter().find(|name| self.map.get(**name).and_then(plain).is_some())?;
        self.map.remove(*found).as_ref().and_then(plain)
    }

    /// As [`Fields::text`], leaving it in place.
    pub fn peek(&self, name: &str) -> Option<String> {
        self.map.get(name).and_then(plain)
    }

    /// What stands under a name, left in place.
    pub fn see(&self, name: &str) -> Option<&Value> {
        self.map.get(name)
    }

    /// Every value of these names, of lists and of single words; a comma parts words as well where `parted` says so.
    pub fn list(&mut self, names: &[&str]) -> Vec<String> {
        let values = names.iter().filter_map(|name| self.map.remove(*name));
        values
            .flat_map(|value| match value {
                Value::Array(values) => values.iter().filter_map(plain).collect(),
                Value::String(text) => text.split(',').filter_map(|part| said(clean(part.to_owned()))).collect(),
                other => plain(&other).into_iter().collect::<Vec<_>>(),
            })
            .collect()
    }

    /// Whether a name is set to true.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        match self.map.get(name)? {
            Value::Bool(flag) => {
                let flag = *flag;
                self.map.remove(name);
                Some(flag)
            }
            _ => None,
        }
    }

    pub fn number(&mut self, name: &str) -> Option<i64> {
        let number = self.map.get(name)?.as_i64()?;
        self.map.remove(name);
        Some(number)
    }

    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.map.remove(name)
    }

    pub fn put(&mut self, name: &str, value: Value) {
        self.map.insert(name.to_owned(), value);
    }

    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// What is left and says something.
    pub fn rest(self) -> Map {
        let says = |value: &Value| !matches!(value, Value::Null) && value.as_str() != Some("");
        self.map.into_iter().filter(|(_, value)| says(value)).collect()
    }
}

/// A value that is a word or a number.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => said(clean(text.clone())),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
