//! JPEG: segments up to the end-of-image marker. A file without that marker is cut short.

use super::{Fault, Outline, Reach, distance};
use crate::Size;

const END: u8 = 0xd9;
const SCAN: u8 = 0xda;

pub(super) fn walk(bytes: &[u8]) -> Result<Outline, Fault> {
    let reach = Reach(bytes);
    let mut size = None;
    let mut at = 2;
    loop {
        let (marker, after) = next_marker(bytes, at)?;
        at = after;
        match marker {
            END => break,
            0x01 | 0xd0..=0xd8 => continue,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let found = Size::new(reach.big16(at + 5)?, reach.big16(at + 3)?);
                if size.replace(found).is_some_and(|before| before != found) {
                    return Err(Fault::Damaged("two frame headers that disagree"));
                }
            }
            _ => {}
        }
        at = at.saturating_add(distance(reach.big16(at)?));
        if marker == SCAN {
            at = after_scan(bytes, at)?;
        }
    }
    let size = size.ok_or(Fault::Damaged("no frame header"))?;
    Ok(Outline { size, frames: 1, end: at })
}

/// The next marker at or after a position, with the position behind it. Cameras leave stray bytes between segments.
fn next_marker(bytes: &[u8], at: usize) -> Result<(u8, usize), Fault> {
    let rest = bytes.get(at..).ok_or(Fault::CutShort)?;
    let mut escaped = false;
    for (offset, &byte) in rest.iter().enumerate() {
        match byte {
            0xff => escaped = true,
            0x00 => escaped = false,
            marker if escaped => return Ok((marker, at + offset + 1)),
            _ => {}
        }
    }
    Err(Fault::CutShort)
}

/// Skips compressed data: up to the first marker that is neither stuffing nor a restart.
fn after_scan(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let rest = bytes.get(at..).ok_or(Fault::CutShort)?;
    let marker = rest.windows(2).position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xff | 0xd0..=0xd7));
    marker.map(|offset| at + offset).ok_or(Fault::CutShort)
}
