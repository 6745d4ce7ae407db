//! The first going-through of a Ghost export: users, tags, settings, and which belong to which post.

use std::collections::{BTreeMap, HashMap};

use intake::{Link, Person, Topic};

use super::row::Columns;
use super::rows::Row;
use crate::sources::Remarks;
use crate::sources::remark::{About, Place};
use crate::sources::text::{plain, said};

/// What posts refer to.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub people: BTreeMap<String, (Person, Option<String>)>,
    pub topics: BTreeMap<String, Topic>,
    pub settings: HashMap<String, String>,
    pub newsletters: HashMap<String, String>,
    pub labels: HashMap<String, String>,
    /// Keys of persons and topics by the ids of users and tags.
    pub users: HashMap<String, String>,
    pub tags: HashMap<String, String>,
    /// What stands beside a post in tables of their own, by its id, in order.
    pub authors: HashMap<String, Vec<(i64, String)>>,
    pub tagged: HashMap<String, Vec<(i64, String)>>,
    pub tiers: HashMap<String, Vec<(i64, String)>>,
    pub subscribed: HashMap<String, Vec<(i64, String)>>,
    pub labelled: HashMap<String, Vec<(i64, String)>>,
    pub meta: HashMap<String, Columns>,
    pub products: HashMap<String, String>,
    /// Posts, members and kept rows.
    pub count: u64,
    /// Rows of tables that are not carried.
    left: BTreeMap<String, u64>,
}

/// What becomes of a table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    /// Read by the survey.
    Surveyed,
    /// Each row becomes a record in the second going-through.
    Posts,
    Members,
    Kept,
    /// Ghost's own bookkeeping.
    Left,
}

pub(super) fn table(name: &str) -> Table {
    match name {
        "users"
        | "tags"
        | "settings"
        | "newsletters"
        | "labels"
        | "posts_authors"
        | "posts_tags"
        | "posts_meta"
        | "posts_products"
        | "products"
        | "members_newsletters"
        | "members_labels" => Table::Surveyed,
        "posts" => Table::Posts,
        "members" => Table::Members,
        "snippets" | "offers" | "comments" | "recommendations" | "collections" => Table::Kept,
        _ => Table::Left,
    }
}

impl Survey {
    /// Takes a row of any table.
    pub fn take(&mut self, row: &Row, file: &str, remarks: &Remarks) {
        match table(&row.table) {
            Table::Posts | Table::Members | Table::Kept => {
                self.count += 1;
                return;
            }
            Table::Left => {
                *self.left.entry(row.table.clone()).or_default() += 1;
                return;
            }
            Table::Surveyed => {}
        }
        match Columns::read(&row.json) {
            Ok(columns) => self.take_columns(&row.table, columns),
            Err(why) => {
                let place = format!("{file}, {} row {}", row.table, row.number);
                let about = About::record(&row.table, "", Place::file(&place));
                remarks.left(&about, format!("the row could not be read: {why}"), "it is not carried");
            }
        }
    }

    fn take_columns(&mut self, table: &str, mut row: Columns) {
        match table {
            "users" => self.take_user(row),
            "tags" => self.take_tag(row),
            "settings" => {
                if let (Some(key), Some(value)) = (row.text("key"), row.text("value")) {
                    self.settings.insert(key, value);
                }
            }
            "newsletters" | "labels" | "products" => {
                let into = match table {
                    "newsletters" => &mut self.newsletters,
                    "labels" => &mut self.labels,
                    _ => &mut self.products,
                };
                let slug = row.text("slug");
                if let (Some(id), Some(name)) = (row.text("id"), row.text("name").or(slug)) {
                    into.insert(id, name);
                }
            }
            "posts_meta" => {
                if let Some(post) = row.text("post_id") {
                    row.drop(&["id"]);
                    self.meta.insert(post, row);
                }
            }
            _ => self.take_pair(table, row),
        }
    }

    fn take_pair(&mut self, table: &str, mut row: Columns) {
        let (into, of, to) = match table {
            "posts_authors" => (&mut self.authors, "post_id", "author_id"),
            "posts_tags" => (&mut self.tagged, "post_id", "tag_id"),
            "posts_products" => (&mut self.tiers, "post_id", "product_id"),
            "members_newsletters" => (&mut self.subscribed, "member_id", "newsletter_id"),
            _ => (&mut self.labelled, "member_id", "label_id"),
        };
        let order = row.number("sort_order");
        if let (Some(of), Some(to)) = (row.text(of), row.text(to)) {
            into.entry(of).or_default().push((order, to));
        }
    }

    fn take_user(&mut self, mut row: Columns) {
        let name = row.text("name").unwrap_or_default();
        let id = row.text("id").unwrap_or_default();
        let slug = row.text("slug").unwrap_or_else(|| crate::sources::text::word(&name));
        let key = format!("person:{slug}");
        let mut links = Vec::new();
        for label in ["website", "facebook", "twitter", "linkedin", "bluesky", "threads", "mastodon", "youtube"] {
            links.extend(row.text(label).map(|said| Link { label: label.to_owned(), address: whole(label, &said) }));
        }
        let person = Person {
            name: if name.is_empty() { slug.clone() } else { name },
            email: row.text("email"),
            bio: row.text("bio"),
            links,
            old_addresses: vec![format!("/author/{slug}/")],
            slug: Some(slug),
            ..Person::default()
        };
        let picture = row.text("profile_image");
        self.users.insert(id, key.clone());
        self.people.insert(key, (person, picture));
    }

    fn take_tag(&mut self, mut row: Columns) {
        let name = row.text("name").unwrap_or_default();
        let id = row.text("id").unwrap_or_default();
        let slug = row.text("slug").unwrap_or_else(|| crate::sources::text::word(&name));
        let key = format!("topic:{slug}");
        let hidden = row.text("visibility").as_deref() == Some("internal");
        let topic = Topic {
            internal: hidden || name.starts_with('#'),
            description: row.text("description").map(|d| plain(&d)).and_then(said),
            old_addresses: vec![format!("/tag/{slug}/")],
            name: if name.is_empty() { slug.clone() } else { name },
            slug,
            ..Topic::default()
        };
        self.tags.insert(id, key.clone());
        self.topics.insert(key, topic);
    }

    /// Says which tables are not carried, and puts what stands in order into its order.
    pub fn close(&mut self, file: &str, remarks: &Remarks) {
        for (table, rows) in std::mem::take(&mut self.left) {
            let what = format!("the table {table} with its {rows} rows is Ghost's own bookkeeping");
            remarks.left(&About::file(file), what, "it is not carried");
        }
        for setting in ["codeinjection_head", "codeinjection_foot"] {
            if self.settings.contains_key(setting) {
                let what = format!("the site has code of its own in every page ({setting})");
                remarks.left(&About::record("site", "site", Place::file(file)), what, "it is not carried");
            }
        }
        let orders = [&mut self.authors, &mut self.tagged, &mut self.tiers, &mut self.subscribed, &mut self.labelled];
        for pairs in orders.into_iter().flat_map(HashMap::values_mut) {
            pairs.sort();
            pairs.dedup_by(|a, b| a.1 == b.1);
        }
    }
}

/// Ghost keeps only the name that somebody has elsewhere.
fn whole(label: &str, said: &str) -> String {
    if said.contains("://") {
        return said.to_owned();
    }
    let name = said.trim_start_matches('@');
    match label {
        "facebook" => format!("https://www.facebook.com/{name}"),
        "twitter" => format!("https://x.com/{name}"),
        "linkedin" => format!("https://www.linkedin.com/in/{name}"),
        "bluesky" => format!("https://bsky.app/profile/{name}"),
        "threads" => format!("https://www.threads.net/@{name}"),
        "youtube" => format!("https://www.youtube.com/{said}"),
        _ => said.to_owned(),
    }
}
