//! Masthead's own archive is read as it stands; and whatever is done to a file of any form, its reader stays upright.

use importer::sources::{Form, Options, open};
use intake::{Header, Record, Topic, Writer};

use super::wordpress::{export, meta, post};
use super::{folder, gzip, read};

fn archive() -> Vec<u8> {
    let mut writer = Writer::create(Vec::new(), &Header::new("mast", None)).unwrap();
    for name in ["5g", "6g", "ran"] {
        let topic = Topic { slug: name.to_owned(), name: name.to_uppercase(), ..Topic::default() };
        writer.write(&Record::new(format!("topic:{name}"), topic)).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn an_archive_is_read_wherever_it_lies() {
    let bytes = archive();
    let places = folder(&[
        ("a.jsonl", &bytes),
        ("b.gz", &gzip(&bytes)),
        ("whole/archive.jsonl", &bytes),
        ("whole/files/x.jpg", b"x"),
    ]);
    for name in ["a.jsonl", "b.gz", "whole"] {
        let reading = read(Form::Archive, &places.path().join(name), Options::default()).unwrap();
        assert_eq!((reading.count("topic"), reading.header.source.as_str()), (3, "mast"), "{name}");
        assert!(reading.remarks.is_empty());
    }
    let mut again = open(Form::Archive, &places.path().join("b.gz"), Options::default(), |_| {}).unwrap();
    again.skip_to(2).unwrap();
    assert_eq!(again.next().unwrap().unwrap().key, "topic:ran");
}

#[test]
fn a_wrong_line_is_remarked_and_what_is_no_archive_refused() {
    let text = String::from_utf8(archive()).unwrap().replace("\"6g\"", "6");
    let places = folder(&[("a.jsonl", text.as_bytes()), ("no.jsonl", b"{}"), ("empty/x", b"x")]);
    let reading = read(Form::Archive, &places.path().join("a.jsonl"), Options::default()).unwrap();
    assert_eq!(reading.count("topic"), 2);
    reading.assert_said("file  (a.jsonl, line 3): the topic with the key \"topic:6g\" could not be read");
    for (name, says) in [("no.jsonl", "line 1 is not the header of an archive"), ("empty", "there is no archive")] {
        let refused = read(Form::Archive, &places.path().join(name), Options::default()).err().unwrap().to_string();
        assert!(refused.contains(says), "{refused}");
    }
}

/// Numbers that only look random, the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

#[test]
fn no_damage_upsets_a_reader() {
    let comment = "<wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_content><![CDATA[x]]></wp:comment_content></wp:comment>";
    let wordpress = export(&post(1, "one", &[meta("_thumbnail_id", "7").as_str(), comment].concat())).into_bytes();
    let ghost = br#"{"db":[{"data":{"posts":[{"id":"1","title":"T","lexical":"{}","published_at":"2020-03-01T09:00:00Z","status":"published"}],"tags":[{"id":"2","name":"x"}]}}]}"#;
    let markdown = b"---\ntitle: \"T\"\ndate: 2020-03-01\ntags: [a, b]\nimage: {src: x.png}\n---\n![x](y.png) {{< img src=\"z\" >}}\n";
    let forms: [(Form, &str, &[u8]); 4] = [
        (Form::Wordpress, "a.xml", &wordpress),
        (Form::Ghost, "a.json", ghost),
        (Form::Markdown, "a.md", markdown),
        (Form::Archive, "archive.jsonl", &archive()),
    ];
    let place = folder(&[]);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for (form, name, whole) in forms {
        let path = place.path().join(name);
        for _ in 0..250 {
            let mut bytes = whole.to_vec();
            for _ in 0..=dice.roll(4) {
                let (at, length) = (dice.roll(bytes.len()), dice.roll(12));
                match dice.roll(4) {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = dice.roll(256) as u8,
                    2 => drop(bytes.drain(at..(at + length).min(bytes.len() - 1).max(at))),
                    _ => bytes.splice(at..at, whole[..length].to_vec()).for_each(drop),
                }
            }
            std::fs::write(&path, &bytes).unwrap();
            if let Ok(reading) = read(form, &path, Options::default()) {
                assert!(reading.records.len() < 100);
            }
        }
    }
}
