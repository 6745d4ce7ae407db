//! The same texts as everything that a publication holds: as an archive, and as an export of WordPress.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use intake::{Header, Record, Writer};
use serde_json::{Value, json};

use super::payloads::OWN_COUNT;

/// The address of the site.
pub const BASE: &str = "https://backhaul.example";

/// Texts that a section is named for: menus hold them all on every page, so they are few.
pub const SECTIONS: usize = 12;

/// Writes an archive in which each text is a headline, a standfirst, a body, a name, a topic, a picture's words and file.
pub fn archive(to: &Path, texts: &[String]) {
    let file = BufWriter::new(File::create(to).unwrap());
    let header = Header::new("hostile", Some(BASE.to_owned()));
    let mut writer = Writer::create(file, &header).unwrap();
    let mut write = |value: Value| match value {
        Value::Object(map) => writer.write(&Record::from_map(map).unwrap()).unwrap(),
        other => panic!("{other} is no record"),
    };
    write(json!({"kind": "site", "key": "site", "name": "Backhaul", "tagline": texts[0], "address": BASE,
        "language": "en", "time_zone": "UTC"}));
    write(json!({"kind": "section", "key": "cases", "slug": "cases", "name": "Cases"}));
    for (at, text) in texts.iter().enumerate() {
        for record in labels(at, text) {
            write(record);
        }
    }
    for (at, text) in texts.iter().enumerate() {
        write(plain(at, text));
        write(marked(at, text));
        write(json!({"kind": "correction", "key": format!("c{at}"), "item": format!("plain{at}"),
            "at": "2020-11-21T08:00:00Z", "text": text}));
    }
    let entries: Vec<Value> =
        texts[..SECTIONS].iter().map(|text| json!({"label": text, "to": {"address": text}})).collect();
    write(json!({"kind": "menu", "key": "main", "place": "main", "entries": entries}));
    writer.finish().unwrap();
}

fn labels(at: usize, text: &str) -> Vec<Value> {
    let mut labels = vec![
        json!({"kind": "person", "key": format!("p{at}"), "slug": format!("person-{at}"), "name": text, "bio": text,
            "role": text, "links": [{"label": text, "address": text}]}),
        json!({"kind": "topic", "key": format!("t{at}"), "slug": format!("topic-{at}"), "name": text,
            "description": text}),
        json!({"kind": "media", "key": format!("m{at}"), "file": format!("{text}.png"), "alt": text, "caption": text,
            "credit": text, "title": text, "addresses": [format!("{BASE}/uploads/{at}.png"), text],
            "path": if at.is_multiple_of(2) { text.to_owned() } else { format!("../outside/{at}.png") }}),
    ];
    if at < SECTIONS {
        labels.push(json!({"kind": "section", "key": format!("s{at}"), "slug": format!("section-{at}"), "name": text,
            "standfirst": text}));
    }
    labels
}

/// An item in which the text is text wherever a text can stand.
fn plain(at: usize, text: &str) -> Value {
    // The longest are not among the latest: beside every story they would make all pages of the house as long. Our own
    // are news, and the worst of them, which come first, the latest.
    let published_at = match text.len() {
        5_001.. => "2019-11-20T08:00:00Z".to_owned(),
        _ if at < OWN_COUNT => format!("2020-11-22T08:{:02}:00Z", (OWN_COUNT - at) / 2),
        _ => "2020-11-20T08:00:00Z".to_owned(),
    };
    json!({
        "kind": "item", "key": format!("plain{at}"), "slug": format!("plain-{at}"), "address": format!("/cases/plain-{at}"),
        "headline": text, "standfirst": text, "sections": ["cases", format!("s{}", at % SECTIONS)],
        "topics": [format!("t{at}")], "publication_state": "published", "published_at": published_at,
        "bylines": [{"person": format!("p{at}")}, {"name": text, "affiliation": text, "note": text, "role": text}],
        "lead_picture": {"media": format!("m{at}"), "alt": text, "caption": text},
        "seo": {"title": text, "description": text, "picture": text}, "canonical": text, "old_addresses": [text],
        "fields": {"transcript": text, "sign_off": text},
        "body": {"form": "blocks", "blocks": {"v": 1, "blocks": [
            {"t": "p", "text": [text]},
            {"t": "h", "level": 2, "text": [text]},
            {"t": "p", "text": [{"a": {"href": text, "text": ["a link"]}}]},
        ]}},
    })
}

/// An item whose body is the text as markup, in the dialects in turn.
fn marked(at: usize, text: &str) -> Value {
    let body = match at % 4 {
        0 => json!({"form": "html", "dialect": "plain", "text": text}),
        1 => json!({"form": "html", "dialect": "wordpress", "text": text}),
        2 => json!({"form": "markdown", "dialect": "hugo", "text": text}),
        _ => json!({"form": "html", "dialect": "plain", "text": format!("<p>Before.</p>{text}<p>After.</p>")}),
    };
    let video = at % 8 == 4;
    let mut record = json!({
        "kind": "item", "key": format!("marked{at}"), "slug": format!("marked-{at}"), "body": body,
        "address": format!("/cases/marked-{at}"), "headline": format!("Marked {at}"), "sections": ["cases"],
        "item_kind": if video { "video" } else { "article" },
        "publication_state": "published", "published_at": "2020-11-20T08:00:00Z",
    });
    if video {
        record["playback"] = json!({"address": text});
    }
    record
}

/// Writes an export of WordPress with a post for each text that XML can hold; their numbers.
pub fn wordpress(to: &Path, texts: &[String]) -> Vec<usize> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
         xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel>\
         <title>Old</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>\
         <wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>\n",
    );
    let mut written = Vec::new();
    for (at, payload) in texts.iter().enumerate().filter(|(_, payload)| payload.chars().all(stands_in_xml)) {
        let said = cdata(payload);
        text += &format!(
            "<item><title>{said}</title><link>https://old.example/post-{at}/</link><dc:creator>{said}</dc:creator>\
             <content:encoded>{said}</content:encoded><excerpt:encoded>{said}</excerpt:encoded>\
             <wp:post_id>{}</wp:post_id><wp:post_date_gmt>2019-12-31 09:00:00</wp:post_date_gmt>\
             <wp:post_name>post-{at}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\
             <category domain=\"category\" nicename=\"old\">Old</category>\
             <category domain=\"post_tag\" nicename=\"tag-{at}\">{said}</category>\
             <wp:postmeta><wp:meta_key>{said}</wp:meta_key><wp:meta_value>{said}</wp:meta_value></wp:postmeta></item>\n",
            at + 1
        );
        written.push(at);
    }
    std::fs::write(to, text + "</channel></rss>").unwrap();
    written
}

fn cdata(text: &str) -> String {
    format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"))
}

/// The characters of XML 1.0.
pub fn stands_in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
