//! An item's own page: what it holds, and that nothing in it gets out of hand.

use serde_json::{Value, json};
use testkit::both_engines;

use crate::newsroom::{publication, story, take};

const EVIL: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>";

fn full() -> Vec<Value> {
    vec![
        json!({"kind": "organisation", "key": "halden", "name": "Halden", "links": [{"label": "web", "address": "https://halden.example/"}]}),
        json!({"kind": "section", "key": "towers", "parent": "radio", "slug": "towers", "name": "Towers"}),
        json!({"kind": "section", "key": "asia", "slug": "asia", "name": "Asia"}),
        json!({"kind": "format", "key": "analysis", "slug": "analysis", "name": "News Analysis"}),
        story("before", "2020-11-19T12:00:00Z", json!({"sections": ["towers"]})),
        story("after", "2020-11-21T12:00:00Z", json!({"sections": ["towers"]})),
        story(
            "main",
            "2020-11-20T12:00:00Z",
            json!({
                "sections": ["towers", "asia"], "format": "analysis", "standfirst": "What it costs.",
                "bylines": [{"person": "ana", "role": "contributing editor", "note": "special to The Wire"},
                            {"name": "Jo Weber", "affiliation": "Northline"}],
                "related": ["before"], "sponsor": "halden", "sign_off": "Ana lives in Lisbon.",
                "updated_at": "2020-11-20T15:00:00Z",
            }),
        ),
    ]
}

#[tokio::test]
async fn an_article_says_all_that_is_known_of_it() {
    both_engines(async |engine| {
        let house = publication(engine, full()).await;
        let page = house.get("/radio/main").await;
        assert_eq!(page.status, 200);
        for words in [
            "Story main",
            "What it costs.",
            "News Analysis",
            "href=\"/radio/towers\"",
            "href=\"/asia\"",
            "Ana Duarte",
            "contributing editor",
            "special to The Wire",
            "Jo Weber",
            "Northline",
            "href=\"/author/ana\"",
            "href=\"/topic/masts\"",
            "Halden",
            "Ana lives in Lisbon.",
            "Updated",
            "1 min read",
            "Story before",
            "Story after",
            "The body of main.",
            "<h2 class=\"author-name\"><a href=\"/author/ana\" rel=\"author\">Ana Duarte</a></h2>",
            "20 November 2020, 07:00&nbsp;EST",
            "<link rel=\"canonical\" href=\"http://localhost/radio/main\">",
            "BreadcrumbList",
            "AdvertiserContentArticle",
        ] {
            assert!(page.text().contains(words), "{words:?} is missing");
        }
        assert!(page.header("cache-control").starts_with("public"), "it may be kept");
    })
    .await;
}

#[tokio::test]
async fn names_that_are_markup_stay_names() {
    both_engines(async |engine| {
        let house = publication(
            engine,
            vec![
                json!({"kind": "person", "key": "evil", "slug": "evil", "name": EVIL, "bio": EVIL, "role": EVIL,
                    "links": [{"label": EVIL, "address": "javascript:alert(3)"}]}),
                json!({"kind": "topic", "key": "evil", "slug": "evil", "name": EVIL, "description": EVIL}),
                json!({"kind": "section", "key": "evil", "slug": "evil", "name": EVIL}),
                json!({"kind": "format", "key": "evil", "slug": "evil", "name": EVIL}),
                story("evil", "2020-11-20T12:00:00Z", json!({
                    "headline": EVIL, "standfirst": EVIL, "sections": ["evil"], "topics": ["evil"], "format": "evil",
                    "bylines": [{"person": "evil", "role": EVIL, "affiliation": EVIL, "note": EVIL}], "sign_off": EVIL,
                    "body": {"form": "blocks", "blocks": {"v": 1, "blocks": [{"t": "p", "text": [EVIL]}]}},
                })),
                json!({"kind": "correction", "key": "c", "item": "evil", "at": "2020-11-20T13:00:00Z", "text": EVIL}),
                json!({"kind": "menu", "key": "main", "place": "main", "entries": [
                    {"label": EVIL, "to": {"address": "javascript:alert(4)"}}, {"label": EVIL, "to": {"section": "evil"}}]}),
            ],
        )
        .await;
        for page in ["/radio/evil", "/topic/evil", "/author/evil", "/archive/2020/11", "/corrections", "/nothing"] {
            let text = house.get(page).await.text().to_owned();
            assert!(!text.contains("<script>alert"), "{page}");
            assert!(!text.contains("<img src=x"), "{page}");
            assert!(!text.contains("javascript:"), "{page}");
        }
    })
    .await;
}

#[tokio::test]
async fn films_and_episodes_have_players_and_pages_stand_by_themselves() {
    both_engines(async |engine| {
        let plays = |address: &str| json!({"address": address, "seconds": 760});
        let house = publication(
            engine,
            vec![
                story(
                    "film",
                    "2020-11-20T12:00:00Z",
                    json!({"item_kind": "video", "playback": plays("/files/film.webm")}),
                ),
                story(
                    "tube",
                    "2020-11-20T12:01:00Z",
                    json!({
                    "item_kind": "video", "playback": plays("https://www.youtube.com/watch?v=aqz-KE-bpKQ")}),
                ),
                story(
                    "episode",
                    "2020-11-20T12:02:00Z",
                    json!({
                    "item_kind": "podcast", "playback": plays("/files/14.mp3"), "show": "about", "episode": 14}),
                ),
                story(
                    "about",
                    "2020-11-20T12:03:00Z",
                    json!({
                    "item_kind": "page", "address": "/about", "headline": "About us", "sections": []}),
                ),
            ],
        )
        .await;
        let film = house.get("/radio/film").await;
        assert!(film.text().contains("<source src=\"/files/film.webm\" type=\"video/webm\">"));
        let tube = house.get("/radio/tube").await;
        assert!(tube.text().contains("data-frame=\"https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1\""));
        assert!(!tube.text().contains("<iframe"), "nothing is asked of a third party before a click");
        let episode = house.get("/radio/episode").await;
        for words in ["src=\"/files/14.mp3\"", "Episode 14", "12:40", "href=\"/about\"", "PodcastEpisode"] {
            assert!(episode.text().contains(words), "{words:?} is missing");
        }
        assert!(house.get("/about").await.text().contains("About us"));
        assert!(!house.get("/topic/masts").await.text().contains("About us"), "pages stand in no list");
    })
    .await;
}

#[tokio::test]
async fn a_picture_that_comes_later_is_found_by_what_came_before() {
    both_engines(async |engine| {
        let body = "<p>Look:</p><figure><img src=\"/uploads/mast-300x200.jpg\" alt=\"A mast\"></figure>";
        let illustrated = story(
            "illustrated",
            "2020-11-20T12:00:00Z",
            json!({
            "body": {"form": "html", "dialect": "wordpress", "text": body}}),
        );
        let house = publication(engine, vec![illustrated]).await;
        let before = house.get("/radio/illustrated").await;
        assert!(before.text().contains("picture-absent") && !before.text().contains("<img src=\"/uploads"));
        take(
            &house,
            "pictures",
            vec![json!({"kind": "media", "key": "mast", "file": "Mast at dusk.jpg",
            "addresses": ["http://localhost/uploads/mast.jpg"], "mime": "image/jpeg", "width": 1600, "height": 900})],
        )
        .await;
        assert!(house.get("/radio/illustrated").await.text().contains("picture-absent"), "its bytes are not had yet");
        let media = content::store::media::page(&mut house.app.db().read().await.unwrap(), None, 1).await.unwrap();
        let bytes = include_bytes!("../../../../demo/pictures/mast-at-dusk.webp");
        content::media::keep(&house.app, media[0].id, bytes.as_slice().into()).await.unwrap();
        let after = house.get("/radio/illustrated").await;
        assert!(!after.text().contains("picture-absent"));
        let offered = after.text().split("srcset=\"").nth(1).unwrap().split(' ').next().unwrap();
        let sent = house.get(offered).await;
        assert_eq!((sent.status, sent.header("content-type")), (200, "image/webp"), "{offered}");
        assert!(after.text().contains("alt=\"A mast\" width="), "room is kept");
    })
    .await;
}

#[tokio::test]
async fn sections_that_chose_no_colour_have_one_of_their_own() {
    both_engines(async |engine| {
        let section = |key: &str, name: &str, more: Value| {
            let mut record = json!({"kind": "section", "key": key, "slug": key, "name": name});
            if let (Value::Object(record), Value::Object(more)) = (&mut record, more) {
                record.extend(more);
            }
            record
        };
        let house = publication(
            engine,
            vec![
                section("cable", "Cable", json!({"accent": "cobalt"})),
                section("asia", "Asia", json!({})),
                section("towers", "Towers", json!({"parent": "radio"})),
                section("seoul", "Seoul", json!({"parent": "asia"})),
                section("tokyo", "Tokyo", json!({"parent": "asia", "accent": "brass"})),
                story("one", "2020-11-20T12:00:00Z", json!({"sections": ["towers"]})),
                story("two", "2020-11-20T12:00:00Z", json!({"sections": ["seoul"]})),
                story("three", "2020-11-20T12:00:00Z", json!({"sections": ["tokyo"]})),
                story("four", "2020-11-20T12:00:00Z", json!({"sections": ["cable"]})),
            ],
        )
        .await;
        for (key, accent) in [("one", "pine"), ("two", "signal"), ("three", "brass"), ("four", "cobalt")] {
            let page = house.get(&format!("/radio/{key}")).await;
            let body = page.text().split_once("<body").unwrap().1.split('>').next().unwrap().to_owned();
            assert!(body.contains(&format!("data-accent=\"{accent}\"")), "{key}: {body}");
        }
    })
    .await;
}
