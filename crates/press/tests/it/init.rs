//! A new publication in a folder, on either engine.

use testkit::{Engine, House, both_engines};

use crate::binary::{Serving, run, word};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_publication_is_made_once_and_serves() {
    both_engines(async |engine| {
        let lodging = House::on(engine).open_empty().await;
        let folder = lodging.folder().join("house");
        let house = word(&folder);
        let address = lodging.app.config().database();
        let database = ["--database", address.as_str()];
        let database = if engine == Engine::Postgres { &database[..] } else { &[] };

        let made = run(&[&["init", house, "--name", "The Duct"], database].concat());
        assert_eq!(made.code, 0, "{}", made.err);
        assert!(made.out.contains("The Duct is ready"), "{}", made.out);
        assert!(folder.join("masthead.toml").exists() && folder.join("media").is_dir());
        assert_eq!(folder.join("masthead.db").exists(), engine == Engine::Sqlite);

        let settings = std::fs::read_to_string(folder.join("masthead.toml")).expect("settings");
        let again = run(&["init", house]);
        assert_eq!(again.code, 1);
        assert!(again.err.contains("holds a publication already"), "{}", again.err);
        assert_eq!(std::fs::read_to_string(folder.join("masthead.toml")).expect("settings"), settings);

        // The settings file knows the database from now on.
        let migrated = run(&["migrate", "--house", house]);
        assert_eq!((migrated.code, migrated.out.as_str()), (0, "The tables are up to date.\n"));
        let serving = Serving::start(&["serve", "--house", house, "--listen", "127.0.0.1:0"]);
        assert!(serving.get("/readyz").starts_with("HTTP/1.1 200"));
    })
    .await;
}
