//! Encodings of an answer: which one the browser takes, and how it is made.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;

use super::scratch::Scratch;

/// How an answer's bytes are packed (RFC 9110, section 8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// `gzip`.
    Gzip,
    /// `br`.
    Brotli,
}

/// Brotli's effort, 0 to 11, where a reader waits: a 40 kB page of English takes about a millisecond.
const QUICK: i32 = 5;
/// Where nobody does: the page is an eighth smaller, after some forty milliseconds.
const DENSE: i32 = 11;
/// Bytes that brotli takes and gives at once.
const BUFFER: usize = 4096;
/// How far brotli looks back, as powers of two (RFC 7932, section 9.1): narrower is slow, wider takes much memory.
const WINDOWS: std::ops::Range<i32> = 17..22;

impl Encoding {
    /// The word in `Content-Encoding`; none for plain bytes.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// Packs `plain`.
    pub fn pack(self, plain: &Bytes) -> Bytes {
        match self {
            Self::Identity => plain.clone(),
            Self::Gzip => {
                let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
                packer
                    .write_all(plain)
                    .and_then(|()| packer.finish())
                    .map_or_else(|_| plain.clone(), |packed| exact(&packed))
            }
            Self::Brotli => brotli(plain, QUICK).unwrap_or_else(|| plain.clone()),
        }
    }
}

/// The encodings of ours that `Accept-Encoding` takes (RFC 9110, section 12.5.3). Plain bytes are taken always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Accepted {
    gzip: bool,
    brotli: bool,
}

impl Accepted {
    /// By this header, if there is one.
    pub(super) fn by(header: Option<&str>) -> Self {
        let mut accepted = Self { gzip: false, brotli: false };
        for part in header.unwrap_or_default().split(',') {
            let (coding, parameter) = part.split_once(';').unwrap_or((part, ""));
            let refused = parameter.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
            match coding.trim() {
                coding if coding.eq_ignore_ascii_case("br") => accepted.brotli |= !refused,
                coding if coding.eq_ignore_ascii_case("gzip") => accepted.gzip |= !refused,
                _ => {}
            }
        }
        accepted
    }

    /// Whether it takes this one.
    pub(super) const fn takes(self, encoding: Encoding) -> bool {
        match encoding {
            Encoding::Identity => true,
            Encoding::Gzip => self.gzip,
            Encoding::Brotli => self.brotli,
        }
    }

    /// The densest that it takes.
    pub(super) const fn best(self) -> Encoding {
        match self {
            Self { brotli: true, .. } => Encoding::Brotli,
            Self { gzip: true, .. } => Encoding::Gzip,
            _ => Encoding::Identity,
        }
    }
}

/// Packs by brotli, as densely as can be. `None` is a fault of the packer's.
pub(super) fn pack_densely(plain: &Bytes) -> Option<Bytes> {
    brotli(plain, DENSE)
}

fn brotli(plain: &Bytes, quality: i32) -> Option<Bytes> {
    // No farther than the page is long: the packer's memory goes by that, and would be 8 to 40 MB.
    let lgwin = WINDOWS.clone().find(|window| plain.len() + 16 <= 1 << window).unwrap_or(WINDOWS.end);
    let settings = BrotliEncoderParams { quality, lgwin, size_hint: plain.len(), ..Default::default() };
    let mut packed = Vec::with_capacity(plain.len() / 4);
    let (mut read, mut written) = ([0; BUFFER], [0; BUFFER]);
    brotli::BrotliCompressCustomAlloc(
        &mut &plain[..],
        &mut packed,
        &mut read,
        &mut written,
        &settings,
        Scratch::of_all(),
    )
    .ok()?;
    Some(exact(&packed))
}

/// Bytes to be kept, in no more room than they need: what grew while it was written may hold twice as much. Copied, since
/// an allocator leaves in its place what it is asked to make a little smaller.
pub(super) fn exact(grown: &[u8]) -> Bytes {
    Bytes::copy_from_slice(grown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_encoding_is_chosen() {
        let best = |header| Accepted::by(header).best();
        assert_eq!(best(None), Encoding::Identity);
        assert_eq!(best(Some("gzip, deflate, br;q=1.0")), Encoding::Brotli);
        assert_eq!(best(Some("gzip;q=0.5, br;q=0")), Encoding::Gzip);
        assert_eq!(best(Some("GZIP")), Encoding::Gzip);
        assert_eq!(best(Some("identity;q=1, *;q=0")), Encoding::Identity);
    }
}
