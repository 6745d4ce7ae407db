//! What a picture file carries besides its picture: read from its parts, not from what a decoder makes of it.

/// The parts of a JPEG, PNG or WebP that tell more than what is seen: where it was taken, with what, by whom.
pub fn burdens(bytes: &[u8]) -> Vec<String> {
    match bytes {
        [0xff, 0xd8, rest @ ..] => of_jpeg(rest),
        [0x89, b'P', b'N', b'G', ..] => of_png(&bytes[8..]),
        [b'R', b'I', b'F', b'F', ..] => of_webp(&bytes[12..]),
        _ => vec![format!("no picture: {:?}", &bytes[..bytes.len().min(12)])],
    }
}

fn of_jpeg(mut rest: &[u8]) -> Vec<String> {
    let mut burdens = Vec::new();
    while let [0xff, marker, high, low, ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // What decoders need: JFIF's head, tables, frames; with the scan the pixels begin.
        match marker {
            0xda => return burdens,
            0xe0 | 0xdb | 0xc0..=0xc4 | 0xdd => {}
            other => burdens.push(format!("segment {other:02x}")),
        }
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    burdens
}

fn of_png(mut rest: &[u8]) -> Vec<String> {
    let mut burdens = Vec::new();
    while let [a, b, c, d, kind @ ..] = rest {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let kind = String::from_utf8_lossy(&kind[..4]).into_owned();
        if !["IHDR", "PLTE", "tRNS", "IDAT", "IEND"].contains(&kind.as_str()) {
            burdens.push(format!("chunk {kind}"));
        }
        rest = rest.get(12 + length..).unwrap_or_default();
    }
    burdens
}

fn of_webp(mut rest: &[u8]) -> Vec<String> {
    let mut burdens = Vec::new();
    while let [a, b, c, d, e, f, g, h, ..] = rest {
        let kind = String::from_utf8_lossy(&[*a, *b, *c, *d]).into_owned();
        let length = u32::from_le_bytes([*e, *f, *g, *h]) as usize;
        if !["VP8 ", "VP8L", "VP8X", "ALPH"].contains(&kind.as_str()) {
            burdens.push(format!("chunk {kind}"));
        }
        rest = rest.get(8 + length + length % 2..).unwrap_or_default();
    }
    burdens
}
