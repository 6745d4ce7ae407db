//! Sections, topics and people of a folder: from the pages that describe them, and from the texts that name them.

use std::collections::BTreeMap;

use intake::{Link, Person, Record, Section, Topic};

use super::fields::{Fields, plain};
use super::layout::Text;
use crate::sources::gallery::Gallery;
use crate::sources::text::{plain as words, said, word};
use crate::sources::web::Home;

/// What texts refer to, by key.
#[derive(Debug, Default)]
pub(super) struct Labels {
    people: BTreeMap<String, (Person, Option<String>)>,
    sections: BTreeMap<String, Section>,
    topics: BTreeMap<String, Topic>,
}

/// A taxonomy's term as a key: `tags` and `topics` are the publication's topics, the others groups of their own.
pub(super) fn topic_key(taxonomy: &str, term: &str) -> String {
    match taxonomy {
        "tags" | "topics" => format!("topic:{}", word(term)),
        other => format!("topic:{other}/{}", word(term)),
    }
}

pub(super) fn person_key(name: &str) -> String {
    format!("person:{}", word(name))
}

impl Labels {
    /// Takes the page of a section. Its path is the section's address.
    pub fn describe_section(&mut self, path: &str, mut fields: Fields, home: &Home) {
        let aliases = fields.list(&["aliases", "redirect_from"]);
        let section = self.section(path);
        if let Some(name) = fields.text(&["title", "linktitle"]) {
            section.name = words(&name);
        }
        section.standfirst = fields.text(&["summary", "description", "deck"]).map(|t| words(&t)).and_then(said);
        section.position = fields.number("weight");
        let known = section.old_addresses.clone();
        section.old_addresses.extend(aliases.iter().filter_map(|a| home.local(a)).filter(|a| !known.contains(a)));
    }

    /// Remembers the section that a folder is: its top, or a deeper one that has a page of its own.
    pub fn note_section(&mut self, folder: &str) {
        if let Some(top) = folder.split('/').next().filter(|top| !top.is_empty()) {
            self.section(top);
        }
    }

    fn section(&mut self, path: &str) -> &mut Section {
        let slug = path.rsplit('/').next().unwrap_or(path);
        self.sections.entry(path.to_owned()).or_insert_with(|| Section {
            slug: slug.to_owned(),
            name: titled(slug),
            old_addresses: vec![format!("/{path}/")],
            ..Section::default()
        })
    }

    /// The key of the nearest section that a folder is, or is in.
    pub fn section_of(&self, folder: &str) -> Option<String> {
        let mut path = folder;
        while !path.is_empty() {
            if self.sections.contains_key(path) {
                return Some(format!("section:{path}"));
            }
            path = path.rsplit_once('/').map_or("", |(above, _)| above);
        }
        None
    }

    /// Takes the page of a term.
    pub fn describe_topic(&mut self, taxonomy: &str, term: &str, mut fields: Fields, home: &Home) {
        let slug = fields.text(&["slug"]).unwrap_or_else(|| term.to_owned());
        let topic = self.topic(taxonomy, &slug);
        if let Some(name) = fields.text(&["title", "name"]) {
            topic.name = words(&name);
        }
        topic.description = fields.text(&["summary", "description", "deck"]).map(|t| words(&t)).and_then(said);
        for alias in fields.list(&["aliases"]).iter().filter_map(|alias| home.local(alias)) {
            if !topic.old_addresses.contains(&alias) {
                topic.old_addresses.push(alias);
            }
        }
    }

    /// Remembers a term that a text bears.
    pub fn note_topic(&mut self, taxonomy: &str, term: &str) {
        if !word(term).is_empty() {
            self.topic(taxonomy, term);
        }
    }

    fn topic(&mut self, taxonomy: &str, term: &str) -> &mut Topic {
        let slug = word(term);
        self.topics.entry(topic_key(taxonomy, term)).or_insert_with(|| Topic {
            name: if slug == term { titled(term) } else { words(term) },
            group: (!matches!(taxonomy, "tags" | "topics")).then(|| taxonomy.to_owned()),
            old_addresses: vec![format!("/{taxonomy}/{slug}/")],
            slug,
            ..Topic::default()
        })
    }

    /// Takes what is known of an author.
    pub fn describe_person(&mut self, name: &str, mut fields: Fields, home: &Home) {
        let full =
            [fields.peek("first_name"), fields.peek("last_name")].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let picture = fields.text(&["picture", "image", "avatar", "photo"]);
        let mut links = Vec::new();
        for label in ["website", "url", "github", "twitter", "linkedin", "mastodon"] {
            links.extend(
                fields
                    .text(&[label])
                    .filter(|a| a.contains("://"))
                    .map(|address| Link { label: if label == "url" { "website" } else { label }.to_owned(), address }),
            );
        }
        let (person, known) = self.person(name);
        if let Some(name) = fields.text(&["display_name", "name", "title"]).or_else(|| said(full)) {
            person.name = words(&name);
        }
        person.given = fields.text(&["first_name", "given_name"]);
        person.family = fields.text(&["last_name", "family_name"]);
        person.email = fields.text(&["email"]);
        person.bio = fields.text(&["bio", "description", "about"]).map(|t| words(&t)).and_then(said);
        person.role = fields.text(&["role", "job_title", "position"]);
        person.links = links;
        *known = picture;
        for alias in fields.list(&["aliases"]).iter().filter_map(|alias| home.local(alias)) {
            if !person.old_addresses.contains(&alias) {
                person.old_addresses.push(alias);
            }
        }
        let rest = fields.rest();
        if !rest.is_empty() {
            person.extra.insert("fields".to_owned(), rest.into());
        }
    }

    /// Remembers somebody whom a text names.
    pub fn note_person(&mut self, name: &str) {
        if !word(name).is_empty() {
            self.person(name);
        }
    }

    fn person(&mut self, name: &str) -> &mut (Person, Option<String>) {
        let slug = word(name);
        self.people.entry(person_key(name)).or_insert_with(|| {
            let person = Person {
                name: if slug == name { titled(name) } else { words(name) },
                old_addresses: vec![format!("/authors/{slug}/")],
                slug: Some(slug),
                ..Person::default()
            };
            (person, None)
        })
    }

    pub fn has_person(&self, name: &str) -> bool {
        self.people.contains_key(&person_key(name))
    }

    pub fn len(&self) -> usize {
        self.people.len() + self.sections.len() + self.topics.len()
    }

    /// Everything as records, people with their pictures first.
    pub fn records(&mut self, gallery: &mut Gallery) -> Vec<Record> {
        let mut records = Vec::new();
        for (key, (mut person, picture)) in std::mem::take(&mut self.people) {
            if let Some(address) = picture.filter(|p| p.contains(['/', '.'])) {
                let shown = gallery.chosen(&address);
                records.extend(shown.record);
                person.picture = Some(shown.key);
            }
            records.push(Record::new(key, person));
        }
        // Paths in their order: what is above comes before what is below.
        for (path, section) in &self.sections {
            let above = path.rsplit_once('/').and_then(|(above, _)| self.section_of(above));
            let section = Section { parent: above, ..section.clone() };
            records.push(Record::new(format!("section:{path}"), section));
        }
        records.extend(std::mem::take(&mut self.topics).into_iter().map(|(key, topic)| Record::new(key, topic)));
        records
    }
}

/// The names of a text's authors: words, or lists of them, or of `{name: …}`.
pub(super) fn authors(fields: &mut Fields) -> Vec<String> {
    let mut names = Vec::new();
    for field in ["authors", "author", "byline"] {
        match fields.take(field) {
            Some(serde_json::Value::Array(values)) => names.extend(values.iter().filter_map(author)),
            Some(value) => names.extend(author(&value)),
            None => {}
        }
    }
    names.dedup();
    names
}

fn author(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::Object(map) => map.get("name").and_then(plain),
        value => plain(value),
    }
}

/// The folders and categories of a Jekyll post, which are its sections.
pub(super) fn categories(text: &Text, fields: &mut Fields) -> Vec<String> {
    let folders = text.folder.split('/').filter(|f| !f.is_empty()).map(str::to_owned);
    let said = fields
        .list(&["categories", "category"])
        .into_iter()
        .flat_map(|c| c.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    let mut found: Vec<String> = Vec::new();
    for name in folders.chain(said).map(|name| word(&name)) {
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// `open-ran` as a name: Open ran.
fn titled(slug: &str) -> String {
    let text = slug.replace(['-', '_'], " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
