//! Bytes that the kernel sends from where they lie.
//!
//! What goes out of a process's memory is copied once for each reader; `sendfile(2)` spares that for what lies in a file.
//! So a page that is asked for again and again as it is, not packed, gets a copy in a file that has no name and lies in
//! memory (`memfd_create(2)`), and goes out from there. Where a system has no such thing, nothing lies there.

use std::fs::File;
use std::io::{self, IoSlice};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that may lie there at once.
const ROOM: u64 = 16 << 20;
/// Regions begin at whole pages of memory, so that each can be given back alone.
const MEMORY_PAGE: u64 = 4096;

/// The file.
#[derive(Debug)]
pub(crate) struct Outbox {
    file: File,
    /// Where the next region begins. Places are never used twice: what is on its way out stays what it was.
    next: AtomicU64,
    held: AtomicU64,
}

/// A part of the file. Its memory is given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Region {
    outbox: Arc<Outbox>,
    at: u64,
    length: u64,
}

impl Outbox {
    /// An empty one; none where the system has none.
    pub(crate) fn open() -> Option<Arc<Self>> {
        let file = system::memory_file().ok()?;
        Some(Arc::new(Self { file, next: AtomicU64::new(0), held: AtomicU64::new(0) }))
    }

    /// Puts bytes there, if there is room.
    pub(crate) fn put(self: &Arc<Self>, bytes: &[u8]) -> Option<Region> {
        let length = bytes.len() as u64;
        let room = length.next_multiple_of(MEMORY_PAGE);
        if self.held.fetch_add(room, Ordering::Relaxed) + room > ROOM {
            self.held.fetch_sub(room, Ordering::Relaxed);
            return None;
        }
        let at = self.next.fetch_add(room, Ordering::Relaxed);
        let region = Region { outbox: Arc::clone(self), at, length };
        system::write_all_at(&self.file, bytes, at).ok()?;
        Some(region)
    }
}

impl Region {
    /// How many bytes it has.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Sends what goes before it: it waits for the rest, so that both go out together.
    pub(crate) fn send_before(&self, to: &impl system::Socket, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        system::send_with_more(to, parts)
    }

    /// Sends what follows after the first `sent` bytes, as far as the socket takes it, and says how many those were.
    pub(crate) fn send(&self, to: &impl system::Socket, sent: u64) -> io::Result<u64> {
        system::send(to, &self.outbox.file, self.at + sent, self.length - sent)
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        let room = self.length.next_multiple_of(MEMORY_PAGE);
        if system::give_back(&self.outbox.file, self.at, room).is_ok() {
            self.outbox.held.fetch_sub(room, Ordering::Relaxed);
        }
    }
}

#[cfg(target_os = "linux")]
pub(crate) mod system {
    use std::fs::File;
    use std::io::{self, IoSlice};
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileExt;

    use rustix::fs::{FallocateFlags, MemfdFlags, fallocate, memfd_create, sendfile};
    use rustix::net::{SendAncillaryBuffer, SendFlags, sendmsg};

    pub(crate) trait Socket: AsFd {}
    impl<S: AsFd> Socket for S {}

    pub(super) fn memory_file() -> io::Result<File> {
        Ok(File::from(memfd_create("kept pages", MemfdFlags::CLOEXEC)?))
    }

    pub(super) fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
        file.write_all_at(bytes, at)
    }

    pub(super) fn send_with_more(to: &impl Socket, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        let flags = SendFlags::MORE | SendFlags::NOSIGNAL;
        Ok(sendmsg(to, parts, &mut SendAncillaryBuffer::default(), flags)?)
    }

    pub(super) fn send(to: &impl Socket, file: &File, mut at: u64, length: u64) -> io::Result<u64> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        Ok(sendfile(to, file, Some(&mut at), length)? as u64)
    }

    pub(super) fn give_back(file: &File, at: u64, length: u64) -> io::Result<()> {
        Ok(fallocate(file, FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE, at, length)?)
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) mod system {
    use std::fs::File;
    use std::io::{self, IoSlice};

    pub(crate) trait Socket {}
    impl<S> Socket for S {}

    pub(super) fn memory_file() -> io::Result<File> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn write_all_at(_: &File, _: &[u8], _: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn send_with_more(_: &impl Socket, _: &[IoSlice<'_>]) -> io::Result<usize> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn send(_: &impl Socket, _: &File, _: u64, _: u64) -> io::Result<u64> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn give_back(_: &File, _: u64, _: u64) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::io::Read;
    use std::net::{TcpListener, TcpStream};
    use std::os::unix::fs::MetadataExt;

    use super::*;

    fn sent(region: &Region) -> Vec<u8> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let from = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let mut to = listener.accept().unwrap().0;
        std::thread::scope(|scope| {
            let reader = scope.spawn(move || {
                let mut read = Vec::new();
                to.read_to_end(&mut read).unwrap();
                read
            });
            let mut sent = 0;
            while sent < region.length() {
                sent += region.send(&from, sent).unwrap();
            }
            drop(from);
            reader.join().unwrap()
        })
    }

    #[test]
    fn what_was_put_there_goes_out_and_its_memory_is_given_back() {
        let outbox = Outbox::open().unwrap();
        let bytes: Vec<Vec<u8>> = [1, 4096, 100_000].map(|length| (0..length).map(|n| n as u8).collect()).to_vec();
        let regions: Vec<Region> = bytes.iter().map(|bytes| outbox.put(bytes).unwrap()).collect();
        for (bytes, region) in bytes.iter().zip(&regions) {
            assert_eq!(&sent(region), bytes);
        }
        // Blocks of 512 bytes.
        assert!(outbox.file.metadata().unwrap().blocks() * 512 >= 100_000);
        drop(regions);
        assert_eq!((outbox.held.load(Ordering::Relaxed), outbox.file.metadata().unwrap().blocks()), (0, 0));
    }

    #[test]
    fn there_is_no_more_room_than_was_set_aside() {
        let outbox = Outbox::open().unwrap();
        let page = vec![7; (ROOM / 4) as usize];
        let regions: Vec<Option<Region>> = (0..5).map(|_| outbox.put(&page)).collect();
        assert_eq!(regions.iter().flatten().count(), 4);
        drop(regions);
        assert!(outbox.put(&page).is_some());
    }
}
