//! The page cache: one render for many, never an old page after a change, nothing that a stranger can put in.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use http::{Method, Request};
use kit::{Tag, Tags};
use platform::axum::body::Body;
use platform::config::TagHeaders;
use testkit::{House, both_engines};

use crate::market::{market, market_with, rendered, renders, set_price};

#[tokio::test]
async fn one_render_serves_all_who_wait() {
    both_engines(async |engine| {
        let house = Arc::new(market(engine, &["plums"]).await);
        renders(&house.app).hold.store(true, Ordering::SeqCst);
        let visitors: Vec<_> = (0..50)
            .map(|_| {
                let house = Arc::clone(&house);
                tokio::spawn(async move { house.get("/stall/plums").await })
            })
            .collect();
        renders(&house.app).held.notified().await;
        renders(&house.app).go_on.notify_one();
        for visitor in visitors {
            assert!(visitor.await.unwrap().text().contains("price 1"));
        }
        assert_eq!(rendered(&house), 1);
        house.get("/stall/plums").await;
        assert_eq!(rendered(&house), 1, "and it is kept");
    })
    .await;
}

#[tokio::test]
async fn who_waited_for_a_page_that_is_not_kept_renders_at_once_with_the_others() {
    both_engines(async |engine| {
        let house = Arc::new(market(engine, &[]).await);
        renders(&house.app).hold.store(true, Ordering::SeqCst);
        let visitors: Vec<_> = (0..20)
            .map(|_| {
                let house = Arc::clone(&house);
                tokio::spawn(async move { house.get("/mine").await.text().to_owned() })
            })
            .collect();
        renders(&house.app).held.notified().await;
        let begun = std::time::Instant::now();
        renders(&house.app).go_on.notify_one();
        let mut answers = Vec::new();
        for visitor in visitors {
            answers.push(visitor.await.unwrap());
        }
        answers.sort();
        answers.dedup();
        assert_eq!(answers.len(), 20, "nobody gets another's page");
        assert!(begun.elapsed().as_secs() < 3, "twenty times 200 ms one after the other would be 4 s");
        assert_eq!(house.app.cache().count(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_reader_who_leaves_takes_no_page_from_those_who_wait() {
    both_engines(async |engine| {
        let house = Arc::new(market(engine, &["plums"]).await);
        let visit = |house: &Arc<House>| {
            let house = Arc::clone(house);
            tokio::spawn(async move { house.get("/stall/plums").await })
        };
        renders(&house.app).hold.store(true, Ordering::SeqCst);
        let first = visit(&house);
        renders(&house.app).held.notified().await;
        let second = visit(&house);
        tokio::task::yield_now().await;
        first.abort();
        assert!(second.await.unwrap().text().contains("price 1"));
        assert_eq!(rendered(&house), 2);
    })
    .await;
}

#[tokio::test]
async fn a_change_takes_the_pages_made_of_it_and_no_others() {
    both_engines(async |engine| {
        let house = market(engine, &["plums", "pears"]).await;
        for stall in ["/stall/plums", "/stall/pears"] {
            house.get(stall).await;
        }
        set_price(&house, "plums", 2).await;
        assert!(house.get("/stall/plums").await.text().contains("price 2"));
        house.get("/stall/pears").await;
        assert_eq!(rendered(&house), 3, "the pears were not touched");

        // A transaction that is not committed changes nothing for anybody.
        let mut tx = house.app.db().write().await.unwrap();
        let change = platform::changes::Change::new("PriceChanged").touching([Tag::new("market", "all")]);
        house.app.record(&mut tx, change).await.unwrap();
        drop(tx);
        house.get("/stall/pears").await;
        assert_eq!(rendered(&house), 3);

        house.app.cache().purge(&Tags::from([Tag::everything()]));
        assert_eq!((house.app.cache().count(), house.app.cache().indexed()), (0, 0));
        house.get("/today").await;
        house.app.cache().purge(&Tags::from([Tag::everything()]));
        assert_eq!(house.app.cache().count(), 0, "a page without tags goes with everything, too");
    })
    .await;
}

#[tokio::test]
async fn a_page_that_was_being_made_of_old_facts_is_not_kept_and_not_given_to_who_asks_later() {
    both_engines(async |engine| {
        let house = Arc::new(market(engine, &["plums"]).await);
        let visit = |house: &Arc<House>| {
            let house = Arc::clone(house);
            tokio::spawn(async move { house.get("/stall/plums").await.text().to_owned() })
        };
        renders(&house.app).hold.store(true, Ordering::SeqCst);
        let early = visit(&house);
        renders(&house.app).held.notified().await;
        set_price(&house, "plums", 2).await;
        let late = visit(&house);
        tokio::task::yield_now().await;
        renders(&house.app).go_on.notify_one();
        assert!(early.await.unwrap().contains("price 1"), "it asked before the change");
        assert!(late.await.unwrap().contains("price 2"), "it asked after the change");
        assert!(house.get("/stall/plums").await.text().contains("price 2"));
        assert_eq!(rendered(&house), 2);
    })
    .await;
}

#[tokio::test]
async fn pages_take_no_more_bytes_than_they_may_and_leave_no_trace_in_the_index() {
    both_engines(async |engine| {
        let house = market_with(House::on(engine).settings(|config| config.cache.megabytes = 1), &["plums"]).await;
        for page in 0..300 {
            house.get(&format!("/stall/plums?page={page}")).await;
        }
        let cache = house.app.cache();
        assert_eq!(rendered(&house), 300);
        assert!(cache.bytes() <= 1024 * 1024, "{} bytes", cache.bytes());
        assert!((10..200).contains(&cache.count()), "{} pages", cache.count());
        assert_eq!(cache.indexed(), cache.count() * 3, "two tags of its own and the one of every page");
        set_price(&house, "plums", 2).await;
        assert_eq!((cache.count(), cache.indexed()), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_cache_of_no_bytes_keeps_nothing() {
    both_engines(async |engine| {
        let house = market_with(House::on(engine).settings(|config| config.cache.megabytes = 0), &["plums"]).await;
        for _ in 0..2 {
            assert_eq!(house.get("/stall/plums").await.status, 200);
        }
        assert_eq!((rendered(&house), house.app.cache().indexed()), (2, 0));
    })
    .await;
}

#[tokio::test]
async fn who_asks_for_the_head_alone_gets_the_same_headers_and_no_body() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        let head = house.send(Method::HEAD, "/stall/plums", &[]).await;
        let whole = house.get("/stall/plums").await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        for name in ["etag", "content-length", "content-type", "cache-control", "vary"] {
            assert_eq!(head.header(name), whole.header(name), "{name}");
        }
        assert_eq!(rendered(&house), 1, "the head's render serves who comes next");
        let missing = house.send(Method::HEAD, "/stall/nothing", &[]).await;
        assert_eq!((missing.status, missing.bytes.len()), (404, 0));
        assert_eq!(house.send(Method::POST, "/stall/plums", &[]).await.status, 405);
    })
    .await;
}

#[tokio::test]
async fn parameters_that_no_page_asks_for_make_no_copy_and_cannot_poison_one() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        let sly = house.get("/stall/plums?utm_source=%3Cscript%3E&x=1&page").await;
        assert!(!sly.text().contains("script") && !sly.text().contains("utm"), "no render sees them");
        for address in ["/stall/plums?page", "/stall/plums?fbclid=2&page", "/stall/plums?page&y"] {
            assert_eq!(house.get(address).await.bytes, sly.bytes);
        }
        assert_eq!(rendered(&house), 1);
        house.get("/stall/plums").await;
        house.get("/stall/plums?page=2&order=up").await;
        house.get("/stall/plums?order=up&utm=3&page=2").await;
        assert_eq!(rendered(&house), 3, "those that count make pages of their own, in any order");
    })
    .await;
}

#[tokio::test]
async fn a_parameter_counts_where_it_is_read_and_nowhere_else() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        for (address, seen) in [("/stall/plums?page=2", "page"), ("/kiosk?kind=news", "kind")] {
            assert!(house.get(address).await.text().contains(seen), "{address}");
        }
        assert_eq!(rendered(&house), 2);
        let stall = house.get("/stall/plums").await;
        let kiosk = house.get("/kiosk").await;
        assert_eq!(rendered(&house), 4);
        assert_eq!(house.get("/stall/plums?kind=news").await.bytes, stall.bytes);
        assert_eq!(house.get("/kiosk?page=2&order=up").await.bytes, kiosk.bytes);
        assert!(house.get("/today").await.status == 200 && house.get("/today?page=2&kind=news").await.status == 200);
        assert_eq!((rendered(&house), house.app.cache().count()), (5, 5), "what nobody reads makes no copy");
    })
    .await;
}

#[tokio::test]
async fn hosts_have_pages_of_their_own_however_they_are_named() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        let here = house.get_with("/stall/plums", &[("host", "Here.Example:8080")]).await;
        assert!(here.text().contains("plums at here.example<"));
        let there = house.get_with("/stall/plums", &[("host", "there.example")]).await;
        assert!(there.text().contains("plums at there.example<"));
        // As HTTP/2 names it: in the address, not in a header.
        let request = Request::get("http://second.example/stall/plums").body(Body::empty()).unwrap();
        assert!(house.ask(request).await.text().contains("plums at second.example<"));
        assert_eq!(rendered(&house), 3);
    })
    .await;
}

#[tokio::test]
async fn a_cdn_is_told_what_it_may_do_and_how_to_purge() {
    both_engines(async |engine| {
        let told = House::on(engine).settings(|config| {
            config.cdn.tags = TagHeaders::Both;
            config.cdn.shared_seconds = 30;
            config.cdn.stale_seconds = 120;
        });
        let house = market_with(told, &["plums"]).await;
        let answer = house.get("/stall/plums").await;
        let control = "public, max-age=0, s-maxage=30, stale-while-revalidate=120";
        assert_eq!(answer.header("cache-control"), control);
        let mut tags = [Tag::new("stall", "plums"), Tag::new("market", "all")].map(|tag| tag.to_string());
        tags.sort();
        let sorted = |list: &str, divider: char| {
            let mut list: Vec<String> = list.split(divider).map(str::to_owned).collect();
            list.sort();
            list
        };
        assert_eq!(sorted(answer.header("cache-tag"), ','), tags);
        assert_eq!(sorted(answer.header("surrogate-key"), ' '), tags);
        let quiet = market(engine, &["plums"]).await.get("/stall/plums").await;
        assert_eq!((quiet.header("cache-tag"), quiet.header("surrogate-key")), ("", ""));
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_true_for_an_hour_is_kept_for_an_hour() {
    both_engines(async |engine| {
        let house = market(engine, &[]).await;
        let first = house.get("/today").await;
        house.clock.advance(3599);
        assert_eq!(house.get("/today").await.bytes, first.bytes);
        house.clock.advance(1);
        assert_ne!(house.get("/today").await.bytes, first.bytes);
        assert_eq!(rendered(&house), 2);
        assert_eq!((house.app.cache().count(), house.app.cache().indexed()), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn what_failed_and_what_is_not_there_is_not_kept() {
    both_engines(async |engine| {
        let house = market(engine, &[]).await;
        for _ in 0..2 {
            let missing = house.get("/stall/plums").await;
            assert_eq!((missing.status, missing.header("cache-control")), (404, "no-store"));
            assert_eq!(house.get("/fails").await.status, 500);
        }
        assert_eq!((rendered(&house), house.app.cache().count()), (2, 0));
    })
    .await;
}
