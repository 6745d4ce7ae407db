//! All of it or nothing: rows, changes, jobs and what they bring about.

use kit::{Tag, Uuid};
use platform::changes::{Change, recent};
use platform::jobs::Order;
use serde_json::json;
use testkit::{House, both_engines};

use crate::workshop::{features, lines, order_now};

#[tokio::test]
async fn what_is_dropped_leaves_nothing() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut tx = house.app.db().write().await.unwrap();
        house.app.record(&mut tx, Change::new("StallOpened").with(json!({ "name": "Ada" }))).await.unwrap();
        house.app.enqueue(&mut tx, Order::new("workshop.note", "lost", house.app.now())).await.unwrap();
        drop(tx);
        assert_eq!(house.rows("platform_changes").await, 0);
        assert_eq!(house.rows("platform_jobs").await, 0);
        assert_eq!(house.run_jobs().await, 0);
        // The connection is as good as new.
        order_now(&house, "workshop.note", "kept").await;
        house.run_jobs().await;
        assert_eq!(lines(&house).await, ["kept"]);
    })
    .await;
}

#[tokio::test]
async fn a_change_and_its_jobs_come_together() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let subject = house.app.new_id::<()>().uuid();
        let mut tx = house.app.db().write().await.unwrap();
        let change = Change::new("StallOpened").to(subject).by("ada").touching([Tag::new("stall", 7)]);
        house.app.record(&mut tx, change.with(json!({ "name": "Ada" }))).await.unwrap();
        house.app.enqueue(&mut tx, Order::new("workshop.note", "first", house.app.now())).await.unwrap();
        // Nobody outside sees anything of it yet.
        assert_eq!(house.rows("platform_changes").await, 0);
        assert_eq!(house.rows("platform_jobs").await, 0);
        tx.commit().await.unwrap();
        assert_eq!(house.rows("platform_jobs").await, 3, "two hear of it, one was ordered");

        let mut conn = house.app.db().read().await.unwrap();
        let [change] = recent(&mut conn, 10).await.unwrap().try_into().expect("one change");
        assert_eq!((change.kind.as_str(), change.actor.as_str()), ("StallOpened", "ada"));
        assert_eq!((change.subject, change.at), (Some(subject), house.app.now()));
        assert!(change.tags.contains(&Tag::new("stall", 7)));
        assert_eq!(change.detail["name"], "Ada");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_of_changes_grow_in_the_order_of_commits() {
    both_engines(async |engine| {
        let house = House::on(engine).features(Vec::new).open().await;
        let follower = {
            let app = house.app.clone();
            tokio::spawn(async move {
                let (mut seen, mut last) = (0, 0);
                while seen < 60 {
                    let mut conn = app.db().read().await.unwrap();
                    for change in platform::changes::since(&mut conn, last, 500).await.unwrap() {
                        (seen, last) = (seen + 1, change.seq);
                    }
                }
                seen
            })
        };
        let writers = (0..6).map(|writer| {
            let app = house.app.clone();
            tokio::spawn(async move {
                for number in 0..10 {
                    let mut tx = app.db().write().await.unwrap();
                    let change = Change::new("Counted").to(Uuid::from_u128(writer * 10 + number));
                    app.record(&mut tx, change).await.unwrap();
                    tokio::task::yield_now().await;
                    tx.commit().await.unwrap();
                }
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let seen = tokio::time::timeout(std::time::Duration::from_secs(20), follower).await;
        assert_eq!(seen.expect("who reads on misses none").unwrap(), 60);
    })
    .await;
}
