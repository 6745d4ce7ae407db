//! Who packs pages that are often asked for once more, as densely as can be.
//!
//! That takes some forty times as long as the first packing, which a reader waits for. So one thread of the lowest
//! priority does it, while the page goes out as it is.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, LazyLock, Weak};
use std::thread;

use super::CachedPage;

/// Pages that may wait. Who finds no place is asked for again later.
const WAITING: usize = 256;

static PACKER: LazyLock<Option<SyncSender<Weak<CachedPage>>>> = LazyLock::new(|| {
    let (sender, pages) = sync_channel(WAITING);
    thread::Builder::new().name("packer".into()).spawn(move || pack(&pages)).ok()?;
    Some(sender)
});

/// Has the page packed densely soon, unless it is forgotten before; `false` if there is no room to wait.
pub(super) fn hand_over(page: &Arc<CachedPage>) -> bool {
    PACKER.as_ref().is_some_and(|packer| packer.try_send(Arc::downgrade(page)).is_ok())
}

fn pack(pages: &Receiver<Weak<CachedPage>>) {
    yield_to_others();
    for page in pages {
        if let Some(page) = page.upgrade() {
            page.pack_densely();
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
