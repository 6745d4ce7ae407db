//! An archive that comes in pieces: first the years to 2018, later everything.

use std::collections::BTreeMap;

use content::store;
use importer::sources::{Form, Options};
use platform::db::Engine;
use platform::records::Outcome;
use testkit::House;

use super::{WORDPRESS, file, house, told};
use crate::house::import_file;

#[tokio::test(flavor = "multi_thread")]
async fn what_came_first_stays_where_it_is_when_the_rest_comes() {
    let Some(export) = file(WORDPRESS) else { return };
    let text = told::text(&export);
    let earlier = told::until(&text, 2018);
    let expected = told::entries(&earlier).iter().filter(|entry| !entry.event).count();
    assert!(expected > 1_500 && expected < 1_738, "{expected}");
    let folder = tempfile::tempdir().unwrap();
    let part = folder.path().join("to-2018.xml");
    std::fs::write(&part, earlier).unwrap();
    let house = house(Engine::Sqlite).await;
    let (account, _) = import_file(&house, Form::Wordpress, &part, Options::default()).await;
    assert_eq!(account.report.of("item", Outcome::Created), expected as u64);
    let before = items(&house).await;
    let (account, _) = import_file(&house, Form::Wordpress, &export, Options::default()).await;
    let report = &account.report;
    assert_eq!(report.of("item", Outcome::Unchanged), expected as u64, "{report}");
    assert_eq!(report.of("item", Outcome::Created), 1_738 - expected as u64, "{report}");
    assert_eq!(report.of("event", Outcome::Unchanged) + report.of("event", Outcome::Kept), 238, "{report}");
    let after = items(&house).await;
    assert_eq!(after.len(), 1_738);
    for (address, id) in before {
        assert_eq!(after.get(&address), Some(&id), "{address} has moved");
    }
    // As many of everything as a first import of the whole makes.
    for (table, many) in [
        ("people_persons", 751),
        ("content_sections", 49),
        ("platform_kept_records", 238),
        ("content_sites", 1),
        ("content_media", 2_480),
        ("redirects_rules", 2_543),
        ("content_revisions", 1_738),
    ] {
        assert_eq!(house.rows(table).await, many, "{table}");
    }
}

/// What stands where.
async fn items(house: &House) -> BTreeMap<String, String> {
    let mut conn = house.app.db().read().await.unwrap();
    let (mut items, mut after) = (BTreeMap::new(), None);
    loop {
        let page = store::items::page(&mut conn, after, 500).await.unwrap();
        let Some(last) = page.last() else { return items };
        after = Some(last.id);
        items.extend(page.into_iter().map(|item| (item.address, item.id.to_string())));
    }
}
