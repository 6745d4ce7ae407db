//! What goes along with recordings of the house: captions, chapters, and the words that are said.

use content::media::keep;
use content::model::MediaId;
use http::Method;
use platform::Bytes;
use serde_json::json;
use testkit::{House, both_engines};

use crate::newsroom::{publication, story};

const SRT: &str = "1\n00:00:00,000 --> 00:00:02,000\nEs <i>regnet</i>.\n";
const VTT: &str = "WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:00.000 --> 00:02.000\nIt rains.\n";
/// The least that is known for WebM.
const FILM: &[u8] = b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm and then a good deal of a film";

fn file(key: &str, name: &str) -> serde_json::Value {
    json!({"kind": "media", "key": key, "file": name, "addresses": [format!("/files/{name}")]})
}

async fn give(house: &House, key: &str, bytes: &'static [u8]) -> Result<(), content::media::KeepError> {
    let mut conn = house.app.db().read().await.unwrap();
    let id = platform::records::ids_by_key(&mut conn, "media", &[key]).await.unwrap()[key];
    drop(conn);
    keep(&house.app, MediaId::from_uuid(id), Bytes::from_static(bytes)).await.map(drop)
}

/// A house with a film, its captions in two languages, its chapters and its transcript.
async fn house(engine: platform::db::Engine) -> House {
    let film = json!({"item_kind": "video", "playback": {
        "address": "/files/film.webm", "mime": "video/mp4", "seconds": 8,
        "captions": [{"address": "/files/film.vtt"}, {"address": "/files/film.srt", "language": "de"}],
        "chapters": [{"start": 0, "title": "Rain"}, {"start": 4, "title": "Wind <b>&</b> sun", "address": "/radio"}],
    }, "transcript": "Ana Duarte: It rains.\n\nWalt: Does it?"});
    let house = publication(
        engine,
        vec![
            file("film", "film.webm"),
            file("vtt", "film.vtt"),
            file("srt", "film.srt"),
            story("film", "2020-11-20T10:00:00Z", film),
        ],
    )
    .await;
    for (key, bytes) in [("film", FILM), ("vtt", VTT.as_bytes()), ("srt", SRT.as_bytes())] {
        give(&house, key, bytes).await.unwrap();
    }
    house
}

fn address_after<'a>(page: &'a str, mark: &str) -> &'a str {
    let at = page.find(mark).unwrap_or_else(|| panic!("{mark} in {page}")) + mark.len();
    page[at..].split('"').next().unwrap()
}

#[tokio::test]
async fn a_film_comes_with_captions_chapters_and_words() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let page = house.get("/radio/film").await;
        let text = page.text();
        assert!(text.contains("type=\"video/webm\""), "the bytes say what it is: {text}");
        assert!(text.contains("srclang=\"en-GB\" label=\"English\" default"), "{text}");
        assert!(text.contains("srclang=\"de\" label=\"Deutsch\">"), "{text}");
        assert!(text.contains("<strong>Ana Duarte:</strong> It rains."), "{text}");
        assert!(text.contains("data-seek=\"4\"") && text.contains("Wind &lt;b&gt;&amp;&lt;/b&gt; sun"), "{text}");

        let captions = house.get(address_after(text, "<track kind=\"captions\" src=\"")).await;
        assert_eq!(captions.header("content-type"), "text/vtt; charset=utf-8");
        assert_eq!(captions.text(), "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nIt rains.\n", "times and words, no styles");
        let german = text[text.find("label=\"English\"").unwrap()..].to_owned();
        let german = house.get(address_after(&german, "<track kind=\"captions\" src=\"")).await;
        assert_eq!(german.text(), "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nEs regnet.\n");

        let chapters = house.get(address_after(text, "<track kind=\"chapters\" src=\"")).await;
        assert_eq!(
            chapters.text(),
            "WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nRain\n\n00:00:04.000 --> 00:00:08.000\nWind &lt;b&gt;&amp;&lt;/b&gt; sun\n"
        );
        assert!(chapters.header("cache-control").contains("immutable"));
        let stale = address_after(text, "<track kind=\"chapters\" src=\"").replace(".vtt", "x.vtt");
        assert_eq!(house.get(&stale).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn a_film_is_sent_in_parts_and_told_of_without_its_bytes() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let page = house.get("/radio/film").await;
        let address = address_after(page.text(), "<source src=\"").to_owned();
        assert!(address.ends_with("/film.webm"), "{address}");
        let part = house.get_with(&address, &[("range", "bytes=4-7")]).await;
        assert_eq!((part.status, part.bytes.len()), (206, 4));
        assert_eq!(part.header("content-range"), format!("bytes 4-7/{}", FILM.len()));
        let head = house.send(Method::HEAD, &address, &[]).await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        assert_eq!(head.header("content-length"), FILM.len().to_string());
        assert_eq!((head.header("accept-ranges"), head.header("content-type")), ("bytes", "video/webm"));
    })
    .await;
}

#[tokio::test]
async fn captions_that_are_none_are_refused_with_the_line() {
    both_engines(async |engine| {
        let house = publication(engine, vec![file("bad", "bad.vtt")]).await;
        let refused = give(&house, "bad", b"WEBVTT\n\n00:99.000 --> 00:01:00.000\nWords\n").await.unwrap_err();
        assert!(refused.is_of_the_bytes() && refused.to_string().contains("line 3"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_withdrawn_film_takes_its_chapters_along() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let page = house.get("/radio/film").await;
        let chapters = address_after(page.text(), "<track kind=\"chapters\" src=\"").to_owned();
        let mut conn = house.app.db().read().await.unwrap();
        let id = platform::records::ids_by_key(&mut conn, "item", &["film"]).await.unwrap()["film"];
        drop(conn);
        content::acts::withdraw(&house.app, kit::Id::from_uuid(id), "Gone.", "editor").await.unwrap();
        assert_eq!(house.get(&chapters).await.status, 410);
    })
    .await;
}

#[tokio::test]
async fn what_is_said_is_found() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let mut conn = house.app.db().read().await.unwrap();
        let id = platform::records::ids_by_key(&mut conn, "item", &["film"]).await.unwrap()["film"];
        let items = content::store::items::by_ids(&mut conn, &[kit::Id::from_uuid(id)]).await.unwrap();
        let documents = content::read::documents(&mut conn, items, house.app.now()).await.unwrap();
        assert!(documents[0].body.ends_with("Ana Duarte: It rains.\n\nWalt: Does it?"), "{:?}", documents[0].body);
    })
    .await;
}
