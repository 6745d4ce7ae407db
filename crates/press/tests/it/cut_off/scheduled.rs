//! The house is killed while items wait for their hour: each goes out once, whether the hour struck while it was up
//! or not.

use std::path::Path;
use std::time::{Duration, Instant};

use kit::Timestamp;
use platform::db::{Engine, query};

use super::{Dice, Place, export, kills, tally};
use crate::binary::{Serving, word};

/// How often a house is killed.
const KILLS: u32 = 5;
/// Items that wait.
const WAITING: usize = 24;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_due_while_the_house_was_down_goes_out_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.xml");
    std::fs::write(&file, export(WAITING, "draft")).unwrap();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        // Their hours do not wait: after a few kills all are out, and it takes another house to kill.
        let (begun, houses) = (Instant::now(), kills(KILLS).div_ceil(KILLS));
        for _ in 0..houses {
            out_once(engine, &file).await;
        }
        let said = format!("{} items went out on their hour", houses as usize * WAITING);
        tally(&format!("a house with schedules | {engine:?} | {} | {said} | {:.0?}", houses * KILLS, begun.elapsed()));
    }
}

async fn out_once(engine: Engine, file: &Path) {
    let place = Place::new(engine).await;
    assert_eq!(place.run(&["import", "wordpress", word(file)]).code, 0);
    let addresses = schedule(&place).await;
    let mut dice = Dice::new(&format!("a house killed on {engine:?} while items wait for their hour"));
    let serve = || {
        let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
        // On SQLite a house knows at its start that nobody else holds a job; on PostgreSQL the lease must run out.
        command.env("MASTHEAD_JOBS_LEASE_SECONDS", "2");
        Serving::start_command(command)
    };
    for _ in 0..KILLS {
        let serving = serve();
        std::thread::sleep(dice.moment(Duration::from_millis(900)));
        // Dropped, it is killed.
        drop(serving);
        std::thread::sleep(dice.moment(Duration::from_millis(300)));
    }
    let serving = serve();
    let begun = Instant::now();
    let out = |address: &String| serving.get(address).starts_with("HTTP/1.1 200");
    while !addresses.iter().all(out) {
        let waited = begun.elapsed() < Duration::from_secs(30);
        assert!(waited, "not all go out: {}", place.run(&["jobs"]).out);
        std::thread::sleep(Duration::from_millis(100));
    }
    serving.signal("TERM");
    assert_eq!(serving.wait().0, 0);
    let house = place.house.another_node().await;
    let sql = "SELECT COUNT(*) AS many FROM platform_changes WHERE kind = 'ItemPublished' GROUP BY subject";
    let times: Vec<i64> =
        query(sql).map(&mut house.app.db().read().await.unwrap(), |row| row.get("many")).await.unwrap();
    assert_eq!(times, vec![1; WAITING]);
    house.app.db().close().await;
    place.assert_well();
}

/// Gives each draft an hour of its own, from soon until a few seconds later.
async fn schedule(place: &Place) -> Vec<String> {
    let house = place.house.another_node().await;
    let sql = "SELECT address FROM content_items ORDER BY id";
    let mut conn = house.app.db().read().await.unwrap();
    let addresses: Vec<String> = query(sql).map(&mut conn, |row| row.get("address")).await.unwrap();
    drop(conn);
    house.app.db().close().await;
    assert_eq!(addresses.len(), WAITING);
    let soon = Timestamp::now();
    for (number, addresses) in addresses.chunks(WAITING / 4).enumerate() {
        let at = soon + Duration::from_secs(3 + number as u64);
        let at = at.to_string();
        let mut words = vec!["publish", "--at", &at];
        words.extend(addresses.iter().map(String::as_str));
        let done = place.run(&words);
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    }
    addresses
}
