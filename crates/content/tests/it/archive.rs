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

#[tokio::test]
async fn a_full_month_is_whole_and_each_day_has_a_page() {
    both_engines(async |engine| {
        let at = |n: u32| format!("2020-10-{:02}T{:02}:{:02}:00Z", 2 + n % 25, 12 + n / 60 % 10, n % 60);
        let stories = (0..2_500).map(|n| story(&format!("n{n}"), &at(n), json!({"bylines": [], "topics": []})));
        let house = publication(engine, stories.collect()).await;
        let mut next = Some("/archive/2020/10".to_owned());
        let (mut seen, mut pages, mut trail) = (std::collections::BTreeSet::new(), 0, Vec::new());
        while let Some(address) = next {
            let page = house.get(&address).await;
            assert_eq!(page.status, 200, "{address}");
            assert!(page.text().contains("2,500 stories"));
            for story in page.text().split("href=\"/radio/n").skip(1) {
                seen.insert(story.split('"').next().unwrap().to_owned());
            }
            let link = |rel: &str| {
                let link = page.text().split(&format!("class=\"pager-{rel}\" href=\"")).nth(1)?;
                Some(link.split('"').next().unwrap().to_owned())
            };
            assert_eq!(link("newer").as_deref(), trail.last().map(String::as_str), "the way back from {address}");
            trail.push(address);
            next = link("older");
            pages += 1;
        }
        assert_eq!((seen.len(), pages), (2_500, 25));
        let month = house.get("/archive/2020/10").await;
        assert!(month.text().contains("href=\"/archive/2020/10/14\" aria-label=\"14 October 2020: 100 stories\""));
        assert!(!month.text().contains("href=\"/archive/2020/10/30\""), "a day without stories leads nowhere");
        let day = house.get("/archive/2020/10/14").await;
        assert!(day.text().contains("100 stories") && day.text().contains("Wednesday 14 October 2020"));
        assert!(
            day.text().contains("href=\"/archive/2020/10/13\"") && day.text().contains("href=\"/archive/2020/10/15\"")
        );
        for nothing in
            ["/archive/2020/10/30", "/archive/2020/10/32", "/archive/2020/10/1", "/archive/2020/10/14?after=x"]
        {
            assert_eq!(house.get(nothing).await.status, 404, "{nothing}");
        }
        assert_eq!(house.get("/archive/2020/10/14/").await.header("location"), "/archive/2020/10/14");
    })
    .await;
}
