//! What machines are told: every kind of page says exactly what it is, and nothing in it gets out of its statement.

use intake::{ItemKind, Map, Playback, Record};
use serde_json::{Value, json};
use testkit::{Answer, House, both_engines};

use crate::house::{address, article, house, item_at, publication, take};

const MORNING: &str = "2020-11-20T09:00:00Z";

/// The statements of a page, the layout's and the features'.
fn statements(page: &Answer) -> Vec<Value> {
    let blocks = page.text().split("<script type=\"application/ld+json\">").skip(1);
    blocks.map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap()).collect()
}

fn types(page: &Answer) -> Vec<String> {
    let mut types: Vec<String> = statements(page).iter().map(|statement| word(&statement["@type"])).collect();
    types.sort();
    types
}

fn word(kind: &Value) -> String {
    match kind {
        Value::Array(all) => all.iter().map(word).collect::<Vec<_>>().join("+"),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

/// The value of a `<meta>` by its name or property.
fn said<'a>(page: &'a Answer, name: &str) -> Vec<&'a str> {
    let marks = [format!("property=\"{name}\" content=\""), format!("name=\"{name}\" content=\"")];
    let found = marks.iter().flat_map(|mark| page.text().split(mark.as_str()).skip(1));
    found.map(|rest| rest.split('"').next().unwrap()).collect()
}

fn item(slug: &str, headline: &str, item_kind: ItemKind, special: impl FnOnce(&mut intake::Item)) -> Record {
    let mut item = intake::Item { item_kind, ..article(slug, headline, MORNING) };
    special(&mut item);
    Record::new(slug, item)
}

async fn newsroom(house: &House) {
    let format = |slug: &str, name: &str| {
        Record::new(slug, intake::Format { slug: slug.into(), name: name.into(), ..intake::Format::default() })
    };
    let playing = |address: &str, mime: &str| {
        Some(Playback { address: address.into(), mime: Some(mime.into()), seconds: Some(760), ..Playback::default() })
    };
    let correction = intake::Correction {
        item: "news".into(),
        at: "2020-11-20T15:00:00Z".parse().unwrap(),
        text: "The mast is 40 metres high, not 400.".into(),
        extra: Map::new(),
    };
    let records = vec![
        format("opinion", "Opinion"),
        format("news-analysis", "News Analysis"),
        item("news", "A mast", ItemKind::Article, |_| {}),
        item("view", "What I think", ItemKind::Article, |item| item.format = Some("opinion".into())),
        item("why", "What it means", ItemKind::Article, |item| item.format = Some("news-analysis".into())),
        item("film", "A film", ItemKind::Video, |item| item.playback = playing("/film.mp4", "video/mp4")),
        item("talk", "A talk", ItemKind::Podcast, |item| item.playback = playing("/talk.mp3", "audio/mpeg")),
        item("copy", "A copy", ItemKind::Article, |item| item.canonical = Some("https://elsewhere.example/x".into())),
        item("about", "About us", ItemKind::Page, |item| item.address = Some("/about".into())),
        item("imprint", "Imprint", ItemKind::Page, |item| item.address = Some("/imprint".into())),
        item("deutsch", "Ein Mast", ItemKind::Article, |item| {
            item.language = Some("de".into());
            item.extra = Map::from_iter([("translations".to_owned(), json!({"en": "news", "fr": "nowhere"}))]);
        }),
        Record::new("correction", correction),
    ];
    let refused = take(house, "t", publication(records)).await;
    assert!(refused.is_empty(), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_page_says_exactly_what_it_is() {
    both_engines(async |engine| {
        let house = house(engine).await;
        newsroom(&house).await;
        house.app.catch_up().await.unwrap();
        let item = |slug| address(slug);
        let expected = [
            ("/".to_owned(), "WebSite"),
            ("/5g/open-ran".to_owned(), "BreadcrumbList, CollectionPage"),
            (item("news"), "BreadcrumbList, NewsArticle"),
            (item("view"), "BreadcrumbList, NewsArticle+OpinionNewsArticle"),
            (item("why"), "AnalysisNewsArticle, BreadcrumbList"),
            (item("film"), "BreadcrumbList, VideoObject"),
            (item("talk"), "BreadcrumbList, PodcastEpisode"),
            ("/about".to_owned(), "AboutPage, BreadcrumbList"),
            ("/imprint".to_owned(), "BreadcrumbList, WebPage"),
            ("/topic/sharing".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/author/maya-lindqvist".to_owned(), "BreadcrumbList, ProfilePage"),
            ("/archive".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/archive/2020".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/archive/2020/11".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/archive/2020/11/20".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/corrections".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/search".to_owned(), "BreadcrumbList, SearchResultsPage"),
            ("/search?q=mast".to_owned(), "BreadcrumbList, SearchResultsPage"),
            ("/most-read".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/most-read/month/5g".to_owned(), "BreadcrumbList, CollectionPage"),
            ("/feeds".to_owned(), "BreadcrumbList, CollectionPage"),
        ];
        for (path, types) in expected {
            let page = house.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            let types = if path == item("why") { "BreadcrumbList, NewsArticle+AnalysisNewsArticle" } else { types };
            assert_eq!(self::types(&page).join(", "), types, "{path}");
            for name in ["og:title", "og:type", "og:url", "og:site_name", "og:image", "og:image:alt"] {
                assert_eq!(said(&page, name).len(), 1, "{path} {name}");
            }
            assert_eq!(said(&page, "twitter:card"), ["summary_large_image"], "{path}");
            assert_eq!(said(&page, "og:image:width"), ["1200"], "{path}");
            let picture = said(&page, "og:image")[0].replace("https://backhaul.example", "");
            assert_eq!(house.get(&picture).await.status, 200, "{path}: {picture}");
        }
        let fronts =
            [("/", "/media/card/site/"), ("/5g/open-ran", "/media/card/section/"), ("/search", "/media/card/site/")];
        for (path, card) in fronts {
            let page = house.get(path).await;
            assert!(said(&page, "og:image")[0].starts_with(&format!("https://backhaul.example{card}")), "{path}");
        }
        assert!(types(&house.get("/nothing-here").await).is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_items_statement_holds_what_its_page_knows() {
    both_engines(async |engine| {
        let house = house(engine).await;
        newsroom(&house).await;
        let page = house.get(&address("news")).await;
        let facts = &statements(&page)[0];
        assert_eq!(facts["isAccessibleForFree"], true);
        assert_eq!(facts["correction"][0]["text"], "The mast is 40 metres high, not 400.");
        assert_eq!(facts["author"][0]["@id"], "https://backhaul.example/author/maya-lindqvist#person");
        assert_eq!(facts["publisher"]["@id"], "https://backhaul.example/#publisher");
        assert_eq!(facts["isPartOf"]["@id"], "https://backhaul.example/#website");
        assert_eq!((&facts["articleSection"], &facts["inLanguage"]), (&json!("Open RAN"), &json!("en")));
        assert!(facts["wordCount"].as_u64() > Some(5), "{facts}");
        assert_eq!(facts["image"][0]["width"], 1200);
        assert_eq!(said(&page, "og:image").first().copied(), facts["image"][0]["url"].as_str());
        assert_eq!(said(&page, "og:image:height"), ["630"]);
        let film = &statements(&house.get(&address("film")).await)[0];
        assert_eq!((&film["duration"], &film["uploadDate"]), (&json!("PT12M40S"), &film["datePublished"]));
        let talk = house.get(&address("talk")).await;
        assert_eq!(statements(&talk)[0]["associatedMedia"]["encodingFormat"], "audio/mpeg");
        assert_eq!(said(&talk, "og:audio:type"), ["audio/mpeg"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_and_a_translation_say_what_they_come_from() {
    both_engines(async |engine| {
        let house = house(engine).await;
        newsroom(&house).await;
        let copy = house.get(&address("copy")).await;
        assert_eq!(statements(&copy)[0]["isBasedOn"], "https://elsewhere.example/x");
        assert_eq!(said(&copy, "og:url"), ["https://elsewhere.example/x"]);
        let german = house.get(&address("deutsch")).await;
        assert!(german.text().contains("<html lang=\"de\" dir=\"ltr\">"), "its own language");
        assert!(
            german.text().contains("<header class=\"masthead\" lang=\"en\" dir=\"ltr\">"),
            "and the site's around it"
        );
        assert_eq!(said(&german, "og:locale"), ["de_DE"]);
        let sisters: Vec<&str> =
            german.text().split("hreflang=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(sisters, ["de", "en", "x-default"], "what is not there is not named");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_words_get_out_of_a_statement() {
    const EVIL: &str = "</script><script>alert(1)</script><!-- \u{2028} ]]> \\ \" '";
    both_engines(async |engine| {
        let house = house(engine).await;
        let evil = intake::Item { standfirst: Some(EVIL.into()), ..article("evil", EVIL, MORNING) };
        take(&house, "t", publication(vec![Record::new("evil", evil)])).await;
        for path in [address("evil"), "/5g/open-ran".to_owned(), "/topic/sharing".to_owned()] {
            let page = house.get(&path).await;
            assert!(!page.text().contains("<script>alert"), "{path}");
            let told = statements(&page).iter().any(|statement| statement.to_string().contains("alert(1)"));
            assert!(told, "{path}: what is stored is what is said");
            for block in page.text().split("<script type=\"application/ld+json\">").skip(1) {
                let block = block.split("</script>").next().unwrap();
                assert!(!block.contains('<') && !block.contains("-->"), "{path}: {block}");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawn_item_says_when() {
    both_engines(async |engine| {
        let house = house(engine).await;
        newsroom(&house).await;
        let id = item_at(&house, &address("news")).await;
        content::acts::withdraw(&house.app, id, "It rested on a forged document.", "desk").await.unwrap();
        let page = house.get(&address("news")).await;
        assert_eq!(page.status, 410);
        let day = house.app.now().to_string();
        assert!(page.text().contains(&day[..10]), "the day it was withdrawn");
        assert!(types(&page).is_empty());
    })
    .await;
}
