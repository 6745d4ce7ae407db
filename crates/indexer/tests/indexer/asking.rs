//! Questions: words, phrases, fields, exclusions, dates, order.

use platform::search::{Document, Order, Question};

use crate::paper::{Paper, at, document, marked, question};

async fn paper() -> Paper {
    Paper::of(vec![
        Document {
            standfirst: "The last copper lines go".into(),
            body: "A ring of dark fibre replaces them. The operators pay for it.".into(),
            names: vec!["Ada Wu".into()],
            topics: vec!["Optical networks".into()],
            published: at("2020-02-03T10:00:00Z"),
            ..document(1, "Carrier lights its coastal ring")
        },
        Document {
            body: "Fibre was said to be dark here, and copper bright. A network engineer shrugged.".into(),
            names: vec!["Émile Zürn".into()],
            topics: vec!["Open RAN".into()],
            published: at("2018-07-01T10:00:00Z"),
            ..document(2, "Regulator studies sharing of masts")
        },
        Document {
            body: "It was about the operator's café. Nothing of carriers was said.".into(),
            published: at("2026-05-20T10:00:00Z"),
            ..document(3, "Wi-Fi in every café, says AT&T")
        },
    ])
    .await
}

#[tokio::test]
async fn all_words_must_fit_somewhere_in_any_form() {
    let paper = paper().await;
    assert_eq!(paper.found("operator copper").await, [1]);
    assert_eq!(paper.found("study mast").await, [2]);
    assert_eq!(paper.found("cafe").await, [3]);
    assert_eq!(paper.found("zurn").await, [2]);
    assert_eq!(paper.found("the ring of the carrier").await, [1]);
    assert!(paper.found("copper satellite").await.is_empty());
}

#[tokio::test]
async fn the_headline_weighs_more_than_the_body() {
    assert_eq!(paper().await.found("carrier").await, [1, 3]);
}

#[tokio::test]
async fn of_two_that_fit_about_as_well_the_newer_comes_first() {
    let paper = Paper::of(vec![
        Document {
            body: "They say that fibre is the way.".into(),
            published: at("2010-03-01T09:00:00Z"),
            ..document(1, "What carriers want")
        },
        Document {
            body: "They say that fibre is the one way forward.".into(),
            published: at("2026-03-01T09:00:00Z"),
            ..document(2, "What carriers want")
        },
        Document {
            body: "They say so.".into(),
            published: at("2010-03-01T09:00:00Z"),
            ..document(3, "Fibre, and fibre alone")
        },
    ])
    .await;
    for count in [Vec::new(), vec!["section"]] {
        let asked = |now: &str| Question { now: at(now), count: count.clone(), ..question("fibre") };
        // When neither was old yet, the first fitted better.
        assert_eq!(paper.numbers(asked("2010-03-01T09:00:00Z")).await, [3, 1, 2], "{count:?}");
        assert_eq!(paper.numbers(asked("2026-06-01T09:00:00Z")).await, [3, 2, 1], "{count:?}: what fits best stays");
    }
}

#[tokio::test]
async fn phrases_stand_in_a_row() {
    let paper = paper().await;
    assert_eq!(paper.found("\"dark fibre\"").await, [1]);
    assert_eq!(paper.found("dark fibre").await.len(), 2);
    assert_eq!(paper.found("wi-fi").await, [3]);
    assert_eq!(paper.found("AT&T").await, [3]);
    assert_eq!(paper.found("\"ada wu\"").await, [1]);
}

#[tokio::test]
async fn fields_exclusions_and_alternatives() {
    let paper = paper().await;
    assert_eq!(paper.found("headline:carriers").await, [1]);
    assert_eq!(paper.found("body:carrier").await, [3]);
    assert_eq!(paper.found("byline:\"emile zurn\"").await, [2]);
    assert_eq!(paper.found("topic:network").await, [1]);
    assert_eq!(paper.found("copper -ring").await, [2]);
    assert_eq!(paper.found("copper -\"dark fibre\"").await, [2]);
    assert_eq!(paper.found("copper -byline:wu").await, [2]);
    let mut either = paper.found("mast OR café").await;
    either.sort_unstable();
    assert_eq!(either, [2, 3]);
    assert_eq!(paper.found("-copper").await, [3]);
}

#[tokio::test]
async fn dates_bound_and_order() {
    let paper = paper().await;
    assert_eq!(paper.found("copper before:2019").await, [2]);
    assert_eq!(paper.found("copper after:2018").await, [1]);
    assert_eq!(paper.found("year:2020").await, [1]);
    let by = |order| Question { order, ..question("") };
    assert_eq!(paper.numbers(by(Order::Newest)).await, [3, 1, 2]);
    assert_eq!(paper.numbers(by(Order::Oldest)).await, [2, 1, 3]);
    let within =
        Question { from: Some(at("2019-01-01T00:00:00Z")), until: Some(at("2021-01-01T00:00:00Z")), ..question("") };
    assert_eq!(paper.numbers(within).await, [1]);
    let second = Question { offset: 1, limit: 1, order: Order::Newest, ..question("") };
    assert_eq!(paper.ask(second.clone()).await.total, 3);
    assert_eq!(paper.numbers(second).await, [1]);
}

#[tokio::test]
async fn what_fits_is_marked() {
    let answers = paper().await.ask(question("fibre copper")).await;
    let hit = &answers.hits[0];
    assert_eq!(marked(&hit.headline), "Carrier lights its coastal ring");
    assert_eq!(marked(&hit.snippet), "A ring of dark [fibre] replaces them. The operators pay for it.");
    let answers = paper().await.ask(question("carriers")).await;
    assert_eq!(marked(&answers.hits[0].headline), "[Carrier] lights its coastal ring");
}
