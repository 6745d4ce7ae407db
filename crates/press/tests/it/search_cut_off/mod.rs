//! A house is killed at random moments while its index follows: the index then says what the database says. How often
//! it is killed is said as in `cut_off`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use content::rules::visibility::is_found;
use indexer::Index;
use kit::Uuid;
use platform::changes::latest;
use platform::search::SearchIndex;
use testkit::{Engine, House};

use crate::binary::{Serving, word};
use crate::cut_off::{Dice, Place, export, kills};

/// Drafts that are published one after the other, and stories that come in meanwhile.
const DRAFTS: usize = 400;
const STORIES: usize = 2_000;

#[tokio::test(flavor = "multi_thread")]
async fn the_index_agrees_with_the_database_however_often_it_is_killed() {
    let files = tempfile::tempdir().unwrap();
    let [drafts, stories] = ["drafts.xml", "stories.xml"].map(|name| files.path().join(name));
    std::fs::write(&drafts, export(DRAFTS, "draft")).unwrap();
    std::fs::write(&stories, export(STORIES, "publish").replace("mast.example", "wire.example")).unwrap();
    for (engine, times) in [(Engine::Sqlite, kills(12)), (Engine::Postgres, kills(12).min(10))] {
        let begun = Instant::now();
        let mut dice = Dice::new(&format!("an index killed while it follows on {engine:?}"));
        let place = Place::new(engine).await;
        assert_eq!(place.run(&["import", "wordpress", word(&drafts)]).code, 0);
        let mut waiting = unpublished(&place).await;
        // From here on it follows; that an index in the making may be killed too is shown by what the import brings.
        agree(&place).await;
        let mut importing = Some(import(&place, &stories));
        for kill in 0..times {
            let serving = serve(&place);
            let some = waiting.split_off(waiting.len().saturating_sub(4));
            let publishing = publish(&place, &some);
            std::thread::sleep(dice.moment(Duration::from_millis(600)));
            // Dropped, it is killed.
            drop(serving);
            assert!(publishing.wait_with_output().unwrap().status.success());
            if kill == times / 2
                && let Some(import) = importing.take()
            {
                let done = import.wait_with_output().unwrap();
                assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
            }
        }
        if let Some(import) = importing.take() {
            assert!(import.wait_with_output().unwrap().status.success());
        }
        let found = agree(&place).await;
        eprintln!("{times} kills on {engine:?}, {found} items found: {:.1?}", begun.elapsed());
    }
}

fn serve(place: &Place) -> Serving {
    Serving::start_command(place.command(&["serve", "--listen", "127.0.0.1:0"]))
}

fn import(place: &Place, file: &Path) -> std::process::Child {
    start(place.command(&["import", "wordpress", word(file)]), "")
}

fn publish(place: &Place, addresses: &[String]) -> std::process::Child {
    start(place.command(&["publish"]), &addresses.join("\n"))
}

fn start(mut command: Command, input: &str) -> std::process::Child {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    process
}

async fn unpublished(place: &Place) -> Vec<String> {
    let house = place.house.another_node().await;
    let mut conn = house.app.db().read().await.unwrap();
    let items = content::store::items::page(&mut conn, None, 1_000).await.unwrap();
    drop(conn);
    house.app.db().close().await;
    items.into_iter().map(|item| item.address).collect()
}

/// Serves once more until the index has followed everything, then compares; how many are found.
async fn agree(place: &Place) -> usize {
    let house = place.house.another_node().await;
    let serving = serve(place);
    let index = Index::in_folder(place.house.folder().join("index"));
    let end = latest(&mut house.app.db().read().await.unwrap()).await.unwrap();
    let begun = Instant::now();
    while index.position().await.unwrap() < Some(end) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not catch up");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(serving.get("/search?q=masts").starts_with("HTTP/1.1 200"));
    serving.signal("TERM");
    assert_eq!(serving.wait().0, 0);
    let known = Index::in_folder(place.house.folder().join("index")).ids().await.unwrap();
    let visible = visible(&house).await;
    assert!(visible == known, "{} are visible and {} are found", visible.len(), known.len());
    house.app.db().close().await;
    place.assert_well();
    known.len()
}

async fn visible(house: &House) -> Vec<Uuid> {
    let mut conn = house.app.db().read().await.unwrap();
    let (mut visible, mut after) = (Vec::new(), None);
    loop {
        let items = content::store::items::page(&mut conn, after, 500).await.unwrap();
        let Some(last) = items.last() else { break };
        after = Some(last.id);
        visible.extend(items.iter().filter(|item| is_found(item, house.app.now())).map(|item| item.id.uuid()));
    }
    visible.sort_unstable();
    visible
}

#[tokio::test(flavor = "multi_thread")]
async fn one_node_killed_the_other_serves_on() {
    let files = tempfile::tempdir().unwrap();
    let drafts = files.path().join("drafts.xml");
    std::fs::write(&drafts, export(8, "draft")).unwrap();
    let place = Place::new(Engine::Postgres).await;
    assert_eq!(place.run(&["import", "wordpress", word(&drafts)]).code, 0);
    let waiting = unpublished(&place).await;
    let node = |name: &str| {
        let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
        command.env("MASTHEAD_INDEX", place.house.folder().join(name));
        Serving::start_command(command)
    };
    let (one, other) = (node("index-one"), node("index-other"));
    assert!(publish(&place, &waiting[..1]).wait().unwrap().success());
    for node in [&one, &other] {
        assert!(finds_within(node, 1, Duration::from_secs(3)), "{} does not find it", node.at);
    }
    drop(one);
    assert!(publish(&place, &waiting[1..2]).wait().unwrap().success());
    assert!(finds_within(&other, 2, Duration::from_secs(3)), "the other does not serve on");
}

/// Whether a node soon finds so many.
fn finds_within(node: &Serving, total: u32, soon: Duration) -> bool {
    let begun = Instant::now();
    let said = format!("\"total\":{total}");
    while begun.elapsed() < soon {
        if node.get("/api/search?q=masts").contains(&said) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}
