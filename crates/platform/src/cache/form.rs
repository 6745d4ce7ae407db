//! A page in one encoding, as it goes out again and again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

use super::encode::exact;
use super::{Encoding, Outbox, Region};

/// So often is a page asked for before more is done for it than a page needs: it is packed densely, or put where the
/// kernel sends it by itself.
const OFTEN: u32 = 16;
/// Smaller ones are copied sooner than sent so.
const LARGE: usize = 16 * 1024;

/// A page in one encoding.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) bytes: Bytes,
    pub(super) kind: FormKind,
    asked: AtomicU32,
    ready: OnceLock<Arc<Ready>>,
}

/// What a page's bytes became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormKind {
    /// Packed, or left as they are, while the first reader waited.
    First(Encoding),
    /// By brotli, as densely as can be.
    Dense,
}

impl FormKind {
    /// All that there are.
    pub(super) const ALL: [Self; 4] =
        [Self::First(Encoding::Identity), Self::First(Encoding::Gzip), Self::First(Encoding::Brotli), Self::Dense];

    /// What the entity tag ends in, so that no two forms of a page have one (RFC 9110, section 8.8.3.3).
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::First(Encoding::Identity) => "",
            Self::First(Encoding::Gzip) => "-gz",
            Self::First(Encoding::Brotli) => "-br",
            Self::Dense => "-br11",
        }
    }

    /// How it is said to be packed.
    pub(super) const fn encoding(self) -> Encoding {
        match self {
            Self::First(encoding) => encoding,
            Self::Dense => Encoding::Brotli,
        }
    }
}

impl Form {
    pub(super) fn new(bytes: Bytes, kind: FormKind) -> Self {
        Self { bytes, kind, asked: AtomicU32::new(0), ready: OnceLock::new() }
    }

    /// Counts one who asks. `true` for the one with whom that is often, and for nobody after.
    pub(super) fn count(&self) -> bool {
        // Not counted further: a count that all write to would be waited for.
        self.asked.load(Ordering::Relaxed) < OFTEN && self.asked.fetch_add(1, Ordering::Relaxed) + 1 == OFTEN
    }

    /// Begins to count anew.
    pub(super) fn count_anew(&self) {
        self.asked.store(0, Ordering::Relaxed);
    }

    /// The whole answer with these bytes, made at the first call of the headers that `whole` says.
    pub(super) fn ready(&self, whole: impl FnOnce() -> HeaderMap) -> Arc<Ready> {
        Arc::clone(self.ready.get_or_init(|| Arc::new(Ready::new(whole(), self.bytes.clone()))))
    }
}

/// An answer whose headers and bytes are ready.
#[derive(Debug)]
pub(crate) struct Ready {
    /// Its first line and all headers but those of one request, as HTTP/1.1 writes them.
    pub(crate) head: Bytes,
    /// The page.
    pub(crate) body: Bytes,
    asked: AtomicU32,
    region: OnceLock<Option<Region>>,
}

impl Ready {
    fn new(headers: HeaderMap, body: Bytes) -> Self {
        let (asked, region) = (AtomicU32::new(0), OnceLock::new());
        Self { head: head(&headers), body, asked, region }
    }

    /// The headers by themselves. Few ask by another version of HTTP, so they are not kept twice.
    pub(crate) fn headers(&self) -> HeaderMap {
        let lines = self.head.split(|byte| *byte == b'\n').skip(1).filter_map(|line| line.strip_suffix(b"\r"));
        let headers = lines.filter_map(|line| {
            let end = line.iter().position(|byte| *byte == b':')?;
            let value = line.get(end + DIVIDER.len()..)?;
            Some((HeaderName::from_bytes(&line[..end]).ok()?, HeaderValue::from_bytes(value).ok()?))
        });
        let mut map = HeaderMap::with_capacity(24);
        for (name, value) in headers {
            map.append(name, value);
        }
        map
    }

    /// Asked once more: whether the page lies in the outbox. It does if it is large, often asked for, and there is room.
    pub(crate) fn is_in(&self, outbox: Option<&Arc<Outbox>>) -> bool {
        if self.body.len() < LARGE || self.asked.fetch_add(1, Ordering::Relaxed) < OFTEN {
            return false;
        }
        self.region.get_or_init(|| outbox?.put(&self.body)).is_some()
    }

    /// The page in the outbox.
    pub(crate) fn region(&self) -> Option<&Region> {
        self.region.get()?.as_ref()
    }
}

/// The beginning of an answer in HTTP/1.1, without the empty line that ends it.
fn head(headers: &HeaderMap) -> Bytes {
    let mut head = Vec::with_capacity(1536);
    head.extend_from_slice(b"HTTP/1.1 200 OK\r\n");
    for (name, value) in headers {
        head.extend_from_slice(name.as_str().as_bytes());
        head.extend_from_slice(DIVIDER);
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    exact(&head)
}

/// Between the name of a header and its value.
const DIVIDER: &[u8] = b": ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_back_as_they_were_written() {
        let mut headers = HeaderMap::new();
        for (name, value) in [("etag", "\"a: b\""), ("x-empty", ""), ("link", "</a>"), ("link", "</b>; rel=\"hub\"")] {
            headers.append(name, HeaderValue::from_static(value));
        }
        assert_eq!(Ready::new(headers.clone(), Bytes::new()).headers(), headers);
    }
}
