//! Assets: style sheets, scripts, fonts and icons, served under an address that holds their fingerprint.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use bytes::Bytes;

/// Files that a crate carries: read from its folder in a debug build, embedded in a release.
#[derive(Debug, Clone, Copy)]
pub struct Embedded {
    /// The names of all files.
    pub names: fn() -> Vec<Cow<'static, str>>,
    /// A file's bytes.
    pub bytes: fn(&str) -> Option<Cow<'static, [u8]>>,
    /// When a file was last changed, where that can be told.
    pub modified: fn(&str) -> Option<SystemTime>,
}

impl Embedded {
    /// The files of a folder embedded with `rust_embed`.
    pub const fn of<Folder: rust_embed::RustEmbed>() -> Self {
        Self {
            names: || Folder::iter().collect(),
            bytes: |name| Folder::get(name).map(|file| file.data),
            modified: |name| {
                let seconds = Folder::get(name)?.metadata.last_modified()?;
                Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
            },
        }
    }

    /// No files.
    pub const fn none() -> Self {
        Self { names: Vec::new, bytes: |_| None, modified: |_| None }
    }

    /// Every file with the time of its last change.
    pub fn changed(&self) -> Vec<(PathBuf, Option<SystemTime>)> {
        (self.names)().iter().map(|name| (PathBuf::from(name.as_ref()), (self.modified)(name))).collect()
    }
}

/// One asset as it is served.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where it is served: `/assets/{fingerprint}/{name}`. Never changes its bytes, so it may be kept for ever.
    pub address: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// All assets of the house by name.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    by_name: BTreeMap<String, Asset>,
}

impl Assets {
    /// Adds a file, or puts it in the place of the one with that name.
    pub fn put(&mut self, name: &str, bytes: Bytes) {
        let fingerprint = &blake3::hash(&bytes).to_hex()[..12];
        let asset = Asset {
            address: format!("/assets/{fingerprint}/{name}"),
            media_type: mime_guess::from_path(name).first_or_octet_stream().to_string(),
            bytes,
        };
        self.by_name.insert(name.to_owned(), asset);
    }

    /// Puts the addresses of other assets into the style sheets that name them as `url("asset:NAME")`. To be called
    /// once all are there; a name that nothing has stays as it is written.
    pub fn link_sheets(&mut self) {
        let sheets: Vec<(String, Bytes)> = self
            .by_name
            .iter()
            .filter(|(name, _)| name.ends_with(".css"))
            .map(|(name, asset)| (name.clone(), asset.bytes.clone()))
            .collect();
        for (name, bytes) in sheets {
            let mut text = String::from_utf8_lossy(&bytes).into_owned();
            for (other, asset) in &self.by_name {
                for (quote, end) in [("\"", "\""), ("'", "'"), ("(", ")")] {
                    let written = format!("{quote}asset:{other}{end}");
                    text = text.replace(&written, &format!("{quote}{}{end}", asset.address));
                }
            }
            self.put(&name, Bytes::from(text));
        }
    }

    /// The asset of this name.
    pub fn get(&self, name: &str) -> Option<&Asset> {
        self.by_name.get(name)
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_sheet_names_other_assets_by_their_addresses() {
        let mut assets = Assets::default();
        assets.put("a.css", Bytes::from_static(b"@font-face{src:url(\"asset:f.woff2\")} i{src:url(asset:none.png)}"));
        assets.put("f.woff2", Bytes::from_static(b"font"));
        assets.link_sheets();
        let font = assets.get("f.woff2").map(|asset| asset.address.clone()).unwrap_or_default();
        let sheet = assets.get("a.css").map(|asset| asset.bytes.clone()).unwrap_or_default();
        assert_eq!(sheet, format!("@font-face{{src:url(\"{font}\")}} i{{src:url(asset:none.png)}}"));
    }
}
