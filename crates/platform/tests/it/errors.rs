//! Errors: a designed page for readers, a problem for programs, the bare page when the design fails, always an id.

use http::Method;
use platform::BoxFuture;
use platform::feature::Feature;
use serde_json::{Value, json};
use testkit::{House, both_engines};

use crate::market::{features, market};

fn designed() -> Vec<Feature> {
    let mut list = features();
    list[0].error_page = Some(|_, visit, status, sentence| -> BoxFuture<'static, anyhow::Result<String>> {
        Box::pin(async move {
            anyhow::ensure!(visit.path != "/bad", "the designer is ill");
            Ok(format!("<h1>{} at {}</h1><p>{sentence}</p>", status.as_u16(), visit.path))
        })
    });
    list
}

#[tokio::test]
async fn readers_get_the_designed_page() {
    both_engines(async |engine| {
        let house = House::on(engine).features(designed).open().await;
        for (path, status) in [("/nothing", 404), ("/gone", 410), ("/fails", 500), ("/panics", 500)] {
            let answer = house.get(path).await;
            assert_eq!(answer.status, status, "{path}");
            assert!(answer.text().starts_with(&format!("<h1>{status} at {path}</h1>")), "{}", answer.text());
            assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(answer.header("cache-control"), "no-store");
            assert!(!answer.text().contains("till") && !answer.text().contains("roof"), "the inside stays inside");
        }
        assert!(house.get("/gone").await.text().contains("closed on 3 March"));
        assert_eq!(house.get("/nothing").await.status, 404, "a panic before it harms nobody");
    })
    .await;
}

#[tokio::test]
async fn pages_are_there_to_be_read_and_no_more() {
    both_engines(async |engine| {
        let house = House::on(engine).features(designed).open().await;
        for path in ["/nothing", "/gone"] {
            let answer = house.send(Method::POST, path, &[]).await;
            assert_eq!((answer.status, answer.header("cache-control")), (405, "no-store"), "{path}");
        }
        for path in ["/no%00thing", "/stall/a%00b", "/nothing?page=%00"] {
            assert_eq!(house.get(path).await.status, 404, "{path}: no engine is asked for a zero byte");
        }
    })
    .await;
}

#[tokio::test]
async fn when_the_designed_page_fails_the_bare_one_goes_out() {
    both_engines(async |engine| {
        let house = House::on(engine).features(designed).open().await;
        let answer = house.get("/bad").await;
        assert_eq!((answer.status, answer.header("content-type")), (400, "text/html; charset=utf-8"));
        assert!(answer.text().contains("<h1>Bad Request</h1><p>There is no page 0; pages count from 1.</p>"));
        let plain = market(engine, &[]).await.get("/gone").await;
        assert!(plain.text().contains("This stall &lt;was> closed on 3 March &amp; its page"), "{}", plain.text());
    })
    .await;
}

#[tokio::test]
async fn programs_get_a_problem() {
    both_engines(async |engine| {
        let house = House::on(engine).features(designed).open().await;
        for (path, status, title) in [
            ("/api/fails", 500, "Internal Server Error"),
            ("/api/panics", 500, "Internal Server Error"),
            ("/api/nothing", 404, "Not Found"),
        ] {
            let answer = house.get(path).await;
            assert_eq!((answer.status, answer.header("content-type")), (status, "application/problem+json"), "{path}");
            let problem: Value = answer.json();
            assert_eq!(problem["type"], "about:blank");
            assert_eq!((&problem["title"], &problem["status"]), (&json!(title), &json!(status)));
            assert!(problem["detail"].as_str().is_some_and(|text| !text.is_empty() && !text.contains("till")));
        }
        let wrong = house.send(Method::DELETE, "/api/prices", &[]).await;
        assert_eq!((wrong.status, wrong.header("content-type")), (405, "application/problem+json"));
        assert_eq!(wrong.header("allow"), "GET,HEAD");
        assert_eq!(house.get("/api/prices").await.text(), "[]");
    })
    .await;
}

#[tokio::test]
async fn every_answer_has_an_id_and_keeps_browsers_strict() {
    both_engines(async |engine| {
        let house = market(engine, &["plums"]).await;
        for path in ["/stall/plums", "/stall/plums", "/nothing", "/api/prices", "/fails"] {
            let answer = house.get(path).await;
            assert!(answer.header("x-request-id").len() == 32, "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
            assert_eq!(answer.header("strict-transport-security"), "", "not by plain HTTP");
        }
        let [one, two] = [house.get("/stall/plums").await, house.get("/stall/plums").await];
        assert_ne!(one.header("x-request-id"), two.header("x-request-id"), "a kept page has a new one each time");
        let given = house.get_with("/nothing", &[("x-request-id", "from-the-proxy_1")]).await;
        assert_eq!(given.header("x-request-id"), "from-the-proxy_1");
        let sly = house.get_with("/nothing", &[("x-request-id", "a b;c")]).await;
        assert_ne!(sly.header("x-request-id"), "a b;c");
    })
    .await;
}

#[tokio::test]
async fn a_house_on_https_says_so_for_a_year() {
    both_engines(async |engine| {
        let secure = House::on(engine).settings(|config| config.address = "https://market.example".to_owned());
        let answer = secure.open().await.get("/").await;
        assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"));
    })
    .await;
}
