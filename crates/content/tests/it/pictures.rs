//! Small pictures made on the spot, with what cameras and agencies write into them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use platform::Bytes;

/// Red on the left, blue on the right.
pub fn flag(width: u32, height: u32) -> DynamicImage {
    let colour = |x| if x < width / 2 { Rgb([220, 30, 30]) } else { Rgb([30, 30, 220]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, _| colour(x)))
}

/// The same the other way round.
pub fn other_flag(width: u32, height: u32) -> DynamicImage {
    flag(width, height).fliph()
}

/// As a JPEG.
pub fn jpeg(picture: &DynamicImage) -> Bytes {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner().into()
}

/// A JPEG as a camera held sideways stores it, with the place where it was taken and an agency's words.
pub fn from_an_agency(upright: &DynamicImage) -> Bytes {
    let plain = jpeg(&upright.rotate270());
    let exif = [&b"Exif\0\0II\x2a\0\x08\0\0\0"[..], &SIDEWAYS_IN_THE_NORTH].concat();
    let words: [(u8, &str); 4] = [
        (120, "A mast above the harbour."),
        (110, "Example Photos"),
        (80, "Kim Example"),
        (116, "2020 Example Photos"),
    ];
    let mut datasets = Vec::new();
    for (number, words) in words {
        datasets.extend([0x1c, 2, number, 0, u8::try_from(words.len()).unwrap()]);
        datasets.extend(words.as_bytes());
    }
    let length = u32::try_from(datasets.len()).unwrap().to_be_bytes();
    let iptc = [&b"Photoshop 3.0\08BIM\x04\x04\0\0"[..], &length, &datasets].concat();
    let packet = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF \
                  xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" \
                  xmlns:a=\"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/\"><a:AltTextAccessibility><rdf:Alt>\
                  <rdf:li xml:lang=\"x-default\">A mast, from below</rdf:li></rdf:Alt></a:AltTextAccessibility>\
                  </rdf:Description></rdf:RDF></x:xmpmeta>";
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat();
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker], &length[..], content].concat()
    };
    [&plain[..2], &segment(0xe1, &exif), &segment(0xe1, &xmp), &segment(0xed, &iptc), &plain[2..]].concat().into()
}

/// Two entries: orientation 6, and the place, which says only "north".
const SIDEWAYS_IN_THE_NORTH: [u8; 48] = {
    let mut bytes = [0; 48];
    let parts: [(usize, &[u8]); 5] = [
        (0, &[2, 0]),
        (2, &[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]),
        (14, &[0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]),
        (30, &[1, 0]),
        (32, &[1, 0, 2, 0, 2, 0, 0, 0, b'N', 0, 0, 0]),
    ];
    let mut part = 0;
    while part < parts.len() {
        let (at, content) = parts[part];
        let mut byte = 0;
        while byte < content.len() {
            bytes[at + byte] = content[byte];
            byte += 1;
        }
        part += 1;
    }
    bytes
};
