//! A Ghost post or page becomes an item.

use intake::{Access, Body, Byline, Dialect, Item, ItemKind, LeadPicture, PublicationState, Record};
use serde_json::Value;

use super::row::Columns;
use super::survey::Survey;
use crate::sources::Remarks;
use crate::sources::gallery::{Gallery, in_html};
use crate::sources::permalink;
use crate::sources::remark::About;
use crate::sources::text::{plain, said, without_entities};
use crate::sources::web::{Home, host};

/// What a post is understood with.
pub(super) struct Reading<'a> {
    pub survey: &'a Survey,
    pub home: &'a Home,
    pub permalinks: &'a str,
    pub remarks: &'a Remarks,
    pub about: About<'a>,
}

/// Columns that Ghost keeps for itself, or that were read in another form.
const OWN: [&str; 11] = [
    "id",
    "uuid",
    "plaintext",
    "comment_id",
    "lexical",
    "mobiledoc",
    "html",
    "status",
    "created_by",
    "updated_by",
    "published_by",
];

/// The item, after the records of pictures that it is the first to show.
pub(super) fn records(
    reading: &Reading<'_>,
    gallery: &mut Gallery,
    key: &str,
    id: &str,
    mut row: Columns,
) -> Vec<Record> {
    if let Some(meta) = reading.survey.meta.get(id) {
        row.join(meta.clone());
    }
    let mut records = Vec::new();
    let mut item = words(&mut row);
    if item.headline.is_empty() || item.headline == "(Untitled)" {
        item.headline.clear();
        reading.carried("it has no headline", "it is carried without one");
    }
    reading.state(&mut item, &mut row);
    reading.access(&mut item, &mut row, id);
    reading.place(&mut item, &mut row, id);
    reading.search(&mut item, &mut row);
    item.lead_picture = reading.lead_picture(&mut row, gallery, &mut records);
    item.body = reading.body(&mut row);
    records.extend(shown(item.body.as_ref()).iter().filter_map(|address| gallery.shown(address)));
    row.drop(&OWN);
    item.fields = row.rest();
    records.push(Record::new(key, item));
    records
}

/// What a post says over its text.
fn words(row: &mut Columns) -> Item {
    Item {
        item_kind: match row.text("type").as_deref() {
            Some("page") => ItemKind::Page,
            _ if row.flag("page") => ItemKind::Page,
            _ => ItemKind::Article,
        },
        headline: row.text("title").map(without_entities).unwrap_or_default(),
        standfirst: row.text("custom_excerpt").map(|text| plain(&text)).and_then(said),
        slug: row.text("slug"),
        featured: row.flag("featured"),
        language: row.text("locale"),
        created_at: row.time("created_at"),
        updated_at: row.time("updated_at"),
        ..Item::default()
    }
}

impl Reading<'_> {
    fn carried(&self, what: impl Into<String>, how: impl Into<String>) {
        self.remarks.carried(&self.about, what, how);
    }

    fn state(&self, item: &mut Item, row: &mut Columns) {
        let published = row.time("published_at");
        let status = row.text("status").unwrap_or_else(|| "draft".to_owned());
        item.publication_state = match status.as_str() {
            "published" => PublicationState::Published,
            "scheduled" => PublicationState::Scheduled,
            _ => PublicationState::Unpublished,
        };
        match item.publication_state {
            PublicationState::Published => item.published_at = published,
            PublicationState::Scheduled => item.scheduled_at = published,
            _ => item.workflow_state = Some(status.clone()),
        }
        if status == "sent" {
            self.carried("it was sent by mail and never published", "it is carried as unpublished");
        }
        if published.is_none() && item.publication_state != PublicationState::Unpublished {
            self.carried("it has no date that can be read", "it is carried without one");
        }
    }

    fn access(&self, item: &mut Item, row: &mut Columns, id: &str) {
        let tiers = self.survey.tiers.get(id).into_iter().flatten();
        let tiers = tiers.map(|(_, tier)| self.survey.products.get(tier).unwrap_or(tier).clone());
        item.access = match row.text("visibility").as_deref() {
            None | Some("public") => Access::Public,
            Some("members") => Access::Members,
            Some("paid") => Access::Paid(Vec::new()),
            Some("tiers") => Access::Paid(tiers.collect()),
            Some(other) => {
                self.carried(
                    format!("its visibility is {other:?}, which is unknown"),
                    "only those who pay may read it",
                );
                Access::Paid(Vec::new())
            }
        };
    }

    /// Address, topics, bylines.
    fn place(&self, item: &mut Item, row: &mut Columns, id: &str) {
        let survey = self.survey;
        for (_, tag) in survey.tagged.get(id).into_iter().flatten() {
            match survey.tags.get(tag) {
                Some(key) => item.topics.push(key.clone()),
                None => self.carried(format!("its tag {tag} is not in the file"), "it is carried without that tag"),
            }
        }
        let own = row.text("author_id").filter(|author| author != "1");
        let mut authors: Vec<&String> = survey.authors.get(id).into_iter().flatten().map(|(_, a)| a).collect();
        if authors.is_empty() {
            authors.extend(&own);
        }
        for author in authors {
            match survey.users.get(author) {
                Some(key) => item.bylines.push(Byline { person: Some(key.clone()), ..Byline::default() }),
                None => {
                    self.carried(format!("its author {author} is not in the file"), "it is carried without that byline")
                }
            }
        }
        if item.bylines.is_empty() {
            self.carried("it names no author", "it is carried without a byline");
        }
        if item.publication_state == PublicationState::Published {
            let pattern = if item.item_kind == ItemKind::Page { "/:slug/" } else { self.permalinks };
            let topic = item.topics.first().and_then(|key| key.strip_prefix("topic:"));
            let author = item.bylines.first().and_then(|b| b.person.as_deref()?.strip_prefix("person:"));
            item.address = permalink::address(pattern, item.published_at, |name| match name {
                "slug" => item.slug.clone(),
                "primary_tag" => Some(topic.unwrap_or("all").to_owned()),
                "primary_author" => author.map(str::to_owned),
                "id" => Some(id.to_owned()),
                _ => None,
            });
        }
    }

    fn search(&self, item: &mut Item, row: &mut Columns) {
        item.seo.title = row.text("meta_title").map(without_entities);
        item.seo.description = row.text("meta_description").map(without_entities);
        item.seo.picture = row.text("og_image").map(|address| rooted(&address));
        let canonical = row.text("canonical_url").map(|address| rooted(&address));
        item.canonical =
            canonical.filter(|address| host(address).is_some() && self.home.local(address) != item.address);
        for name in ["codeinjection_head", "codeinjection_foot"] {
            if row.text(name).is_some() {
                self.remarks.left(
                    &self.about,
                    format!("it has code of its own in the page ({name})"),
                    "the code is not carried",
                );
            }
        }
    }

    fn lead_picture(&self, row: &mut Columns, gallery: &mut Gallery, records: &mut Vec<Record>) -> Option<LeadPicture> {
        let (alt, caption) = (row.text("feature_image_alt"), row.text("feature_image_caption"));
        let address = rooted(&row.text("feature_image")?);
        let shown = gallery.chosen(&address);
        records.extend(shown.record);
        Some(LeadPicture { media: shown.key, alt, caption, ..LeadPicture::default() })
    }

    /// The text in the form it was written in: Ghost's editors first, of which the HTML was made.
    fn body(&self, row: &mut Columns) -> Option<Body> {
        let (lexical, mobiledoc) = (row.whole("lexical"), row.whole("mobiledoc"));
        let html = row.whole("html");
        for (text, is_lexical) in [(lexical, true), (mobiledoc, false)] {
            let Some(text) = text.map(|text| rooted(&text)) else {
                continue;
            };
            if serde_json::from_str::<serde::de::IgnoredAny>(&text).is_err() {
                self.carried("what its editor wrote is no JSON", "its HTML is carried instead");
            } else if is_lexical {
                return Some(Body::Lexical { text });
            } else {
                return Some(Body::Mobiledoc { text });
            }
        }
        html.map(|text| Body::Html { dialect: Dialect::Ghost, text: rooted(&text) })
    }
}

/// The addresses of the pictures that a body shows.
fn shown(body: Option<&Body>) -> Vec<String> {
    match body {
        Some(Body::Html { text, .. }) => in_html(text).collect(),
        Some(Body::Lexical { text } | Body::Mobiledoc { text }) => {
            let mut found = Vec::new();
            sources(&serde_json::from_str(text).unwrap_or_default(), &mut found);
            found
        }
        _ => Vec::new(),
    }
}

/// Pictures within an editor's JSON: whatever has a `src`, and the HTML of cards.
fn sources(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| sources(value, found)),
        Value::Object(map) => {
            for (name, value) in map {
                match value {
                    Value::String(address) if name == "src" => {
                        let sort = map.get("type").and_then(Value::as_str).unwrap_or("image");
                        if !matches!(sort, "video" | "audio" | "file" | "embed") {
                            found.push(address.clone());
                        }
                    }
                    Value::String(html) if name == "html" => found.extend(in_html(html)),
                    value => sources(value, found),
                }
            }
        }
        _ => {}
    }
}

/// Ghost writes its own address as a mark.
pub(super) fn rooted(text: &str) -> String {
    text.replace("__GHOST_URL__", "")
}
