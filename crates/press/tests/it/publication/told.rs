//! What the exports of WordPress and Ghost say of their entries, read by simple means: a second opinion beside the importer's.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::Path;

use serde_json::Value;

use super::html;

/// An entry of the export.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: u64,
    pub headline: String,
    /// Its address on the publication's host, from the root.
    pub address: String,
    pub body: String,
    /// The day in the publication's calendar, UTC: `2014-01-14`.
    pub day: String,
    pub published: bool,
    pub event: bool,
    /// Names of its authors.
    pub authors: Vec<String>,
    pub old_path: Option<String>,
    pub canonical: Option<String>,
}

/// The host of the publication.
pub const HOST: &str = "https://digital.gov";

/// The export's text.
pub fn text(path: &Path) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// All entries, events among them.
pub fn entries(text: &str) -> Vec<Entry> {
    let names: HashMap<&str, String> = parts(text, "<wp:author>", "</wp:author>")
        .map(|author| (field(author, "wp:author_login"), html::text(field(author, "wp:author_display_name"))))
        .collect();
    parts(text, "<item>", "</item>").map(|item| entry(item, &names)).collect()
}

fn entry(item: &str, names: &HashMap<&str, String>) -> Entry {
    // What stands in the body cannot be mistaken for a field then.
    let body = field(item, "content:encoded");
    let rest = item.replace(body, "");
    let signed = parts(&rest, "<category domain=\"author\"", "</category>");
    let mut authors: Vec<String> = signed.map(|author| html::text(cdata(after(author, ">")))).collect();
    if authors.is_empty() {
        authors.extend(names.get(field(&rest, "dc:creator")).cloned());
    }
    let meta = |name: &str| {
        let found = parts(&rest, "<wp:postmeta>", "</wp:postmeta>").find(|meta| field(meta, "wp:meta_key") == name);
        found.map(|meta| field(meta, "wp:meta_value").to_owned())
    };
    Entry {
        id: field(&rest, "wp:post_id").parse().unwrap(),
        headline: html::text(field(&rest, "title")),
        address: html::encoded(field(&rest, "link").trim_start_matches(HOST)),
        body: body.to_owned(),
        day: field(&rest, "wp:post_date_gmt")[..10].to_owned(),
        published: field(&rest, "wp:status") == "publish",
        event: field(&rest, "wp:post_type") == "event",
        authors,
        old_path: meta("_old_path"),
        canonical: meta("canonical_url"),
    }
}

/// The entries of an export of Ghost, by its own tables.
pub fn of_ghost(text: &str) -> Vec<Entry> {
    let file: Value = serde_json::from_str(text).unwrap();
    let table = |name: &str| file["db"][0]["data"][name].as_array().unwrap().clone();
    let said = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let names: HashMap<String, String> =
        table("users").iter().map(|user| (said(user, "id"), said(user, "name"))).collect();
    let mut signed: HashMap<String, Vec<String>> = HashMap::new();
    for row in table("posts_authors") {
        let names = names.get(&said(&row, "author_id")).map(|name| name.trim().to_owned());
        signed.entry(said(&row, "post_id")).or_default().extend(names);
    }
    let entry = |post: &Value| {
        let at = said(post, "published_at");
        let day = at.get(..10).unwrap_or_default().to_owned();
        Entry {
            id: 0,
            headline: html::text(&said(post, "title")),
            address: format!("/{}/{}/", day.replace('-', "/"), said(post, "slug")),
            body: said(post, "html"),
            day,
            published: said(post, "status") == "published",
            event: false,
            authors: signed.get(&said(post, "id")).cloned().unwrap_or_default(),
            old_path: None,
            canonical: None,
        }
    };
    table("posts").iter().map(entry).collect()
}

/// The export without the items that came out after a year.
pub fn until(text: &str, year: u32) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<item>") {
        let end = start + rest[start..].find("</item>").unwrap() + "</item>".len();
        let at = field(&rest[start..end], "wp:post_date_gmt");
        out.push_str(&rest[..start]);
        if at[..4].parse::<u32>().unwrap() <= year {
            out.push_str(&rest[start..end]);
        }
        rest = &rest[end..];
    }
    out + rest
}

fn parts<'a>(text: &'a str, open: &'a str, close: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(open).skip(1).map(move |part| part.split(close).next().unwrap_or_default())
}

/// What stands in the first element of this name.
fn field<'a>(text: &'a str, name: &str) -> &'a str {
    let Some((_, rest)) = text.split_once(&format!("<{name}>")) else { return "" };
    cdata(rest.split(&format!("</{name}>")).next().unwrap_or_default())
}

fn cdata(text: &str) -> &str {
    let inner = text.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>"));
    inner.unwrap_or(text)
}

fn after<'a>(text: &'a str, sign: &str) -> &'a str {
    text.split_once(sign).map_or("", |(_, rest)| rest)
}
