//! The export as elements, with every part of it bounded: nothing here knows what an element means.

use std::io::{self, BufRead, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::space::{Space, Spaces};
use crate::sources::decode::Utf8;
use crate::sources::stream::{Bytes, is_limit, past_limit};
use crate::sources::text::named;

/// How deep elements may nest; an export needs five.
const DEPTH: usize = 64;
/// The longest tag with its attributes, in bytes.
const TAG: usize = 64 << 10;

/// Why the reading stopped.
#[derive(Debug)]
pub(super) enum Stop {
    /// The XML is damaged at that line; what stood before it is whole.
    Damaged { line: u64, why: String },
    /// The file exceeds a limit.
    Refused { line: u64, why: String },
    /// The stream failed.
    Io(io::Error),
}

/// The name of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub space: Space,
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Reads elements one after another.
pub(super) struct Xml {
    reader: Reader<Meter>,
    held: Vec<u8>,
    depth: usize,
    spaces: Spaces,
    /// Names that stood as `&name;` and that nobody knows: they stay as written.
    pub unknown_names: u64,
    /// The file has a document type declaration, which is not looked into.
    pub declares_types: bool,
}

impl Xml {
    pub fn new(from: Bytes, record_limit: usize) -> io::Result<Self> {
        let mut reader = Reader::from_reader(Meter { from: Utf8::new(from)?, line: 1, spent: 0, limit: record_limit });
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Ok(Self {
            reader,
            held: Vec::new(),
            depth: 0,
            spaces: Spaces::default(),
            unknown_names: 0,
            declares_types: false,
        })
    }

    /// The line the reading has come to.
    pub fn line(&self) -> u64 {
        self.reader.get_ref().line
    }

    /// The text below the XML: which encoding it is in, and what was mended.
    pub fn text_below(&self) -> &Utf8<Bytes> {
        &self.reader.get_ref().from
    }

    /// From here on another record is read, with a limit of its own.
    pub fn begin_record(&mut self) {
        self.reader.get_mut().spent = 0;
    }

    /// The next element within the one the reading stands in; none at that one's end, or at the end of the file.
    pub fn child(&mut self) -> Result<Option<Tag>, Stop> {
        loop {
            self.held.clear();
            match self.reader.read_event_into(&mut self.held) {
                Ok(Event::Start(start)) => {
                    let tag = tag(&start, &mut self.spaces);
                    return self.enter().and_then(|()| tag.map_err(|why| self.refused(why))).map(Some);
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(None);
                }
                Ok(Event::Eof) if self.depth == 0 => return Ok(None),
                Ok(Event::Eof) => return Err(self.damaged("it ends in the middle".to_owned())),
                Ok(Event::DocType(_)) => self.declares_types = true,
                Ok(_) => {}
                Err(error) => return Err(self.stop(error)),
            }
        }
    }

    /// Adds the text of the element the reading stands in, up to its end.
    pub fn text(&mut self, into: &mut String) -> Result<(), Stop> {
        let outer = self.depth - 1;
        loop {
            self.held.clear();
            match self.reader.read_event_into(&mut self.held) {
                Ok(Event::Text(text)) => into.push_str(&text.xml10_content()),
                Ok(Event::CData(text)) => into.push_str(&text.xml10_content()),
                Ok(Event::GeneralRef(name)) => {
                    let name = name.into_inner();
                    match named(&name) {
                        Some(text) => into.push_str(&text),
                        None => {
                            self.unknown_names += 1;
                            into.extend(["&", &name, ";"]);
                        }
                    }
                }
                Ok(Event::Start(_)) => self.enter()?,
                Ok(Event::End(_)) => {
                    self.depth -= 1;
                    if self.depth == outer {
                        return Ok(());
                    }
                }
                Ok(Event::Eof) => return Err(self.damaged("it ends in the middle".to_owned())),
                Ok(_) => {}
                Err(error) => return Err(self.stop(error)),
            }
        }
    }

    /// The text of the element the reading stands in.
    pub fn take_text(&mut self) -> Result<String, Stop> {
        let mut text = String::new();
        self.text(&mut text)?;
        Ok(text)
    }

    /// Passes over the rest of the element the reading stands in.
    pub fn skip(&mut self) -> Result<(), Stop> {
        let outer = self.depth - 1;
        while self.depth > outer {
            self.held.clear();
            match self.reader.read_event_into(&mut self.held) {
                Ok(Event::Start(_)) => self.enter()?,
                Ok(Event::End(_)) => self.depth -= 1,
                Ok(Event::Eof) => return Err(self.damaged("it ends in the middle".to_owned())),
                Ok(_) => {}
                Err(error) => return Err(self.stop(error)),
            }
        }
        Ok(())
    }

    fn enter(&mut self) -> Result<(), Stop> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.refused(format!("elements nest deeper than {DEPTH}")));
        }
        Ok(())
    }

    fn damaged(&self, why: String) -> Stop {
        Stop::Damaged { line: self.line(), why }
    }

    fn refused(&self, why: String) -> Stop {
        Stop::Refused { line: self.line(), why }
    }

    fn stop(&self, error: quick_xml::Error) -> Stop {
        match error {
            quick_xml::Error::Io(cause) if is_limit(&cause) => self.refused(cause.to_string()),
            // What packs the file says so when its stream breaks off: that is damage like any other.
            quick_xml::Error::Io(cause) if is_broken(&cause) => self.damaged(cause.to_string()),
            quick_xml::Error::Io(cause) => Stop::Io(io::Error::new(cause.kind(), cause.to_string())),
            other => self.damaged(other.to_string()),
        }
    }
}

fn is_broken(cause: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(cause.kind(), InvalidData | InvalidInput | UnexpectedEof)
}

fn tag(start: &BytesStart<'_>, spaces: &mut Spaces) -> Result<Tag, String> {
    if start.len() > TAG {
        return Err(format!("a tag is longer than {TAG} bytes"));
    }
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false).flatten() {
        let name = attribute.key.as_ref();
        if let Some(prefix) = name.strip_prefix("xmlns:") {
            spaces.declare(prefix, &attribute.value)?;
        } else if attributes.len() < 16 {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| attribute.value.clone());
            attributes.push((name.to_owned(), value.into_owned()));
        }
    }
    let full = start.name();
    let (space, name) = spaces.resolve(full.as_ref());
    Ok(Tag { space, name: name.to_owned(), attributes })
}

/// Counts lines, and stops a record that is too long before it is held.
struct Meter {
    from: Utf8<Bytes>,
    line: u64,
    spent: usize,
    limit: usize,
}

impl Read for Meter {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let chunk = self.fill_buf()?;
        let taken = chunk.len().min(buf.len());
        buf[..taken].copy_from_slice(&chunk[..taken]);
        self.consume(taken);
        Ok(taken)
    }
}

impl BufRead for Meter {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.spent > self.limit {
            return Err(past_limit(format!("one record is longer than {} bytes", self.limit)));
        }
        self.from.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        // The inner buffer is not empty here, so that asking for it again reads nothing.
        if let Ok(chunk) = self.from.fill_buf() {
            let taken = &chunk[..bytes.min(chunk.len())];
            self.line += memchr::memchr_iter(b'\n', taken).count() as u64;
        }
        self.spent += bytes;
        self.from.consume(bytes);
    }
}
