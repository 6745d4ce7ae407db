//! Small files that unpack to much: each must be refused, or worked on within a bound.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Writes the bombs into a folder; their names, and whether the house may keep them.
pub fn write(folder: &Path) -> Vec<(&'static str, bool)> {
    let bombs: [(&str, bool, Vec<u8>); 9] = [
        ("vast.png", false, png(60_000, 60_000, &zeros(1_000_000), &[])),
        ("wide.png", false, png(1_000_000, 40, &zeros(1_000_000), &[])),
        ("at-the-limit.png", true, png(8_000, 5_000, &zeros(8_000 * 5_000 * 4 + 5_000), &[])),
        ("told.png", true, png(8, 8, &zeros(8 * 33), &[(b"zTXt", words())])),
        ("promised.png", false, png(16_000, 2_400, &zeros(1_000), &[])),
        ("vast.gif", false, gif(65_535, 65_535)),
        ("frames.gif", true, frames(4_000)),
        ("vast.jpg", false, jpeg_of(65_500, 65_500)),
        ("vast.webp", false, webp_of(16_383, 16_383)),
    ];
    bombs
        .into_iter()
        .map(|(name, kept, bytes)| {
            assert!(bytes.len() < 2_000_000, "{name} is no small file: {}", bytes.len());
            std::fs::write(folder.join(name), bytes).unwrap();
            (name, kept)
        })
        .collect()
}

/// So many zero bytes, packed.
fn zeros(many: usize) -> Vec<u8> {
    let mut to = ZlibEncoder::new(Vec::new(), Compression::best());
    let some = vec![0; 1 << 16];
    let mut left = many;
    while left > 0 {
        let now = left.min(some.len());
        to.write_all(&some[..now]).unwrap();
        left -= now;
    }
    to.finish().unwrap()
}

/// A comment of a hundred megabytes, packed.
fn words() -> Vec<u8> {
    [b"Comment\0\0".to_vec(), zeros(100 << 20)].concat()
}

/// A PNG with something to see through, of these packed rows.
fn png(width: u32, height: u32, rows: &[u8], more: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let chunks = [(b"IHDR", head)].into_iter().chain(more.iter().cloned());
    for (kind, content) in chunks.chain([(b"IDAT", rows.to_vec()), (b"IEND", Vec::new())]) {
        let mut sum = flate2::Crc::new();
        sum.update(kind);
        sum.update(&content);
        bytes.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(kind);
        bytes.extend(content);
        bytes.extend(sum.sum().to_be_bytes());
    }
    bytes
}

/// A GIF that says how large it is, with one frame as large.
fn gif(width: u16, height: u16) -> Vec<u8> {
    let (width, height) = (width.to_le_bytes(), height.to_le_bytes());
    let screen = [&b"GIF89a"[..], &width, &height, &[0x80, 0, 0, 0, 0, 0, 255, 255, 255]].concat();
    let frame = [&b","[..], &[0, 0, 0, 0], &width, &height, &[0, 2, 2, 0x44, 1, 0, b';']].concat();
    [screen, frame].concat()
}

/// A small GIF of many frames.
fn frames(many: usize) -> Vec<u8> {
    let one = gif(1, 1);
    let (screen, frame) = one.split_at(19);
    [screen, &frame[..frame.len() - 1].repeat(many), b";"].concat()
}

/// The beginning of a JPEG of this size, and an end.
fn jpeg_of(width: u16, height: u16) -> Vec<u8> {
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    [&b"\xff\xd8\xff\xc0\0\x11\x08"[..], &size, b"\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9"].concat()
}

/// A WebP without loss that says how large it is.
fn webp_of(width: u32, height: u32) -> Vec<u8> {
    let size = ((width - 1) | ((height - 1) << 14)).to_le_bytes();
    let content = [&[0x2f][..], &size, &[0; 9]].concat();
    let chunk = [&b"VP8L"[..], &u32::try_from(content.len()).unwrap().to_le_bytes(), &content].concat();
    [&b"RIFF"[..], &u32::try_from(chunk.len() + 4).unwrap().to_le_bytes(), b"WEBP", &chunk].concat()
}
