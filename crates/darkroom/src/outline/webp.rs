//! WebP: chunks of the RIFF container, whose length stands in its first bytes.

use super::{Fault, Outline, Reach, distance};
use crate::Size;

pub(super) fn walk(bytes: &[u8]) -> Result<Outline, Fault> {
    let reach = Reach(bytes);
    let end = distance(reach.little32(4)?).saturating_add(8);
    if end > bytes.len() {
        return Err(Fault::CutShort);
    }
    let mut size = Size::new(0, 0);
    let mut animated = 0;
    let mut at = 12;
    while at + 8 <= end {
        let name: [u8; 4] = reach.array(at)?;
        let length = distance(reach.little32(at + 4)?);
        let data = at + 8;
        let found = match &name {
            b"VP8X" => Some(Size::new(reach.little24(data + 4)? + 1, reach.little24(data + 7)? + 1)),
            b"VP8 " => Some(lossy_size(reach, data)?),
            b"VP8L" => Some(lossless_size(reach, data)?),
            b"ANMF" => {
                animated += 1;
                None
            }
            _ => None,
        };
        if let Some(found) = found {
            size = Size::new(size.width.max(found.width), size.height.max(found.height));
        }
        at = data.saturating_add(length).saturating_add(length % 2);
    }
    Ok(Outline { size, frames: animated.max(1), end })
}

fn lossy_size(reach: Reach<'_>, data: usize) -> Result<Size, Fault> {
    if reach.slice(data + 3, 3)? != [0x9d, 0x01, 0x2a] {
        return Err(Fault::Damaged("no key frame"));
    }
    Ok(Size::new(reach.little16(data + 6)? & 0x3fff, reach.little16(data + 8)? & 0x3fff))
}

fn lossless_size(reach: Reach<'_>, data: usize) -> Result<Size, Fault> {
    if reach.byte(data)? != 0x2f {
        return Err(Fault::Damaged("no lossless signature"));
    }
    let bits = reach.little32(data + 1)?;
    Ok(Size::new((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
}
