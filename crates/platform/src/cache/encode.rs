//! Encodings of an answer: which one the browser takes, and how it is made.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;

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

impl Encoding {
    /// The best of ours that `Accept-Encoding` takes (RFC 9110, section 12.5.3).
    pub fn accepted(header: Option<&str>) -> Self {
        let takes = |name: &str| {
            header.is_some_and(|header| {
                header.split(',').any(|part| {
                    let (coding, parameter) = part.split_once(';').unwrap_or((part, ""));
                    let refused = parameter.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
                    coding.trim().eq_ignore_ascii_case(name) && !refused
                })
            })
        };
        if takes("br") {
            Self::Brotli
        } else if takes("gzip") {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

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
            Self::Brotli => brotli(plain, QUICK),
        }
    }

    /// Packs `plain` by brotli, as densely as can be.
    pub fn pack_densely(plain: &Bytes) -> Bytes {
        brotli(plain, DENSE)
    }
}

fn brotli(plain: &Bytes, quality: i32) -> Bytes {
    let settings = BrotliEncoderParams { quality, size_hint: plain.len(), ..Default::default() };
    let mut packed = Vec::with_capacity(plain.len() / 4);
    let written = brotli::BrotliCompress(&mut &plain[..], &mut packed, &settings);
    written.map_or_else(|_| plain.clone(), |_| exact(&packed))
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
        assert_eq!(Encoding::accepted(None), Encoding::Identity);
        assert_eq!(Encoding::accepted(Some("gzip, deflate, br;q=1.0")), Encoding::Brotli);
        assert_eq!(Encoding::accepted(Some("gzip;q=0.5, br;q=0")), Encoding::Gzip);
        assert_eq!(Encoding::accepted(Some("GZIP")), Encoding::Gzip);
        assert_eq!(Encoding::accepted(Some("identity;q=1, *;q=0")), Encoding::Identity);
    }
}
