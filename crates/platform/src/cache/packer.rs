//! Who packs pages that are often asked for once more, as densely as can be.
//!
//! That takes some forty times as long as the first packing, which a reader waits for. So one thread of the lowest
//! priority does it, while the page goes out as it is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, OnceLock, Weak};
use std::thread;

use super::CachedPage;

/// Pages that may wait. Whoever finds no place may come again later.
const WAITING: usize = 256;

/// The way to the thread, which begins when there is something to do and ends with the cache.
#[derive(Debug, Clone, Default)]
pub struct Packer(Arc<OnceLock<Option<SyncSender<Weak<CachedPage>>>>>);

impl Packer {
    /// Has the page packed densely soon, unless it is forgotten before. `false` if there is no room to wait now.
    pub(super) fn take(&self, page: &Arc<CachedPage>) -> bool {
        let queue = self.0.get_or_init(begin);
        // Without a thread nothing comes of it, today or later.
        queue.as_ref().is_none_or(|queue| !matches!(queue.try_send(Arc::downgrade(page)), Err(TrySendError::Full(_))))
    }
}

fn begin() -> Option<SyncSender<Weak<CachedPage>>> {
    let (queue, pages) = sync_channel(WAITING);
    let begun = thread::Builder::new().name("packer".into()).spawn(move || {
        yield_to_others();
        pack(&pages);
    });
    begun.inspect_err(|error| tracing::warn!(%error, "pages are not packed densely")).is_ok().then_some(queue)
}

fn pack(pages: &Receiver<Weak<CachedPage>>) {
    for page in pages.iter().filter_map(|page| page.upgrade()) {
        if catch_unwind(AssertUnwindSafe(|| page.pack_densely())).is_err() {
            tracing::error!(?page, "a page could not be packed densely, and goes out as it was");
        }
    }
}

/// Gives this thread the lowest priority, where a thread has one of its own (`setpriority(2)`).
fn yield_to_others() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::setpriority_process(None, 19) {
        tracing::debug!(%error, "pages are packed at the priority of everything else");
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::header::ACCEPT_ENCODING;
    use http::{HeaderMap, HeaderValue, Method, StatusCode};
    use kit::Tags;

    use super::*;

    fn page(words: usize, packer: &Packer) -> Arc<CachedPage> {
        let text: String = (0..words).map(|number| format!("word {} ", number * 7919 % 1009)).collect();
        let page = CachedPage::new(StatusCode::OK, HeaderMap::new(), Bytes::from(text), Tags::new());
        Arc::new(page.packed_by(packer))
    }

    /// What the entity tag ends in for who asks so often in this encoding.
    fn asked(page: &Arc<CachedPage>, times: usize, encoding: &'static str) -> String {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static(encoding))]);
        let answers: Vec<_> = (0..times).map(|_| page.answer(&Method::GET, &headers)).collect();
        answers[times - 1].headers()["etag"].to_str().unwrap().trim_matches('"')[20..].to_owned()
    }

    /// A packer with room for one, and what waits for it.
    fn with_room_for_one() -> (Packer, Receiver<Weak<CachedPage>>) {
        let (queue, pages) = sync_channel(1);
        (Packer(Arc::new(OnceLock::from(Some(queue)))), pages)
    }

    #[test]
    fn whoever_finds_no_room_comes_again_after_as_many_readers() {
        let (packer, waiting) = with_room_for_one();
        let (one, other) = (page(900, &packer), page(800, &packer));
        assert_eq!((asked(&one, 15, "br"), waiting.try_iter().count()), ("-br".to_owned(), 0));
        for page in [&one, &other] {
            assert_eq!(asked(page, 16, "br"), "-br");
        }
        assert!(waiting.try_recv().is_ok_and(|page| page.ptr_eq(&Arc::downgrade(&one))));
        assert_eq!((asked(&other, 15, "br"), waiting.try_iter().count()), ("-br".to_owned(), 0));
        asked(&other, 1, "br");
        assert!(waiting.try_recv().is_ok_and(|page| page.ptr_eq(&Arc::downgrade(&other))));
        asked(&one, 100, "br");
        assert_eq!(waiting.try_iter().count(), 0, "none waits twice");
    }

    #[test]
    fn what_takes_other_encodings_or_too_long_is_not_packed_again() {
        let (packer, waiting) = with_room_for_one();
        let (one, long) = (page(900, &packer), page(80_000, &packer));
        for encoding in ["identity", "gzip"] {
            asked(&one, 100, encoding);
        }
        assert_eq!(asked(&long, 40, "br"), "-br");
        assert_eq!(waiting.try_iter().count(), 0);
    }

    #[test]
    fn a_page_that_is_forgotten_while_it_waits_is_not_packed() {
        let (queue, pages) = sync_channel(4);
        let packer = Packer::default();
        let [gone, there] = [700, 900].map(|words| page(words, &packer));
        for page in [&gone, &there] {
            asked(page, 1, "br");
            queue.send(Arc::downgrade(page)).unwrap();
        }
        drop((gone, queue));
        pack(&pages);
        assert_eq!((asked(&there, 1, "br"), asked(&there, 1, "gzip")), ("-br11".to_owned(), "-gz".to_owned()));
    }

    #[test]
    fn a_house_without_threads_serves_on() {
        let packer = Packer(Arc::new(OnceLock::from(None)));
        assert_eq!(asked(&page(900, &packer), 100, "br"), "-br");
    }
}
