//! Two nodes on one PostgreSQL, each a process of its own with a page cache and an index of its own: what becomes of an
//! item on one is seen on the other within a second, and what one leaves behind the other ends.

use std::fs::File;
use std::time::{Duration, Instant};

use intake::{Header, PublicationState, Record, Writer};
use kit::Timestamp;
use platform::db::query;
use testkit::{Engine, House};

use crate::binary::{Serving, word};
use crate::cut_off::Place;
use crate::house::{address, article, publication};

/// So soon everything of everywhere is seen.
const SOON: Duration = Duration::from_secs(1);

/// Where an item of [`article`] is shown beside its own page, but for the archive's month: pages, feeds, maps, answers.
const PLACES: [&str; 18] = [
    "/",
    "/5g",
    "/5g/open-ran",
    "/topic/sharing",
    "/author/maya-lindqvist",
    "/feed",
    "/feed/full",
    "/feed/atom",
    "/feed/json",
    "/5g/feed",
    "/5g/open-ran/feed/atom",
    "/topic/sharing/feed/json",
    "/author/maya-lindqvist/feed",
    "/news-sitemap.xml",
    "/search?q=masts",
    "/search/feed?q=masts",
    "/api/search?q=masts",
    "/api/search?q=headline:masts&order=newest",
];

/// A house with drafts on masts, each to be published by a story.
async fn house_with(drafts: &[&str]) -> Place {
    let place = Place::new(Engine::Postgres).await;
    let archive = place.house.folder().join("archive.jsonl");
    let header = Header::new("t", Some("https://backhaul.example".to_owned()));
    let mut writer = Writer::create(File::create(&archive).unwrap(), &header).unwrap();
    let draft = |slug: &&str| {
        let state = PublicationState::Unpublished;
        let headline = format!("Masts, and {slug} of them");
        let draft = intake::Item { publication_state: state, ..article(slug, &headline, "2020-11-20T08:00:00Z") };
        Record::new(*slug, intake::Item { published_at: None, ..draft })
    };
    for record in publication(drafts.iter().map(draft).collect()) {
        writer.write(&record).unwrap();
    }
    writer.finish().unwrap();
    let done = place.run(&["import", "archive", word(&archive)]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    place
}

fn node(place: &Place, name: &str) -> Serving {
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    command.env("MASTHEAD_INDEX", place.house.folder().join(name)).env("MASTHEAD_JOBS_LEASE_SECONDS", "2");
    Serving::start_command(command)
}

/// All that may show an item that is published now.
fn places() -> Vec<String> {
    let month = Timestamp::now().to_string()[..7].replace('-', "/");
    let own = [format!("/archive/{month}"), format!("/sitemap/{}.xml", month.replace('/', "-"))];
    PLACES.iter().map(|place| (*place).to_owned()).chain(own).collect()
}

/// The places of a node that do not say whether an item is out, or say otherwise.
fn wrong(node: &Serving, slug: &str, is_out: bool) -> Vec<String> {
    let at = address(slug);
    let status = if is_out { "HTTP/1.1 200" } else { "HTTP/1.1 4" };
    let own = (!node.get(&at).starts_with(status)).then(|| at.clone());
    let shows = |place: &String| {
        let answer = node.get(place);
        assert!(answer.starts_with("HTTP/1.1 200") || !is_out, "{place}: {answer}");
        answer.contains(&at)
    };
    own.into_iter().chain(places().into_iter().filter(|place| shows(place) != is_out)).collect()
}

/// Once the time has passed in which everything is to be seen, all places of these nodes say so at the first asking.
fn assert_soon(nodes: &[&Serving], begun: Instant, slug: &str, is_out: bool) {
    std::thread::sleep(SOON.saturating_sub(begun.elapsed()));
    for node in nodes {
        assert_eq!(wrong(node, slug, is_out), Vec::<String>::new(), "{slug} after {:?}", begun.elapsed());
    }
}

fn done(place: &Place, words: &[&str]) -> Instant {
    let done = place.run(words);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    Instant::now()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_on_one_node_every_page_of_the_other_shows_within_a_second() {
    let place = house_with(&["first", "second", "third"]).await;
    let (one, other) = (node(&place, "index-one"), node(&place, "index-other"));
    let nodes = [&one, &other];
    // There is something everywhere, so that every place is a page that is kept.
    let begun = done(&place, &["publish", &address("first")]);
    assert_soon(&nodes, begun, "first", true);
    for node in nodes {
        assert_eq!(wrong(node, "second", false), Vec::<String>::new());
    }
    let begun = done(&place, &["publish", &address("second")]);
    assert_soon(&nodes, begun, "second", true);
    // One of the two does this; the other hears of it.
    let at = Timestamp::now() + Duration::from_secs(2);
    done(&place, &["publish", "--at", &at.to_string(), &address("third")]);
    for node in nodes {
        assert_eq!(wrong(node, "third", false), Vec::<String>::new());
    }
    std::thread::sleep((at.duration_since(Timestamp::now())).try_into().unwrap_or_default());
    assert_soon(&nodes, Instant::now(), "third", true);
    let begun = done(&place, &["withdraw", &address("second"), "--notice", "Pulled: the figures were wrong."]);
    assert_soon(&nodes, begun, "second", false);
    for node in nodes {
        let gone = node.get(&address("second"));
        assert!(gone.starts_with("HTTP/1.1 410") && gone.contains("Pulled: the figures were wrong."), "{gone}");
        assert_eq!(wrong(node, "first", true), Vec::<String>::new(), "nothing else has gone");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_node_killed_the_other_serves_on() {
    let place = house_with(&["first", "second"]).await;
    let (one, other) = (node(&place, "index-one"), node(&place, "index-other"));
    let begun = done(&place, &["publish", &address("first")]);
    assert_soon(&[&one, &other], begun, "first", true);
    // Dropped, it is killed.
    drop(one);
    assert_eq!(wrong(&other, "first", true), Vec::<String>::new());
    let begun = done(&place, &["publish", &address("second")]);
    assert_soon(&[&other], begun, "second", true);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_node_had_begun_when_it_was_killed_the_other_ends() {
    let place = house_with(&["first"]).await;
    let house = place.house.another_node().await;
    let one = node(&place, "index-one");
    let at = Timestamp::now() + Duration::from_millis(1500);
    done(&place, &["publish", "--at", &at.to_string(), &address("first")]);
    // Whoever publishes it waits until we let go of it.
    let mut held = house.app.db().write().await.unwrap();
    query("UPDATE content_items SET slug = slug").run(&mut held).await.unwrap();
    let begun = Instant::now();
    while running(&house).await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "nobody publishes it");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let other = node(&place, "index-other");
    assert_eq!(wrong(&other, "first", false), Vec::<String>::new());
    drop(one);
    drop(held);
    let begun = Instant::now();
    while !other.get(&address("first")).starts_with("HTTP/1.1 200") {
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "the other does not take it over: {}",
            place.run(&["jobs"]).out
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_soon(&[&other], Instant::now(), "first", true);
    let mut conn = house.app.db().read().await.unwrap();
    let sql = "SELECT COUNT(*) AS answer FROM platform_changes WHERE kind = 'ItemPublished'";
    assert_eq!(query(sql).answer::<i64>(&mut conn).await.unwrap(), 1);
    drop(conn);
    house.app.db().close().await;
    place.assert_well();
}

/// How many publications a node is at.
async fn running(house: &House) -> i64 {
    let sql = "SELECT COUNT(*) AS answer FROM platform_jobs WHERE state = 'running' AND job LIKE 'content.publish%'";
    query(sql).answer(&mut house.app.db().read().await.unwrap()).await.unwrap()
}
