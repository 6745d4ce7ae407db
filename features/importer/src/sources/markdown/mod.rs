//! Folders of Markdown, as Hugo and Jekyll keep them: who and what is named first, then pictures, then texts.

mod config;
mod fields;
mod front;
mod item;
mod labels;
mod layout;
mod menus;
mod playing;

use std::collections::{HashSet, VecDeque};
use std::path::Path;

use intake::{Header, Map, Media, Record, Redirect, Site, Target};
use serde_json::Value;

use self::config::Config;
use self::fields::Fields;
use self::labels::Labels;
use self::layout::{Role, Text};
use self::menus::Menus;
use super::files::Files;
use super::gallery::{Gallery, whole_size};
use super::ready::{Ready, Steps};
use super::remark::{About, Place};
use super::text::file_name;
use super::times::Times;
use super::web::{Home, base, host};
use super::{Error, Limits, Options, Remarks, Source};

/// A folder of texts.
pub struct Markdown {
    header: Header,
    files: Files,
    limits: Limits,
    config: Config,
    labels: Labels,
    menus: Menus,
    home: Home,
    times: Times,
    gallery: Gallery,
    remarks: Remarks,
    texts: VecDeque<(String, Text)>,
    ready: Ready,
    expected: u64,
}

impl Markdown {
    /// Surveys the folder.
    ///
    /// # Errors
    /// When it cannot be read, holds no text, or exceeds a limit.
    pub fn open(path: &Path, options: Options, remarks: Remarks) -> Result<Self, Error> {
        let files = Files::open(path, &options.limits, &remarks)?;
        let root = root(&files);
        let config = Config::read(&files, &root, &options, &remarks)?;
        let base = config.base.as_deref().and_then(base);
        let home = Home::of(base.as_deref());
        let zone = config.time_zone.as_deref().and_then(Times::zone);
        let source = options.source.clone().or_else(|| base.as_deref().and_then(host));
        let mut markdown = Self {
            header: Header::new(source.unwrap_or_else(|| "markdown".to_owned()), base.clone()),
            files,
            limits: options.limits,
            config,
            labels: Labels::default(),
            menus: Menus::default(),
            times: Times::new(zone.unwrap_or(jiff::tz::TimeZone::UTC)),
            gallery: Gallery::new(home.clone(), base),
            home,
            remarks,
            texts: VecDeque::new(),
            ready: Ready::default(),
            expected: 0,
        };
        for menus in std::mem::take(&mut markdown.config.menus) {
            markdown.menus.take(&menus);
        }
        markdown.survey(&root)?;
        if markdown.texts.is_empty() {
            return Err(Error::not(path, "there is no text (*.md) in it"));
        }
        Ok(markdown)
    }

    fn survey(&mut self, root: &str) -> Result<(), Error> {
        let names: Vec<String> = self.files.below(root).map(str::to_owned).collect();
        let mut media = Vec::new();
        let mut redirects = Vec::new();
        for name in names {
            match self.config.role(root, &name) {
                Role::Nothing => {}
                Role::Media(address) => media.push((name, address)),
                Role::Text(text) => {
                    let fields = self.front(&name)?;
                    self.menus.note_page(&text.path, &fields);
                    item::survey(&self.config, &mut self.labels, &text, fields);
                    self.texts.push_back((name, text));
                }
                Role::Section(path) if path.is_empty() => {}
                Role::Section(path) => {
                    let fields = self.front(&name)?;
                    self.menus.note_section(&path, &fields);
                    self.labels.describe_section(&path, fields, &self.home);
                }
                Role::Term(taxonomy, term) => {
                    let fields = self.front(&name)?;
                    self.labels.describe_topic(&taxonomy, &term, fields, &self.home);
                }
                Role::Taxonomy(taxonomy) => {
                    let fields = self.front(&name)?;
                    redirects.extend(self.away(&taxonomy, fields));
                }
                Role::Author(author) => {
                    let fields = self.described(&name)?;
                    let slug = fields.peek("slug").unwrap_or(author);
                    self.labels.describe_person(&slug, fields, &self.home);
                }
                Role::Authors => self.authors(&name)?,
            }
        }
        self.expected = 1 + self.labels.len() as u64 + (media.len() + redirects.len() + self.texts.len()) as u64;
        let bundles: HashSet<&str> = self
            .texts
            .iter()
            .filter(|(_, text)| text.bundle)
            .filter_map(|(name, _)| Some(name.rsplit_once('/')?.0))
            .collect();
        let own = |name: &str| name.match_indices('/').any(|(at, _)| bundles.contains(&name[..at]));
        media.retain(|(name, _)| !own(name));
        self.prepare(media, redirects);
        Ok(())
    }

    /// Site, pictures, and what texts refer to.
    fn prepare(&mut self, media: Vec<(String, String)>, redirects: Vec<Record>) {
        let site = Site {
            name: self.config.title.clone(),
            tagline: self.config.tagline.clone(),
            address: self.header.base.clone(),
            language: self.config.language.clone(),
            time_zone: self.config.time_zone.clone(),
            ..Site::default()
        };
        self.ready.push(Record::new("site", site));
        let mut keys: HashSet<String> = media.iter().map(|(_, address)| format!("media:{address}")).collect();
        for (path, address) in media {
            self.gallery.know(&address);
            // Texts may show a picture in its whole size, of which only a smaller rendition is there.
            let whole = format!("media:{}", whole_size(&address));
            let key = if keys.insert(whole.clone()) { whole } else { format!("media:{address}") };
            let full = self.header.base.as_ref().map(|base| format!("{base}{address}"));
            let record = Media {
                file: file_name(&address).to_owned(),
                addresses: full.into_iter().chain([address.clone()]).collect(),
                path: Some(path),
                ..Media::default()
            };
            self.ready.push(Record::new(key, record));
        }
        self.ready.extend(self.labels.records(&mut self.gallery));
        self.ready.extend(redirects);
    }

    /// A file's front matter; empty, with a remark made when the text itself is read, if it is none.
    fn front(&self, name: &str) -> Result<Fields, Error> {
        let bytes = self.files.bytes(name, self.limits.record as u64)?;
        Ok(Fields::new(front::part(&String::from_utf8_lossy(&bytes)).front))
    }

    /// What a page of front matter, or a file of data, says.
    fn described(&self, name: &str) -> Result<Fields, Error> {
        let bytes = self.files.bytes(name, self.limits.record as u64)?;
        let text = String::from_utf8_lossy(&bytes);
        let Some(read) = front::data(name, &text) else {
            return self.front(name);
        };
        Ok(Fields::new(read.unwrap_or_else(|why| {
            self.unread(name, &why);
            Map::new()
        })))
    }

    fn authors(&mut self, name: &str) -> Result<(), Error> {
        for (author, value) in self.described(name)?.rest() {
            if let Value::Object(map) = value {
                self.labels.describe_person(&author, Fields::new(map), &self.home);
            }
        }
        Ok(())
    }

    fn unread(&self, name: &str, why: &str) {
        self.remarks.left(&About::file(name), format!("it could not be read: {why}"), "what it says is not carried");
    }

    /// The old addresses of a taxonomy's own page lead to where it leads.
    fn away(&self, taxonomy: &str, mut fields: Fields) -> Vec<Record> {
        let to = fields.text(&["redirectto", "redirect_to"]).unwrap_or_else(|| format!("/{taxonomy}/"));
        let to = self.home.local(&to).unwrap_or(to);
        let aliases = fields.list(&["aliases"]);
        let from = aliases.iter().filter_map(|alias| self.home.local(alias)).filter(|from| *from != to);
        from.map(|from| {
            let redirect =
                Redirect { from: from.clone(), to: Some(Target::Address(to.clone())), status: 301, extra: Map::new() };
            Record::new(format!("redirect:{from}"), redirect)
        })
        .collect()
    }

    fn take(&mut self, name: &str, text: &Text) -> Result<(), Error> {
        let key = format!("post:{}", text.path);
        let about = About::record("item", &key, Place::file(name));
        let bytes = self.files.bytes(name, self.limits.record as u64)?;
        let file = match std::str::from_utf8(&bytes) {
            Ok(file) => std::borrow::Cow::Borrowed(file),
            Err(_) => {
                self.remarks.carried(&about, "it is not UTF-8", "it is read as windows-1252");
                encoding_rs::WINDOWS_1252.decode(&bytes).0
            }
        };
        let parted = front::part(&file);
        if let Some(why) = &parted.wrong {
            let what = format!("its front matter could not be read: {why}");
            self.remarks.left(&about, what, "the text is not carried");
            return Ok(());
        }
        if let Some(name) = front::twice(&file) {
            self.remarks.carried(&about, format!("its front matter says {name:?} twice"), "the last stands");
        }
        let reading = item::Reading {
            config: &self.config,
            labels: &self.labels,
            home: &self.home,
            times: &self.times,
            remarks: &self.remarks,
            about,
            text,
        };
        let own = if text.bundle { bundled(&self.files, &self.config, name) } else { Vec::new() };
        let records = item::records(&reading, &mut self.gallery, Fields::new(parted.front), parted.text, &own);
        self.ready.extend(records);
        Ok(())
    }
}

impl Steps for Markdown {
    fn ready(&mut self) -> &mut Ready {
        &mut self.ready
    }

    fn advance(&mut self) -> Result<bool, Error> {
        match self.texts.pop_front() {
            Some((name, text)) => self.take(&name, &text).map(|()| true),
            None => {
                // After the pages that they lead to.
                let records = self.menus.records(&self.labels, &self.home, &self.remarks);
                let some = !records.is_empty();
                self.ready.extend(records);
                Ok(some)
            }
        }
    }
}

impl Source for Markdown {
    fn header(&self) -> &Header {
        &self.header
    }

    fn next(&mut self) -> Result<Option<Record>, Error> {
        self.give()
    }

    fn position(&self) -> u64 {
        self.ready.given()
    }

    fn expected(&self) -> Option<u64> {
        Some(self.expected)
    }
}

/// The pictures of a page that has a folder to itself: their paths, and their names beside the page.
fn bundled(files: &Files, config: &Config, page: &str) -> Vec<(String, String)> {
    let Some((folder, _)) = page.rsplit_once('/') else {
        return Vec::new();
    };
    let prefix = format!("{folder}/");
    let pictures = files.below(&prefix).filter(|name| matches!(config.role("", name), Role::Media(_)));
    pictures.map(|name| (name.to_owned(), name[prefix.len()..].to_owned())).collect()
}

/// The one folder that everything is in, if a packed folder has one around it, with a closing slash.
fn root(files: &Files) -> String {
    let mut names = files.names();
    let Some((top, _)) = names.next().and_then(|first| first.split_once('/')) else {
        return String::new();
    };
    let root = format!("{top}/");
    let own = matches!(top, "content" | "_posts" | "static" | "data" | "_drafts" | "posts");
    if !own && !files.path().is_dir() && names.all(|name| name.starts_with(&root)) { root } else { String::new() }
}
