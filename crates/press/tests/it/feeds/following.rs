//! Feeds of lists: what they tell, when it changes, what is never in them.

use std::collections::BTreeSet;

use content::acts;
use http::Method;
use intake::{Access, PublicationState, Record};
use kit::{Tag, Tags};
use serde_json::Value;
use testkit::{House, both_engines};

use super::{MORNING, newsroom};
use crate::house::{LISTS, address, article, house, item_at, publication, take};

/// Every form of the feed of every list that an article stands in.
fn feeds() -> Vec<String> {
    let forms = ["/feed", "/feed/full", "/feed/atom", "/feed/json"];
    LISTS.iter().flat_map(|list| forms.map(|form| format!("{}{form}", list.trim_end_matches('/')))).collect()
}

async fn json(house: &House, feed: &str) -> Value {
    let answer = house.get(feed).await;
    assert_eq!(answer.status, 200, "{feed}");
    answer.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_list_is_followed_in_every_form() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast", "fibre"]).await;
        for feed in feeds() {
            let answer = house.get(&feed).await;
            assert_eq!(answer.status, 200, "{feed}");
            let text = answer.text();
            let (fibre, mast) = (text.find("About fibre").unwrap(), text.find("About mast").unwrap());
            assert!(fibre < mast, "{feed}: the latest comes first");
            assert!(text.contains("https://backhaul.example/5g/open-ran/fibre"), "{feed}: addresses are whole");
            assert!(text.contains("Maya Lindqvist") && text.contains("Sharing"), "{feed}: who wrote it, and on what");
            assert!(answer.headers.get("set-cookie").is_none(), "{feed}");
        }
        for (feed, media_type) in [
            ("/feed", "application/rss+xml; charset=utf-8"),
            ("/feed/full", "application/rss+xml; charset=utf-8"),
            ("/feed/atom", "application/atom+xml; charset=utf-8"),
            ("/feed/json", "application/feed+json; charset=utf-8"),
        ] {
            assert_eq!(house.get(feed).await.header("content-type"), media_type);
        }
        assert!(!house.get("/feed").await.text().contains("content:encoded"), "summaries are summaries");
        assert!(house.get("/feed/full").await.text().contains("What About fibre means for the people"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_follows_what_is_published_and_withdrawn_at_once() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let late =
            intake::Item { publication_state: PublicationState::Unpublished, ..article("late", "Late news", MORNING) };
        take(&house, "t", publication(vec![Record::new("late", late)])).await;
        for feed in feeds() {
            assert!(!house.get(&feed).await.text().contains("Late news"), "{feed}");
        }
        let id = item_at(&house, &address("late")).await;
        acts::publish(&house.app, id, "editor").await.unwrap();
        for feed in feeds() {
            assert!(house.get(&feed).await.text().contains("Late news"), "{feed} is stale after publishing");
        }
        acts::withdraw(&house.app, id, "It was wrong.", "editor").await.unwrap();
        for feed in feeds() {
            assert!(!house.get(&feed).await.text().contains("Late news"), "{feed} still has what was withdrawn");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_readers_may_not_see_is_in_no_feed() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let hour = |text: &str| Some(text.parse().unwrap());
        let secret = |slug: &str| article(slug, &format!("SECRET {slug}"), MORNING);
        let items = vec![
            intake::Item { embargo_until: hour("2020-11-23T12:00:00Z"), ..secret("embargoed") },
            intake::Item {
                publication_state: PublicationState::Scheduled,
                scheduled_at: hour("2020-11-23T12:00:00Z"),
                ..secret("scheduled")
            },
            intake::Item { publication_state: PublicationState::Withdrawn, ..secret("withdrawn") },
            intake::Item { publication_state: PublicationState::Unpublished, ..secret("draft") },
            intake::Item { access: Access::Private, ..secret("private") },
            intake::Item { access: Access::Members, ..secret("members") },
            article("open", "Open", MORNING),
        ];
        let records = items.into_iter().map(|item| Record::new(item.slug.clone().unwrap(), item)).collect();
        take(&house, "t", publication(records)).await;
        for feed in feeds() {
            let answer = house.get(&feed).await;
            assert!(answer.text().contains("Open") && !answer.text().contains("SECRET"), "{feed}");
        }
        house.clock.advance(3 * 3600 + 1);
        house.run_jobs().await;
        for feed in feeds() {
            let answer = house.get(&feed).await;
            assert!(answer.text().contains("SECRET embargoed") && answer.text().contains("SECRET scheduled"), "{feed}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_is_as_old_as_what_changed_last_on_every_node_and_after_every_start() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast", "fibre"]).await;
        let taken = "Mon, 23 Nov 2020 09:00:00 GMT";
        let maps = ["/sitemap.xml", "/sitemap/2020-11.xml"].map(str::to_owned);
        let all: Vec<String> = feeds().into_iter().chain(maps).collect();
        house.clock.advance(3600);
        for feed in &all {
            assert_eq!(house.get(feed).await.header("last-modified"), taken, "{feed}");
        }
        // What was kept is forgotten, and another node never had it.
        house.clock.advance(3600);
        house.app.cache().purge(&Tags::from([Tag::everything()]));
        let other = house.another_node().await;
        for feed in &all {
            for node in [&house, &other] {
                let again = node.get_with(feed, &[("if-modified-since", taken)]).await;
                assert_eq!((again.status, again.bytes.len()), (304, 0), "{feed}");
            }
        }
        // Of what is gone nothing is left to be read but the time.
        let id = item_at(&house, &address("mast")).await;
        acts::withdraw(&house.app, id, "It was wrong.", "editor").await.unwrap();
        for feed in &all {
            let again = house.get_with(feed, &[("if-modified-since", taken)]).await;
            assert_eq!((again.status, again.header("last-modified")), (200, "Mon, 23 Nov 2020 11:00:00 GMT"), "{feed}");
            assert!(!again.text().contains("/mast"), "{feed}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_has_the_feed_already_is_sent_nothing() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        for feed in ["/feed", "/5g/open-ran/feed/atom", "/topic/sharing/feed/json"] {
            let first = house.get(feed).await;
            let (tag, at) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
            assert_eq!(at, "Mon, 23 Nov 2020 09:00:00 GMT");
            for header in [("if-none-match", &*tag), ("if-modified-since", &*at)] {
                let again = house.get_with(feed, &[header]).await;
                assert_eq!((again.status, again.bytes.len()), (304, 0), "{feed} {header:?}");
            }
            let packed = house.get_with(feed, &[("accept-encoding", "br")]).await;
            assert_eq!(packed.header("content-encoding"), "br");
            let head = house.send(Method::HEAD, feed, &[]).await;
            assert_eq!((head.status, head.bytes.len()), (200, 0));
            assert_eq!(head.header("content-length"), first.header("content-length"));
        }
        let before = house.get("/feed").await;
        house.clock.advance(60);
        let id = item_at(&house, &address("mast")).await;
        acts::correct(&house.app, id, "It is 122, not 212.", "editor").await.unwrap();
        let tag = before.header("last-modified").to_owned();
        assert_eq!(house.get_with("/feed", &[("if-modified-since", &tag)]).await.status, 200);
        assert!(house.get("/feed/full").await.text().contains("It is 122, not 212."), "a correction is told");
        assert!(house.get("/feed").await.text().contains("<atom:updated>2020-11-23T09:01:00Z"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_moves_is_the_same_to_those_who_follow() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let ids = async |house: &House| {
            let feed = json(house, "/feed/json").await;
            (feed["items"][0]["id"].clone(), feed["items"][0]["url"].clone())
        };
        let before = ids(&house).await;
        let id = item_at(&house, &address("mast")).await;
        acts::move_item(&house.app, id, "/5g/open-ran/tower", "editor").await.unwrap();
        let after = ids(&house).await;
        assert_eq!(before.0, after.0);
        assert_eq!(after.1, "https://backhaul.example/5g/open-ran/tower");
        assert!(before.0.as_str().unwrap().starts_with("urn:uuid:"));
        for feed in ["/feed", "/feed/atom"] {
            assert!(
                house.get(feed).await.text().contains(after.0.as_str().unwrap()),
                "{feed}: the same id in each form"
            );
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn feeds_that_other_systems_had_lead_to_ours() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let category = intake::Redirect {
            from: "/category/open-ran/".into(),
            to: Some(intake::Target::Section("open-ran".into())),
            status: 301,
            extra: intake::Map::new(),
        };
        take(&house, "t", vec![Record::new("/category/open-ran/", category)]).await;
        for (old, new) in [
            ("/feed/", "/feed"),
            ("/feed/rss2/", "/feed"),
            ("/rss.xml", "/feed"),
            ("/feed/atom/", "/feed/atom"),
            ("/5g/feed/", "/5g/feed"),
            ("/topic/sharing/feed/", "/topic/sharing/feed"),
            ("/category/open-ran/feed/", "/5g/open-ran/feed"),
            ("/category/open-ran/feed/atom/", "/5g/open-ran/feed/atom"),
        ] {
            let answer = house.get(old).await;
            assert_eq!((answer.status, answer.header("location")), (301, new), "{old}");
            assert_eq!(house.get(new).await.status, 200);
        }
        for nothing in
            ["/nothing/feed", "/feed/pdf", "/topic/nothing/feed", "/author/nobody/feed", "/5g/open-ran/mast/feed"]
        {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_that_are_asked_for_their_feed_by_a_word_lead_there() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        let redirect = |from: &str, to: &str| {
            let to = Some(intake::Target::Section(to.into()));
            Record::new(from, intake::Redirect { from: from.into(), to, status: 301, extra: intake::Map::new() })
        };
        take(&house, "t", vec![redirect("/category/ran/", "open-ran")]).await;
        for (asked, to) in [
            ("/?feed=rss2", "/feed"),
            ("/?feed=atom", "/feed/atom"),
            ("/?feed=rss2&utm_source=x", "/feed"),
            ("/5g/open-ran/?feed=rss2", "/5g/open-ran/feed"),
            ("/5g?feed=atom", "/5g/feed/atom"),
            // An old address leads to the new one, and asks it the same.
            ("/category/ran/?feed=rss2", "/5g/open-ran?feed=rss2"),
            ("/5g/open-ran?feed=rss2", "/5g/open-ran/feed"),
        ] {
            let answer = house.get(asked).await;
            assert_eq!((answer.status, answer.header("location")), (301, to), "{asked}");
        }
        let front = house.get("/").await;
        for page in ["/?feed=comments-rss2", "/?feed=", "/?feed=%3Cscript%3E"] {
            assert_eq!((house.get(page).await.status, front.status), (200, 200), "{page}");
        }
        assert_eq!(house.get("/nothing?feed=rss2").await.status, 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_are_no_xml_break_no_feed() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let headline = "A & B <script>alert(1)</script> ]]> \u{b}\u{1} “q” 🎧";
        let nasty = intake::Item {
            standfirst: Some("1 < 2 & \"3\"".into()),
            body: Some(intake::Body::Html {
                dialect: intake::Dialect::Plain,
                text: "<p>a ]]&gt; b <a href=\"/x?a=1&amp;b=2\">c</a></p><script>alert(1)</script>".into(),
            }),
            ..article("nasty", headline, MORNING)
        };
        take(&house, "t", publication(vec![Record::new("1", nasty)])).await;
        for feed in ["/feed", "/feed/full", "/feed/atom"] {
            let answer = house.get(feed).await;
            let text = answer.text();
            assert_eq!(answer.status, 200, "{feed}");
            assert!(!text.contains(['\u{b}', '\u{1}']), "{feed}");
            assert!(text.contains("A &amp; B &lt;script&gt;"), "{feed}: {text}");
            assert!(!text.contains("<script"), "{feed}");
        }
        let full = json(&house, "/feed/json").await;
        let html = full["items"][0]["content_html"].as_str().unwrap();
        assert!(html.contains("href=\"https://backhaul.example/x?a=1&amp;b=2\""), "{html}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_followed_like_a_list() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast", "fibre"]).await;
        house.app.catch_up().await.unwrap();
        for feed in ["/search/feed?q=fibre", "/search/feed/atom?q=fibre", "/search/feed/json?q=fibre&order=oldest"] {
            let answer = house.get(feed).await;
            assert_eq!(answer.status, 200, "{feed}");
            assert!(answer.text().contains("About fibre") && !answer.text().contains("About mast"), "{feed}");
            assert!(answer.text().contains("https://backhaul.example/search?q=fibre"), "{feed} leads to the search");
        }
        let all = json(&house, "/search/feed/json?section=5g/open-ran").await;
        assert_eq!(all["items"][0]["title"], "About fibre", "newest first");
        assert_eq!(all["items"].as_array().unwrap().len(), 2);
        let id = item_at(&house, &address("fibre")).await;
        acts::withdraw(&house.app, id, "", "editor").await.unwrap();
        // Even before the index has heard of it.
        assert!(!house.get("/search/feed?q=fibre").await.text().contains("About fibre"));
        for nothing in ["/search/feed", "/search/feed/podcast?q=fibre", "/search/feed/pdf?q=fibre"] {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_be_followed_stands_in_a_table_that_every_page_leads_to() {
    both_engines(async |engine| {
        let house = newsroom(engine, &["mast"]).await;
        for page in ["/", "/feeds", "/5g/open-ran", "/5g/open-ran/mast", "/topic/sharing", "/archive"] {
            assert!(house.get(page).await.text().contains("<a href=\"/feeds\">Feeds</a>"), "{page}");
        }
        let page = house.get("/feeds").await;
        let cells: Vec<(&str, &str)> = page
            .text()
            .split("<td><a href=\"")
            .skip(1)
            .map(|cell| {
                let (address, rest) = cell.split_once("\" aria-label=\"").unwrap();
                (address, rest.split('"').next().unwrap())
            })
            .collect();
        let rows = page.text().matches("<th scope=\"row\">").count();
        assert!(rows > 1 && cells.len() == rows * 4, "{rows} rows, {cells:?}");
        assert!(cells.contains(&("/5g/open-ran/feed/full", "RSS with whole texts: Open RAN")), "{cells:?}");
        let names: BTreeSet<&str> = cells.iter().map(|(_, name)| *name).collect();
        assert_eq!(names.len(), cells.len(), "each has a name of its own: {names:?}");
        for (address, name) in cells {
            assert_eq!(house.get(address).await.status, 200, "{name}");
        }
    })
    .await;
}
