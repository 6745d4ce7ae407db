//! The index is made anew beside a house that readers ask and editors work in.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use testkit::Engine;

use super::agree::{agree, caught_up, total};
use super::work::{STORIES, Work, start, succeeded};
use super::{ANEW, export, ids, serve};
use crate::binary::{Serving, word};
use crate::cut_off::{Place, kills, tally};

/// Readers at once.
const READERS: usize = 2;
/// So long a reader rests after a question.
const REST: Duration = Duration::from_millis(5);
/// How often it is made anew, unless the environment says how often houses are killed: then once for four kills.
const TIMES: u32 = 2;

#[tokio::test(flavor = "multi_thread")]
async fn made_anew_beside_a_house_that_is_asked_the_index_agrees() {
    let files = tempfile::tempdir().unwrap();
    let drafts = files.path().join("drafts.xml");
    std::fs::write(&drafts, export(60, "draft")).unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (begun, times) = (Instant::now(), kills(TIMES * ANEW).div_ceil(ANEW));
        let place = Place::new(engine).await;
        assert_eq!(place.run(&["import", "wordpress", word(&drafts)]).code, 0);
        let mut work = Work::new(&place, files.path(), ids(&place).await);
        work.begin();
        work.finish();
        assert_eq!(work.has_come_in(), 1);
        let serving = Arc::new(serve(&place));
        let house = place.house.another_node().await;
        caught_up(&house).await;
        house.app.db().close().await;
        let stop = Arc::new(AtomicBool::new(false));
        let readers: Vec<_> = (0..READERS).map(|reader| ask(&serving, &stop, reader)).collect();
        for _ in 0..times {
            let old = the_one_that_serves(house.folder());
            let reindexing = start(place.command(&["reindex"]), "");
            work.begin();
            let waiting = Instant::now();
            succeeded(reindexing);
            work.finish();
            while the_one_that_serves(house.folder()) == old {
                assert!(waiting.elapsed() < Duration::from_secs(60), "no other index serves");
                std::thread::sleep(Duration::from_millis(10));
            }
        }
        work.has_come_in();
        stop.store(true, Ordering::Relaxed);
        let asked: usize = readers.into_iter().map(|reader| reader.join().unwrap()).sum();
        drop(serving);
        let found = agree(&place).await;
        let said = format!("made anew {times} times under {asked} questions, {found} items found");
        tally(&format!("an index made anew under load | {engine:?} | none | {said} | {:.0?}", begun.elapsed()));
    }
}

/// The name of the index that questions are answered from.
fn the_one_that_serves(house: &Path) -> String {
    std::fs::read_to_string(house.join("index/serving")).unwrap()
}

/// A reader who asks until told to stop, page and program in turn, and always finds; how often that was.
fn ask(serving: &Arc<Serving>, stop: &Arc<AtomicBool>, reader: usize) -> JoinHandle<usize> {
    let (serving, stop) = (Arc::clone(serving), Arc::clone(stop));
    std::thread::spawn(move || {
        let mut asked = 0;
        while !stop.load(Ordering::Relaxed) {
            assert!(total(&serving, "masts") >= STORIES as u64, "the old index does not serve");
            let town = 1 + (asked * READERS + reader) % 28;
            let page = serving.get(&format!("/search?site=all&q=masts+of+town+{town}"));
            assert!(page.starts_with("HTTP/1.1 200") && page.contains("<mark>masts</mark>"), "{page}");
            asked += 2;
            std::thread::sleep(REST);
        }
        asked
    })
}
