//! A picture's outline: its size, frames and end, read by walking the container without decoding a pixel.
//!
//! What a file claims here is checked against the limits before a decoder sees it, and what follows its end is looked
//! at by `stowaway`. The walks never allocate and take time in proportion to the file's length.

mod gif;
mod jpeg;
mod png;
mod webp;

use crate::{Format, Refusal, Size};

/// What the container says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    /// As stored, before it is turned upright.
    pub size: Size,
    /// Pictures in the animation; 1 for a still.
    pub frames: u32,
    /// Where the picture's own bytes end.
    pub end: usize,
}

/// Reads the outline of a file whose format is known.
pub fn outline(bytes: &[u8], format: Format) -> Result<Outline, Refusal> {
    let outline = match format {
        Format::Jpeg => jpeg::walk(bytes),
        Format::Png => png::walk(bytes),
        Format::Gif => gif::walk(bytes),
        Format::Webp => webp::walk(bytes),
    };
    let outline = outline.map_err(|fault| match fault {
        Fault::CutShort => Refusal::CutShort { format },
        Fault::Damaged(detail) => Refusal::damaged(format, detail),
    })?;
    if outline.size.width == 0 || outline.size.height == 0 {
        return Err(Refusal::damaged(format, "no width or no height"));
    }
    Ok(outline)
}

enum Fault {
    CutShort,
    Damaged(&'static str),
}

/// Reads numbers and slices at a position; past the end is a file that was cut short.
#[derive(Clone, Copy)]
struct Reach<'a>(&'a [u8]);

impl<'a> Reach<'a> {
    fn slice(self, at: usize, length: usize) -> Result<&'a [u8], Fault> {
        let end = at.checked_add(length).ok_or(Fault::CutShort)?;
        self.0.get(at..end).ok_or(Fault::CutShort)
    }

    fn array<const N: usize>(self, at: usize) -> Result<[u8; N], Fault> {
        let slice = self.slice(at, N)?;
        slice.try_into().map_err(|_| Fault::CutShort)
    }

    fn byte(self, at: usize) -> Result<u8, Fault> {
        self.0.get(at).copied().ok_or(Fault::CutShort)
    }

    fn big16(self, at: usize) -> Result<u32, Fault> {
        Ok(u16::from_be_bytes(self.array(at)?).into())
    }

    fn big32(self, at: usize) -> Result<u32, Fault> {
        Ok(u32::from_be_bytes(self.array(at)?))
    }

    fn little16(self, at: usize) -> Result<u32, Fault> {
        Ok(u16::from_le_bytes(self.array(at)?).into())
    }

    fn little24(self, at: usize) -> Result<u32, Fault> {
        let [a, b, c] = self.array(at)?;
        Ok(u32::from_le_bytes([a, b, c, 0]))
    }

    fn little32(self, at: usize) -> Result<u32, Fault> {
        Ok(u32::from_le_bytes(self.array(at)?))
    }
}

/// A length field as a distance in memory.
fn distance(length: u32) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}
