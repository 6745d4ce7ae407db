//! Markup that is safe already.

use minijinja::Value;
use serde::{Serialize, Serializer};

/// Markup made by the house itself: goes into a template unescaped.
///
/// Only code that escapes what it is given may make one (`prose`, slots, the templates themselves).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Html {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // MiniJinja hands its own values through serde untouched, so the mark "safe" survives.
        Value::from_safe_string(self.0.clone()).serialize(serializer)
    }
}
