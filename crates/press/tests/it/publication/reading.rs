//! The whole publication in one house, open to its readers: each of its pages, old addresses, lists and pictures.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use importer::pictures::{Origin, keep_missing};
use importer::sources::{Form, Options};
use platform::db::Engine;
use testkit::{Answer, House};

use super::told::{Entry, entries, text};
use super::{PICTURES, WORDPRESS, file, fronts, house, old_addresses, pages};
use crate::house::{Ear, import_file};

/// Readers at once.
const READERS: usize = 4;

/// What was found wrong, by what it is about.
#[derive(Debug, Default)]
pub struct Faults(HashMap<&'static str, Vec<String>>);

impl Faults {
    /// Notes a fault.
    pub fn note(&mut self, about: &'static str, what: String) {
        self.0.entry(about).or_default().push(what);
    }

    /// Notes a fault unless this holds.
    pub fn expect(&mut self, holds: bool, about: &'static str, what: impl FnOnce() -> String) {
        if !holds {
            self.note(about, what());
        }
    }

    /// Notes all that another noted.
    pub fn absorb(&mut self, other: Self) {
        for (about, faults) in other.0 {
            self.0.entry(about).or_default().extend(faults);
        }
    }

    /// # Panics
    /// When anything was noted.
    pub fn assert_none(&self) {
        for (about, faults) in &self.0 {
            eprintln!("{about}: {} faults", faults.len());
            faults.iter().take(25).for_each(|fault| eprintln!("  {fault}"));
        }
        assert!(self.0.is_empty(), "{:?}", self.0.iter().map(|(about, all)| (*about, all.len())).collect::<Vec<_>>());
    }
}

/// Opens many addresses, several at once; the answers in order.
pub async fn open_all(house: &Arc<House>, addresses: Vec<String>) -> Vec<Answer> {
    let addresses = Arc::new(addresses);
    let mut readers = tokio::task::JoinSet::new();
    for reader in 0..READERS {
        let (house, addresses) = (Arc::clone(house), Arc::clone(&addresses));
        readers.spawn(async move {
            let mut answers = Vec::new();
            for (at, address) in addresses.iter().enumerate().skip(reader).step_by(READERS) {
                answers.push((at, house.get(address).await));
            }
            answers
        });
    }
    let mut answers: Vec<(usize, Answer)> = readers.join_all().await.into_iter().flatten().collect();
    answers.sort_by_key(|(at, _)| *at);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_publication_says_what_it_said() {
    let (Some(export), Some(pictures)) = (file(WORDPRESS), file(PICTURES)) else { return };
    let entries: Vec<Entry> = entries(&text(&export)).into_iter().filter(|entry| !entry.event).collect();
    assert_eq!(entries.len(), 1_738);
    let house = Arc::new(house(Engine::Sqlite).await);
    let (_, remarks) = import_file(&house, Form::Wordpress, &export, Options::default()).await;
    let from = Origin { beside: Some(pictures), ..Origin::default() };
    let had = keep_missing(&house.app, &from, Arc::new(Ear::default())).await.unwrap();
    eprintln!("{} pictures kept, {} stay links", had.kept, had.missing);
    house.run_jobs().await;
    let mut faults = Faults::default();
    let begun = Instant::now();
    pages::check(&house, &entries, &remarks, &mut faults).await;
    eprintln!("{} pages read in {:.1?}", entries.len(), begun.elapsed());
    let begun = Instant::now();
    old_addresses::check(&house, &entries, &mut faults).await;
    fronts::check(&house, &entries, &mut faults).await;
    eprintln!("old addresses and lists read in {:.1?}", begun.elapsed());
    faults.assert_none();
}
