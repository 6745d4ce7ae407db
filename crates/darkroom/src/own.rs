//! Pictures that this darkroom wrote itself, as they come back with an archive: they are kept byte for byte, so that
//! going out and coming in any number of times wears nothing off.

use image::RgbaImage;

use crate::{Facts, Format, Refusal, print};

/// Marks where the tables end and the pixels begin.
const START_OF_SCAN: [u8; 2] = [0xff, 0xda];
/// Marks where the pixels end.
const END: [u8; 2] = [0xff, 0xd9];
/// Marks the frame; behind its length and precision stand height and width.
const FRAME: [u8; 2] = [0xff, 0xc0];

/// Whether a file is a JPEG as [`crate::Negative::original`] writes them: the same tables, pixels, and nothing else.
pub(crate) fn is_own(bytes: &[u8], facts: &Facts) -> Result<bool, Refusal> {
    if facts.format != Format::Jpeg || facts.size != facts.size.kept() {
        return Ok(false);
    }
    let mut tables = tables(&print::kept_jpeg(&RgbaImage::new(1, 1))?).to_vec();
    let sides = tables.windows(2).position(|mark| mark == FRAME).map(|at| at + 5);
    let (Some(sides), Some(pixels)) = (sides, bytes.get(tables.len()..)) else { return Ok(false) };
    let Some(stated) = bytes.get(sides..sides + 4) else { return Ok(false) };
    tables[sides..sides + 4].copy_from_slice(stated);
    Ok(bytes.starts_with(&tables) && pixels.strip_suffix(&END).is_some_and(is_plain_scan))
}

/// Everything up to the pixels.
fn tables(jpeg: &[u8]) -> &[u8] {
    let start = jpeg.windows(2).position(|mark| mark == START_OF_SCAN).unwrap_or_default();
    let length = jpeg.get(start + 2..start + 4).map_or(0, |two| usize::from(u16::from_be_bytes([two[0], two[1]])));
    jpeg.get(..start + 2 + length).unwrap_or(jpeg)
}

/// Pixels without a mark among them: no second scan, no comment, no thumbnail.
fn is_plain_scan(pixels: &[u8]) -> bool {
    pixels.last() != Some(&0xff) && pixels.windows(2).all(|two| two[0] != 0xff || two[1] == 0)
}
