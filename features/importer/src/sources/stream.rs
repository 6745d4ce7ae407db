//! Byte streams with limits: what a compressed file unpacks to, and how far one may be read.

use std::io::{self, BufReader, Read};

use flate2::read::MultiGzDecoder;
use lzma_rust2::XzReader;

/// Compressed or not, told by the first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Xz,
}

impl Packing {
    pub fn of(start: &[u8]) -> Self {
        if start.starts_with(&[0x1f, 0x8b]) {
            Self::Gzip
        } else if start.starts_with(b"\xFD7zXZ\0") {
            Self::Xz
        } else {
            Self::None
        }
    }
}

/// What unpacking may hold in memory, in KiB; the largest preset of the format needs 65 MiB.
const XZ_MEMORY: u32 = 256 << 10;

/// A stream of bytes that can cross threads.
pub(crate) type Bytes = Box<dyn Read + Send>;

/// The stream unpacked, if it is packed, and refused past `limit` bytes.
pub(crate) fn unpacked(mut from: Bytes, limit: u64) -> io::Result<Bytes> {
    let mut start = Vec::new();
    from.by_ref().take(6).read_to_end(&mut start)?;
    let packing = Packing::of(&start);
    let whole = io::Cursor::new(start).chain(from);
    Ok(match packing {
        Packing::None => Box::new(Limited::new(whole, limit)),
        Packing::Gzip => Box::new(Limited::new(MultiGzDecoder::new(BufReader::new(whole)), limit)),
        Packing::Xz => Box::new(Limited::new(XzReader::new_mem_limit(BufReader::new(whole), true, XZ_MEMORY), limit)),
    })
}

/// A stream that fails past a number of bytes, where [`Read::take`] would feign the end.
#[derive(Debug)]
pub(crate) struct Limited<R> {
    from: R,
    left: u64,
    limit: u64,
}

impl<R: Read> Limited<R> {
    pub fn new(from: R, limit: u64) -> Self {
        Self { from, left: limit, limit }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buf)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => {
                return Err(past_limit(format!("it is longer than {} bytes", self.limit)));
            }
        }
        Ok(read)
    }
}

/// The failure of a stream that exceeds a limit.
pub(crate) fn past_limit(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, why)
}

pub(crate) fn is_limit(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::FileTooLarge
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).expect("memory takes it");
        to.finish().expect("memory takes it")
    }

    fn read(bytes: Vec<u8>, limit: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        unpacked(Box::new(io::Cursor::new(bytes)), limit)?.read_to_end(&mut out)?;
        Ok(out)
    }

    #[test]
    fn packed_and_plain_read_alike() {
        assert_eq!(read(b"mast".to_vec(), 4).expect("plain"), b"mast");
        assert_eq!(read(gzip(b"mast"), 4).expect("packed"), b"mast");
        assert_eq!(read(Vec::new(), 4).expect("empty"), b"");
    }

    #[test]
    fn a_bomb_is_stopped_where_the_limit_says() {
        let refused = read(gzip(&vec![0; 1 << 20]), 1 << 16).expect_err("too long");
        assert!(is_limit(&refused));
        assert_eq!(refused.to_string(), "it is longer than 65536 bytes");
    }
}
