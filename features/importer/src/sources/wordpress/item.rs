//! An entry becomes an item, an event, or a record of a kind that is kept.

use intake::{
    Access, Body, Byline, Dialect, Item, ItemKind, LeadPicture, Map, Matter, Other, PublicationState, Record,
};
use serde_json::Value;

use super::raw::Entry;
use super::reading::{House, Reading, fields};
use super::sort::Sort;
use super::survey::known_terms;
use super::{addresses, playback, seo, terms};
use crate::sources::text::{plain, said, word};

/// The record that an entry becomes.
pub(super) fn record(house: &House, entry: Entry, sort: Sort, part: &str, key: String) -> Record {
    let kind = match sort {
        Sort::Event => "event".to_owned(),
        Sort::Other => format!("wordpress.{}", entry.post_type),
        _ => "item".to_owned(),
    };
    let reading = Reading { house, entry: &entry, part, key: &key, kind: &kind };
    let mut item = reading.item(sort);
    let text = entry.content;
    if !text.is_empty() {
        let dialect = Dialect::Wordpress;
        item.body = Some(Body::Html { dialect, text });
    }
    let matter = match sort {
        Sort::Event => super::event::event(house, item).into(),
        Sort::Other => other(kind, item),
        _ => item.into(),
    };
    Record::new(key, matter)
}

/// A type that the house does not know yet is kept with everything that an item has.
fn other(kind: String, item: Item) -> Matter {
    let mut fields = Record::new("", item).to_map();
    for name in ["kind", "key", "item_kind"] {
        fields.remove(name);
    }
    Other { kind, fields }.into()
}

impl Reading<'_> {
    fn item(&self, sort: Sort) -> Item {
        let entry = self.entry;
        let mut item = Item {
            item_kind: match sort {
                Sort::Item(kind) => kind,
                Sort::Event => ItemKind::Event,
                _ => ItemKind::Article,
            },
            headline: plain(&entry.title),
            standfirst: said(plain(&entry.excerpt)),
            slug: said(entry.name.as_str()),
            bylines: self.bylines(),
            featured: entry.sticky == "1",
            lead_picture: self.lead_picture(),
            attached: self.house.survey.galleries.of(entry),
            ..Item::default()
        };
        if item.headline.is_empty() {
            self.carried("it has no headline", "it is carried without one");
        }
        let episode = item.item_kind == ItemKind::Podcast;
        if episode {
            item.playback = playback::playback(self);
        }
        self.place(&mut item);
        self.state(&mut item);
        addresses::addresses(self, &mut item);
        seo::seo(self, &mut item);
        if entry.parent != 0 {
            item.parent = Some(format!("post:{}", entry.parent));
        }
        item.position = (entry.menu_order != 0).then_some(entry.menu_order);
        item.fields.extend(fields(&entry.meta, |name| taken(name) || (episode && name == "enclosure")));
        for (name, text) in &entry.other {
            item.fields.insert(name.clone(), Value::from(text.as_str()));
        }
        if !entry.description.trim().is_empty() {
            item.fields.insert("description".to_owned(), Value::from(entry.description.as_str()));
        }
        item
    }

    fn bylines(&self) -> Vec<Byline> {
        let signers = self.house.survey.people.signers(self.entry);
        if signers.is_empty() && self.kind == "item" {
            self.carried("it names no author", "it is carried without a byline");
        }
        let byline = |person| Byline { person: Some(person), ..Byline::default() };
        signers.into_iter().map(byline).collect()
    }

    fn lead_picture(&self) -> Option<LeadPicture> {
        let id = self.entry.meta("_thumbnail_id")?;
        let known = id.parse().is_ok_and(|id: u64| self.house.survey.media.contains(&id));
        if !known {
            let what = format!("its picture, number {id}, is not in the file");
            self.carried(what, "it shows the picture once that is imported");
        }
        Some(LeadPicture { media: format!("media:{id}"), ..LeadPicture::default() })
    }

    /// Sections, topics and format.
    fn place(&self, item: &mut Item) {
        let mut groups = Map::new();
        for term in known_terms(self.entry) {
            let taxonomy = terms::taxonomy_name(&term.domain);
            let slug = match term.slug.as_str() {
                "" => word(&plain(&term.name)),
                slug => slug.to_owned(),
            };
            let into = match (taxonomy.as_str(), terms::key(&taxonomy, &slug)) {
                ("category", Some(key)) => Some((&mut item.sections, key)),
                ("post_format", Some(key)) => {
                    item.format = Some(key);
                    None
                }
                ("language", _) => {
                    item.language = said(slug);
                    None
                }
                ("author" | "nav_menu", _) => None,
                (_, Some(key)) => Some((&mut item.topics, key)),
                (_, None) => {
                    groups.insert(taxonomy, Value::from(slug));
                    None
                }
            };
            if let Some((keys, key)) = into
                && !keys.contains(&key)
            {
                keys.push(key);
            }
        }
        if let Some(first) = self.primary_section()
            && let Some(at) = item.sections.iter().position(|key| *key == first)
        {
            item.sections[..=at].rotate_right(1);
        }
        if !groups.is_empty() {
            item.fields.insert("taxonomies".to_owned(), Value::Object(groups));
        }
    }

    /// The section that an editor chose as the first, with one of the plug-ins for search engines.
    fn primary_section(&self) -> Option<String> {
        let chosen = ["_yoast_wpseo_primary_category", "rank_math_primary_category"];
        let id = chosen.iter().find_map(|name| self.entry.meta(name))?;
        let term = self.house.survey.terms.by_id(id.parse().ok()?)?;
        terms::key(&term.taxonomy, &term.slug)
    }

    /// Times, publication state, workflow state, access.
    fn state(&self, item: &mut Item) {
        let entry = self.entry;
        let date = self.house.at(&entry.date_gmt, &entry.date);
        let date = date.or_else(|| self.house.times.read(&entry.pub_date));
        item.updated_at = self.house.at(&entry.modified_gmt, &entry.modified);
        item.publication_state = PublicationState::Unpublished;
        match entry.status.as_str() {
            "publish" | "" => item.publication_state = PublicationState::Published,
            "private" => {
                item.publication_state = PublicationState::Published;
                item.access = Access::Private;
            }
            "future" => item.publication_state = PublicationState::Scheduled,
            "draft" | "auto-draft" => item.workflow_state = Some("draft".to_owned()),
            "pending" => item.workflow_state = Some("review".to_owned()),
            other => item.workflow_state = Some(other.to_owned()),
        }
        if entry.status == "trash" {
            self.carried("it lay in the trash", "it is carried as unpublished");
        }
        match item.publication_state {
            PublicationState::Published => item.published_at = date,
            PublicationState::Scheduled => item.scheduled_at = date,
            _ => item.created_at = date,
        }
        if date.is_none() && item.publication_state != PublicationState::Unpublished {
            self.carried("it has no date that can be read", "it is carried without one");
        }
        if !entry.password.is_empty() {
            item.access = Access::Password;
            self.carried("it is protected by a password", "the password itself is not carried");
        }
    }
}

/// Custom fields that became something else.
fn taken(name: &str) -> bool {
    matches!(
        name,
        "_thumbnail_id"
            | "_wp_old_slug"
            | "_wp_old_date"
            | "_old_path"
            | "_yoast_wpseo_primary_category"
            | "rank_math_primary_category"
    ) || seo::taken(name)
}
