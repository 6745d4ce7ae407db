//! Pictures that browsers show although their container is at fault: a wrong checksum, a wrong length. Only the
//! container is mended; what the decoder then makes of the pixels is for it to say.

use crate::Format;

const PNG_SIGNATURE: usize = 8;
const APP14: u8 = 0xee;
/// What the Adobe segment measures, with its length field.
const APP14_LENGTH: usize = 14;

/// The file with its container put right, or nothing where there is nothing to mend.
pub(crate) fn mended(bytes: &[u8], format: Format) -> Option<Vec<u8>> {
    match format {
        Format::Png => png(bytes),
        Format::Jpeg => jpeg(bytes),
        Format::Gif | Format::Webp => None,
    }
}

/// Writes every chunk with its true checksum; pixel data that claims to be longer than the file ends with the file.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut mended = bytes.get(..PNG_SIGNATURE)?.to_vec();
    let mut rest = bytes.get(PNG_SIGNATURE..)?;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let stated = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let named = stated.saturating_add(4).min(after.len());
        let (named, after) = after.split_at(named);
        push_chunk(&mut mended, named)?;
        rest = after.get(4..).unwrap_or_default();
    }
    push_chunk(&mut mended, b"IEND")?;
    Some(mended)
}

fn push_chunk(png: &mut Vec<u8>, named: &[u8]) -> Option<()> {
    let length = u32::try_from(named.len().checked_sub(4)?).ok()?;
    png.extend(length.to_be_bytes());
    png.extend(named);
    png.extend(crc32fast::hash(named).to_be_bytes());
    Some(())
}

/// Leaves out an Adobe segment that is too short; what it would say is the default anyway.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 2;
    loop {
        let [0xff, marker, high, low] = *bytes.get(at..)?.first_chunk::<4>()? else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let next = at + 2 + length;
        if marker == APP14 && length < APP14_LENGTH {
            let stray = bytes.get(next..)?.iter().position(|byte| *byte == 0xff)?;
            return Some([bytes.get(..at)?, bytes.get(next + stray..)?].concat());
        }
        if marker == 0xda {
            return None;
        }
        at = next;
    }
}
