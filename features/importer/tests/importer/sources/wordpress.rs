//! Exports of WordPress that are small, and wrong or strange in every way there is.

use importer::sources::{Form, Options, open};
use intake::{Access, CommentState, ItemKind, Matter, PublicationState, Target};

use super::{Reading, folder, gzip, read};

pub(super) const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Mast &amp; Wire</title><link>https://mast.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://mast.example</wp:base_site_url>
<wp:base_blog_url>https://mast.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login>ada</wp:author_login>
<wp:author_display_name><![CDATA[Ada Byron]]></wp:author_display_name></wp:author>
"#;
pub(super) const TAIL: &str = "</channel></rss>";

pub(super) fn post(id: u32, slug: &str, more: &str) -> String {
    let status = if more.contains("<wp:status>") { "" } else { "<wp:status>publish</wp:status>" };
    format!(
        "<item><title>Post {id}</title><link>https://mast.example/{slug}/</link><dc:creator>ada</dc:creator>\
         <content:encoded><![CDATA[<p>Text {id}</p>]]></content:encoded><wp:post_id>{id}</wp:post_id>\
         <wp:post_date>2020-03-01 10:00:00</wp:post_date><wp:post_date_gmt>2020-03-01 09:00:00</wp:post_date_gmt>\
         <wp:post_name>{slug}</wp:post_name>{status}<wp:post_type>post</wp:post_type>{more}</item>\n"
    )
}

pub(super) fn meta(name: &str, value: &str) -> String {
    format!(
        "<wp:postmeta><wp:meta_key>{name}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )
}

pub(super) fn export(items: &str) -> String {
    format!("{HEAD}{items}{TAIL}")
}

pub(super) fn read_bytes(bytes: &[u8]) -> Reading {
    let folder = folder(&[("export.xml", bytes)]);
    read(Form::Wordpress, &folder.path().join("export.xml"), Options::default()).unwrap()
}

pub(super) fn read_text(items: &str) -> Reading {
    let reading = read_bytes(export(items).as_bytes());
    reading.assert_sound();
    assert_eq!(reading.expected, Some(reading.records.len() as u64), "{:?}", reading.counts());
    reading
}

#[test]
fn states_times_and_access_are_told_apart() {
    let reading = read_text(
        &[
            post(1, "out", ""),
            post(2, "soon", "<wp:status>future</wp:status>"),
            post(3, "", "<wp:status>draft</wp:status>"),
            post(4, "", "<wp:status>pending</wp:status>"),
            post(5, "ours", "<wp:status>private</wp:status>"),
            post(6, "closed", "<wp:post_password>open sesame</wp:post_password>"),
            post(7, "gone", "<wp:status>trash</wp:status>"),
            post(8, "pitch", "<wp:status>pitch</wp:status>"),
            post(9, "top", "<wp:is_sticky>1</wp:is_sticky>"),
        ]
        .concat(),
    );
    let states: Vec<_> = reading.items().map(|(_, i)| (i.publication_state, i.workflow_state.as_deref())).collect();
    use PublicationState::{Published, Scheduled, Unpublished};
    assert_eq!(
        states,
        [
            (Published, None),
            (Scheduled, None),
            (Unpublished, Some("draft")),
            (Unpublished, Some("review")),
            (Published, None),
            (Published, None),
            (Unpublished, Some("trash")),
            (Unpublished, Some("pitch")),
            (Published, None),
        ]
    );
    let nine = Some("2020-03-01T09:00:00Z".parse().unwrap());
    assert_eq!(reading.item("out").published_at, nine);
    assert_eq!((reading.item("soon").scheduled_at, reading.item("soon").published_at), (nine, None));
    assert_eq!(reading.item("soon").address, None, "nobody has read it there yet");
    assert_eq!(reading.item("ours").access, Access::Private);
    assert_eq!(reading.item("closed").access, Access::Password);
    assert!(reading.item("top").featured);
    let everything: String = reading.records.iter().map(|r| format!("{r:?}")).collect();
    assert!(!everything.contains("sesame"));
    reading.assert_said("it is protected by a password");
}

#[test]
fn times_without_utc_are_in_the_zone_of_the_others() {
    let local = "<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>";
    let undated = "<wp:post_date>0000-00-00 00:00:00</wp:post_date><wp:post_date_gmt>soon</wp:post_date_gmt>";
    let items = [post(1, "a", ""), post(2, "b", local), post(3, "c", undated)].concat();
    let reading = read_text(&items);
    assert_eq!(reading.item("b").published_at, Some("2020-03-01T09:00:00Z".parse().unwrap()));
    assert_eq!(reading.item("c").published_at, None);
    reading.assert_said("post:3 (export.xml, line 12): it has no date that can be read: it is carried without one");

    let folder = folder(&[("e.xml", export(&items).as_bytes())]);
    let told = Options { time_zone: Some("Asia/Tokyo".to_owned()), ..Options::default() };
    let told = read(Form::Wordpress, folder.path(), told).unwrap();
    assert_eq!(told.item("b").published_at, Some("2020-03-01T01:00:00Z".parse().unwrap()));
}

#[test]
fn addresses_old_and_new_are_known() {
    let old = [
        meta("_wp_old_slug", "tower"),
        meta("_wp_old_date", "2019-12-31"),
        meta("_old_path", "https://mast.example/old/mast.html"),
    ];
    let first = post(
        7,
        "2020/03/01/mast",
        &format!("<wp:post_name>mast</wp:post_name><guid>https://mast.example/?p=7</guid>{}", old.concat()),
    );
    let plain = post(8, "x", "<link>https://mast.example/?p=8</link>");
    let elsewhere = post(9, "y", "<link>https://other.example/y/</link>");
    let same = post(10, "2020/03/01/mast", "");
    let reading = read_text(&[first, plain, elsewhere, same].concat());
    let item = reading.item("mast");
    assert_eq!(item.address.as_deref(), Some("/2020/03/01/mast/"));
    assert_eq!(item.old_addresses, ["/?p=7", "/old/mast.html", "/2020/03/01/tower/", "/2019/12/31/mast/"]);
    assert_eq!(reading.item("x").address, None);
    assert_eq!(reading.item("x").old_addresses, ["/?p=8"]);
    assert_eq!(reading.item("y").address, None);
    reading.assert_said("its address, https://other.example/y/, is on another host");
    assert_eq!(reading.items().filter(|(_, i)| i.address.is_some()).count(), 1);
    reading.assert_said("another entry has its address, https://mast.example/2020/03/01/mast/");
}

#[test]
fn authors_are_found_wherever_they_are_named() {
    let term = |slug: &str, name: &str| format!("<category domain=\"author\" nicename=\"{slug}\">{name}</category>");
    let guest = format!(
        "<item><title>Grace Hopper</title><wp:post_id>50</wp:post_id><wp:post_name>cap-grace</wp:post_name>\
         <wp:status>publish</wp:status><wp:post_type>guest-author</wp:post_type>{}{}{}</item>",
        meta("cap-display_name", "Grace Hopper"),
        meta("cap-user_login", "grace"),
        meta("cap-website", "https://grace.example")
    );
    let both = post(1, "both", &[term("cap-grace", "grace"), term("cap-ada", "ada"), term("cap-ada", "ada")].concat());
    let unknown = post(2, "unknown", "<dc:creator>No One</dc:creator>");
    let none = post(3, "none", "<dc:creator></dc:creator>");
    let reading = read_text(&[both, unknown, none, guest].concat());
    let signed =
        |slug: &str| -> Vec<&str> { reading.item(slug).bylines.iter().filter_map(|b| b.person.as_deref()).collect() };
    assert_eq!(signed("both"), ["person:grace", "person:ada"]);
    assert_eq!(signed("unknown"), ["person:no-one"]);
    assert!(signed("none").is_empty());
    let Matter::Person(grace) = reading.get("person", "person:grace") else { panic!() };
    assert_eq!((grace.name.as_str(), grace.links[0].address.as_str()), ("Grace Hopper", "https://grace.example"));
    reading.assert_said("an item names this author, whom the file does not declare: a person called \"No One\"");
    reading.assert_said("post:3 (export.xml, line 12): it names no author");
}

#[test]
fn sections_nest_and_what_cannot_stands_at_the_top() {
    let category = |slug: &str, parent: &str| {
        format!(
            "<wp:category><wp:category_nicename>{slug}</wp:category_nicename><wp:category_parent>{parent}</wp:category_parent>\
             <wp:cat_name>{slug}</wp:cat_name></wp:category>"
        )
    };
    let declared = [
        category("c", "b"),
        category("b", "a"),
        category("a", ""),
        category("lost", "nowhere"),
        category("x", "y"),
        category("y", "x"),
    ];
    let more = "<category domain=\"category\" nicename=\"c\">C</category><category domain=\"category\" nicename=\"new\">New</category>\
                <category domain=\"company\" nicename=\"lg\">LG</category><category domain=\"post_tag\" nicename=\"5g\">5G</category>\
                <category domain=\"post_format\" nicename=\"post-format-aside\">Aside</category>";
    let reading = read_text(&format!("{}{}", declared.concat(), post(1, "one", more)));
    let Matter::Section(c) = reading.get("section", "section:c") else { panic!() };
    assert_eq!(c.parent.as_deref(), Some("section:b"));
    assert_eq!(c.old_addresses, ["/category/a/b/c/"]);
    reading.assert_said("section:lost (export.xml, line 10): the category above it, \"nowhere\", is not in the file");
    assert_eq!(reading.item("one").sections, ["section:c", "section:new"]);
    assert_eq!(reading.item("one").topics, ["topic:company/lg", "topic:5g"]);
    assert_eq!(reading.item("one").format.as_deref(), Some("format:aside"));
}

#[test]
fn comments_come_after_what_they_answer() {
    let comment = |id: u32, parent: u32, sort: &str, approved: &str| {
        format!(
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Bo &amp;amp; Co</wp:comment_author>\
             <wp:comment_date_gmt>2020-03-02 08:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[A < B]]></wp:comment_content>\
             <wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{sort}</wp:comment_type>\
             <wp:comment_parent>{parent}</wp:comment_parent><wp:comment_user_id>1</wp:comment_user_id></wp:comment>"
        )
    };
    let comments = [
        comment(3, 2, "", "0"),
        comment(2, 0, "", "1"),
        comment(4, 99, "pingback", "spam"),
        comment(5, 5, "trackback", "trash"),
    ];
    let reading = read_text(&post(1, "one", &comments.concat()));
    let found: Vec<_> = reading
        .records
        .iter()
        .filter_map(|r| match &r.matter {
            Matter::Comment(c) => Some((r.key.as_str(), c.parent.as_deref(), c.comment_type.as_str(), c.state)),
            _ => None,
        })
        .collect();
    assert_eq!(
        found,
        [
            ("comment:2", None, "comment", CommentState::Approved),
            ("comment:3", Some("comment:2"), "comment", CommentState::Pending),
            ("comment:4", None, "pingback", CommentState::Spam),
            ("comment:5", None, "trackback", CommentState::Trash),
        ]
    );
    let Matter::Comment(first) = reading.get("comment", "comment:2") else { panic!() };
    assert_eq!((first.name.as_str(), first.body.as_str()), ("Bo & Co", "A < B"));
    assert_eq!((first.item.as_str(), first.person.as_deref()), ("post:1", Some("person:ada")));
    reading.assert_said("the comment that it answers, number 99, is not in the file: it stands by itself");
}

#[test]
fn pictures_know_their_file_words_and_size() {
    let details = r#"a:5:{s:5:"width";i:1200;s:6:"height";i:800;s:5:"sizes";a:1:{s:5:"thumb";a:1:{s:5:"width";i:150;}}s:10:"image_meta";a:1:{s:6:"credit";s:9:"Jo Bloggs";}}"#;
    let picture = format!(
        "<item><title>A mast</title><link>https://mast.example/a-mast/</link><guid>https://mast.example/wp-content/uploads/2020/03/mast.jpg</guid>\
         <excerpt:encoded><![CDATA[The <em>mast</em>]]></excerpt:encoded><wp:post_id>70</wp:post_id><wp:status>inherit</wp:status>\
         <wp:post_parent>1</wp:post_parent><wp:post_type>attachment</wp:post_type>\
         <wp:attachment_url>https://cdn.example/wp-content/uploads/2020/03/mast.jpg</wp:attachment_url>{}{}</item>",
        meta("_wp_attachment_image_alt", "A mast at dusk"),
        meta("_wp_attachment_metadata", details)
    );
    let shown = post(1, "one", &meta("_thumbnail_id", "70"));
    let lost = post(2, "two", &meta("_thumbnail_id", "71"));
    let reading = read_text(&[shown, lost, picture].concat());
    let Matter::Media(media) = reading.get("media", "media:70") else { panic!() };
    assert_eq!((media.file.as_str(), media.path.as_deref()), ("mast.jpg", Some("2020/03/mast.jpg")));
    assert_eq!(media.addresses.len(), 2);
    assert_eq!((media.width, media.height), (Some(1200), Some(800)));
    assert_eq!((media.alt.as_deref(), media.credit.as_deref()), (Some("A mast at dusk"), Some("Jo Bloggs")));
    assert_eq!(media.caption.as_deref(), Some("The <em>mast</em>"));
    assert_eq!(reading.item("one").lead_picture.as_ref().unwrap().media, "media:70");
    reading.assert_said("its picture, number 71, is not in the file");
}

#[test]
fn fields_plug_ins_and_types_are_understood_or_kept() {
    let seo = [
        meta("_yoast_wpseo_title", "%%title%% | Mast"),
        meta("_yoast_wpseo_metadesc", "Short."),
        meta("_yoast_wpseo_canonical", "https://wire.example/one"),
    ];
    let own = [meta("sponsor", "a:1:{i:0;s:2:\"LG\";}"), meta("sponsor", "KT"), meta("_edit_last", "1")];
    let event = format!(
        "<wp:post_type>tribe_events</wp:post_type>{}{}",
        meta("_EventStartDateUTC", "2020-05-01 16:00:00"),
        meta("_EventTimezone", "America/New_York")
    );
    let reading = read_text(
        &[
            post(1, "one", &format!("{}{}", seo.concat(), own.concat())),
            post(2, "meet", &event),
            post(3, "white", "<wp:post_type>white_paper</wp:post_type>"),
            post(4, "rev", "<wp:post_type>revision</wp:post_type>"),
        ]
        .concat()
        .replace("<wp:post_type>revision</wp:post_type>", "<wp:post_type>wp_block</wp:post_type>"),
    );
    let one = reading.item("one");
    assert_eq!((one.seo.title.as_deref(), one.seo.description.as_deref()), (None, Some("Short.")));
    assert_eq!(one.canonical.as_deref(), Some("https://wire.example/one"));
    assert_eq!(one.fields["sponsor"].as_array().unwrap().len(), 2);
    assert!(!one.fields.contains_key("_edit_last"));
    let Matter::Event(event) = reading.get("event", "post:2") else { panic!() };
    assert_eq!(event.starts_at, Some("2020-05-01T16:00:00Z".parse().unwrap()));
    assert_eq!((event.item.item_kind, event.time_zone.as_deref()), (ItemKind::Event, Some("America/New_York")));
    let Matter::Other(paper) = reading.get("wordpress.white_paper", "post:3") else { panic!() };
    assert_eq!((paper.fields["headline"].as_str(), paper.fields["slug"].as_str()), (Some("Post 3"), Some("white")));
}

#[test]
fn menus_are_trees_again() {
    let entry = |id: u32, parent: u32, more: String| {
        format!(
            "<item><title>Entry {id}</title><wp:post_id>{id}</wp:post_id><wp:menu_order>{id}</wp:menu_order>\
             <wp:post_type>nav_menu_item</wp:post_type><wp:status>publish</wp:status>\
             <category domain=\"nav_menu\" nicename=\"top\">Top</category>{}{more}</item>",
            meta("_menu_item_menu_item_parent", &parent.to_string())
        )
    };
    let to = |sort: &str, object: &str, id: u32| {
        [
            meta("_menu_item_type", sort),
            meta("_menu_item_object", object),
            meta("_menu_item_object_id", &id.to_string()),
        ]
        .concat()
    };
    let declared = "<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>5g</wp:category_nicename><wp:cat_name>5G</wp:cat_name></wp:category>";
    let reading = read_text(
        &[
            declared.to_owned(),
            entry(20, 0, to("taxonomy", "category", 4)),
            entry(21, 20, to("post_type", "page", 9)),
            entry(22, 21, [to("custom", "custom", 22), meta("_menu_item_url", "https://mast.example/about/")].concat()),
            entry(23, 99, to("taxonomy", "category", 77)),
            entry(24, 25, String::new()),
            entry(25, 24, String::new()),
        ]
        .concat(),
    );
    let Matter::Menu(menu) = reading.get("menu", "menu:top") else { panic!() };
    assert_eq!(menu.entries.len(), 2);
    assert_eq!(menu.entries[0].to, Some(Target::Section("section:5g".to_owned())));
    assert_eq!(menu.entries[0].entries[0].to, Some(Target::Item("post:9".to_owned())));
    let deep = &menu.entries[0].entries[0].entries[0];
    assert_eq!(deep.to, Some(Target::Address("/about/".to_owned())));
    reading.assert_said("its entry \"Entry 23\": what it leads to is not in the file: it stands as a heading");
    reading.assert_said("its entry \"Entry 24\": it stands below itself");
}

#[test]
fn a_cut_of_an_export_has_the_same_keys() {
    let posts: Vec<String> = (1..=6)
        .map(|n| post(n, &format!("p{n}"), "<category domain=\"post_tag\" nicename=\"5g\">5G</category>"))
        .collect();
    let (whole, cut) = (read_text(&posts.concat()), read_text(&posts[3..].concat()));
    for record in &cut.records {
        assert_eq!(whole.get(record.kind(), &record.key), &record.matter);
    }
}

#[test]
fn several_files_and_packed_ones_are_one_export() {
    let (first, second) = (export(&post(1, "one", "")), export(&[post(1, "one", ""), post(2, "two", "")].concat()));
    let folder = folder(&[
        ("export.001.xml", first.as_bytes()),
        ("export.002.xml.gz", &gzip(second.as_bytes())),
        ("notes.txt", b"no"),
    ]);
    let reading = read(Form::Wordpress, folder.path(), Options::default()).unwrap();
    assert_eq!(reading.items().map(|(key, _)| key).collect::<Vec<_>>(), ["post:1", "post:2"]);
    reading.assert_said("item post:1 (export.002.xml.gz, line 10): an entry of the number 1 stood before");
}

#[test]
fn a_run_goes_on_where_it_stopped() {
    let posts: String = (1..=9).map(|n| post(n, &format!("p{n}"), "")).collect();
    let folder = folder(&[("e.xml", export(&posts).as_bytes())]);
    let whole = read(Form::Wordpress, folder.path(), Options::default()).unwrap();
    let mut again = open(Form::Wordpress, folder.path(), Options::default(), |_| {}).unwrap();
    again.skip_to(6).unwrap();
    assert_eq!(again.next().unwrap().as_ref(), Some(&whole.records[6]));
    again.skip_to(1000).unwrap();
    assert_eq!(again.next().unwrap(), None);
}
