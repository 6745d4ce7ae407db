//! Fronts: what stands on one stands there once.

use std::collections::HashMap;

use intake::{Front, Item, ItemKind, Module, Position, Record, Section};
use testkit::both_engines;

use crate::house::{article, house, publication, take};

/// An article of a section, one of sixty an hour apart.
fn nth(number: u32, section: &str) -> Record {
    let slug = format!("s{number:02}");
    let at = format!("2020-11-{:02}T{:02}:00:00Z", 20 + number / 24, number % 24);
    let story = article(&slug, &format!("Story {number:02}"), &at);
    Record::new(slug, Item { sections: vec![section.to_owned()], ..story })
}

/// How often each story stands on a page.
fn times(page: &str) -> HashMap<String, usize> {
    let mut times = HashMap::new();
    for part in page.split("\">Story ").skip(1) {
        *times.entry(part.chars().take(2).collect()).or_insert(0) += 1;
    }
    times
}

#[tokio::test(flavor = "multi_thread")]
async fn no_story_stands_twice_on_the_front_page() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let sections = ["optical", "5g", "satellites"];
        let mut records: Vec<Record> = ["optical", "satellites"]
            .map(|slug| Record::new(slug, Section { slug: slug.into(), name: slug.into(), ..Section::default() }))
            .into();
        records.extend((0..60).map(|number| nth(number, sections[number as usize % 3])));
        let held = |place: &str, item: &str| Position { place: place.into(), item: item.into(), ..Position::default() };
        let mut lead = article("s90", "Story 90", "2020-11-22T20:00:00Z");
        lead.related = vec!["s59".to_owned(), "s20".to_owned()];
        records.push(Record::new("s90", lead));
        // The later of the films stands above already.
        for (slug, headline, at) in
            [("s91", "Story 91", "2020-11-22T21:00:00Z"), ("s92", "Story 92", "2020-11-22T06:30:00Z")]
        {
            records.push(Record::new(slug, Item { item_kind: ItemKind::Video, ..article(slug, headline, at) }));
        }
        let module = |name: &str| Module { module: name.into(), ..Module::default() };
        let mut latest = module("latest");
        latest.settings.insert("section".to_owned(), "5g".into());
        let front = Front {
            positions: vec![held("lead", "s90")],
            modules: vec![module("featured_video"), latest],
            ..Front::default()
        };
        records.push(Record::new("front", front));
        assert_eq!(take(&house, "t", publication(records)).await, []);
        let page = house.get("/").await;
        let text = page.text();
        assert!(text.contains("class=\"lead-related\"") && text.contains("Featured video"), "{text}");
        assert!(text.contains("class=\"strip\"") && text.contains("id=\"river-title\""), "{text}");
        let times = times(text);
        assert!(times.len() > 30, "{times:?}");
        let twice: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
        assert!(twice.is_empty(), "{twice:?}");
        let module = text.split("class=\"module\"").nth(2).unwrap().split("</section>").next().unwrap();
        assert_eq!(module.matches("<article").count(), 5, "a whole module: {module}");
    })
    .await;
}
