//! What stands at an address, and what the house says where nothing does.

use serde_json::json;
use testkit::{House, both_engines};

use crate::newsroom::{publication, story};

#[tokio::test]
async fn both_spellings_of_an_address_lead_to_its_item() {
    both_engines(async |engine| {
        let slashed = story("old", "2020-11-20T12:00:00Z", json!({"address": "/2020/11/old café/"}));
        let house = publication(engine, vec![story("new", "2020-11-21T12:00:00Z", json!({})), slashed]).await;
        for (asked, kept) in [("/radio/new/", "/radio/new"), ("/2020/11/old%20caf%C3%A9", "/2020/11/old%20caf%C3%A9/")]
        {
            let answer = house.get(asked).await;
            assert_eq!((answer.status, answer.header("location")), (301, kept));
            assert_eq!(house.get(kept).await.status, 200);
        }
        for (asked, kept) in [("/topic/masts/", "/topic/masts"), ("/archive/2020/", "/archive/2020")] {
            let answer = house.get(asked).await;
            assert_eq!((answer.status, answer.header("location")), (301, kept));
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_is_said_in_the_publications_own_dress() {
    both_engines(async |engine| {
        let house = publication(engine, vec![story("new", "2020-11-21T12:00:00Z", json!({}))]).await;
        for address in [
            "/nothing",
            "/topic/nothing",
            "/author/nobody",
            "/archive/1999",
            "/archive/2020/13",
            "/archive/2020/3",
            "/archive/-020",
            "/topic/masts?after=nonsense",
            "/topic/masts/more",
            "/%ff",
            "/api/x",
            "/topic/",
        ] {
            let answer = house.get(address).await;
            assert_eq!(answer.status, 404, "{address}");
            assert_eq!(answer.header("cache-control"), "no-store", "{address}");
            if !address.starts_with("/api") {
                assert!(answer.text().contains("The Wire"), "{address} names the publication");
                assert!(answer.text().contains("Story new"), "{address} offers something to go on with");
                assert!(answer.text().contains("noindex"), "{address}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_house_without_a_site_answers_all_the_same() {
    both_engines(async |engine| {
        let house = House::on(engine).features(|| vec![people::feature(), content::feature()]).open().await;
        assert_eq!(house.get("/archive").await.status, 200);
        assert_eq!(house.get("/corrections").await.status, 200);
        assert_eq!(house.get("/nothing").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn assets_are_kept_for_ever_under_their_fingerprint_alone() {
    both_engines(async |engine| {
        let house = publication(engine, Vec::new()).await;
        let address = house.app.views().assets().get("site.css").unwrap().address.clone();
        let plain = house.get(&address).await;
        assert_eq!(plain.status, 200);
        assert_eq!(plain.header("content-type"), "text/css");
        assert!(plain.header("cache-control").contains("immutable"));
        let packed = house.get_with(&address, &[("accept-encoding", "br")]).await;
        assert_eq!(packed.header("content-encoding"), "br");
        assert!(packed.bytes.len() < plain.bytes.len() / 2);
        let known = house.get_with(&address, &[("if-none-match", plain.header("etag"))]).await;
        assert_eq!(known.status, 304);
        let font = house.app.views().assets().get("newsreader.woff2").unwrap().address.clone();
        assert_eq!(house.get_with(&font, &[("accept-encoding", "br")]).await.header("content-encoding"), "");
        assert_eq!(house.get("/assets/000000000000/site.css").await.status, 404);
        assert_eq!(house.get("/favicon.ico").await.status, 200);
    })
    .await;
}
