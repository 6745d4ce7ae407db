//! An import that is killed again and again comes to the same end as one that nobody disturbed.

use std::path::Path;
use std::time::{Duration, Instant};

use platform::db::{Engine, query};
use platform::records::Report;

use super::{Dice, Place, export, kills, tally};
use crate::binary::word;

/// Posts of the export.
const POSTS: usize = 3_000;

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_is_killed_ends_as_one_that_was_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.xml");
    std::fs::write(&file, export(POSTS, "publish")).unwrap();
    for (engine, times) in [(Engine::Sqlite, kills(70)), (Engine::Postgres, kills(10))] {
        let undisturbed = Place::new(engine).await;
        let begun = Instant::now();
        let done = undisturbed.run(&["import", "wordpress", word(&file)]);
        let took = begun.elapsed();
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        let expected = Expected {
            archive: undisturbed.archive(),
            report: report(&undisturbed).await,
            remarks: undisturbed.remarks(&file),
        };
        assert!(expected.archive.len() > 2 * POSTS, "{}", done.out);
        assert_eq!(expected.remarks.len(), POSTS / 40 + POSTS / 70);
        let counted = format!("{} remarks on what could not be carried", expected.remarks.len());
        assert!(done.out.contains(&counted), "{}", done.out);
        let mut dice = Dice::new(&format!("imports killed on {engine:?}, each of {took:.1?} if it is let"));
        let (mut killed, mut houses) = (0, 0);
        while killed < times {
            killed += one_house(engine, &file, (took, times - killed), &mut dice, &expected).await;
            houses += 1;
        }
        tally(&format!("an import | {engine:?} | {killed} | {houses} houses | {:.0?}", begun.elapsed()));
    }
}

/// What an import comes to that nobody disturbs.
struct Expected {
    archive: Vec<String>,
    report: Report,
    remarks: Vec<String>,
}

/// Kills an import in a new house until it comes to its end, or was killed often enough; how often that was.
async fn one_house(
    engine: Engine,
    file: &Path,
    (took, times): (Duration, u32),
    dice: &mut Dice,
    expected: &Expected,
) -> u32 {
    let place = Place::new(engine).await;
    let words = ["import", "wordpress", word(file)];
    let mut killed = 0;
    loop {
        // Most are cut off in the middle; now and then one gets far, else none would ever get on.
        let longest = if dice.below(4) == 0 { took } else { Duration::from_millis(395) };
        let a_while = if killed < times { dice.moment(longest) } else { Duration::from_secs(120) };
        if place.run_for(&words, "", a_while).1 {
            break;
        }
        killed += 1;
    }
    let archive = place.archive();
    for (ours, theirs) in archive.iter().zip(&expected.archive) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(archive.len(), expected.archive.len());
    assert_eq!(report(&place).await, expected.report);
    assert_eq!(place.remarks(file), expected.remarks);
    place.assert_well();
    killed
}

/// The account of the first run that came to its end.
async fn report(place: &Place) -> Report {
    let house = place.house.another_node().await;
    let sql =
        "SELECT report AS answer FROM platform_import_runs WHERE finished_at IS NOT NULL ORDER BY started_at LIMIT 1";
    let text: String = query(sql).answer(&mut house.app.db().read().await.unwrap()).await.unwrap();
    house.app.db().close().await;
    serde_json::from_str(&text).unwrap()
}
