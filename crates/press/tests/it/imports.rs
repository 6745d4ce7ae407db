//! Imports into the whole house: repeated, changed, edited here, in pieces, out again and in again.

use std::sync::Arc;

use content::acts;
use importer::flow::{Order, Watcher, import};
use importer::sources::{Form, Options};
use intake::{Media, Record};
use platform::records::Mode;
use testkit::both_engines;

use crate::house::{Ear, address, article, house, import_file, item_at, publication, take};

const MORNING: &str = "2020-11-20T08:00:00Z";

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_comes_later_is_found_by_items_that_came_before() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let body = "<p>Look:</p><figure><img src=\"https://backhaul.example/wp-content/uploads/mast-300x200.png\" \
                    alt=\"A mast\"></figure>";
        let item = intake::Item {
            body: Some(intake::Body::Html { dialect: intake::Dialect::Plain, text: body.into() }),
            ..article("mast", "The mast", MORNING)
        };
        take(&house, "t", publication(vec![Record::new("1", item)])).await;
        let before = house.get(&address("mast")).await;
        assert!(!before.text().contains("<img src=\"/media/"), "nothing is there to show yet");
        let media = Media {
            file: "mast.png".into(),
            addresses: vec!["https://backhaul.example/wp-content/uploads/mast.png".into()],
            ..Media::default()
        };
        take(&house, "t", vec![Record::new("mast", media)]).await;
        let id = {
            let mut conn = house.app.db().read().await.unwrap();
            let found = platform::records::ids_by_key(&mut conn, "media", &["mast"]).await.unwrap();
            content::model::MediaId::from_uuid(found["mast"])
        };
        content::media::keep(&house.app, id, platform::Bytes::from_static(PIXELS)).await.unwrap();
        let after = house.get(&address("mast")).await;
        assert!(after.text().contains("/media/"), "the earlier item shows the later picture: {}", after.text());
    })
    .await;
}

/// A grey picture of 640 by 480 pixels.
const PIXELS: &[u8] = include_bytes!("grey.png");

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_at_the_source_is_picked_up_and_what_was_edited_here_stays() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let items = || {
            vec![Record::new("1", article("a", "First", MORNING)), Record::new("2", article("b", "Second", MORNING))]
        };
        take(&house, "t", publication(items())).await;
        let second = item_at(&house, &address("b")).await;
        acts::correct(&house.app, second, "An editor was here.", "editor").await.unwrap();
        let changed = vec![
            Record::new("1", article("a", "First, changed", MORNING)),
            Record::new("2", article("b", "Second, changed", MORNING)),
        ];
        let remarks = take(&house, "t", publication(changed)).await;
        assert!(house.get(&address("a")).await.text().contains("First, changed"));
        let kept = house.get(&address("b")).await;
        assert!(!kept.text().contains("Second, changed"));
        assert!(remarks.iter().any(|remark| remark.key == "2" && remark.why.contains("edited in the house")));
        assert_eq!(house.rows("content_items").await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_cannot_be_taken_takes_nobody_with_it() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let mut items: Vec<Record> = (0..20)
            .map(|n| Record::new(n.to_string(), article(&format!("s{n}"), &format!("Story {n}"), MORNING)))
            .collect();
        let unknown = intake::Item {
            sections: vec!["nowhere".into()],
            bylines: vec![intake::Byline { person: Some("nobody".into()), ..intake::Byline::default() }],
            address: Some("/desk/story".into()),
            headline: "  ".into(),
            ..article("odd", "", MORNING)
        };
        items.push(Record::new("odd", unknown));
        items.push(Record::new(
            "same",
            intake::Item { address: Some("/same".into()), ..article("x", "Here first", MORNING) },
        ));
        items.push(Record::new(
            "same2",
            intake::Item { address: Some("/same".into()), ..article("y", "Here second", MORNING) },
        ));
        let remarks = take(&house, "t", publication(items)).await;
        let of = |key: &str| {
            remarks.iter().filter(|remark| remark.key == key).map(|r| r.why.as_str()).collect::<Vec<_>>().join("; ")
        };
        for said in ["\"nowhere\" is not there", "\"nobody\" is not there", "cannot be an item's", "no headline"] {
            assert!(of("odd").contains(said), "{said}: {}", of("odd"));
        }
        assert!(of("same2").contains("is taken; it stands at /same-2"), "{}", of("same2"));
        assert_eq!(house.rows("content_items").await, 23);
        assert!(house.get("/same").await.text().contains("Here first"));
        assert!(house.get("/same-2").await.text().contains("Here second"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_has_only_its_own_pictures_taken_in() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let media = || Media { file: "logo.png".into(), path: Some("logo.png".into()), ..Media::default() };
        for source in ["one", "two"] {
            take(&house, source, vec![Record::new("logo", media())]).await;
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("logo.png"), PIXELS).unwrap();
        let from = importer::pictures::Origin {
            beside: Some(folder.path().to_owned()),
            source: Some("two".into()),
            ..Default::default()
        };
        let ear = Arc::new(Ear::default());
        let had = importer::pictures::keep_missing(&house.app, &from, ear).await.unwrap();
        assert_eq!((had.kept, had.missing), (1, 0), "the other's logo of the same name is another");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_many_want_is_numbered_and_nobody_moves_the_second_time() {
    both_engines(async |engine| {
        let house = house(engine).await;
        let items = |word: &str| -> Vec<Record> {
            let one = |n: usize| {
                let headline = format!("{word} {n}");
                let item = intake::Item { address: Some("/same/".into()), ..article("same", &headline, MORNING) };
                Record::new(format!("{n:03}"), item)
            };
            (0..40).map(one).collect()
        };
        take(&house, "t", publication(items("First"))).await;
        let shown = async |n: usize| {
            let address = if n == 0 { "/same/".to_owned() } else { format!("/same-{}/", n + 1) };
            house.get(&address).await.text().to_owned()
        };
        for n in 0..40 {
            assert!(shown(n).await.contains(&format!("First {n}<")), "{n}");
        }
        take(&house, "t", publication(items("Second"))).await;
        for n in 0..40 {
            assert!(shown(n).await.contains(&format!("Second {n}<")), "{n} has moved");
        }
    })
    .await;
}

/// Listens to an import, and closes the house once the first batch is in.
struct Impatient {
    app: platform::App,
    ear: Ear,
}

impl Watcher for Impatient {
    fn came_to(&self, _records: u64, _of: Option<u64>) {
        self.app.close();
    }

    fn remark(&self, kind: &str, key: &str, place: &str, why: &str) {
        self.ear.remark(kind, key, place, why);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_was_cut_off_lists_all_that_could_not_be_carried() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("export.xml");
    std::fs::write(&file, crate::cut_off::export(600, "publish")).unwrap();
    let sorted = |mut remarks: Vec<String>| {
        remarks.sort();
        remarks
    };
    both_engines(async |engine| {
        let undisturbed = house(engine).await;
        let (whole, expected) = import_file(&undisturbed, Form::Wordpress, &file, Options::default()).await;
        let expected = sorted(expected);
        assert_eq!(expected.len(), 600 / 40 + 600 / 70);
        assert_eq!(whole.report.remarks, 600 / 40, "what the house said itself");
        let house = house(engine).await;
        let mut stops = 0;
        let (account, remarks) = loop {
            let node = house.another_node().await;
            let watcher = Arc::new(Impatient { app: node.app.clone(), ear: Ear::default() });
            let path = file.clone();
            let order = Order { form: Form::Wordpress, path, options: Options::default(), mode: Mode::Import };
            let account = import(&node.app, order, Arc::<Impatient>::clone(&watcher)).await.unwrap();
            if !account.stopped {
                break (account, watcher.ear.heard());
            }
            stops += 1;
        };
        assert!(stops > 2, "{stops}");
        assert_eq!(sorted(remarks), expected);
        assert_eq!(account.report, whole.report);
        let (_, again) = import_file(&house, Form::Wordpress, &file, Options::default()).await;
        assert_eq!(sorted(again), expected, "a repeated import lists it too");
    })
    .await;
}
