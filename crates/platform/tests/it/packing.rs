//! Pages as they go out: plain, packed, packed once more, or not at all to whoever has them.

use std::io::Read;
use std::time::{Duration, Instant};

use testkit::both_engines;

use crate::market::{market, rendered, set_price};

#[tokio::test]
async fn packed_pages_say_the_same_as_plain_ones() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        let plain = house.get("/stall/plums").await;
        assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", "accept-encoding"));
        let gzip = house.get_with("/stall/plums", &[("accept-encoding", "gzip")]).await;
        assert_eq!(gzip.header("content-encoding"), "gzip");
        let mut text = String::new();
        flate2::read::GzDecoder::new(&gzip.bytes[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, plain.text());
        let brotli = house.get_with("/stall/plums", &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(brotli.header("content-encoding"), "br");
        let mut text = String::new();
        brotli::Decompressor::new(&brotli.bytes[..], 4096).read_to_string(&mut text).unwrap();
        assert_eq!(text, plain.text());
        let tags = [&plain, &gzip, &brotli].map(|answer| answer.header("etag").to_owned());
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
        for answer in [&plain, &gzip, &brotli] {
            assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        }
        assert!(brotli.bytes.len() * 4 < plain.bytes.len());
        assert_eq!(rendered(&house), 1);
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_has_the_page_is_told_so_in_a_few_bytes() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        let first = house.get_with("/stall/plums", &[("accept-encoding", "br")]).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.ends_with("-br\""), "{tag}");
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = [("accept-encoding", "br"), ("if-none-match", known.as_str())];
            let again = house.get_with("/stall/plums", &again).await;
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{known}");
            assert_eq!((again.header("etag"), again.header("vary")), (tag.as_str(), "accept-encoding"));
            assert!(again.header("cache-control").contains("stale-while-revalidate"));
            assert_eq!(again.header("content-type"), "");
            assert_eq!(again.header("content-length"), first.bytes.len().to_string(), "that of the page, or none");
        }
        set_price(&house, "plums", 2).await;
        let changed = house.get_with("/stall/plums", &[("if-none-match", &tag)]).await;
        assert_eq!(changed.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_page_that_is_often_asked_for_is_packed_densely_and_known_by_both_its_tags() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        let brotli = [("accept-encoding", "br")];
        let first = house.get_with("/stall/plums", &brotli).await;
        let begun = Instant::now();
        let dense = loop {
            let answer = house.get_with("/stall/plums", &brotli).await;
            if answer.bytes != first.bytes {
                break answer;
            }
            assert_eq!(answer.header("etag"), first.header("etag"), "one tag, one row of bytes");
            assert!(begun.elapsed() < Duration::from_secs(120), "it is packed within reason");
            tokio::time::sleep(Duration::from_millis(2)).await;
        };
        assert!(dense.bytes.len() < first.bytes.len());
        assert_eq!(dense.header("content-length"), dense.bytes.len().to_string());
        assert_eq!((dense.header("content-encoding"), rendered(&house)), ("br", 1));
        let mut text = String::new();
        brotli::Decompressor::new(&dense.bytes[..], 4096).read_to_string(&mut text).unwrap();
        assert_eq!(text, house.get("/stall/plums").await.text());
        assert_ne!(dense.header("etag"), first.header("etag"));
        for answer in [&first, &dense] {
            let again = [brotli[0], ("if-none-match", answer.header("etag"))];
            let again = house.get_with("/stall/plums", &again).await;
            assert_eq!((again.status, again.header("etag")), (304, answer.header("etag")), "of what the browser has");
            assert_eq!(again.header("content-length"), dense.header("content-length"), "that of the page, or none");
        }
        // A cache on the way may answer with what it has under the tag that it is told: never what the asker cannot read.
        let of = |end: &str| dense.header("etag").replace("-br11", end);
        for (takes, known, status, named) in [
            ("identity", of("-br11"), 200, of("")),
            ("identity", of("-gz"), 200, of("")),
            ("gzip", of("-br"), 200, of("-gz")),
            ("gzip", of(""), 304, of("")),
            ("br", of("-gz"), 200, of("-br11")),
            ("br, gzip", of("-gz"), 304, of("-gz")),
            ("br, gzip", format!("{}, {}", of("-gz"), of("-br11")), 304, of("-br11")),
            ("br", of("-br12"), 200, of("-br11")),
        ] {
            let again = [("accept-encoding", takes), ("if-none-match", known.as_str())];
            let again = house.get_with("/stall/plums", &again).await;
            assert_eq!((again.status, again.header("etag")), (status, named.as_str()), "{takes}: {known}");
        }
        set_price(&house, "plums", 2).await;
        assert!(house.get_with("/stall/plums", &brotli).await.header("etag").ends_with("-br\""), "another page by now");
    })
    .await;
}
