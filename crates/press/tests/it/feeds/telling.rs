//! WebSub: a hub hears of what has changed; readers who ask less are told by it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};

use content::acts;
use intake::{ItemKind, PublicationState, Record};
use platform::fetch::Reach;
use serde_json::json;
use testkit::{Engine, House, both_engines};

use super::MORNING;
use crate::house::{address, article, item_at, publication, take};

/// A hub on this machine: its address, and what it is sent.
fn hub() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    let (tell, told) = channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut length = 0;
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) == 0 || line.trim().is_empty() {
                    break;
                }
                if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = said.trim().parse().unwrap_or(0);
                }
            }
            let mut body = vec![0; length];
            let _ = reader.read_exact(&mut body);
            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            if tell.send(String::from_utf8_lossy(&body).into_owned()).is_err() {
                break;
            }
        }
    });
    (address, told)
}

/// A house that may reach this machine, with these records, whose site has this hub.
async fn house_with(engine: Engine, hub: &str, records: Vec<Record>) -> House {
    let house = House::on(engine)
        .features(press::features)
        .settings(|settings| settings.fetch.reach = Reach::Private)
        .open()
        .await;
    let mut records = publication(records);
    for record in &mut records {
        if let intake::Matter::Site(site) = &mut record.matter {
            site.extra.insert("hub".into(), json!(hub));
        }
    }
    take(&house, "t", records).await;
    house.run_jobs().await;
    house
}

/// Whether a word to a hub names the feed at this path.
fn names(said: &str, feed: &str) -> bool {
    let whole = format!("https://backhaul.example{feed}").replace(':', "%3A").replace('/', "%2F");
    said.split('&').any(|pair| pair == format!("hub.url={whole}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_is_told_of_the_feeds_that_have_changed() {
    both_engines(async |engine| {
        let (hub, told) = hub();
        let draft =
            intake::Item { publication_state: PublicationState::Unpublished, ..article("mast", "A mast", MORNING) };
        let house = house_with(engine, &hub, vec![Record::new("1", draft)]).await;
        assert!(told.try_recv().is_err(), "nothing has changed for readers yet");
        let id = item_at(&house, &address("mast")).await;
        acts::publish(&house.app, id, "editor").await.unwrap();
        house.run_jobs().await;
        let said = told.recv_timeout(std::time::Duration::from_secs(5)).expect("the hub is told");
        assert!(said.starts_with("hub.mode=publish&hub.url="), "{said}");
        for feed in ["/feed", "/feed/json", "/5g/feed/atom", "/5g/open-ran/feed", "/topic/sharing/feed/full"] {
            assert!(names(&said, feed), "{feed}: {said}");
        }
        assert!(!said.contains("podcast"), "there is nothing new to hear: {said}");
        let feed = house.get("/feed").await;
        assert!(feed.text().contains("rel=\"hub\"") && feed.text().contains(&hub));
        let links: Vec<_> = feed.headers.get_all("link").iter().map(|link| link.to_str().unwrap()).collect();
        assert!(links.contains(&&*format!("<{hub}>; rel=\"hub\"")), "{links:?}");
        assert!(links.contains(&"<https://backhaul.example/feed>; rel=\"self\""), "{links:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn listeners_are_told_of_an_episode() {
    both_engines(async |engine| {
        let (hub, told) = hub();
        let page = intake::Item {
            item_kind: ItemKind::Page,
            address: Some("/audio".into()),
            ..article("audio", "Audio", MORNING)
        };
        let plays = json!({"address": "https://elsewhere.example/14.mp3", "mime": "audio/mpeg", "seconds": 760});
        let episode = intake::Item {
            item_kind: ItemKind::Podcast,
            playback: Some(serde_json::from_value(plays).unwrap()),
            fields: intake::Map::from_iter([("show".into(), json!("audio"))]),
            publication_state: PublicationState::Unpublished,
            ..article("fourteen", "Fourteen", MORNING)
        };
        let records = vec![Record::new("audio", page), Record::new("fourteen", episode)];
        let house = house_with(engine, &hub, records).await;
        let id = item_at(&house, &address("fourteen")).await;
        acts::publish(&house.app, id, "editor").await.unwrap();
        house.run_jobs().await;
        let said = told.recv_timeout(std::time::Duration::from_secs(5)).expect("the hub is told");
        for list in ["", "/5g", "/5g/open-ran", "/topic/sharing", "/author/maya-lindqvist", "/audio"] {
            let feed = format!("{list}/feed/podcast");
            assert!(names(&said, &feed), "{feed}: {said}");
            let answer = house.get(&feed).await;
            assert!(answer.text().contains("rel=\"hub\""), "{feed} is followed by that hub");
        }
        assert!(names(&said, "/5g/feed/atom"), "{said}");
    })
    .await;
}
