//! WordPress exports (WXR), read in several streaming passes so that a file of any size takes the same memory: a survey
//! of who and what there is, then pictures, then entries with their comments, and menus at the end.

mod addresses;
mod comments;
mod event;
mod galleries;
mod item;
mod media;
mod menus;
mod people;
mod playback;
mod raw;
mod reading;
mod seo;
mod sort;
mod space;
mod survey;
mod terms;
mod walk;
mod xml;

use std::collections::HashSet;
use std::path::Path;

use intake::{Header, Record, Site};

use self::raw::{Depth, Entry};
use self::reading::{House, key as key_of};
use self::sort::{Sort, sort};
use self::survey::Survey;
use self::walk::{Part, Walk};
use self::xml::Stop;
use super::files::Files;
use super::gallery::{Gallery, in_html};
use super::ready::{Ready, Steps};
use super::remark::{About, Place};
use super::text::{plain, said};
use super::times::Times;
use super::web::{Home, base, host};
use super::{Error, Limits, Options, Remarks, Source};

pub use self::terms::Declared;

/// A WordPress export: a file, a packed one, or a folder or zip of several, taken in the order of their names.
pub struct Wordpress {
    header: Header,
    files: Files,
    parts: Vec<Part>,
    limits: Limits,
    house: House,
    phase: Phase,
    ready: Ready,
    gallery: Gallery,
    seen: HashSet<u64>,
    expected: u64,
}

/// How far the reading is.
enum Phase {
    Media(Pass),
    Labels,
    Entries(Pass),
    Menus,
    Done,
}

/// A going-through of all parts.
#[derive(Default)]
struct Pass {
    part: usize,
    walk: Option<Walk>,
}

impl Wordpress {
    /// Surveys the export.
    ///
    /// # Errors
    /// When it cannot be read, is none, says no WXR version, or exceeds a limit.
    pub fn open(path: &Path, options: Options, remarks: Remarks) -> Result<Self, Error> {
        let files = Files::open(path, &options.limits, &remarks)?;
        let parts = parts(&files);
        if parts.is_empty() {
            return Err(Error::not(path, "there is no export (*.xml, *.xml.gz) in it"));
        }
        let survey = Survey::of(&files, &parts, &options.limits, &remarks)?;
        let channel = &survey.channel;
        let addresses = [&channel.base_blog, &channel.link, &channel.base_site];
        let told = options.base.as_deref();
        let base = told.into_iter().chain(addresses.iter().map(|a| a.as_str())).find_map(base);
        let home = Home::of(addresses.iter().map(|a| a.as_str()).chain(told));
        let root = base.as_deref().map(path_of).unwrap_or_default();
        let source = options.source.or_else(|| base.as_deref().and_then(host));
        let header = Header::new(source.unwrap_or_else(|| "wordpress".to_owned()), base);
        let times = Times::new(zone(&options.time_zone, &survey, &parts, &remarks));
        let gallery = Gallery::new(home.clone(), header.base.clone());
        let house = House { survey, home, times, remarks, root };
        let site = Record::new("site", site(&house, &header, options.time_zone));
        Ok(Self {
            expected: expected(&house.survey),
            header,
            files,
            parts,
            limits: options.limits,
            house,
            phase: Phase::Media(Pass::default()),
            ready: Ready::of(site),
            seen: HashSet::new(),
            gallery,
        })
    }

    /// How many categories, tags and terms the export declares.
    pub fn declared(&self) -> Declared {
        self.house.survey.terms.declared
    }

    /// How many authors the export declares.
    pub fn declared_authors(&self) -> u64 {
        self.house.survey.people.declared
    }

    fn take_media(&mut self, part: &str, entry: &Entry) {
        if sort(entry) == Sort::Media && self.is_first(entry) {
            let key = key_of(entry);
            for address in [&entry.attachment_url, &entry.guid] {
                self.gallery.know(address);
            }
            self.ready.push(media::record(&self.house, entry, part, key));
        }
    }

    fn take_entry(&mut self, part: &str, mut entry: Entry) {
        let sort = sort(&entry);
        let key = key_of(&entry);
        let kind = match sort {
            Sort::Media => "media",
            Sort::Menu => "menu",
            Sort::Guest => "person",
            _ => "item",
        };
        let about = About::record(kind, &key, Place::line(part, entry.line));
        if !self.is_first(&entry) {
            let what = format!("an entry of the number {} stood before", entry.id);
            self.house.remarks.left(&about, what, "that one is carried, this one is not");
            return;
        }
        let comments = std::mem::take(&mut entry.comments);
        match sort {
            Sort::Item(_) | Sort::Event | Sort::Other => {
                let shown = in_html(&entry.content);
                let shown = shown.filter_map(|address| self.gallery.shown(&address));
                self.ready.extend(shown);
                let record = item::record(&self.house, entry, sort, part, key.clone());
                self.ready.push(record);
            }
            Sort::Bookkeeping => {
                let what = format!("it is a {}, which WordPress keeps for itself", entry.post_type);
                self.house.remarks.left(&about, what, "it is not carried");
            }
            Sort::Media | Sort::Menu | Sort::Guest => {}
        }
        self.ready.extend(comments::records(&self.house, &key, comments, part));
    }

    fn is_first(&mut self, entry: &Entry) -> bool {
        entry.id == 0 || self.seen.insert(entry.id)
    }
}

impl Steps for Wordpress {
    fn ready(&mut self) -> &mut Ready {
        &mut self.ready
    }

    fn advance(&mut self) -> Result<bool, Error> {
        match &mut self.phase {
            Phase::Media(pass) => {
                let none = self.house.survey.media_count == 0;
                match if none { None } else { pass.next(&self.files, &self.parts, &self.limits)? } {
                    Some((part, entry)) => self.take_media(&part, &entry),
                    None => self.phase = Phase::Labels,
                }
            }
            Phase::Labels => {
                self.seen.clear();
                let House { survey, root, remarks, .. } = &mut self.house;
                self.ready.extend(survey.people.records(root));
                self.ready.extend(survey.terms.records(root, remarks));
                self.phase = Phase::Entries(Pass::default());
            }
            Phase::Entries(pass) => match pass.next(&self.files, &self.parts, &self.limits)? {
                Some((part, entry)) => self.take_entry(&part, *entry),
                None => self.phase = Phase::Menus,
            },
            Phase::Menus => {
                let House { survey, home, remarks, .. } = &mut self.house;
                self.ready.extend(survey.menus.records(&survey.terms, home, remarks));
                self.phase = Phase::Done;
            }
            Phase::Done => return Ok(false),
        }
        Ok(true)
    }
}

impl Source for Wordpress {
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

impl Pass {
    /// The next entry of all parts, with the name of its part.
    fn next(&mut self, files: &Files, parts: &[Part], limits: &Limits) -> Result<Option<(String, Box<Entry>)>, Error> {
        while let Some(part) = parts.get(self.part) {
            if self.walk.is_none() {
                self.walk = Some(Walk::open(files, part, limits, Depth::Whole)?);
            }
            let found = self.walk.as_mut().map_or(Ok(None), Walk::entry);
            match found {
                Ok(Some(entry)) => return Ok(Some((part.name.clone(), entry))),
                // Damage was told by the survey, which stopped at the same place.
                Ok(None) | Err(Stop::Damaged { .. }) => {
                    self.walk = None;
                    self.part += 1;
                }
                Err(Stop::Io(cause)) => return Err(Error::io(files.path(), cause)),
                Err(Stop::Refused { line, why }) => {
                    return Err(Error::refused(files.path(), format!("line {line}: {why}")));
                }
            }
        }
        Ok(None)
    }
}

/// The files that are exports; a path that is one file is taken for one whatever its name.
fn parts(files: &Files) -> Vec<Part> {
    let is_export = |name: &str| {
        let name = name.to_ascii_lowercase();
        let hidden = name.rsplit('/').next().is_some_and(|n| n.starts_with('.')) || name.starts_with("__macosx/");
        !hidden && [".xml", ".xml.gz", ".wxr", ".wxr.gz"].iter().any(|end| name.ends_with(end))
    };
    let names = files.names().filter(|name| files.is_single() || is_export(name));
    names.map(|name| Part { name: name.to_owned() }).collect()
}

fn path_of(base: &str) -> String {
    let after = base.split_once("//").map_or(base, |(_, after)| after);
    after.find('/').map(|at| after[at..].to_owned()).unwrap_or_default()
}

fn site(house: &House, header: &Header, time_zone: Option<String>) -> Site {
    let channel = &house.survey.channel;
    Site {
        name: plain(&channel.title),
        tagline: said(plain(&channel.description)),
        address: header.base.clone(),
        language: said(channel.language.as_str()),
        time_zone,
        ..Site::default()
    }
}

/// The zone of times that name none: the one told, else the one the entries let know.
fn zone(told: &Option<String>, survey: &Survey, parts: &[Part], remarks: &Remarks) -> jiff::tz::TimeZone {
    let file = parts.first().map(|part| part.name.as_str()).unwrap_or_default();
    if let Some(name) = told {
        if let Some(zone) = Times::zone(name) {
            return zone;
        }
        let what = format!("the time zone {name:?} is unknown");
        remarks.carried(&About::file(file), what, "the zone of the entries is taken");
    }
    survey.offset().and_then(Times::ahead).unwrap_or(jiff::tz::TimeZone::UTC)
}

/// How many records there will be. Pictures of which only the texts know are not counted.
fn expected(survey: &Survey) -> u64 {
    let labels = survey.people.len() + survey.terms.len() + survey.menus.len();
    1 + labels as u64 + survey.media_count + survey.item_count + survey.comment_count
}
