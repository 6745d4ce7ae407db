//! What is read most, and who is not counted: told on both engines by readers, programs and two nodes.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use content::acts;
use http::{Method, Request};
use intake::{Map, Record};
use serde_json::json;
use testkit::{Answer, House, both_engines};

use crate::binary::{Serving, word};
use crate::house::{address, article, house, item_at, publication, take};

const MORNING: &str = "2020-11-20T08:00:00Z";
pub const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";

/// A house with so many stories: `s1`, `s2` …
pub async fn house_of(engine: testkit::Engine, stories: u32) -> House {
    let house = house(engine).await;
    let story = |n: u32| Record::new(n.to_string(), article(&format!("s{n}"), &format!("Story {n}."), MORNING));
    take(&house, "t", publication((1..=stories).map(story).collect())).await;
    house
}

/// A reader nobody has seen yet.
fn somebody() -> String {
    static READERS: AtomicU32 = AtomicU32::new(0);
    let number = READERS.fetch_add(1, Ordering::Relaxed);
    format!("198.{}.{}.{}", 18 + number / 65_536, number / 256 % 256, number % 256)
}

/// Says, as the script of a page does, that the page at `path` is being read. The page names the address itself.
pub async fn read(node: &House, path: &str, reader: &str, agent: &str) -> Answer {
    let page = node.get(path).await;
    let mark = "<meta name=\"reading\" content=\"";
    let counter = page.text().split(mark).nth(1).expect("a counter").split('"').next().unwrap().to_owned();
    say(node, &counter, &[("x-forwarded-for", reader), ("user-agent", agent)]).await
}

pub async fn say(node: &House, counter: &str, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![("origin", "http://localhost"), ("host", "localhost")];
    all.retain(|(name, _)| !headers.iter().any(|(other, _)| other == name));
    all.extend(headers);
    node.send(Method::POST, counter, &all).await
}

/// So many readers read a story.
async fn readers(node: &House, slug: &str, count: u32) {
    for _ in 0..count {
        assert_eq!(read(node, &address(slug), &somebody(), FIREFOX).await.status, 204);
    }
}

/// What a node does by the clock, and at its close.
pub async fn save_counts(node: &House) {
    for chore in node.app.features().iter().flat_map(|feature| &feature.chores) {
        (chore.run)(node.app.clone()).await.unwrap();
    }
}

/// Lets the timetable's work be done, as five minutes later.
async fn rank(house: &House) {
    let order = platform::jobs::Order::new("reading.rank", (), house.app.now());
    let mut tx = house.app.db().write().await.unwrap();
    house.app.enqueue(&mut tx, order).await.unwrap();
    tx.commit().await.unwrap();
    house.run_jobs().await;
}

/// The headlines of a page's list of the most read, in order.
fn most_read(page: &Answer) -> Vec<String> {
    let list = page.text().split("<ol class=\"most-read\">").nth(1);
    let list = list.or_else(|| page.text().split("<ol class=\"ranked\">").nth(1));
    let list = list.unwrap_or_default().split("</ol>").next().unwrap();
    list.split("\">Story ").skip(1).map(|rest| rest.split('.').next().unwrap().to_owned()).collect()
}

pub async fn reads(house: &House) -> i64 {
    sum_of_reads(&mut house.app.db().read().await.unwrap()).await
}

async fn sum_of_reads(conn: &mut platform::db::Conn) -> i64 {
    let sql = "SELECT CAST(COALESCE(SUM(reads), 0) AS BIGINT) AS answer FROM reading_counts";
    platform::db::query(sql).answer(conn).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_most_read_is_ranked_by_its_readers() {
    both_engines(async |engine| {
        let house = house_of(engine, 7).await;
        let empty = house.get("/most-read").await;
        assert!(empty.status == 200 && empty.text().contains("nothing was read often enough"));
        for (slug, count) in [("s3", 6), ("s1", 5), ("s6", 4), ("s2", 3), ("s5", 2), ("s4", 1)] {
            readers(&house, slug, count).await;
        }
        assert_eq!(house.rows("reading_counts").await, 0, "no request writes");
        save_counts(&house).await;
        rank(&house).await;
        for page in ["/most-read", "/most-read/today", "/most-read/week/5g", "/most-read/week/5g/open-ran"] {
            assert_eq!(most_read(&house.get(page).await), ["3", "1", "6", "2", "5", "4"], "{page}");
        }
        assert_eq!(most_read(&house.get("/most-read/month").await), Vec::<String>::new(), "the month is for later");
        for page in ["/", "/5g", "/5g/open-ran"] {
            assert_eq!(most_read(&house.get(page).await), ["3", "1", "6", "2", "5"], "beside {page}");
        }
        let beside = house.get(&address("s1")).await;
        assert_eq!(most_read(&beside), ["3", "6", "2", "5", "4"], "a story does not stand beside itself");
        assert!(beside.text().contains("Most read in Open RAN"));
        for gone in ["/most-read/decade", "/most-read/week/6g", "/most-read/today/x/y"] {
            assert_eq!(house.get(gone).await.status, 404, "{gone}");
        }
        for (asked, led) in [("/most-read/week", "/most-read"), ("/most-read/", "/most-read")] {
            assert_eq!(house.get(asked).await.header("location"), led, "{asked}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_survive_a_restart_and_add_up_over_nodes() {
    both_engines(async |engine| {
        let house = house_of(engine, 3).await;
        let other = house.another_node().await;
        readers(&house, "s1", 3).await;
        readers(&other, "s1", 2).await;
        readers(&other, "s2", 4).await;
        save_counts(&house).await;
        save_counts(&other).await;
        save_counts(&other).await;
        assert_eq!(reads(&house).await, 9);
        let opened = house.another_node().await;
        readers(&opened, "s3", 1).await;
        save_counts(&opened).await;
        rank(&opened).await;
        assert_eq!(most_read(&opened.get("/most-read").await), ["1", "2", "3"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_loop_counts_once() {
    both_engines(async |engine| {
        let house = house_of(engine, 1).await;
        let reader = somebody();
        for _ in 0..50 {
            assert_eq!(read(&house, &address("s1"), &reader, FIREFOX).await.status, 204);
        }
        save_counts(&house).await;
        read(&house, &address("s1"), &reader, FIREFOX).await;
        save_counts(&house).await;
        assert_eq!(reads(&house).await, 1);
        // Who changes the browser's name with each request is one office of readers, not a hundred.
        for number in 0..200 {
            read(&house, &address("s1"), &reader, &format!("{FIREFOX} {number}")).await;
        }
        save_counts(&house).await;
        assert_eq!(reads(&house).await, 10);
        house.clock.advance(86_400);
        read(&house, &address("s1"), &reader, FIREFOX).await;
        save_counts(&house).await;
        assert_eq!(reads(&house).await, 11, "nobody is known for longer than a day");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_strangers_and_nonsense_are_not_counted() {
    both_engines(async |engine| {
        let house = house_of(engine, 1).await;
        let counter = format!("/api/reading/{}", item_at(&house, &address("s1")).await);
        let agent = ("user-agent", FIREFOX);
        for program in ["Mozilla/5.0 (compatible; Googlebot/2.1)", "HeadlessChrome/124", "curl/8.5", ""] {
            assert_eq!(say(&house, &counter, &[("user-agent", program)]).await.status, 204, "{program}");
        }
        assert_eq!(say(&house, &counter, &[agent, ("sec-purpose", "prefetch;prerender")]).await.status, 204);
        for origin in ["https://evil.example", "null", "http://localhost.evil.example"] {
            assert_eq!(say(&house, &counter, &[agent, ("origin", origin)]).await.status, 403, "{origin}");
        }
        assert_eq!(say(&house, &counter, &[agent, ("sec-fetch-site", "cross-site")]).await.status, 403);
        let bare = house.send(Method::POST, &counter, &[agent]).await;
        assert_eq!(bare.status, 403, "nobody said where it comes from");
        let unknown = format!("/api/reading/{}", kit::Uuid::from_u128(7));
        assert_eq!(say(&house, &unknown, &[agent]).await.status, 204, "the answer tells nobody what there is");
        for wrong in ["x", "%00", "%ff%fe", "1%27%20OR%201", &"9".repeat(3_000)] {
            let status = say(&house, &format!("/api/reading/{wrong}"), &[agent]).await.status;
            assert!((400..500).contains(&status), "{wrong}: {status}");
        }
        assert_eq!(house.get(&counter).await.status, 405);
        let mut heavy = Request::builder().method(Method::POST).uri(&counter).header("host", "localhost");
        for (name, value) in [("origin", "http://localhost"), ("user-agent", "curl/8")] {
            heavy = heavy.header(name, value);
        }
        let answer = house.ask(heavy.body("x".repeat(1 << 20).into()).unwrap()).await;
        assert_eq!((answer.status, answer.header("cache-control")), (204, "no-store"));
        assert!(answer.headers.get("set-cookie").is_none());
        save_counts(&house).await;
        assert_eq!(house.rows("reading_counts").await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_readers_may_not_see_is_neither_counted_nor_ranked() {
    both_engines(async |engine| {
        let house = house_of(engine, 6).await;
        let held = intake::Item {
            embargo_until: Some("2020-11-24T12:00:00Z".parse().unwrap()),
            ..article("held", "Story held.", MORNING)
        };
        take(&house, "t", vec![Record::new("held", held)]).await;
        let counter = format!("/api/reading/{}", item_at(&house, &address("held")).await);
        say(&house, &counter, &[("user-agent", FIREFOX)]).await;
        save_counts(&house).await;
        assert_eq!(house.rows("reading_counts").await, 0, "an embargoed story has no readers");
        for slug in ["s1", "s2", "s3", "s4", "s5", "s6"] {
            readers(&house, slug, if slug == "s2" { 3 } else { 1 }).await;
        }
        save_counts(&house).await;
        rank(&house).await;
        for page in ["/most-read", "/"] {
            assert_eq!(most_read(&house.get(page).await)[0], "2", "{page}");
        }
        let id = item_at(&house, &address("s2")).await;
        acts::withdraw(&house.app, id, "", "editor").await.unwrap();
        for page in ["/most-read", "/", &address("s1")] {
            assert!(!house.get(page).await.text().contains("Story 2."), "{page} shows what was withdrawn");
        }
        rank(&house).await;
        assert_eq!(most_read(&house.get("/most-read").await).len(), 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_order_purges_what_shows_it_and_the_same_order_nothing() {
    both_engines(async |engine| {
        let house = house_of(engine, 5).await;
        let pages = ["/", "/5g", "/most-read", &address("s5")];
        for slug in ["s1", "s2", "s3", "s4", "s5"] {
            readers(&house, slug, if slug == "s1" { 2 } else { 1 }).await;
        }
        save_counts(&house).await;
        rank(&house).await;
        for page in pages {
            house.get(page).await;
        }
        let changes = house.rows("platform_changes").await;
        let kept = house.app.cache().count();
        readers(&house, "s1", 4).await;
        save_counts(&house).await;
        rank(&house).await;
        assert_eq!(house.rows("platform_changes").await, changes, "more reads, the same order");
        assert!(house.app.cache().count() >= kept);
        readers(&house, "s4", 9).await;
        save_counts(&house).await;
        rank(&house).await;
        assert_eq!(house.rows("platform_changes").await, changes + 1);
        for page in pages {
            assert_eq!(most_read(&house.get(page).await)[0], "4", "{page} is stale");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn old_counts_are_folded_and_none_is_lost() {
    both_engines(async |engine| {
        let house = house_of(engine, 6).await;
        for hour in 0..30 {
            readers(&house, &format!("s{}", 1 + hour % 6), 1).await;
            save_counts(&house).await;
            house.clock.advance(3_600);
        }
        assert_eq!(house.rows("reading_counts").await, 30);
        for (days, rows) in [(3, 12), (60, 6)] {
            house.clock.advance(days * 86_400);
            let order = platform::jobs::Order::new("reading.fold", (), house.app.now());
            let mut tx = house.app.db().write().await.unwrap();
            house.app.enqueue(&mut tx, order).await.unwrap();
            tx.commit().await.unwrap();
            house.run_jobs().await;
            assert_eq!((house.rows("reading_counts").await, reads(&house).await), (rows, 30), "after {days} days");
        }
        assert_eq!(most_read(&house.get("/most-read/year").await).len(), 6);
        assert_eq!(most_read(&house.get("/").await).len(), 5, "a quiet house shows what it has");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_carries_what_was_read_most() {
    both_engines(async |engine| {
        let house = house_of(engine, 4).await;
        let told = |item: &str, reads: u32| {
            let fields = json!({"item": item, "counts": [
                {"at": "2020-11-23T07:40:00Z", "reads": reads},
                {"at": "2020-11-01T00:00:00Z", "over": "month", "reads": 1},
            ]});
            let fields: Map = fields.as_object().unwrap().clone();
            Record::new(item, intake::Other { kind: "reads".into(), fields })
        };
        let broken = Map::from_iter([("item".to_owned(), json!("1")), ("counts".to_owned(), json!("many"))]);
        let broken = Record::new("broken", intake::Other { kind: "reads".into(), fields: broken });
        let unknown = told("nowhere", 1);
        let remarks = take(&house, "t", vec![told("2", 9), told("3", 7), told("1", 5), unknown, broken]).await;
        assert_eq!(remarks.len(), 2, "{remarks:?}");
        house.run_jobs().await;
        assert_eq!(most_read(&house.get("/most-read").await), ["2", "3", "1"]);
        assert_eq!(reads(&house).await, 24);
        take(&house, "t", vec![told("2", 4)]).await;
        assert_eq!(reads(&house).await, 24, "what was counted here stays");
        let folder = tempfile::tempdir().unwrap();
        importer::archive::export(&house.app, folder.path()).await.unwrap();
        let text = std::fs::read_to_string(folder.path().join(importer::archive::RECORDS)).unwrap();
        assert_eq!(text.matches("\"kind\":\"reads\"").count(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dates_of_other_systems_lead_to_the_archive() {
    both_engines(async |engine| {
        let house = house_of(engine, 1).await;
        for (asked, led) in
            [("/2020/", "/archive/2020"), ("/2020/11", "/archive/2020/11"), ("/2020/11/20/", "/archive/2020/11/20")]
        {
            let answer = house.get(asked).await;
            assert_eq!((answer.status, answer.header("location")), (301, led), "{asked}");
            assert_eq!(house.get(led).await.status, 200, "{led}");
        }
        for nothing in ["/2019/", "/2020/10/", "/2020/11/19/", "/2020/13/", "/2020/11/20/x/"] {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing}");
        }
        let there = intake::Item { address: Some("/2020/11/".into()), ..article("x", "November itself", MORNING) };
        take(&house, "t", vec![Record::new("x", there)]).await;
        assert!(house.get("/2020/11/").await.text().contains("November itself"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_costs_five_seconds_and_a_close_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("sample");
    for (signal, patience) in [("KILL", Duration::from_secs(7)), ("TERM", Duration::ZERO)] {
        let serving = Serving::start(&["demo", "--house", word(&home), "--listen", "127.0.0.1:0"]);
        let page = serving.get("/open-ran/open-ran-ledger");
        let counter = page.split("name=\"reading\" content=\"").nth(1).unwrap().split('"').next().unwrap();
        let before = reads_in(&home).await;
        for _ in 0..3 {
            let mut line = serving.connect();
            let (at, reader) = (&serving.at, somebody());
            write!(
                line,
                "POST {counter} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nUser-Agent: {FIREFOX}\r\n\
                 X-Forwarded-For: {reader}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            .unwrap();
            let mut answer = String::new();
            line.read_to_string(&mut answer).unwrap();
            assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
        }
        tokio::time::sleep(patience).await;
        serving.signal(signal);
        serving.wait();
        assert_eq!(reads_in(&home).await - before, 3, "after {signal}");
    }
}

/// All reads that a closed or open house on this machine has saved.
async fn reads_in(home: &std::path::Path) -> i64 {
    let db = platform::db::Database::open(&format!("sqlite://{}", home.join("masthead.db").display())).await.unwrap();
    let reads = sum_of_reads(&mut db.read().await.unwrap()).await;
    db.close().await;
    reads
}
