//! The publication's lists: section fronts, topics, authors, months.

use std::collections::BTreeMap;
use std::sync::Arc;

use platform::db::query;
use testkit::House;

use super::html::{self, Piece};
use super::reading::{Faults, open_all};
use super::told::Entry;

pub async fn check(house: &Arc<House>, entries: &[Entry], faults: &mut Faults) {
    lists(house, entries, faults).await;
    archive(house, entries, faults).await;
}

/// Every section, topic and author that has items lists at least one of them.
async fn lists(house: &Arc<House>, entries: &[Entry], faults: &mut Faults) {
    let addresses = with_items(house).await;
    let answers = open_all(house, addresses.clone()).await;
    let known: std::collections::HashSet<&str> = entries.iter().map(|entry| entry.address.as_str()).collect();
    for (address, answer) in addresses.iter().zip(&answers) {
        let pieces = html::pieces(answer.text());
        let main = html::inside(&pieces, "main", None);
        let listed = main.iter().filter_map(|piece| piece.attribute("a", "href")).any(|to| known.contains(to));
        faults.expect(answer.status == 200 && listed, "lists", || format!("{} at {address}", answer.status));
    }
    eprintln!("{} lists", addresses.len());
}

/// Where the lists that have items are read.
async fn with_items(house: &House) -> Vec<String> {
    let sql = "SELECT path AS address FROM content_sections \
               WHERE EXISTS (SELECT 1 FROM content_listings WHERE list = content_sections.id) \
               UNION ALL SELECT '/topic/' || slug FROM content_topics \
               WHERE EXISTS (SELECT 1 FROM content_listings WHERE list = content_topics.id) \
               UNION ALL SELECT '/author/' || slug FROM people_persons \
               WHERE EXISTS (SELECT 1 FROM content_listings WHERE list = people_persons.id)";
    query(sql).map(&mut house.app.db().read().await.unwrap(), |row| row.get("address")).await.unwrap()
}

/// The months of the archive have as many items as came out in them, and list each.
async fn archive(house: &Arc<House>, entries: &[Entry], faults: &mut Faults) {
    let mut expected: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.published) {
        let month = format!("/archive/{}", entry.day[..7].replace('-', "/"));
        expected.entry(month).or_default().push(&entry.address);
    }
    let answer = house.get("/archive").await;
    let counted = months(&html::pieces(answer.text()));
    let right: BTreeMap<String, usize> = expected.iter().map(|(month, all)| (month.clone(), all.len())).collect();
    faults.expect(counted == right, "archive", || format!("{counted:?} instead of {right:?}"));
    let answers = open_all(house, expected.keys().cloned().collect()).await;
    for ((month, addresses), answer) in expected.iter().zip(&answers) {
        let pieces = html::pieces(answer.text());
        for address in addresses {
            let listed = pieces.iter().any(|piece| piece.attribute("a", "href") == Some(address));
            faults.expect(listed, "archive", || format!("{address} is not in {month}"));
        }
    }
}

/// The months of the archive's index and how many items each says it has.
fn months(pieces: &[Piece]) -> BTreeMap<String, usize> {
    let mut months = BTreeMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(address) = piece.attribute("a", "href") else { continue };
        let count = html::inside(&pieces[at..pieces.len().min(at + 12)], "span", Some("month-count"));
        if address.starts_with("/archive/") && address.len() == "/archive/2020/01".len() {
            months.insert(address.to_owned(), html::seen(count).trim().parse().unwrap_or(0));
        }
    }
    months
}
