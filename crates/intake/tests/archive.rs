//! An archive is written, read back, and compared; and what is wrong with one is said.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Cursor;

use intake::{
    Access, Body, Byline, Dialect, Error, Event, Focal, Header, Item, ItemKind, LeadPicture, Map, Matter, Other,
    Person, Reader, Record, Redirect, Section, Site, Target, Writer, canonical,
};
use proptest::prelude::*;
use serde_json::{Value, json};

const HEADER: &str = r#"{"kind":"archive","version":1,"source":"backhaul"}"#;

fn read(text: &str) -> Vec<Result<Record, Error>> {
    Reader::open(Cursor::new(text.to_owned())).unwrap().collect()
}

fn write(records: &[Record]) -> String {
    let header = Header::new("backhaul", Some("https://backhaul.example".to_owned()));
    let mut writer = Writer::create(Vec::new(), &header).unwrap();
    for record in records {
        writer.write(record).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

#[test]
fn a_line_reads_as_a_person_would_write_it() {
    let item = Item {
        headline: "Operators share the mast".to_owned(),
        item_kind: ItemKind::Article,
        body: Some(Body::Html { dialect: Dialect::Wordpress, text: "<p>One mast.</p>".to_owned() }),
        bylines: vec![Byline {
            person: Some("person:ada".to_owned()),
            role: Some("contributing editor".to_owned()),
            ..Byline::default()
        }],
        access: Access::Paid(vec!["gold".to_owned()]),
        lead_picture: Some(LeadPicture {
            media: "media:7".to_owned(),
            focal: Some(Focal { x: 0.5, y: 0.1 }),
            ..LeadPicture::default()
        }),
        published_at: Some("2020-03-01T09:00:00Z".parse().unwrap()),
        ..Item::default()
    };
    let line = canonical(&Record::new("post:5", item));
    assert_eq!(
        String::from_utf8(line).unwrap(),
        concat!(
            r#"{"kind":"item","key":"post:5","access":{"paid":["gold"]},"#,
            r#""body":{"dialect":"wordpress","form":"html","text":"<p>One mast.</p>"},"#,
            r#""bylines":[{"person":"person:ada","role":"contributing editor"}],"#,
            r#""headline":"Operators share the mast","item_kind":"article","#,
            r#""lead_picture":{"focal":{"x":0.5,"y":0.1},"media":"media:7"},"#,
            r#""publication_state":"unpublished","published_at":"2020-03-01T09:00:00Z"}"#
        )
    );
}

#[test]
fn fields_and_kinds_of_a_later_version_are_kept() {
    let lines = [
        r#"{"kind":"person","key":"person:ada","name":"Ada","pronouns":"she/her"}"#,
        r#"{"kind":"event","key":"post:9","ends_at":"2020-03-01T10:00:00Z","headline":"Meet","item_kind":"event","publication_state":"published","seats":40}"#,
        r#"{"kind":"tracker","key":"t:1","facts":[{"speaker":"LG"}]}"#,
    ];
    let text = format!("{HEADER}\r\n{}\r\n\n", lines.join("\n"));
    let records: Vec<_> = read(&text).into_iter().map(Result::unwrap).collect();
    let Matter::Person(Person { extra, .. }) = &records[0].matter else { panic!("no person") };
    assert_eq!(extra["pronouns"], "she/her");
    let Matter::Event(event) = &records[1].matter else { panic!("no event") };
    assert_eq!(event.item.headline, "Meet");
    assert_eq!(event.item.extra["seats"], 40);
    let Matter::Other(Other { kind, fields }) = &records[2].matter else { panic!("not kept") };
    assert_eq!((kind.as_str(), fields.len()), ("tracker", 1));
    for (record, line) in records.iter().zip(lines) {
        assert_eq!(String::from_utf8(canonical(record)).unwrap(), line);
    }
}

#[test]
fn a_wrong_line_is_named_and_the_next_is_read() {
    let text = format!(
        "\u{feff}{HEADER}\n{{\"kind\":\"topic\"}}\nnot json\n{{\"kind\":\"redirect\",\"key\":\"r\"}}\n{{\"kind\":\"topic\",\"key\":\"topic:5g\",\"slug\":\"5g\",\"name\":\"5G\"}}"
    );
    let found = read(&text);
    let said: Vec<_> = found.iter().filter_map(|r| r.as_ref().err().map(ToString::to_string)).collect();
    assert_eq!(said[0], "line 2: it has no \"key\"");
    assert!(said[1].starts_with("line 3: expected"), "{}", said[1]);
    assert!(said[2].starts_with("line 4: the redirect with the key \"r\""), "{}", said[2]);
    assert_eq!(found.len(), 4);
    assert_eq!(found[3].as_ref().unwrap().key, "topic:5g");
}

#[test]
fn what_is_no_archive_is_refused() {
    for (text, says) in [
        ("", "the file is empty"),
        ("<?xml version=\"1.0\"?>", "expected value"),
        (r#"{"kind":"item","version":1,"source":"x"}"#, "its kind is \"item\""),
        (r#"{"kind":"archive","version":9,"source":"x"}"#, "of version 9"),
    ] {
        let refused = Reader::open(Cursor::new(text)).unwrap_err().to_string();
        assert!(refused.contains(says), "{refused}");
    }
}

#[test]
fn an_endless_line_is_passed_over_without_being_held() {
    let topic = r#"{"kind":"topic","key":"t","slug":"t","name":"T"}"#;
    let text = format!("{HEADER}\n\"{}\"\n{topic}\n", "x".repeat(1 << 20));
    let mut reader = Reader::open_limited(Cursor::new(text), 4096).unwrap();
    let refused = reader.next().unwrap().unwrap_err().to_string();
    assert_eq!(refused, "line 2 is longer than 4096 bytes");
    assert_eq!(reader.next().unwrap().unwrap().key, "t");
    assert!(reader.next().is_none());
}

#[test]
fn a_file_nested_without_end_is_refused() {
    let text = format!("{HEADER}\n{}", "[".repeat(100_000));
    assert!(read(&text)[0].as_ref().unwrap_err().to_string().starts_with("line 2:"));
}

#[test]
fn records_rank_so_that_references_point_backwards() {
    let section = Record::new("section:5g", Section::default());
    let item = Record::new("post:1", Item::default());
    let event = Record::new("post:2", Event::default());
    let other = Record::new("x", Other { kind: "tracker".to_owned(), fields: Map::new() });
    let ranks = [&section, &item, &event, &other].map(Record::rank);
    assert!(ranks.is_sorted(), "{ranks:?}");
}

fn words() -> impl Strategy<Value = String> {
    proptest::string::string_regex("(?s).{0,24}").unwrap()
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(|f| json!(f)),
        words().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::vec((words(), inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn extra() -> impl Strategy<Value = Map> {
    proptest::collection::vec((words(), value()), 0..4)
        .prop_map(|pairs| pairs.into_iter().map(|(k, v)| (format!("x {k}"), v)).collect())
}

fn record() -> impl Strategy<Value = Record> {
    let matter = (words(), words(), extra(), extra(), any::<(f64, f64, i64, bool)>()).prop_map(
        |(a, b, fields, extra, (x, y, n, flag))| -> Vec<Matter> {
            let focal = (x.is_finite() && y.is_finite()).then_some(Focal { x, y });
            let item = Item {
                headline: a.clone(),
                standfirst: Some(b.clone()),
                body: Some(Body::Blocks { blocks: Value::Object(fields.clone()) }),
                lead_picture: Some(LeadPicture { media: a.clone(), focal, ..Default::default() }),
                position: Some(n),
                featured: flag,
                fields: fields.clone(),
                extra: extra.clone(),
                ..Item::default()
            };
            vec![
                Site { name: a.clone(), tagline: Some(b.clone()), extra: extra.clone(), ..Default::default() }.into(),
                Redirect { from: a, to: Some(Target::Item(b)), status: 301, extra: extra.clone() }.into(),
                Event { item: item.clone(), venue: Some("Hall 2".to_owned()), ..Event::default() }.into(),
                item.into(),
                Other { kind: "tracker".to_owned(), fields: extra }.into(),
            ]
        },
    );
    ("[a-z]{1,8}:[0-9]{1,4}", matter, 0..5_usize)
        .prop_map(|(key, mut matters, n)| Record::new(key, matters.swap_remove(n)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_and_writes_the_same(records in proptest::collection::vec(record(), 0..6)) {
        let text = write(&records);
        let back: Vec<Record> = read(&text).into_iter().map(Result::unwrap).collect();
        prop_assert_eq!(&back, &records);
        prop_assert_eq!(write(&back), text);
    }

    #[test]
    fn no_bytes_upset_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let mut text = format!("{HEADER}\n").into_bytes();
        text.extend(bytes);
        let _ = Reader::open(Cursor::new(text)).unwrap().count();
    }
}
