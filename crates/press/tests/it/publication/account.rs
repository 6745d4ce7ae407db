//! What comes of each form: every record counted, and nothing at all the second time.

use importer::flow::Account;
use importer::sources::{Form, Options};
use platform::db::{Engine, query};
use platform::records::Outcome;
use testkit::House;

use super::{GHOST, MARKDOWN, WORDPRESS, file, house, rows, told_addresses};
use crate::house::import_file;

/// Imports a form twice; the first account, and what was remarked on it.
async fn twice(house: &House, form: Form, name: &str, options: Options) -> Option<(Account, Vec<String>)> {
    let path = file(name)?;
    let begun = std::time::Instant::now();
    let (first, remarks) = import_file(house, form, &path, options.clone()).await;
    let took = begun.elapsed();
    house.run_jobs().await;
    let before = rows(house).await;
    let (second, again) = import_file(house, form, &path, options).await;
    eprintln!("{name} on {:?}: {took:.1?}, again {:.1?}\n{}", house.engine(), begun.elapsed() - took, first.report);
    assert_eq!(second.report.of("item", Outcome::Unchanged), first.report.of("item", Outcome::Created));
    for (kind, tally) in &second.report.kinds {
        let refused = first.report.of(kind, Outcome::Refused);
        assert_eq!(tally.of(Outcome::Unchanged) + refused, tally.total(), "{kind}: {}", second.report);
    }
    house.run_jobs().await;
    assert_eq!(rows(house).await, before);
    let sorted = |remarks: &[String]| {
        let mut remarks = remarks.to_vec();
        remarks.sort();
        remarks
    };
    assert_eq!(sorted(&again), sorted(&remarks), "what could not be carried is told again");
    Some((first, remarks))
}

async fn wordpress(engine: Engine) {
    let house = house(engine).await;
    let Some((account, remarks)) = twice(&house, Form::Wordpress, WORDPRESS, Options::default()).await else { return };
    assert_eq!(account.source, "digital.gov");
    let report = &account.report;
    assert_eq!(report.of("item", Outcome::Created), 1_738);
    assert_eq!(report.of("event", Outcome::Kept), 238);
    assert_eq!(report.of("person", Outcome::Created), 751);
    assert_eq!(report.of("section", Outcome::Created), 49, "one of 50 is declared twice");
    assert!(remarks.iter().any(|remark| remark.contains("declared twice")), "{remarks:#?}");
    for (kind, tally) in &report.kinds {
        assert_eq!(tally.of(Outcome::Refused), 0, "{kind}: {report}\n{remarks:#?}");
    }
    assert_eq!(one(&house, "SELECT COUNT(*) AS answer FROM content_items WHERE canonical IS NOT NULL").await, 58);
    // Of seven drafts six are events.
    assert_eq!(published(&house).await, 1_737);
    let dated = "SELECT COUNT(*) AS answer FROM content_items WHERE publication_state = 'published' \
                 AND address LIKE '/____/__/__/%_/'";
    assert_eq!(one(&house, dated).await, published(&house).await);
}

async fn published(house: &House) -> i64 {
    one(house, "SELECT COUNT(*) AS answer FROM content_items WHERE publication_state = 'published'").await
}

async fn one(house: &House, sql: &'static str) -> i64 {
    query(sql).answer(&mut house.app.db().read().await.unwrap()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn wordpress_on_postgresql() {
    wordpress(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wordpress_on_sqlite() {
    wordpress(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ghost() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let house = house(engine).await;
        let options = told_addresses(&[("", "/:year/:month/:day/:slug/")]);
        let Some((account, remarks)) = twice(&house, Form::Ghost, GHOST, options).await else { return };
        let report = &account.report;
        assert_eq!(report.of("item", Outcome::Created), 377, "{report}\n{remarks:#?}");
        assert_eq!(report.of("person", Outcome::Created), 316);
        assert_eq!(report.of("topic", Outcome::Created), 45);
        assert_eq!(published(&house).await, 377 - 7);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn markdown() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let house = house(engine).await;
        let options =
            told_addresses(&[("news", "/:year/:month/:day/:slug/"), ("events", "/event/:year/:month/:day/:slug/")]);
        let Some((account, remarks)) = twice(&house, Form::Markdown, MARKDOWN, options).await else { return };
        let report = &account.report;
        assert_eq!(report.of("event", Outcome::Kept), 238, "{report}");
        assert_eq!(report.of("item", Outcome::Created), report.kinds["item"].total(), "{report}");
        // The draft among the 1,738 has none yet.
        let news = "SELECT COUNT(*) AS answer FROM content_items WHERE address LIKE '/____/__/__/%_/'";
        assert_eq!(one(&house, news).await, 1_737, "{report}\n{remarks:#?}");
    }
}
