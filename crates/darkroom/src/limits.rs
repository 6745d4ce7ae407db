//! How large a picture may be before the darkroom refuses it. Checked from the file's header, before anything is decoded.

use crate::{Refusal, Size};

/// The bounds within which a picture is taken.
///
/// Together they bound the memory that one picture can cost: the decoded pixels (at most `memory`), a progressive
/// JPEG's coefficients (at most twice that again), and the copy the house keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Length of the file in bytes. Default 32 MiB.
    pub bytes: usize,
    /// Width times height. Default 40 million: a 40-megapixel photograph.
    pub pixels: u64,
    /// The longer side in pixels. Default 16,384.
    pub side: u32,
    /// Bytes the decoded picture may take. Default 160 MiB: 40 million pixels with transparency at 8 bits a channel.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 32 * 1024 * 1024, pixels: 40_000_000, side: 16_384, memory: 160 * 1024 * 1024 }
    }
}

impl Limits {
    pub(crate) fn check_length(&self, bytes: &[u8]) -> Result<(), Refusal> {
        if bytes.is_empty() {
            return Err(Refusal::Empty);
        }
        if bytes.len() > self.bytes {
            return Err(Refusal::TooManyBytes { bytes: bytes.len(), limit: self.bytes });
        }
        Ok(())
    }

    pub(crate) fn check_size(&self, size: Size) -> Result<(), Refusal> {
        let Size { width, height } = size;
        let within = width <= self.side && height <= self.side && size.pixels() <= self.pixels;
        if within { Ok(()) } else { Err(Refusal::TooManyPixels { width, height, limit: self.pixels, side: self.side }) }
    }

    pub(crate) fn for_decoder(&self) -> image::Limits {
        let mut limits = image::Limits::default();
        limits.max_image_width = Some(self.side);
        limits.max_image_height = Some(self.side);
        limits.max_alloc = Some(self.memory);
        limits
    }
}
