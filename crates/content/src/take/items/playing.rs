//! What an item plays, from an import: the file or film, its captions, its chapters, and what is said. Sources that know
//! no such words say them in fields of their own (`captions`, `chapters`, `transcript`), which are read here, too.

use intake::{Item, Transcript};
use prose::{Body, Chapter, read_chapters, read_transcript};
use serde_json::{Map, Value};

use crate::model::{Captions, Playback};
use crate::take::{body, said};

/// Fields that are read here, and not kept beside.
pub(super) const READ_FIELDS: [&str; 3] = ["captions", "chapters", "transcript"];

/// What an item plays and what is said in it, and in sentences what could not be carried.
#[derive(Debug, Default)]
pub(super) struct Playing {
    pub playback: Option<Playback>,
    pub transcript: Option<Body>,
    pub remarks: Vec<String>,
}

/// Reads what an item plays.
pub(super) fn read(from: &Item, at: body::Written<'_>) -> Playing {
    let field = |name: &str| [&from.fields, &from.extra].into_iter().find_map(|map| field(map, name));
    let mut playing = Playing::default();
    let mut captions = field("captions").map(captions).unwrap_or_default();
    playing.transcript = match (&from.transcript, field("transcript")) {
        (Some(Transcript::Body(said)), _) => {
            let (body, remarks) = body::read(Some(said), at);
            playing.remarks = remarks;
            Some(body)
        }
        (Some(Transcript::Text(text)), _) => transcript(text, &mut captions, &mut playing.remarks),
        (None, Some(Value::String(text))) => transcript(text, &mut captions, &mut playing.remarks),
        (None, _) => None,
    };
    playing.transcript.take_if(|body| body.is_empty());
    let chapters = field("chapters").map(read_chapters).unwrap_or_default();
    match &from.playback {
        Some(from) => playing.playback = Some(playback(from, captions, chapters)),
        None if !captions.is_empty() || !chapters.is_empty() => {
            playing.remarks.push("it has captions or chapters and plays nothing".to_owned());
        }
        None => {}
    }
    playing
}

fn field<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    map.get(name).filter(|value| !value.is_null())
}

fn playback(from: &intake::Playback, more_captions: Vec<Captions>, more_chapters: Vec<Chapter>) -> Playback {
    let own = from.captions.iter().map(|captions| Captions {
        address: captions.address.trim().to_owned(),
        language: said(captions.language.as_deref()),
        label: said(captions.label.as_deref()),
    });
    let mut captions: Vec<Captions> = own.chain(more_captions).collect();
    captions.retain(|captions| prose::safe_src(&captions.address).is_some());
    let chapter = |chapter: &intake::Chapter| Chapter {
        start: chapter.start,
        title: chapter.title.trim().to_owned(),
        address: chapter.address.as_deref().and_then(prose::safe_href),
    };
    let mut chapters: Vec<Chapter> = from.chapters.iter().map(chapter).chain(more_chapters).collect();
    chapters.retain(|chapter| !chapter.title.is_empty());
    chapters.sort_by_key(|chapter| chapter.start);
    chapters.dedup_by_key(|chapter| chapter.start);
    Playback {
        address: from.address.clone(),
        mime: from.mime.clone(),
        bytes: from.bytes,
        seconds: from.seconds,
        captions,
        chapters,
    }
}

/// Captions however a source names them: an address, a list of addresses or of objects, or addresses by language.
fn captions(told: &Value) -> Vec<Captions> {
    let first = |map: &Map<String, Value>, names: &[&str]| {
        names.iter().find_map(|name| map.get(*name)?.as_str()).map(str::trim).and_then(|text| said(Some(text)))
    };
    match told {
        Value::String(address) => vec![Captions { address: address.trim().to_owned(), ..Captions::default() }],
        Value::Array(list) => list.iter().flat_map(captions).collect(),
        Value::Object(map) => match first(map, &["address", "src", "url", "file"]) {
            Some(address) => {
                let (language, label) = (first(map, &["language", "lang", "srclang"]), first(map, &["label", "title"]));
                vec![Captions { address, language, label }]
            }
            None => {
                let by_language = map.iter().filter_map(|(language, address)| Some((language, address.as_str()?)));
                let captions = |(language, address): (&String, &str)| Captions {
                    address: address.trim().to_owned(),
                    language: Some(language.clone()),
                    label: None,
                };
                by_language.map(captions).collect()
            }
        },
        _ => Vec::new(),
    }
}

/// A transcript as text. One that is the address of captions is one of those; of other files nobody knows the words.
fn transcript(text: &str, captions: &mut Vec<Captions>, remarks: &mut Vec<String>) -> Option<Body> {
    let text = text.trim();
    let is_address = !text.contains(char::is_whitespace) && (text.starts_with('/') || text.starts_with("http"));
    if !is_address {
        return Some(read_transcript(text));
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    if path.ends_with(".vtt") || path.ends_with(".srt") {
        captions.push(Captions { address: text.to_owned(), ..Captions::default() });
    } else {
        remarks.push(format!("its transcript is a file of its own, {text}, whose words are not carried"));
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    fn at() -> body::Written<'static> {
        static NOTHING: BTreeMap<String, Vec<String>> = BTreeMap::new();
        body::Written { source: "t", base: None, key: "7", attached: &NOTHING }
    }

    fn item(fields: Value) -> Item {
        let playback = intake::Playback { address: "/audio/7.mp3".into(), ..intake::Playback::default() };
        let Value::Object(fields) = fields else { panic!("an object") };
        Item { playback: Some(playback), fields, ..Item::default() }
    }

    #[test]
    fn front_matter_says_it_in_many_ways() {
        for captions in [
            json!("/audio/7.vtt"),
            json!(["/audio/7.vtt"]),
            json!({"src": "/audio/7.vtt"}),
            json!([{"url": "/audio/7.vtt"}]),
        ] {
            let told = read(&item(json!({"captions": captions, "chapters": "00:30 The dog"})), at());
            let playback = told.playback.expect("it plays");
            assert_eq!(playback.captions, [Captions { address: "/audio/7.vtt".into(), ..Captions::default() }]);
            assert_eq!((playback.chapters[0].start, &*playback.chapters[0].title), (30, "The dog"));
        }
        let told = read(&item(json!({"captions": {"de": "/de.srt", "en": "/en.vtt"}})), at());
        let languages = told.playback.map(|playback| playback.captions.into_iter().filter_map(|one| one.language));
        assert_eq!(languages.into_iter().flatten().collect::<Vec<_>>(), ["de", "en"]);
    }

    #[test]
    fn a_transcript_is_words_or_captions_or_said_to_be_lost() {
        let told = read(&item(json!({"transcript": "Walt: Dear reader."})), at());
        assert_eq!(told.transcript.map(|body| body.to_text()).as_deref(), Some("Walt: Dear reader."));
        let told = read(&item(json!({"transcript": "https://a.example/7.srt"})), at());
        assert_eq!(told.playback.map(|playback| playback.captions.len()), Some(1));
        let told = read(&item(json!({"transcript": "https://a.example/7.html"})), at());
        assert_eq!((told.transcript, told.remarks.len()), (None, 1));
        assert_eq!(read(&item(json!({"captions": "javascript:x"})), at()).playback.unwrap().captions, []);
    }
}
