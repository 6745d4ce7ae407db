//! Exports of Ghost, small and strange.

use importer::sources::{Form, Options, open};
use intake::{Access, Body, ItemKind, Matter, PublicationState};
use serde_json::{Value, json};

use super::{Reading, folder, gzip, read};

fn export(data: &Value) -> Vec<u8> {
    serde_json::to_vec(&json!({"db": [{"meta": {"version": "5.100.1"}, "data": data}]})).unwrap()
}

fn read_bytes(bytes: &[u8], options: Options) -> Reading {
    let folder = folder(&[("ghost.json", bytes)]);
    read(Form::Ghost, &folder.path().join("ghost.json"), options).unwrap()
}

fn publication() -> Value {
    json!({
        // Posts first: what they refer to comes later in the file.
        "posts": [
            {"id": "p1", "title": "Mast & wire", "slug": "mast", "type": "post", "status": "published", "visibility": "public",
             "lexical": "{\"root\":{\"children\":[{\"type\":\"image\",\"src\":\"__GHOST_URL__/content/images/2020/a.png\"}]}}",
             "html": "<p>old</p>", "feature_image": "__GHOST_URL__/content/images/2020/lead.jpg",
             "published_at": "2020-03-01T09:00:00.000Z", "custom_excerpt": "Why.", "featured": 1,
             "canonical_url": "https://wire.example/mast", "codeinjection_head": "<script>1</script>", "email_only": false},
            {"id": "p2", "title": "", "slug": "soon", "type": "post", "status": "scheduled", "visibility": "paid",
             "mobiledoc": "{\"cards\":[]}", "published_at": "2031-03-01T09:00:00.000Z"},
            {"id": "p3", "title": "Us", "slug": "about", "type": "page", "status": "draft", "visibility": "members", "lexical": "{broken", "html": "<p>Us</p>"},
            {"id": "p4", "title": "By mail", "slug": "mail", "type": "post", "status": "sent", "visibility": "tiers", "html": "<p>Hi\u{0}</p>"},
        ],
        "posts_meta": [{"post_id": "p1", "feature_image_alt": "A mast", "feature_image_caption": "<b>Dusk</b>", "meta_title": "Masts"}],
        "users": [{"id": "u1", "name": "Ada", "slug": "ada", "email": "ada@mast.example", "twitter": "@ada", "profile_image": "https://cdn.example/ada.jpg"}],
        "tags": [
            {"id": "t1", "name": "5G", "slug": "5g", "visibility": "public"},
            {"id": "t2", "name": "#press", "slug": "hash-press", "visibility": "internal"},
        ],
        "posts_tags": [{"post_id": "p1", "tag_id": "t2", "sort_order": 1}, {"post_id": "p1", "tag_id": "t1", "sort_order": 0}, {"post_id": "p2", "tag_id": "t9", "sort_order": 0}],
        "posts_authors": [{"post_id": "p1", "author_id": "u1", "sort_order": 0}, {"post_id": "p2", "author_id": "u9", "sort_order": 0}],
        "products": [{"id": "g1", "name": "Gold", "slug": "gold"}],
        "posts_products": [{"post_id": "p4", "product_id": "g1", "sort_order": 0}],
        "newsletters": [{"id": "n1", "name": "Weekly", "slug": "weekly"}],
        "members": [{"id": "m1", "email": "bo@reader.example", "status": "paid", "created_at": "2020-01-01T00:00:00.000Z", "geolocation": "x"}],
        "members_newsletters": [{"id": "x", "member_id": "m1", "newsletter_id": "n1"}],
        "settings": [
            {"key": "title", "value": "Mast"}, {"key": "timezone", "value": "Europe/London"}, {"key": "codeinjection_foot", "value": "<script>"},
            {"key": "navigation", "value": "[{\"label\":\"Home\",\"url\":\"/\"},{\"label\":\"Wire\",\"url\":\"https://wire.example/\"}]"},
        ],
        "permissions": [{"id": 1}, {"id": 2}],
        "snippets": [{"id": "s1", "name": "Sign-off"}],
    })
}

#[test]
fn entities_in_a_headline_are_read_and_lone_signs_stay() {
    let title = "Q&amp;A&#58; U&#46;S&#46; masts at R&D; AT&amp;amp;T & more";
    let post = json!({"id": "p1", "title": title, "slug": "q", "type": "post", "status": "published"});
    let reading = read_bytes(&export(&json!({"posts": [post]})), Options::default());
    assert_eq!(reading.item("q").headline, "Q&A: U.S. masts at R&D; AT&amp;T & more");
}

#[test]
fn a_publication_comes_out_of_its_tables() {
    let options = Options { base: Some("https://mast.example".to_owned()), ..Options::default() };
    let reading = read_bytes(&gzip(&export(&publication())), options);
    reading.assert_sound();
    let first = reading.item("mast");
    assert_eq!((first.headline.as_str(), first.address.as_deref()), ("Mast & wire", Some("/mast/")));
    assert_eq!(first.topics, ["topic:5g", "topic:hash-press"]);
    assert_eq!(first.bylines[0].person.as_deref(), Some("person:ada"));
    let Some(Body::Lexical { text }) = &first.body else { panic!() };
    assert!(text.contains("\"/content/images/2020/a.png\""), "{text}");
    let lead = first.lead_picture.as_ref().unwrap();
    assert_eq!((lead.alt.as_deref(), lead.caption.as_deref()), (Some("A mast"), Some("<b>Dusk</b>")));
    let Matter::Media(media) = reading.get("media", &lead.media) else { panic!() };
    assert_eq!(media.addresses[0], "https://mast.example/content/images/2020/lead.jpg");
    reading.get("media", "media:/content/images/2020/a.png");
    assert_eq!((first.seo.title.as_deref(), first.featured), (Some("Masts"), true));
    assert_eq!(first.canonical.as_deref(), Some("https://wire.example/mast"));
    let Matter::Person(ada) = reading.get("person", "person:ada") else { panic!() };
    assert_eq!(ada.links[0].address, "https://x.com/ada");
    assert!(ada.picture.as_ref().is_some_and(|key| matches!(reading.get("media", key), Matter::Media(_))));
    let Matter::Topic(press) = reading.get("topic", "topic:hash-press") else { panic!() };
    assert!(press.internal);
    let Matter::Member(bo) = reading.get("member", "member:m1") else { panic!() };
    assert_eq!((bo.newsletters.as_slice(), bo.fields["geolocation"].as_str()), (&["Weekly".to_owned()][..], Some("x")));
    let Matter::Menu(menu) = reading.get("menu", "menu:primary") else { panic!() };
    assert_eq!(menu.entries.len(), 2);
    assert_eq!(reading.count("ghost.snippets"), 1);
    reading.assert_said("it has code of its own in the page (codeinjection_head): the code is not carried");
    reading.assert_said("the table permissions with its 2 rows");
    reading.assert_said("in every page (codeinjection_foot)");
}

#[test]
fn states_access_and_missing_parts_have_their_outcome() {
    let reading = read_bytes(&export(&publication()), Options::default());
    let (soon, about, mail) = (reading.item("soon"), reading.item("about"), reading.item("mail"));
    assert_eq!((soon.publication_state, &soon.access), (PublicationState::Scheduled, &Access::Paid(vec![])));
    assert!(matches!(soon.body, Some(Body::Mobiledoc { .. })) && soon.scheduled_at.is_some());
    assert_eq!((about.item_kind, &about.access), (ItemKind::Page, &Access::Members));
    assert!(matches!(about.body, Some(Body::Html { .. })));
    assert_eq!(mail.access, Access::Paid(vec!["Gold".to_owned()]));
    assert_eq!((mail.publication_state, mail.workflow_state.as_deref()), (PublicationState::Unpublished, Some("sent")));
    for said in [
        "item post:p2 (ghost.json, posts row 2): it has no headline",
        "its author u9 is not in the file",
        "its tag t9 is not in the file",
        "what its editor wrote is no JSON: its HTML is carried instead",
        "it was sent by mail and never published",
    ] {
        reading.assert_said(said);
    }
    assert!(!format!("{:?}", reading.records).contains("\\0"));
}

#[test]
fn addresses_follow_the_pattern_that_is_told() {
    let options = Options {
        permalinks: [(String::new(), "/{year}/{primary_tag}/{slug}/".to_owned())].into(),
        ..Options::default()
    };
    let reading = read_bytes(&export(&publication()), options);
    assert_eq!(reading.item("mast").address.as_deref(), Some("/2020/5g/mast/"));
}

#[test]
fn damage_strangers_and_giants_have_their_outcome() {
    let whole = export(&publication());
    let cut = whole.len() - 40;
    let reading = read_bytes(&whole[..cut], Options::default());
    reading.assert_said("the file is damaged here: it ends");
    assert_eq!(reading.items().count(), 4);
    for (bytes, says) in [
        (&b"<xml/>"[..], "it is no Ghost export"),
        (b"{\"a\":1}", "it is no Ghost export"),
        (b"", "it is no Ghost export"),
    ] {
        let folder = folder(&[("g.json", bytes)]);
        let refused = read(Form::Ghost, folder.path(), Options::default()).err().unwrap().to_string();
        assert!(refused.contains(says), "{refused}");
    }
    let mut options = Options::default();
    options.limits.record = 100;
    let folder = folder(&[("g.json", &whole)]);
    let refused = read(Form::Ghost, folder.path(), options).err().unwrap().to_string();
    assert!(refused.contains("one row is longer than 100 bytes"), "{refused}");
    let deep = format!("{{\"data\":{{\"posts\":[{}1{}]}}}}", "[".repeat(5000), "]".repeat(5000));
    let reading = read_bytes(deep.as_bytes(), Options::default());
    reading.assert_said("posts row 1): the row could not be read");
}

#[test]
fn a_run_goes_on_where_it_stopped() {
    let folder = folder(&[("g.json", &export(&publication()))]);
    let whole = read(Form::Ghost, folder.path(), Options::default()).unwrap();
    let mut again = open(Form::Ghost, folder.path(), Options::default(), |_| {}).unwrap();
    again.skip_to(5).unwrap();
    assert_eq!(again.next().unwrap().as_ref(), Some(&whole.records[5]));
}
