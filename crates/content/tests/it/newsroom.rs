//! A publication for tests: what it publishes is said as archive records, with defaults for what a story is not about.

use intake::Record;
use platform::config::Config;
use platform::db::Engine;
use platform::records::{Mode, Run};
use serde_json::{Value, json};
use testkit::House;

/// A house with content and people, and these records in it besides a site, a section, a topic and a writer.
pub async fn publication(engine: Engine, records: Vec<Value>) -> House {
    let house = open(engine, |_| {}).await;
    take(&house, "first", [newsroom(), records].concat()).await;
    house
}

/// An empty house with content and people, and these settings.
pub async fn open(engine: Engine, settings: impl FnOnce(&mut Config)) -> House {
    House::on(engine).features(|| vec![people::feature(), content::feature()]).settings(settings).open().await
}

/// A site, a section, a topic and a writer.
pub fn newsroom() -> Vec<Value> {
    let site = json!({"kind": "site", "key": "wire", "name": "The Wire", "language": "en-GB",
        "address": "http://localhost", "time_zone": "America/New_York"});
    let writer = json!({"kind": "person", "key": "ana", "slug": "ana", "name": "Ana Duarte", "bio": "Writes."});
    let section = json!({"kind": "section", "key": "radio", "slug": "radio", "name": "Radio"});
    let topic = json!({"kind": "topic", "key": "masts", "slug": "masts", "name": "Masts"});
    vec![site, writer, section, topic]
}

/// Brings records into a house, as an import of its own.
pub async fn take(house: &House, name: &str, records: Vec<Value>) {
    let record = |value: Value| match value {
        Value::Object(map) => Record::from_map(map).unwrap(),
        other => panic!("{other} is no record"),
    };
    let mut run = Run::begin(&house.app, Mode::Import, ("wire", Some("http://localhost")), name, name).await.unwrap();
    let refused = run.take(records.into_iter().map(record).collect()).await.unwrap();
    assert!(refused.is_empty(), "{refused:?}");
    run.finish().await.unwrap();
}

/// A published story: its key is its slug and, below its section, its address. `more` says what is special about it.
pub fn story(key: &str, published_at: &str, more: Value) -> Value {
    let mut record = json!({
        "kind": "item", "key": key, "slug": key, "item_kind": "article", "headline": format!("Story {key}"),
        "body": {"form": "html", "dialect": "plain", "text": format!("<p>The body of {key}.</p>")},
        "address": format!("/radio/{key}"), "sections": ["radio"], "topics": ["masts"],
        "bylines": [{"person": "ana"}], "publication_state": "published", "published_at": published_at,
    });
    if let (Value::Object(record), Value::Object(more)) = (&mut record, more) {
        record.extend(more);
    }
    record
}
