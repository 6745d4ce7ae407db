//! Lists: through them in both directions.

use content::acts;
use content::model::ItemId;
use kit::{Timestamp, Uuid};
use platform::db::query;
use serde_json::{Value, json};
use testkit::{Answer, House, both_engines};

use crate::newsroom::{publication, story, take};

/// So many stories, in pairs published at the same instant.
fn stories(count: usize) -> Vec<Value> {
    let story = |number: usize| {
        let at = format!("2020-11-{:02}T12:{:02}:00Z", 1 + number / 40, number % 40 / 2);
        story(&format!("s{number:03}"), &at, json!({}))
    };
    (0..count).map(story).collect()
}

/// The stories on a page, in order.
fn shown(page: &Answer) -> Vec<String> {
    let after = page.text().split("<h2 class=\"unseen\">Stories</h2>").nth(1).unwrap();
    let headlines = after.split("\">Story ").skip(1);
    headlines.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

fn link(page: &Answer, class: &str) -> Option<String> {
    let rest = page.text().split(&format!("<a class=\"{class}\" href=\"")).nth(1)?;
    Some(rest.split('"').next()?.replace("&#x2f;", "/"))
}

#[tokio::test]
async fn a_list_is_walked_in_both_directions_without_doubles_or_gaps() {
    both_engines(async |engine| {
        let house = publication(engine, stories(90)).await;
        for list in ["/topic/masts", "/author/ana"] {
            let mut all: Vec<String> = Vec::new();
            let (mut address, mut way) = (list.to_owned(), Vec::new());
            loop {
                let page = house.get(&address).await;
                assert_eq!(page.status, 200, "{address}");
                assert!(page.text().contains("90 stories"));
                all.extend(shown(&page));
                way.push((address.clone(), shown(&page)));
                let Some(older) = link(&page, "pager-older") else { break };
                address = older;
            }
            assert_eq!(all.len(), 90);
            let mut sorted = all.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), 90, "no story stands twice");
            while let Some((address, stories)) = way.pop() {
                let page = house.get(&address).await;
                assert_eq!(shown(&page), stories, "the way back shows the same pages");
                assert_eq!(link(&page, "pager-newer"), way.last().map(|(address, _)| address.clone()));
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_list_shows_what_an_import_brings_at_once() {
    both_engines(async |engine| {
        let house = publication(engine, stories(3)).await;
        assert_eq!(shown(&house.get("/topic/masts").await).len(), 3);
        take(&house, "second", vec![story("late", "2020-11-22T12:00:00Z", json!({}))]).await;
        assert_eq!(shown(&house.get("/topic/masts").await)[0], "late");
        assert_eq!(shown(&house.get("/author/ana").await)[0], "late");
        assert!(house.get("/archive/2020/11").await.text().contains("Story late"));
    })
    .await;
}

#[tokio::test]
async fn a_headline_runs_the_way_of_its_language() {
    both_engines(async |engine| {
        let told = |key: &str, lang: &str| {
            story(key, "2020-11-20T12:00:00Z", json!({"language": lang, "headline": format!("Corvane {key}")}))
        };
        let house = publication(engine, vec![told("arabi", "ar"), told("deutsch", "de"), told("own", "en-GB")]).await;
        let list = house.get("/topic/masts").await;
        assert!(list.text().contains("<bdi lang=\"ar\" dir=\"rtl\">Corvane arabi</bdi>"), "{}", list.text());
        assert!(list.text().contains("<bdi lang=\"de\">Corvane deutsch</bdi>"));
        assert!(list.text().contains("\">Corvane own</a>"), "as the page says already");
        assert!(house.get("/radio/own").await.text().contains("<bdi dir=\"ltr\">Corvane own</bdi></h1>"));
        let page = house.get("/radio/arabi").await;
        assert!(page.text().contains("<html lang=\"ar\" dir=\"rtl\">"), "its own language");
        assert!(page.text().contains("<aside class=\"rail\" lang=\"en-GB\" dir=\"ltr\""), "beside it the site's");
        assert!(page.text().contains("<div lang=\"en-GB\" dir=\"ltr\">"), "and below it: {}", page.text());
        let site = json!({"kind": "site", "key": "wire", "name": "السلك", "language": "ar",
            "address": "http://localhost", "time_zone": "America/New_York"});
        take(&house, "second", vec![site]).await;
        let list = house.get("/topic/masts").await;
        assert!(list.text().contains("<bdi dir=\"rtl\">Corvane arabi</bdi>"), "{}", list.text());
        assert!(list.text().contains("<bdi lang=\"de\" dir=\"ltr\">Corvane deutsch</bdi>"));
    })
    .await;
}

#[tokio::test]
async fn corrections_stand_on_the_item_and_on_their_own_page() {
    both_engines(async |engine| {
        let correction = |number: u32| {
            json!({"kind": "correction", "key": format!("c{number}"), "item": "s000", "text": format!("Wrong <{number}>."),
                "at": format!("2020-11-20T12:{number:02}:00Z")})
        };
        let house = publication(engine, [stories(1), (0..25).map(correction).collect()].concat()).await;
        let item = house.get("/radio/s000").await;
        assert!(item.text().contains("id=\"corrections\"") && item.text().contains("Wrong &lt;7&gt;."));
        let first = house.get("/corrections").await;
        assert!(first.text().contains("Wrong &lt;24&gt;.") && !first.text().contains("Wrong &lt;4&gt;."));
        let second = house.get(&link(&first, "pager-older").unwrap()).await;
        assert!(second.text().contains("Wrong &lt;4&gt;.") && !second.text().contains("Wrong &lt;5&gt;."));
        assert_eq!(link(&second, "pager-newer").as_deref(), Some("/corrections"));
        assert_eq!(link(&second, "pager-older"), None);
    })
    .await;
}

#[tokio::test]
async fn a_related_story_that_comes_later_is_shown_when_it_has_come() {
    both_engines(async |engine| {
        let early = story(
            "early",
            "2020-11-20T12:00:00Z",
            json!({"sections": [], "related": ["late", "early-too"],
                "body": {"form": "blocks", "blocks": {"v": 1, "blocks": [{"t": "related", "items": ["late"]}]}}}),
        );
        let house = publication(engine, vec![early, story("early-too", "2020-11-20T11:00:00Z", json!({}))]).await;
        let before = house.get("/radio/early").await;
        assert!(before.text().contains("Story early-too") && !before.text().contains("Story late"));
        take(&house, "second", vec![story("late", "2020-10-22T12:00:00Z", json!({"topics": [], "bylines": []}))]).await;
        let after = house.get("/radio/early").await;
        let related = after.text().split("id=\"related-title\"").nth(1).unwrap();
        assert!(
            related.find("Story late").unwrap() < related.find("Story early-too").unwrap(),
            "in the editor's order"
        );
        assert_eq!(after.text().matches("<a href=\"/radio/late\">Story late</a>").count(), 2, "in the body, too");
    })
    .await;
}

#[tokio::test]
async fn a_new_headline_is_everywhere_once_it_is_published_and_nowhere_before() {
    both_engines(async |engine| {
        let house = publication(engine, stories(1)).await;
        let mut conn = house.app.db().read().await.unwrap();
        let item = content::store::items::page(&mut conn, None, 1).await.unwrap().remove(0);
        drop(conn);
        let draft = acts::Draft {
            based_on: item.latest_revision,
            headline: "A better one".to_owned(),
            standfirst: None,
            body: prose::Body::default(),
        };
        let pages = ["/radio/s000", "/topic/masts", "/author/ana", "/archive/2020/11"];
        acts::save(&house.app, item.id, draft, "ed").await.unwrap();
        for page in pages {
            assert!(house.get(page).await.text().contains("Story s000"), "{page} shows what is published");
        }
        acts::publish(&house.app, item.id, "ed").await.unwrap();
        for page in pages {
            let page = house.get(page).await;
            assert!(page.text().contains("A better one") && !page.text().contains("Story s000"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_draft_changes_nothing_of_what_lists_say_of_an_item() {
    both_engines(async |engine| {
        let house = publication(engine, vec![story("open", "2020-11-20T12:00:00Z", json!({}))]).await;
        let item = async || {
            let mut conn = house.app.db().read().await.unwrap();
            let id = platform::records::ids_by_key(&mut conn, "item", &["open"]).await.unwrap()["open"];
            content::store::items::by_id(&mut conn, kit::Id::from_uuid(id)).await.unwrap().unwrap()
        };
        let before = item().await;
        let draft = acts::Draft {
            based_on: before.latest_revision,
            headline: "Story open".to_owned(),
            standfirst: None,
            body: prose::from_html("<p>One two three four five six seven.</p>", &prose::Options::default()).body,
        };
        acts::save(&house.app, before.id, draft, "test").await.unwrap();
        assert_eq!(item().await.words, before.words);
        acts::publish(&house.app, before.id, "test").await.unwrap();
        assert_eq!(item().await.words, 7);
    })
    .await;
}

/// Who stands in which list, and how many are counted in which month.
async fn standing(house: &House) -> (Vec<(Uuid, Uuid)>, Vec<(Uuid, String, i64)>) {
    let mut conn = house.app.db().read().await.unwrap();
    let standing = query("SELECT list, item FROM content_listings ORDER BY list, item");
    let standing = standing.map(&mut conn, |row| Ok((row.get("list")?, row.get("item")?))).await.unwrap();
    let months = query("SELECT list, month, items FROM content_months WHERE items <> 0 ORDER BY list, month");
    let months = months.map(&mut conn, |row| Ok((row.get("list")?, row.get("month")?, row.get("items")?)));
    (standing, months.await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_while_lists_are_made_anew_is_neither_lost_nor_refused() {
    both_engines(async |engine| {
        let house = publication(engine, stories(80)).await;
        let mut conn = house.app.db().read().await.unwrap();
        let items = content::store::items::page(&mut conn, None, 30).await.unwrap();
        drop(conn);
        let ids: Vec<ItemId> = items.iter().map(|item| item.id).collect();
        let app = house.app.clone();
        let anew = tokio::spawn(async move {
            for _ in 0..8 {
                acts::rebuild(&app).await.unwrap();
            }
        });
        let editor = async {
            for id in &ids {
                acts::withdraw(&house.app, *id, "", "editor").await.unwrap();
            }
            for id in ids.iter().rev().take(20) {
                acts::publish(&house.app, *id, "editor").await.unwrap();
            }
        };
        let import = async {
            for month in ["09", "10", "08"] {
                let moved = (30..80).map(|number| {
                    story(
                        &format!("s{number:03}"),
                        &format!("2020-{month}-{:02}T12:00:00Z", 1 + number % 28),
                        json!({}),
                    )
                });
                take(&house, month, moved.collect()).await;
            }
        };
        tokio::join!(editor, import);
        anew.await.unwrap();
        let grown = standing(&house).await;
        assert!(grown.0.len() > 200, "{}", grown.0.len());
        acts::rebuild(&house.app).await.unwrap();
        assert_eq!(grown, standing(&house).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_lists_are_mended_and_sound_ones_left_alone() {
    both_engines(async |engine| {
        let house = publication(engine, stories(30)).await;
        let sound = standing(&house).await;
        let changed = async || {
            let mut conn = house.app.db().read().await.unwrap();
            let sql = "SELECT MAX(changed) AS answer FROM content_months";
            query(sql).answer::<Option<Timestamp>>(&mut conn).await.unwrap()
        };
        let before = changed().await;
        acts::rebuild(&house.app).await.unwrap();
        assert_eq!((changed().await, standing(&house).await), (before, sound.clone()), "nothing was to be done");
        let mut tx = house.app.db().write().await.unwrap();
        let stray = sound.0[0].1;
        for sql in [
            "DELETE FROM content_listings WHERE list IN (SELECT list FROM content_listings ORDER BY list LIMIT 1)",
            "UPDATE content_months SET items = items + 7",
            "DELETE FROM content_months WHERE month IN (SELECT month FROM content_months ORDER BY month LIMIT 1)",
        ] {
            query(sql).run(&mut tx).await.unwrap();
        }
        let sql = "INSERT INTO content_listings (list, at, item) VALUES ($1, $2, $3)";
        query(sql).bind(Uuid::from_u128(7)).bind(Timestamp::UNIX_EPOCH).bind(stray).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_ne!(standing(&house).await, sound);
        acts::rebuild(&house.app).await.unwrap();
        assert_eq!(standing(&house).await, sound);
    })
    .await;
}
