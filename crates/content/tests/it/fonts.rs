//! Fonts that a theme brings: cards in scripts that the house has no letters for, and what an operator is told.

use std::path::Path;

use serde_json::json;
use testkit::{House, both_engines};

use crate::cards::{shared, size};
use crate::newsroom::{newsroom, open, story, take};

const SIGNS: &[u8] = include_bytes!("../../../darkroom/tests/fonts/signs.otf");
const THAI: &[u8] = include_bytes!("../../../darkroom/tests/fonts/thai.ttf");

/// A theme that has these fonts and nothing else.
fn theme(folder: &Path, fonts: &[(&str, &[u8])]) {
    std::fs::create_dir_all(folder.join("fonts")).unwrap();
    std::fs::write(folder.join("theme.toml"), "name = \"Fonts\"\n").unwrap();
    for (name, bytes) in fonts {
        std::fs::write(folder.join("fonts").join(name), bytes).unwrap();
    }
}

/// What the doctor hears of content.
async fn checkup(house: &House) -> Vec<String> {
    let feature = house.app.features().iter().find(|feature| feature.name == "content").unwrap();
    feature.checkup.expect("it looks")(house.app.clone()).await.unwrap()
}

#[tokio::test]
async fn fonts_of_the_theme_give_cards_the_letters_that_the_house_has_not() {
    both_engines(async |engine| {
        let folder = tempfile::tempdir().unwrap();
        theme(folder.path(), &[]);
        let path = folder.path().to_owned();
        let house = open(engine, |config| config.theme = Some(path)).await;
        let headline = json!({"headline": "光網届"});
        take(&house, "first", [newsroom(), vec![story("main", "2020-11-20T12:00:00Z", headline)]].concat()).await;
        let bare = shared(&house.get("/radio/main").await);
        let without = house.get(&bare).await;
        assert_eq!((without.status, size(&without)), (200, (1200, 630)), "a card without the headline is a card");
        let told = checkup(&house).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("1 of the newest 1 headlines on ") && told[0].contains("(光届網)"), "{told:?}");

        theme(folder.path(), &[("b.otf", SIGNS), ("a.ttf", b"no font"), ("notes.txt", b"no font either")]);
        assert_eq!(shared(&house.get("/radio/main").await), bare, "fonts are read once");
        let house = house.another_node().await;
        let brought = shared(&house.get("/radio/main").await);
        assert_ne!(brought, bare, "what is drawn with other fonts has another address");
        let set = house.get(&brought).await;
        assert_eq!((set.status, size(&set)), (200, (1200, 630)));
        assert_ne!(set.bytes, without.bytes);
        assert_eq!(house.get(&bare).await.header("location"), brought);
        let told = checkup(&house).await;
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].contains("passed over: fonts/a.ttf: it is no TrueType or OpenType font"), "{told:?}");

        std::fs::remove_file(folder.path().join("fonts/a.ttf")).unwrap();
        theme(folder.path(), &[("c.ttf", THAI)]);
        let house = house.another_node().await;
        assert_ne!(shared(&house.get("/radio/main").await), brought);
        assert_eq!(checkup(&house).await, Vec::<String>::new());
    })
    .await;
}
