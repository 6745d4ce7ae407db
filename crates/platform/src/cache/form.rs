//! A page in one encoding, as it goes out again and again.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use http::HeaderMap;

use super::{Encoding, Outbox, Region};

/// So often is a page asked for before more is done for it than a page needs: it is packed densely, or put where the
/// kernel sends it by itself.
const OFTEN: u32 = 16;
/// Smaller ones are copied sooner than sent so.
const LARGE: usize = 16 * 1024;
/// Larger ones are not packed again: the others would wait too long. Half a megabyte takes half a second.
const DENSE_AT_MOST: usize = 512 * 1024;

/// A page in one encoding.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) bytes: Bytes,
    /// What its entity tag ends in, so that no two forms of a page have one (RFC 9110, section 8.8.3.3).
    pub(super) suffix: &'static str,
    asked: AtomicU32,
    /// Nothing is to be done about its size: it is as dense as can be, or waits for that.
    settled: AtomicBool,
    ready: OnceLock<Arc<Ready>>,
}

/// Ends of the entity tags of a page's forms.
const PLAIN: &str = "";
const GZIP: &str = "-gz";
const BROTLI: &str = "-br";
const DENSE: &str = "-br11";

/// All that an entity tag of ours may end in.
pub(super) const SUFFIXES: [&str; 4] = [PLAIN, GZIP, BROTLI, DENSE];

impl Form {
    /// The page as it goes out first, packed within a reader's patience.
    pub(super) fn new(plain: &Bytes, encoding: Encoding) -> Self {
        let suffix = match encoding {
            Encoding::Identity => PLAIN,
            Encoding::Gzip => GZIP,
            Encoding::Brotli => BROTLI,
        };
        let settled = encoding != Encoding::Brotli || plain.len() > DENSE_AT_MOST;
        Self::with(encoding.pack(plain), suffix, settled)
    }

    /// The page by brotli, as dense as can be.
    pub(super) fn dense(plain: &Bytes) -> Self {
        Self::with(Encoding::pack_densely(plain), DENSE, true)
    }

    fn with(bytes: Bytes, suffix: &'static str, settled: bool) -> Self {
        let (asked, settled, ready) = (AtomicU32::new(0), AtomicBool::new(settled), OnceLock::new());
        Self { bytes, suffix, asked, settled, ready }
    }

    /// Asked for once more. Who asks when that was often hears `true` if it could be denser, and nobody after.
    pub(super) fn is_wanted_denser(&self) -> bool {
        let open = !self.settled.load(Ordering::Relaxed);
        open && self.asked.fetch_add(1, Ordering::Relaxed) + 1 >= OFTEN && !self.settled.swap(true, Ordering::Relaxed)
    }

    /// It cannot be made denser now: whoever asks next may try.
    pub(super) fn unsettle(&self) {
        self.settled.store(false, Ordering::Relaxed);
    }

    /// The whole answer with these bytes, made at the first call of the headers that `whole` says.
    pub(super) fn ready(&self, whole: impl FnOnce() -> HeaderMap) -> Arc<Ready> {
        Arc::clone(self.ready.get_or_init(|| Arc::new(Ready::new(whole(), self.bytes.clone()))))
    }
}

/// An answer whose headers and bytes are ready.
#[derive(Debug)]
pub(crate) struct Ready {
    /// All headers but those of one request.
    pub(crate) headers: HeaderMap,
    /// The same as HTTP/1.1 writes them, after its first line.
    pub(crate) head: Bytes,
    /// The page.
    pub(crate) body: Bytes,
    asked: AtomicU32,
    region: OnceLock<Option<Region>>,
}

impl Ready {
    fn new(headers: HeaderMap, body: Bytes) -> Self {
        let (asked, region) = (AtomicU32::new(0), OnceLock::new());
        Self { head: head(&headers), headers, body, asked, region }
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
        head.extend_from_slice(b": ");
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    Bytes::from(head)
}
