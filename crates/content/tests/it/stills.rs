//! Stills of what is embedded: fetched by jobs from a provider that answers as the real ones do, kept, and shown.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use platform::fetch::Reach;
use serde_json::json;
use testkit::{House, both_engines};

use crate::newsroom::{newsroom, open, story, take};
use crate::pictures::{flag, jpeg};

/// Status and body by path.
type Answers = BTreeMap<String, (u16, Vec<u8>)>;

/// A provider on this machine.
struct Provider {
    origin: String,
    answers: Arc<Mutex<Answers>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Provider {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let provider = Self { origin, answers: Arc::default(), asked: Arc::default() };
        let (answers, asked) = (Arc::clone(&provider.answers), Arc::clone(&provider.asked));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let Some(first) = lines.next() else { continue };
                while lines.next().is_some_and(|line| !line.is_empty()) {}
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                let answers = answers.lock().unwrap();
                let found = answers.iter().find(|(start, _)| path.starts_with(start.as_str()));
                let (status, body) = found.map_or((404, Vec::new()), |(_, answer)| answer.clone());
                drop(answers);
                asked.lock().unwrap().push(path);
                let head =
                    format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
                stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).ok();
            }
        });
        provider
    }

    fn answers(&self, path: &str, status: u16, body: impl Into<Vec<u8>>) {
        self.answers.lock().unwrap().insert(path.to_owned(), (status, body.into()));
    }

    fn asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

const ORIGINS: [&str; 3] = ["https://vimeo.com", "https://i.vimeocdn.com", "https://bsky.app"];

/// A publication that reaches this provider in the place of the real ones.
async fn publication(engine: platform::db::Engine, provider: &Provider) -> House {
    let house = open(engine, |config| {
        config.fetch.reach = Reach::Private;
        config.fetch.instead = ORIGINS.iter().map(|origin| ((*origin).to_owned(), provider.origin.clone())).collect();
    })
    .await;
    take(&house, "first", newsroom()).await;
    house
}

fn film(key: &str) -> serde_json::Value {
    let text = "<p>Look.</p><figure><iframe src=\"https://player.vimeo.com/video/76979871\"></iframe></figure>";
    story(key, "2020-11-20T10:00:00Z", json!({"body": {"form": "html", "dialect": "plain", "text": text}}))
}

fn told() -> String {
    json!({"type": "video", "title": "Inside a small cell", "author_name": "The Duct",
        "html": "<script>alert(1)</script>", "thumbnail_url": "https://i.vimeocdn.com/video/7.jpg"})
    .to_string()
}

#[tokio::test]
async fn a_still_is_fetched_once_and_shown_by_the_house() {
    both_engines(async |engine| {
        let provider = Provider::open();
        provider.answers("/api/oembed.json?", 200, told());
        provider.answers("/video/7.jpg", 200, jpeg(&flag(640, 360)).to_vec());
        let house = publication(engine, &provider).await;
        take(&house, "films", vec![film("one"), film("two")]).await;
        let before = house.get("/radio/one").await;
        assert!(before.text().contains("Watch on Vimeo") && !before.text().contains("vimeocdn"), "nobody is asked");
        assert_eq!(provider.asked(), 0, "an import waits for nobody");

        house.run_jobs().await;
        assert_eq!(provider.asked(), 2, "what it is, and the picture, once for both stories");
        for page in ["/radio/one", "/radio/two"] {
            let shown = house.get(page).await;
            let text = shown.text();
            assert!(text.contains(">Inside a small cell<") && text.contains("/vimeo-76979871-640.webp"), "{text}");
            assert!(!text.contains("vimeocdn") && !text.contains("alert(1)"), "{text}");
            assert!(
                text.contains("data-src=\"https://player.vimeo.com/video/76979871?dnt=1&amp;autoplay=1\""),
                "{text}"
            );
        }
        let still = still_of(house.get("/radio/one").await.text());
        assert_eq!(house.get(&still).await.status, 200);
        house.run_jobs().await;
        take(&house, "again", vec![film("three")]).await;
        house.run_jobs().await;
        assert_eq!(provider.asked(), 2, "it is known by its address");
    })
    .await;
}

#[tokio::test]
async fn a_film_without_a_picture_is_shown_by_its_still() {
    both_engines(async |engine| {
        let provider = Provider::open();
        provider.answers("/api/oembed.json?", 200, told());
        provider.answers("/video/7.jpg", 200, jpeg(&flag(640, 360)).to_vec());
        let house = publication(engine, &provider).await;
        let plays = json!({"item_kind": "video", "playback": {"address": "https://vimeo.com/76979871"}});
        take(&house, "films", vec![story("film", "2020-11-20T10:00:00Z", plays)]).await;
        let list = house.get("/topic/masts").await;
        assert!(!list.text().contains("vimeo-76979871"), "a cover stands in for it: {}", list.text());
        house.run_jobs().await;
        for page in ["/topic/masts", "/radio/film"] {
            let shown = house.get(page).await;
            assert!(shown.text().contains("/vimeo-76979871-640.webp"), "{page}: {}", shown.text());
        }
    })
    .await;
}

fn still_of(page: &str) -> String {
    let at = page.find("/media/").unwrap();
    page[at..].split(['"', ' ']).next().unwrap().to_owned()
}

#[tokio::test]
async fn a_provider_that_is_away_is_asked_again_and_one_that_has_nothing_is_not() {
    both_engines(async |engine| {
        let provider = Provider::open();
        provider.answers("/api/oembed.json?", 503, "");
        let house = publication(engine, &provider).await;
        take(&house, "films", vec![film("one")]).await;
        house.run_jobs().await;
        assert!(house.get("/radio/one").await.text().contains("Watch on Vimeo"));
        provider.answers("/api/oembed.json?", 200, told());
        provider.answers("/video/7.jpg", 200, jpeg(&flag(640, 360)).to_vec());
        house.clock.advance(60);
        house.run_jobs().await;
        assert!(house.get("/radio/one").await.text().contains("Inside a small cell"));

        let text = "<blockquote class=\"bluesky-embed\"><a href=\"https://bsky.app/profile/a.example/post/3k2\">x</a></blockquote>";
        let post = story("post", "2020-11-20T10:00:00Z", json!({"body": {"form": "html", "dialect": "plain", "text": text}}));
        take(&house, "post", vec![post]).await;
        house.run_jobs().await;
        let asked = provider.asked();
        house.clock.advance(3600);
        house.run_jobs().await;
        assert_eq!(provider.asked(), asked, "what is not there is not asked for again");
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_is_not_taken_for_one() {
    both_engines(async |engine| {
        let provider = Provider::open();
        provider.answers("/api/oembed.json?", 200, told());
        provider.answers("/video/7.jpg", 200, "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");
        let house = publication(engine, &provider).await;
        take(&house, "films", vec![film("one")]).await;
        house.run_jobs().await;
        assert!(house.get("/radio/one").await.text().contains("Watch on Vimeo"));
    })
    .await;
}

#[tokio::test]
async fn a_house_that_fetches_nothing_asks_nobody() {
    both_engines(async |engine| {
        let house = open(engine, |_| {}).await;
        take(&house, "first", newsroom()).await;
        take(&house, "films", vec![film("one")]).await;
        house.run_jobs().await;
        assert!(house.get("/radio/one").await.text().contains("Watch on Vimeo"));
    })
    .await;
}
