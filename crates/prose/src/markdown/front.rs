//! Front matter: YAML between `---` lines, TOML between `+++` lines, at the very start.

use serde_json::{Map, Value};

/// The front matter, the text after it, and what was wrong with it.
pub(super) fn split(markdown: &str) -> (Map<String, Value>, &str, Option<&'static str>) {
    let text = markdown.strip_prefix('\u{FEFF}').unwrap_or(markdown);
    for (fence, read) in [("---", yaml as fn(&str) -> Result<Map<String, Value>, &'static str>), ("+++", toml)] {
        let Some((matter, rest)) = between(text, fence) else { continue };
        return match read(matter) {
            Ok(front) => (front, rest, None),
            // A rule at the start of a text is no front matter.
            Err(_) if fence == "---" && !matter.contains(": ") => break,
            Err(why) => (Map::new(), rest, Some(why)),
        };
    }
    (Map::new(), text, None)
}

fn between<'t>(text: &'t str, fence: &str) -> Option<(&'t str, &'t str)> {
    let after = text.strip_prefix(fence)?;
    let body = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'))?;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((&body[..at], &body[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

fn yaml(matter: &str) -> Result<Map<String, Value>, &'static str> {
    if matter.trim().is_empty() {
        return Ok(Map::new());
    }
    serde_saphyr::from_str(matter).map_err(|_| "it is not YAML")
}

fn toml(matter: &str) -> Result<Map<String, Value>, &'static str> {
    let table: toml::Table = matter.parse().map_err(|_| "it is not TOML")?;
    Ok(table.into_iter().map(|(key, value)| (key, json(value))).collect())
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(moment) => Value::String(moment.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}
