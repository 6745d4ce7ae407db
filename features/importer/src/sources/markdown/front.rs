//! Front matter: what stands over a text in YAML, TOML or JSON.

use std::collections::HashSet;

use intake::Map;
use serde_json::Value;

/// A file's front matter and text.
#[derive(Debug, Default)]
pub(super) struct Parted<'a> {
    pub front: Map,
    pub text: &'a str,
    /// Why the front matter could not be read, if it could not.
    pub wrong: Option<String>,
}

/// Parts a file. One without front matter is all text.
pub(super) fn part(file: &str) -> Parted<'_> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file);
    // Some have lines left blank over it.
    let solid = file.trim_start();
    let file = if ["---", "+++"].iter().any(|fence| solid.starts_with(fence)) { solid } else { file };
    let parted = match file.lines().next().map(str::trim_end) {
        Some("---") => fenced(file, "---").map(|(front, text)| (yaml(front), text)),
        Some("+++") => fenced(file, "+++").map(|(front, text)| (toml(front), text)),
        Some(line) if line.starts_with('{') && !line.starts_with("{{") && !line.starts_with("{%") => {
            Some(json_and_text(file))
        }
        _ => None,
    };
    match parted {
        Some((Ok(front), text)) => Parted { front: lower(front), text, wrong: None },
        Some((Err(why), text)) => Parted { front: Map::new(), text, wrong: Some(why) },
        None => Parted { text: file, ..Parted::default() },
    }
}

/// Reads a file of data by its ending: `.yml`, `.yaml`, `.toml`, `.json`.
pub(super) fn data(name: &str, text: &str) -> Option<Result<Map, String>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(match name.rsplit('.').next()? {
        "yml" | "yaml" => yaml(text),
        "toml" => toml(text),
        "json" => serde_json::from_str(text).map_err(|e| e.to_string()),
        _ => return None,
    })
}

/// What stands between two lines of the fence, and what after the second.
fn fenced<'a>(file: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let start = file.find('\n')? + 1;
    let mut at = start;
    for line in file[start..].split_inclusive('\n') {
        if line.trim_end() == fence || (fence == "---" && line.trim_end() == "...") {
            return Some((&file[start..at], &file[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Names that stand at the left edge of YAML twice: the last stands, and that is worth a remark.
pub(super) fn twice(file: &str) -> Option<String> {
    let (front, _) = fenced(file.trim_start(), "---")?;
    let mut seen = HashSet::new();
    let edge = front.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    let mut names = edge.filter_map(|line| line.split_once(':')).map(|(name, _)| name);
    names.find(|name| !seen.insert(*name)).map(str::to_owned)
}

fn yaml(text: &str) -> Result<Map, String> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Map::new());
    }
    let last_wins = serde_saphyr::options! { duplicate_keys: serde_saphyr::options::DuplicateKeyPolicy::LastWins };
    match serde_saphyr::from_str_with_options::<Value>(text, last_wins) {
        Ok(Value::Object(map)) => Ok(map),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err("it is no list of names and values".to_owned()),
        Err(error) => Err(error.to_string().lines().next().unwrap_or_default().to_owned()),
    }
}

fn toml(text: &str) -> Result<Map, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.message().to_owned())?;
    match from_toml(toml::Value::Table(table)) {
        Value::Object(map) => Ok(map),
        _ => Ok(Map::new()),
    }
}

/// TOML has dates of its own, which are texts like any other here.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::from(truth),
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, from_toml(value))).collect())
        }
    }
}

fn json_and_text(file: &str) -> (Result<Map, String>, &str) {
    let mut values = serde_json::Deserializer::from_str(file).into_iter::<Map>();
    match values.next() {
        Some(Ok(map)) => (Ok(map), &file[values.byte_offset()..]),
        Some(Err(error)) => (Err(error.to_string()), file),
        None => (Ok(Map::new()), file),
    }
}

/// Hugo reads names whatever their case.
fn lower(map: Map) -> Map {
    map.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_notation_is_read() {
        for file in [
            "---\nTitle: Mast\ndate: 2020-03-01\n---\nText\n",
            "\n\n---\ntitle: Mast\ndate: 2020-03-01\n---\nText\n",
            "\u{feff}---\r\ntitle: \"Mast\"\r\ndate: 2020-03-01\r\n---\r\nText\n",
            "+++\ntitle = 'Mast'\ndate = 2020-03-01\n+++\nText\n",
            "{\"title\": \"Mast\", \"date\": \"2020-03-01\"}\nText\n",
        ] {
            let parted = part(file);
            assert_eq!(parted.wrong, None);
            assert_eq!(
                (&parted.front["title"], &parted.front["date"]),
                (&"Mast".into(), &"2020-03-01".into()),
                "{file}"
            );
            assert_eq!(parted.text.trim(), "Text");
        }
    }

    #[test]
    fn what_is_no_front_matter_is_text() {
        for file in ["Text", "---\nnever closed", "{{< figure >}}", "", "---"] {
            assert_eq!(part(file).text, file);
        }
        assert!(part("---\ntitle: [\n---\nText").wrong.is_some());
        assert!(part("---\n# only words\n---\nText").wrong.is_none());
        assert!(part("---\n- a\n---\n").wrong.is_some());
    }

    #[test]
    fn bombs_of_references_are_refused() {
        let mut bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (now, before) in "bcdefghi".chars().zip("abcdefgh".chars()) {
            bomb.push_str(&format!("{now}: &{now} [{}]\n", vec![format!("*{before}"); 9].join(",")));
        }
        bomb.push_str("---\n");
        assert!(part(&bomb).wrong.is_some());
    }
}
