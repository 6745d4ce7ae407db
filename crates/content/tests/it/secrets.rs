//! What readers may not see is nowhere: not at its address, not on any page.

use platform::feature::Surface;
use serde_json::{Map, Value, json};
use testkit::both_engines;

use crate::newsroom::{publication, story};

/// Every state in which an item is not for readers, by its key.
fn secrets() -> Vec<Value> {
    let secret = |key: &str, more: Value| {
        let mut record = story(key, "2020-11-20T12:00:00Z", more);
        record["headline"] = json!(format!("SECRET {key}"));
        record["standfirst"] = json!("SECRET standfirst");
        record["language"] = json!(key);
        record["bylines"] = json!([{"person": "ana"}, {"person": "mole"}]);
        record
    };
    vec![
        secret("embargoed", json!({"embargo_until": "2020-11-23T12:00:00Z"})),
        secret("scheduled", json!({"publication_state": "scheduled", "scheduled_at": "2020-11-23T12:00:00Z"})),
        secret("withdrawn", json!({"publication_state": "withdrawn", "withdrawn_notice": "We were wrong about <it>."})),
        secret("draft", json!({"publication_state": "unpublished"})),
        secret("private", json!({"access": "private"})),
        secret("password", json!({"access": "password"})),
        secret("members", json!({"access": "members"})),
        secret("paid", json!({"access": {"paid": []}})),
    ]
}

fn keys() -> Vec<String> {
    secrets().iter().map(|secret| secret["key"].as_str().unwrap().to_owned()).collect()
}

/// The open story leads to every secret in every way that an item can lead to another.
fn records() -> Vec<Value> {
    let related = keys();
    let open = story(
        "open",
        "2020-11-21T12:00:00Z",
        json!({
            "related": related, "translations": related.iter().map(|key| (key.clone(), json!(key))).collect::<Map<_, _>>(),
            "body": {"form": "blocks", "blocks": {"v": 1, "blocks": [
                {"t": "p", "text": ["The open body."]},
                {"t": "related", "items": related},
                {"t": "related", "items": keys().iter().map(|key| format!("/radio/{key}")).collect::<Vec<_>>()},
            ]}},
        }),
    );
    let mole = json!({"kind": "person", "key": "mole", "slug": "mole", "name": "SECRET Mole"});
    let mut records = vec![mole, open];
    records.extend(secrets());
    for key in keys() {
        records.push(json!({"kind": "correction", "key": format!("of-{key}"), "item": key,
            "at": "2020-11-22T12:00:00Z", "text": "SECRET correction"}));
    }
    let entries: Vec<Value> = keys().iter().map(|key| json!({"to": {"item": key}})).collect();
    for place in ["main", "utility", "footer"] {
        let above = json!({"label": "All", "entries": entries});
        let all = [entries.clone(), vec![above, json!({"to": {"item": "open"}})]].concat();
        records.push(json!({"kind": "menu", "key": place, "place": place, "entries": all}));
    }
    records
}

/// Every public page of this crate, its parameters filled with what leads to the secrets.
fn addresses() -> Vec<String> {
    let routes = content::feature().routes.into_iter().filter(|route| route.surface == Surface::Site);
    let filled = routes.map(|route| {
        let slug = if route.path.starts_with("/topic/") { "masts" } else { "ana" };
        let path = route
            .path
            .replace("{slug}", slug)
            .replace("{year}", "2020")
            .replace("{month}", "11")
            .replace("{day}", "21");
        assert!(!path.contains('{'), "{path} has a parameter that this test does not know: fill it here");
        path
    });
    filled.chain(["/radio/open".to_owned()]).collect()
}

#[tokio::test]
async fn what_readers_may_not_see_is_on_no_page() {
    both_engines(async |engine| {
        let house = publication(engine, records()).await;
        for address in addresses() {
            let answer = house.get(&address).await;
            assert_eq!(answer.status, 200, "{address}");
            assert!(answer.text().contains("Story open") || address == "/corrections", "{address} shows what it may");
            assert!(!answer.text().contains("SECRET"), "{address} tells a secret");
            for key in keys() {
                assert!(!answer.text().contains(&format!("/radio/{key}")), "{address} leads to {key}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn at_its_address_it_might_as_well_not_exist() {
    both_engines(async |engine| {
        let house = publication(engine, records()).await;
        for key in keys() {
            let (plain, slashed) = (format!("/radio/{key}"), format!("/radio/{key}/"));
            let answer = house.get(&plain).await;
            assert_eq!(answer.header("cache-control"), "no-store", "{key}");
            assert!(!answer.text().contains("SECRET"), "{key}");
            if key == "withdrawn" {
                assert_eq!(answer.status, 410);
                assert!(answer.text().contains("We were wrong about &lt;it&gt;."), "the notice is there, as text");
                assert_eq!(house.get(&slashed).await.status, 301);
            } else {
                assert_eq!(answer.status, 404, "{key}");
                assert_eq!(house.get(&slashed).await.status, 404, "{key}: no redirect gives it away");
            }
        }
        assert_eq!(house.get("/author/mole").await.status, 404, "somebody who has written nothing that is public");
    })
    .await;
}

#[tokio::test]
async fn a_page_asked_for_before_its_time_does_not_stay_missing() {
    both_engines(async |engine| {
        let house = publication(engine, records()).await;
        for key in ["embargoed", "scheduled"] {
            assert_eq!(house.get(&format!("/radio/{key}")).await.status, 404);
            assert!(!house.get("/topic/masts").await.text().contains(key));
        }
        house.clock.advance(3 * 3600 + 1);
        house.run_jobs().await;
        for key in ["embargoed", "scheduled"] {
            assert_eq!(house.get(&format!("/radio/{key}")).await.status, 200, "{key}");
            for page in ["/topic/masts", "/author/ana", "/archive/2020/11", "/radio/open"] {
                assert!(house.get(page).await.text().contains(&format!("SECRET {key}")), "{key} is on {page}");
            }
        }
    })
    .await;
}
