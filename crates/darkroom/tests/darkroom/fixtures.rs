//! Small pictures made on the spot, and the blocks of metadata that programs put into them.

use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use std::io::Cursor;

/// Red at the top left, green at the top right, blue below: every turn and mirroring tells.
pub fn flag(width: u32, height: u32) -> DynamicImage {
    let colours = [Rgb([220, 30, 30]), Rgb([30, 200, 30]), Rgb([30, 30, 220])];
    let picture = RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => colours[0],
        (false, true) => colours[1],
        _ => colours[2],
    });
    DynamicImage::ImageRgb8(picture)
}

/// Fine grain in every pixel, as a photograph has.
pub fn photograph(width: u32, height: u32) -> DynamicImage {
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let wave = ((x * 7 + y * 3) % 97) as u8;
        Rgb([wave * 2, 255 - wave, ((x ^ y) & 0xff) as u8])
    });
    DynamicImage::ImageRgb8(picture)
}

/// A disc on nothing.
pub fn disc(side: u32) -> DynamicImage {
    let middle = side as i64 / 2;
    let picture = RgbaImage::from_fn(side, side, |x, y| {
        let (dx, dy) = (x as i64 - middle, y as i64 - middle);
        let inside = dx * dx + dy * dy < middle * middle / 2;
        Rgba([200, 40, 40, if inside { 255 } else { 0 }])
    });
    DynamicImage::ImageRgba8(picture)
}

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg(picture: &DynamicImage) -> Vec<u8> {
    encoded(picture, ImageFormat::Jpeg)
}

pub fn png(picture: &DynamicImage) -> Vec<u8> {
    encoded(picture, ImageFormat::Png)
}

/// A PNG that carries an ICC profile.
pub fn png_with_profile(picture: &RgbImage, profile: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(profile).unwrap();
    encoder.write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8).unwrap();
    bytes
}

/// Puts a segment in front of all others.
pub fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, content, &jpeg[2..]].concat()
}

pub fn with_exif(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    with_segment(jpeg, 0xe1, &[b"Exif\0\0", exif].concat())
}

pub fn with_xmp(jpeg: &[u8], properties: &str) -> Vec<u8> {
    let packet = xmp(properties);
    with_segment(jpeg, 0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat())
}

/// An XMP packet around properties written as elements.
pub fn xmp(properties: &str) -> String {
    format!(
        r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
 photoshop:Source="The archive">{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#
    )
}

/// A Photoshop segment with IIM datasets of record 2, behind a resource that must be skipped.
pub fn with_iptc(jpeg: &[u8], datasets: &[(u8, &[u8])]) -> Vec<u8> {
    let mut block = Vec::new();
    for (number, value) in datasets {
        block.extend([0x1c, 2, *number]);
        block.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
        block.extend(*value);
    }
    let mut segment = b"Photoshop 3.0\08BIM\x03\xed\x03abc\0\0\0\x01x\0".to_vec();
    segment.extend(b"8BIM\x04\x04\0\0");
    segment.extend(u32::try_from(block.len()).unwrap().to_be_bytes());
    segment.extend(&block);
    with_segment(jpeg, 0xed, &segment)
}

/// One field of an EXIF directory.
pub enum Field<'a> {
    Text(u16, &'a str),
    Number(u16, u16),
}

pub const IMAGE_DESCRIPTION: u16 = 0x010e;
pub const ORIENTATION: u16 = 0x0112;
pub const ARTIST: u16 = 0x013b;
pub const COPYRIGHT: u16 = 0x8298;
const EXIF_DIRECTORY: u16 = 0x8769;
const GPS_DIRECTORY: u16 = 0x8825;
const DATE_TIME_ORIGINAL: u16 = 0x9003;
const GPS_LATITUDE: u16 = 0x0002;

/// An EXIF block with fields, the time it was taken, and a place in degrees, minutes and seconds.
pub fn exif(fields: &[Field<'_>], taken: Option<&str>, place: Option<[u32; 3]>) -> Vec<u8> {
    let mut main: Vec<Entry> = fields
        .iter()
        .map(|field| match field {
            Field::Text(tag, text) => (*tag, 2, [text.as_bytes(), b"\0"].concat()),
            Field::Number(tag, number) => (*tag, 3, number.to_le_bytes().to_vec()),
        })
        .collect();
    let time = taken.map(|time| vec![(DATE_TIME_ORIGINAL, 2, [time.as_bytes(), b"\0"].concat())]);
    let place = place.map(|degrees| {
        let value = degrees.iter().flat_map(|part| [*part, 1]).flat_map(u32::to_le_bytes).collect();
        vec![(GPS_LATITUDE, 5, value)]
    });
    let mut children = Vec::new();
    for (tag, entries) in [(EXIF_DIRECTORY, time), (GPS_DIRECTORY, place)] {
        if let Some(entries) = entries {
            main.push((tag, 4, vec![0; 4]));
            children.push((tag, entries));
        }
    }
    main.sort_by_key(|(tag, ..)| *tag);
    let mut next = 8 + directory(&main, 8).len();
    let mut tail = Vec::new();
    for (tag, entries) in children {
        let at = u32::try_from(next).unwrap().to_le_bytes().to_vec();
        main.iter_mut().find(|entry| entry.0 == tag).unwrap().2 = at;
        let child = directory(&entries, next);
        next += child.len();
        tail.extend(child);
    }
    [b"II\x2a\0\x08\0\0\0".to_vec(), directory(&main, 8), tail].concat()
}

/// Tag, type, value in little-endian bytes.
type Entry = (u16, u16, Vec<u8>);

fn directory(entries: &[Entry], start: usize) -> Vec<u8> {
    let mut table = u16::try_from(entries.len()).unwrap().to_le_bytes().to_vec();
    let mut values: Vec<u8> = Vec::new();
    let values_start = start + 2 + entries.len() * 12 + 4;
    for (tag, kind, value) in entries {
        let unit = [0, 1, 1, 2, 4, 8][usize::from(*kind)];
        table.extend(tag.to_le_bytes());
        table.extend(kind.to_le_bytes());
        table.extend(u32::try_from(value.len() / unit).unwrap().to_le_bytes());
        if value.len() <= 4 {
            let mut inline = value.clone();
            inline.resize(4, 0);
            table.extend(inline);
        } else {
            table.extend(u32::try_from(values_start + values.len()).unwrap().to_le_bytes());
            values.extend(value);
        }
    }
    table.extend([0; 4]);
    table.extend(values);
    table
}

/// A PNG chunk with its checksum.
pub fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let named = [name, content].concat();
    [&length[..], &named, &checksum(&named).to_be_bytes()].concat()
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}
