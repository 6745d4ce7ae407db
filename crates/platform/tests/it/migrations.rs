//! Tables are made once, in order, whoever starts first.

use platform::db::{DbError, Migration, query};
use testkit::{House, both_engines};

const FIRST: Migration = Migration {
    number: 1,
    name: "stalls",
    sql: "-- Where things are sold; a semicolon in a comment, even here; is no end;\nCREATE TABLE stalls (id {id} PRIMARY KEY, name {text} NOT NULL);\n\
          CREATE INDEX stalls_name ON stalls (name);\n",
};
const SECOND: Migration = Migration { number: 2, name: "prices", sql: "ALTER TABLE stalls ADD COLUMN price {int};\n" };
const BROKEN: Migration = Migration {
    number: 3,
    name: "broken",
    sql: "CREATE TABLE ruins (id {id} PRIMARY KEY);\nCREATE TABLE ruins (id {id} PRIMARY KEY);\n",
};

#[tokio::test]
async fn steps_run_once_and_in_order() {
    both_engines(async |engine| {
        let house = House::on(engine).open().await;
        let (db, now) = (house.app.db(), house.app.now());
        let steps: [(&str, &[Migration]); 1] = [("market", &[FIRST, SECOND])];
        assert_eq!(db.pending(&steps).await.unwrap(), 2);
        assert_eq!(db.migrate(&steps[..], now).await.unwrap(), ["market 1 stalls", "market 2 prices"]);
        assert_eq!(db.pending(&steps).await.unwrap(), 0);
        assert!(db.migrate(&steps[..], now).await.unwrap().is_empty(), "they are not run again");
        assert_eq!(house.rows("stalls").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_step_that_fails_leaves_nothing_of_itself_and_all_before_it() {
    both_engines(async |engine| {
        let house = House::on(engine).open().await;
        let (db, now) = (house.app.db(), house.app.now());
        let steps: [(&str, &[Migration]); 1] = [("market", &[FIRST, SECOND, BROKEN])];
        let error = db.migrate(&steps, now).await.expect_err("a table cannot be made twice");
        assert!(matches!(error, DbError::Migration { feature: "market", number: 3, .. }), "{error}");
        assert_eq!(db.pending(&steps).await.unwrap(), 1);
        let mut conn = db.read().await.unwrap();
        assert!(query("SELECT id FROM ruins").all(&mut conn).await.is_err(), "nothing of the broken step is there");
        assert!(query("SELECT price FROM stalls").all(&mut conn).await.is_ok(), "the steps before it are");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_together_make_the_tables_once() {
    both_engines(async |engine| {
        for _ in 0..5 {
            let house = House::on(engine).open_empty().await;
            let nodes = [house.empty_node().await, house.empty_node().await, house.empty_node().await];
            let apps = nodes.each_ref().map(|node| node.app.clone());
            let starts = apps.map(|app| tokio::spawn(async move { app.migrate().await }));
            let mut ran = 0;
            for start in starts {
                ran += start.await.unwrap().expect("none of them fails").len();
            }
            let known: usize = house.app.migrations().iter().map(|(_, steps)| steps.len()).sum();
            assert_eq!(ran, known, "each step was run by one of them");
        }
    })
    .await;
}

#[tokio::test]
async fn steps_of_a_feature_that_has_left_do_not_hide_steps_that_wait() {
    both_engines(async |engine| {
        let house = House::on(engine).open().await;
        let (db, now) = (house.app.db(), house.app.now());
        db.migrate(&[("market", &[FIRST, SECOND][..])], now).await.unwrap();
        let others: [(&str, &[Migration]); 1] = [("fair", &[SECOND])];
        assert_eq!(db.pending(&others).await.unwrap(), 1);
    })
    .await;
}
