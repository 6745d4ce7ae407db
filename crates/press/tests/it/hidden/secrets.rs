//! A publication with an open item, and one hidden item for each reason and kind that there is.

use content::media::{address, card_address, file_address, keep};
use content::model::{ItemId, Media, MediaId};
use content::{acts, store};
use darkroom::Format;
use intake::Record;
use kit::Uuid;
use platform::Bytes;
use platform::db::Engine;
use platform::records::{Mode, Run, ids_by_key};
use serde_json::{Value, json};
use testkit::House;

/// Begins the word of each hidden item.
pub const MARK: &str = "quolviq";
/// The word of the open item.
pub const OPEN: &str = "bramblewick";
/// The word of an item that is open, and that search engines are asked to leave out.
pub const UNFOUND: &str = "hazelcombe";
/// The address of the site.
pub const BASE: &str = "https://backhaul.example";
/// Seconds until the embargo ends and the hour of the schedule strikes.
pub const UNTIL_THE_HOUR: i64 = 3 * 3600 + 1;

const HOUR: &str = "2020-11-23T12:00:00Z";
const PIXELS: &[u8] = include_bytes!("../grey.png");
const SOUND: &[u8] = b"ID3\x04\0\0\0\0\0\0quiet";
const KINDS: [&str; 4] = ["article", "video", "podcast", "page"];

/// What the record of a hidden item says besides.
type Said = fn() -> Value;

/// Why an item is hidden, and what its record says then.
pub const STATES: [(&str, Said); 8] = [
    ("embargoed", || json!({ "embargo_until": HOUR })),
    ("scheduled", || json!({ "publication_state": "scheduled", "scheduled_at": HOUR, "published_at": null })),
    ("withdrawn", || json!({ "publication_state": "withdrawn", "withdrawn_notice": "Taken back." })),
    ("draft", || json!({ "publication_state": "unpublished" })),
    ("private", || json!({ "access": "private" })),
    ("password", || json!({ "access": "password" })),
    ("members", || json!({ "access": "members" })),
    ("paid", || json!({ "access": { "paid": ["gold"] } })),
];

/// The word of the item that is hidden for this reason.
pub fn word(state: &str, kind: &str) -> String {
    format!("{MARK}{state}{kind}")
}

/// What is known of a hidden item by those who hid it.
pub struct Hidden {
    pub word: String,
    pub state: &'static str,
    pub item: ItemId,
    pub address: String,
    pub files: Vec<String>,
    pub media: Vec<MediaId>,
    pub labels: Labels,
}

/// The topic and the person that an item has for itself alone.
pub struct Labels {
    pub topic: Uuid,
    pub author: Uuid,
}

impl Hidden {
    /// What an address has in it that is about this item or its pictures.
    pub fn marks(&self) -> impl Iterator<Item = String> {
        let ids = self.media.iter().map(|media| media.uuid()).chain([self.item.uuid()]);
        let ids: Vec<String> = ids.flat_map(|id| [id.to_string(), id.simple().to_string()]).collect();
        ids.into_iter().chain([self.word.clone()])
    }
}

/// The publication.
pub struct Publication {
    pub house: House,
    pub open_item: ItemId,
    pub open_address: String,
    pub open_labels: Labels,
    pub hidden: Vec<Hidden>,
}

impl Publication {
    /// Opens it, with every picture kept.
    pub async fn open(engine: Engine) -> Self {
        let house = crate::house::house(engine).await;
        take(&house, records()).await;
        let hidden: Vec<(&'static str, String)> =
            STATES.iter().flat_map(|(state, _)| KINDS.map(|kind| (*state, word(state, kind)))).collect();
        let mut all = Vec::new();
        for (state, word) in hidden {
            let (item, address) = item(&house, &word).await;
            let media = media(&house, &word).await;
            let files = media.iter().flat_map(files_of).collect();
            let media = media.iter().map(|media| media.id).collect();
            let labels = labels(&house, &word).await;
            all.push(Hidden { word, state, item, address, files, media, labels });
        }
        let (open_item, open_address) = item(&house, OPEN).await;
        media(&house, OPEN).await;
        revise(&house, open_item).await;
        let open_labels = labels(&house, OPEN).await;
        let publication = Self { house, open_item, open_address, open_labels, hidden: all };
        publication.be_read().await;
        publication.settle().await;
        publication
    }

    /// Many read the open item, and somebody who knows the ids of the hidden ones claims that these are read even more.
    pub async fn be_read(&self) {
        let hidden = self.hidden.iter().map(|hidden| (hidden.item, 8));
        self.be_read_by(hidden.chain([(self.open_item, 5)])).await;
    }

    /// So many readers say of each of these that they read it.
    pub async fn be_read_by(&self, items: impl IntoIterator<Item = (ItemId, usize), IntoIter: Clone>) {
        let items = items.into_iter();
        let routes = self.house.app.features().iter().flat_map(|feature| &feature.routes);
        let counting = routes.filter(|route| route.methods.contains("POST") && route.path.contains("{item}"));
        for path in counting.map(|route| route.path) {
            for (item, readers) in items.clone() {
                let address = path.replace("{item}", &item.uuid().to_string());
                for reader in 0..readers {
                    let agent =
                        format!("Mozilla/5.0 (X11; Linux x86_64; rv:{reader}.0) Gecko/20100101 Firefox/{reader}.0");
                    let from = format!("203.0.113.{reader}");
                    let headers = [
                        ("origin", "http://localhost"),
                        ("sec-fetch-site", "same-origin"),
                        ("user-agent", agent.as_str()),
                        ("x-forwarded-for", from.as_str()),
                        ("accept-language", "en"),
                        ("accept", "*/*"),
                    ];
                    let answer = self.house.send(http::Method::POST, &address, &headers).await;
                    assert!(answer.status < 500, "{} at {address}", answer.status);
                }
            }
        }
    }

    /// Lets everything happen that follows from what was done: jobs, the index, what each node does by the clock.
    pub async fn settle(&self) {
        self.house.run_jobs().await;
        self.house.app.catch_up().await.unwrap();
        for chore in self.house.app.features().iter().flat_map(|feature| &feature.chores) {
            (chore.run)(self.house.app.clone()).await.unwrap();
        }
    }

    /// One for each reason, and one of each kind: those that everything is asked about.
    pub fn some_hidden(&self) -> impl Iterator<Item = &Hidden> {
        self.hidden.iter().filter(|hidden| hidden.state == "embargoed" || hidden.word.ends_with("article"))
    }

    /// The pictures and files that are had on this item's account alone.
    pub async fn addresses_of_its_own(&self, word: &str) -> Vec<String> {
        media(&self.house, word).await.iter().flat_map(files_of).collect()
    }

    /// The address at which this hidden item is what the open one is at `address`. Nothing for bytes, whose addresses
    /// have fingerprints in them.
    pub fn instead(&self, address: &str, hidden: &Hidden) -> Option<String> {
        let bytes = ["/media/", "/assets/"].iter().any(|start| address.starts_with(start));
        let encoded = |address: &str| address.replace('/', "%2F");
        let address = address.replace(&self.open_address, &hidden.address);
        let address = address.replace(&encoded(&self.open_address), &encoded(&hidden.address));
        let (open, own) = (self.open_item.uuid(), hidden.item.uuid());
        let address = address.replace(&open.to_string(), &own.to_string());
        let address = address.replace(&open.simple().to_string(), &own.simple().to_string());
        let address = address.replace(OPEN, &hidden.word);
        // What begins like the open one's word begins like no other.
        (!bytes && !address.contains(&OPEN[..4])).then_some(address)
    }
}

/// Every address at which the bytes of a picture or file could be had.
pub fn files_of(media: &Media) -> Vec<String> {
    let of_picture = [
        address(media, 320, Format::Webp),
        address(media, 640, Format::Png),
        card_address(media, content::views::Focus::Centre),
    ];
    of_picture.into_iter().chain([file_address(media)]).flatten().collect()
}

pub async fn item(house: &House, word: &str) -> (ItemId, String) {
    let mut conn = house.app.db().read().await.unwrap();
    let id = ItemId::from_uuid(ids_by_key(&mut conn, "item", &[word]).await.unwrap()[word]);
    (id, store::items::by_id(&mut conn, id).await.unwrap().unwrap().address)
}

pub async fn labels(house: &House, word: &str) -> Labels {
    let mut conn = house.app.db().read().await.unwrap();
    let (topic, author) = (format!("{word}-topic"), format!("{word}-author"));
    Labels {
        topic: ids_by_key(&mut conn, "topic", &[&*topic]).await.unwrap()[&*topic],
        author: ids_by_key(&mut conn, "person", &[&*author]).await.unwrap()[&*author],
    }
}

/// The pictures and files of an item, with their bytes.
pub async fn media(house: &House, word: &str) -> Vec<Media> {
    let mut all = Vec::new();
    let plays = word.ends_with("video") || word.ends_with("podcast");
    let sound = plays.then_some(("sound", SOUND));
    for (what, bytes) in [("lead", PIXELS), ("inside", PIXELS)].into_iter().chain(sound) {
        let key = format!("{word}-{what}");
        let mut conn = house.app.db().read().await.unwrap();
        let id = MediaId::from_uuid(ids_by_key(&mut conn, "media", &[&*key]).await.unwrap()[&*key]);
        drop(conn);
        keep(&house.app, id, Bytes::from_static(bytes)).await.unwrap();
        let mut conn = house.app.db().read().await.unwrap();
        all.extend(store::media::by_id(&mut conn, id).await.unwrap());
    }
    all
}

/// Saves a draft over what readers of an item get.
async fn revise(house: &House, id: ItemId) {
    let mut conn = house.app.db().read().await.unwrap();
    let item = store::items::by_id(&mut conn, id).await.unwrap().unwrap();
    drop(conn);
    let text = format!("<p>What is to come: {MARK}revision.</p>");
    let draft = acts::Draft {
        based_on: item.latest_revision,
        headline: format!("{MARK}revision in the headline"),
        standfirst: Some(format!("{MARK}revision in the standfirst")),
        body: prose::from_html(&text, &prose::Options::default()).body,
    };
    acts::save(&house.app, id, draft, "editor").await.unwrap();
}

pub async fn take(house: &House, records: Vec<Value>) {
    let record = |value: Value| match value {
        Value::Object(map) => Record::from_map(map).unwrap(),
        other => panic!("{other} is no record"),
    };
    let records: Vec<Record> = records.into_iter().map(record).collect();
    let mut run = Run::begin(&house.app, Mode::Import, ("t", Some(BASE)), "a test", "1").await.unwrap();
    let refused = run.take(records).await.unwrap();
    assert!(refused.is_empty(), "{refused:?}");
    run.finish().await.unwrap();
}

/// A site with three sections, a person and a topic.
pub fn places() -> Vec<Value> {
    vec![
        json!({"kind": "site", "key": "site", "name": "Backhaul", "address": BASE, "language": "en",
            "time_zone": "UTC"}),
        json!({"kind": "person", "key": "maya", "slug": "maya", "name": "Maya Lindqvist"}),
        json!({"kind": "section", "key": "5g", "slug": "5g", "name": "5G"}),
        json!({"kind": "section", "key": "open-ran", "slug": "open-ran", "name": "Open RAN", "parent": "5g"}),
        json!({"kind": "section", "key": "quiet", "slug": "quiet", "name": "Quiet"}),
        json!({"kind": "topic", "key": "sharing", "slug": "sharing", "name": "Sharing"}),
    ]
}

/// Everything, in the order in which it is taken.
fn records() -> Vec<Value> {
    let words: Vec<String> = STATES.iter().flat_map(|(state, _)| KINDS.map(|kind| word(state, kind))).collect();
    let mut records = places();
    records.extend(words.iter().map(String::as_str).chain([OPEN, UNFOUND]).flat_map(belongings));
    records.push(story(OPEN, "article", open(&words)));
    records.push(story(UNFOUND, "article", json!({"seo": {"hidden": true}, "address": format!("/5g/{UNFOUND}")})));
    for (state, said) in STATES {
        for (number, kind) in KINDS.into_iter().enumerate() {
            let mut more = said();
            // One of them has a year of its own.
            if number == 2 && more.get("published_at").is_none() {
                more["published_at"] = json!("2016-05-04T08:00:00Z");
            }
            records.push(story(&word(state, kind), kind, more));
        }
    }
    records.extend(words.iter().map(|word| {
        json!({"kind": "correction", "key": format!("{word}-correction"), "item": word, "at": "2020-11-22T12:00:00Z",
            "text": format!("{word} was wrong.")})
    }));
    records.extend(leading_there(&words));
    records
}

/// What an item has for itself alone: writer, house, topic, format, pictures, sound.
pub fn belongings(word: &str) -> Vec<Value> {
    let media = |what: &str, ending: &str| {
        json!({"kind": "media", "key": format!("{word}-{what}"), "file": format!("{word}-{what}.{ending}"),
            "alt": format!("{word} seen"), "caption": format!("{word} in a caption"), "credit": format!("{word} Photos"),
            "addresses": [format!("{BASE}/uploads/{word}-{what}.{ending}")]})
    };
    vec![
        json!({"kind": "organisation", "key": format!("{word}-house"), "name": format!("{word} Research")}),
        json!({"kind": "person", "key": format!("{word}-author"), "slug": format!("{word}-author"),
            "name": format!("{word} Writer")}),
        json!({"kind": "topic", "key": format!("{word}-topic"), "slug": format!("{word}-topic"),
            "name": format!("{word} matters")}),
        json!({"kind": "format", "key": format!("{word}-format"), "slug": format!("{word}-format"),
            "name": format!("{word} label")}),
        media("lead", "png"),
        media("inside", "png"),
        media("sound", "mp3"),
    ]
}

/// The open item leads to every hidden one in every way that an item can lead to another.
fn open(words: &[String]) -> Value {
    let addresses: Vec<String> = words.iter().map(|word| format!("/quiet/{word}")).collect();
    let source = format!("{BASE}/uploads/{OPEN}-inside.png");
    json!({
        "related": words, "sections": ["open-ran", "5g"], "address": format!("/5g/open-ran/{OPEN}"),
        "body": {"form": "blocks", "blocks": {"v": 1, "blocks": [
            {"t": "p", "text": [format!("What {OPEN} means for networks, and what it does not.")]},
            {"t": "figure", "src": source, "alt": format!("{OPEN} seen")},
            {"t": "related", "items": words},
            {"t": "related", "items": addresses},
        ]}},
    })
}

/// A story whose every text has its word in it.
pub fn story(word: &str, kind: &str, more: Value) -> Value {
    let source = format!("{BASE}/uploads/{word}-inside.png");
    let mut record = json!({
        "kind": "item", "key": word, "slug": word, "item_kind": kind, "headline": format!("{word} in the headline"),
        "standfirst": format!("{word} in the standfirst"),
        "body": {"form": "html", "dialect": "plain", "text": format!(
            "<p>What {word} means for networks, and what it does not.</p>\
             <figure><img src=\"{source}\" alt=\"{word} seen\"></figure>")},
        "address": format!("/quiet/{word}"), "old_addresses": [format!("/old/{word}/")],
        "sections": ["quiet", "open-ran", "5g"], "topics": ["sharing", format!("{word}-topic")],
        "format": format!("{word}-format"),
        "bylines": [{"person": "maya"}, {"person": format!("{word}-author"), "affiliation": format!("{word} Inc."),
            "note": format!("special to {word}"), "organisation": format!("{word}-house")}],
        "lead_picture": {"media": format!("{word}-lead"), "caption": format!("{word} over it")},
        "seo": {"title": format!("{word} for machines"), "description": format!("{word} described")},
        "fields": {"transcript": format!("<p>{word} is said.</p>")},
        "publication_state": "published", "published_at": "2020-11-20T08:00:00Z",
    });
    if matches!(kind, "video" | "podcast") {
        record["playback"] = json!({
            "address": format!("{BASE}/uploads/{word}-sound.mp3"), "mime": "audio/mpeg", "seconds": 60,
            "chapters": [{"start": 0, "title": format!("{word} begins")}],
        });
        record["transcript"] = json!(format!("<p>{word} is said.</p>"));
    }
    if let (Value::Object(record), Value::Object(more)) = (&mut record, more) {
        record.extend(more);
    }
    record
}

/// Menus, fronts and redirects that lead to hidden items.
fn leading_there(words: &[String]) -> Vec<Value> {
    let entries: Vec<Value> = words.iter().map(|word| json!({"to": {"item": word}})).collect();
    let menu = |place: &str| {
        let all = [entries.clone(), vec![json!({"label": "All", "entries": entries}), json!({"to": {"item": OPEN}})]];
        json!({"kind": "menu", "key": place, "place": place, "entries": all.concat()})
    };
    let held: Vec<Value> = words
        .iter()
        .enumerate()
        .map(|(at, word)| json!({"place": if at == 0 { "lead" } else { "secondary" }, "at": at.saturating_sub(1), "item": word}))
        .collect();
    let modules: Vec<Value> = words
        .iter()
        .map(|word| json!({"place": "rail", "module": "featured_video", "settings": {"item": word}}))
        .collect();
    let mut records: Vec<Value> = words
        .iter()
        .map(|word| {
            json!({"kind": "redirect", "key": format!("/before/{word}"), "from": format!("/before/{word}"),
                "to": {"item": word}, "status": 301})
        })
        .collect();
    records.extend(["main", "utility", "footer"].map(menu));
    records.push(json!({"kind": "front", "key": "front", "positions": held, "modules": modules}));
    records.push(json!({"kind": "front", "key": "front-5g", "section": "5g", "positions": held}));
    records
}
