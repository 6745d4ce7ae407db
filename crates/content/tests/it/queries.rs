//! How much a page asks of the database: always the same, however much there is.

use std::cell::Cell;
use std::sync::Once;

use serde_json::{Value, json};
use testkit::{Engine, House};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::newsroom::{newsroom, open, story, take};

thread_local! {
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

/// Counts the statements that the PostgreSQL driver says it ran on each thread. (SQLite's runs on one of its own.)
struct Statements;

impl Subscriber for Statements {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        about.target() == "sqlx::query"
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {
        STATEMENTS.set(STATEMENTS.get() + 1);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

async fn statements(house: &House, address: &str) -> usize {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| tracing::subscriber::set_global_default(Statements).unwrap());
    let before = STATEMENTS.get();
    assert_eq!(house.get(address).await.status, 200, "{address}");
    STATEMENTS.get() - before
}

/// So many stories, each with a writer, a picture, a topic and a sponsor of its own.
fn stories(count: usize) -> Vec<Value> {
    let mut records = Vec::new();
    for number in 0..count {
        let key = format!("n{number}");
        records.push(json!({"kind": "organisation", "key": key, "name": format!("Company {number}")}));
        records.push(json!({"kind": "person", "key": key, "slug": key, "name": format!("Writer {number}")}));
        records.push(json!({"kind": "topic", "key": key, "slug": key, "name": format!("Topic {number}")}));
        records.push(json!({"kind": "media", "key": key, "file": format!("{key}.jpg"), "width": 10, "height": 10}));
    }
    let keys: Vec<String> = (0..count).map(|number| format!("n{number}")).collect();
    for (number, key) in keys.iter().enumerate() {
        let at = format!("2020-11-{:02}T12:00:00Z", 1 + records.len() % 20);
        records.push(story(
            key,
            &at,
            json!({
                "bylines": [{"person": key}, {"person": "ana"}], "topics": ["masts", key], "sponsor": key,
                "lead_picture": {"media": key}, "related": keys,
                "translations": {"de": keys[(number + 1) % count]},
            }),
        ));
    }
    records
}

async fn with_stories(count: usize) -> House {
    let house = open(Engine::Postgres, |config| config.cache.shelf = false).await;
    take(&house, "first", [newsroom(), stories(count)].concat()).await;
    house
}

#[tokio::test]
async fn a_page_asks_the_same_number_of_questions_however_much_it_shows() {
    // What stands on the shelf after one page is not asked for by the next, so there is none.
    let [few, many] = [with_stories(2).await, with_stories(60).await];
    for address in ["/topic/masts", "/author/ana", "/archive", "/archive/2020", "/archive/2020/11", "/radio/n0"] {
        let asked = statements(&few, address).await;
        assert!((1..=60).contains(&asked), "{address} asks {asked} questions");
        // A list that goes on asks no more than one that ends.
        assert_eq!(statements(&many, address).await, asked, "{address}");
    }
}
