//! Categories become sections, tags and custom taxonomies topics, post formats formats.

use std::collections::{HashMap, HashSet};

use intake::{Format, Map, Record, Section, Topic};
use serde_json::Value;

use super::raw::{TermRef, long, number, pair, short};
use super::xml::{Stop, Tag, Xml};
use crate::sources::Remarks;
use crate::sources::remark::{About, Place};
use crate::sources::text::{plain, said, word};

/// A term of a taxonomy.
#[derive(Debug, Default)]
pub(super) struct Term {
    pub taxonomy: String,
    pub slug: String,
    pub name: String,
    id: u64,
    parent: String,
    description: String,
    meta: Vec<(String, String)>,
    part: String,
    line: u64,
}

/// How many terms the export declares.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Declared {
    /// `<wp:category>`.
    pub categories: u64,
    /// `<wp:tag>`.
    pub tags: u64,
    /// `<wp:term>`, of whatever taxonomy.
    pub terms: u64,
}

/// Every term that the export declares or that an entry bears.
#[derive(Debug, Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
    by_slug: HashMap<(String, String), usize>,
    by_id: HashMap<u64, usize>,
    pub declared: Declared,
}

impl Terms {
    /// Takes a `<wp:category>`, `<wp:tag>` or `<wp:term>` whose start was read.
    pub fn declare(&mut self, xml: &mut Xml, tag: &Tag, part: &str, remarks: &Remarks) -> Result<(), Stop> {
        let taxonomy = match tag.name.as_str() {
            "category" => "category",
            "tag" => "post_tag",
            _ => "",
        };
        let mut term =
            Term { taxonomy: taxonomy.to_owned(), part: part.to_owned(), line: xml.line(), ..Term::default() };
        while let Some(field) = xml.child()? {
            match field.name.as_str() {
                "term_id" => term.id = number(&short(xml)?),
                "term_taxonomy" => term.taxonomy = taxonomy_name(&short(xml)?),
                "category_nicename" | "tag_slug" | "term_slug" => term.slug = short(xml)?,
                "cat_name" | "tag_name" | "term_name" => term.name = plain(&long(xml)?),
                "category_parent" | "term_parent" => term.parent = short(xml)?,
                "category_description" | "tag_description" | "term_description" => {
                    term.description = long(xml)?;
                }
                "termmeta" => term.meta.extend(pair(xml)?),
                _ => xml.skip()?,
            }
        }
        match tag.name.as_str() {
            "category" => self.declared.categories += 1,
            "tag" => self.declared.tags += 1,
            _ => self.declared.terms += 1,
        }
        let slot = (term.taxonomy.clone(), term.slug.clone());
        if let Some(key) = self.by_slug.get(&slot).and_then(|_| key(&slot.0, &slot.1)) {
            remarks.carried(
                &About::record("term", &key, Place::line(part, term.line)),
                format!("it is declared twice, here as {:?}", term.name),
                "the first declaration stands",
            );
        }
        self.add(term);
        Ok(())
    }

    /// Remembers a term that an entry bears, if nothing declared it.
    pub fn note(&mut self, term: &TermRef, part: &str, line: u64) {
        if term.domain != "author" {
            self.add(Term {
                taxonomy: taxonomy_name(&term.domain),
                slug: term.slug.clone(),
                name: plain(&term.name),
                part: part.to_owned(),
                line,
                ..Term::default()
            });
        }
    }

    fn add(&mut self, mut term: Term) {
        if term.slug.is_empty() {
            term.slug = word(&term.name);
        }
        if term.name.is_empty() {
            term.name = term.slug.clone();
        }
        if term.slug.is_empty() || term.taxonomy.is_empty() {
            return;
        }
        let slot = (term.taxonomy.clone(), term.slug.clone());
        let place = *self.by_slug.entry(slot).or_insert(self.terms.len());
        if term.id != 0 {
            self.by_id.entry(term.id).or_insert(place);
        }
        if place == self.terms.len() {
            self.terms.push(term);
        }
    }

    pub fn by_id(&self, id: u64) -> Option<&Term> {
        self.by_id.get(&id).map(|place| &self.terms[*place])
    }

    pub fn name(&self, taxonomy: &str, slug: &str) -> Option<&str> {
        let place = self.by_slug.get(&(taxonomy.to_owned(), slug.to_owned()))?;
        Some(&self.terms[*place].name)
    }

    /// How many records they make.
    pub fn len(&self) -> usize {
        self.terms.iter().filter(|t| key(&t.taxonomy, &t.slug).is_some()).count()
    }

    /// Sections from the top down, then topics, then formats.
    pub fn records(&self, root: &str, remarks: &Remarks) -> Vec<Record> {
        let mut records = self.sections(root, remarks);
        for term in &self.terms {
            if let Some(key) = key(&term.taxonomy, &term.slug).filter(|k| k.starts_with("topic:")) {
                records.push(Record::new(key, topic(term, root)));
            }
        }
        for term in self.terms.iter().filter(|t| t.taxonomy == "post_format") {
            if let Some(key) = key(&term.taxonomy, &term.slug) {
                let slug = bare_format(&term.slug).to_owned();
                let name = capitalised(&slug);
                records.push(Record::new(key, Format { slug, name, ..Format::default() }));
            }
        }
        records
    }

    fn sections(&self, root: &str, remarks: &Remarks) -> Vec<Record> {
        let mut done = HashSet::new();
        let mut records = Vec::new();
        for term in self.terms.iter().filter(|t| t.taxonomy == "category") {
            // From the term up to the top, or to one that was given already.
            let mut way = Vec::new();
            let mut at = Some(term);
            while let Some(term) = at
                && !done.contains(term.slug.as_str())
                && !way.iter().any(|t: &&Term| t.slug == term.slug)
            {
                way.push(term);
                at = self.parent(term);
            }
            while let Some(term) = way.pop() {
                let parent = self.parent(term).filter(|p| done.contains(p.slug.as_str()));
                done.insert(term.slug.as_str());
                if parent.is_none() && !term.parent.is_empty() {
                    remark_orphan(term, remarks);
                }
                records.push(self.section(term, parent, root));
            }
        }
        records
    }

    fn parent(&self, term: &Term) -> Option<&Term> {
        let parent = Some(&term.parent).filter(|p| !p.is_empty() && *p != "0")?;
        let slot = ("category".to_owned(), parent.clone());
        match self.by_slug.get(&slot) {
            Some(place) => Some(&self.terms[*place]),
            // Older exports name the parent by its name.
            None => self.terms.iter().find(|t| t.taxonomy == "category" && t.name == *parent),
        }
    }

    fn section(&self, term: &Term, parent: Option<&Term>, root: &str) -> Record {
        let mut path = term.slug.clone();
        let mut above = parent;
        for _ in 0..16 {
            let Some(term) = above else { break };
            path = format!("{}/{path}", term.slug);
            above = self.parent(term);
        }
        let section = Section {
            parent: parent.map(|p| format!("section:{}", p.slug)),
            slug: term.slug.clone(),
            name: term.name.clone(),
            standfirst: said(plain(&term.description)),
            old_addresses: vec![format!("{root}/category/{path}/")],
            extra: fields(&term.meta),
            ..Section::default()
        };
        Record::new(format!("section:{}", term.slug), section)
    }
}

fn topic(term: &Term, root: &str) -> Topic {
    let tag = term.taxonomy == "post_tag";
    let base = if tag { "tag" } else { &term.taxonomy };
    Topic {
        slug: term.slug.clone(),
        name: term.name.clone(),
        description: said(plain(&term.description)),
        group: (!tag).then(|| term.taxonomy.clone()),
        old_addresses: vec![format!("{root}/{base}/{}/", term.slug)],
        extra: fields(&term.meta),
        ..Topic::default()
    }
}

fn remark_orphan(term: &Term, remarks: &Remarks) {
    if term.parent != "0" {
        remarks.carried(
            &About::record("section", &format!("section:{}", term.slug), Place::line(&term.part, term.line)),
            format!("the category above it, {:?}, is not in the file or is below it", term.parent),
            "it stands at the top",
        );
    }
}

fn fields(meta: &[(String, String)]) -> Map {
    let fields: Map = meta.iter().map(|(n, v)| (n.clone(), Value::from(v.as_str()))).collect();
    let mut extra = Map::new();
    if !fields.is_empty() {
        extra.insert("fields".to_owned(), Value::Object(fields));
    }
    extra
}

/// The key of the record that a term becomes: of what it is and its slug, which survive in any cut of an export. None
/// for taxonomies that are something else: menus, languages, bookkeeping.
pub(super) fn key(taxonomy: &str, slug: &str) -> Option<String> {
    match taxonomy {
        "category" => Some(format!("section:{slug}")),
        "post_tag" => Some(format!("topic:{slug}")),
        "post_format" => Some(format!("format:{}", bare_format(slug))),
        ""
        | "author"
        | "nav_menu"
        | "language"
        | "post_translations"
        | "term_language"
        | "term_translations"
        | "link_category"
        | "wp_theme"
        | "wp_template_part_area"
        | "wp_pattern_category" => None,
        other => Some(format!("topic:{other}/{slug}")),
    }
}

/// Exports write a taxonomy's short name in some places: `tag` for `post_tag`.
pub(super) fn taxonomy_name(domain: &str) -> String {
    match domain {
        "tag" => "post_tag".to_owned(),
        other => other.to_owned(),
    }
}

fn bare_format(slug: &str) -> &str {
    slug.strip_prefix("post-format-").unwrap_or(slug)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
