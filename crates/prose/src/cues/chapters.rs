//! Chapters of a recording, however a source tells them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::clock::seconds_of;
use super::track::{Cue, Track};
use crate::address::safe_href;
use crate::line::squeezed;

/// A chapter of a sound or a film.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Chapter {
    /// Where it begins, in whole seconds.
    pub start: u32,
    /// What it is called.
    pub title: String,
    /// Where more about it is to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// Reads chapters: a list of objects with `start` (or `startTime`, `time`) and `title`; the object that holds such a list
/// under `chapters`, as Podcasting 2.0 has it; that object as text; WebVTT; or lines like `09:40 The dog`. What is no
/// chapter is left out.
pub fn read_chapters(told: &Value) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = match told {
        Value::Array(list) => list.iter().filter_map(chapter).collect(),
        Value::Object(map) => map.get("chapters").map(read_chapters).unwrap_or_default(),
        Value::String(text) => read_text(text),
        _ => Vec::new(),
    };
    chapters.sort_by_key(|chapter| chapter.start);
    chapters.dedup_by_key(|chapter| chapter.start);
    chapters
}

/// The chapters as a WebVTT track of chapters, of a recording this long where that is known.
pub fn write_chapters(chapters: &[Chapter], seconds: Option<u32>) -> String {
    let ends = chapters.iter().skip(1).map(|next| next.start);
    let last = chapters.last().map_or(0, |last| last.start);
    let end = seconds.filter(|seconds| *seconds > last).unwrap_or(last + 1);
    let cue = |(chapter, end): (&Chapter, u32)| Cue {
        start: chapter.start.saturating_mul(1000),
        end: end.saturating_mul(1000),
        speaker: None,
        text: chapter.title.clone(),
    };
    Track { cues: chapters.iter().zip(ends.chain([end])).map(cue).collect() }.to_vtt()
}

fn chapter(told: &Value) -> Option<Chapter> {
    if let Value::String(line) = told {
        return from_line(line);
    }
    // A chapter that a table of contents leaves out is only a change of picture.
    if told.get("toc") == Some(&Value::Bool(false)) {
        return None;
    }
    let first = |names: &[&str]| names.iter().find_map(|name| told.get(*name));
    let start = match first(&["start", "startTime", "start_time", "time", "at"])? {
        // A number is never negative here, nor longer than a recording can be.
        Value::Number(number) => number.as_f64().filter(|at| (0.0..4e6).contains(at)).map(|at| at as u32)?,
        Value::String(text) => seconds_of(text)?,
        _ => return None,
    };
    let title = squeezed(first(&["title", "name", "label"])?.as_str()?);
    let address = first(&["address", "url", "href"]).and_then(Value::as_str).and_then(safe_href);
    (!title.is_empty()).then_some(Chapter { start, title, address })
}

fn read_text(text: &str) -> Vec<Chapter> {
    if let Ok(track) = Track::read(text) {
        let chapter = |cue: Cue| Chapter { start: cue.start / 1000, title: squeezed(&cue.text), address: None };
        return track.cues.into_iter().map(chapter).collect();
    }
    match serde_json::from_str::<Value>(text) {
        Ok(told @ (Value::Object(_) | Value::Array(_))) => read_chapters(&told),
        _ => text.lines().filter_map(from_line).collect(),
    }
}

/// `09:40 The dog`, `(1:02:03) – The dog`.
fn from_line(line: &str) -> Option<Chapter> {
    let line = line.trim().trim_start_matches(['-', '*', '(', '[', ' ']);
    let end = line.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(line.len());
    let start = seconds_of(&line[..end]).filter(|_| line[..end].contains(':'))?;
    let title = squeezed(line[end..].trim_start_matches([')', ']', '-', '–', '—', ':', ' ']));
    (!title.is_empty()).then_some(Chapter { start, title, address: None })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn chapters() -> Vec<Chapter> {
        let chapter = |start, title: &str| Chapter { start, title: title.into(), address: None };
        vec![chapter(0, "Rain"), chapter(30, "Wind & sun")]
    }

    #[test]
    fn chapters_are_read_however_they_are_told() {
        for told in [
            json!([{"start": 0, "title": "Rain"}, {"start": "0:30", "title": " Wind  & sun"}]),
            json!({"version": "1.2.0", "chapters": [
                {"startTime": 30.5, "title": "Wind & sun"}, {"startTime": 0, "title": "Rain"},
                {"startTime": 12, "toc": false, "img": "https://a.example/b.png"},
            ]}),
            json!("00:00 Rain\n(00:30) – Wind & sun\nno chapter"),
            json!("{\"chapters\":[{\"startTime\":0,\"title\":\"Rain\"},{\"startTime\":30,\"title\":\"Wind & sun\"}]}"),
            json!(write_chapters(&chapters(), Some(60))),
        ] {
            assert_eq!(read_chapters(&told), chapters(), "{told}");
        }
        assert_eq!(read_chapters(&json!("None of this.")), []);
        let hostile = json!([{"start": -1, "title": "a"}, {"start": 1e300, "title": "b"}, {"start": 1, "title": ""},
            {"start": 2, "title": "c", "url": "javascript:alert(1)"}]);
        assert_eq!(read_chapters(&hostile), [Chapter { start: 2, title: "c".into(), address: None }]);
    }

    #[test]
    fn a_chapter_lasts_until_the_next_begins() {
        insta::assert_snapshot!(write_chapters(&chapters(), Some(60)), @r"
        WEBVTT

        00:00:00.000 --> 00:00:30.000
        Rain

        00:00:30.000 --> 00:01:00.000
        Wind &amp; sun
        ");
    }
}
