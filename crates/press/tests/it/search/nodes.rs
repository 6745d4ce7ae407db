//! Two nodes on one database, each with an index of its own.

use std::time::{Duration, Instant};

use content::acts;
use testkit::Engine;

use super::following::follow;
use super::{draft, headlines, house_with};
use crate::house::{address, item_at, publication, take};

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_publishes_the_other_finds() {
    let house = house_with(Engine::Postgres, &[("one", "Masts")]).await;
    take(&house, "t", publication(vec![draft("two", "Towers")])).await;
    let other = house.another_node().await;
    let tasks = [
        tokio::spawn(follow(house.app.clone())),
        tokio::spawn(follow(other.app.clone())),
        tokio::spawn(platform::changes::follow(other.app.clone())),
    ];
    other.app.catch_up().await.unwrap();
    assert!(!other.get("/search?q=towers").await.text().contains("<mark>Towers</mark>"));
    let id = item_at(&house, &address("two")).await;
    acts::publish(&house.app, id, "editor").await.unwrap();
    let begun = Instant::now();
    while !other.get("/search?q=towers").await.text().contains("<mark>Towers</mark>") {
        assert!(begun.elapsed() < Duration::from_secs(1), "the other node does not find it");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    acts::withdraw(&house.app, id, "", "editor").await.unwrap();
    let begun = Instant::now();
    while !headlines(&other, "q=towers").await.is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(1), "the other node still shows it");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    tasks.iter().for_each(tokio::task::JoinHandle::abort);
}
