//! Who wrote it: declared authors, Co-Authors Plus's terms and guests, and logins that only an item names.

use std::collections::{BTreeMap, HashMap};

use intake::{Link, Person, Record};

use super::raw::{Entry, number, short};
use super::xml::{Stop, Xml};
use crate::sources::Remarks;
use crate::sources::remark::{About, Place};
use crate::sources::text::{nicename, plain, said};

/// Everybody that the export knows of, by key.
#[derive(Debug, Default)]
pub(super) struct People {
    known: BTreeMap<String, Person>,
    ids: HashMap<u64, String>,
    aliases: HashMap<String, String>,
    named: BTreeMap<String, Named>,
    /// How many the export declares as authors.
    pub declared: u64,
}

/// Somebody whom items name.
#[derive(Debug)]
struct Named {
    name: String,
    part: String,
    line: u64,
}

impl People {
    /// Takes a `<wp:author>` whose start was read.
    pub fn declare(&mut self, xml: &mut Xml) -> Result<(), Stop> {
        let mut person = Person::default();
        let (mut id, mut login) = (0, String::new());
        while let Some(tag) = xml.child()? {
            match tag.name.as_str() {
                "author_id" => id = number(&short(xml)?),
                "author_login" => login = short(xml)?,
                "author_email" => person.email = said(short(xml)?),
                "author_display_name" => person.name = plain(&short(xml)?),
                "author_first_name" => person.given = said(plain(&short(xml)?)),
                "author_last_name" => person.family = said(plain(&short(xml)?)),
                _ => xml.skip()?,
            }
        }
        self.declared += 1;
        if login.is_empty() {
            login = person.email.clone().unwrap_or_else(|| person.name.clone());
        }
        let key = key(&login);
        if id != 0 {
            self.ids.insert(id, key.clone());
        }
        self.add(key, &login, person);
        Ok(())
    }

    /// Takes an entry of Co-Authors Plus's own type, a guest author.
    pub fn take_guest(&mut self, entry: &Entry) {
        let field = |name: &str| entry.meta(name).map(plain).and_then(said);
        let slug = entry.name.strip_prefix("cap-").unwrap_or(&entry.name);
        let login = field("cap-user_login").unwrap_or_else(|| slug.to_owned());
        let linked = field("cap-linked_account");
        let link = |address: String| Link { label: "website".to_owned(), address };
        let person = Person {
            name: field("cap-display_name").unwrap_or_else(|| plain(&entry.title)),
            given: field("cap-first_name"),
            family: field("cap-last_name"),
            email: field("cap-user_email"),
            bio: field("cap-description"),
            role: field("cap-jobtitle"),
            links: field("cap-website").map(link).into_iter().collect(),
            picture: entry.meta("_thumbnail_id").map(|id| format!("media:{id}")),
            ..Person::default()
        };
        let key = key(linked.as_deref().unwrap_or(&login));
        self.aliases.insert(nicename(slug), key.clone());
        self.add(key, &login, person);
    }

    /// Fills what is not known of the person yet.
    fn add(&mut self, key: String, login: &str, person: Person) {
        self.aliases.entry(nicename(login)).or_insert_with(|| key.clone());
        let known = self.known.entry(key).or_default();
        let full = [&person.given, &person.family].into_iter().flatten().map(String::as_str);
        let full = full.collect::<Vec<_>>().join(" ");
        for name in [person.name, full, login.to_owned()] {
            if known.name.is_empty() {
                known.name = name;
            }
        }
        known.given = known.given.take().or(person.given);
        known.family = known.family.take().or(person.family);
        known.email = known.email.take().or(person.email);
        known.bio = known.bio.take().or(person.bio);
        known.role = known.role.take().or(person.role);
        known.picture = known.picture.take().or(person.picture);
        known.slug.get_or_insert_with(|| nicename(login));
        for link in person.links {
            if !known.links.contains(&link) {
                known.links.push(link);
            }
        }
    }

    /// Remembers whom an entry names, so that [`People::settle`] can add who is nowhere declared.
    pub fn note(&mut self, entry: &Entry, part: &str) {
        let coauthors = entry.terms.iter().filter(|t| t.domain == "author");
        let coauthors = coauthors.map(|t| (coauthor(&t.slug), t.name.as_str()));
        let creator = (nicename(&entry.creator), entry.creator.as_str());
        let creator = (!entry.creator.is_empty()).then_some(creator);
        for (alias, name) in coauthors.chain(creator) {
            if !self.aliases.contains_key(&alias) && !self.named.contains_key(&alias) {
                let named = Named { name: plain(name), part: part.to_owned(), line: entry.line };
                self.named.insert(alias, named);
            }
        }
    }

    /// Adds whom items name and nothing declares.
    pub fn settle(&mut self, remarks: &Remarks) {
        for (alias, named) in std::mem::take(&mut self.named) {
            if self.aliases.contains_key(&alias) {
                continue;
            }
            let key = format!("person:{alias}");
            remarks.carried(
                &About::record("person", &key, Place::line(&named.part, named.line)),
                "an item names this author, whom the file does not declare",
                format!("a person called {:?} is made", named.name),
            );
            let person = Person { name: named.name, ..Person::default() };
            self.add(key, &alias, person);
        }
    }

    /// The keys of who signs an entry: its co-authors in order, else its creator.
    pub fn signers(&self, entry: &Entry) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for term in entry.terms.iter().filter(|t| t.domain == "author") {
            if let Some(key) = self.aliases.get(&coauthor(&term.slug))
                && !keys.contains(key)
            {
                keys.push(key.clone());
            }
        }
        if keys.is_empty() && !entry.creator.is_empty() {
            keys.extend(self.aliases.get(&nicename(&entry.creator)).cloned());
        }
        keys
    }

    /// The key of an account's person.
    pub fn by_id(&self, id: u64) -> Option<&String> {
        self.ids.get(&id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Everybody as records, by key. `root` is the path of the blog, for their old addresses.
    pub fn records(&mut self, root: &str) -> Vec<Record> {
        let known = std::mem::take(&mut self.known);
        let with_address = |(key, mut person): (String, Person)| {
            let slug = person.slug.as_deref().unwrap_or_default();
            person.old_addresses = vec![format!("{root}/author/{slug}/")];
            Record::new(key, person)
        };
        known.into_iter().map(with_address).collect()
    }
}

/// A person's key is made of what survives in any cut of an export: the login, as addresses write it.
fn key(login: &str) -> String {
    format!("person:{}", nicename(login))
}

/// What an author's term says about who it is.
fn coauthor(slug: &str) -> String {
    nicename(slug.strip_prefix("cap-").unwrap_or(slug))
}
