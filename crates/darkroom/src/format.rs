//! What a file is, told from its bytes: never from its name or from what the sender says.

use std::str::FromStr;

use crate::Refusal;

/// The formats that are taken and made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Photographs; understood by everything.
    Jpeg,
    /// Drawings, and whatever has transparency.
    Png,
    /// Taken, never made.
    Gif,
    /// What current browsers get.
    Webp,
}

impl Format {
    /// As people write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
        }
    }

    /// The end of a file's name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
        }
    }

    /// For `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads an extension as [`Format::extension`] writes it; `jpeg` is understood too.
    fn from_str(extension: &str) -> Result<Self, UnknownFormat> {
        match extension {
            "jpg" | "jpeg" => Ok(Self::Jpeg),
            "png" => Ok(Self::Png),
            "gif" => Ok(Self::Gif),
            "webp" => Ok(Self::Webp),
            _ => Err(UnknownFormat),
        }
    }
}

/// The extension belongs to no format that the darkroom makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the extension of a picture that is taken: jpg, png, gif or webp")]
pub struct UnknownFormat;

/// What is recognised and not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// AV1 still picture.
    Avif,
    /// What an iPhone takes.
    Heic,
    /// TIFF, and the camera formats built on it.
    Tiff,
    /// Windows bitmap.
    Bmp,
    /// Windows icon.
    Icon,
    /// JPEG XL or JPEG 2000.
    OtherJpeg,
    /// Photoshop document.
    Photoshop,
    /// A drawing in XML, which may carry scripts.
    Svg,
    /// A web page.
    Html,
    /// A PDF.
    Pdf,
    /// A zip archive, which office documents are too.
    Archive,
    /// A film.
    Film,
    /// None of these.
    Unknown,
}

impl Kind {
    pub(crate) const fn advice(self) -> &'static str {
        match self {
            Self::Avif => "This is an AVIF picture. Save it as JPEG, PNG or WebP and upload that copy.",
            Self::Heic => "This is a HEIC picture as phones take them. Export it as JPEG and upload that copy.",
            Self::Tiff => "This is a TIFF or raw camera picture. Export it as JPEG or PNG and upload that copy.",
            Self::Bmp => "This is a BMP picture. Save it as PNG and upload that copy.",
            Self::Icon => "This is an icon file. Save it as PNG and upload that copy.",
            Self::OtherJpeg => "This is a JPEG XL or JPEG 2000 picture. Save it as plain JPEG and upload that copy.",
            Self::Photoshop => "This is a Photoshop document. Export it as JPEG or PNG and upload that copy.",
            Self::Svg => "This is an SVG drawing, which may carry scripts. Export it as PNG and upload that copy.",
            Self::Html => "This is a web page, not a picture. Save the picture itself as JPEG, PNG, GIF or WebP.",
            Self::Pdf => "This is a PDF. Export the page or the picture as JPEG or PNG and upload that copy.",
            Self::Archive => "This is an archive or an office document. Take the picture out of it and upload that.",
            Self::Film => "This is a film, not a picture. Upload a still as JPEG, PNG, GIF or WebP.",
            Self::Unknown => "This is not a picture that is known here. Upload a JPEG, PNG, GIF or WebP file.",
        }
    }
}

/// Tells the format, or refuses with advice for what it is instead.
pub fn sniff(bytes: &[u8]) -> Result<Format, Refusal> {
    match bytes {
        [] => Err(Refusal::Empty),
        [0xff, 0xd8, 0xff, ..] => Ok(Format::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Format::Png),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Format::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Format::Webp),
        _ => Err(Refusal::NotTaken(other_kind(bytes))),
    }
}

fn other_kind(bytes: &[u8]) -> Kind {
    match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => boxed_kind(brand),
        [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => Kind::Tiff,
        [b'B', b'M', ..] => Kind::Bmp,
        [0, 0, 1 | 2, 0, ..] => Kind::Icon,
        [0xff, 0x0a, ..] | [0, 0, 0, 0x0c, b'J' | b'j', ..] | [0xff, 0x4f, 0xff, 0x51, ..] => Kind::OtherJpeg,
        [b'8', b'B', b'P', b'S', ..] => Kind::Photoshop,
        [b'%', b'P', b'D', b'F', ..] => Kind::Pdf,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Kind::Archive,
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Kind::Film,
        _ => markup_kind(bytes),
    }
}

/// The ISO base media family names itself in its first box.
fn boxed_kind(brand: &[u8]) -> Kind {
    match brand.get(..4) {
        Some(b"avif" | b"avis") => Kind::Avif,
        Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => Kind::Heic,
        Some(b"crx ") => Kind::Tiff,
        _ => Kind::Film,
    }
}

fn markup_kind(bytes: &[u8]) -> Kind {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if !head.starts_with('<') {
        return Kind::Unknown;
    }
    if head.contains("<svg") {
        return Kind::Svg;
    }
    let page = ["<!doctype html", "<html", "<head", "<body", "<script", "<p", "<div", "<!--"];
    if page.iter().any(|tag| head.contains(tag)) { Kind::Html } else { Kind::Unknown }
}
