//! The same story in other languages: each says so of all the others, whoever said it first.

use serde_json::{Value, json};
use testkit::{House, both_engines};

use crate::cards::item;
use crate::newsroom::{publication, story, take};

/// A story in a language, and which others it says are the same.
fn translated(key: &str, language: &str, named: Value) -> Value {
    story(key, "2020-11-20T12:00:00Z", json!({"language": language, "translations": named}))
}

/// What a page says stands where: languages and addresses.
async fn alternates(house: &House, address: &str) -> Vec<(String, String)> {
    let (host, path) = address
        .split_once("://")
        .map_or(("localhost", address), |(_, rest)| rest.find('/').map(|at| rest.split_at(at)).unwrap());
    let page = house.get_with(path, &[("host", host)]).await;
    assert_eq!(page.status, 200, "{address}");
    let value = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!("{name}=\"")).unwrap().1;
        rest.split_once('"').unwrap().0.to_owned()
    };
    let tags = page.text().split("<link rel=\"alternate\" hreflang").skip(1);
    tags.map(|tag| format!("hreflang{tag}")).map(|tag| (value(&tag, "hreflang"), value(&tag, "href"))).collect()
}

/// Follows each link of a page: all pages of the group say the same, which is returned by language.
async fn followed_back(house: &House, address: &str) -> Vec<String> {
    let here = alternates(house, address).await;
    for (language, sister) in &here {
        assert_eq!(alternates(house, sister).await, here, "{language} {sister}");
    }
    here.into_iter().map(|(language, address)| format!("{language} {}", address.rsplit('/').next().unwrap())).collect()
}

#[tokio::test]
async fn each_of_a_group_names_all_the_others() {
    both_engines(async |engine| {
        let records = vec![
            story("mast", "2020-11-20T12:00:00Z", json!({})),
            // One names another by its key, one by its address, one what comes later.
            translated("mast-de", "de", json!({"en": "mast"})),
            translated("mast-fr", "fr", json!({"de": "/radio/mast-de", "nl": "mast-nl", "it": "/radio/mast-it"})),
            story("alone", "2020-11-20T12:00:00Z", json!({"translations": {"en": "alone", "de": "nowhere"}})),
        ];
        let house = publication(engine, records).await;
        let group = ["de mast-de", "en-GB mast", "fr mast-fr", "x-default mast"];
        for key in ["mast", "mast-de", "mast-fr"] {
            assert_eq!(followed_back(&house, &format!("/radio/{key}")).await, group, "{key}");
        }
        assert_eq!(alternates(&house, "/radio/alone").await, []);
        let later = vec![translated("mast-nl", "nl", json!({})), translated("mast-it", "it", json!({}))];
        take(&house, "second", later).await;
        let all = ["de mast-de", "en-GB mast", "fr mast-fr", "it mast-it", "nl mast-nl", "x-default mast"];
        assert_eq!(followed_back(&house, "/radio/mast").await, all, "pages that were kept are made anew");
        content::acts::rebuild(&house.app).await.unwrap();
        assert_eq!(followed_back(&house, "/radio/mast-it").await, all, "and so it is when lists are made anew");
        // One that is no translation any more, and what hung on it alone.
        take(&house, "third", vec![translated("mast-fr", "fr", json!({}))]).await;
        assert_eq!(
            followed_back(&house, "/radio/mast").await,
            group.map(|said| said.to_owned()).into_iter().filter(|said| !said.contains("fr")).collect::<Vec<_>>()
        );
        assert_eq!(alternates(&house, "/radio/mast-fr").await, []);
    })
    .await;
}

#[tokio::test]
async fn the_first_translation_of_a_house_is_seen_on_pages_that_were_kept() {
    both_engines(async |engine| {
        let house = publication(engine, vec![story("mast", "2020-11-20T12:00:00Z", json!({}))]).await;
        assert_eq!(alternates(&house, "/radio/mast").await, []);
        take(&house, "second", vec![translated("mast-de", "de", json!({"en": "mast"}))]).await;
        assert_eq!(followed_back(&house, "/radio/mast").await, ["de mast-de", "en-GB mast", "x-default mast"]);
    })
    .await;
}

#[tokio::test]
async fn one_that_is_moved_to_where_another_waits_for_it_is_named() {
    both_engines(async |engine| {
        let waiting = translated("mast-de", "de", json!({"en": "/radio/the-mast"}));
        let house = publication(engine, vec![story("mast", "2020-11-20T12:00:00Z", json!({})), waiting]).await;
        assert_eq!(alternates(&house, "/radio/mast-de").await, []);
        let mast = item(&house, "mast").await.id;
        content::acts::move_item(&house.app, mast, "/radio/the-mast", "ed").await.unwrap();
        let group = ["de mast-de", "en-GB the-mast", "x-default the-mast"];
        assert_eq!(followed_back(&house, "/radio/mast-de").await, group, "the page that was kept is made anew");
        content::acts::move_item(&house.app, mast, "/radio/mast", "ed").await.unwrap();
        let group = ["de mast-de", "en-GB mast", "x-default mast"];
        assert_eq!(followed_back(&house, "/radio/mast-de").await, group, "and it stays the same when it moves on");
    })
    .await;
}

#[tokio::test]
async fn who_may_not_be_seen_or_is_not_to_be_found_is_named_by_no_sister() {
    both_engines(async |engine| {
        let mut waiting = translated("mast-de", "de", json!({"en": "mast", "fr": "mast-fr"}));
        waiting["embargo_until"] = json!("2020-11-23T12:00:00Z");
        let mut hidden = translated("mast-it", "it", json!({"en": "mast"}));
        hidden["seo"] = json!({"hidden": true});
        let mut copy = translated("mast-es", "es", json!({"en": "mast"}));
        copy["canonical"] = json!("https://elsewhere.example/mast");
        let records = vec![
            story("mast", "2020-11-20T12:00:00Z", json!({})),
            translated("mast-fr", "fr", json!({})),
            // A second one of a language does not take the place of the first.
            story("mast-again", "2020-11-21T12:00:00Z", json!({"translations": {"fr": "mast-fr"}})),
            waiting,
            hidden,
            copy,
        ];
        let house = publication(engine, records).await;
        for key in ["mast", "mast-fr"] {
            let group = ["en-GB mast", "fr mast-fr", "x-default mast"];
            assert_eq!(followed_back(&house, &format!("/radio/{key}")).await, group, "{key}");
        }
        for key in ["mast-again", "mast-it", "mast-es"] {
            assert_eq!(alternates(&house, &format!("/radio/{key}")).await, [], "{key}");
        }
        house.clock.advance(3 * 24 * 3600);
        house.run_jobs().await;
        let group = ["de mast-de", "en-GB mast", "fr mast-fr", "x-default mast"];
        assert_eq!(followed_back(&house, "/radio/mast").await, group);
    })
    .await;
}

#[tokio::test]
async fn sisters_on_another_site_are_named_whole() {
    both_engines(async |engine| {
        let site = json!({"kind": "site", "key": "funk", "name": "Der Funk", "language": "de",
            "address": "http://funk.example"});
        let mut german = story("mast-de", "2020-11-20T12:00:00Z", json!({"translations": {"en": "mast"}}));
        german["site"] = json!("funk");
        german["sections"] = json!([]);
        let records = vec![site, german, story("mast", "2020-11-20T12:00:00Z", json!({}))];
        let house = publication(engine, records).await;
        let expected = [
            ("de", "http://funk.example/radio/mast-de"),
            ("en-GB", "http://localhost/radio/mast"),
            ("x-default", "http://localhost/radio/mast"),
        ];
        let expected = expected.map(|(language, address)| (language.to_owned(), address.to_owned()));
        assert_eq!(alternates(&house, "/radio/mast").await, expected);
        assert_eq!(alternates(&house, "http://funk.example/radio/mast-de").await, expected);
    })
    .await;
}
