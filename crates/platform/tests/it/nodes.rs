//! Nodes of one house, on one server or one file: what one changes, the others show within a second.

use std::time::{Duration, Instant};

use platform::changes::follow;
use testkit::{House, both_engines};
use tokio::task::JoinHandle;

use crate::market::{market, set_price};

async fn shows(house: &House, text: &str) -> Duration {
    let begun = Instant::now();
    while !house.get("/stall/plums").await.text().contains(text) {
        assert!(begun.elapsed() < Duration::from_secs(10), "it never shows {text:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    begun.elapsed()
}

#[tokio::test]
async fn nodes_purge_each_other_within_a_second() {
    both_engines(async |engine| {
        let first = market(engine, &["plums"]).await;
        let second = first.another_node().await;
        let followers = [&first, &second].map(|node| tokio::spawn(follow(node.app.clone())));
        for (price, writer, reader) in [(2, &first, &second), (3, &second, &first), (4, &first, &second)] {
            shows(reader, &format!("price {}", price - 1)).await;
            tokio::time::sleep(Duration::from_millis(250)).await;
            set_price(writer, "plums", price).await;
            let own = writer.get("/stall/plums").await;
            assert!(own.text().contains(&format!("price {price}")), "one's own change shows at once");
            let waited = shows(reader, &format!("price {price}")).await;
            assert!(waited < Duration::from_secs(1), "{waited:?}");
        }
        followers.iter().for_each(JoinHandle::abort);
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_before_the_log_was_followed_is_not_trusted() {
    both_engines(async |engine| {
        let first = market(engine, &["plums"]).await;
        let second = first.another_node().await;
        second.get("/stall/plums").await;
        set_price(&first, "plums", 2).await;
        assert!(second.get("/stall/plums").await.text().contains("price 1"), "nobody has told it");
        let follower = tokio::spawn(follow(second.app.clone()));
        shows(&second, "price 2").await;
        follower.abort();
    })
    .await;
}
