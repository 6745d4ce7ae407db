//! What answers can be narrowed to, what was meant by a misspelt word, and the language in which words are understood.

use intake::Record;
use serde_json::{Value, json};
use testkit::both_engines;

use super::{MORNING, headlines, house_with, told};
use crate::house::{article, house, publication, take};

fn labelled(slug: &str, headline: &str, format: Option<&str>, topics: &[String]) -> Record {
    let (format, topics) = (format.map(str::to_owned), topics.to_vec());
    Record::new(slug, intake::Item { format, topics, ..article(slug, headline, MORNING) })
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_counted_by_format_and_narrowed_to_one() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let format = |slug: &str, name: &str| {
            Record::new(slug, intake::Format { slug: slug.into(), name: name.into(), ..intake::Format::default() })
        };
        let mut records = vec![format("news", "News"), format("opinion", "Opinion")];
        let given = [Some("news"), Some("news"), Some("news"), Some("opinion"), Some("opinion"), None];
        records.extend(
            given
                .into_iter()
                .enumerate()
                .map(|(number, format)| labelled(&format!("s{number}"), &format!("Masts, part {number}"), format, &[])),
        );
        take(&house, "t", publication(records)).await;
        house.app.catch_up().await.unwrap();
        let all = told(&house, "q=masts").await;
        let expected = json!([
            {"value": "news", "label": "News", "count": 3, "chosen": false},
            {"value": "opinion", "label": "Opinion", "count": 2, "chosen": false},
        ]);
        assert_eq!((&all["total"], &all["facets"]["format"]), (&json!(6), &expected));
        let opinion = told(&house, "q=masts&format=opinion").await;
        assert_eq!(opinion["total"], 2);
        let counts: Vec<(&Value, &Value)> =
            opinion["facets"]["format"].as_array().unwrap().iter().map(|one| (&one["count"], &one["chosen"])).collect();
        assert_eq!(counts, [(&json!(3), &json!(false)), (&json!(2), &json!(true))], "the others are still counted");
        assert_eq!(told(&house, "q=masts&format=feature").await["total"], 0);
        let kinds = json!([{"value": "article", "label": "Stories", "count": 6, "chosen": false}]);
        assert_eq!(all["facets"]["kind"], kinds, "a program is told of groups of one, too");
        assert!(!house.get("/search?q=masts").await.text().contains(r#"data-group="kind""#), "a reader is not");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rarer_stands_behind_more() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let topics = (0..60).map(|number| {
            let name = format!("Subject {number:02}");
            Record::new(topic(number), intake::Topic { slug: topic(number), name, ..Default::default() })
        });
        let mut records: Vec<Record> = topics.collect();
        // The first topic is on one story more than the second, and so on.
        records.extend((0..12).map(|number| {
            let topics: Vec<String> = (0..12 - number).map(topic).collect();
            labelled(&format!("s{number}"), &format!("Masts, part {number}"), None, &topics)
        }));
        let rare: Vec<String> = (12..60).map(topic).collect();
        records.push(labelled("rare", "Masts and everything else", None, &rare));
        take(&house, "t", publication(records)).await;
        house.app.catch_up().await.unwrap();
        let page = house.get("/search?q=masts").await;
        let group = page.text().split("data-group=\"topic\"").nth(1).unwrap().split("</section>").next().unwrap();
        let (at_once, more) = group.split_once("<details class=\"search-rest\">").expect("there is more");
        assert_eq!((at_once.matches("<li>").count(), more.matches("<li>").count()), (8, 22), "{group}");
        assert!(more.contains("<summary>22 more"), "{more}");
        assert!(at_once.contains("q=masts&amp;topic=subject-00\" rel=\"nofollow\"><bdi>Subject 00</bdi>"), "{at_once}");
        assert!(at_once.contains("<span class=\"search-number\">12</span>"), "{at_once}");
        assert!(
            more.contains("topic=subject-08\" rel=\"nofollow\"><bdi>Subject 08</bdi>") && more.contains(">4</span>")
        );
        let all = told(&house, "q=masts").await;
        assert_eq!(all["facets"]["topic"].as_array().map(Vec::len), Some(30));
        assert_eq!(told(&house, "q=masts&topic=subject-11").await["total"], 1);
        // What was chosen is offered however rare it is.
        let chosen = told(&house, "q=masts&topic=subject-59").await;
        let offers = chosen["facets"]["topic"].as_array().unwrap();
        assert_eq!(
            (offers.len(), &offers[30]["value"], &offers[30]["chosen"]),
            (31, &"subject-59".into(), &true.into())
        );
        let section = page.text().split("data-group=\"section\"").nth(1);
        assert!(section.is_none_or(|group| !group.split("</section>").next().unwrap().contains("<details")));
    })
    .await;
}

fn topic(number: usize) -> String {
    format!("subject-{number:02}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_misspelt_word_is_told_what_was_meant() {
    both_engines(async |engine| {
        let stories = [("spectrum", "Spectrum for sale"), ("masts", "Masts without spectrum")];
        let house = house_with(engine, &stories).await;
        let page = house.get("/search?q=spectrm&order=newest").await;
        let meant = "Did you mean <a href=\"/search?q=spectrum&amp;order=newest\"><bdi>spectrum</bdi></a>?";
        assert!(page.text().contains(meant), "{}", page.text());
        assert_eq!(told(&house, "q=spectrm").await["meant"], "spectrum");
        let right = house.get("/search?q=spectrum").await;
        assert!(!right.text().contains("Did you mean"));
        assert_eq!(told(&house, "q=spectrum").await["meant"], Value::Null);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_understood_in_the_language_of_the_site() {
    both_engines(async |engine| {
        for (language, found) in [("de", vec!["Drei Häuser am Netz"]), ("en", Vec::new())] {
            let house = house(engine).await;
            let mut records = publication(vec![Record::new("netz", article("netz", "Drei Häuser am Netz", MORNING))]);
            if let intake::Matter::Site(site) = &mut records[0].matter {
                site.language = Some(language.into());
            }
            take(&house, "t", records).await;
            house.app.catch_up().await.unwrap();
            assert_eq!(headlines(&house, "q=haus").await, found, "{language}");
            assert_eq!(headlines(&house, "q=h%C3%A4user").await, ["Drei Häuser am Netz"], "{language}");
        }
    })
    .await;
}
