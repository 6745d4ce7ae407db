//! Imports into the whole house: repeated, changed, edited here, in pieces, out again and in again.

use content::acts;
use importer::archive::export;
use importer::sources::{Form, Options};
use intake::{Media, Record};
use platform::records::Outcome;
use testkit::both_engines;

use crate::house::{address, article, house, import_file, item_at, publication, take};

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
        assert!(exported.records > 0 && exported.remarks.is_empty(), "{exported:?}");
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
        let read = |folder: &std::path::Path| std::fs::read_to_string(folder.join(importer::archive::RECORDS)).unwrap();
        let (ours, theirs) = (read(&one), read(&two));
        for (ours, theirs) in ours.lines().zip(theirs.lines()) {
            assert_eq!(ours, theirs);
        }
        assert_eq!(ours.len(), theirs.len());
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
async fn save_draft(house: &testkit::House, slug: &str) {
    let id = item_at(house, &address(slug)).await;
    let mut conn = house.app.db().read().await.unwrap();
    let based_on = content::store::items::by_id(&mut conn, id).await.unwrap().unwrap().latest_revision;
    drop(conn);
    let headline = "Not for readers yet".to_owned();
    let draft = acts::Draft { based_on, headline, standfirst: None, body: prose::Body::default() };
    acts::save(&house.app, id, draft, "editor").await.unwrap();
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
        let ear = std::sync::Arc::new(crate::house::Ear::default());
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
