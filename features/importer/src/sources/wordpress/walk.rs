//! Going through the files of an export entry by entry, as often as it takes.

use std::path::Path;

use super::raw::{Depth, Entry};
use super::space::Space;
use super::xml::{Stop, Tag, Xml};
use crate::sources::files::Files;
use crate::sources::stream::unpacked;
use crate::sources::{Error, Limits};

/// One file of an export, by its name within the folder.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub name: String,
}

/// What stands in the channel of an export.
pub(super) enum Found {
    /// An `<item>`, whole.
    Entry(Box<Entry>),
    /// Any other element, whose start was read; the taker reads or skips the rest.
    Head(Tag),
}

/// Goes through one file.
pub(super) struct Walk {
    pub xml: Xml,
    depth: Depth,
    inside: bool,
}

impl Walk {
    pub fn open(files: &Files, part: &Part, limits: &Limits, depth: Depth) -> Result<Self, Error> {
        let path = Path::new(&part.name);
        let bytes = unpacked(files.stream(&part.name)?, limits.unpacked).map_err(|e| Error::io(path, e))?;
        Ok(Self { xml: Xml::new(bytes, limits.record).map_err(|e| Error::io(path, e))?, depth, inside: false })
    }

    /// The next thing in the channel; none at the end of the file.
    pub fn next(&mut self) -> Result<Option<Found>, Stop> {
        loop {
            self.xml.begin_record();
            let Some(tag) = self.xml.child()? else {
                // The end of the channel, then of the document, then of the file.
                if !std::mem::take(&mut self.inside) {
                    return Ok(None);
                }
                continue;
            };
            if tag.space != Space::Rss || !matches!(tag.name.as_str(), "rss" | "channel" | "item") {
                if !self.inside {
                    self.xml.skip()?;
                    continue;
                }
                return Ok(Some(Found::Head(tag)));
            }
            if tag.name != "item" {
                self.inside |= tag.name == "channel";
                continue;
            }
            let entry = Entry::read(&mut self.xml, self.depth)?;
            return Ok(Some(Found::Entry(Box::new(entry))));
        }
    }

    /// The next entry, whatever else stands between.
    pub fn entry(&mut self) -> Result<Option<Box<Entry>>, Stop> {
        loop {
            match self.next()? {
                Some(Found::Entry(entry)) => return Ok(Some(entry)),
                Some(Found::Head(_)) => self.xml.skip()?,
                None => return Ok(None),
            }
        }
    }
}
