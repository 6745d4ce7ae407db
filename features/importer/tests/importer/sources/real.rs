//! Real exports, which lie beside the project and not in it. Where they are not there, these tests say so and pass.

use std::path::PathBuf;

use importer::sources::{Form, Options, Remarks, wordpress::Wordpress};
use intake::{Access, CommentState, ItemKind, Matter, PublicationState};
use serde_json::Value;

use super::{Reading, read};

fn shared(name: &str) -> Option<PathBuf> {
    let data = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    if data.is_dir() {
        return Some(data.join(name));
    }
    eprintln!("NOT CHECKED: {} is not there, so that no real export was read", data.display());
    None
}

fn wxr(name: &str) -> Option<Reading> {
    let path = shared("wxr")?.join(name);
    Some(read(Form::Wordpress, &path, Options::default()).unwrap())
}

#[test]
fn every_export_has_the_outcome_that_is_expected_of_it() {
    let Some(folder) = shared("wxr") else { return };
    let expected = std::fs::read(folder.join("expected.json")).unwrap();
    let expected: serde_json::Map<String, Value> = serde_json::from_slice(&expected).unwrap();
    assert_eq!(expected.len(), 22);
    for (name, expected) in &expected {
        check(&folder.join(name), expected);
    }
}

fn check(path: &std::path::Path, expected: &Value) {
    let name = path.file_name().unwrap().to_string_lossy();
    if name == "wpimporter-missing-version-tag.xml" {
        let refused = read(Form::Wordpress, path, Options::default()).err().unwrap().to_string();
        assert!(refused.contains("it has no WXR version"), "{refused}");
        return;
    }
    let source = Wordpress::open(path, Options::default(), Remarks::new(|_| {})).unwrap();
    let number = |field: &str| expected[field].as_u64().unwrap_or_default();
    let declared = source.declared();
    let reading = read(Form::Wordpress, path, Options::default()).unwrap();
    reading.assert_sound();
    let shown = reading.records.iter().filter(|r| r.key.starts_with("media:/")).count();
    assert_eq!(reading.expected, Some((reading.records.len() - shown) as u64), "{name}");
    if expected["well_formed"] == false {
        return;
    }
    assert_eq!(source.declared_authors(), number("authors"), "{name}");
    assert_eq!(declared.categories, number("categories"), "{name}");
    assert_eq!(declared.tags, number("tags"), "{name}");
    assert_eq!(declared.terms, number("terms"), "{name}");

    let types = |name: &str| expected["types"][name].as_u64().unwrap_or_default() as usize;
    let kind = |kind: ItemKind| reading.items().filter(|(_, i)| i.item_kind == kind).count();
    let state = |state: PublicationState| reading.items().filter(|(_, i)| i.publication_state == state).count();
    assert_eq!(kind(ItemKind::Article) + kind(ItemKind::Podcast), types("post"), "{name}");
    assert_eq!(kind(ItemKind::Page), types("page"), "{name}");
    let attached = reading.records.iter().filter(|r| r.kind() == "media" && !r.key.starts_with("media:/"));
    assert_eq!(attached.count(), types("attachment"), "{name}");
    assert_eq!(reading.count("wordpress.enmse_message"), types("enmse_message"), "{name}");
    assert_eq!(state(PublicationState::Scheduled) as u64, expected["statuses"]["future"].as_u64().unwrap_or_default());
    let drafts = expected["statuses"]["draft"].as_u64().unwrap_or_default();
    assert_eq!(state(PublicationState::Unpublished) as u64, drafts, "{name}");

    let comments: Vec<_> = reading
        .records
        .iter()
        .filter_map(|r| match &r.matter {
            Matter::Comment(comment) => Some(comment),
            _ => None,
        })
        .collect();
    assert_eq!(comments.len() as u64, number("comments"), "{name}");
    let pending = comments.iter().filter(|c| c.state != CommentState::Approved).count();
    assert_eq!(pending as u64, number("comments_unapproved"), "{name}");
    assert_eq!(comments.iter().filter(|c| c.parent.is_some()).count() as u64, number("replies"), "{name}");
    for (sort, count) in expected["comment_types"].as_object().unwrap() {
        if sort == "pingback" || sort == "trackback" {
            let found = comments.iter().filter(|c| c.comment_type == *sort).count();
            assert_eq!(found as u64, count.as_u64().unwrap(), "{name}");
        }
    }
    let closed = reading.items().filter(|(_, i)| i.access == Access::Password).count();
    assert_eq!(closed as u64, number("password_protected"), "{name}");
    let sticky = reading.items().filter(|(_, i)| i.featured).count();
    assert_eq!(sticky as u64, number("sticky"), "{name}");
}

fn body(item: &intake::Item) -> &str {
    match item.body.as_ref() {
        Some(intake::Body::Html { text, .. }) => text,
        other => panic!("no HTML: {other:?}"),
    }
}

#[test]
fn texts_survive_to_the_letter() {
    let Some(reading) = wxr("wpimporter-slashes.xml") else { return };
    let (_, item) = reading.items().next().unwrap();
    assert_eq!(body(item), r#"Slashes aren\'t \"cool\""#);
    let names = |kind: &str| -> Vec<String> {
        let of_kind = reading.records.iter().filter(|r| r.kind() == kind);
        of_kind.map(|r| r.to_map()["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("section"), [r#"a \"great\" category"#]);
    assert_eq!(names("topic"), [r"foo\'bar"]);
    let comment = reading.records.iter().find(|r| r.kind() == "comment").unwrap();
    assert_eq!(comment.to_map()["body"], r"\o/ ¯\_(ツ)_/¯");

    let first = |name: &str| body(wxr(name).unwrap().items().next().unwrap().1).to_owned();
    assert!(first("wpimporter-backslashes.xml").contains(r"C:\xampp\htdocs"));
    assert!(first("wpimporter-blank-lines.xml").contains("\n\n"));
    assert!(first("wpimporter-cdata-edge.xml").ends_with("]] >"));
    assert_eq!(first("wpimporter-post-content-blank-lines.xml").matches('\n').count(), 3);
}

#[test]
fn the_small_export_comes_through_as_wordpress_reads_it() {
    let Some(reading) = wxr("wpimporter-small-export.xml") else { return };
    let Matter::Person(editor) = reading.get("person", "person:editor") else { panic!() };
    assert_eq!(editor.email.as_deref(), Some("editor@example.org"));
    assert_eq!((editor.given.as_deref(), editor.family.as_deref()), (Some("FirstName"), Some("LastName")));
    let Matter::Section(child) = reading.get("section", "section:foo-bar") else { panic!() };
    assert_eq!(child.parent.as_deref(), Some("section:bar"));
    let Matter::Section(top) = reading.get("section", "section:foo") else { panic!() };
    assert_eq!(top.parent, None);
    assert_eq!(reading.item("many-categories").sections.len(), 27);
    assert_eq!(reading.item("many-categories").bylines[0].person.as_deref(), Some("person:admin"));
    assert_eq!(reading.item("non-standard-post-format").format.as_deref(), Some("format:aside"));
    assert_eq!(reading.item("top-level-foo").sections, ["section:foo"]);
    assert_eq!(reading.item("foo-child").sections, ["section:foo-bar"]);
    assert_eq!(reading.item("foo-child").bylines[0].person.as_deref(), Some("person:editor"));
    let private = reading.item("private-post");
    assert_eq!(private.topics, ["topic:tag1", "topic:tag2", "topic:tag3"]);
    assert_eq!(private.access, Access::Private);
    assert_eq!(reading.item("1-col-page").fields["_wp_page_template"], "onecolumn-page.php");
    let parent = reading.items().find(|(_, i)| i.slug.as_deref() == Some("parent-page")).unwrap().0;
    assert_eq!(reading.item("child-page").parent.as_deref(), Some(parent));
    assert_eq!(reading.item("hello-world").bylines[0].person.as_deref(), Some("person:author"));
}

#[test]
fn versions_addresses_and_authors_are_read() {
    let Some(old) = wxr("wpimporter-valid-wxr-1.0.xml") else { return };
    assert_eq!(old.header.base.as_deref(), Some("http://localhost"));
    let Matter::Section(first) = &old.records.iter().find(|r| r.kind() == "section").unwrap().matter else { panic!() };
    assert_eq!((first.slug.as_str(), first.name.as_str()), ("alpha", "alpha"));
    assert_eq!(first.standfirst.as_deref(), Some("The alpha category"));
    let simple = wxr("wpimporter-wxr-simple.xml").unwrap();
    assert_eq!(simple.header.base.as_deref(), Some("https://playground.internal/path"));
    let (key, item) = simple.items().next().unwrap();
    assert_eq!((key, item.slug.as_deref()), ("post:10", Some("hello-world")));
    assert_eq!(item.headline, "\"The Road Not Taken\" by Robert Frost");
    let coauthors = wxr("ghostmigrate-co-authors-plus.xml").unwrap();
    let signed: Vec<_> = coauthors.items().map(|(_, i)| i.bylines.len()).collect();
    assert_eq!(signed, [2, 3, 1, 2]);
    let audio = wxr("ghostmigrate-has-audio-enclosure.xml").unwrap();
    let episode = audio.item("my-episode");
    assert_eq!(episode.item_kind, ItemKind::Podcast);
    let playback = episode.playback.as_ref().unwrap();
    assert_eq!((playback.bytes, playback.seconds), (Some(21_169_426), Some(1764)));
}

#[test]
fn damage_is_told_with_its_line() {
    let Some(reading) = wxr("wpimporter-malformed-simple.xml") else { return };
    reading.assert_said("line 14): the file is damaged here");
    assert_eq!(reading.items().count(), 0);
    let loose = wxr("ghostmigrate-sample.xml").unwrap();
    assert_eq!(loose.remarks.iter().filter(|r| r.what.contains("damaged")).count(), 0, "{:#?}", loose.said());
    assert_eq!(loose.count("media") + loose.items().count(), 5, "{:?}", loose.counts());
}

#[test]
fn the_theme_test_has_its_menus_pictures_and_states() {
    let Some(reading) = wxr("wpimporter-theme-unit-test-data.xml") else { return };
    assert!(reading.count("menu") >= 2, "{:?}", reading.counts());
    let entries: usize = reading
        .records
        .iter()
        .filter_map(|r| match &r.matter {
            Matter::Menu(menu) => Some(menu.entries.iter().map(size).sum::<usize>()),
            _ => None,
        })
        .sum();
    // 18 of the 70 entries stand in the file twice, under the same numbers.
    let twice = reading.remarks.iter().filter(|r| r.kind == "menu" && r.what.contains("stood before"));
    assert_eq!((entries, twice.count()), (52, 18), "{:#?}", reading.said());
    let captions = reading.records.iter().filter(|r| matches!(&r.matter, Matter::Media(m) if m.caption.is_some()));
    assert!(captions.count() > 0);
}

fn size(entry: &intake::MenuEntry) -> usize {
    1 + entry.entries.iter().map(size).sum::<usize>()
}

#[test]
fn the_publication_comes_out_of_its_wordpress_export() {
    let Some(folder) = shared("corpus-digitalgov") else { return };
    let path = folder.join("digitalgov-2010-2020.wxr.xml.gz");
    let source = Wordpress::open(&path, Options::default(), Remarks::new(|_| {})).unwrap();
    assert_eq!(source.declared_authors(), 751);
    assert_eq!(source.declared().categories, 50);
    let reading = read(Form::Wordpress, &path, Options::default()).unwrap();
    reading.assert_sound();
    assert_eq!(reading.header.base.as_deref(), Some("https://digital.gov"));
    assert_eq!((reading.count("item"), reading.count("event")), (1738, 238));
    assert_eq!((reading.count("person"), reading.count("section")), (751, 49));
    reading.assert_said("section:artificial-intelligence (digitalgov-2010-2020.wxr.xml.gz, line");
    let events = reading.records.iter().filter_map(|r| match &r.matter {
        Matter::Event(event) => Some(event),
        _ => None,
    });
    let (mut drafts, mut old, mut canonical, mut starts, mut credits) = (0, 0, 0, 0, 0);
    for event in events.clone() {
        starts += usize::from(event.starts_at.is_some());
    }
    let pieces = reading.items().map(|(_, item)| item).chain(events.map(|e| &e.item));
    for item in pieces {
        drafts += usize::from(item.publication_state == PublicationState::Unpublished);
        old += item.old_addresses.iter().filter(|a| !a.starts_with("/?p=")).count();
        canonical += usize::from(item.canonical.is_some());
        credits += item.bylines.len();
        if item.publication_state == PublicationState::Published {
            let address = item.address.as_deref().unwrap();
            assert_eq!(address.matches('/').count(), 5, "{address}");
            assert!(item.published_at.is_some());
        }
    }
    assert_eq!((drafts, old, canonical, starts), (7, 49, 58, 238));
    assert!(credits > 1738, "{credits}");
    // There are no attachments in the file; the pictures are those that the texts show.
    assert!(reading.count("media") > 1000, "{}", reading.count("media"));
}

#[test]
fn the_publication_comes_out_of_its_ghost_export() {
    let Some(folder) = shared("corpus-digitalgov") else { return };
    let path = folder.join("digitalgov-2018-2020.ghost.json.gz");
    let options = Options {
        base: Some("https://digital.gov".to_owned()),
        permalinks: [(String::new(), "/:year/:month/:day/:slug/".to_owned())].into(),
        ..Options::default()
    };
    let reading = read(Form::Ghost, &path, options).unwrap();
    reading.assert_sound();
    assert_eq!((reading.count("item"), reading.count("person"), reading.count("topic")), (377, 316, 45));
    let drafts = reading.items().filter(|(_, i)| i.publication_state == PublicationState::Unpublished);
    assert_eq!(drafts.count(), 7);
    // Of the 809 pairs of post and tag, four stand in the file twice.
    assert_eq!(reading.items().map(|(_, i)| i.topics.len()).sum::<usize>(), 805);
    assert_eq!(reading.items().map(|(_, i)| i.bylines.len()).sum::<usize>(), 628);
    let mut published = reading.items().filter(|(_, i)| i.publication_state == PublicationState::Published);
    assert!(published.all(|(_, i)| i.address.as_deref().is_some_and(|a| a.starts_with("/20"))));
}

#[test]
fn the_publication_comes_out_of_its_markdown_tree() {
    let Some(folder) = shared("corpus-digitalgov") else { return };
    let options = Options {
        base: Some("https://digital.gov".to_owned()),
        time_zone: Some("America/New_York".to_owned()),
        permalinks: [
            ("news".to_owned(), "/:year/:month/:day/:slug/".to_owned()),
            ("events".to_owned(), "/event/:year/:month/:day/:slug/".to_owned()),
        ]
        .into(),
        ..Options::default()
    };
    let reading = read(Form::Markdown, &folder.join("markdown-tree.tar.xz"), options).unwrap();
    reading.assert_sound();
    let news = reading.items().filter(|(_, i)| i.sections.first().is_some_and(|s| s == "section:news"));
    assert_eq!(news.count(), 1738, "{:?}", reading.counts());
    assert_eq!(reading.count("event"), 238);
    let of_news = reading.items().filter(|(key, _)| key.starts_with("post:news/"));
    let signed = of_news.filter(|(_, i)| i.bylines.len() > 1).count();
    assert!(signed >= 100, "{signed}");
    let unread = reading.remarks.iter().filter(|r| r.what.contains("front matter could not be read"));
    assert_eq!(unread.count(), 0);
    let tell = reading
        .items()
        .find(|(_, i)| i.slug.as_deref() == Some("tell-compelling-stories-with-data-visualization"))
        .unwrap()
        .1;
    assert_eq!(tell.address.as_deref(), Some("/2010/10/22/tell-compelling-stories-with-data-visualization/"));
    assert_eq!(tell.published_at, Some("2010-10-22T15:33:15Z".parse().unwrap()));
}
