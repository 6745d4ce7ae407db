//! The first going-through: what has to be known before the first record can be given, and no more. Bodies and
//! comments are passed over; of entries only numbers are kept.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::galleries::Galleries;
use super::menus::Menus;
use super::people::People;
use super::raw::{Depth, Entry, short};
use super::sort::{Sort, sort};
use super::space::Space;
use super::terms::Terms;
use super::walk::{Found, Part, Walk};
use super::xml::{Stop, Tag};
use crate::sources::files::Files;
use crate::sources::remark::About;
use crate::sources::text::plain;
use crate::sources::{Error, Limits, Remarks, times};

/// What the export says of the publication as a whole.
#[derive(Debug, Default)]
pub(super) struct Channel {
    pub title: String,
    pub link: String,
    pub description: String,
    pub language: String,
    pub base_site: String,
    pub base_blog: String,
}

/// What the first going-through found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub channel: Channel,
    pub people: People,
    pub terms: Terms,
    pub menus: Menus,
    pub galleries: Galleries,
    /// The ids of attachments that are there.
    pub media: HashSet<u64>,
    /// The ids of entries that are there.
    pub entries: HashSet<u64>,
    /// The addresses of published entries, as hashes, with the id of whose each is.
    addresses: BTreeMap<u64, u64>,
    /// How often local time was so many seconds ahead of UTC.
    offsets: BTreeMap<i64, u64>,
    pub media_count: u64,
    pub item_count: u64,
    pub comment_count: u64,
    version: String,
}

impl Survey {
    /// Goes through every part.
    ///
    /// # Errors
    /// When a part is no export, or exceeds a limit.
    pub fn of(files: &Files, parts: &[Part], limits: &Limits, remarks: &Remarks) -> Result<Self, Error> {
        let mut survey = Self::default();
        for part in parts {
            let mut walk = Walk::open(files, part, limits, Depth::Survey)?;
            survey.version.clear();
            let end = survey.go(&mut walk, part, remarks);
            survey.close(&walk, part, end, files.path(), remarks)?;
        }
        survey.people.settle(remarks);
        Ok(survey)
    }

    fn go(&mut self, walk: &mut Walk, part: &Part, remarks: &Remarks) -> Result<(), Stop> {
        while let Some(found) = walk.next()? {
            match found {
                Found::Head(tag) => self.take_head(walk, &tag, part, remarks)?,
                Found::Entry(entry) => self.take_entry(&entry, part, remarks),
            }
        }
        Ok(())
    }

    fn take_head(&mut self, walk: &mut Walk, tag: &Tag, part: &Part, remarks: &Remarks) -> Result<(), Stop> {
        let xml = &mut walk.xml;
        let into = match (tag.space, tag.name.as_str()) {
            (Space::Wp, "author") => return self.people.declare(xml),
            (Space::Wp, "category" | "tag" | "term") => {
                return self.terms.declare(xml, tag, &part.name, remarks);
            }
            (Space::Wp, "wxr_version") => &mut self.version,
            (Space::Wp, "base_site_url") => &mut self.channel.base_site,
            (Space::Wp, "base_blog_url") => &mut self.channel.base_blog,
            (Space::Rss, "title") => &mut self.channel.title,
            (Space::Rss, "link") => &mut self.channel.link,
            (Space::Rss, "description") => &mut self.channel.description,
            (Space::Rss, "language") => &mut self.channel.language,
            _ => return xml.skip(),
        };
        let text = short(xml)?;
        if into.is_empty() {
            *into = text;
        }
        Ok(())
    }

    fn take_entry(&mut self, entry: &Entry, part: &Part, remarks: &Remarks) {
        self.comment_count += entry.comment_count;
        let twice = entry.id != 0 && !self.entries.insert(entry.id);
        if twice {
            // Said when it comes to giving records.
            self.comment_count -= entry.comment_count;
            return;
        }
        if let Some(ahead) = ahead(entry) {
            *self.offsets.entry(ahead).or_default() += 1;
        }
        match sort(entry) {
            Sort::Guest => self.people.take_guest(entry),
            Sort::Menu => {
                if !self.menus.take(entry, &part.name) {
                    remarks.left(
                        &About::line(&part.name, entry.line),
                        format!("the menu entry {:?} belongs to no menu", plain(&entry.title)),
                        "it is not carried",
                    );
                }
            }
            Sort::Media => {
                self.media.insert(entry.id);
                self.media_count += 1;
                self.galleries.take(entry);
            }
            Sort::Bookkeeping => {}
            Sort::Item(_) | Sort::Event | Sort::Other => {
                self.item_count += 1;
                self.people.note(entry, &part.name);
                for term in known_terms(entry) {
                    self.terms.note(term, &part.name, entry.line);
                }
                if entry.status == "publish" {
                    self.addresses.entry(hash(&entry.link)).or_insert(entry.id);
                }
            }
        }
    }

    /// Says what the file's end, or what stopped the reading, means.
    fn close(
        &self,
        walk: &Walk,
        part: &Part,
        end: Result<(), Stop>,
        path: &Path,
        remarks: &Remarks,
    ) -> Result<(), Error> {
        let path = if part.name.is_empty() { path.to_owned() } else { path.join(&part.name) };
        let about = About::file(&part.name);
        match end {
            Err(Stop::Refused { line, why }) => {
                return Err(Error::refused(&path, format!("line {line}: {why}")));
            }
            Err(Stop::Io(cause)) => return Err(Error::io(&path, cause)),
            _ if self.version.is_empty() => {
                return Err(Error::not(
                    &path,
                    "it is no WordPress export: it has no WXR version (<wp:wxr_version>); \
                     export it again under Tools → Export",
                ));
            }
            Err(Stop::Damaged { line, why }) => remarks.left(
                &About::line(&part.name, line),
                format!("the file is damaged here: {why}"),
                "every entry that is whole before this line is carried, nothing after it",
            ),
            Ok(()) => {}
        }
        if !matches!(self.version.as_str(), "1.0" | "1.1" | "1.2") {
            let what = format!("its WXR version is {:?}; 1.0, 1.1 and 1.2 are known", self.version);
            remarks.carried(&about, what, "it is read as 1.2");
        }
        remark_text(walk, &about, remarks);
        Ok(())
    }

    /// Whether another entry has this entry's address.
    pub fn address_taken(&self, entry: &Entry) -> bool {
        self.addresses.get(&hash(&entry.link)).is_some_and(|id| *id != entry.id)
    }

    /// By how much local time was ahead of UTC, most of the time; in seconds.
    pub fn offset(&self) -> Option<i32> {
        let (ahead, _) = self.offsets.iter().max_by_key(|(_, times)| **times)?;
        i32::try_from(*ahead).ok()
    }
}

fn remark_text(walk: &Walk, about: &About<'_>, remarks: &Remarks) {
    let text = walk.xml.text_below();
    if let Some(unknown) = text.unknown() {
        let what = format!("it claims the encoding {unknown:?}, which nobody knows");
        remarks.carried(about, what, format!("it is read as {}", text.encoding()));
    } else if text.encoding() != "UTF-8" {
        let what = format!("it is written in {}", text.encoding());
        remarks.carried(about, what, "it is converted to UTF-8");
    }
    if text.mended() > 0 {
        let what = format!("{} places are not {}", text.mended(), text.encoding());
        let how = if text.encoding() == "UTF-8" { "windows-1252" } else { "the replacement sign" };
        remarks.carried(about, what, format!("they are read as {how}"));
    }
    if walk.xml.declares_types {
        let what = "it has a document type declaration";
        remarks.carried(about, what, "nothing that it declares is expanded or fetched");
    }
    if walk.xml.unknown_names > 0 {
        let what = format!("{} names of characters (&name;) are unknown", walk.xml.unknown_names);
        remarks.carried(about, what, "they stay as written");
    }
}

/// An entry's terms that mean something: exports of the first version write each twice, once without its slug.
pub(super) fn known_terms(entry: &Entry) -> impl Iterator<Item = &super::raw::TermRef> {
    let slugs = entry.terms.iter().any(|term| !term.slug.is_empty());
    entry.terms.iter().filter(move |term| !slugs || !term.slug.is_empty())
}

fn ahead(entry: &Entry) -> Option<i64> {
    let local = times::civil(&entry.date)?;
    let utc = times::civil(&entry.date_gmt)?;
    let seconds = local.duration_since(utc).as_secs();
    // Zones stand on quarters of an hour; anything else is a date that was typed.
    (seconds % 900 == 0 && seconds.abs() <= 15 * 3600).then_some(seconds)
}

fn hash(address: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    address.trim_end_matches('/').hash(&mut hasher);
    hasher.finish()
}
