//! Found by words: what readers and programs are answered, and when.

mod asking;
mod following;
mod hostile;
mod narrowing;
mod nodes;
mod secret;
mod sites;

use content::model::Item;
use content::rules::visibility::is_found;
use intake::{PublicationState, Record};
use kit::Uuid;
use platform::db::Engine;
use serde_json::Value;
use testkit::House;

use crate::house::{article, house, publication, take};

const MORNING: &str = "2020-11-20T08:00:00Z";

/// A house with these articles, each a slug and a headline, whose index is up to date.
async fn house_with(engine: Engine, articles: &[(&str, &str)]) -> House {
    let house = house(engine).await;
    let records = articles.iter().map(|(slug, headline)| Record::new(*slug, article(slug, headline, MORNING)));
    take(&house, "t", publication(records.collect())).await;
    house.app.catch_up().await.unwrap();
    house
}

/// The same article, before anybody may read it.
fn draft(slug: &str, headline: &str) -> Record {
    let state = PublicationState::Unpublished;
    Record::new(slug, intake::Item { publication_state: state, ..article(slug, headline, MORNING) })
}

/// Headlines that the API finds, in order.
async fn headlines(house: &House, query: &str) -> Vec<String> {
    let told = told(house, query).await;
    let results = told["results"].as_array().unwrap();
    results.iter().map(|result| result["headline"].as_str().unwrap().to_owned()).collect()
}

/// What the API says to a question.
async fn told(house: &House, query: &str) -> Value {
    let answer = house.get(&format!("/api/search?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    answer.json()
}

/// Words that are suggested.
async fn suggested(house: &House, typed: &str) -> Vec<String> {
    let answer = house.get(&format!("/api/search/suggestions?q={typed}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let (_, words): (String, Vec<String>) = answer.json();
    words
}

/// What the database says is to be found, and what the index has: both in order.
async fn both_sides(house: &House) -> (Vec<Uuid>, Vec<Uuid>) {
    let mut conn = house.app.db().read().await.unwrap();
    let (mut visible, mut after) = (Vec::new(), None);
    loop {
        let items: Vec<Item> = content::store::items::page(&mut conn, after, 500).await.unwrap();
        let Some(last) = items.last() else { break };
        after = Some(last.id);
        visible.extend(items.iter().filter(|item| is_found(item, house.app.now())).map(|item| item.id.uuid()));
    }
    visible.sort_unstable();
    (visible, house.app.search().ids().await.unwrap())
}
