//! Several sites in one house: each answers with its own, one asks another, and all of them answer together.

use content::acts;
use intake::{Record, Site};
use kit::Id;
use serde_json::Value;
use testkit::{Answer, Engine, House, both_engines};

use super::{MORNING, draft};
use crate::house::{article, house, publication, take};

/// The hosts of two sites.
const FIRST: &str = "backhaul.example";
const SECOND: &str = "asia.backhaul.example";

/// A house with two publications that have sections of the same addresses.
async fn two_sites(engine: Engine) -> House {
    let house = house(engine).await;
    let here = vec![
        Record::new("fens", article("fens", "Masts in the fens", MORNING)),
        draft("secret", "Masts nobody knows of"),
    ];
    take(&house, "home", publication(here)).await;
    let there = [("seoul", "Masts over Seoul"), ("osaka", "Masts over Osaka")];
    let mut records = publication(
        there.map(|(slug, headline)| Record::new(slug, article(slug, headline, MORNING))).into_iter().collect(),
    );
    records.push(draft("hidden", "Masts nobody sees"));
    let site = Site {
        name: "Backhaul Asia".into(),
        address: Some(format!("https://{SECOND}")),
        language: Some("en".into()),
        time_zone: Some("Asia/Seoul".into()),
        ..Site::default()
    };
    records[0] = Record::new("site", site);
    take(&house, "asia", records).await;
    house.app.catch_up().await.unwrap();
    house
}

async fn at(house: &House, host: &str, path: &str) -> Answer {
    let answer = house.get_with(path, &[("host", host)]).await;
    assert_eq!(answer.status, 200, "{host}{path}: {}", answer.text());
    answer
}

/// Addresses that the API answers with, in order.
async fn addresses(house: &House, host: &str, query: &str) -> Vec<String> {
    let told: Value = at(house, host, &format!("/api/search?{query}")).await.json();
    let results = told["results"].as_array().unwrap();
    let mut all: Vec<String> = results.iter().map(|one| one["address"].as_str().unwrap().to_owned()).collect();
    all.sort();
    all
}

/// What the API offers of a group: value, count and whether it is chosen.
async fn offers(house: &House, host: &str, query: &str, group: &str) -> Vec<(String, u64, bool)> {
    let told: Value = at(house, host, &format!("/api/search?{query}")).await.json();
    let offers = told["facets"][group].as_array().cloned().unwrap_or_default();
    let read = |offer: &Value| {
        let (value, count) = (offer["value"].as_str().unwrap(), offer["count"].as_u64().unwrap());
        (value.to_owned(), count, offer["chosen"] == true)
    };
    offers.iter().map(read).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_answers_with_its_own_and_all_answer_together() {
    both_engines(async |engine| {
        let house = two_sites(engine).await;
        let (fens, seoul, osaka) = (
            format!("https://{FIRST}/5g/open-ran/fens"),
            format!("https://{SECOND}/5g/open-ran/seoul"),
            format!("https://{SECOND}/5g/open-ran/osaka"),
        );
        let [own, others] = [vec![fens.clone()], vec![osaka.clone(), seoul.clone()]];
        assert_eq!(addresses(&house, FIRST, "q=masts").await, own);
        assert_eq!(addresses(&house, SECOND, "q=masts").await, others);
        for host in [FIRST, SECOND] {
            let all = [osaka.clone(), seoul.clone(), fens.clone()];
            assert_eq!(addresses(&house, host, "q=masts&site=all").await, all, "{host}");
            assert_eq!(addresses(&house, host, &format!("q=masts&site={FIRST}")).await, own, "{host}");
            assert_eq!(addresses(&house, host, &format!("q=masts&site={SECOND}")).await, others, "{host}");
            assert!(addresses(&house, host, "q=masts&site=nowhere.example").await.is_empty());
            // A section is one of the site that is asked.
            assert_eq!(addresses(&house, host, &format!("section=5g&site={FIRST}")).await, own, "{host}");
            assert_eq!(addresses(&house, host, &format!("section=5g&site={SECOND}")).await, others, "{host}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sites_are_offered_with_how_many_fit() {
    both_engines(async |engine| {
        let house = two_sites(engine).await;
        let facet = |first, second| vec![(SECOND.to_owned(), 2, second), (FIRST.to_owned(), 1, first)];
        assert_eq!(offers(&house, FIRST, "q=masts", "site").await, facet(true, false));
        assert_eq!(offers(&house, SECOND, "q=masts", "site").await, facet(false, true));
        assert_eq!(offers(&house, FIRST, "q=masts&site=all", "site").await, facet(false, false));
        assert_eq!(offers(&house, FIRST, &format!("q=masts&site={SECOND}"), "site").await, facet(false, true));
        assert_eq!(offers(&house, FIRST, "q=fens", "site").await, [(FIRST.to_owned(), 1, true)]);
        // Sections of one site only are a choice; those of several would be mixed up.
        assert!(offers(&house, FIRST, "q=masts&site=all", "section").await.is_empty());
        let sections = offers(&house, FIRST, &format!("q=masts&site={SECOND}"), "section").await;
        assert!(sections.contains(&("5g".to_owned(), 2, false)), "{sections:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_all_sites_leads_to_the_right_one() {
    both_engines(async |engine| {
        let house = two_sites(engine).await;
        let own = at(&house, FIRST, "/search?q=masts").await;
        assert!(own.text().contains("1 result<") && !own.text().contains("Seoul"), "{}", own.text());
        assert!(own.text().contains(r#"href="/search?q=masts&amp;site=all">All sites (3)</a>"#), "{}", own.text());
        let all = at(&house, FIRST, "/search?q=masts&site=all").await;
        let text = all.text();
        assert!(text.contains("3 results"), "{text}");
        assert!(
            text.contains(r#"href="/5g/open-ran/fens""#)
                && !text.contains(r#"href="https://backhaul.example/5g/open-ran/f"#)
        );
        assert!(text.contains(&format!(r#"href="https://{SECOND}/5g/open-ran/seoul""#)), "{text}");
        assert!(
            text.contains(&format!(r#"<a class="kicker-section" href="https://{SECOND}/">Backhaul Asia</a>"#)),
            "an answer from elsewhere says where it is from"
        );
        assert!(text.contains(r#"href="/search?q=masts">Backhaul (1)</a>"#), "{text}");
        assert!(text.contains(r#"href="/search/feed?q=masts&amp;site=all""#));
        let feed = at(&house, FIRST, "/search/feed?q=masts&site=all").await;
        assert!(feed.text().contains(&format!("<link>https://{SECOND}/5g/open-ran/seoul</link>")), "{}", feed.text());
        assert!(feed.text().contains(&format!("<link>https://{FIRST}/5g/open-ran/fens</link>")));
        // Where the own site has nothing, the others are named.
        let none = at(&house, FIRST, "/search?q=osaka").await;
        assert!(none.text().contains("Nothing fits") && none.text().contains("All sites (1)"), "{}", none.text());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_hidden_on_every_site() {
    both_engines(async |engine| {
        let house = two_sites(engine).await;
        for host in [FIRST, SECOND] {
            for query in ["q=nobody&site=all".to_owned(), format!("q=nobody&site={SECOND}"), "q=nobody".to_owned()] {
                let told: Value = at(&house, host, &format!("/api/search?{query}")).await.json();
                assert_eq!((&told["total"], &told["facets"]), (&0.into(), &serde_json::json!({})), "{host} {query}");
            }
        }
        // Withdrawn on one site, it is shown on none, though no index has heard of it yet.
        let seoul = id_of(&house, SECOND, "q=seoul").await;
        assert!(at(&house, FIRST, "/search?q=masts&site=all").await.text().contains("Seoul"));
        acts::withdraw(&house.app, seoul, "Wrong.", "editor").await.unwrap();
        assert!(!at(&house, FIRST, "/search?q=masts&site=all").await.text().contains("Seoul"));
        house.app.catch_up().await.unwrap();
        assert_eq!(offers(&house, FIRST, "q=masts", "site").await.iter().map(|(_, count, _)| count).sum::<u64>(), 2);
    })
    .await;
}

async fn id_of<Noun>(house: &House, host: &str, query: &str) -> Id<Noun> {
    let told: Value = at(house, host, &format!("/api/search?{query}")).await.json();
    told["results"][0]["id"].as_str().unwrap().parse().unwrap()
}
