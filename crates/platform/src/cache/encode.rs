//! Encodings of an answer: which one the browser takes, and how it is made.

use std::io::Write;

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

/// Brotli's effort, 0 to 11. Five packs a 40 kB page of English in about a millisecond; eleven makes it an eighth smaller
/// in some forty, which no reader should wait for.
const BROTLI_QUALITY: u32 = 5;

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

    /// What an entity tag of this encoding ends in, so that each has its own (RFC 9110, section 8.8.3.3).
    pub const fn tag_suffix(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => "-gz",
            Self::Brotli => "-br",
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
            Self::Brotli => {
                let mut packed = Vec::with_capacity(plain.len() / 4);
                let mut packer = brotli::CompressorWriter::new(&mut packed, 16_384, BROTLI_QUALITY, 22);
                let written = packer.write_all(plain);
                drop(packer);
                written.map_or_else(|_| plain.clone(), |()| exact(&packed))
            }
        }
    }
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
