//! A real publication of ten years, whole: imported from each of its forms, repeated, and read page by page. It lies
//! beside the project and not in it; where it does not, these stories say so and pass.

mod account;
mod archive;
mod exports;
mod forms;
mod fronts;
mod growing;
pub mod html;
mod old_addresses;
mod pages;
pub mod reading;
mod told;

use std::collections::BTreeMap;
use std::path::PathBuf;

use importer::sources::Options;
use platform::db::{Engine, query};
use testkit::House;

use crate::house::real;

/// A file of the publication.
fn file(name: &str) -> Option<PathBuf> {
    Some(real("corpus-digitalgov")?.join(name))
}

/// The publication as WordPress exports it.
const WORDPRESS: &str = "digitalgov-2010-2020.wxr.xml.gz";
/// Its last years as Ghost exports them.
const GHOST: &str = "digitalgov-2018-2020.ghost.json.gz";
/// The folder that it is written in.
const MARKDOWN: &str = "markdown-tree.tar.xz";
/// Some of its pictures.
const PICTURES: &str = "images.tar";

/// What the forms that do not say their addresses are told.
fn told_addresses(patterns: &[(&str, &str)]) -> Options {
    Options {
        base: Some("https://digital.gov".into()),
        permalinks: patterns.iter().map(|(section, pattern)| ((*section).into(), (*pattern).into())).collect(),
        ..Options::default()
    }
}

/// A house that opens after the last item came out.
async fn house(engine: Engine) -> House {
    House::on(engine).features(press::features).at("2021-02-01T09:00:00Z").open().await
}

/// How many rows each table has. Runs and their remarks are left out: every import is remembered as one.
async fn rows(house: &House) -> BTreeMap<String, i64> {
    let sql = match house.engine() {
        Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
        Engine::Postgres => "SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = 'public'",
    };
    let mut conn = house.app.db().read().await.unwrap();
    let tables: Vec<String> = query(sql).map(&mut conn, |row| row.get("name")).await.unwrap();
    drop(conn);
    let mut rows = BTreeMap::new();
    for table in tables.into_iter().filter(|table| !table.starts_with("platform_import_")) {
        let many = house.rows(&table).await;
        rows.insert(table, many);
    }
    assert!(rows.len() > 15, "{rows:?}");
    rows
}
