//! Pictures and files: what is kept of them, what is sent, and to whom.

use content::acts;
use content::media::{KeepError, Kept, NewMedia, add, address, card_address, file_address, keep};
use content::model::{Item, Media, MediaId};
use content::store;
use content::views::Focus;
use darkroom::Format;
use http::Method;
use platform::Bytes;
use serde_json::{Value, json};
use testkit::{Answer, House, both_engines};

use crate::newsroom::{publication, story, take};
use crate::pictures::{flag, from_an_agency, jpeg, other_flag};

fn record(key: &str) -> Value {
    json!({"kind": "media", "key": key, "file": format!("{key}.jpg"), "caption": "Words of the house",
        "addresses": [format!("http://localhost/uploads/{key}.jpg")]})
}

async fn id_of(house: &House, key: &str) -> MediaId {
    let mut conn = house.app.db().read().await.unwrap();
    MediaId::from_uuid(platform::records::ids_by_key(&mut conn, "media", &[key]).await.unwrap()[key])
}

async fn media_of(house: &House, id: MediaId) -> Media {
    let mut conn = house.app.db().read().await.unwrap();
    store::media::by_id(&mut conn, id).await.unwrap().unwrap()
}

async fn item_at(house: &House, key: &str) -> Item {
    let mut conn = house.app.db().read().await.unwrap();
    let id = platform::records::ids_by_key(&mut conn, "item", &[key]).await.unwrap()[key];
    store::items::by_id(&mut conn, kit::Id::from_uuid(id)).await.unwrap().unwrap()
}

/// Keeps a picture under a key that a record named.
async fn keep_picture(house: &House, key: &str, bytes: Bytes) -> Media {
    let id = id_of(house, key).await;
    assert_eq!(keep(&house.app, id, bytes).await.unwrap(), Kept::New);
    media_of(house, id).await
}

/// Width and height of what came.
fn size(answer: &Answer) -> (u32, u32) {
    let picture = image::load_from_memory(&answer.bytes).unwrap();
    (picture.width(), picture.height())
}

#[tokio::test]
async fn an_agencys_photograph_is_kept_upright_with_its_words_and_without_its_place() {
    both_engines(async |engine| {
        let house = publication(engine, vec![record("mast")]).await;
        let media = keep_picture(&house, "mast", from_an_agency(&flag(400, 200))).await;
        assert_eq!((media.width, media.height), (Some(400), Some(200)));
        assert_eq!(media.caption.as_deref(), Some("Words of the house"), "what the house says comes first");
        assert_eq!(media.alt.as_deref(), Some("A mast, from below"));
        assert_eq!(media.credit.as_deref(), Some("Example Photos"));
        assert_eq!(media.rights.as_deref(), Some("2020 Example Photos"));
        for address in [file_address(&media), address(&media, 320, Format::Jpeg)] {
            let sent = house.get(&address.unwrap()).await;
            assert_eq!((sent.status, sent.header("content-type")), (200, "image/jpeg"));
            assert!(!sent.bytes.windows(4).any(|four| four == b"Exif"), "nothing tells where it was taken");
            let picture = image::load_from_memory(&sent.bytes).unwrap().into_rgb8();
            let left = picture.get_pixel(picture.width() / 4, picture.height() / 2);
            assert!(left.0[0] > left.0[2], "red is on the left");
        }
    })
    .await;
}

#[tokio::test]
async fn renditions_have_the_sizes_that_pages_offer_and_no_others() {
    both_engines(async |engine| {
        let house = publication(engine, vec![record("mast")]).await;
        let media = keep_picture(&house, "mast", jpeg(&flag(800, 600))).await;
        for (width, height) in [(320, 240), (640, 480), (800, 600)] {
            for (format, kind) in [(Format::Webp, "image/webp"), (Format::Jpeg, "image/jpeg")] {
                let sent = house.get(&address(&media, width, format).unwrap()).await;
                assert_eq!((sent.status, sent.header("content-type"), size(&sent)), (200, kind, (width, height)));
                assert_eq!(sent.header("cache-control"), "public, max-age=31536000, immutable");
            }
        }
        let card = house.get(&card_address(&media, Focus::Left).unwrap()).await;
        assert_eq!((card.status, size(&card)), (200, (800, 420)));
        let made = house.app.blobs().list("renditions/").await.unwrap().len();
        let good = address(&media, 640, Format::Webp).unwrap();
        for bad in ["-641.webp", "-0640.webp", "-1920.webp", "-640.png", "-640.gif", "-640", "-card-far.jpg", ".webp"] {
            let answer = house.get(&good.replace("-640.webp", bad)).await;
            assert_eq!(answer.status, 404, "{bad}");
            assert_eq!(answer.header("cache-control"), "no-store", "{bad}");
        }
        assert_eq!(
            house.app.blobs().list("renditions/").await.unwrap().len(),
            made,
            "nothing is made to anyone's order"
        );
        let whole = house.get(&good).await;
        let tag = whole.header("etag");
        let again = house.get_with(&good, &[("if-none-match", tag)]).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0));
        let head = house.send(Method::HEAD, &good, &[]).await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        assert_eq!(head.header("content-length"), whole.bytes.len().to_string());
        content::media::forget_renditions(&house.app).await.unwrap();
        assert_eq!(house.get(&good).await.bytes, whole.bytes, "it is made again");
    })
    .await;
}

#[tokio::test]
async fn a_recording_is_sent_in_the_parts_that_a_player_asks_for() {
    both_engines(async |engine| {
        let house = publication(engine, Vec::new()).await;
        let sound: Bytes = [&b"ID3\x04\0"[..], &(0..3_000_000u32).map(|n| n as u8).collect::<Vec<_>>()].concat().into();
        let new = NewMedia { file: "Episode 7.mp3".to_owned(), ..NewMedia::default() };
        let media = media_of(&house, add(&house.app, new, sound.clone()).await.unwrap()).await;
        let there = file_address(&media).unwrap();
        assert!(there.ends_with("/episode-7.mp3"), "{there}");
        let whole = house.get(&there).await;
        assert_eq!((whole.header("content-type"), whole.header("accept-ranges")), ("audio/mpeg", "bytes"));
        assert_eq!(whole.bytes, sound);
        let part = async |range: &str| house.get_with(&there, &[("range", range)]).await;
        let first = part("bytes=0-1").await;
        assert_eq!((first.status, first.header("content-range")), (206, "bytes 0-1/3000005"));
        assert_eq!(first.bytes, sound.slice(0..2));
        let last = part("bytes=-2000000").await;
        assert_eq!((last.status, last.header("content-length")), (206, "2000000"));
        assert_eq!(last.bytes, sound.slice(1_000_005..));
        let beyond = part("bytes=3000005-").await;
        assert_eq!((beyond.status, beyond.header("content-range")), (416, "bytes */3000005"));
        let stale = house.get_with(&there, &[("range", "bytes=0-1"), ("if-range", "\"other\"")]).await;
        assert_eq!((stale.status, stale.bytes.len()), (200, sound.len()));
        let head = house.send(Method::HEAD, &there, &[("range", "bytes=0-1")]).await;
        assert_eq!((head.status, head.header("content-length")), (200, "3000005"));
    })
    .await;
}

/// A story with its lead picture and another in its body.
fn illustrated(key: &str, more: Value) -> Vec<Value> {
    let mut item = story(key, "2020-11-20T12:00:00Z", more);
    let (lead, inside) = (format!("{key}-lead"), format!("{key}-inside"));
    item["lead_picture"] = json!({"media": lead});
    item["body"]["text"] = json!(format!("<p>Look:</p><figure><img src=\"/uploads/{inside}.jpg\" alt=\"\"></figure>"));
    vec![record(&lead), record(&inside), item]
}

#[tokio::test]
async fn the_pictures_of_what_nobody_may_see_are_as_absent_as_it_is() {
    both_engines(async |engine| {
        let mut records = illustrated("open", json!({}));
        records.extend(illustrated("embargoed", json!({"embargo_until": "2020-11-23T12:00:00Z"})));
        records.extend(illustrated("draft", json!({"publication_state": "unpublished"})));
        records.extend(illustrated("members", json!({"access": "members"})));
        records.extend(illustrated("withdrawn", json!({"publication_state": "withdrawn"})));
        records.push(record("logo"));
        let house = publication(engine, records).await;
        let status = async |name: String| {
            let media = media_of(&house, id_of(&house, &name).await).await;
            house.get(&address(&media, 64, Format::Webp).unwrap()).await.status
        };
        let pictures = ["open", "embargoed", "draft", "members", "withdrawn"];
        for name in pictures.iter().flat_map(|key| [format!("{key}-lead"), format!("{key}-inside")]) {
            keep_picture(&house, &name, jpeg(&flag(64, 64))).await;
        }
        keep_picture(&house, "logo", jpeg(&flag(64, 64))).await;
        assert_eq!(status("logo".to_owned()).await, 200, "what no item uses is there");
        for (key, expected) in pictures.iter().zip([200, 404, 404, 404, 410]) {
            assert_eq!(status(format!("{key}-lead")).await, expected, "over {key}");
            assert_eq!(status(format!("{key}-inside")).await, expected, "in {key}");
        }
        house.clock.advance(3 * 3600 + 1);
        house.run_jobs().await;
        assert_eq!(status("embargoed-inside".to_owned()).await, 200, "its time has come");
        acts::publish(&house.app, item_at(&house, "draft").await.id, "test").await.unwrap();
        assert_eq!(status("draft-inside".to_owned()).await, 200);
        acts::withdraw(&house.app, item_at(&house, "open").await.id, "", "test").await.unwrap();
        assert_eq!(status("open-lead".to_owned()).await, 410);
        content::media::rebuild_uses(&house.app).await.unwrap();
        assert_eq!(status("open-inside".to_owned()).await, 410, "reindexing comes to the same");
        let other = story("other", "2020-11-21T12:00:00Z", json!({"lead_picture": {"media": "open-lead"}}));
        take(&house, "later", vec![other]).await;
        assert_eq!(status("open-lead".to_owned()).await, 200, "another item shows it");
    })
    .await;
}

#[tokio::test]
async fn a_picture_in_a_draft_is_shown_to_nobody_before_the_draft_is() {
    both_engines(async |engine| {
        let house = publication(engine, vec![record("new"), story("open", "2020-11-20T12:00:00Z", json!({}))]).await;
        let media = keep_picture(&house, "new", jpeg(&flag(64, 64))).await;
        let there = address(&media, 64, Format::Webp).unwrap();
        let item = item_at(&house, "open").await;
        let text = "<figure><img src=\"http://localhost/uploads/new.jpg\" alt=\"\"></figure>";
        let draft = acts::Draft {
            based_on: item.latest_revision,
            headline: "The new headline".to_owned(),
            standfirst: None,
            body: prose::from_html(text, &prose::Options::default()).body,
        };
        acts::save(&house.app, item.id, draft, "test").await.unwrap();
        assert_eq!(house.get(&there).await.status, 404);
        acts::publish(&house.app, item.id, "test").await.unwrap();
        assert_eq!(house.get(&there).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_picture_that_is_replaced_has_another_address_on_every_page_that_shows_it() {
    both_engines(async |engine| {
        let house = publication(engine, illustrated("open", json!({}))).await;
        keep_picture(&house, "open-lead", jpeg(&flag(700, 400))).await;
        let old = keep_picture(&house, "open-inside", jpeg(&flag(700, 400))).await;
        let old_address = address(&old, 640, Format::Webp).unwrap();
        assert!(house.get("/radio/open").await.text().contains(&old_address));
        assert_eq!(house.get(&old_address).await.status, 200);
        let again = keep(&house.app, old.id, jpeg(&flag(700, 400))).await.unwrap();
        assert_eq!(again, Kept::Same, "the same bytes change nothing");

        let new = keep_picture(&house, "open-inside", jpeg(&other_flag(700, 400))).await;
        let new_address = address(&new, 640, Format::Webp).unwrap();
        let page = house.get("/radio/open").await;
        assert!(page.text().contains(&new_address) && !page.text().contains(&old_address));
        assert_eq!(house.get(&new_address).await.status, 200);
        let moved = house.get(&old_address).await;
        assert_eq!((moved.status, moved.header("location")), (302, &*new_address), "old mails still show a picture");
        let blobs = house.app.blobs().list("").await.unwrap();
        let id = old.id.uuid().simple().to_string();
        assert_eq!(blobs.iter().filter(|key| key.contains(&id)).count(), 2, "the old bytes are gone: {blobs:?}");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_a_sentence_and_leaves_nothing_behind() {
    both_engines(async |engine| {
        let house = publication(engine, vec![record("mast")]).await;
        let id = id_of(&house, "mast").await;
        let picture = jpeg(&flag(64, 64));
        let hostile: [(Bytes, &str); 6] = [
            (Bytes::new(), "The file is empty"),
            (Bytes::from_static(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), "SVG"),
            (Bytes::from_static(b"<!doctype html><script>alert(1)</script>"), "web page"),
            (Bytes::from_static(b"#!/bin/sh\nrm -rf /\n"), "not a file that is known here"),
            (Bytes::from_static(b"\0\0\0\x14ftypqt  \0\0\0\0qt  "), "Save it as MP4"),
            (picture.slice(..picture.len() / 2), "cut short"),
        ];
        for (bytes, words) in hostile {
            let refused = keep(&house.app, id, bytes.clone()).await.unwrap_err();
            assert!(refused.is_of_the_bytes() && refused.to_string().contains(words), "{refused}");
            assert!(add(&house.app, NewMedia::default(), bytes).await.is_err());
        }
        assert!(matches!(keep(&house.app, house.app.new_id(), picture).await, Err(KeepError::NoSuchMedia)));
        assert!(house.app.blobs().list("").await.unwrap().is_empty());
        assert_eq!(house.rows("content_media").await, 1);
    })
    .await;
}
