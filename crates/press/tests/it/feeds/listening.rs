//! Podcasts: what a podcast program is told, and how it gets the recording.

use std::io::Cursor;

use http::Method;
use image::{ImageFormat, Rgb, RgbImage};
use intake::{Item, ItemKind, Record};
use platform::Bytes;
use serde_json::{Value, json};
use testkit::{House, both_engines};

use super::MORNING;
use crate::house::{article, house, publication, take};

const SOUND: &[u8] =
    b"ID3\x04\x00\x00\x00\x00\x00\x00 a recording of a hundred bytes or so, which nobody listens to but a program.";

/// A house with a page that tells of a show, an episode of it, and the recording.
async fn studio(house: &House) {
    let file = content::media::NewMedia {
        file: "fourteen.mp3".into(),
        addresses: vec!["backhaul.example/recordings/14.mp3".into()],
        ..content::media::NewMedia::default()
    };
    content::media::add(&house.app, file, Bytes::from_static(SOUND)).await.unwrap();
    let page = Item { item_kind: ItemKind::Page, address: Some("/audio".into()), ..article("audio", "Audio", MORNING) };
    let plays: Value = json!({"address": "/recordings/14.mp3", "mime": "audio/mpeg", "seconds": 760});
    let episode = Item {
        item_kind: ItemKind::Podcast,
        playback: Some(serde_json::from_value(plays).unwrap()),
        fields: intake::Map::from_iter([("show".into(), json!("audio")), ("episode".into(), json!(14))]),
        ..article("fourteen", "Fourteen & more", MORNING)
    };
    let mut records = publication(vec![
        Record::new("audio", page),
        Record::new("fourteen", episode),
        Record::new("plain", article("plain", "Not to be heard", MORNING)),
    ]);
    for record in &mut records {
        if let intake::Matter::Site(site) = &mut record.matter {
            let podcast = json!({"email": "audio@backhaul.example", "category": "Technology",
                "funding": "https://backhaul.example/support"});
            site.extra.insert("podcast".into(), podcast);
        }
    }
    take(house, "t", records).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_podcast_is_followed_by_site_section_and_show() {
    both_engines(async |engine| {
        let house = house(engine).await;
        studio(&house).await;
        for feed in ["/feed/podcast", "/5g/open-ran/feed/podcast", "/audio/feed/podcast"] {
            let answer = house.get(feed).await;
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, "application/rss+xml; charset=utf-8"),
                "{feed}"
            );
            let text = answer.text();
            for said in [
                "<itunes:duration>760</itunes:duration>",
                "<itunes:episode>14</itunes:episode>",
                "<itunes:category text=\"Technology\"",
                "<itunes:explicit>false</itunes:explicit>",
                "<itunes:email>audio@backhaul.example</itunes:email>",
                "<podcast:locked owner=\"audio@backhaul.example\">yes</podcast:locked>",
                "<podcast:funding url=\"https://backhaul.example/support\">",
                "<podcast:medium>podcast</podcast:medium>",
                "xmlns:podcast=\"https://podcastindex.org/namespace/1.0\"",
                "Maya Lindqvist</podcast:person>",
                "Fourteen &amp; more",
            ] {
                assert!(text.contains(said), "{feed} does not say {said}: {text}");
            }
            assert!(!text.contains("Not to be heard"), "{feed} has episodes alone");
        }
        for nothing in ["/topic/nothing/feed/podcast", "/5g/open-ran/plain/feed/podcast", "/nothing/feed/podcast"] {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_recording_is_had_whole_and_in_parts_under_its_true_name() {
    both_engines(async |engine| {
        let house = house(engine).await;
        studio(&house).await;
        let feed: Value = house.get("/feed/json").await.json();
        let attached = feed["items"].as_array().unwrap().iter().find_map(|item| item["attachments"].get(0)).unwrap();
        assert_eq!(attached["mime_type"], "audio/mpeg");
        assert_eq!(attached["size_in_bytes"], SOUND.len());
        let address = attached["url"].as_str().unwrap();
        assert!(
            address.starts_with("https://backhaul.example/media/") && address.ends_with("/fourteen.mp3"),
            "{address}"
        );
        let path = address.strip_prefix("https://backhaul.example").unwrap();
        let head = house.send(Method::HEAD, path, &[]).await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        assert_eq!(head.header("content-length"), SOUND.len().to_string());
        assert_eq!((head.header("content-type"), head.header("accept-ranges")), ("audio/mpeg", "bytes"));
        let part = house.get_with(path, &[("range", "bytes=0-2")]).await;
        assert_eq!((part.status, part.bytes.as_ref()), (206, &b"ID3"[..]));
        assert_eq!(part.header("content-range"), format!("bytes 0-2/{}", SOUND.len()));
        assert_eq!(house.get_with(path, &[("range", "bytes=5000-")]).await.status, 416);
        let podcast = house.get("/feed/podcast").await;
        assert!(podcast.text().contains(&format!("<enclosure url=\"{address}\" length=\"{}\"", SOUND.len())));
    })
    .await;
}

/// The same studio, whose episode has chapters, captions and words; and an episode that stands in no show.
async fn studio_with_words(house: &House) {
    studio(house).await;
    let plays = json!({"address": "/recordings/14.mp3", "mime": "audio/mpeg", "seconds": 760,
        "chapters": [{"start": 0, "title": "Hello"}, {"start": 90, "title": "Masts & mud"}]});
    let said: Item = serde_json::from_value(json!({"item_kind": "podcast", "headline": "x",
        "transcript": "Ana Duarte: It rains <hard>.\n\nWalt: Does it?"}))
    .unwrap();
    let episode = |slug: &str, fields: Value| Item {
        item_kind: ItemKind::Podcast,
        playback: Some(serde_json::from_value(plays.clone()).unwrap()),
        transcript: said.transcript.clone(),
        fields: serde_json::from_value(fields).unwrap(),
        ..article(slug, &format!("Episode {slug}"), MORNING)
    };
    let episodes = vec![
        Record::new("fourteen", episode("fourteen", json!({"show": "audio", "episode": 14}))),
        Record::new("alone", episode("alone", json!({}))),
    ];
    take(house, "t", publication(episodes)).await;
}

/// The addresses in attributes that begin with `before`, without the origin.
fn led_to(text: &str, before: &str) -> Vec<String> {
    let rest = text.split(before).skip(1).map(|rest| rest.split('"').next().unwrap());
    rest.map(|address| address.replace("https://backhaul.example", "")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_episode_comes_with_its_chapters_and_its_words() {
    both_engines(async |engine| {
        let house = house(engine).await;
        studio_with_words(&house).await;
        let feed = house.get("/audio/feed/podcast").await;
        let [transcript] = &led_to(feed.text(), "<podcast:transcript type=\"text/plain\" url=\"")[..] else {
            panic!("{}", feed.text())
        };
        let said = house.get(transcript).await;
        assert_eq!(said.header("content-type"), "text/plain; charset=utf-8");
        assert!(said.text().contains("It rains <hard>.") && said.text().contains("Walt"), "{}", said.text());
        let chapters = led_to(feed.text(), "<podcast:chapters type=\"application/json+chapters\" url=\"");
        let told: Value = house.get(&chapters[0]).await.json();
        assert_eq!(told["chapters"][1], json!({"startTime": 90, "title": "Masts & mud"}));
        let id = crate::house::item_at(&house, "/5g/open-ran/fourteen").await;
        content::acts::withdraw(&house.app, id, "", "editor").await.unwrap();
        for gone in [transcript, &chapters[0]] {
            assert_eq!(house.get(gone).await.status, 404, "{gone}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_a_podcast_lead_to_its_feed() {
    both_engines(async |engine| {
        let house = house(engine).await;
        studio_with_words(&house).await;
        for (page, feed) in [
            ("/audio", Some("/audio/feed/podcast")),
            ("/5g/open-ran/fourteen", Some("/audio/feed/podcast")),
            ("/5g/open-ran/alone", Some("/5g/open-ran/feed/podcast")),
            ("/5g/open-ran", Some("/5g/open-ran/feed/podcast")),
            ("/5g/open-ran/plain", None),
            ("/topic/sharing", None),
        ] {
            let answer = house.get(page).await;
            let links = led_to(answer.text(), "rel=\"alternate\" type=\"application/rss+xml\" title=\"");
            assert!(!links.is_empty(), "{page}");
            let found: Vec<&str> =
                answer.text().split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let podcasts: Vec<&str> = found.into_iter().filter(|address| address.ends_with("/feed/podcast")).collect();
            assert_eq!(podcasts, Vec::from_iter(feed), "{page}");
            for feed in podcasts {
                assert_eq!(house.get(feed).await.status, 200, "{feed}");
            }
        }
        // A show whose last episode is gone is no podcast any more.
        let id = crate::house::item_at(&house, "/5g/open-ran/fourteen").await;
        content::acts::withdraw(&house.app, id, "", "editor").await.unwrap();
        assert!(!house.get("/audio").await.text().contains("/feed/podcast"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_podcast_without_a_picture_has_a_drawn_cover() {
    both_engines(async |engine| {
        let house = house(engine).await;
        studio(&house).await;
        let mut covers = Vec::new();
        for feed in ["/feed/podcast", "/5g/open-ran/feed/podcast", "/audio/feed/podcast"] {
            let answer = house.get(feed).await;
            let [cover, of_episode] = &led_to(answer.text(), "<itunes:image href=\"")[..] else {
                panic!("{}", answer.text())
            };
            assert_eq!(of_episode, cover, "an episode without a picture has its podcast's");
            assert!(cover.starts_with("/feed/cover/"), "{cover}");
            assert!(answer.text().contains(&format!("<url>https://backhaul.example{cover}</url>")), "{feed}");
            let picture = house.get(cover).await;
            assert_eq!((picture.status, picture.header("content-type")), (200, "image/png"), "{feed}");
            let side = |at: usize| u32::from_be_bytes(picture.bytes[at..at + 4].try_into().unwrap());
            assert_eq!((side(16), side(20)), (1400, 1400), "{feed}");
            assert!(picture.header("cache-control").contains("immutable"));
            let again = house.get_with(cover, &[("if-none-match", picture.header("etag"))]).await;
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{feed}");
            covers.push(cover.clone());
        }
        covers.dedup();
        assert_eq!(covers.len(), 3, "each has its own: {covers:?}");
        let old = covers.pop().unwrap();
        let id = crate::house::item_at(&house, "/audio").await;
        let mut conn = house.app.db().read().await.unwrap();
        let page = content::store::items::by_id(&mut conn, id).await.unwrap().unwrap();
        drop(conn);
        let draft = content::acts::Draft {
            based_on: page.latest_revision,
            headline: "Audible".into(),
            standfirst: None,
            body: prose::Body::default(),
        };
        content::acts::save(&house.app, id, draft, "editor").await.unwrap();
        content::acts::publish(&house.app, id, "editor").await.unwrap();
        let feed = house.get("/audio/feed/podcast").await;
        let new = &led_to(feed.text(), "<itunes:image href=\"")[0];
        let answer = house.get(&old).await;
        assert_eq!((answer.status, answer.header("location")), (302, new.as_str()), "another name, another cover");
        content::acts::withdraw(&house.app, id, "", "editor").await.unwrap();
        assert_eq!(house.get(new).await.status, 404);
        let plain = crate::house::item_at(&house, "/5g/open-ran/plain").await;
        let nothing = format!("/feed/cover/{}/0123456789abcdef.png", plain.uuid().simple());
        assert_eq!(house.get(&nothing).await.status, 404, "an article is no podcast");
    })
    .await;
}

/// A picture that is red on the left and blue on the right.
fn flag(width: u32, height: u32) -> Bytes {
    let colour = |x| if x < width / 2 { Rgb([220, 30, 30]) } else { Rgb([30, 30, 220]) };
    let flag = RgbImage::from_fn(width, height, |x, _| colour(x));
    let mut bytes = Cursor::new(Vec::new());
    flag.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner().into()
}

/// The covers that the feed of the show names: its own, and that of its episode.
async fn covers(house: &House) -> (String, String) {
    let feed = house.get("/audio/feed/podcast").await;
    let covers = led_to(feed.text(), "<itunes:image href=\"");
    let [show, episode] = &covers[..] else { panic!("{}", feed.text()) };
    (show.clone(), episode.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn covers_are_large_squares_cut_around_what_must_stay_in_sight() {
    both_engines(async |engine| {
        let house = house(engine).await;
        studio(&house).await;
        let (show, episode) = covers(&house).await;
        assert!(show.starts_with("/feed/cover/") && episode == show, "an episode without a cover has the show's");
        let picture = json!({"file": "mast.jpg", "mime": "image/jpeg", "focal": {"x": 0.1, "y": 0.5}});
        let picture: intake::Media = serde_json::from_value(picture).unwrap();
        let lead: intake::LeadPicture = serde_json::from_value(json!({"media": "mast"})).unwrap();
        let plays = json!({"address": "/recordings/14.mp3", "mime": "audio/mpeg", "seconds": 760});
        let item = Item {
            item_kind: ItemKind::Podcast,
            playback: Some(serde_json::from_value(plays).unwrap()),
            lead_picture: Some(lead),
            fields: intake::Map::from_iter([("show".into(), json!("audio"))]),
            ..article("fourteen", "Fourteen & more", MORNING)
        };
        let records = vec![Record::new("mast", picture), Record::new("fourteen", item)];
        take(&house, "t", publication(records)).await;
        let mut conn = house.app.db().read().await.unwrap();
        let known = platform::records::ids_by_key(&mut conn, "media", &["mast"]).await.unwrap();
        drop(conn);
        let id = content::model::MediaId::from_uuid(known["mast"]);
        // What directories would refuse is no cover.
        content::media::keep(&house.app, id, flag(2000, 1399)).await.unwrap();
        assert_eq!(covers(&house).await, (show.clone(), show));
        content::media::keep(&house.app, id, flag(2000, 1500)).await.unwrap();
        let (show, episode) = covers(&house).await;
        assert!(show.ends_with("/mast-square-left.jpg") && episode == show, "{show} {episode}");
        let answer = house.get(&show).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/jpeg"));
        let cut = image::load_from_memory(&answer.bytes).unwrap().to_rgb8();
        assert_eq!(cut.dimensions(), (1500, 1500));
        let is_red = |x| cut.get_pixel(x, 700).0[0] > 128;
        assert!(is_red(10) && is_red(990) && !is_red(1010), "the left of the picture stays whole");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_is_named_in_every_feed_that_it_is_told_of() {
    both_engines(async |engine| {
        let house = house(engine).await;
        studio(&house).await;
        let mut records = publication(Vec::new());
        if let intake::Matter::Site(site) = &mut records[0].matter {
            site.extra.insert("hub".into(), json!("https://hub.example/"));
        }
        take(&house, "t", records).await;
        house.app.catch_up().await.unwrap();
        for search in ["/search/feed?q=heard", "/search/feed/atom?q=heard"] {
            let answer = house.get(search).await;
            assert_eq!(answer.status, 200, "{search}");
            assert!(!answer.text().contains("hub.example"), "no hub is told of {search}: {}", answer.text());
            assert_eq!(answer.headers.get_all("link").iter().count(), 1, "{search}");
        }
        for feed in ["/feed", "/feed/atom", "/feed/podcast", "/5g/feed/podcast", "/audio/feed/podcast"] {
            let answer = house.get(feed).await;
            assert_eq!(answer.status, 200, "{feed}");
            for rel in ["hub", "self"] {
                assert!(answer.text().contains(&format!("rel=\"{rel}\"")), "{feed} has no {rel}: {}", answer.text());
            }
            let headers: Vec<&str> = answer.headers.get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
            let own = format!("<https://backhaul.example{feed}>; rel=\"self\"");
            assert_eq!(headers, [own.as_str(), "<https://hub.example/>; rel=\"hub\""], "{feed}");
        }
    })
    .await;
}
