//! Archives: what goes out of a house comes in to another, and goes out of that the same.

use std::path::Path;

use content::acts;
use importer::archive::{RECORDS, export};
use importer::sources::{Form, Options};
use intake::{Media, Record, Target};
use platform::records::Outcome;
use testkit::{Engine, House, both_engines};

use crate::house::{address, article, house, import_file, item_at, publication, take};

const MORNING: &str = "2020-11-20T08:00:00Z";
const PIXELS: &[u8] = include_bytes!("grey.png");

/// Two archives, line by line; what they say.
pub fn same(one: &Path, two: &Path) -> String {
    let read = |folder: &Path| std::fs::read_to_string(folder.join(RECORDS)).unwrap();
    let (ours, theirs) = (read(one), read(two));
    for (ours, theirs) in ours.lines().zip(theirs.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours.len(), theirs.len());
    ours
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_of_an_archive_is_the_same_archive() {
    both_engines(async |engine| {
        let first = house(engine).await;
        let mut items: Vec<Record> = (0..30)
            .map(|n| Record::new(n.to_string(), article(&format!("s{n}"), &format!("Story {n}"), MORNING)))
            .collect();
        let comment = intake::Comment {
            item: "1".into(),
            name: "Reader".into(),
            body: "<p>Well.</p>".into(),
            ..Default::default()
        };
        items.push(Record::new("c1", comment));
        let media = Media {
            file: "mast.png".into(),
            addresses: vec!["https://backhaul.example/mast.png".into()],
            focal: Some(intake::Focal { x: 0.25, y: 0.75 }),
            ..Media::default()
        };
        items.insert(0, Record::new("mast", media));
        take(&first, "t", publication(items)).await;
        let picture = {
            let mut conn = first.app.db().read().await.unwrap();
            platform::records::ids_by_key(&mut conn, "media", &["mast"]).await.unwrap()["mast"]
        };
        let id = content::model::MediaId::from_uuid(picture);
        content::media::keep(&first.app, id, platform::Bytes::from_static(PIXELS)).await.unwrap();
        acts::correct(&first.app, item_at(&first, &address("s1")).await, "It was two.", "editor").await.unwrap();
        acts::withdraw(&first.app, item_at(&first, &address("s2")).await, "Gone.", "editor").await.unwrap();
        acts::move_item(&first.app, item_at(&first, &address("s3")).await, "/5g/open-ran/third", "editor")
            .await
            .unwrap();
        save_draft(&first, "s4").await;
        first.run_jobs().await;
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        let exported = export(&first.app, &one).await.unwrap();
        assert!(exported.records > 30, "{exported:?}");
        let second = house(engine).await;
        let (account, remarks) = import_file(&second, Form::Archive, &one, Options::default()).await;
        assert_eq!(remarks, Vec::<String>::new());
        assert_eq!(account.report.of("item", Outcome::Created), 30);
        assert_eq!(account.report.of("comment", Outcome::Kept), 1);
        let origin = importer::pictures::Origin { beside: Some(one.clone()), ..Default::default() };
        let ear = std::sync::Arc::new(crate::house::Ear::default());
        let had = importer::pictures::keep_missing(&second.app, &origin, ear).await.unwrap();
        assert_eq!((had.kept, had.missing), (1, 0));
        export(&second.app, &two).await.unwrap();
        let ours = same(&one, &two);
        let drafted = second.get(&address("s4")).await;
        assert!(drafted.text().contains("Story 4") && !drafted.text().contains("Not for readers yet"));
        assert!(ours.contains("Not for readers yet"), "the draft is not lost");
        assert!(ours.contains("\"focal\":{\"x\":0.25,\"y\":0.75}"), "what must stay in sight is not lost");
        assert_eq!(second.get(&address("s2")).await.status, 410);
        assert_eq!(second.get(&address("s3")).await.header("location"), "/5g/open-ran/third");
    })
    .await;
}

/// Saves what readers do not see until it is published.
async fn save_draft(house: &House, slug: &str) {
    let id = item_at(house, &address(slug)).await;
    let mut conn = house.app.db().read().await.unwrap();
    let based_on = content::store::items::by_id(&mut conn, id).await.unwrap().unwrap().latest_revision;
    drop(conn);
    let headline = "Not for readers yet".to_owned();
    let draft = acts::Draft { based_on, headline, standfirst: None, body: prose::Body::default() };
    acts::save(&house.app, id, draft, "editor").await.unwrap();
}

/// The host of the second site.
const ASIA: &str = "asia.backhaul.example";

/// A publication in which every key is one that its sister has too.
fn sister(name: &str, host: &str) -> Vec<Record> {
    let mut one = article("one", &format!("One of {name}"), MORNING);
    one.lead_picture = Some(intake::LeadPicture { media: "media:7".into(), ..intake::LeadPicture::default() });
    one.body = Some(intake::Body::Html {
        dialect: intake::Dialect::Wordpress,
        text: "<p>Two pictures.</p>[gallery ids=\"7\"]".to_owned(),
    });
    let mut two = article("two", &format!("Two of {name}"), MORNING);
    two.related = vec!["one".into(), "to-come".into()];
    let media = Media {
        file: "mast.png".into(),
        addresses: vec![format!("https://{host}/mast.png")],
        alt: Some(format!("A mast of {name}")),
        ..Media::default()
    };
    let comment = intake::Comment { item: "1".into(), body: format!("<p>{name}!</p>"), ..intake::Comment::default() };
    let event = intake::Event {
        item: intake::Item { headline: format!("Day of {name}"), ..intake::Item::default() },
        ..intake::Event::default()
    };
    let to = |key: &str| Some(Target::Item(key.into()));
    let redirect = intake::Redirect { from: "/?p=1".into(), to: to("one"), status: 301, extra: intake::Map::new() };
    let entry = |label: &str, to| intake::MenuEntry { label: label.into(), to, entries: Vec::new() };
    let menu = intake::Menu {
        place: "main".into(),
        entries: vec![entry("5G", Some(Target::Section("5g".into()))), entry(&format!("Best of {name}"), to("two"))],
        ..intake::Menu::default()
    };
    let lead = intake::Position { place: "lead".into(), item: "two".into(), ..intake::Position::default() };
    let front = intake::Front { positions: vec![lead], ..intake::Front::default() };
    let mut records = publication(vec![
        Record::new("media:7", media),
        Record::new("one", one),
        Record::new("two", two),
        Record::new("1", event),
        Record::new("1", comment),
        Record::new("/?p=1", redirect),
        Record::new("main", menu),
        Record::new("front", front),
    ]);
    let site = intake::Site {
        name: name.into(),
        address: Some(format!("https://{host}")),
        language: Some("en".into()),
        time_zone: Some("UTC".into()),
        ..intake::Site::default()
    };
    records[0] = Record::new("site", site);
    records
}

/// Has the bytes of every picture.
async fn keep_pictures(house: &House) {
    let pictures = {
        let mut conn = house.app.db().read().await.unwrap();
        content::store::media::page(&mut conn, None, 10).await.unwrap()
    };
    assert_eq!(pictures.len(), 2);
    for picture in pictures.into_iter().filter(|picture| picture.blob.is_none()) {
        content::media::keep(&house.app, picture.id, platform::Bytes::from_static(PIXELS)).await.unwrap();
    }
}

async fn two_sisters(engine: Engine) -> House {
    let house = house(engine).await;
    assert_eq!(take(&house, "telecoms", sister("Telecoms", "backhaul.example")).await, []);
    assert_eq!(take(&house, "asia", sister("Asia", ASIA)).await, []);
    // A story that a third source puts on the site of another, under its words.
    let mut guest = article("guest", "A guest", MORNING);
    guest.sections = vec!["@@asia open-ran".into()];
    guest.topics = vec!["@@asia sharing".into()];
    guest.bylines = Vec::new();
    let guest = Record { site: Some("@@asia site".into()), ..Record::new("one", guest) };
    assert_eq!(take(&house, "agency", vec![guest]).await, []);
    keep_pictures(&house).await;
    house.run_jobs().await;
    house
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_of_several_publications_keeps_each_to_its_site() {
    both_engines(async |engine| {
        let first = two_sisters(engine).await;
        look_at(&first).await;
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        export(&first.app, &one).await.unwrap();
        let second = house(engine).await;
        let (_, remarks) = import_file(&second, Form::Archive, &one, Options::default()).await;
        assert_eq!(remarks, Vec::<String>::new());
        keep_pictures(&second).await;
        second.run_jobs().await;
        for table in ["sites", "sections", "topics", "items", "media", "menus"].map(|name| format!("content_{name}")) {
            assert_eq!(second.rows(&table).await, first.rows(&table).await, "{table}");
        }
        look_at(&second).await;
        export(&second.app, &two).await.unwrap();
        same(&one, &two);
        // The house knows each publication still, and takes what is new in it.
        let mut news = sister("Asia", ASIA);
        news.push(Record::new("three", article("three", "Three of Asia", MORNING)));
        assert_eq!(take(&second, "asia", news).await, []);
        assert_eq!(second.rows("content_items").await, first.rows("content_items").await + 1);
        look_at(&second).await;
    })
    .await;
}

/// What readers of either site see.
async fn look_at(house: &House) {
    for (host, name, other) in [("backhaul.example", "Telecoms", "Asia"), (ASIA, "Asia", "Telecoms")] {
        let at = async |path: &str| house.get_with(path, &[("host", host)]).await;
        let front = at("/").await;
        let front = front.text();
        for said in [format!("One of {name}"), format!("Two of {name}"), format!("Best of {name}")] {
            assert!(front.contains(&said), "{host}: {said}");
        }
        assert!(!front.contains(&format!("of {other}")), "{host} shows what is of {other}");
        let story = at("/5g/open-ran/one").await;
        assert!(story.text().contains(&format!("One of {name}")), "{host}");
        let pictures = story.text().matches(&format!("alt=\"A mast of {name}\"")).count();
        assert_eq!(pictures, 2, "{host}: over the story and in it: {}", story.text());
        let related = at("/5g/open-ran/two").await;
        let related = related.text();
        assert!(related.contains(&format!("One of {name}")) && !related.contains(&format!("of {other}")), "{host}");
        let old = at("/?p=1").await;
        assert_eq!((old.status, old.header("location")), (301, "/5g/open-ran/one"), "{host}");
        let guest = at("/5g/open-ran/guest").await;
        assert_eq!(guest.status, if host == ASIA { 200 } else { 404 }, "{host}");
    }
    let mut conn = house.app.db().read().await.unwrap();
    let kept = platform::records::kept_page(&mut conn, None, 100).await.unwrap();
    let mut kept: Vec<_> =
        kept.into_iter().map(|kept| (kept.place.source, kept.record.unwrap().kind().to_owned())).collect();
    kept.sort();
    let both = |source: &str| ["comment", "event"].map(|kind| (source.to_owned(), kind.to_owned()));
    assert_eq!(kept, [both("asia"), both("telecoms")].concat());
}
