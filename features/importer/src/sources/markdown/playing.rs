//! What a film or an episode plays, by its front matter. Captions, chapters and transcript stay among the fields: content
//! reads them there, whoever wrote them.

use intake::{ItemKind, Playback, Record};
use serde_json::Value;

use super::fields::Fields;
use crate::sources::gallery::Gallery;
use crate::sources::times::seconds;

const SOUNDS: [&str; 8] =
    ["audio", "audio_url", "audio_file", "podcast_file", "podcast_url", "enclosure", "mp3", "recording"];
const FILMS: [&str; 3] = ["video", "video_url", "recording"];
/// Front matter that has no more than a provider's id.
const PROVIDERS: [(&str, &str); 4] = [
    ("youtube", "https://www.youtube.com/watch?v="),
    ("youtube_id", "https://www.youtube.com/watch?v="),
    ("vimeo", "https://vimeo.com/"),
    ("vimeo_id", "https://vimeo.com/"),
];

/// What it plays; nothing for what is no film or episode.
pub(super) fn playback(kind: ItemKind, fields: &mut Fields) -> Option<Playback> {
    let address = match kind {
        ItemKind::Podcast => fields.text(&SOUNDS)?,
        ItemKind::Video => fields.text(&FILMS).or_else(|| provided(fields))?,
        _ => return None,
    };
    let length = ["duration", "itunes_duration", "podcast_duration"];
    let length = length.into_iter().find(|name| fields.peek(name).is_some_and(|told| seconds(&told).is_some()));
    let bytes = ["length", "bytes", "podcast_bytes"].into_iter().find_map(|name| fields.number(name));
    Some(Playback {
        address,
        mime: fields.text(&["mime", "audio_type", "video_type"]),
        bytes: bytes.and_then(|bytes| u64::try_from(bytes).ok()).filter(|bytes| *bytes > 0),
        seconds: length.and_then(|name| fields.text(&[name])).and_then(|told| seconds(&told)),
        ..Playback::default()
    })
}

fn provided(fields: &mut Fields) -> Option<String> {
    let (name, start) = PROVIDERS.into_iter().find(|(name, _)| fields.peek(name).is_some())?;
    let told = fields.text(&[name])?;
    Some(if told.contains("://") { told } else { format!("{start}{told}") })
}

/// The records of the files that go along: what is played, if it is the publication's own, and captions, wherever they
/// are, since players take them from the page's own house alone.
pub(super) fn files(playback: Option<&Playback>, fields: &Fields, gallery: &mut Gallery) -> Vec<Record> {
    let Some(playback) = playback else { return Vec::new() };
    let mut records: Vec<Record> = gallery.shown(&playback.address).into_iter().collect();
    let mut captions = Vec::new();
    for name in ["captions", "transcript"] {
        fields.see(name).into_iter().for_each(|value| addresses(value, &mut captions));
    }
    records.extend(captions.into_iter().filter_map(|address| gallery.chosen(address).record));
    records
}

/// Every address of captions in a value.
fn addresses<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if !text.contains(char::is_whitespace) => {
            let path = text.split(['?', '#']).next().unwrap_or_default();
            if path.ends_with(".vtt") || path.ends_with(".srt") {
                found.push(text);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| addresses(value, found)),
        Value::Object(map) => map.values().for_each(|value| addresses(value, found)),
        _ => {}
    }
}
