//! A text with its front matter becomes an item, an event, or a redirect.

use intake::{
    Body, Byline, Dialect, Event, Item, ItemKind, LeadPicture, Matter, PublicationState, Record, Redirect, Target,
};
use jiff::civil::DateTime;

use super::config::{Config, System};
use super::fields::Fields;
use super::labels::{Labels, authors, categories, person_key, topic_key};
use super::layout::{Markup, Text};
use super::playing;
use crate::sources::gallery::{Gallery, in_html, in_markdown, in_short_codes};
use crate::sources::remark::About;
use crate::sources::text::{plain, said, word};
use crate::sources::times::{Times, civil};
use crate::sources::web::{Home, from_root};
use crate::sources::{Remarks, permalink};

/// What a text is understood with.
pub(super) struct Reading<'a> {
    pub config: &'a Config,
    pub labels: &'a Labels,
    pub home: &'a Home,
    pub times: &'a Times,
    pub remarks: &'a Remarks,
    pub about: About<'a>,
    pub text: &'a Text,
}

/// What a text tells before it is understood: whom and what it names.
pub(super) fn survey(config: &Config, labels: &mut Labels, text: &Text, mut fields: Fields) {
    for name in authors(&mut fields) {
        labels.note_person(&name);
    }
    if config.system == System::Jekyll {
        for category in categories(text, &mut fields) {
            labels.note_section(&category);
        }
    } else {
        labels.note_section(&text.folder);
    }
    for taxonomy in &config.taxonomies {
        for term in fields.list(&[taxonomy, singular(taxonomy)]) {
            labels.note_topic(taxonomy, &term);
        }
    }
}

/// The records of a text: pictures that are its own (by path, and name beside it) or that it is the first to show,
/// then itself.
pub(super) fn records(
    reading: &Reading<'_>,
    gallery: &mut Gallery,
    mut fields: Fields,
    body: &str,
    own: &[(String, String)],
) -> Vec<Record> {
    let mut records = Vec::new();
    let key = reading.about.key;
    let date = reading.date(&mut fields);
    let mut item = reading.words(&mut fields);
    reading.state(&mut item, &mut fields, date.as_deref());
    reading.place(&mut item, &mut fields);
    let place = reading.address(&mut item, &mut fields, date.as_deref());
    records.extend(own.iter().map(|(path, name)| gallery.file(&beside(&place, name), path)));
    let away = fields.text(&["redirectto", "redirect_to"]);
    if let Some(to) = away.as_ref().filter(|_| body.trim().is_empty()) {
        records.extend(reading.redirects(&item, to));
        return records;
    }
    if let Some(to) = away {
        fields.put("redirectto", to.into());
    }
    if item.headline.is_empty() {
        reading.remarks.carried(&reading.about, "it has no title", "it is carried without a headline");
    }
    item.lead_picture = reading.lead_picture(&place, &mut fields, gallery, &mut records);
    item.seo.title = fields.text(&["seo_title", "meta_title"]);
    item.seo.description = fields.text(&["seo_description", "meta_description"]);
    item.canonical = fields.text(&["canonical_url", "canonical", "canonicalurl"]).filter(|a| a.contains("://"));
    records.extend(reading.shown(gallery, &place, body));
    item.playback = playing::playback(item.item_kind, &mut fields);
    records.extend(playing::files(item.playback.as_ref(), &fields, gallery));
    item.body = reading.body(body);
    ["menu", "menus"].into_iter().for_each(|name| drop(fields.take(name)));
    let matter = reading.matter(item, fields);
    records.push(Record::new(key, matter));
    records
}

impl Reading<'_> {
    /// What it says over its text.
    fn words(&self, fields: &mut Fields) -> Item {
        const STANDFIRST: [&str; 6] = ["summary", "standfirst", "description", "excerpt", "deck", "subtitle"];
        Item {
            headline: fields.text(&["title"]).map(|t| plain(&t)).unwrap_or_default(),
            standfirst: fields.text(&STANDFIRST).map(|t| plain(&t)).and_then(said),
            language: fields.text(&["lang", "language"]).or_else(|| self.text.language.clone()),
            position: fields.number("weight"),
            featured: fields.flag("featured").or_else(|| fields.flag("sticky")).unwrap_or_default(),
            ..Item::default()
        }
    }

    /// The records of pictures that the text is the first to show.
    fn shown(&self, gallery: &mut Gallery, place: &str, body: &str) -> Vec<Record> {
        let shown: Vec<String> = match self.text.markup {
            Markup::Html => in_html(body).collect(),
            Markup::Markdown => in_markdown(body).collect(),
        };
        let mut records: Vec<Record> =
            shown.iter().filter_map(|picture| gallery.shown(&beside(place, picture))).collect();
        for named in in_short_codes(body) {
            let own = named.starts_with('/') || named.contains("://");
            records.extend(if own { gallery.shown(&named) } else { gallery.named(&named).record });
        }
        records
    }

    /// The date as written.
    fn date(&self, fields: &mut Fields) -> Option<String> {
        fields
            .text(&["publishdate", "pubdate", "published_at"])
            .or_else(|| fields.text(&["date"]))
            .or_else(|| self.text.date.clone())
    }

    fn state(&self, item: &mut Item, fields: &mut Fields, date: Option<&str>) {
        let at = date.and_then(|date| self.times.read(date));
        item.updated_at =
            fields.text(&["lastmod", "last_modified_at", "updated", "modified"]).and_then(|t| self.times.read(&t));
        let hidden = fields.flag("draft").unwrap_or(self.text.draft) || fields.flag("published") == Some(false);
        item.item_kind = match fields.peek("type").as_deref() {
            Some("page") => ItemKind::Page,
            Some("video") => ItemKind::Video,
            Some("podcast" | "episode") => ItemKind::Podcast,
            _ if date.is_none() && !self.text.post && !self.text.draft => ItemKind::Page,
            _ => ItemKind::Article,
        };
        if hidden {
            item.workflow_state = Some("draft".to_owned());
            item.created_at = at;
        } else {
            item.publication_state = PublicationState::Published;
            item.published_at = at;
        }
        if at.is_none() && item.item_kind != ItemKind::Page && !hidden {
            let what = format!("its date, {:?}, cannot be read", date.unwrap_or_default());
            self.remarks.carried(&self.about, what, "it is carried without one");
        }
        if let Some(end) = fields.peek("expirydate") {
            let what = format!("it was to be taken down on {end}");
            self.remarks.carried(&self.about, what, "it is carried and stays; the date is kept among its fields");
        }
    }

    fn place(&self, item: &mut Item, fields: &mut Fields) {
        if self.config.system == System::Jekyll {
            let sections = categories(self.text, fields);
            item.sections = sections.iter().map(|name| format!("section:{name}")).collect();
        } else {
            item.sections = self.labels.section_of(&self.text.folder).into_iter().collect();
        }
        for taxonomy in self.config.taxonomies.iter().filter(|taxonomy| *taxonomy != "authors") {
            for term in fields.list(&[taxonomy, singular(taxonomy)]) {
                let key = topic_key(taxonomy, &term);
                if !word(&term).is_empty() && !item.topics.contains(&key) {
                    item.topics.push(key);
                }
            }
        }
    }

    fn bylines(&self, fields: &mut Fields) -> Vec<Byline> {
        let names = authors(fields).into_iter().filter(|name| self.labels.has_person(name) || !word(name).is_empty());
        names.map(|name| Byline { person: Some(person_key(&name)), ..Byline::default() }).collect()
    }

    /// Sets the text's address and its old ones. Gives the address that it has, or would have if it were published.
    fn address(&self, item: &mut Item, fields: &mut Fields, date: Option<&str>) -> String {
        item.bylines = self.bylines(fields);
        item.slug = fields.text(&["slug"]).or_else(|| Some(self.text.name.clone()));
        let slug = item.slug.clone().unwrap_or_default();
        let told = fields.text(&["url", "permalink"]);
        let written = date.and_then(as_written);
        let title = word(&item.headline);
        let fill = |name: &str| match name {
            "slug" | "title" if name == "title" && self.config.system == System::Hugo && !title.is_empty() => {
                Some(title.clone())
            }
            "slug" | "title" | "slugorfilename" | "slugorcontentbasename" => Some(slug.clone()),
            "filename" | "contentbasename" | "basename" | "name" => Some(self.text.name.clone()),
            "section" | "sections" | "collection" | "path" => Some(self.text.folder.clone()),
            "categories" => {
                Some(item.sections.iter().map(|s| s.trim_start_matches("section:")).collect::<Vec<_>>().join("/"))
            }
            "output_ext" => Some(".html".to_owned()),
            _ => None,
        };
        let made = match told {
            Some(told) if told.contains(':') && !told.contains("://") => permalink::address_on(&told, written, fill),
            Some(told) => self.home.local(&told),
            None => self.pattern(item.item_kind, written).and_then(|p| permalink::address_on(&p, written, fill)),
        };
        let place = made.unwrap_or_else(|| from_root(&format!("{}/{slug}/", self.text.folder)));
        if item.publication_state == PublicationState::Published {
            item.address = Some(place.clone());
        }
        item.old_addresses = fields
            .list(&["aliases", "redirect_from"])
            .iter()
            .filter_map(|alias| {
                let alias = alias.trim();
                let relative = !alias.starts_with('/') && !alias.contains("://");
                let whole = if relative { format!("/{}/{alias}", self.text.folder) } else { alias.to_owned() };
                self.home.local(&whole)
            })
            .filter(|alias| *alias != place)
            .collect();
        place
    }

    /// The pattern of the text's address; none for its path.
    fn pattern(&self, kind: ItemKind, date: Option<DateTime>) -> Option<String> {
        let top = self.text.folder.split('/').next().unwrap_or_default();
        let own = self.config.permalinks.get(top).filter(|_| !top.is_empty());
        let all = self.config.permalinks.get("").filter(|_| date.is_some() && kind != ItemKind::Page);
        let by_itself = "/:categories/:year/:month/:day/:title.html".to_owned();
        let jekyll = (self.config.system == System::Jekyll && self.text.post).then_some(&by_itself);
        own.or(all).or(jekyll).cloned()
    }

    fn lead_picture(
        &self,
        place: &str,
        fields: &mut Fields,
        gallery: &mut Gallery,
        records: &mut Vec<Record>,
    ) -> Option<LeadPicture> {
        const NAMES: [&str; 8] =
            ["featured_image", "image", "cover", "thumbnail", "primary_image", "images", "hero", "picture"];
        let name = NAMES.into_iter().find(|name| fields.has(name))?;
        let value = fields.take(name)?;
        let mut told = match &value {
            serde_json::Value::Object(map) => Fields::new(map.clone()),
            serde_json::Value::Array(values) => match values.first() {
                Some(serde_json::Value::Object(map)) => Fields::new(map.clone()),
                Some(first) => Fields::new([("src".to_owned(), first.clone())].into_iter().collect()),
                None => return None,
            },
            _ => Fields::new([("src".to_owned(), value.clone())].into_iter().collect()),
        };
        let address = told.text(&["src", "url", "image", "path", "uid", "file"])?;
        let shown = match address.contains(['/', '.']) {
            true => gallery.chosen(&beside(place, &address)),
            false => gallery.named(&address),
        };
        records.extend(shown.record);
        Some(LeadPicture {
            media: shown.key,
            alt: told.text(&["alt"]),
            caption: told.text(&["caption", "credit"]),
            ..LeadPicture::default()
        })
    }

    fn redirects(&self, item: &Item, to: &str) -> Vec<Record> {
        let to = self.home.local(to).unwrap_or_else(|| to.to_owned());
        let from = item.address.iter().chain(&item.old_addresses).filter(|from| **from != to);
        from.map(|from| {
            let to = Some(Target::Address(to.clone()));
            Record::new(
                format!("redirect:{from}"),
                Redirect { from: from.clone(), to, status: 301, extra: intake::Map::new() },
            )
        })
        .collect()
    }

    fn body(&self, body: &str) -> Option<Body> {
        let text = crate::sources::text::clean(body.trim().to_owned());
        if text.is_empty() {
            return None;
        }
        let dialect = if self.config.system == System::Jekyll { Dialect::Jekyll } else { Dialect::Hugo };
        Some(match self.text.markup {
            Markup::Html => Body::Html { dialect, text },
            Markup::Markdown => Body::Markdown { dialect, text },
        })
    }

    fn matter(&self, mut item: Item, mut fields: Fields) -> Matter {
        let sort = fields.peek("type").unwrap_or_default();
        let top = self.text.folder.split('/').next().unwrap_or_default();
        let is_event = |name: &str| matches!(name, "event" | "events" | "webinar" | "webinars");
        if !(is_event(&sort) || is_event(top)) || item.item_kind == ItemKind::Page {
            item.fields = fields.rest();
            return item.into();
        }
        item.item_kind = ItemKind::Event;
        let time = |text: Option<String>| text.and_then(|text| self.times.read(&text));
        let starts =
            time(fields.text(&["event_start", "start_date", "start"])).or(item.published_at).or(item.created_at);
        Event {
            starts_at: starts,
            ends_at: time(fields.text(&["event_end", "end_date", "end"])),
            time_zone: fields.text(&["time_zone", "timezone"]),
            venue: fields.text(&["venue_name", "location"]),
            registration: fields.text(&["registration_url", "registration"]),
            recording: fields.peek("youtube_id").map(|id| format!("https://www.youtube.com/watch?v={id}")),
            item: Item { fields: fields.rest(), ..item },
        }
        .into()
    }
}

/// A date as its own clock reckons it, without its zone; at least the day, of a time that is written oddly.
fn as_written(date: &str) -> Option<DateTime> {
    date.get(..19).and_then(civil).or_else(|| civil(date.get(..10).unwrap_or(date)))
}

/// The address of a picture that stands beside the text that shows it.
fn beside(place: &str, picture: &str) -> String {
    if picture.starts_with('/') || picture.contains("://") {
        return picture.to_owned();
    }
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{}", picture.trim_start_matches("./"))
}

fn singular(taxonomy: &str) -> &str {
    match taxonomy {
        "categories" => "category",
        "series" => "serie",
        other => other.strip_suffix('s').unwrap_or(other),
    }
}
