//! Who hears of a change hears of it once, and again after a failure, each alone.

use platform::changes::Change;
use serde_json::json;
use testkit::{House, both_engines};

use crate::workshop::{counts, features, lines};

async fn open_stall(house: &House, name: &str) {
    let mut tx = house.app.db().write().await.unwrap();
    house.app.record(&mut tx, Change::new("StallOpened").with(json!({ "name": name }))).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn each_hearer_is_told_once_and_one_that_fails_is_told_again() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        open_stall(&house, "Ada").await;
        assert_eq!(house.run_jobs().await, 2);
        assert_eq!(lines(&house).await, ["welcome, Ada"], "one stumbled, the other was not kept from it");
        assert_eq!(house.run_jobs().await, 0, "nothing is told twice");
        house.clock.advance(6);
        assert_eq!(house.run_jobs().await, 1);
        assert_eq!(lines(&house).await, ["welcome, Ada", "noticed number 1"]);
        assert_eq!(counts(&house).await, (0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_change_that_nobody_hears_is_in_the_log_all_the_same() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut tx = house.app.db().write().await.unwrap();
        house.app.record(&mut tx, Change::new("StallClosed")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((house.rows("platform_changes").await, house.rows("platform_jobs").await), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_hearer_that_has_left_the_house_is_given_up_with_the_reason() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        open_stall(&house, "Ada").await;
        let without = house.another_node_with(Vec::new).await;
        for _ in 0..12 {
            without.run_jobs().await;
            without.clock.advance(3601);
        }
        let given_up = crate::workshop::given_up(&without).await;
        assert_eq!(given_up.len(), 2);
        assert!(given_up[0].last_error.as_deref().is_some_and(|why| why.contains("no feature knows the job")));
    })
    .await;
}
