//! What the program said it had published is published, whenever it was killed; and nothing is half published.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use content::model::PublicationState;
use platform::db::{Engine, query};
use testkit::House;

use super::{Dice, Place, export, kills, tally};
use crate::binary::word;

/// Drafts of the house.
const DRAFTS: usize = 600;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_published() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.xml");
    std::fs::write(&file, export(DRAFTS, "draft")).unwrap();
    for (engine, times) in [(Engine::Sqlite, kills(30)), (Engine::Postgres, kills(5))] {
        let begun = Instant::now();
        let mut dice = Dice::new(&format!("publishing killed on {engine:?}"));
        let (mut killed, mut acknowledged) = (0, 0);
        while killed < times {
            let place = Place::new(engine).await;
            let done = place.run(&["import", "wordpress", word(&file)]);
            assert_eq!(done.code, 0, "{}{}", done.out, done.err);
            let said = publish(&place, &mut killed, times, &mut dice).await;
            check(&place, &said).await;
            acknowledged += said.len();
        }
        let said = format!("{acknowledged} publications acknowledged");
        tally(&format!("publishing | {engine:?} | {killed} | {said} | {:.0?}", begun.elapsed()));
    }
}

/// Publishes drafts, killed and started again; what was acknowledged.
async fn publish(place: &Place, killed: &mut u32, times: u32, dice: &mut Dice) -> BTreeSet<String> {
    let house = place.house.another_node().await;
    let mut drafts: BTreeSet<String> = in_state(&house, PublicationState::Unpublished).await;
    house.app.db().close().await;
    assert_eq!(drafts.len(), DRAFTS);
    let mut acknowledged = BTreeSet::new();
    while *killed < times && !drafts.is_empty() {
        let input: String = drafts.iter().map(|address| format!("{address}\n")).collect();
        let (lines, ended) = place.run_for(&["publish"], &input, dice.moment(Duration::from_millis(395)));
        for line in lines {
            let address = line.strip_prefix("published ").unwrap_or_else(|| panic!("{line}"));
            drafts.remove(address);
            acknowledged.insert(address.to_owned());
        }
        if !ended {
            *killed += 1;
        }
    }
    acknowledged
}

async fn check(place: &Place, acknowledged: &BTreeSet<String>) {
    place.assert_well();
    let house = place.house.another_node().await;
    let published = in_state(&house, PublicationState::Published).await;
    let lost: Vec<_> = acknowledged.difference(&published).collect();
    assert!(lost.is_empty(), "acknowledged, and not published: {lost:?}");
    // The last one before each kill may be published without its word having got out.
    let sql = "SELECT DISTINCT address FROM content_items JOIN content_listings ON item = content_items.id";
    let listed: Vec<String> =
        query(sql).map(&mut house.app.db().read().await.unwrap(), |row| row.get("address")).await.unwrap();
    assert_eq!(published, listed.into_iter().collect(), "an item is listed when it is published, and only then");
    house.run_jobs().await;
    let month = latest_month(&house).await;
    for address in acknowledged {
        assert_eq!(house.get(address).await.status, 200, "{address}");
        assert!(month.contains(&format!("\"{address}\"")), "{address} is not in the archive");
    }
    for address in in_state(&house, PublicationState::Unpublished).await.iter().take(20) {
        assert_eq!(house.get(address).await.status, 404, "{address}");
        assert!(!month.contains(&format!("\"{address}\"")), "{address} is a draft, and in the archive");
    }
    house.app.db().close().await;
}

/// The archive's pages of the months in which anything was published, each to its end.
async fn latest_month(house: &House) -> String {
    let sql = "SELECT DISTINCT month FROM content_months WHERE items > 0";
    let months: Vec<String> =
        query(sql).map(&mut house.app.db().read().await.unwrap(), |row| row.get("month")).await.unwrap();
    let mut pages = String::new();
    for month in months {
        let mut part = Some(format!("/archive/{}", month.replace('-', "/")));
        while let Some(address) = part {
            let page = house.get(&address).await;
            let next = page.text().split_once("<link rel=\"next\" href=\"").map(|(_, next)| next);
            let next = next.and_then(|next| next.split('"').next()?.find("/archive").map(|at| (next, at)));
            part = next.and_then(|(next, at)| Some(next[at..].split('"').next()?.to_owned()));
            pages += page.text();
        }
    }
    pages
}

async fn in_state(house: &House, state: PublicationState) -> BTreeSet<String> {
    let mut conn = house.app.db().read().await.unwrap();
    let (mut found, mut after) = (BTreeSet::new(), None);
    loop {
        let page = content::store::items::page(&mut conn, after, 500).await.unwrap();
        let Some(last) = page.last() else { return found };
        after = Some(last.id);
        let wanted = page.into_iter().filter(|item| item.publication_state == state);
        found.extend(wanted.map(|item| item.address));
    }
}
