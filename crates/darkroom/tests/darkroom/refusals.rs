//! What is refused, how soon, and in which words.

use std::time::{Duration, Instant};

use darkroom::{Format, Kind, Limits, Refusal, inspect};
use image::ImageFormat;

use crate::fixtures::{chunk, disc, encoded, flag, jpeg, photograph, png};

fn refusal(bytes: &[u8]) -> Refusal {
    let started = Instant::now();
    let refusal = inspect(bytes, &Limits::default()).unwrap_err();
    let took = started.elapsed();
    assert!(took < Duration::from_millis(250), "{refusal:?} took {took:?}");
    refusal
}

#[test]
fn other_formats_are_refused_with_what_to_do() {
    let cases: [(&[u8], Kind); 14] = [
        (b"\0\0\0\x1cftypavif\0\0\0\0", Kind::Avif),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Kind::Heic),
        (b"\0\0\0\x18ftypisom\0\0\0\0", Kind::Film),
        (b"II\x2a\0\x08\0\0\0", Kind::Tiff),
        (b"BM\x36\0\0\0", Kind::Bmp),
        (b"\0\0\x01\0\x01\0", Kind::Icon),
        (b"8BPS\0\x01", Kind::Photoshop),
        (b"%PDF-1.7", Kind::Pdf),
        (b"PK\x03\x04", Kind::Archive),
        (b"<?xml version='1.0'?>\n<svg onload='alert(1)'>", Kind::Svg),
        (b"\xef\xbb\xbf  <!DOCTYPE html><title>x</title>", Kind::Html),
        (b"<SCRIPT>alert(1)</SCRIPT>", Kind::Html),
        (b"\xff\x0a\xfa", Kind::OtherJpeg),
        (b"plain words", Kind::Unknown),
    ];
    for (bytes, kind) in cases {
        let refusal = refusal(bytes);
        assert_eq!(refusal, Refusal::NotTaken(kind));
        let advice = refusal.to_string();
        assert!(advice.contains("JPEG") || advice.contains("PNG") || advice.contains("picture"), "{advice}");
    }
    assert_eq!(refusal(b""), Refusal::Empty);
}

#[test]
fn a_picture_of_fifty_thousand_by_fifty_thousand_is_refused_by_its_header() {
    let mut header = Vec::new();
    header.extend(50_000_u32.to_be_bytes());
    header.extend(50_000_u32.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let bomb = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"IDAT", &[0x78, 0x9c, 0x03]),
        chunk(b"IEND", b""),
    ];
    let refusal = refusal(&bomb.concat());
    assert!(matches!(refusal, Refusal::TooManyPixels { width: 50_000, height: 50_000, .. }));
    assert_eq!(
        refusal.to_string(),
        "The picture measures 50000 × 50000 pixels; at most 40 million pixels and 16384 a side are taken. \
         Save a smaller copy; 2560 pixels wide is all that is ever shown."
    );
}

#[test]
fn a_gif_whose_screen_or_first_frame_is_vast_is_refused_by_its_header() {
    let vast = [0xff, 0xff, 0xff, 0xff];
    let small = [10, 0, 10, 0];
    for (screen, frame) in [(vast, small), (small, vast)] {
        let mut bomb = [&b"GIF89a"[..], &screen, &[0, 0, 0], &[0x2c, 0, 0, 0, 0], &frame, &[0]].concat();
        bomb.extend([2, 1, 0x44, 0, 0x3b]);
        assert!(matches!(refusal(&bomb), Refusal::TooManyPixels { .. }));
    }
}

#[test]
fn a_file_that_is_too_long_is_not_even_looked_at() {
    let limits = Limits { bytes: 1000, ..Limits::default() };
    let refusal = inspect(&vec![0xff; 1001], &limits).unwrap_err();
    assert_eq!(refusal, Refusal::TooManyBytes { bytes: 1001, limit: 1000 });
}

#[test]
fn sixteen_bits_a_channel_count_against_memory() {
    let deep = image::DynamicImage::ImageRgb16(flag(64, 64).to_rgb16());
    let limits = Limits { memory: 64 * 64 * 4, ..Limits::default() };
    let refusal = inspect(&encoded(&deep, ImageFormat::Png), &limits).unwrap_err();
    assert!(matches!(refusal, Refusal::TooManyPixels { .. } | Refusal::Damaged { .. }), "{refusal:?}");
    assert!(inspect(&png(&flag(64, 64)), &limits).is_ok());
}

#[test]
fn a_file_cut_short_is_refused_wherever_it_was_cut() {
    let whole = [
        (Format::Jpeg, jpeg(&photograph(64, 48))),
        (Format::Png, png(&photograph(64, 48))),
        (Format::Gif, encoded(&disc(48), ImageFormat::Gif)),
        (Format::Webp, encoded(&photograph(64, 48), ImageFormat::WebP)),
    ];
    for (format, bytes) in whole {
        assert!(inspect(&bytes, &Limits::default()).is_ok(), "{format:?}");
        for tenths in 1..=9 {
            let cut = &bytes[..bytes.len() * tenths / 10];
            let code = refusal(cut).code();
            assert!(["cut-short", "damaged"].contains(&code), "{format:?} at {tenths}/10: {code}");
        }
    }
}

#[test]
fn a_picture_with_another_file_in_it_is_refused() {
    let picture = jpeg(&flag(32, 32));
    for (hidden, name) in [
        (&b"<?php system($_GET['c']); ?>"[..], "a program"),
        (b"\n<ScRiPt>alert(1)</sCrIpT>", "a script"),
        (b"PK\x03\x04\x14\0", "an archive"),
        (b"%PDF-1.4", "a PDF"),
    ] {
        let refusal = refusal(&[&picture, hidden].concat());
        assert_eq!(refusal, Refusal::TwoFilesInOne { format: Format::Jpeg, hidden: name });
    }
    let comment = crate::fixtures::with_segment(&picture, 0xfe, b"%PDF-1.4 in front");
    assert_eq!(refusal(&comment).code(), "two-files-in-one");
}

#[test]
fn what_phones_append_does_no_harm() {
    let picture = jpeg(&flag(32, 32));
    let second = [&picture[..], &picture].concat();
    assert!(inspect(&second, &Limits::default()).is_ok());
    let padded = [&picture[..], &[0; 512]].concat();
    assert!(inspect(&padded, &Limits::default()).is_ok());
}

#[test]
fn a_script_that_begins_like_a_gif_is_refused() {
    let code = refusal(b"GIF89a/*\x00\x00\x00*/=1;alert(1);//").code();
    assert!(["damaged", "cut-short", "too-many-pixels"].contains(&code), "{code}");
}
