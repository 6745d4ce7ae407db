//! What pages that are no item are shared with: a card of their own, or the site's.

use content::acts;
use kit::Id;
use serde_json::json;
use testkit::both_engines;

use crate::cards::{id_of, item, shared, size};
use crate::newsroom::{newsroom, publication, story, take};
use crate::pictures::{flag, jpeg};

const NOON: &str = "2020-11-20T12:00:00Z";

#[tokio::test]
async fn every_page_is_shared_with_a_picture() {
    both_engines(async |engine| {
        let house = publication(engine, vec![story("main", NOON, json!({}))]).await;
        let pages = [
            ("/topic/masts", "/media/card/topic/"),
            ("/author/ana", "/media/card/author/"),
            ("/corrections", "/media/card/site/"),
            ("/archive", "/media/card/site/"),
            ("/archive/2020", "/media/card/site/"),
            ("/archive/2020/11", "/media/card/site/"),
            ("/archive/2020/11/20", "/media/card/site/"),
        ];
        for (address, place) in pages {
            let page = house.get(address).await;
            let picture = shared(&page);
            assert!(picture.starts_with(place), "{address}: {picture}");
            assert!(page.text().contains("<meta name=\"twitter:card\" content=\"summary_large_image\">"), "{address}");
            let card = house.get(&picture).await;
            assert_eq!((card.status, card.header("content-type"), size(&card)), (200, "image/png", (1200, 630)));
            assert!(card.header("cache-control").contains("immutable"), "{address}");
            let again = house.get_with(&picture, &[("if-none-match", card.header("etag"))]).await;
            assert_eq!(again.status, 304, "{address}");
        }
        let kept = house.app.blobs().list("renditions/cards/").await.unwrap();
        assert_eq!(kept.len(), 3, "each is drawn once: {kept:?}");
    })
    .await;
}

#[tokio::test]
async fn a_new_name_has_a_new_card_and_the_old_address_leads_there() {
    both_engines(async |engine| {
        let house = publication(engine, vec![story("main", NOON, json!({}))]).await;
        let old = shared(&house.get("/archive").await);
        assert_eq!(house.get(&old).await.status, 200);
        let mut site = newsroom().swap_remove(0);
        site["tagline"] = json!("News for the people who build networks");
        take(&house, "second", vec![site]).await;
        house.app.catch_up().await.unwrap();
        let new = shared(&house.get("/archive").await);
        assert_ne!(new, old);
        let answer = house.get(&old).await;
        assert_eq!((answer.status, answer.header("location")), (302, new.as_str()));
        assert_eq!(house.get(&new).await.status, 200);
        let kept = house.app.blobs().list("renditions/cards/").await.unwrap();
        assert_eq!(kept.len(), 1, "the old drawing is not kept: {kept:?}");
    })
    .await;
}

#[tokio::test]
async fn a_portrait_that_is_large_enough_goes_before_the_card() {
    both_engines(async |engine| {
        let portrait = |key: &str| json!({"kind": "media", "key": key, "file": format!("{key}.jpg"), "alt": key});
        let person = |key: &str| {
            json!({"kind": "person", "key": key, "slug": key, "name": key, "bio": "Writes.", "picture": key})
        };
        let records = vec![portrait("large"), portrait("small"), person("large"), person("small")];
        let house = publication(engine, records).await;
        for (key, width) in [("large", 1300), ("small", 300)] {
            let mut conn = house.app.db().read().await.unwrap();
            let id = platform::records::ids_by_key(&mut conn, "media", &[key]).await.unwrap()[key];
            drop(conn);
            content::media::keep(&house.app, Id::from_uuid(id), jpeg(&flag(width, width))).await.unwrap();
        }
        let large = house.get("/author/large").await;
        assert!(shared(&large).ends_with("/large-card.jpg"));
        assert!(large.text().contains("<meta property=\"og:image:alt\" content=\"large\">"), "{}", large.text());
        assert!(shared(&house.get("/author/small").await).starts_with("/media/card/author/"), "300 pixels are a stamp");
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_not_there_has_no_card() {
    both_engines(async |engine| {
        let records = vec![
            json!({"kind": "topic", "key": "secret", "slug": "secret", "name": "What is to come"}),
            json!({"kind": "topic", "key": "desk", "slug": "desk", "name": "For the desk", "internal": true}),
            json!({"kind": "person", "key": "bo", "slug": "bo", "name": "Bo"}),
            story("main", NOON, json!({"topics": ["masts", "desk"]})),
            story(
                "draft",
                NOON,
                json!({"publication_state": "unpublished", "topics": ["secret"],
                "bylines": [{"person": "bo"}]}),
            ),
        ];
        let house = publication(engine, records).await;
        for (place, kind, key) in [("topic", "topic", "secret"), ("topic", "topic", "desk"), ("author", "person", "bo")]
        {
            let address = format!("/media/card/{place}/{}/0123456789abcdef.png", id_of(&house, kind, key).await);
            let answer = house.get(&address).await;
            assert_eq!((answer.status, answer.header("location")), (404, ""), "{key}");
        }
        let masts = id_of(&house, "topic", "masts").await;
        let elsewhere = [
            format!("/media/card/topic/{masts}/0123456789abcdef.jpg"),
            format!("/media/card/author/{masts}/0123456789abcdef.png"),
            format!("/media/card/site/{masts}/0123456789abcdef.png"),
            format!("/media/card/section/{masts}/0123456789abcdef.png"),
            "/media/card/topic/0190/0123456789abcdef.png".to_owned(),
        ];
        for address in elsewhere {
            assert_eq!(house.get(&address).await.status, 404, "{address}");
        }
        let open = format!("/media/card/topic/{masts}/0123456789abcdef.png");
        assert_eq!(house.get(&open).await.status, 302);
        acts::withdraw(&house.app, item(&house, "main").await.id, "It was wrong.", "desk").await.unwrap();
        assert_eq!(house.get(&open).await.status, 404, "the last story is gone, and its topic with it");
        let section = format!("/media/card/section/{}/0123456789abcdef.png", id_of(&house, "section", "radio").await);
        assert!(house.get(&section).await.header("location").starts_with("/media/card/section/"));
    })
    .await;
}
