//! Whatever the bytes: an answer, and never a panic.

use darkroom::{Limits, Rendition, inspect, receive};
use image::ImageFormat;
use proptest::prelude::*;

use crate::fixtures::{disc, encoded, exif, flag, jpeg, with_exif, with_iptc, with_xmp};

fn samples() -> Vec<Vec<u8>> {
    let plain = jpeg(&flag(24, 16));
    let noted = with_xmp(&plain, "<photoshop:Credit>Example</photoshop:Credit>");
    let noted = with_iptc(&noted, &[(120, b"A caption")]);
    vec![
        with_exif(&noted, &exif(&[], Some("2020:03:17 06:01:59"), Some([1, 2, 3]))),
        encoded(&disc(16), ImageFormat::Png),
        encoded(&disc(16), ImageFormat::Gif),
        encoded(&disc(16), ImageFormat::WebP),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_picture_with_some_bytes_changed_gets_an_answer(
        sample in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = samples().swap_remove(sample);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(received) = receive(&bytes, &Limits::default()) {
            let order = Rendition::whole(8, received.original.format);
            prop_assert!(darkroom::develop(&received.original.bytes, &order).is_ok());
        }
    }

    #[test]
    fn bytes_of_any_kind_get_an_answer(head in 0_usize..5, tail in prop::collection::vec(any::<u8>(), 0..400)) {
        let heads: [&[u8]; 5] = [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x40\0\0\0WEBPVP8X", b""];
        let bytes = [heads[head], &tail].concat();
        let _ = inspect(&bytes, &Limits::default());
    }
}
