//! The whole house with all its features, and what stories do with it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use importer::flow::{Account, Order, Watcher, import};
use importer::sources::{Form, Options};
use intake::{Item, ItemKind, Map, PublicationState, Record, Section, Site};
use platform::db::Engine;
use platform::records::{Mode, Refusal, Run};
use testkit::House;

/// A house with every feature.
pub async fn house(engine: Engine) -> House {
    House::on(engine).features(press::features).open().await
}

/// Takes records as an import of the source `source` does.
pub async fn take(house: &House, source: &str, records: Vec<Record>) -> Vec<Refusal> {
    let from = (source, Some("https://backhaul.example"));
    let mut run = Run::begin(&house.app, Mode::Import, from, "a test", &records.len().to_string()).await.unwrap();
    let remarks = run.take(records).await.unwrap();
    run.finish().await.unwrap();
    remarks
}

/// The records of a small publication: a site, a section in another, and whatever items are given.
pub fn publication(items: Vec<Record>) -> Vec<Record> {
    let site = Site {
        name: "Backhaul".into(),
        address: Some("https://backhaul.example".into()),
        language: Some("en".into()),
        time_zone: Some("UTC".into()),
        ..Site::default()
    };
    let section = |slug: &str, name: &str, parent: Option<&str>| Section {
        slug: slug.into(),
        name: name.into(),
        parent: parent.map(str::to_owned),
        ..Section::default()
    };
    let person = intake::Person { name: "Maya Lindqvist".into(), ..intake::Person::default() };
    let topic = intake::Topic { slug: "sharing".into(), name: "Sharing".into(), ..intake::Topic::default() };
    let mut records = vec![
        Record::new("site", site),
        Record::new("maya", person),
        Record::new("5g", section("5g", "5G", None)),
        Record::new("open-ran", section("open-ran", "Open RAN", Some("5g"))),
        Record::new("sharing", topic),
    ];
    records.extend(items);
    records
}

/// A published article in `open-ran`, by Maya, on sharing.
pub fn article(slug: &str, headline: &str, published_at: &str) -> Item {
    Item {
        item_kind: ItemKind::Article,
        headline: headline.into(),
        slug: Some(slug.into()),
        body: Some(intake::Body::Html {
            dialect: intake::Dialect::Plain,
            text: format!("<p>What {headline} means for the people who build networks.</p>"),
        }),
        sections: vec!["open-ran".into()],
        topics: vec!["sharing".into()],
        bylines: vec![intake::Byline { person: Some("maya".into()), ..intake::Byline::default() }],
        published_at: Some(published_at.parse().unwrap()),
        publication_state: PublicationState::Published,
        fields: Map::new(),
        ..Item::default()
    }
}

/// Where an article of [`article`] stands.
pub fn address(slug: &str) -> String {
    format!("/5g/open-ran/{slug}")
}

/// Where the articles of [`article`] are listed.
pub const LISTS: [&str; 5] = ["/", "/5g", "/5g/open-ran", "/topic/sharing", "/author/maya-lindqvist"];

/// The id of the item at an address.
pub async fn item_at(house: &House, address: &str) -> content::model::ItemId {
    let mut conn = house.app.db().read().await.unwrap();
    let site = content::store::sites::all(&mut conn).await.unwrap().remove(0).id;
    content::store::items::by_address(&mut conn, site, address).await.unwrap().expect("an item").id
}

/// Imports a file, and what was remarked on it.
pub async fn import_file(house: &House, form: Form, path: &Path, options: Options) -> (Account, Vec<String>) {
    let ear = Arc::new(Ear::default());
    let order = Order { form, path: path.to_owned(), options, mode: Mode::Import };
    let account = import(&house.app, order, Arc::<Ear>::clone(&ear)).await.unwrap();
    (account, ear.heard())
}

/// Listens to an import.
#[derive(Default)]
pub struct Ear(Mutex<Vec<String>>);

impl Ear {
    /// What was remarked so far.
    pub fn heard(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Watcher for Ear {
    fn came_to(&self, _records: u64, _of: Option<u64>) {}

    fn remark(&self, kind: &str, key: &str, place: &str, why: &str) {
        self.0.lock().unwrap().push(format!("{kind} {key} {place}: {why}"));
    }
}

/// A file of the real data that may lie beside the project. Where it does not, this says so.
pub fn real(name: &str) -> Option<PathBuf> {
    let data = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    if data.is_dir() {
        return Some(data.join(name));
    }
    eprintln!("NOT CHECKED: {} is not there, so that no real publication was read", data.display());
    None
}

/// Whether other people's hostile texts are put into every gap and parameter, which takes long.
pub fn are_everywhere() -> bool {
    std::env::var("MASTHEAD_TEST_FOREIGN").is_ok_and(|places| places == "everywhere")
}
