//! Where the bytes of a picture come from: an uploads folder or packed folder beside the import, or the web. What could
//! not be had is said with its reason, and stays a link.

mod shelf;

use std::path::Path;

use intake::Media;
use platform::fetch::{Reach, Web};

use self::shelf::Shelf;
use super::text::file_name;
use super::web::host;
use super::{Error, Limits, Remarks};

/// The largest picture taken unless told otherwise, in bytes: 64 MiB.
pub const PICTURE_LIMIT: u64 = 64 << 20;

/// What is understood, best first.
const PICTURES: &str = "image/*,*/*;q=0.5";

/// Where pictures are looked for, in this order: folders, then the web.
#[derive(Debug)]
pub struct Pictures {
    shelves: Vec<Shelf>,
    web: Option<Web>,
    limit: u64,
}

/// A picture's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As they are there.
    pub bytes: Vec<u8>,
    /// The file or address they are from.
    pub from: String,
}

/// Why a picture could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Missing {
    /// A sentence for the report.
    pub why: String,
}

impl Missing {
    fn new(why: impl Into<String>) -> Self {
        Self { why: why.into() }
    }
}

impl Default for Pictures {
    fn default() -> Self {
        Self { shelves: Vec::new(), web: None, limit: PICTURE_LIMIT }
    }
}

impl Pictures {
    /// Takes no picture of more than so many bytes.
    #[must_use]
    pub fn up_to(mut self, bytes: u64) -> Self {
        self.limit = bytes;
        self
    }

    /// Looks in this folder, tar (compressed or not) or zip as well.
    ///
    /// # Errors
    /// When it cannot be read, or exceeds a limit.
    pub fn beside(mut self, path: &Path, limits: &Limits, remarks: &Remarks) -> Result<Self, Error> {
        self.shelves.push(Shelf::open(path, limits, remarks)?);
        Ok(self)
    }

    /// Fetches what is in no folder from its address on the web.
    #[must_use]
    pub fn or_from_the_web(mut self, reach: Reach) -> Self {
        self.web = Some(Web::within(reach));
        self
    }

    /// Whether there is anywhere to look.
    pub fn is_empty(&self) -> bool {
        self.shelves.is_empty() && self.web.is_none()
    }

    /// The bytes of a picture, by its path, its addresses, or its file's name.
    ///
    /// # Errors
    /// When it is nowhere, too large, or may not be reached; the sentence names each place that was tried.
    pub fn find(&self, media: &Media) -> Result<Found, Missing> {
        let mut tried = Vec::new();
        for shelf in &self.shelves {
            match shelf.find(media) {
                Ok(name) => match shelf.read(&name, self.limit) {
                    Ok(bytes) => return Ok(Found { bytes, from: name }),
                    Err(why) => tried.push(why.to_string()),
                },
                Err(why) => tried.push(why),
            }
        }
        if let Some(web) = &self.web {
            for address in media.addresses.iter().filter(|address| host(address).is_some()) {
                match web.get_here(address, PICTURES, self.limit) {
                    Ok(answer) => return Ok(Found { bytes: answer.bytes, from: address.clone() }),
                    Err(why) => tried.push(format!("{address}: {why}")),
                }
            }
        }
        if tried.is_empty() {
            tried.push("there is nowhere to look for it".to_owned());
        }
        Err(Missing::new(tried.join("; ")))
    }
}

/// The names by which a picture may be known in a folder, the best first.
fn names(media: &Media) -> Vec<String> {
    let addresses = media.addresses.iter().map(|address| path_of(address));
    let mut names: Vec<String> = media.path.iter().cloned().chain(addresses).chain([media.file.clone()]).collect();
    names.retain(|name| !file_name(name).is_empty());
    names
}

/// The path of an address, its escapes read.
fn path_of(address: &str) -> String {
    let after = address.find("//").map_or(address, |at| &address[at + 2..]);
    let path = match host(address) {
        Some(_) => after.find('/').map_or("", |at| &after[at..]),
        None => address,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    unescaped(path.trim_start_matches('/'))
}

fn unescaped(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) => {
                bytes.push(code);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
