//! Whether the index says what the database says: of every item all that it is found by, and no item more.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use content::read::documents;
use indexer::Index;
use kit::Uuid;
use platform::changes::latest;
use platform::db::query;
use platform::search::{Batch, Document, SearchIndex};
use serde_json::Value;
use testkit::House;

use super::work::EDITIONS;
use super::{export, serve};
use crate::binary::{Serving, word};
use crate::cut_off::Place;

/// Serves once more until the index has followed everything, then compares; how many are found.
pub async fn agree(place: &Place) -> usize {
    let house = place.house.another_node().await;
    let serving = serve(place);
    caught_up(&house).await;
    let expected = expected(&house).await;
    found_by_words(&serving, &expected);
    serving.signal("TERM");
    assert_eq!(serving.wait().0, 0);
    let differing = differing(&house, &expected).await;
    assert!(differing.is_empty(), "{} of {}: {:#?}", differing.len(), expected.len(), &differing[..1]);
    assert_lists(place, &house).await;
    house.app.db().close().await;
    place.assert_well();
    expected.len()
}

/// Lists that are made anew while nobody is at work are as those were that grew with it.
async fn assert_lists(place: &Place, house: &House) {
    let grown = lists(house).await;
    assert_eq!(place.run(&["reindex"]).code, 0);
    assert_eq!(grown, lists(house).await);
}

/// Who stands in which list, and how many are counted in which month.
async fn lists(house: &House) -> (Vec<(Uuid, Uuid)>, Vec<(Uuid, String, i64)>) {
    let mut conn = house.app.db().read().await.unwrap();
    let standing = query("SELECT list, item FROM content_listings ORDER BY list, item");
    let standing = standing.map(&mut conn, |row| Ok((row.get("list")?, row.get("item")?))).await.unwrap();
    let months = query("SELECT list, month, items FROM content_months WHERE items <> 0 ORDER BY list, month");
    let months = months.map(&mut conn, |row| Ok((row.get("list")?, row.get("month")?, row.get("items")?)));
    (standing, months.await.unwrap())
}

/// Waits until the index of a house that serves has followed all that has happened.
pub async fn caught_up(house: &House) {
    let index = opened(house);
    let end = latest(&mut house.app.db().read().await.unwrap()).await.unwrap();
    let begun = Instant::now();
    while index.position().await.unwrap() < Some(end) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not catch up");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// The index as it lies in the folder now.
fn opened(house: &House) -> Index {
    Index::in_folder(house.folder().join("index"))
}

/// What is to be found, as the database has it.
pub async fn expected(house: &House) -> BTreeMap<Uuid, Document> {
    let mut conn = house.app.db().read().await.unwrap();
    let (mut expected, mut after) = (BTreeMap::new(), None);
    loop {
        let items = content::store::items::page(&mut conn, after, 500).await.unwrap();
        let Some(last) = items.last() else { return expected };
        after = Some(last.id);
        let told = documents(&mut conn, items, house.app.now()).await.unwrap();
        expected.extend(told.into_iter().map(|document| (document.id, document)));
    }
}

/// Where the index says something else: what is to be found beside what is found.
pub async fn differing(
    house: &House,
    expected: &BTreeMap<Uuid, Document>,
) -> Vec<(Option<Document>, Option<Document>)> {
    let kept = opened(house).documents().await.unwrap();
    let mut kept: BTreeMap<Uuid, Document> = kept.into_iter().map(|document| (document.id, document)).collect();
    let mut differing = Vec::new();
    for (id, document) in expected {
        let found = kept.remove(id);
        if found.as_ref() != Some(&as_the_index_has_it(document)) {
            differing.push((Some(document.clone()), found));
        }
    }
    differing.extend(kept.into_values().map(|unknown| (None, Some(unknown))));
    differing
}

/// Less what an index does not keep: all is in English here.
fn as_the_index_has_it(document: &Document) -> Document {
    let mut document = document.clone();
    document.language = document.language.split('-').next().unwrap_or_default().to_owned();
    document.published = kit::Timestamp::from_second(document.published.as_second()).unwrap();
    document.facets.sort_unstable();
    document
}

/// Readers find by the words of the latest state, and no more by those of the states before.
fn found_by_words(serving: &Serving, expected: &BTreeMap<Uuid, Document>) {
    for edition in EDITIONS {
        let said = expected.values().filter(|document| document.headline.contains(edition)).count();
        assert_eq!(total(serving, &format!("headline:{edition}")), said as u64, "found by {edition:?}");
    }
    assert_eq!(total(serving, "masts"), expected.len() as u64);
}

/// How many a program is told are found by these words on all sites.
pub fn total(serving: &Serving, words: &str) -> u64 {
    let answer = serving.get(&format!("/api/search?site=all&q={}", words.replace(' ', "+")));
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{words}: {answer}");
    serde_json::from_str::<Value>(body).unwrap()["total"].as_u64().unwrap()
}

/// Otherwise a comparison that sees nothing would prove nothing.
#[tokio::test(flavor = "multi_thread")]
async fn an_index_that_says_something_else_is_noticed() {
    let files = tempfile::tempdir().unwrap();
    let stories = files.path().join("stories.xml");
    std::fs::write(&stories, export(3, "publish")).unwrap();
    let place = Place::new(testkit::Engine::Sqlite).await;
    assert_eq!(place.run(&["import", "wordpress", word(&stories)]).code, 0);
    assert_eq!(agree(&place).await, 3);
    let house = place.house.another_node().await;
    let expected = expected(&house).await;
    let some = expected.values().next().unwrap();
    let stale = |headline: &str, body: &str| Document { headline: headline.into(), body: body.into(), ..some.clone() };
    let homeless = Document { facets: Vec::new(), ..some.clone() };
    for other in [stale("Story of old", &some.body), stale(&some.headline, "What it said before."), homeless] {
        tell(house.folder(), Batch { put: vec![other], ..Batch::default() }).await;
        assert_eq!(differing(&house, &expected).await.len(), 1);
    }
    tell(house.folder(), Batch { remove: vec![some.id], ..Batch::default() }).await;
    assert_eq!(differing(&house, &expected).await, [(Some(some.clone()), None)]);
    let unknown = Document { id: Uuid::from_u128(7), ..some.clone() };
    tell(house.folder(), Batch { put: vec![some.clone(), unknown], ..Batch::default() }).await;
    assert_eq!(differing(&house, &expected).await.len(), 1);
    house.app.db().close().await;
}

/// Tells an index something that is not so.
async fn tell(house: &Path, batch: Batch) {
    Index::in_folder(house.join("index")).take(batch).await.unwrap();
}
