//! Exports of WordPress of every kind, small and strange: each has a stated outcome in the house.

use std::path::Path;
use std::sync::Arc;

use content::model::{Access, PublicationState};
use importer::flow::{Order, import};
use importer::sources::{Form, Options};
use platform::db::Engine;
use platform::records::{Mode, Outcome};
use serde_json::{Map, Value};
use testkit::House;

use crate::house::{Ear, import_file, real};

#[tokio::test(flavor = "multi_thread")]
async fn every_export_has_its_outcome_in_the_house() {
    let Some(folder) = real("wxr") else { return };
    let expected = std::fs::read(folder.join("expected.json")).unwrap();
    let expected: Map<String, Value> = serde_json::from_slice(&expected).unwrap();
    assert_eq!(expected.len(), 22);
    for (name, expected) in &expected {
        check(&folder.join(name), expected).await;
    }
}

async fn check(path: &Path, expected: &Value) {
    let name = path.file_name().unwrap().to_string_lossy();
    // Long after everything that the exports say was published.
    let house = House::on(Engine::Sqlite).features(press::features).at("2100-01-01T00:00:00Z").open().await;
    let of = |field: &str| expected["asserted_by_wordpress_importer_tests"][field].as_str().unwrap_or_default();
    if of("must").starts_with("refuse with") {
        let options = Options::default();
        let order = Order { form: Form::Wordpress, path: path.to_owned(), options, mode: Mode::Import };
        let refused = import(&house.app, order, Arc::new(Ear::default())).await.unwrap_err().to_string();
        assert!(refused.contains("it has no WXR version"), "{name}: {refused}");
        assert_eq!(house.rows("platform_records").await, 0, "{name}");
        return;
    }
    let (account, remarks) = import_file(&house, Form::Wordpress, path, Options::default()).await;
    let report = &account.report;
    for (kind, tally) in &report.kinds {
        assert_eq!(tally.of(Outcome::Refused), 0, "{name}: {kind}: {remarks:#?}");
    }
    let (again, _) = import_file(&house, Form::Wordpress, path, Options::default()).await;
    assert_eq!(again.report.changed(), 0, "{name}: {}", again.report);
    if expected["well_formed"] == false {
        assert!(!remarks.is_empty() || report.of("item", Outcome::Created) > 0, "{name}: nothing is said");
        return;
    }
    let types = |name: &str| expected["types"][name].as_u64().unwrap_or_default();
    assert_eq!(report.of("item", Outcome::Created), types("post") + types("page"), "{name}: {report}");
    assert!(report.of("media", Outcome::Created) >= types("attachment"), "{name}: {report}");
    let comments = expected["comments"].as_u64().unwrap();
    assert_eq!(report.of("comment", Outcome::Kept), comments, "{name}: {report}");
    assert_eq!(report.of("wordpress.enmse_message", Outcome::Kept), types("enmse_message"), "{name}");
    // Whatever was published for all, or was to be by now, can be opened, and nothing else.
    let status = |name: &str| expected["statuses"][name].as_u64().unwrap_or_default();
    let elsewhere = types("nav_menu_item") + types("enmse_message") + expected["password_protected"].as_u64().unwrap();
    let mut open = 0;
    for item in items(&house).await {
        let is_public = item.publication_state == PublicationState::Published && item.access == Access::Public;
        let answer = house.get(&item.address).await;
        assert_eq!(answer.status, if is_public { 200 } else { 404 }, "{name}: {}", item.address);
        open += u64::from(is_public);
    }
    assert_eq!(open, status("publish") + status("future") - elsewhere, "{name}");
    assert_eq!(house.get("/").await.status, 200, "{name}");
}

async fn items(house: &House) -> Vec<content::model::Item> {
    let mut conn = house.app.db().read().await.unwrap();
    content::store::items::page(&mut conn, None, 500).await.unwrap()
}
