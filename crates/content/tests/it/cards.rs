//! Cards and covers of items: who gets them, and that what stands at an address never changes.

use content::acts;
use content::model::Item;
use content::store;
use platform::db::Engine;
use serde_json::{Value, json};
use testkit::{Answer, House, both_engines};

use crate::newsroom::{publication, story};
use crate::pictures::{flag, jpeg};

pub async fn item(house: &House, key: &str) -> Item {
    let mut conn = house.app.db().read().await.unwrap();
    let id = platform::records::ids_by_key(&mut conn, "item", &[key]).await.unwrap()[key];
    store::items::by_id(&mut conn, kit::Id::from_uuid(id)).await.unwrap().unwrap()
}

/// The address of the picture that a page is shared with.
pub fn shared(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("property=\"og:image\" content=\"http://localhost").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

pub fn size(answer: &Answer) -> (u32, u32) {
    let picture = image::load_from_memory(&answer.bytes).unwrap();
    (picture.width(), picture.height())
}

pub async fn id_of(house: &House, kind: &str, key: &str) -> String {
    let mut conn = house.app.db().read().await.unwrap();
    platform::records::ids_by_key(&mut conn, kind, &[key]).await.unwrap()[key].simple().to_string()
}

async fn with(engine: Engine, more: Value) -> House {
    publication(engine, vec![story("main", "2020-11-20T12:00:00Z", more)]).await
}

#[tokio::test]
async fn an_item_without_a_picture_is_shared_with_its_card() {
    both_engines(async |engine| {
        let house = with(engine, json!({"headline": "Five operators share one mast"})).await;
        let page = house.get("/radio/main").await;
        assert!(page.text().contains("<meta property=\"og:image:width\" content=\"1200\">"));
        let card = house.get(&shared(&page)).await;
        assert_eq!((card.status, card.header("content-type"), size(&card)), (200, "image/png", (1200, 630)));
        assert!(card.header("cache-control").contains("immutable"));
        let again = house.get(&shared(&page)).await;
        assert_eq!(again.bytes, card.bytes, "the kept copy is the one that was drawn");
    })
    .await;
}

#[tokio::test]
async fn a_new_headline_has_a_new_card_and_the_old_address_leads_there() {
    both_engines(async |engine| {
        let house = with(engine, json!({})).await;
        let old = shared(&house.get("/radio/main").await);
        assert_eq!(house.get(&old).await.status, 200);
        let before = item(&house, "main").await;
        let draft = acts::Draft {
            based_on: before.latest_revision,
            headline: "Story second".to_owned(),
            standfirst: None,
            body: prose::Body::default(),
        };
        acts::save(&house.app, before.id, draft, "ed").await.unwrap();
        assert_eq!(house.get(&old).await.status, 200, "what is not published changes nothing");
        acts::publish(&house.app, before.id, "ed").await.unwrap();
        let answer = house.get(&old).await;
        assert_eq!(answer.status, 302);
        let new = answer.header("location").to_owned();
        assert_ne!(new, old);
        assert_eq!(house.get(&new).await.status, 200);
        let kept = house.app.blobs().list("renditions/cards/").await.unwrap();
        assert_eq!(kept.len(), 1, "the old drawing is not kept: {kept:?}");
    })
    .await;
}

#[tokio::test]
async fn who_may_not_see_an_item_gets_neither_card_nor_cover() {
    let hidden = [
        json!({"publication_state": "unpublished"}),
        json!({"publication_state": "scheduled", "scheduled_at": "2031-01-01T00:00:00Z"}),
        json!({"embargo_until": "2031-01-01T00:00:00Z"}),
        json!({"access": "private"}),
        json!({"access": "members"}),
    ];
    both_engines(async |engine| {
        let others: Vec<Value> = hidden
            .iter()
            .enumerate()
            .map(|(number, more)| story(&format!("hidden-{number}"), "2020-11-20T12:00:00Z", more.clone()))
            .collect();
        let house =
            publication(engine, [others, vec![story("open", "2020-11-20T12:00:00Z", json!({}))]].concat()).await;
        for (number, why) in hidden.iter().enumerate() {
            let id = item(&house, &format!("hidden-{number}")).await.id.uuid().simple().to_string();
            for address in
                [format!("/media/card/{id}/0123456789abcdef.png"), format!("/media/cover/{id}/signal-1-640.webp")]
            {
                let answer = house.get(&address).await;
                assert_eq!(answer.status, 404, "{why}");
                assert_eq!(answer.header("location"), "", "not even that there is one");
            }
        }
        let open = item(&house, "open").await;
        let card = shared(&house.get("/radio/open").await);
        let cover = format!("/media/cover/{}/signal-1-640.webp", open.id.uuid().simple());
        assert_eq!((house.get(&card).await.status, house.get(&cover).await.status), (200, 200));
        acts::withdraw(&house.app, open.id, "It was wrong.", "desk").await.unwrap();
        assert_eq!((house.get(&card).await.status, house.get(&cover).await.status), (410, 410));
    })
    .await;
}

#[tokio::test]
async fn only_what_pages_offer_is_drawn() {
    both_engines(async |engine| {
        let house = with(engine, json!({})).await;
        let id = item(&house, "main").await.id.uuid().simple().to_string();
        let refused = [
            format!("/media/card/{id}/0123.jpg"),
            format!("/media/card/{id}/..png"),
            format!("/media/card/{id}x/0123456789abcdef.png"),
            format!("/media/cover/{id}/signal-1-641.webp"),
            format!("/media/cover/{id}/signal-9-640.webp"),
            "/media/card/0190/0123456789abcdef.png".to_owned(),
        ];
        for address in refused {
            assert_eq!(house.get(&address).await.status, 404, "{address}");
        }
        let other = house.get(&format!("/media/cover/{id}/rose-1-640.webp")).await;
        assert_eq!(other.header("location"), format!("/media/cover/{id}/signal-1-640.webp"));
        assert!(house.app.blobs().list("renditions/").await.unwrap().is_empty(), "nothing was drawn for any of it");
    })
    .await;
}

#[tokio::test]
async fn a_picture_that_is_large_enough_goes_before_the_card() {
    both_engines(async |engine| {
        let media = |key: &str| {
            json!({"kind": "media", "key": key, "file": format!("{key}.jpg"), "alt": "A mast",
                "addresses": [format!("http://localhost/uploads/{key}.jpg")]})
        };
        let lead = |key: &str| json!({"lead_picture": {"media": key}});
        let chosen =
            json!({"lead_picture": {"media": "large"}, "seo": {"picture": "http://localhost/uploads/chosen.jpg"}});
        let records = vec![
            media("large"),
            media("small"),
            media("chosen"),
            story("large", "2020-11-20T12:00:00Z", lead("large")),
            story("small", "2020-11-20T12:00:00Z", lead("small")),
            story("chosen", "2020-11-20T12:00:00Z", chosen),
        ];
        let house = publication(engine, records).await;
        for (key, width) in [("large", 1300), ("small", 300), ("chosen", 1400)] {
            let mut conn = house.app.db().read().await.unwrap();
            let id = platform::records::ids_by_key(&mut conn, "media", &[key]).await.unwrap()[key];
            drop(conn);
            content::media::keep(&house.app, kit::Id::from_uuid(id), jpeg(&flag(width, width * 3 / 4))).await.unwrap();
        }
        assert!(shared(&house.get("/radio/large").await).ends_with("/large-card.jpg"));
        assert!(shared(&house.get("/radio/small").await).starts_with("/media/card/"), "300 pixels are a stamp");
        assert!(shared(&house.get("/radio/chosen").await).ends_with("/chosen-card.jpg"));
        // A place is offered what it can use.
        let offers = |page: &Answer, width: u32| page.text().contains(&format!("/large-{width}.webp {width}w"));
        let (whole, row) = (house.get("/radio/large").await, house.get("/archive/2020/11/20").await);
        assert_eq!([320, 640, 960, 1300].map(|width| offers(&whole, width)), [true; 4]);
        assert_eq!([320, 640, 960, 1300].map(|width| offers(&row, width)), [true, true, false, false]);
    })
    .await;
}

#[tokio::test]
async fn hostile_words_make_a_card_like_any_other() {
    let headlines = ["\u{202e}\u{2066}x", "<script>", "\u{1f469}\u{200d}\u{1f680}", "光ファイバー", "Ｚ͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", "a\u{0}b"];
    both_engines(async |engine| {
        let records = headlines.iter().enumerate().map(|(number, headline)| {
            let key = format!("odd-{number}");
            story(&key, "2020-11-20T12:00:00Z", json!({"headline": headline.replace('\0', "")}))
        });
        let house = publication(engine, records.collect()).await;
        for (number, headline) in headlines.iter().enumerate() {
            let page = house.get(&format!("/radio/odd-{number}")).await;
            assert_eq!(size(&house.get(&shared(&page)).await), (1200, 630), "{headline:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn something_to_watch_without_a_picture_has_its_cover() {
    both_engines(async |engine| {
        let film = json!({"item_kind": "video", "playback": {"address": "https://vimeo.com/76979871", "seconds": 90}});
        let house = with(engine, film).await;
        let page = house.get("/radio/main").await;
        let (_, rest) = page.text().split_once("http://localhost/media/cover/").unwrap();
        let cover = format!("/media/cover/{}", rest.split_once('"').unwrap().0);
        assert_eq!(size(&house.get(&cover).await), (1280, 720));
    })
    .await;
}
