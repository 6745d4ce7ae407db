//! Answers of the API: what has not changed is not sent again.

use http::Method;
use testkit::both_engines;

use crate::market::features;

#[tokio::test]
async fn a_program_that_has_an_answer_is_not_sent_it_again() {
    both_engines(async |engine| {
        let house = testkit::House::on(engine).features(features).open().await;
        let first = house.get("/api/prices").await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() > 10, "a strong tag: {tag:?}");
        assert_eq!(first.header("cache-control"), "no-cache", "it is asked for again each time");
        for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = house.get_with("/api/prices", &[("if-none-match", &known)]).await;
            assert_eq!((again.status, again.bytes.len()), (304, 0), "{known}");
            assert_eq!((again.header("etag"), again.header("content-length")), (tag.as_str(), "2"), "{known}");
        }
        let other = house.get_with("/api/prices", &[("if-none-match", "\"other\"")]).await;
        assert_eq!((other.status, other.text()), (200, "[]"));
        let head = house.send(Method::HEAD, "/api/prices", &[]).await;
        assert_eq!((head.status, head.bytes.len(), head.header("etag")), (200, 0, tag.as_str()));
        assert_eq!(head.header("content-length"), "2");
        assert_eq!(house.get("/api/fails").await.header("etag"), "", "an error is no answer to keep");
    })
    .await;
}
