//! A house is killed at random moments while its index follows, or is made anew: the index then says what the database
//! says. How often it is killed is said as in `cut_off`.

mod agree;
mod anew;
mod work;

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use platform::db::query;
use testkit::Engine;

use self::agree::agree;
use self::work::{DRAFTS, Work, start, succeeded};
use crate::binary::{Serving, word};
use crate::cut_off::{Dice, Place, export, kills, tally};

/// Of so many kills one comes while the index is made anew.
const ANEW: u32 = 4;

#[tokio::test(flavor = "multi_thread")]
async fn the_index_agrees_with_the_database_however_often_it_is_killed() {
    let files = tempfile::tempdir().unwrap();
    let drafts = files.path().join("drafts.xml");
    std::fs::write(&drafts, export(DRAFTS, "draft")).unwrap();
    for (engine, times) in [(Engine::Sqlite, kills(12)), (Engine::Postgres, kills(8))] {
        let begun = Instant::now();
        let mut dice = Dice::new(&format!("an index killed while it follows on {engine:?}"));
        let place = Place::new(engine).await;
        assert_eq!(place.run(&["import", "wordpress", word(&drafts)]).code, 0);
        let mut work = Work::new(&place, files.path(), ids(&place).await);
        // From here on it follows; that an index in the making may be killed too is shown by what the import brings.
        agree(&place).await;
        let mut halfway = 0;
        for kill in 0..times {
            let serving = serve(&place);
            work.begin();
            match kill % ANEW {
                2 => halfway += usize::from(killed_while_it_makes_anew(&place, serving, &mut dice)),
                _ => {
                    std::thread::sleep(dice.moment(Duration::from_millis(600)));
                    // Dropped, it is killed.
                    drop(serving);
                }
            }
            work.finish();
        }
        let editions = work.has_come_in();
        assert!(times <= ANEW || halfway > 0, "no index was killed while it was made anew");
        let found = agree(&place).await;
        let said = format!(
            "{halfway} of an index half made; {} withdrawals, {editions} imports, {found} items found",
            work.withdrawals
        );
        tally(&format!("an index that follows | {engine:?} | {times} | {said} | {:.0?}", begun.elapsed()));
    }
}

pub(crate) fn serve(place: &Place) -> Serving {
    Serving::start_command(place.command(&["serve", "--listen", "127.0.0.1:0"]))
}

/// Has the index made anew and kills the house soon after that was begun; whether it had not come to its end.
fn killed_while_it_makes_anew(place: &Place, serving: Serving, dice: &mut Dice) -> bool {
    let folder = place.house.folder().join("index");
    let before = made(&folder);
    let reindexing = start(place.command(&["reindex"]), "");
    let begun = Instant::now();
    while made(&folder).is_subset(&before) {
        assert!(begun.elapsed() < Duration::from_secs(30), "it is not made anew");
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(dice.moment(Duration::from_millis(150)));
    drop(serving);
    succeeded(reindexing);
    before.contains(&std::fs::read_to_string(folder.join("serving")).unwrap())
}

/// The indexes in a folder, whether they serve or are in the making.
fn made(folder: &Path) -> BTreeSet<String> {
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("index-")).collect()
}

/// All items, by their ids.
pub(crate) async fn ids(place: &Place) -> Vec<String> {
    let house = place.house.another_node().await;
    let sql = "SELECT id FROM content_items ORDER BY id";
    let mut conn = house.app.db().read().await.unwrap();
    let ids: Vec<kit::Uuid> = query(sql).map(&mut conn, |row| row.get("id")).await.unwrap();
    drop(conn);
    house.app.db().close().await;
    ids.into_iter().map(|id| id.to_string()).collect()
}
