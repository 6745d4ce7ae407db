//! How a question is answered: the page, its choices, the way through it, what programs get.

use content::acts;
use intake::{Matter, Record};
use serde_json::{Value, json};
use testkit::both_engines;

use super::{MORNING, headlines, house_with, suggested, told};
use crate::house::{address, article, house, item_at, publication, take};

#[tokio::test(flavor = "multi_thread")]
async fn search_engines_may_keep_plain_answers_and_nothing_a_stranger_could_put_in_our_mouth() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("korea", "Korea ponders networks"), ("fibre", "Fibre for the fens")]).await;
        let may_be_kept = async |address: &str| {
            let page = house.get(address).await;
            assert_eq!(page.status, 200, "{address}");
            !page.text().contains(r#"name="robots" content="noindex, follow""#)
        };
        for address in ["/search", "/search?q=korea"] {
            assert!(may_be_kept(address).await, "{address}");
        }
        for address in ["/search?q=cheap+pills", "/search?q=korea&order=newest", "/search?q=korea&section=5g"] {
            assert!(!may_be_kept(address).await, "{address}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_answered_with_its_words_marked() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("korea", "Korea ponders networks"), ("fibre", "Fibre for the fens")]).await;
        let page = house.get("/search?q=korea").await;
        assert_eq!(page.status, 200);
        let text = page.text();
        assert!(text.contains("<mark>Korea</mark> ponders networks"), "{text}");
        assert!(text.contains("1 result") && !text.contains("Fibre for the fens"));
        assert!(text.contains(r#"name="description" content="1 item in Backhaul on korea""#));
        assert!(text.contains(r#"href="/search/feed?q=korea""#), "the answers can be followed");
        assert!(text.contains(r#"value="korea""#), "the form says what was asked");
        let told: Value = told(&house, "q=korea").await;
        assert_eq!(told["total"], 1);
        let result = &told["results"][0];
        assert_eq!(result["address"], "https://backhaul.example/5g/open-ran/korea");
        assert_eq!(result["byline"][0], "Maya Lindqvist");
        assert_eq!(result["marked"]["headline"][0]["text"], "Korea");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_kept_until_the_index_learns_something() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "Masts in the mist")]).await;
        assert!(house.get("/search?q=masts").await.text().contains("1 result"));
        take(&house, "t", publication(vec![Record::new("two", article("two", "Masts in the sun", MORNING))])).await;
        house.app.catch_up().await.unwrap();
        assert!(house.get("/search?q=masts").await.text().contains("2 results"), "the page is stale");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_makes_a_page_of_answers_and_no_second_copy_of_a_story() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "Masts"), ("two", "Towers")]).await;
        let kept = || house.app.cache().count();
        let story = house.get(&address("one")).await;
        let before = kept();
        for query in ["q=1", "q=masts&page=2", "from=newsletter&order=newest", "site=all&kind=article&year=2020"] {
            let same = house.get(&format!("{}?{query}", address("one"))).await;
            assert_eq!((same.status, &same.bytes), (200, &story.bytes), "{query}");
        }
        for list in ["/5g", "/topic/sharing", "/"] {
            let plain = house.get(list).await;
            let kept_then = kept();
            assert_eq!(house.get(&format!("{list}?q=1&page=3")).await.bytes, plain.bytes, "{list}");
            assert_eq!(kept(), kept_then, "{list}");
        }
        assert_eq!(kept(), before + 3, "a story is kept twice");
        let [masts, towers] = [house.get("/search?q=masts").await, house.get("/search?q=towers").await];
        assert!(masts.bytes != towers.bytes && kept() == before + 5, "two questions, two pages");
        assert_eq!(house.get("/search?q=masts&utm_source=x").await.bytes, masts.bytes);
        let feeds = ["/search/feed?q=masts", "/search/feed?q=towers", "/search/feed/atom?q=towers"];
        for feed in feeds {
            assert_eq!(house.get(feed).await.status, 200, "{feed}");
        }
        assert_eq!(kept(), before + 8);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_narrowed_and_turned() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let stories = (0..45).map(|n| {
            let (slug, headline) = (format!("s{n}"), format!("Story {n} of masts"));
            let year = if n < 5 { 2018 } else { 2019 };
            Record::new(slug.clone(), article(&slug, &headline, &format!("{year}-03-{:02}T08:00:00Z", n % 28 + 1)))
        });
        take(&house, "t", publication(stories.collect())).await;
        house.app.catch_up().await.unwrap();
        let first = house.get("/search?q=masts").await;
        assert!(first.text().contains("1–20 of 45 results"), "{}", first.text());
        assert!(first.text().contains("Page 1 of 3"));
        for (page, status) in [("2", 200), ("3", 200), ("4", 404), ("51", 404), ("x", 200), ("0", 200)] {
            assert_eq!(house.get(&format!("/search?q=masts&page={page}")).await.status, status, "page {page}");
        }
        assert!(house.get("/search?q=masts&page=3").await.text().contains("41–45 of 45 results"));
        let narrowed = house.get("/search?q=masts&year=2018&order=oldest").await;
        assert!(narrowed.text().contains("5 results"));
        assert!(narrowed.text().contains(r#"href="/search?q=masts&amp;order=oldest""#), "the year can be taken away");
        assert!(narrowed.text().contains("2019"), "what was chosen does not hide the other years");
        for (choice, total) in [
            ("section=5g/open-ran", 45),
            ("section=5g", 45),
            ("section=nowhere", 0),
            ("topic=sharing", 45),
            ("author=maya-lindqvist", 45),
            ("author=nobody", 0),
            ("kind=article", 45),
            ("kind=video", 0),
            ("from=2019", 40),
            ("until=2018-12-31", 5),
            ("until=2018-03-02", 2),
        ] {
            assert_eq!(told(&house, &format!("q=masts&{choice}")).await["total"], total, "{choice}");
        }
        assert_eq!(headlines(&house, "q=masts&order=oldest").await[0], "Story 0 of masts");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_found_leads_on() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("huawei", "Huawei and the landlines")]).await;
        let page = house.get("/search?q=xylophone&section=5g").await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("Nothing fits") && page.text().contains("Look everywhere"));
        assert!(page.text().contains("Huawei and the landlines"), "the latest stand there to go on with");
        let blank = house.get("/search").await;
        assert_eq!(blank.status, 200);
        assert!(blank.text().contains("how to ask") && !blank.text().contains("Nothing fits"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_being_typed_is_completed() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("spectrum", "Spectrum for sale")]).await;
        assert!(suggested(&house, "spec").await.iter().any(|word| word.to_lowercase().contains("spectrum")));
        assert_eq!(suggested(&house, "sale").await, ["Spectrum for sale"], "a whole word leads to what holds it");
        assert!(suggested(&house, "s").await.is_empty(), "one letter says nothing");
        assert!(suggested(&house, "").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_stands_beside_those_like_it() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let told = |slug: &str, headline: &str, text: &str| {
            let text = format!("<p>{headline}. {text}</p>");
            let body = intake::Body::Html { dialect: intake::Dialect::Plain, text };
            // No section, so that none of them stands below the others anyway.
            Record::new(
                slug,
                intake::Item { body: Some(body), sections: Vec::new(), ..article(slug, headline, MORNING) },
            )
        };
        let mut stories = vec![
            told(
                "a",
                "Small cells on lamp posts",
                "The city of Rotterdam lets its lamp posts to whoever builds small cells.",
            ),
            told("b", "Lamp posts for small cells in Rotterdam", "Each post takes two small cells, says the council."),
            told("c", "Rotterdam counts its small cells", "There are more small cells on lamp posts than on roofs."),
        ];
        let others = (0..9).map(|n| (format!("n{n}"), format!("Quarterly figures, part {n}")));
        stories.extend(others.map(|(slug, headline)| Record::new(slug.clone(), article(&slug, &headline, MORNING))));
        // Chosen by an editor beside the first, and named there before it comes.
        stories.push(told("d", "Small cells and lamp posts: a chosen story", "Rotterdam has both."));
        // Like it in every word, and no story.
        for slug in ["about", "contact", "imprint", "advertise"] {
            let text = "<p>Small cells on lamp posts. The city of Rotterdam lets its lamp posts.</p>".to_owned();
            let body = Some(intake::Body::Html { dialect: intake::Dialect::Plain, text });
            let page = article(slug, &format!("Small cells on lamp posts: {slug}"), MORNING);
            let item_kind = intake::ItemKind::Page;
            let page = intake::Item { item_kind, body, sections: Vec::new(), topics: Vec::new(), ..page };
            stories.push(Record::new(slug, page));
        }
        let chosen = [vec!["d"], vec!["n0", "n1", "n2", "n3"], vec!["n0", "n1", "n2", "n3", "n4"]];
        for (story, chosen) in stories.iter_mut().zip(chosen) {
            let Matter::Item(item) = &mut story.matter else { panic!("an item") };
            item.related = chosen.into_iter().map(str::to_owned).collect();
        }
        take(&house, "t", publication(stories)).await;
        house.app.catch_up().await.unwrap();
        let page = house.get("/a").await;
        let beside =
            page.text().split("class=\"related\"").skip(1).map(|part| part.split("</section>").next().unwrap());
        assert_eq!(
            beside.filter(|part| part.contains("a chosen story")).count(),
            1,
            "what was chosen stands there once"
        );
        let related = page.text().split("More like this").nth(1).expect("stories like it").to_owned();
        let related = related.split("</section>").next().unwrap();
        assert!(related.contains("Lamp posts for small cells in Rotterdam"), "{related}");
        assert!(!related.contains(">Small cells on lamp posts<"), "it stands beside itself: {related}");
        assert!(!related.contains("Small cells on lamp posts: "), "a page is no story: {related}");
        let (chosen, like) = (page.text().find("Read with this"), page.text().find("More like this"));
        assert!(chosen.unwrap() < like.unwrap(), "what an editor chose comes first");
        let page = house.get("/b").await;
        let beside = page.text().split("More like this").nth(1).and_then(|rest| rest.split("</section>").next());
        assert_eq!(
            beside.map(|like| like.matches("<article").count()),
            Some(1),
            "what four chosen ones leave room for"
        );
        assert!(!house.get("/c").await.text().contains("More like this"), "five chosen ones are enough");
        let answers = house.get("/search?q=imprint").await;
        let imprint = answers.text().split("<article").find(|answer| answer.contains("href=\"/imprint\"")).unwrap();
        assert!(!imprint.contains("<time"), "a page has no day: {imprint}");
        acts::withdraw(&house.app, item_at(&house, "/b").await, "", "editor").await.unwrap();
        assert!(
            !house.get("/a").await.text().contains("Lamp posts for small cells in Rotterdam"),
            "withdrawn, and shown"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_are_told_what_they_asked_wrongly() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "One")]).await;
        for wrong in ["page=0", "page=x", "page=51", "from=yesterday", "until=2020-13", "order=best"] {
            let answer = house.get(&format!("/api/search?q=one&{wrong}")).await;
            assert_eq!((answer.status, answer.header("content-type")), (400, "application/problem+json"), "{wrong}");
        }
        assert_eq!(house.get(&address("one")).await.status, 200);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn browsers_and_machines_are_told_how_to_ask() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "One")]).await;
        let front = house.get("/").await;
        assert!(front.text().contains(r#"type="application/opensearchdescription+xml""#));
        let said: Vec<&str> = front.text().split("<script type=\"application/ld+json\">").skip(1).collect();
        let [site] = said[..] else { panic!("the site has one id and one statement: {said:?}") };
        let site: Value = serde_json::from_str(site.split("</script>").next().unwrap()).unwrap();
        assert_eq!((&site["@type"], &site["publisher"]["@type"]), (&json!("WebSite"), &json!("NewsMediaOrganization")));
        let target = &site["potentialAction"]["target"]["urlTemplate"];
        assert_eq!(target, "https://backhaul.example/search?q={search_term_string}");
        assert!(front.text().contains(r#"<form action="/search">"#));
        let story = house.get(&address("one")).await;
        assert!(!story.text().contains("SearchAction"), "the front page says it for all");
        let description = house.get("/opensearch.xml").await;
        assert_eq!(description.header("content-type"), "application/opensearchdescription+xml; charset=utf-8");
        assert!(description.text().contains("<ShortName>Backhaul</ShortName>"));
        assert!(description.text().contains("https://backhaul.example/search?q={searchTerms}"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_almost_right_is_explained() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("korea", "Korea ponders networks"), ("fibre", "Fibre for the fens")]).await;
        let page = house.get("/search?q=korae").await.text().to_owned();
        assert!(page.contains("Nothing is written exactly so. Did you mean"), "{page}");
        assert!(page.contains(r#"href="/search?q=korea""#) && page.contains("1 result"));
        let page = house.get("/search?q=year:last").await.text().to_owned();
        assert!(page.contains("a year, a month or a day: year:2024"), "{page}");
        let page = house.get("/search?q=fens+korea").await.text().to_owned();
        assert!(page.contains("Nothing fits") && !page.contains("Did you mean"), "{page}");
        assert_eq!(suggested(&house, "open+r").await, ["Open RAN"], "a section");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_a_reader_can_search_and_go_through_the_archive() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "One")]).await;
        let page = house.get("/nothing/of/the/kind").await;
        assert_eq!(page.status, 404);
        let notice =
            page.text().split("class=\"notice\"").nth(1).unwrap().split("class=\"notice-home\"").next().unwrap();
        assert!(notice.contains("<form class=\"search-form\" action=\"/search\">"), "{notice}");
        assert!(notice.contains("href=\"/archive\""), "{notice}");
        assert!(!notice.contains("above"), "on a phone nothing stands there: {notice}");
    })
    .await;
}
