//! The archive goes by the site's calendar, not by the server's.

use serde_json::json;
use testkit::both_engines;

use crate::newsroom::{publication, story};

#[tokio::test]
async fn months_begin_and_end_with_the_sites_midnight() {
    both_engines(async |engine| {
        // In New York it is still October when the first appears, and still 2019 when the last does.
        let house = publication(
            engine,
            vec![
                story("october", "2020-11-01T03:59:00Z", json!({})),
                story("november", "2020-11-01T04:00:00Z", json!({})),
                story("year-end", "2020-01-01T04:59:59Z", json!({})),
            ],
        )
        .await;
        let october = house.get("/archive/2020/10").await;
        assert!(october.text().contains("Story october") && !october.text().contains("Story november"));
        assert!(october.text().contains("Saturday 31 October 2020"));
        let november = house.get("/archive/2020/11").await;
        assert!(november.text().contains("Story november") && !november.text().contains("Story october"));
        assert!(november.text().contains("href=\"/archive/2020/10\""), "the month before is one step away");
        assert!(house.get("/archive/2019").await.text().contains("Story year-end"));
        let index = house.get("/archive").await;
        assert!(index.text().contains("3 stories since 2019"));
        assert!(!house.get("/archive/2020").await.text().contains("Story year-end"));
        assert_eq!(house.get("/archive/2020/09").await.status, 404);
    })
    .await;
}
