//! The files of the sample, read as records.

use std::borrow::Cow;

use anyhow::{Context, ensure};
use intake::{Map, Record};
use kit::Timestamp;
use rust_embed::RustEmbed;
use serde_json::{Value, json};

use super::span;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../demo"]
#[include = "house.yaml"]
#[include = "items/*.md"]
#[include = "pictures/*.webp"]
#[include = "recordings/*.ogg"]
#[include = "recordings/*.webm"]
#[include = "recordings/*.vtt"]
#[include = "recordings/*.srt"]
struct Files;

/// All records of the sample as of `start`, each after those that it refers to.
pub(super) fn records(start: Timestamp) -> anyhow::Result<Vec<Record>> {
    let house = text("house.yaml")?;
    let list: Vec<Map> = serde_saphyr::from_str(&house).context("demo/house.yaml")?;
    let mut records = Vec::with_capacity(list.len() + 100);
    for fields in list {
        records.push(record(fields, start).context("demo/house.yaml")?);
    }
    for name in Files::iter().filter(|name| name.starts_with("items/")) {
        let fields = item(&name, &text(&name)?).with_context(|| format!("demo/{name}"))?;
        records.push(record(fields, start).with_context(|| format!("demo/{name}"))?);
    }
    records.sort_by_key(Record::rank);
    Ok(records)
}

/// The bytes of a picture or recording.
pub(super) fn bytes(path: &str) -> Option<Cow<'static, [u8]>> {
    Some(Files::get(path)?.data)
}

/// Names the state of the files: the same files, the same word.
pub(super) fn fingerprint() -> String {
    let mut names: Vec<Cow<str>> = Files::iter().collect();
    names.sort_unstable();
    let mut sum = 0_u64;
    for file in names.iter().filter_map(|name| Files::get(name)) {
        for byte in file.metadata.sha256_hash() {
            sum = sum.rotate_left(7).wrapping_mul(31).wrapping_add(u64::from(byte));
        }
    }
    format!("{sum:016x}")
}

fn text(name: &str) -> anyhow::Result<String> {
    let file = Files::get(name).with_context(|| format!("demo/{name} is missing"))?;
    String::from_utf8(file.data.into_owned()).with_context(|| format!("demo/{name} is no text"))
}

fn record(fields: Map, start: Timestamp) -> anyhow::Result<Record> {
    let mut value = Value::Object(fields);
    span::settle(&mut value, start);
    let Value::Object(fields) = value else { unreachable!("spans are settled in place") };
    Record::from_map(fields).map_err(anyhow::Error::msg)
}

/// An item: front matter between two lines of dashes, then its body.
fn item(name: &str, text: &str) -> anyhow::Result<Map> {
    let parts = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n"));
    let (front, body) = parts.context("it does not begin with front matter between two lines ---")?;
    let mut fields: Map = serde_saphyr::from_str(front)?;
    let key = name.trim_start_matches("items/").trim_end_matches(".md");
    ensure!(!fields.contains_key("body"), "its front matter has a body");
    fields.insert("kind".to_owned(), "item".into());
    fields.insert("key".to_owned(), key.into());
    fields.entry("slug").or_insert_with(|| key.into());
    fields.insert("body".to_owned(), json!({ "form": "markdown", "dialect": "hugo", "text": body.trim() }));
    Ok(fields)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_sample_is_whole() {
        let start: Timestamp = "2026-03-10T12:00:00Z".parse().expect("a time");
        let records = records(start).expect("every file is a record");
        let of = |kind: &str| records.iter().filter(|record| record.kind() == kind).count();
        assert!(of("item") >= 45 && of("section") >= 20, "{} items, {} sections", of("item"), of("section"));
        let names: BTreeSet<(&str, &str)> = records.iter().map(|record| (record.kind(), record.key.as_str())).collect();
        assert_eq!(names.len(), records.len(), "keys are unique");
        for record in &records {
            let lost = record
                .to_map()
                .get("path")
                .and_then(Value::as_str)
                .filter(|path| bytes(path).is_none())
                .map(str::to_owned);
            assert_eq!(lost, None, "{} {} names a file that is not there", record.kind(), record.key);
        }
    }
}
