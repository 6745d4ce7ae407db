//! XMP: RDF in XML. A property is an attribute or an element; its value is text, or a list with one entry a language.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use super::{Notes, Said, clean, names};
use jiff::civil::{Date, DateTime};

const DUBLIN_CORE: &[u8] = b"http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &[u8] = b"http://ns.adobe.com/photoshop/1.0/";
const IPTC_CORE: &[u8] = b"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const RIGHTS: &[u8] = b"http://ns.adobe.com/xap/1.0/rights/";
const TIFF: &[u8] = b"http://ns.adobe.com/tiff/1.0/";
const EXIF: &[u8] = b"http://ns.adobe.com/exif/1.0/";
const RDF: &[u8] = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Property {
    Description,
    Headline,
    Credit,
    Creator,
    Rights,
    UsageTerms,
    Source,
    Alt,
    DateCreated,
    Orientation,
    Latitude,
}

impl Property {
    fn named(namespace: &ResolveResult<'_>, name: &[u8]) -> Option<Self> {
        let ResolveResult::Bound(Namespace(namespace)) = namespace else {
            return None;
        };
        Some(match (*namespace, name) {
            (DUBLIN_CORE, b"description") => Self::Description,
            (DUBLIN_CORE, b"creator") => Self::Creator,
            (DUBLIN_CORE, b"rights") => Self::Rights,
            (PHOTOSHOP, b"Headline") => Self::Headline,
            (PHOTOSHOP, b"Credit") => Self::Credit,
            (PHOTOSHOP, b"Source") => Self::Source,
            (PHOTOSHOP, b"DateCreated") => Self::DateCreated,
            (RIGHTS, b"UsageTerms") => Self::UsageTerms,
            (IPTC_CORE, b"AltTextAccessibility") => Self::Alt,
            (TIFF, b"Orientation") => Self::Orientation,
            (EXIF, b"GPSLatitude") => Self::Latitude,
            _ => return None,
        })
    }
}

/// One value of a property.
#[derive(Debug)]
struct Entry {
    property: Property,
    text: String,
    default_language: bool,
}

pub(super) fn read(bytes: &[u8]) -> Said {
    let text = String::from_utf8_lossy(bytes);
    let entries = entries(text.trim_end_matches('\0'));
    let all = |property| entries.iter().filter(move |entry| entry.property == property);
    let one = |property| {
        let standard = all(property).find(|entry| entry.default_language);
        standard.or_else(|| all(property).next()).and_then(|entry| clean(&entry.text))
    };
    Said {
        notes: Notes {
            caption: one(Property::Description),
            headline: one(Property::Headline),
            credit: one(Property::Credit),
            creator: names(all(Property::Creator).map(|entry| entry.text.as_str())),
            rights: one(Property::Rights),
            usage_terms: one(Property::UsageTerms),
            source: one(Property::Source),
            alt: one(Property::Alt),
            taken_at: one(Property::DateCreated).and_then(|written| taken_at(&written)),
        },
        orientation: one(Property::Orientation).and_then(|written| written.parse().ok()),
        located: one(Property::Latitude).is_some(),
    }
}

/// Reads as far as the XML is sound; what was read before a fault counts. Entities of a document type are not expanded.
fn entries(text: &str) -> Vec<Entry> {
    let mut reader = NsReader::from_str(text);
    let mut found = Found::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => found.open(&reader, &start),
            Ok(Event::Empty(start)) => {
                found.open(&reader, &start);
                found.close();
            }
            Ok(Event::Text(text)) => found.text.push_str(&text.xml10_content().unwrap_or_default()),
            Ok(Event::CData(text)) => found.text.push_str(&text.xml10_content().unwrap_or_default()),
            Ok(Event::GeneralRef(name)) => match name.resolve_char_ref() {
                Ok(Some(character)) => found.text.push(character),
                _ => found.text.push_str(predefined(&name)),
            },
            Ok(Event::End(_)) => found.close(),
            Ok(Event::Eof) | Err(_) => return found.entries,
            Ok(_) => {}
        }
    }
}

fn predefined(name: &[u8]) -> &'static str {
    match name {
        b"amp" => "&",
        b"lt" => "<",
        b"gt" => ">",
        b"quot" => "\"",
        b"apos" => "'",
        _ => "",
    }
}

/// What the walk through the document has met.
#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    /// The property that is open, and how deep inside it the walk is.
    open: Option<(Property, usize)>,
    text: String,
    default_language: bool,
}

impl Found {
    fn open(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) {
        self.text.clear();
        let (namespace, name) = reader.resolver().resolve_element(start.name());
        if let Some((_, depth)) = &mut self.open {
            *depth += 1;
            let in_list = namespace == ResolveResult::Bound(Namespace(RDF)) && name.as_ref() == b"li";
            self.default_language = in_list && is_default_language(start);
            return;
        }
        if let Some(property) = Property::named(&namespace, name.as_ref()) {
            self.open = Some((property, 0));
            return;
        }
        for attribute in start.attributes().flatten() {
            let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
            let Some(property) = Property::named(&namespace, name.as_ref()) else {
                continue;
            };
            if let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) {
                self.keep(property, value.into_owned());
            }
        }
    }

    fn close(&mut self) {
        let Some((property, depth)) = self.open else {
            return;
        };
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.keep(property, text);
        }
        self.default_language = false;
        self.open = depth.checked_sub(1).map(|depth| (property, depth));
    }

    fn keep(&mut self, property: Property, text: String) {
        self.entries.push(Entry { property, text, default_language: self.default_language });
    }
}

fn is_default_language(start: &BytesStart<'_>) -> bool {
    let mut attributes = start.attributes().flatten();
    attributes.any(|attribute| attribute.key.as_ref() == b"xml:lang" && attribute.value.as_ref() == b"x-default")
}

/// `2020-03-17T10:15:02+09:00` or only the day. The offset is dropped: see [`Notes::taken_at`].
fn taken_at(written: &str) -> Option<DateTime> {
    let day = written.get(..10)?.parse::<Date>().ok()?;
    let clock = written.get(..19).and_then(|local| local.parse::<DateTime>().ok());
    Some(clock.unwrap_or_else(|| day.to_datetime(jiff::civil::Time::midnight())))
}
