//! The doctor: what is in force, what is wrong, and an exit code for scripts.

use platform::db::{Database, query};
use testkit::{Engine, House, both_engines};

use crate::binary::{run, word};

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_what_is_wrong() {
    both_engines(async |engine| {
        let lodging = House::on(engine).open_empty().await;
        let address = lodging.app.config().database();
        let place = ["--house", word(lodging.folder()), "--database", &address];
        let ask = |command: &[&str]| run(&[command, &place].concat());

        if engine == Engine::Sqlite {
            let file = lodging.folder().join("masthead.db");
            lodging.app.db().close().await;
            std::fs::remove_file(&file).unwrap();
            let nowhere = ask(&["doctor"]);
            assert_eq!(nowhere.code, 1);
            assert!(nowhere.out.contains("There is no database at"), "{}", nowhere.out);
            assert!(!file.exists(), "a look changes nothing");
            assert_eq!(ask(&["doctor"]).code, 1);
        } else {
            let behind = ask(&["doctor"]);
            assert_eq!(behind.code, 1);
            assert!(behind.out.contains("run `masthead migrate`"), "{}", behind.out);
        }

        let migrated = ask(&["migrate"]);
        assert!(migrated.out.contains("done: platform 1 changes and jobs"), "{}", migrated.out);
        let well = ask(&["doctor"]);
        assert_eq!(well.code, 0, "{}{}", well.out, well.err);
        assert!(well.out.contains("Nothing is wrong."), "{}", well.out);
        let name = if engine == Engine::Sqlite { "SQLite 3." } else { "PostgreSQL 1" };
        assert!(well.out.contains(name), "{}", well.out);

        give_up_a_job(&address).await;
        let sick = ask(&["doctor"]);
        assert_eq!(sick.code, 1);
        assert!(sick.out.contains("Jobs were given up: 1."), "{}", sick.out);
        let listed = ask(&["jobs"]);
        assert!(listed.out.contains("content.gone") && listed.out.contains("the disk was full"), "{}", listed.out);
        assert_eq!(ask(&["jobs", "--retry"]).code, 0);
        assert_eq!(ask(&["doctor"]).code, 0);
    })
    .await;
}

/// Puts a job into the table that was given up.
async fn give_up_a_job(address: &str) {
    let database = Database::open(address).await.expect("the house's database");
    let mut tx = database.write().await.expect("a transaction");
    let sql = "INSERT INTO platform_jobs (id, job, payload, run_at, attempts, state, last_error) \
               VALUES ($1, 'content.gone', '{}', 0, 10, 'failed', 'the disk was full')";
    query(sql).bind(kit::Uuid::from_u128(7)).run(&mut tx).await.expect("written");
    tx.commit().await.expect("kept");
    database.close().await;
}

#[test]
fn a_database_that_does_not_answer_is_said_so_without_its_password() {
    let folder = tempfile::tempdir().expect("a folder");
    let address = "postgres://ed:secret@localhost/house?host=/nowhere";
    let said = run(&["doctor", "--house", word(folder.path()), "--database", address]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("cannot be opened"), "{}{}", said.out, said.err);
    assert!(!format!("{}{}", said.out, said.err).contains("secret"));
}
