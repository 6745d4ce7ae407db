//! The index follows the change log, is made anew while the old one serves, and says what the database says.

use std::time::{Duration, Instant};

use content::acts;
use intake::Record;
use platform::search::{Batch, Document};
use testkit::{Engine, both_engines};

use super::{MORNING, both_sides, draft, headlines, house_with, told};
use crate::house::{address, article, house, item_at, publication, take};

#[tokio::test(flavor = "multi_thread")]
async fn names_that_change_change_what_is_found() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "Masts")]).await;
        assert_eq!(headlines(&house, "q=byline:lindqvist").await, ["Masts"]);
        let person = intake::Person { name: "Maya Ferreira".into(), ..intake::Person::default() };
        let topic = intake::Topic { slug: "sharing".into(), name: "Cohabitation".into(), ..intake::Topic::default() };
        take(&house, "t", vec![Record::new("maya", person), Record::new("sharing", topic)]).await;
        house.app.catch_up().await.unwrap();
        assert_eq!(headlines(&house, "q=byline:ferreira").await, ["Masts"]);
        assert_eq!(headlines(&house, "q=cohabitation").await, ["Masts"]);
        assert!(headlines(&house, "q=byline:lindqvist").await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_that_moves_takes_its_stories_along() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "Masts")]).await;
        assert_eq!(told(&house, "section=5g").await["total"], 1);
        let section =
            intake::Section { slug: "open-ran".into(), name: "Open RAN".into(), ..intake::Section::default() };
        take(&house, "t", vec![Record::new("open-ran", section)]).await;
        house.app.catch_up().await.unwrap();
        assert_eq!(told(&house, "section=5g").await["total"], 0);
        assert_eq!(told(&house, "section=open-ran").await["total"], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_index_is_made_anew_only_when_a_site_speaks_otherwise() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let late = article("one", "Masts at midnight", "2019-12-31T22:00:00Z");
        take(&house, "t", publication(vec![Record::new("one", late)])).await;
        house.app.catch_up().await.unwrap();
        let site = |language: &str, zone: &str, tagline: &str| {
            let mut records = publication(Vec::new());
            if let intake::Matter::Site(site) = &mut records[0].matter {
                (site.language, site.time_zone) = (Some(language.into()), Some(zone.into()));
                site.tagline = Some(tagline.into());
                site.extra.insert("description".into(), tagline.into());
            }
            vec![records.remove(0)]
        };
        // What only this index has: it is gone when the index is made anew.
        let mark = Document {
            id: kit::Uuid::from_u128(7),
            language: "en".into(),
            published: house.app.now(),
            headline: "A mark".into(),
            standfirst: String::new(),
            body: String::new(),
            names: Vec::new(),
            topics: Vec::new(),
            facets: Vec::new(),
        };
        let is_made_anew = async |records: Vec<Record>| {
            let position = house.app.search().position().await.unwrap().unwrap();
            let marked = Batch { put: vec![mark.clone()], remove: Vec::new(), position };
            house.app.search().take(marked).await.unwrap();
            take(&house, "t", records).await;
            house.app.catch_up().await.unwrap();
            !house.app.search().ids().await.unwrap().contains(&mark.id)
        };
        assert!(
            !is_made_anew(site("en", "UTC", "For those who build networks")).await,
            "a tagline is no word of a story"
        );
        assert!(is_made_anew(site("de", "UTC", "For those who build networks")).await);
        assert!(is_made_anew(site("de", "Pacific/Kiritimati", "x")).await);
        assert!(!is_made_anew(site("de", "Pacific/Kiritimati", "y")).await);
        assert_eq!(told(&house, "year=2020").await["total"], 1, "it is the new year there already");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_another_database_is_made_anew() {
    both_engines(async |engine| {
        let house = house_with(engine, &[("one", "Masts")]).await;
        let stranger = kit::Uuid::from_u128(7);
        house
            .app
            .search()
            .take(Batch { position: 1_000_000, remove: vec![stranger], ..Batch::default() })
            .await
            .unwrap();
        house.app.catch_up().await.unwrap();
        let (visible, known) = both_sides(&house).await;
        assert_eq!((visible.len(), &known), (1, &visible));
        assert!(house.app.search().position().await.unwrap().unwrap() < 1_000_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn made_anew_under_load_the_index_says_what_the_database_says() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let stories = (0..1_200).map(|n| match n % 3 {
            0 => draft(&format!("s{n}"), &format!("Story {n} of masts")),
            _ => Record::new(format!("s{n}"), article(&format!("s{n}"), &format!("Story {n} of masts"), MORNING)),
        });
        let stories: Vec<Record> = stories.collect();
        take(&house, "t", publication(Vec::new())).await;
        for batch in stories.chunks(400) {
            take(&house, "t", batch.to_vec()).await;
        }
        house.app.catch_up().await.unwrap();
        let before = told(&house, "q=masts").await["total"].as_u64().unwrap();
        assert_eq!(before, 800);
        acts::rebuild(&house.app).await.unwrap();
        let app = house.app.clone();
        let making = tokio::spawn(async move { app.catch_up().await });
        // Readers ask and editors work meanwhile.
        let mut asked = 0;
        for n in (0..120).step_by(3) {
            let id = item_at(&house, &address(&format!("s{n}"))).await;
            acts::publish(&house.app, id, "editor").await.unwrap();
            let id = item_at(&house, &address(&format!("s{}", n + 1))).await;
            acts::withdraw(&house.app, id, "", "editor").await.unwrap();
            assert!(told(&house, "q=masts").await["total"].as_u64().unwrap() > 0, "the old index does not serve");
            asked += usize::from(!making.is_finished());
        }
        making.await.unwrap().unwrap();
        house.app.catch_up().await.unwrap();
        let (visible, known) = both_sides(&house).await;
        assert_eq!(visible.len(), 800);
        assert!(visible == known, "{} are visible and {} are found", visible.len(), known.len());
        eprintln!("{asked} rounds of asking and editing while the index was made anew");
    })
    .await;
}

/// Not a measure, which is the bench's matter; only that nothing waits for a clock.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_published_is_found_at_once() {
    let house = house_with(Engine::Sqlite, &[("one", "Masts")]).await;
    take(&house, "t", publication(vec![draft("two", "Towers")])).await;
    let stop = tokio::spawn(follow(house.app.clone()));
    house.app.catch_up().await.unwrap();
    let id = item_at(&house, &address("two")).await;
    acts::publish(&house.app, id, "editor").await.unwrap();
    let begun = Instant::now();
    while headlines(&house, "q=towers").await.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(2), "it is not found");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    eprintln!("found {:.0?} after it was published", begun.elapsed());
    stop.abort();
}

/// Follows as a node that serves does.
pub(super) async fn follow(app: platform::App) {
    loop {
        app.catch_up().await.unwrap();
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
