//! What photographers and agencies write into a picture: caption, credit, creator, rights, alt text, time.
//!
//! Three containers may say the same thing. IPTC-IIM, which agencies fill by hand, goes before XMP, and XMP before EXIF,
//! which cameras fill by themselves. IIM fields are short by design, so where XMP goes on with what IIM breaks off, the
//! whole text is taken. Everything here is plain text: markup in it is shown as typed, never run.

mod exif;
mod iptc;
mod xmp;

use image::ImageDecoder;
use image::metadata::Orientation;
use jiff::civil::DateTime;

/// The words in a picture, cleaned of control characters and bounded in length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// What the picture shows (IIM 2:120, `dc:description`, `ImageDescription`).
    pub caption: Option<String>,
    /// The publishable headline (IIM 2:105, `photoshop:Headline`).
    pub headline: Option<String>,
    /// The line that must stand beside the picture (IIM 2:110, `photoshop:Credit`).
    pub credit: Option<String>,
    /// Who made it; several are separated by commas (IIM 2:80, `dc:creator`, `Artist`).
    pub creator: Option<String>,
    /// The copyright notice (IIM 2:116, `dc:rights`, `Copyright`).
    pub rights: Option<String>,
    /// What may be done with it (`xmpRights:UsageTerms`).
    pub usage_terms: Option<String>,
    /// Who owned it first (IIM 2:115, `photoshop:Source`).
    pub source: Option<String>,
    /// What it shows, for those who cannot see it (`Iptc4xmpCore:AltTextAccessibility`).
    pub alt: Option<String>,
    /// When it was taken, by the camera's own clock, which knows no time zone.
    pub taken_at: Option<DateTime>,
}

/// The notes, and what else the metadata says that is acted upon and then forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub notes: Notes,
    pub orientation: Orientation,
    pub located: bool,
}

/// The most that one container may hold; what is longer is not read.
const CONTAINER_BYTES: usize = 1024 * 1024;
/// The most characters kept of one note.
const NOTE_CHARS: usize = 4000;

/// Reads whatever of the three containers is there. Unreadable metadata is no reason to refuse a picture.
pub(crate) fn read(decoder: &mut dyn ImageDecoder) -> Metadata {
    let iptc = container(decoder.iptc_metadata());
    let xmp = container(decoder.xmp_metadata());
    let exif = container(decoder.exif_metadata());

    let iptc = iptc.map(|bytes| iptc::read(&bytes)).unwrap_or_default();
    let xmp = xmp.map(|bytes| xmp::read(&bytes)).unwrap_or_default();
    let exif = exif.map(exif::read).unwrap_or_default();
    let orientation = exif.orientation.or(xmp.orientation);
    Metadata {
        notes: iptc.before(xmp.notes).before(exif.notes),
        orientation: orientation.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms),
        located: exif.located || xmp.located,
    }
}

fn container(found: image::ImageResult<Option<Vec<u8>>>) -> Option<Vec<u8>> {
    found.ok().flatten().filter(|bytes| bytes.len() <= CONTAINER_BYTES)
}

/// What XMP and EXIF say beyond the notes.
#[derive(Debug, Default)]
struct Said {
    notes: Notes,
    orientation: Option<u8>,
    located: bool,
}

impl Notes {
    /// These notes, completed by others of lower standing.
    fn before(self, other: Self) -> Self {
        Self {
            caption: longer(self.caption, other.caption),
            headline: longer(self.headline, other.headline),
            credit: longer(self.credit, other.credit),
            creator: longer(self.creator, other.creator),
            rights: longer(self.rights, other.rights),
            usage_terms: longer(self.usage_terms, other.usage_terms),
            source: longer(self.source, other.source),
            alt: longer(self.alt, other.alt),
            taken_at: self.taken_at.or(other.taken_at),
        }
    }
}

/// The first text, unless the second is the same text in full.
fn longer(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if second.starts_with(&first) => Some(second),
        (Some(first), _) => Some(first),
        (None, second) => second,
    }
}

/// A text fit to keep: no control characters but line ends, no white space around it, not endless, not empty.
fn clean(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).take(NOTE_CHARS).collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// Several names as one line.
fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = names.into_iter().filter_map(clean).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
