//! The sample publication, as somebody meets it who has just built the binary.

use std::path::Path;

use crate::binary::{Serving, masthead, run, word};

const ITEM: &str = "/open-ran/open-ran-ledger";

#[test]
fn the_sample_is_open_at_once_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = masthead(&["demo", "--listen", "127.0.0.1:0"]);
    // Somebody's own publication is not the sample's business.
    let own = folder.path().join("own.db");
    command.env("TMPDIR", folder.path()).env("MASTHEAD_DATABASE", format!("sqlite://{}", own.display()));
    let serving = Serving::start_command(command);
    let front = serving.get("/");
    assert!(front.starts_with("HTTP/1.1 200") && front.contains("Backhaul"), "{front}");
    assert!(front.contains(&format!("<link rel=\"canonical\" href=\"http://{}/\">", serving.at)), "{front}");
    for section in ["/5g", "/open-ran", "/cable-video/the-node", "/regions/asia", "/podcast", "/video"] {
        assert!(serving.get(section).starts_with("HTTP/1.1 200"), "{section}");
    }
    assert!(serving.get(ITEM).starts_with("HTTP/1.1 200"));
    assert!(serving.get("/magazine/subscribe").starts_with("HTTP/1.1 410"));
    assert!(!serving.get("/").contains("embargo-fennimore"));
    serving.signal("TERM");
    assert_eq!(serving.wait().0, 0);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_sample_that_is_kept_stays_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let house = folder.path().join("sample");
    let published = || {
        let serving = Serving::start(&["demo", "--house", word(&house), "--listen", "127.0.0.1:0"]);
        let page = serving.get(ITEM);
        let at = page.split_once("article:published_time\" content=\"").expect("a time").1;
        at.split_once('"').expect("its end").0.to_owned()
    };
    assert_eq!(published(), published());
    let serving = Serving::start(&["serve", "--house", word(&house), "--listen", "127.0.0.1:0"]);
    assert!(serving.get("/").contains("Backhaul"));
}

#[test]
fn the_sample_does_not_move_in_with_another_publication() {
    let folder = tempfile::tempdir().expect("a folder");
    let house = word(folder.path());
    assert_eq!(run(&["init", house]).code, 0);
    let before = written(folder.path());
    let said = run(&["demo", "--house", house, "--listen", "127.0.0.1:0"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("holds another publication"), "{}", said.err);
    assert_eq!(written(folder.path()), before);
}

fn written(house: &Path) -> Vec<u8> {
    std::fs::read(house.join("masthead.db")).expect("the database")
}
