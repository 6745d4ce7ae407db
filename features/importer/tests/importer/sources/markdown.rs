//! Folders of Markdown as Hugo and Jekyll keep them, and packed ones that are hostile.

use std::io::{Cursor, Write};

use importer::sources::{Form, Options, open};
use intake::{Body, Dialect, ItemKind, Matter, PublicationState, Target};

use super::{Reading, folder, gzip, read};

fn read_folder(files: &[(&str, &[u8])]) -> Reading {
    let folder = folder(files);
    let reading = read(Form::Markdown, folder.path(), Options::default()).unwrap();
    reading.assert_sound();
    reading
}

const HUGO: &[(&str, &[u8])] = &[
    ("hugo.toml", b"title = 'Mast'\nbaseURL = 'https://mast.example/'\nlanguageCode = 'en-GB'\ntimeZone = 'Europe/London'\n[permalinks]\nnews = '/:year/:month/:slug/'\n[taxonomies]\ncompany = 'companies'\n[[menu.main]]\nname = 'News'\nurl = '/news/'\nidentifier = 'news'\n[[menu.main]]\nname = '5G'\nurl = '/news/5g/'\nparent = 'news'\n"),
    ("content/news/_index.md", b"---\ntitle: The News\nweight: 2\naliases: [/blog/]\n---\n"),
    ("content/news/5g/_index.md", b"---\ntitle: 5G\n---\n"),
    ("content/news/5g/mast.md", b"---\ntitle: \"Masts &amp; wires\"\ndate: 2020-07-01 00:30:00\nauthors: [ada, Bo Diddley]\ntags: [Open RAN, 6g]\ncompanies: LG\nimage: /img/mast.jpg\naliases: [/old/mast/, tower]\nsummary: Why.\nexpiryDate: 2021-01-01\nkicker: Analysis\n---\n\nText ![A](/img/a-300x200.png) {{< youtube x >}}\n"),
    ("content/news/2020/bundle/index.md", b"+++\ntitle = 'Bundle'\ndate = 2020-08-01T10:00:00Z\ndraft = true\n+++\n![Own](own.png)\n"),
    ("content/news/2020/bundle/own.png", b"png"),
    ("content/about.md", b"---\ntitle: About\nurl: /about-us/\n---\nUs.\n"),
    ("content/events/meet.md", b"---\ntitle: Meet\ndate: 2020-09-01 09:00:00 -0400\nend_date: 2020-09-01 10:00:00 -0400\nregistration_url: https://reg.example\n---\nCome.\n"),
    ("content/gone.md", b"---\ntitle: Gone\nredirectto: /news/\naliases: [/long-gone/]\n---\n"),
    ("content/authors/ada/_index.md", b"---\ndisplay_name: Ada Byron\nfirst_name: Ada\nlast_name: Byron\ngithub: ada\n---\n"),
    ("content/tags/6g.md", b"---\ntitle: 6G\ndescription: Later.\n---\n"),
    ("content/wrong.md", b"---\ntitle: [\n---\nLost?\n"),
    ("content/untitled.md", b"Just text.\n"),
    ("content/mast.fr.md", b"---\ntitle: M\xc3\xa2t\ndate: soon\n---\nx\n"),
    ("static/img/mast.jpg", b"jpg"),
    ("static/img/a.png", b"png"),
    ("static/style.css", b"css"),
    ("layouts/index.html", b"html"),
];

#[test]
fn a_hugo_folder_is_a_publication() {
    let reading = read_folder(HUGO);
    let mast = reading.get("item", "post:news/5g/mast");
    let Matter::Item(mast) = mast else { panic!() };
    assert_eq!((mast.headline.as_str(), mast.standfirst.as_deref()), ("Masts & wires", Some("Why.")));
    assert_eq!(mast.address.as_deref(), Some("/2020/07/mast/"));
    assert_eq!(mast.published_at, Some("2020-06-30T23:30:00Z".parse().unwrap()));
    assert_eq!(mast.sections, ["section:news/5g"]);
    assert_eq!(mast.topics, ["topic:companies/lg", "topic:open-ran", "topic:6g"]);
    let people: Vec<_> = mast.bylines.iter().filter_map(|b| b.person.as_deref()).collect();
    assert_eq!(people, ["person:ada", "person:bo-diddley"]);
    assert_eq!(mast.old_addresses, ["/old/mast/", "/news/5g/tower"]);
    assert_eq!(mast.fields["kicker"], "Analysis");
    assert_eq!(mast.lead_picture.as_ref().unwrap().media, "media:/img/mast.jpg");
    let Some(Body::Markdown { dialect: Dialect::Hugo, text }) = &mast.body else { panic!() };
    assert!(text.starts_with("Text ![A]") && text.ends_with("{{< youtube x >}}"));
    let Matter::Media(own) = reading.get("media", "media:/img/a.png") else { panic!() };
    assert_eq!(
        (own.path.as_deref(), own.addresses[0].as_str()),
        (Some("static/img/a.png"), "https://mast.example/img/a.png")
    );
    let pictures: Vec<_> = reading.records.iter().filter(|r| r.kind() == "media").map(|r| &r.key).collect();
    assert_eq!(pictures, ["media:/img/a.png", "media:/img/mast.jpg", "media:/2020/08/bundle/own.png"]);
    let Matter::Section(five) = reading.get("section", "section:news/5g") else { panic!() };
    assert_eq!((five.parent.as_deref(), five.name.as_str()), (Some("section:news"), "5G"));
    let Matter::Section(news) = reading.get("section", "section:news") else { panic!() };
    assert_eq!((news.name.as_str(), news.position, &news.old_addresses[1][..]), ("The News", Some(2), "/blog/"));
    let Matter::Person(ada) = reading.get("person", "person:ada") else { panic!() };
    assert_eq!((ada.name.as_str(), ada.family.as_deref()), ("Ada Byron", Some("Byron")));
    let Matter::Topic(six) = reading.get("topic", "topic:6g") else { panic!() };
    assert_eq!((six.name.as_str(), six.description.as_deref()), ("6G", Some("Later.")));
    let Matter::Menu(menu) = reading.get("menu", "menu:main") else { panic!() };
    assert_eq!(menu.entries[0].entries[0].to, Some(Target::Address("/news/5g/".to_owned())));
}

#[test]
fn menus_are_in_the_settings_in_files_of_their_own_and_on_the_pages() {
    let page = |front: &str| format!("---\ntitle: About us\n{front}\n---\nUs.\n").into_bytes();
    let (about, contact) = (page("menu:\n  main:\n    weight: 5\n    parent: more"), page("menus: [footer, main]"));
    let reading = read_folder(&[
        ("config/_default/hugo.toml", b"title = 'Mast'\nbaseURL = 'https://mast.example/'\ndefaultContentLanguage = 'en'\n"),
        ("config/_default/menus.en.toml", b"[[main]]\nname = 'More'\nidentifier = 'more'\nweight = 9\n[[main]]\nname = 'News'\npageRef = '/news'\nweight = 1\n[[main]]\nname = 'Contact'\npageRef = '/contact'\nparent = 'gone'\nweight = 3\n[[main]]\nname = 'Shop'\nurl = 'https://shop.example/'\nweight = 2\n"),
        ("config/_default/menus.fr.toml", b"[[main]]\nname = 'Nouvelles'\nurl = '/fr/'\n"),
        ("content/news/_index.md", b"---\ntitle: The News\nmenu: footer\n---\n"),
        ("content/news/mast.md", b"---\ntitle: Mast\ndate: 2020-07-01\n---\nx\n"),
        ("content/about.md", &about),
        ("content/contact.md", &contact),
    ]);
    let Matter::Menu(main) = reading.get("menu", "menu:main") else { panic!() };
    let said = |entries: &[intake::MenuEntry]| -> Vec<String> {
        entries.iter().map(|entry| format!("{} {:?} {}", entry.label, entry.to, entry.entries.len())).collect()
    };
    assert_eq!(
        said(&main.entries),
        [
            "News Some(Section(\"section:news\")) 0",
            "Shop Some(Address(\"https://shop.example/\")) 0",
            "Contact Some(Item(\"post:contact\")) 0",
            "More None 1",
            "About us Some(Item(\"post:contact\")) 0",
        ]
    );
    assert_eq!(said(&main.entries[3].entries), ["About us Some(Item(\"post:about\")) 0"]);
    let Matter::Menu(footer) = reading.get("menu", "menu:footer") else { panic!() };
    assert_eq!(
        said(&footer.entries),
        ["About us Some(Item(\"post:contact\")) 0", "The News Some(Section(\"section:news\")) 0"]
    );
    reading.assert_said("its entry \"Contact\" is to stand below \"gone\", which is not there: it stands at the top");
    reading.assert_said("menus.fr.toml): it is of another language: its menus are not carried");
    let Matter::Item(about) = reading.get("item", "post:about") else { panic!() };
    assert!(!about.fields.contains_key("menu"));
}

#[test]
fn drafts_pages_events_and_what_is_wrong_have_their_outcome() {
    let reading = read_folder(HUGO);
    let Matter::Item(draft) = reading.get("item", "post:news/2020/bundle") else { panic!() };
    assert_eq!((draft.publication_state, draft.address.as_deref()), (PublicationState::Unpublished, None));
    let Matter::Item(about) = reading.get("item", "post:about") else { panic!() };
    assert_eq!((about.item_kind, about.address.as_deref()), (ItemKind::Page, Some("/about-us/")));
    let Matter::Event(meet) = reading.get("event", "post:events/meet") else { panic!() };
    assert_eq!(meet.starts_at, Some("2020-09-01T13:00:00Z".parse().unwrap()));
    assert_eq!(meet.ends_at, Some("2020-09-01T14:00:00Z".parse().unwrap()));
    let Matter::Redirect(gone) = reading.get("redirect", "redirect:/long-gone/") else { panic!() };
    assert_eq!(gone.to, Some(Target::Address("/news/".to_owned())));
    let Matter::Item(french) = reading.get("item", "post:mast.fr") else { panic!() };
    assert_eq!((french.language.as_deref(), french.headline.as_str()), (Some("fr"), "Mât"));
    for said in [
        "item post:wrong (content/wrong.md): its front matter could not be read",
        "item post:untitled (content/untitled.md): it has no title: it is carried without a headline",
        "its date, \"soon\", cannot be read: it is carried without one",
        "it was to be taken down on 2021-01-01: it is carried and stays",
    ] {
        reading.assert_said(said);
    }
}

#[test]
fn a_jekyll_folder_is_a_publication() {
    let reading = read_folder(&[
        ("_config.yml", b"title: Mast\nurl: https://mast.example\nbaseurl: /blog\npermalink: pretty\n"),
        (
            "_posts/2020-03-01-mast.md",
            b"---\ntitle: Mast\ncategories: [News, 5G]\ntags: ran\nauthor: ada\nredirect_from:\n  - /old\n---\nText\n",
        ),
        ("wire/_posts/2020-03-02-wire.markdown", b"---\nlayout: post\npublished: false\ntitle: Wire\n---\nText\n"),
        ("_posts/2020-03-03-own.md", b"---\ntitle: Own\npermalink: /:year/own.html\n---\n{% include x %}\n"),
        ("_drafts/soon.md", b"---\ntitle: Soon\n---\nText\n"),
        ("_data/authors.yml", b"ada:\n  name: Ada Byron\n  email: ada@mast.example\n"),
        ("about.md", b"---\ntitle: About\n---\nUs\n"),
        ("README.md", b"For developers\n"),
        ("_layouts/post.html", b"<html>"),
        ("assets/img/mast.jpg", b"jpg"),
    ]);
    let mast = reading.item("mast");
    assert_eq!(mast.address.as_deref(), Some("/news/5g/2020/03/01/mast/"));
    assert_eq!(
        (mast.sections.as_slice(), mast.topics.as_slice()),
        (&["section:news".to_owned(), "section:5g".to_owned()][..], &["topic:ran".to_owned()][..])
    );
    assert_eq!(mast.old_addresses, ["/old"]);
    let Matter::Person(ada) = reading.get("person", "person:ada") else { panic!() };
    assert_eq!(ada.email.as_deref(), Some("ada@mast.example"));
    assert_eq!(reading.item("wire").publication_state, PublicationState::Unpublished);
    assert_eq!(reading.item("own").address.as_deref(), Some("/2020/own.html"));
    assert_eq!(reading.item("soon").workflow_state.as_deref(), Some("draft"));
    assert_eq!(reading.item("about").item_kind, ItemKind::Page);
    assert_eq!((reading.items().count(), reading.count("media")), (5, 1));
}

fn tar(entries: &[(&str, &[u8])], links: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        // The name is written as it is, however hostile.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        tar.append(&header, *bytes).unwrap();
    }
    for (name, to) in links {
        let mut header = tar::Header::new_ustar();
        header.set_entry_type(tar::EntryType::Symlink);
        header.set_size(0);
        tar.append_link(&mut header, name, to).unwrap();
    }
    tar.into_inner().unwrap()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.into_inner_for_tests()
}

trait IntoInner {
    fn into_inner_for_tests(self) -> Vec<u8>;
}

impl IntoInner for zip::ZipWriter<Cursor<Vec<u8>>> {
    fn into_inner_for_tests(self) -> Vec<u8> {
        self.finish().unwrap().into_inner()
    }
}

#[test]
fn packed_folders_read_like_folders_and_lead_nowhere() {
    let page: &[u8] = b"---\ntitle: Mast\ndate: 2020-03-01\n---\nText\n";
    let entries: &[(&str, &[u8])] = &[
        ("site/content/news/mast.md", page),
        ("../../evil.md", page),
        ("/etc/evil.md", page),
        ("site/content/..\\evil.md", page),
    ];
    let packed = tar(entries, &[("site/content/link.md", "/etc/passwd")]);
    let expected = "post:news/mast";
    for (name, bytes) in [("a.tar", packed.clone()), ("a.tar.gz", gzip(&packed)), ("a.zip", zip(entries))] {
        let folder = folder(&[(name, &bytes)]);
        let reading = read(Form::Markdown, &folder.path().join(name), Options::default()).unwrap();
        assert_eq!(reading.items().map(|(key, _)| key).collect::<Vec<_>>(), [expected], "{name}");
        reading.assert_said("../../evil.md): its name leads outside the folder: the file was not read");
        reading.assert_said("its name leads outside the folder");
        if name != "a.zip" {
            reading.assert_said("site/content/link.md): it is a link, a device or encrypted: it was not followed");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed() {
    let outside = folder(&[("secret.md", b"secret")]);
    let inside = folder(&[("content/a.md", b"text")]);
    std::os::unix::fs::symlink(outside.path(), inside.path().join("content/out")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.md"), inside.path().join("content/b.md")).unwrap();
    let reading = read(Form::Markdown, inside.path(), Options::default()).unwrap();
    assert_eq!(reading.items().count(), 1);
    reading.assert_said("content/out): it is a link or a device, not a file: it was not followed");
    reading.assert_said("content/b.md): it is a link or a device");
}

#[test]
fn limits_hold_and_strangers_are_refused() {
    let bomb = folder(&[("a.tar.gz", &gzip(&tar(&[("content/a.md", &vec![b'x'; 1 << 20])], &[])))]);
    let path = bomb.path().join("a.tar.gz");
    let mut options = Options::default();
    options.limits.unpacked = 1 << 16;
    let refused = read(Form::Markdown, &path, options).err().unwrap().to_string();
    assert!(refused.contains("it is longer than 65536 bytes"), "{refused}");
    let mut options = Options::default();
    options.limits.record = 1 << 16;
    let refused = read(Form::Markdown, &path, options).err().unwrap().to_string();
    assert!(refused.contains("it is longer than 65536 bytes"), "{refused}");
    let many = folder(&[("a.md", b"x"), ("b.md", b"x"), ("c.md", b"x")]);
    let mut options = Options::default();
    options.limits.files = 2;
    let refused = read(Form::Markdown, many.path(), options).err().unwrap().to_string();
    assert!(refused.contains("it holds more than 2 files"), "{refused}");
    let empty = folder(&[("a.css", b"x")]);
    let refused = read(Form::Markdown, empty.path(), Options::default()).err().unwrap().to_string();
    assert!(refused.ends_with("there is no text (*.md) in it"), "{refused}");
}

#[test]
fn a_run_goes_on_where_it_stopped() {
    let folder = folder(HUGO);
    let whole = read(Form::Markdown, folder.path(), Options::default()).unwrap();
    let mut again = open(Form::Markdown, folder.path(), Options::default(), |_| {}).unwrap();
    again.skip_to(9).unwrap();
    assert_eq!(again.next().unwrap().as_ref(), Some(&whole.records[9]));
}
