//! What is written is what is read, of every type, NULL included.

use kit::{Id, Slug, Timestamp, Uuid};
use platform::db::dialect::{list, rows};
use platform::db::{DbError, Migration, query};
use platform::feature::Feature;
use testkit::{House, both_engines};

const DRAWER: &[Migration] = &[Migration {
    number: 1,
    name: "drawer",
    sql: "CREATE TABLE drawer (id {id} PRIMARY KEY, at {time}, number {int}, share {real}, open {bool}, label {text},\n\
          bytes {blob}, slug {text} UNIQUE);\n",
}];

struct Thing;

fn features() -> Vec<Feature> {
    vec![Feature { name: "drawer", migrations: DRAWER, ..Feature::default() }]
}

const INSERT: &str = "INSERT INTO drawer (id, at, number, share, open, label, bytes, slug) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

#[tokio::test]
async fn every_type_comes_back_as_it_went() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let id: Id<Thing> = house.app.new_id();
        let at: Timestamp = "1969-07-20T20:17:40.123Z".parse().unwrap();
        let label = "Ünïcode 日本 \u{1f4e1} 'quoted' \"$1\" %_\\ \n";
        let slug = Slug::parse("日本語").unwrap();
        let mut tx = house.app.db().write().await.unwrap();
        let insert = query(INSERT).bind(id).bind(at).bind(i64::MIN).bind(0.1_f64).bind(true).bind(label);
        let touched = insert.bind(vec![0_u8, 255, 1]).bind(&slug).run(&mut tx).await.unwrap();
        assert_eq!(touched, 1);
        tx.commit().await.unwrap();

        let mut conn = house.app.db().read().await.unwrap();
        let row = query("SELECT * FROM drawer WHERE id = $1").bind(id).first(&mut conn).await.unwrap().unwrap();
        assert_eq!(row.get::<Id<Thing>>("id").unwrap(), id);
        assert_eq!(row.get::<Option<Uuid>>("id").unwrap(), Some(id.uuid()));
        assert_eq!(row.get::<Timestamp>("at").unwrap(), at);
        assert_eq!(row.get::<i64>("number").unwrap(), i64::MIN);
        assert_eq!(row.get::<f64>("share").unwrap(), 0.1);
        assert!(row.get::<bool>("open").unwrap());
        assert_eq!(row.get::<String>("label").unwrap(), label);
        assert_eq!(row.get::<Vec<u8>>("bytes").unwrap(), [0, 255, 1]);
        assert_eq!(row.get::<Slug>("slug").unwrap(), slug);
    })
    .await;
}

#[tokio::test]
async fn null_of_every_type_is_none() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let id: Id<Thing> = house.app.new_id();
        let mut tx = house.app.db().write().await.unwrap();
        let insert = query(INSERT).bind(id).bind(None::<Timestamp>).bind(None::<i64>).bind(None::<f64>);
        let insert = insert.bind(None::<bool>).bind(None::<String>).bind(None::<Vec<u8>>).bind(None::<Slug>);
        insert.run(&mut tx).await.unwrap();
        // A NULL as a condition is of a known type, too.
        let found = query("SELECT COUNT(*) AS answer FROM drawer WHERE COALESCE($1, id) = id").bind(None::<Uuid>);
        assert_eq!(found.answer::<i64>(&mut tx).await.unwrap(), 1);
        tx.commit().await.unwrap();

        let mut conn = house.app.db().read().await.unwrap();
        let row = query("SELECT * FROM drawer").first(&mut conn).await.unwrap().unwrap();
        assert_eq!(row.get::<Option<Timestamp>>("at").unwrap(), None);
        assert_eq!(row.get::<Option<i64>>("number").unwrap(), None);
        assert_eq!(row.get::<Option<u32>>("number").unwrap(), None);
        assert_eq!(row.get::<Option<f64>>("share").unwrap(), None);
        assert_eq!(row.get::<Option<bool>>("open").unwrap(), None);
        assert_eq!(row.get::<Option<String>>("label").unwrap(), None);
        assert_eq!(row.get::<Option<Vec<u8>>>("bytes").unwrap(), None);
        assert_eq!(row.get::<Option<Slug>>("slug").unwrap(), None);
        assert!(row.get::<i64>("number").is_err(), "NULL is no number");
        assert!(row.get::<String>("label").is_err(), "NULL is no text");
        assert!(row.get::<i64>("nothing").is_err(), "there is no such column");
    })
    .await;
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_named() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut tx = house.app.db().write().await.unwrap();
        let id: Id<Thing> = house.app.new_id();
        let insert = "INSERT INTO drawer (id, number, label) VALUES ($1, $2, $3)";
        query(insert).bind(id).bind(-1_i64).bind("sideways").run(&mut tx).await.unwrap();
        let row = query("SELECT * FROM drawer").first(&mut tx).await.unwrap().unwrap();
        let error = row.get::<u32>("number").expect_err("-1 is no count");
        assert!(error.to_string().contains("number") && error.to_string().contains("-1"), "{error}");
        let error = row.word::<bool>("label").expect_err("no word of the list");
        assert!(error.to_string().contains("sideways"), "{error}");
        let error = row.json::<Vec<u8>>("label").expect_err("no JSON");
        assert!(matches!(error, DbError::Value { .. }), "{error}");
    })
    .await;
}

#[tokio::test]
async fn lists_match_what_is_in_them_and_empty_lists_nothing() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut tx = house.app.db().write().await.unwrap();
        let ids: Vec<Id<Thing>> = (0..3).map(|_| house.app.new_id()).collect();
        let mut insert = query(format!("INSERT INTO drawer (id, label) VALUES {}", rows(3, 2)));
        for (id, label) in ids.iter().zip(["b", "Z", "a"]) {
            insert = insert.bind(*id).bind(label);
        }
        assert_eq!(insert.run(&mut tx).await.unwrap(), 3);
        let labels = async |tx: &mut platform::db::Tx, wanted: &[&str]| {
            let sql = format!("SELECT label FROM drawer WHERE label IN {} ORDER BY label", list(1, wanted.len()));
            let found = query(sql).bind_all(wanted.iter().copied()).map(tx, |row| row.get::<String>("label"));
            found.await.unwrap()
        };
        assert_eq!(labels(&mut tx, &["a", "Z", "b", "none"]).await, ["Z", "a", "b"], "sorted by bytes on both");
        assert!(labels(&mut tx, &[]).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_constraint_says_that_it_was_a_duplicate() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let slug = Slug::parse("twice").unwrap();
        let insert = async |slug: &Slug| {
            let mut tx = house.app.db().write().await.unwrap();
            let sql = "INSERT INTO drawer (id, slug) VALUES ($1, $2)";
            query(sql).bind(house.app.new_id::<Thing>()).bind(slug).run(&mut tx).await?;
            tx.commit().await
        };
        insert(&slug).await.unwrap();
        let error = insert(&slug).await.expect_err("a slug is one thing's");
        assert!(error.is_duplicate() && error.is_of_the_values(), "{error}");
        let mut conn = house.app.db().read().await.unwrap();
        let error = query("SELECT nonsense").run(&mut conn).await.expect_err("no such column");
        assert!(!error.is_duplicate() && !error.is_of_the_values(), "{error}");
    })
    .await;
}

#[tokio::test]
async fn outside_values_are_never_part_of_the_text() {
    both_engines(async |engine| {
        let house = House::on(engine).features(features).open().await;
        let mut tx = house.app.db().write().await.unwrap();
        let sly = "'); DROP TABLE drawer; --";
        let sql = "INSERT INTO drawer (id, label) VALUES ($1, $2)";
        query(sql).bind(house.app.new_id::<Thing>()).bind(sly).run(&mut tx).await.unwrap();
        let found = query("SELECT COUNT(*) AS answer FROM drawer WHERE label = $1").bind(sly);
        assert_eq!(found.answer::<i64>(&mut tx).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn readers_cannot_write_on_sqlite_and_wait_for_no_writer() {
    let house = House::on(testkit::Engine::Sqlite).features(features).open().await;
    let tx = house.app.db().write().await.unwrap();
    let mut conn = house.app.db().read().await.unwrap();
    assert_eq!(query("SELECT COUNT(*) AS answer FROM drawer").answer::<i64>(&mut conn).await.unwrap(), 0);
    let insert = query("INSERT INTO drawer (id) VALUES ($1)").bind(house.app.new_id::<Thing>());
    assert!(insert.run(&mut conn).await.is_err());
    drop(tx);
}

#[tokio::test]
async fn an_address_of_another_kind_says_what_would_be_right() {
    let error = platform::db::Database::open("mysql://localhost/house").await.expect_err("we do not speak it");
    assert!(error.to_string().contains("sqlite://FILE or postgres://"), "{error}");
}
